"""Reading spread over other machines, by Dask (extra `cluster`): files go to its workers, readings come back.

Each worker reads in processes of its own that are as limited as those here. A worker that is lost costs nothing: the
scheduler gives what it was reading to another. What is stored is stored here, once, by the one who asked.
"""

from __future__ import annotations

import itertools
import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future
from functools import cache, partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from core.errors import ReadError, UsageError
from core.version import PARSER_VERSION
from store.intake.parsing import File, Parsed, open_workers, parse_file
from store.settings import load_settings

if TYPE_CHECKING:
    from core.work.worker import Workers

_PATIENCE = "10s"


class Cluster:
    """The workers of a scheduler. Raises UsageError where none answers, or none reads as this version does."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise UsageError("--cluster needs an extra: pip install 'gongkai[cluster]'.") from None
        connect: Callable[..., Any] = Client
        try:
            self._client: Any = connect(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError):
            raise UsageError(f"No scheduler answers at {address}.") from None
        self._numbers = itertools.count()
        try:
            self.processes = sum(self._client.nthreads().values())
            if not self.processes:
                raise UsageError(f"The scheduler at {address} has no workers: start some with `dask worker {address}`.")
            self._refuse_others()
        except BaseException:
            self.close()
            raise

    def submit(self, function: Callable[..., Parsed], *args: object) -> Future[Parsed]:
        """The future reading of a file; it raises ReadError where the file can't be read."""
        assert function is parse_file
        near: Future[Parsed] = Future()
        far = self._client.submit(read_there, *args, key=f"gongkai-{id(self)}-{next(self._numbers)}", pure=False)
        far.add_done_callback(partial(_hand_over, near))
        return near

    def close(self) -> None:
        """Let go of the scheduler; what is not read yet is read no more."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _refuse_others(self) -> None:
        try:
            versions = set(self._client.run(version_there).values())
        except Exception as error:
            raise UsageError(f"The workers can't read: {error}. Install this version of gongkai there.") from None
        if versions != {PARSER_VERSION}:
            raise UsageError("Some workers have another version of gongkai: install this one there.")


def version_there() -> int:
    """The number of the parser that reads where this is called."""
    return PARSER_VERSION


def read_there(file: File) -> Parsed | tuple[Any, ...]:
    """What a worker does with a file: its reading, or what its ReadError is made of."""
    try:
        return _readers().submit(parse_file, file).result()
    except ReadError as error:
        return error.code, error.message, error.kind


@cache
def _readers() -> Workers:
    # Dask makes its workers daemons, which may have no children; ours end with them.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    return open_workers(load_settings())


def _hand_over(near: Future[Parsed], far: Any) -> None:
    """Let the future here have what became of the one there."""
    if not near.set_running_or_notify_cancel():
        return
    try:
        outcome = far.result()
    except Exception as error:
        # Of several workers that were lost one after the other with this file, or with the scheduler.
        near.set_exception(ReadError("unreadable", f"No worker could read it to the end: {error}"))
        return
    if isinstance(outcome, Parsed):
        near.set_result(outcome)
    else:
        near.set_exception(ReadError(*outcome))

"""A gatherer as the settings want it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from core.errors import ReadError
from core.work.worker import Workers
from store.intake.parsing import File, count_figures
from store.intake.web.client import Fetcher, FetchLimits
from store.intake.web.gathering import Gatherer
from store.intake.web.hosts import Hosts
from store.intake.web.pages import Page, look_at

if TYPE_CHECKING:
    from store.records import Visit
    from store.settings import Settings


@contextmanager
def open_gatherer(
    settings: Settings, readers: Workers, visit: Callable[[str], Visit | None], *, again: bool = False
) -> Iterator[Gatherer]:
    """What takes reports from addresses; pages are looked at by `readers`, `visit` is what is kept of an address.

    With `again` what was taken today is asked for once more, too.
    """
    limits = FetchLimits(settings.parse_file_mb * 1_000_000, settings.fetch_seconds, settings.fetch_pause_seconds)

    def look(data: bytes, address: str) -> Page | None:
        return readers.submit(look_at, data, address).result()

    def reads(data: bytes, name: str) -> bool:
        try:
            readers.submit(count_figures, File(name, data)).result()
        except ReadError:
            return False
        return True

    with Fetcher(Hosts(settings.fetch_hosts), limits, unverified=settings.fetch_unverified_hosts) as fetcher:
        yield Gatherer(fetcher, look, reads, visit, again=again)

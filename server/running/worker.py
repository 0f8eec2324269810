"""The life of a process that works for calls: on a connection of its own, one call at a time, until it is told to end.

Nothing here knows the protocol of agents. A call is a function of `server.work` and its arguments; what it returns is
data for a client, made harmless and written as JSON here, so that the event loop has nothing left to do with it.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import pickle
import signal
import socket
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Literal, NamedTuple

from core.errors import GongkaiError, UsageError
from core.text.harmless import harmless, harmless_values, is_harmless_json
from store import Archive

MOST_CHARACTERS = 100_000
"""Of the JSON of one result; a tool that could give more has pages."""

_HEAD = struct.Struct("!Q")
PART = 1 << 16
"""The most bytes that are taken from a line at once."""
_NICENESS = 2
"""The event loop goes first where cores are scarce."""

_LOOK_SECONDS = 1.0
"""Between two looks whether the program still runs."""

Work = Callable[..., Any]


class Reply(NamedTuple):
    """How a call ended: with a value (and, for an object, its JSON), with what was wrong, or by a fault of ours."""

    kind: Literal["done", "wrong", "failed", "broken off"]
    value: Any = None
    text: str = ""


class _BrokenOff(BaseException):
    """The call is no longer wanted."""


class _State:
    """Whether a call is being worked on, which may then be broken off."""

    working = False


def serve(line: socket.socket, database: Path) -> None:
    """Work for calls until the line is closed or the program has ended."""
    _settle_in()
    state = _State()

    def break_off(number: int, frame: object) -> None:
        if state.working:
            state.working = False
            raise _BrokenOff

    if sys.platform != "win32":
        signal.signal(signal.SIGUSR1, break_off)
    archive: Archive | None = None
    while (message := receive(line)) is not None:
        reply, archive = _answered(state, archive, database, message)
        send(line, pickle.dumps(reply))


def send(line: socket.socket, message: bytes) -> None:
    """One message, with its length before it."""
    line.sendall(framed(message))


def framed(message: bytes) -> bytes:
    """A message as it goes over a line."""
    return _HEAD.pack(len(message)) + message


def receive(line: socket.socket) -> bytes | None:
    """The next message; None where the line was closed. Nothing follows it before it is answered."""
    data = bytearray()
    while (message := whole(data)) is None:
        part = line.recv(PART)
        if not part:
            return None
        data += part
    return message


def whole(data: bytearray) -> bytes | None:
    """The message that has come in these bytes; None while some of it is missing."""
    if len(data) < _HEAD.size or len(data) < _HEAD.size + _HEAD.unpack_from(data)[0]:
        return None
    return bytes(memoryview(data)[_HEAD.size :])


def _answered(state: _State, archive: Archive | None, database: Path, message: bytes) -> tuple[Reply, Archive | None]:
    """What becomes of one call, and the connection for the next."""
    function, arguments = pickle.loads(message)  # the program's own words
    try:
        try:
            state.working = True
            archive = archive or _opened(database)
            return done(function(archive, *arguments)), archive
        finally:
            state.working = False
    except _BrokenOff:
        return Reply("broken off"), archive
    except GongkaiError as error:
        return Reply("wrong", text=harmless(str(error))), archive
    except Exception:
        # The connection may be what failed: the next call opens it anew.
        with suppress(Exception):
            if archive is not None:
                archive.close()
        return Reply("failed", text=traceback.format_exc()[-4_000:]), None


def _opened(database: Path) -> Archive:
    try:
        return Archive(database, "ro")
    except UsageError as error:
        # It names the file, which is no business of a client's.
        raise RuntimeError("The database can't be opened") from error


def done(value: Any) -> Reply:
    """A value as it goes to the client. Raises UsageError where it is too large."""
    if not isinstance(value, dict):
        return Reply("done", value)
    text = _written(value)
    if not is_harmless_json(text):
        value = harmless_values(value)
        text = _written(value)
    if len(text) > MOST_CHARACTERS:
        raise UsageError(f"The result has {len(text):,} characters, over {MOST_CHARACTERS:,}: ask for less at once.")
    return Reply("done", value, text)


def _written(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _settle_in() -> None:
    """Leave the program's streams and signals alone, let the event loop go first, and end with the program."""
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.close(null)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        os.nice(_NICENESS)
    threading.Thread(target=_end_with_program, daemon=True).start()
    gc.freeze()


def _end_with_program() -> None:
    """Processes that were forked beside each other hold each other's pipes open: these tell nothing."""
    if sys.platform == "win32":
        program = multiprocessing.parent_process()
        assert program is not None
        wait([program.sentinel])
    else:
        parent = os.getppid()
        while os.getppid() == parent:
            time.sleep(_LOOK_SECONDS)
    os._exit(0)

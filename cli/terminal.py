"""The streams of the terminal, what may be written to them, and the interrupts that come from it."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

import click

from core.text.harmless import harmless, harmless_json

if TYPE_CHECKING:
    from types import FrameType


def open_what_is_closed() -> None:
    """Put the null device in the place of each standard stream that the caller closed."""
    # In this order each takes the number that is free, so that no file we open becomes standard output.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


class _Harmless(io.TextIOWrapper):
    """Standard output: what strangers wrote does not act on the terminal."""

    def write(self, text: str) -> int:
        return super().write(harmless(text))


def let_nothing_act() -> None:
    """Let standard output write words of strangers so that they only show."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper) and not isinstance(stream, _Harmless):
        encoding, errors, buffered = stream.encoding, stream.errors, stream.line_buffering
        sys.stdout = _Harmless(stream.detach(), encoding, errors, line_buffering=buffered)


def never_fail_on_characters() -> None:
    """Let standard output and standard error write an escape for what their encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        # A narrow locale gets escapes; plain ASCII (the C locale) UTF-8, as every terminal of today.
        encoding = "utf-8" if stream.encoding.lower() in ("ascii", "ansi_x3.4-1968", "us-ascii") else stream.encoding
        _reconfigure(stream, encoding)


def write_utf8() -> None:
    """Write UTF-8 to standard output, whatever the locale: what is printed is for programs."""
    _reconfigure(sys.stdout, "utf-8")


def _reconfigure(stream: TextIO, encoding: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding=encoding, errors="backslashreplace")


def write_no_more() -> None:
    """Let what standard output still holds at exit go nowhere: who should have it has gone, or has no room."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_json(value: object) -> None:
    """Print one line of UTF-8; what would act on a terminal, and half of a character, is the escape that JSON knows."""
    click.echo(harmless_json(json.dumps(value, ensure_ascii=False)))


def shown(text: str) -> str:
    """The text with escapes for what would move the cursor or break the line."""
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        else character
        for character in text
    )


def as_utf8(argument: str) -> str:
    """An argument without the surrogates that stand for bytes of another encoding."""
    return os.fsencode(argument).decode("utf-8", "replace")


def lines_of_standard_input() -> Iterator[str]:
    """The lines of standard input that hold something."""
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", "replace").strip().removeprefix("\ufeff")
        if text:
            yield text


def heed_one_interrupt() -> None:
    """Of several Ctrl-C let only the first count, so that none disturbs the clearing up after it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)


class Interrupts:
    """Ctrl-C, which may have to wait until what was done is noted."""

    _held = 0
    _came = False

    @classmethod
    def hold(cls, times: int = 1) -> None:
        """Let it wait for so many things to be noted."""
        cls._held += times

    @classmethod
    def release(cls, times: int = 1) -> None:
        """So many are. Raises KeyboardInterrupt where they were the last and it came meanwhile."""
        cls._held -= times
        if cls._came and not cls._held:
            raise KeyboardInterrupt

    @classmethod
    def take(cls) -> None:
        """Note that it came. Raises KeyboardInterrupt unless it has to wait."""
        cls._came = True
        if not cls._held:
            raise KeyboardInterrupt


def heed_no_interrupt() -> None:
    """Let Ctrl-C count no more: the program is leaving."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    heed_no_interrupt()
    Interrupts.take()

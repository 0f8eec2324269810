"""Every expression of the product takes time like the length of its input, whatever that is."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from tests.expressions import Expression, drive, expressions, worst_inputs

_SMALL, _LARGE = 100, 1600
_MOST_GROWTH = 120
"""Linear is 16, quadratic 256."""
_PARTS = 8


class _Endless(Exception):
    """An input on which an expression does not end."""


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def end(_number: int, _frame: object) -> None:
        raise _Endless

    # Of the processor's time, as all that is measured here: a machine that stands still for a while is no slow expression.
    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


# The seconds are far beyond what any machine takes for so little.
def grows(one: Expression, seconds: float = 8) -> tuple[str, str, str] | None:
    """The input on which an expression takes longer than it grows, or `seconds`; None where there is none."""
    for before, unit in worst_inputs(one.pattern):
        for after in ("", "\0!"):
            try:
                with _at_most(seconds):
                    if _exceeds(one, before, unit, after):
                        return before, unit, after
            except _Endless:
                return before, unit, after
    return None


def _exceeds(one: Expression, before: str, unit: str, after: str) -> bool:
    """Whether the growth is too much at every one of five tries: the machine does other things, too."""
    small = [min(times) for times in zip(*(drive(one, before, unit, after, _SMALL) for _ in range(3)), strict=True)]
    for _ in range(5):
        large = drive(one, before, unit, after, _LARGE)
        if all(late <= _MOST_GROWTH * early for early, late in zip(small, large, strict=True)):
            return False
    return True


@cache
def _all() -> list[Expression]:
    return expressions()


@pytest.mark.parametrize("part", range(_PARTS))
def test_expressions_take_time_like_their_input(part: int) -> None:
    slow = [(one.name, one.pattern.pattern, grows(one)) for one in _all()[part::_PARTS]]
    assert [one for one in slow if one[-1]] == []


def test_no_repetition_was_taken_for_a_value() -> None:
    """{0,30} in an f-string is the pair (0, 30), and matches itself alone."""
    assert [one.name for one in _all() if re.search(r"\(\d+, \d+\)", str(one.pattern.pattern))] == []


def test_all_rooms_are_looked_through() -> None:
    assert len(_all()) > 500
    assert {one.name.split(".")[0] for one in _all()} >= {"core", "store", "bot", "server"}


@pytest.mark.parametrize("pattern", [r"\s*<x", r"(?:<!--.*?-->\s*)*<p>", r"(a|aa)+$", r"(?:\d+,?)+x"])
def test_the_test_sees_what_grows(pattern: str) -> None:
    assert grows(Expression("x", re.compile(pattern, re.DOTALL), ("search",)), seconds=1)


@pytest.mark.parametrize("pattern", [r"\d+", r"[^<]*<", r"<!--[^-]{0,40}-->", r"一{1,3}(?:件|条)"])
def test_and_nothing_else(pattern: str) -> None:
    assert grows(Expression("x", re.compile(pattern), ("match",))) is None

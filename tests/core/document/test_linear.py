"""Input made to be slow: the time grows no faster than the input does."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from core.document import read, sniff
from core.errors import ReadError

_SMALL, _LARGE = 4_000, 64_000
_MOST_GROWTH = 80.0
"""Linear is 16, quadratic 256."""


def _time(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started


def _growth(work: Callable[[int], object]) -> float:
    """How much longer the larger input takes: in time of the processor, the best of five tries."""
    small = min(_time(lambda: work(_SMALL)) for _ in range(5))
    growths = (_time(lambda: work(_LARGE)) / small for _ in range(5))
    return next((growth for growth in growths if growth < _MOST_GROWTH), _MOST_GROWTH)


def _read(text: str) -> None:
    with suppress(ReadError):
        read(text.encode(), "page.html")


@pytest.mark.parametrize(
    ("begin", "unit", "end"),
    [
        ("", "<!-- -->", "<b>"),
        ("", "<!---->\n", "<script>"),
        ("", "<!--", "<p>"),
        ("<?xml", " ", "<p>"),
        ("", "<?xml ", ""),
        ("", "\n", "<p>"),
        ("<!doctype html>", "<!x>", ""),
        ("", "<para ", ">"),
        ("<", "a:", ">"),
        ("<word ", "x", "<table"),
        ("<table", " <thead>", ""),
        ("<?xml ", "<!", "<w:document "),
    ],
)
def test_telling_the_format_takes_time_like_the_length(begin: str, unit: str, end: str) -> None:
    assert _growth(lambda size: sniff.of_text(begin + unit * (size // len(unit)) + end, "a.html")) < _MOST_GROWTH


@pytest.mark.parametrize(
    ("begin", "unit", "end"),
    [
        ("<html><body><p>共计", " ", "件</p></body></html>"),
        ("<html><body>", "<?xml ", "</body></html>"),
        ("<html><body><table><tr>", "<td>1</td>", "</tr></table></body></html>"),
        ("<html><body>", "<p>共计1件</p>\n", "</body></html>"),
        ("<html><head><style>", "p{color:", "}</style></head><body></body></html>"),
        ("<html><head><style>", "p{display:none}", "</style></head><body><p>1</p></body></html>"),
        ("<html><body><p style='", "color:red;", "'>1</p></body></html>"),
        ("<html><body>", "<!--", "</body></html>"),
        ("<html><body>", "&nbsp;", "</body></html>"),
        ("<html><body><p", " a=1", ">1</p></body></html>"),
        ("<html><body>", "&amp;lt;", "</body></html>"),
    ],
)
def test_reading_a_page_takes_time_like_the_length(begin: str, unit: str, end: str) -> None:
    assert _growth(lambda size: _read(begin + unit * (size // len(unit)) + end)) < _MOST_GROWTH

"""Placed glyphs put together to written lines. Coordinates are points, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter, sub
from statistics import median
from typing import NamedTuple

from core.document.fixed.shadows import is_even, undoubled

_LEAST_GAP = 0.2
_TWICE = 0.2
"""Bold by printing twice: the same character this close to itself, in heights of a line."""
_OVER = -0.1
"""How close neighbours are, in heights of a line, of which one stands in the other."""
_LOWER = 0.6
"""No line follows another so closely, in heights."""
_DOUBTED = 0.5
_FIRST, _LEFT = itemgetter(0), itemgetter(1)
_NEW = tuple.__new__
"""What a class of named tuples does itself, at half its time."""


class Glyph(NamedTuple):
    """A character (or a recognised word) and its box. A tuple, for there are thousands on a page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None
    """How sure the recognition of a picture was, between 0 and 1."""

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        height = self.bottom - self.top
        return height if height > 1.0 else 1.0


class WrittenLine(NamedTuple):
    """One written line and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    confidence: float | None = None


def least_sure(confidence: Sequence[float | None]) -> float | None:
    """How sure the least sure of several words is; None where none was recognised."""
    if confidence.count(None) == len(confidence):
        return None
    return min(value for value in confidence if value is not None)


def written_lines(glyphs: Sequence[Glyph]) -> list[WrittenLine]:
    """Glyphs as written lines, top to bottom."""
    lines = [_written(line) for line in lines_of(glyphs)]
    if len(lines) < 2:
        return lines
    return [lines[0], *(line for before, line in pairwise(lines) if not _is_shadow(before, line))]


def _is_shadow(before: WrittenLine, line: WrittenLine) -> bool:
    """Whether a line is the one before it, drawn once more over its lower half."""
    if line.text != before.text or line.top - before.top > _LOWER * before.size:
        return False
    return abs(line.left - before.left) < before.size


def lines_of(glyphs: Sequence[Glyph]) -> list[Sequence[Glyph]]:
    """Glyphs by the line they stand on, top to bottom."""
    if len(glyphs) < 2:
        return [glyphs] if glyphs else []
    heights = [(top + bottom) / 2 for _, _, top, _, bottom, _ in glyphs]
    if max(heights) - min(heights) <= 0.5:
        return [glyphs]
    lines: list[Sequence[Glyph]] = []
    line: list[Glyph] = []
    middle = before = 0.0
    for y, glyph in sorted(zip(heights, glyphs, strict=True), key=_FIRST):
        size = glyph[4] - glyph[2]
        if size <= 1.0:
            size = 1.0
        if y == middle and line:
            line.append(glyph)
        elif line and y - middle <= 0.5 * (before if before > size else size):
            line.append(glyph)
            middle += (y - middle) / len(line)
        else:
            line = [glyph]
            lines.append(line)
            middle = y
        before = size
    return lines


def _written(glyphs: Sequence[Glyph]) -> WrittenLine:
    if len(glyphs) == 1:
        (glyph,) = glyphs
        text, left, top, right, bottom, confidence = glyph
        return _NEW(WrittenLine, (text, left, top, right, bottom, glyph.size, confidence))
    texts, lefts, tops, rights, bottoms, sure = zip(*sorted(glyphs, key=_LEFT), strict=True)
    top, bottom = min(tops), max(bottoms)
    # Most lines know but one height.
    alike = tops.count(top) == len(tops) == bottoms.count(bottom)
    size = max(bottom - top, 1.0) if alike else _middle_size(tops, bottoms)
    gaps = [*map(sub, lefts[1:], rights)]
    confidence = least_sure(sure)
    if (min(gaps) < _OVER * size or (not alike and _has_steps(tops, bottoms))) and confidence is None:
        once = undoubled(glyphs, size)
        if once is None:
            confidence = _DOUBTED
        elif len(once) < len(glyphs):
            return _written(once)
    text = _spaced(texts, lefts, rights, gaps, size)
    return _NEW(WrittenLine, (text, lefts[0], top, max(rights), bottom, size, confidence))


def _has_steps(tops: Sequence[float], bottoms: Sequence[float]) -> bool:
    """Whether characters of one size stand on different heights."""
    places = {*zip(tops, bottoms, strict=True)}
    return len({round(bottom - top, 1) for top, bottom in places}) < len(places)


def _spaced(
    texts: Sequence[str], lefts: Sequence[float], rights: Sequence[float], gaps: Sequence[float], size: float
) -> str:
    """The texts of glyphs, left to right, as one, with spaces where gaps are wide."""
    least = _LEAST_GAP * size
    if min(map(sub, lefts[1:], lefts)) < _TWICE * size:
        texts, lefts, rights = _once(texts, lefts, rights, size)
        gaps = [*map(sub, lefts[1:], rights)]
    if not gaps or max(gaps) <= least:
        return "".join(texts)
    parts: list[str] = []
    done = 0
    for at, gap in enumerate(gaps, 1):
        if gap > least and gap > _word_gap(texts[at - 1][-1:], texts[at][:1]) * size:
            parts += texts[done:at]
            parts.append(" ")
            done = at
    return "".join((*parts, *texts[done:]))


def _once(
    texts: Sequence[str], lefts: Sequence[float], rights: Sequence[float], size: float
) -> tuple[Sequence[str], Sequence[float], Sequence[float]]:
    """The glyphs without those printed twice for boldness: the same character on the same spot."""
    kept: list[int] = []
    for at, (text, left) in enumerate(zip(texts, lefts, strict=True)):
        is_again = kept and text == texts[kept[-1]] and left - lefts[kept[-1]] < _TWICE * size
        if not is_again or is_even(lefts[max(at - 2, 0) : at + 1], size) or is_even(lefts[at - 1 : at + 2], size):
            kept.append(at)
    return [texts[at] for at in kept], [lefts[at] for at in kept], [rights[at] for at in kept]


def _middle_size(tops: Sequence[float], bottoms: Sequence[float]) -> float:
    """The median height of glyphs, one point at least."""
    heights: list[float] = [*map(sub, bottoms, tops)]
    return median(heights if min(heights) >= 1.0 else [max(height, 1.0) for height in heights])


def _word_gap(left: str, right: str) -> float:
    """The gap, in heights of a line, beyond which two neighbours are two words: wide between Chinese characters."""
    chinese = (left >= "\u2e80") + (right >= "\u2e80")
    return (_LEAST_GAP, 0.6, 1.2)[chinese]

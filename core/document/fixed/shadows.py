"""Words of a line that are drawn twice, a little aside, as with a shadow: their characters stand among each other.

They are kept once. Where it can't be told whether figures drawn over one another are such, nobody can be sure of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter, sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.document.fixed.glyphs import Glyph

_OVER, _STEP, _BESIDE = 0.1, 0.05, 0.2
"""In heights of a line: how far neighbours stand in each other at least, how much higher one stands at least, and how
far they are apart at most."""
_FAR, _ALIKE = 1.0, 0.05
"""How far a shadow lies aside at most, and how much more or less it does for some of its characters."""
_BOLD = 0.2
"""What lies no further aside is printed twice for boldness."""
_SPACED = 0.1
"""How far apart characters stand at most that a shadow leaves."""
_EVEN = 0.02
_MOST_PLACES, _NEXT, _REACH = 8, 40, 8

_Place = tuple[float, float]
"""How far to the right a shadow lies, and how far down."""


def undoubled(drawn: Sequence[Glyph], size: float) -> Sequence[Glyph] | None:
    """The characters of a line, given as they were drawn, from left to right, each but once; None where that can't be
    told of its digits."""
    line = sorted(drawn, key=itemgetter(1))
    if not _clash(line, size):
        return line
    number = {id(glyph): at for at, glyph in enumerate(drawn)}
    kept: list[Glyph] = []
    for word in _words(line, size):
        is_narrow = _is_set_narrowly(word, [number[id(glyph)] for glyph in word])
        once = word if is_narrow and is_even([glyph.left for glyph in word], size) else _once(word, size)
        if once is None and is_narrow:
            once = word
        if once is None:
            # A figure drawn twice among words that are not.
            parts = [[*part] for _, part in groupby(word, key=lambda glyph: glyph.text.isdecimal())]
            once = []
            for part in parts:
                one = _once(part, size)
                if one is None and part[0].text.isdecimal():
                    return None
                once += one or part
        kept += once
    return kept


def _words(glyphs: Sequence[Glyph], size: float) -> Iterator[list[Glyph]]:
    """The characters that stand close together."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and glyph.left - max(one.right for one in word[-_REACH:]) >= _BESIDE * size:
            yield word
            word = []
        word.append(glyph)
    yield word


def _once(glyphs: Sequence[Glyph], size: float) -> Sequence[Glyph] | None:
    """The characters without their shadows; None where they stand in each other for another reason."""
    if not _clash(glyphs, size):
        return glyphs
    places = (_without(glyphs, place, size) for place in _places(glyphs, size))
    return next((kept for kept in places if kept and not _clash(kept, size)), None)


def is_even(lefts: Sequence[float], size: float) -> bool:
    """Whether characters stand at even distances, as those of one word do, set narrowly; what is printed several times
    stands closer."""
    steps = [*map(sub, lefts[1:], lefts)]
    return len(steps) > 1 and min(steps) > _STEP * 2 * size and max(steps) - min(steps) < _EVEN * size


def _is_set_narrowly(word: Sequence[Glyph], drawn: list[int]) -> bool:
    """Whether characters were drawn one after the other, on one height."""
    return drawn == sorted(drawn) and len({glyph.top for glyph in word}) == 1


def _clash(glyphs: Sequence[Glyph], size: float) -> bool:
    """Whether a character stands in its neighbour, or digits of one size stand on different heights."""
    over, beside = -_OVER * size, _BESIDE * size
    for one, other in pairwise(glyphs):
        gap = other[1] - one[3]
        if gap < over:
            if one[0].isalnum() and other[0].isalnum():
                return True
        elif gap < beside and one[2] != other[2] and _has_step(one, other, size):
            return True
    return False


def _has_step(one: Glyph, other: Glyph, size: float) -> bool:
    is_higher = abs(other.top - one.top) > _STEP * size and _is_as_high(one, other, size)
    return is_higher and one.text.isdecimal() and other.text.isdecimal()


def _is_as_high(one: Glyph, other: Glyph, size: float) -> bool:
    return abs((one.bottom - one.top) - (other.bottom - other.top)) <= _STEP * size


def _places(glyphs: Sequence[Glyph], size: float) -> list[_Place]:
    """Where shadows of the characters may lie: the places that most of them agree on first."""
    unit = _ALIKE * size
    found = Counter(
        (round((other.left - one.left) / unit), round((other.top - one.top) / unit))
        for at, one in enumerate(glyphs)
        for _, other in _next(glyphs, at, size)
    )
    return [(right * unit, down * unit) for (right, down), _ in found.most_common(_MOST_PLACES)]


def _next(glyphs: Sequence[Glyph], at: int, size: float) -> Iterator[tuple[int, Glyph]]:
    """The same character again, further to the right but not far."""
    one = glyphs[at]
    for number, other in enumerate(glyphs[at + 1 : at + 1 + _NEXT], at + 1):
        if other.left - one.left > _FAR * size:
            return
        if other.text == one.text and _is_as_high(one, other, size):
            yield number, other


def _without(glyphs: Sequence[Glyph], place: _Place, size: float) -> list[Glyph]:
    """The characters without those that lie there as the shadows of all others; none where these can't be shadows."""
    right, down = place
    shadows: set[int] = set()
    kept: list[Glyph] = []
    for at, one in enumerate(glyphs):
        if at in shadows:
            continue
        kept.append(one)
        there = (
            number
            for number, other in _next(glyphs, at, size)
            if number not in shadows
            and max(abs(other.left - one.left - right), abs(other.top - one.top - down)) <= _ALIKE * size
        )
        if (shadow := next(there, None)) is None:
            return []
        shadows.add(shadow)
    is_level = abs(down) <= _STEP * size
    if is_level and len(kept) == 1 and right > max(_BOLD * size, (kept[0].right - kept[0].left) / 2):
        return []  # the same digit twice, set narrowly, looks so too
    gaps = [other.left - one.right for one, other in pairwise(kept)]
    return [] if any(gap > _SPACED * size for gap in gaps) else kept

"""Pages set in two columns of prose, as gazettes are, and sheets that show two pages side by side: one read after the
other, not line across line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from math import inf
from operator import itemgetter
from statistics import median

from core.document.fixed.glyphs import Glyph
from core.document.fixed.page import Page

_FIRST, _LEFT = itemgetter(0), itemgetter(1)
_FEWEST_LINES = 4
_PROSE = 9
"""Chinese characters of a usual line in a column of prose; a column of figures has none."""
_GAP = 1.2
"""The least gap between columns, in heights of a character."""

_SPREAD = 1.15
"""So much wider than high is a sheet with two pages on it."""
_GUTTER = 0.03
"""The least room between these, of the width of the sheet."""
_CHANNEL, _WIDE = 0.005, 0.3
"""The least room between columns that both hold a table, and how wide one is at least, of the width of the page."""
_FEWEST_GLYPHS, _CHINESE = 50, 0.3
"""What a page holds; a block of figures beside their labels is none."""

_Line = list[Glyph]


def by_columns(page: Page) -> Iterator[Page]:
    """The page, or its halves where it shows two, or where it is set in columns: what stands above them, each of them,
    what stands below."""
    gutter = _gutter(page)
    if gutter is not None:
        yield from _halves(page, gutter)
        return
    lines = _lines(page.glyphs) if not page.rulings else []
    middle = _middle(lines, page.width)
    if middle is None:
        yield page
        return
    parted = [at for at, line in enumerate(lines) if _gap_at(line, middle)]
    crossed = [at for at, line in enumerate(lines) if _crosses(line, middle)]
    first, last = parted[0], parted[-1]
    if any(first < at < last for at in crossed):
        yield page
        return
    end = next((at for at in crossed if at > last), len(lines))
    inside = [glyph for line in lines[first:end] for glyph in line]
    parts = (
        (page.width, [glyph for line in lines[:first] for glyph in line]),
        (page.width / 2, [glyph for glyph in inside if glyph.x < middle]),
        (page.width / 2, [glyph for glyph in inside if glyph.x >= middle]),
        (page.width, [glyph for line in lines[end:] for glyph in line]),
    )
    for number, (width, glyphs) in enumerate(part for part in parts if part[1]):
        yield replace(page, glyphs=glyphs, width=width, goes_on=page.goes_on or number > 0)


def _halves(page: Page, middle: float) -> Iterator[Page]:
    for is_left in (True, False):
        yield replace(
            page,
            glyphs=[glyph for glyph in page.glyphs if (glyph.x < middle) is is_left],
            rulings=[
                line for line in page.rulings if ((line.start if line.horizontal else line.at) < middle) is is_left
            ],
            width=page.width / 2,
            goes_on=page.goes_on or not is_left,
        )


def _gutter(page: Page) -> float | None:
    """Where two pages on one sheet part, or two columns with tables: nothing stands or runs there, and both sides are
    mostly written in words."""
    is_spread = page.width >= _SPREAD * page.height
    if not is_spread and not page.rulings:
        return None
    least = (_GUTTER if is_spread else _CHANNEL) * page.width
    across = list({(line.start, line.end) for line in page.rulings if line.horizontal})
    if across and _room(across, page.width)[0] <= least:
        return None
    room, middle = _room(across + [(glyph.left, glyph.right) for glyph in page.glyphs], page.width)
    if room <= least:
        return None
    sides = [
        [glyph.text >= "\u2e80" for glyph in page.glyphs if (glyph.x < middle) is is_left] for is_left in (True, False)
    ]
    if any(len(side) < _FEWEST_GLYPHS or sum(side) <= _CHINESE * len(side) for side in sides):
        return None
    tables = [[line for line in across if (line[0] < middle) is is_left] for is_left in (True, False)]
    return middle if is_spread or all(_extent(table) > _WIDE * page.width for table in tables) else None


def _room(spans: Iterable[tuple[float, float]], width: float) -> tuple[float, float]:
    """The widest room near the middle of a page that nothing reaches into, and where its own middle lies."""
    edge, room, middle = 0.0, 0.0, 0.0
    for left, right in sorted(spans):
        if left - edge > room and 0.4 * width < (left + edge) / 2 < 0.6 * width:
            room, middle = left - edge, (left + edge) / 2
        edge = max(edge, right)
    return room, middle


def _extent(lines: Iterable[tuple[float, float]]) -> float:
    """How far lines reach, all together."""
    sides = [side for line in lines for side in line]
    return max(sides) - min(sides) if sides else 0.0


def _lines(glyphs: Iterable[Glyph]) -> list[_Line]:
    """Glyphs by their height, top to bottom, each line left to right."""
    lines: list[_Line] = []
    line: _Line = []
    before = -inf
    for y, glyph in sorted([((glyph[2] + glyph[4]) / 2, glyph) for glyph in glyphs], key=_FIRST):
        if y == before or y - before <= 0.5 * glyph.size:
            line.append(glyph)
        else:
            line = [glyph]
            lines.append(line)
        before = y
    return [sorted(line, key=_LEFT) for line in lines]


def _middle(lines: list[_Line], width: float) -> float | None:
    """Where the gap between two columns of prose lies, if that is how the page is set."""
    gaps = [
        (left.right + right.left) / 2
        for line in lines
        for left, right in pairwise(line)
        # No character is smaller than one point.
        if right[1] - left[3] > _GAP
        and right.left - left.right > _GAP * left.size
        and 0.3 * width < (left.right + right.left) / 2 < 0.7 * width
    ]
    if len(gaps) < _FEWEST_LINES:
        return None
    middle = median(gaps)
    parted = [line for line in lines if _gap_at(line, middle)]
    if len(parted) < _FEWEST_LINES:
        return None
    chinese = [[glyph.x < middle for glyph in line if glyph.text >= "\u2e80"] for line in parted]
    sides = [[line.count(is_left) for line in chinese] for is_left in (True, False)]
    return middle if min(median(side) for side in sides) >= _PROSE else None


def _gap_at(line: _Line, middle: float) -> bool:
    return any(
        left.right < middle < right.left and right.left - left.right > _GAP * left.size
        for left, right in pairwise(line)
    )


def _crosses(line: _Line, middle: float) -> bool:
    """Whether a line runs through where the gap would be."""
    return line[0].left < middle < line[-1].right and not _gap_at(line, middle)

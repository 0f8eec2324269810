"""Characters on a page that are no part of its text: struck out by a line, or raised as the mark of a note."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from math import nan
from operator import itemgetter

from core.document.fixed.glyphs import Glyph
from core.document.fixed.lattice import Ruling
from core.document.fixed.page import Page
from core.document.unseen import Unseen, is_mark, is_power

_SMALL, _HIGHER, _BESIDE = 0.75, 0.1, 0.35
"""Of a mark beside the figure it stands at: its size, how much higher its middle is, how far it stands at most."""
_SAME = 0.15
_LEAST_SIZE = 1.2
"""Points."""
_THROUGH, _BEYOND = 0.2, 0.6
"""Of a line that strikes out characters: how far from their middle it runs at most, how far beyond them it reaches."""

_MOST_LINES = 2
"""More lines through a character are a hatching."""

_HEIGHT = itemgetter(2, 4)

_Run = list[Glyph]
"""Characters one after the other that stand at one height and are of one size."""


def without_marks(page: Page, unseen: Unseen) -> Page:
    """The page without what is struck out on it and without the marks of notes; their figures are taken down."""
    runs = _runs(page.glyphs)
    changed = {id(run): instead for run, instead in (*_raised(runs, unseen), *_beyond(runs, page, unseen))}
    struck = set(_struck(runs, page.rulings, unseen))
    if not changed and not struck:
        return page
    glyphs = [glyph for run in runs for glyph in changed.get(id(run), run) if id(glyph) not in struck]
    return replace(page, glyphs=glyphs)


def _beyond(runs: Sequence[_Run], page: Page, unseen: Unseen) -> Iterator[tuple[_Run, _Run]]:
    """The runs that are too small to be seen, or lie off the page; of those that reach beyond it what lies on it."""
    lowest, rightmost = 2 * page.height, 2 * page.width
    for run in runs:
        (_, left, top, right, bottom, _), (_, begins, _, ends, _, _) = run[0], run[-1]
        if bottom - top < _LEAST_SIZE or not 0 <= top + bottom <= lowest:
            inside = []
        elif 0 <= left + right <= rightmost and 0 <= begins + ends <= rightmost:
            continue
        else:
            inside = [glyph for glyph in run if 0 <= glyph.x <= page.width]
        unseen.leave_out("".join(glyph.text for glyph in run if glyph not in inside), "hidden")
        yield run, inside


def _runs(glyphs: Sequence[Glyph]) -> list[_Run]:
    runs: list[_Run] = []
    run: _Run = []
    top = bottom = most = nan
    for (above, below), alike in groupby(glyphs, key=_HEIGHT):
        # The box of a bracket reaches a little further than those of the digits in it.
        if (above == top and below == bottom) or abs(above - top) + abs(below - bottom) < most:
            run += alike
            continue
        run = list(alike)
        runs.append(run)
        top, bottom, most = above, below, _SAME * (below - above)
    return runs


def _raised(runs: Sequence[_Run], unseen: Unseen) -> Iterator[tuple[_Run, _Run]]:
    """The runs that are raised behind a figure, each with what is to be read instead."""
    base: _Run = []
    for run in runs:
        if not (base and _stands_raised(run, base[-1])):
            base = run
            continue
        text, before = ("".join(glyph.text for glyph in part) for part in (run, base))
        if is_power(before):
            yield run, [run[0]._replace(text="^", right=run[0].left), *run]
        elif is_mark(text):
            unseen.leave_out(text, "raised")
            yield run, []


def _stands_raised(run: _Run, before: Glyph) -> bool:
    size, first = before.bottom - before.top, run[0]
    if first.bottom - first.top >= _SMALL * size or not before.text.isdecimal():
        return False
    is_higher = first.y < before.y - _HIGHER * size and first.bottom > before.top
    return is_higher and -_BESIDE * size <= first.left - before.right <= _BESIDE * size


def _struck(runs: Sequence[_Run], rulings: Sequence[Ruling], unseen: Unseen) -> Iterator[int]:
    """The characters, by their identity, that a line runs through which reaches no further than they do."""
    crossed = _crossed(runs, {line.at for line in rulings if line.horizontal})
    lines: Counter[int] = Counter()
    found: list[list[Glyph]] = []
    for line in {line for line in rulings if line.at in crossed and line.horizontal} if crossed else ():
        for run in crossed[line.at]:
            through = [glyph for glyph in run if line.start < glyph.x < line.end]
            lines.update(map(id, through))
            if through and _reaches_as_far(line, through, _BEYOND * run[0].size):
                found.append(through)
    for through in found:
        if all(lines[id(glyph)] <= _MOST_LINES for glyph in through):
            unseen.leave_out("".join(glyph.text for glyph in through), "struck")
            yield from map(id, through)


def _crossed(runs: Sequence[_Run], heights: Iterable[float]) -> dict[float, list[_Run]]:
    """The runs through whose middle a line at such a height goes; the lines of a table go between them."""
    by_middle = sorted([(run[0].y, at) for at, run in enumerate(runs)])
    reach = _THROUGH * max([run[0].size for run in runs], default=0.0)
    crossed: dict[float, list[_Run]] = {}
    for height in heights:
        first, last = bisect_left(by_middle, (height - reach, 0)), bisect_right(by_middle, (height + reach, len(runs)))
        for middle, at in by_middle[first:last]:
            if abs(middle - height) <= _THROUGH * runs[at][0].size:
                crossed.setdefault(height, []).append(runs[at])
    return crossed


def _reaches_as_far(line: Ruling, glyphs: Sequence[Glyph], most: float) -> bool:
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    return line.start > left - most and line.end < right + most

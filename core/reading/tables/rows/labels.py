"""Where the rows of a form stand in a document: an alignment in official order.

Labels are looked for in the compact text, so blanks, bars and line breaks inside them do not matter. Of all places
where a label stands, dynamic programming picks the chain that follows the official order and has values behind its
labels.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from core.forms.form import FormRow
from core.reading.tables.cells.zone import Zone, cell_follows, read_zone
from core.reading.tables.rows.compact import Compact
from core.text.units import COUNTER

# Two neighbouring rows of one table never stand farther apart than this (compact characters): a long label, its
# bracketed note and seven values.
_REACH = 420
_ZONE_REACH = 700
_FUZZY_SCORE, _SHORTEST_MISSPELT = 76, 5
_VALUES = re.compile(r"[\d.,/+—-]+")
_WORDS = re.compile("[\u4e00-\u9fff、]+")
_ENDS_OF_NUMBERS = ")、.．①②③④⑤⑥⑦⑧⑨"
_SECTION_NUMBER = re.compile(r"(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、)\s*$")
_ODD_NUMBER = re.compile(r"(?:[①②③④⑤⑥⑦⑧⑨]|\(\d{1,2}\)|(?<![\d:\u4e00-\u9fff])\d{1,2}\))\s*$")
# Behind a short name: a figure at once, and then the end of what is said of it.
_FIGURE_BEHIND = re.compile(
    rf"(?:[ ]*+(?:[:为][ ]*+)?|[\s|]++(?:(?:{COUNTER}|名)[\s|]++)?)\d{{1,9}}[ ]?(?:{COUNTER}|名)?(?=[\s,;。、|()]|$)"
)
_PART_OF = re.compile(r"(?:其中|含|包括)$")
_PART_OF_CELL = re.compile(r"[\n|\t\r][ ]*其中[ ]*:?$")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SHORT_REACH = 60
_ITEM_NUMBER = re.compile(r"(\d{1,2})\s*[.、．]\s*$")


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """A place where a row's label may stand; `start` (with its item number) and `end` are in the cleaned text."""

    row: int
    at: int
    until: int
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of the form found in the document, with what stands behind its label."""

    row: FormRow
    start: int
    label_end: int
    zone: Zone


def align(
    rows: tuple[FormRow, ...],
    text: str,
    compact: Compact,
    one_figure: bool = False,
    within: tuple[int, int] | None = None,
) -> list[Placed]:
    """The rows of a form found in the document, in official order, each with its zone.

    `one_figure`: the form has one figure a row, so that a number at the very end of the text is its whole last row.
    `within` is the stretch of the compact text to look in.
    """
    start, end = within or (0, len(compact.text))
    candidates = _candidates(rows, text, compact, start, end)
    chain = _best_chain(candidates)
    if not chain:
        return []
    chain = _with_damaged(rows, text, compact, chain)
    if one_figure:
        chain = _with_moved(rows, text, chain, candidates)
    return _placed(rows, text, one_figure, chain)


def _candidates(rows: tuple[FormRow, ...], text: str, compact: Compact, start: int, end: int) -> list[LabelPlace]:
    found: list[LabelPlace] = []
    if not compact.labels:
        return found
    for index, row in enumerate(rows):
        taken: set[int] = set()
        for spelling in row.spellings:
            for at in compact.labels.get(spelling, ()):
                if at not in taken and start <= at <= end - len(spelling):
                    taken.add(at)
                    candidate = _candidate(index, row, text, compact, at, len(spelling))
                    if candidate:
                        found.append(candidate)
    found.sort(key=lambda candidate: (candidate.at, candidate.row))
    return found


def _candidate(index: int, row: FormRow, text: str, compact: Compact, at: int, length: int) -> LabelPlace | None:
    label_start = compact.positions[at]
    label_end = after_quotes(text, compact.positions[at + length - 1] + 1)
    start, numbered = _item_start(text, label_start, row.numbers)
    if len(row.label) <= 2:
        follows = compact.text[at + length : at + length + 1]
        if _WORDS.match(follows) or (row.numbers and not numbered and not _is_row(text, label_start, label_end)):
            return None
    weight = min(length, 12) / 12
    if row.indicator and cell_follows(text, label_end):
        weight += 3
    elif row.indicator:
        weight = 0.2
    if numbered and row.numbers:
        weight += 1
    return LabelPlace(index, at, at + length, start, label_end, weight)


def _is_row(text: str, start: int, end: int) -> bool:
    """Whether a short label begins its cell, with some mark of numbering or none, and has a value behind it."""
    before = text[max(0, start - 8) : start].rstrip(" ")
    begins = not before or before[-1] in "\n|\t,\r" or bool(_ODD_NUMBER.search(before))
    return begins and bool(read_zone(text, end, min(end + 80, len(text))).marks)


def after_quotes(text: str, position: int) -> int:
    """Behind the closing quotation marks that may end a label."""
    while position < len(text) and text[position] in "”’\"'」》":
        position += 1
    return position


def _item_start(text: str, label_start: int, numbers: Sequence[str]) -> tuple[int, bool]:
    """Where a label begins when its item number counts, and whether the number is an official one."""
    if text[max(0, label_start - 8) : label_start].rstrip()[-1:] not in _ENDS_OF_NUMBERS:
        return label_start, False
    if section := _SECTION_NUMBER.search(text, max(0, label_start - 8), label_start):
        return section.start(), False
    if odd := _ODD_NUMBER.search(text, max(0, label_start - 8), label_start):
        return odd.start(), False
    match = _ITEM_NUMBER.search(text, max(0, label_start - 8), label_start)
    if not match:
        return label_start, False
    written = match.group(1)
    for number in numbers:
        if written.endswith(number):
            return match.end(1) - len(number), True
    # Behind a glued value only the last digit can be an item number: no group of the forms has ten items.
    alone = match.start() == 0 or text[match.start() - 1] in " \t\r\n|("
    return match.start() if alone else match.end(1) - 1, False


def _best_chain(candidates: list[LabelPlace]) -> list[LabelPlace]:
    """The heaviest chain with rising rows and positions and no gap a table could not have."""
    best: list[float] = []
    previous: list[int] = []
    ends = [candidate.at for candidate in candidates]
    rows, untils = [candidate.row for candidate in candidates], [candidate.until for candidate in candidates]
    for i, candidate in enumerate(candidates):
        weight, link = 0.0, -1
        for j in range(bisect_left(ends, candidate.at - _REACH), i):
            if rows[j] < rows[i] and untils[j] <= ends[i]:
                linked = best[j] - 0.05 * (rows[i] - rows[j] - 1)
                if linked > weight:
                    weight, link = linked, j
        best.append(weight + candidate.weight)
        previous.append(link)
    if not best:
        return []
    at = max(range(len(best)), key=best.__getitem__)
    chain: list[LabelPlace] = []
    while at >= 0:
        chain.append(candidates[at])
        at = previous[at]
    return chain[::-1]


def _with_damaged(rows: tuple[FormRow, ...], text: str, compact: Compact, chain: list[LabelPlace]) -> list[LabelPlace]:
    """Add the rows whose label is misspelt or torn apart by its values, where the gap between two rows holds it."""
    result: list[LabelPlace] = []
    position, row = max(0, chain[0].at - _REACH), 0
    for later in chain:
        runs: list[tuple[int, int]] | None = None
        for index in range(row, later.row):
            label = rows[index].label
            short = _short(rows, index, result, text, compact, position, later.at)
            if short:
                result.append(short)
                position, runs = short.until, None
                continue
            span = _torn(label, compact.text, position, later.at)
            if span is None and len(label) >= _SHORTEST_MISSPELT:
                if runs is None:
                    runs = [run.span() for run in _WORDS.finditer(compact.text, position, later.at)]
                span = _misspelt(label, compact.text, runs)
            if span:
                at, until = span
                start, numbered = _item_start(text, compact.positions[at], rows[index].numbers)
                end = after_quotes(text, compact.positions[until - 1] + 1)
                result.append(LabelPlace(index, at, until, start, end, 0.5 + numbered))
                position, runs = until, None
        result.append(later)
        position, row = later.until, later.row + 1
    for index in range(row, len(rows)):
        short = _short(rows, index, result, text, compact, position, min(position + _SHORT_REACH, len(compact.text)))
        if short:
            result.append(short)
            position = short.until
    return result


def _with_moved(
    rows: tuple[FormRow, ...], text: str, chain: list[LabelPlace], candidates: Sequence[LabelPlace]
) -> list[LabelPlace]:
    """Add the rows of the table that stand out of the official order: a label that stands there once, as a cell."""
    first, last = chain[0].at, chain[-1].until + _SHORT_REACH
    there = {place.row for place in chain}
    free = [
        one
        for one in candidates
        if one.row not in there
        and first < one.at < last
        and all(one.until <= place.at or place.until <= one.at for place in chain)
        and _begins_cell(text, one.start)
        and cell_follows(text, one.end)
    ]
    once = [one for one in free if sum(one.row == other.row for other in free) == 1 and rows[one.row].indicator]
    return sorted((*chain, *once), key=lambda place: place.at)


def _begins_cell(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].rstrip(" ")
    return not before or before[-1] in "\n|\t\r" or bool(_PART_OF_CELL.search(before))


def _short(
    rows: tuple[FormRow, ...],
    index: int,
    found: list[LabelPlace],
    text: str,
    compact: Compact,
    start: int,
    end: int,
) -> LabelPlace | None:
    """A row by one of the names it has within its group, where the row or heading above has just been found."""
    row = rows[index]
    if not row.in_group or not found or found[-1].row < _above(rows, index):
        return None
    for name in row.in_group:
        at = compact.text.find(name, start, end)
        while at >= 0:
            until = at + len(name) + compact.text.startswith("数", at + len(name))
            label_start, label_end = compact.positions[at], compact.positions[until - 1] + 1
            before = text[max(0, label_start - 4) : label_start]
            stands_alone = not _CHINESE.search(before[-1:]) or _PART_OF.search(before)
            if stands_alone and _FIGURE_BEHIND.match(text, label_end):
                return LabelPlace(index, at, until, _short_start(text, label_start, row.numbers), label_end, 1)
            at = compact.text.find(name, at + 1, end)
    return None


def _above(rows: tuple[FormRow, ...], index: int) -> int:
    """The row a row is a part of: the last one before it with a number where it has none, or without.

    Of a heading, which may be left out, the row before it.
    """
    numbered = bool(rows[index].numbers)
    above = max((i for i in range(index) if bool(rows[i].numbers) != numbered), default=0)
    return above if rows[above].indicator else max(above - 1, 0)


def _short_start(text: str, label_start: int, numbers: Sequence[str]) -> int:
    """The item number belongs to the label only where it does not stand right behind a word (专职1、兼职2)."""
    start, numbered = _item_start(text, label_start, numbers)
    return start if numbered and not _CHINESE.search(text[max(0, start - 1) : start]) else label_start


def _torn(label: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """The first part of a label behind which its values stand, and behind these the rest of the label."""
    if len(label) < 6 or text.find(label[:4], start, end) < 0:
        return None
    for cut in range(len(label) - 2, 3, -1):
        at = text.find(label[:cut], start, end)
        if at < 0:
            continue
        values = _VALUES.match(text, at + cut, end)
        if values and text.startswith(label[cut : cut + 2], values.end()):
            return at, at + cut
    return None


def _misspelt(label: str, text: str, runs: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first of the runs of words that is much like the label, though not the same."""
    words = (text[start:end] for start, end in runs)
    like = process.extract_iter(label, words, scorer=fuzz.ratio, score_cutoff=_FUZZY_SCORE)
    return next((runs[at] for _, _, at in like), None)


def _placed(rows: tuple[FormRow, ...], text: str, one_figure: bool, chain: list[LabelPlace]) -> list[Placed]:
    placed: list[Placed] = []
    for i, candidate in enumerate(chain):
        until = chain[i + 1].start if i + 1 < len(chain) else min(candidate.end + _ZONE_REACH, len(text))
        zone = read_zone(text, candidate.end, until, is_last=one_figure and candidate.row == len(rows) - 1)
        placed.append(Placed(rows[candidate.row], candidate.start, candidate.end, zone))
    return placed

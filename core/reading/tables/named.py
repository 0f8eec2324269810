"""Tables written out as a list: behind the label of a row each cell names its own column (自然人6件,总计7件)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from core.forms.applicants import SPELLINGS
from core.forms.form import Case, Form
from core.forms.merged import (
    MergedDisclosureRow,
    columns,
    disclosure_rows,
    forms_of_cells,
    forms_of_rows,
    litigation_tables,
    request_rows,
)
from core.reading.tables.cells.placing import Piece
from core.reading.tables.cells.zone import parse_number
from core.text.searching import characters_of, find_all
from core.text.units import UNIT
from core.types import APPLICANTS, Applicant

_NUMBER = r"[+-]?\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|[+-]?\d{1,12}(?:\.\d{1,6})?"
# What may stand between two cells of a row: marks, and the name of the group that five of the applicants form.
_BETWEEN = re.compile(
    r"(?:\([^()\n]{1,60}\))?[\s|,;、·•()*-]*+"
    r"(?:(?=其中|法人)(?:其中:?)?(?:法人(?:或|和)其[他它]组织[:,(]*+)?\s*+)?"
)
_MOST_BETWEEN = 80
_REST_IS_ZERO = re.compile(
    r"[ ,;、]*(?:其余[^\d\n,;。:]{0,8}?(?:均|都|皆)?|其他(?:各[^\d\n,;。:]{0,4}|申请人)?(?:均|都|皆))"
    r"为?:?(?P<zero>0|零|无)(?![\d.])"
)
_ALL_ARE_ZERO = re.compile(r"(?<=:)[ ]*(?:各[^\d\n,;。:]{0,8}|全部)?(?:均|都|皆)为?:?(?P<zero>0|零|无)(?![\d.])")
_TOTAL_BEFORE = re.compile(rf"[:为][ ]*+(?P<number>{_NUMBER})[ ]?(?:件|宗|份)?[ ,;(]*+(?:其中|包括)?:?[ ]*+$")

_Names = tuple[tuple[str, str], ...]
_REQUEST_NAMES: _Names = (*SPELLINGS, ("[总合]计", "total"))
_Begins = tuple[tuple[str, re.Pattern[str]], ...]


def _begins(value: str, names: Mapping[str, str]) -> _Begins:
    """Quick looks that tell the many pages without such a list: a word, the rest of the name, and a value."""
    return tuple((word, re.compile(rf"{word}{rest}[:为 \t]{{0,4}}{value}")) for word, rest in names.items())


_REQUEST_BEGINS = _begins(r"\d", {"自然人": "", "商业企业": "", "科研机构": ""})
_RESULT_BEGINS = _begins(r"\d", {"维持": "", "纠正": "", "审结": ""})
_DISCLOSURE_BEGINS = _begins(r"[+-]?\d", {"数": "量?", "增": "/?减", "金额": r"(?:\([^()\n]{1,12}\))?"})
_CHINESE = re.compile("[\u4e00-\u9fff]")
_DROPPED = re.compile(r"[\s|、“”\"'‘’「」『』《》]+")
_IN_FRONT = re.compile(
    r"第二十条第?\(?[一五六八九]\)?项|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,2}(?=[\u4e00-\u9fff])"
    r"|\d{1,2}[.．)]?|[①-⑳*•·#>:;,。()-]|(?:本年度办理结果|不予公开|无法提供|不予处理|其他处理)(?=[:\d(])"
)
_BRACKETS_BEHIND = re.compile(r"\((?:[^()]|\([^()]*\)){1,60}\)$")
_LEAST_LIKENESS = 90
_SHORTEST_LIKE = 8
_LONGEST_LABEL = 120
_ROW_NUMBER = re.compile(r"\(七\)|七、|3[.、．]\s*")
_FEWEST_REQUEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class NamedCell:
    """One figure, its column and where the label of its row starts; `unit` is that of the column's name."""

    indicator: str
    applicant: Applicant | None
    piece: Piece
    start: int
    unit: str


@dataclass(frozen=True, slots=True)
class NamedTables:
    """What lists of named cells say; `spans` are positions in the cleaned text, `forms` those that each table fits."""

    cells: tuple[NamedCell, ...]
    spans: tuple[tuple[int, int], ...]
    forms: tuple[tuple[Form, ...], ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Named cells that stand together behind one label, by the key of the column."""

    label: str
    start: int
    end: int
    cells: Mapping[str, tuple[Piece, str]]


def read_named(text: str) -> NamedTables:
    """Every list of named cells under the label of an official row."""
    request, request_spans = _request(text)
    disclosure, disclosure_spans = _disclosure(text)
    litigation, litigation_spans = _litigation(text)
    told = (
        forms_of_rows({cell.indicator for cell in request}),
        forms_of_cells({cell.indicator for cell in disclosure}),
    )
    return NamedTables(
        (*request, *disclosure, *litigation),
        (*request_spans, *disclosure_spans, *litigation_spans),
        tuple(filter(None, told)),
    )


def _request(text: str) -> tuple[list[NamedCell], list[tuple[int, int]]]:
    cells: list[NamedCell] = []
    spans: list[tuple[int, int]] = []
    for run in _runs(text, _REQUEST_NAMES, _REQUEST_BEGINS, whole=True):
        indicator = _request_row(run.label)
        if indicator:
            spans.append((run.start, run.end))
            for key, (piece, unit) in run.cells.items():
                applicant = next((name for name in APPLICANTS if name == key), None)
                cells.append(NamedCell(indicator, applicant, piece, run.start, unit))
    return (cells, spans) if len(spans) >= _FEWEST_REQUEST_ROWS else ([], [])


def _request_row(label: str) -> str | None:
    for written in (label, _BRACKETS_BEHIND.sub("", label)):
        for row in request_rows():
            if row.indicator and written in row.spellings:
                return row.indicator
        if len(written) >= _SHORTEST_LIKE:
            likeness = {row.indicator: fuzz.ratio(row.label, written) for row in request_rows() if row.indicator}
            best = max(likeness, key=likeness.__getitem__)
            if likeness[best] >= _LEAST_LIKENESS:
                return best
    return None


def _disclosure(text: str) -> tuple[list[NamedCell], list[tuple[int, int]]]:
    cells: list[NamedCell] = []
    spans: list[tuple[int, int]] = []
    for run in _runs(text, _column_names(), _DISCLOSURE_BEGINS):
        row = next((row for row in disclosure_rows() if run.label in row.spellings), None)
        named = [(code, *run.cells[key]) for key in run.cells if row and (code := _code(row, key))]
        if not named:
            continue
        spans.append((run.start, run.end))
        cells += [NamedCell(code, None, piece, run.start, unit) for code, piece, unit in named]
    return cells, spans


@cache
def _column_names() -> _Names:
    """The columns of the disclosure table, by how they are written: two forms may call one column alike."""
    return tuple((written, written) for written in dict.fromkeys(column.written for column in columns()))


def _code(row: MergedDisclosureRow, written: str) -> str | None:
    """The indicator of a row's cell in the column of that name, the newest form first."""
    cells = (cell for own in reversed(list(row.cells.values())) for cell in own)
    return next((code for column, code in cells if column.written == written), None)


def _litigation(text: str) -> tuple[list[NamedCell], list[tuple[int, int]]]:
    cells: list[NamedCell] = []
    spans: list[tuple[int, int]] = []
    for run in _runs(text, _result_names(), _RESULT_BEGINS):
        group = litigation_group(run.label)
        if group and len(run.cells) > 1:
            spans.append((run.start, run.end))
            cells += [
                NamedCell(f"{group}.{key}", None, piece, run.start, unit) for key, (piece, unit) in run.cells.items()
            ]
    return cells, spans


@cache
def _result_names() -> _Names:
    results = (result for table in reversed(litigation_tables()) for result in table.results)
    return tuple((result.written, result.code) for result in dict.fromkeys(results))


@cache
def _litigation_groups() -> tuple[Case, ...]:
    return tuple(dict.fromkeys(group for table in reversed(litigation_tables()) for group in table.groups))


def litigation_group(label: str) -> str | None:
    """The kind of case of the review and litigation table that a label names in full."""
    for group in _litigation_groups():
        above, _, _ = group.label.rpartition("/")
        if re.fullmatch(rf"(?:{above}[:-]?)?\(?{group.written}的?\)?" if above else group.written, label):
            return group.code
    return None


def _runs(text: str, names: _Names, begins: _Begins, whole: bool = False) -> list[_Run]:
    """Cells that follow each other, with the label before them; none where nothing looks like one of `begins`.

    `whole`: rows may have their total in front or end in a rest of zeros.
    """
    if not any(word in text and begin.search(text) for word, begin in begins):
        return []
    cells = find_all(*_cell_pattern(names), text, 0, len(text))
    found = [cell for cell in cells if not _may_be_half(cell, text)]
    groups: list[list[re.Match[str]]] = []
    for cell in found:
        last = groups[-1][-1] if groups else None
        if last and cell.start() - last.end() < _MOST_BETWEEN and _BETWEEN.fullmatch(text, last.end(), cell.start()):
            groups[-1].append(cell)
        else:
            groups.append([cell])
    runs: list[_Run] = []
    done = 0
    for group in groups:
        run = _run(text, group, names, done, whole)
        done = group[-1].end()
        if run:
            runs.append(run)
    return [*runs, *(_zero_runs(text) if whole and runs else ())]


def _may_be_half(cell: re.Match[str], text: str) -> bool:
    """Whether the text breaks off in the number."""
    return not cell["unit"] and text[cell.end() : cell.end() + 2] in ("", ".", ",")


@cache
def _cell_pattern(names: _Names) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Any of the columns with its cell, and what the names of columns begin with."""
    alternatives = "|".join(f"(?:{pattern})" for pattern, _ in names)
    cell = re.compile(
        rf"(?:(?<![\u4e00-\u9fff])|(?<=[件条个项])|(?<=其中))(?P<name>{alternatives})"
        rf"(?:\((?P<stated>[^()\n]{{1,12}})\))?[ \t]*[:为]?[ \t]*"
        rf"(?:(?P<number>{_NUMBER})(?![\d.%‰余多年月日×~～至])[ ]?(?P<unit>{UNIT})?|(?P<none>无|—+|/|-)(?=[\s,;。]|$))"
    )
    return cell, characters_of((pattern for pattern, _ in names), "(?:(?<![\u4e00-\u9fff].)|(?<=[件条个项中].))")


def _run(text: str, group: Sequence[re.Match[str]], names: _Names, done: int, whole: bool) -> _Run | None:
    start = _label_start(text, group[0].start(), done)
    label_end = group[0].start()
    if whole and len(group) > 1 and _ROW_NUMBER.fullmatch(text, start, label_end):
        # "(七)总计:7件,其中自然人" and "3.其他:1件,其中自然人" are rows with their total in front.
        label_end, group = group[1].start(), group[1:]
    keys = [next(key for pattern, key in names if re.fullmatch(pattern, cell["name"])) for cell in group]
    if len(set(keys)) < len(keys):
        return None
    written = text[start:label_end]
    cells = {
        key: (
            Piece(parse_number(cell["number"]), cell.start("number"), cell.end(), cell["unit"] or ""),
            cell["stated"] or "",
        )
        for key, cell in zip(keys, group, strict=True)
        if cell["number"]
    }
    end = group[-1].end()
    if whole:
        before = _TOTAL_BEFORE.search(written)
        if before and "total" not in cells:
            at = start + before.start("number")
            cells["total"] = (Piece(parse_number(before["number"]), at, at + len(before["number"])), "")
            written = written[: before.start()]
        rest = _REST_IS_ZERO.match(text, end)
        if rest and _adds_up(cells):
            end = rest.end()
            zero = Piece(0, rest.start("zero"), rest.end("zero"), inferred=True)
            cells = {key: (zero, "") for _, key in names if key != "total"} | cells
    return _Run(_label(written), start, end, cells)


def _adds_up(cells: Mapping[str, tuple[Piece, str]]) -> bool:
    """Whether nothing is left for cells that are not named."""
    numbers = {key: piece.number for key, (piece, _) in cells.items()}
    return "total" not in numbers or 2 * numbers["total"] == sum(numbers.values())


def _zero_runs(text: str) -> list[_Run]:
    """Rows of which it is said that all their cells are zero."""
    runs: list[_Run] = []
    for match in _ALL_ARE_ZERO.finditer(text):
        start = _label_start(text, match.start(), 0)
        zero = Piece(0, match.start("zero"), match.end("zero"))
        cells = {key: (zero, "") for _, key in _REQUEST_NAMES}
        runs.append(_Run(_label(text[start : match.start()]), start, match.end(), cells))
    return runs


def _label_start(text: str, at: int, done: int) -> int:
    """Where the words before the first cell begin: on its line, or on the line before where the cells have lines."""
    floor = max(done, at - _LONGEST_LABEL)
    start = max(floor, text.rfind("\n", floor, at) + 1)
    if not _CHINESE.search(text, start, at):
        start = floor + text[floor:start].rstrip().rfind("\n") + 1
    while start < at and text[start] in " \t\r\n|,;、。":
        start += 1
    return start


def _label(written: str) -> str:
    """The words of a label without white space, numbering and the headings of its group."""
    label = _DROPPED.sub("", written).rstrip(":,;为-")
    while match := _IN_FRONT.match(label):
        label = label[match.end() :]
    return label

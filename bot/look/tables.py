"""An answer of several figures as a rich message: the lines that tell one figure or some of a body, a year or a name
become the rows of a table; every other line stays as core worded it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from aiogram.types import InputRichBlockUnion, InputRichMessage
from aiogram.utils.formatting import Bold, Text

from bot.look import render, rich
from bot.look.words import Words
from core.asking.worded.texts import text
from core.forms.indicators import indicators
from core.telling.names import render_number
from core.telling.spoken import spoken_name
from core.types import Answer, AnswerLine, Row

_PLACED = (
    re.compile(r"第(?P<place>\d{1,6})名：(?P<label>\S{1,80}) (?P<figures>\S.*)"),
    re.compile(r"(?P<place>\d{1,6})\. (?P<label>.{1,80}?): (?P<figures>.+)"),
)
_NAMED = re.compile(r"(?P<label>[^：:]{1,80})(?:：|: )(?P<figures>.+)")
_FIGURE = re.compile(
    r"[^\d、，,。；：（(]{0,12}(?P<number>-?\d+(?:\.\d+)?)(?:%|[^\d%、，,。；：（(]{0,40}?)"
    r"(?: ?(?:（[^（）]*）|\(.*\))(?:/\d+)?)?"
)
"""增加3121件（133件→3254件）; what it came to or from may stand behind it."""
_APART = re.compile("、|, ")
_YEAR = re.compile(r"\d{4}年?")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is a row: its place in a ranking, whose or what its figures are, and these."""

    place: str
    label: str
    figures: tuple[str, ...]


def rich_answer(answer: Answer, words: Words) -> InputRichMessage | None:
    """The answer with a table; None where it has no figures to stand side by side."""
    if answer.status != "answered" or len(answer.rows) < 2:
        return None
    numbers = {render_number(row.value) for row in answer.rows if row.value is not None}
    lines = render.told_lines(answer)
    unread = text(answer.language, "table.not_given")
    read = [(line, _line(line, numbers, unread)) for line in lines]
    blocks: list[InputRichBlockUnion] = []
    for is_row, run in groupby(read, key=lambda pair: pair[1] is not None and _form(pair[1])):
        told = list(run)
        rows = [row for _, row in told if row is not None]
        header = _header(rows, answer.rows, words) if is_row and len(rows) > 1 else None
        if header is None:
            blocks += [block for line, _ in told for block in _words(line, answer)]
        else:
            blocks.append(rich.table(header, map(_cells, rows), words=2 if rows[0].place else 1))
    return rich.message(blocks)


def _words(line: AnswerLine, answer: Answer) -> Iterator[InputRichBlockUnion]:
    first, *source = render.on_lines(line, answer)
    yield from rich.paragraphs(first) if line.text.strip() else rich.footer(first)
    for told in source:
        yield from rich.footer(told)


def _form(row: _Line) -> tuple[bool, int]:
    return bool(row.place), len(row.figures)


def _line(line: AnswerLine, numbers: set[str], unread: str) -> _Line | None:
    """The line as a row, where it tells figures of the answer, or that one is `unread`, and nothing else."""
    if line.source:
        return None
    found = next((one for form in _PLACED if (one := form.fullmatch(line.text))), None) or _NAMED.fullmatch(line.text)
    if found is None:
        return None
    figures = tuple(_APART.split(found["figures"]))
    if not all(figure == unread or _tells(figure, numbers) for figure in figures):
        return None
    return _Line(found.groupdict().get("place") or "", found["label"], figures)


def _tells(figure: str, numbers: set[str]) -> bool:
    found = _FIGURE.fullmatch(figure)
    return found is not None and found["number"] in numbers


def _header(rows: Sequence[_Line], figures: Sequence[Row], words: Words) -> list[str] | None:
    """What stands above the rows; None where what their figures are can't be told in a word."""
    names = _names(figures, words)
    if len(names) == 1 and len(rows[0].figures) == 1:
        heads = names
    elif len(rows[0].figures) == 1:
        heads = [words.table_value]
    elif len(names) == len(rows[0].figures):
        heads = names
    else:
        return None
    if all(_YEAR.fullmatch(row.label) for row in rows):
        label = words.table_year
    else:
        label = words.table_body if len({row.organization for row in figures}) > 1 else words.table_item
    return [*([words.table_place] if rows[0].place else []), label, *heads]


def _names(figures: Sequence[Row], words: Words) -> list[str]:
    """What the figures are called, each once."""
    kinds = dict.fromkeys((row.indicator, row.applicant, row.unit == "%") for row in figures)
    return [
        words.table_share if of_share else spoken_name(code, applicant, words.language)
        for code, applicant, of_share in kinds
        if code in indicators() or of_share
    ]


def _cells(row: _Line) -> list[Text | str]:
    return [*([row.place] if row.place else []), row.label, *(Text(Bold(figure)) for figure in row.figures)]

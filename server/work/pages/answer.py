"""An answer as a page shows it, and its figures as a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from core.forms.catalogue import breaks
from core.telling.json import answer_json
from core.telling.names import column_name, figure_name, render_number
from core.types import Answer, Language, Row
from server.figures.charts import MOST_BARS, Bar, Point, bars, series
from server.figures.files import table_file
from server.work.asking import conversation
from store import Archive
from store.export import TableFormat

_SAFE_LINK = re.compile(r"https?://", re.IGNORECASE)
_COLUMNS = (
    *("organization", "division_code", "year", "indicator", "label", "applicant", "value", "unit", "derived"),
    *("report", "quote", "origin"),
)
_SHEET = {"zh": "数据", "en": "figures"}


def answer_page(
    archive: Archive, question: str, language: Language, earlier: Sequence[str], on: str = ""
) -> dict[str, Any]:
    """The answer to the last question of a conversation, with a chart where its figures make one.

    `on` is the day it was asked (2026-05-01), where a link tells it: 去年 means the same then; `day` is that or today.
    """
    if not question:
        return {"question": "", "earlier": [], "answer": None, "chart": None, "on": on, "day": on}
    told = asked(archive, question, language, earlier, on)
    return {
        "question": question,
        "earlier": list(earlier),
        "answer": told_answer(told, language),
        "chart": chart_of(archive, told.rows, language),
        "on": on,
        "day": on or date.today().isoformat(),
    }


def asked(archive: Archive, question: str, language: Language, earlier: Sequence[str], on: str = "") -> Answer:
    """The answer itself, as of that day or today; a page in Chinese lets the question choose the language."""
    today = date.fromisoformat(on) if on else None
    return conversation(archive, question, "en" if language == "en" else None, earlier, today)


def told_answer(told: Answer, language: Language) -> dict[str, Any]:
    """The answer with its figures in words."""
    rows = [
        {
            "organization": row.organization,
            "year": row.year,
            "indicator": row.indicator,
            "name": figure_name(row.indicator, row.applicant, language, None),
            "shown": "–" if row.value is None else f"{render_number(row.value)}{row.unit}",
            "report": row.report,
            "origin": safe_link(row.origin),
        }
        for row in told.rows
    ]
    return answer_json(told) | {"rows": rows, "lines": told.text.splitlines()}


def safe_link(address: str | None) -> str | None:
    """The address where it is one of the web: others may act."""
    return address if address and _SAFE_LINK.match(address) else None


def chart_of(archive: Archive, rows: Sequence[Row], language: Language) -> dict[str, Any] | None:
    """One figure of one body over the years as a line, of several bodies as bars; None where the rows are no such."""
    told = [row for row in rows if row.value is not None]
    if len({(row.indicator, row.applicant, row.unit) for row in rows}) != 1 or len(told) < 2:
        return None
    unit = rows[0].unit
    if len({row.organization for row in rows}) == 1 and len({row.year for row in rows}) == len(rows):
        forms = {entry.id: entry.template for entry in archive.reports(ids=[row.report for row in rows if row.report])}
        points = [
            Point(row.year, row.value, forms.get(row.report or 0, "")) for row in sorted(rows, key=lambda row: row.year)
        ]
        drawn = series(points)
        return (
            None
            if drawn is None
            else drawn | {"unit": unit, "notes": notes_of(rows[0].indicator, forms.values(), language)}
        )
    if len({row.year for row in rows}) != 1 or not len(told) == len(rows) <= MOST_BARS:
        return None
    drawn = bars([Bar(row.organization, row.value) for row in rows if row.value is not None])
    return drawn | {"unit": unit, "notes": []}


def notes_of(code: str, forms: Any, language: Language) -> list[str]:
    """Why figures of this code can't be compared over these forms."""
    known = set(forms)
    return [one.note_zh if language == "zh" else one.note_en for one in breaks() if one.crossed(code, known)]


def answer_file(
    archive: Archive, question: str, language: Language, earlier: Sequence[str], on: str, file_format: TableFormat
) -> bytes:
    """The figures of the answer, and no others. Raises UsageError where the extra for workbooks is missing."""
    rows = [
        (
            row.organization,
            row.division_code,
            row.year,
            row.indicator,
            figure_name(row.indicator, None, language, None),
            column_name(row.applicant, language),
            row.value,
            row.unit,
            row.derived.operation if row.derived else None,
            row.report,
            row.quote,
            row.origin,
        )
        for row in asked(archive, question, language, earlier, on).rows
    ]
    return table_file(file_format, _SHEET[language], _COLUMNS, rows, language)

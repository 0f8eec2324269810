"""Bodies by years by indicators beside each other, with what breaks between the years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from core.errors import UsageError
from core.forms.applicants import column_label
from core.telling.names import column_name, figure_name, form_name, render_number
from core.types import APPLICANTS, Applicant, Language
from server.figures.charts import Point, series
from server.figures.dictionary import dictionary
from server.figures.files import table_file
from server.figures.grid import FigureGrid, GridCell, Wanted, fill
from server.work.finding import bodies_called
from server.work.pages.answer import notes_of
from server.work.shaping import marks_of
from store import Archive
from store.export import TableFormat

MOST_BODIES, MOST_YEARS = 40, 30
_MOST_CHARTS = 6
_APART = re.compile(r"[,，、;；\n]+")
_YEARS = re.compile(r"([0-9]{4})(?:\s*[-–—至到]\s*([0-9]{4}))?")
_SHEET = {"zh": "比较", "en": "comparison"}
_COLUMNS = (
    *("organization", "division_code", "year", "indicator", "label", "applicant", "value", "unit", "status"),
    *("template", "inferred", "corrected", "derived", "report"),
)
_STATUS = {
    "zh": {"reported": "有", "not_reported": "报告里没有", "no_report": "没有报告"},
    "en": {"reported": "reported", "not_reported": "not reported", "no_report": "no report"},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks to be compared, as typed."""

    bodies: str = ""
    years: str = ""
    indicators: tuple[str, ...] = ()
    applicant: Applicant | None = None


def comparison_page(archive: Archive, asked: Asked, language: Language) -> dict[str, Any]:
    """What was asked for, filled in; what a name may mean where it means several; nothing where too little is asked."""
    known: dict[str, Any] = {
        "bodies": asked.bodies,
        "years": asked.years,
        "chosen": list(asked.indicators),
        "applicant": asked.applicant or "",
        "choices": [(code, figure_name(code, None, language)) for code in dictionary()],
        "columns": [(one or "", column_label(one, language)) for one in (None, *APPLICANTS)],
        "unknown": [],
        "several": [],
        "tables": [],
        "notes": [],
        "told": "",
    }
    if not asked.bodies.strip() or not asked.indicators:
        return known
    numbers, unknown, several = _bodies(archive, asked.bodies)
    known |= {"unknown": unknown, "several": several}
    if not numbers:
        return known
    try:
        grid = fill(archive, _wanted(archive, asked, numbers))
    except UsageError:
        return known | {"told": "too_much"}
    return known | _filled(grid, asked, language)


def comparison_file(archive: Archive, asked: Asked, language: Language, file_format: TableFormat) -> bytes:
    """The same as a table of one line a figure, those that are missing told as missing. Raises UsageError."""
    numbers, _, _ = _bodies(archive, asked.bodies)
    if not numbers or not asked.indicators:
        raise UsageError("Name bodies and indicators.")
    grid = fill(archive, _wanted(archive, asked, numbers))
    return table_file(file_format, _SHEET[language], _COLUMNS, _lines(grid, language), language)


def _bodies(archive: Archive, typed: str) -> tuple[list[int], list[str], list[dict[str, Any]]]:
    """The bodies that are meant, the names that mean none, and those that may mean several."""
    numbers: dict[int, None] = {}
    unknown: list[str] = []
    several: list[dict[str, Any]] = []
    names = list(dict.fromkeys(filter(None, (part.strip() for part in _APART.split(typed)))))
    for name in names:
        found = bodies_called(archive, name)
        if len(found) == 1:
            numbers[found[0].id] = None
        elif not found:
            unknown.append(name)
        else:
            choices = [
                {
                    "name": f"{one.division or ''} {one.name}".strip(),
                    "bodies": "、".join(str(one.id) if other == name else other for other in names),
                }
                for one in found[:20]
            ]
            several.append({"name": name, "choices": choices})
    return list(numbers)[:MOST_BODIES], unknown, several


def _wanted(archive: Archive, asked: Asked, numbers: Sequence[int]) -> Wanted:
    years = list(_years(asked.years)) or sorted({one.year for one in archive.reports(organizations=numbers)})
    codes = tuple(code for code in dict.fromkeys(asked.indicators) if code in dictionary())
    return Wanted(codes, tuple(numbers), tuple(years[-MOST_YEARS:]), (asked.applicant,))


def _years(typed: str) -> Iterator[int]:
    named = {
        year
        for first, last in _YEARS.findall(typed)
        for year in range(int(first), min(int(last or first), int(first) + MOST_YEARS) + 1)
    }
    return iter(sorted(named))


def _filled(grid: FigureGrid, asked: Asked, language: Language) -> dict[str, Any]:
    years = sorted({cell.year for cell in grid.cells})
    breaks = {(one.organization, one.year): one for one in grid.template_breaks()}
    forms = {entry.template for entry in grid.entries}
    tables: list[dict[str, Any]] = []
    for code in dict.fromkeys(cell.indicator for cell in grid.cells):
        rows = [
            _row(list(cells), years, breaks)
            for _, cells in groupby((c for c in grid.cells if c.indicator == code), key=lambda c: c.organization)
        ]
        tables.append(
            {
                "code": code,
                "name": figure_name(code, asked.applicant, language),
                "unit": dictionary()[code].unit,
                "notes": notes_of(code, forms, language),
                "rows": rows,
            }
        )
    charts = sum(row["chart"] is not None for table in tables for row in table["rows"])
    if charts > _MOST_CHARTS:
        for table in tables:
            table["rows"] = [row | {"chart": None} for row in table["rows"]]
    told = [
        {
            "body": next(cell.organization_name for cell in grid.cells if cell.organization == one.organization),
            "year": one.year,
            "before": form_name(one.before, language),
            "after": form_name(one.after, language),
        }
        for one in breaks.values()
    ]
    return {"tables": tables, "years_shown": years, "breaks": told}


def _row(cells: Sequence[GridCell], years: Sequence[int], breaks: Any) -> dict[str, Any]:
    by_year = {cell.year: cell for cell in cells}
    return {
        "body": cells[0].organization_name,
        "cells": [_cell(by_year.get(year), (cells[0].organization, year) in breaks) for year in years],
        "chart": series([_point(year, by_year.get(year)) for year in years]),
    }


def _point(year: int, cell: GridCell | None) -> Point:
    if cell is None or cell.entry is None:
        return Point(year, None)
    return Point(year, None if cell.value is None else cell.value.value, cell.entry.template)


def _cell(cell: GridCell | None, breaks: bool) -> dict[str, Any]:
    if cell is None or cell.entry is None:
        return {"status": "no_report", "value": "", "report": None, "breaks": False, "marks": []}
    marks = (
        [] if cell.value is None else [name for name, _ in marks_of(cell.value) if name in ("inferred", "corrected")]
    )
    if cell.value is not None and cell.value.derived:
        marks.append("derived")
    return {
        "status": cell.status,
        "value": "" if cell.value is None else render_number(cell.value.value),
        "report": cell.entry.id,
        "breaks": breaks,
        "marks": marks,
    }


def _lines(grid: FigureGrid, language: Language) -> Iterator[Sequence[Any]]:
    for cell in grid.cells:
        value = cell.value
        yield (
            cell.organization_name,
            cell.division_code,
            cell.year,
            cell.indicator,
            figure_name(cell.indicator, None, language),
            column_name(cell.applicant, language),
            None if value is None else value.value,
            dictionary()[cell.indicator].unit,
            _STATUS[language][cell.status],
            None if cell.entry is None else form_name(cell.entry.template, language),
            None if value is None else int(value.inferred),
            None if value is None else int(value.corrected),
            value.derived.operation if value is not None and value.derived else None,
            None if cell.entry is None else cell.entry.id,
        )

"""A place: the bodies of it and below it by year, what they sum up to, how they rank, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.asking.worked.due import late_by
from core.errors import UsageError
from core.places.divisions import Division, by_code, children, lies_within, prefix
from core.telling.names import figure_name, render_number
from core.types import Language, ReportEntry
from server.work.pages.answer import asked, chart_of, told_answer
from store import Archive

_MOST_BODIES = 300
_SHOWN = "requests.received"
_BELOW = {"province": "各市", "prefecture": "各县（市、区）"}


def place_page(archive: Archive, code: str, year: int | None, language: Language) -> dict[str, Any]:
    """The grid, and the answers about the bodies below as core gives them. Raises UsageError for what is no code."""
    division = by_code(code) if code.isascii() and code.isdigit() else None
    if division is None:
        raise UsageError(f"There is no place {code!r}.")
    bodies = archive.organizations_within(prefix(code))
    shown = bodies[:_MOST_BODIES]
    numbers = [one.id for one in shown]
    entries = archive.reports(organizations=numbers) if numbers else ()
    failing = dict(archive.failures(organizations=numbers)) if numbers else {}
    found = archive.figures(organizations=numbers, indicators=[_SHOWN]) if numbers else ()
    received = {(one.organization, one.year): one.value for one in found}
    years = sorted({one.year for one in entries})
    by_body = {(one.organization, one.year): one for one in entries}
    chosen = year if year in years else years[-1] if years else None
    rows = [
        {
            "body": one.name,
            "cells": [_cell(by_body.get((one.id, year)), failing, received.get((one.id, year))) for year in years],
        }
        for one in shown
    ]
    return {
        "code": code,
        "name": division.name,
        "years": years,
        "left_out": len(bodies) - len(shown),
        "indicator": figure_name(_SHOWN, None, language, None),
        "above": _division(by_code(division.parent)) if division.parent else None,
        "below": [
            _division(one)
            for one in children(code)
            if any(body.division_code and lies_within(body.division_code, one.code) for body in bodies)
        ],
        "rows": rows,
        "totals": [_total(cells) for cells in zip(*(row["cells"] for row in rows), strict=True)],
        "told": _told(archive, division, chosen, language) if len(shown) > 1 else [],
    }


def _told(archive: Archive, division: Division, year: int | None, language: Language) -> list[dict[str, Any]]:
    """What core answers about the bodies below: their sum with its coverage, their order, what changed most."""
    below = _BELOW.get(division.level)
    if below is None or year is None:
        return []
    whose = f"{division.name}{below}"
    told = []
    for question in (
        f"{whose}{year}年收到申请合计",
        f"{whose}{year}年收到申请排名",
        f"{whose}{year}年收到申请比{year - 1}年增加最多",
    ):
        answer = asked(archive, question, language, ())
        if answer.status == "answered":
            shown = told_answer(answer, language)
            told.append(
                {"question": question, "lines": shown["lines"], "chart": chart_of(archive, answer.rows, language)}
            )
    return told


def _division(division: Division | None) -> dict[str, str] | None:
    return None if division is None else {"code": division.code, "name": division.name}


def _total(cells: Sequence[dict[str, Any] | None]) -> dict[str, int]:
    """What the bodies have of one year."""
    there = [cell for cell in cells if cell is not None]
    return {
        "reports": len(there),
        "bodies": len(cells),
        "late": sum(cell["late"] for cell in there),
        "failing": sum(cell["failing"] > 0 for cell in there),
    }


def _cell(entry: ReportEntry | None, failing: dict[int, int], value: float | int | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {
        "report": entry.id,
        "failing": failing.get(entry.id, 0),
        "late": bool(late_by(entry)),
        "value": None if value is None else render_number(value),
    }

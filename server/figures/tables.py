"""The tables that are read as CSV: which reports are stored, and the figures of a grid."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from core.text.harmless import harmless_cell
from server.figures.dictionary import dictionary
from server.figures.grid import GridCell
from store import Archive
from store.asking.changes import Change


def coverage_csv(
    archive: Archive, *, organizations: Sequence[int] | None = None, years: Sequence[int] | None = None
) -> str:
    names = ("organization_id", "organization", "division_code", "year", "template", "report", "published_on")
    entries = archive.reports(organizations=organizations, years=years)
    return table_csv(
        names,
        (
            (
                entry.organization,
                entry.organization_name,
                entry.division_code,
                entry.year,
                entry.template,
                entry.id,
                entry.published_on,
            )
            for entry in entries
        ),
    )


def figures_csv(cells: Iterable[GridCell]) -> str:
    names = (
        "organization_id",
        "organization",
        "year",
        "indicator",
        "applicant",
        "value",
        "unit",
        "status",
        "report",
        "source",
        "inferred",
        "corrected",
        "derived",
    )
    return table_csv(
        names,
        (
            (
                cell.organization,
                cell.organization_name,
                cell.year,
                cell.indicator,
                cell.applicant or "total",
                None if cell.value is None else cell.value.value,
                dictionary()[cell.indicator].unit,
                cell.status,
                None if cell.entry is None else cell.entry.id,
                None if cell.value is None else cell.value.source,
                None if cell.value is None else int(cell.value.inferred),
                None if cell.value is None else int(cell.value.corrected),
                None if cell.value is None or cell.value.derived is None else cell.value.derived.operation,
            )
            for cell in cells
        ),
    )


def changes_csv(changes: Iterable[Change]) -> str:
    """What changed, one line a change; `since` of the next question is the moment of the last."""
    names = ("at", "report", "organization", "year", "subject", "before", "after")
    return table_csv(
        names,
        (
            (one.at.isoformat(), one.report, one.organization, one.year, one.subject, one.before, one.after)
            for one in changes
        ),
    )


def table_csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV in which no text of a report can be a spreadsheet's formula; yes and no are true and false."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue()


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else harmless_cell(value)

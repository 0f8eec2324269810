"""Figures of bodies by years by indicators by applicants, what is missing as missing."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from core.asking.found.unread import unread_quotes
from core.asking.found.values import Found
from core.errors import UsageError
from core.forms.catalogue import derived_sums, replacements
from core.forms.registry import official_keys
from core.telling.json import row_json
from core.types import FigureKey, Holdings, ReportEntry
from server.figures.dictionary import dictionary
from server.figures.grid import FigureGrid, GridCell, Wanted, fill
from server.figures.links import figures_address


def figures(archive: Holdings, wanted: Wanted, cursor: str | None, limit: int) -> dict[str, Any]:
    """A page of the figures that are wanted."""
    grid = fill(archive, wanted)
    first = _offset(cursor, wanted)
    following = first + limit
    more = following < len(grid.cells)
    return {
        "figures": [_figure_object(cell) for cell in grid.cells[first:following]],
        "counts": grid.counts(),
        "template_breaks": _break_objects(grid),
        "notes": [*_notes(grid, wanted), *_unread_notes(archive, grid.cells[first:following])],
        "next_cursor": _cursor(following, wanted) if more else None,
        "resource": figures_address(wanted) if more else None,
        "next": _next(grid, following),
    }


def _figure_object(cell: GridCell) -> dict[str, Any]:
    value, entry = cell.value, cell.entry
    missing = {
        "organization": cell.organization_name,
        "division_code": cell.division_code,
        "year": cell.year,
        "indicator": cell.indicator,
        "applicant": cell.applicant,
        "value": None,
        "unit": dictionary()[cell.indicator].unit,
        "report": None if entry is None else entry.id,
        "source": None,
        "quote": None,
        "derived": None,
    }
    reported = None if value is None or value.derived else value.figures[0]
    return (missing if value is None else row_json(value.row())) | {
        "indicator": cell.indicator,
        "organization_id": cell.organization,
        "status": cell.status,
        "template": None if entry is None else entry.template,
        "inferred": None if value is None else any(figure.inferred for figure in value.figures),
        "other_value": None if reported is None else reported.other_value,
        "corrected": None if value is None else any(figure.corrected for figure in value.figures),
        **({} if value is None else _confidence(value)),
    }


def _confidence(value: Found) -> dict[str, float]:
    """The least of the figures that were recognised in a scan; nothing where none was."""
    sure = [figure.confidence for figure in value.figures if figure.confidence is not None]
    return {"confidence": round(min(sure), 3)} if sure else {}


def _break_objects(grid: FigureGrid) -> list[dict[str, Any]]:
    return [
        {"organization_id": one.organization, "year": one.year, "before": one.before, "after": one.after}
        for one in grid.template_breaks()
    ]


def _notes(grid: FigureGrid, wanted: Wanted) -> list[str]:
    """Which indicators the forms of the reports don't have, what was worked out, and what is nearest."""
    forms = {entry.template for entry in grid.entries}.intersection(official_keys())
    worked_out = {cell.indicator for cell in grid.cells if cell.value is not None and cell.value.derived}
    notes = []
    for code in wanted.indicators:
        if code in worked_out:
            notes.append(f"{code} is worked out where `derived` is given, not reported: tell its operands.")
        summed = derived_sums()[code].templates if code in derived_sums() else ()
        without = sorted(forms - {*dictionary()[code].templates, *summed})
        if without:
            near = replacements().get(code)
            hint = f" Nearest there: {near.instead}." if near and set(near.templates) & set(without) else ""
            notes.append(f"{code} is not on the form of {', '.join(without)}.{hint}")
    return notes


def _unread_notes(holdings: Holdings, cells: Sequence[GridCell]) -> Iterator[str]:
    """In which reports a figure that seems not to be given may be a number that could not be read."""
    missing: dict[ReportEntry, list[FigureKey]] = {}
    for cell in cells:
        if cell.entry is not None and cell.value is None:
            missing.setdefault(cell.entry, []).append((cell.indicator, cell.applicant))
    doubtful = [str(entry.id) for entry, keys in missing.items() if unread_quotes(holdings, entry, keys)]
    if doubtful:
        reports = ", ".join(doubtful)
        yield f"What reports {reports} seem not to give may be a number that could not be read: see list_unread."


def _next(grid: FigureGrid, following: int) -> str | None:
    if not grid.cells:
        return "No report is stored for this. Call find_organizations for the years that are."
    if following < len(grid.cells):
        return f"{len(grid.cells) - following} more: call again with `cursor`, or read `resource`."
    return None


def _cursor(offset: int, wanted: Wanted) -> str:
    return f"{offset}-{_fingerprint(wanted):08x}"


def _offset(cursor: str | None, wanted: Wanted) -> int:
    """Where to go on. Raises UsageError where the cursor is not of these arguments."""
    if cursor is None:
        return 0
    offset, _, fingerprint = cursor.partition("-")
    if not (offset.isascii() and offset.isdigit() and len(offset) <= 6) or fingerprint != f"{_fingerprint(wanted):08x}":
        raise UsageError("This cursor belongs to other arguments. Call again without `cursor`.")
    return int(offset)


def _fingerprint(wanted: Wanted) -> int:
    return zlib.crc32(repr(wanted).encode())

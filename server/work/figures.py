"""Figures of bodies by years by indicators by applicants, what is missing as missing."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from core.asking.found.unread import left_out, unread_quotes
from core.errors import UsageError
from core.forms.catalogue import breaks, replacements
from core.forms.registry import official_keys
from core.telling.json import row_json
from core.types import Applicant, FigureKey, Holdings, ReportEntry
from server.figures.dictionary import dictionary, forms_of
from server.figures.grid import FigureGrid, GridCell, Wanted, fill
from server.figures.links import figures_address
from server.work.shaping import marks_of, table

Column = tuple[str, Applicant | None]


def figures(archive: Holdings, wanted: Wanted, cursor: str | None, limit: int, detail: bool) -> dict[str, Any]:
    """A page of the figures that are wanted: a row for each body and year, a column for each figure."""
    grid, columns = fill(archive, wanted), wanted.columns()
    first = _offset(cursor, wanted)
    following = first + max(1, limit // len(columns)) * len(columns)
    shown = grid.cells[first:following]
    more = following < len(grid.cells)
    rows = [shown[start : start + len(columns)] for start in range(0, len(shown), len(columns))]
    told = (
        {"figures": [_figure_object(cell) for cell in shown]}
        if detail
        else table(["organization_id", "year", "report", *map(_named, columns)], map(_row, rows))
    )
    return {
        "units": {code: dictionary()[code].unit for code in wanted.indicators},
        "organizations": _bodies(shown),
        **told,
        "marks": list(_marks(rows)),
        "counts": grid.counts(),
        "template_breaks": _breaks(grid),
        "notes": [*_notes(grid, wanted), *_unread_notes(archive, shown)],
        "next_cursor": _cursor(following, wanted) if more else None,
        "resource": figures_address(wanted) if more else None,
        "next": _next(grid, following),
    }


def _named(column: Column) -> str:
    code, applicant = column
    return code if applicant is None else f"{code}:{applicant}"


def _row(cells: Sequence[GridCell]) -> list[Any]:
    one = cells[0]
    report = None if one.entry is None else one.entry.id
    return [one.organization, one.year, report, *(None if c.value is None else c.value.value for c in cells)]


def _bodies(cells: Sequence[GridCell]) -> list[list[Any]]:
    return [list(body) for body in dict.fromkeys((c.organization, c.organization_name, c.division_code) for c in cells)]


def _marks(rows: Sequence[Sequence[GridCell]]) -> Iterator[list[Any]]:
    """What must be known of single figures: the row, the column, what it is."""
    for number, cells in enumerate(rows):
        for cell in cells:
            if cell.value is not None:
                for mark, value in marks_of(cell.value):
                    yield [number, _named((cell.indicator, cell.applicant)), mark, value]


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
    return (missing if value is None else row_json(value.row())) | {
        "indicator": cell.indicator,
        "organization_id": cell.organization,
        "status": cell.status,
        "template": None if entry is None else entry.template,
        **({} if value is None else dict(marks_of(value))),
    }


def _breaks(grid: FigureGrid) -> list[list[Any]]:
    """The first year of another form, with both: by body, those that share theirs together."""
    told: dict[tuple[int, str, str], list[int]] = {}
    for one in grid.template_breaks():
        told.setdefault((one.year, one.before, one.after), []).append(one.organization)
    return [[year, before, after, bodies] for (year, before, after), bodies in told.items()]


def _notes(grid: FigureGrid, wanted: Wanted) -> Iterator[str]:
    """Which indicators the forms of the reports don't have, what was worked out, what is nearest, what broke."""
    forms = {entry.template for entry in grid.entries}.intersection(official_keys())
    worked_out = {cell.indicator for cell in grid.cells if cell.value is not None and cell.value.derived}
    for code in wanted.indicators:
        if code in worked_out:
            yield f"{code} is worked out where reports do not give it: `detail` tells the operands."
        without = sorted(forms.difference(forms_of(dictionary()[code])))
        if without:
            near = replacements().get(code)
            hint = f" Nearest there: {near.instead}." if near and set(near.templates) & set(without) else ""
            yield f"{code} is not on the form of {', '.join(without)}.{hint}"
        for one in breaks():
            if one.crossed(code, forms):
                yield f"{code} is not comparable over the years: {one.note_en}."


def _unread_notes(holdings: Holdings, cells: Sequence[GridCell]) -> Iterator[str]:
    """In which reports a figure that seems not to be given may be a number that could not be read."""
    missing: dict[ReportEntry, list[FigureKey]] = {}
    for cell in cells:
        if cell.entry is not None and cell.value is None:
            missing.setdefault(cell.entry, []).append((cell.indicator, cell.applicant))
    doubtful = [str(entry.id) for entry, keys in missing.items() if unread_quotes(holdings, entry, keys)]
    if doubtful:
        reports = ", ".join(doubtful)
        yield f"What seems not to be given (report {reports}) may be a number that could not be read: see list_unread."
    partly = ", ".join(str(entry.id) for entry in missing if left_out(holdings, entry))
    if partly:
        yield f"Reports {partly} were not read whole and may give what is missing here: see their issues."


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

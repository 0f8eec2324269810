"""Several figures of every body of an area: bodies in rows, figures in columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.asking.found.codes import columns_of
from core.asking.found.field import Field, field
from core.asking.found.notes import on_forms
from core.asking.found.query import looked_up
from core.asking.found.stored import Stored
from core.asking.found.values import Found
from core.asking.understood.request import AreaTable, Measure
from core.asking.worked.result import Operations, Result, entries_of
from core.types import Applicant


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled(Result):
    """Each body with its figures, None where its report gives none; by the first figure, the highest first."""

    fields: tuple[Field, ...]
    lines: tuple[tuple[str, tuple[Found | None, ...]], ...]
    more: bool | None = None
    """Whether those are told alone whose first figure is more than the second, or less."""


def tabulate(stored: Stored, request: AreaTable) -> Tabled:
    """Several figures of every body of an area."""
    columns = columns_of(request.subject)
    fields = tuple(_column(stored, request, m, who) for m in request.subject.measures for who in columns)
    found = [{value.entry: value for value in of.values} for of in fields]
    entries = dict.fromkeys(value.entry for of in fields for value in of.values)
    lines = [(entry.organization_name, tuple(column.get(entry) for column in found)) for entry in entries]
    if request.more is not None:
        lines = [line for line in lines if _is_so(line[1], more=request.more)]
    lines.sort(key=lambda line: -line[1][0].value if line[1][0] else 1)
    told = tuple(value for _, values in lines for value in values if value)
    codes = tuple(of.code for of in fields)
    about = fields[0].about(request, tuple(name for name, _ in lines))
    return Tabled(
        about=replace(about, codes=codes, indicators=looked_up(codes)),
        fields=fields,
        lines=tuple(lines),
        more=request.more,
        rows=tuple(value.row() for value in told),
        told=told,
        cited=entries_of(told),
        notes=on_forms(told),
    )


def _is_so(values: tuple[Found | None, ...], *, more: bool) -> bool:
    first, second = values
    if first is None or second is None:
        return False
    return first.value > second.value if more else first.value < second.value


def _column(stored: Stored, request: AreaTable, measure: Measure, applicant: Applicant | None) -> Field:
    """One figure of the bodies of the area."""
    columns = (applicant,) if applicant else ()
    return field(stored, replace(request, subject=replace(request.subject, measures=(measure,), applicants=columns)))


OPERATIONS: Operations = {AreaTable: tabulate}

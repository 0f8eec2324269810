"""What figures come to by a formula: added, divided, or the two sides of an equation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.asking.found.missing import About, Halt, NotSo
from core.asking.found.notes import on_forms
from core.asking.found.stored import Stored
from core.asking.found.table import Looked, look
from core.asking.found.values import Found, percent, tidy
from core.asking.understood.request import Formula, Measure, Operand, Subject
from core.asking.words.formula import Relation
from core.asking.words.times import Time
from core.asking.worked.comparison import difference_row
from core.asking.worked.result import Operations, Result, entries_of
from core.asking.worked.sum import averaged
from core.types import Number, Row

Signed = tuple[int, Found]
"""A figure and the sign it has in a formula."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a formula and what it comes to."""

    values: tuple[Signed, ...]
    value: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked(Result):
    """What a formula comes to; `holds`: whether its two sides stand to each other as was said."""

    first: Side
    divisor: Side | None
    second: Side | None
    holds: bool | None

    @property
    def percent(self) -> float | None:
        """Of what it is divided by."""
        return percent(self.first.value, self.divisor.value) if self.divisor and self.divisor.value > 0 else None


def work(stored: Stored, request: Formula) -> Worked:
    """The figures of every side, looked up one by one: each must be of one report."""
    looked: list[Looked] = []
    sides = [_side(stored, request.subject, side, looked) for side in (request.left, request.over, request.right)]
    left, over, right = sides
    values = [value for side in sides if side for _, value in side.values]
    if left is None or len({value.unit for value in values}) > 1:
        raise Halt(NotSo(reason="units_added"))
    groups = tuple({group.ids: group for one in looked for group in one.groups}.values())
    years = tuple(sorted({year for one in looked for year in one.years}))
    codes = tuple(dict.fromkeys(code for one in looked for code in one.codes))
    names = tuple(dict.fromkeys(value.entry.organization_name for value in values))
    return Worked(
        about=About(codes, years, groups, names),
        first=left,
        divisor=over,
        second=right,
        holds=_holds(left.value, request.relation, right.value) if right and request.relation else None,
        rows=(*dict.fromkeys(value.row() for value in values), *_made(left, alone=not (over or right))),
        told=tuple(values),
        cited=entries_of(values),
        notes=on_forms(values),
    )


def _made(side: Side, *, alone: bool) -> tuple[Row, ...]:
    """What a formula comes to, as a row: a sum, or the difference of two."""
    signs, values = [sign for sign, _ in side.values], [value for _, value in side.values]
    if not alone:
        return ()
    if min(signs) > 0:
        return (averaged(values, side.value, "sum", None),)
    return (difference_row(*values),) if signs == [1, -1] else ()


def _side(stored: Stored, subject: Subject, side: Sequence[Operand], looked: list[Looked]) -> Side | None:
    if not side:
        return None
    values = tuple((operand.sign, _value(stored, subject, operand, looked)) for operand in side)
    return Side(values, tidy(sum(sign * value.value for sign, value in values)))


def _value(stored: Stored, subject: Subject, operand: Operand, looked: list[Looked]) -> Found:
    """The one figure that an operand is; raises Halt where it is none or one of several."""
    own = replace(
        subject,
        targets=(operand.target,) if operand.target else subject.targets,
        times=(Time(0, 0, "years", (operand.year,)),) if operand.year else subject.times,
        measures=(Measure((operand.code,)),),
        applicants=(),
    )
    found = look(stored, own)
    if found.unreported or found.absent:
        raise found.halted()
    if len(found.values) != 1:
        raise Halt(NotSo(reason="one_report"))
    looked.append(found)
    return found.values[0]


def _holds(left: Number, relation: Relation, right: Number) -> bool:
    apart = tidy(left - right)
    return {
        "==": apart == 0,
        "!=": apart != 0,
        ">": apart > 0,
        "<": apart < 0,
        ">=": apart >= 0,
        "<=": apart <= 0,
    }[relation]


OPERATIONS: Operations = {Formula: work}

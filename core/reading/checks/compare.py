"""What the rules have in common: the cells of a report, and the outcome of comparing two sides.

An absent operand never counts as 0: the check is then skipped and says which one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core.forms.applicants import REQUEST_COLUMNS
from core.types import Applicant, Cause, Check, CheckLevel, CheckStatus, Fact, Named, Number

Cells = Mapping[tuple[str, Applicant | None], Number]


def cells_of(facts: Iterable[Fact]) -> dict[tuple[str, Applicant | None], Number]:
    cells: dict[tuple[str, Applicant | None], Number] = {}
    for fact in facts:
        if fact.source == "table":
            cells.setdefault((fact.indicator, fact.applicant), fact.value)
    return cells


def skipped(rule: str, level: CheckLevel, missing: Sequence[str], applicant: Applicant | None = None) -> Check:
    """A check that lacks figures of its column."""
    lacking = tuple((code, applicant) for code in missing)
    return Check(rule, level, "skipped", applicant=applicant, missing=lacking)


def compared(
    rule: str,
    level: CheckLevel,
    left: Number,
    right: Number,
    cells: tuple[str, ...],
    applicant: Applicant | None = None,
    cause: Cause | None = None,
    values: Named = (),
) -> Check:
    """Two sides that should be the same."""
    status: CheckStatus = "pass" if same(left, right) else failed(level)
    likely = cause if status != "pass" else None
    return Check(rule, level, status, left, right, applicant, cells, likely, values=values)


def failed(level: CheckLevel) -> CheckStatus:
    """How a check came out whose rule does not hold."""
    return "notice" if level == "usual" else "fail"


def same(left: Number, right: Number) -> bool:
    return abs(left - right) <= 1e-6 * max(1, abs(right))


def columns_present(cells: Cells, codes: Iterable[str]) -> list[Applicant | None]:
    wanted = set(codes)
    present = {applicant for code, applicant in cells if code in wanted}
    return [column for column in REQUEST_COLUMNS if column in present]

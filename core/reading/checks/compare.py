"""What the rules have in common: the cells of a report, and the outcome of comparing two sides.

An absent operand never counts as 0: the check is then skipped and says which one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core.forms.applicants import column_printed
from core.forms.indicators import indicators
from core.types import APPLICANTS, Applicant, Check, CheckLevel, CheckStatus, Fact, Number

Cells = Mapping[tuple[str, Applicant | None], Number]
COLUMNS: tuple[Applicant | None, ...] = (*APPLICANTS, None)
NEW_FORMS = frozenset({"2019", "2021"})
OLD_FORMS = frozenset({"2014"})


def cells_of(facts: Iterable[Fact]) -> dict[tuple[str, Applicant | None], Number]:
    cells: dict[tuple[str, Applicant | None], Number] = {}
    for fact in facts:
        if fact.source == "table":
            cells.setdefault((fact.indicator, fact.applicant), fact.value)
    return cells


def label(code: str) -> str:
    return indicators()[code].label_zh


def skipped(rule: str, level: CheckLevel, missing: Sequence[str], applicant: Applicant | None = None) -> Check:
    names = "、".join(label(code) for code in missing[:4]) + ("等" if len(missing) > 4 else "")
    return Check(rule, level, "skipped", None, None, applicant, f"{names}没有数值，无法核对。", tuple(missing))


def compared(
    rule: str,
    level: CheckLevel,
    left: Number,
    right: Number,
    words: str,
    cells: tuple[str, ...],
    applicant: Applicant | None = None,
    cause: str | None = None,
) -> Check:
    status: CheckStatus = "pass" if same(left, right) else "notice" if level == "usual" else "fail"
    column = f"（{column_printed(applicant)}列）" if applicant else ""
    sign = "=" if status == "pass" else "≠"
    message = f"{words}{column}：{plain(left)} {sign} {plain(right)}"
    if status != "pass":
        message += f"，相差 {plain(abs(left - right))}"
        message += f"；可能原因：{cause}" if cause else ""
    return Check(rule, level, status, left, right, applicant, message, cells, cause if status != "pass" else None)


def same(left: Number, right: Number) -> bool:
    return abs(left - right) <= 1e-6 * max(1, abs(right))


def plain(number: Number) -> str:
    return f"{number:g}" if isinstance(number, float) and abs(number) < 1e6 else str(number)


def columns_present(cells: Cells, codes: Iterable[str]) -> list[Applicant | None]:
    wanted = set(codes)
    present = {applicant for code, applicant in cells if code in wanted}
    return [column for column in COLUMNS if column in present]

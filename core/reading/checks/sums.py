"""Rules of sums: what is printed to be equal, and totals against their parts."""

from __future__ import annotations

from collections.abc import Iterator

from core.forms.applicants import REQUEST_COLUMNS
from core.forms.merged import request_rows
from core.forms.rules import Equality, RowTotals
from core.reading.checks.causes import likely_cause
from core.reading.checks.compare import Cells, columns_present, compared, skipped
from core.types import APPLICANTS, Applicant, Check


def equality(rule: Equality, cells: Cells) -> Iterator[Check]:
    """The rule in each column where it can be judged: of a total and its parts, where the total is given."""
    columns = columns_present(cells, rule.left if len(rule.left) == 1 else rule.codes) if rule.by_applicant else []
    for column in columns or [None]:
        yield _in_column(rule, cells, column)


def _in_column(rule: Equality, cells: Cells, column: Applicant | None) -> Check:
    missing = [code for code in rule.codes if (code, column) not in cells]
    if missing:
        return skipped(rule.rule, rule.level, missing, column)
    left, right = ([cells[code, column] for code in side] for side in (rule.left, rule.right))
    cause = likely_cause(left, right) if rule.is_exact else None
    return compared(rule.rule, rule.level, sum(left), sum(right), rule.codes, column, cause)


def row_totals(rule: RowTotals, cells: Cells) -> Iterator[Check]:
    """The rule in each row of the request table that has figures of applicants."""
    of_applicants = {code for code, applicant in cells if applicant}
    for row in request_rows():
        code = row.indicator
        if not code or code not in of_applicants:
            continue
        lacking = tuple((code, column) for column in REQUEST_COLUMNS if (code, column) not in cells)
        if lacking:
            yield Check(rule.rule, rule.level, "skipped", missing=lacking, kind="lacks_columns")
            continue
        total, parts = cells[code, None], [cells[code, column] for column in APPLICANTS]
        yield compared(rule.rule, rule.level, total, sum(parts), (code,), None, likely_cause([total], parts))

"""Rules of sums: the balance printed on the form, and totals against their parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.forms.merged import request_rows
from core.reading.checks.causes import likely_cause
from core.reading.checks.compare import COLUMNS, NEW_FORMS, OLD_FORMS, Cells, columns_present, compared, skipped
from core.types import APPLICANTS, Applicant, Check


@dataclass(frozen=True, slots=True)
class SumRule:
    """total = the sum of parts."""

    rule: str
    templates: frozenset[str]
    total: str
    parts: tuple[str, ...]
    by_applicant: bool = False


def family(prefix: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{prefix}.{name}" for name in names)


def request_outcomes(has_items: bool) -> tuple[str, ...]:
    """The outcome rows of the request table; (六)其他处理 is one row in 2019 and three since 2021."""
    codes = [row.indicator for row in request_rows() if row.indicator and ".outcome." in row.indicator]
    single = "requests.outcome.other"
    dropped = (single,) if has_items else tuple(code for code in codes if code.startswith(single + "."))
    return tuple(code for code in codes if code not in (*dropped, "requests.outcome.total"))


SUM_RULES: tuple[SumRule, ...] = (
    SumRule(
        "outcome_sum",
        OLD_FORMS,
        "requests.outcome.total",
        family(
            "requests.outcome",
            "already_public",
            "granted",
            "partial",
            "denied",
            "not_competent",
            "nonexistent",
            "to_be_corrected",
            "other_channel",
        ),
    ),
    SumRule("review_sum", OLD_FORMS, "review.total", family("review", "upheld", "corrected", "other")),
    SumRule("review_sum", NEW_FORMS, "review.total", family("review", "upheld", "corrected", "other", "pending")),
    SumRule("litigation_sum", OLD_FORMS, "litigation.total", family("litigation", "upheld", "corrected", "other")),
    *(
        SumRule("litigation_sum", NEW_FORMS, f"{way}.total", family(way, "upheld", "corrected", "other", "pending"))
        for way in ("litigation.direct", "litigation.after_review")
    ),
    SumRule(
        "channel_sum",
        OLD_FORMS,
        "requests.received",
        family("requests.channel", "in_person", "fax", "online", "letter"),
    ),
    SumRule("concluded_sum", OLD_FORMS, "requests.concluded", family("requests.concluded", "on_time", "extended")),
    SumRule(
        "denied_sum",
        OLD_FORMS,
        "requests.outcome.denied",
        family(
            "requests.outcome.denied",
            "state_secret",
            "trade_secret",
            "privacy",
            "security_stability",
            "not_government_information",
            "other_legal",
        ),
    ),
    SumRule("staff_sum", OLD_FORMS, "capacity.staff", family("capacity.staff", "full_time", "part_time")),
)


def balance(cells: Cells) -> Iterator[Check]:
    """Printed on the form: per column, received + carried_in = outcome.total + carried_out."""
    codes = ("requests.received", "requests.carried_in", "requests.outcome.total", "requests.carried_out")
    for column in columns_present(cells, codes) or [None]:
        numbers = [cells.get((code, column)) for code in codes]
        missing = [code for code, number in zip(codes, numbers, strict=True) if number is None]
        if missing:
            yield skipped("balance", "official", missing, column)
            continue
        received, carried_in, total, carried_out = (number or 0 for number in numbers)
        left, right = received + carried_in, total + carried_out
        yield compared(
            "balance",
            "official",
            left,
            right,
            codes,
            column,
            likely_cause([received, carried_in], [total, carried_out]),
        )


def outcome_sums(cells: Cells) -> Iterator[Check]:
    has_items = any(code.startswith("requests.outcome.other.") for code, _ in cells)
    rule = SumRule("outcome_sum", NEW_FORMS, "requests.outcome.total", request_outcomes(has_items), by_applicant=True)
    for column in columns_present(cells, (rule.total,)) or [None]:
        yield sum_check(rule, cells, column)


def applicant_sums(cells: Cells) -> Iterator[Check]:
    """Per row of the request table: total = the six applicants."""
    for row in request_rows():
        code = row.indicator
        if not code or not any((code, column) in cells for column in APPLICANTS):
            continue
        parts = [cells.get((code, column)) for column in APPLICANTS]
        total = cells.get((code, None))
        if total is None or None in parts:
            lacking = tuple((code, column) for column in COLUMNS if (code, column) not in cells)
            yield Check("applicant_sum", "structural", "skipped", missing=lacking, kind="lacks_columns")
            continue
        numbers = [part or 0 for part in parts]
        cause = likely_cause([total], numbers)
        yield compared("applicant_sum", "structural", total, sum(numbers), (code,), None, cause)


def sum_check(rule: SumRule, cells: Cells, column: Applicant | None) -> Check:
    total = cells.get((rule.total, column))
    parts = [cells.get((code, column)) for code in rule.parts]
    missing = [code for code, part in zip((rule.total, *rule.parts), (total, *parts), strict=True) if part is None]
    if total is None or missing:
        return skipped(rule.rule, "structural", missing, column)
    numbers = [part or 0 for part in parts]
    codes = (rule.total, *rule.parts)
    return compared(rule.rule, "structural", total, sum(numbers), codes, column, likely_cause([total], numbers))

"""The consistency rules (勾稽关系) that one report allows.

Structural rules are judged on the figures of tables only; prose rarely lists every part of a whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.reading.checks.bounds import (
    concluded_vs_outcome,
    disclosure_bounds,
    parts_of_wholes,
    published_vs_issued,
    regulation_power,
)
from core.reading.checks.compare import NEW_FORMS, OLD_FORMS, cells_of
from core.reading.checks.formalities import completeness, deadline, year_consistency
from core.reading.checks.prose import text_against_table
from core.reading.checks.sums import SUM_RULES, applicant_sums, balance, outcome_sums, sum_check
from core.types import Check, Fact, Identity, Issue


def run_checks(
    identity: Identity, facts: Sequence[Fact], issues: Sequence[Issue], text: str, headings: Sequence[str] = ()
) -> tuple[Check, ...]:
    """Every rule that applies to the form of the report, in the order of the rules' list.

    `text` is the clean text, `headings` are the titles of its sections where lines show them.
    """
    cells = cells_of(facts)
    checks: list[Check] = []
    if identity.template in NEW_FORMS:
        checks += balance(cells)
        checks += outcome_sums(cells)
        checks += applicant_sums(cells)
    for rule in SUM_RULES:
        if identity.template in rule.templates:
            checks.append(sum_check(rule, cells, None))
    if identity.template in OLD_FORMS:
        checks += [disclosure_bounds(cells), *parts_of_wholes(cells), concluded_vs_outcome(cells)]
    if identity.template in ("2014", "2019"):
        checks.append(published_vs_issued(cells))
    if identity.template in NEW_FORMS:
        checks += regulation_power(identity, cells)
    checks += text_against_table(facts)
    checks.append(year_consistency(identity, issues))
    checks.append(deadline(identity))
    if identity.template in NEW_FORMS:
        checks.append(completeness(identity, cells, text, headings))
    return tuple(checks)

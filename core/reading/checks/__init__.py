"""The consistency rules (勾稽关系) that one report allows.

Structural rules are judged on the figures of tables only; prose rarely lists every part of a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.forms.merged import rules_of
from core.forms.registry import form_named
from core.forms.rules import AtMost, Equality, NotBelowPrefecture, Overlapping, RowTotals, Rule
from core.reading.checks.bounds import at_most, not_below_prefecture, overlapping
from core.reading.checks.compare import Cells, cells_of
from core.reading.checks.formalities import completeness, deadline, year_consistency
from core.reading.checks.prose import text_against_table
from core.reading.checks.sums import equality, row_totals
from core.types import Check, Fact, Identity, Issue


def run_checks(
    identity: Identity, facts: Sequence[Fact], issues: Sequence[Issue], text: str, headings: Sequence[str] = ()
) -> tuple[Check, ...]:
    """Every rule of the form of the report, in its order, then those that all reports keep.

    `text` is the clean text, `headings` are the titles of its sections where lines show them.
    """
    cells = cells_of(facts)
    form = form_named(identity.template)
    checks: list[Check] = []
    for rule in rules_of(form, {code for code, _ in cells}) if form else ():
        checks += _judged(rule, identity, cells)
    checks += text_against_table(facts)
    checks.append(year_consistency(identity, issues))
    checks.append(deadline(identity))
    if form and form.prose.sections:
        checks.append(completeness(form, identity, cells, text, headings))
    return tuple(checks)


def _judged(rule: Rule, identity: Identity, cells: Cells) -> Iterable[Check]:
    match rule:
        case Equality():
            return equality(rule, cells)
        case RowTotals():
            return row_totals(rule, cells)
        case Overlapping():
            return [overlapping(rule, cells)]
        case AtMost():
            return [at_most(rule, cells)]
        case NotBelowPrefecture():
            return not_below_prefecture(rule, identity, cells)

"""Rules of bounds and of custom: what cannot, or is not used to, be more than something else."""

from __future__ import annotations

from collections.abc import Iterator

from core.forms.rules import AtMost, NotBelowPrefecture, Overlapping
from core.reading.checks.compare import Cells, failed, skipped
from core.types import Check, CheckStatus, Identity, named


def overlapping(rule: Overlapping, cells: Cells) -> Check:
    """Largest part ≤ whole ≤ sum of parts."""
    codes = (rule.whole, *rule.parts)
    missing = [code for code in codes if (code, None) not in cells]
    if missing:
        return skipped(rule.rule, rule.level, missing)
    whole, *parts = [cells[code, None] for code in codes]
    low, high = max(parts), sum(parts)
    holds = low <= whole <= high
    right = whole if holds else low if whole < low else high
    status: CheckStatus = "pass" if holds else failed(rule.level)
    return Check(rule.rule, rule.level, status, whole, right, cells=codes, values=named(low=low, high=high))


def at_most(rule: AtMost, cells: Cells) -> Check:
    """Part ≤ whole."""
    codes = (rule.part, rule.whole)
    missing = [code for code in codes if (code, None) not in cells]
    if missing:
        return skipped(rule.rule, rule.level, missing)
    part, whole = (cells[code, None] for code in codes)
    return Check(rule.rule, rule.level, "pass" if part <= whole else failed(rule.level), part, whole, cells=codes)


def not_below_prefecture(rule: NotBelowPrefecture, identity: Identity, cells: Cells) -> Iterator[Check]:
    """Nothing but zeros in the report of a county body, a department or a township."""
    code = identity.division_code
    if not code or code.endswith("00"):
        return
    codes = tuple(name for name, column in cells if name.startswith(f"{rule.prefix}.") and column is None)
    some = tuple(name for name in codes if cells[name, None])
    if some:
        yield Check(rule.rule, rule.level, failed(rule.level), cells[some[0], None], 0, cells=some, kind="has_some")
    elif codes:
        yield Check(rule.rule, rule.level, "pass", 0, 0, cells=codes, kind="has_none")

"""A figure of the prose against the same figure of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.reading.checks.compare import cells_of, compared
from core.text.clean import normalize
from core.text.numerals import told_to
from core.types import Applicant, Cause, Check, Fact, Number


def text_against_table(facts: Sequence[Fact]) -> Iterator[Check]:
    """A figure of the prose against the same figure of a table."""
    cells = cells_of(facts)
    told: set[tuple[str, Applicant | None, Number]] = set()
    for fact in facts:
        key = (fact.indicator, fact.applicant)
        if fact.source != "narrative" or key not in cells or (*key, fact.value) in told:
            continue
        told.add((*key, fact.value))
        if _is_rounding(fact, cells[key]):
            continue
        codes = (fact.indicator,)
        cause = Cause("counted_differently")
        yield compared("text_vs_table", "usual", fact.value, cells[key], codes, fact.applicant, cause)


def _is_rounding(fact: Fact, exact: Number) -> bool:
    """Whether the prose tells the table's figure in rounded words (12.6万)."""
    return fact.value != exact and abs(fact.value - exact) < told_to(normalize(fact.quote), fact.value)

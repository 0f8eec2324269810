"""What a question takes for granted before it asks: 苍南2019年八百多件申请，2020年还剩几件."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from core.asking.claims import Judged, judge
from core.asking.claims.amounts import read_amount
from core.asking.claims.statements.quantities import ANY_AMOUNT
from core.asking.words.asides import supposes
from core.types import Context, Holdings, Language

_LED_BY = re.compile(r"(?:[才只仅就也]|[只就才]?有|达到?|[有是]|\b(?:had|got)){1,3}$")
# 超过30件的: a limit asks which, and takes nothing for granted.
_LIMITS = frozenset({"over", "under", "at_least", "at_most"})
# 还剩几件: of the figure told before, unless it is said what was not done.
_LEFT = re.compile(r"(?:还|就|只|仅|又){0,3}剩下?了?(?=几|多少)(?![^,，。?？]{0,20}(?:没|未|办))")


@dataclass(frozen=True, slots=True)
class Premise:
    """What is told, and the question without its number."""

    told: str
    question: str


def premise_of(question: str, asks: re.Pattern[str]) -> Premise | None:
    """The clause that tells a number before the others ask; None where there is none."""
    end = re.search(r"[,，;；。]", question)
    if end is None:
        return None
    told, rest = question[: end.start()].strip('“”「」"'), question[end.end() :]
    amount = ANY_AMOUNT.search(told)
    read = read_amount(amount) if amount else None
    plain = read is not None and read.hedge not in _LIMITS and not read.is_share
    if amount is None or not plain or asks.search(told.lower()) or not asks.search(rest.lower()) or supposes(told):
        return None
    if ANY_AMOUNT.search(rest):
        return None
    before = _LED_BY.sub("", told[: amount.start()])
    return Premise(told, f"{before}{told[amount.end() :]}{end.group()}{_LEFT.sub('是', rest)}")


def judged(
    premise: Premise, holdings: Holdings, *, language: Language, context: Context | None, today: date | None
) -> Judged | None:
    """What becomes of what is taken for granted; None where it can't be held against a report."""
    found = judge(premise.told, holdings, language=language, context=context, today=today)
    return found[0] if len(found) == 1 and found[0].verdict.status != "unverifiable" else None

"""A figure said by one amount that is no plain number of it: a range, a share, a sum, a limit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.asking.claims.amounts import AMOUNT, UNITS_ZH, read_amount
from core.asking.claims.statements.around import joined
from core.asking.claims.statements.values import Limit, Range, Share, Total
from core.text.numerals import WHOLE_NUMBER, read_number

ANY_AMOUNT = re.compile(AMOUNT)
_RANGE = re.compile(
    rf"(?:在|介于)?(?<![\d.])(?P<low>{WHOLE_NUMBER})\s*+(?:{UNITS_ZH}|%)?\s*+(?:[-~—–至到]|[与和](?=[^,，]{{0,60}}之间))"
    rf"{AMOUNT}(?:之间)?"
)
# 2018 requests: those of 2018.
_YEAR_OF = re.compile(r"(?:19|20)\d\d [a-z]")


@dataclass(frozen=True, slots=True)
class Phrases:
    """How a language says what an amount is: `link` stands right before it, `each` before that, `total` anywhere."""

    link: re.Pattern[str]
    each: re.Pattern[str]
    total: re.Pattern[str]


def in_range(words: str) -> Range | None:
    """15-20件."""
    match = _RANGE.search(words)
    high = read_amount(match) if match else None
    low = read_number(match["low"]) if match else None
    if match is None or high is None or low is None or high.hedge != "exact" or low >= high.value:
        return None
    return Range(replace(high, value=low), high, joined(words[: match.start()], words[match.end() :]))


def by_amount(words: str, phrases: Phrases) -> Share | Limit | Total | None:
    """What is said by the one amount of a clause; None for a plain number."""
    match = _only_amount(words)
    amount = read_amount(match) if match else None
    if match is None or amount is None or amount.unit in ("点", "倍"):
        return None
    before, after = words[: match.start()].rstrip(" ,，"), words[match.end() :].strip(" ,，")
    before = phrases.link.sub("", before)
    rest = joined(before, after)
    if amount.is_share:
        return Share(amount, rest)
    if phrases.total.search(rest):
        return Total(amount, rest)
    each = phrases.each.search(before)
    if amount.hedge == "exact":
        return None
    return Limit(amount, joined(before[: each.start()], after) if each else rest, of_each=each is not None)


def _only_amount(words: str) -> re.Match[str] | None:
    found = [
        amount
        for amount in ANY_AMOUNT.finditer(words)
        if read_amount(amount) and not _YEAR_OF.match(amount.group().strip())
    ]
    return found[0] if len(found) == 1 else None

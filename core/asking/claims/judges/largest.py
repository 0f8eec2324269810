"""Which part of a figure is the largest: 企业占比最高, 其中行政查询事项最多, 信函申请最少."""

from __future__ import annotations

from core.asking.claims.judges.parts import ANSWERED, INTAKE, Parts, beside, of_all_of, outcomes, together
from core.asking.claims.question import Unjudged
from core.asking.claims.ruling import AmongParts, on_values
from core.asking.claims.statements.values import Standing
from core.asking.found.missing import Key
from core.asking.found.values import Found
from core.asking.worked.places import places


def largest(parts: Parts, statement: Standing) -> AmongParts:
    """Whether the parts named have the place said among those beside them."""
    if statement.behind or statement.up_to or any(key not in beside(parts.keys[0]) for key in parts.keys):
        raise Unjudged("which_order")
    least = statement.order == "least"
    agrees, ends = _ruled(parts, beside(parts.keys[0]), of_all_of(parts.keys[0]), statement)
    if agrees and _may_mean_single_rows(parts):
        # 收到17件，其中行政查询事项最多: among the reasons, or among all rows of outcomes.
        others, single = _ruled(parts, outcomes(), (ANSWERED, None), statement)
        agrees, ends = (True, ends) if others else (None, single)
    mine = parts.values()
    return AmongParts(
        agrees=agrees,
        mine=tuple(mine),
        ends=ends,
        least=least,
        **on_values((parts.group,), list(dict.fromkeys([*mine, *ends]))),
    )


def _may_mean_single_rows(parts: Parts) -> bool:
    code, column = parts.keys[0]
    return column is None and parts.whole[0] in INTAKE and (code, None) in outcomes() and not _is_direct(code)


def _is_direct(code: str) -> bool:
    return code.count(".") == 2


def _ruled(
    parts: Parts, family: list[Key], whole: Key | None, statement: Standing
) -> tuple[bool | None, tuple[Found, ...]]:
    """Whether it is so among these figures, and those that have the place said."""
    given = parts.given(family)
    sign = 1 if statement.order == "least" else -1
    ordered = sorted(given, key=lambda value: sign * value.value)
    placed = list(zip(places([value.value for value in ordered]), ordered, strict=True))
    ends = tuple(value for place, value in placed if place == statement.place) or tuple(ordered[:1])
    if not given:
        raise Unjudged("which_order")
    mine = {(value.code, value.applicant) for value in parts.values()}
    found = {(value.code, value.applicant) for place, value in placed if place == statement.place}
    agrees = mine <= found
    total = parts.find(whole) if whole else None
    # No figure of the family is missing where those given add up to what they are part of.
    complete = total is not None and together(given) == total.value
    return (agrees if complete or not agrees else None), ends

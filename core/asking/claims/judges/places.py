"""Places in an order that are said: 全市第一, 在温州各县中最少, 仅次于龙港, 前三名."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.asking.claims.question import Question, Unjudged
from core.asking.claims.ruling import Answered, Remark, answered, remark
from core.asking.claims.statements.values import Standing
from core.asking.found.bodies import groups_of
from core.asking.found.field import Field
from core.asking.found.values import Found
from core.asking.understood.request import Area, Ranking
from core.asking.understood.request import Standing as Placed
from core.asking.understood.understand import understand
from core.asking.worked.ranking import Ranked, Stands
from core.asking.worked.run import run

_MOST_NAMED = 3
Ruled = tuple[bool | None, str]
"""Whether a place is as said, and the key of a remark; empty where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class _Order:
    """The sizes of the bodies of an area, the largest first; `gone` bodies have none (None: unknown how many)."""

    sizes: dict[int, float]
    gone: int | None

    @property
    def whole(self) -> bool:
        """Whether every body of the area has its figure."""
        return self.gone == 0

    def above(self, ids: Iterable[int]) -> set[int]:
        """Those that stand before a body."""
        mine = max(self.sizes[i] for i in ids if i in self.sizes)
        return {other for other, size in self.sizes.items() if size > mine}


def standing(question: Question, statement: Standing, area: Area, *why: Remark) -> Answered:
    """Whether bodies have the place said among those of an area; `why` says how the area was settled."""
    groups = question.groups()
    if len(groups) > 1 and not statement.up_to and (statement.place > 1 or statement.behind):
        raise Unjudged("mixed")
    request = _request(question, statement, area, len(groups))
    result = run(question.stored, request)
    if not isinstance(result, Stands | Ranked):
        raise TypeError(result)
    order = _order(result.field, statement.order == "least")
    members = [{i for i in group.ids if i in order.sizes} for group in groups]
    if not all(members):
        raise Unjudged("mixed")
    agrees, key = _ruled(question, statement, order, members)
    first = _first(result.field, statement) if agrees is False else ()
    ruling = answered(request, result, agrees, *why, *((remark(key),) if key else ()), *_named(first))
    ids = tuple(i for group in groups for i in group.ids)
    return replace(ruling, about=replace(ruling.about, ids=ids))


def _first(field: Field, statement: Standing) -> tuple[Found, ...]:
    """The figures of those that have the first place, where it was said of others."""
    if statement.place != 1 or statement.up_to or statement.behind:
        return ()
    best = (min if statement.order == "least" else max)(value.value for value in field.values)
    having = tuple(value for value in field.values if value.value == best)
    return having if len(having) <= _MOST_NAMED else ()


def _named(first: Sequence[Found]) -> Iterable[Remark]:
    return (remark("first_is", body=value.entry, amount=value) for value in first)


def _request(question: Question, statement: Standing, area: Area, count: int) -> Placed | Ranking:
    """The place of one body; of several the ranking down to their last."""
    least = statement.order == "least"
    if count == 1:
        return Placed(question.subject, area, least)
    return Ranking(replace(question.subject, targets=()), area, least, max(statement.place, count))


def _ruled(question: Question, statement: Standing, order: _Order, members: Sequence[set[int]]) -> Ruled:
    if statement.behind:
        return _behind(question, statement, order, members[0])
    if len(members) > 1 and not statement.up_to:
        return _together(order, members)
    return _each(statement, order, members)


def _order(field: Field, least: bool) -> _Order:
    sign = -1 if least else 1
    sizes = {value.entry.organization: float(sign * value.value) for value in field.values}
    return _Order(sizes, None if field.total is None else field.total - len(field.values))


def _each(statement: Standing, order: _Order, members: Sequence[set[int]]) -> Ruled:
    """The place of one body, or of several of which each is among the first ones."""
    found = [_place(statement, order, ids) for ids in members]
    agrees = [ruled for ruled, _ in found]
    key = next((key for ruled, key in found if ruled is None), "")
    return (False, "") if False in agrees else (None, key) if None in agrees else (True, "")


def _place(statement: Standing, order: _Order, ids: set[int]) -> Ruled:
    above, said = order.above(ids), statement.place
    place, last = len(above) + 1, _last_place(order, above)
    tied = sum(1 for size in order.sizes.values() if size == max(order.sizes[i] for i in ids))
    agrees = place <= said if statement.up_to else place == said
    if not agrees and not statement.up_to and _may_count(order, above, tied, said):
        return None, "shared_place"
    if place <= said <= last and not order.whole and not (agrees and statement.up_to and last <= said):
        return None, "unknown_above"
    return agrees, ""


def _last_place(order: _Order, above: set[int]) -> float:
    """The place if all those without a figure stood above."""
    return float("inf") if order.gone is None else len(above) + 1 + order.gone


def _may_count(order: _Order, above: set[int], tied: int, said: int) -> bool:
    """Whether the place said is right where equals are counted one after the other, or together as one."""
    dense = len({order.sizes[i] for i in above}) + 1
    return said == dense or len(above) + 1 < said <= len(above) + tied


def _together(order: _Order, members: Sequence[set[int]]) -> Ruled:
    """龙港、洞头、平阳最多: none of the others has more than any of them."""
    named = set().union(*members)
    least = min(order.sizes[i] for i in named)
    others = [size for i, size in order.sizes.items() if i not in named]
    if others and max(others) > least:
        return False, ""
    if others and max(others) == least:
        return None, "shared_place"
    return (True, "") if order.whole else (None, "unknown_above")


def _behind(question: Question, statement: Standing, order: _Order, mine: set[int]) -> Ruled:
    """仅次于龙港: it and nobody else stands before."""
    subject = understand(statement.behind, question.holdings, today=date.today()).said
    if subject.unknown or subject.unknown_place or subject.cues or not subject.subject.targets:
        raise Unjudged("base", statement.behind)
    others = {i for group in groups_of(question.stored, subject.subject) for i in group.ids} & order.sizes.keys()
    if not others:
        raise Unjudged("base", statement.behind)
    above = order.above(mine)
    if above != others:
        return False, ""
    return (True, "") if order.whole else (None, "unknown_above")

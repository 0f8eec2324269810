"""What an answer leaves in the conversation for words that point back at it: 这三家, 跟第一名比."""

from __future__ import annotations

from itertools import groupby

from core.asking.understood.request import Ranking, Within
from core.asking.worded.asked import Asked
from core.asking.worked.ranking import Ranked, Stands
from core.asking.worked.result import Result
from core.types import Query, Turn

MOST_TURNS = 8
"""So many answers are remembered."""
_MOST_IN_ORDER = 200
"""Of longer rankings nothing is remembered but those who came first."""


def turn_of(asked: Asked, query: Query | None, ids: tuple[int, ...]) -> Turn:
    """The bodies, years and figures that an answer told of."""
    if query is None:
        return Turn(ids)
    bodies = ids or _ranked(asked, query)
    return Turn(bodies, query.years, query.measures, query.applicant)


def _ranked(asked: Asked, query: Query) -> tuple[int, ...]:
    """Of a ranking the first, or as many as were asked for."""
    request = asked.request
    if query.operation != "rank":
        return ()
    counted = isinstance(request, Within) or (isinstance(request, Ranking) and (request.limit or request.nth))
    names = query.organizations if counted else query.organizations[:1]
    found = (asked.stored.catalog.named(name.lower()) for name in names)
    return tuple(body.organization.id for bodies in found for body in bodies[:1])


def order_of(result: Result) -> tuple[tuple[int, ...], ...]:
    """The bodies that a ranking was made of, the highest first, those that share a place together."""
    if not isinstance(result, Ranked | Stands):
        return ()
    values = sorted(result.field.values, key=lambda value: (-value.value, value.entry.organization))
    places = (tuple(value.entry.organization for value in same) for _, same in groupby(values, lambda v: v.value))
    complete = result.field.given == len(values) <= _MOST_IN_ORDER
    return tuple(places) if complete else (next(places),)

"""Shares and rates that are said: 占52.9%, 公开率62.5%, 占全市的5%."""

from __future__ import annotations

from core.asking.claims.amounts import holds
from core.asking.claims.question import Question, Unjudged
from core.asking.claims.ruling import Answered, Unfixed, answered, on_values, remark
from core.asking.claims.statements.values import Share
from core.asking.found.field import Field, values_of
from core.asking.found.missing import About, Halt, NotGiven
from core.asking.found.table import not_reported
from core.asking.found.values import Found, Values
from core.asking.understood.request import AreaShare
from core.asking.words import catalog as bodies
from core.asking.worked.run import run
from core.asking.worked.share import SharedInArea, Shares

# What they are made of is not fixed: with or without requests carried over.
UNFIXED = {
    "办结率": ("requests.concluded", "requests.received"),
    "答复率": ("requests.outcome.total", "requests.received"),
}


def share(question: Question, statement: Share) -> Answered:
    """Whether a share, or a rate, is as said."""
    request = question.request
    result = run(question.stored, request)
    if isinstance(result, SharedInArea) and isinstance(request, AreaShare):
        return _in_area(question, request, result, statement)
    if not isinstance(result, Shares) or len(result.shares) != 1:
        raise Unjudged("mixed")
    one = result.shares[0]
    return answered(request, result, holds(statement.amount, 100 * one.above / one.whole.value))


def _in_area(question: Question, request: AreaShare, result: SharedInArea, statement: Share) -> Answered:
    """In the sum over an area; 全市 may be meant of the figure of the city itself."""
    field, share_of = result.field, 100 * result.above / result.whole
    agrees = holds(statement.amount, share_of)
    if len(field.values) < 2:
        raise Unjudged("which_area", field.members.parent.name if field.members.parent else "")
    above = _of_place_itself(question, field)
    if agrees is not True and above and above.value and holds(statement.amount, 100 * result.above / above.value):
        return answered(request, result, None, remark("of_city_itself", body=above.entry.organization_name))
    if field.total is not None and len(field.values) == field.total:
        return answered(request, result, agrees)
    # Those that are not there can but lower the share.
    larger = statement.amount.hedge == "exact" and statement.amount.value > share_of
    return answered(request, result, False if agrees is False and larger else None, remark("not_all_added"))


def _of_place_itself(question: Question, field: Field) -> Found | None:
    """The figure of the government of the place that an area lies in."""
    parent = field.members.parent
    held = bodies.governing(question.stored.catalog, parent, "government") if parent else ()
    entries = question.holdings.reports(organizations=[b.organization.id for b in held], years=[field.year])
    found = values_of(question.stored, entries, field.code, field.applicant)
    return found[0] if held and len(found) == 1 else None


def unfixed(question: Question, rate: str) -> Unfixed:
    """办结率 has no fixed meaning: the figures it may be made of are told."""
    group, year = question.one()
    entry = question.entry_of(group, year)
    values = Values(question.holdings, [entry], UNFIXED[rate])
    found = [value for code in UNFIXED[rate] if (value := values.find(entry, code)) is not None]
    if not found:
        gone = tuple(not_reported(question.stored, entry, code, None) for code in UNFIXED[rate])
        raise Halt(NotGiven(unreported=gone, about=About((), (year,), (group,))))
    rows = [value.row() for value in found]
    return Unfixed(agrees=None, rate=rate, values=tuple(found), **on_values((group,), found[::-1], rows))

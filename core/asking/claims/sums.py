"""What is said of the last figures that a text gave: 两年共29件, 其中泰顺县17件，占1.4%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.asking.claims.amounts import fits, holds, read_amount, scaled
from core.asking.claims.clauses import Clause
from core.asking.claims.question import Question, Unjudged
from core.asking.claims.ruling import AddedUp, Divided, ToldBefore
from core.asking.claims.spoken import Discourse, two_of_a_kind
from core.asking.claims.statements.quantities import ANY_AMOUNT
from core.asking.claims.statements.values import Share, Total
from core.asking.claims.told import Finding, found, stopped
from core.asking.found.missing import About
from core.asking.found.values import percent, tidy
from core.places import divisions as places
from core.types import Row

# 两年共29件, 合计69件: of the figures said before.
_IN_ALL = re.compile(
    r"(?:以上|上述|这)?(?:[两二三四五六七八九十\d]+(?:年|地|县|市|区|项|者|家|个单位|部分))?"
    r"(?:一共|总共|共计|合计|总计|共|累计)(?:有|为|是|收到|受理|申请)*|together|in total|in all"
)
_MOST_ADDED = 6


def of_rows(discourse: Discourse, clause: Clause, last: Sequence[Row]) -> tuple[Question, Finding] | None:
    """What becomes of a clause that is said of figures told before; None where it is of others."""
    statement = clause.statement
    if clause.aside and ANY_AMOUNT.fullmatch(clause.said) and len(last) > 1:
        return _one_of(discourse, clause, last)
    if isinstance(statement, Total):
        return _in_all(discourse, statement)
    return _part_of_whole(discourse, statement) if isinstance(statement, Share) else None


def _in_all(discourse: Discourse, statement: Total) -> tuple[Question, Finding] | None:
    """The sum of the last figures said, where that is what is said; None where the words name what is added."""
    if len(discourse.rows) < 2 or not _IN_ALL.fullmatch(statement.rest):
        return None
    question = _question(discourse)
    for count in range(2, min(len(discourse.rows), _MOST_ADDED) + 1):
        rows = tuple(discourse.rows[-count:])
        total = tidy(sum(row.value or 0 for row in rows))
        alike = len({row.unit for row in rows}) == 1 and fits(statement.amount, rows[0].unit)
        if alike and holds(scaled(statement.amount, rows[0].unit), total):
            ruling = AddedUp(agrees=True, addends=rows, total=total, about=_about(discourse), rows=rows)
            return question, found(ruling, question)
    return question, stopped(Unjudged("which_added"), question)


def _part_of_whole(discourse: Discourse, statement: Share) -> tuple[Question, Finding] | None:
    """其中泰顺县17件，占1.4%: of the figure of the place around it, said right before; None where it is of another."""
    pair = two_of_a_kind(discourse.rows)
    if statement.rest not in ("占", "占比", "") or pair is None:
        return None
    whole, part = pair
    outer, inner = (discourse.place(row.organization) for row in pair)
    if outer is None or inner is None or outer == inner or not places.is_within(inner, outer.code):
        return None
    if not whole.value or part.value is None:
        return None
    question = _question(discourse)
    ruling = Divided(
        agrees=holds(statement.amount, 100 * part.value / whole.value),
        part=part,
        whole=whole,
        percent=percent(part.value, whole.value),
        about=_about(discourse),
        rows=(whole, part),
    )
    return question, found(ruling, question)


def _one_of(discourse: Discourse, clause: Clause, rows: Sequence[Row]) -> tuple[Question, Finding]:
    """高于永嘉县（52%）: a bare number in brackets is one of the figures just told, or it is left open."""
    question = _question(discourse)
    match = ANY_AMOUNT.fullmatch(clause.said)
    amount = read_amount(match) if match else None
    told = [row for row in rows if row.derived is None or row.derived.operation == "ratio"]
    for row in told if amount else ():
        if amount and fits(amount, row.unit) and holds(scaled(amount, row.unit), row.value or 0):
            about = replace(_about(discourse), years=(row.year,), organizations=(row.organization,))
            return question, found(ToldBefore(agrees=True, row=row, about=about, rows=(row,)), question)
    return question, stopped(Unjudged("which_of_several"), question)


def _question(discourse: Discourse) -> Question:
    return discourse.question(discourse.understood("", discourse.context))


def _about(discourse: Discourse) -> About:
    query = discourse.context.query
    years, names = (query.years, query.organizations) if query else ((), ())
    return About(query.measures if query else (), years, (), names, ids=discourse.context.organization_ids)

"""What became of a statement, and what every judge of statements needs: its body, year and figure, its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.asking.claims.asked import Halt, Question, answered, no_figure, no_report
from core.asking.found.stored import Group
from core.asking.found.table import Looked
from core.asking.found.values import Found, Values
from core.asking.worded.outcome import Outcome
from core.types import Row


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a statement; `agrees` is None where it can't be verified."""

    agrees: bool | None
    outcome: Outcome


def subject(question: Question) -> tuple[Group, int]:
    """The one body and year spoken of; raises Halt where these are several."""
    groups = question.groups()
    wanted = question.years_of(groups)
    if len(groups) != 1 or len(wanted) != 1:
        ids = tuple(i for group in groups for i in group.ids)
        raise Halt(Outcome("not_understood", apart(question), organization_ids=ids))
    return groups[0], wanted[0]


def apart(question: Question) -> str:
    """That a sentence mixes too much."""
    return question.say(
        "几个机关、年度和数混在一句里，请分开说。", "Several bodies, years and numbers: please state them apart. "
    )


def value_of(question: Question, group: Group, year: int) -> Found:
    """The one figure asked for of a body and year; raises Halt where there is none."""
    entry = group.at(year)
    asked = question.query((), (year,), (group,))
    if entry is None:
        text = unverifiable(question, no_report(question, group, [year]))
        raise Halt(Outcome("no_report", text, asked, organization_ids=group.ids))
    codes, columns = question.codes([entry], [group]), question.applicants()
    if len(codes) != 1 or len(columns) != 1:
        raise Halt(Outcome("not_understood", apart(question), organization_ids=group.ids))
    found = Values(question.holdings, [entry], codes, columns).find(entry, codes[0], columns[0])
    if found is None:
        text = unverifiable(question, no_figure(question, entry, codes[0], columns[0]))
        raise Halt(Outcome("not_reported", text, asked, organization_ids=group.ids))
    return found


def about(question: Question, group: Group, values: Sequence[Found], rows: Sequence[Row], text: str) -> Outcome:
    """The outcome of a statement about the first of these figures, which the conversation goes on from."""
    first = values[0]
    found = Looked((group,), (first.entry.year,), (first.asked,), tuple(values), (), ())
    made = answered(question, found, text, rows)
    query = made.query and replace(made.query, organizations=(first.entry.organization_name,))
    return replace(made, query=query)


def unverifiable(question: Question, why: str) -> str:
    """Why a statement can't be verified."""
    return question.say("无法核实：", "Can't be verified: ") + why


def verdict(question: Question, agrees: bool | None, said: str) -> str:
    """一致：… or 不一致：…"""
    if agrees is None:
        return unverifiable(question, said)
    return question.say("一致：" if agrees else "不一致：", "Agrees: " if agrees else "Differs: ") + said

"""A statement's words in the conversation that a text is: what they ask for, and the words for an area among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.asking.claims import areas
from core.asking.claims.areas import AreaWords
from core.asking.claims.clauses import Clause
from core.asking.claims.question import Question, Unjudged
from core.asking.claims.reading import is_lead
from core.asking.claims.spoken import Discourse
from core.asking.claims.statements.values import Total
from core.asking.found.missing import About
from core.asking.found.query import query_of
from core.asking.found.stored import Group
from core.asking.words.catalog import Body
from core.asking.words.prepare import prepare
from core.asking.words.times import STRETCHES
from core.types import Context, Fact

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What words ask for in the conversation so far."""

    discourse: Discourse
    question: Question
    area: AreaWords | None

    @property
    def body(self) -> Body | None:
        """The first body spoken of."""
        named = (body for target in self.question.subject.targets for body in target.bodies)
        return next(named, None)

    @property
    def names_body(self) -> bool:
        """Whether the words name it themselves."""
        said = self.question.understood.said
        return bool(said.subject.targets) and "organizations" not in said.inherited

    def context(self, group: Group, year: int) -> Context:
        """The conversation about a figure of this body and year."""
        about = About((), (year,), (group,))
        return Context(query_of(self.question.request, about), group.ids)

    def reject_area(self) -> None:
        """Leave unjudged what is said of other bodies than the one spoken of: 全市, after 泰顺县."""
        area, body = self.area, self.body
        if area is not None and not (body is not None and areas.is_of(area, body)):
            raise Unjudged("national" if area.national else "which_area" if body else "whose", area.text)


def spoken(discourse: Discourse, words: str, context: Context) -> Spoken:
    """Read words in a conversation."""
    kept, area = areas.split(prepare(words), discourse.catalog, discourse.day)
    return Spoken(discourse, discourse.question(discourse.understood(kept, context)), area)


def is_together(discourse: Discourse, statement: Total) -> bool:
    """Whether one number is said of several bodies, years or figures, or of those of an area."""
    read = spoken(discourse, "，".join((*discourse.lead, statement.rest)), discourse.context)
    subject = read.question.understood.said.subject
    years = {year for time in subject.times for year in time.years}
    times = len(years) > 1 or any(time.kind in STRETCHES for time in subject.times)
    of_many = read.area is not None and read.area.of_many
    return len(subject.targets) > 1 or len(subject.measures) > 1 or times or of_many


def is_all_told(discourse: Discourse, clause: Clause, facts: Sequence[Fact]) -> bool:
    """Whether a clause says nothing besides the figures read in it but whose and of when they are."""
    begin, end = min(fact.start for fact in facts), max(fact.end for fact in facts)
    if any(_YEAR.search(fact.quote) for fact in facts):
        return False
    around = clause.words[: max(begin - clause.start, 0)], clause.words[max(end - clause.start, 0) :]
    read = spoken(discourse, "，".join(around), discourse.context)
    return read.area is None and is_lead(read.question.understood)

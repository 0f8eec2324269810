"""What a text speaks of, clause after clause: the body, the year, the figure, what is compared with what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.asking.claims.asked import Halt, Question, say, stopped
from core.asking.claims.clauses import Clause
from core.asking.claims.statements import Change, Movement, Statement
from core.asking.found.missing import Halt as NotThere
from core.asking.found.stored import stored_in
from core.asking.understood.request import Request, Subject
from core.asking.understood.said import Understood
from core.asking.understood.understand import understand
from core.asking.worded.outcome import Outcome
from core.places.divisions import Division
from core.types import Answer, Context, Holdings, Identity, Language, Query, Row

_BOTH = re.compile("二者|两者|两地|两县|双方|前后")
_REMEMBERED = 6
# 与2016年相比: what the changes of the sentence are against.
_COMPARED = re.compile(
    r"(?:相比于?|比起?|相较于?|较之?|与|同|和|跟|compared (?:with|to) )(?P<base>[^,，。]{1,16}?)(?:同期)?"
    r"(?:相比|相较|比较|比)?"
)
_WHOLE_YEAR = re.compile(r"(?:0?1月(?:0?1日)?)?(?:起)?(?:至|到|-|—)?(?:(?:19|20)\d\d年?)?12月(?:31日|底|末)?")
_WITHIN_YEAR = re.compile(
    r"\d月|[上下]半年|半年|季度|月份|\b(?:first|second) half\b|\bquarter\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november)\b"
)


class Discourse:
    """The conversation that a text is, as far as it was read."""

    def __init__(self, holdings: Holdings, language: Language, today: date | None, context: Context) -> None:
        self.holdings = holdings
        self.language: Language = language
        self.today = today
        self.context = context
        self.stored = stored_in(holdings)
        self.catalog = self.stored.catalog
        self.begin_sentence(-1)
        self.readings = 0
        """How many times words were understood."""
        self.rows: list[Row] = []
        """The last figures said, as they are stored."""
        self.around: Context | None = None
        """In brackets, the conversation around them."""
        self.lead: list[str] = []
        """The clauses that led on to the next number."""
        self.cue = say(self.language, "同比", " year on year")
        """Words that take everything from what was spoken of."""
        self.pinned = False
        """Whether all that is said is of the body of the context."""
        self.missing: Outcome | None = None
        """Why the body spoken of can't be answered for."""

    def begin_report(self, identity: Identity) -> None:
        """A pasted report speaks of its body and year, whatever other bodies it mentions."""
        name, year = identity.organization or "", identity.year
        stored = self.catalog.by_name.get(name.lower(), ())
        if year is None or not name:
            self.context = Context()
        elif len(stored) == 1:
            query = Query("check", (), (stored[0].organization.name,), (year,))
            self.context = Context(query, (stored[0].organization.id,))
        else:
            understood = self.understood(f"{name}{year}年", Context())
            self.context = self._of_body(understood, understood.request.subject)
        self.pinned = True

    def begin_sentence(self, sentence: int) -> None:
        """What only holds within a sentence is forgotten."""
        self.sentence = sentence
        self.subjects: list[Context] = []
        self.base: str | None = None
        self.lost = False
        """Whether the last figure said was not understood, so that nothing can be said to be of it."""
        self.within_year = False
        """Whether less than a year is spoken of."""
        self.doubtful = False
        """Whether another body was mentioned, so that it is not sure whose the figures are."""

    def lead_on(self, clause: Clause) -> None:
        """A clause that says no number may name the body and the year of those that follow."""
        compared = _COMPARED.fullmatch(clause.said)
        if compared:
            self.base = compared["base"].strip()
            return
        self.lead = [*self.lead[-1:], clause.words]
        if self.pinned:
            return
        self.within_year = self.within_year or bool(_WITHIN_YEAR.search(_WHOLE_YEAR.sub("", clause.said)))
        understood = self.understood(clause.said, Context())
        subject = understood.request.subject
        named = [target for target in subject.targets if _opens(clause.said, target.text)]
        timed = [time for time in subject.times if time.kind == "years" and len(time.years) == 1 and not time.relative]
        self.doubtful = self.doubtful or (bool(subject.targets) and not named)
        if named and len(timed) < 2:
            self.context = self._of_body(understood, replace(subject, times=tuple(timed)))
            self.doubtful = False
        elif timed and len(timed) == len(subject.times) == 1:
            query = self.context.query or Query("check")
            self.context = replace(self.context, query=replace(query, years=timed[0].years))

    def _of_body(self, understood: Understood, subject: Subject) -> Context:
        """The conversation about a body now named; one that is not stored leaves nothing to go on from."""
        before = self.context.query or Query("check")
        years = subject.times[0].years if subject.times else before.years
        asked = self.question(understood).about(subject)
        try:
            groups = asked.groups()
        except (Halt, NotThere) as halt:
            self.missing = without_examples(stopped(halt, asked), asked)
            return Context()
        self.missing = None
        names = tuple(group.label for group in groups)
        query = replace(before, operation="check", organizations=names, years=years, scope=None)
        return Context(query, tuple(i for group in groups for i in group.ids))

    def completed(self, statement: Statement) -> tuple[Statement, Context | None]:
        """A change said without a base is one between the two figures said before it, or has the base of the last."""
        if isinstance(statement, Movement) and not statement.rest and two_of_a_kind(self.rows):
            last = self.rows[-1]
            same = [row for row in self.rows if _kind_of(row) == _kind_of(last)]
            return statement, self._context_of(last, sorted({row.year for row in same}))
        if not isinstance(statement, Change):
            return statement, None
        if _BOTH.fullmatch(statement.rest):
            statement = replace(statement, rest="")
        if statement.base is not None:
            self.base = statement.base
            return statement, None
        if self.base is not None:
            return replace(statement, base=self.base), None
        if statement.rest:
            return statement, None
        pair = two_of_a_kind(self.rows)
        if pair is None:
            return statement, None
        now, other = pair
        base = f"{other.year}年" if now.year != other.year else other.organization
        return replace(statement, base=base), self._context_of(now, (now.year,))

    def _context_of(self, row: Row, years: Sequence[int]) -> Context:
        """The conversation about a figure told before."""
        query = Query("check", (row.indicator,), (row.organization,), tuple(years), row.applicant, (row.indicator,))
        ids = tuple(body.organization.id for body in self.catalog.by_name.get(row.organization.lower(), ()))
        return Context(query, ids or self.context.organization_ids)

    def wordings(self, words: str, *, listed: bool) -> tuple[str, ...]:
        """With what led on to the clause, and without where it is not one of a list."""
        gap = say(self.language, "，", ", ")
        whole = gap.join(filter(None, (*self.lead, words)))
        return (whole,) if listed else tuple(dict.fromkeys((whole, words)))

    def understood(self, words: str, context: Context) -> Understood:
        """What words say in this conversation."""
        self.readings += 1
        return understand(words, self.holdings, context, today=self.today)

    def question(self, understood: Understood, request: Request | None = None) -> Question:
        """The request that words make, or another one of what they say, beside what is stored."""
        return Question(request or understood.request, understood, self.language, self.stored)

    def begin_clause(self, clause: Clause) -> None:
        """What only holds within a sentence, or within brackets, is left with it."""
        if clause.sentence != self.sentence:
            self.begin_sentence(clause.sentence)
        if clause.aside and self.around is None:
            self.around = self.context
        elif not clause.aside and self.around is not None:
            self.context = self.around if self.around.organization_ids else self.context
            self.around = None

    def remember(self, answer: Answer) -> None:
        """What the next clause may leave out; a body or year without a report is spoken of too."""
        lost = not answer.context.organization_ids and answer.status != "answered"
        if answer.status in ("answered", "no_report", "not_reported") and not lost:
            self.context = answer.context
            self.missing = None if answer.status == "answered" else self.missing
            if self.around is None:
                self.subjects.append(answer.context)
            self.rows = [*self.rows, *(row for row in answer.rows if row.derived is None)][-_REMEMBERED:]

    def place(self, name: str) -> Division | None:
        """Where the one body of a name is."""
        found = self.catalog.by_name.get(name.lower(), ())
        return found[0].place if len(found) == 1 else None


def without_examples(outcome: Outcome, asked: Question) -> Outcome:
    """What can be asked instead is for those who ask."""
    return replace(outcome, text=outcome.text.removesuffix(asked.examples()))


def _opens(said: str, name: str) -> bool:
    """Whether a clause begins with a name, a year before it aside."""
    return bool(re.match(rf"[《“\"「]?(?:截至|截止|在|自)?(?:(?:19|20)\d\d年?(?:度|底)?)?的?{re.escape(name)}", said))


def two_of_a_kind(rows: Sequence[Row]) -> tuple[Row, Row] | None:
    """The last two figures said, where they are one figure of two years (the later first) or of two bodies."""
    if len(rows) < 2 or _kind_of(rows[-1])[1:] != _kind_of(rows[-2])[1:]:
        return None
    first, second = rows[-2], rows[-1]
    if first.organization == second.organization and first.year != second.year:
        return (second, first) if second.year > first.year else (first, second)
    return (first, second) if first.organization != second.organization and first.year == second.year else None


def _kind_of(row: Row) -> tuple[str, str, str | None]:
    return row.organization, row.indicator, row.applicant

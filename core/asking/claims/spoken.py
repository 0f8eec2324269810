"""What a text speaks of, clause after clause: the body, the year, the figure, what is compared with what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.asking.claims.areas import AreaWords, split
from core.asking.claims.clauses import Clause
from core.asking.claims.doubts import Doubts
from core.asking.claims.judges.parts import is_part
from core.asking.claims.question import Question, Unjudged
from core.asking.claims.reading import is_lead
from core.asking.claims.statements.values import Change, Movement, Statement
from core.asking.found.missing import Halt, Missing
from core.asking.found.query import looked_up
from core.asking.found.stored import stored_in
from core.asking.understood.request import Request, Subject, Target
from core.asking.understood.said import Understood
from core.asking.understood.understand import understand_told
from core.asking.words.prepare import prepare
from core.places.divisions import Division
from core.types import Answer, Context, Holdings, Identity, Language, Query, Row

_BOTH = re.compile("二者|两者|两地|两县|双方|前后")
_REMEMBERED = 12
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
# 据统计, 《…》显示: who says so.
_SAID_BY = re.compile(
    r"^(?:据(?:统计|悉|了解|介绍|报道|[^,，。]{0,12}统计)|(?:经|从)?统计|数据显示|报告显示|年报显示|结果显示|其中|此外|另外|同时|其次|首先"
    r"|[《“].*[》”](?:显示|载明|披露|指出|称)?|according to .*|in addition|meanwhile|moreover|of (?:these|them|which)"
    # 请核实, 审稿, 请核对这段话: what is to be done with the text.
    r"|(?:以[上下]|下面|这段?)?(?:话|文字|数据|数字|内容|情况|稿子?|草稿)?(?:请|麻烦|帮忙|帮我)?(?:予以)?"
    r"(?:核[实对查]?|审[稿核]?|查证|确认)?(?:一下|下)?(?:以下|下面|这些?段?)?(?:话|文字|数据|数字|内容|情况|稿子?|草稿)?"
    r"(?:是否|有没有|有无)?(?:属实|正确|准确|错误|问题)?"
    # 截至2018年底, 2019年3月15日, 2018年上半年.
    r"|(?:截至|截止|至|自|从|到)?(?:(?:19|20)\d\d年?度?)?(?:\d{1,2}月份?)?(?:\d{1,2}日)?(?:[上下]半年|第?[一二三四]季度)?[年月]?[底末]?[前止起]?"
    # (含上年结转): what a number counts.
    r"|(?:其中)?[不未]?(?:含|包括|计)(?:上年|当年|网络|信函|结转).*)$"
)


class Discourse:
    """The conversation that a text is, as far as it was read."""

    def __init__(self, holdings: Holdings, language: Language, today: date | None, context: Context) -> None:
        self.holdings = holdings
        self.language: Language = language
        self.day = today or date.today()
        self.context = context
        self.stored = stored_in(holdings)
        self.catalog = self.stored.catalog
        self.begin_sentence(-1)
        self.doubts = Doubts(holdings)
        self.several = False
        """Whether the text makes more than one statement."""
        self.readings = 0
        """How many times words were understood."""
        self.rows: list[Row] = []
        """The last figures said, as they are stored."""
        self.targets: tuple[Target, ...] = ()
        """The bodies last spoken of."""
        self.area: AreaWords | None = None
        """The words for the bodies that are put in order."""
        self.around: Context | None = None
        """In brackets, the conversation around them."""
        self.lead: list[str] = []
        """The clauses that led on to the next number."""
        self.pinned = False
        """Whether all that is said is of the body of the context."""
        self.missing: Missing | None = None
        """Why the body spoken of can't be answered for."""

    def begin_report(self, identity: Identity) -> None:
        """A pasted report speaks of its body and year, whatever other bodies it mentions."""
        name, year = identity.organization or "", identity.year
        stored = self.catalog.named(name.lower())
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

    def begin_clause(self, clause: Clause) -> None:
        """What only holds within a sentence, or within brackets, is left with it."""
        if clause.sentence != self.sentence:
            self.begin_sentence(clause.sentence)
        if clause.aside and self.around is None:
            self.around = self.context
        elif not clause.aside and self.around is not None:
            self.context = self.around if self.around.organization_ids else self.context
            self.around = None

    # --- clauses that say no number ------------------------------------------------------------------

    def lead_on(self, clause: Clause) -> bool:
        """A clause that says no number may name the body and the year of those that follow; whether it does no more."""
        compared = _COMPARED.fullmatch(clause.said)
        if compared:
            self.base = compared["base"].strip()
            return True
        self.lead = [*self.lead[-1:], clause.words]
        if self.pinned:
            return False
        self.within_year = self.within_year or bool(_WITHIN_YEAR.search(_WHOLE_YEAR.sub("", clause.said)))
        words, area = split(prepare(clause.said), self.catalog, self.day)
        self.area = area if area is not None and area.of_many else self.area
        understood = self.understood(words, Context())
        self._take_subject(clause, understood)
        return bool(_SAID_BY.search(clause.said)) or is_lead(understood)

    def _take_subject(self, clause: Clause, understood: Understood) -> None:
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
        try:
            groups = self.question(understood).about(subject).groups()
        except Halt as halt:
            self.missing = halt.missing
            return Context()
        self.missing, self.targets = None, subject.targets
        names = tuple(group.label for group in groups)
        query = replace(before, operation="check", organizations=names, years=years, scope=None)
        return Context(query, tuple(i for group in groups for i in group.ids))

    # --- what a statement leaves out -----------------------------------------------------------------

    def completed(self, statement: Statement) -> tuple[Statement, Context | None]:
        """A change said without a base is one between the two figures said before it, or has the base of the last."""
        if isinstance(statement, Movement):
            return statement, self._moved(statement)
        if not isinstance(statement, Change):
            return statement, None
        if _BOTH.fullmatch(statement.rest):
            statement = replace(statement, rest="")
        if statement.base is not None:
            self.base = statement.base
            return statement, None
        if self.base is not None:
            return replace(statement, base=self.base), None
        pair = None if statement.rest else two_of_a_kind(self.rows)
        if pair is None:
            return statement, None
        now, other = pair
        base = f"{other.year}年" if now.year != other.year else other.organization
        return replace(statement, base=base), self._context_of(now, (now.year,))

    def _moved(self, statement: Movement) -> Context | None:
        """A movement without a subject is that of the years said before it."""
        if statement.rest or not two_of_a_kind(self.rows):
            return None
        last = self.rows[-1]
        return self._context_of(last, sorted({row.year for row in self.rows if _kind_of(row) == _kind_of(last)}))

    def _context_of(self, row: Row, years: Sequence[int]) -> Context:
        """The conversation about a figure told before."""
        query = Query(
            "check", looked_up((row.indicator,)), (row.organization,), tuple(years), row.applicant, (row.indicator,)
        )
        ids = tuple(body.organization.id for body in self.catalog.named(row.organization.lower()))
        return Context(query, ids or self.context.organization_ids)

    def wordings(self, words: str, *, listed: bool) -> tuple[str, ...]:
        """With what led on to the clause, and without where it is not one of a list."""
        gap = "，" if self.language == "zh" else ", "
        whole = gap.join(filter(None, (*self.lead, words)))
        return (whole,) if listed else tuple(dict.fromkeys((whole, words)))

    def understood(self, words: str, context: Context) -> Understood:
        """What words say in this conversation."""
        self.readings += 1
        return understand_told(words, self.holdings, context, today=self.day)

    def question(self, understood: Understood, request: Request | None = None) -> Question:
        """The request that words make, or another one of what they say, beside what is stored."""
        return Question(request or understood.request, understood, self.language, self.stored, asks=False)

    # --- whose it is ---------------------------------------------------------------------------------

    def reject_others(self, question: Question, area: AreaWords | None) -> None:
        """Leave unjudged what may be said of another body; raises Halt where the one spoken of has no report."""
        targets, inherited = question.subject.targets, "organizations" in question.understood.said.inherited
        if self.pinned and ((targets and not inherited) or (area is not None and area.of_many)):
            raise Unjudged("other_body")
        if self.doubtful and inherited and not self.pinned:
            raise Unjudged("other_body")
        if self.pinned and not self.context.organization_ids and self.missing is None:
            raise Unjudged("whose")
        if self.missing is not None and not targets and area is None:
            raise Halt(self.missing)

    def settle(self, question: Question) -> None:
        """A body named in a judged clause is spoken of without doubt."""
        targets, inherited = question.subject.targets, "organizations" in question.understood.said.inherited
        self.doubtful = self.doubtful and (not targets or inherited)
        self.targets = targets or self.targets

    def remember(self, answer: Answer, *, of_part: bool = False) -> None:
        """What the next clause may leave out; a body or year without a report is spoken of too.

        `of_part`: what was said may be of a part of the figure spoken of, which then goes on.
        """
        lost = not answer.context.organization_ids and answer.status != "answered"
        if answer.status in ("answered", "no_report", "not_reported") and not lost:
            self.context = self._whole_of(answer.context) if of_part else answer.context
            self.missing = None if answer.status == "answered" else self.missing
            if self.around is None:
                self.subjects.append(self.context)
            self.rows = [*self.rows, *(row for row in answer.rows if row.derived is None)][-_REMEMBERED:]

    def _whole_of(self, new: Context) -> Context:
        """The conversation before, where only a part of its figure was told."""
        before, now = self.context.query, new.query
        if before is None or now is None or self.context.organization_ids != new.organization_ids:
            return new
        wholes = [(code, before.applicant) for code in before.measures]
        parts = [(code, now.applicant) for code in now.measures]
        inside = parts and all(any(is_part(part, whole) for whole in wholes) for part in parts)
        return self.context if inside and before.years == now.years else new

    def place(self, name: str) -> Division | None:
        """Where the one body of a name is."""
        found = self.catalog.named(name.lower())
        return found[0].place if len(found) == 1 else None


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

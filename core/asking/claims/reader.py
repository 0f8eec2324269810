"""A text read clause after clause: each that says how much is judged in the conversation of those before.

A body, a year and a figure once named hold on. What is not understood is not judged, and said so; so is what says
nothing that figures could bear out.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from core.asking.claims import Judged, pasted, sums
from core.asking.claims.clauses import Clause, clauses
from core.asking.claims.judges import figures
from core.asking.claims.judging import judge, names_nothing
from core.asking.claims.phrases import is_all_told, is_together
from core.asking.claims.plain import Numbers
from core.asking.claims.question import Reason, Unjudged
from core.asking.claims.ruling import Ruling
from core.asking.claims.spoken import Discourse
from core.asking.claims.statements.values import (
    Every,
    FromTo,
    Limit,
    Majority,
    Nothing,
    Range,
    Share,
    Standing,
    Statement,
    Total,
)
from core.asking.claims.told import found, of_earlier, stopped
from core.asking.claims.verdicts import concluded, told, unjudged
from core.asking.found.missing import Halt
from core.asking.understood.request import Claim, Measure, Stated
from core.text.numerals import COUNT_EN
from core.types import Context, Fact, Row

_MEAN = re.compile(r"平均|[年月日天周人户]均|每一?个?[月日天周]|\baverage\b|\bper (?:day|week|month|year|capita)\b")
# 并未收到17件, 不是17件: that a figure is not so many.
_NOT_SO = re.compile(
    r"(?:未|没有?)(?:能|有|曾|再)?(?:收到|受理|接到|办结|答复|发生|达到|突破)[^，。]{0,100}\d"
    r"|(?:并非|绝非|不是|不为|不止|不等于)|\b(?:did|does|do|was|were|is|had|has|have)(?: not|n't)\b|\bnever\b"
)
# (不含网络申请), (含上年结转3件): another figure than the one of the report.
_QUALIFIED = re.compile(
    r"\s*+[,，]?\s*+[(（](?:其中)?(?:不|未)?(?:含|包括|包含|计)(?!当面|传真|网络|信函|电子)|\s*[(（](?:不|未)[含包计]"
    r"|\s*[(（]除"
)
_OTHERS = re.compile(
    r"各(?:部门|单位|机关|乡镇|街道)"
    r"|(?:其他|其它|其余|有关|相关|下属|所属|直属)各?(?:部门|单位|机关|乡镇|街道|地区|县|区县|[市区](?!县?域))"
)
# 11 counties had lawsuits: how many bodies there are, and no figure of theirs.
_BODIES_COUNTED = re.compile(
    rf"\b(?:{COUNT_EN}|no|0)(?: of the(?: {COUNT_EN})?)? (?:[a-z]+ )?(?:count(?:y|ies)|districts?|bodies"
    rf"|county-level [a-z]+)"
    r"(?: (?:in|of) [a-z]+)? (?:had|have|has|received?|got|recorded|reported|faced|saw|did|were|was|denied|refused"
    r"|granted"
    r"|carried|issued|made|concluded|answered)\b"
)
_LISTED = re.compile(r"[、和与及]")
# 成百上千: no number.
_VAGUE = re.compile(r"成[百千]上")
_PLAIN = Limit | Range | Total | FromTo
"""What says a number of one figure."""
# What is said of parts leaves the figure that they are part of spoken of.
_OF_PARTS = (Nothing, Every, Majority, Share, Standing)
# So many times the words of a text are understood: what bounds the time taken. A report takes some hundred.
_MOST_READINGS = 1000


class Reader:
    """One pass over the clauses of a text."""

    def __init__(self, discourse: Discourse, text: str) -> None:
        self.discourse = discourse
        self.text = text
        self.report = pasted.report_in(text)
        self.numbers = Numbers(discourse)
        self.read_as_report: tuple[Fact, ...] | None = None
        self.last: tuple[Row, ...] = ()
        """The figures of the last verdict."""
        self.idle: list[Clause] = []
        """Clauses side by side that say nothing that figures could bear out."""

    def read(self) -> Iterator[Judged]:
        """The verdicts in the order of the text; of a pasted report first on what its tables and sentences give."""
        facts = deque(sorted(self.report[1], key=lambda fact: fact.start) if self.report else ())
        if self.report:
            self.discourse.begin_report(self.report[0])
        told = list(clauses(self.text))
        self.discourse.several = sum(clause.claims for clause in told) > 1
        for clause in told:
            if self.discourse.readings >= _MOST_READINGS and (clause.claims or facts):
                yield from self._idle()
                yield unjudged(self.discourse, clause, "too_much")
                return
            self.discourse.begin_clause(clause)
            judged = self._at(clause, facts)
            if judged:
                yield from self._idle()
                self.last = judged[-1].verdict.rows or self.last
            yield from judged
        yield from self._idle()
        yield from map(self._fact, facts)

    def _at(self, clause: Clause, facts: deque[Fact]) -> list[Judged]:
        """The verdicts on what stands at a clause: the figures read like those of a report, and what else it says."""
        here = []
        while facts and facts[0].start < clause.end:
            here.append(facts.popleft())
        inside = any(fact.end > clause.start for fact in here)
        judged = [self._fact(fact) for fact in here]
        of_figure = clause.statement is None or isinstance(clause.statement, _PLAIN | Nothing)
        if clause.claims and not (inside and of_figure):
            judged += self._clause(clause)
        elif clause.too_long:
            judged.append(unjudged(self.discourse, clause, "too_long"))
        elif not here:
            self._without_claim(clause)
            return []
        self.discourse.lead = []
        return judged

    # --- what says no number -------------------------------------------------------------------------

    def _without_claim(self, clause: Clause) -> None:
        """Names lead on to what follows; other words say nothing that can be judged, and are told so."""
        leads = self.discourse.readings < _MOST_READINGS and self.discourse.lead_on(clause)
        if not leads and (self.report is None or self._is_prose(clause)):
            self.idle.append(clause)

    def _is_prose(self, clause: Clause) -> bool:
        """Whether a clause of a report stands in a sentence, and not in a heading or a table."""
        end = self.text.find("\n", clause.end)
        line = self.text[self.text.rfind("\n", 0, clause.start) + 1 : end if end >= 0 else None]
        return "。" in line and "|" not in line

    def _idle(self) -> Iterator[Judged]:
        if self.idle:
            first, last = self.idle[0], self.idle[-1]
            whole = replace(first, words=self.text[first.start : last.end], end=last.end)
            self.idle = []
            yield unjudged(self.discourse, whole, "nothing_said")

    # --- what says how much --------------------------------------------------------------------------

    def _clause(self, clause: Clause) -> list[Judged]:
        """The verdicts on a clause; of loose text what is not understood is read like a report."""
        against = self._against(clause)
        if against:
            self.discourse.lead_on(clause)
            self._lose(clause, understood=False)
            return [unjudged(self.discourse, clause, against)]
        judged = self._judged(clause)
        understood = judged.answer.status != "not_understood"
        self._lose(clause, understood=understood)
        of_several = isinstance(clause.statement, Total) and _LISTED.search(clause.said)
        if self.report is None and not (understood or of_several):
            return self._as_in_reports(clause) or [judged]
        return [judged]

    def _lose(self, clause: Clause, *, understood: bool) -> None:
        """What follows in the sentence may be said of this figure, which was not understood."""
        if clause.statement is None or isinstance(clause.statement, _PLAIN):
            self.discourse.lost = not understood

    def _as_in_reports(self, clause: Clause) -> list[Judged]:
        """The figures that the sentences of reports are read for, where nothing else stands in the clause."""
        if self.read_as_report is None:
            self.read_as_report = pasted.sentences_in(self.text)
        inside = (fact for fact in self.read_as_report if fact.start < clause.end and clause.start < fact.end)
        facts = list({(fact.indicator, fact.applicant): fact for fact in inside}.values())
        if not facts or not is_all_told(self.discourse, clause, facts):
            return []
        self.discourse.lead_on(clause)
        return [self._fact(fact) for fact in facts]

    def _against(self, clause: Clause) -> Reason | None:
        """Why no figure of a year's report can bear out a clause; None where nothing speaks against it."""
        said, statement = clause.said, clause.statement
        if _VAGUE.search(said) or _MEAN.search(said) or _BODIES_COUNTED.search(said):
            return "not_one_figure"
        if _NOT_SO.search(said) and (statement is None or isinstance(statement, Total)):
            return "negated"
        if _OTHERS.search(said):
            return "other_body"
        return "not_whole" if self.discourse.within_year or _QUALIFIED.match(self.text, clause.end) else None

    def _judged(self, clause: Clause) -> Judged:
        """The verdict on a clause."""
        statement = clause.statement
        of_rows = sums.of_rows(self.discourse, clause, self.last)
        if of_rows is not None:
            return concluded(self.discourse, clause, *of_rows)
        if isinstance(statement, Total) and not is_together(self.discourse, statement):
            statement = None
        if statement is not None:
            return self._statement(clause, statement)
        if self.discourse.pinned:
            return unjudged(self.discourse, clause, "no_such_figure")
        return self.numbers.verdict(clause)

    def _statement(self, clause: Clause, statement: Statement) -> Judged:
        """A change, a share, a rank ... of the figure the clause names, else of the one spoken of before."""
        statement, own = self.discourse.completed(statement)
        if self.discourse.lost and own is None and names_nothing(statement):
            return unjudged(self.discourse, clause, "which_of_several")
        contexts = [own or self.discourse.context, *(() if own else reversed(self.discourse.subjects))]
        judged = [self._in_context(clause, statement, context) for context in dict.fromkeys(contexts)]
        chosen = judged[0]
        other = next((one for one in judged if one.verdict.status == "agrees"), None)
        if other is not None and chosen.verdict.status == "differs":
            # 收到17件，网络申请9件，同比增长41.7%: so of the first, and not of the last.
            return told(self.discourse, clause, of_earlier(other.said, self.discourse.language))
        chosen = other if other is not None and chosen.verdict.status != "agrees" else chosen
        self.discourse.remember(chosen.answer, of_part=isinstance(statement, _OF_PARTS))
        return chosen

    def _in_context(self, clause: Clause, statement: Statement, context: Context) -> Judged:
        for words in self.discourse.wordings(statement.rest, listed=clause.listed):
            question, finding = judge(self.discourse, statement, words, context)
            if finding.understood:
                break
        return concluded(self.discourse, clause, question, finding)

    def _fact(self, fact: Fact) -> Judged:
        """A figure read as one of a report, of the body and year spoken of."""
        understood = self.discourse.understood("", self.discourse.context)
        measured = Measure((fact.indicator,))
        applicants = (fact.applicant,) if fact.applicant else ()
        claim = Claim(measured, fact.value, fact.unit, fact.applicant)
        subject = replace(understood.request.subject, measures=(measured,), applicants=applicants)
        question = self.discourse.question(understood, Stated(subject, (claim,)))
        try:
            self.discourse.reject_others(question, None)
            ruling: Ruling = figures.read(question, claim)
            finding = found(ruling, question)
        except (Halt, Unjudged) as halt:
            finding = stopped(halt, question)
        clause = Clause(fact.quote, fact.start, fact.end, fact.quote, self.discourse.sentence, None, counts=True)
        judged = concluded(self.discourse, clause, question, finding)
        self.discourse.lost = False
        self.numbers.remember(judged)
        return judged

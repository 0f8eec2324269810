"""A text read clause after clause: each that says how much is judged in the conversation of those before.

A body, a year and a figure once named hold on. What is not understood is not judged, and said so.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from core.asking.claims import Judged, Verdict, VerdictStatus, figures, judging, pasted
from core.asking.claims.amounts import Amount, fits, holds, scaled
from core.asking.claims.asked import Halt, Question, say, stopped
from core.asking.claims.clauses import Clause, clauses
from core.asking.claims.finding import Finding
from core.asking.claims.spoken import Discourse, two_of_a_kind, without_examples
from core.asking.claims.statements import (
    YEAR_BEFORE,
    Change,
    FromTo,
    Limit,
    Movement,
    Multiple,
    Range,
    Share,
    Standing,
    Statement,
    Total,
    direction_of_level,
    plain,
)
from core.asking.found.missing import Halt as NotThere
from core.asking.found.values import percent, tidy
from core.asking.understood.request import Claim, Measure, Stated
from core.asking.understood.understand import without_numbers
from core.asking.worded.outcome import Outcome, answer_of
from core.places import divisions as places
from core.telling.names import render_number
from core.types import Answer, AnswerLine, Context, Fact, Language, Row

# Said of more or other than one report's year.
_CUMULATIVE = re.compile(r"累计|历年|以来|\bsince\b")
_MEAN = re.compile(r"平均|[年月日天周人户]均|每一?个?[月日天周]|\baverage\b|\bper (?:day|week|month|year|capita)\b")
# 并未收到17件, 不是17件: that a figure is not so many.
_NOT_SO = re.compile(
    r"(?:未|没有?)(?:能|有|曾|再)?(?:收到|受理|接到|办结|答复|发生|达到|突破)[^，。]*\d"
    r"|(?:并非|绝非|不是|不为|不止|不等于)|\b(?:did|does|do|was|were|is|had|has|have)(?: not|n't)\b|\bnever\b"
)
# (不含网络申请), (含上年结转3件): another figure than the one of the report.
_QUALIFIED = re.compile(
    r"\s*[,，]?\s*[(（](?:其中)?(?:不|未)?(?:含|包括|包含|计)(?!当面|传真|网络|信函|电子)|\s*[(（](?:不|未)[含包计]"
    r"|\s*[(（]除"
)
_OTHERS = re.compile(
    r"各(?:部门|单位|机关|乡镇|街道)|(?:其他|其它|其余|有关|相关|下属|所属|直属)(?:部门|单位|机关|乡镇|街道|地区|县)"
)
_LISTED = re.compile(r"[、和与及]")
_COMPARED_WITH = re.compile(r"^(?:(?:比|较|与|从|由)(?=[^，。]*年)|compared (?:with|to) (?=\d))")
# 收到申请17件，公开8件: of requests it is the outcome.
_GRANTED = re.compile(r"(?<![予分意开动不以])公开了?(?=[\d一二三四五六七八九十百]+件)")
# 几十件, 上百条: no number.
_VAGUE = re.compile(r"[几数上好][十百千万]|成[百千]上")
# 两年共29件, 合计69件: of the figures said before.
_IN_ALL = re.compile(
    r"(?:以上|上述|这)?(?:[两二三四五六七八九十\d]+(?:年|地|县|市|区|项|者|家|个单位|部分))?"
    r"(?:一共|总共|共计|合计|总计|共|累计)(?:有|为|是|收到|受理|申请)*|together|in total|in all"
)
_DENIED = re.compile(
    r"\b(?:there were|there was|had|has|received|faced|recorded)? ?(?:no|not any)\b"
    r"|(?:均|全年|本年度|当年|共|暂)*(?:未|没有|无)(?:收到|受理|发生|产生|出现|收取|提起|被提起|被申请|因|有|接到)?"
)


# So many times the words of a text are understood: what bounds the time taken. A report takes some hundred.
_MOST_READINGS = 1000


class Reader:
    """One pass over the clauses of a text."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.told: tuple[Fact, ...] | None = None
        self.agreed: set[Row] = set()

    def read(self, text: str) -> Iterator[Judged]:
        """The verdicts in the order of the text; of a pasted report first on what its tables and sentences give."""
        report = pasted.report_in(text)
        facts = deque(sorted(report[1], key=lambda fact: fact.start) if report else ())
        if report:
            self.discourse.begin_report(report[0])
        for clause in clauses(text):
            if self.discourse.readings >= _MOST_READINGS and (clause.counts or clause.denies or facts):
                yield self._unjudged(clause, _too_much(self.discourse.language))
                return
            self.discourse.begin_clause(clause)
            inside = False
            while facts and facts[0].start < clause.end:
                inside = inside or facts[0].end > clause.start
                yield self._fact(facts.popleft())
            compares = isinstance(clause.statement, Change | Multiple | Share | Standing | Movement)
            judged: tuple[Judged, ...] = ()
            if (clause.counts or clause.denies) and (compares or not inside):
                judged = tuple(self._clause(clause, text, loose=report is None))
            yield from judged
            if judged or inside:
                self.discourse.lead = []
            elif self.discourse.readings < _MOST_READINGS:
                self.discourse.lead_on(clause)
        yield from map(self._fact, facts)

    def _clause(self, clause: Clause, text: str, *, loose: bool) -> Iterator[Judged]:
        """The verdicts on a clause that says how much; what is not understood of `loose` text is read like a report."""
        refusal = self._refusal(clause, text) if clause.counts else ""
        if refusal:
            self.discourse.lead_on(clause)
        judged = self._unjudged(clause, refusal) if refusal else self._judged(clause)
        understood = judged is not None and judged.answer.status != "not_understood"
        if judged is not None and _names_figure(clause.statement):
            self.discourse.lost = not understood
        of_several = isinstance(clause.statement, Total) and _LISTED.search(clause.said)
        if loose and not (understood or refusal or of_several):
            facts = {_figure_of(fact): fact for fact in self._sentences(text) if _overlap(fact, clause)}
            if facts:
                self.discourse.lead_on(clause)
                yield from map(self._fact, facts.values())
                return
        if judged is not None:
            yield judged

    def _sentences(self, text: str) -> tuple[Fact, ...]:
        if self.told is None:
            self.told = pasted.sentences_in(text)
        return self.told

    def _fact(self, fact: Fact) -> Judged:
        """A figure read as one of a report, of the body and year spoken of."""
        u = self.discourse.understood(self.discourse.cue, self.discourse.context)
        u = replace(u, said=replace(u.said, inherited=frozenset({"organizations", "years"})))
        measured = Measure((fact.indicator,))
        applicants = (fact.applicant,) if fact.applicant else ()
        claim = Claim(measured, fact.value, fact.unit, fact.applicant)
        subject = replace(u.request.subject, measures=(measured,), applicants=applicants)
        asked = self.discourse.question(u, Stated(subject, (claim,)))
        finding = self._found(asked, partial(figures.read, claim=claim))
        clause = Clause(fact.quote, fact.start, fact.end, fact.quote, self.discourse.sentence, None, True, False)
        judged = self._concluded(clause, asked, finding)
        if judged.verdict.status == "agrees":
            self.agreed.update(judged.verdict.rows)
        self.discourse.lost = False
        self.discourse.remember(judged.answer)
        return judged

    def _refusal(self, clause: Clause, text: str) -> str:
        """Why no figure of a year's report can bear out a clause; empty where nothing speaks against it."""
        language = self.discourse.language
        if _VAGUE.search(clause.said) or _MEAN.search(clause.said):
            return _not_plain(language)
        if _NOT_SO.search(clause.said) and (clause.statement is None or isinstance(clause.statement, Total)):
            return _negated(language)
        if _OTHERS.search(clause.said):
            return _of_others(language)
        narrowed = self.discourse.within_year or _QUALIFIED.match(text, clause.end)
        return _not_whole(language) if narrowed else ""

    def _judged(self, clause: Clause) -> Judged | None:
        """The verdict on a clause; None for one that only seemed to say that there was none."""
        if clause.denies:
            denied = _DENIED.sub("", clause.said, count=1).strip()
            if len(denied) < 2:
                return None
            judged = self._statement(clause, Limit(Amount(0, ""), denied))
            return judged if judged.verdict.status != "unverifiable" else None
        statement = clause.statement
        if isinstance(statement, Total) and len(self.discourse.rows) > 1 and _IN_ALL.fullmatch(statement.rest):
            return self._in_all(clause, statement)
        if isinstance(statement, Total) and not self._is_together(statement):
            statement = None
        if statement is not None:
            return self._statement(clause, statement)
        if self.discourse.pinned:
            text = say(
                self.discourse.language,
                "年报表格和常见说法里没有这样的数，不作判断。",
                "No figure of the reports is said so: not judged.",
            )
            return self._unjudged(clause, text)
        if _CUMULATIVE.search(clause.said):
            return self._unjudged(clause, _not_plain(self.discourse.language))
        return self._figures(clause)

    def _in_all(self, clause: Clause, statement: Total) -> Judged:
        """The sum of the last figures said, where that is what is said."""
        for count in range(2, len(self.discourse.rows) + 1):
            rows = self.discourse.rows[-count:]
            total = tidy(sum(row.value or 0 for row in rows))
            alike = len({row.unit for row in rows}) == 1 and fits(statement.amount, rows[0].unit)
            if alike and holds(scaled(statement.amount, rows[0].unit), total):
                addends = " + ".join(render_number(row.value or 0) for row in rows)
                text = say(
                    self.discourse.language,
                    f"一致：{addends} = {render_number(total)}。",
                    f"Agrees: {addends} = {render_number(total)}.",
                )
                return self._told(clause, "agrees", text, tuple(rows))
        text = say(self.discourse.language, "看不出是哪几项相加。", "It is not clear which figures are added.")
        return self._unjudged(clause, text)

    def _part_of_whole(self, clause: Clause, statement: Statement) -> Judged | None:
        """其中泰顺县17件，占1.4%: of the figure of the place around it, said right before."""
        pair = two_of_a_kind(self.discourse.rows)
        if not isinstance(statement, Share) or statement.rest not in ("占", "占比") or pair is None:
            return None
        whole, part = pair
        outer, inner = (self.discourse.place(row.organization) for row in pair)
        if outer is None or inner is None or outer == inner or not places.is_within(inner, outer.code):
            return None
        if not whole.value or part.value is None:
            return None
        agrees = holds(statement.amount, 100 * part.value / whole.value)
        share = render_number(percent(part.value, whole.value))
        one, all_ = render_number(part.value), f"{render_number(whole.value)} "
        said = say(
            self.discourse.language,
            f"{part.organization}{one} ÷ {whole.organization}{all_}= {share}%。",
            f"{part.organization} {one} / {whole.organization} {all_}= {share}%.",
        )
        word = say(self.discourse.language, "一致：" if agrees else "不一致：", "Agrees: " if agrees else "Differs: ")
        return self._told(clause, "agrees" if agrees else "differs", f"{word}{said}", (whole, part))

    def _told(self, clause: Clause, status: VerdictStatus, text: str, rows: tuple[Row, ...]) -> Judged:
        """A verdict worked out of figures told before."""
        answer = Answer(
            clause.words,
            "answered",
            (AnswerLine(text),),
            rows=rows,
            language=self.discourse.language,
            context=self.discourse.context,
        )
        return Judged(Verdict(clause.words, clause.start, clause.end, status, text, rows), answer, text)

    def _is_together(self, statement: Total) -> bool:
        said = self.discourse.understood("，".join((*self.discourse.lead, statement.rest)), self.discourse.context).said
        subject = said.subject
        years = {year for time in subject.times for year in time.years}
        times = len(years) > 1 or any(time.kind in ("since", "last") for time in subject.times)
        many = len(subject.targets) > 1 or len(subject.measures) > 1 or times
        return many or (said.range is not None and said.range.parent is not None)

    def _figures(self, clause: Clause) -> Judged:
        """A plain statement of one or more figures."""
        said = plain(_COMPARED_WITH.sub("", clause.said))
        if self.discourse.rows and self.discourse.rows[-1].indicator.startswith("requests."):
            said = _GRANTED.sub(r"予以\g<0>", said)
        outcome, asked = Outcome("not_understood", ""), None
        for words in self.discourse.wordings(said, listed=clause.listed):
            asked = self.discourse.question(self.discourse.understood(_asked(words), self.discourse.context))
            if not isinstance(asked.request, Stated):
                continue
            finding = self._found(asked, partial(figures.stated_of_each, request=asked.request))
            outcome = finding.outcome
            if outcome.status != "not_understood":
                judged = self._concluded(clause, asked, finding)
                new = asked.understood.said.inherited.isdisjoint(("organizations", "years"))
                if judged.verdict.status == "differs" and not new and self.agreed.issuperset(judged.verdict.rows):
                    # 公开信息共96条:政务信息40条、公示9条: parts, and not that figure again.
                    return self._unjudged(clause, _said_before(self.discourse.language))
                if judged.verdict.status == "agrees":
                    self.agreed.update(judged.verdict.rows)
                self.discourse.remember(judged.answer)
                return self._moved(clause, judged)
        text = outcome.text if asked and not asked.understood.said.unknown else ""
        unclear = text or _unknown(asked, self.discourse.language) or _not_known(self.discourse.language)
        return self._unjudged(clause, unclear)

    def _moved(self, clause: Clause, judged: Judged) -> Judged:
        """增至17件: where the figure agrees but did not go that way since the year before, that is left open."""
        direction = direction_of_level(clause.said)
        if not direction or judged.verdict.status != "agrees":
            return judged
        moved = self._in_context(clause, Change(direction, None, YEAR_BEFORE, ""), judged.answer.context)
        if moved.verdict.status != "differs":
            return judged
        why = say(self.discourse.language, "数是对的，方向看不准：", "The figure agrees, the direction may not: ")
        return self._unjudged(clause, why + moved.said)

    def _statement(self, clause: Clause, statement: Statement) -> Judged:
        """A change, a share, a rank ... of the figure the clause names, else of the one spoken of before."""
        part = self._part_of_whole(clause, statement)
        if part is not None:
            return part
        statement, own = self.discourse.completed(statement)
        if self.discourse.lost and own is None and judging.names_nothing(statement):
            return self._unjudged(clause, _not_known(self.discourse.language))
        contexts = [own or self.discourse.context, *(() if own else reversed(self.discourse.subjects))]
        found = [self._in_context(clause, statement, context) for context in contexts]
        chosen = found[0]
        if chosen.verdict.status != "agrees":
            other = next((one for one in found if one.verdict.status == "agrees"), None)
            if other is not None and chosen.verdict.status == "differs":
                # 收到17件，网络申请9件，同比增长41.7%: so of the first, and not of the last.
                return self._unjudged(clause, _of_which(self.discourse.language, other.said))
            chosen = other or chosen
        self.discourse.remember(chosen.answer)
        return chosen

    def _in_context(self, clause: Clause, statement: Statement, context: Context) -> Judged:
        rest = judging.question_of(statement)
        cues = ("",) if isinstance(statement, Standing) else ("", self.discourse.cue)
        for words in (f"{words}{cue}" for words in self.discourse.wordings(rest, listed=clause.listed) for cue in cues):
            u = without_numbers(self.discourse.understood(words, context), partial(judging.request_for, statement))
            asked = self.discourse.question(u)
            finding = self._found(asked, partial(judging.judge, statement=statement))
            if finding.outcome.status != "not_understood":
                return self._concluded(clause, asked, finding)
        text = _unknown(asked, self.discourse.language) or finding.outcome.text or _not_plain(self.discourse.language)
        return self._unjudged(clause, text)

    def _found(self, asked: Question, run: Callable[[Question], Finding]) -> Finding:
        targets, said = asked.subject.targets, asked.understood.said
        inherited = "organizations" in said.inherited
        if self.discourse.pinned and targets and not inherited:
            return Finding(None, Outcome("not_understood", _of_others(self.discourse.language)))
        if self.discourse.doubtful and inherited and not self.discourse.pinned:
            return Finding(None, Outcome("not_understood", _of_others(self.discourse.language)))
        if self.discourse.pinned and not self.discourse.context.organization_ids and self.discourse.missing is None:
            return Finding(None, Outcome("not_understood", _whose(self.discourse.language)))
        if self.discourse.missing is not None and not targets and said.range is None:
            return Finding(None, replace(self.discourse.missing, choices=()))
        try:
            asked.reject_outside()
            found = run(asked)
            if found.outcome.status == "answered" and not (targets or said.range or self._one_body()):
                return Finding(None, Outcome("not_understood", _whose(self.discourse.language)))
            self.discourse.doubtful = self.discourse.doubtful and (not targets or inherited)
            return found
        except (Halt, NotThere) as halt:
            return Finding(None, without_examples(stopped(halt, asked), asked))

    def _one_body(self) -> bool:
        return len(self.discourse.catalog.bodies) == 1

    def _concluded(self, clause: Clause, asked: Question, finding: Finding) -> Judged:
        answer = answer_of(clause.words, asked, finding.outcome, self.discourse.context)
        outcome = finding.outcome
        settled = outcome.status == "answered" and finding.agrees is not None
        status: VerdictStatus = ("agrees" if finding.agrees else "differs") if settled else "unverifiable"
        verdict = Verdict(clause.words, clause.start, clause.end, status, answer.text, answer.rows, answer.choices)
        return Judged(verdict, answer, outcome.text, outcome.notes)

    def _unjudged(self, clause: Clause, text: str) -> Judged:
        verdict = Verdict(clause.words, clause.start, clause.end, "unverifiable", text)
        answer = Answer(
            clause.words,
            "not_understood",
            (AnswerLine(text),),
            language=self.discourse.language,
            context=self.discourse.context,
        )
        return Judged(verdict, answer, text)


def _names_figure(statement: Statement | None) -> bool:
    """Whether what follows in the sentence may be said of the figure of a clause."""
    return statement is None or isinstance(statement, Limit | Range | Total | FromTo)


def _not_known(language: Language) -> str:
    return say(language, "看不出这个数是哪一项数据。", "It is not clear which figure this number is.")


def _of_which(language: Language, said: str) -> str:
    return say(
        language,
        f"看不出说的是哪一项；若是前面的一项，{said}",
        f"It is not clear which figure is meant; of an earlier one: {said}",
    )


def _said_before(language: Language) -> str:
    return say(
        language,
        "前面已说过这一项的数，这里说的像是另一项。",
        "This figure was given before; the number here seems to be of another one.",
    )


def _whose(language: Language) -> str:
    return say(language, "没有说明是哪个机关的。", "It is not said of which body.")


def _negated(language: Language) -> str:
    return say(language, "说的是“不是这个数”，不作判断。", "It says what the figure is not: it is not judged.")


def _not_whole(language: Language) -> str:
    return say(
        language,
        "说的不是全年的这个数（有期间或范围的限定），不作判断。",
        "This is not the figure of the whole year: it is not judged.",
    )


def _too_much(language: Language) -> str:
    return say(
        language,
        "文字里的数太多，从这里往后没有核实；请分段发来。",
        "The text says too much at once: from here on nothing was checked. Please send it in parts.",
    )


def _of_others(language: Language) -> str:
    return say(language, "说的像是别的机关，不作判断。", "This seems to be said of another body: not judged.")


def _figure_of(fact: Fact) -> tuple[str, str | None]:
    return fact.indicator, fact.applicant


def _overlap(fact: Fact, clause: Clause) -> bool:
    return fact.start < clause.end and clause.start < fact.end


def _asked(statement: str) -> str:
    return f"{statement}, is that right?" if statement.isascii() else f"{statement}，对吗？"


def _unknown(asked: Question | None, language: Language) -> str:
    if asked is None or not asked.understood.said.unknown:
        return ""
    words = "、".join(f"“{word}”" for word in asked.understood.said.unknown)
    return say(language, f"没看懂{words}，不作判断。", f"I don't understand {words}: not judged.")


def _not_plain(language: Language) -> str:
    return say(
        language,
        "这不是某一年的一个确切的数，不作判断。",
        "This is not one exact figure of one year: it is not judged.",
    )

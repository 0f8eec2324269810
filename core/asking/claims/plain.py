"""Plain numbers of a text judged in turn: in the conversation, with what led on to them, and against those before."""

from __future__ import annotations

import re

from core.asking.claims import Judged
from core.asking.claims.clauses import Clause
from core.asking.claims.judging import Judged as Ruled
from core.asking.claims.judging import figure, judge
from core.asking.claims.question import Question
from core.asking.claims.spoken import Discourse
from core.asking.claims.statements import direction_of_level, plain
from core.asking.claims.statements.values import YEAR_BEFORE, Change
from core.asking.claims.statements.zh import carried
from core.asking.claims.told import Finding, of_earlier, with_remark
from core.asking.claims.verdicts import concluded, told, unjudged
from core.types import Context, Row

# Said of more or other than one report's year.
_CUMULATIVE = re.compile(r"累计|历年|以来|\bsince\b")
_COMPARED_WITH = re.compile(r"^(?:(?:比|较|与|从|由)(?=[^，。]*年)|compared (?:with|to) (?=\d))")
# 收到申请17件，公开8件: of requests it is the outcome.
_GRANTED = re.compile(r"(?<![予分意开动不以])公开了?(?=[\d一二三四五六七八九十百]+件)")


class Numbers:
    """The plain numbers of a text, with those that were found right."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.agreed: set[Row] = set()

    def verdict(self, clause: Clause) -> Judged:
        """The verdict on a clause that states one or more figures."""
        said = self._as_figure(clause.said)
        if said is None:
            return unjudged(self.discourse, clause, "not_one_figure")
        found = self._figure(clause, said, self.discourse.context)
        if found is None:
            return unjudged(self.discourse, clause, "which_figure")
        if not found[1].understood:
            return concluded(self.discourse, clause, *found)
        return self._of_earlier(clause, said, *found) or self._accepted(clause, *found)

    def _as_figure(self, said: str) -> str | None:
        """The words of a plain figure as the form has it; None where it is not one of one year."""
        query = self.discourse.context.query
        said, elsewhere = carried(said, query.years[0] if query and len(query.years) == 1 else None)
        if elsewhere or _CUMULATIVE.search(said):
            return None
        said = plain(_COMPARED_WITH.sub("", said))
        of_requests = self.discourse.rows and self.discourse.rows[-1].indicator.startswith("requests.")
        return _GRANTED.sub(r"予以\g<0>", said) if of_requests else said

    def _figure(self, clause: Clause, said: str, context: Context) -> Ruled | None:
        """What becomes of the number in a conversation; None where the words state none."""
        found = None
        for words in self.discourse.wordings(said, listed=clause.listed):
            found = figure(self.discourse, words, context) or found
            if found is not None and found[1].understood:
                break
        return found

    def _of_earlier(self, clause: Clause, said: str, question: Question, finding: Finding) -> Judged | None:
        """Where the figure is left out and the last does not fit: an earlier one of the sentence, if one does."""
        if "measures" not in question.understood.said.inherited or finding.agrees is True:
            return None
        contexts = reversed(self.discourse.subjects[:-1])
        others = (self._figure(clause, said, context) for context in contexts)
        other = next((one for one in others if one is not None and one[1].agrees is not None), None)
        if other and finding.outcome.status == "not_reported":
            # 没有行政诉讼，其中企业申请3件: only of requests it is told who they are from.
            return self._accepted(clause, *other)
        if other and other[1].agrees:
            return told(self.discourse, clause, of_earlier(other[1].outcome.text, self.discourse.language))
        return None

    def _accepted(self, clause: Clause, question: Question, finding: Finding) -> Judged:
        judged = concluded(self.discourse, clause, question, finding)
        inherited = question.understood.said.inherited
        if clause.runs_on and "measures" in inherited:
            # 其中3件均不予公开: the number is of what follows.
            return unjudged(self.discourse, clause, "which_figure")
        new = inherited.isdisjoint(("organizations", "years"))
        if judged.verdict.status == "differs" and not new and self.agreed.issuperset(judged.verdict.rows):
            # 公开信息共96条:政务信息40条、公示9条: parts, and not that figure again.
            return unjudged(self.discourse, clause, "said_before")
        self.remember(judged)
        return self._moved(clause, judged)

    def remember(self, judged: Judged) -> None:
        """What was said goes on, and what was right can't be meant by another number."""
        if judged.verdict.status == "agrees":
            self.agreed.update(judged.verdict.rows)
        self.discourse.remember(judged.answer)

    def _moved(self, clause: Clause, judged: Judged) -> Judged:
        """增至17件: where the figure agrees but did not go that way since the year before, that is left open."""
        direction = direction_of_level(clause.said)
        if not direction or judged.verdict.status != "agrees":
            return judged
        question, moved = judge(self.discourse, Change(direction, None, YEAR_BEFORE, ""), "", judged.answer.context)
        if moved.agrees is not False:
            return judged
        return concluded(self.discourse, clause, question, with_remark("direction_of_level", moved, question))

"""What becomes of statements in words: a ruling, a figure that is not there, a statement that is not judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.asking.claims import ruling as ruled
from core.asking.claims.question import Question, Unjudged
from core.asking.claims.ruling import Checked, Remark, Ruling
from core.asking.found.missing import Halt, NoReport, NotSaid, WhichBody
from core.asking.found.query import query_of, spoken_of
from core.asking.understood.refusal import NoAdministration, Outside, Refusal, UnknownPlace, UnknownWords, UnusedWords
from core.asking.worded import claims as worded
from core.asking.worded import gaps
from core.asking.worded.outcome import Outcome, missing_told, refused, result_told, with_notes
from core.asking.worded.refusals import reason_said
from core.asking.worded.told import Told
from core.types import Language


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict in words; `agrees` is None where the statement can't be verified."""

    agrees: bool | None
    outcome: Outcome

    @property
    def understood(self) -> bool:
        """Whether it is known what the statement says."""
        return self.outcome.status != "not_understood"


def found(ruling: Ruling, question: Question) -> Finding:
    """A ruling in words, with its sources and notes."""
    outcome = _outcome(ruling, question)
    query = outcome.query and replace(outcome.query, operation="check")
    return Finding(ruling.agrees, replace(outcome, query=query))


def stopped(halt: Halt | Unjudged, question: Question) -> Finding:
    """Why there is no figure, or why the statement is not judged."""
    if isinstance(halt, Unjudged):
        return _unjudged(halt, question)
    if isinstance(halt.missing, NotSaid):
        return _unjudged(Unjudged("whose"), question)
    outcome = missing_told(halt.missing, question)
    if isinstance(halt.missing, WhichBody) and not halt.missing.name:
        said = worded.unjudged("whose", (), question.language)
    elif outcome.status == "not_understood":
        said = worded.unjudged_for(outcome.text, question.language)
    else:
        said = outcome.text if outcome.status == "ambiguous" else worded.verdict(None, outcome.text, question.language)
    return Finding(None, replace(outcome, text=said))


def rejected(refusal: Refusal, question: Question) -> Finding:
    """Why words are not judged, before anything is looked up."""
    match refusal:
        case UnknownWords(words):
            return _unjudged(Unjudged("unknown_words", *words), question)
        case UnusedWords(words):
            return _unjudged(Unjudged("unused_words", *words), question)
        case UnknownPlace() | NoAdministration():
            outcome = refused(refusal, question)
            return Finding(None, replace(outcome, text=worded.verdict(None, outcome.text, question.language)))
        case Outside():
            why = reason_said(refusal, question.language)
            return Finding(None, Outcome("not_understood", worded.unjudged_for(why, question.language)))


def _unjudged(halt: Unjudged, question: Question) -> Finding:
    said = worded.unjudged(halt.reason, halt.words, question.language)
    known = bool(halt.about.groups)
    query = query_of(question.request, halt.about) if known else None
    return Finding(None, Outcome("not_understood", said, query, organization_ids=spoken_of(halt.about)))


# --- rulings -----------------------------------------------------------------------------------------


def _outcome(ruling: Ruling, question: Question) -> Outcome:
    language = question.language
    if isinstance(ruling, ruled.Stated):
        lines = (_checked(one, language) for one in ruling.checked)
        return with_notes(ruling, question, Told("\n".join(lines)))
    if isinstance(ruling, ruled.Answered):
        outcome = result_told(ruling.result, question.of(ruling.request))
        said = worded.verdict(ruling.agrees, _why(ruling, language) + outcome.text, language)
        return replace(outcome, text=said, organization_ids=spoken_of(ruling.about))
    said = _SAID[type(ruling)](ruling, language)
    return with_notes(ruling, question, Told(worded.verdict(ruling.agrees, said, language)))


def _why(ruling: Ruling, language: Language) -> str:
    return "".join(_remark(one, language) for one in ruling.why)


def _remark(one: Remark, language: Language) -> str:
    return worded.remark(one.key, one.parts, language)


def _checked(one: Checked, language: Language) -> str:
    if one.found is not None:
        cause = _remark(one.cause, language) if one.cause else ""
        return worded.verdict(one.agrees, worded.is_so(one.found, cause, language), language)
    if one.gap is None:
        raise ValueError(one)
    gone = gaps.no_report(one.gap, language) if isinstance(one.gap, NoReport) else gaps.not_reported(one.gap, language)
    return worded.verdict(None, gone, language)


def _compared(ruling: ruled.Compared, language: Language) -> str:
    stop = worded.remark("stop", (), language)
    return worded.beside(ruling.now, ruling.before, language) + _why(ruling, language) + stop


def _multiplied(ruling: ruled.Multiplied, language: Language) -> str:
    beside = worded.beside(ruling.now, ruling.before, language)
    times = worded.times_as_many(ruling.times, ruling.in_percent, language)
    return beside + times + _why(ruling, language) + worded.remark("stop", (), language)


def _bounded(ruling: ruled.Bounded, language: Language) -> str:
    return "".join(worded.is_so(value, _why(ruling, language), language) for value in ruling.values)


def _parted(ruling: ruled.PartOfWhole, language: Language) -> str:
    said = worded.part_of_whole(ruling.parts, ruling.whole, language)
    return said + (_why(ruling, language) or worded.remark("stop", (), language))


def _among(ruling: ruled.AmongParts, language: Language) -> str:
    said = worded.among_parts(ruling.mine, ruling.ends, ruling.least, language)
    return said + _why(ruling, language) + worded.remark("stop", (), language)


def _over_years(ruling: ruled.OverYears, language: Language) -> str:
    said = worded.over_years(ruling.values, language)
    return said + _why(ruling, language) + worded.remark("stop", (), language)


_SAID: Mapping[type[Ruling], Callable[[Any, Language], str]] = {
    ruled.Compared: _compared,
    ruled.Multiplied: _multiplied,
    ruled.Bounded: _bounded,
    ruled.Added: lambda ruling, language: worded.added(ruling.values, ruling.total, language),
    ruled.AddedUp: lambda ruling, language: worded.added_up(ruling.addends, ruling.total, language),
    ruled.ToldBefore: lambda ruling, language: worded.told_before(ruling.row, language),
    ruled.Divided: lambda ruling, language: worded.divided(ruling.part, ruling.whole, ruling.percent, language),
    ruled.Unfixed: lambda ruling, language: worded.unfixed(ruling.rate, ruling.values, language),
    ruled.OverYears: _over_years,
    ruled.PartOfWhole: _parted,
    ruled.AmongParts: _among,
}


def with_remark(key: str, finding: Finding, question: Question) -> Finding:
    """A verdict left open for this reason."""
    why = worded.remark(key, (("said", finding.outcome.text),), question.language)
    return Finding(None, replace(finding.outcome, text=worded.verdict(None, why, question.language)))


def of_earlier(said: str, language: Language) -> str:
    """That a statement is so of an earlier figure, and not of the last."""
    return worded.verdict(None, worded.remark("of_earlier", (("said", said),), language), language)

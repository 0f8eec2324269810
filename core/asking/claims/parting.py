"""What is said of all or most of a figure: the words for the part read in the conversation about the whole."""

from __future__ import annotations

from typing import cast

from core.asking.claims.judges import wholes
from core.asking.claims.judges.parts import RECEIVED, Parts
from core.asking.claims.phrases import Spoken
from core.asking.claims.question import Question, Unjudged
from core.asking.claims.reading import reject_left
from core.asking.claims.ruling import Ruling
from core.asking.claims.statements.values import Every, Majority
from core.asking.found.codes import codes_of
from core.asking.found.missing import Key
from core.asking.found.stored import Group
from core.asking.understood.request import Measure
from core.asking.understood.said import Said
from core.types import Applicant, ReportEntry

_CARRIED = frozenset({"requests.carried_in", "requests.carried_out"})


def parted(spoken: Spoken, statement: Every | Majority) -> Ruling:
    """Whether all, or most, of the figure spoken of are the part named: 均予以公开, 主要来自企业."""
    question, discourse = spoken.question, spoken.discourse
    group, year = question.one()
    entry = question.entry_of(group, year)
    whole = question.key(entry, group)
    part = discourse.question(discourse.understood(statement.part, spoken.context(group, year)))
    if whole[0] in _CARRIED and _columns(part.understood.said):
        # 结转1件，全部来自自然人: who asks is said of what came in.
        whole = (RECEIVED, whole[1])
    parts = Parts(question, group, entry, _keys(part, group, entry, whole), whole)
    if isinstance(statement, Majority):
        return wholes.majority(parts, statement)
    return wholes.remaining(parts, discourse.rows) if statement.remaining else wholes.every(parts)


def _keys(part: Question, group: Group, entry: ReportEntry, whole: Key) -> tuple[Key, ...]:
    """The rows or columns that words name; not judged where they say anything else."""
    said = part.understood.said
    if part.understood.refusal or not said.inherited >= {"organizations", "years"}:
        raise Unjudged("which_part", said.sentence.text)
    reject_left(part.understood, None)
    columns = _columns(said)
    if columns:
        if _names_row(said) and said.subject.measures != (Measure((RECEIVED,)),):
            raise Unjudged("which_part", said.sentence.text)
        return tuple((whole[0], column) for column in columns)
    if not _names_row(said):
        raise Unjudged("which_part", said.sentence.text)
    codes = codes_of(part.stored, part.subject, [entry], [group])
    return tuple((code, whole[1]) for code in codes)


def _columns(said: Said) -> tuple[Applicant, ...]:
    found = (value for token in said.sentence.tokens for value in token.values("applicant"))
    return cast(tuple[Applicant, ...], tuple(dict.fromkeys(found)))


def _names_row(said: Said) -> bool:
    return bool(said.subject.measures) and any(token.has("term") for token in said.sentence.tokens)

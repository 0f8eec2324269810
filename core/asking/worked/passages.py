"""Where the reports speak of something: the words of the narrative, quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.asking.found.asked import Outcome
from core.asking.found.question import Question
from core.asking.understood.request import TextSearch
from core.asking.worded.absence import no_report
from core.asking.worded.choices import measure_name
from core.asking.worded.figures import joined, quote
from core.asking.worded.notes import common_notes, inherited
from core.asking.words import lexicon as vocabulary
from core.asking.worked.reports import title_notes
from core.text.clean import simplify
from core.types import Passage, ReportEntry

_MOST_PASSAGES = 3
_PASSAGE_LENGTH = 200
_SHORTEST_PASSAGE = 12
_LEADS_ON = re.compile(r"[:：]$|(?:还|仍)?存在[^,，;；。]{0,6}(?:问题|不足|差距)(?:和(?:问题|不足|差距))?[。;；]?$")
_PROBLEMS = re.compile("问题|改进|不足")
_TELLS_PROBLEM = re.compile("有待|不足|不够|欠缺|薄弱|滞后|差距|不高|不强|不齐全|不规范|偏少|存在[^,，。]{0,6}问题")


def passages(question: Question) -> Outcome:
    """Where the reports speak of something."""
    phrase, topics = _looked_for(question)
    phrases = [phrase] if phrase else []
    for topic in topics:
        phrases += vocabulary.passage_topics()[topic].phrases
    if not phrases:
        phrases = [measure_name(question, m) for m in question.subject.measures]
    if not phrases:
        text = question.say("要找的词请放在引号里。", "Please put the words to look for in quotation marks. ")
        return Outcome("not_understood", text + question.examples())
    groups = question.groups() if question.subject.targets or (topics and not phrase) else ()
    wanted = (
        question.years_of(groups, default_all=True)
        if groups
        else tuple(sorted({year for time in question.subject.times for year in time.select(question.holdings.years())}))
    )
    entries = [entry for group in groups for year in wanted if (entry := group.at(year)) is not None]
    query = question.query((), wanted, groups)
    if groups and not entries:
        return Outcome("no_report", "".join(no_report(question, g, wanted) for g in groups), query)
    found = _first_passages(question, phrases, topics, entries, wanted)
    ids = tuple(i for g in groups for i in g.ids)
    if not found:
        said = joined((f"“{p}”" for p in phrases[:1]), question.language)
        text = question.say(f"报告里没有找到{said}。", f"{said} was not found in the reports.")
        return Outcome("not_reported", text, query, organization_ids=ids)
    lines = [_passage_line(question, passage) for passage in found]
    notes = (*common_notes(question, groups), *title_notes(question, entries))
    return Outcome(
        "answered",
        "\n".join(lines),
        query,
        notes=tuple(notes),
        inherited=inherited(question, groups),
        organization_ids=ids,
    )


def _looked_for(question: Question) -> tuple[str | None, tuple[str, ...]]:
    request = question.request
    return (request.phrase, request.topics) if isinstance(request, TextSearch) else (None, ())


def _first_passages(
    question: Question,
    phrases: Sequence[str],
    topics: tuple[str, ...],
    entries: Sequence[ReportEntry],
    wanted: Sequence[int],
) -> Sequence[Passage]:
    bodies_in = [entry.organization for entry in entries] or None
    within = [entry.year for entry in entries] or list(wanted) or None
    under_it: dict[tuple[int, int], Passage] = {}
    beside: Sequence[Passage] = ()
    for phrase in phrases:
        found = question.holdings.passages(phrase, organizations=bodies_in, years=within, limit=_MOST_PASSAGES)
        told = [p for p in found if not _is_heading(p) and _is_of(topics, p)]
        if not topics:
            return told or found
        under_it |= {(p.report, p.start): p for p in told if _PROBLEMS.search(p.section)}
        beside = beside or told
    kept = list(under_it.values())
    if topics == ("problems",):
        kept = [p for p in kept if _TELLS_PROBLEM.search(simplify(p.text))] or kept
    return _saying_most(kept) or beside


def _is_of(topics: tuple[str, ...], passage: Passage) -> bool:
    """What is to be done is no sentence that tells what is lacking."""
    return topics != ("measures",) or not _TELLS_PROBLEM.search(simplify(passage.text))


def _saying_most(found: list[Passage]) -> list[Passage]:
    """The first few of one report, in order; a sentence that only leads to what follows is left out."""
    telling = [p for p in found if not _LEADS_ON.search(p.text.strip())] or found
    first = telling[0].report if telling else None
    kept = [p for p in telling if p.report == first]
    apart = [p for p in kept if not any(o is not p and o.start <= p.start and p.end <= o.end for o in kept)]
    return sorted(apart, key=lambda p: p.start)[:_MOST_PASSAGES]


def _is_heading(passage: Passage) -> bool:
    """Whether the words are but those of a heading: 六、存在的主要问题及改进情况; (二)改进措施。"""
    text = simplify(passage.text).strip()
    return text == passage.section.strip() or len(text) < _SHORTEST_PASSAGE


def _passage_line(question: Question, passage: Passage) -> str:
    words = quote(passage.text)[:_PASSAGE_LENGTH]
    section = f"“{quote(passage.section)}”" if passage.section else ""
    return question.say(
        f"{passage.organization_name}{passage.year}年（报告{passage.report}）{section}：“{words}”",
        f"{passage.organization_name} {passage.year} (report {passage.report}) {section}: “{words}”",
    )

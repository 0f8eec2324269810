"""Where the reports speak of something: the words of the narrative, quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.asking.found.bodies import groups_of
from core.asking.found.missing import About, Halt, NoReportHere, NotInText, NotSaid
from core.asking.found.stored import Group, Stored
from core.asking.found.table import without_report
from core.asking.found.years import years_named, years_of
from core.asking.understood.request import Mention, Subject, TextSearch
from core.asking.words import lexicon as vocabulary
from core.asking.worked.mentions import saying_most
from core.asking.worked.reports import title_notes
from core.asking.worked.result import Operations, Result, page
from core.forms import catalogue
from core.text.clean import simplify
from core.types import Passage, ReportEntry

_MOST_PASSAGES = 3
_MOST_LOOKED_AT = 500
_MOST_OF_A_TOPIC = 12
_MOST_TOLD_OF_TOPIC = 6
_SHORTEST_PASSAGE = 12
_LEADS_ON = re.compile(r"[:：]$|(?:还|仍)?存在[^,，;；。]{0,6}(?:问题|不足|差距)(?:和(?:问题|不足|差距))?[。;；]?$")
_OF_PAGE = re.compile(r"[>»›]\s*[\u4e00-\u9fff]+\s*[>»›]")
# 本报告包括总体情况、主动公开政府信息情况…; the words of the table of outcomes.
_LISTS_PARTS = re.compile(r"总体情况[、,，].{0,6}主动公开|结转下年度继续办理\s*\d")
_PLANS = re.compile(r"^(?:针对|下一步|今后)|下一步[,，]")
_PROBLEMS = re.compile("问题|改进|不足")
_TELLS_PROBLEM = re.compile(
    "有待|仍需|还需|尚需|亟[需待]|需(?:要)?(?:进一步|持续|不断)|难以|不到位|不及时|缺乏|缺少|有限|单一|跟不上|不足|不够|欠缺|薄弱|滞后|差距|不高|不强|不齐全|不规范|偏少|存在[^,，。]{0,6}问题"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted(Result):
    """Passages of reports; `groups` are the bodies they were looked for by.

    Of words that stand in many reports (`phrase`) the first passages, and the `others` that they stand in.
    """

    passages: tuple[Passage, ...]
    groups: tuple[Group, ...]
    phrase: str = ""
    others: tuple[Passage, ...] = ()
    count: int = 0
    """How many reports hold the phrase; `others` are those found best and not told."""


def search(stored: Stored, request: TextSearch) -> Quoted:
    """Where the reports speak of something; raises Halt where they don't."""
    phrases = _phrases(request)
    if not phrases:
        raise Halt(NotSaid(what="words"))
    subject = request.subject
    by_body = bool(subject.targets or (request.topics and not request.phrase))
    groups = groups_of(stored, subject) if by_body else ()
    wanted = years_of(subject, groups, default_all=True) if groups else tuple(years_named(stored, subject))
    entries = [entry for group in groups for entry in group.entries(wanted)]
    about = About((), wanted, groups)
    if groups and not entries:
        raise Halt(NoReportHere(absent=tuple(without_report(g, wanted) for g in groups), about=about))
    found = _first_passages(stored, request, phrases, entries, wanted)
    if not found:
        raise Halt(NotInText(phrase=phrases[0], about=about))
    size = _MOST_TOLD_OF_TOPIC if request.topics and groups else _MOST_PASSAGES
    shown, rest = page(found, request.begin, size)
    others = found[request.begin + size :]
    told = {passage.report for passage in found[: request.begin + size]}
    counted = len(found) > size or not (groups or request.topics)
    phrase = _found_by(phrases, found[0]) if counted else ""
    if not groups and len({passage.report for passage in found}) == 1:
        about = replace(about, years=(found[0].year,), ids=_body_of(stored, found[0]))
    return Quoted(
        about=about,
        passages=shown,
        groups=groups,
        phrase=phrase,
        others=tuple({p.report: p for p in others if p.report not in told}.values()),
        count=_count(stored, phrase, entries, wanted),
        notes=title_notes(entries),
        **rest,
    )


def _body_of(stored: Stored, passage: Passage) -> tuple[int, ...]:
    """The body of the one report that speaks of it: what is asked next is asked of that."""
    return tuple(entry.organization for entry in stored.holdings.reports(ids=[passage.report]))


def _count(stored: Stored, phrase: str, entries: Sequence[ReportEntry], wanted: Sequence[int]) -> int:
    """How many reports hold the phrase, where there are more than are told."""
    bodies, years = _within(entries, wanted)
    return stored.holdings.mentioning(phrase, organizations=bodies, years=years) if phrase else 0


def _within(entries: Sequence[ReportEntry], wanted: Sequence[int]) -> tuple[list[int] | None, list[int] | None]:
    bodies = [entry.organization for entry in entries] or None
    return bodies, [entry.year for entry in entries] or list(wanted) or None


def _found_by(phrases: Sequence[str], passage: Passage) -> str:
    return next((phrase for phrase in phrases if phrase.lower() in simplify(passage.text).lower()), phrases[0])


def _phrases(request: TextSearch) -> list[str]:
    """The words looked for: those quoted, those of the topics, else the names of the figures."""
    phrases = [request.phrase] if request.phrase else []
    for topic in request.topics:
        phrases += vocabulary.passage_topics()[topic].phrases
    return phrases or [*request.words, *_named(request.subject)]


def _named(subject: Subject) -> list[str]:
    """The names of the figures as the reports have them."""
    return [catalogue.label(measure.codes[0], "zh") for measure in subject.measures if measure.codes != ("?",)]


def _first_passages(
    stored: Stored,
    request: TextSearch,
    phrases: Sequence[str],
    entries: Sequence[ReportEntry],
    wanted: Sequence[int],
) -> Sequence[Passage]:
    bodies_in, within = _within(entries, wanted)
    under_it: dict[tuple[int, int], Passage] = {}
    beside: Sequence[Passage] = ()
    for phrase in phrases:
        most = _MOST_OF_A_TOPIC if request.topics else _MOST_LOOKED_AT
        found = stored.holdings.passages(phrase, organizations=bodies_in, years=within, limit=most)
        told = [p for p in found if not _is_heading(p) and _is_of(request, p)]
        if not request.topics and found:
            return _one_of_each(told or list(found))
        under_it |= {(p.report, p.start): p for p in told if _PROBLEMS.search(p.section)}
        beside = (*beside, *(p for p in told if p not in beside))
    kept = list(under_it.values())
    if request.topics == ("problems",):
        kept = [p for p in kept if _tells_problem(p)] or kept
    return _saying_most(kept) or _near(beside) or beside


def _near(found: Sequence[Passage]) -> list[Passage]:
    """Of a report without headings, the sentences that tell what is lacking."""
    return _saying_most([p for p in found if _tells_problem(p)])


def _tells_problem(passage: Passage) -> bool:
    text = simplify(passage.text).strip()
    return bool(_TELLS_PROBLEM.search(text)) and not _PLANS.search(text)


def _one_of_each(found: Sequence[Passage]) -> list[Passage]:
    """The first passage of every report, then the others."""
    first = {passage.report: passage for passage in reversed(found)}
    leading = [passage for passage in found if first[passage.report] is passage]
    return leading if len(leading) > 1 else list(found)


def _is_of(request: TextSearch, passage: Passage) -> bool:
    """What is to be done is no sentence that tells what is lacking."""
    return request.topics != ("measures",) or not _TELLS_PROBLEM.search(simplify(passage.text))


def _saying_most(found: list[Passage]) -> list[Passage]:
    """The first few of one report, in order; a sentence that only leads to what follows is left out."""
    telling = [p for p in found if not _LEADS_ON.search(p.text.strip())] or found
    first = telling[0].report if telling else None
    kept = [p for p in telling if p.report == first]
    apart = [p for p in kept if not any(o is not p and o.start <= p.start and p.end <= o.end for o in kept)]
    return sorted(apart, key=lambda p: p.start)[:_MOST_TOLD_OF_TOPIC]


def _is_heading(passage: Passage) -> bool:
    """Whether the words are but those of a heading or of the page: 六、存在的主要问题; 首页 > 政务公开 > 年报."""
    text = simplify(passage.text).strip()
    bare = text == passage.section.strip() or len(text) < _SHORTEST_PASSAGE
    return bare or bool(_OF_PAGE.search(text) or _LISTS_PARTS.search(text))


def mention(stored: Stored, request: Mention) -> Quoted:
    """The sentences of a body's reports that say most of some words; raises Halt where none says enough."""
    groups = groups_of(stored, request.subject)
    wanted = years_of(request.subject, groups, default_all=True)
    entries = [entry for group in groups for entry in group.entries(wanted)]
    about = About((), wanted, groups)
    found = saying_most(stored, request, entries)
    if not found:
        raise Halt(NotInText(phrase="、".join(request.pieces), about=about))
    return Quoted(about=about, passages=found, groups=groups, notes=title_notes(entries))


OPERATIONS: Operations = {TextSearch: search, Mention: mention}

"""Passages of reports, in words."""

from __future__ import annotations

from core.asking.worded.area import rest
from core.asking.worded.figures import year_spans
from core.asking.worded.texts import text
from core.asking.worded.told import Told, Wording
from core.asking.worked.passages import Quoted
from core.telling.bodies import body_name
from core.telling.names import quote
from core.types import Language, Passage

_PASSAGE_LENGTH = 200
_MOST_NAMED = 5


def passages_told(result: Quoted, language: Language) -> Told:
    """Each passage with its report and heading; of words in many reports how many these are, and which."""
    lines = [quoted(passage, language) for passage in result.passages]
    if not result.phrase:
        return Told("\n".join(lines))
    head = text(language, "passages.many", phrase=result.phrase, count=result.count)
    if not result.others:
        return Told("\n".join([head, *lines, *rest(result, language)]))
    by_body: dict[str, list[int]] = {}
    for passage in result.others:
        by_body.setdefault(body_name(passage.organization_name, language, passage.division_code), []).append(
            passage.year
        )
    named = [text(language, "passages.also", body=body, years=year_spans(of, language)) for body, of in by_body.items()]
    also = text(language, "marks.apart").join(named[:_MOST_NAMED])
    more = text(language, "passages.rest", count=len(named) - _MOST_NAMED) if len(named) > _MOST_NAMED else ""
    others = text(language, "passages.others", also=also, rest=more)
    return Told("\n".join([head, *lines, others, *rest(result, language)]))


def quoted(passage: Passage, language: Language) -> str:
    """A passage with its report and heading."""
    section = text(language, "marks.quote", words=quote(passage.section)) if passage.section else ""
    return text(
        language,
        "passages.quoted",
        body=body_name(passage.organization_name, language, passage.division_code),
        year=passage.year,
        report=passage.report,
        section=section,
        words=quote(passage.text)[:_PASSAGE_LENGTH],
    )


TOLD: Wording = {Quoted: passages_told}

"""Passages of reports, in words."""

from __future__ import annotations

from core.asking.worded.texts import text
from core.asking.worded.told import Told, Wording
from core.asking.worked.passages import Quoted
from core.telling.names import quote
from core.types import Language, Passage

_PASSAGE_LENGTH = 200


def passages_told(result: Quoted, language: Language) -> Told:
    """Each passage with its report and heading."""
    return Told("\n".join(_quoted(passage, language) for passage in result.passages))


def _quoted(passage: Passage, language: Language) -> str:
    section = text(language, "marks.quote", words=quote(passage.section)) if passage.section else ""
    return text(
        language,
        "passages.quoted",
        body=passage.organization_name,
        year=passage.year,
        report=passage.report,
        section=section,
        words=quote(passage.text)[:_PASSAGE_LENGTH],
    )


TOLD: Wording = {Quoted: passages_told}

"""Where a phrase stands in the stored texts: full-text search over Chinese.

Every character is a word, a phrase is a row of them. FTS5's trigram tokenizer finds nothing under three characters,
and most Chinese words have two; so texts and phrases are indexed as single characters separated by spaces (runs of
Latin letters or digits stay whole), which finds any substring without a dictionary. Punctuation and line breaks do not
part a phrase: flattened tables are searchable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from core.text.clean import simplify
from core.types import Passage
from store.connection import Connection
from store.values import among, storable

_WORD = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SENTENCE_END = "。！？!?;；\n"
_PASSAGE_LIMIT = 160
# Words that stand in nearly every section say the same of each: of so many places the last stored are ranked.
_CANDIDATES = 5000
# `+`: the places of a phrase are gone through once, not looked up section by section.
_WITHIN = """
    AND +section_index.rowid IN (
        SELECT sections.id FROM reports JOIN sections ON sections.report_id = reports.id WHERE TRUE {where}
    )
"""
_SQL = """
    WITH places AS MATERIALIZED (
        SELECT section_index.rowid AS id, bm25(section_index) AS score
        FROM section_index WHERE section_index MATCH ? {within}
        ORDER BY section_index.rowid DESC LIMIT ?
    ), found AS MATERIALIZED (
        SELECT places.id, instr(sections.title, ?) = 0 AS elsewhere, places.score, reports.year, reports.organization_id
        FROM places CROSS JOIN sections USING (id) CROSS JOIN reports
        WHERE reports.id = sections.report_id AND reports.answers = 1
        ORDER BY elsewhere, places.score, reports.year DESC, reports.organization_id, places.id LIMIT ?
    )
    SELECT reports.id, organizations.name, organizations.division_code, reports.year, sections.title,
           sections.starts_at, substr(documents.text, sections.starts_at + 1, sections.ends_at - sections.starts_at)
    FROM found
    JOIN sections USING (id)
    JOIN reports ON reports.id = sections.report_id
    JOIN organizations ON organizations.id = reports.organization_id
    JOIN documents ON documents.id = reports.document_id
    ORDER BY found.elsewhere, found.score, found.year DESC, found.organization_id, found.id
"""
_COUNT = """
    SELECT count(DISTINCT reports.id)
    FROM section_index CROSS JOIN sections ON sections.id = section_index.rowid CROSS JOIN reports
    WHERE section_index MATCH ? AND reports.id = sections.report_id AND reports.answers = 1 {where}
"""


def passages(
    connection: Connection, phrase: str, organizations: Iterable[int] | None, years: Iterable[int] | None, limit: int
) -> tuple[Passage, ...]:
    """One passage a section, sections so headed first, then ranked by BM25; of equals the latest year first."""
    query = _phrase_query(phrase)
    if query is None:
        return ()
    where, values = among({"reports.organization_id": organizations, "reports.year": years})
    within = _WITHIN.format(where=where) if where else ""
    rows = connection.all(_SQL.format(within=within), query, *values, max(_CANDIDATES, limit), storable(phrase), limit)
    return tuple(_passage(*row, phrase=phrase) for row in rows)


def mentioning(
    connection: Connection, phrase: str, organizations: Iterable[int] | None, years: Iterable[int] | None
) -> int:
    """How many answering reports a phrase stands in."""
    query = _phrase_query(phrase)
    where, values = among({"reports.organization_id": organizations, "reports.year": years})
    found = connection.first(_COUNT.format(where=where), query, *values) if query else None
    return found[0] if found else 0


def _passage(
    report: int, name: str, division_code: str | None, year: int, title: str, offset: int, text: str, *, phrase: str
) -> Passage:
    start, end = _around(text, *(_find_phrase(text, phrase) or (0, 0)))
    return Passage(report, name, division_code, year, title, text[start:end], offset + start, offset + end)


class _Word(NamedTuple):
    """One word and where it stands."""

    text: str
    start: int
    end: int


def _words(text: str) -> list[_Word]:
    """The words of a text, half-width, Simplified and in lower case."""
    plain = simplify(text.translate(_NARROW))
    return [_Word(match.group().lower(), *match.span()) for match in _WORD.finditer(plain)]


def indexed(text: str) -> str:
    """The text as the index keeps it."""
    plain = simplify(text.translate(_NARROW))
    return " ".join(_WORD.findall(plain)).lower()


def _phrase_query(phrase: str) -> str | None:
    """The FTS5 query for a phrase, or None where it has no word to look for."""
    words = indexed(phrase)
    return f'"{words}"' if words else None


def _find_phrase(text: str, phrase: str) -> tuple[int, int] | None:
    """The offsets of the phrase's first occurrence, by the same words as the index."""
    wanted = [word.text for word in _words(phrase)]
    found = _words(text)
    for first in range(len(found) - len(wanted) + 1):
        if all(found[first + i].text == word for i, word in enumerate(wanted)):
            return found[first].start, found[first + len(wanted) - 1].end
    return None


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around [start, end), cut to a readable length."""
    first = max((text.rfind(mark, 0, start) for mark in _SENTENCE_END), default=-1) + 1
    ends = [at for mark in _SENTENCE_END if (at := text.find(mark, end)) >= 0]
    last = min(ends) + 1 if ends else len(text)
    first, last = max(first, start - _PASSAGE_LIMIT), min(last, end + _PASSAGE_LIMIT)
    stretch = text[first:last]
    return first + len(stretch) - len(stretch.lstrip()), first + len(stretch.rstrip())

"""Full-text search over Chinese: every character is a word, a phrase is a row of them.

FTS5's trigram tokenizer finds nothing under three characters, and most Chinese words have two; so texts and phrases
are indexed as single characters apart by spaces (runs of Latin letters or digits stay whole), which finds any
substring without a dictionary. Punctuation and line breaks do not part a phrase: flattened tables are searchable.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from core.text.clean import simplify

_TOKEN = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SENTENCE_END = "。！？!?;；\n"
_PASSAGE_LIMIT = 160


class Token(NamedTuple):
    """One word and where it stands."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text, half-width, Simplified and in lower case."""
    plain = simplify(text.translate(_NARROW))
    return [Token(match.group().lower(), *match.span()) for match in _TOKEN.finditer(plain)]


def indexed(text: str) -> str:
    """The text as the index keeps it."""
    plain = simplify(text.translate(_NARROW))
    return " ".join(_TOKEN.findall(plain)).lower()


def phrase_query(phrase: str) -> str | None:
    """The FTS5 query for a phrase, or None where it has no word to look for."""
    words = indexed(phrase)
    return f'"{words}"' if words else None


def find_phrase(text: str, phrase: str) -> tuple[int, int] | None:
    """The offsets of the phrase's first occurrence, by the same words as the index."""
    wanted = [token.word for token in tokens(phrase)]
    found = tokens(text)
    for first in range(len(found) - len(wanted) + 1):
        if all(found[first + i].word == word for i, word in enumerate(wanted)):
            return found[first].start, found[first + len(wanted) - 1].end
    return None


def passage_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around [start, end), cut to a readable length."""
    first = max((text.rfind(mark, 0, start) for mark in _SENTENCE_END), default=-1) + 1
    ends = [at for mark in _SENTENCE_END if (at := text.find(mark, end)) >= 0]
    last = min(ends) + 1 if ends else len(text)
    first, last = max(first, start - _PASSAGE_LIMIT), min(last, end + _PASSAGE_LIMIT)
    stretch = text[first:last]
    return first + len(stretch) - len(stretch.lstrip()), first + len(stretch.rstrip())

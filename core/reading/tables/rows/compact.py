"""A view of the text without white space, bars, quotation marks and 、, in which broken labels are whole again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.text.clean import CleanText

# A page number between the halves of a table ("- 4 -" on a line of its own) is no part of it.
# What is dropped begins with one set of characters, so that a search skips all others at once.
# All white space by its characters: as \s it would be asked for behind them, at every character of a page.
_BLANKS = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SIGNS = rf"{_BLANKS}|、“”\"'‘’「」『』《》"
_DROPPED = re.compile(
    rf"[{_SIGNS}-](?:(?<=\n)[ \t]*[-—–][ \t]*\d{{1,3}}[ \t]*[-—–][ \t]*(?=[\r\n]|$)|(?<!-)[{_SIGNS}]*+|(?<=-)--+)"
)


@dataclass(frozen=True, slots=True)
class Compact:
    """`positions[i]` is the position in the cleaned text of compact character i."""

    text: str
    positions: list[int]


def compact(clean: CleanText) -> Compact:
    """The compact view of a cleaned text."""
    parts: list[str] = []
    positions: list[int] = []
    text, done = clean.text, 0
    for match in _DROPPED.finditer(text):
        start, end = match.span()
        parts.append(text[done:start])
        positions.extend(range(done, start))
        done = end
    parts.append(text[done:])
    positions.extend(range(done, len(text)))
    return Compact("".join(parts), positions)

"""Notations whose marks for tables are those of html in another spelling: of forums, of ConTeXt, of troff."""

from __future__ import annotations

import re

from core.document.blocks import blocks
from core.document.notations.tables import plain, table

_BRACKETED = re.compile(r"\[(/?(?:table|tr|td|th|s|sup|sub))(?:=[^\]\n]{0,300})?\]", re.IGNORECASE)
_OTHER = re.compile(
    r"\[/?(?:b|i|u|size|color|font|center|left|right|url|quote|list|h[1-6])(?:=[^\]\n]{0,300})?\]", re.IGNORECASE
)
_CONTEXT = (
    (re.compile(r"\\startx(?:table)(?:head|body|foot)?(?:\[[^\]]*\])?|\\stopxtable(?:head|body|foot)?"), ""),
    (re.compile(r"\\startxrow(?:\[[^\]]*\])?"), "<tr>"),
    (re.compile(r"\\stopxrow"), "</tr>"),
    (re.compile(r"\\startxcell(?:\[[^\]]*\])?"), "<td>"),
    (re.compile(r"\\stopxcell"), "</td>"),
    (
        re.compile(
            r"\\start(?:placetable|sectionlevel|section)\[(?:(?!title=\{|\\start)[^\]])*+title=\{([^{}]*+)\}"
            r"(?:(?!\\start)[^\]])*+\]"
        ),
        r"\1",
    ),
    (re.compile(r"\\[a-zA-Z]+(?:\[[^\]]*\])?(?:\{[^{}]*\})?"), ""),
)
_TROFF_TABLE, _TROFF_TABLE_ENDS = re.compile(r"^\.TS[^\n]*\n", re.MULTILINE), re.compile(r"^\.TE", re.MULTILINE)
_TROFF_CELL = re.compile(r"T\{\n?((?:(?!T\{).)*?)\n?T\}", re.DOTALL)
_TROFF_HEADING = re.compile(r"^\.(?:SH|SS|TH|TL)[ ]*\"?", re.MULTILINE)
_TROFF_QUOTE = re.compile(r"\\[(\[](lq|rq)\]?")
_TROFF_REQUEST = re.compile(r"^[.'][^\n]*\n?|\\f[BIRP]|\\&", re.MULTILINE)


def from_brackets(text: str) -> str:
    """A posting of a forum with its tables as html."""
    return _BRACKETED.sub(r"<\1>", _OTHER.sub("", plain(text)))


def from_context(text: str) -> str:
    """A text for ConTeXt with its tables as html."""
    body = plain(text.partition("\\starttext")[2] or text)
    for pattern, html in _CONTEXT:
        body = pattern.sub(html, body)
    return body


def from_troff(text: str) -> str:
    """A text for troff (man, ms) with its tables as html."""
    text = _TROFF_QUOTE.sub(lambda quote: "“" if quote[1] == "lq" else "”", text)
    done = 0
    parts: list[str] = []
    for block in blocks(text, _TROFF_TABLE, _TROFF_TABLE_ENDS):
        rows = re.split(r"(?<=T\})\n(?=T\{)", block.body)
        parts += (
            _troff_words(text[done : block.start]),
            table([_troff_words(cell) for cell in _TROFF_CELL.findall(row)] for row in rows),
        )
        done = block.end
    return "".join((*parts, _troff_words(text[done:])))


def _troff_words(text: str) -> str:
    return plain(_TROFF_REQUEST.sub("", _TROFF_HEADING.sub("", text)))

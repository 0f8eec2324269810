"""The wiki of Wikipedia: {| a table, |- a row, | a cell, || another on the same line; what stands between two bars
says how a cell looks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.document.blocks import blocks
from core.document.notations.tables import table

_BEGINS, _ENDS = (re.compile(mark, re.MULTILINE) for mark in (r"^[: \t]*\{\|[^\n]*\n", r"^[ \t]*\|\}"))
_HEADING = re.compile(r"^(={1,6})(?!=)(.+?)\1[ \t]*$", re.MULTILINE)
_LOOK = re.compile(r"^[^|\[\]{}=]*+=[^|\[\]{}]*+\|(?!\|)")
_LINK = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")


def from_mediawiki(text: str) -> str:
    """The text with its tables as html."""
    done = 0
    parts: list[str] = []
    for block in blocks(text, _BEGINS, _ENDS):
        parts += (text[done : block.start], table(_rows(block.body)))
        done = block.end
    return _words("".join((*parts, text[done:])))


def _words(text: str) -> str:
    return _LINK.sub(r"\1", _HEADING.sub(lambda heading: heading[2].strip(), text)).replace("'''", "").replace("''", "")


def _rows(body: str) -> Iterator[list[str]]:
    row: list[str] = []
    for line in body.splitlines():
        written = line.strip()
        if written.startswith("|-"):
            if row:
                yield row
            row = []
        elif written.startswith("|+"):
            continue
        elif written.startswith(("|", "!")):
            for cell in re.split(r"\|\||!!", written[1:]):
                row.append(_LOOK.sub("", cell).strip())
        elif row and written:
            row[-1] = f"{row[-1]}<br>{written}"
    if row:
        yield row

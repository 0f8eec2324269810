"""Typst and Texinfo: cells in brackets one after the other, as many a row as the table has columns; or cells behind
@tab, rows behind @item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.document.blocks import blocks
from core.document.notations.asciidoc import rows_of_width
from core.document.notations.tables import plain, table

_TABLE = re.compile(r"#?\btable\(")
_COLUMNS = re.compile(r"columns:\s*+(?:(\d{1,3})|\(([^()]*)\))")
_CELL = re.compile(r"(?:table\.cell\(([^()]*)\)\s*+)?\[")
_SPAN = re.compile(r"(colspan|rowspan):\s*+(\d{1,3})")
_HEADING = re.compile(r"^=+ (?=\S)", re.MULTILINE)
_TITLE = re.compile(r"\btitle:\s*+\[([^\[\]]*)\]")
_STRUCK, _RAISED = re.compile(r"#strike\[([^\[\]]*)\]"), re.compile(r"#su(?:per|b)\[([^\[\]]*)\]")
_MARKS = re.compile(r"#[a-z]+(?:\([^()]*\))?\[([^\[\]]*)\]|\\(?=[\\#*_$\[\]])|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_SHOW = re.compile(r"^#(?:let|set|show|import)\b", re.MULTILINE)
_MULTITABLE, _TABLE_ENDS = (
    re.compile(r"^@multitable\b[^\n]*\n", re.MULTILINE),
    re.compile(r"^@end multitable", re.MULTILINE),
)
_ROW = re.compile(r"^@(?:headitem|item)\b", re.MULTILINE)
_COMMAND = re.compile(
    r"@(?:node|menu|end|settitle|top|chapter|section|subsection|anchor|c|documentencoding|bye|ifnottex)\b[ ]?"
)


def from_typst(text: str) -> str:
    """The text with its tables as html, without the settings before it."""
    title = next((found[1] for found in _TITLE.finditer(text)), "")
    settings = [*_SHOW.finditer(text)]
    body = _behind(text, settings[-1].end()) if settings else text
    done, parts = 0, [f"{_words(title)}\n" if title else ""]
    for start in _TABLE.finditer(body):
        if start.start() < done:
            continue
        end = _closed(body, start.end(), "()")
        inner = body[start.end() : end]
        parts += (_words(body[done : start.start()]), table(rows_of_width(_cells(inner), _width(inner))))
        done = end + 1
    return "".join((*parts, _words(body[done:])))


def _behind(text: str, at: int) -> str:
    """What follows the paragraph in which the last setting stands."""
    bracket = text.find("(", at, at + 200)
    end = _closed(text, bracket + 1, "()") if bracket >= 0 else at
    return text[end + 1 :]


def _closed(text: str, at: int, pair: str) -> int:
    """Where the bracket closes that is open here; the end of the text where it does not."""
    depth = 1
    for place in range(at, len(text)):
        depth += {pair[0]: 1, pair[1]: -1}.get(text[place], 0)
        if not depth:
            return place
    return len(text)


def _cells(inner: str) -> Iterator[tuple[str, int, int]]:
    """The words of each cell, and how many columns and rows it spans."""
    at = 0
    while match := _CELL.search(inner, at):
        at = _closed(inner, match.end(), "[]")
        spans = {name: int(count) for name, count in _SPAN.findall(match[1] or "")}
        yield _words(" ".join(inner[match.end() : at].split())), spans.get("colspan", 1), spans.get("rowspan", 1)


def _width(inner: str) -> int:
    match = _COLUMNS.search(inner)
    return 1 if not match else int(match[1]) if match[1] else match[2].rstrip(", ").count(",") + 1


def _words(text: str) -> str:
    text = plain(_HEADING.sub("", text))
    text = _RAISED.sub(r"<sup>\1</sup>", _STRUCK.sub(r"<s>\1</s>", text))
    return _MARKS.sub(lambda mark: mark[1] or "", text)


def from_texinfo(text: str) -> str:
    """The text with its tables as html."""
    done, parts = 0, list[str]()
    for block in blocks(text, _MULTITABLE, _TABLE_ENDS):
        rows = _ROW.split(block.body)[1:]
        cells = ([plain(" ".join(cell.split())) for cell in re.split(r"@tab\b", row)] for row in rows)
        parts += (_info(text[done : block.start]), table(cells))
        done = block.end
    return "".join((*parts, _info(text[done:])))


def _info(text: str) -> str:
    return plain(_COMMAND.sub("", text))

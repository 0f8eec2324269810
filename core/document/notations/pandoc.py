"""Documents as pandoc keeps them itself, printed as values of Haskell (`native`) or as JSON: their words and tables as
html."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from core.document.notations.tables import plain

_TOKEN = re.compile(
    r'(?P<word>Str\s++|(?:Code\s*+\([^()]*+\)|Math\s++\w++)\s*+)?"(?P<text>(?:[^"\\]|\\.)*+)"|(?P<name>[A-Z]\w*+)'
    r"|(?P<opens>[(\[{])|(?P<closes>[)\]}])|(?P<comma>,)"
)
_SPANS = re.compile(r"\(\s*+RowSpan\s++(\d+)\s*+\)\s*+\(\s*+ColSpan\s++(\d+)\s*+\)")
_SPANS_WITHIN = 600
_ESCAPE = re.compile(r"\\(?:(?P<code>\d{1,7})|x(?P<hex>[0-9a-fA-F]{1,6})|(?P<sign>.))", re.DOTALL)
_SIGNS = {"&": "", "n": "\n", "t": "\t"}
_TAGS = {
    **dict.fromkeys(("Para", "Plain", "Header", "CodeBlock"), "p"),
    "Table": "table",
    "Row": "tr",
    "Cell": "td",
    "Strikeout": "del",
    "Superscript": "sup",
    "Subscript": "sub",
}
_BLANKS = {"Space": " ", "SoftBreak": " ", "LineBreak": "<br>"}
_VERSION, _DEEPEST = "pandoc-api-version", 60


def from_native(text: str) -> str:
    """The words and tables of a document printed as pandoc's own values."""
    parts: list[str] = []
    opened: list[tuple[int, str]] = []
    """What is begun and not yet ended, each with how many brackets stand around it."""
    depth = 0
    for token in _TOKEN.finditer(text):
        if token["word"]:
            parts.append(plain(_ESCAPE.sub(_escaped, token["text"])))
        elif name := token["name"]:
            parts.append(_BLANKS.get(name, ""))
            if tag := _TAGS.get(name):
                opened.append((depth, tag))
                parts.append(f"<{tag}{_spans(text, token.end()) if tag == 'td' else ''}>")
        elif token["opens"]:
            depth += 1
        elif token["closes"] or token["comma"]:
            depth -= bool(token["closes"])
            while opened and opened[-1][0] >= depth + bool(token["closes"]):
                parts.append(f"</{opened.pop()[1]}>")
    return "".join((*parts, *(f"</{tag}>" for _, tag in reversed(opened))))


def is_tree(value: object) -> bool:
    """Whether data is a document as pandoc keeps it."""
    return isinstance(value, dict) and _VERSION in value and isinstance(value.get("blocks"), list)


def from_tree(value: dict[str, Any]) -> str:
    """The words and tables of a document kept as data."""
    return "".join(_told(value["blocks"], 0))


def _told(value: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        # A row is its attributes and its cells, a cell its attributes, how it is set, its two spans, and its blocks.
        if _is_cell(value):
            yield f'<td rowspan="{value[2]}" colspan="{value[3]}">'
            yield from _told(value[4], depth + 1)
            yield "</td>"
            return
        is_row = len(value) == 2 and isinstance(value[1], list) and any(_is_cell(part) for part in value[1])
        yield "<tr>" if is_row else ""
        for part in value:
            yield from _told(part, depth + 1)
        yield "</tr>" if is_row else ""
    elif isinstance(value, dict):
        name, content = str(value.get("t")), value.get("c")
        tag = _TAGS.get(name)
        yield f"<{tag}>" if tag else _BLANKS.get(name, "")
        if name == "Str" and isinstance(content, str):
            yield plain(content)
        elif name in ("Code", "Math", "CodeBlock") and isinstance(content, list):
            yield plain(str(content[-1]))
        else:
            yield from _told(content, depth + 1)
        yield f"</{tag}>" if tag else ""


def _is_cell(value: object) -> bool:
    return isinstance(value, list) and len(value) == 5 and isinstance(value[2], int) and isinstance(value[3], int)


def _spans(text: str, at: int) -> str:
    match = _SPANS.search(text, at, at + _SPANS_WITHIN)
    return f' rowspan="{match[1]}" colspan="{match[2]}"' if match else ""


def _escaped(match: re.Match[str]) -> str:
    if match["sign"]:
        return _SIGNS.get(match["sign"], match["sign"])
    code = int(match["code"]) if match["code"] else int(match["hex"], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"

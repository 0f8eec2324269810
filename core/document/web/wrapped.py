"""Pages within something else: escaped twice, kept in a script, or in the answer of a site's interface (JSON)."""

from __future__ import annotations

import html
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from quopri import decodestring
from typing import Any
from urllib.parse import unquote

from core.document.blocks import blocks
from core.document.notations.pandoc import from_tree, is_tree

_ESCAPED_TAG = re.compile(r"&(?:amp;)?lt;/?(?:p|td|tr|table|div|span|br|h[1-6])\b", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|td|tr|table|div|span|br|h[1-6])\b", re.IGNORECASE)
_FRAMED = re.compile(r"<iframe\b[^<>]*\bsrcdoc=", re.IGNORECASE)
"""A page within a page is escaped as it must be."""
_ESCAPED_CHARACTER = re.compile(r"&amp;(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|nbsp|lt|gt|quot);")
_SCRIPT, _SCRIPT_ENDS = re.compile(r"<script\b[^<>]*>", re.IGNORECASE), re.compile("</script>", re.IGNORECASE)
_STRING = re.compile(r"\"((?:[^\"\\]|\\.){40,})\"|'((?:[^'\\]|\\.){40,})'|`((?:[^`\\]|\\.){40,})`", re.DOTALL)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_PIECED = re.compile(r"[\"']\s*+\+\s*+[\"']")
_WRITTEN = re.compile(r"document\.write(?:ln)?\(\s*+(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')\s*+\)")
_BYTE = re.compile(r"(?<!\\)\\x([0-9a-fA-F]{2})")
_PERCENT, _WIDE = re.compile("%(?:u[0-9a-fA-F]{4}|[0-9a-fA-F]{2})"), re.compile("%u([0-9a-fA-F]{4})")
_CODED, _QUOTED = re.compile(r"\\u([0-9a-fA-F]{4})"), re.compile("=[E-F][0-9A-F]=[89AB][0-9A-F]=[89AB][0-9A-F]")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{40,}={0,2}")
_SCRIPT_FILE = re.compile(r"\s*+(?:/\*\*/)?\s*+(?:(?:var|let|const)\s++)?[A-Za-z_$][\w.$]{0,80}\s*+(?:\(|=(?!=))")
_FIELD = re.compile(r"<textarea\b[^<>]*>([^<]*+)</textarea>|<input\b[^<>]*\bvalue=\"([^\"]{400,})\"", re.IGNORECASE)
_SHOWN_LATER = tuple(
    (re.compile(f"<{tag}\\b[^<>]*>", re.IGNORECASE), re.compile(f"</{tag}>", re.IGNORECASE))
    for tag in ("template", "noscript", "textarea", "foreignObject")
)
_BLOCKS = ("html", "text", "content", "rows", "table", "data")
_ABOUT_BLOCKS = frozenset(
    (*_BLOCKS, "type", "tag", "id", "level", "style", "align", "bold", "heading", "page", "index")
)
_FEW = 3
_TITLES = ("title", "articletitle", "name", "subject", "headline", "infotitle", "doctitle")
_DATES = ("pubdate", "publishdate", "publishtime", "releasetime", "date", "createtime", "writedate")
_FEWEST_ESCAPED, _FEWEST_CHINESE = 8, 200
_MOST_ROUNDS, _DEEPEST = 3, 30


def unescaped(page: str) -> str:
    """The source of a page that was escaped once too often, as it was meant."""
    if _FRAMED.search(page):
        return page
    for _ in range(_MOST_ROUNDS):
        tags = len(_ESCAPED_TAG.findall(page))
        if len(_ESCAPED_CHARACTER.findall(page)) < _FEWEST_ESCAPED and (
            tags < _FEWEST_ESCAPED or tags < len(_TAG.findall(page))
        ):
            return page
        page = html.unescape(page)
    return page


def page_out_of_sight(page: str) -> str | None:
    """The article of a page that shows none: held by its scripts, by a field or a part that scripts show."""
    held = [html.unescape(match[1] or match[2] or "") for match in _FIELD.finditer(page)]
    held += [block.body for begins, ends in _SHOWN_LATER for block in blocks(page, begins, ends)]
    found = [text for text in map(unescaped, held) if _is_article(text)]
    return max((*found, page_in_scripts(page) or ""), key=_chinese_in) or None


def page_in_script(text: str) -> str | None:
    """The article in a file that is a script: a call around JSON, or a variable; None where it holds none."""
    return page_in_scripts(f"<script>{text}</script>") if _SCRIPT_FILE.match(text) else None


def page_in_scripts(page: str) -> str | None:
    """The article that scripts of a page hold, as html; None where they hold none."""
    found = [text for script in blocks(page, _SCRIPT, _SCRIPT_ENDS) for text in _strings_in(script.body)]
    return max(found, key=_chinese_in, default=None)


def _strings_in(script: str) -> Iterator[str]:
    """The long strings of a script that are text of a page."""
    if (value := _loaded(script.strip().rstrip(";"))) is not None:
        yield from _articles(value, 0)
        return
    for match in _STRING.finditer(_PIECED.sub("", script)):
        literal = next(group for group in match.groups() if group is not None)
        yield from _articles(_unquoted(literal), 0)
    # Written line by line, each by a call of its own.
    if len(written := _WRITTEN.findall(script)) > 1:
        yield from _articles("\n".join(_unquoted(double or single) for double, single in written), 0)


def out_of_code(text: str) -> str | None:
    """A text whose characters are written as codes for an address, a program or a mail, as it was; else None."""
    if not text.isascii() or _SCRIPT.search(text):
        return None
    plain = _decoded(text)
    if plain is text and len(_CODED.findall(text)) > _FEWEST_CHINESE:
        plain = (
            _CODED.sub(lambda code: chr(int(code[1], 16)), text)
            .replace("\\r", "")
            .replace("\\n", "\n")
            .replace("\\t", "\t")
        )
    if plain is text and len(_QUOTED.findall(text)) > _FEWEST_CHINESE:
        plain = decodestring(text.encode("ascii")).decode("utf-8", "replace")
    return plain if plain is not text and _is_article(plain) else None


def _decoded(text: str) -> str:
    """A text as it was before it was encoded for an address, or as base64."""
    if _PERCENT.search(text) and len(_PERCENT.findall(text)) > _FEWEST_CHINESE:
        return unquote(_WIDE.sub(lambda match: chr(int(match[1], 16)), text))
    if len(text) > 2 * _FEWEST_CHINESE and _BASE64.fullmatch(text):
        try:
            return b64decode(text, validate=False).decode("utf-8")
        except ValueError:
            return text
    return text


def _unquoted(literal: str) -> str:
    """What a string literal of a script stands for."""
    literal = _BYTE.sub(r"\\u00\1", literal)
    try:
        return str(
            json.loads(
                '"' + literal.replace('\\"', '"').replace('"', '\\"').replace("\\'", "'").replace("\n", "\\n") + '"'
            )
        )
    except ValueError:
        return literal


def page_in_json(text: str) -> str | None:
    """The article that JSON holds, as html with its title; None where it holds data only."""
    value = _loaded(text)
    if value is None:
        return None
    if is_tree(value):
        return from_tree(value)
    found = [*_articles(value, 0)]
    if not found:
        return None
    article = max(found, key=_chinese_in)
    head = [f"<p>{html.escape(words)}</p>" for words in (_first(value, _TITLES), _first(value, _DATES)) if words]
    body = article if _TAG.search(article) else "".join(f"<p>{html.escape(line)}</p>" for line in article.splitlines())
    return f"<html><body>{''.join(head)}{unescaped(body)}</body></html>"


def is_json(text: str) -> bool:
    """Whether a text is JSON, as one value or one a line."""
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return False
    return _loaded(text) is not None


def _loaded(text: str) -> Any:
    """The value of JSON: of one value, or of one a line as a list."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
            return None
        try:
            return [json.loads(line) for line in lines]
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict | list) else None


def _articles(value: Any, depth: int) -> Iterator[str]:
    """The strings in a value that are text of a page; a list of strings is one text (the lines of a notebook)."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        text = _decoded(value)
        inner = _loaded(text) if text[:1] in ("{", "[") else None
        if inner is not None:
            yield from _articles(inner, depth + 1)
        elif _is_article(text):
            yield text
    elif isinstance(value, list):
        if len(value) > 1 and all(isinstance(part, str) for part in value):
            yield from _articles("\n".join(part.rstrip("\n") for part in value), depth + 1)
        elif (whole := _of_blocks(value)) and _is_article(whole):
            yield whole
        else:
            for part in value:
                yield from _articles(part, depth + 1)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _articles(part, depth + 1)


def _of_blocks(parts: list[Any]) -> str:
    """A page told as a list of its paragraphs and tables; nothing where the list is another."""
    written = [_block(part) for part in parts]
    paragraphs = sum(isinstance(part, str) or (isinstance(part, dict) and "text" in part) for part in parts)
    return "".join(part or "" for part in written) if paragraphs > _FEW and None not in written else ""


def _block(part: Any) -> str | None:
    """A paragraph or a table of a page as html; None for something else."""
    if isinstance(part, dict):
        known = [name for name in _BLOCKS if name in part]
        # With a label or a score beside it, a text is quoted.
        return _block(part[known[0]]) if known and _ABOUT_BLOCKS.issuperset(part) else None
    if isinstance(part, str):
        return part if _TAG.search(part) else f"<p>{html.escape(part)}</p>"
    if isinstance(part, list) and part and all(isinstance(row, list) for row in part):
        rows = ("".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) for row in part)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    return None


def _is_article(text: str) -> bool:
    return _chinese_in(text) >= _FEWEST_CHINESE


def _chinese_in(text: str) -> int:
    return len(_CHINESE.findall(html.unescape(text) if "&#" in text else text))


def _first(value: Any, names: tuple[str, ...], depth: int = 0) -> str:
    """The first value under one of these names, whatever their case."""
    if depth > _DEEPEST:
        return ""
    if isinstance(value, dict):
        for name, part in value.items():
            if str(name).lower().replace("_", "") in names and isinstance(part, str) and part.strip():
                return part.strip()
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((found for part in parts if (found := _first(part, names, depth + 1))), "")

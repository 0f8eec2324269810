"""Tags of html before they are parsed: libxml2 takes time like the square of how many attributes a tag has."""

from __future__ import annotations

import re

from core.errors import ReadError

MAX_ATTRIBUTES = 1_000

_ATTRIBUTE = r"(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+))?+)"
_TAG = re.compile(
    r"<!--(?:(?!-->).)*+"
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b(?:(?!</(?P=raw)).)*+"
    rf"|<[a-z][^\s/>]*+(?:(?P<crowd>{_ATTRIBUTE}{{{MAX_ATTRIBUTES + 1}}}+)|{_ATTRIBUTE}*+)",
    re.IGNORECASE | re.DOTALL,
)


_ROWS = re.compile(r"<(/?)(row|cell)(?=[\s/>])")
_USUAL = {"row": "tr", "cell": "td"}


def with_usual_rows(page: str) -> str:
    """A page whose tables have `row` and `cell`, as a tool for articles writes them, with the tags of html instead."""
    return _ROWS.sub(lambda tag: f"<{tag[1]}{_USUAL[tag[2]]}", page) if "<cell" in page else page


def refuse_crowded(page: str) -> None:
    """Raise ReadError where a tag has more attributes than any page gives one."""
    if any(tag["crowd"] for tag in _TAG.finditer(page)):
        raise ReadError("too_large", f"A tag of the web page has more than {MAX_ATTRIBUTES:,} attributes.")

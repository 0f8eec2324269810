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


def refuse_crowded(page: str) -> None:
    """Raise ReadError where a tag has more attributes than any page gives one."""
    if any(tag["crowd"] for tag in _TAG.finditer(page)):
        raise ReadError("too_large", f"A tag of the web page has more than {MAX_ATTRIBUTES:,} attributes.")

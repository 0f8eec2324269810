"""Characters that are set from right to left although they would run the other way: read as a reader sees them."""

from __future__ import annotations

import re

OVERRIDE, POP = "\u202e", "\u202c"
_TURNED = re.compile(r"\u202e((?:(?! \| )[^\u202c\n])*)\u202c?")
_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def as_displayed(text: str) -> str:
    """The text as its marks of direction make it look, without them."""
    if not _MARKS.search(text):
        return text
    return _MARKS.sub("", _TURNED.sub(lambda turned: turned[1][::-1].strip(), text))

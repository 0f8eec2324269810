"""Characters that are set from right to left although they would run the other way: read as a reader sees them."""

from __future__ import annotations

import re

OVERRIDE, POP = "\u202e", "\u202c"
_TURNED = re.compile(r"\u202e((?:(?! \| )[^\u202c\n])*)\u202c?")
_EACH_MARK = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_MARKS = re.compile(f"[{_EACH_MARK}]")


def as_displayed(text: str) -> str:
    """The text as its marks of direction make it look, without them."""
    # One character after the other is found several times faster than any of them.
    if not any(mark in text for mark in _EACH_MARK):
        return text
    return _MARKS.sub("", _TURNED.sub(lambda turned: turned[1][::-1].strip(), text))

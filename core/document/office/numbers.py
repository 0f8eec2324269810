"""Numbers of spreadsheets as a person would type them."""

from __future__ import annotations

import math
import re
from decimal import Decimal

# As programs keep a figure from being taken for a formula, or a formula from being worked out.
_GUARDED = re.compile(r"(?:['’‘`]|=)?\s*+(?:\"\s*+)?([+-]?\d[\d,]*(?:\.\d+)?)\s*+(?:\"\s*+)?")


_OF_COLOUR = re.compile(r"\[[^\[\]]*\]|\s|\"\"")


def shows_nothing(number_format: str) -> bool:
    """Whether a format leaves nothing to be seen of a figure that is more than nought."""
    return bool(number_format) and not _OF_COLOUR.sub("", number_format.partition(";")[0])


def typed_number(value: float) -> str:
    """12 for 12.0, 0.3 for what sums to 0.30000000000000004, never an exponent."""
    if not math.isfinite(value):
        return ""
    if value.is_integer():
        return str(int(value))
    return format(Decimal(format(value, ".15g")), "f")


def unguarded(text: str) -> str:
    """The figure of a cell that says '17 or ="17"; any other cell as it is."""
    if text[:1] not in "'’‘`=\"" or not (match := _GUARDED.fullmatch(text)):
        return text
    return match[1]

"""Numbers of spreadsheets as a person would type them."""

from __future__ import annotations

import math
from decimal import Decimal


def typed_number(value: float) -> str:
    """12 for 12.0, 0.3 for what sums to 0.30000000000000004, never an exponent."""
    if not math.isfinite(value):
        return ""
    if value.is_integer():
        return str(int(value))
    return format(Decimal(format(value, ".15g")), "f")

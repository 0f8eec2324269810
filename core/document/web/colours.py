"""Colours as style sheets write them."""

from __future__ import annotations

import re
from functools import lru_cache

from core.document.unseen import PALE, is_lost_on_white
from core.document.web.sizes import NUMBER

Shades = tuple[int, ...]
"""Red, green and blue."""

_NO_GROUND = frozenset(("none", "transparent", "inherit", "initial", "unset"))
_NAMED = {"white": (255, 255, 255), "snow": (255, 250, 250), "black": (0, 0, 0)}
_CLEAR = re.compile(r"transparent|rgba\([^()]*,\s*+0?(?:\.0+)?\)|/\s*+0(?:\.0+)?%?\s*\)")
_CLEAR_HEX = re.compile(r"#(?:[0-9a-f]{3}0|[0-9a-f]{6}00)")


def is_clear(colour: str) -> bool:
    """Whether a colour lets through all that lies under it."""
    return _CLEAR.search(colour) is not None or _CLEAR_HEX.fullmatch(colour) is not None


def leaves_white(colour: str) -> bool:
    """Whether white paper stays white under a colour."""
    shades = shades_in(colour)
    return is_clear(colour) or (shades is not None and is_lost_on_white(shades))


@lru_cache(maxsize=1000)
def shades_in(text: str) -> Shades | None:
    """The shades of a colour; of one told by another name than white or black, some that no other name has."""
    text = text.strip()
    if text.startswith("#"):
        digits = text[1:]
        whole = "".join(digit * 2 for digit in digits[:3]) if len(digits) in (3, 4) else digits[:6]
        return tuple(bytes.fromhex(whole)) if re.fullmatch(r"[0-9a-f]{6}", whole) else None
    numbers = [float(number) for number in re.findall(NUMBER, text)]
    if text.startswith("rgb") and len(numbers) >= 3:
        return tuple(int(number * 2.55) if "%" in text else int(number) for number in numbers[:3])
    if text.startswith("hsl") and len(numbers) >= 3:
        light = int(numbers[2] * 2.55)
        return (light, light, light) if light in (0, 255) or not numbers[1] else (int(numbers[0]), 0, light)
    if text in _NAMED:
        return _NAMED[text]
    return (ord(text[0]), sum(map(ord, text)) % PALE, len(text)) if text.isalpha() and text not in _NO_GROUND else None

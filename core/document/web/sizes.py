"""How large what a page shows is, by what is written of it: sizes of type, and what is drawn to nothing."""

from __future__ import annotations

import re

NUMBER = r"(?:\d++(?:\.\d*+)?|\.\d++)"
_LEAST = {
    "px": 1.5,
    "pt": 1.2,
    "em": 0.1,
    "rem": 0.1,
    "%": 10.0,
    "": 0.0,
    "mm": 0.4,
    "cm": 0.04,
    "in": 0.016,
    "pc": 0.1,
    "q": 1.6,
    "ex": 0.2,
    "ch": 0.2,
    "vw": 0.12,
    "vh": 0.15,
    "vmin": 0.15,
    "vmax": 0.12,
}
"""By unit: the size of type up to which nothing is to be made out."""
_UNITS = "|".join(sorted((unit for unit in _LEAST if unit), key=len, reverse=True))
_SIZE = re.compile(rf"({NUMBER})(e-\d{{1,3}})?({_UNITS})?(?![\w.%])")
_MEASURED = re.compile(rf"(?<![\d.])({NUMBER})(e-\d{{1,3}})?({_UNITS})(?![\w.%])")
_IN_FONT = re.compile(rf"(?:(?<=\s)|^)(?:{NUMBER}(?:e-\d{{1,3}})?(?:{_UNITS})|0+(?:\.0+)?)(?=[\s/]|$)")
_WORKED_OUT = re.compile(r"(calc|min|max|clamp)\((.*)\)", re.DOTALL)
_SCALED = re.compile(r"(?<![\w-])(scale|scalex|scaley|scale3d|matrix)\(([^()]*)\)")
_ON_EDGE = re.compile(r"rotate[xy]\(\s*+-?(?:90|270)deg")
_SHARE = re.compile(rf"-?({NUMBER})(e-\d{{1,3}})?(%?)")
_LEAST_SCALE = 0.05
_LEAST_ZOOM = 0.1


def is_tiny(size: str) -> bool:
    """Whether a size of type, as a page has it, leaves nothing to be made out."""
    worked_out = _WORKED_OUT.fullmatch(size)
    if worked_out is None:
        match = _SIZE.match(size)
        return match is not None and _is_least(*match.groups())
    tiny = [_is_least(*found) for found in _MEASURED.findall(worked_out[2])]
    if worked_out[1] == "clamp":
        return bool(tiny) and tiny[-1]
    return any(tiny) if worked_out[1] == "min" else bool(tiny) and all(tiny)


def size_in(font: str) -> str:
    """The size of type that a font is given with, its style and weight before it."""
    match = _IN_FONT.search(font)
    return match[0] if match else ""


def is_drawn_to_nothing(transform: str) -> bool:
    """Whether what an element is turned or scaled by leaves nothing of it, in one direction at least."""
    if _ON_EDGE.search(transform):
        return True
    for kind, written in _SCALED.findall(transform):
        shares = [_share(part) for part in written.split(",")]
        if kind == "matrix":
            shares = [max(shares[at : at + 2]) for at in (0, 2)] if len(shares) >= 4 else []
        if any(share <= _LEAST_SCALE for share in shares[:2]):
            return True
    return False


def is_scaled_to_nothing(scale: str) -> bool:
    """Whether the property `scale` leaves nothing of an element."""
    return scale not in ("none", "") and any(_share(part) <= _LEAST_SCALE for part in scale.split()[:2])


def is_zoomed_to_nothing(zoom: str) -> bool:
    """Whether the property `zoom` leaves nothing of an element; nought leaves it as it is."""
    return 0 < _share(zoom) <= _LEAST_ZOOM


def _is_least(number: str, exponent: str | None, unit: str | None) -> bool:
    return float(number + (exponent or "")) <= _LEAST[unit or ""]


def _share(written: str) -> float:
    """A share, written as a number or in percent, its sign aside; one that is no number is a whole."""
    match = _SHARE.fullmatch(written.strip())
    return float(match[1] + (match[2] or "")) / (100 if match[3] else 1) if match else 1.0

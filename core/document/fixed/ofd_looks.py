"""What an OFD holds without showing it as its text: switched off, transparent, white on white, covered, watermarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees

from lxml import etree

from core.document.fixed.matrix import Box, Matrix
from core.document.unseen import Look

_OPAQUE, _FAINT, _INVISIBLE = 255, 0.25, 0.02
"""How far a text stands out from white paper, from 0 to 1, where it is a watermark and where it is not seen."""
_SLANT = 10.0
"""Degrees beside an axis."""
_OFF = "false"
_LAYERS = {"background": 0, "body": 1, "foreground": 2}

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Area:
    """What is filled on a page: where it comes among the objects of the page, its box, how dark it is."""

    order: int
    box: Box
    ink: float


def numbers_in(text: str | None) -> list[float]:
    """The numbers of an attribute, in order."""
    return [float(number) for number in _NUMBER.findall(text or "")]


def is_filled(element: etree._Element) -> bool:
    """Whether a path is filled so that nothing behind it is seen."""
    is_drawn = (element.get("Fill") or _OFF).lower() == "true" and (element.get("Visible") or "").lower() != _OFF
    return is_drawn and _strength(element) == 1.0


def layer_of(element: etree._Element) -> int:
    """How high the layer lies in which an object is drawn."""
    layer = next(element.iterancestors("{*}Layer"), None)
    return _LAYERS.get((layer.get("Type") or "" if layer is not None else "").lower(), 1)


def ink_of(element: etree._Element) -> float:
    """How far what is filled stands out from white, from 0 to 1; what tells no colour is black."""
    # Most texts hold but their characters.
    colour = element.find("{*}FillColor") if len(element) > 1 else None
    if colour is None and "Alpha" not in element.attrib:
        return 1.0
    values = numbers_in(colour.get("Value")) if colour is not None else []
    light = (0.3 * values[0] + 0.59 * values[1] + 0.11 * values[2]) / _OPAQUE if len(values) == 3 else 0.0
    if len(values) == 1:
        light = values[0] / _OPAQUE
    return (1 - light) * _strength(element)


def _strength(element: etree._Element) -> float:
    """How opaque an object is, from 0 to 1."""
    colour = element.find("{*}FillColor")
    alphas = (element.get("Alpha"), colour.get("Alpha") if colour is not None else None)
    own, filled = ((numbers_in(alpha) or [_OPAQUE])[0] / _OPAQUE for alpha in alphas)
    return own * filled


def look_of_text(element: etree._Element, matrix: Matrix, ink: float) -> Look | None:
    """How a text looks by itself; a pale one is seen where it stands on some colour."""
    is_drawn = (element.get("Fill") or "true").lower() != _OFF or (element.get("Stroke") or _OFF).lower() == "true"
    if not is_drawn:
        return "hidden"
    a, b, *_ = matrix
    if a and b:
        turn = degrees(atan2(b, a)) % 90
        if min(turn, 90 - turn) > _SLANT:
            return "watermark"
    return None if ink >= _FAINT else "hidden" if ink < _INVISIBLE else "watermark"


def look_of_character(
    x: float, y: float, order: int, own: Look | None, ink: float, areas: Sequence[Area]
) -> Look | None:
    """How a character looks where it stands: what is filled over it later hides it, a ground shows a pale one."""
    here = [area for area in areas if area.box[0] <= x <= area.box[2] and area.box[1] <= y <= area.box[3]]
    if any(area.order > order for area in here):
        return "hidden"
    ground = here[-1].ink if here else 0.0
    if own is None:
        return "hidden" if ground and abs(ground - ink) < _INVISIBLE else None
    return None if own == "hidden" and ground - ink > _FAINT else own

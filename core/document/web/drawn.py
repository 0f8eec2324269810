"""What the gradients of a page draw through its words, and the masks that leave nothing of them.

A strike can be drawn as a background: a thin band of another colour across the middle of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Literal, NamedTuple

from core.document.web.colours import is_clear, leaves_white
from core.document.web.sizes import NUMBER

Said = Mapping[str, str]
Strike = Literal["level", "slanted"]

GROUNDS, MASKS = ("background-image", "background"), ("mask-image", "mask")
_GRADIENT = re.compile(
    r"(?<![\w-])(?:-webkit-)?linear-gradient\(((?:[^()]|\((?:[^()]|\([^()]{0,80}\)){0,80}\)){0,600})\)"
)
_COMMA = re.compile(r",(?![^()]{0,80}\))")
_TURNED = re.compile(rf"to [a-z ]{{3,20}}|-?{NUMBER}(?:deg|turn|rad|grad)")
_PLACE = re.compile(rf"(?:calc\(\s*({NUMBER})%\s*([+-])\s*)?(?<![\w.#])(-?{NUMBER})(px|pt|em|rem|%)?\s*\)?(?![\w.%(,])")
_OF_COLOUR = re.compile(r"#[0-9a-f]{3,8}|(?:rgb|hsl)a?\([^()]*\)|^[a-z]+")
_OF_LINE = {"%": 1.0, "px": 5.0, "pt": 6.7, "em": 80.0, "rem": 80.0, "": 1.0}
"""Hundredths of the height of a line, by unit."""
_LEVEL = frozenset(("", "to bottom", "to top", "0deg", "180deg", "360deg", "-180deg"))
_UPRIGHT = frozenset(("to right", "to left", "90deg", "270deg", "-90deg"))
_THICK, _LOWEST, _HIGHEST = 35.0, 30.0, 70.0
"""Hundredths: how thick a band that strikes out is at most, and where its middle lies."""
_HARDLY = 10.0
_SIDES = ("left", "right", "center")


class _Gradient(NamedTuple):
    """A gradient: how it is turned, and its colours, each with its place in hundredths."""

    turn: str
    stops: Sequence[tuple[str, float]]


def strike_of(said: Said) -> Strike | None:
    """Whether the ground of an element is a line through the middle of its words."""
    written = next((said[name] for name in GROUNDS if "gradient(" in said.get(name, "")), "")
    for gradient in _gradients(written) if written else ():
        if gradient.turn in _UPRIGHT:
            continue
        if _has_band(gradient.stops):
            return "level" if gradient.turn in _LEVEL else "slanted"
        if _is_one_colour(gradient.stops) and _is_laid_thin(said, _GRADIENT.sub(" ", written)):
            return "level"
    return None


def is_masked(said: Said) -> bool:
    """Whether the mask of an element leaves nothing of it."""
    written = next((said[name] for name in MASKS if said.get(name, "none") != "none"), "")
    gradients = [*_gradients(written)] if "gradient(" in written else []
    if not gradients:
        return False
    if any(size in ("0", "0px", "0%") for size in said.get("mask-size", "").split()):
        return True
    return all(_coloured(gradient.stops) <= _HARDLY for gradient in gradients)


def has_unknown_mask(said: Said) -> bool:
    """Whether an element is masked by a picture that is not at hand."""
    return any("url(" in said.get(name, "") for name in MASKS)


def _gradients(written: str) -> Iterator[_Gradient]:
    for match in _GRADIENT.finditer(written):
        parts = [part.strip() for part in _COMMA.split(match[1])]
        turn = parts.pop(0) if _TURNED.fullmatch(parts[0]) else ""
        stops = [stop for part in parts for stop in _stops(part)]
        if stops:
            yield _Gradient(turn, _placed(stops))


def _stops(written: str) -> Iterator[tuple[str, float | None]]:
    """A colour with its place, or with both where it has two."""
    found = _OF_COLOUR.search(written)
    if found is None:
        return
    rest = written[: found.start()] + " " + written[found.end() :]
    places = [_hundredths(*match) for match in _PLACE.findall(rest)]
    for place in places or (None,):
        yield found[0], place


def _hundredths(base: str, sign: str, number: str, unit: str) -> float:
    far = float(number) * _OF_LINE[unit]
    return float(base) + (far if sign == "+" else -far) if base else far


def _placed(stops: Sequence[tuple[str, float | None]]) -> list[tuple[str, float]]:
    """The colours with their places; those that tell none are spread evenly between those that do."""
    places = [place for _, place in stops]
    known = {at: place for at, place in enumerate(places) if place is not None}
    known = {0: 0.0, len(stops) - 1: 100.0} | known if len(stops) > 1 else {0: 0.0}
    placed: list[tuple[str, float]] = []
    for at, (colour, _) in enumerate(stops):
        before, after = (max(one for one in known if one <= at), min(one for one in known if one >= at))
        start, end = known[before], known[after]
        share = (at - before) / (after - before) if after > before else 0.0
        placed.append((colour, start + share * (end - start)))
    return placed


def _has_band(stops: Sequence[tuple[str, float]]) -> bool:
    """Whether a thin band of a colour of its own crosses the middle, with the same on both sides of it."""
    ground = _shade(stops[0][0])
    if _shade(stops[-1][0]) != ground or len(stops) < 3:
        return False
    at = 0
    for shade, run in groupby(stops, key=lambda stop: _shade(stop[0])):
        places = [place for _, place in run]
        end = at + len(places)
        if shade != ground and shade:
            top = (stops[at - 1][1] + places[0]) / 2
            bottom = (places[-1] + stops[end][1]) / 2
            if bottom - top <= _THICK and _LOWEST <= (top + bottom) / 2 <= _HIGHEST:
                return True
        at = end
    return False


def _shade(colour: str) -> str:
    """A colour; nothing for one that leaves the paper white."""
    return "" if leaves_white(colour) else colour


def _is_one_colour(stops: Sequence[tuple[str, float]]) -> bool:
    shades = {*map(_shade, map(itemgetter(0), stops))}
    return len(shades) == 1 and "" not in shades


def _coloured(stops: Sequence[tuple[str, float]]) -> float:
    """How many hundredths are not transparent."""
    if all(is_clear(colour) for colour, _ in stops):
        return 0.0
    ends = [(stops[0][0], 0.0), *stops, (stops[-1][0], 100.0)]
    pairs = pairwise(ends)
    return sum(
        max(min(end, 100.0) - max(start, 0.0), 0.0)
        for (one, start), (other, end) in pairs
        if not (is_clear(one) and is_clear(other))
    )


def _is_laid_thin(said: Said, shorthand: str) -> bool:
    """Whether a ground is drawn as a thin line at half the height."""
    place, _, size = shorthand.partition("/") if "background-image" not in said else ("", "", "")
    sizes = (said.get("background-size") or size).split()[:2]
    if len(sizes) < 2 or (high := _PLACE.fullmatch(sizes[1])) is None:
        return False
    places = (said.get("background-position") or place).split()
    places = [word for word in places if word in (*_SIDES, "top", "bottom") or _PLACE.fullmatch(word)][:2]
    if not places or not 0 < _hundredths(*high.groups("")) <= _THICK:
        return False
    across = places[-1] if places[0] in _SIDES or _PLACE.fullmatch(places[0]) else places[0]
    if len(places) == 1 and across in _SIDES:
        return True
    if across == "center":
        return True
    down = _PLACE.fullmatch(across)
    return down is not None and (len(places) == 1 or _LOWEST <= _hundredths(*down.groups("")) <= _HIGHEST)

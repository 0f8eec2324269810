"""What is written of an element decides how it looks: hidden, struck out, raised; on lines of its own or within one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from core.document.unseen import Look, is_lost_on_white
from core.document.web.colours import Shades, is_clear, shades_in
from core.document.web.drawn import has_unknown_mask, is_masked, strike_of
from core.document.web.sizes import (
    NUMBER,
    is_drawn_to_nothing,
    is_scaled_to_nothing,
    is_tiny,
    is_zoomed_to_nothing,
    size_in,
)

DECIDING = frozenset(
    (
        *("display", "visibility", "opacity", "color", "font", "font-size", "text-decoration", "text-decoration-line"),
        *("vertical-align", "clip", "clip-path", "mso-hide", "text-indent", "left", "top", "right", "bottom"),
        *("width", "height", "max-width", "max-height", "overflow", "transform", "filter", "content-visibility"),
        *("position", "direction", "unicode-bidi", "margin-left", "font-variant-position", "content"),
        *("background", "background-color", "background-image", "-webkit-text-fill-color", "float", "order"),
        *("scale", "zoom", "background-size", "background-position", "mask", "mask-image", "mask-size"),
    )
)
"""The properties that decide it."""

Said = Mapping[str, str]
"""What is written of an element, by property."""

STRUCK_TAGS = frozenset(("del", "s", "strike"))
RAISED_TAGS = frozenset(("sup", "sub"))
_HIDING_CLASSES = frozenset(
    (
        *("d-none", "sr-only", "visually-hidden", "layui-hide", "invisible", "screen-reader-text"),
        # formulas told again, for readers of screens
        *("katex-mathml", "MJX_Assistive_MathML", "mjx-assistive-mml"),
    )
)
_HIDING_IN_CELLS = frozenset(("hidden", "hide", "none", "dn"))
"""Of an outer block such a class may only say that it opens on a click."""

_COLOUR = re.compile(r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b|(?:rgb|hsl)a?\([^)]*\)|\b[a-z]+\b")
_SIZE = re.compile(rf"({NUMBER})(px|pt|em|rem|%)?")
_ZERO = re.compile(r"0+(?:\.0+)?(?:px|pt|em|rem|%|vh|vw)?")
_BEYOND = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%|vw|vh)|-[5-9]\d(?:\.\d+)?r?em")
_LENGTH = re.compile(rf"-?{NUMBER}(?:px|pt|em|ex|%)")
_SHARE, _OPACITY = re.compile(rf"({NUMBER})(%?)"), re.compile(r"opacity\(([^()]*)\)")
_CLIPPED = re.compile(r"rect\(\s*+[01](?:px)?[\s,]++[01](?:px)?")
_CLIPPED_AWAY = re.compile(
    r"inset\(\s*+(?:[5-9]\d|100)%|circle\(\s*+0|polygon\((?:\s*+0(?:px|%)?\s++0(?:px|%)?\s*+,?)++\)"
)
_MOVED = re.compile(r"translate[xy]?\(\s*+-\d{4,}px")
_SIDES, _PLACES = ("width", "height", "max-width", "max-height"), ("left", "top", "right", "bottom")
_SMALL = {"px": 10.5, "pt": 8.0, "em": 0.85, "rem": 0.85, "%": 85.0}
_FAINTEST = 0.03
_LINE = 60


def hides_itself(tag: str, attributes: etree._Attrib, *, in_cell: bool) -> bool:
    """Whether an attribute, or a class that everywhere means so, hides an element."""
    if "hidden" in attributes or "popover" in attributes:
        return True
    if "open" not in attributes and (tag == "dialog" or (tag == "details" and in_cell)):
        return True
    classes = str(attributes.get("class") or "").split()
    return any(name in _HIDING_CLASSES or (in_cell and name in _HIDING_IN_CELLS) for name in classes)


def look_of(said: Said, tag: str) -> Look | None:
    """How an element looks by what is written of it, its colour aside."""
    if said.get("visibility") in ("hidden", "collapse") or said.get("mso-hide") == "all" or _is_void(said):
        return "hidden"
    decoration = said.get("text-decoration-line", said.get("text-decoration", ""))
    if "line-through" in decoration or (tag in STRUCK_TAGS and "none" not in decoration):
        return "struck"
    align = said.get("vertical-align", "")
    return "raised" if (tag in RAISED_TAGS and align != "baseline") or _is_raised(said, align) else None


def _is_raised(said: Said, align: str) -> bool:
    if align.startswith(("super", "sub")) or said.get("font-variant-position") in ("super", "sub"):
        return True
    if align and _LENGTH.match(align) and not _ZERO.fullmatch(align):
        return True
    if align in ("top", "text-top") and _is_small(said.get("font-size", "")):
        return True
    if said.get("position") == "relative":
        bottom = said.get("bottom", "")
        if said.get("top", "").startswith("-") or (bottom[:1].isdecimal() and not _ZERO.fullmatch(bottom)):
            return True
    return "translatey(-" in said.get("transform", "") and _is_small(said.get("font-size", ""))


def _is_small(size: str) -> bool:
    match = _SIZE.fullmatch(size)
    if match is None:
        return size in ("smaller", "small", "x-small", "xx-small")
    return float(match[1]) <= _SMALL.get(match[2] or "", 0.0)


def _is_void(said: Said) -> bool:
    """Whether what is written leaves nothing to be seen: no size, no colour, no room, a place beyond the page."""
    if ("font-size" in said or "font" in said) and is_tiny(said.get("font-size") or size_in(said.get("font", ""))):
        return True
    if ("opacity" in said and _is_faint(said["opacity"])) or ("filter" in said and _fades(said["filter"])):
        return True
    if "color" in said and is_clear(said["color"]):
        return True
    return _has_no_room(said) or _is_beyond(said) or is_masked(said)


def _is_faint(strength: str) -> bool:
    share = _SHARE.fullmatch(strength.strip())
    return share is not None and float(share[1]) / (100 if share[2] else 1) <= _FAINTEST


def _fades(effect: str) -> bool:
    return any(_is_faint(strength) for strength in _OPACITY.findall(effect))


def _has_no_room(said: Said) -> bool:
    """Whether an element is cut down to nothing."""
    if "clip" in said and _CLIPPED.match(said["clip"]):
        return True
    if "clip-path" in said and _CLIPPED_AWAY.match(said["clip-path"]):
        return True
    if "transform" in said and is_drawn_to_nothing(said["transform"]):
        return True
    if is_scaled_to_nothing(said.get("scale", "")) or is_zoomed_to_nothing(said.get("zoom", "")):
        return True
    if said.get("content-visibility") == "hidden":
        return True
    if said.get("overflow") not in ("hidden", "clip"):
        return False
    if said.get("text-indent", "").startswith("100%"):
        return True
    sides = [said.get(side, "") for side in _SIDES]
    return any(map(_ZERO.fullmatch, sides)) or sides[:2] == ["1px", "1px"]


def _is_beyond(said: Said) -> bool:
    if any(name in said and _BEYOND.match(said[name]) for name in ("text-indent", "margin-left")):
        return True
    if "position" in said and any(name in said and _BEYOND.match(said[name]) for name in _PLACES):
        return True
    return "transform" in said and _MOVED.search(said["transform"]) is not None


def tells(said: Said) -> bool:
    """Whether what one rule says makes an element look otherwise than plain text, or lets it stand otherwise."""
    if "display" in said and (said["display"] == "none" or stands_alone(said) or runs_on(said)):
        return True
    if "color" in said and (is_pale(said) or melts_into_its_ground(said)):
        return True
    return (
        look_of(said, "") is not None
        or stands_aside(said)
        or draws_over(said)
        or "rtl" in said.get("direction", "")
        or "content" in said
    )


def draws_over(said: Said) -> bool:
    """Whether something drawn with an element may strike out or hide its words."""
    return strike_of(said) is not None or has_unknown_mask(said)


def look_drawn(said: Said, words: str, *, in_cell: bool) -> Look | None:
    """How the words of an element look by what is drawn with it: one line of them struck out, or hidden by a mask.

    A slanted line parts the words of a corner; only what is a figure is struck out by it.
    """
    if not words or len(words) > _LINE:
        return None
    strike = strike_of(said)
    if strike == "level" or (strike == "slanted" and words[-1:].isdecimal()):
        return "struck"
    return "hidden" if in_cell and has_unknown_mask(said) else None


def stands_alone(said: Said) -> bool:
    """Whether an element has a line of its own by what is written of it."""
    return said.get("display", "").startswith(("block", "list-item", "flex", "grid", "table"))


def stands_aside(said: Said) -> bool:
    """Whether an element stands at one side of what it lies in, or at a place of its own, whatever is before it."""
    return said.get("float", "none") not in ("none", "") or said.get("order", "0") not in ("0", "")


def runs_on(said: Said) -> bool:
    """Whether an element that would have a line of its own stands within one."""
    return said.get("display") == "inline"


def is_turned_round(said: Said, tag: str, direction: str) -> bool:
    """Whether the characters of an element are set from right to left."""
    overrides = tag == "bdo" or said.get("unicode-bidi", "").endswith("override")
    return overrides and said.get("direction", direction) == "rtl"


def is_pale(said: Said) -> bool:
    """Whether the colour of a text is that of white paper."""
    colour = shades_in(said.get("color", ""))
    return colour is not None and is_lost_on_white(colour)


def melts_into_its_ground(said: Said) -> bool:
    """Whether a text has the colour of what it stands on."""
    own, ground = shades_in(said.get("color", "")), _ground(said)
    return own is not None and own == ground


def has_ground(said: Said) -> bool:
    """Whether there is anything but white paper behind an element."""
    written = " ".join(said.get(name, "") for name in ("background", "background-image"))
    if "url(" in written or "gradient" in written:
        return True
    ground = _ground(said)
    return ground is not None and not is_lost_on_white(ground)


def _ground(said: Said) -> Shades | None:
    for name in ("background-color", "background"):
        for word in _COLOUR.findall(said.get(name, "")):
            if colour := shades_in(word):
                return colour
    return None

"""How runs of a Word document look, by their own properties and their styles: hidden, struck out, raised."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from core.document.unseen import Look, is_lost_on_white

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
WORD_2003 = "{http://schemas.microsoft.com/office/word/2003/wordml}"

_SWITCHES: tuple[tuple[str, Look], ...] = (("vanish", "hidden"), ("strike", "struck"), ("dstrike", "struck"))
_OFF = ("0", "false", "off")
_LEAST_RISE = 4
"""Half points."""
_MOST_STYLES = 20
_MEASURE = re.compile(r"(\d{1,7})(%|pt)?")
_WHITE_THEMES = ("background1", "light1", "bg1", "lt1")
_NAMED = {"black": "000000", "white": "FFFFFF"}
_LEAST_SIZE, _LEAST_WIDTH, _LEAST_HEIGHT = 3, 5, 40
"""Of text that can be seen: half points, percent; of a row: twentieths of a point."""

Looks = Mapping[str, Look]
"""How text of a style looks, by the style's name."""


def local_name(element: etree._Element) -> str:
    """The name of a WordprocessingML element, else nothing."""
    tag = element.tag
    if not isinstance(tag, str) or not tag.startswith((_WORD, _STRICT, WORD_2003)):
        return ""
    return tag.rpartition("}")[2]


def value_of(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute in the element's own namespace."""
    if element is None or not isinstance(element.tag, str):
        return None
    return element.get(element.tag.rpartition("}")[0] + "}" + name)


def styled_looks(root: etree._Element) -> Looks:
    """The looks of the styles defined in a part, those they are based on counted in."""
    own: dict[str, Look | None] = {}
    based_on: dict[str, str] = {}
    for style in root.iter(*(f"{space}style" for space in (_WORD, _STRICT, WORD_2003))):
        name = value_of(style, "styleId")
        if name:
            own[name] = _look(_child(style, "rPr"))
            based_on[name] = value_of(_child(style, "basedOn")) or ""
    looks: dict[str, Look] = {}
    for name in own:
        at = name
        for _ in range(_MOST_STYLES):
            if look := own.get(at):
                looks[name] = look
                break
            at = based_on.get(at, "")
    return looks


def look_of_run(run: etree._Element, looks: Looks) -> Look | None:
    """How a run looks, if not as plain text."""
    properties = _child(run, "rPr")
    if properties is not None and len(properties):
        if look := _look(properties):
            return look
        if look := looks.get(value_of(_child(properties, "rStyle")) or ""):
            return None if _is_switched_off(properties, look) else look
    if not looks:
        return None
    paragraph = next((above for above in run.iterancestors() if local_name(above) == "p"), None)
    style = _child(_child(paragraph, "pPr"), "pStyle")
    look = looks.get(value_of(style) or "")
    return None if look is None or _is_switched_off(properties, look) else look


def is_hidden_row(row: etree._Element) -> bool:
    """Whether a row of a table is marked as hidden or deleted, or drawn together to nothing."""
    properties = _child(row, "trPr")
    if properties is None:
        return False
    mark = _child(properties, "hidden")
    if (mark is not None and value_of(mark) not in _OFF) or _child(properties, "del") is not None:
        return True
    height = _child(properties, "trHeight")
    return value_of(height, "hRule") == "exact" and _number(height) <= _LEAST_HEIGHT


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    if element is None:
        return None
    return element.find(str(element.tag).rpartition("}")[0] + "}" + name)


def _look(properties: etree._Element | None) -> Look | None:
    if properties is None:
        return None
    for name, look in _SWITCHES:
        mark = _child(properties, name)
        if mark is not None and value_of(mark) not in _OFF:
            return look
    if _is_void(properties):
        return "hidden"
    rise = value_of(_child(properties, "position")) or "0"
    is_moved = rise.lstrip("-").isdecimal() and abs(int(rise)) >= _LEAST_RISE
    is_small = value_of(_child(properties, "vertAlign")) in ("superscript", "subscript")
    return "raised" if is_small or is_moved else None


def _is_void(properties: etree._Element) -> bool:
    """Whether a run leaves nothing to be seen: by its size, or by its colour on what it stands on."""
    if _number(_child(properties, "sz"), _LEAST_SIZE + 1) <= _LEAST_SIZE:
        return True
    if _number(_child(properties, "w"), 100) <= _LEAST_WIDTH:
        return True
    color = _child(properties, "color")
    if color is None:
        return False
    own, fill = (value_of(color) or "").upper(), value_of(_child(properties, "shd"), "fill") or ""
    theme = value_of(color, "themeColor")
    if theme is None and own in (fill.upper(), _NAMED.get(value_of(_child(properties, "highlight")) or "")):
        return own not in ("", "AUTO")
    changed = value_of(color, "themeTint") or value_of(color, "themeShade")
    is_white = theme in _WHITE_THEMES and not changed if theme else _is_pale(own)
    return is_white and not _is_shaded(properties)


def _is_pale(color: str) -> bool:
    try:
        return len(color) == 6 and is_lost_on_white(bytes.fromhex(color))
    except ValueError:
        return False


def _number(element: etree._Element | None, otherwise: int = 0) -> int:
    match = _MEASURE.fullmatch(value_of(element) or "")
    return int(match[1]) * (2 if match[2] == "pt" else 1) if match else otherwise


def _is_shaded(properties: etree._Element) -> bool:
    """Whether white text stands on a ground of some colour: its own, its paragraph's, its cell's or its table's."""
    fills = [_child(properties, "shd"), _child(properties, "highlight")]
    for above in properties.iterancestors():
        name = local_name(above)
        if name in ("p", "tc", "tbl"):
            fills.append(_child(_child(above, f"{name}Pr"), "shd"))
    return any(
        (value_of(fill, "fill") or value_of(fill) or "auto") not in ("auto", "FFFFFF")
        for fill in fills
        if fill is not None
    ) or any(
        local_name(above) == "tbl" and _child(_child(above, "tblPr"), "tblStyle") is not None
        for above in properties.iterancestors()
    )


def _is_switched_off(properties: etree._Element | None, look: Look) -> bool:
    """Whether a run's own properties take back what its style says."""
    for name, kind in _SWITCHES:
        if kind == look and value_of(_child(properties, name)) in _OFF:
            return True
    return look == "raised" and value_of(_child(properties, "vertAlign")) == "baseline"

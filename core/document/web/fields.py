"""What a page shows without holding it as text: values of fields, figures on buttons and in drawings, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from core.document.lines import Line
from core.document.web.addressed import held_at

RowsOn = Callable[[str], list[Line]]
"""The rows of the tables on a picture, by its address."""

FIELDS = frozenset(("input", "select", "textarea"))
_TYPED = ("text", "number", "tel", "")
_LONGEST_VALUE = 200
_FIGURE = re.compile(r"[+-]?\d[\d,.]*")
_WRITTEN = re.compile(r"\s*document\.write(?:ln)?\(\s*([\"'])([+-]?\d[\d,.]*)\1\s*\)\s*;?\s*")
_ADDRESSES = ("src", "data-src", "data-original", "_src", "data-url")
_SIDE = re.compile(r"(?:^|[;\s])(?:max-)?(?:width|height)\s*+:\s*+(\d{1,5})(?:\.\d+)?px")
_LEAST_SIDE = 100
"""Pixels; what is smaller is a sign or a line."""
_UNWRITTEN = ("title", "desc", "defs", "metadata", "style", "script")


def shown_value(field: etree._Element, *, in_cell: bool) -> str:
    """What a field of a form shows, where it is a cell's figure; menus and search boxes of a page show nothing."""
    if not in_cell:
        return ""
    if field.tag == "select":
        options = field.findall(".//option")
        chosen = next((option for option in options if option.get("selected") is not None), None)
        chosen = options[0] if chosen is None and options else chosen
        return "" if chosen is None else "".join(map(str, chosen.itertext())).strip()
    if field.tag == "textarea":
        words = "".join(map(str, field.itertext())).strip()
        return words if len(words) <= _LONGEST_VALUE and "<" not in words else ""
    return (field.get("value") or "") if (field.get("type") or "text").lower() in _TYPED else ""


def drawn_words(element: etree._Element, tag: str) -> str:
    """What a button, a drawing, or a script that writes a figure shows."""
    if element.get("hidden") is not None:
        return ""
    if tag == "button":
        figure = _FIGURE.search("".join(map(str, element.itertext())))
        return f" {figure.group()} " if figure else ""
    if tag == "script":
        written = _WRITTEN.fullmatch(element.text or "")
        return written[2] if written else ""
    return _written_in(element) if tag == "svg" else ""


def _written_in(drawing: etree._Element) -> str:
    """The words written in a drawing."""
    for part in [*drawing.iter(*_UNWRITTEN)]:
        part.clear()
    return " ".join(" ".join(map(str, part.itertext())) for part in drawing.iter("text")).strip()


def address_of(picture: etree._Element) -> str:
    """Where a picture is to be found that may show a table; nothing for a sign."""
    written = [value for name in ("width", "height") if (value := (picture.get(name) or "").removesuffix("px"))]
    sides = [int(value) for value in written if value.isdecimal() and len(value) < 6]
    sides += map(int, _SIDE.findall(picture.get("style") or ""))
    addresses = [address for name in _ADDRESSES if (address := (picture.get(name) or "").strip())]
    # What a page loads late stands beside a picture that only keeps its place.
    return "" if min(sides, default=_LEAST_SIDE) < _LEAST_SIDE or not addresses else max(addresses, key=len)


def page_in_frame(frame: etree._Element) -> str:
    """The page that a frame holds itself."""
    told = frame.get("srcdoc")
    held = None if told else held_at(frame.get("src") or "", "text/html")
    return told or ("" if held is None else held.text)

"""What cells of a page show without holding it as text: values of fields, figures on buttons and in drawings."""

from __future__ import annotations

import re

from lxml import etree

FIELDS = frozenset(("input", "select", "textarea"))
_TYPED = ("text", "number", "tel", "")
_LONGEST_VALUE = 200
_FIGURE = re.compile(r"[+-]?\d[\d,.]*")
_WRITTEN = re.compile(r"\s*document\.write(?:ln)?\(\s*([\"'])([+-]?\d[\d,.]*)\1\s*\)\s*;?\s*")
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

"""Files in which a converter wrote down where each word of a PDF or a scan stands (pdftohtml -xml, pdftotext -bbox,
hOCR, MuPDF): put together again as pages of glyphs are."""

from __future__ import annotations

import re

from lxml import etree

from core.document.fixed.glyphs import Glyph
from core.document.fixed.layout import compose
from core.document.fixed.page import Page
from core.document.limits import limits
from core.errors import ReadError
from core.types import Document

_BOX = re.compile(r"bbox\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)")
_A4 = (595.0, 842.0)
_LEAST_WORDS = 20

_Box = tuple[float, float, float, float]


def read_placed_words(root: etree._Element) -> Document | None:
    """The document of such a file; None where it is none."""
    pages = [element for element in root.iter() if isinstance(element.tag, str) and _is_page(element)]
    if not pages:
        return None
    if len(pages) > limits().pages:
        raise ReadError("too_large", f"The file has more than {limits().pages} pages.")
    read = [_page(page) for page in pages]
    if sum(len(page.glyphs) for page in read) < _LEAST_WORDS:
        return None
    composed = compose(read)
    return Document(text=composed.text, format="xml", page_starts=composed.page_starts)


def _is_page(element: etree._Element) -> bool:
    return _name(element) == "page" or element.get("class") == "ocr_page"


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _page(page: etree._Element) -> Page:
    width, height = _size(page)
    scale = _A4[0] / width if width else 1.0
    glyphs = [
        Glyph(text, *(side * scale for side in box))
        for element in page.iterdescendants()
        if isinstance(element.tag, str) and (box := _box(element)) and (text := _text(element))
    ]
    return Page(glyphs, [], width * scale or _A4[0], height * scale or _A4[1])


def _size(page: etree._Element) -> tuple[float, float]:
    box = _BOX.search(page.get("title") or "")
    if box:
        return float(box[3]), float(box[4])
    width, height = _number(page.get("width")), _number(page.get("height"))
    return width or 0.0, height or 0.0


def _box(element: etree._Element) -> _Box | None:
    """The box of a word, in the measure of its page."""
    name = _name(element)
    if name == "word":
        return _sides(element, "xMin", "yMin", "xMax", "yMax") or _sides(element, "xmin", "ymin", "xmax", "ymax")
    if name == "text":
        left, top, width, height = (_number(element.get(key)) for key in ("left", "top", "width", "height"))
        if left is None or top is None or width is None or height is None:
            return None
        return left, top, left + width, top + height
    if name == "char" and (quad := (element.get("quad") or "").split()):
        x, y = [float(value) for value in quad[0::2]], [float(value) for value in quad[1::2]]
        return min(x), min(y), max(x), max(y)
    box = _BOX.search(element.get("title") or "") if element.get("class") == "ocrx_word" else None
    return (float(box[1]), float(box[2]), float(box[3]), float(box[4])) if box else None


def _sides(element: etree._Element, *names: str) -> _Box | None:
    left, top, right, bottom = (_number(element.get(name)) for name in names)
    return None if left is None or top is None or right is None or bottom is None else (left, top, right, bottom)


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _text(element: etree._Element) -> str:
    return (element.get("c") or "".join(map(str, element.itertext()))).strip()

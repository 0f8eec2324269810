"""OpenDocument texts (odt, and the same as one XML file)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from core.document.frames import Frame
from core.document.lines import Line, render, row_lines
from core.document.unseen import Look, Unseen
from core.errors import ReadError
from core.types import Document

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, _DRAW, OFFICE, STYLE, _FORMAT = (
    f"{_OASIS}{name}:1.0}}" for name in ("text", "table", "drawing", "office", "style", "xsl-fo-compatible")
)
DROPPED = frozenset(
    (
        *(f"{OFFICE}{name}" for name in ("annotation", "annotation-end", "meta", "styles", "automatic-styles")),
        *(f"{OFFICE}{name}" for name in ("master-styles", "settings", "scripts", "font-face-decls", "binary-data")),
        *(f"{TEXT}{name}" for name in ("tracked-changes", "note", "ruby-text", "sequence-decls", "placeholder")),
        f"{TABLE}covered-table-cell",
    )
)
_PALE = re.compile("#(?:f[a-f]){3}")
_NARROW, _TINY = (
    re.compile("[0-5]%"),
    re.compile(r"(?:0(?:\.\d+)?|1(?:\.0+)?)(?:pt|px|%)|0(?:\.0\d*)?(?:cm|in)|0(?:\.[0-4]\d*)?mm"),
)
_STYLED = (f"{TEXT}span", f"{TEXT}p", f"{TEXT}h", f"{TEXT}a")
_STYLE_OF_TEXT, _STYLE_OF_TABLE = f"{TEXT}style-name", f"{TABLE}style-name"
_DISPLAY, _VISIBILITY = f"{TEXT}display", f"{TABLE}visibility"
_BLANKS, _BREAK = (f"{TEXT}s", f"{TEXT}tab"), f"{TEXT}line-break"
_CHANGE_START, _CHANGE_END, _CHANGE = f"{TEXT}change-start", f"{TEXT}change-end", f"{TEXT}change-id"
_REPEATED = f"{TABLE}number-columns-repeated"
HIDDEN = (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph")
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_CELL = f"{TABLE}table-cell"
_FRAMES = (_CELL, f"{_DRAW}text-box")
_ROW = f"{TABLE}table-row"
_MAX_TABLE_DEPTH = 16
_MAX_REPEATED = 100


def read_opendocument(*roots: etree._Element) -> Document:
    """The document of an OpenDocument text, given its content and, where they are apart, its styles.

    Raises ReadError: too_large.
    """
    walk = _Walk(Styles.of(*roots))
    return Document(text=render(walk.lines(roots[0])), format="odt", notes=walk.unseen.notes())


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by which text is hidden, struck out or raised, is white, or stands on some colour."""

    looks: Mapping[str, Look]
    pale: frozenset[str]
    grounds: frozenset[str]

    @classmethod
    def of(cls, *roots: etree._Element) -> Styles:
        """The styles defined in these parts."""
        looks: dict[str, Look] = {}
        pale, grounds = set[str](), set[str]()
        for style in (style for root in roots for style in root.iter(f"{STYLE}style")):
            name = style.get(f"{STYLE}name") or ""
            for part in style:
                if look := _look(part):
                    looks[name] = look
                if _PALE.fullmatch((part.get(f"{_FORMAT}color") or "").lower()):
                    pale.add(name)
                ground = (part.get(f"{_FORMAT}background-color") or "transparent").lower()
                if ground != "transparent" and not _PALE.fullmatch(ground):
                    grounds.add(name)
        return cls(looks, frozenset(pale), frozenset(grounds))

    def look(self, element: etree._Element) -> Look | None:
        """How an element looks by its own style."""
        if not (self.looks or self.pale):
            return None
        name = _style_name(element)
        if look := self.looks.get(name):
            return look
        if name not in self.pale:
            return None
        is_grounded = any(_style_name(above) in self.grounds for above in (element, *element.iterancestors()))
        return None if is_grounded else "hidden"


def _style_name(element: etree._Element) -> str:
    return element.get(_STYLE_OF_TEXT) or element.get(_STYLE_OF_TABLE) or ""


def _look(properties: etree._Element) -> Look | None:
    if properties.get(f"{TEXT}display") == "none":
        return "hidden"
    if _is_void(properties):
        return "hidden"
    kinds = (f"{STYLE}text-line-through-{name}" for name in ("style", "type"))
    if any((properties.get(kind) or "none") != "none" for kind in kinds):
        return "struck"
    place = (properties.get(f"{STYLE}text-position") or "0%").split()[0]
    return None if place.rstrip("%").strip("0") == "" else "raised"


def _is_void(properties: etree._Element) -> bool:
    """Whether a text is of next to no size."""
    scale, size = properties.get(f"{STYLE}text-scale") or "", properties.get(f"{_FORMAT}font-size") or ""
    return bool(_NARROW.fullmatch(scale) or _TINY.fullmatch(size))


class _Walk:
    """A walk over the XML without recursion; cells and text boxes are frames of their own until they end."""

    def __init__(self, styles: Styles) -> None:
        self.unseen = Unseen()
        self._styles = styles
        self._left_out: list[etree._Element] = []
        self._raised: list[etree._Element] = []
        self._frames = [Frame(self.unseen)]
        self._rows: list[list[list[Line]]] = []
        self._paragraphs = 0
        self._deleted: frozenset[str | None] = frozenset()
        """The tracked changes whose text stands in the paragraphs although it was deleted."""
        self._within: set[str | None] = set()

    def lines(self, root: etree._Element) -> list[Line]:
        regions = root.iter(f"{TEXT}changed-region")
        self._deleted = frozenset(
            region.get(f"{TEXT}id") for region in regions if region.find(f"{TEXT}deletion") is not None
        )
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            tag = element.tag
            if event == "start":
                if tag in DROPPED or (tag != _CELL and self._is_left_out(element, tag)):
                    events.skip_subtree()
                else:
                    self._start(element, tag)
                    self._put(element.text)
                continue
            if self._left_out and self._left_out[-1] is element:
                self._left_out.pop()
            elif tag not in DROPPED:
                self._end(element, tag)
            self._put(element.tail)
        self._frames[0].end_line()
        return self._frames[0].lines

    def _is_left_out(self, element: etree._Element, tag: object) -> bool:
        """Whether an element is not seen, or struck out; of one raised it is taken down."""
        look: Look | None = None
        if tag in _STYLED:
            look = self._styles.look(element)
        elif element.get(_DISPLAY) == "none" or element.get(_VISIBILITY) in ("collapse", "filter") or tag in HIDDEN:
            look = "hidden"
        if look == "raised":
            self._raised.append(element)
        if look is None or look == "raised":
            return False
        self.unseen.leave_out(" ".join(map(str, element.itertext())), look)
        self._left_out.append(element)
        return True

    def _put(self, text: str | None) -> None:
        if text and self._paragraphs and not self._within:
            self._frames[-1].put(" ".join(text.splitlines()), raised=bool(self._raised))

    def _start(self, element: etree._Element, tag: object) -> None:
        if tag in _PARAGRAPHS:
            self._paragraphs += 1
        elif tag in _BLANKS:
            self._frames[-1].buffer.append(" ")
        elif tag == _CHANGE_START:
            self._within |= {element.get(_CHANGE)} & self._deleted
        elif tag == _CHANGE_END:
            self._within -= {element.get(_CHANGE)}
        elif tag == _BREAK:
            self._frames[-1].end_line()
        elif tag == _ROW:
            if len(self._rows) >= _MAX_TABLE_DEPTH:
                raise ReadError("too_large", "The tables of the document are nested too deeply.")
            self._rows.append([])
        elif tag in _FRAMES:
            self._frames.append(Frame(self.unseen))

    def _end(self, element: etree._Element, tag: object) -> None:
        if self._raised and self._raised[-1] is element:
            self._raised.pop()
        if tag in _PARAGRAPHS:
            self._paragraphs -= 1
            self._frames[-1].end_line()
        elif tag == _ROW:
            self._frames[-1].lines += row_lines(self._rows.pop())
        elif tag in _FRAMES:
            frame = self._frames.pop()
            frame.end_line()
            if tag != _CELL:
                self._frames[-1].waiting += frame.lines
            elif self._rows:
                self._rows[-1] += [frame.lines] * _repeated(element)


def _repeated(cell: etree._Element) -> int:
    """How many cells of a row are written as this one."""
    count = cell.get(_REPEATED) or "1"
    return min(int(count), _MAX_REPEATED) if count.isdecimal() and len(count) < 8 else 1

"""OpenDocument texts (odt, and the same as one XML file)."""

from __future__ import annotations

from lxml import etree

from core.document.lines import Line, render, row_lines
from core.document.office.frames import Frame
from core.errors import ReadError
from core.types import Document

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW, _OFFICE = (f"{_OASIS}{name}:1.0}}" for name in ("text", "table", "drawing", "office"))
_DROPPED = frozenset(
    (
        *(f"{_OFFICE}{name}" for name in ("annotation", "annotation-end", "meta", "styles", "automatic-styles")),
        *(f"{_OFFICE}{name}" for name in ("master-styles", "settings", "scripts", "font-face-decls", "binary-data")),
        *(f"{_TEXT}{name}" for name in ("tracked-changes", "note", "ruby-text", "sequence-decls")),
        f"{_TABLE}covered-table-cell",
    )
)
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_FRAMES = (f"{_TABLE}table-cell", f"{_DRAW}text-box")
_ROW = f"{_TABLE}table-row"
_MAX_TABLE_DEPTH = 16
_MAX_REPEATED = 100


def read_opendocument(root: etree._Element) -> Document:
    """The document of the content of an OpenDocument text. Raises ReadError: too_large."""
    return Document(text=render(_Walk().lines(root)), format="odt")


class _Walk:
    """A walk over the XML without recursion; cells and text boxes are frames of their own until they end."""

    def __init__(self) -> None:
        self._frames = [Frame()]
        self._rows: list[list[list[Line]]] = []
        self._paragraphs = 0
        self._deleted: frozenset[str | None] = frozenset()
        """The tracked changes whose text stands in the paragraphs although it was deleted."""
        self._within: set[str | None] = set()

    def lines(self, root: etree._Element) -> list[Line]:
        regions = root.iter(f"{_TEXT}changed-region")
        self._deleted = frozenset(
            region.get(f"{_TEXT}id") for region in regions if region.find(f"{_TEXT}deletion") is not None
        )
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if element.tag in _DROPPED:
                if event == "start":
                    events.skip_subtree()
                else:
                    self._put(element.tail)
            elif event == "start":
                self._start(element)
                self._put(element.text)
            else:
                self._end(element)
                self._put(element.tail)
        self._frames[0].end_line()
        return self._frames[0].lines

    def _put(self, text: str | None) -> None:
        if text and self._paragraphs and not self._within:
            self._frames[-1].buffer.append(" ".join(text.splitlines()))

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _PARAGRAPHS:
            self._paragraphs += 1
        elif tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            self._frames[-1].buffer.append(" ")
        elif tag == f"{_TEXT}change-start":
            self._within |= {element.get(f"{_TEXT}change-id")} & self._deleted
        elif tag == f"{_TEXT}change-end":
            self._within -= {element.get(f"{_TEXT}change-id")}
        elif tag == f"{_TEXT}line-break":
            self._frames[-1].end_line()
        elif tag == _ROW:
            if len(self._rows) >= _MAX_TABLE_DEPTH:
                raise ReadError("too_large", "The tables of the document are nested too deeply.")
            self._rows.append([])
        elif tag in _FRAMES:
            self._frames.append(Frame())

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _PARAGRAPHS:
            self._paragraphs -= 1
            self._frames[-1].end_line()
        elif tag == _ROW:
            self._frames[-1].lines += row_lines(self._rows.pop())
        elif tag in _FRAMES:
            frame = self._frames.pop()
            frame.end_line()
            if tag != _FRAMES[0]:
                self._frames[-1].waiting += frame.lines
            elif self._rows:
                self._rows[-1] += [frame.lines] * _repeated(element)


def _repeated(cell: etree._Element) -> int:
    """How many cells of a row are written as this one."""
    count = cell.get(f"{_TABLE}number-columns-repeated") or "1"
    return min(int(count), _MAX_REPEATED) if count.isdecimal() and len(count) < 8 else 1

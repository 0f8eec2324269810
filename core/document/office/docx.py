"""Word documents (docx, and the XML of Word 2003): paragraphs, tables and text boxes straight from their XML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from lxml import etree

from core.document.container import Container
from core.document.direction import OVERRIDE, POP
from core.document.frames import Frame
from core.document.lines import BAR, Line, render, row_lines
from core.document.office.package import related_parts, target_of
from core.document.office.word_looks import (
    WORD_2003,
    Looks,
    is_hidden_row,
    local_name,
    look_of_run,
    styled_looks,
    value_of,
)
from core.document.pictured import Pictured
from core.document.several import has_tables
from core.document.unseen import Unseen
from core.errors import ReadError
from core.types import Document, Issue

_ANNOTATION = "{http://schemas.microsoft.com/aml/2001/core}annotation"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_RAISED = tuple(_FORMULA[:-1] + name for name in ("sup", "sub"))
_DIGITS_OF_FONTS = range(0xF030, 0xF03A)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

# Deleted and moved-away text, field codes, and properties (among them the deleted ones of a tracked change).
_DROPPED = frozenset(("del", "moveFrom", "instrText", "delText", "rt", "pPr", "tblPr", "sectPr", "tcPr", "trPr"))
_MAX_TABLE_DEPTH = 16


def read_docx(container: Container, read_part: Callable[[bytes, str], Document] | None = None) -> Document:
    """The document of an opened docx; `read_part` reads a file of another format that is a chunk of it.

    Raises ReadError: unreadable, too_large.
    """
    part = _main_part(container)
    folder = part.rpartition("/")[0]
    styles = f"{folder}/styles.xml"
    looks = styled_looks(container.xml(styles)) if styles in container.names() else {}
    root = container.xml(part)
    walk = _Walk(looks, partial(_chunk, container, part, read_part) if read_part else None)
    document = _document(walk, root)
    pictures = related_parts(container, part).get("image")
    if not read_part or not pictures or has_tables(document):
        return document
    pictured = Pictured(read_part)
    walk = _Walk(
        looks, partial(_chunk, container, part, read_part), partial(_pictured, container, part, pictures, pictured)
    )
    return replace(pictured.marked(_document(walk, root)), pictures=len(pictures) - pictured.recognised)


def _document(walk: _Walk, root: etree._Element) -> Document:
    lines = walk.lines(root)
    return Document(text=render(lines), format="docx", notes=(*walk.unseen.notes(), *walk.notes))


def _pictured(
    container: Container, part: str, pictures: dict[str, str], pictured: Pictured, identifier: str
) -> list[Line]:
    """The rows of the tables on a picture in a Word document."""
    name = target_of(part, pictures, identifier)
    return pictured.rows_of(container.read(name), name) if name in container.names() and name else []


def _chunk(container: Container, part: str, read: Callable[[bytes, str], Document], identifier: str) -> Document | None:
    """The document of another format that stands as it is in a Word document (altChunk)."""
    links = (targets for targets in related_parts(container, part).values() if identifier in targets)
    name = target_of(part, next(links, {}), identifier)
    return read(container.read(name), name) if name in container.names() and name else None


def read_word_xml(root: etree._Element) -> Document:
    """The document of a Word file saved as one XML file, in the form of 2003 or in that of docx."""
    walk = _Walk(styled_looks(root))
    return Document(text=render(walk.lines(root)), format="doc", notes=walk.unseen.notes())


def _main_part(container: Container) -> str:
    names = [name for name in container.names() if name.startswith("word/document") and name.endswith(".xml")]
    if not names:
        raise ReadError("unreadable", "The Word document has no text part.")
    return min(names, key=len)


class _Walk:
    """A walk over the XML without recursion; cells and text boxes are frames of their own until they end."""

    def __init__(
        self,
        looks: Looks,
        chunk: Callable[[str], Document | None] | None = None,
        picture: Callable[[str], list[Line]] | None = None,
    ) -> None:
        self.unseen = Unseen()
        self.notes: list[Issue] = []
        self._chunk = chunk
        self._picture = picture
        self._looks = looks
        self._raised = False
        self._frames = [Frame(self.unseen)]
        self._rows: list[list[list[Line]]] = []

    def lines(self, root: etree._Element) -> list[Line]:
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            name = local_name(element)
            if event == "start":
                if _is_dropped(name, element) or self._is_left_out(name, element):
                    events.skip_subtree()
                else:
                    self._start(name, element)
            elif not _is_dropped(name, element):
                self._end(name, element)
        self._frames[0].end_line()
        return self._frames[0].lines

    def _is_left_out(self, name: str, element: etree._Element) -> bool:
        """Whether a run, or a row of a table, is not seen or struck out."""
        if name == "r":
            look = look_of_run(element, self._looks)
        elif name == "tr" and is_hidden_row(element):
            look = "hidden"
        else:
            return False
        self._raised = look == "raised"
        if look is None or self._raised:
            return False
        self.unseen.leave_out(" ".join(map(str, element.itertext())), look)
        return True

    def _start(self, name: str, element: etree._Element) -> None:
        if name == "t" or element.tag == _FORMULA:
            self._frames[-1].put(element.text or "", raised=self._raised or _is_power(element))
        elif name == "bdo" and value_of(element) == "rtl":
            self._frames[-1].put(OVERRIDE)
        elif name == "ddList":
            self._frames[-1].put(_chosen(element))
        elif name == "tab":
            self._frames[-1].buffer.append(" ")
        elif name in ("br", "cr"):
            self._frames[-1].end_line()
        elif name == "noBreakHyphen":
            self._frames[-1].buffer.append("-")
        elif name == "sym":
            self._frames[-1].buffer.append(_symbol(element))
        elif name == "tr":
            if len(self._rows) >= _MAX_TABLE_DEPTH:
                raise ReadError("too_large", "The tables of the Word document are nested too deeply.")
            self._frames[-1].end_line()
            self._rows.append([])
        elif name in ("tc", "txbxContent"):
            self._frames.append(Frame(self.unseen))
        elif name == "altChunk" and self._chunk and (document := self._chunk(_relation(element))):
            self._frames[-1].end_line()
            self._frames[-1].lines += [(line,) for line in document.text.splitlines()]
            self.notes += document.notes
        elif name == "object" and self._chunk:
            self._embed(element)
        elif name in ("drawing", "pict") and self._picture:
            for picture in element.iter("{*}blip", "{*}imagedata"):
                self._frames[-1].waiting += self._picture(_relation(picture))

    def _embed(self, element: etree._Element) -> None:
        """A table that was put in as an object of another program, as that program's file has it."""
        for embedded in element.iter("{*}OLEObject"):
            try:
                document = self._chunk(_relation(embedded)) if self._chunk else None
            except ReadError:
                continue
            if document and has_tables(document):
                self._frames[-1].waiting += [tuple(line.split(BAR)) for line in document.text.splitlines()]

    def _end(self, name: str, element: etree._Element) -> None:
        if name == "p":
            self._frames[-1].end_line()
        elif name == "bdo" and value_of(element) == "rtl":
            self._frames[-1].put(POP)
        elif name == "tc":
            frame = self._frames.pop()
            frame.end_line()
            if self._rows and not _continues(element):
                self._rows[-1].append(frame.lines)
        elif name == "tr" and not is_hidden_row(element):
            self._frames[-1].lines += row_lines(self._rows.pop())
        elif name == "txbxContent":
            frame = self._frames.pop()
            frame.end_line()
            self._frames[-1].waiting += frame.lines


def _relation(element: etree._Element) -> str:
    names = ("}id", "}embed")
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(names)), "")


def _is_dropped(name: str, element: etree._Element) -> bool:
    deleted = element.tag == _ANNOTATION and (element.get(f"{WORD_2003}type") or "").endswith("Deletion")
    return name in _DROPPED or element.tag == _FALLBACK or deleted


def _continues(cell: etree._Element) -> bool:
    """Whether a cell only continues the merged one above or left of it."""
    namespace = str(cell.tag).rpartition("}")[0] + "}"
    properties = cell.find(f"{namespace}tcPr")
    if properties is None:
        return False
    merges = (properties.find(f"{namespace}{name}") for name in ("vMerge", "hMerge", "vmerge", "hmerge"))
    return any(merge is not None and value_of(merge, "val") in (None, "continue") for merge in merges)


def _symbol(element: etree._Element) -> str:
    """A character given by its code in a font; symbol fonts are mapped to the private use area."""
    try:
        code = int(value_of(element, "char") or "", 16)
    except ValueError:
        return ""
    if code in _DIGITS_OF_FONTS and "ding" not in (value_of(element, "font") or "").lower():
        code -= _DIGITS_OF_FONTS.start - ord("0")
    return chr(code) if 0x20 <= code < 0xE000 and not 0xD800 <= code < 0xE000 else ""


def _chosen(choices: etree._Element) -> str:
    """What is chosen in a list of a form."""
    entries = [value_of(child, "val") or "" for child in choices if local_name(child) == "listEntry"]
    chosen = [value_of(child) or "" for name in ("result", "default") for child in choices if local_name(child) == name]
    at = int(chosen[0]) if chosen and chosen[0].isdecimal() and len(chosen[0]) < 4 else 0
    return entries[at] if at < len(entries) else ""


def _is_power(text: etree._Element) -> bool:
    """Whether words of a formula are raised or lowered in it."""
    return text.tag == _FORMULA and any(above.tag in _RAISED for above in text.iterancestors())

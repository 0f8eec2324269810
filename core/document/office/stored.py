"""Pictures stored in a package (xlsx, ods, odt) whose text has no tables: those recognised on them follow the text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import replace

from core.document.container import Container
from core.document.lines import render
from core.document.pictured import Pictured
from core.document.several import has_tables
from core.types import Document

_PICTURE = re.compile(r"(?:xl/media|Pictures|media)/[^/]+\.(?:png|jpe?g|bmp|tiff?|webp|gif)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def with_pictures(container: Container, document: Document, read: Callable[[bytes, str], Document]) -> Document:
    """The document, with the tables on the pictures of its package where it has none."""
    names = [name for name in container.names() if _PICTURE.fullmatch(name)]
    if not names or has_tables(document):
        return document
    pictured = Pictured(read)
    rows = [pictured.rows_of(container.read(name), name) for name in _in_order(container, names)]
    text = document.text + "".join(map(render, rows))
    return pictured.marked(replace(document, text=text, pictures=len(names) - pictured.recognised))


def _in_order(container: Container, names: list[str]) -> list[str]:
    """The pictures as the text names them, else by their numbers."""
    if "content.xml" in container.names():
        links = (str(value) for part in container.xml("content.xml").iter("{*}image") for value in part.attrib.values())
        order = [posixpath.normpath(link) for link in links]
        return sorted(names, key=lambda name: order.index(name) if name in order else len(order))
    return sorted(names, key=lambda name: [int(number) for number in _NUMBER.findall(name)])

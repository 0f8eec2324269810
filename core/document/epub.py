"""Books (epub): their pages in the order in which they are read."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from core.document.container import Container
from core.document.web.encoding import decode
from core.document.web.mail import with_styles
from core.document.web.markup import read_html
from core.document.web.pictures import Pictures, Read
from core.errors import ReadError
from core.types import Document


def read_epub(container: Container, read_part: Read) -> Document:
    """The document of an opened book. Raises ReadError: unreadable, too_large, encrypted."""
    root = next(container.xml("META-INF/container.xml").iter("{*}rootfile"), None)
    package = (root.get("full-path") if root is not None else None) or ""
    if package not in container.names():
        raise ReadError("unreadable", "The book does not say where its pages are.")
    parts = container.xml(package)
    places = {item.get("id"): item.get("href") or "" for item in parts.iter("{*}item")}
    order = [places.get(item.get("idref"), "") for item in parts.iter("{*}itemref")]
    names = [posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(place))) for place in order if place]
    # A book that tells no order is read in the order in which it was packed.
    names = [name for name in names if name in container.names()] or [*filter(_is_page, container.names())]
    sheets = b"\n".join(container.read(name) for name in container.names() if name.lower().endswith(".css"))
    read = [_page(container, name, sheets, read_part) for name in names]
    title = next((str(element.text).strip() for element in parts.iter("{*}title") if element.text), "")
    text = "".join(document.text for document in read)
    notes = tuple(note for document in read for note in document.notes)
    shift, confidence = len(title) + 1 if title else 0, list[tuple[int, int, float]]()
    for document in read:
        confidence += [(start + shift, end + shift, sure) for start, end, sure in document.confidence]
        shift += len(document.text)
    return Document(
        text=f"{title}\n{text}" if title else text,
        format="epub",
        notes=notes,
        confidence=tuple(confidence),
        pictures=sum(document.pictures for document in read),
    )


def _page(container: Container, name: str, sheets: bytes, read_part: Read) -> Document:
    page = decode(with_styles(container.read(name), sheets))

    def find(address: str) -> bytes | None:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))
        return container.read(path) if path in container.names() else None

    return Pictures(read_part, find).read_on(page, read_html(page))


def _is_page(name: str) -> bool:
    return name.lower().endswith((".xhtml", ".html", ".htm"))

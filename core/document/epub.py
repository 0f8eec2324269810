"""Books (epub): their pages in the order in which they are read."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from core.document.container import Container
from core.document.web.encoding import decode
from core.document.web.mail import with_styles
from core.document.web.markup import read_html
from core.errors import ReadError
from core.types import Document


def read_epub(container: Container) -> Document:
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
    read = [read_html(decode(with_styles(container.read(name), sheets))) for name in names]
    title = next((str(element.text).strip() for element in parts.iter("{*}title") if element.text), "")
    text = "".join(document.text for document in read)
    notes = tuple(note for document in read for note in document.notes)
    return Document(text=f"{title}\n{text}" if title else text, format="epub", notes=notes)


def _is_page(name: str) -> bool:
    return name.lower().endswith((".xhtml", ".html", ".htm"))

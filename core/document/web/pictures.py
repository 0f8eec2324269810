"""Pictures of pages and of Markdown, held in them or stored beside them: recognised where there are no tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from core.document.lines import Line, render
from core.document.pictured import Pictured
from core.document.several import has_tables
from core.document.web.addressed import held_at
from core.document.web.markup import read_html
from core.types import Document

Read = Callable[[bytes, str], Document]
Find = Callable[[str], bytes | None]
"""The bytes of a picture, by its address."""

_IN_MARKDOWN = re.compile(r"!\[[^\[\]\n]{0,300}\]\(([^()\s]+)(?:\s+\"[^\"\n]*\")?\)")


def held_in(address: str) -> bytes | None:
    """The bytes of a picture whose address is itself."""
    held = held_at(address, "image/")
    return None if held is None else held.data


@dataclass(frozen=True, slots=True)
class Pictures:
    """How pictures are found and read."""

    read: Read
    find: Find

    def read_on(self, page: str, document: Document) -> Document:
        """The document of a page, or that with the tables recognised on its pictures."""
        if not document.pictures or has_tables(document):
            return document
        pictured = Pictured(self.read)
        recognised = read_html(page, rows_on=lambda address: self._rows_on(address, pictured))
        return pictured.marked(recognised) if pictured.rows else document

    def read_in(self, text: str) -> Document:
        """The document of a plain text, whose pictures are told as Markdown tells them."""
        plain = Document(text=text)
        pictures = _IN_MARKDOWN.findall(text)
        if not pictures or has_tables(plain):
            return plain
        pictured = Pictured(self.read)
        recognised = _IN_MARKDOWN.sub(lambda picture: self._written(picture, pictured), text)
        return pictured.marked(Document(text=recognised, pictures=len(pictures) - pictured.recognised))

    def _written(self, picture: re.Match[str], pictured: Pictured) -> str:
        rows = self._rows_on(picture[1], pictured)
        if rows:
            return f"\n{render(rows)}"
        # What the picture is made of is no text.
        return "" if picture[1].lower().startswith("data:image/") else picture.group()

    def _rows_on(self, address: str, pictured: Pictured) -> list[Line]:
        data = self.find(address) or held_in(address)
        return pictured.rows_of(data, address) if data else []

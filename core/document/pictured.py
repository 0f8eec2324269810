"""Tables that stand as pictures in a document of text: recognised where the document has none of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from core.document.lines import BAR, Line
from core.errors import ReadError
from core.types import Document

_LEAST_BYTES = 4_000
"""Smaller pictures are signs and lines."""
_MOST = 30

Stretch = tuple[int, int, float]
"""From and to in a text, and how sure its recognition is."""


@dataclass(slots=True)
class Pictured:
    """The tables recognised on the pictures of a document so far, in its order."""

    read: Callable[[bytes, str], Document]
    rows: list[tuple[str, tuple[Stretch, ...]]] = field(default_factory=list)
    recognised: int = 0
    """How many pictures show tables."""
    seen: set[str] = field(default_factory=set)

    def rows_of(self, data: bytes, name: str) -> list[Line]:
        """The rows of the tables on a picture; none where it shows none or can't be recognised."""
        if len(data) < _LEAST_BYTES or name in self.seen or len(self.seen) >= _MOST:
            return []
        self.seen.add(name)
        try:
            document = self.read(data, name)
        except ReadError:
            return []
        if document.format != "image":
            return []
        found = [row for row in _rows(document) if BAR in row[0]]
        self.rows += found
        self.recognised += bool(found)
        return [tuple(text.split(BAR)) for text, _ in found]

    def marked(self, document: Document) -> Document:
        """The document with what is known of how sure the recognised rows in it are."""
        at, stretches = 0, list(document.confidence)
        for text, inside in self.rows:
            at = document.text.find(text, at)
            if at < 0:
                break
            stretches += [(at + start, at + end, sure) for start, end, sure in inside]
            at += len(text)
        return replace(document, confidence=tuple(stretches))


def _rows(document: Document) -> Sequence[tuple[str, tuple[Stretch, ...]]]:
    rows, start = [], 0
    for text in document.text.splitlines():
        end = start + len(text)
        inside = [(a - start, b - start, sure) for a, b, sure in document.confidence if start <= a and b <= end]
        rows.append((text, tuple(inside)))
        start = end + 1
    return rows

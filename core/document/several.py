"""A file that holds several documents, as a mail with attachments does: the fullest is read, the others are named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from core.errors import ReadError
from core.types import Document, Issue, named

_ROW = re.compile(r"\|[ ]*[+-]?\d[\d,.]*[ ]*(?=\||$)", re.MULTILINE)
_MOST_NAMED = 6
_SOME_ROWS = 5


class Part(NamedTuple):
    """One document of a file: its name where it is an attachment, and how it is read. May raise ReadError."""

    name: str
    read: Callable[[], Document]


def fullest(parts: Iterable[Part], file_format: str) -> Document:
    """The document that tells most in figures, else in words. Raises the ReadError of the first where none is read."""
    found: list[tuple[Part, Document]] = []
    failed: list[tuple[Part, ReadError]] = []
    for part in parts:
        try:
            found.append((part, part.read()))
        except ReadError as error:
            failed.append((part, error))
    if not found:
        raise failed[0][1] if failed else ReadError("unreadable", "The file holds no document.")
    chosen, document = max(found, key=lambda pair: _weight(pair[1]))
    others = [part.name for part, _ in (*found, *failed) if part.name and part is not chosen]
    notes = document.notes
    if chosen.name:
        notes = (*notes, Issue("attachments", "info", "read", values=named(name=chosen.name)))
    return replace(document, format=file_format, notes=(*notes, *attachments_left(others)))


def attachments_left(names: Sequence[str]) -> tuple[Issue, ...]:
    """What to tell of attachments that were not read."""
    return (Issue("attachments", "info", "left", values=named(names=tuple(names[:_MOST_NAMED]))),) if names else ()


def has_tables(document: Document) -> bool:
    """Whether a document has rows of figures, more than a letter that goes with a report would."""
    return len(_ROW.findall(document.text)) >= _SOME_ROWS


def _weight(document: Document) -> tuple[int, int]:
    return len(_ROW.findall(document.text)), len(document.text)

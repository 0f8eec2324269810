"""Files that a PDF carries along: attachments, and the documents of a portfolio."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from core.document.fixed.pdfium import text_in
from core.document.limits import limits
from core.document.several import Part, attachments_left, fullest, has_tables
from core.errors import ReadError
from core.types import Document

_MOST = 100

Read = Callable[[bytes, str], Document]


class _File(NamedTuple):
    name: str
    handle: Any


def with_attached(pdf: pdfium.PdfDocument, pages: Callable[[], Document], read: Read) -> Document:
    """The document of the pages; where they hold no tables, the fullest of them and of the files that go with them."""
    files = list(_files(pdf))[:_MOST]
    if not files:
        return pages()
    own = _tried(pages)
    if isinstance(own, Document) and has_tables(own):
        return replace(own, notes=(*own.notes, *attachments_left([file.name for file in files])))
    parts = [Part(file.name, partial(_read, file, read)) for file in files]
    return fullest([Part("", partial(_given, own)), *parts], "pdf")


def _tried(pages: Callable[[], Document]) -> Document | ReadError:
    try:
        return pages()
    except ReadError as error:
        return error


def _given(own: Document | ReadError) -> Document:
    if isinstance(own, ReadError):
        raise own
    return own


def _read(file: _File, read: Read) -> Document:
    return read(_data_of(file), file.name)


def _files(pdf: pdfium.PdfDocument) -> Iterator[_File]:
    for index in range(raw.FPDFDoc_GetAttachmentCount(pdf.raw)):
        handle = raw.FPDFDoc_GetAttachment(pdf.raw, index)
        if handle:
            yield _File(_name_of(handle), handle)


def _name_of(handle: Any) -> str:
    room = (ctypes.c_ushort * 260)()
    length = raw.FPDFAttachment_GetName(handle, room, ctypes.sizeof(room))
    return text_in(room, length) or "file"


def _data_of(file: _File) -> bytes:
    """The bytes of a file. Raises ReadError: unreadable, too_large."""
    length = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(file.handle, None, 0, length):
        raise ReadError("unreadable", "An attachment of the PDF is damaged.")
    if length.value > limits().member_bytes:
        raise ReadError("too_large", "An attachment of the PDF is too large.")
    room = (ctypes.c_char * length.value)()
    raw.FPDFAttachment_GetFile(file.handle, room, length.value, length)
    return bytes(room)

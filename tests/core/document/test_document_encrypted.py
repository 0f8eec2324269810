"""A file that asks for a password says so, in every format that can."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest

from core.document import read
from core.errors import ReadError
from tests.core.document.test_document_safety import old_workbook
from tests.report_files import as_ods, as_ofd, docx, open_document, p, repacked, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
)


def with_locked_parts(data: bytes) -> bytes:
    """An OpenDocument file as one saved with a password: its parts can't be read, its manifest says why."""
    return repacked(data, {"META-INF/manifest.xml": MANIFEST, "content.xml": "\1\2\3" * 99})


def with_locked_members(data: bytes) -> bytes:
    """A zip every member of which is marked as encrypted."""
    marked = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(signature)
        while at >= 0:
            marked[at + offset] |= 1
            at = marked.find(signature, at + 1)
    return bytes(marked)


def locked_workbook() -> bytes:
    """An xls whose records after the first are one that tells how it is encrypted."""
    data = old_workbook()
    start = end = data.index(b"\x09\x08\x10\x00\x00\x06") + 20
    while end - start < 58:
        end += 4 + int(struct.unpack_from("<H", data, end + 2)[0])
    lock = struct.pack("<HHHHHH", 0x2F, end - start - 4, 1, 1, 1, 0)
    return data[:start] + lock + bytes(end - start - len(lock)) + data[end:]


FILES: dict[str, Callable[[], bytes]] = {
    "docx, xlsx": lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
    "odt": lambda: with_locked_parts(open_document("")),
    "ods": lambda: with_locked_parts(as_ods(["收到12件"])),
    "odt in one part": lambda: zipped({"mimetype": "x", "META-INF/manifest.xml": MANIFEST, "encrypted-package": "1"}),
    "ofd": lambda: zipped({"OFDEntries.xml": "<a/>", "Encryptions.xml": "<a/>"}),
    "ofd as a zip": lambda: with_locked_members(as_ofd(["收到12件"])),
    "docx as a zip": lambda: with_locked_members(docx(p("收到12件"))),
    "zip": lambda: with_locked_members(zipped({"a.txt": "收到12件"})),
}


@pytest.mark.parametrize("kind", FILES)
def test_encrypted(kind: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(FILES[kind]())
    assert caught.value.code == "encrypted"


def test_an_encrypted_old_workbook() -> None:
    pytest.importorskip("python_calamine")
    pytest.importorskip("xlwt")
    with pytest.raises(ReadError) as caught:
        read(locked_workbook())
    assert caught.value.code == "encrypted"

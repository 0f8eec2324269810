"""Bytes to a document, by the reader for the format that the content shows."""

from __future__ import annotations

import re

from core.document import sniff
from core.document.container import Container, members, open_zip, parse_xml
from core.document.fixed.ofd import read_ofd
from core.document.fixed.placed_words import read_placed_words
from core.document.limits import limits
from core.document.notations.translate import as_html
from core.document.office.delimited import read_csv
from core.document.office.docx import read_docx, read_word_xml
from core.document.office.ods import read_ods
from core.document.office.opendocument import read_opendocument
from core.document.office.rtf import read_rtf
from core.document.office.sheet_xml import read_sheet_xml
from core.document.office.xlsx import read_xlsx
from core.document.web.encoding import decode
from core.document.web.markup import read_html
from core.document.web.mht import read_mht
from core.document.web.trees import parse_tree, read_xml
from core.errors import ReadError
from core.types import Document

_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")


def read(data: bytes, name: str = "") -> Document:
    """The document a file holds; `name` only helps where the content does not tell the format.

    Raises ReadError: unreadable, encrypted, too_large, or unsupported (the message says what to install).
    """
    if not data.strip(b"\0\t\n\r\f\v "):
        raise ReadError("unreadable", "The file is empty.")
    most = limits().file_bytes
    if len(data) > most:
        raise ReadError("too_large", f"The file is larger than {most / 1e6:g} MB.")
    match sniff.of_bytes(data):
        case "pdf":
            return _read_pdf(data)
        case "zip":
            return _read_zip(data)
        case "ole":
            return _read_ole(data)
        case "rtf":
            return read_rtf(data)
        case "mht":
            return read_mht(data)
        case "image":
            return _read_picture(data)
        case "archive":
            raise ReadError("unsupported", "Of archives only zip is read: unpack the file first.")
        case "text":
            return _read_text(data, name)


def is_archive(data: bytes) -> bool:
    """Whether the file is a zip of files (and no document that happens to be packed as one)."""
    try:
        return sniff.of_bytes(data) == "zip" and sniff.of_zip(open_zip(data).names()) == "zip"
    except ReadError:
        return False


def _read_text(data: bytes, name: str) -> Document:
    text = decode(data)
    kind = sniff.of_text(text, name)
    if kind == "xml":
        return _read_office_xml(text)
    if kind == "tree" and (document := _read_tree(text)):
        return document
    if kind == "html":
        return read_html(text)
    if kind == "csv":
        return read_csv(text)
    translated = as_html(text)
    return Document(text=text) if translated is None else read_html(translated, is_page=False)


def _read_tree(text: str) -> Document | None:
    """XML that is no office file: where words stand, or a text with tables by names of its own."""
    root = parse_tree(text)
    if root is None:
        return None
    document = read_placed_words(root) or read_xml(root)
    # What stands in attributes of the tree is better told as the text it is.
    return document if 2 * _chinese(document.text) > _chinese(text) else None


def _chinese(text: str) -> int:
    return sum(1 for character in text if "\u4e00" <= character <= "\u9fff")


def _read_office_xml(text: str) -> Document:
    """An office file saved as one XML file."""
    root = parse_xml(_DECLARATION.sub("", text, count=1).encode())
    match sniff.of_xml(str(root.tag)):
        case "opendocument":
            return read_opendocument(root)
        case "workbook":
            return read_sheet_xml(root)
        case "word":
            return read_word_xml(root)


def _read_pdf(data: bytes) -> Document:
    try:
        from core.document.fixed.pdf import read_pdf
    except ModuleNotFoundError as error:
        raise _missing("PDF files", "pdf") from error
    return read_pdf(data)


def _read_picture(data: bytes) -> Document:
    try:
        from core.document.picture.ocr import read_picture
    except ModuleNotFoundError as error:
        raise _missing("Pictures", "ocr") from error
    return read_picture(data)


def _read_zip(data: bytes) -> Document:
    container = open_zip(data)
    match sniff.of_zip(container.names()):
        case "docx":
            return read_docx(container)
        case "ofd":
            return read_ofd(container)
        case "xlsx":
            return read_xlsx(container)
        case "xlsb":
            return _read_workbook(data, "xlsb")
        case "encrypted":
            raise _locked()
        case "opendocument" if _has_locked_parts(container):
            raise _locked()
        case "opendocument" if b"spreadsheet" in container.read("mimetype"):
            return read_ods(container.xml("content.xml"))
        case "opendocument" if b"text" in container.read("mimetype"):
            parts = [name for name in ("content.xml", "styles.xml") if name in container.names()]
            return read_opendocument(*map(container.xml, parts))
        case "opendocument" | "pptx":
            raise ReadError("unsupported", "Of office files only Word documents and workbooks are read.")
        case "zip":
            return _read_only_member(data)


def _has_locked_parts(container: Container) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in container.names() and b":encryption-data" in container.read(manifest)


def _locked() -> ReadError:
    return ReadError("encrypted", "The office file asks for a password.")


def _read_only_member(data: bytes) -> Document:
    """The document of a zip that holds one file."""
    files = list(members(data))
    if len(files) != 1:
        raise ReadError("unsupported", f"The archive holds {len(files)} files: read them one by one.")
    name, content = files[0]
    if isinstance(content, ReadError):
        raise content
    if is_archive(content):
        raise ReadError("unsupported", "An archive within an archive is not read.")
    return read(content, name)


def _read_ole(data: bytes) -> Document:
    match sniff.of_ole(data):
        case "encrypted":
            raise _locked()
        case "xls":
            return _read_workbook(data, "xls")
        case "doc":
            from core.document.office.doc import read_doc

            return read_doc(data)
        case "other":
            raise ReadError("unsupported", "Of office files only Word documents and workbooks are read.")


def _read_workbook(data: bytes, kind: str) -> Document:
    try:
        from core.document.office.sheets import read_workbook
    except ModuleNotFoundError as error:
        raise _missing("Workbooks of the kinds xls and xlsb", "office") from error
    return read_workbook(data, kind)


def _missing(what: str, extra: str) -> ReadError:
    return ReadError("unsupported", f'{what} need an extra: pip install "gongkai[{extra}]".')

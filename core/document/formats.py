"""Bytes to a document, by the reader for the format that the content shows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from core.document import sniff
from core.document.container import Container, members_of, open_zip
from core.document.direction import as_displayed
from core.document.epub import read_epub
from core.document.fixed.ofd import read_ofd
from core.document.limits import limits
from core.document.office.docx import read_docx
from core.document.office.ods import read_ods
from core.document.office.opendocument import read_opendocument
from core.document.office.rtf import read_rtf
from core.document.office.stored import with_pictures
from core.document.office.xlsx import read_xlsx
from core.document.packed import open_packed
from core.document.several import Part, fullest
from core.document.texts import read_text
from core.document.web.mail import mail_parts, saved_pages
from core.errors import ReadError
from core.types import Document


def read(data: bytes, name: str = "") -> Document:
    """The document a file holds; `name` only helps where the content does not tell the format.

    Raises ReadError: unreadable, encrypted, too_large, or unsupported (the message says what to install).
    """
    document = _read(data, name)
    # Offsets of pages hold only where the text stays as it is; those formats place each character themselves.
    shown = document.text if document.page_starts else as_displayed(document.text)
    return document if shown is document.text else replace(document, text=shown)


def _read(data: bytes, name: str) -> Document:
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
            pages, find = saved_pages(data)
            return fullest([Part("", partial(read_text, page, "page.html", read, find)) for page in pages], "mht")
        case "mail":
            return _read_mail(data)
        case "packed":
            return _read_only_member(open_packed(data, name))
        case "image":
            return _read_picture(data)
        case "archive":
            raise ReadError("unsupported", "Of archives zip, tar, gz, bz2 and xz are read: unpack the file first.")
        case "foreign":
            raise _foreign()
        case "text":
            return read_text(data, name, read)


def is_archive(data: bytes) -> bool:
    """Whether the file is an archive of files (and no document that happens to be packed as one)."""
    try:
        family = sniff.of_bytes(data)
        return family == "packed" or (family == "zip" and sniff.of_zip(open_zip(data).names()) == "zip")
    except ReadError:
        return False


def _read_pdf(data: bytes) -> Document:
    try:
        from core.document.fixed.pdf import read_pdf
    except ModuleNotFoundError as error:
        raise _missing("PDF files", "pdf") from error
    return read_pdf(data, read)


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
            return read_docx(container, read)
        case "epub":
            return read_epub(container, read)
        case "ofd":
            return read_ofd(container)
        case "xlsx":
            return with_pictures(container, read_xlsx(container), read)
        case "xlsb":
            return _read_workbook(data, "xlsb")
        case "encrypted":
            raise _locked()
        case "opendocument" if _has_locked_parts(container):
            raise _locked()
        case "opendocument" if b"spreadsheet" in container.read("mimetype"):
            return with_pictures(container, read_ods(container.xml("content.xml")), read)
        case "opendocument" if b"text" in container.read("mimetype"):
            parts = [name for name in ("content.xml", "styles.xml") if name in container.names()]
            return with_pictures(container, read_opendocument(*map(container.xml, parts)), read)
        case "opendocument" | "pptx":
            raise ReadError("unsupported", "Of office files only Word documents and workbooks are read.")
        case "foreign":
            raise _foreign()
        case "zip":
            return _read_only_member(container)


def _has_locked_parts(container: Container) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in container.names() and b":encryption-data" in container.read(manifest)


def _foreign() -> ReadError:
    return ReadError("unsupported", "Files of this format are not read: save it as PDF, Word or a web page.")


def _locked() -> ReadError:
    return ReadError("encrypted", "The office file asks for a password.")


def _read_only_member(container: Container) -> Document:
    """The document of an archive that holds one file."""
    files = list(members_of(container))
    if len(files) != 1:
        raise ReadError("unsupported", f"The archive holds {len(files)} files: read them one by one.")
    name, content = files[0]
    if isinstance(content, ReadError):
        raise content
    if is_archive(content):
        raise ReadError("unsupported", "An archive within an archive is not read.")
    return read(content, name)


def _read_mail(data: bytes) -> Document:
    subject, parts = mail_parts(data)
    document = fullest([Part(part.name, partial(read, part.data, part.name)) for part in parts], "mail")
    is_body = not any(note.code == "attachments" and note.kind == "read" for note in document.notes)
    return replace(document, text=f"{subject}\n{document.text}") if subject and is_body else document


def _read_ole(data: bytes) -> Document:
    match sniff.of_ole(data):
        case "encrypted":
            raise _locked()
        case "xls":
            return _read_workbook(data, "xls")
        case "doc":
            from core.document.office.doc import read_doc

            return read_doc(data)
        case "message":
            raise ReadError("unsupported", "Messages of Outlook (msg) are not read: save it as eml.")
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

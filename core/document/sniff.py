"""Which format a file has, by its content; its name only decides where the content can't."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from core.document.packed import is_packed
from core.document.web.wrapped import is_json

Binary = Literal["pdf", "zip", "ole", "rtf", "mht", "mail", "image", "packed", "archive", "foreign", "text"]
Package = Literal["docx", "xlsx", "xlsb", "opendocument", "ofd", "epub", "pptx", "encrypted", "foreign", "zip"]
Ole = Literal["doc", "xls", "encrypted", "message", "other"]
Text = Literal["text", "html", "csv", "xml", "tree", "json"]
OfficeXml = Literal["word", "workbook", "opendocument"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MAGIC: tuple[tuple[bytes, Binary], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"ITSF", "foreign"),
    (b"AT&TFORM", "foreign"),
    (b"CAJ\0", "foreign"),
    (b"KDH ", "foreign"),
    (b"HN\0\0", "foreign"),
    (b"MZ\x90\0", "foreign"),
    (b"\x1aE\xdf\xa3", "foreign"),
    (b"ID3", "foreign"),
    (b"SQLite format 3\0", "foreign"),
    (b"\x1f\x8b\x08", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\0", "packed"),
)
_BITMAP = re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL)
_HEIC = re.compile(rb".{4}ftyp(?:heic|heix|hevc|mif1|msf1|avif)", re.DOTALL)
_FILM = re.compile(rb".{4}ftyp(?!heic|heix|hevc|mif1|msf1|avif)[\w ]{4}", re.DOTALL)
_MHT = re.compile(
    rb"^(?:content-type:[ \t]*multipart/related|content-location:|from: <saved by)", re.IGNORECASE | re.MULTILINE
)
_MAIL = re.compile(
    rb"^(?:from|to|cc|subject|date|mime-version|received|return-path|delivered-to|message-id|content-type|x-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESSED = re.compile(rb"^(?:to|received|return-path|delivered-to|message-id):", re.IGNORECASE | re.MULTILINE)
_FEWEST_HEADERS = 3
_PACKAGES: tuple[tuple[str, Package], ...] = (
    ("word/document", "docx"),
    ("xl/workbook.bin", "xlsb"),
    ("xl/workbook", "xlsx"),
    ("OFD.xml", "ofd"),
    ("ppt/presentation", "pptx"),
    ("META-INF/container.xml", "epub"),
    ("FixedDocSeq.fdseq", "foreign"),
    ("FixedDocumentSequence.fdseq", "foreign"),
    ("Index/Document.iwa", "foreign"),
    ("Index.zip", "foreign"),
)
# OpenDocument and OFD whose parts are all within an encrypted one.
_LOCKED = ("encrypted-package", "Encryptions.xml", "OFDEntries.xml")
_STREAMS: tuple[tuple[str, Ole], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book\0", "xls"),
    ("__substg1.0_", "message"),
)

_HTML_START = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6]|center|font|span|section|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_TREE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<[!?][^>]*>\s*)*<[A-Za-z][\w.:-]*(?:\s[^<>]*)?>")
_PUBLISHED = re.compile(r"<(?:\w+:)?(?:para|simpara|informaltable|tgroup|teiHeader|FictionBook)\b")
_PLACED = re.compile(r"<word [^<>]*\bxMin=|class=['\"]ocr_page")
_OFFICE_XML = re.compile(
    r"\s*<(?:\?xml|!--)[^<]{0,4000}?(?:<[?!][^<]{0,4000}?)*"
    r"<(?:\w+:)?(?:wordDocument|package|document|Workbook)\s[^<]{0,8000}?"
    r"(?:schemas\.microsoft\.com/office/(?:word/2003/wordml|2006/xmlPackage)|"
    r"urn:schemas-microsoft-com:office:spreadsheet|urn:oasis:names:tc:opendocument)"
)
_ROOTS: tuple[tuple[str, OfficeXml], ...] = (("opendocument", "opendocument"), ("spreadsheet", "workbook"))
_WHOLE_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)
_TABLE = re.compile(r"<table\b[^<>]*>\s*(?:<(?:thead|tbody|colgroup|caption)\b[^<>]*>\s*)*<tr\b", re.IGNORECASE)
_QUOTED_ROW = re.compile(r'^[ \t]*+"(?:[^"]|""){0,200}+"[,;\t][ ]?"', re.MULTILINE)
_FEWEST_ROWS = 5
_CLOSED = re.compile(r"</(?:p|div|td|tr|table|body|html|h[1-6]|span)\s*>|<br\s*/?>", re.IGNORECASE)


def of_bytes(data: bytes) -> Binary:
    """The family of a file by its first bytes; `text` where nothing tells otherwise."""
    head = data[:1024]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_ZIP):
        # Whatever stands in it: its first member may be a PDF that is stored as it is.
        return "zip"
    if b"%PDF-" in head and (head.lstrip().startswith(b"%PDF-") or b"\0" in data[:4096] or b"endobj" in data[:100_000]):
        return "pdf"
    if (head.startswith(b"RIFF") and head[8:12] == b"WEBP") or _HEIC.match(head):
        return "image"
    if _FILM.match(head):
        return "foreign"
    for magic, family in _MAGIC:
        if head.startswith(magic) and (magic != b"BM" or _BITMAP.match(head)):
            return family
    if is_packed(head):
        return "packed"
    may_be_mail = head.count(b":") >= _FEWEST_HEADERS and len(_MAIL.findall(head)) >= _FEWEST_HEADERS
    if may_be_mail and _ADDRESSED.search(data[:8192]):
        return "mail"
    return "mht" if b"mime-version:" in head.lower() and _MHT.search(data[:4096]) else "text"


def of_zip(names: Sequence[str]) -> Package:
    """What a zip is, by the parts it must have."""
    if any(name in names for name in _LOCKED):
        return "encrypted"
    for start, package in _PACKAGES:
        if any(name.startswith(start) for name in names):
            return package
    return "opendocument" if "mimetype" in names and "content.xml" in names else "zip"


def of_ole(data: bytes) -> Ole:
    """What an OLE compound file is, by the names of its streams."""
    for stream, kind in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return "other"


def of_text(text: str, name: str = "") -> Text:
    """What decoded text is. Text with a stray tag or two stays text; a real html table makes it a page."""
    if is_json(text):
        return "json"
    if "<" in text and (kind := _of_tags(text)) is not None:
        return kind
    is_csv = name.lower().endswith((".csv", ".tsv")) or ('"' in text and len(_QUOTED_ROW.findall(text)) >= _FEWEST_ROWS)
    return "csv" if is_csv else "text"


def _of_tags(text: str) -> Text | None:
    """What text with tags is; None where they do not make it more than text."""
    head = text[:4096]
    if _OFFICE_XML.match(text[:20_000]):
        return "xml"
    if _PLACED.search(text[:200_000]) or (_TREE.match(head) and _PUBLISHED.search(text)):
        return "tree"
    if _HTML_START.match(head) and (_WHOLE_PAGE.match(head) or _CLOSED.search(text)):
        return "html"
    if _TREE.match(head) and text.rstrip().endswith(">"):
        return "tree"
    return "html" if _TABLE.search(text) else None


def of_xml(root: str) -> OfficeXml:
    """What an office file saved as one XML file is, by its first tag."""
    return next((kind for words, kind in _ROOTS if words in root), "word")

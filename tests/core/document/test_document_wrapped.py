"""Documents within something else: mails, books, archives, scripts, JSON, chunks of Word; text decoded wrongly once."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
from base64 import b64encode
from collections.abc import Callable
from html import escape
from quopri import encodestring
from urllib.parse import quote

import pytest

from core import parse
from core.document import is_archive, read
from core.document.limits import ReadLimits, limited
from core.errors import ReadError
from core.types import Document
from tests.forging import Forged, forge
from tests.report_files import as_html, as_text, docx, repacked, report_blocks, zipped

FORGED = forge(5, "2021")
BLOCKS = report_blocks(FORGED)
PAGE = as_html(BLOCKS)
BODY = PAGE.partition("<body>")[2].partition("</body>")[0]


def tables(document: Document) -> dict[tuple[str, str | None], float]:
    return {(fact.indicator, fact.applicant): fact.value for fact in parse(document).facts if fact.source == "table"}


def told(document: Document) -> set[tuple[str, str]]:
    return {(note.code, note.kind) for note in document.notes}


# --- pages that are wrapped ----------------------------------------------------------------------------------


def with_script(script: str) -> str:
    return f"<html><head><title>年报</title></head><body><div id=app></div><script>{script}</script></body></html>"


def state(value: object) -> str:
    return json.dumps(value)


def wide(text: str) -> str:
    """As unescape() of old scripts takes it."""
    return "".join(quote(character) if ord(character) < 128 else f"%u{ord(character):04X}" for character in text)


def in_bytes(text: str) -> str:
    return "".join(f"\\x{ord(character):02x}" if ord(character) < 256 else character for character in text)


WRAPPED: dict[str, str] = {
    # Escaped twice by a site's editor; once, whole, in a wrapper.
    "entities escaped twice": "<html><body>"
    + "".join(character if ord(character) < 128 else f"&amp;#{ord(character)};" for character in BODY)
    + "</body></html>",
    "tags escaped": f"<html><head><title>年报</title></head><body><div>{escape(BODY)}</div></body></html>",
    "tags escaped twice": f"<html><body>{escape(escape(BODY))}</body></html>",
    # firecrawl/firecrawl#547 and the like: the article stands in a script that builds the page.
    "variable": with_script(f"var detail = {{title: 'a', content: {json.dumps(BODY)}}};"),
    "single quotes": with_script("var html = '" + BODY.replace("'", "\\'") + "';"),
    "state": with_script(f"window.__STATE__={state({'data': {'article': {'content': BODY}}})};"),
    "state as text": with_script(f"window.__STATE__=JSON.parse({json.dumps(state({'content': BODY}))});"),
    "island": with_script("").replace(
        "<script>", f'<script type="application/json">{state({"props": [{"html": BODY}]})}</script><script>'
    ),
    # ... encoded, in pieces, or written line by line
    "unescape": with_script(f'document.write(unescape("{wide(BODY)}"))'),
    "decodeURIComponent": with_script(f'document.write(decodeURIComponent("{quote(BODY)}"))'),
    "atob": with_script(f'x = atob("{b64encode(BODY.encode()).decode()}")'),
    "bytes": with_script(f'var c = "{in_bytes(BODY)}";'),
    "pieces": with_script(
        'var c = "' + '" +\n"'.join(json.dumps(BODY[at : at + 80])[1:-1] for at in range(0, len(BODY), 80)) + '";'
    ),
    "lines": with_script("".join(f"document.write({json.dumps(part + '>')});\n" for part in BODY.split(">")[:-1])),
    # A file that is a script.
    "jsonp": f"callback({json.dumps({'content': BODY})});",
    "a variable": f"var data = {json.dumps({'content': BODY})};",
    # What scripts show later, and frames that hold their page.
    "textarea": f"<html><body><textarea style='display:none'>{escape(BODY)}</textarea></body></html>",
    "field": f'<html><body><input type=hidden value="{escape(BODY)}"></body></html>',
    "template": f"<html><body><p>年报</p><template>{BODY}</template></body></html>",
    "noscript": f"<html><body><noscript>{BODY}</noscript></body></html>",
    "drawing": f"<html><body><svg><foreignObject>{BODY}</foreignObject></svg></body></html>",
    "frame": f'<html><body><iframe srcdoc="{escape(BODY)}"></iframe></body></html>',
    # WebMemex/freeze-dry#25: a whole page in a frame, around which there is nothing.
    "page in a frame": f'<html><body><iframe srcdoc="{escape(PAGE)}"></iframe></body></html>',
    "frame by its address": '<html><body><iframe src="data:text/html;base64,'
    f'{b64encode(PAGE.encode()).decode()}"></iframe></body></html>',
    # A whole file in codes: of a program, of an address, of a mail.
    "codes of a program": as_text(BLOCKS).encode("unicode_escape").decode(),
    "codes of an address": quote(as_text(BLOCKS)),
    "codes of a mail": encodestring(PAGE.encode()).decode(),
    # The answers of a site's interface.
    "json": state({"code": 0, "data": {"title": "年报", "content": BODY, "pubDate": "2024-01-20"}}),
    "json of escaped html": state([{"id": 1, "html": escape(BODY)}]),
    "json in json": state({"data": state({"content": BODY})}),
    "json of encoded html": state({"content": quote(BODY)}),
    "json of base64": state({"content": b64encode(BODY.encode()).decode()}),
    "har": state({"log": {"entries": [{"response": {"content": {"text": b64encode(PAGE.encode()).decode()}}}]}}),
    "json of blocks": state({"blocks": [list(map(list, b)) if not isinstance(b, str) else b for b in BLOCKS]}),
    "json of named blocks": state(
        {"blocks": [{"type": "p", "text": b} if isinstance(b, str) else {"rows": list(map(list, b))} for b in BLOCKS]}
    ),
    "json of text": state({"content": as_text(report_blocks(FORGED))}),
    "notebook": state(
        {"cells": [{"cell_type": "markdown", "source": [f"{part}\n" for part in BODY.split("><")]}]}
    ).replace("\\n", "><\\n"),
}


@pytest.mark.parametrize("kind", [kind for kind in WRAPPED if kind != "notebook"])
def test_a_page_within_something_else(kind: str) -> None:
    document = read(WRAPPED[kind].encode())
    assert tables(document) == FORGED.values
    assert parse(document).identity.year == FORGED.year


def test_the_lines_of_a_notebook_are_one_text() -> None:
    lines = as_html(report_blocks(FORGED)).replace("<tr>", "\n<tr>").splitlines(keepends=True)
    assert tables(read(state({"cells": [{"source": lines}]}).encode())) == FORGED.values


DATA = [
    state(
        {"report": {"title": "某县2023年政府信息公开工作年度报告"}, "facts": [{"quote": "收到申请17件", "value": 17}]}
    ),
    state([{"indicator": "requests.received", "value": 17, "quote": "2023年，共收到政府信息公开申请17件。" * 5}]),
    state(
        [{"text": f"2023年，共收到政府信息公开申请{count}件。" * 3, "label": "requests.received"} for count in range(9)]
    ),
    state([{"question": "收到多少", "context": "2023年，共收到政府信息公开申请17件。", "answer": "17"}] * 20),
    '{"file": "a", "text": "收到申请17件"}\n{"file": "b", "text": "收到申请18件"}\n',
]


@pytest.mark.parametrize("data", DATA)
def test_data_that_only_quotes_a_report_is_none(data: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data.encode())
    assert (caught.value.code, caught.value.kind) == ("not_a_report", "data")


# --- mails, books, archives, chunks ----------------------------------------------------------------------------


def mail(*parts: tuple[str, bytes, str], subject: str = "") -> bytes:
    """A message of parts: type, bytes and the name of an attachment."""
    head = f"From: a@example.cn\r\nTo: b@example.cn\r\nSubject: =?utf-8?b?{b64encode(subject.encode()).decode()}?=\r\n"
    body = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    for kind, data, name in parts:
        attached = f'Content-Disposition: attachment; filename="{name}"\r\n' if name else ""
        coded = b64encode(data).decode()
        body += f"--b\r\nContent-Type: {kind}\r\n{attached}Content-Transfer-Encoding: base64\r\n\r\n{coded}\r\n"
    return f"{head}{body}--b--\r\n".encode()


def test_the_page_of_a_mail() -> None:
    """deanmalmgren/textract#4, GOVCERT-LU/eml_parser#28."""
    data = mail(("text/plain", "见 html".encode(), ""), ("text/html", PAGE.encode("gb18030"), ""), subject="报送年报")
    document = read(data, "a.eml")
    assert (document.format, tables(document), told(document)) == ("mail", FORGED.values, set())
    assert document.text.startswith("报送年报\n")


def test_the_attachment_of_a_mail() -> None:
    data = mail(
        ("text/plain", "请查收附件。".encode(), ""),
        ("application/octet-stream", docx("<w:p/>"), "empty.docx"),
        ("application/octet-stream", PAGE.encode(), "report.html"),
        ("application/zip", b"PK broken", "more.zip"),
    )
    document = read(data)
    assert tables(document) == FORGED.values
    assert {note.kind: dict(note.values) for note in document.notes} == {
        "read": {"name": "report.html"},
        "left": {"names": ("empty.docx", "more.zip")},
    }


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"ITSF\x03\0\0\0" + bytes(600), "of this format"),
        (b"AT&TFORM" + bytes(600), "of this format"),
        (b"\0\0\0\x18ftypmp42" + bytes(600), "of this format"),
        (zipped({"FixedDocSeq.fdseq": "<a/>", "Documents/1.fpage": "<b/>"}), "of this format"),
        (zipped({"Index/Document.iwa": "a", "preview.jpg": "b"}), "of this format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_1000001F".encode("utf-16-le") + bytes(600), "Outlook"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(600), "Of archives"),
        (b"Rar!\x1a\x07\x00" + bytes(600), "Of archives"),
    ],
)
def test_a_format_that_is_not_read_is_named_as_that(data: bytes, told: str) -> None:
    with pytest.raises(ReadError, match=told) as caught:
        read(data)
    assert caught.value.code == "unsupported"


def test_what_a_comment_holds_is_not_read() -> None:
    with pytest.raises(ReadError):
        parse(read(f"<html><body><!--{BODY}--><p>年报</p></body></html>".encode()))


def test_a_text_that_looks_like_headers_is_no_mail() -> None:
    assert read("Title: 年报\nFrom: 某局\n收到申请17件\n".encode()).format == "text"


OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="b" href="text/b.xhtml"/>'
    '<item id="a" href="text/a.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
)
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
)


@pytest.mark.parametrize("opf", [OPF, "<package/>"])
def test_a_book(opf: str) -> None:
    half = BODY.index("<p>三、")
    pages = {"a": BODY[:half], "b": BODY[half:]}
    data = zipped(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OEBPS/content.opf": opf}
        | {f"OEBPS/text/{name}.xhtml": f"<html><body>{body}</body></html>" for name, body in pages.items()}
    )
    document = read(data)
    assert (document.format, tables(document)) == ("epub", FORGED.values)


def tar(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "tar": lambda data: tar({"年报/a.html": data}, "w"),
    "tar.gz": lambda data: tar({"a.html": data}),
    "tar.xz": lambda data: tar({"a.html": data}, "w:xz"),
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
}


@pytest.mark.parametrize("kind", PACKED)
def test_archives(kind: str) -> None:
    data = PACKED[kind](PAGE.encode())
    assert is_archive(data)
    assert tables(read(data, f"a.html.{kind}")) == FORGED.values
    with pytest.raises(ReadError) as caught:
        read(data[: len(data) // 2] if kind != "tar" else data[:700])
    assert caught.value.code in ("unreadable", "unsupported")


@pytest.mark.parametrize("kind", PACKED)
def test_bombs_in_archives(kind: str) -> None:
    with limited(ReadLimits(member_bytes=100_000)), pytest.raises(ReadError) as caught:
        read(PACKED[kind](b"0" * 200_000))
    assert caught.value.code == "too_large"


def test_a_chunk_of_another_format_in_a_word_document() -> None:
    """mwilliamson/mammoth.js#71, evidenceprime/html-docx-js#19."""
    link = (
        '<Relationship Id="c1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" '
        'Target="chunk.html"/>'
    )
    data = repacked(docx('<w:altChunk r:id="c1"/>', link), {"word/chunk.html": PAGE})
    document = read(data)
    assert (document.format, tables(document)) == ("docx", FORGED.values)


# --- decoded wrongly once --------------------------------------------------------------------------------------


def mistaken(wrong: str, right: str = "utf-8") -> Callable[[str], bytes]:
    return lambda page: page.encode(right).decode(wrong).encode()


def lossy_windows(page: str) -> bytes:
    """As a program does that knows no more than the code page: five bytes are lost."""
    return page.encode().decode("cp1252", "replace").encode()


def whole(forged: Forged, make: Callable[[str], bytes]) -> None:
    document = read(make(as_html(report_blocks(forged))))
    assert tables(document) == forged.values
    assert ("text_repaired", "decoded_twice") in told(document)
    assert parse(document).identity.organization == "临江县人民政府"


@pytest.mark.parametrize(
    "make",
    [mistaken("latin-1"), lossy_windows, mistaken("latin-1", "gb18030"), mistaken("mac_roman")],
    ids=["utf-8 as latin-1", "utf-8 as windows", "gbk as latin-1", "utf-8 as macintosh"],
)
def test_text_decoded_wrongly_once_is_turned_back(make: Callable[[str], bytes]) -> None:
    """CrawlScript/WebCollector#108, rspeer/python-ftfy#103."""
    whole(FORGED, make)


def test_text_that_lost_characters_says_so() -> None:
    page = PAGE.encode().decode("gb18030", "replace").encode()
    with pytest.raises(ReadError) as caught:
        read(page)
    assert caught.value.code == "unreadable"
    assert "wrong encoding once" in caught.value.message


@pytest.mark.parametrize("text", [PAGE, "<p>Résumé à l'été, café — naïve façade über Straße</p>" * 5, "收到12件"])
def test_other_text_is_not_turned(text: str) -> None:
    assert ("text_repaired", "decoded_twice") not in told(read(text.encode()))

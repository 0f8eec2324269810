"""Nothing that a file refers to is fetched, whatever the format."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from core.document import read
from core.document.office import doc
from tests.report_files import (
    W,
    as_html,
    as_ofd,
    as_sheet_2003,
    as_xlsx,
    docx,
    open_document,
    open_document_body,
    p,
    pdf,
    repacked,
    word_2003,
    zipped,
)

WORDS = "收到12件"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """An address on this machine, and what was asked of it."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(100))

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", asked
        server.shutdown(socket.SHUT_RDWR)


def outside(address: str) -> str:
    """The beginning of an XML file that asks for others: a definition, a parameter, an entity."""
    return (
        f'<!DOCTYPE a SYSTEM "{address}.dtd" [<!ENTITY % p SYSTEM "{address}.ent"> %p; <!ENTITY e SYSTEM "{address}">]>'
    )


def page(address: str) -> bytes:
    links = f'<img src="{address}.png"><script src="{address}.js"></script><iframe src="{address}.htm"></iframe>'
    head = f'<base href="{address}"><link rel="stylesheet" href="{address}.css">'
    return as_html([WORDS], "utf-8").replace("<title>", f"{head}<title>").replace("<body>", f"<body>{links}").encode()


def saved_page(address: str) -> bytes:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    return (
        head + f"Content-Type: text/html\r\nContent-Location: {address}\r\n\r\n".encode() + page(address) + b"\r\n--b--"
    )


def linked(address: str, kind: str) -> str:
    return f'<Relationship Id="r9" Type="{RELATIONS}/{kind}" Target="{address}" TargetMode="External"/>'


def word(address: str) -> bytes:
    """A Word file with a linked picture, a linked part, and a template to be had elsewhere."""
    space = "http://schemas.openxmlformats.org/drawingml/2006"
    picture = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{space}/wordprocessingDrawing"><wp:extent cx="9999" cy="9999"/>'
        f'<wp:docPr id="1" name="p"/><a:graphic xmlns:a="{space}/main"><a:graphicData uri="{space}/picture">'
        f'<pic:pic xmlns:pic="{space}/picture"><pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:link="r9"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return repacked(
        docx(
            p(WORDS) + picture,
            linked(f"{address}.png", "image")
            + linked("settings.xml", "settings").replace("r9", "r8").replace(' TargetMode="External"', ""),
        ),
        {
            "word/settings.xml": f'<w:settings xmlns:w="{W}" xmlns:r="{RELATIONS}"><w:attachedTemplate r:id="r9"/></w:settings>',
            "word/_rels/settings.xml.rels": f'<Relationships xmlns="{package}">{linked(f"{address}.dotm", "attachedTemplate")}</Relationships>',
        },
    )


def word_with_entities(address: str) -> bytes:
    body = f'{outside(address)}<w:document xmlns:w="{W}"><w:body>{p(WORDS)}{p("&e;")}</w:body></w:document>'
    return zipped({"word/document.xml": body})


def open_text(address: str) -> bytes:
    picture = f'<text:p><draw:frame><draw:image xmlns:x="http://www.w3.org/1999/xlink" x:href="{address}"/></draw:frame></text:p>'
    return open_document(open_document_body([WORDS]) + picture)


def described(xml: str, address: str) -> bytes:
    return f"<?xml version='1.0'?>{outside(address)}{xml[xml.index('?>') + 2 :]}".encode()


FILES: dict[str, Callable[[str], bytes]] = {
    "html": page,
    "mht": saved_page,
    "docx": word,
    "docx of entities": word_with_entities,
    "doc of xml": lambda address: described(word_2003(p(WORDS)), address),
    "odt": open_text,
    "xlsx": lambda address: with_outside(as_xlsx([WORDS]), "xl/worksheets/sheet1.xml", address),
    "xls of xml": lambda address: described(as_sheet_2003([WORDS]), address),
    "ofd": lambda address: with_outside(as_ofd([WORDS]), "OFD.xml", address),
    "rtf": lambda address: (
        rf'{{\rtf1{{\field{{\*\fldinst INCLUDEPICTURE "{address}"}}{{\fldrslt }}}}\u25910?\u21040?12\u20214?}}'.encode()
    ),
}


def with_outside(data: bytes, part: str, address: str) -> bytes:
    return repacked(data, {part: lambda xml: outside(address) + xml})


@pytest.mark.parametrize("kind", FILES)
def test_no_reader_fetches(kind: str, listener: tuple[str, list[bytes]]) -> None:
    address, asked = listener
    assert WORDS in read(FILES[kind](address)).text
    assert asked == []


def test_pdfium_fetches_nothing(listener: tuple[str, list[bytes]]) -> None:
    pytest.importorskip("pypdfium2")
    address, asked = listener
    shown = pdf(f"BT /F 12 Tf 60 700 Td <{WORDS.encode('utf-16-be').hex()}> Tj ET")
    action = f"/OpenAction<</S/URI/URI({address})>>/Pages".encode()
    assert read(shown.replace(b"/Pages", action, 1)).text == f"{WORDS}\n"
    assert asked == []


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_fetches_nothing(listener: tuple[str, list[bytes]]) -> None:
    address, asked = listener
    # LibreOffice looks at the content too: any file may be called doc.
    assert WORDS in doc.read_doc(word(address)).text
    assert asked == []

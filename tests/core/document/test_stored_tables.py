"""Tables that stand in a document as something else: as pictures, or as the file of another program."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Callable

import pytest

from core import parse
from core.document import read
from core.document.pictured import Pictured
from core.document.web.fields import address_of
from core.document.web.pictures import held_in
from core.errors import ReadError
from core.telling.findings import describe_issue
from core.types import Document
from tests.forging import forge
from tests.report_files import (
    Block,
    as_html,
    as_xlsx,
    docx,
    open_document,
    open_document_body,
    report_blocks,
    word_body,
    zipped,
)

FORGED = forge(5, "2021")
BLOCKS = report_blocks(FORGED)
WORDS: list[Block] = [block for block in BLOCKS if isinstance(block, str)]


def page(*addresses: str) -> str:
    return as_html(WORDS).replace("</body>", "".join(f'<p><img src="{one}"></p>' for one in addresses) + "</body>")


def told(document: Document) -> list[str]:
    issues = parse(document).issues
    return [describe_issue(issue, "zh") for issue in issues if issue.code == "incomplete" and issue.kind != "cut_off"]


LEFT = (
    "表格没有读到数字：主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议、行政诉讼。"
    "文中有2张图片没有读取，表格可能在图片里。"
)
TINY = "data:image/png;base64," + b64encode(b"\x89PNG\r\n\x1a\n").decode()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        # docling-project/docling#886, #439: how many pictures stand where tables belong is told
        (lambda: page("a.png", "b.png").encode(), "a.html"),
        (lambda: page(TINY, TINY).encode(), "a.html"),
        (lambda: ("\n\n".join(map(str, WORDS)) + "\n\n![](images/a.jpg)\n\n![表](b.png)\n").encode(), "a.md"),
        # productdevbook/hucre#184, exceljs/exceljs#2786: pictures in cells of WPS
        (lambda: with_parts(as_xlsx(WORDS), "xl/media/image{}.png"), "a.xlsx"),
        (lambda: with_parts(open_document(open_document_body(WORDS)), "Pictures/{}.png"), "a.odt"),
    ],
)
def test_how_many_pictures_are_left_is_told(data: Callable[[], bytes], name: str) -> None:
    assert told(read(data(), name)) == [LEFT]


def with_parts(package: bytes, name: str) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts: dict[str, str | bytes] = {part: archive.read(part) for part in archive.namelist()}
    return zipped(parts | {name.format(at): b"\x89PNG\r\n\x1a\n" for at in (1, 2)})


def test_signs_of_a_page_are_no_tables() -> None:
    from lxml import etree

    signs = ['width="16"', 'style="width:24px"', "", 'height="20px"']
    pictures = [etree.fromstring(f'<img src="a.png" {sign}/>') for sign in signs]
    assert [address_of(picture) for picture in pictures] == ["", "", "a.png", ""]
    late = etree.fromstring('<img src="x" data-src="images/table.png"/>')
    assert address_of(late) == "images/table.png"


def test_pictures_that_hold_themselves() -> None:
    assert held_in("data:image/png;base64,aGVsbG8=") == b"hello"
    assert held_in("data:image/svg+xml,%3Csvg/%3E") == b"<svg/>"
    assert held_in("a.png") is None
    assert held_in("data:image/png;base64,a") is None


def test_each_picture_is_recognised_once() -> None:
    pictured = Pictured(lambda _data, _name: Document("题\n规章 | 3\n", format="image"))
    assert pictured.rows_of(b"picture" * 1000, "a.png") == [("规章", "3")]
    assert pictured.rows_of(b"picture" * 1000, "a.png") == []
    assert pictured.recognised == 1


def test_a_picture_of_a_table_in_a_page_is_recognised() -> None:
    cv2 = pytest.importorskip("cv2")
    np = pytest.importorskip("numpy")
    pytest.importorskip("rapidocr")
    sheet = np.full((460, 900, 3), 255, np.uint8)
    for step in range(7):
        cv2.line(sheet, (30, 30 + 65 * step), (870, 30 + 65 * step), (0, 0, 0), 2)
        cv2.line(sheet, (30 + 420 * min(step, 2), 30), (30 + 420 * min(step, 2), 420), (0, 0, 0), 2)
    for row in range(6):
        for column, words in enumerate((f"A{row}", str(210 + row))):
            place = (80 + 420 * column, 75 + 65 * row)
            cv2.putText(sheet, words, place, cv2.FONT_HERSHEY_SIMPLEX, 1.3, (0, 0, 0), 3, cv2.LINE_AA)
    picture = cv2.imencode(".png", sheet)[1].tobytes()
    rows = [f"A{row} | {210 + row}" for row in range(6)]
    source = f"data:image/png;base64,{b64encode(picture).decode()}"
    document = read(f'<html><body><p>前</p><img src="{source}"><p>后</p></body></html>'.encode())
    assert document.text.splitlines() == ["前", *rows, "后"]
    assert document.confidence
    assert document.pictures == 0
    written = read(f"前\n\n![]({source})\n\n后\n".encode(), "a.md")
    assert [line for line in written.text.splitlines() if line] == ["前", *rows, "后"]


RELATION = '<Relationship Id="o1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="embeddings/a.xlsx"/>'


def test_a_workbook_that_was_put_into_a_word_document() -> None:
    """yfedoseev/office_oxide#304, python-openxml/python-docx#913: the object shows as a picture, its file is whole."""
    tables: list[Block] = [block for block in BLOCKS if not isinstance(block, str)]
    shown = '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" r:id="o1"/></w:object></w:r></w:p>'
    import zipfile

    data = docx(word_body(WORDS) + shown, RELATION)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {part: archive.read(part) for part in archive.namelist()}
    report = parse(read(zipped(parts | {"word/embeddings/a.xlsx": as_xlsx(tables)})))
    found = {(fact.indicator, fact.applicant): fact.value for fact in report.facts if fact.source == "table"}
    assert found == FORGED.values
    # What is embedded and can't be read is left aside.
    assert read(zipped(parts | {"word/embeddings/a.xlsx": b"PK broken"})).format == "docx"


def test_a_mail_with_a_damaged_part_is_told() -> None:
    with pytest.raises(ReadError):
        read(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n\r\n--b--\r\n")

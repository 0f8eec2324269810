from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from core.document import is_archive, members, read
from core.errors import ReadError
from tests.report_files import W, docx, p, tbl, tc, tr, zipped

BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)

DOCUMENTS = [
    (p("收到申请 ", "1", "2", "件") + p() + p("无"), ["收到申请 12件", "无"]),
    ("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r></w:p>", ["一", "二 三"]),
    # A tracked change reads as it was accepted.
    (
        "<w:p><w:r><w:t>收到</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>8</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
        ["收到8"],
    ),
    # Every cell, the empty ones too; merged ones once.
    (tbl(tr(tc(p("规章")), tc(p("0")), tc(p()), tc(p("1") + p("2")))), ["规章 | 0 |  | 1 2"]),
    (
        tbl(
            tr(tc(p("三"), '<w:vMerge w:val="restart"/>'), tc(p("一"), '<w:gridSpan w:val="2"/>'), tc(p("5"))),
            tr(tc(p(), "<w:vMerge/>"), tc(p("二")), tc(p()), tc(p("6"))),
        ),
        ["三 | 一 | 5", "二 |  | 6"],
    ),
    (tbl(tr(tc(p("本年新") + p("制作数量")), tc(tbl(tr(tc(p("1")), tc(p("件")))) + p()))), ["本年新制作数量 | 1 件"]),
    (
        tbl(tr(tc(p("正文") + tbl(tr(tc(p("规章")), tc(p("0"))), tr(tc(p("许可")), tc(p("3")))) + p("落款")))),
        ["正文", "规章 | 0", "许可 | 3", "落款"],
    ),
    # A text box stands once, after the paragraph it hangs on.
    (
        f"<w:p><w:r><w:t>标</w:t></w:r>{BOX.format(box=p('框一') + p('框二'))}<w:r><w:t>题</w:t></w:r></w:p>",
        ["标题", "框一", "框二"],
    ),
    ("<w:sdt><w:sdtPr/><w:sdtContent>" + p("控件") + "</w:sdtContent></w:sdt>", ["控件"]),
]


@pytest.mark.parametrize(("body", "expected"), DOCUMENTS)
def test_word(body: str, expected: list[str]) -> None:
    document = read(docx(body), "a.doc")
    assert (document.format, document.text.splitlines()) == ("docx", expected)


def cell(reference: str, value: str | float) -> str:
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{reference}"><v>{value!r}</v></c>'


def xlsx(rows: list[list[str | float | None]], merged: tuple[str, ...] = (), state: str = "visible") -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    data = "".join(
        f'<row r="{number}">'
        + "".join(cell(f"{chr(65 + column)}{number}", value) for column, value in enumerate(row) if value is not None)
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    merges = f"<mergeCells>{areas}</mergeCells>" if merged else ""
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rels}"><sheets>'
            '<sheet name="年报" sheetId="1" r:id="r1"/>'
            f'<sheet name="附表" sheetId="2" state="{state}" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData>{merges}</worksheet>',
        }
    )


def test_workbook() -> None:
    data = xlsx(
        [
            ["2019年年报", None, None, None],
            ["信息内容", "本年新\n制作数量", "公开", None],
            ["规章", 0.0, 12.0, None],
            [None, 7730.28, None, None],
            ["行政许可", None, None, None],
            ["政府采购", 0.1 + 0.2, 1e15, None],
            ["说明", None, None, None],
        ],
        merged=("A3:A4",),
        state="hidden",
    )
    assert read(data).text.splitlines() == [
        "2019年年报",
        "信息内容 | 本年新制作数量 | 公开",
        "规章 | 0 | 12",
        "7730.28 | ",
        "行政许可 |  | ",
        "政府采购 | 0.3 | 1000000000000000",
        "说明",
    ]
    assert read(data).format == "xlsx"


def test_every_visible_sheet_is_read() -> None:
    assert read(xlsx([["规章", 3]])).text == "规章 | 3\n规章 | 3\n"


def test_the_used_area_of_a_sheet_is_not_laid_out() -> None:
    far: list[list[str | float | None]] = [["规章", 3], ["许可", None, *[None] * 20, 4]]
    assert read(xlsx(far, state="hidden")).text == "规章 | 3 | \n许可 |  | 4\n"


def test_too_many_cells() -> None:
    row = "".join(
        f'<c r="{first}{second}1"><v>1</v></c>' for first in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for second in "ABCDEFGHIJ"
    )
    rows = row + "".join(f'</row><row><c r="A{number}"><v>1</v></c>' for number in range(2, 5000))
    data = xlsx([["规章", 3]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{main}"><sheetData><row>{rows}</row></sheetData></worksheet>'
    )
    with pytest.raises(ReadError) as caught:
        read(zipped(parts))
    assert caught.value.code == "too_large"


def test_old_workbook() -> None:
    pytest.importorskip("python_calamine")
    xlwt = pytest.importorskip("xlwt")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = xlwt.Workbook()
        sheet = book.add_sheet("年报")
        for column, value in enumerate(["规章", 0, 12.5]):
            sheet.write(1, column, value)
        buffer = io.BytesIO()
        book.save(buffer)
    document = read(buffer.getvalue(), "a.xls")
    assert (document.format, document.text) == ("xls", "规章 | 0 | 12.5\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_comma_separated(encoding: str) -> None:
    text = '2019年年报,,\r\n信息内容,"本年新\n制作数量",公开\r\n规章,0,\r\n"政府采购","251,000",1\r\n'
    document = read(text.encode(encoding), "报表.CSV")
    assert document.format == "csv"
    assert document.text.splitlines() == [
        "2019年年报",
        "信息内容 | 本年新制作数量 | 公开",
        "规章 | 0 | ",
        "政府采购 | 251,000 | 1",
    ]


RICH = [
    (
        r"{\rtf1\ansi\ansicpg936 {\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}}\f0 \'ca\'d5\'b5\'bd 12\par \'bc\'fe}",
        ["收到 12", "件"],
    ),
    (
        r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f1\fcharset134 x;}}\f1\u25910?\u21040\'3f\par{\*\generator 9;}x}",
        ["收到", "x"],
    ),
    (r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f1\fcharset134 x;}}{\f1 \'ca\'d5}\par}", ["收"]),
    (r"{\rtf1\trowd\intbl A\cell\intbl\cell B\par C\cell\row\pard after\par}", ["A |  | B C", "after"]),
    (r"{\rtf1{\info{\title no}}{\header no}{\pict 0102}yes\~1\{2\}\line z\u55357?\u56832?}", ["yes\xa01{2}", "z😀"]),
]


@pytest.mark.parametrize(("source", "expected"), RICH)
def test_rich_text(source: str, expected: list[str]) -> None:
    document = read(source.encode("latin-1"), "a.doc")
    assert (document.format, document.text.splitlines()) == ("rtf", expected)


def test_saved_page() -> None:
    page = "<html><head><meta charset=gb2312></head><body><p>收到申请12件</p></body></html>".encode("gb18030")
    quoted = "".join(f"={byte:02X}" for byte in page)
    wrapped = "=\r\n".join(quoted[start : start + 72] for start in range(0, len(quoted), 72))
    source = (
        'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/css\r\n\r\np{}\r\n--b\r\nContent-Type: text/html\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{wrapped}\r\n--b--\r\n"
    )
    document = read(source.encode("ascii"), "a.mht")
    assert (document.format, document.text) == ("mht", "收到申请12件\n")


def test_members_of_an_archive() -> None:
    data = zipped(
        {
            "年报/a.txt": "一",
            "../b.txt": "二",
            "__MACOSX/c": "x",
            "d/.DS_Store": "x",
            "d/Thumbs.db": "x",
            "/e.txt": "三",
        }
    )
    assert is_archive(data)
    assert [(name, content) for name, content in members(data)] == [
        ("年报/a.txt", "一".encode()),
        ("b.txt", "二".encode()),
        ("e.txt", "三".encode()),
    ]
    assert not is_archive(docx(p("一")))


def test_names_in_gbk() -> None:
    placeholder = "12345678.txt"
    data = zipped({placeholder: "一"}).replace(placeholder.encode(), "泰顺年报.txt".encode("gbk"))
    assert [name for name, _ in members(data)] == ["泰顺年报.txt"]


def test_a_broken_member_does_not_stop_the_others() -> None:
    data = bytearray(zipped({"a.txt": "一" * 100, "b.txt": "二"}, zipfile.ZIP_STORED))
    data[data.index("一".encode())] ^= 0xFF
    found = dict(members(bytes(data)))
    assert isinstance(found["a.txt"], ReadError)
    assert found["b.txt"] == "二".encode()


def test_archive_of_one_file_reads_as_that_file() -> None:
    assert read(zipped({"a.txt": "收到申请12件"})).text == "收到申请12件"
    for parts in ({"a.txt": "一", "b.txt": "二"}, {"a.zip": zipped({"b.txt": "二"})}):
        with pytest.raises(ReadError) as caught:
            read(zipped(parts))
        assert caught.value.code == "unsupported"


def bomb() -> bytes:
    return zipped({"a.txt": b"0" * 60_000_000})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bomb(), "too_large"),
        (docx(p("一"))[:-40], "unreadable"),
        (zipped({"word/document.xml": "<w:document"}), "unreadable"),
        (
            zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "' + "0" * 999 + '">]><a>' + "&b;" * 9999 + "</a>"}),
            "unreadable",
        ),
        (docx("<w:tbl><w:tr><w:tc>" * 5000), "unreadable"),
        (zipped({"ppt/presentation.xml": "<a/>"}), "unsupported"),
        (b"Rar!\x1a\x07\x01\x00" + b"\0" * 50, "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "unreadable"),
    ],
)
def test_bombs_and_damage(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.code == code


def test_an_encrypted_archive() -> None:
    data = bytearray(zipped({"a.txt": "一"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(ReadError) as caught:
        read(bytes(data))
    assert caught.value.code == "encrypted"


def test_entities_fetch_nothing() -> None:
    data = zipped(
        {
            "word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
            f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>一&b;二</w:t></w:r></w:p></w:body></w:document>'
        }
    )
    assert "root:" not in read(data).text

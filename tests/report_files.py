"""Report files of every format, made from the same paragraphs and tables."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape

from tests.forging import Forged

Row = Sequence[str]
Block = str | Sequence[Row]
"""A paragraph, or the rows of a table."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_MANIFEST = "http://schemas.openxmlformats.org/package/2006/content-types"


def report_blocks(forged: Forged, body: str = "临江县人民政府") -> list[Block]:
    """A forged report of a body as paragraphs and tables."""
    year = forged.year
    return [
        f"{body}{year}年政府信息公开工作年度报告",
        "一、总体情况",
        f"本单位依法公开信息，数据统计期限为{year}年1月1日至{year}年12月31日。",
        "二、主动公开政府信息情况",
        forged.disclosure,
        "三、收到和处理政府信息公开申请情况",
        forged.request,
        "四、政府信息公开行政复议、行政诉讼情况",
        forged.litigation,
        "五、存在的主要问题及改进情况",
        "一是力量不足。",
        "六、其他需要报告的事项",
        "没有收取信息处理费。",
    ]


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return buffer.getvalue()


def repacked(data: bytes, parts: Mapping[str, str | Callable[[str], str]]) -> bytes:
    """A zip with some parts put in, or made anew from what they were."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        old = {name: archive.read(name) for name in archive.namelist()}
    return zipped(
        old | {name: part if isinstance(part, str) else part(old[name].decode()) for name, part in parts.items()}
    )


# --- text and web pages ---------------------------------------------------------------------------------


def as_text(blocks: Sequence[Block]) -> str:
    return "".join(
        block + "\n" if isinstance(block, str) else "".join(" | ".join(row) + "\n" for row in block) for block in blocks
    )


def as_html(blocks: Sequence[Block], charset: str = "") -> str:
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    body = "".join(
        f"<p>{escape(block)}</p>"
        if isinstance(block, str)
        else "<table>"
        + "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block)
        + "</table>"
        for block in blocks
    )
    return f"<html><head>{declared}<title></title></head><body>{body}</body></html>"


def as_mht(blocks: Sequence[Block]) -> bytes:
    page = base64.encodebytes(as_html(blocks, "gb2312").encode("gb18030"))
    return (
        b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + page + b"\r\n--b--\r\n"
    )


def as_csv(blocks: Sequence[Block]) -> str:
    rows = [row for block in blocks for row in ([[block]] if isinstance(block, str) else block)]
    return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


def as_rtf(blocks: Sequence[Block]) -> bytes:
    def coded(text: str) -> str:
        return "".join(f"\\'{byte:02x}" for byte in text.encode("gb18030"))

    body = "".join(
        coded(block) + "\\par\n"
        if isinstance(block, str)
        else "".join(
            "\\trowd"
            + "".join(f"\\cellx{1000 * (n + 1)}" for n in range(len(row)))
            + "".join(f"\\intbl {coded(cell)}\\cell" for cell in row)
            + "\\row\\pard\n"
            for row in block
        )
        for block in blocks
    )
    return f"{{\\rtf1\\ansi\\ansicpg936{{\\fonttbl{{\\f0\\fcharset134 x;}}}}\\f0 {body}}}".encode("ascii")


# --- office files ---------------------------------------------------------------------------------------


def p(*texts: str) -> str:
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts) + "</w:p>"


def tc(content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def word_body(blocks: Sequence[Block]) -> str:
    return "".join(
        p(block) if isinstance(block, str) else tbl(*(tr(*(tc(p(cell)) for cell in row)) for row in block))
        for block in blocks
    )


def docx(body: str, relations: str = "") -> bytes:
    """A Word document that other programs open too."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{_MANIFEST}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{W}" xmlns:r="{_OFFICE_RELATIONS}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<w:body>{body}</w:body></w:document>",
    }
    if relations:
        parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
    return zipped(parts)


def word_2003(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
        f'<w:wordDocument xmlns:w="{W_2003}" xmlns:aml="http://schemas.microsoft.com/aml/2001/core">'
        f"<w:body>{body}</w:body></w:wordDocument>"
    )


def open_document_body(blocks: Sequence[Block]) -> str:
    return "".join(
        f"<text:p>{escape(block)}</text:p>"
        if isinstance(block, str)
        else "<table:table>"
        + "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row)
            + "</table:table-row>"
            for row in block
        )
        + "</table:table>"
        for block in blocks
    )


def open_document(body: str, kind: str = "text") -> bytes:
    names = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "text", "table"))
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f'<office:document-content {names} xmlns:draw="{_OASIS}:drawing:1.0"><office:body>'
            f"<office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0"/>',
        }
    )


def as_ods(blocks: Sequence[Block]) -> bytes:
    rows = [row for block in blocks for row in ([[block]] if isinstance(block, str) else block)]

    def cell(text: str) -> str:
        kind = f'"float" office:value="{text}"' if text.isdecimal() else '"string"'
        return f"<table:table-cell office:value-type={kind}><text:p>{escape(text)}</text:p></table:table-cell>"

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return open_document(f'<table:table table:name="a">{body}</table:table>', "spreadsheet")


def sheet_rows(blocks: Sequence[Block]) -> list[Row]:
    return [row for block in blocks for row in ([[block]] if isinstance(block, str) else block)]


def as_xlsx(blocks: Sequence[Block]) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def cell(text: str) -> str:
        return f"<c><v>{text}</v></c>" if text.isdecimal() else f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'

    data = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in sheet_rows(blocks))
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_MANIFEST}"/>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
            f'Type="{_OFFICE_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_OFFICE_RELATIONS}"><sheets>'
            '<sheet name="年报" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
            f'Type="{_OFFICE_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>',
        }
    )


def sheet_2003(rows: str) -> str:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet></Workbook>'
    )


def as_sheet_2003(blocks: Sequence[Block]) -> str:
    def cell(text: str) -> str:
        kind = "Number" if text.isdecimal() else "String"
        return f'<Cell><Data ss:Type="{kind}">{escape(text)}</Data></Cell>'

    return sheet_2003("".join(f"<Row>{''.join(map(cell, row))}</Row>" for row in sheet_rows(blocks)))


def as_xlsb(rows: Sequence[Sequence[str | float]]) -> bytes:
    """A binary workbook of one sheet, as the format's records."""

    def record(kind: int, body: bytes = b"") -> bytes:
        number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size = bytes([len(body)]) if len(body) < 128 else bytes([len(body) & 0x7F | 0x80, len(body) >> 7])
        return number + size + body

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    def cell(column: int, value: str | float) -> bytes:
        place = struct.pack("<II", column, 0)
        return record(6, place + wide(value)) if isinstance(value, str) else record(5, place + struct.pack("<d", value))

    data = b"".join(
        record(0, struct.pack("<I", number) + b"\0" * 13)
        + b"".join(cell(column, value) for column, value in enumerate(row))
        for number, row in enumerate(rows)
    )
    size = struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = record(129) + record(148, size) + record(145) + data + record(146) + record(130)
    book = (
        record(131)
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + wide("r1") + wide("年报"))
        + record(144)
        + record(132)
    )
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_MANIFEST}"><Default Extension="bin" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
            f'Type="{_OFFICE_RELATIONS}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
            f'Type="{_OFFICE_RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


# --- pages where every character has its place ------------------------------------------------------------

WIDTH, HEIGHT = 595, 842
_MARGIN, _SIZE, _PADDING = 50.0, 10.0, 3.0


class Pen:
    """Writes blocks on pages of a format: subclasses say how a line of words and a ruling are drawn."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]
        self._y = _MARGIN

    def words(self, x: float, y: float, words: str, size: float) -> str:
        """Words that stand on a line y points below the top."""
        raise NotImplementedError

    def line(self, x1: float, y1: float, x2: float, y2: float) -> str:
        raise NotImplementedError

    def write(self, blocks: Sequence[Block]) -> list[str]:
        """The content of the pages."""
        for block in blocks:
            if isinstance(block, str):
                self._paragraph(block)
            else:
                for row in block:
                    self._row(row, max(len(row) for row in block))
                self._y += 10
        return [
            "".join([*page, self.words(280, HEIGHT - 25, f"- {number} -", 9)])
            for number, page in enumerate(self.pages, 1)
        ]

    def _room(self, height: float) -> None:
        if self._y + height > HEIGHT - _MARGIN:
            self.pages.append([])
            self._y = _MARGIN

    def _paragraph(self, text: str) -> None:
        for part in wrapped(text, WIDTH - 2 * _MARGIN, _SIZE + 2):
            self._room(24)
            self._y += 18
            self.pages[-1].append(self.words(_MARGIN, self._y, part, _SIZE + 2))
        self._y += 6

    def _row(self, row: Row, columns: int) -> None:
        """A row whose last cells hold figures and are narrow; those before share the rest."""
        narrow = (WIDTH - 2 * _MARGIN) / max(columns + 2, 2)
        figures = [narrow] * sum(1 for cell in row if not _is_label(cell))
        labels = len(row) - len(figures)
        rest = (WIDTH - 2 * _MARGIN - sum(figures)) / labels if labels else 0.0
        widths = [rest] * labels + (figures if labels else [(WIDTH - 2 * _MARGIN) / len(row)] * len(row))
        lines = [wrapped(cell, width - 2 * _PADDING, _SIZE) for cell, width in zip(row, widths, strict=True)]
        height = max(map(len, lines)) * 13 + 6.0
        self._room(height)
        page, top, left = self.pages[-1], self._y, _MARGIN
        page.append(self.line(_MARGIN, top, WIDTH - _MARGIN, top))
        page.append(self.line(_MARGIN, top + height, WIDTH - _MARGIN, top + height))
        for width, parts in zip(widths, lines, strict=True):
            page.append(self.line(left, top, left, top + height))
            page += (
                self.words(left + _PADDING, top + 12 + 13 * number, part, _SIZE) for number, part in enumerate(parts)
            )
            left += width
        page.append(self.line(left, top, left, top + height))
        self._y += height


def _is_label(cell: str) -> bool:
    return any(character >= "\u2e80" for character in cell)


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Text in lines that fit."""
    lines, used = [""], 0.0
    for character in text:
        step = size if character >= "\u2000" else size / 2
        if used + step > width and lines[-1]:
            lines.append("")
            used = 0.0
        lines[-1] += character
        used += step
    return lines


class PdfPen(Pen):
    def words(self, x: float, y: float, words: str, size: float) -> str:
        return f"BT /F {size} Tf {x} {HEIGHT - y} Td <{words.encode('utf-16-be').hex()}> Tj ET\n"

    def line(self, x1: float, y1: float, x2: float, y2: float) -> str:
        return f"{x1} {HEIGHT - y1} m {x2} {HEIGHT - y2} l S\n"


def pdf(
    *contents: str,
    rotate: int = 0,
    catalog: str = "",
    resources: str = "",
    page: str = "",
    more: Iterable[tuple[int, bytes]] = (),
) -> bytes:
    """A PDF of pages with these content streams, in a Chinese font that is not embedded.

    `catalog`, each `page` and its `resources` go on with these entries; `more` are objects, numbered from 100.
    """
    kids = " ".join(f"{10 + 2 * index} 0 R" for index in range(len(contents)))
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        2: f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>".encode(),
        3: b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        4: b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 5 0 R/DW 1000/W[1 94 500]"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
        5: b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    }
    for index, content in enumerate(contents):
        stream = zlib.compress(content.encode())
        objects[10 + 2 * index] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {rotate}/Contents {11 + 2 * index} 0 R"
            f"/Resources<</Font<</F 3 0 R>>{resources}>>{page}>>"
        ).encode()
        objects[11 + 2 * index] = (
            f"<</Length {len(stream)}/Filter/FlateDecode>>stream\n".encode() + stream + b"\nendstream"
        )
    objects.update(more)
    data = b"%PDF-1.7\n"
    places = []
    for number, body in objects.items():
        places.append((number, len(data)))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = b"".join(f"{number} 1\n{place:010} 00000 n \n".encode() for number, place in places)
    trailer = f"trailer\n<</Size {max(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF".encode()
    return data + b"xref\n0 1\n0000000000 65535 f \n" + table + trailer


def as_pdf(blocks: Sequence[Block]) -> bytes:
    return pdf(*PdfPen().write(blocks))


class OfdPen(Pen):
    _MM = 25.4 / 72

    def words(self, x: float, y: float, words: str, size: float) -> str:
        left, top, high = x * self._MM, (y - size) * self._MM, size * self._MM
        steps = " ".join(f"{high if word >= chr(0x2000) else high / 2:.3f}" for word in words[:-1])
        return (
            f'<ofd:TextObject Boundary="{left:.3f} {top:.3f} 190 {high * 1.3:.3f}" Size="{high:.3f}">'
            f'<ofd:TextCode X="0" Y="{high:.3f}" DeltaX="{steps}">{escape(words)}</ofd:TextCode></ofd:TextObject>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float) -> str:
        left, top, right, bottom = (value * self._MM for value in (x1, y1, x2, y2))
        return (
            f'<ofd:PathObject Boundary="{left:.3f} {top:.3f} {right - left:.3f} {bottom - top:.3f}">'
            f"<ofd:AbbreviatedData>M 0 0 L {right - left:.3f} {bottom - top:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
        )


def ofd(*pages: str, template: str = "", location: str = "Doc_0/Document.xml") -> bytes:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>{location}</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        '<ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/></ofd:CommonData><ofd:Pages>'
        + "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/P{n}.xml"/>' for n in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
        "Doc_0/Tpls/T.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer>{template}</ofd:Layer></ofd:Content></ofd:Page>",
    }
    for number, content in enumerate(pages):
        parts[f"Doc_0/Pages/P{number}.xml"] = (
            f'<ofd:Page {space}><ofd:Template TemplateID="7"/>'
            f"<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped(parts)


def as_ofd(blocks: Sequence[Block]) -> bytes:
    return ofd(*OfdPen().write(blocks))


# --- all of them ------------------------------------------------------------------------------------------

WRITERS: dict[str, Callable[[Sequence[Block]], bytes]] = {
    "txt": lambda blocks: as_text(blocks).encode(),
    "gbk.txt": lambda blocks: as_text(blocks).encode("gb18030"),
    "utf16.txt": lambda blocks: as_text(blocks).encode("utf-16"),
    "md": lambda blocks: as_text(blocks).encode("utf-8-sig"),
    "html": lambda blocks: as_html(blocks, "gb2312").encode("gb18030"),
    "undeclared.htm": lambda blocks: as_html(blocks).encode("gb18030"),
    "utf8.html": lambda blocks: as_html(blocks, "utf-8").encode(),
    "mht": as_mht,
    "csv": lambda blocks: as_csv(blocks).encode("gb18030"),
    "rtf": as_rtf,
    "html.doc": lambda blocks: as_html(blocks, "utf-8").encode(),
    "rtf.doc": as_rtf,
    "docx": lambda blocks: docx(word_body(blocks)),
    "xml.doc": lambda blocks: word_2003(word_body(blocks)).encode(),
    "odt": lambda blocks: open_document(open_document_body(blocks)),
    "xlsx": as_xlsx,
    "xml.xls": lambda blocks: as_sheet_2003(blocks).encode(),
    "ofd": as_ofd,
    "pdf": as_pdf,
    "zip": lambda blocks: zipped({"年报/报告.html": as_html(blocks, "utf-8")}),
}
"""By the end of the file's name; these need nothing that is not there or in the extras `pdf` and `office`."""


def mixed(forged: Iterable[tuple[str, Forged]]) -> Iterator[tuple[str, bytes]]:
    """The reports of these bodies by a name, every format in turn."""
    endings = list(WRITERS)
    for number, (body, report) in enumerate(forged):
        ending = endings[number % len(endings)]
        yield f"{number:03}.{ending}", WRITERS[ending](report_blocks(report, body))

from __future__ import annotations

import ctypes
import io
import struct
import zipfile
import zlib

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdfium2 import raw

from core import parse
from core.document import read
from core.document.fixed.glyphs import Glyph
from core.document.fixed.lattice import Cell, Ruling
from core.document.fixed.pdfium import opened
from core.document.limits import ReadLimits, limited
from core.document.picture import faint, ink
from core.document.picture import words as word_reading
from core.errors import ReadError
from tests import pictures
from tests.forging import forge
from tests.report_files import as_pdf, docx, p, pdf, tbl, tc, tr, zipped
from tests.sample_files import heic_file

ROWS = [["A1", "12", "0"], ["B2", "", "345"], ["C3", "7730.28", "8"]]


def drawn(turn: float = 0.0, *, stamp: bool = False) -> Image.Image:
    """A ruled table of three rows and columns, as scanned."""
    page = np.full((700, 1240, 3), 235, np.uint8)
    for step in range(4):
        cv2.line(page, (120, 200 + 90 * step), (1020, 200 + 90 * step), (30, 30, 30), 3)
        cv2.line(page, (120 + 300 * step, 200), (120 + 300 * step, 470), (30, 30, 30), 3)
    for row, cells in enumerate(ROWS):
        for column, words in enumerate(cells):
            place = (180 + 300 * column, 265 + 90 * row)
            cv2.putText(page, words, place, cv2.FONT_HERSHEY_SIMPLEX, 1.4, (20, 20, 20), 3, cv2.LINE_AA)
    if stamp:
        cv2.circle(page, (700, 320), 150, (230, 40, 40), 8)
    about = cv2.getRotationMatrix2D((620, 350), turn, 1)
    return Image.fromarray(cv2.warpAffine(page, about, (1240, 700), borderValue=(235, 235, 235)))


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, form, **({"resolution": 150} if form == "PDF" else {}), **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("picture", "form"),
    [(drawn(), "PNG"), (drawn(1.5), "JPEG"), (drawn(-0.8), "WEBP")],
)
def test_a_ruled_table_cell_by_cell(picture: Image.Image, form: str) -> None:
    document = read(saved(picture, form))
    assert document.text.splitlines() == [" | ".join(row) for row in ROWS]
    assert document.format == "image"
    assert document.page_starts == (0,)
    assert [document.text[start:end] for start, end, _ in document.confidence] == [c for row in ROWS for c in row if c]
    assert all(0.5 < confidence <= 1 for _, _, confidence in document.confidence)


def test_what_is_read_wrongly_under_a_stamp_is_not_sure() -> None:
    document = read(saved(drawn(stamp=True), "PNG"))
    rows = [line.split(" | ") for line in document.text.splitlines()]
    assert [len(row) for row in rows] == [3, 3, 3]
    sure = {document.text[start:end] for start, end, confidence in document.confidence if confidence > 0.7}
    assert {"A1", "12", "0"} <= sure <= {cell for row in ROWS for cell in row}


def test_frames_are_pages() -> None:
    document = read(saved(drawn(), "TIFF", save_all=True, append_images=[drawn()]))
    assert document.text.splitlines() == [" | ".join(row) for row in ROWS] * 2
    assert document.page(len(document.text) - 2) == 2


def test_photos_of_phones() -> None:
    document = read(heic_file(), "a.jpg")
    assert (document.format, document.text) == ("image", "7730.28\n")
    # The second picture in a photo (its depth) is no page.
    twice = saved(drawn(), "MPO", save_all=True, append_images=[drawn()])
    assert read(twice).page_starts == (0,)


@pytest.mark.parametrize("turns", [1, 2])
def test_pages_that_lie_on_a_side(turns: int) -> None:
    sheet = np.array(drawn())[:600, :1100]
    cv2.putText(sheet, "Disclosure report of the year", (120, 120), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (20, 20, 20), 3)
    document = read(saved(Image.fromarray(np.rot90(sheet, turns)), "PNG"))
    assert document.text.splitlines()[1:] == [" | ".join(row) for row in ROWS]


def test_a_spread_is_read_page_by_page() -> None:
    sheet = np.full((736, 640, 3), 235, np.uint8)
    sheet[:361] = np.array(drawn().resize((640, 361)))
    document = read(saved(Image.fromarray(np.hstack([sheet, sheet])), "PNG"))
    assert document.text.splitlines() == [" | ".join(row) for row in ROWS] * 2
    assert document.page_starts == (0,)


def test_a_page_that_cannot_be_made_out_is_told() -> None:
    blurred = cv2.GaussianBlur(np.array(drawn()), (0, 0), 14)
    noise = np.random.default_rng(1).normal(0, 3, blurred.shape)
    hopeless = Image.fromarray((blurred + noise).clip(0, 255).astype(np.uint8))
    with pytest.raises(ReadError, match="made out"):
        read(saved(hopeless, "PNG"))


def test_a_rendered_report_shows_its_figures() -> None:
    forged = forge(11, "2019")
    look = pictures.Look((pictures.grey, pictures.photographed, pictures.squeezed(70)), dpi=120)
    first, *_ = pictures.pages(forged, look, seed=4)
    report = parse(read(pictures.saved([first])))
    found = {(fact.indicator, fact.applicant): fact for fact in report.facts if fact.source == "table"}
    wrong = [fact for key, fact in found.items() if fact.value != forged.values.get(key)]
    assert len(wrong) <= 0.01 * len(found)
    assert len(found) > 0.4 * len(forged.values)
    assert all(fact.confidence is not None and fact.confidence < 0.7 for fact in wrong)
    assert all(fact.confidence is not None for fact in found.values())
    doubtful = any((fact.confidence or 0) < 0.7 for fact in report.facts)
    assert any(issue.code == "low_confidence_ocr" for issue in report.issues) is doubtful


def lay_unseen_text(pdf: pdfium.PdfDocument) -> None:
    """What the scanner took the page for, as searchable scans have it."""
    page = pdf[0]
    text = raw.FPDFPageObj_NewTextObj(pdf.raw, b"Helvetica", 12.0)
    words = ctypes.create_string_buffer("99 98 97\0".encode("utf-16-le"))
    raw.FPDFText_SetText(text, ctypes.cast(words, raw.FPDF_WIDESTRING))
    raw.FPDFTextObj_SetTextRenderMode(text, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    raw.FPDFPage_InsertObject(page.raw, text)
    page.gen_content()


def test_pages_of_text_and_pages_of_pictures_in_one_pdf() -> None:
    buffer = io.BytesIO()
    with opened(as_pdf(["words of text"])) as pdf, opened(saved(drawn(), "PDF")) as scan:
        lay_unseen_text(scan)
        pdf.import_pages(scan)
        pdf.save(buffer)
    document = read(buffer.getvalue())
    assert document.text.splitlines()[1:] == [" | ".join(row) for row in ROWS]
    assert document.page_starts[1] == document.text.index("A1")
    assert min(start for start, _, _ in document.confidence) == document.page_starts[1]


def test_the_limit_on_pixels_is_a_setting() -> None:
    with limited(ReadLimits(pixels=1000)), pytest.raises(ReadError) as caught:
        read(saved(drawn(), "PNG"))
    assert caught.value.code == "too_large"


IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def with_picture(body: str) -> bytes:
    """A Word document with a picture of a table between these paragraphs and a last one."""
    drawing = '<w:drawing><a:blip xmlns:a="urn:a" r:embed="rId7"/></w:drawing>'
    link = f'<Relationship Id="rId7" Type="{IMAGE}" Target="media/table.png"/>'
    data = docx(body + p(f"<w:r>{drawing}</w:r>") + p("<w:r><w:t>完</w:t></w:r>"), link)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {"word/media/table.png": saved(drawn(), "PNG")})


def test_a_table_that_is_a_picture_in_a_word_document() -> None:
    """docling-project/docling#886, #439, #1878."""
    document = read(with_picture(p("<w:r><w:t>规章</w:t></w:r>")))
    assert document.text.splitlines() == ["规章", *(" | ".join(row) for row in ROWS), "完"]
    assert [document.text[start:end] for start, end, _ in document.confidence] == [c for row in ROWS for c in row if c]


def drawn_without_lines() -> Image.Image:
    """A picture that shows words and figures, as a photo of a notice does, and no table."""
    page = np.full((700, 1240, 3), 235, np.uint8)
    for row, words in enumerate(("A1 12 0", "B2 345", "C3 7730.28")):
        cv2.putText(page, words, (180, 265 + 90 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (20, 20, 20), 3, cv2.LINE_AA)
    return Image.fromarray(page)


@pytest.mark.parametrize(
    ("picture", "rows"),
    [(drawn(), [" | ".join(row) for row in ROWS]), (drawn_without_lines(), [])],
    ids=["table", "photo"],
)
def test_a_table_that_is_a_picture_on_a_page_of_text(picture: Image.Image, rows: list[str]) -> None:
    """docling-project/docling#886, #439, in a PDF."""
    words = ("收到和处理政府信息公开申请情况如下表", "以上数据的统计期限是全年")
    pixels = zlib.compress(picture.tobytes())
    image = (
        f"<</Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}/ColorSpace/DeviceRGB"
        f"/BitsPerComponent 8/Filter/FlateDecode/Length {len(pixels)}>>stream\n"
    ).encode()
    lines = [
        f"BT /F 12 Tf 60 {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
        for y, text in zip((760, 300), words, strict=True)
    ]
    data = pdf(
        f"{lines[0]} q 480 0 0 271 60 400 cm /Table Do Q {lines[1]}",
        resources="/XObject<</Table 100 0 R>>",
        more=[(100, image + pixels + b"\nendstream")],
    )
    document = read(data)
    assert document.text.splitlines() == [words[0], *rows, words[1]]
    figures = [cell for row in rows for cell in row.split(" | ") if cell]
    assert [document.text[start:end] for start, end, _ in document.confidence] == figures


def test_pictures_beside_tables_of_text_are_left_alone() -> None:
    rows = [tr(*(tc(p(f"<w:r><w:t>{cell}</w:t></w:r>")) for cell in (f"第{n}行", f"{n}"))) for n in range(5)]
    document = read(with_picture(tbl(*rows)))
    assert document.text.splitlines() == [*(f"第{n}行 | {n}" for n in range(5)), "完"]


@pytest.mark.parametrize(
    ("figure", "text", "is_short"),
    [("-4", "4", True), ("4", "4", False), ("235", "35", True), ("617.84", "61784", True), ("617.84", "617.84", False)],
)
def test_signs_points_and_digits_that_were_overlooked(figure: str, text: str, is_short: bool) -> None:
    crop = np.full((60, 260), 250, np.uint8)
    cv2.putText(crop, figure, (20, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20,), 3, cv2.LINE_AA)
    assert ink.has_overlooked(crop, text) is is_short


def test_what_is_printed_stays_and_a_stamp_goes() -> None:
    plain = ink.ink(ink.printed(np.array(drawn())))
    stamped = ink.ink(ink.printed(np.array(drawn(stamp=True))))
    assert (plain != stamped).mean() < 0.002


@pytest.mark.parametrize(
    ("words", "seen"), [("O", "0"), ("°", "0"), ("1O", "10"), ("。", "0"), ("l2", "12"), ("八", "八"), ("A1", "A1")]
)
def test_look_alikes_of_figures_are_no_longer_sure(words: str, seen: str) -> None:
    glyph = word_reading.as_figure(Glyph(words, 0, 0, 1, 1, 0.99))
    assert glyph.text == seen
    assert (glyph.confidence == 0.99) is (words == seen)


@pytest.mark.parametrize(
    ("labels", "seen_from", "is_wall"),
    [
        (("5.内部事务", "6.过程性信息"), 200, True),
        (("5.内部事务", "6.过程性信息"), 160, True),
        (("行政处罚", "行政强制"), 160, True),
        (("其他法律行政法规", "禁止公开"), 200, False),
        (("5.要求重新出具", "已获取信息"), 200, False),
    ],
)
def test_a_faint_line_between_two_labels(labels: tuple[str, str], seen_from: float, is_wall: bool) -> None:
    """Two rows; between them the line is seen from some place in the first column, or only beside it."""
    rulings = [Ruling(True, y, 100, 400) for y in (100, 140)] + [Ruling(True, 120, seen_from, 400)]
    rulings += [Ruling(False, x, 100, 140) for x in (100, 200, 300, 400)]
    words = [Glyph(label, 105, 103 + 20 * row, 180, 117 + 20 * row, 0.99) for row, label in enumerate(labels)]
    assert list(faint.lost_floors(rulings, words)) == [Ruling(True, 120, 100, 200)] * is_wall


def png(width: int, height: int) -> bytes:
    """A picture that is small as a file and claims these sides."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (png(60_000, 60_000), "too_large"),
        (png(9_000, 9_000), "too_large"),
        (saved(drawn(), "PNG")[:5000], "unreadable"),
        (saved(Image.new("RGB", (600, 800), "white"), "PNG"), "unreadable"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 100, "unreadable"),
        (heic_file()[:900], "unreadable"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("seen", "sides", "inside", "is_with"),
    [
        # PaddlePaddle/PaddleOCR#9106, #11476, opendatalab/MinerU#4003, chineseocr/table-detect#5: a line read as 1
        ("10", (9, 20), "0", True),
        ("11", (9, 20), "1", True),
        ("01", (90, 101), "0", True),
        ("10", (12, 20), "0", False),
        ("10", (9, 20), "10", False),
        ("20", (9, 20), "0", False),
        ("1", (9, 20), "", False),
    ],
)
def test_a_wall_of_a_cell_that_was_read_as_a_digit(
    seen: str, sides: tuple[float, float], inside: str, is_with: bool
) -> None:
    word, cell = Glyph(seen, sides[0], 2, sides[1], 18, 0.9), Cell(0, 0, 10, 0, 100, 20)
    assert word_reading.is_with_wall(word, cell, inside) is is_with


@pytest.mark.parametrize(
    ("seen", "left", "is_scrap"),
    [("Jo", 9, True), ("|0", 9, True), ("Jo", 12, False), ("10", 9, False), ("无", 9, False)],
)
def test_letters_that_are_a_figure_with_its_wall(seen: str, left: float, is_scrap: bool) -> None:
    assert word_reading.is_scrap(Glyph(seen, left, 2, 20, 18, 0.9), Cell(0, 0, 10, 0, 100, 20)) is is_scrap

from __future__ import annotations

import io
import struct
import zlib

import pytest

pytest.importorskip("rapidocr")
pytest.importorskip("cv2")

import cv2
import numpy as np
from PIL import Image

from core import parse
from core.document import ocr, read
from core.document.layout import Glyph
from core.errors import ReadError
from tests import pictures
from tests.forging import forge
from tests.report_files import as_pdf, report_blocks
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
    picture.save(buffer, form, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("picture", "form"),
    [(drawn(), "PNG"), (drawn(1.5), "JPEG"), (drawn(-0.8), "WEBP"), (drawn(), "PDF")],
)
def test_a_ruled_table_cell_by_cell(picture: Image.Image, form: str) -> None:
    document = read(saved(picture, form))
    assert document.text.splitlines() == [" | ".join(row) for row in ROWS]
    assert document.format == ("pdf" if form == "PDF" else "image")
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


@pytest.mark.skipif(not pictures.has_chinese_font(), reason="no Chinese font to render a page with")
@pytest.mark.parametrize(("template", "condition"), [("2019", "turned grey")])
def test_a_rendered_report_shows_its_figures(template: str, condition: pictures.Condition) -> None:
    forged = forge(11, template)
    pages = pictures.as_pictures(as_pdf(report_blocks(forged)), condition)
    report = parse(read(pictures.saved(pages)))
    found = {(fact.indicator, fact.applicant): fact for fact in report.facts if fact.source == "table"}
    right = [key for key, value in forged.values.items() if key in found and found[key].value == value]
    assert len(right) >= 0.99 * len(forged.values)
    wrong = [fact for key, fact in found.items() if fact.value != forged.values.get(key)]
    assert all(fact.confidence is not None and fact.confidence < 0.7 for fact in wrong)
    assert all(fact.confidence is not None for fact in found.values())
    doubtful = any((fact.confidence or 0) < 0.7 for fact in report.facts)
    assert any(issue.code == "low_confidence_ocr" for issue in report.issues) is doubtful


@pytest.mark.parametrize(
    ("words", "seen"), [("O", "0"), ("°", "0"), ("1O", "10"), ("。", "0"), ("l2", "12"), ("八", "八"), ("A1", "A1")]
)
def test_look_alikes_of_figures_are_no_longer_sure(words: str, seen: str) -> None:
    glyph = ocr._as_figure(Glyph(words, 0, 0, 1, 1, 0.99))
    assert glyph.text == seen
    assert (glyph.confidence == 0.99) is (words == seen)


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

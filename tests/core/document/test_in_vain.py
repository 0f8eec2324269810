"""Scans that show nothing: given up after some pages, not after hours."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from core.document import read
from core.document.fixed.pdfium import opened
from core.document.limits import ReadLimits, limited
from core.errors import ReadError
from core.work.progress import listening
from tests.report_files import pdf

_NOISE = np.random.default_rng(1)


def noise() -> Image.Image:
    return Image.fromarray(_NOISE.integers(0, 256, (200, 200), dtype=np.uint8))


def words() -> Image.Image:
    page = np.full((300, 600), 240, np.uint8)
    cv2.putText(page, "Report 7730", (40, 160), cv2.FONT_HERSHEY_SIMPLEX, 2.0, 20, 4, cv2.LINE_AA)
    return Image.fromarray(page)


def scan(form: str, *pages: Image.Image) -> bytes:
    buffer = io.BytesIO()
    pages[0].save(buffer, form, save_all=True, append_images=pages[1:])
    return buffer.getvalue()


@pytest.mark.parametrize("form", ["PDF", "TIFF"])
def test_a_scan_of_noise_is_given_up(form: str) -> None:
    seen: list[int] = []
    hundreds = scan(form, *[noise()] * 300)
    with (
        limited(ReadLimits(pages_in_vain=3)),
        listening(lambda page, _: seen.append(page)),
        pytest.raises(ReadError) as caught,
    ):
        read(hundreds)
    assert caught.value.code == "unreadable"
    assert caught.value.message == "Nothing can be made out on the first 3 scanned pages."
    assert max(seen) == 3


@pytest.mark.parametrize("form", ["PDF", "TIFF"])
def test_words_anywhere_before_keep_it_going(form: str) -> None:
    pages = [noise(), words(), noise(), noise(), words()]
    with limited(ReadLimits(pages_in_vain=2)):
        document = read(scan(form, *pages))
    assert document.text.count("7730") == 2
    assert document.page(document.text.rindex("7730")) == 5


def test_written_words_count_as_well() -> None:
    """Pages of text before and between: nothing there was in vain."""
    parts = [pdf("BT /F 20 Tf 60 700 Td <65365230> Tj ET"), scan("PDF", *[noise()] * 3)]
    whole = pdfium.PdfDocument.new()
    for part in parts:
        whole.import_pages(opened(part))
    buffer = io.BytesIO()
    whole.save(buffer)
    with limited(ReadLimits(pages_in_vain=3)):
        assert read(buffer.getvalue()).text.split() == ["收到"]

"""The words of a figure found where they stand on its page."""

from __future__ import annotations

import io
import re

import pytest

pytest.importorskip("pypdfium2")
pytest.importorskip("cv2")

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from core import parse, read
from core.document.fixed.pdf_shown import shown
from core.document.fixed.standing import Words, boxes_of, words_at
from core.document.framed import framed
from core.telling.names import render_number
from tests.forging import forge
from tests.pictures import SANS
from tests.report_files import as_pdf, report_blocks

RED = (214, 40, 40)


def inside(data: bytes, words: Words) -> list[str]:
    """What stands in the boxes of the words, on their page or the next."""
    for number in (words.page, words.page + 1):
        found = shown(data, number)
        for page in found[1] if found else ():
            boxes = boxes_of(page, words)
            if boxes:
                return [
                    "".join(g.text for g in page.glyphs if left <= g.x <= right and top <= g.y <= bottom)
                    for left, top, right, bottom in boxes
                ]
    return []


def reddest_line(picture: Image.Image) -> int:
    """How far down the line stands that has most of the colour of a frame; 0 where there is none."""
    off = np.abs(np.asarray(picture.convert("RGB"), int) - np.array(RED)).max(axis=2)
    return int((off < 40).sum(axis=1).argmax())


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_cell_of_a_figure_holds_the_figure(form: str) -> None:
    data = as_pdf(report_blocks(forge(3, form)))
    document = read(data, "a.pdf")
    facts = [fact for fact in parse(document).facts if fact.source == "table"]
    assert len(facts) > 20
    for fact in facts[::7]:
        assert fact.page is not None
        words = words_at(document.text, fact.start, fact.end, fact.page, is_cell=True)
        assert inside(data, words) == [render_number(fact.value)], fact


def test_words_of_prose_are_framed_line_by_line() -> None:
    told = [f"第{number}类申请共有{10 * number}件" for number in range(11, 31)]
    data = as_pdf(["临江县人民政府2023年政府信息公开工作年度报告", "，".join(told)])
    text = read(data, "a.pdf").text
    places = [re.search(r"\s*".join(words), text) for words in told]
    found = [inside(data, words_at(text, *place.span(), 1, is_cell=False)) for place in places if place]
    assert ["".join(boxes) for boxes in found] == told
    assert {len(boxes) for boxes in found} == {1, 2}


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [("收到申请", "7", "件"), ("收到申请1", "7", "件"), ("", "申请", ""), ("", "没有这些字", "")],
)
def test_what_is_a_part_of_a_number_or_stands_twice_is_not_framed(before: str, wanted: str, after: str) -> None:
    data = as_pdf(["收到申请17件，办结申请17件。"])
    assert inside(data, Words(1, before, wanted, after)) == []


def test_the_picture_shows_a_frame() -> None:
    data = as_pdf(["收到申请17件，办结申请16件。"])
    picture = framed(data, Words(1, "收到申请", "17", "件"))
    assert picture is not None
    with Image.open(io.BytesIO(picture)) as seen:
        assert seen.width == 1280
        assert reddest_line(seen) > 0


def test_words_on_a_scan_are_framed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Image.new("RGB", (1200, 500), "white")
    font = ImageFont.truetype(str(SANS), 44)
    for number, line in enumerate(("2023年政府信息公开工作年度报告", "全年收到申请17件", "全年办结申请16件")):
        ImageDraw.Draw(sheet).text((80, 60 + 120 * number), line, fill="black", font=font)
    scan = io.BytesIO()
    sheet.save(scan, "PNG")
    document = read(scan.getvalue(), "scan.png")
    start = document.text.index("17")
    words = words_at(document.text, start, start + 2, 1, is_cell=False)
    picture = framed(scan.getvalue(), words)
    assert picture is not None
    with Image.open(io.BytesIO(picture)) as seen:
        assert 100 < reddest_line(seen) < 400
    # The page was read for the figure before: of the next one only the frame is drawn.
    monkeypatch.setattr("core.document.picture.ocr.upright_pages", lambda picture: pytest.fail("The page is read anew"))
    start = document.text.index("16")
    later = framed(scan.getvalue(), words_at(document.text, start, start + 2, 1, is_cell=False))
    assert later is not None
    with Image.open(io.BytesIO(later)) as seen:
        assert reddest_line(seen) > 220


@pytest.mark.parametrize("data", [b"", b"plain text", b"%PDF-1.4 broken"])
def test_what_shows_no_page_is_no_picture(data: bytes) -> None:
    assert framed(data, Words(1, "", "17", "")) is None

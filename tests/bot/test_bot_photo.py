"""A photo of a report over HTTP. Needs the extra `ocr`."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("rapidocr")
pytest.importorskip("cv2")

from PIL import Image

from bot.files.photos import pdf_of, read_photos
from core.document.fixed.page import Page
from core.document.picture.ocr import upright_pages
from core.document.picture.upright import Pixels
from core.errors import ReadError
from store import Archive
from tests import pictures
from tests.bot.conftest import STAFF, running_bot
from tests.bot.fake_telegram import FakeTelegram
from tests.forging import forge


def photo_of(sheets: list[Image.Image]) -> bytes:
    """The pages one below the other, as one picture."""
    whole = Image.new("RGB", (max(one.width for one in sheets), sum(one.height for one in sheets)), "white")
    top = 0
    for sheet in sheets:
        whole.paste(sheet, (0, top))
        top += sheet.height
    buffer = BytesIO()
    whole.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


async def test_a_photo_becomes_a_check_sheet(telegram: FakeTelegram, empty_database: Path) -> None:
    forged = forge(3, "2021")
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, empty_database):
        chat.send_photo(photo_of(pictures.pages(forged)))
        sheet = await chat.until("存入")
    assert telegram.transcript[0] == "> photo"
    assert telegram.transcript[1].startswith("< 已收到 photo.jpg")
    assert sheet.marked("bold")[0].startswith("临江县人民政府")
    with Archive(empty_database) as archive:
        (entry,) = archive.reports()
        facts = archive.report(entry.id).facts
    assert entry.year == forged.year
    assert len(facts) > 150
    told = forged.values | {("requests.processing_fees", None): 0}  # 没有收取信息处理费, in part six
    assert [fact for fact in facts if fact.value != told[fact.indicator, fact.applicant]] == []


def jpeg(sheet: Image.Image) -> bytes:
    buffer = BytesIO()
    sheet.convert("RGB").save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


async def test_an_album_of_the_pages_is_one_report(telegram: FakeTelegram, empty_database: Path) -> None:
    forged = forge(3, "2021")
    pages = [jpeg(sheet) for sheet in pictures.pages(forged)]
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, empty_database):
        for page in pages:
            chat.send_photo(page, album="A1")
        sheet = await chat.until("存入")
        await telegram.settled()
    assert len(pages) > 1
    assert sheet.marked("bold")[0].startswith("临江县人民政府")
    assert len({deed.message for deed in telegram.deeds if deed.chat == STAFF}) == 1
    with Archive(empty_database) as archive:
        (entry,) = archive.reports()
        stored = archive.report(entry.id)
    assert len(stored.page_starts) == len(pages)
    assert len(stored.facts) > 150
    assert stored.file_name == f"{len(pages)}张照片.pdf"


def test_the_pages_of_two_reports_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Pixels] = []

    def look(picture: Pixels) -> Iterator[tuple[Page, Pixels]]:
        looks.append(picture)
        return upright_pages(picture)

    monkeypatch.setattr("core.document.picture.ocr.upright_pages", look)
    first, second = forge(3, "2021"), forge(4, "2019")
    one, other = ([jpeg(sheet) for sheet in pictures.pages(forged)] for forged in (first, second))
    found = read_photos([*one, *other])
    assert [pages.places for pages in found] == [tuple(range(len(one))), (len(one), len(one) + 1)]
    years = [pages.parsed.report.identity.year for pages in found if not isinstance(pages.parsed, str)]
    assert years == [first.year, second.year]
    assert len(looks) == len(one) + len(other)


def test_the_same_photos_are_the_same_file() -> None:
    photo = jpeg(Image.new("L", (40, 60), "white"))
    assert pdf_of([photo, photo]) == pdf_of([photo, photo])
    with pytest.raises(ReadError):
        pdf_of([photo, b"no photo"])

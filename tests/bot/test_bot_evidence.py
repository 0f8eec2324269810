"""The page a figure stands on, as a picture over HTTP. Needs the extras `pdf` and `ocr`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2")
pytest.importorskip("cv2")

from PIL import Image

from tests.bot.conftest import STAFF, running_bot
from tests.bot.fake_telegram import FakeTelegram
from tests.forging import forge
from tests.report_files import as_pdf, report_blocks

QUESTION = "临江县人民政府2023年收到多少件申请"


async def test_a_source_of_a_file_with_pages_shows_the_page(telegram: FakeTelegram, empty_database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, empty_database):
        chat.send_file("report.pdf", as_pdf(report_blocks(forge(3, "2021"))))
        await chat.until("已存入")
        chat.press(await chat.ask(QUESTION), "来源")
        words = await chat.heard("sendMessage")
        assert "第1页" in words.text
        picture = await chat.heard("sendPhoto")
    assert picture.text == "红框处是原件上的这个数字。"
    assert picture.parameters["reply_parameters"]["message_id"] == words.message
    assert picture.file is not None
    with Image.open(BytesIO(picture.file)) as seen:
        assert (seen.format, seen.width) == ("JPEG", 1280)


async def test_a_source_without_pages_is_told_in_words(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        chat.press(await chat.ask("泰顺2018年收到申请数是多少"), "来源")
        await chat.heard("sendMessage")
        await telegram.settled()
    assert not [deed for deed in telegram.deeds if deed.method == "sendPhoto"]

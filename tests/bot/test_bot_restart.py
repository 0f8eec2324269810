"""A stop in the middle of a batch loses nothing and repeats nothing."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from store import Archive
from tests.bot.conftest import SEEDS, STAFF, running_bot
from tests.bot.fake_telegram import FakeTelegram

FILES = sorted(SEEDS.glob("*.txt"))


async def test_an_album_goes_on_after_a_restart(telegram: FakeTelegram, empty_database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, empty_database):
        for number, file in enumerate(FILES[:4]):
            message = chat.send_file(file.name, file.read_bytes(), album="A1")
            if number == 2:
                telegram.hold(message, STAFF)
        first = await chat.until("共 4 个文件，已处理 2 个")
    telegram.release()
    with Archive(empty_database) as archive:
        assert archive.jobs.waiting() == 2
    async with running_bot(telegram, empty_database):
        done = await chat.until("4 个文件处理完毕：存入 4 份，已有 0 份，未能读取 0 份")
    assert {deed.message for deed in telegram.deeds if deed.chat == STAFF} == {first.message, done.message}
    assert first.message == done.message
    told = len(telegram.deeds)
    async with running_bot(telegram, empty_database):
        await chat.ask("/help")
    assert [deed.text[:4] for deed in telegram.deeds[told:]] == ["政府信息"]


async def test_a_zip_goes_on_after_a_restart_where_it_was(telegram: FakeTelegram, empty_database: Path) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for file in FILES[:3]:
            archive.write(file, file.name)
        archive.writestr("readme.txt", "白菜三斤")
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, empty_database):
        chat.send_file("reports.zip", packed.getvalue())
        await chat.until("共 4 个文件，已处理 1 个")
    async with running_bot(telegram, empty_database):
        await chat.until("4 个文件处理完毕：存入 3 份，已有 0 份，未能读取 1 份")
    assert len({deed.message for deed in telegram.deeds if deed.chat == STAFF}) == 1


async def test_the_same_update_twice_is_one_file(telegram: FakeTelegram, empty_database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, empty_database):
        message = chat.send_file(FILES[0].name, FILES[0].read_bytes())
        await chat.until("已存入")
        telegram.push("message", telegram.messages[STAFF, message])
        await chat.ask("/help")
    assert not [deed for deed in telegram.deeds if "以前收过" in deed.text]

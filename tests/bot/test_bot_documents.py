"""Reports sent to the bot over HTTP: fetched, read, stored, told."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from store import Archive
from tests.bot.conftest import SEEDS, STAFF, running_bot
from tests.bot.fake_telegram import LARGEST_DOWNLOAD, Deed, FakeTelegram

TAISHUN = SEEDS / "001_4d089b536d89bce8.txt"
JIANGSHAN = SEEDS / "002_20fa491b52b245f1.txt"


async def send(telegram: FakeTelegram, database: Path, name: str, data: bytes, size: int | None = None) -> list[Deed]:
    """What the bot says in a chat that sends one file."""
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        chat.send_file(name, data, size=size)
        while not _finished(deeds := [deed for deed in telegram.deeds if deed.chat == STAFF]):
            await telegram.next_deed()
    return deeds


def _finished(deeds: list[Deed]) -> bool:
    return bool(deeds) and not any(word in deeds[-1].text for word in ("等待处理", "正在读取"))


async def test_a_report_is_stored_and_told_in_one_message_that_edits_itself(
    telegram: FakeTelegram, empty_database: Path
) -> None:
    deeds = await send(telegram, empty_database, TAISHUN.name, TAISHUN.read_bytes())
    assert [deed.method for deed in deeds] == ["sendMessage", "editMessageText", "editMessageText"]
    assert [TAISHUN.name in deed.text for deed in deeds] == [True, True, False]
    assert len({deed.message for deed in deeds}) == 1
    sheet = deeds[-1]
    assert sheet.marked("bold")[0] == "泰顺县人民政府 2018"
    assert "17" in sheet.marked("bold")
    assert "已存入" in sheet.text
    assert "2014年式样" in sheet.text
    with Archive(empty_database) as archive:
        (entry,) = archive.reports()
        assert archive.original(entry.id) == (TAISHUN.name, TAISHUN.read_bytes())


async def test_the_sheet_gives_the_original_and_a_spreadsheet(telegram: FakeTelegram, empty_database: Path) -> None:
    async with running_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        chat.send_file(TAISHUN.name, TAISHUN.read_bytes())
        sheet = await chat.until("已存入")
        chat.press(sheet, "原文")
        original = await chat.heard("sendDocument")
        assert (original.parameters["file_name"], original.file) == (TAISHUN.name, TAISHUN.read_bytes())
        chat.press(sheet, "导出Excel")
        workbook = await chat.heard("sendDocument")
    assert workbook.parameters["file_name"] == "泰顺县人民政府 2018.xlsx"
    with ZipFile(BytesIO(workbook.file or b"")) as unpacked:
        assert any("收到申请数" in unpacked.read(name).decode() for name in unpacked.namelist() if "xml" in name)


async def test_what_was_just_sent_can_be_asked(telegram: FakeTelegram, empty_database: Path) -> None:
    async with running_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        chat.send_file(TAISHUN.name, TAISHUN.read_bytes())
        await chat.until("已存入")
        assert "17" in (await chat.ask("泰顺2018年收到申请数是多少")).text


async def test_the_same_file_again_says_so_and_names_the_first(telegram: FakeTelegram, database: Path) -> None:
    deeds = await send(telegram, database, "again.txt", TAISHUN.read_bytes())
    assert "以前收过" in deeds[-1].text
    assert TAISHUN.name in deeds[-1].text
    with Archive(database) as archive:
        assert len(archive.reports()) == 5


async def test_a_conflict_of_years_is_told(telegram: FakeTelegram, empty_database: Path) -> None:
    deeds = await send(telegram, empty_database, JIANGSHAN.name, JIANGSHAN.read_bytes())
    assert deeds[-1].marked("bold")[0] == "江山市行政服务中心管理办公室 2013"
    assert "2012" in deeds[-1].text


async def test_what_is_no_report_gets_one_sentence_and_changes_nothing(telegram: FakeTelegram, database: Path) -> None:
    shopping = "今天买了三斤白菜、两块豆腐。\n".encode()
    for name, data, size in (
        ("shopping.txt", shopping, None),
        ("noise.bin", bytes(range(256)) * 40, None),
        ("nothing.txt", b"", None),
        ("huge.pdf", b"%PDF-", LARGEST_DOWNLOAD + 1),
    ):
        telegram.deeds.clear()
        deeds = await send(telegram, database, name, data, size)
        assert "\n" not in deeds[-1].text, name
        assert not deeds[-1].marked("bold"), name
    with Archive(database) as archive:
        assert len(archive.reports()) == 5


async def test_a_file_telegram_will_not_give_is_told_as_too_large(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        chat.send_file("unsized.pdf", b"%PDF-", size=LARGEST_DOWNLOAD + 1, tell_size=False)
        await chat.until("20 MB")


async def test_an_album_is_one_batch_with_one_message(telegram: FakeTelegram, empty_database: Path) -> None:
    files = sorted(SEEDS.glob("*.txt"))
    async with running_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        for file in files:
            chat.send_file(file.name, file.read_bytes(), album="A1")
        chat.send_file("shopping.txt", "白菜三斤".encode(), album="A1")
        done = await chat.until("6 个文件处理完毕：存入 5 份，已有 0 份，未能读取 1 份")
        assert len({deed.message for deed in telegram.deeds if deed.chat == STAFF}) == 1
        assert "泰顺县人民政府 2018" in done.text
        assert done.labels == [f"核对 {number}" for number in range(1, 6)]
        chat.press(done, "核对 2")
        assert (await chat.heard("sendMessage")).marked("bold")[0] == "泰顺县人民政府 2018"


async def test_a_deleted_status_message_is_told_anew(telegram: FakeTelegram, empty_database: Path) -> None:
    async with running_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        chat.send_file(TAISHUN.name, TAISHUN.read_bytes())
        first = await chat.heard("sendMessage")
        del telegram.messages[STAFF, first.message or 0]
        assert "泰顺县人民政府 2018" in (await chat.until("已存入")).text


async def test_a_report_of_someone_who_blocks_the_bot_is_stored_all_the_same(
    telegram: FakeTelegram, empty_database: Path
) -> None:
    async with running_bot(telegram, empty_database):
        telegram.block("sendMessage", times=3)
        telegram.chat(STAFF).send_file(TAISHUN.name, TAISHUN.read_bytes())
        with Archive(empty_database) as archive:
            while not archive.reports() or archive.jobs.unfinished():
                await asyncio.sleep(0.02)
    assert any("blocked" in refusal for refusal in telegram.refused)


async def test_a_question_does_not_wait_for_a_file(telegram: FakeTelegram, database: Path) -> None:
    """The archive answers the colleague while the worker still reads."""
    slow = ("".join(f"第{n}段。收到申请{n}件。\n" for n in range(60_000)) + TAISHUN.read_text("utf-8")).encode()
    async with running_bot(telegram, database):
        sender, asker = telegram.chat(STAFF), telegram.chat(8)
        sender.send_file("slow.txt", slow)
        await sender.until("正在读取")
        assert "17" in (await asker.ask("泰顺2018年收到申请数是多少")).text
        last = [deed for deed in telegram.deeds if deed.chat == STAFF][-1]
        assert "正在读取" in last.text


async def test_a_zip_is_a_batch_of_its_files(telegram: FakeTelegram, empty_database: Path) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.write(TAISHUN, f"2018/{TAISHUN.name}")
        archive.write(JIANGSHAN, f"2013/{JIANGSHAN.name}")
        archive.writestr("readme.txt", "白菜三斤")
    async with running_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        chat.send_file("reports.zip", packed.getvalue(), caption="泰顺2018年收到申请数是多少")
        done = await chat.until("3 个文件处理完毕：存入 2 份，已有 0 份，未能读取 1 份")
        answer = await chat.heard("sendMessage")
    # The question that stood with it is answered once all of it is read.
    assert "17件" in answer.text
    assert {deed.message for deed in telegram.deeds if deed.chat == STAFF} == {done.message, answer.message}
    assert "✗ readme.txt：不是政府信息公开年度报告" in done.text


async def test_a_long_batch_stays_one_message_and_names_what_failed(
    telegram: FakeTelegram, empty_database: Path
) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for number in range(60):
            archive.writestr(f"{number:02}-{'长' * 40}.txt", f"白菜{number}斤")
    async with running_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        chat.send_file("reports.zip", packed.getvalue())
        done = await chat.until("60 个文件处理完毕")
    assert len({deed.message for deed in telegram.deeds if deed.chat == STAFF}) == 1
    assert "未能读取 60 份" in done.text


async def test_a_newer_version_tells_what_changed(telegram: FakeTelegram, database: Path) -> None:
    newer = TAISHUN.read_text("utf-8").replace("2019- 02- 11 10: 41", "2019- 03- 20 09: 00").replace("22727", "22728")
    deeds = await send(telegram, database, "newer.txt", newer.encode())
    assert "取代了原来的版本" in deeds[-1].text
    assert "22727 → 22728" in deeds[-1].text


async def test_a_crash_is_one_sentence_with_the_reference_of_the_log(
    telegram: FakeTelegram, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running_bot(telegram, database):
        with closing(sqlite3.connect(database)) as other, other:
            other.execute("DROP TABLE issues")
        chat = telegram.chat(STAFF)
        chat.send_file("other.txt", TAISHUN.read_bytes() + b" ")
        told = await chat.until("管理员")
    (record,) = [record for record in caplog.records if hasattr(record, "reference")]
    assert vars(record)["reference"] in told.text
    assert record.exc_info


async def test_an_english_sheet_tells_its_checks_in_english(telegram: FakeTelegram, empty_database: Path) -> None:
    wrong = TAISHUN.read_text("utf-8").replace("22727", "22728").encode()
    async with running_bot(telegram, empty_database):
        visitor = telegram.chat(STAFF, language="en-GB")
        visitor.send_file("wrong.txt", wrong)
        sheet = await visitor.until("Stored")
    (line,) = [line for line in sheet.text.splitlines() if line.startswith("✗")]
    assert line.startswith("✗ disclosure against channels: ")
    assert "22728, to be between 21187 (the largest channel) and 22727" in line
    assert not any("\u4e00" <= character <= "\u9fff" for character in line)
    labels = [label for label in sheet.labels if "Unread" not in label]
    assert labels == ["Confirm", "Reject", "Body", "Year", "Figure", "Original file", "Export to Excel", "Follow"]

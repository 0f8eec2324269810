"""Several at once: files one after the other, questions in one message, beside a file, edited, for what others sent."""

from __future__ import annotations

from pathlib import Path

from store import Archive
from tests.bot.conftest import GROUP, SEEDS, STAFF, running_bot, store_years
from tests.bot.fake_telegram import USERNAME, Chat, FakeTelegram, Json

QUESTION = "泰顺2018年收到申请数是多少"
TAISHUN = SEEDS / "001_4d089b536d89bce8.txt"
FILES = sorted(SEEDS.glob("*.txt"))


async def test_files_forwarded_one_by_one_share_one_list(telegram: FakeTelegram, empty_database: Path) -> None:
    chat = telegram.chat(STAFF)
    text = TAISHUN.read_text("utf-8")
    async with running_bot(telegram, empty_database):
        for year in range(2004, 2016):
            chat.send_file(f"{year}.txt", text.replace("2018", str(year)).encode())
        done = await chat.until("12 个文件处理完毕")
        sent = [deed for deed in telegram.deeds if deed.chat == STAFF and deed.method == "sendMessage"]
        assert len(sent) == 1
        assert len(done.labels) == 12
        chat.press(done, "核对 12")
        assert "泰顺县人民政府" in (await chat.heard("sendMessage")).text


async def test_the_sender_of_many_files_is_answered_before_they_are_all_told(
    telegram: FakeTelegram, database: Path
) -> None:
    chat = telegram.chat(STAFF)
    text = TAISHUN.read_text("utf-8")
    async with running_bot(telegram, database):
        await chat.ask(QUESTION)
        for year in range(2004, 2014):
            chat.send_file(f"{year}.txt", text.replace("2018", str(year)).encode())
        chat.say(QUESTION)
        told = await chat.heard("sendMessage")
        while "17件" not in told.text:
            told = await chat.heard("sendMessage", "editMessageText")
        before = [deed for deed in telegram.deeds if deed.chat == STAFF and "个文件" in deed.text]
        assert not any("处理完毕" in deed.text for deed in before)
        await chat.until("10 个文件处理完毕")


async def test_a_file_after_the_list_is_done_has_a_message_of_its_own(
    telegram: FakeTelegram, empty_database: Path
) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, empty_database):
        sheets = []
        for file in FILES[:2]:
            chat.send_file(file.name, file.read_bytes())
            sheets.append((await chat.until("已存入")).message)
    assert len(set(sheets)) == 2


async def test_each_question_of_a_message_is_answered(staff: Chat) -> None:
    staff.say("泰顺2018年收到申请数是多少？火星2018年收到多少申请？\n泰顺2018年主动公开多少条？")
    told = [await staff.heard("sendMessage") for _ in range(3)]
    assert "17件" in told[0].text
    assert not told[1].marked("bold")
    assert "22727条" in told[2].text


async def test_a_pasted_report_is_not_taken_for_questions(staff: Chat) -> None:
    staff.say("泰顺县2018年收到申请17件。\n泰顺县2018年主动公开22727条。")
    await staff.heard("sendMessage")
    await staff.telegram.settled()
    assert len([deed for deed in staff.telegram.deeds if deed.method == "sendMessage"]) == 1


async def test_a_question_beside_a_file_is_answered_once_it_is_read(
    telegram: FakeTelegram, empty_database: Path
) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, empty_database):
        chat.send_file(TAISHUN.name, TAISHUN.read_bytes(), caption=QUESTION)
        assert "17件" in (await chat.until("17件")).text
        assert [deed for deed in telegram.deeds if "已存入" in deed.text]
        chat.send_file("again.txt", TAISHUN.read_bytes(), caption="请存一下")
        await chat.until("以前收过")
        await telegram.settled()
        assert not [deed for deed in telegram.deeds if "没看懂" in deed.text]


async def test_called_to_what_somebody_else_sent(telegram: FakeTelegram, database: Path) -> None:
    group, other = telegram.chat(STAFF, group=GROUP), telegram.chat(8, group=GROUP)
    async with running_bot(telegram, database):
        file = other.send_file(TAISHUN.name, TAISHUN.read_bytes())
        question = other.say(QUESTION)
        await telegram.settled()
        assert not telegram.deeds
        group.say(f"@{USERNAME} 存一下", reply_to=file)
        await group.until("以前收过")
        group.say(f"@{USERNAME}", reply_to=question)
        await group.until("17件")


async def test_the_answer_to_an_edited_question_is_edited(telegram: FakeTelegram, database: Path) -> None:
    store_years(database, {2016: 12})
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        asked = chat.say(QUESTION)
        told = await chat.heard("sendMessage")
    async with running_bot(telegram, database):
        chat.edit(asked, QUESTION.replace("2018", "2016"))
        mended = await chat.heard("editMessageText")
        assert mended.message == told.message
        assert "12件" in mended.text
        chat.press(mended, "来源")
        assert "2016" in (await chat.heard("sendMessage")).text


async def test_a_poorer_version_is_asked_about_and_the_fuller_stays(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    text = TAISHUN.read_text("utf-8")
    cut = text[: text.index("收到申请数") + 200]
    async with running_bot(telegram, database):
        chat.send_file("cut.txt", cut.encode())
        sheet = await chat.until("数字比库里的版本少")
        assert sheet.labels[0].startswith("用原来的（")
        assert sheet.labels[1].startswith("用新的（")
        assert "与原来的版本相比" in sheet.text
        chat.press(sheet, "用原来的")
        while "仍用原来的" not in (await telegram.next_answered()).text:
            pass
        assert "22727条" in (await chat.ask("泰顺2018年主动公开多少条")).text
        chat.press(sheet, "用新的")
        draft = await chat.heard("sendMessage")
        assert draft.labels == ["确定", "取消"]
        with Archive(database) as archive:
            assert not archive.audit()
        chat.press(draft, "确定")
        await chat.until("已确认")
    with Archive(database) as archive:
        assert [entry.new for entry in archive.audit()] == ["confirmed"]


PASTED = """永嘉县教育局2016年政府信息公开工作年度报告
根据《中华人民共和国政府信息公开条例》，编制永嘉县教育局2016年政府信息公开工作年度报告。
一、主动公开情况。2016年，我局主动公开政府信息320条，其中通过政府网站公开300条。
二、依申请公开情况。2016年，我局共收到政府信息公开申请12件，均已按时答复，没有收取任何费用。
三、行政复议和行政诉讼情况。2016年，我局未发生因政府信息公开引起的行政复议和行政诉讼。
"""


async def test_a_pasted_report_is_stored_where_a_person_says_so(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        message = chat.say(PASTED)
        offered = await chat.heard("sendMessage")
        assert offered.text == "这段文字是 永嘉县教育局 2016 年报，读出 6 个数字，库里还没有。要存入吗？"
        assert offered.parameters["reply_parameters"]["message_id"] == message
        with Archive(database) as archive:
            assert len(archive.reports()) == 5
    async with running_bot(telegram, database):
        chat.press(offered, "当作年报存入")
        assert "永嘉县教育局 2016" in (await chat.until("已存入")).text
        assert "12件" in (await chat.ask("永嘉县教育局2016年收到多少件申请")).text
        chat.say(PASTED)
        await chat.heard("sendMessage")
        await telegram.settled(1)
    assert len([deed for deed in telegram.deeds if "当作年报存入" in deed.labels]) == 1


async def test_a_long_report_that_telegram_cut_is_one(telegram: FakeTelegram, empty_database: Path) -> None:
    text = TAISHUN.read_text("utf-8")
    assert len(text) > 4096
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, empty_database):
        for start in range(0, len(text), 4096):
            chat.say(text[start : start + 4096])
        offered = await chat.heard("sendMessage")
        assert "泰顺县人民政府 2018 年报" in offered.text
        chat.press(offered, "当作年报存入")
        await chat.until("已存入")
        await telegram.settled()
    assert len([deed for deed in telegram.deeds if deed.method == "sendMessage"]) == 2
    with Archive(empty_database) as archive:
        assert archive.report(1).text == text


async def test_a_pasted_table_is_read_as_text(telegram: FakeTelegram, database: Path) -> None:
    title, *lines = PASTED.splitlines()
    cell = {"align": "left", "valign": "top"}
    table = {
        "type": "table",
        "cells": [[cell | {"text": "指标"}, cell], [cell | {"text": ["收到", {"type": "bold", "text": "申请"}]}, cell]],
    }
    blocks: list[Json] = [{"type": "heading", "text": {"type": "bold", "text": title}, "size": 1}]
    blocks += [{"type": "paragraph", "text": line} for line in lines if line]
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        chat.send_other({"rich_message": {"blocks": [{"type": "paragraph", "text": QUESTION}]}})
        assert "17件" in (await chat.heard("sendMessage")).text
        chat.send_other({"rich_message": {"blocks": [*blocks, table]}})
        offered = await chat.heard("sendMessage")
        assert offered.text == "这段文字是 永嘉县教育局 2016 年报，读出 6 个数字，库里还没有。要存入吗？"
        chat.press(offered, "当作年报存入")
        assert "永嘉县教育局 2016" in (await chat.until("已存入")).text
        chat.send_other({"rich_message": {"blocks": [{"type": "divider"}]}})
        assert "只看得懂" in (await chat.heard("sendMessage")).text
    with Archive(database) as archive:
        (report,) = [entry.id for entry in archive.reports() if entry.organization_name == "永嘉县教育局"]
        assert archive.report(report).text.endswith("指标\t\n收到申请\t")

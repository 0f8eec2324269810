"""Tables as rich messages: answers and check sheets, their buttons and replies, and text where no table can be had."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiogram.types import InputRichBlockTable

from bot.look.tables import rich_answer
from bot.look.words import CHINESE, ENGLISH
from core import answer
from core.types import Answer, AnswerLine, Row
from store import Archive
from tests.bot.conftest import GROUP, SEEDS, STAFF, running_bot, store_copy, store_years
from tests.bot.fake_telegram import USERNAME, Chat, Deed, FakeTelegram

SEVERAL = "泰顺县2018年收到申请、网络申请、行政复议各多少"
TABLE = """泰顺县2018年：
项目 | 数值
新收政府信息公开申请 | 17件
网络申请 | 9件
行政复议 | 0件
来源："""
HINT = "看不到它"


@pytest.fixture
def telegram(telegram: FakeTelegram) -> FakeTelegram:
    telegram.knows_tables = True
    return telegram


async def ask(chat: Chat, question: str) -> Deed:
    chat.say(question)
    return await chat.heard("sendMessage", "sendRichMessage")


async def test_several_figures_are_a_table_whose_buttons_and_replies_mean_it(
    telegram: FakeTelegram, database: Path
) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        told = await ask(chat, SEVERAL)
        assert told.method == "sendRichMessage"
        assert told.text.startswith(TABLE)
        assert HINT in (await chat.heard("sendMessage")).text
        assert (await ask(chat, "永嘉2016年收到多少申请")).method == "sendMessage"
    async with running_bot(telegram, database):
        # After a restart, and with another body asked about since.
        chat.press(told, "来源②")
        assert "9" in (await chat.heard("sendMessage")).marked("bold")[-1]
        chat.say("主动公开多少条", reply_to=told.message)
        assert "泰顺县2018年" in (await chat.heard("sendMessage")).text
        chat.press(told, "核对单")
        sheet = await chat.heard("sendRichMessage")
        assert "\n收到（新收）政府信息公开申请数 | 17 件\n" in sheet.text
        chat.say("网络申请数改成10，漏计一件", reply_to=sheet.message)
        preview = await chat.heard("sendMessage")
        assert "网络申请数 9 → 10" in preview.text
        chat.press(preview, "确定")
        changed = await chat.heard("sendRichMessage")
        assert changed.text.startswith("已更正：网络申请数 9 → 10")
        assert "改动记录" in changed.text
        chat.press(changed, "撤销")
        assert (await chat.heard("sendRichMessage")).text.startswith("已撤销")
    # Nobody is told twice how to have text.
    assert sum(HINT in deed.text for deed in telegram.deeds) == 1


async def test_a_question_that_was_edited_changes_between_text_and_table(
    telegram: FakeTelegram, database: Path
) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        asked = chat.say("泰顺2018年收到申请数是多少")
        first = await chat.heard("sendMessage")
        chat.edit(asked, SEVERAL)
        second = await chat.heard("editMessageText")
        chat.edit(asked, "泰顺2018年网络申请数")
        third = await chat.until("9件")
    assert first.message == second.message == third.message
    assert second.text.startswith(TABLE)
    assert telegram.messages[STAFF, third.message or 0].get("rich_message") is None


async def test_the_message_of_a_file_ends_as_a_sheet_with_tables(telegram: FakeTelegram, empty_database: Path) -> None:
    report = next(SEEDS.glob("001*.txt"))
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, empty_database):
        chat.send_file(report.name, report.read_bytes())
        first = await chat.heard("sendMessage")
        sheet = await chat.until("已存入")
        assert sheet.method == "editMessageText"
        assert sheet.message == first.message
        assert "项目 | 数值" in sheet.text
        assert {"确认", "改数值", "原文"} <= set(sheet.labels)
        chat.say("主动公开多少条", reply_to=sheet.message)
        assert "22727条" in (await chat.until("22727条")).text


async def test_who_can_not_see_tables_has_text_from_there_on(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        told = await ask(chat, SEVERAL)
        chat.press(await chat.heard("sendMessage"), "改用文字")
        assert "以后都用文字" in (await chat.heard("editMessageText")).text
        text = await chat.heard("sendMessage")
        assert "新收政府信息公开申请：17件" in text.text
        assert text.labels == told.labels
        chat.say("主动公开多少条", reply_to=text.message)
        assert "泰顺县2018年" in (await chat.heard("sendMessage")).text
    async with running_bot(telegram, database):
        assert (await ask(chat, SEVERAL)).method == "sendMessage"
        chat.say("/settings")
        settings = await chat.until("设置")
        assert "用文字" in settings.text
        chat.press(settings, "用表格")
        await chat.until("以后用表格")
        assert (await ask(chat, SEVERAL)).method == "sendRichMessage"


async def test_in_a_topic_everything_stays_there(telegram: FakeTelegram, database: Path) -> None:
    topic = {"message_thread_id": 5, "is_topic_message": True}
    mention = [{"type": "mention", "offset": 0, "length": len(USERNAME) + 1}]
    group = telegram.chat(STAFF, group=GROUP)
    async with running_bot(telegram, database):
        for question, method in (("泰顺2018年收到申请数是多少", "sendMessage"), (SEVERAL, "sendRichMessage")):
            group.send_other({"text": f"@{USERNAME} {question}", "entities": mention, **topic})
            told = await group.heard()
            assert (told.method, told.parameters["message_thread_id"]) == (method, "5")
        hint = await group.heard("sendMessage")
        assert hint.parameters["reply_parameters"]["message_id"] == told.message
        group.press(told, "核对单")
        # The button's message is in the topic, and so is what answers it.
        sheet = await group.heard("sendRichMessage")
        assert sheet.parameters["reply_parameters"]["message_id"] == told.message
        report = next(SEEDS.glob("001*.txt"))
        sent = group.send_file(report.name, report.read_bytes(), caption=f"@{USERNAME} 存一下")
        assert (await group.heard("sendMessage")).parameters["reply_parameters"]["message_id"] == sent


async def test_a_server_that_knows_no_tables_is_tried_once(telegram: FakeTelegram, database: Path) -> None:
    telegram.knows_tables = False
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        for _ in range(2):
            told = await ask(chat, SEVERAL)
            assert told.method == "sendMessage"
            assert "新收政府信息公开申请：17件" in told.text
        chat.press(told, "核对单")
        assert "勾稽关系" in (await chat.heard("sendMessage")).text
    assert [method for _, method in telegram.attempts].count("sendRichMessage") == 1
    assert not [deed for deed in telegram.deeds if HINT in deed.text]


async def test_one_table_that_is_refused_is_told_as_text(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        await ask(chat, SEVERAL)
        await chat.until(HINT)
        telegram.refuse("sendRichMessage", "RICH_MESSAGE_TEXT_INVALID")
        assert (await ask(chat, SEVERAL)).method == "sendMessage"
        assert (await ask(chat, SEVERAL)).method == "sendRichMessage"


def test_rankings_years_and_several_figures_of_bodies_have_their_heads(database: Path) -> None:
    store_years(database, {2015: 4, 2016: 9})
    store_copy(database, "文成县", "330328")
    heads = {}
    with Archive(database) as archive:
        for question in (
            "温州市各县2018年收到申请数排名",
            "泰顺县历年收到申请数",
            "温州市各县2018年收到申请数和网络申请数",
            "rank the counties of 温州 by requests received in 2018",
        ):
            told = answer(question, archive)
            message = rich_answer(told, CHINESE if told.language == "zh" else ENGLISH)
            assert message is not None, question
            (table,) = [block for block in message.blocks or [] if isinstance(block, InputRichBlockTable)]
            heads[question] = [cell.text for cell in table.cells[0]], len(table.cells) - 1
    assert list(heads.values()) == [
        (["名次", "单位", "新收政府信息公开申请"], 2),
        (["年份", "新收政府信息公开申请"], 3),
        (["单位", "新收政府信息公开申请", "网络申请"], 2),
        (["Place", "Body", "requests received"], 2),
    ]


@pytest.mark.parametrize(
    ("lines", "tabled"),
    [
        (["甲县：17件", "乙县：18件"], True),
        (["甲县：17件（8+9）", "乙县：18件"], True),
        (["甲县：17件", "乙县：没有给出这个数"], False),
        (["甲县：17件，比乙县少", "乙县：18件"], False),
        (["甲县：19件", "乙县：18件"], False),
        (["甲县：17件"], False),
    ],
)
def test_only_lines_that_tell_nothing_but_figures_of_the_answer_are_rows(lines: list[str], tabled: bool) -> None:
    rows = tuple(
        Row(body, "330329", 2018, "requests.received", None, value, "件", 3, "table", str(value))
        for body, value in (("甲县", 17), ("乙县", 18))
    )
    told = Answer("?", "answered", (AnswerLine("头"), *map(AnswerLine, lines), AnswerLine("尾")), rows=rows)
    assert (rich_answer(told, CHINESE) is not None) is tabled

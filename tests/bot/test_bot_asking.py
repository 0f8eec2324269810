"""Conversations over HTTP: what was sent, what came back, in order."""

from __future__ import annotations

import asyncio
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from bot.edge.desk import Desk
from bot.edge.memory import Memory
from bot.talk.conversations import Conversations
from store import Archive
from tests.bot.conftest import GROUP, SEEDS, STAFF, running_bot, store_copy
from tests.bot.fake_telegram import USERNAME, Chat, FakeTelegram

QUESTION = "泰顺2018年收到申请数是多少"


async def test_start_and_help_suggest_questions_that_have_an_answer(staff: Chat) -> None:
    for command in ("/start", "/help"):
        told = await staff.ask(command)
        assert 1 <= len(told.labels) <= 3
    for example in told.labels:
        staff.press(told, example)
        answered = await staff.heard("sendMessage")
        assert answered.marked("bold"), f"{example} has no figure in {answered.text}"


async def test_help_of_an_empty_archive_asks_for_a_report(telegram: FakeTelegram, empty_database: Path) -> None:
    async with running_bot(telegram, empty_database):
        told = await telegram.chat(STAFF).ask("/start")
    assert "请先发一份" in told.text
    assert not told.labels


async def test_a_question_is_answered_with_its_figure_and_source(staff: Chat) -> None:
    question = staff.say(QUESTION)
    told = await staff.heard("sendMessage")
    assert "17" in told.marked("bold")[0]
    assert "泰顺县人民政府" in told.text
    assert told.parameters["reply_parameters"]["message_id"] == question
    assert told.labels[0] == "来源"
    assert "口径" in told.labels


async def test_the_source_button_shows_the_quoted_words_in_their_surroundings(staff: Chat) -> None:
    told = await staff.ask(QUESTION)
    staff.press(told, "来源")
    assert (await staff.telegram.next_answered()).text == ""
    source = await staff.heard("sendMessage")
    assert "17" in source.marked("bold")[-1]
    assert source.marked("blockquote")
    assert "泰顺县人民政府2018年政府信息公开工作年度报告" in source.text


async def test_a_corrected_figure_tells_who_corrected_it_and_why(telegram: FakeTelegram, database: Path) -> None:
    with Archive(database) as archive:
        (report,) = [entry.id for entry in archive.reports() if entry.organization_name == "泰顺县人民政府"]
        archive.correct(report, "requests.received", None, 18, reason="漏计一件", person="王主任")
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        told = await chat.ask(QUESTION)
        assert "18" in told.marked("bold")[0]
        chat.press(told, "来源")
        source = await chat.heard("sendMessage")
    assert "17 → 18" in source.text
    assert "王主任" in source.text
    assert "漏计一件" in source.text


async def test_a_ranking_is_offered_only_where_a_peer_has_a_report(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        assert "同级排名" not in (await chat.ask(QUESTION)).labels
    store_copy(database, "永嘉县", "330324")
    async with running_bot(telegram, database):
        told = await chat.ask(QUESTION)
        chat.press(told, "同级排名")
        ranking = await chat.heard("sendMessage")
    assert "排第1" in ranking.text
    assert "温州市11个县级政府中2个有2018年的年报" in ranking.text


async def test_the_definition_button_names_the_rows_of_the_forms(staff: Chat) -> None:
    told = await staff.ask(QUESTION)
    staff.press(told, "口径")
    basis = await staff.heard("sendMessage")
    assert "2014年表：(一)收到申请数" in basis.text
    assert "2019, 2021年表：一、本年新收政府信息公开申请数量" in basis.text


async def test_an_ambiguous_question_becomes_buttons_with_codes(staff: Chat) -> None:
    told = await staff.ask("泰顺2018年有多少件")
    assert len(told.buttons) >= 2
    for button in told.buttons:
        assert button["callback_data"].isascii()
        assert len(button["callback_data"].encode()) <= 64
    staff.press(told, told.labels[0])
    assert (await staff.heard("sendMessage")).marked("bold")


async def test_a_choice_outlives_a_restart(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        told = await chat.ask("泰顺2018年有多少件")
    async with running_bot(telegram, database):
        chat.press(told, told.labels[0])
        assert (await chat.heard("sendMessage")).marked("bold")


async def test_buttons_that_mean_nothing_any_more_say_so(staff: Chat) -> None:
    told = await staff.ask(QUESTION)
    assert told.message is not None
    for data in (
        "c:0000000000",
        "f:99:0000000000:-1",
        "f:2:0000000000:-1",
        "k:99:0000000000",
        "d:original:99",
        "b:0000000000",
        "r:99",
        "older version",
    ):
        staff.press_data(told.message, data)
        assert "太旧" in (await staff.telegram.next_answered()).text


async def test_what_is_not_understood_gets_no_figure(staff: Chat) -> None:
    told = await staff.ask("今天天气怎么样")
    assert told.text == "没看懂“天气”，所以不作答。"
    assert not told.marked("bold")
    staff.press(told, "泰顺县人民政府2018年")
    assert (await staff.heard("sendMessage")).text.startswith("泰顺县2018年主动公开政府信息22727条。")


async def test_thanks_are_welcome_without_examples(staff: Chat) -> None:
    assert not (await staff.ask("谢谢")).labels


async def test_an_english_question_is_answered_in_english(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        visitor = telegram.chat(STAFF, language="en-GB")
        assert "Just ask" in (await visitor.ask("/start")).text
        told = await visitor.ask("how many 依申请公开 requests did 泰顺 receive in 2018")
    assert "17" in told.text
    assert told.labels[0] == "Source"


async def test_stickers_and_the_like_are_told_what_is_understood(staff: Chat) -> None:
    staff.send_other({"location": {"latitude": 27.5, "longitude": 119.7}})
    assert "/help" in (await staff.heard("sendMessage")).text


async def test_reports_lists_what_is_stored(staff: Chat) -> None:
    told = await staff.ask("/reports")
    assert "5 份报告" in told.marked("bold")[0]
    assert "泰顺县人民政府：2018" in told.text


async def test_a_group_is_answered_only_when_it_addresses_the_bot(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        group = telegram.chat(STAFF, group=GROUP)
        group.say("大家看一下泰顺2018年收到申请数")
        group.say("@someone_else 泰顺2018年收到申请数")
        group.say("/ask@another_bot 泰顺2018年收到申请数")
        group.send_file("notes.txt", b"minutes")
        mention = group.say(f"@{USERNAME} {QUESTION}")
        told = await group.heard("sendMessage")
        assert told.parameters["reply_parameters"]["message_id"] == mention
        assert "17" in told.text
        reply = group.say(QUESTION, reply_to=told.message)
        told = await group.heard("sendMessage")
        assert told.parameters["reply_parameters"]["message_id"] == reply
        command = group.say(f"/ask@{USERNAME} {QUESTION}")
        told = await group.heard("sendMessage")
        assert told.parameters["reply_parameters"]["message_id"] == command
        assert "/ask" in (await group.ask("/ask")).text
    assert [deed.method for deed in telegram.deeds if deed.chat == GROUP] == ["sendMessage"] * 4


async def test_a_follow_up_keeps_to_its_chat_and_person(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        one, other = telegram.chat(7), telegram.chat(8)
        await one.ask(QUESTION)
        assert "17" not in (await other.ask("其中网络申请呢")).text
        followed = await one.ask("其中网络申请呢")
        assert "泰顺县人民政府" in followed.text


async def test_the_menu_is_set_in_both_languages(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        while ("default", "en") not in telegram.commands:
            await asyncio.sleep(0.02)
    assert [command["command"] for command in telegram.commands["default", ""]] == [
        "help",
        "ask",
        "reports",
        "follow",
        "settings",
        "cancel",
        "id",
    ]
    assert telegram.commands["default", "en"][0]["description"] == "How it works"


async def test_in_a_rush_answers_go_out_before_more_is_answered(database: Path) -> None:
    archive = Archive(database)
    conversations, done = Conversations(archive, Memory(archive, Desk(database))), []

    async def ask(number: int) -> None:
        await conversations.turn()
        done.append(f"answered {number}")
        await asyncio.sleep(0)
        done.append(f"sent {number}")

    await asyncio.gather(*map(ask, range(5)))
    assert [one for one in done if one.startswith("answered")] == [f"answered {number}" for number in range(5)]
    assert done.index("sent 0") < done.index("answered 2")
    archive.close()


async def test_an_export_after_a_restart_is_of_the_answer_above_it(telegram: FakeTelegram, database: Path) -> None:
    store_copy(database, "永嘉县", "330324")
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        await chat.ask(QUESTION)
        followed = await chat.ask("其中网络申请呢")
        assert "9件" in followed.text
    async with running_bot(telegram, database):
        await chat.ask("永嘉县2018年行政复议多少件")
        chat.press(followed, "导出")
        sent = await chat.heard("sendDocument")
        assert sent.file is not None
        with ZipFile(BytesIO(sent.file)) as book:
            words = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xml")).decode()
        assert "泰顺县人民政府" in words
        assert "永嘉" not in words
        assert "网络申请数" in words
    async with running_bot(telegram, database):
        chat.press_data((await chat.ask("/help")).message or 0, "o")
        await telegram.settled()
        assert "太旧" in [deed for deed in telegram.deeds if deed.method == "answerCallbackQuery"][-1].text


async def test_a_reply_keeps_its_subject_after_a_restart(telegram: FakeTelegram, database: Path) -> None:
    store_copy(database, "永嘉县", "330324")
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        told = await chat.ask(QUESTION)
        chat.press(told, "来源")
        source = await chat.heard("sendMessage")
    for between in ([], ["永嘉县2018年行政复议多少件"]):
        async with running_bot(telegram, database):
            for question in between:
                assert "永嘉" in (await chat.ask(question)).text
            for message in (told, source):
                chat.say("其中网络申请呢", reply_to=message.message)
                assert "泰顺县2018年网络申请9件。" in (await chat.heard("sendMessage")).text


async def test_a_conversation_goes_on_after_a_restart(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        await chat.ask(QUESTION)
    async with running_bot(telegram, database):
        assert "泰顺县2018年网络申请9件。" in (await chat.ask("其中网络申请呢")).text


async def test_a_reply_to_a_sheet_is_about_its_report(telegram: FakeTelegram, database: Path) -> None:
    store_copy(database, "永嘉县", "330324")
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        file = SEEDS / "001_4d089b536d89bce8.txt"
        chat.send_file(file.name, file.read_bytes())
        sheet = await chat.until("以前收过")
        assert "永嘉" in (await chat.ask("永嘉县2018年行政复议多少件")).text
        chat.say("网络申请多少件", reply_to=sheet.message)
        assert "泰顺县2018年网络申请9件。" in (await chat.heard("sendMessage")).text

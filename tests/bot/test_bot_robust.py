"""What goes wrong on the way: none of it stops the bot, loses a question, or is told as what it is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientTimeout

from bot import app
from bot.files import fetching
from store import Archive
from tests.bot.conftest import GROUP, SEEDS, STAFF, running_bot, webhook_bot
from tests.bot.fake_telegram import Chat, FakeTelegram

QUESTION = "泰顺2018年收到申请数是多少"
TAISHUN = SEEDS / "001_4d089b536d89bce8.txt"
STRANGER = 666
ODD: list[dict[str, Any]] = [
    {"forward_origin": {"type": "hidden_user", "date": 1422450181}},
    {"forward_origin": {"type": "martian", "date": 1}},
    {"external_reply": {"origin": {"type": "user", "date": 1}, "story": {}}},
    {"poll": {"id": "1", "question": "去不去"}},
    {"story": {}},
    {"reply_to_message": {"message_id": 1}},
]


@pytest.mark.parametrize("content", ODD, ids=lambda content: next(iter(content)))
async def test_an_odd_message_holds_up_nobody(staff: Chat, content: dict[str, Any]) -> None:
    staff.telegram.chat(STRANGER).send_other({"text": "看看这个", **content})
    staff.telegram.push("message", {"message_id": "x"})
    staff.telegram.push("martian_update", {"id": 1})
    assert "17" in (await staff.ask(QUESTION)).text
    staff.send_other({"text": QUESTION, **content})
    assert "17" in (await staff.heard("sendMessage")).text


async def test_what_replies_to_an_odd_message_is_sent_once(staff: Chat) -> None:
    """Telegram tells of the message that was sent, with the one it replies to."""
    message = staff.say(QUESTION)
    staff.telegram.messages[STAFF, message] |= ODD[0]
    await staff.heard("sendMessage")
    await staff.telegram.settled()
    assert len([deed for deed in staff.telegram.deeds if deed.method == "sendMessage"]) == 1


async def test_odd_bodies_at_the_webhook_are_answered(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with webhook_bot(telegram, database):
        for body, status in (
            (b"no JSON", 400),
            (b"[" * 100_000, 400),
            (b"\xff\xfe", 400),
            (b"[]", 200),
            (b'{"update_id": 7, "message": {}}', 200),
            (b'{"update_id": 8, "martian": {}}', 200),
        ):
            assert await telegram.deliver_body(body) == status
        assert await telegram.deliver_body(b"{}", secret="密码") == 401
        chat.say(QUESTION)
        update = telegram.waiting()[0]
        assert await telegram.deliver() == 200
        assert "17" in (await chat.heard("sendMessage")).text
        telegram.push_again(update)
        assert await telegram.deliver() == 200
        await telegram.settled()
    assert len([deed for deed in telegram.deeds if deed.method == "sendMessage"]) == 1


@pytest.mark.parametrize(("status", "body"), [(502, "<html>502</html>"), (200, "[1]"), (504, ""), (500, "{}")])
async def test_a_page_of_a_gateway_loses_no_answer(staff: Chat, status: int, body: str) -> None:
    staff.telegram.garble("sendMessage", 2, status=status, body=body)
    assert "17" in (await staff.ask(QUESTION)).text


async def test_a_page_of_a_gateway_leaves_no_receipt_behind(telegram: FakeTelegram, empty_database: Path) -> None:
    async with running_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        telegram.garble("editMessageText", 2)
        chat.send_file(TAISHUN.name, TAISHUN.read_bytes())
        assert "泰顺县人民政府 2018" in (await chat.until("已存入")).text


async def test_a_press_too_old_still_does_its_work(staff: Chat) -> None:
    told = await staff.ask(QUESTION)
    staff.press(told, "来源")
    staff.telegram.forget_queries()
    await staff.heard("sendMessage")
    await staff.telegram.settled()
    assert not [deed for deed in staff.telegram.deeds if "出了意外" in deed.text]
    assert len([deed for deed in staff.telegram.deeds if deed.method == "sendMessage"]) == 2


async def test_the_same_page_pressed_twice_is_quiet(staff: Chat) -> None:
    staff.send_file(TAISHUN.name, TAISHUN.read_bytes())
    staff.press(await staff.until("以前收过"), "改数值")
    choice = await staff.heard("sendMessage")
    for _ in range(2):
        staff.press_data(choice.message or 0, choice.button("后面"))
    await staff.telegram.settled()
    assert not [deed for deed in staff.telegram.deeds if "出了意外" in deed.text]


async def test_a_blocked_bot_is_no_incident(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        telegram.block("sendMessage", 1)
        chat.say(QUESTION)
        head = telegram.chat(9)
        await refused(telegram, "sendMessage")
        assert "没有意外" in (await head.ask("/status")).text


@pytest.mark.parametrize("spoilt", [[502, 404], ["half", "half"], ["half", 500]])
async def test_a_download_that_fails_is_tried_again(
    telegram: FakeTelegram, empty_database: Path, spoilt: list[int | str]
) -> None:
    async with running_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        telegram.spoil_downloads(*spoilt)
        chat.send_file(TAISHUN.name, TAISHUN.read_bytes())
        await chat.until("已存入")


async def test_a_download_goes_on_as_long_as_bytes_come(
    telegram: FakeTelegram, empty_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In all it takes more than twice as long as it may say nothing.
    monkeypatch.setattr(fetching, "_SILENCE", ClientTimeout(total=None, sock_read=0.5))
    async with running_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        telegram.spoil_downloads("slow")
        chat.send_file(TAISHUN.name, TAISHUN.read_bytes())
        await chat.until("已存入")
    assert [method for _, method in telegram.attempts].count("getFile") == 1


async def test_a_file_that_telegram_does_not_give_may_be_tried_again(
    telegram: FakeTelegram, empty_database: Path
) -> None:
    async with running_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        telegram.spoil_downloads(404, 404, 404)
        chat.send_file(TAISHUN.name, TAISHUN.read_bytes())
        lost = await chat.until("没能从 Telegram 取到")
        assert lost.labels == ["再试"]
    async with running_bot(telegram, empty_database):
        chat.press(lost, "再试")
        assert (await chat.until("已存入")).message == lost.message
        chat.press(lost, "再试")
        assert (await telegram.next_answered()).text == ""
        assert "太旧" in (await telegram.next_answered()).text


async def test_the_limit_of_a_file_is_a_setting(telegram: FakeTelegram, empty_database: Path) -> None:
    async with running_bot(telegram, empty_database, telegram_file_mb=1):
        chat = telegram.chat(STAFF)
        chat.send_file("big.txt", b"1", size=(1 << 20) + 1)
        await chat.until("big.txt 超过 1 MB")


async def test_a_local_server_gives_files_by_their_path(telegram: FakeTelegram, empty_database: Path) -> None:
    async with running_bot(telegram, empty_database, telegram_local=True):
        chat = telegram.chat(STAFF)
        telegram.local_files = True
        chat.send_file(TAISHUN.name, TAISHUN.read_bytes())
        await chat.until("已存入")


async def test_menus_that_telegram_refuses_hold_up_nobody(telegram: FakeTelegram, database: Path) -> None:
    telegram.flood("deleteWebhook", retry_after=600)
    async with running_bot(telegram, database):
        assert "17" in (await telegram.chat(STAFF).ask(QUESTION)).text


async def refused(telegram: FakeTelegram, method: str) -> None:
    """Wait until a call of the method was refused."""
    while not any(refusal.startswith(method) for refusal in telegram.refused):
        await telegram.next_deed()


@contextmanager
def written_by_another_program(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_another_program_that_writes_delays_only_writing(telegram: FakeTelegram, database: Path) -> None:
    chat, colleague = telegram.chat(STAFF), telegram.chat(8)
    async with running_bot(telegram, database):
        with written_by_another_program(database):
            chat.send_file("new.txt", TAISHUN.read_text("utf-8").replace("2018", "2017").encode())
            for _ in range(2):
                assert "17" in (await colleague.ask(QUESTION)).text
        await chat.until("已存入")
    assert len([deed for deed in telegram.deeds if deed.chat == 8]) == 2


async def test_a_question_in_flight_is_answered_after_a_restart(
    telegram: FakeTelegram, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "_LAST_WORDS", 0.5)
    chat = telegram.chat(STAFF)
    telegram.flood("sendMessage", retry_after=60)
    async with running_bot(telegram, database):
        chat.say(QUESTION)
        await refused(telegram, "sendMessage")
    assert not [deed for deed in telegram.deeds if deed.method == "sendMessage"]
    async with running_bot(telegram, database):
        assert "17" in (await chat.heard("sendMessage")).text
    async with running_bot(telegram, database):
        await telegram.settled()
    assert len([deed for deed in telegram.deeds if deed.method == "sendMessage"]) == 1
    with Archive(database) as archive:
        assert not archive.inbox.waiting()


async def test_a_group_that_became_a_supergroup_is_known(telegram: FakeTelegram, database: Path) -> None:
    old, new = telegram.chat(STRANGER, group=GROUP), telegram.chat(STRANGER, group=-100500)
    async with running_bot(telegram, database):
        telegram.move("sendMessage", new.id)
        old.say(f"@gongkai_bot {QUESTION}")
        assert "17" in (await new.heard("sendMessage")).text
        old.send_other({"migrate_to_chat_id": new.id})
        await telegram.settled()
        new.say(f"@gongkai_bot {QUESTION}")
        assert "17" in (await new.heard("sendMessage")).text


async def test_what_happens_in_a_chat_wants_no_answer(staff: Chat) -> None:
    staff.send_other({"pinned_message": {"message_id": 1, "date": 1, "chat": staff.json, "text": "x"}})
    staff.send_other({"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}})
    staff.send_other(
        {
            "sticker": {
                "file_id": "s",
                "file_unique_id": "s",
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            }
        }
    )
    await staff.telegram.settled()
    assert len([deed for deed in staff.telegram.deeds if deed.method == "sendMessage"]) == 1

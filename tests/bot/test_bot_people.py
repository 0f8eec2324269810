"""Roles over HTTP: who may do what, who decides, and that it lasts."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from core.work.isolation import Isolation
from store import Archive
from tests.bot.conftest import GROUP, HEAD, SEEDS, STAFF, running_bot, workers
from tests.bot.fake_telegram import FakeTelegram

STRANGER = 666
QUESTION = "泰顺2018年收到申请数是多少"
TAISHUN = SEEDS / "001_4d089b536d89bce8.txt"


async def test_an_administrator_lets_people_in_and_turns_them_away(telegram: FakeTelegram, database: Path) -> None:
    head, newcomer = telegram.chat(HEAD), telegram.chat(STRANGER)
    async with running_bot(telegram, database):
        await head.ask(f"/allow {STRANGER} 读者")
        assert "读者" in (await newcomer.heard("sendMessage")).text
        told = await newcomer.ask(QUESTION)
        assert "17" in told.text
        newcomer.send_file(TAISHUN.name, TAISHUN.read_bytes())
        assert "编辑" in (await newcomer.heard("sendMessage")).text
        newcomer.press_data(told.message or 0, "e:confirm:1")
        assert "编辑" in (await telegram.next_answered()).text
    async with running_bot(telegram, database):
        await head.ask(f"/allow {STRANGER} editor")
        newcomer.send_file("again.txt", TAISHUN.read_bytes())
        assert "以前收过" in (await newcomer.until("以前收过")).text
        assert f"{STRANGER} 职员 编辑" in (await head.ask("/people")).text
        await head.ask(f"/revoke {STRANGER}")
        newcomer.say(QUESTION)
        await head.ask("/status")
    assert telegram.transcript[-5:-1] == [
        f"> /revoke {STRANGER}",
        f"< 已停用 {STRANGER} 职员",
        f"> {QUESTION}",
        "> /status",
    ]
    assert telegram.transcript[-1].startswith("< 版本")
    with Archive(database) as archive:
        entries = [(entry.old, entry.new) for entry in archive.audit() if entry.subject == f"role of {STRANGER}"]
        assert entries == [(None, "reader"), ("reader", "editor"), ("editor", "nobody")]
        assert {entry.person for entry in archive.audit()} == {f"职员 ({HEAD})"}


async def test_the_menu_goes_with_the_role(telegram: FakeTelegram, database: Path) -> None:
    head = telegram.chat(HEAD)
    telegram.chat(STRANGER)
    async with running_bot(telegram, database):
        await head.ask(f"/allow {STRANGER} 管理员")
        assert "读文件的进程：" in (await head.ask("/status")).text
        for language in ("", "en"):
            names = [command["command"] for command in telegram.commands[str(STRANGER), language]]
            assert names[-4:] == ["status", "people", "allow", "revoke"]
        await head.ask(f"/allow {STRANGER} 读者")
        await head.ask("/status")
        assert (str(STRANGER), "") not in telegram.commands
        assert (str(STRANGER), "en") not in telegram.commands


async def test_the_word_of_an_administrator_outweighs_the_settings(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        await telegram.chat(HEAD).ask(f"/revoke {STAFF}")
        telegram.chat(STAFF).say(QUESTION)
        telegram.chat(STAFF, group=GROUP).say(f"/ask {QUESTION}")
        await telegram.chat(HEAD).ask("/help")
    assert not [deed for deed in telegram.deeds if deed.chat in (STAFF, GROUP)]


async def test_who_is_an_administrator_by_the_settings_remains_one(telegram: FakeTelegram, database: Path) -> None:
    head = telegram.chat(HEAD)
    async with running_bot(telegram, database):
        assert "在这里改不了" in (await head.ask(f"/revoke {HEAD}")).text
        assert f"{HEAD} 职员 管理员" in (await head.ask("/people")).text
    with Archive(database) as archive:
        assert not archive.audit()


async def test_only_administrators_manage(telegram: FakeTelegram, database: Path) -> None:
    head = telegram.chat(HEAD)
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        for command in ("/allow 5 editor", "/revoke 5", "/people", "/status"):
            assert "只有管理员" in (await chat.ask(command)).text
        for command in ("/allow", "/allow me editor", "/revoke all"):
            assert "用法" in (await head.ask(command)).text
    assert [c["command"] for c in telegram.commands[str(HEAD), ""]][-4:] == ["status", "people", "allow", "revoke"]
    with Archive(database) as archive:
        assert not archive.people.all()


async def test_a_stranger_asks_once_and_an_administrator_decides(telegram: FakeTelegram, database: Path) -> None:
    head, stranger = telegram.chat(HEAD), telegram.chat(STRANGER)
    async with running_bot(telegram, database, access_requests=True):
        stranger.say("/start")
        assert "已请管理员批准" in (await stranger.heard("sendMessage")).text
        request = await head.heard("sendMessage")
        stranger.say("你好？")
        stranger.press_data(stranger.say("x"), "g:666:editor")
        head.press(request, "编辑")
        assert "编辑" in (await stranger.heard("sendMessage")).text
        assert "已通知本人" in (await head.heard("sendMessage")).text
        assert "17" in (await stranger.ask(QUESTION)).text
        await head.heard("editMessageReplyMarkup")
    assert telegram.transcript == [
        "> /start",
        "< 您还不能用这个机器人。已请管理员批准，批准后会告诉您。",
        "< 职员（666）想用机器人。给什么权限？",
        "> 你好？",
        "> x",
        "> g:666:editor",
        "> g:666:editor",
        "< 管理员已批准，您现在是编辑。发送 /help 看用法。",
        "< 已给 666 职员 权限：编辑，并已通知本人",
        *telegram.transcript[9:],
    ]


async def test_status_tells_of_reports_queue_errors_and_version(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        told = await telegram.chat(HEAD).ask("/status")
    assert "报告 5 份" in told.text
    assert "待读文件 0 个" in told.text
    assert "没有意外" in told.text
    assert "读文件的进程：" in told.text


@pytest.mark.parametrize(
    ("holds", "words", "in_log"),
    [
        (Isolation(True, True), "读文件的进程：隔离", "(Landlock and seccomp)"),
        (Isolation(True, False), "读文件的进程：只隔离了一部分", "not kept apart by seccomp"),
        (Isolation(False, True), "读文件的进程：只隔离了一部分", "not kept apart by Landlock"),
        (Isolation(False, False), "读文件的进程：没有隔离", "not kept apart by Landlock and seccomp"),
    ],
)
async def test_how_files_are_read_is_told_at_the_start_and_in_the_status(
    telegram: FakeTelegram,
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    holds: Isolation,
    words: str,
    in_log: str,
) -> None:
    monkeypatch.setattr(workers(), "isolation", holds)
    with caplog.at_level(logging.INFO):
        async with running_bot(telegram, database):
            assert words in (await telegram.chat(HEAD).ask("/status")).text
    (told,) = (record for record in caplog.records if in_log in record.getMessage())
    assert (told.levelno == logging.WARNING) is not holds.whole


async def test_people_are_picked_from_lists(telegram: FakeTelegram, database: Path) -> None:
    head, picked = telegram.chat(HEAD), telegram.chat(STRANGER)
    async with running_bot(telegram, database):
        how = await head.ask("/allow")
        (button,) = how.parameters["reply_markup"]["keyboard"][0]
        assert button["text"] == "从联系人里选人"
        users = [{"user_id": STRANGER, "first_name": "小王", "username": "wang"}]
        head.send_other({"users_shared": {"request_id": 1, "user_ids": [STRANGER], "users": users}})
        await head.until("选了 1 人")
        asked = await head.heard("sendMessage")
        assert asked.text == f"{STRANGER} 小王 @wang 现在：没有权限。给什么权限？"
        head.press(asked, "编辑")
        await picked.until("您现在是编辑")
        await head.until(f"已给 {STRANGER} 小王 @wang 权限：编辑")
        listed = await head.ask("/people")
        head.press(listed, "小王")
        asked = await head.until("现在：编辑")
        head.press(asked, "已停用")
        await head.until("已停用")
        telegram.chat(STAFF).send_other({"users_shared": {"request_id": 1, "user_ids": [8], "users": [{"user_id": 8}]}})
        await telegram.settled()
    assert not [deed for deed in telegram.deeds if deed.chat == STAFF]
    with Archive(database) as archive:
        assert (archive.people.role(STRANGER), archive.people.name(STRANGER)) == ("nobody", "小王 @wang")

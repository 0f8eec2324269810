"""Closed by default, and quiet towards everyone else."""

from __future__ import annotations

from pathlib import Path

from tests.bot.conftest import GROUP, STAFF, running_bot
from tests.bot.fake_telegram import USERNAME, FakeTelegram

STRANGER = 666


async def test_a_stranger_hears_nothing_at_all(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        stranger = telegram.chat(STRANGER)
        theirs = telegram.chat(STRANGER, group=-2002)
        told = await telegram.chat(STAFF).ask("泰顺2018年收到申请数是多少")
        stranger.say("/start")
        stranger.say("泰顺2018年收到申请数是多少")
        stranger.send_file("report.txt", b"hello")
        theirs.say(f"@{USERNAME} 泰顺2018年收到申请数是多少")
        stranger.press_data(stranger.say("x"), told.button("来源"))
        await telegram.settled()
    assert not [
        deed for deed in telegram.deeds if deed.chat in (STRANGER, -2002) or deed.method == "answerCallbackQuery"
    ]
    assert not [method for _, method in telegram.attempts if method == "getFile"]


async def test_anyone_in_an_allowed_group_may_ask_there_only(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        telegram.chat(STRANGER).say("/help")
        group = telegram.chat(STRANGER, group=GROUP)
        group.say(f"@{USERNAME} 泰顺2018年收到申请数是多少")
        assert "17" in (await group.heard("sendMessage")).text
    assert not [deed for deed in telegram.deeds if deed.chat == STRANGER]

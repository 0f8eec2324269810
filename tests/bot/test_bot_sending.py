"""Telegram's limits: paced, told to wait, tried again, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.edge.pace import Pace
from tests.bot.conftest import COLLEAGUE, STAFF, running_bot
from tests.bot.fake_telegram import Chat, FakeTelegram


async def test_retry_after_is_obeyed_and_nothing_lost(staff: Chat) -> None:
    staff.telegram.flood("sendMessage", retry_after=1)
    staff.say("/help")
    told = await staff.heard("sendMessage")
    assert "年报助手" in told.text
    refused, accepted = [at for at, method in staff.telegram.attempts if method == "sendMessage"]
    assert accepted - refused >= 1


async def test_an_answer_survives_a_server_error(staff: Chat) -> None:
    staff.telegram.fail("sendMessage")
    assert "年报助手" in (await staff.ask("/help")).text


async def test_one_chat_gets_bursts_and_then_one_message_a_second(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        # What the first answer loads would make the pace look quicker.
        await telegram.chat(COLLEAGUE).ask("/help")
        telegram.attempts.clear()
        chat = telegram.chat(STAFF)
        for _ in range(9):
            chat.say("/help")
        for _ in range(9):
            await chat.heard("sendMessage")
    at = [when for when, method in telegram.attempts if method == "sendMessage"]
    # Seen from the server, where any may come late: the four behind the burst are sent within four seconds.
    assert at[8] - at[4] > at[4] - at[0]
    assert at[8] - at[0] > 2


async def test_someone_who_asks_too_fast_is_told_once(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        told = await chat.ask("/help")
        for _ in range(25):
            chat.press_data(told.message or 0, "b:0000000000")
        for _ in range(25):
            last = await telegram.next_answered()
        assert "太快了" in last.text
        for _ in range(3):
            chat.say("/help")
        assert "年报助手" in (await telegram.chat(8).ask("/help")).text
        await telegram.settled()
    sent = [deed.text for deed in telegram.deeds if deed.chat == STAFF]
    assert ["太快了" in text for text in sent] == [False, True]


@pytest.mark.parametrize(
    ("reservations", "waits"),
    [
        ([0, 0, 0], [0, 0, 2]),
        ([0, 0, 0, 0], [0, 0, 2, 4]),
        ([0, 0, 10], [0, 0, 0]),
        ([0, 0, 1, 3], [0, 0, 1, 1]),
    ],
)
def test_pace_gives_a_burst_then_one_place_an_interval(reservations: list[float], waits: list[float]) -> None:
    pace = Pace(interval=2, burst=2)
    assert [pace.reserve(now) for now in reservations] == waits


def test_a_held_pace_gives_no_place_before_its_time() -> None:
    pace = Pace(interval=1, burst=3)
    pace.hold(until=5)
    assert [pace.reserve(0), pace.reserve(0)] == [5, 6]


def test_a_place_is_taken_only_where_one_is_free() -> None:
    pace = Pace(interval=1, burst=1)
    assert [pace.take(0), pace.take(0), pace.take(0.25), pace.take(1)] == [0, 1, 0.75, 0]

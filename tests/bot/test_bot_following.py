"""Bodies and places that people follow, and the one message a day about them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.conftest import HEAD, STAFF, running_bot, store_copy, store_years
from tests.bot.fake_telegram import Deed, FakeTelegram


def told_last(database: Path, moment: str) -> None:
    """As if everybody had been told up to a moment."""
    with closing(sqlite3.connect(database)) as db, db:
        assert db.execute("UPDATE subscriptions SET told_at = ?", (moment,)).rowcount


def came_in(database: Path, moment: str) -> None:
    """As if every file had come in at a moment."""
    with closing(sqlite3.connect(database)) as db, db:
        db.execute("UPDATE documents SET received_at = ?", (moment,))


async def digests(telegram: FakeTelegram, database: Path, **others: object) -> list[Deed]:
    """The messages that come by themselves once the bot runs after the hour of the day."""
    before = len(telegram.deeds)
    async with running_bot(telegram, database, digest_at="00:00", **others):
        await telegram.settled()
    return [deed for deed in telegram.deeds[before:] if deed.method == "sendMessage"]


async def test_what_is_new_of_a_place_is_told_once(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        assert "已关注：浙江省温州市永嘉县（所属各单位）" in (await chat.ask("/follow 永嘉县")).text
    told_last(database, "2026-01-01T00:00:00+00:00")
    store_copy(database, "永嘉县", "330324")
    store_copy(database, "文成县", "330328")
    came_in(database, "2026-06-01T00:00:00+00:00")
    (told,) = await digests(telegram, database)
    assert told.chat == STAFF
    assert told.parameters["disable_notification"] == "true"
    assert told.text.startswith("关注的单位有新情况\n\n新收到 1 份年报：\n· 永嘉县人民政府 2018：")
    assert "处不符" in told.text
    assert told.labels == ["永嘉县人民政府 2018"]
    assert await digests(telegram, database) == []


async def test_nothing_new_is_no_message(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        await telegram.chat(STAFF).ask("/follow 永嘉县")
    told_last(database, "2026-01-01T00:00:00+00:00")
    store_copy(database, "文成县", "330328")
    came_in(database, "2026-06-01T00:00:00+00:00")
    assert await digests(telegram, database) == []


async def test_a_report_that_is_overdue_is_told_once(telegram: FakeTelegram, database: Path) -> None:
    """泰顺 has a report of 2018: that of 2019 was due by the end of March 2020."""
    async with running_bot(telegram, database):
        await telegram.chat(STAFF).ask("/follow 泰顺县人民政府")
    told_last(database, "2020-03-31T00:00:00+00:00")
    came_in(database, "2019-01-01T00:00:00+00:00")
    (told,) = await digests(telegram, database)
    assert told.text == "关注的单位有新情况\n\n到期还没有年报的 1 家：\n· 泰顺县人民政府 2019（应于 2020-03-31 前公布）"
    assert await digests(telegram, database) == []


@pytest.mark.parametrize(("published", "told"), [("2019-04-10", "，迟于规定 10 天公布"), ("2019-02-10", "处不符")])
async def test_a_report_that_came_out_late_says_so(
    telegram: FakeTelegram, database: Path, published: str, told: str
) -> None:
    async with running_bot(telegram, database):
        await telegram.chat(STAFF).ask("/follow 永嘉县")
    told_last(database, "2026-01-01T00:00:00+00:00")
    store_copy(database, "永嘉县", "330324")
    came_in(database, "2026-06-01T00:00:00+00:00")
    with closing(sqlite3.connect(database)) as db, db:
        db.execute("UPDATE reports SET published_on = ?", (published,))
    (digest,) = await digests(telegram, database)
    assert digest.text.endswith(told)


async def test_what_a_name_may_mean_is_asked(telegram: FakeTelegram, database: Path) -> None:
    store_copy(database, "永嘉县", "330324")
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        assert "没有找到叫“火星”的单位或地方" in (await chat.ask("/follow 火星")).text
        choice = await chat.ask("/follow 温州")
        assert choice.labels[0] == "浙江省温州市（所属各单位）"
        assert "泰顺县人民政府" in "".join(choice.labels)
        chat.press(choice, "泰顺县人民政府")
        assert "已关注：泰顺县人民政府" in (await chat.heard("sendMessage")).text
        chat.press(choice, "浙江省温州市")
        await chat.heard("sendMessage")
        listed = await chat.ask("/follow")
        assert "关注着：\n· 浙江省温州市（所属各单位）\n· 泰顺县人民政府" in listed.text
        chat.press(listed, "取消 浙江省温州市")
        assert "不再关注：浙江省温州市" in (await chat.heard("sendMessage")).text
        assert (await chat.ask("/follow")).labels == ["取消 泰顺县人民政府"]
        chat.press(await chat.ask("永嘉县2018年收到申请数是多少"), "核对单")
        chat.press(await chat.heard("sendMessage"), "关注")
        assert "已关注：永嘉县人民政府" in (await chat.heard("sendMessage")).text


async def test_who_may_use_the_bot_no_more_is_not_told(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        await telegram.chat(STAFF).ask("/follow 泰顺县人民政府")
        await telegram.chat(HEAD).ask(f"/revoke {STAFF}")
    told_last(database, "2026-01-01T00:00:00+00:00")
    store_years(database, {2016: 12})
    came_in(database, "2026-06-01T00:00:00+00:00")
    assert await digests(telegram, database) == []

"""What the bot once said that was not so: each a conversation over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Archive
from tests.bot.conftest import SEEDS, STAFF, running_bot, store_years
from tests.bot.fake_telegram import Chat, Deed, FakeTelegram

TAISHUN = SEEDS / "001_4d089b536d89bce8.txt"
QUESTION = "泰顺2018年收到申请数是多少"


async def rejected(chat: Chat, report: int, reason: str) -> None:
    """Reject a whole report, by the buttons of its sheet."""
    sheet = await chat.ask(f"/start r{report}")
    choice = await _pressed(chat, sheet, "驳回")
    prompt = await _pressed(chat, choice, "整份报告")
    chat.say(reason, reply_to=prompt.message)
    draft = await chat.heard("sendMessage")
    await _pressed(chat, draft, "确定")


async def _pressed(chat: Chat, deed: Deed, label: str) -> Deed:
    chat.press(deed, label)
    return await chat.heard("sendMessage")


def taishun(database: Path) -> list[int]:
    with Archive(database) as archive:
        (entry,) = [entry for entry in archive.reports() if entry.organization_name == "泰顺县人民政府"]
        return [version.report for version in archive.report(entry.id).versions]


async def test_an_older_version_that_answers_for_a_rejected_one_is_not_called_the_newest(
    telegram: FakeTelegram, database: Path
) -> None:
    store_years(database, {2018: 19})
    chat = telegram.chat(STAFF)
    newest = max(taishun(database))
    async with running_bot(telegram, database):
        assert "19件" in (await chat.ask(QUESTION)).text
        await rejected(chat, newest, "发错了")
        told = await chat.ask(QUESTION)
    assert "17件" in told.text
    assert "最新" not in told.text


async def test_the_only_report_of_a_body_that_was_rejected_is_not_denied(
    telegram: FakeTelegram, database: Path
) -> None:
    chat = telegram.chat(STAFF)
    (report,) = taishun(database)
    async with running_bot(telegram, database):
        await rejected(chat, report, "只有第一页")
        told = await chat.ask(QUESTION)
    assert "驳回" in told.text
    assert "2018" in told.text
    assert "库里没有" not in told.text
    assert not told.marked("bold")


@pytest.mark.parametrize(
    "pasted",
    [
        "3.在线访谈。全年政府网站在线访谈9次,其中主要负责同志参加9次。",
        "4.政务微博、微信。全县政务微博、微信分别公开政府信息458条、1082条。",
        "(一)主动公开政府信息总体情况。2018年,全县主动公开政府信息22727条,其中政府门户网站(信息公开网)信息数21187条,"
        "政务微博信息数458条,政务微信信息数1082条。",
    ],
)
async def test_words_of_a_report_do_not_contradict_the_report(
    telegram: FakeTelegram, database: Path, pasted: str
) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        await chat.ask(QUESTION)
        told = await chat.ask(pasted)
    assert "不一致" not in told.text


async def test_lines_that_ask_for_no_figure_get_none(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        await chat.ask(QUESTION)
        received = await chat.ask("最近收到了哪些报告")
        assert received.text == "最近30天收到的年报，后到的在前："
        assert received.labels[-2:] == ["泰顺县人民政府 2018", "台州市人民政府行政服务中心 2017"]
        assert len(received.labels) == 5
        wrong = await chat.ask("这个数不对，应该是18")
        assert wrong.text.startswith("要更正，请回复")
        held = await chat.ask("库里有哪些单位")
        assert held.text.startswith("共5份年报，5个机关。")
        assert not [told for told in (received, wrong, held) if told.marked("bold")]


async def test_units_are_words_in_english(telegram: FakeTelegram, database: Path) -> None:
    (report,) = taishun(database)
    chat = telegram.chat(STAFF, language="en")
    async with running_bot(telegram, database):
        sheet = await chat.ask(f"/start r{report}")
        answer = await chat.ask("how many requests did 泰顺 receive in 2018")
        chat.press(answer, "Definition")
        basis = await chat.heard("sendMessage")
    assert "17 requests" in sheet.text
    assert "Unit: requests" in basis.text
    assert not [unit for unit in ("17 件", "22727 条", "9 次") if unit in sheet.text]

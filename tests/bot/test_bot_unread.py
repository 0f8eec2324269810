"""Numbers that could not be read for sure, settled from the sheet."""

from __future__ import annotations

from pathlib import Path

from core import parse, read
from store import Archive
from tests.bot.conftest import STAFF, running_bot
from tests.bot.fake_telegram import Chat, Deed, FakeTelegram

REPORT = "《永嘉县教育局2016年政府信息公开工作年度报告》\n2016年，依申请公开工作稳妥推进，当年度全部渠道累计有12件次申请的样子，均已答复。"


async def pressed(chat: Chat, deed: Deed, label: str) -> Deed:
    chat.press(deed, label)
    return await chat.heard("sendMessage")


async def replied(chat: Chat, prompt: Deed, text: str) -> Deed:
    chat.say(text, reply_to=prompt.message)
    return await chat.heard("sendMessage")


async def test_a_number_that_could_not_be_read_is_settled_and_taken_back(
    telegram: FakeTelegram, empty_database: Path
) -> None:
    data = REPORT.encode()
    document = read(data, "a.txt")
    with Archive(empty_database) as archive:
        report = archive.save(data, "a.txt", document, parse(document)).report
        (unread,) = archive.unread_figures(report)
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, empty_database):
        sheet = await chat.ask(f"/start r{report}")
        choice = await pressed(chat, sheet, "没读准的数字（1）")
        assert choice.labels[0].startswith("12 · ")
        prompt = await pressed(chat, choice, "12 · ")
        assert f"“{unread.quote}”里的 12 是哪一项？" in prompt.text
        assert "哪一项数字" in (await replied(chat, prompt, "白菜 原文如此")).text
        assert "不能是这一项" in (await replied(chat, prompt, "依申请公开收费 原文如此")).text
        draft = await replied(chat, prompt, "收到申请数 原文如此")
        assert "收到（新收）政府信息公开申请数 是 12" in draft.text
        with Archive(empty_database) as archive:
            assert archive.unread_figures(report)
        told = await pressed(chat, draft, "确定")
        assert "没读准的数字（1）" not in told.labels
        assert "12件" in (await chat.ask("永嘉县教育局2016年收到多少件申请")).text
        chat.press(told, "撤销")
        assert "没读准的数字（1）" in (await chat.until("已撤销")).labels
    with Archive(empty_database) as archive:
        assert archive.unread_figures(report) == (unread,)

"""Setting a report right over HTTP: what is asked, what is told, and that it lasts."""

from __future__ import annotations

from pathlib import Path

from core import parse, read
from core.version import PARSER_VERSION
from store import Archive
from tests.bot.conftest import GROUP, SEEDS, STAFF, running_bot
from tests.bot.fake_telegram import USERNAME, Chat, Deed, FakeTelegram

TAISHUN = SEEDS / "001_4d089b536d89bce8.txt"
QUESTION = "泰顺2018年收到申请数是多少"
PERSON = f"职员 ({STAFF})"


async def sheet_of(chat: Chat) -> Deed:
    """The check sheet of 泰顺's report, by sending the file again."""
    chat.send_file(TAISHUN.name, TAISHUN.read_bytes())
    return await chat.until("以前收过")


def taishun(archive: Archive) -> int:
    return archive.find_report(TAISHUN.name)


def parsed_again(database: Path) -> None:
    """The file read by a parser of the next version."""
    data = TAISHUN.read_bytes()
    document = read(data, TAISHUN.name)
    with Archive(database) as archive:
        saved = archive.save(data, TAISHUN.name, document, parse(document), parser_version=PARSER_VERSION + 1)
        assert saved.outcome in ("parsed_again", "incomplete")


async def test_a_figure_is_corrected_with_a_reason(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        sheet = await sheet_of(chat)
        assert sheet.labels == ["确认", "驳回", "改机构", "改年份", "改数值", "原文", "导出Excel"]
        telegram.transcript.clear()
        chat.press(sheet, "改数值")
        choice = await chat.heard("sendMessage")
        chat.press(choice, "后面")
        page = await chat.heard("editMessageReplyMarkup")
        assert page.labels != choice.labels
        chat.press(choice, "收到（新收）")
        assert "现为 17" in (await chat.heard("sendMessage")).text
        assert "没看懂" in (await chat.ask("十八")).text
        told = await chat.ask("18 漏计一件信函申请")
        assert "17 → 18（漏计一件信函申请）" in told.text
        assert "改动记录" in told.text
        answer = await chat.ask(QUESTION)
        assert "18" in answer.marked("bold")[0]
        assert "这个数经人工更正" in answer.text
    assert [line for line in telegram.transcript if not line.startswith("< 2014: ")] == [
        f"> {sheet.button('改数值')}",
        "< 改哪个数字？",
        f"> {choice.button('后面')}",
        "< editMessageReplyMarkup",
        f"> {choice.button('收到（新收）')}",
        "< 收到（新收）政府信息公开申请数 现为 17。请回复“新数值 理由”，例如：18 原文第3页写的是18。报告里没有这个数，就写“无 理由”。不改请发 /cancel",
        "> 十八",
        "< 没看懂，什么也没改。请照上面的例子写，或发 /cancel。",
        "> 18 漏计一件信函申请",
        "< 已更正：收到（新收）政府信息公开申请数 17 → 18（漏计一件信函申请）",
        f"> {QUESTION}",
        telegram.transcript[-1],
    ]
    assert telegram.transcript[-1].startswith("< 18件")
    parsed_again(database)
    with Archive(database) as archive:
        (figure,) = archive.figures(
            indicators=["requests.received"],
            organizations=[entry.organization for entry in archive.reports() if entry.id == taishun(archive)],
        )
        assert (figure.value, figure.corrected) == (18, True)
        (entry,) = archive.audit()
        assert (entry.subject, entry.old, entry.new) == ("requests.received", "17", "18")
        assert (entry.reason, entry.person) == ("漏计一件信函申请", PERSON)


async def test_a_wrong_figure_is_struck_out_and_nothing_changes_on_cancel(
    telegram: FakeTelegram, database: Path
) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        assert "没有正在改" in (await chat.ask("/cancel")).text
        sheet = await sheet_of(chat)
        for answer, expected in (("/cancel", "什么也没改"), ("无 报告没有写", "17 → —")):
            chat.press(sheet, "改数值")
            choice = await chat.heard("sendMessage")
            chat.press(choice, "收到（新收）")
            await chat.heard("sendMessage")
            assert expected in (await chat.ask(answer)).text
        assert not (await chat.ask(QUESTION)).marked("bold")


async def test_body_and_year_are_corrected_and_stay_so(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        sheet = await sheet_of(chat)
        chat.press(sheet, "改年份")
        assert "现为 2018" in (await chat.heard("sendMessage")).text
        assert "不可能" in (await chat.ask("1987 试试")).text
        assert "2018 → 2017" in (await chat.ask("2017 正文统计的是2017年")).text
        chat.press(sheet, "改机构")
        assert "泰顺县人民政府" in (await chat.heard("sendMessage")).text
        assert "认不出" in (await chat.ask("白菜 试试")).text
        changed = await chat.ask("永嘉县教育局 转发错了")
        assert "永嘉县教育局 2017" in changed.marked("bold")
        assert "17" in (await chat.ask("永嘉县教育局2017年收到申请数是多少")).text
    parsed_again(database)
    with Archive(database) as archive:
        identity = archive.report(taishun(archive)).identity
        assert (identity.organization, identity.year, identity.division_code) == ("永嘉县教育局", 2017, "330324")
        assert [(e.subject, e.old, e.new) for e in archive.audit()] == [
            ("year", "2018", "2017"),
            ("organization", "泰顺县人民政府", "永嘉县教育局"),
        ]


async def test_a_finding_is_dismissed_and_stays_so(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    wrong = TAISHUN.read_text("utf-8").replace("22727", "22728").encode()
    async with running_bot(telegram, database):
        chat.send_file("wrong.txt", wrong)
        sheet = await chat.until("已存入")
        report = int(sheet.button("原文").rsplit(":", 1)[1])
        chat.press(sheet, "驳回")
        choice = await chat.heard("sendMessage")
        finding = choice.labels[0]
        assert choice.labels[-1] == "整份报告（不再用来回答）"
        chat.press(choice, finding)
        assert finding in (await chat.heard("sendMessage")).text
        told = await chat.ask("原件如此")
        assert "已驳回" in told.text
        assert f"改动记录\n· {told.text.partition('改动记录')[2][3:19]} {PERSON} 疑点" in told.text
    data = wrong
    document = read(data, "wrong.txt")
    with Archive(database) as archive:
        before = archive.report(report)
        assert len(before.checks) == len(archive.checks(report)) + 1
        archive.save(data, "wrong.txt", document, parse(document), parser_version=PARSER_VERSION + 1)
        assert len(archive.report(report).checks) == len(archive.checks(report)) + 1


async def test_a_report_is_confirmed_or_rejected(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        sheet = await sheet_of(chat)
        chat.press(sheet, "确认")
        assert (await chat.heard("sendMessage")).text == f"{PERSON} 已确认 泰顺县人民政府 2018。"
        chat.press(sheet, "驳回")
        choice = await chat.heard("sendMessage")
        chat.press(choice, "整份报告")
        await chat.heard("sendMessage")
        assert "不再用来回答" in (await chat.ask("不是本县的报告")).text
        assert not (await chat.ask(QUESTION)).marked("bold")
    parsed_again(database)
    with Archive(database) as archive:
        stored = archive.report(taishun(archive))
        assert (stored.verdict, stored.answers) == ("rejected", False)
        assert [(e.old, e.new) for e in stored.audit] == [(None, "confirmed"), ("confirmed", "rejected")]


async def test_in_a_group_only_the_reply_counts(telegram: FakeTelegram, database: Path) -> None:
    group = telegram.chat(STAFF, group=GROUP)
    async with running_bot(telegram, database):
        prompt_for = await group_sheet(group)
        group.press(prompt_for, "改年份")
        prompt = await group.heard("sendMessage")
        assert prompt.parameters["reply_markup"]["force_reply"]
        group.say("2017 年的事以后再说")
        group.say("2016 正文如此", reply_to=prompt.message)
        await group.until("2018 → 2016")
    with Archive(database) as archive:
        assert [(e.old, e.new) for e in archive.audit()] == [("2018", "2016")]


async def group_sheet(group: Chat) -> Deed:
    group.send_file(TAISHUN.name, TAISHUN.read_bytes(), caption=f"@{USERNAME}")
    return await group.until("以前收过")

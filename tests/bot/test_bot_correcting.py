"""Setting a report right over HTTP: what is asked, what is told, and that it lasts."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import parse, read
from core.version import PARSER_VERSION
from store import Archive
from tests.bot.conftest import COLLEAGUE, GROUP, HEAD, SEEDS, STAFF, running_bot
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


async def replied(chat: Chat, prompt: Deed, text: str) -> Deed:
    """What the bot says to a reply to one of its messages."""
    chat.say(text, reply_to=prompt.message)
    return await chat.heard("sendMessage")


async def pressed(chat: Chat, deed: Deed, label: str) -> Deed:
    chat.press(deed, label)
    return await chat.heard("sendMessage", "editMessageReplyMarkup")


async def agreed(chat: Chat, draft: Deed) -> Deed:
    """What the bot says once a draft is confirmed."""
    assert draft.labels == ["确定", "取消"]
    chat.press(draft, "确定")
    return await chat.heard("sendMessage")


async def prompt_for(chat: Chat, sheet: Deed, figure: str) -> Deed:
    return await pressed(chat, await pressed(chat, sheet, "改数值"), figure)


async def test_a_figure_is_corrected_with_a_reason(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        sheet = await sheet_of(chat)
        # How many numbers are left unread depends on the reader.
        labels = [label for label in sheet.labels if "没读准" not in label]
        assert labels == ["确认", "驳回", "改机构", "改年份", "改数值", "原文", "导出Excel", "关注"]
        choice = await pressed(chat, sheet, "改数值")
        page = await pressed(chat, choice, "后面")
        assert page.labels != choice.labels
        prompt = await pressed(chat, choice, "收到（新收）")
        assert "现为 17" in prompt.text
        assert prompt.parameters["reply_markup"]["force_reply"]
        assert "没看懂" in (await replied(chat, prompt, "十八")).text
        draft = await replied(chat, prompt, "18件 漏计一件信函申请")
        assert draft.text.splitlines()[0] == "请核对，按“确定”才写入："
        assert "17 → 18" in draft.text
        assert "漏计一件信函申请" in draft.text
        assert "核对结果：不符 0 项 → " in draft.text
        assert "回答是：泰顺县2018年新收政府信息公开申请18件。" in draft.text
        assert "17" in (await chat.ask(QUESTION)).marked("bold")[0]
        told = await agreed(chat, draft)
        assert told.text.startswith("已更正：收到（新收）政府信息公开申请数 17 → 18（漏计一件信函申请）")
        assert "改动记录" in told.text
        answer = await chat.ask(QUESTION)
        assert "18" in answer.marked("bold")[0]
        assert "这个数经人工更正" in answer.text
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


@pytest.mark.parametrize(
    "next_line",
    [
        "2018 泰顺收到申请多少",
        "18 漏计一件",
        "2019 年初收到几件申请",
        "永嘉县人民政府 2018年收到多少件申请",
        "泰顺2018年主动公开多少条？",
    ],
)
async def test_what_is_no_reply_to_the_prompt_is_a_question(
    telegram: FakeTelegram, database: Path, next_line: str
) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        sheet = await sheet_of(chat)
        await prompt_for(chat, sheet, "收到（新收）")
        await pressed(chat, sheet, "改年份")
        await pressed(chat, sheet, "改机构")
        await pressed(chat, await pressed(chat, sheet, "驳回"), "整份报告")
        told = await chat.ask(next_line)
        assert "确定" not in told.labels
        await telegram.settled()
    with Archive(database) as archive:
        assert not archive.audit()


async def test_each_prompt_takes_the_reply_to_it_after_restarts_too(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        sheet = await sheet_of(chat)
        items = await prompt_for(chat, sheet, "主动公开")
        received = await prompt_for(chat, sheet, "收到（新收）")
    async with running_bot(telegram, database):
        draft = await replied(chat, items, "22728 少数了一条")
        assert "22728" in draft.text
        assert "收到" not in draft.text.splitlines()[2]
        assert "17 → 19" in (await replied(chat, received, "19 漏计")).text
    async with running_bot(telegram, database):
        assert "22728（少数了一条）" in (await agreed(chat, draft)).text
    with Archive(database) as archive:
        assert [(e.old, e.new) for e in archive.audit()] == [("22727", "22728")]


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ("-5 太小", "-5 是负数"),
        ("18.5 一半", "18.5 不是整数，而这一项以“件”计"),
        ("99999999999999999999999 太大", "太大了"),
        ("18页", "没看懂"),
    ],
)
async def test_a_value_that_can_not_be_is_refused(
    telegram: FakeTelegram, database: Path, told: str, refusal: str
) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        prompt = await prompt_for(chat, await sheet_of(chat), "收到（新收）")
        again = await replied(chat, prompt, told)
        assert refusal in again.text
        assert "17 → 18" in (await replied(chat, again, "18 漏计一件")).text
    with Archive(database) as archive:
        assert not archive.audit()


async def test_a_reason_that_is_missing_is_asked_for(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        sheet = await sheet_of(chat)
        more = await replied(chat, await prompt_for(chat, sheet, "收到（新收）"), "18")
        assert more.text.startswith("收到 18。请再写一句理由")
        assert "17 → 18" in (await replied(chat, more, "原文第3页")).text
        more = await replied(chat, await pressed(chat, sheet, "改年份"), "2017年")
        assert more.text.startswith("收到 2017。")
        draft = await replied(chat, more, "标题写错了")
        assert "年份 2018 → 2017" in draft.text
        assert "标题写错了" in draft.text


async def test_a_wrong_figure_is_struck_out_and_nothing_changes_on_cancel(
    telegram: FakeTelegram, database: Path
) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        assert "没有正在改" in (await chat.ask("/cancel")).text
        sheet = await sheet_of(chat)
        prompt = await prompt_for(chat, sheet, "收到（新收）")
        assert "什么也没改" in (await chat.ask("/cancel")).text
        told = await replied(chat, prompt, "18 漏计一件")
        assert "确定" not in told.labels
        draft = await replied(chat, await prompt_for(chat, sheet, "收到（新收）"), "无 报告没有写")
        assert "17 → —" in draft.text
        assert "报告没有给出" in draft.text
        chat.press(draft, "取消")
        assert "什么也没改" in (await chat.heard("sendMessage")).text
        chat.press_data(draft.message or 0, "y:1")
        await telegram.settled()
        assert "太旧" in [deed for deed in telegram.deeds if deed.method == "answerCallbackQuery"][-1].text
        draft = await replied(chat, await prompt_for(chat, sheet, "收到（新收）"), "无 报告没有写")
        await agreed(chat, draft)
        assert not (await chat.ask(QUESTION)).marked("bold")


async def test_what_was_changed_can_be_taken_back(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    with Archive(database) as archive:
        before = archive.report(taishun(archive))
    async with running_bot(telegram, database):
        sheet = await sheet_of(chat)
        done = []
        for figure, text in (("收到（新收）", "18 漏计一件"), ("收到（新收）", "19 又漏一件")):
            done.append(await agreed(chat, await replied(chat, await prompt_for(chat, sheet, figure), text)))
        chat.press(done[0], "撤销")
        while "后来又改过" not in (await telegram.next_answered()).text:
            pass
        chat.press(done[1], "撤销")
        assert "已撤销：收到（新收）政府信息公开申请数 18 → 19" in (await chat.until("已撤销")).text
        assert "18" in (await chat.ask(QUESTION)).marked("bold")[0]
    with Archive(database) as archive:
        (last,) = archive.report(taishun(archive)).audit[-1:]
        assert (last.old, last.new, last.reason) == ("19", "18", "撤销")
    async with running_bot(telegram, database):
        for label, text in (("改年份", "2017 正文如此"), ("改机构", "永嘉县教育局 转发错了")):
            told = await agreed(chat, await replied(chat, await pressed(chat, sheet, label), text))
            chat.press(told, "撤销")
            await chat.until("已撤销")
        choice = await pressed(chat, sheet, "驳回")
        told = await agreed(chat, await replied(chat, await pressed(chat, choice, "整份报告"), "试试"))
        assert not (await chat.ask(QUESTION)).marked("bold")
        chat.press(told, "撤销")
        await chat.until("已撤销")
        assert "18" in (await chat.ask(QUESTION)).marked("bold")[0]
    with Archive(database) as archive:
        after = archive.report(taishun(archive))
        assert (after.identity, after.verdict, after.answers) == (before.identity, None, True)
        assert [one.new_value for one in after.corrections] == [18]


async def test_taking_back_the_only_correction_leaves_what_was_read(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    with Archive(database) as archive:
        before = archive.report(taishun(archive))
    async with running_bot(telegram, database):
        sheet = await sheet_of(chat)
        done = await agreed(chat, await replied(chat, await prompt_for(chat, sheet, "收到（新收）"), "18 漏计"))
        chat.press(done, "撤销")
        assert "（已更正）" not in (await chat.until("已撤销")).text
        assert "更正" not in (await chat.ask(QUESTION)).text
    with Archive(database) as archive:
        after = archive.report(taishun(archive))
        assert (after.facts, after.checks, after.corrections) == (before.facts, before.checks, ())


async def test_what_changed_since_the_draft_is_shown_anew(telegram: FakeTelegram, database: Path) -> None:
    chat, colleague = telegram.chat(STAFF), telegram.chat(COLLEAGUE)
    async with running_bot(telegram, database):
        mine = await replied(chat, await prompt_for(chat, await sheet_of(chat), "收到（新收）"), "18 漏计")
        prompt = await prompt_for(colleague, await sheet_of(colleague), "收到（新收）")
        await agreed(colleague, await replied(colleague, prompt, "20 漏计"))
        chat.press(mine, "确定")
        assert "后来又改过" in (await chat.heard("sendMessage")).text
        anew = await chat.heard("sendMessage")
        assert "20 → 18" in anew.text
        await agreed(chat, anew)
    with Archive(database) as archive:
        assert [(e.old, e.new) for e in archive.audit()] == [("17", "20"), ("20", "18")]


async def test_only_whoever_drafted_it_confirms(telegram: FakeTelegram, database: Path) -> None:
    group, other = telegram.chat(STAFF, group=GROUP), telegram.chat(COLLEAGUE, group=GROUP)
    async with running_bot(telegram, database):
        group.press(await group_sheet(group), "改年份")
        prompt = await group.heard("sendMessage")
        assert prompt.parameters["reply_markup"]["selective"]
        assert prompt.marked("text_mention") == ["职员"]
        draft = await replied(group, prompt, "2016 正文如此")
        other.press(draft, "确定")
        while "别人" not in (await telegram.next_answered()).text:
            pass
        group.press(draft, "确定")
        await group.until("2018 → 2016")
    with Archive(database) as archive:
        assert [(e.old, e.new) for e in archive.audit()] == [("2018", "2016")]


async def test_an_editor_made_reader_is_told(telegram: FakeTelegram, database: Path) -> None:
    chat, head = telegram.chat(STAFF), telegram.chat(HEAD)
    async with running_bot(telegram, database):
        prompt = await prompt_for(chat, await sheet_of(chat), "收到（新收）")
        await head.ask(f"/allow {STAFF} 读者")
        chat.say("18 漏计", reply_to=prompt.message)
        await chat.until("更正要请管理员给您“编辑”权限")


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("应该是18，漏计一件", "收到（新收）政府信息公开申请数 17 → 18"),
        ("这个数不对，应该是18，漏计一件", "收到（新收）政府信息公开申请数 17 → 18"),
        ("网络申请数改成10，漏计一件", "网络申请数 9 → 10"),
        ("把网络申请数改为10件（漏计一件）", "网络申请数 9 → 10"),
    ],
)
async def test_a_sentence_in_reply_to_an_answer_sets_right(
    telegram: FakeTelegram, database: Path, sentence: str, change: str
) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        told = await chat.ask(QUESTION)
    async with running_bot(telegram, database):
        draft = await replied(chat, told, sentence)
        assert change in draft.text
        assert "理由：漏计一件" in draft.text
        await agreed(chat, draft)
    with Archive(database) as archive:
        assert [entry.reason for entry in archive.audit()] == ["漏计一件"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("这个数不对，应该是18", "要更正，请回复"),
        ("应该是18，漏计一件", "要更正，请回复"),
        ("应该怎么更正？", "要更正，请回复"),
        ("泰顺2018年收到申请应该是18件", "17件"),
        ("应该是17件吗", "17件"),
    ],
)
async def test_how_to_correct_is_told_where_nothing_is_replied_to(staff: Chat, said: str, told: str) -> None:
    await staff.ask(QUESTION)
    assert told in (await staff.ask(said)).text


async def test_a_sentence_in_reply_to_a_sheet_sets_right(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        sheet = await sheet_of(chat)
        assert "网络申请数 9 → 10" in (await replied(chat, sheet, "网络申请数改成10，漏计一件")).text
        assert "哪一项" in (await replied(chat, sheet, "应该是18，漏计一件")).text
        more = await replied(chat, sheet, "网络申请数应为10")
        assert more.text.startswith("收到 10。请再写一句理由")
        assert "网络申请数 9 → 10" in (await replied(chat, more, "漏计一件")).text
        assert "负数" in (await replied(chat, sheet, "网络申请数改成-1，漏计一件")).text
    with Archive(database) as archive:
        assert not archive.audit()


async def test_body_and_year_are_corrected_and_stay_so(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        sheet = await sheet_of(chat)
        prompt = await pressed(chat, sheet, "改年份")
        assert "现为 2018" in prompt.text
        assert "不可能" in (await replied(chat, prompt, "1987 试试")).text
        draft = await replied(chat, prompt, "2017 正文统计的是2017年")
        assert (
            "那时问“泰顺县人民政府2017年主动公开政府信息数”，回答是：泰顺县2017年主动公开政府信息22727条" in draft.text
        )
        assert "2018 → 2017" in (await agreed(chat, draft)).text
        prompt = await pressed(chat, sheet, "改机构")
        assert "泰顺县人民政府" in prompt.text
        assert "认不出" in (await replied(chat, prompt, "白菜 试试")).text
        changed = await agreed(chat, await replied(chat, prompt, "永嘉县教育局 转发错了"))
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
        choice = await pressed(chat, sheet, "驳回")
        finding = choice.labels[0]
        assert choice.labels[-1] == "整份报告（不再用来回答）"
        prompt = await pressed(chat, choice, finding)
        assert finding in prompt.text
        told = await agreed(chat, await replied(chat, prompt, "原件如此"))
        assert f"已驳回疑点：{finding}（原件如此）" in told.text
        assert f"改动记录\n· {told.text.partition('改动记录')[2][3:19]} 职员 疑点" in told.text
        chat.press(choice, finding)
        chat.press_data(choice.message or 0, f"x:{report}:deadbeef00")
        assert "已经不在了" in (await chat.until("已经不在了")).text
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
        told = await agreed(chat, await pressed(chat, sheet, "确认"))
        assert told.text.startswith("职员 已确认：泰顺县人民政府 2018")
        choice = await pressed(chat, sheet, "驳回")
        draft = await replied(chat, await pressed(chat, choice, "整份报告"), "不是本县的报告")
        assert "由职员驳回，不用来回答" in draft.text
        assert "不再用来回答" in (await agreed(chat, draft)).text
        assert not (await chat.ask(QUESTION)).marked("bold")
    parsed_again(database)
    with Archive(database) as archive:
        stored = archive.report(taishun(archive))
        assert (stored.verdict, stored.answers) == ("rejected", False)
        assert [(e.old, e.new) for e in stored.audit] == [(None, "confirmed"), ("confirmed", "rejected")]


async def group_sheet(group: Chat) -> Deed:
    group.send_file(TAISHUN.name, TAISHUN.read_bytes(), caption=f"@{USERNAME}")
    return await group.until("以前收过")

"""Each flow as a transcript over HTTP: what was sent (`>`), what came back (`<`), in order.

Of what came back stands how its first line begins; `!` is what was refused. How far a file got is left out but where it
matters, and where words change (a date, a reference) stands `…`.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.edge.patience import Patience
from core.types import Check, Document, Fact, Identity, Report
from store import Archive
from tests.bot.conftest import GROUP, HEAD, SEEDS, STAFF, running_bot, store_copy, store_years, webhook_bot
from tests.bot.fake_telegram import LARGEST_DOWNLOAD, USERNAME, Chat, Deed, FakeTelegram
from tests.report_files import HEIGHT, pdf

TAISHUN = SEEDS / "001_4d089b536d89bce8.txt"
JIANGSHAN = SEEDS / "002_20fa491b52b245f1.txt"
QUESTION = "泰顺2018年收到申请数是多少"
STRANGER = 666
_ON_THE_WAY = re.compile("< (?:已收到 |正在读取|共 .* 个文件，已处理|Received |Reading )")


def check(telegram: FakeTelegram, expected: str) -> None:
    """The transcript so far begins line by line as expected; the next one begins anew."""
    lines = [line for line in telegram.transcript if not _ON_THE_WAY.match(line)]
    telegram.transcript.clear()
    patterns = [re.escape(line.strip()).replace("…", ".*") for line in expected.strip().splitlines()]
    told = "\n".join(lines)
    assert len(lines) == len(patterns), told
    for line, pattern in zip(lines, patterns, strict=True):
        assert re.match(pattern, line), told


async def press(chat: Chat, deed: Deed, label: str) -> Deed:
    chat.press(deed, label)
    return await chat.heard("sendMessage", "sendPhoto", "sendDocument", "editMessageReplyMarkup")


async def reply(chat: Chat, prompt: Deed, text: str) -> Deed:
    chat.say(text, reply_to=prompt.message)
    return await chat.heard("sendMessage")


async def agree(chat: Chat, draft: Deed) -> Deed:
    chat.press(draft, "确定")
    return await chat.heard("sendMessage")


async def send(chat: Chat, name: str, data: bytes, ends: str, **how: object) -> Deed:
    chat.send_file(name, data, **how)  # type: ignore[arg-type]
    return await chat.until(ends)


def zipped(files: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def pdf_of(text: str, pages: int, most_lines: int = 12) -> bytes:
    """The first lines of a text on so many pages."""
    lines = [line[:50] for line in text.splitlines() if line.strip()]
    return pdf(
        *(
            "".join(
                f"BT /F 10 Tf 50 {HEIGHT - 60 - 16 * number} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
                for number, line in enumerate(lines[page * most_lines : (page + 1) * most_lines])
            )
            for page in range(pages)
        )
    )


async def test_asking_in_private(telegram: FakeTelegram, database: Path) -> None:
    store_years(database, {2016: 12})
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        choice = await chat.ask("泰顺2018年有多少件")
        await press(chat, choice, choice.labels[0])
        first = await chat.ask(QUESTION)
        await chat.ask("其中自然人呢")
        assert "沿用" in (await chat.ask("那2016年呢")).text
        chat.say("那主动公开呢", reply_to=first.message)
        await chat.heard("sendMessage")
        await chat.ask("今天天气怎么样")
        await chat.ask("永嘉2018年收到申请数")
        check(
            telegram,
            """
            > 泰顺2018年有多少件
            < 问的是哪一项数字？
            > c:98efd0e37e
            < 泰顺县2018年新收政府信息公开申请17件。
            > 泰顺2018年收到申请数是多少
            < 泰顺县2018年新收政府信息公开申请17件。
            > 其中自然人呢
            < 泰顺县2018年的报告没有给出…自然人
            > 那2016年呢
            < 泰顺县2016年的报告没有给出…自然人
            > 那主动公开呢
            < 泰顺县2018年主动公开政府信息22727条。
            > 今天天气怎么样
            < 没看懂
            > 永嘉2018年收到申请数
            < 库里没有浙江省温州市永嘉县的年报。
            """,
        )


async def test_the_buttons_under_an_answer(telegram: FakeTelegram, database: Path) -> None:
    store_years(database, {2016: 12})
    store_copy(database, "永嘉县", "330324")
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        told = await chat.ask(QUESTION)
        assert told.labels == ["来源", "趋势", "同级排名", "口径", "核对单", "导出"]
        for label in told.labels:
            assert (await press(chat, told, label)).method != "editMessageReplyMarkup"
        check(
            telegram,
            """
            > 泰顺2018年收到申请数是多少
            < 泰顺县2018年新收政府信息公开申请17件。
            > f:2:178ebcee96:-1
            < 泰顺县人民政府2018年政府信息公开工作年度报告
            > t:2:178ebcee96:-1
            < 泰顺县新收政府信息公开申请：2016年12件，2018年17件，增加5件（41.67%）。
            > k:2:178ebcee96
            < 泰顺县2018年新收政府信息公开申请17件，在有这个数的2个中从多到少排第1
            > b:178ebcee96
            < 收到（新收）政府信息公开申请数
            > r:2
            < 泰顺县人民政府 2018
            > o
            < 泰顺县人民政府 2018.xlsx
            """,
        )


async def test_suggestions_and_lists(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        suggested = (await chat.ask("/start")).labels
        await chat.ask(suggested[0])
        for said in ("/help", "/reports", "/ask", f"/ask {QUESTION}", "/nonsense"):
            await chat.ask(said)
        chat.send_other({"location": {"latitude": 27.5, "longitude": 119.7}})
        await chat.heard("sendMessage")
        check(
            telegram,
            """
            > /start
            < 政府信息公开年报助手
            > 温州市洞头区政务服务中心2020年收到多少件政府信息公开申请？
            < 温州市洞头区政务服务中心2020年新收政府信息公开申请0件。
            > /help
            < 政府信息公开年报助手
            > /reports
            < 库里有 5 份报告，5 个单位
            > /ask
            < 请在 /ask 后面写上问题，例如：/ask 温州市洞头区政务服务中心2020年收到多少件政府信息公开申请？
            > /ask 泰顺2018年收到申请数是多少
            < 泰顺县2018年新收政府信息公开申请17件。
            > /nonsense
            < 没有 /nonsense 这个命令。
            > message
            < 我只看得懂文字、报告文件和照片。发送 /help 看用法。
            """,
        )


async def test_asking_in_a_group(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        group = telegram.chat(STAFF, group=GROUP)
        group.say("大家看一下泰顺2018年收到申请数")
        told = await group.ask(f"@{USERNAME} {QUESTION}")
        group.say("其中自然人呢", reply_to=told.message)
        await group.heard("sendMessage")
        await group.ask(f"/ask@{USERNAME} {QUESTION}")
        check(
            telegram,
            """
            > 大家看一下泰顺2018年收到申请数
            > @gongkai_bot 泰顺2018年收到申请数是多少
            < 泰顺县2018年新收政府信息公开申请17件。
            > 其中自然人呢
            < 泰顺县2018年的报告没有给出…自然人
            > /ask@gongkai_bot 泰顺2018年收到申请数是多少
            < 泰顺县2018年新收政府信息公开申请17件。
            """,
        )


async def test_inline_answers(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        for query in ("泰顺2018年收到申请数", "今天天气", ""):
            answered = len([deed for deed in telegram.deeds if deed.method == "answerInlineQuery"])
            chat.type_inline(query)
            while len([deed for deed in telegram.deeds if deed.method == "answerInlineQuery"]) == answered:
                await telegram.next_deed()
        check(
            telegram,
            """
            > 泰顺2018年收到申请数
            < 泰顺县2018年新收政府信息公开申请17件。
            > 今天天气
            < answerInlineQuery
            > inline_query
            < 温州市洞头区政务服务中心2020年新收政府信息公开申请0件。 / 泰顺县2018年主动公开政府信息
            """,
        )


async def test_in_english(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        visitor = telegram.chat(STAFF, language="en-GB")
        await visitor.ask("/start")
        told = await visitor.ask("how many requests did 泰顺 receive in 2018?")
        assert told.labels == ["Source", "Definition", "Sheet", "Export"]
        for label in told.labels:
            await press(visitor, told, label)
        await visitor.ask("and in 2015?")
        await send(visitor, "shopping.txt", "白菜三斤".encode(), "no disclosure report")
        sheet = await send(visitor, "again.txt", JIANGSHAN.read_bytes(), "I have had this file before")
        assert "the report is by 江山市行政服务中心管理办公室, the page names" in sheet.text
        check(
            telegram,
            """
            > /start
            < Disclosure report assistant
            > how many requests did 泰顺 receive in 2018?
            < Taishun County 泰顺县 received 17 requests in 2018.
            > f:2:178ebcee96:-1
            < 泰顺县人民政府2018年政府信息公开工作年度报告
            > b:178ebcee96
            < Requests received this year
            > r:2
            < 泰顺县人民政府 2018
            > o
            < 泰顺县人民政府 2018.xlsx
            > and in 2015?
            < There is no report of Taishun County 泰顺县 for 2015; the nearest are of 2018.
            > shopping.txt
            < shopping.txt is no disclosure report, so it was not stored.
            > again.txt
            < 江山市行政服务中心管理办公室 2013
            """,
        )


async def test_forwarding_files_of_each_kind(telegram: FakeTelegram, empty_database: Path) -> None:
    report = TAISHUN.read_bytes()
    async with running_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        sheet = await send(chat, "泰顺.txt", report, "已存入")
        for label in ("原文", "导出Excel"):
            await press(chat, sheet, label)
        again = await send(chat, "again.txt", report, "以前收过")
        pointer = await chat.heard("sendMessage")
        first = next(m for m in telegram.messages.values() if m.get("document", {}).get("file_name") == "泰顺.txt")
        assert pointer.parameters["reply_parameters"]["message_id"] == first["message_id"]
        assert "泰顺.txt" in again.text
        await send(chat, "newer.txt", report.replace(b"2019- 02- 11", b"2019- 03- 20"), "取代了原来的版本")
        files = {"江山.txt": JIANGSHAN.read_bytes(), "泰顺.txt": report, "readme.txt": "白菜三斤".encode()}
        batch = await send(chat, "reports.zip", zipped(files), "3 个文件处理完毕")
        assert "（以前收过）" in batch.text
        await press(chat, batch, "核对 1")
        for name, data in (("a.txt", report), ("b.txt", JIANGSHAN.read_bytes())):
            chat.send_file(name, data, album="A1")
        await chat.until("2 个文件处理完毕")
        check(
            telegram,
            """
            > 泰顺.txt
            < 泰顺县人民政府 2018
            > d:original:1
            < 泰顺.txt
            > d:figures:1
            < 泰顺县人民政府 2018.xlsx
            > again.txt
            < 泰顺县人民政府 2018
            < 这个聊天里第一次发来是在这里。
            > newer.txt
            < 泰顺县人民政府 2018
            > reports.zip
            < 3 个文件处理完毕：存入 1 份，已有 1 份，未能读取 1 份
            > r:3
            < 江山市行政服务中心管理办公室 2013
            > a.txt
            > b.txt
            < 2 个文件处理完毕：存入 0 份，已有 2 份，未能读取 0 份
            """,
        )


async def test_forwarding_what_is_no_report(telegram: FakeTelegram, database: Path) -> None:
    files = (
        ("shopping.txt", "白菜三斤".encode(), None),
        ("noise.bin", bytes(range(256)) * 40, None),
        ("nothing.txt", b"", None),
        ("broken.pdf", b"%PDF-1.7 broken", None),
        ("huge.pdf", b"%PDF-", LARGEST_DOWNLOAD + 1),
        ("video.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(100), None),
    )
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        for name, data, size in files:
            await send(chat, name, data, name, size=size)
            while "正在" in (last := [d for d in telegram.deeds if d.chat == STAFF][-1].text) or "已收到" in last:
                await telegram.next_deed()
        check(
            telegram,
            """
            > shopping.txt
            < shopping.txt 不是政府信息公开年度报告，没有存入。
            > noise.bin
            < noise.bin 读不出来，文件可能损坏或没有文字。
            > nothing.txt
            < nothing.txt 是空文件。
            > broken.pdf
            < broken.pdf 读不出来，文件可能损坏或没有文字。
            > huge.pdf
            < huge.pdf 超过 20 MB，机器人取不到，请压缩或拆分后再发。
            > video.mp4
            < video.mp4 的格式还不能读，请换成网页、文本、Word、PDF 或表格文件。
            """,
        )


async def test_reading_page_by_page(telegram: FakeTelegram, empty_database: Path) -> None:
    async with running_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        await send(chat, "report.pdf", pdf_of(TAISHUN.read_text("utf-8"), 18), "已存入")
        pages = [
            int(found.group(1))
            for line in telegram.transcript
            if (found := re.fullmatch(r"< 正在读取 report\.pdf 第 (\d+)/18 页……", line))
        ]
        assert pages and pages == sorted(set(pages))
        told = [line for line in telegram.transcript if "第 " not in line and "正在读取和核对" not in line]
        assert told == ["> report.pdf", "< 已收到 report.pdf，等待处理……", "< 泰顺县人民政府 2018"]
        assert len({deed.message for deed in telegram.deeds if deed.chat == STAFF}) == 1


async def test_telegram_asks_to_wait(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        telegram.flood("sendMessage", retry_after=1)
        await chat.ask(QUESTION)
        telegram.flood("editMessageText", retry_after=1)
        await send(chat, "again.txt", TAISHUN.read_bytes(), "以前收过")
        await chat.ask("其中自然人呢")
        check(
            telegram,
            """
            > 泰顺2018年收到申请数是多少
            ! Too Many Requests: retry after 1
            < 泰顺县2018年新收政府信息公开申请17件。
            > again.txt
            ! Too Many Requests: retry after 1
            < 泰顺县人民政府 2018
            > 其中自然人呢
            < 泰顺县2018年的报告没有给出…自然人
            """,
        )


async def test_updates_by_webhook_only_with_the_secret(telegram: FakeTelegram, empty_database: Path) -> None:
    async with webhook_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        chat.send_file("泰顺.txt", TAISHUN.read_bytes())
        for secret in ("", "guessed", None):
            await telegram.deliver(secret)
        await chat.until("已存入")
        chat.say(QUESTION)
        for secret in ("a-secret_of_our", None):
            await telegram.deliver(secret)
        await chat.heard("sendMessage")
        check(
            telegram,
            """
            > 泰顺.txt
            ! 401 Unauthorized
            ! 401 Unauthorized
            < 泰顺县人民政府 2018
            > 泰顺2018年收到申请数是多少
            ! 401 Unauthorized
            < 泰顺县2018年新收政府信息公开申请17件。
            """,
        )


async def test_every_way_to_correct(telegram: FakeTelegram, database: Path) -> None:
    wrong = TAISHUN.read_text("utf-8").replace("22727", "22728").encode()
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        sheet = await send(chat, "wrong.txt", wrong, "已存入")
        await agree(chat, await press(chat, sheet, "确认"))
        choice = await press(chat, sheet, "驳回")
        await agree(chat, await reply(chat, await press(chat, choice, choice.labels[0]), "原件如此"))
        await agree(chat, await reply(chat, await press(chat, sheet, "改年份"), "2017 正文统计的是2017年"))
        again = await reply(chat, await press(chat, sheet, "改机构"), "白菜 试试")
        await agree(chat, await reply(chat, again, "永嘉县教育局 转发错了"))
        choice = await press(chat, sheet, "改数值")
        figure = next(label for label in choice.labels if "收到（新收）" in label)
        await agree(chat, await reply(chat, await press(chat, choice, figure), "18 漏计一件"))
        answered = await chat.ask("永嘉县教育局2017年收到申请数是多少")
        await press(chat, answered, "来源")
        await press(chat, await press(chat, sheet, "驳回"), "整份报告")
        await chat.ask("/cancel")
        prompt = await press(chat, await press(chat, sheet, "驳回"), "整份报告")
        told = await agree(chat, await reply(chat, prompt, "测试"))
        chat.press(told, "撤销")
        await chat.until("已撤销")
        check(
            telegram,
            """
            > wrong.txt
            < 泰顺县人民政府 2018
            > e:confirm:6
            < 请核对，按“确定”才写入：
            > y:1
            < editMessageReplyMarkup
            < 职员 已确认：泰顺县人民政府 2018
            > e:reject:6
            < 驳回什么？
            > x:6:91ad018ddf
            < 请回复这条消息，写驳回“公开数与各渠道 22728 ≠ 22727”的理由。
            > 原件如此
            < 请核对，按“确定”才写入：
            > y:1
            < editMessageReplyMarkup
            < 职员 已驳回疑点：公开数与各渠道 22728 ≠ 22727（原件如此）
            > e:year:6
            < 年份现为 2018。请回复这条消息：“年份 理由”，例如：2018 标题写错了。
            > 2017 正文统计的是2017年
            < 请核对，按“确定”才写入：
            > y:1
            < editMessageReplyMarkup
            < 已更正：年份 2018 → 2017（正文统计的是2017年）
            > e:body:6
            < 机构现为 泰顺县人民政府。请回复这条消息：“机构全称 理由”，例如：泰顺县人民政府 落款如此。
            > 白菜 试试
            < 认不出“白菜”是哪个机构，请写带地名的全称。
            > 永嘉县教育局 转发错了
            < 请核对，按“确定”才写入：
            > y:1
            < editMessageReplyMarkup
            < 已更正：机构 泰顺县人民政府 → 永嘉县教育局（转发错了）
            > e:value:6
            < 改哪个数字？
            > v:6:178ebcee96:-1
            < 收到（新收）政府信息公开申请数 现为 17。请回复这条消息：“新数值 理由”，例如：18 原文第3页写的是18。
            > 18 漏计一件
            < 请核对，按“确定”才写入：
            > y:1
            < editMessageReplyMarkup
            < 已更正：收到（新收）政府信息公开申请数 17 → 18（漏计一件）
            > 永嘉县教育局2017年收到申请数是多少
            < 永嘉县教育局2017年新收政府信息公开申请18件。
            > f:6:178ebcee96:-1
            < 泰顺县人民政府2018年政府信息公开工作年度报告
            > e:reject:6
            < 驳回什么？
            > x:6:
            < 请回复这条消息，写驳回“整份报告（不再用来回答）”的理由。
            > /cancel
            < 好，什么也没改。
            > e:reject:6
            < 驳回什么？
            > x:6:
            < 请回复这条消息，写驳回“整份报告（不再用来回答）”的理由。
            > 测试
            < 请核对，按“确定”才写入：
            > y:1
            < editMessageReplyMarkup
            < 职员 已驳回整份报告：永嘉县教育局 2017（测试）
            > u
            < 已撤销：驳回整份报告：永嘉县教育局 2017
            """,
        )


async def test_people_and_strangers(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database, access_requests=True):
        head, stranger = telegram.chat(HEAD), telegram.chat(STRANGER)
        stranger.say("/start")
        await stranger.heard("sendMessage")
        request = await head.heard("sendMessage")
        stranger.say("在吗")
        await press(head, request, "读者")
        await stranger.heard("sendMessage")
        await head.heard("editMessageReplyMarkup")
        await stranger.ask(QUESTION)
        stranger.send_file("x.txt", b"x")
        await stranger.heard("sendMessage")
        await stranger.ask("/status")
        await head.ask("/status")
        await head.ask(f"/allow {STRANGER} 编辑")
        await head.ask("/people")
        await head.ask(f"/revoke {STRANGER}")
        stranger.say(QUESTION)
        await telegram.settled()
        check(
            telegram,
            """
            > /start
            < 您还不能用这个机器人。已请管理员批准，批准后会告诉您。
            < 职员（666）想用机器人。给什么权限？
            > 在吗
            > g:666:reader
            < 管理员已批准，您现在是读者。发送 /help 看用法。
            < 已给 666 职员 权限：读者，并已通知本人
            < editMessageReplyMarkup
            > 泰顺2018年收到申请数是多少
            < 泰顺县2018年新收政府信息公开申请17件。
            > x.txt
            < 您可以提问；收报告和更正要请管理员给您“编辑”权限。
            > /status
            < 这个命令只有管理员能用。
            > /status
            < 版本 …（解析 …），已运行 0:00:
            > /allow 666 编辑
            < 您的权限改为：编辑。
            < 已给 666 职员 权限：编辑，并已通知本人
            > /people
            < -1001 编辑
            > /revoke 666
            < 已停用 666 职员
            > 泰顺2018年收到申请数是多少
            """,
        )


async def test_asking_too_fast(telegram: FakeTelegram, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A pause that is not over while the presses are answered, also where the machine does much else.
    monkeypatch.setattr("bot.app.Patience", partial(Patience, interval=600))
    async with running_bot(telegram, database):
        chat = telegram.chat(STAFF)
        told = await chat.ask(QUESTION)
        telegram.transcript.clear()
        for _ in range(21):
            chat.press_data(told.message or 0, "b:0000000000")
        chat.say(QUESTION)
        for _ in range(21):
            await telegram.next_answered()
        await chat.heard("sendMessage")
        answers = [line for line in telegram.transcript if line.startswith("<")]
        assert answers[:19] == ["< 这条消息太旧了，请把问题再发一遍。"] * 19
        assert [re.sub(r"\d+", "N", answer) for answer in answers[19:]] == ["< 问得太快了，请 N 秒后再试。"] * 3


async def test_the_unexpected(telegram: FakeTelegram, database: Path) -> None:
    async with running_bot(telegram, database):
        chat, head = telegram.chat(STAFF), telegram.chat(HEAD)
        told = await chat.ask(QUESTION)
        with closing(sqlite3.connect(database)) as other, other:
            other.execute("DROP TABLE corrections")
        failed = await press(chat, told, "来源")
        (reference,) = re.findall("编号 ([0-9a-f]{6})", failed.text)
        assert failed.text == f"出了意外，没能完成。请把编号 {reference} 告诉管理员。"
        assert (await head.until(reference)).text.startswith("出了意外（OperationalError，编号 ")
        head.say("/status")
        assert reference in (await head.until("已运行 0:00:")).text


async def test_a_slow_file_a_restart_and_a_half_made_correction(telegram: FakeTelegram, database: Path) -> None:
    wrong = TAISHUN.read_text("utf-8").replace("22727", "22728").encode()
    chat, colleague = telegram.chat(STAFF), telegram.chat(8)
    async with running_bot(telegram, database):
        sheet = await send(chat, "wrong.txt", wrong, "已存入")
        prompt = await press(chat, sheet, "改年份")
        telegram.hold(colleague.send_file("slow.txt", JIANGSHAN.read_bytes() + b"\n"), 8)
        await colleague.heard("sendMessage")
        await telegram.chat(HEAD).ask(QUESTION)
    async with running_bot(telegram, database):
        await agree(chat, await reply(chat, prompt, "2017 正文统计的是2017年"))
        telegram.release()
        await colleague.until("已存入")
        check(
            telegram,
            """
            > wrong.txt
            < 泰顺县人民政府 2018
            > e:year:6
            < 年份现为 2018。请回复这条消息：“年份 理由”，例如：2018 标题写错了。
            > slow.txt
            > 泰顺2018年收到申请数是多少
            < 泰顺县2018年新收政府信息公开申请17件。
            > 2017 正文统计的是2017年
            < 请核对，按“确定”才写入：
            > y:1
            < editMessageReplyMarkup
            < 已更正：年份 2018 → 2017（正文统计的是2017年）
            < 江山市行政服务中心管理办公室 2013
            """,
        )


async def test_a_long_answer_is_several_messages_cut_between_lines(
    telegram: FakeTelegram, empty_database: Path
) -> None:
    fact = Fact("requests.received", None, 3, "件", "table", "3", 0, 1)
    failed = tuple(
        Check(
            "part_of_whole", "bound", "fail", n + 1, n, cells=("response.interviews.principal", "response.interviews")
        )
        for n in range(160)
    )
    name = "泰顺县人民政府"
    identity = Identity(f"{name}2018年年报", 2018, "2014", name, "330329", "浙江省温州市泰顺县")
    with Archive(empty_database) as archive:
        archive.save(b"3", "3.txt", Document("3件"), Report(identity, (fact,), failed, ()))
    async with running_bot(telegram, empty_database):
        chat = telegram.chat(STAFF)
        told = [await chat.ask("泰顺2018年的数字核对得上吗"), await chat.heard("sendMessage")]
        assert "".join(deed.text + "\n" for deed in told).count("不应多于") == 160
        assert re.search(r"不应多于 政府网站在线访谈次数 \d+$", told[0].text)
        check(
            telegram,
            """
            > 泰顺2018年的数字核对得上吗
            < 160项不符，0项需留意。泰顺县2018年报告
            < - 不符：主要负责同志参加政府网站在线访谈次数
            """,
        )

"""Finding a report again, and the small talk around it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core import parse, read
from store import Archive
from tests.bot.conftest import HEAD, SEEDS, STAFF, running_bot, store_copy, store_years
from tests.bot.fake_telegram import USERNAME, Chat, FakeTelegram

QUESTION = "泰顺2018年收到申请数是多少"
STRANGER = 666


async def test_a_stored_report_is_found_by_words(telegram: FakeTelegram, database: Path) -> None:
    store_years(database, {2016: 12})
    store_copy(database, "永嘉县", "330324")
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        found = await chat.ask("/report 泰顺")
        assert found.labels == ["泰顺县人民政府 2018", "泰顺县人民政府 2016"]
        assert (await chat.ask("/reports 温州 2018年")).labels == ["永嘉县人民政府 2018", "泰顺县人民政府 2018"]
        assert "没有找到“火星”" in (await chat.ask("/reports 火星")).text
        assert "/reports 泰顺 2018" in (await chat.ask("/reports")).text
        chat.press(found, "2016")
        sheet = await chat.heard("sendMessage")
        assert "泰顺县人民政府 2016" in sheet.marked("bold")
        assert "原文" in sheet.labels
        chat.press(await chat.ask(QUESTION), "核对单")
        assert "泰顺县人民政府 2018" in (await chat.heard("sendMessage")).marked("bold")


async def test_a_long_list_is_turned_page_by_page(telegram: FakeTelegram, database: Path) -> None:
    with closing(sqlite3.connect(database)) as db, db:
        for year in range(1900, 1925):
            db.execute(
                "INSERT INTO documents (sha256, file_name, format, received_at, size, page_starts, text, bytes)"
                " VALUES (?, 'a.txt', 'text', '2020-01-01T00:00:00+00:00', 1, '[]', '', x'')",
                (str(year),),
            )
            db.execute(
                "INSERT INTO reports (document_id, organization_id, year, template, answers, parser_version, parsed_at)"
                " SELECT last_insert_rowid(), organization_id, ?, 'narrative', 1, 1, '2020-01-01'"
                " FROM reports WHERE id = 2",
                (year,),
            )
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        found = await chat.ask("/reports 泰顺")
        assert found.labels[0] == "泰顺县人民政府 2018"
        assert (len(found.labels), found.labels[-1]) == (21, "后面 ▶")
        chat.press(found, "后面 ▶")
        turned = await chat.heard("editMessageReplyMarkup")
        assert (len(turned.labels), turned.labels[-1]) == (7, "◀ 前面")


async def test_the_versions_of_a_report_are_listed(telegram: FakeTelegram, database: Path) -> None:
    data = (SEEDS / "001_4d089b536d89bce8.txt").read_bytes() + "补充。\n".encode()
    document = read(data, "新版.txt")
    with Archive(database) as archive:
        saved = archive.save(data, "/srv/新版.txt", document, parse(document))
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        sheet = await chat.ask(f"/start r{saved.report}")
        chat.press(sheet, "各版本（2）")
        listed = await chat.heard("sendMessage")
        assert listed.text == (
            "泰顺县人民政府 2018 的各版本，新的在前：\n1. 2019-02-11 新版.txt（用来回答）\n2. 2019-02-11 001_4d089b536d89bce8.txt"
        )
        chat.press(listed, "核对 2")
        assert "各版本（2）" in (await chat.heard("sendMessage")).labels


async def test_a_report_is_offered_in_any_chat(staff: Chat) -> None:
    staff.type_inline("泰顺 2018")
    while not (told := [deed for deed in staff.telegram.deeds if deed.method == "answerInlineQuery"]):
        await staff.telegram.next_deed()
    (report,) = [one for one in told[0].parameters["results"] if one["id"] == "r2"]
    assert report["title"] == "泰顺县人民政府 2018 年报"
    (button,) = report["reply_markup"]["inline_keyboard"][0]
    assert button["url"] == f"https://t.me/{USERNAME}?start=r2"


async def test_a_link_opens_a_sheet(staff: Chat) -> None:
    assert "泰顺县人民政府 2018" in (await staff.ask("/start r2")).marked("bold")
    assert "年报助手" in (await staff.ask("/start r99")).text
    assert "年报助手" in (await staff.ask("/start x")).text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("你好", "您好！"),
        ("怎么用？", "我查各地政府信息公开年报里的数字"),
        ("你是谁", "我是查政府信息公开年报的程序"),
        ("谢谢！", "不客气"),
        ("/foo", "没有 /foo 这个命令。"),
        ("/id", f"您的编号：{STAFF}，本聊天的编号：{STAFF}"),
    ],
)
async def test_a_friendly_line(staff: Chat, said: str, answer: str) -> None:
    assert (await staff.ask(said)).text.startswith(answer)


async def test_no_path_of_the_server_is_shown(telegram: FakeTelegram, database: Path) -> None:
    file = SEEDS / "001_4d089b536d89bce8.txt"
    data = file.read_bytes() + b"\n"
    document = read(data, file.name)
    with Archive(database) as archive:
        archive.save(data, f"/srv/secret/{file.name}", document, parse(document))
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        chat.press(await chat.ask(QUESTION), "来源")
        assert file.name in (await chat.heard("sendMessage")).text
        chat.send_file("again.txt", data)
        sheet = await chat.until("以前收过")
        chat.press(sheet, "原文")
        assert (await chat.heard("sendDocument")).parameters["file_name"] == file.name
        chat.press(sheet, "导出Excel")
        await chat.heard("sendDocument")
    assert not [deed for deed in telegram.deeds if "secret" in deed.text]


async def test_an_administrator_sees_names_and_what_a_stranger_said(telegram: FakeTelegram, database: Path) -> None:
    head, stranger = telegram.chat(HEAD), telegram.chat(STRANGER)
    telegram.chat(STAFF)
    async with running_bot(telegram, database, access_requests=True):
        stranger.say("我是县教育局的小王")
        asked = await head.heard("sendMessage")
        assert "“我是县教育局的小王”" in asked.text
        head.press(asked, "读者")
        await stranger.until("您现在是读者")
        head.say("/people")
        await head.until(f"{STAFF} 职员")
        await head.ask(f"/allow {STRANGER} 编辑")
        await stranger.until("您的权限改为：编辑")
        head.say("/allow 0 编辑")
        await head.until("用法")


async def test_an_administrator_hears_of_trouble_once(
    telegram: FakeTelegram, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("nobody expected this")

    monkeypatch.setattr("bot.talk.answering.answer", broken)
    head, chat = telegram.chat(HEAD), telegram.chat(STAFF)
    async with running_bot(telegram, database):
        for _ in range(2):
            assert "出了意外" in (await chat.ask(QUESTION)).text
        assert "RuntimeError" in (await head.heard("sendMessage")).text
        await telegram.settled()
    assert len([deed for deed in telegram.deeds if deed.chat == HEAD]) == 1

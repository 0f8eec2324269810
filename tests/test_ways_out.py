"""All ways out: whatever a stranger wrote into a report, nothing acts on a terminal, a chat, a workbook or an agent."""

from __future__ import annotations

import csv
import html
import io
import json
import logging
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import httpx2
import pytest
from aiogram.methods import AnswerInlineQuery, SendDocument, SendMessage, TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from hypothesis import given
from hypothesis import strategies as st
from mcp import Client
from mcp_types import PromptReference

from bot.edge.harmless import Harmless
from bot.edge.logs import JsonLines
from core.text.harmless import harmless, harmless_cell, harmless_json, harmless_values, is_harmless_json
from core.types import Document, Fact, Identity, Issue, Report
from server.app import build_server
from server.running.harmless import HarmlessLines
from server.running.worker import done
from server.tools.building import result
from store import Archive
from tests.cli.test_command_line import gongkai
from tests.programs import serving

# Escape sequences of 7 and 8 bits, a bell, a backspace, marks of direction, signs of no width, a tag beyond U+FFFF.
EVIL = "\x1b[31m\x9b2J\x07\x08\u202e\u2066\u200b\ufeff\u00ad\U000e0041\u2028\x85"
NAME = f"=临江{EVIL}县人民政府"
TEXT = f"{NAME}2023年政府信息公开工作年度报告\n收到{EVIL}申请 17 件"
QUOTE = f"收到{EVIL}申请 17 件"
CODE = "requests.received"
MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out")
    start = TEXT.index(QUOTE)
    fact = Fact(CODE, None, 17, "件", "table", QUOTE, start, start + len(QUOTE))
    identity = Identity(title=TEXT.split("\n")[0], year=2023, organization=NAME, template="2021")
    issue = Issue("missing_number", "warning", "", ((CODE, None),), QUOTE, start, start + len(QUOTE))
    with Archive(path / "a.db") as archive:
        archive.save(b"1", f"=报告{EVIL}.html", Document(TEXT), Report(identity, (fact,), (), (issue,)))
        archive.correct(1, CODE, None, 18, reason=f"=因为{MARKUP}{EVIL}", person=f"=王{MARKUP}{EVIL}")
    return path


def acts(text: str) -> list[str]:
    """The signs of a text that act on whoever shows it."""
    return [
        sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign not in "\n\t"
    ]


TERMINAL = (
    ("ask", f"临江县人民政府2023年收到多少件申请{EVIL}".replace("\x07", "")),
    ("ask", "库里有哪些报告"),
    ("ask", "--json", "库里有哪些报告"),
    ("check", "1"),
    ("check", "--lang", "en", "1"),
    ("export",),
    ("export", "--format", "json"),
    ("judge", "1", "confirmed"),
    ("doctor",),
    ("unread",),
    ("reread", "1"),
    ("export", "--organization", EVIL),
)


@pytest.mark.parametrize(
    "command", TERMINAL, ids=lambda command: " ".join(command[:2]).encode("unicode_escape").decode()
)
def test_nothing_acts_on_a_terminal(folder: Path, command: tuple[str, ...]) -> None:
    done = gongkai(command[0], "--db", "a.db", *command[1:], cwd=folder)
    assert acts(done.stdout.decode("utf-8-sig").replace("\r\n", "\n")) == []
    assert acts(done.stderr.decode()) == []


def test_file_names_do_not_act(tmp_path: Path) -> None:
    name = f"a{EVIL.replace(chr(0), '')}.txt"
    (tmp_path / name).write_text("关于开会的通知")
    for command in ("parse", "ingest"):
        done = gongkai(command, name, cwd=tmp_path)
        assert acts(done.stderr.decode()) == acts(done.stdout.decode()) == []


def test_no_cell_is_a_formula(folder: Path) -> None:
    table = gongkai("export", "--db", "a.db", cwd=folder).stdout.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert any("'=临江" in cell for cell in rows[1])
    assert [cell for row in rows for cell in row if cell.lstrip()[:1] in tuple("=+@＝＋＠")] == []


def test_a_workbook_holds_texts_only(folder: Path) -> None:
    pytest.importorskip("xlsxwriter")
    assert gongkai("export", "--db", "a.db", "-o", "a.xlsx", cwd=folder).returncode == 0
    with zipfile.ZipFile(folder / "a.xlsx") as book:
        parts = {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}
    assert not any("<f>" in part for part in parts.values())
    assert any("临江" in part for part in parts.values())
    assert all(acts(part.replace("\r\n", "\n")) == [] for part in parts.values())


def test_nothing_acts_on_an_agent(folder: Path) -> None:
    with Archive(folder / "a.db", "ro") as archive:
        stored = archive.report(1)
    answered = result(done({"title": stored.identity.title, "facts": [{"quote": stored.facts[0].quote}]}))
    assert acts(json.dumps(answered.structured_content, ensure_ascii=False)) == []
    assert acts("".join(part.text for part in answered.content if part.type == "text")) == []


TOOLS: list[tuple[str, dict[str, Any]]] = [
    ("ask", {"question": "库里有哪些报告"}),
    ("ask", {"question": f"临江县人民政府2023年收到多少件申请{EVIL}"}),
    ("find_organizations", {"name": "临江"}),
    ("get_figures", {"indicators": [CODE], "years": [2023]}),
    ("rank", {"indicator": CODE, "year": 2023}),
    ("search_text", {"phrase": "收到"}),
    ("get_report", {"report": 1}),
    ("check_report", {"report": 1}),
    ("query", {"sql": "SELECT organization, quote FROM facts"}),
    ("query", {"sql": f"SELECT {EVIL}"}),
    ("list_unread", {"report": 1}),
    ("parse_report", {"text": TEXT, "name": f"a{EVIL}.txt"}),
]


async def test_nothing_acts_on_an_agent_whatever_it_calls(folder: Path) -> None:
    with Archive(folder / "a.db", "ro") as archive:
        async with Client(build_server(archive)) as client:
            told: list[Any] = [await client.call_tool(tool, arguments) for tool, arguments in TOOLS]
            told += [await client.read_resource(uri) for uri in ("report://1", "report://1/text", "gongkai://coverage")]
            organization = PromptReference(name="compare")
            told.append(await client.complete(organization, {"name": "organizations", "value": "="}))
    for (tool, _), answered in zip([*TOOLS, *[("resource", {})] * 4], told, strict=True):
        assert [sign for text in texts(answered.model_dump()) for sign in acts(text)] == [], tool
    assert told[-1].completion.values == [harmless(NAME)]


def texts(value: object) -> list[str]:
    """Every text in a value, that of JSON within it too."""
    if isinstance(value, str):
        return [value, *(texts(json.loads(value)) if value[:1] in ("{", "[") else ())]
    if isinstance(value, dict):
        return [text for part in value.items() for text in texts(part)]
    return [text for part in value for text in texts(part)] if isinstance(value, list | tuple) else []


def test_nothing_acts_on_a_page(folder: Path) -> None:
    command = [sys.executable, "-m", "gongkai", "serve", "--db", str(folder / "a.db"), "--http", "127.0.0.1:0"]
    asked = {"question": f"临江县人民政府2023年收到多少件申请{MARKUP}{EVIL}"}
    pages: dict[str, dict[str, str]] = {"/ask": asked, "/ask.csv": asked}
    pages |= {path: {} for path in ("/", "/check", "/reports/1", "/reports/1/figures/0")}
    with serving(command) as url:
        site = url.removesuffix("/mcp")
        told = {path: httpx2.get(site + path, params=fields, timeout=60) for path, fields in pages.items()}
    for path, answer in told.items():
        assert answer.status_code == 200, path
        assert acts(answer.text.lstrip("\ufeff").replace("\r\n", "\n")) == [], path
        assert MARKUP not in answer.text and "<script" not in answer.text.lower(), path
    assert html.escape(MARKUP) in told["/reports/1"].text
    assert [line for line in told["/ask.csv"].text.splitlines() if line.startswith(("=", "+", "@", "＝"))] == []


async def sent(method: TelegramMethod[Any]) -> Any:
    """A method of Telegram's as it leaves the bot."""
    sent: list[Any] = []

    async def send(_bot: object, method: TelegramMethod[Any]) -> None:
        sent.append(method)

    await Harmless()(send, None, method)  # type: ignore[arg-type]
    return sent[0]


async def test_nothing_acts_in_a_chat() -> None:
    message = await sent(SendMessage(chat_id=1, text=TEXT))
    assert acts(message.text) == []
    # Where bold and links stand is counted in UTF-16.
    assert len(message.text.encode("utf-16-le")) == len(TEXT.encode("utf-16-le"))


async def test_neither_buttons_nor_offers_nor_names_of_files_act() -> None:
    button = InlineKeyboardButton(text=NAME, callback_data="x")
    message = await sent(
        SendMessage(chat_id=1, text="x", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))
    )
    assert acts(message.reply_markup.inline_keyboard[0][0].text) == []
    assert message.reply_markup.inline_keyboard[0][0].callback_data == "x"
    offer = InlineQueryResultArticle(
        id="1", title=NAME, description=NAME, input_message_content=InputTextMessageContent(message_text=TEXT)
    )
    offered = (await sent(AnswerInlineQuery(inline_query_id="1", results=[offer]))).results[0]
    assert acts(offered.title + offered.description + offered.input_message_content.message_text) == []
    file = BufferedInputFile(b"x", f"a{EVIL}.txt")
    document = await sent(SendDocument(chat_id=1, document=file, caption=TEXT))
    assert acts(document.document.filename + document.caption) == []
    assert file.filename == f"a{EVIL}.txt"


def test_nothing_acts_in_the_log_of_the_bot() -> None:
    record = logging.makeLogRecord({"msg": f"a{EVIL}", "file": TEXT, "name": "bot"})
    line = JsonLines().format(record)
    assert acts(line) == []
    assert json.loads(line)["file"] == TEXT


def test_nothing_acts_in_the_log_of_the_server() -> None:
    try:
        raise ValueError(NAME)
    except ValueError:
        record = logging.makeLogRecord({"msg": f"a{EVIL}", "exc_info": sys.exc_info()})
    assert acts(HarmlessLines("%(message)s").format(record)) == []


def test_what_tells_fast_that_nothing_acts_knows_every_sign_that_does() -> None:
    missed = [f"{code:x}" for code in range(0x110000) if acts(chr(code)) and harmless(chr(code)) == chr(code)]
    assert missed == []


@given(st.text())
def test_places_stay_and_what_shows_is_kept(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert acts(shown) == []
    assert all(
        now == then or unicodedata.category(then) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        for now, then in zip(shown, text, strict=True)
    )
    assert harmless(shown) == shown


@given(st.text())
def test_json_keeps_every_sign(text: str) -> None:
    line = harmless_json(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(line) == {"a": text}
    assert acts(line) == []


@pytest.mark.parametrize(
    "cell", ["=1+1", "＝1+1", " =1", "\n=1", "@SUM(1)", "-cmd|' /C calc'!A0", "+1-1", "－2", "|x", "%x", "\t1", "﹦1"]
)
def test_formulas_become_texts(cell: str) -> None:
    assert str(harmless_cell(cell)).startswith("'")


@pytest.mark.parametrize("cell", ["17", "12%", "泰顺县", "(一)收到", "", 5, None, 1.5])
def test_other_cells_stay(cell: object) -> None:
    assert harmless_cell(cell) == cell


@pytest.mark.parametrize(
    "sign", ["\x00", "\x08", "\x0b", "\x0c", "\r", "\x1b", "\x7f", "\x85", "\u200b", "\u202e", "\ud800"]
)
def test_json_that_is_called_harmless_has_no_sign_that_acts(sign: str) -> None:
    assert not is_harmless_json(json.dumps({"a": [f"x{sign}"]}, ensure_ascii=False))
    assert not is_harmless_json(json.dumps({f"{sign}a": 1}, ensure_ascii=False))


def test_plain_json_is_harmless() -> None:
    assert is_harmless_json(json.dumps({"泰顺": ['a\n\t“引”"/', 1, None]}, ensure_ascii=False))


def test_values_within_values() -> None:
    assert harmless_values({"a": ["\x1b", ("\u202e", 1, None)]}) == {"a": ["\ufffd", [" ", 1, None]]}

"""The tables of docs/rights.md, walked with every role: what each may do, and nothing beyond; and nothing is left out of them."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx2
import pytest
from aiogram.filters import Command
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from starlette.routing import Match, Route

from bot.app import build_dispatcher
from bot.look import keyboards
from bot.look.words import CHINESE
from core import parse, read
from core.work.worker import Limits, Workers
from server.app import build_http, build_server
from server.http.settings import HttpSettings
from server.http.shared import open_shared
from server.running.pool import Pool
from store import Archive
from store.intake.parsing import read_once
from store.settings import Settings
from tests.bot.conftest import SEEDS, running_bot
from tests.bot.fake_telegram import Chat, FakeTelegram
from tests.bot.test_bot_buttons import BUTTONS
from tests.cli.test_command_line import gongkai
from tests.programs import serving
from tests.server.known import CALLS

ROOT = Path(__file__).parent.parent
RANKS = ("stranger", "reader", "editor", "administrator")
# A person for each thing that is tried: what one may send at once is limited, and so is how fast one is answered.
PEOPLE = {role: range(first, first + 50) for role, first in zip(RANKS, (600, 700, 800, 900), strict=True)}
QUESTION = "泰顺2018年收到申请数是多少"
REFUSALS = (CHINESE.editors_only, CHINESE.administrators_only)
SEED = next(SEEDS.glob("001*.txt"))


def tables(page: str) -> dict[str, dict[str, str]]:
    """Each table by the heading of its first column: what, and who may."""
    found: dict[str, dict[str, str]] = {}
    for head, body in re.findall(r"^\| (\S+) \|[^\n]*\n\|[-|]+\|\n((?:\|[^\n]*\n)+)", page, re.MULTILINE):
        found[head] = dict(re.findall(r"^\| `([^`]+)` \| (\S+) \|", body, re.MULTILINE))
    return found


RIGHTS = tables((ROOT / "docs/rights.md").read_text("utf-8"))


def test_both_languages_say_the_same() -> None:
    chinese = tables((ROOT / "docs/rights.zh.md").read_text("utf-8"))
    assert [*chinese.values()] == [*RIGHTS.values()]
    assert len(chinese) == 6


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rights") / "seeds.db"
    with Archive(path) as archive:
        for file in sorted(SEEDS.glob("*.txt")):
            document = read(file.read_bytes(), file.name)
            archive.save(file.read_bytes(), file.name, document, parse(document))
        for account in PEOPLE["reader"]:
            archive.people.set(account, "读者", "reader", person="管理员")
    return path


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram().serve() as server:
        yield server


@pytest.fixture
def database(seeds: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(seeds, tmp_path / "a.db"))


def decisions(database: Path) -> list[tuple[Any, ...]]:
    """All that anybody decided or stored."""
    with closing(sqlite3.connect(database)) as connection:
        return [
            row
            for table in ("documents", "corrections", "decisions", "people", "audit", "jobs")
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone()
            for row in connection.execute(f"SELECT '{table}', * FROM {table} ORDER BY 2")
        ]


# --- the bot ----------------------------------------------------------------------------------------------


def test_every_message_and_button_of_the_bot_is_in_the_table(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive, Workers(processes=1, ready=read_once) as workers:
        dispatcher = build_dispatcher(archive, Settings(allowed_ids=frozenset({1})), workers)
        commands = {
            f"/{command}"
            for router in dispatcher.chain_tail
            for handler in router.message.handlers
            for one in handler.filters or ()
            if isinstance(one.callback, Command)
            for command in one.callback.commands
        }
    others = {"a question", "an inline question", "a file", "a photo", "a correction"}
    assert {*RIGHTS["message"]} == commands | others
    assert {*RIGHTS["button"]} == {*BUTTONS}


PRESSED: Mapping[str, str] = {
    "Choose": keyboards.Choose(digest="0000000000").pack(),
    "SourceButton": keyboards.SourceButton(report=1, indicator="0000000000", applicant=-1).pack(),
    "RankButton": keyboards.RankButton(report=1, indicator="0000000000").pack(),
    "BasisButton": keyboards.BasisButton(indicator="0000000000").pack(),
    "TrendButton": keyboards.TrendButton(report=1, indicator="0000000000", applicant=-1).pack(),
    "ExportButton": keyboards.ExportButton().pack(),
    "SheetButton": keyboards.SheetButton(report=1).pack(),
    "FileButton": keyboards.FileButton(file="figures", report=1).pack(),
    "KeepButton": keyboards.KeepButton().pack(),
    "FollowButton": keyboards.FollowButton(organization=1, code="").pack(),
    "FollowBodyButton": keyboards.FollowBodyButton(report=1).pack(),
    "TablesButton": keyboards.TablesButton(choice="text").pack(),
    "LeaveButton": keyboards.LeaveButton(digest="0000000000").pack(),
    "FoundButton": keyboards.FoundButton(page=0).pack(),
    "VersionsButton": keyboards.VersionsButton(report=1).pack(),
    "PersonButton": keyboards.PersonButton(account=5).pack(),
    "EditButton": keyboards.EditButton(action="confirm", report=1).pack(),
    "RejectButton": keyboards.RejectButton(report=1, finding="").pack(),
    "PageButton": keyboards.PageButton(report=1, page=0).pack(),
    "ValueButton": keyboards.ValueButton(report=1, indicator="0000000000", applicant=-1).pack(),
    "UnreadButton": keyboards.UnreadButton(report=1).pack(),
    "SettleButton": keyboards.SettleButton(report=1, start=0, end=1).pack(),
    "DraftButton": keyboards.DraftButton(yes=True).pack(),
    "UndoButton": keyboards.UndoButton().pack(),
    "PastedButton": keyboards.PastedButton().pack(),
    "AgainButton": keyboards.AgainButton(batch=1).pack(),
    "RoleButton": keyboards.RoleButton(account=5, role="reader").pack(),
}
"""Each button as a client of Telegram's could send it, whoever was shown it."""

SAID: Mapping[str, Callable[[Chat, int], object]] = {
    "/status": lambda chat, _: chat.say("/status"),
    "/people": lambda chat, _: chat.say("/people"),
    "/allow": lambda chat, _: chat.say("/allow 5 editor"),
    "/revoke": lambda chat, _: chat.say("/revoke 5"),
    "/start": lambda chat, _: chat.say("/start"),
    "/help": lambda chat, _: chat.say("/help"),
    "/ask": lambda chat, _: chat.say(f"/ask {QUESTION}"),
    "/reports": lambda chat, _: chat.say("/reports"),
    "/report": lambda chat, _: chat.say("/report"),
    "/id": lambda chat, _: chat.say("/id"),
    "/follow": lambda chat, _: chat.say("/follow"),
    "/settings": lambda chat, _: chat.say("/settings"),
    "/cancel": lambda chat, _: chat.say("/cancel"),
    "a question": lambda chat, _: chat.say(QUESTION),
    "an inline question": lambda chat, _: chat.type_inline(QUESTION),
    "a file": lambda chat, _: chat.send_file(SEED.name, SEED.read_bytes()),
    "a photo": lambda chat, _: chat.send_photo(b"no picture"),
    "a correction": lambda chat, answer: chat.say("应该是18", reply_to=answer),
}


@pytest.mark.parametrize("role", RANKS)
async def test_the_bot_does_for_each_role_what_the_table_says(
    telegram: FakeTelegram, database: Path, role: str
) -> None:
    before = decisions(database)
    people = (telegram.chat(account) for account in PEOPLE[role])
    named = {"allowed_ids": frozenset(PEOPLE["editor"]), "administrator_ids": frozenset(PEOPLE["administrator"])}
    async with running_bot(telegram, database, **named):
        refused = {name: await pressed(telegram, next(people), name, role) for name in RIGHTS["button"]}
        refused |= {name: await said(telegram, next(people), name, role) for name in RIGHTS["message"]}
        await telegram.settled()
    if role == "stranger":
        assert not [deed for deed in telegram.deeds if deed.chat in PEOPLE[role] or deed.method.startswith("answer")]
    needed = RIGHTS["button"] | RIGHTS["message"]
    assert refused == {name: RANKS.index(role) < RANKS.index(who) for name, who in needed.items()}
    if role in ("stranger", "reader"):
        assert decisions(database) == before


async def pressed(telegram: FakeTelegram, chat: Chat, name: str, role: str) -> bool:
    """Whether a button is refused."""
    shown = telegram.new_message(chat.json, {"text": "x"})
    chat.press_data(int(shown["message_id"]), PRESSED[name])
    return role == "stranger" or (await telegram.next_answered()).text in REFUSALS


async def said(telegram: FakeTelegram, chat: Chat, name: str, role: str) -> bool:
    """Whether a message is refused."""
    answer = chat.say(QUESTION)
    if role != "stranger":
        answer = (await chat.heard("sendMessage")).message or 0
    SAID[name](chat, answer)
    if role == "stranger":
        return True
    if name == "an inline question":
        return not await offered(telegram)
    return (await chat.heard("sendMessage")).text in REFUSALS


async def offered(telegram: FakeTelegram) -> bool:
    await telegram.settled(0.1)
    return any(deed.method == "answerInlineQuery" for deed in telegram.deeds)


# --- the server -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [True, False])
async def test_every_tool_of_the_server_is_in_the_table(seeds: Path, write: bool) -> None:
    with Archive(seeds, "ro") as archive:
        async with Client(build_server(archive, write=write)) as client:
            offered = [tool.name for tool in (await client.list_tools()).tools]
    assert offered == [name for name, who in RIGHTS["tool"].items() if write or who == "read"]


WRITING: dict[str, dict[str, Any]] = {
    "store_report": {"text": "泰顺县人民政府2016年政府信息公开工作年度报告\n2016年共收到政府信息公开申请3件。"},
    "settle_unread": {"unread": "2.0-1", "indicator": "requests.received"},
}


async def test_the_server_does_for_each_token_what_the_table_says(database: Path) -> None:
    hashes = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("reads", "writes")}
    environment = {"GONGKAI_HTTP_TOKENS": f"a={hashes['reads']},b:write={hashes['writes']}"}
    command = [sys.executable, "-m", "gongkai", "serve", "--db", str(database), "--http", "127.0.0.1:0"]
    before = decisions(database)
    arguments = {call["name"]: call["arguments"] for call in CALLS} | WRITING
    with serving(command, environment) as url:
        for path, who in RIGHTS["address"].items():
            told = {name: asked(url.replace("/mcp", path), name) for name in (None, "wrong", "reads")}
            assert [name for name, status in told.items() if status == 401] == (
                [] if who == "anyone" else [None, "wrong"]
            )
        assert {page: first_right(url.removesuffix("/mcp"), page) for page in RIGHTS["page"]} == RIGHTS["page"]
        assert decisions(database) == before
        for token, may in (("reads", ("read",)), ("writes", ("read", "write"))):
            if token == "writes":
                assert decisions(database) == before
            async with (
                httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=60) as http,
                Client(streamable_http_client(url, http_client=http)) as client,
            ):
                for name, who in RIGHTS["tool"].items():
                    returned = await client.call_tool(name, arguments.get(name, {}))
                    assert ("no right to write" in str(returned.content)) is (who not in may), (token, name)
    assert decisions(database) != before


def asked(url: str, token: str | None) -> int:
    """The status that an address answers with."""
    return httpx2.get(url, headers={"Authorization": f"Bearer {token}"} if token else {}).status_code


def first_right(site: str, page: str) -> str:
    """The least that one must have a right to for a page to be more than a refusal."""
    method, _, path = page.partition(" ")
    told = {}
    for token in (None, "wrong", "reads", "writes"):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        told[token] = httpx2.request(method, site + path, headers=headers, timeout=60)
    if 'name="token"' not in told[None].text or path.startswith("/sign"):
        return "anyone"
    assert told[None].status_code == told["wrong"].status_code == 401
    if told["reads"].status_code == 403:
        assert told["writes"].status_code != 403
        return "write"
    assert told["reads"].status_code not in (401, 403)
    return "read"


async def test_every_page_is_in_the_table(seeds: Path) -> None:
    with Archive(seeds, "ro") as archive:
        pool = Pool(seeds)
        app = build_http(archive, HttpSettings.model_construct(), pool)
        pool.close()
    routes = [route for route in starlette_routes(app) if route.path not in ("/mcp", "/health", "/metrics")]
    for page in RIGHTS["page"]:
        method, _, path = page.partition(" ")
        scope = {"type": "http", "method": method, "path": path, "headers": []}
        (found, *_) = [route for route in routes if route.matches(scope)[0] == Match.FULL]
        if found.path not in SEVERAL or path.endswith("xlsx"):
            routes.remove(found)
    assert not [route.path for route in routes]


SEVERAL = ("/ask.{kind}", "/compare.{kind}")


def starlette_routes(app: Any) -> list[Route]:
    """The routes of the application inside what limits it."""
    while not hasattr(app, "router"):
        app = app._app
    return [route for route in app.router.routes if isinstance(route, Route)]


# --- files ------------------------------------------------------------------------------------------------


def mode_of_temporary_folder() -> int:
    """The mode of the folder of a process that reads, as it sees it."""
    import tempfile

    return stat.S_IMODE(Path(tempfile.gettempdir()).stat().st_mode)


def test_every_file_is_made_with_the_mode_of_the_table(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        assert gongkai("ingest", "--db", "database", str(SEED), cwd=tmp_path).returncode == 0
        assert gongkai("backup", "--db", "database", "copy", cwd=tmp_path).returncode == 0
        open_shared(tmp_path / "shared").close()
        with Archive(tmp_path / "database") as archive, Workers(Limits(), processes=1, ready=read_once) as workers:
            archive.people.set(1, "人", "reader", person="管理员")
            modes = {"temporary": workers.submit(mode_of_temporary_folder).result()}
            modes |= {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert {name: f"{mode:o}" for name, mode in modes.items()} == RIGHTS["file"]


# --- secrets ----------------------------------------------------------------------------------------------


def test_a_token_is_neither_in_the_log_nor_in_the_list_of_processes(tmp_path: Path) -> None:
    token = "123456:AA-a-secret-of-the-bot-for-this-test"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    environment |= {"GONGKAI_TELEGRAM_TOKEN": token, "GONGKAI_TELEGRAM_API": "http://127.0.0.1:9"}
    with subprocess.Popen(
        [sys.executable, "-m", "gongkai", "bot", "--db", str(tmp_path / "a.db")],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(ROOT), "GONGKAI_ALLOWED_IDS": "1"},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        listed = Path(f"/proc/{process.pid}/cmdline").read_bytes() if Path("/proc/self").exists() else b""
        out, err = process.communicate(timeout=180)
    assert process.returncode == 1
    assert b"can't be reached" in err
    assert token.encode() not in listed + out + err
    assert token.partition(":")[2].encode() not in out + err

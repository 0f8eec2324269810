"""The number of a person's account, which the record keeps, is shown to no reader: not in chats, pages, tools, exports or
sheets."""

from __future__ import annotations

import shutil
import sys
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from core import parse, read
from store import Archive
from tests.bot.conftest import SEEDS, running_bot
from tests.bot.fake_telegram import FakeTelegram
from tests.cli.test_command_line import gongkai
from tests.programs import serving
from tests.server.known import CALLS, READABLE

ACCOUNT = "987654321"
READER = 700
QUESTION = "泰顺2018年收到申请数是多少"


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which 王芳 corrected, dismissed and confirmed what she could."""
    path = tmp_path_factory.mktemp("accounts") / "seeds.db"
    person = f"王芳 ({ACCOUNT})"
    with Archive(path) as archive:
        for file in sorted(SEEDS.glob("*.txt")):
            document = read(file.read_bytes(), file.name)
            archive.save(file.read_bytes(), file.name, document, parse(document))
        archive.people.set(READER, "读者", "reader", person=person)
        archive.people.set(int(ACCOUNT), "王芳", "editor", person=person)
        for entry in archive.reports():
            archive.correct(entry.id, "requests.received", None, 18, reason="漏计一件", person=person)
            archive.correct_year(entry.id, entry.year or 2018, reason="封面", person=person)
            archive.judge(entry.id, "confirmed", reason="核对过", person=person)
        assert ACCOUNT in "".join(line.person for line in archive.audit())
    return path


@pytest.fixture
def database(decided: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(decided, tmp_path / "a.db"))


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram().serve() as server:
        yield server


async def test_chats(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(READER)
    async with running_bot(telegram, database):
        answer = await chat.ask(QUESTION)
        chat.press(answer, "来源")
        told = await chat.heard("sendMessage")
        assert "王芳 于" in told.text
        found = await chat.ask("/report 泰顺 2018")
        if "点开" in found.text:
            chat.press(found, found.labels[0])
            found = await chat.until("改动记录")
        sheet = found
        assert "王芳" in sheet.text
        for label in (*answer.labels, *sheet.labels):
            chat.press(answer if label in answer.labels else sheet, label)
            await telegram.settled()
        for words in ("/reports", "/reports 2018", "/people", "泰顺2018年的报告", "/follow"):
            chat.say(words)
            await telegram.settled()
    shown = [deed for deed in telegram.deeds if deed.chat == READER or deed.method.startswith("answer")]
    assert len(shown) > 10
    for deed in shown:
        assert ACCOUNT not in str(deed.parameters) + deed.text, deed
        assert ACCOUNT.encode() not in (deed.file or b"")


async def test_tools_and_pages(database: Path) -> None:
    command = [sys.executable, "-m", "gongkai", "serve", "--db", str(database), "--http", "127.0.0.1:0"]
    with serving(command) as url:
        async with (
            httpx2.AsyncClient(timeout=60) as http,
            Client(streamable_http_client(url, http_client=http)) as client,
        ):
            told = [str(await client.call_tool(call["name"], call["arguments"])) for call in CALLS]
            told += [str(await client.read_resource(place)) for place in READABLE]
            site = url.removesuffix("/mcp")
            addresses = ["/", f"/ask?q={QUESTION}", "/reports/1", "/reports/1/figures/0", "/health", "/metrics"]
            pages = [(await http.get(site + address)).text for address in addresses]
    assert "王芳" in pages[2]
    assert ACCOUNT not in "".join((*told, *pages))


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "parquet"])
def test_exports(database: Path, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    out = database.with_name(f"out.{form}")
    assert gongkai("export", "--db", database, "--format", form, "-o", out, cwd=database.parent).returncode == 0
    data = out.read_bytes()
    if form == "xlsx":
        with zipfile.ZipFile(out) as parts:
            data = b"".join(map(parts.read, parts.namelist()))
    assert data and ACCOUNT.encode() not in data


def test_the_package_and_the_sheet(database: Path) -> None:
    folder = database.parent
    assert gongkai("export", "--db", database, "--all", "-o", "all", cwd=folder).returncode == 0
    files = [file for file in (folder / "all").rglob("*") if file.is_file()]
    assert files and not [file for file in files if ACCOUNT.encode() in file.read_bytes()]
    sheet = gongkai("check", "--db", database, "1", cwd=folder).stdout.decode()
    assert "王芳" in sheet and ACCOUNT not in sheet
    assert ACCOUNT.encode() not in gongkai("ask", "--db", database, "--json", QUESTION, cwd=folder).stdout

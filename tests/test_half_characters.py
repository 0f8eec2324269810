"""Half of a character beyond U+FFFF, which no database and no line can hold, in what is asked: everywhere it is answered."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import httpx2
import pytest

from core import answer, parse, read
from store import Archive
from tests.bot.conftest import SEEDS, running_bot
from tests.bot.fake_telegram import FakeTelegram
from tests.programs import serving

QUESTION = "泰顺2018年收到申请数是多少"
HALVES = ["\ud800", "\udc00", "\udfff\ud83d"]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("halves") / "seeds.db"
    with Archive(path) as archive:
        for file in sorted(SEEDS.glob("*.txt")):
            document = read(file.read_bytes(), file.name)
            archive.save(file.read_bytes(), file.name, document, parse(document))
    return path


@pytest.mark.parametrize("half", HALVES)
def test_answers(seeds: Path, half: str) -> None:
    with Archive(seeds, "ro") as archive:
        for question in (
            half,
            QUESTION + half,
            half + QUESTION,
            f"报告里有没有提到“{half}公开”",
            f"泰顺县2018年收到申请17件{half}。" * 300,
        ):
            told = answer(question, archive)
            assert told.question.encode("utf-8").decode() == told.question
            told.text.encode("utf-8")
        # Two halves that belong together are one character.
        assert (
            answer("𠮷县2018年收到多少申请".encode("utf-16", "surrogatepass").decode("utf-16"), archive).question[0]
            == "𠮷"
        )
        assert answer("\ud842\udfb7县2018年收到多少申请", archive).question[0] == "𠮷"
        first = answer(QUESTION, archive)
        answer(f"2017年呢{half}", archive, context=first.context).text.encode("utf-8")


async def test_chats(seeds: Path, tmp_path: Path) -> None:
    database = Path(shutil.copy(seeds, tmp_path / "a.db"))
    async with FakeTelegram().serve() as telegram:
        chat = telegram.chat(1)
        async with running_bot(telegram, database, allowed_ids=frozenset({1})):
            for half in HALVES:
                assert (await chat.ask(QUESTION + half)).text.encode("utf-8")
            assert "17" in (await chat.ask(QUESTION)).text


def test_tools_and_pages(seeds: Path) -> None:
    command = [sys.executable, "-m", "gongkai", "serve", "--db", str(seeds), "--http", "127.0.0.1:0"]
    with serving(command) as url, httpx2.Client(headers={"Accept": "application/json, text/event-stream"}) as http:
        for half in HALVES:
            called = {"name": "ask", "arguments": {"question": QUESTION + half}}
            message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": called}
            sent = http.post(url, content=json.dumps(message), headers={"Content-Type": "application/json"})
            assert sent.status_code in (200, 400), sent.text
            encoded = "".join(f"%{byte:02X}" for byte in half.encode("utf-8", "surrogatepass"))
            page = http.get(url.replace("/mcp", f"/ask?q={QUESTION}{encoded}"))
            assert page.status_code == 200 and "�" in page.text
        assert http.get(url.replace("/mcp", "/health")).status_code == 200

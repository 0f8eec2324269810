"""`gongkai bot` as it is started by hand: its settings, its end, its log."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import build_bot, serve
from bot.edge.logs import JsonLines
from core.errors import GongkaiError, UsageError
from store import Archive
from store.settings import Settings
from tests.bot.conftest import SEEDS, STAFF, settings_of
from tests.bot.fake_telegram import PATIENCE, TOKEN, FakeTelegram

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def started_bot(folder: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The real command in a process of its own, with these settings in its environment and no others of ours."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GONGKAI_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", "import gongkai; gongkai.main()", "bot"),
        cwd=folder,
        # A process that is killed while it starts a reader leaves its folder behind.
        env=environment | settings | {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_it_survives_being_killed_and_on_sigterm_finishes_what_is_under_way(
    telegram: FakeTelegram, empty_database: Path, tmp_path: Path
) -> None:
    settings = {
        "GONGKAI_DB": str(empty_database),
        "GONGKAI_TELEGRAM_TOKEN": TOKEN,
        "GONGKAI_TELEGRAM_API": telegram.url,
        "GONGKAI_ALLOWED_IDS": f"{STAFF}, 8",
    }
    chat = telegram.chat(STAFF)
    first, second = sorted(SEEDS.glob("*.txt"))[:2]
    async with started_bot(tmp_path, **settings) as process:
        chat.send_file(first.name, first.read_bytes(), album="A1")
        telegram.hold(chat.send_file(second.name, second.read_bytes(), album="A1"), STAFF)
        await chat.until("共 2 个文件，已处理 1 个")
        process.kill()
        await process.wait()
    telegram.release()
    telegram.flood("editMessageText", retry_after=60)
    async with started_bot(tmp_path, **settings) as process:
        # Stored and not told: Telegram makes the bot wait.
        while not telegram.refused or _stored(empty_database) < 2:
            await asyncio.sleep(0.05)
        process.kill()
        await process.wait()
    async with started_bot(tmp_path, **settings) as process:
        await chat.until("2 个文件处理完毕：存入 2 份，已有 0 份，未能读取 0 份")
        assert len({deed.message for deed in telegram.deeds if deed.chat == STAFF}) == 1
        assert "17" in (await chat.ask("泰顺2018年收到申请数是多少")).text
        telegram.flood("sendMessage", retry_after=2)
        chat.say("/help")
        while not any(refusal.startswith("sendMessage") for refusal in telegram.refused):
            await telegram.next_deed()
        process.send_signal(signal.SIGTERM)
        _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
        assert process.returncode == 0
    assert "年报助手" in (await chat.heard("sendMessage")).text
    lines = [json.loads(line) for line in errors.decode().splitlines()]
    assert {"time", "level", "logger", "message"} <= lines[0].keys()
    assert TOKEN not in errors.decode()


def _stored(database: Path) -> int:
    with Archive(database, mode="ro") as archive:
        return len(archive.reports())


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        (None, "GONGKAI_TELEGRAM_TOKEN is not set"),
        ("no-token", "GONGKAI_TELEGRAM_TOKEN is no bot token"),
    ],
)
def test_a_missing_or_malformed_token_is_told_by_its_name(token: str | None, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence) as told:
        build_bot(Settings.model_validate({"telegram_token": token}))
    assert "no-token" not in str(told.value)


async def test_a_token_telegram_does_not_know_is_told_in_one_sentence(telegram: FakeTelegram, tmp_path: Path) -> None:
    settings = settings_of(telegram, tmp_path / "none.db", telegram_token="1" + TOKEN)
    with pytest.raises(UsageError, match="Telegram does not know the token in GONGKAI_TELEGRAM_TOKEN"):
        await serve(build_bot(settings), settings)


async def test_an_unreachable_server_is_told_in_one_sentence(telegram: FakeTelegram, tmp_path: Path) -> None:
    settings = settings_of(telegram, tmp_path / "none.db", telegram_api="http://127.0.0.1:9")
    with pytest.raises(GongkaiError, match=r"Telegram can.t be reached at http://127\.0\.0\.1:9") as told:
        await serve(build_bot(settings), settings)
    assert TOKEN not in str(told.value)


def test_no_log_line_holds_a_token() -> None:
    try:
        raise ValueError(f"GET http://127.0.0.1/bot{TOKEN}/getMe")
    except ValueError:
        record = logging.getLogger("test").makeRecord(
            "test", logging.ERROR, __file__, 1, "url %s", (f"/bot{TOKEN}/x",), sys.exc_info(), extra={"url": TOKEN}
        )
    line = JsonLines().format(record)
    assert TOKEN not in line
    assert json.loads(line)["message"] == "url /bot***/x"


@pytest.mark.parametrize("proxy", ["martian://127.0.0.1:1", "127.0.0.1"])
def test_a_proxy_that_can_not_be_used_is_told_by_its_name(proxy: str) -> None:
    with pytest.raises(UsageError, match="GONGKAI_TELEGRAM_PROXY"):
        build_bot(Settings.model_validate({"telegram_token": TOKEN, "telegram_proxy": proxy}))


async def test_it_waits_for_a_server_in_trouble(telegram: FakeTelegram, database: Path) -> None:
    telegram.garble("getMe", 2)
    settings = settings_of(telegram, database)
    serving = asyncio.create_task(serve(build_bot(settings), settings))
    assert "17" in (await telegram.chat(STAFF).ask("泰顺2018年收到申请数是多少")).text
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(serving, PATIENCE)

"""Kill -9 of the bot with files in flight: afterwards each is stored once, and told once."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from core.errors import GongkaiError
from store import Archive
from store.health import troubles
from tests.bot.conftest import SEEDS, STAFF
from tests.bot.fake_telegram import TOKEN, FakeTelegram
from tests.bot.test_bot_process import started_bot
from tests.torture.faults import ROUNDS
from tests.torture.tally import tried


@pytest.mark.parametrize("seed", range(ROUNDS))
async def test_the_bot_is_killed(tmp_path: Path, seed: int) -> None:
    chance = random.Random(f"bot {seed}")
    files = sorted(SEEDS.glob("*.txt"))
    async with FakeTelegram().serve() as telegram:
        settings = {
            "GONGKAI_DB": str(tmp_path / "a.db"),
            "GONGKAI_TELEGRAM_TOKEN": TOKEN,
            "GONGKAI_TELEGRAM_API": telegram.url,
            "GONGKAI_ALLOWED_IDS": str(STAFF),
        }
        chat = telegram.chat(STAFF)
        for file in files:
            chat.send_file(file.name, file.read_bytes())
        for _ in range(2):
            async with started_bot(tmp_path, **settings) as process:
                await asyncio.sleep(chance.uniform(0, 6))
                process.kill()
            tried("kill -9 of the bot with files in flight")
        polls = telegram.polls
        async with started_bot(tmp_path, **settings) as process:
            async with asyncio.timeout(240):
                while stored(tmp_path / "a.db") < len(files):
                    await asyncio.sleep(0.2)
            # All may have been stored before this one: it is told to end when it has begun.
            await telegram.polled(polls)
            await telegram.settled(2)
            process.terminate()
            assert await process.wait() == 0
        assert any(deed.method == "sendMessage" for deed in telegram.deeds)
    assert list(troubles(tmp_path / "a.db")) == []
    assert stored(tmp_path / "a.db") == len(files)
    assert not list(tmp_path.glob("gongkai-*-*"))


def stored(database: Path) -> int:
    """How many reports answer; none as long as there is no database."""
    try:
        with Archive(database, "ro") as archive:
            return len(archive.reports())
    except GongkaiError:
        return 0

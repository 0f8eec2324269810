"""Kill -9 of the bot with files in flight: afterwards each is stored once, and told once."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

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
        sent = [chat.send_file(file.name, file.read_bytes()) for file in files]
        for _ in range(2):
            async with started_bot(tmp_path, **settings) as process:
                await asyncio.sleep(chance.uniform(0, 6))
                process.kill()
            tried("kill -9 of the bot with files in flight")
        async with started_bot(tmp_path, **settings) as process:
            async with asyncio.timeout(120):
                while len(told(telegram)) < len(sent):
                    await telegram.next_deed()
            await telegram.settled()
            process.terminate()
            assert await process.wait() == 0
        # An answer that was on its way when the program was killed is sent once more rather than never.
        assert {*told(telegram)} == {*sent}
    assert list(troubles(tmp_path / "a.db")) == []
    with Archive(tmp_path / "a.db", "ro") as archive:
        assert len(archive.reports()) == len(files)
    assert not list(tmp_path.glob("gongkai-*-*"))


def told(telegram: FakeTelegram) -> list[int]:
    """The messages with files that were answered."""
    return [
        int((deed.parameters.get("reply_parameters") or {}).get("message_id") or 0)
        for deed in telegram.deeds
        if deed.method in ("sendMessage", "editMessageText") and "已存" in deed.text
    ]

"""What watches the bot hears how it does: starting, working, or without an answer of Telegram."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.app import build_bot, build_dispatcher
from bot.edge import health
from bot.edge.health import answering_health
from core.errors import UsageError
from store import Archive
from tests.bot.conftest import STAFF, settings_of, workers
from tests.bot.fake_telegram import FakeTelegram


def free_address() -> str:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{found.getsockname()[1]}"


async def test_the_bot_tells_how_it_does(
    telegram: FakeTelegram, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, chat = free_address(), telegram.chat(STAFF)
    settings = settings_of(telegram, database)
    async with answering_health(address) as watched, ClientSession(f"http://{address}") as client:

        async def asked(path: str) -> tuple[int, str]:
            async with client.get(path) as answer:
                return answer.status, await answer.text()

        assert await asked("/health") == (503, '{"status": "starting"}')
        with Archive(database) as archive:
            dispatcher, bot = build_dispatcher(archive, settings, workers()), build_bot(settings)
            watched.watch(dispatcher, bot, archive, polls=True)
            assert await asked("/health") == (200, '{"status": "ok"}')
            chat.say("泰顺2018年收到申请数是多少")
            for update in await bot.get_updates():
                await dispatcher.feed_update(bot, update)
            assert "17" in (await chat.heard("sendMessage")).text
            status, told = await asked("/metrics")
            assert status == 200
            assert 'gongkai_bot_updates_total{kind="message",outcome="ok"} 1.0' in told
            assert 'gongkai_bot_calls_total{method="sendMessage",outcome="ok"} 1.0' in told
            assert "gongkai_bot_files_waiting 0.0" in told
            monkeypatch.setattr(health, "_SILENCE", 0.0)
            assert (await asked("/health"))[0] == 503
            await bot.session.close()


@pytest.mark.parametrize("wrong", ["8081", "127.0.0.1:99999", "192.0.2.1:8081"])
async def test_where_it_cannot_listen_is_told(wrong: str) -> None:
    with pytest.raises(UsageError, match="GONGKAI_HEALTH_LISTEN"):
        async with answering_health(wrong):
            pass

"""Updates by webhook: taken only with the secret, and kept by Telegram until they are handled."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.app import build_bot, build_dispatcher
from bot.edge import webhook
from core.errors import UsageError
from store import Archive
from tests.bot.conftest import SEEDS, STAFF, settings_of, webhook_bot, workers
from tests.bot.fake_telegram import FakeTelegram

TAISHUN = SEEDS / "001_4d089b536d89bce8.txt"


async def test_a_conversation_by_webhook(telegram: FakeTelegram, empty_database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with webhook_bot(telegram, empty_database) as (archive, settings):
        assert telegram.webhook == (settings.webhook_url, "a-secret_of_ours")
        chat.send_file(TAISHUN.name, TAISHUN.read_bytes())
        assert await telegram.deliver(secret="") == 401
        assert await telegram.deliver(secret="guessed") == 401
        assert not telegram.deeds
        assert await telegram.deliver() == 200
        assert archive.inbox.waiting() or archive.jobs.of(1)
        await chat.until("已存入")
        chat.say("泰顺2018年收到申请数是多少")
        assert await telegram.deliver() == 200
        assert "17" in (await chat.heard("sendMessage")).text
    with pytest.raises(OSError):
        await asyncio.open_connection(*settings.webhook_listen.split(":"))


async def test_a_wrong_address_to_listen_at_is_told(telegram: FakeTelegram, empty_database: Path) -> None:
    settings = settings_of(telegram, empty_database, webhook_url="https://example.org/x", webhook_listen="8080")
    with Archive(empty_database) as archive, pytest.raises(UsageError, match="GONGKAI_WEBHOOK_LISTEN"):
        async with webhook.listening(build_dispatcher(archive, settings, workers()), build_bot(settings), settings):
            pass

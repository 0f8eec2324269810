"""The whole bot over real HTTP: the tests' Bot API server on one side, a real archive of the seeds on the other."""

from __future__ import annotations

import asyncio
import atexit
import shutil
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

# Before aiogram, whose objects are made as they are used then.
from bot import objects  # noqa: F401  # isort: skip
import pytest
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from teremok.validation import ApiRuleViolation, validate_method

from bot.app import build_bot, build_dispatcher
from bot.edge import webhook
from core import parse, read
from core.work.worker import Limits, Workers
from store import Archive
from store.intake.parsing import read_once
from store.settings import Settings
from tests.bot.fake_telegram import PATIENCE, TOKEN, Chat, FakeTelegram

SEEDS = Path(__file__).parents[2] / "seeds"
STAFF = 7
COLLEAGUE = 8
HEAD = 9
"""The administrator."""
GROUP = -1001


def settings_of(telegram: FakeTelegram, database: Path, **others: object) -> Settings:
    return Settings.model_validate(
        {
            "db": database,
            "telegram_token": TOKEN,
            "telegram_api": telegram.url,
            "allowed_ids": frozenset({STAFF, COLLEAGUE, GROUP}),
            "administrator_ids": frozenset({HEAD}),
            **others,
        }
    )


_shared: list[Workers] = []


def workers() -> Workers:
    """The worker processes all tests share: the import of the readers takes longer than most tests."""
    if not _shared:
        _shared.append(Workers(Limits(seconds=60), processes=2, ready=read_once))
        atexit.register(_shared[0].close)
    return _shared[0]


class OthersRules(BaseRequestMiddleware):
    """The Bot API's rules as teremok's authors read them, beside those of our own server."""

    def __init__(self) -> None:
        self.violations: list[str] = []

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if getattr(method, "rich_message", None) is not None:
            # They are older than rich messages.
            return await make_request(bot, method)
        try:
            validate_method(bot, method)
        except ApiRuleViolation as violation:
            self.violations.append(f"{method!r}: {violation}")
        return await make_request(bot, method)


@asynccontextmanager
async def running_bot(telegram: FakeTelegram, database: Path, **others: object) -> AsyncIterator[None]:
    """The bot as it runs, long polling the server, until the block ends. `others` are settings."""
    settings = settings_of(telegram, database, **others)
    with Archive(database) as archive:
        dispatcher = build_dispatcher(archive, settings, workers())
        bot = build_bot(settings)
        rules = OthersRules()
        bot.session.middleware(rules)
        polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
        try:
            await telegram.polled()
            yield
        finally:
            async with asyncio.timeout(PATIENCE):
                await dispatcher.stop_polling()
                await polling
    assert not rules.violations


@asynccontextmanager
async def webhook_bot(telegram: FakeTelegram, database: Path) -> AsyncIterator[tuple[Archive, Settings]]:
    """The bot as it runs by webhook, with its archive and settings, until the block ends."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{found.getsockname()[1]}"
    settings = settings_of(
        telegram,
        database,
        webhook_url=f"http://{address}/telegram",
        webhook_secret="a-secret_of_ours",
        webhook_listen=address,
    )
    with Archive(database) as archive:
        async with webhook.listening(build_dispatcher(archive, settings, workers()), build_bot(settings), settings):
            yield archive, settings


@pytest.fixture(scope="session")
def seeds_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the five seed reports; tests take copies."""
    path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    with Archive(path) as archive:
        for file in sorted(SEEDS.glob("*.txt")):
            data = file.read_bytes()
            document = read(data, file.name)
            archive.save(data, file.name, document, parse(document))
    return path


@pytest.fixture
def database(seeds_database: Path, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "gongkai.db"
    shutil.copy(seeds_database, path)
    yield path


def store_years(database: Path, figures: dict[int, int]) -> None:
    """泰顺's report of 2018 as reports of other years, with other numbers of requests received."""
    text = (SEEDS / "001_4d089b536d89bce8.txt").read_text("utf-8")
    with Archive(database) as archive:
        for year, received in figures.items():
            other = text.replace("2019", str(year + 1)) if year < 2018 else text
            data = other.replace("2018", str(year)).replace("17", str(received)).encode()
            document = read(data, f"{year}.txt")
            report = parse(document)
            assert report.identity.year == year
            archive.save(data, f"{year}.txt", document, report)


def store_copy(database: Path, county: str, code: str) -> None:
    """Another county's report with the words of 泰顺's."""
    text = (SEEDS / "001_4d089b536d89bce8.txt").read_text("utf-8").replace("泰顺县", county)
    document = read(text.encode(), f"{county}.txt")
    report = parse(document)
    assert report.identity.division_code == code
    with Archive(database) as archive:
        archive.save(text.encode(), f"{county}.txt", document, report)


@pytest.fixture
def empty_database(tmp_path: Path) -> Path:
    return tmp_path / "empty.db"


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram().serve() as server:
        yield server


@pytest.fixture
async def staff(telegram: FakeTelegram, database: Path) -> AsyncIterator[Chat]:
    """The private chat of a member of staff with a running bot over the seeds."""
    async with running_bot(telegram, database):
        yield telegram.chat(STAFF)

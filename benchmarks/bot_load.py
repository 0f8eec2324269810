"""How long people wait for the bot: 200 ask and 20 forward a report at once, beside a bare aiogram echo bot.

    python benchmarks/bot_load.py [--askers 200] [--senders 20] [--rounds 3]

Everything runs on this machine over real HTTP: the tests' Bot API server here, each bot in a process of its own.
Both bots get the same messages at the same moment; a wait is the time from a message to its answer at the server.
The bot's own pace of sending (Telegram allows thirty messages a second) is measured too, and lifted for the comparison
with the echo bot, which keeps none.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from core import parse, read  # noqa: E402
from store import Archive  # noqa: E402
from tests.bot.fake_telegram import TOKEN, FakeTelegram  # noqa: E402

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
FIRST_ASKER, FIRST_SENDER = 1_000, 5_000
QUESTIONS = (
    "泰顺2018年收到申请数是多少",
    "江山市行政服务中心管理办公室2013年收到多少件申请",
    "泰顺2018年有多少件行政复议",
    "how many requests did 泰顺 receive in 2018",
)


def serve_echo(url: str) -> None:
    """The bare minimum aiogram can do."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "file")

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    asyncio.run(dispatcher.start_polling(bot))


def serve_bot(url: str, database: Path, paced: bool) -> None:
    """The bot as `gongkai bot` runs it; without its pace of sending where that is not asked for."""
    from bot import app
    from store.settings import Settings

    everyone = frozenset([*range(FIRST_ASKER, FIRST_ASKER + 2_000), *range(FIRST_SENDER, FIRST_SENDER + 500)])
    settings = Settings.model_validate(
        {"db": database, "telegram_token": TOKEN, "telegram_api": url, "allowed_ids": everyone}
    )
    bot = app.build_bot(settings)
    if not paced:
        bot.session.middleware.unregister(bot.session.middleware[0])
    asyncio.run(app.serve(bot, settings))


@asynccontextmanager
async def running(telegram: FakeTelegram, process: BaseProcess) -> AsyncIterator[None]:
    process.start()
    try:
        async with asyncio.timeout(60):
            await telegram.polled()
        yield
    finally:
        process.terminate()
        process.join()


async def round_of(telegram: FakeTelegram, askers: int, senders: int, number: int) -> tuple[list[float], list[float]]:
    """One rush; the waits for an answer and, where files were sent, for the first word about each."""
    start, before = time.monotonic(), len(telegram.deeds)
    sent: dict[int, float] = {}
    for person in range(FIRST_SENDER, FIRST_SENDER + senders):
        seed = SEEDS[person % len(SEEDS)]
        # Other bytes each time: a file that is known is not read again.
        telegram.chat(person).send_file(seed.name, seed.read_bytes() + f"\n{number}-{person}".encode())
        sent[person] = time.monotonic()
    for person in range(FIRST_ASKER, FIRST_ASKER + askers):
        telegram.chat(person).say(QUESTIONS[person % len(QUESTIONS)])
        sent[person] = time.monotonic()
    waits: dict[int, float] = {}
    while len(waits) < len(sent):
        if time.monotonic() - start > 300:
            raise TimeoutError(f"{len(sent) - len(waits)} of {len(sent)} were never answered")
        await telegram.next_deed()
        now = time.monotonic()
        for deed in telegram.deeds[before:]:
            if deed.chat in sent and deed.chat not in waits:
                waits[deed.chat] = now - sent[deed.chat]
        before = len(telegram.deeds)
    return (
        [wait for person, wait in waits.items() if person < FIRST_SENDER],
        [wait for person, wait in waits.items() if person >= FIRST_SENDER],
    )


async def one_by_one(telegram: FakeTelegram) -> list[float]:
    """The waits of people who ask one after the other, each person a few times."""
    waits = []
    for number in range(60):
        chat = telegram.chat(FIRST_ASKER + number % 30)
        chat.heard_until = len(telegram.deeds)
        start = time.monotonic()
        chat.say(QUESTIONS[number % len(QUESTIONS)])
        await chat.heard("sendMessage")
        waits.append(time.monotonic() - start)
        await asyncio.sleep(0.05)
    return waits


async def measure(name: str, process_of: str, folder: Path, arguments: argparse.Namespace) -> tuple[float, float]:
    """Print the waits of some rounds; the median wait for an answer, alone and in a rush."""
    database = folder / f"{process_of}.db"
    with Archive(database) as archive:
        for file in SEEDS:
            data = file.read_bytes()
            document = read(data, file.name)
            archive.save(data, file.name, document, parse(document))
    context = multiprocessing.get_context("spawn")
    asked: list[float] = []
    forwarded: list[float] = []
    async with FakeTelegram().serve() as telegram:
        process: BaseProcess
        if process_of == "echo":
            process = context.Process(target=serve_echo, args=(telegram.url,))
        else:
            process = context.Process(target=serve_bot, args=(telegram.url, database, process_of == "paced"))
        async with running(telegram, process):
            await round_of(telegram, 5, 0, 0)
            alone = await one_by_one(telegram)
            for number in range(1, arguments.rounds + 1):
                asks, files = await round_of(telegram, arguments.askers, arguments.senders, number)
                asked += asks
                forwarded += files
                await asyncio.sleep(arguments.pause)
    for what, waits in (("one at a time", alone), ("all at once", asked), ("file received", forwarded)):
        if waits:
            print(f"{name:28}{what:16}median {statistics.median(waits):7.3f} s   worst {max(waits):7.3f} s")
    return statistics.median(alone), statistics.median(asked)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--askers", type=int, default=200)
    parser.add_argument("--senders", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pause", type=float, default=8.0, help="seconds between two rounds")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        echo = await measure("echo bot", "echo", Path(folder), arguments)
        ours = await measure("gongkai, not paced", "bare", Path(folder), arguments)
        await measure("gongkai, paced for Telegram", "paced", Path(folder), arguments)
    alone, rush = ours[0] / echo[0], ours[1] / echo[1]
    print(f"a question takes {alone:.1f} times what the echo takes, {rush:.1f} times where all ask at once")


if __name__ == "__main__":
    asyncio.run(main())

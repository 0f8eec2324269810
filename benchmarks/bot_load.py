"""How long people wait for the bot: 300 ask and 20 forward a report at once, beside a bare aiogram echo bot.

    python benchmarks/bot_load.py [--askers 300] [--senders 20] [--alone 60] [--rounds 5]

Everything runs on this machine over real HTTP: the tests' Bot API server here, each bot in a process of its own.
All bots get the same messages, in turn in each round; a wait is the time from a message to its answer at the server.
The echo bot answers a file with a word. What reading takes from the machine is told apart by another that has the same
files read, in worker processes as ours, and answers with a word too. Our logs are written.
The ratios at the end are of the quickest of the rounds: other work on the machine makes waits longer only.
The bot's own pace of sending (Telegram allows thirty messages a second) is measured too, beside the time that the pace
alone takes, and lifted for the comparison with the echo bots, which keep none.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.edge.pace import BURST, INTERVAL  # noqa: E402
from core import parse, read  # noqa: E402
from store import Archive  # noqa: E402
from tests.bot.fake_telegram import PATIENCE, TOKEN, FakeTelegram  # noqa: E402

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
FIRST_ASKER, FIRST_SENDER = 1_000, 5_000
QUESTIONS = (
    "泰顺2018年收到申请数是多少",
    "江山市行政服务中心管理办公室2013年收到多少件申请",
    "泰顺2018年有多少件行政复议",
    "how many requests did 泰顺 receive in 2018",
)


def serve_echo(url: str, reading: bool) -> None:
    """The bare minimum aiogram can do; `reading` has files fetched and read all the same."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    from store.intake.parsing import File, open_workers, parse_file
    from store.settings import Settings

    dispatcher = Dispatcher()
    workers = open_workers(Settings(), background=True)
    dispatcher.shutdown.register(workers.close)

    @dispatcher.message()
    async def echo(message: Message, bot: Bot) -> None:
        await message.answer(message.text or "file")
        if reading and message.document:
            content = await bot.download(message.document)
            assert content is not None
            await workers.run(parse_file, File("report.txt", content.read()))

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    asyncio.run(dispatcher.start_polling(bot))


def serve_bot(url: str, database: Path, paced: bool) -> None:
    """The bot as `gongkai bot` runs it; without its pace of sending where that is not asked for."""
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stderr(nowhere):
        _serve_bot(url, database, paced)


def _serve_bot(url: str, database: Path, paced: bool) -> None:
    from bot import app
    from bot.edge import logs
    from bot.edge.sending import Courteous
    from store.settings import Settings

    everyone = frozenset([*range(FIRST_ASKER, FIRST_ASKER + 2_000), *range(FIRST_SENDER, FIRST_SENDER + 500)])
    settings = Settings.model_validate(
        {"db": database, "telegram_token": TOKEN, "telegram_api": url, "allowed_ids": everyone}
    )
    logs.configure()
    bot = app.build_bot(settings)
    if not paced:
        bot.session.middleware.unregister(next(one for one in bot.session.middleware if isinstance(one, Courteous)))
    asyncio.run(app.serve(bot, settings))


class Waits(NamedTuple):
    """The waits for an answer in seconds, of each round: one question at a time, many at once, and beside files read.

    `work` is the processor time of the bot's process for each of many questions, in each round: what other work on the
    machine lengthens least.
    """

    alone: list[list[float]]
    rush: list[list[float]]
    busy: list[list[float]]
    files: list[list[float]]
    work: list[float]


class Running(NamedTuple):
    """A bot, the server it talks to, and what was measured of it."""

    telegram: FakeTelegram
    process: BaseProcess
    waits: Waits


def processor_seconds(process: BaseProcess) -> float:
    """What a process used so far, as Linux counts it."""
    assert process.pid is not None
    return time.clock_gettime((~process.pid << 3) | 2)


@asynccontextmanager
async def running(telegram: FakeTelegram, process: BaseProcess) -> AsyncIterator[None]:
    process.start()
    try:
        async with asyncio.timeout(PATIENCE):
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


async def one_by_one(telegram: FakeTelegram, questions: int) -> list[float]:
    """The waits of people who ask one after the other, each person a few times."""
    waits = []
    for number in range(questions):
        chat = telegram.chat(FIRST_ASKER + number % 30)
        chat.heard_until = len(telegram.deeds)
        start = time.monotonic()
        chat.say(QUESTIONS[number % len(QUESTIONS)])
        await chat.heard("sendMessage")
        waits.append(time.monotonic() - start)
        await asyncio.sleep(0.05)
    return waits


async def start(name: str, folder: Path, running_bots: AsyncExitStack) -> Running:
    """A bot that is awake: with a database of its own where it has one."""
    telegram = await running_bots.enter_async_context(FakeTelegram().serve())
    # The bots begin as forks of one process that has imported aiogram.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bot.app"])
    process: BaseProcess
    if name.startswith("echo"):
        process = context.Process(target=serve_echo, args=(telegram.url, name != "echo"))
    else:
        database = folder / f"{name}.db"
        with Archive(database) as archive:
            for file in SEEDS:
                data = file.read_bytes()
                document = read(data, file.name)
                archive.save(data, file.name, document, parse(document))
        process = context.Process(target=serve_bot, args=(telegram.url, database, "paced" in name))
    await running_bots.enter_async_context(running(telegram, process))
    await round_of(telegram, 5, 2, 0)
    return Running(telegram, process, Waits([], [], [], [], []))


async def measure(bot: Running, number: int, arguments: argparse.Namespace) -> None:
    """One round of each kind, and a pause after it: pace and files come to rest."""
    telegram, process, waits = bot
    waits.alone.append(await one_by_one(telegram, arguments.alone))
    used = processor_seconds(process)
    asked, _ = await round_of(telegram, arguments.askers, 0, number)
    waits.work.append((processor_seconds(process) - used) / arguments.askers)
    waits.rush.append(asked)
    await asyncio.sleep(arguments.pause)
    asked, received = await round_of(telegram, arguments.askers, arguments.senders, number)
    waits.busy.append(asked)
    waits.files.append(received)
    await asyncio.sleep(arguments.pause)


def tell(name: str, waits: Waits, arguments: argparse.Namespace) -> None:
    told = (
        ("one at a time", waits.alone),
        (f"{arguments.askers} at once", waits.rush),
        (f"while {arguments.senders} files came in", waits.busy),
        ("file received", waits.files),
    )
    for what, rounds in told:
        best, worst = min(map(statistics.median, rounds)), min(map(max, rounds))
        every = [wait for one in rounds for wait in one]
        print(
            f"{name:24}{what:26}best round: median {best:6.3f} s  worst {worst:6.3f} s"
            f"   all: median {statistics.median(every):6.3f} s  worst {max(every):6.3f} s"
        )
    print(f"{name:24}{'processor time':26}best round: {1000 * min(waits.work):6.2f} ms a question")


def quickest(waits: Waits) -> tuple[float, float, float, float]:
    """The shortest median of each kind, and the least processor time."""
    alone, rush, busy = (min(map(statistics.median, rounds)) for rounds in waits[:3])
    return alone, rush, busy, min(waits.work)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--askers", type=int, default=300)
    parser.add_argument("--senders", type=int, default=20)
    parser.add_argument("--alone", type=int, default=60, help="questions asked one after the other")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pause", type=float, default=8.0, help="seconds between two rounds")
    arguments = parser.parse_args()
    names = ("echo", "echo, files read", "gongkai", "gongkai, paced")
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as running_bots:
            bots = {name: await start(name, Path(folder), running_bots) for name in names}
            for number in range(1, arguments.rounds + 1):
                for bot in bots.values():
                    await measure(bot, number, arguments)
    for name, bot in bots.items():
        tell(name, bot.waits, arguments)
    messages = arguments.askers + arguments.senders
    last = min(map(max, bots["gongkai, paced"].waits.busy))
    least = (messages - BURST) * INTERVAL
    print(f"the pace takes {least:.1f} s for {messages} messages; the last came after {last:.1f} s")
    ours = quickest(bots["gongkai"].waits)
    for name in names[:2]:
        alone, rush, busy, work = (one / other for one, other in zip(ours, quickest(bots[name].waits), strict=True))
        print(
            f"against {name}: a question takes {alone:.1f} times as long, {rush:.1f} times where all ask at once, "
            f"{busy:.1f} times while files come in too, {work:.1f} times the processor time"
        )


if __name__ == "__main__":
    asyncio.run(main())

"""How the bot stands a bad hour, pressed into minutes: people ask, send files, press and correct all the while, and the
Bot API refuses, delays, breaks off, answers with pages of a gateway and sends updates that can't be decoded.

    python benchmarks/bot_soak.py [--minutes 10] [--seed 1]

At the end it tells what must hold: every question was answered once, every file was read once, nothing was written that
was not confirmed, no traceback was logged, and how the memory grew. The exit code is 1 where something does not hold.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from aiohttp import web  # noqa: E402

from core import parse, read  # noqa: E402
from store import Archive  # noqa: E402
from tests.bot.fake_telegram import TOKEN, Chat, Deed, FakeTelegram  # noqa: E402

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
PEOPLE = range(1_000, 1_060)
STRANGER = 666
TAISHUN = SEEDS[0].read_text("utf-8")
QUESTIONS = {
    "泰顺2018年收到申请数是多少": "17件",
    "泰顺2018年主动公开多少条": "22727条",
    "泰顺2018年网络申请数": "9件",
    "泰顺县2018年收到申请、网络申请、行政复议各多少": "17件",
    "how many requests did 泰顺 receive in 2018": "17",
}
ODD: list[dict[str, Any]] = [
    {"forward_origin": {"type": "hidden_user", "date": 1422450181}},
    {"forward_origin": {"type": "martian", "date": 1}},
    {"external_reply": {"origin": {"type": "user", "date": 1}, "story": {}}},
    {"poll": {"id": "1", "question": "?"}},
    {"entities": [{"type": 1}]},
]


@dataclass
class Weather:
    """What befalls the calls of the bot; one in `rarely` ends badly."""

    chance: random.Random
    rarely: int = 12
    befell: Counter[str] = field(default_factory=Counter)

    async def __call__(self, method: str, request: web.Request) -> web.Response | None:
        await asyncio.sleep(self.chance.expovariate(20))
        if self.chance.randrange(self.rarely):
            return None
        kind = self.chance.choice(["flood", "page", "json", "reset", "slow"])
        self.befell[kind] += 1
        if kind == "slow":
            await asyncio.sleep(3)
            return None
        if kind == "reset" and request.transport is not None:
            request.transport.close()
        if kind == "flood":
            told = {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests",
                "parameters": {"retry_after": 1},
            }
            return web.json_response(told, status=429)
        if kind == "json":
            return web.json_response({"ok": False, "error_code": 500, "description": "Internal"}, status=500)
        return web.Response(status=502, text="<html>502 Bad Gateway</html>", content_type="text/html")


@dataclass
class Traffic:
    """What the people do, and what must come of it."""

    telegram: FakeTelegram
    chance: random.Random
    asked: dict[tuple[int, int], str] = field(default_factory=dict)
    files: int = 0
    unconfirmed: int = 0

    def step(self) -> None:
        person = self.chance.choice(PEOPLE)
        chat = self.telegram.chat(person)
        match self.chance.randrange(14):
            case 0:
                self.files += 1
                chat.send_file(f"{self.files}.txt", f"{TAISHUN}\n{' ' * self.files}".encode())
            case 1:
                self.telegram.chat(STRANGER).send_other({"text": "看看", **self.chance.choice(ODD)})
            case 2 | 4 | 5:
                self.press(chat)
            case 3:
                self.telegram.push("martian_update", {"id": self.files})
            case _:
                question = self.chance.choice(list(QUESTIONS))
                extra = self.chance.choice([{}, {}, self.chance.choice(ODD[:3])])
                self.asked[person, chat.send_other({"text": question, **extra})] = QUESTIONS[question]

    def press(self, chat: Chat) -> None:
        """A button of the last message that has some, never 确定; half a correction now and then."""
        mine = [deed for deed in self.telegram.deeds[-400:] if deed.chat == chat.id and deed.message]
        prompts = [deed for deed in mine if "请回复这条消息" in deed.text]
        if prompts and self.chance.randrange(2):
            self.unconfirmed += 1
            chat.say("99 试试", reply_to=prompts[-1].message)
            return
        for deed in reversed(mine):
            labels = [label for label in deed.labels if label not in ("确定", "再试")]
            changing = [label for label in labels if label in ("核对单", "改数值", "改年份", "驳回") or " · " in label]
            if labels:
                chat.press(deed, self.chance.choice(changing or labels))
                return


def check(telegram: FakeTelegram, traffic: Traffic, database: Path, log: str) -> Iterator[str]:
    """What does not hold."""
    answers: Counter[tuple[int, int]] = Counter()
    wrong = 0
    for deed in telegram.deeds:
        key = (deed.chat or 0, _replies_to(deed))
        if deed.method in ("sendMessage", "sendRichMessage") and key in traffic.asked:
            answers[key] += 1
            wrong += traffic.asked[key] not in deed.text
    if wrong:
        yield f"{wrong} wrong answers"
    if missing := [key for key in traffic.asked if not answers[key]]:
        yield f"{len(missing)} of {len(traffic.asked)} questions without an answer"
    if twice := [key for key, count in answers.items() if count > 1]:
        yield f"{len(twice)} questions answered twice"
    with Archive(database) as archive:
        if archive.audit():
            yield f"{len(archive.audit())} changes written that nobody confirmed"
        if archive.jobs.waiting() or archive.inbox.waiting():
            yield f"{archive.jobs.waiting()} files and {archive.inbox.waiting()} updates left"
        stored = len(archive.report(archive.find_report(SEEDS[0].name)).versions) - 1
        if stored != traffic.files:
            yield f"{stored} versions of {traffic.files} files"
    if "Traceback" in log or "traceback" in log:
        yield "a traceback in the log"


def _replies_to(deed: Deed) -> int:
    return int((deed.parameters.get("reply_parameters") or {}).get("message_id") or 0)


async def soak(minutes: float, seed: int, pause: float) -> list[str]:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        database, log_file = Path(folder) / "soak.db", Path(folder) / "log"
        with Archive(database) as archive:
            for file in SEEDS:
                document = read(file.read_bytes(), file.name)
                archive.save(file.read_bytes(), file.name, document, parse(document))
        async with FakeTelegram().serve() as telegram:
            telegram.weather = weather = Weather(random.Random(seed + 1))
            telegram.knows_tables = True
            settings = {
                "GONGKAI_DB": str(database),
                "GONGKAI_TELEGRAM_TOKEN": TOKEN,
                "GONGKAI_TELEGRAM_API": telegram.url,
                "GONGKAI_ALLOWED_IDS": ",".join(map(str, PEOPLE)),
            }
            with log_file.open("wb") as log:
                bot = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-c", "import gongkai; gongkai.main()", "bot"),
                    cwd=folder,
                    env=os.environ | settings | {"PYTHONPATH": str(ROOT)},
                    stderr=log,
                )
                traffic = Traffic(telegram, chance)
                sizes = await _run(bot, telegram, traffic, minutes, pause)
                bot.terminate()
                await bot.wait()
            wrong = list(check(telegram, traffic, database, log_file.read_text()))
            if bot.returncode:
                wrong.append(f"exit code {bot.returncode}")
            print(f"{len(traffic.asked)} questions, {traffic.files} files, {traffic.unconfirmed} corrections begun;")
            print(f"befell: {dict(weather.befell)}; memory by minute in MB: {sizes}")
    return wrong


async def _run(
    bot: asyncio.subprocess.Process, telegram: FakeTelegram, traffic: Traffic, minutes: float, pause: float
) -> list[int]:
    """Let people do things for so long, then wait until the bot has done its part."""
    until, sizes, next_size = time.monotonic() + 60 * minutes, [], 0.0
    while time.monotonic() < until and bot.returncode is None:
        traffic.step()
        await asyncio.sleep(traffic.chance.expovariate(1 / pause))
        if time.monotonic() >= next_size:
            next_size = time.monotonic() + 60
            sizes.append(_megabytes(bot.pid))
    assert telegram.weather is not None
    telegram.weather = None
    await telegram.settled(quiet=20)
    return [*sizes, _megabytes(bot.pid)]


def _megabytes(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() >> 20


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pause", type=float, default=0.25, help="seconds between two things that people do")
    told = parser.parse_args()
    wrong = asyncio.run(soak(told.minutes, told.seed, told.pause))
    print("; ".join(wrong) or "everything holds")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

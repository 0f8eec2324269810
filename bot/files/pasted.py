"""A report pasted as text: put together where Telegram cut it, and stored like a file where a person says so."""

from __future__ import annotations

import asyncio
import re

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message, ReplyParameters, User

from bot.edge.access import may
from bot.edge.memory import Memory
from bot.edge.presses import PopUp, message_of
from bot.files.bringing import PASTED
from bot.files.queue import Queue, Upload
from bot.look import keyboards
from bot.look.words import Words
from core.errors import ReadError
from core.types import Language
from core.work.worker import Workers
from store import Archive
from store.desk.records import Role
from store.intake.parsing import File, parse_file

_SHORTEST = 150
_TITLE = re.compile(r"政府信息公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:年度)?报告")
_NAME = "text.txt"
_PART, _FULL = 3_500, 4_090
"""Characters from which on a message may be the first part of a longer text, and of one that was cut in a line."""
_GATHERING = 1.5
"""Seconds without a further part after which a text is whole."""


def pasted_router() -> Router:
    router = Router(name="pasted")
    router.callback_query.register(store, keyboards.PastedButton.filter())
    return router


class Pasting:
    """Puts together the messages that a long text came in: Telegram cuts at 4096 characters."""

    def __init__(self) -> None:
        self._open: dict[tuple[int, int], dict[int, str]] = {}

    async def whole(self, message: Message, person: User, text: str) -> str | None:
        """The text that ends with this message; None where a further part came, which stands for all."""
        key = message.chat.id, person.id
        if key not in self._open and len(text) < _PART:
            return text
        parts = self._open.setdefault(key, {})
        parts[message.message_id] = text
        count = len(parts)
        await asyncio.sleep(_GATHERING)
        if len(parts) > count:
            return None
        del self._open[key]
        told = [part for _, part in sorted(parts.items())]
        return "".join(part if len(part) >= _FULL else f"{part}\n" for part in told).rstrip("\n")


def looks_like_report(text: str) -> bool:
    """Whether it is worth reading a message as a report."""
    return len(text) >= _SHORTEST and _TITLE.search(text) is not None


async def offered(
    message: Message, text: str, person: User, archive: Archive, workers: Workers, memory: Memory, words: Words
) -> bool:
    """Offer to store a text that is the report of a body and year that are not stored yet; whether it is."""
    try:
        parsed = await workers.run(parse_file, File(_NAME, text.encode()))
    except ReadError:
        return False
    identity = parsed.report.identity
    name, year = identity.organization, identity.year
    if name is None or year is None or not parsed.report.facts:
        return False
    held = {body.id for body in archive.called(name)}
    if held and archive.reports(organizations=held, years=[year]):
        return False
    sent = await message.answer(
        words.pasted.format(report=f"{name} {year}", count=len(parsed.report.facts)),
        reply_markup=keyboards.pasted(words),
        reply_parameters=ReplyParameters(message_id=message.message_id),
    )
    memory.put(message.chat.id, sent.message_id, person.id, {"pasted": text})
    return True


async def store(
    callback: CallbackQuery, bot: Bot, queue: Queue, memory: Memory, role: Role, words: Words, language: Language
) -> None:
    if not may(role, "editor"):
        raise PopUp(words.editors_only)
    message = message_of(callback, words)
    text = memory.about(message.chat.id, message.message_id).get("pasted")
    if text is None:
        raise PopUp(words.expired)
    pasted = message.reply_to_message or message
    await queue.add(Upload(_NAME, PASTED + text, None), pasted, callback.from_user.id, language, bot)

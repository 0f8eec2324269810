"""A report pasted as text: checked as any text is, and stored like a file where a person says so."""

from __future__ import annotations

import re

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message, ReplyParameters

from bot.edge.access import may
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


def pasted_router() -> Router:
    router = Router(name="pasted")
    router.callback_query.register(store, keyboards.PastedButton.filter())
    return router


def looks_like_report(text: str) -> bool:
    """Whether it is worth reading a message as a report."""
    return len(text) >= _SHORTEST and _TITLE.search(text) is not None


async def offer(message: Message, archive: Archive, workers: Workers, words: Words) -> None:
    """Offer to store a text that is the report of a body and year that are not stored yet."""
    try:
        parsed = await workers.run(parse_file, File(_NAME, (message.text or "").encode()))
    except ReadError:
        return
    identity = parsed.report.identity
    name, year = identity.organization, identity.year
    if name is None or year is None or not parsed.report.facts:
        return
    held = {(body.id) for body in archive.organizations() if body.name == name}
    if held and archive.reports(organizations=held, years=[year]):
        return
    await message.answer(
        words.pasted.format(report=f"{name} {year}"),
        reply_markup=keyboards.pasted(words),
        reply_parameters=ReplyParameters(message_id=message.message_id),
    )


async def store(callback: CallbackQuery, bot: Bot, queue: Queue, role: Role, words: Words, language: Language) -> None:
    message = callback.message
    pasted = message.reply_to_message if isinstance(message, Message) else None
    if pasted is None or not pasted.text:
        await callback.answer(words.expired)
    elif not may(role, "editor"):
        await callback.answer(words.editors_only)
    else:
        await callback.answer()
        await queue.add(Upload(_NAME, PASTED + pasted.text, None), pasted, callback.from_user.id, language, bot)

"""An address that a person pastes: its report is taken in like a file."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import Message

from bot.edge.access import may
from bot.files.bringing import ADDRESS
from bot.files.queue import LONGEST_NAME, Queue, Upload
from bot.look.words import Words
from core.errors import ReadError
from core.types import Language
from store.desk.records import Role
from store.intake.web.addresses import cleaned, file_name


async def take_address(
    message: Message, text: str, bot: Bot, queue: Queue, role: Role, words: Words, language: Language, account: int
) -> None:
    """Take the report of an address in, for those who may store; it is fetched as the settings allow."""
    try:
        address = cleaned(text if "://" in text else f"http://{text}")
    except ReadError:
        await message.answer(words.addresses["not_had"].format(address=text[:LONGEST_NAME]))
        return
    if not may(role, "editor"):
        await message.answer(words.editors_only)
        return
    await queue.add(
        Upload(file_name(address)[-LONGEST_NAME:], ADDRESS + address, None), message, account, language, bot
    )

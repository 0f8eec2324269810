"""Which messages are meant for the bot: all in private, in a group only those that address it.

All filters are coroutines: aiogram runs any other callable in a thread, which takes longer than the answer.
"""

from __future__ import annotations

import re

from aiogram import Bot
from aiogram.enums import ChatType, MessageEntityType
from aiogram.filters import Filter
from aiogram.types import Message, User

from bot.edge.rich_words import words_of


class Slashed(Filter):
    """Anything that looks like a command: what comes after this filter need not look at questions."""

    async def __call__(self, message: Message) -> bool:
        return message.text is not None and message.text.startswith("/")


class Addressed(Filter):
    """A text meant for the bot, as `question`: any in private; in a group a mention of it or a reply to it."""

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, str]:
        words = words_of(message)
        if not words or words.startswith("/"):
            return False
        if message.chat.type == ChatType.PRIVATE:
            return {"question": words}
        me = await bot.me()
        mention = f"@{me.username}"
        if mention.lower() in (found.lower() for found in _mentions(message)):
            return {"question": _without(words, mention)}
        return {"question": words} if _replies_to(message, me) else False


class ForBot(Filter):
    """A file meant for the bot: any in private; in a group one whose caption mentions it or that replies to it."""

    async def __call__(self, message: Message, bot: Bot) -> bool:
        if not (message.document or message.photo):
            return False
        if message.chat.type == ChatType.PRIVATE:
            return True
        me = await bot.me()
        return _replies_to(message, me) or f"@{me.username}".lower() in (message.caption or "").lower()


class FileCalledTo(Filter):
    """In a group, a mention of the bot in reply to somebody's file, as `called_to`: that file is meant for it."""

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Message]:
        replied = message.reply_to_message
        if not message.text or replied is None or not (replied.document or replied.photo):
            return False
        me = await bot.me()
        mentioned = f"@{me.username}".lower() in (found.lower() for found in _mentions(message))
        return {"called_to": replied} if mentioned and message.chat.type != ChatType.PRIVATE else False


def caption_of(message: Message, username: str | None) -> str:
    """What stands with a file beside the mention of the bot."""
    return _without(message.caption or "", f"@{username}")


class Private(Filter):
    """Anything in a private chat."""

    async def __call__(self, message: Message) -> bool:
        return message.chat.type == ChatType.PRIVATE


def _replies_to(message: Message, person: User) -> bool:
    replied = message.reply_to_message
    return replied is not None and replied.from_user is not None and replied.from_user.id == person.id


def _mentions(message: Message) -> list[str]:
    return [e.extract_from(message.text or "") for e in message.entities or [] if e.type == MessageEntityType.MENTION]


def _without(text: str, mention: str) -> str:
    return re.sub(re.escape(mention), " ", text, flags=re.IGNORECASE).strip()

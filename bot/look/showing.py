"""Tables where they can be shown: tried first, in text where the Bot API server or the chat wants none."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramNotFound
from aiogram.types import InlineKeyboardMarkup, InputRichMessage, Message, ReplyParameters
from aiogram.utils.formatting import Text

from bot.edge.desk import Desk
from bot.edge.memory import Memory
from bot.look import keyboards
from bot.look.telling import tell
from bot.look.words import Words
from store import Archive
from store.desk.records import Tables

log = logging.getLogger(__name__)

Told = TypeVar("Told")

_OF_ANOTHER_KIND = ("not found", "can't be edited", "not enough rights")
"""What a refusal says that is not about tables."""


class Showing:
    """Who is shown tables. A server that does not know them is not asked again before the next start.

    No bot can know what the clients of a chat show: after its first table a chat is told how to have text instead.
    """

    def __init__(self, archive: Archive, desk: Desk, memory: Memory) -> None:
        self._archive = archive
        self._desk = desk
        self._memory = memory
        self._taken = False
        self._refused = False
        self._explained: set[int] = set()

    def choice(self, chat: int) -> Tables:
        """What a chat has chosen, else to be shown tables."""
        return self._archive.chats.tables(chat) or "automatic"

    async def choose(self, chat: int, choice: Tables) -> None:
        """Note what a chat wants from here on."""
        await self._desk.do(lambda archive: archive.chats.choose_tables(chat, choice))

    async def tell(
        self,
        message: Message,
        blocks: Sequence[Text],
        rich: InputRichMessage | None,
        markup: InlineKeyboardMarkup | None,
        words: Words,
        *,
        reply: bool = True,
    ) -> Message:
        """Answer a message, in its thread, with a table or its text."""
        answered = ReplyParameters(message_id=message.message_id, allow_sending_without_reply=True) if reply else None
        return await self.first_as_table(
            message.bot,
            message.chat.id,
            rich,
            lambda table: message.answer_rich(table, reply_markup=markup, reply_parameters=answered),
            lambda: tell(message, blocks, markup, reply=reply),
            words,
        )

    async def first_as_table(
        self,
        bot: Bot | None,
        chat: int,
        rich: InputRichMessage | None,
        as_table: Callable[[InputRichMessage], Awaitable[Told]],
        as_text: Callable[[], Awaitable[Told]],
        words: Words,
    ) -> Told:
        """Tell as a table where there is one and it can be shown, else as text."""
        if rich is None or self._refused or self.choice(chat) == "text":
            return await as_text()
        try:
            told = await as_table(rich)
        except (TelegramBadRequest, TelegramNotFound) as refusal:
            told = await as_text()
            self._note(refusal)
            return told
        self._taken = True
        if isinstance(told, Message):
            await self._explain(bot, chat, told.message_id, words)
        return told

    def _note(self, refusal: TelegramAPIError) -> None:
        """What went as text and not as a table: of a server that never took one, it is the last that is tried."""
        about_tables = not any(reason in refusal.message for reason in _OF_ANOTHER_KIND)
        if isinstance(refusal, TelegramNotFound) or (about_tables and not self._taken):
            self._refused = True
        log.warning("table told as text", extra={"reason": refusal.message, "for_good": self._refused})

    async def _explain(self, bot: Bot | None, chat: int, message: int, words: Words) -> None:
        """Behind the first table of a chat: how to have text, where the table can't be seen."""
        if bot is None or chat in self._explained or self._archive.chats.tables(chat) is not None:
            return
        self._explained.add(chat)
        await self.choose(chat, "automatic")
        try:
            sent = await bot.send_message(
                chat,
                words.tables_hint,
                reply_markup=keyboards.tables(words, "text"),
                reply_parameters=ReplyParameters(message_id=message, allow_sending_without_reply=True),
                disable_notification=True,
            )
        except TelegramAPIError as refusal:
            log.info("not explained", extra={"chat": chat, "reason": str(refusal)})
            return
        self._memory.put(chat, sent.message_id, chat, {"table": message})

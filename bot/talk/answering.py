"""Answers told in a chat: each with its buttons, remembered with its message, mended where its question is."""

from __future__ import annotations

import re
from functools import partial

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineKeyboardMarkup, Message, User

from bot.edge.memory import Memory
from bot.look import keyboards, render
from bot.look.paging import pages
from bot.look.showing import Showing
from bot.look.tables import rich_answer
from bot.look.words import words_of
from bot.talk.conversations import Conversations
from bot.talk.suggestions import rankable, suggestions
from bot.talk.trends import drawable
from core import answer
from core.types import Answer
from store import Archive

_MOST_QUESTIONS = 10
_LONGEST_QUESTION = 120
_END = re.compile(r"(?<=[？?])|\n")
_ASKS = re.compile(r"[？?]$|多少|几|吗|呢|哪|怎|是否|排第|排名|how|what|which", re.IGNORECASE)


def questions_in(text: str) -> list[str]:
    """The questions of a message that asks several; the text itself where it is one, or tells something."""
    parts = [part.strip() for part in _END.split(text) if part.strip()]
    several = 2 <= len(parts) <= _MOST_QUESTIONS
    if several and all(len(part) <= _LONGEST_QUESTION and _ASKS.search(part) for part in parts):
        return parts
    return [text]


def asks(text: str) -> bool:
    """Whether words that stand with a file ask something."""
    return len(text) <= _LONGEST_QUESTION and _ASKS.search(text) is not None


class Answering:
    """Asks core, and tells what it says."""

    def __init__(self, archive: Archive, conversations: Conversations, memory: Memory, showing: Showing) -> None:
        self._archive = archive
        self._showing = showing
        self._conversations = conversations
        self._memory = memory

    async def tell_all(self, message: Message, text: str, user: User) -> None:
        """Answer each question of a message on its own: one that is not understood refuses no other."""
        for question in questions_in(text):
            await self.tell(message, question, user)

    async def tell(self, message: Message, question: str, user: User) -> None:
        """Answer in the language of the question; the buttons hang under the last message."""
        await self._conversations.turn()
        before = self._conversations.context_of(message, user.id)
        told = answer(question, self._archive, context=before)
        words = words_of(told.language)
        blocks, rich = render.answer_blocks(told), rich_answer(told, words)
        sent = await self._showing.tell(message, blocks, rich, self.buttons(told), words)
        self._conversations.remember(message.chat.id, user.id, sent.message_id, told, before)
        self._memory.put(message.chat.id, message.message_id, user.id, {"answered_in": sent.message_id})

    async def mend(self, message: Message, question: str, user: User) -> bool:
        """Put the answer to a question that was edited in the place of its answer; False where there is none."""
        chat, number = message.chat.id, self._memory.about(message.chat.id, message.message_id).get("answered_in")
        if number is None or message.bot is None:
            return False
        before = self._conversations.context_of(message, user.id)
        told = answer(question, self._archive, context=before)
        words, text = words_of(told.language), pages(render.answer_blocks(told))[0]
        edit = partial(message.bot.edit_message_text, chat_id=chat, message_id=number, reply_markup=self.buttons(told))
        try:
            await self._showing.first_as_table(
                message.bot,
                chat,
                rich_answer(told, words),
                lambda table: edit(rich_message=table),
                lambda: edit(**text.as_kwargs()),
                words,
            )
        except TelegramBadRequest:
            return False
        self._conversations.remember(chat, user.id, number, told, before)
        return True

    def buttons(self, told: Answer) -> InlineKeyboardMarkup | None:
        """What hangs under an answer."""
        if told.choices:
            return keyboards.choices(told)
        if render.has_examples(told):
            return keyboards.examples(suggestions(self._archive, told.language))
        looked_up = told.status == "answered" and told.query is not None and told.query.operation == "lookup"
        rank = looked_up and len(told.rows) == 1 and rankable(told.rows[0], self._archive)
        trend = told.status == "answered" and drawable(told.rows, self._archive)
        return keyboards.under_answer(told, words_of(told.language), rank=rank, trend=trend)

"""What the bot remembers between two messages: the context of each conversation, the answer of each message."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from aiogram.types import Message, User

from core import answer
from core.types import Answer, Context
from store import Archive

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Recent(Generic[_Key, _Value]):
    """The last `size` values put in."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[_Key, _Value] = OrderedDict()

    def get(self, key: _Key) -> _Value | None:
        return self._values.get(key)

    def values(self) -> list[_Value]:
        return list(self._values.values())

    def put(self, key: _Key, value: _Value) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > self._size:
            self._values.popitem(last=False)


class Conversations:
    """Context per chat and user, so that people in one group do not inherit from each other."""

    def __init__(self, size: int = 5_000) -> None:
        self._turns = asyncio.Lock()
        self._contexts: Recent[tuple[int, int], Context] = Recent(size)
        self._answers: Recent[tuple[int, int], Answer] = Recent(size)

    async def turn(self) -> None:
        """Wait for the turn to be answered. In a rush what was answered goes out before more is answered."""
        async with self._turns:
            await asyncio.sleep(0)

    def context(self, chat: int, user: int) -> Context:
        return self._contexts.get((chat, user)) or Context()

    def remember(self, chat: int, user: int, message: int, answer: Answer) -> None:
        """Keep an answer and where it was told; only an answered question changes the context."""
        self._answers.put((chat, message), answer)
        if answer.status in ("answered", "not_reported", "no_report"):
            self._contexts.put((chat, user), answer.context)

    def again(self, message: Message, user: User, archive: Archive) -> Answer | None:
        """The answer that a message of the bot gave; after a restart the question it replied to is asked again."""
        known = self.answer(message.chat.id, message.message_id)
        if known is not None:
            return known
        asked = message.reply_to_message
        if asked is None or not asked.text:
            return None
        return answer(asked.text, archive, context=self.context(message.chat.id, user.id))

    def answer(self, chat: int, message: int) -> Answer | None:
        return self._answers.get((chat, message))

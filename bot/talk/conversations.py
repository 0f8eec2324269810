"""What a next question may leave out: the context of each conversation, and of each answer that is replied to."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from aiogram.types import Message
from pydantic import TypeAdapter, ValidationError

from bot.edge.memory import Memory
from bot.edge.recent import Recent
from core import answer
from core.types import Answer, Context, Language, Query
from store import Archive

_CONTEXTS: TypeAdapter[Context] = TypeAdapter(Context)
_CHANGES_CONTEXT = ("answered", "not_reported", "no_report")


class Conversations:
    """Context per chat and user, so that people in one group do not inherit from each other."""

    def __init__(self, archive: Archive, memory: Memory, size: int = 1_000) -> None:
        self._archive = archive
        self._memory = memory
        self._turns = asyncio.Lock()
        self._contexts: Recent[tuple[int, int], Context] = Recent(size)
        self._answers: Recent[tuple[int, int], Answer] = Recent(size)

    async def turn(self) -> None:
        """Wait for the turn to be answered. In a rush what was answered goes out before more is answered."""
        async with self._turns:
            await asyncio.sleep(0)

    def context(self, chat: int, user: int) -> Context:
        """That of the last answer a person got in a chat."""
        known = self._contexts.get((chat, user))
        if known is None:
            last = self._memory.last(chat, user, "asked")
            told = self._asked_again(last[1]["asked"]) if last else None
            known = told.context if told else Context()
            self._contexts.put((chat, user), known)
        return known

    def context_of(self, message: Message, user: int) -> Context:
        """That of the answer or sheet a message replies to, else that of the person's last answer in the chat."""
        replied = message.reply_to_message
        if replied is None:
            return self.context(message.chat.id, user)
        told = self.answer(message.chat.id, replied.message_id)
        if told is not None:
            return told.context
        report = self._memory.about(message.chat.id, replied.message_id).get("report")
        entry = next(iter(self._archive.reports(ids=[report])), None) if report is not None else None
        if entry is None:
            return self.context(message.chat.id, user)
        query = Query("lookup", organizations=(entry.organization_name,), years=(entry.year,))
        return Context(query, (entry.organization,))

    def remember(self, chat: int, user: int, message: int, told: Answer, before: Context) -> None:
        """Keep an answer and where it was told; only an answered question changes the context."""
        self._answers.put((chat, message), told)
        asked = {
            "question": told.question,
            "language": told.language,
            "before": _CONTEXTS.dump_python(before, mode="json"),
        }
        changes = told.status in _CHANGES_CONTEXT
        # What asks back is about the question too, but the conversation stays where it was.
        self._memory.put(chat, message, user, {"asked" if changes else "asked_back": asked})
        if changes:
            self._contexts.put((chat, user), told.context)

    def answer(self, chat: int, message: int) -> Answer | None:
        """The answer that a message of the bot gave; after a restart it is answered again from what it inherited."""
        known = self._answers.get((chat, message))
        if known is None:
            about = self._memory.about(chat, message)
            asked = about.get("asked") or about.get("asked_back")
            known = self._asked_again(asked) if asked else None
            if known is not None:
                self._answers.put((chat, message), known)
        return known

    def _asked_again(self, asked: Mapping[str, Any]) -> Answer | None:
        try:
            before = _CONTEXTS.validate_python(asked["before"])
        except ValidationError:
            # Of a version of the bot that knew other questions.
            return None
        language: Language = asked["language"]
        return answer(asked["question"], self._archive, context=before, language=language)

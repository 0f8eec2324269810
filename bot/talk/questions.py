"""Any text that is meant for the bot is a question."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message, User

from bot.edge.addressing import Addressed, Private
from bot.look import keyboards, render
from bot.look.telling import tell
from bot.look.words import Words, words_of
from bot.talk.conversations import Conversations
from bot.talk.suggestions import rankable, suggestions
from bot.talk.trends import drawable
from core import answer
from core.types import Language
from store import Archive

_SENT = frozenset({
    "text", "animation", "audio", "sticker", "story", "video", "video_note", "voice", "contact", "dice", "game", "poll",
    "venue", "location", "checklist", "paid_media", "rich_message",
})  # fmt: skip
"""What a person sends; all else tells of something that happened in the chat, and wants no answer."""


def questions_router() -> Router:
    router = Router(name="questions")
    router.message.register(greet, CommandStart())
    router.message.register(greet, Command("help"))
    router.message.register(list_reports, Command("reports"))
    router.message.register(ask_by_command, Command("ask"))
    router.message.register(ask, Addressed())
    router.message.register(not_understood, Private())
    router.callback_query.register(chosen, keyboards.Choose.filter())
    return router


async def greet(message: Message, bot: Bot, archive: Archive, words: Words, language: Language) -> None:
    me = await bot.me()
    blocks = render.help_blocks(words, suggestions(archive, language), me.username or "")
    await tell(message, blocks, reply=False)


async def list_reports(message: Message, archive: Archive, words: Words) -> None:
    await tell(message, render.holdings_blocks(archive.reports(), words), reply=False)


async def ask_by_command(
    message: Message,
    command: CommandObject,
    archive: Archive,
    conversations: Conversations,
    words: Words,
    language: Language,
    event_from_user: User,
) -> None:
    if command.args:
        await _tell(message, command.args, archive, conversations, event_from_user)
    else:
        example = next(iter(suggestions(archive, language)), "")
        await message.answer(words.ask_what.format(example=example))


async def ask(
    message: Message, question: str, archive: Archive, conversations: Conversations, event_from_user: User
) -> None:
    await _tell(message, question, archive, conversations, event_from_user)


async def not_understood(message: Message, words: Words) -> None:
    if message.content_type in _SENT:
        await message.answer(words.only_text_and_files)


async def chosen(
    callback: CallbackQuery,
    callback_data: keyboards.Choose,
    archive: Archive,
    conversations: Conversations,
    words: Words,
) -> None:
    """One of the meanings of an ambiguous question. After a restart the question is asked again to find it."""
    message = callback.message
    if not isinstance(message, Message):
        await callback.answer(words.expired)
        return
    told = conversations.answer(message.chat.id, message.message_id)
    choices = told.choices if told else ()
    question = next((c.question for c in choices if keyboards.digest(c.question) == callback_data.digest), None)
    if question is None:
        await callback.answer(words.expired)
        return
    await callback.answer()
    await _tell(message, question, archive, conversations, callback.from_user)


async def _tell(message: Message, question: str, archive: Archive, conversations: Conversations, user: User) -> None:
    """Answer in the language of the question; the buttons hang under the last message."""
    await conversations.turn()
    before = conversations.context_of(message, user.id)
    told = answer(question, archive, context=before)
    words = words_of(told.language)
    looked_up = told.status == "answered" and told.query is not None and told.query.operation == "lookup"
    rank = looked_up and len(told.rows) == 1 and rankable(told.rows[0], archive)
    trend = told.status == "answered" and drawable(told.rows, archive)
    markup = keyboards.choices(told) if told.choices else keyboards.under_answer(told, words, rank=rank, trend=trend)
    sent = await tell(message, render.answer_blocks(told), markup)
    conversations.remember(message.chat.id, user.id, sent.message_id, told, before)

"""Any text that is meant for the bot is a question."""

from __future__ import annotations

import re

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message, User

from bot.edge.access import may
from bot.edge.addressing import Addressed, Private
from bot.edge.memory import Memory
from bot.edge.presses import PopUp, message_of
from bot.files.addresses import take_address
from bot.files.pasted import Pasting, looks_like_report, offered
from bot.files.queue import Queue
from bot.look import keyboards, render, sheet
from bot.look.rich_sheet import rich_sheet
from bot.look.showing import Showing
from bot.look.telling import tell
from bot.look.words import Words
from bot.talk.answering import Answering
from bot.talk.conversations import Conversations
from bot.talk.reports import asks_for_received, tell_received
from bot.talk.suggestions import suggestions
from core.errors import UsageError
from core.types import Language
from core.work.worker import Workers
from store import Archive
from store.desk.records import Role

_SENT = frozenset({
    "text", "animation", "audio", "sticker", "story", "video", "video_note", "voice", "contact", "dice", "game", "poll",
    "venue", "location", "checklist", "paid_media", "rich_message",
})  # fmt: skip
"""What a person sends; all else tells of something that happened in the chat, and wants no answer."""

_ADDRESS = re.compile(r"(?:请?(?:看看?|打开|读)?\s*)?((?:https?://|www\.)\S+)\s*", re.IGNORECASE)


def questions_router() -> Router:
    router = Router(name="questions")
    router.message.register(open_report, CommandStart(deep_link=True))
    router.message.register(greet, CommandStart())
    router.message.register(greet, Command("help"))
    router.message.register(ask_by_command, Command("ask"))
    router.message.register(ask, Addressed())
    router.message.register(not_understood, Private())
    router.edited_message.register(ask_again, Addressed())
    router.callback_query.register(chosen, keyboards.Choose.filter())
    return router


async def greet(message: Message, bot: Bot, archive: Archive, words: Words, language: Language) -> None:
    me = await bot.me()
    examples = suggestions(archive, language)
    blocks = render.help_blocks(words, bool(examples), me.username or "")
    await tell(message, blocks, keyboards.examples(examples), reply=False)


async def open_report(
    message: Message,
    command: CommandObject,
    bot: Bot,
    archive: Archive,
    memory: Memory,
    showing: Showing,
    role: Role,
    words: Words,
    language: Language,
    event_from_user: User,
) -> None:
    """`/start r2`, as a link to the bot gives it: the check sheet of report 2."""
    number = re.fullmatch(r"r(\d{1,9})", command.args or "")
    try:
        stored = archive.report(int(number[1])) if number else None
    except UsageError:
        stored = None
    if stored is None:
        await greet(message, bot, archive, words, language)
        return
    markup = keyboards.under_sheet(stored, words, editing=may(role, "editor"))
    blocks, rich = sheet.blocks(stored, language), rich_sheet(stored, language)
    sent = await showing.tell(message, blocks, rich, markup, words, reply=False)
    memory.put(message.chat.id, sent.message_id, event_from_user.id, {"report": stored.id})


async def ask_by_command(
    message: Message,
    command: CommandObject,
    archive: Archive,
    answering: Answering,
    words: Words,
    language: Language,
    event_from_user: User,
) -> None:
    if command.args:
        await answering.tell_all(message, command.args, event_from_user)
    else:
        example = next(iter(suggestions(archive, language)), "")
        await message.answer(words.ask_what.format(example=example))


async def ask(
    message: Message,
    question: str,
    bot: Bot,
    archive: Archive,
    answering: Answering,
    pasting: Pasting,
    memory: Memory,
    workers: Workers,
    queue: Queue,
    role: Role,
    words: Words,
    language: Language,
    event_from_user: User,
) -> None:
    replied = message.reply_to_message
    if not question and replied is not None and replied.text:
        # Called to what somebody else asked.
        question = replied.text
    if not question:
        await greet(message, bot, archive, words, language)
    elif asks_for_received(question):
        await tell_received(message, archive, words)
    elif address := _ADDRESS.fullmatch(question):
        await take_address(message, address[1], bot, queue, role, words, language, event_from_user.id)
    else:
        whole = await pasting.whole(message, event_from_user, question)
        if whole is not None:
            is_new = may(role, "editor") and looks_like_report(whole)
            if not is_new or not await offered(message, whole, event_from_user, archive, workers, memory, words):
                await answering.tell_all(message, whole, event_from_user)


async def ask_again(message: Message, question: str, answering: Answering, event_from_user: User) -> None:
    """A question that was edited: its answer is, too. An edited report or a long message is left alone."""
    await answering.mend(message, question, event_from_user)


async def not_understood(message: Message, words: Words) -> None:
    if message.text and message.text.startswith("/"):
        await message.answer(words.no_such_command.format(command=message.text.split()[0][:40]))
    elif message.content_type in _SENT:
        await message.answer(words.only_text_and_files)


async def chosen(
    callback: CallbackQuery,
    callback_data: keyboards.Choose,
    archive: Archive,
    answering: Answering,
    conversations: Conversations,
    words: Words,
    language: Language,
) -> None:
    """A meaning of an ambiguous question, or an example. After a restart the question is asked again to find it."""
    message = message_of(callback, words)
    told = conversations.answer(message.chat.id, message.message_id)
    offered = [choice.question for choice in told.choices] if told else []
    offered += suggestions(archive, told.language if told else language)
    question = next((one for one in offered if keyboards.digest(one) == callback_data.digest), None)
    if question is None:
        raise PopUp(words.expired)
    await answering.tell(message, question, callback.from_user)

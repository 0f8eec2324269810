"""/settings: what a chat wants to be shown."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.edge.access import may
from bot.edge.memory import Memory
from bot.edge.presses import message_of, stored_of
from bot.look import keyboards, render, sheet
from bot.look.showing import Showing
from bot.look.telling import tell
from bot.look.words import Words
from bot.talk.answering import Answering
from bot.talk.conversations import Conversations
from core.types import Language
from store import Archive
from store.desk.records import Role, Tables


def preferences_router() -> Router:
    router = Router(name="preferences")
    router.message.register(tell_settings, Command("settings"))
    router.callback_query.register(choose_tables, keyboards.TablesButton.filter())
    return router


async def tell_settings(message: Message, showing: Showing, words: Words) -> None:
    now = showing.choice(message.chat.id)
    told = words.settings_title.format(now=words.tables_as_text if now == "text" else words.tables_as_tables)
    await message.answer(told, reply_markup=keyboards.tables(words, _other(now)))


async def choose_tables(
    callback: CallbackQuery,
    callback_data: keyboards.TablesButton,
    archive: Archive,
    answering: Answering,
    conversations: Conversations,
    memory: Memory,
    showing: Showing,
    role: Role,
    words: Words,
    language: Language,
) -> None:
    """From here on tables, or text; a table that could not be seen is told once more as text."""
    message, choice = message_of(callback, words), callback_data.choice
    chat = message.chat.id
    await showing.choose(chat, choice)
    unseen = memory.about(chat, message.message_id).get("table")
    await message.edit_text(words.tables_now_text if choice == "text" else words.tables_now_automatic)
    if choice == "automatic" or unseen is None:
        return
    memory.put(chat, message.message_id, callback.from_user.id, {})
    about, told = memory.about(chat, unseen), conversations.answer(chat, unseen)
    if told is not None:
        sent = await tell(message, render.answer_blocks(told), answering.buttons(told), reply=False)
    elif "report" in about:
        stored = stored_of(archive, about["report"], words)
        markup = keyboards.under_sheet(stored, words, editing=may(role, "editor"), undoing="undo" in about)
        sent = await tell(message, sheet.blocks(stored, language), markup, reply=False)
    else:
        return
    memory.put(chat, sent.message_id, callback.from_user.id, about)


def _other(choice: Tables) -> Tables:
    return "automatic" if choice == "text" else "text"

"""Files that people send to the bot: who may, and what a message says of its file."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message, User

from bot.edge.access import may
from bot.edge.addressing import FileCalledTo, ForBot, caption_of
from bot.edge.presses import PopUp
from bot.files.queue import PHOTO, Queue, Upload, name_of
from bot.look import keyboards
from bot.look.words import Words
from bot.talk.answering import Answering, asks
from core.types import Language
from store.desk.records import Role


def documents_router() -> Router:
    router = Router(name="documents")
    router.message.register(receive, ForBot())
    router.message.register(receive_other, FileCalledTo())
    router.callback_query.register(try_again, keyboards.AgainButton.filter())
    return router


async def receive(
    message: Message,
    bot: Bot,
    queue: Queue,
    answering: Answering,
    role: Role,
    words: Words,
    language: Language,
    event_from_user: User,
) -> None:
    """Take a file in. A question that stands with it is answered once it is read."""
    if not may(role, "editor"):
        await message.answer(words.editors_only)
        return
    me = await bot.me()
    read = await queue.add(_upload(message), message, event_from_user.id, language, bot)
    question = caption_of(message, me.username)
    if question and asks(question):
        if read is not None:
            await read.wait()
        await answering.tell_all(message, question, event_from_user)


async def receive_other(
    message: Message,
    called_to: Message,
    bot: Bot,
    queue: Queue,
    role: Role,
    words: Words,
    language: Language,
    event_from_user: User,
) -> None:
    """The bot is called to a file that somebody else sent."""
    if may(role, "editor"):
        await queue.add(_upload(called_to), called_to, event_from_user.id, language, bot)
    else:
        await message.answer(words.editors_only)


async def try_again(
    callback: CallbackQuery, callback_data: keyboards.AgainButton, bot: Bot, queue: Queue, role: Role, words: Words
) -> None:
    """What could not be fetched from Telegram may be had now."""
    if not may(role, "editor"):
        raise PopUp(words.editors_only)
    if not await queue.again(callback_data.batch, bot):
        raise PopUp(words.expired)


def _upload(message: Message) -> Upload:
    if message.document:
        document = message.document
        return Upload(name_of(document.file_name or "file"), document.file_id, document.file_size)
    assert message.photo is not None
    largest = message.photo[-1]
    return Upload(PHOTO, largest.file_id, largest.file_size)

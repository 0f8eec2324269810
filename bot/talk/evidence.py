"""The part of a page where a figure stands, framed: sent behind the words of its source, where the file has pages."""

from __future__ import annotations

from aiogram.types import BufferedInputFile, Message, ReplyParameters

from bot.look.words import Words
from core.document.fixed.standing import words_at
from core.document.framed import framed
from core.errors import ReadError
from core.types import Fact
from core.work.worker import Workers
from store import Archive, StoredReport


async def show_page(
    message: Message, stored: StoredReport, fact: Fact, archive: Archive, workers: Workers, words: Words
) -> None:
    """Send the picture in reply to the words of the source; nothing where there is none."""
    if fact.page is None:
        return
    (_, data) = archive.original(stored.id)
    wanted = words_at(stored.text, fact.start, fact.end, fact.page, is_cell=fact.source == "table")
    try:
        picture = await workers.run(framed, data, wanted)
    except ReadError:
        return
    if picture is not None:
        await message.answer_photo(
            BufferedInputFile(picture, "page.jpg"),
            caption=words.framed,
            reply_parameters=ReplyParameters(message_id=message.message_id, allow_sending_without_reply=True),
        )

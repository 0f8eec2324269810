"""Sending what takes one message or several."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import ForceReply, InlineKeyboardMarkup, Message, ReplyParameters
from aiogram.utils.formatting import Text

from bot.look.paging import pages


async def tell(
    message: Message,
    blocks: Sequence[Text],
    markup: InlineKeyboardMarkup | ForceReply | None = None,
    *,
    reply: bool = True,
) -> Message:
    """Answer a message, in its thread: what hangs below hangs under the last page, which replies to it."""
    *first, last = pages(blocks)
    for page in first:
        await message.answer(**page.as_kwargs())
    answered = ReplyParameters(message_id=message.message_id, allow_sending_without_reply=True) if reply else None
    return await message.answer(**last.as_kwargs(), reply_markup=markup, reply_parameters=answered)

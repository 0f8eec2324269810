"""Getting a file from Telegram: as long as bytes come, and again where they stop half-way."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import cast

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiohttp import ClientError, ClientTimeout

log = logging.getLogger(__name__)

_ATTEMPTS = 3
_PAUSE = 1.0
_SILENCE = ClientTimeout(total=None, sock_connect=30, sock_read=30)
"""A slow line may take an hour, so long as it never says nothing for half a minute."""


class TooLarge(Exception):
    """Telegram gives a bot no such file, or the settings allow none."""


class Lost(Exception):
    """The file could not be got."""


async def fetch(bot: Bot, source: str, largest: int) -> bytes:
    """The bytes of a file by its id. Raises TooLarge and Lost."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return await _fetch_once(bot, source, largest)
        except TelegramBadRequest as refusal:
            raise TooLarge if "too big" in refusal.message else Lost from None
        except (TelegramAPIError, ClientError, OSError, _Cut) as error:
            log.warning("file not fetched", extra={"attempt": attempt, "reason": type(error).__name__})
        if attempt < _ATTEMPTS:
            await asyncio.sleep(_PAUSE * attempt)
    raise Lost


class _Cut(Exception):
    """Fewer bytes came than were promised."""


async def _fetch_once(bot: Bot, source: str, largest: int) -> bytes:
    # Asked anew each time: the path is good for an hour only.
    file = await bot.get_file(source)
    if file.file_size is not None and file.file_size > largest:
        raise TooLarge
    if file.file_path is None:
        raise _Cut
    if bot.session.api.is_local and Path(file.file_path).is_absolute():
        data = await asyncio.to_thread(Path(file.file_path).read_bytes)
    else:
        data = await _download(bot, bot.session.api.file_url(bot.token, file.file_path), largest)
    if file.file_size is not None and len(data) < file.file_size:
        raise _Cut
    return data


async def _download(bot: Bot, url: str, largest: int) -> bytes:
    received = bytearray()
    # aiogram hands the timeout on to aiohttp, which takes more than a number.
    stream = bot.session.stream_content(url, timeout=cast(int, _SILENCE), raise_for_status=True)
    async for chunk in stream:
        received += chunk
        if len(received) > largest:
            raise TooLarge
    return bytes(received)

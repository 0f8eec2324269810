"""The menus of commands: everybody's, and the longer one of administrators, both in two languages."""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.look.words import CHINESE, ENGLISH

log = logging.getLogger(__name__)

_LANGUAGES = ((CHINESE, None), (ENGLISH, "en"))


async def show_menu(bot: Bot) -> None:
    """The menu of everybody."""
    for words, code in _LANGUAGES:
        await bot.set_my_commands(_commands(words.commands), language_code=code)


async def show_menu_of(bot: Bot, account: int, *, administrator: bool) -> None:
    """The menu of one person: an administrator's, or that of everybody."""
    scope = BotCommandScopeChat(chat_id=account)
    try:
        for words, code in _LANGUAGES:
            if administrator:
                commands = _commands((*words.commands, *words.administrator_commands))
                await bot.set_my_commands(commands, scope=scope, language_code=code)
            else:
                await bot.delete_my_commands(scope=scope, language_code=code)
    except TelegramBadRequest as refusal:
        # Who never wrote to the bot has no chat with it yet.
        log.info("no menu for a person", extra={"account": account, "reason": refusal.message})


def _commands(told: tuple[tuple[str, str], ...]) -> list[BotCommand]:
    return [BotCommand(command=name, description=about) for name, about in told]

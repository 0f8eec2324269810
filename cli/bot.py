"""`gongkai bot`: the Telegram bot."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from cli.due import tell_what_is_due
from cli.options import database_option, exists


@click.command()
@database_option
def bot(database: Path | None) -> None:
    """Run the Telegram bot.

    It needs GONGKAI_TELEGRAM_TOKEN, and answers only the users and chats of GONGKAI_ALLOWED_IDS.
    """
    from store.settings import load_settings

    settings = load_settings()
    # Looked at first, as the imports of the bot take seconds.
    settings.bot_token()
    from bot.app import run
    from store import Archive

    if database is not None:
        settings = settings.model_copy(update={"db": database})
    if exists(settings.db):
        # Opened for writing, as the bot will: that brings an older database up to date.
        with Archive(settings.db) as archive:
            tell_what_is_due(archive)
    # Ctrl-C is how a server is told to stop.
    with suppress(KeyboardInterrupt):
        run(settings)

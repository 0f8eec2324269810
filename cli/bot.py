"""`gongkai bot`: the Telegram bot."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from cli.options import database_option


@click.command()
@database_option
def bot(database: Path | None) -> None:
    """Run the Telegram bot.

    It needs GONGKAI_TELEGRAM_TOKEN, and answers only the users and chats of GONGKAI_ALLOWED_IDS.
    """
    from bot.app import run
    from store.settings import load_settings

    settings = load_settings()
    # Ctrl-C is how a server is told to stop.
    with suppress(KeyboardInterrupt):
        run(settings if database is None else settings.model_copy(update={"db": database}))

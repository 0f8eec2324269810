"""The Telegram bot: carries questions and reports in, answers out."""

import bot.objects  # noqa: F401

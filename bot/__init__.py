"""The Telegram bot: carries questions and reports in, answers out."""

"""The people of the bot, their roles, menus and the status."""

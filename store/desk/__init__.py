"""The bot's people, jobs and inbox, and what its messages are about."""

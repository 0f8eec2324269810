"""The bot's people, jobs and dialogues."""

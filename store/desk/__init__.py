"""The bot's people, jobs and dialogues, its inbox, and what its messages are about."""

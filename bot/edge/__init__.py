"""Where Telegram is met: who may come in, how fast, what is sent, the webhook, the logs."""

"""What a program is in the middle of being told by a person; it outlives a restart."""

from __future__ import annotations

import json
from datetime import datetime

from store.connection import Connection
from store.desk.records import Dialogue


class Dialogues:
    """At most one a person in each chat."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Dialogue, ...]:
        """Every dialogue under way, by chat and account."""
        rows = self._connection.all(
            "SELECT chat, account, state, data, changed_at FROM dialogues ORDER BY chat, account"
        )
        return tuple(
            Dialogue(chat, account, state, json.loads(data), datetime.fromisoformat(changed_at))
            for chat, account, state, data, changed_at in rows
        )

    def put(self, dialogue: Dialogue) -> None:
        """Note where a dialogue stands, in place of where it stood before."""
        with self._connection.writing():
            self._connection.run(
                "INSERT OR REPLACE INTO dialogues (chat, account, state, data, changed_at) VALUES (?, ?, ?, ?, ?)",
                *(dialogue.chat, dialogue.account, dialogue.state, json.dumps(dialogue.data)),
                dialogue.changed_at.isoformat(),
            )

    def end(self, chat: int, account: int) -> None:
        """Forget a dialogue."""
        with self._connection.writing():
            self._connection.run("DELETE FROM dialogues WHERE chat = ? AND account = ?", chat, account)

"""What each person is in the middle of telling, kept over a restart: which report, which figure.

An hour later the next message is hardly about it any more: it is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from bot.edge.desk import Desk
from store import Archive
from store.desk.records import Dialogue

_FRESH = timedelta(hours=1)


class KeptDialogues(BaseStorage):
    """aiogram's storage of states, in the archive. Reading is from memory; a change is written before it returns."""

    def __init__(self, archive: Archive, desk: Desk) -> None:
        self._desk = desk
        self._under_way = {(one.chat, one.account): one for one in archive.dialogues.all()}

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Without a state the dialogue is over, and its data are forgotten too."""
        name = state.state if isinstance(state, State) else state
        if name is not None:
            await self._put(Dialogue(key.chat_id, key.user_id, name, await self.get_data(key), _now()))
        elif self._under_way.pop((key.chat_id, key.user_id), None) is not None:
            await self._desk.do(lambda archive: archive.dialogues.end(key.chat_id, key.user_id))

    async def get_state(self, key: StorageKey) -> str | None:
        known = self._of(key)
        return known.state if known else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Before a state is set they are only remembered: what is written is whole."""
        await self._put(Dialogue(key.chat_id, key.user_id, await self.get_state(key), dict(data), _now()))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        known = self._of(key)
        return dict(known.data) if known else {}

    async def close(self) -> None:
        """The desk is closed by whoever opened it."""

    def _of(self, key: StorageKey) -> Dialogue | None:
        known = self._under_way.get((key.chat_id, key.user_id))
        return known if known and _now() - known.changed_at < _FRESH else None

    async def _put(self, now: Dialogue) -> None:
        self._under_way[now.chat, now.account] = now
        if now.state is not None:
            await self._desk.do(lambda archive: archive.dialogues.put(now))


def _now() -> datetime:
    return datetime.now().astimezone()

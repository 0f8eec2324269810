"""Who may do what: closed by default, and not a word to anyone else.

Readers ask, editors store and correct too, administrators manage people too.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import Chat, Message, TelegramObject, Update, User

from store import Archive
from store.desk.records import Role
from store.settings import Settings

_RANKS: dict[Role, int] = {"reader": 1, "editor": 2, "administrator": 3}

Ask = Callable[[Message], Awaitable[None]]


def may(role: Role | None, needed: Role) -> bool:
    """Whether a role includes another."""
    return role is not None and _RANKS.get(role, 0) >= _RANKS[needed]


def name_of(user: User) -> str:
    """A person as the audit names them."""
    return f"{user.full_name} ({user.id})"


class Access:
    """Roles that were given, on top of the settings: whoever they name is an editor, or an administrator."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._archive = archive
        self._settings = settings

    def role(self, user: int | None, chat: int | None) -> Role | None:
        """The person's own role, else that of the chat; None for strangers and whoever was turned away."""
        for party in (user, chat):
            if party is None:
                continue
            if self.is_fixed(party):
                return "administrator"
            given = self._archive.people.role(party)
            if given in _RANKS or given == "nobody":
                return given if given in _RANKS else None
            if party in self._settings.allowed_ids:
                return "editor"
        return None

    def is_fixed(self, account: int) -> bool:
        """Whether the settings make this an administrator, whatever else is said."""
        return account in self._settings.administrator_ids

    def is_stranger(self, user: int) -> bool:
        """Whether nobody decided about this person yet, nor was asked to."""
        return self._archive.people.role(user) is None

    def accounts(self) -> list[int]:
        """Everyone of whom something was said, in the settings or since."""
        given = {person.account for person in self._archive.people.all()}
        return sorted(given | self._settings.administrator_ids | self._settings.allowed_ids)

    def administrators(self) -> list[int]:
        """Everyone who manages people."""
        given = {person.account for person in self._archive.people.all() if person.role == "administrator"}
        return sorted(given | self._settings.administrator_ids)


class AllowedOnly(BaseMiddleware):
    """Gives handlers `role`, and drops every update of whoever has none; `ask` lets a stranger ask to be let in."""

    def __init__(self, access: Access, ask: Ask | None) -> None:
        self._access = access
        self._ask = ask

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        role = self._access.role(user.id if user else None, chat.id if chat else None)
        if role is not None:
            data["role"] = role
            return await handler(event, data)
        message = event.message if isinstance(event, Update) else None
        private = message is not None and message.chat.type == ChatType.PRIVATE
        if self._ask and message is not None and private and user and self._access.is_stranger(user.id):
            await self._ask(message)
        return None

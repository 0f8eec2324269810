"""No update that asks for work is lost, none is done twice: each is noted in the database before it is confirmed.

Work on an update begins at once, whatever the noting takes: another program that writes to the database holds up only
the confirming. Until then Telegram is asked for the same updates again, and those known are passed over.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, cast

from aiogram import BaseMiddleware, Bot, Dispatcher
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, TelegramObject, Update, User

from bot.edge.access import Access
from bot.edge.decoding import update_of
from bot.edge.desk import Desk
from store import Archive

log = logging.getLogger(__name__)

_AGAIN = 0.3
"""Seconds after which Telegram is asked again while updates are still to be noted."""
_REMEMBERED = 10_000


class Inbox(BaseMiddleware):
    """The updates under way: which are noted, which are handled. Also lets those of a stopping bot finish."""

    def __init__(self, archive: Archive, access: Access, desk: Desk) -> None:
        self._archive = archive
        self._access = access
        self._desk = desk
        self._tasks: set[asyncio.Task[Any]] = set()
        self._seen: dict[int, None] = {}
        self._noted: set[int] = set()
        self._settled: dict[int, asyncio.Event] = {}
        """Of each update that is neither noted nor handled, what tells when it is."""
        self._taken: list[tuple[int, str]] = []
        self._handled: list[int] = []
        self._writing: asyncio.Task[None] | None = None

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Update)
        again = data.pop("taken_up", False)
        if not again and not self._take(event, data):
            self._settle([event.update_id])
            return None
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            result = await handler(event, data)
        except asyncio.CancelledError:
            raise
        except BaseException:
            self._finish(event)
            raise
        else:
            self._finish(event)
            return result
        finally:
            self._tasks.discard(task)

    def expect(self, updates: Iterable[Update]) -> None:
        """Remember which updates were fetched."""
        for update in updates:
            self._settled.setdefault(update.update_id, asyncio.Event())

    def is_known(self, update: int) -> bool:
        """Whether an update was fetched before, in this run or an earlier one."""
        return update in self._settled or update in self._seen or self._archive.inbox.is_known(update)

    def first_unsettled(self) -> int | None:
        """The oldest update that must not be confirmed yet."""
        return min(self._settled, default=None)

    async def settled(self, update: int, seconds: float) -> bool:
        """Wait until an update may be confirmed; False where it takes longer."""
        event = self._settled.get(update)
        if event is not None:
            # Not wait_for, which may swallow that the polling is to end.
            try:
                async with asyncio.timeout(seconds):
                    await event.wait()
            except TimeoutError:
                return False
        return True

    async def take_up(self, dispatcher: Dispatcher, bot: Bot) -> None:
        """Go on with the updates that an earlier run did not come to the end of."""
        for number, body in await self._desk.do(lambda archive: archive.inbox.take_up()):
            self._seen[number] = None
            self._noted.add(number)
            update = update_of(json.loads(body), bot)
            if update is not None:
                start(dispatcher, bot, update, taken_up=True)

    async def finish(self, seconds: float) -> None:
        """Let the updates being handled finish, and note what was done. What takes longer stays noted."""
        if self._tasks:
            _, pending = await asyncio.wait(self._tasks, timeout=seconds)
            for task in pending:
                task.cancel()
        if self._writing is not None:
            await asyncio.wait([self._writing], timeout=seconds)

    def _take(self, update: Update, data: dict[str, Any]) -> bool:
        """Whether an update is to be handled: it is new. What asks for work is noted from here on."""
        number = update.update_id
        if number in self._seen or self._archive.inbox.is_known(number):
            return False
        self._seen[number] = None
        if len(self._seen) > _REMEMBERED:
            del self._seen[next(iter(self._seen))]
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        if not (update.message or update.edited_message or update.callback_query):
            self._settle([number])
        elif self._access.role(user.id if user else None, chat.id if chat else None) is not None:
            self._noted.add(number)
            self._taken.append((number, update.model_dump_json(exclude_unset=True, warnings=False)))
            self._write()
        return True

    def _finish(self, update: Update) -> None:
        """Nothing is left to do: the number is kept, so that the update is not handled again."""
        self._settle([update.update_id])
        if update.update_id in self._noted:
            self._noted.discard(update.update_id)
            self._handled.append(update.update_id)
            self._write()

    def _settle(self, updates: Iterable[int]) -> None:
        for number in updates:
            event = self._settled.pop(number, None)
            if event is not None:
                event.set()

    def _write(self) -> None:
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())

    async def _write_all(self) -> None:
        """Note what there is to note; what comes meanwhile goes together."""
        while self._taken or self._handled:
            await asyncio.sleep(0)
            taken, self._taken = self._taken, []
            handled, self._handled = self._handled, []
            try:
                await self._desk.do(lambda archive, t=taken, h=handled: archive.inbox.note(t, h))  # type: ignore[misc]
            except sqlite3.Error as error:
                # On a full disk questions are answered all the same.
                log.warning("updates not noted", extra={"updates": len(taken), "reason": str(error)})
            self._settle(number for number, _ in taken)


class Confirming(BaseRequestMiddleware):
    """Confirms updates only when they are noted or handled."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if method.__api_method__ != "getUpdates":
            return await make_request(bot, method)
        while (first := self._inbox.first_unsettled()) is not None and not await self._inbox.settled(first, _AGAIN):
            again = method.model_copy(update={"offset": first, "timeout": 0})
            response = await make_request(bot, again)
            updates = [update for update in _updates(response) if not self._inbox.is_known(update.update_id)]
            if updates:
                self._inbox.expect(updates)
                return cast(Response[TelegramType], updates)
        response = await make_request(bot, method)
        self._inbox.expect(_updates(response))
        return response


def start(dispatcher: Dispatcher, bot: Bot, update: Update, *, taken_up: bool = False) -> asyncio.Task[None]:
    """Handle an update in the background."""
    task = asyncio.create_task(_handle(dispatcher, bot, update, taken_up))
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)
    return task


_under_way: set[asyncio.Task[None]] = set()
"""A task that nobody holds may vanish."""


async def _handle(dispatcher: Dispatcher, bot: Bot, update: Update, taken_up: bool) -> None:
    try:
        await dispatcher.feed_update(bot, update, taken_up=taken_up)
    except Exception:
        log.exception("update failed", extra={"update": update.update_id})


def _updates(response: object) -> list[Update]:
    return response if isinstance(response, list) else []

"""Resources that clients watch: who is told when the content of one changes, whichever process stored something."""

from __future__ import annotations

import hashlib
import logging
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import anyio
from mcp.server import MCPServer
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.mcpserver.exceptions import ResourceError
from mcp.server.session import ServerSession
from mcp.server.subscriptions import InMemorySubscriptionBus, ResourceUpdated
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    SubscribeRequestParams,
    SubscriptionsListenRequestParams,
    UnsubscribeRequestParams,
)
from pydantic import ValidationError

from server.http.sessions import begun, is_of_handshake, offering
from store import Archive

SECONDS = 1.0
"""Between two looks at the database."""

MOST = 100
"""The most addresses that one session or stream may watch."""

LONGEST = 2_000
"""Characters of the longest address that may be watched."""

_WATCHING = "gongkai/watching"


class Watch:
    """Reads what is watched again after every commit to the database, and tells who watches what has changed.

    An address that nothing stands at may be watched too: its watchers are told when something does.
    """

    def __init__(self, archive: Archive) -> None:
        self.bus = InMemorySubscriptionBus()
        """Carries the changes to streams of `subscriptions/listen`."""
        self._archive = archive
        self._watchers: dict[str, dict[object, ServerSession | None]] = defaultdict(dict)
        self._seen: dict[str, str] = {}
        """A fingerprint of what stood at each address; none before the first look at it."""
        self._years: Sequence[int] = ()

    async def subscribing(self, ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
        """Middleware: sessions of the handshake watch by `resources/subscribe` and `resources/unsubscribe`."""
        if not is_of_handshake(ctx):
            return await call_next(ctx)
        match ctx.method:
            case "resources/subscribe":
                self._subscribe(ctx, SubscribeRequestParams.model_validate(ctx.params or {}, by_name=False).uri)
                return {}
            case "resources/unsubscribe":
                uri = UnsubscribeRequestParams.model_validate(ctx.params or {}, by_name=False).uri
                session = begun(ctx)
                session.state.get(_WATCHING, set()).discard(uri)
                self._forget([uri], session)
                return {}
            case "initialize":
                return offering(await call_next(ctx), "resources", {"subscribe": True})
        return await call_next(ctx)

    def _subscribe(self, ctx: ServerRequestContext[Any, Any], uri: str) -> None:
        session = begun(ctx)
        if _WATCHING not in session.state:
            session.state[_WATCHING] = set()
            session.ending.callback(lambda: self._forget(session.state[_WATCHING], session))
        watching: set[str] = session.state[_WATCHING]
        _refuse_too_much({*watching, uri}, "session: unsubscribe from some first")
        watching.add(uri)
        self._add([uri], session, ctx.session)

    async def listening(self, ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
        """Middleware: what a stream of `subscriptions/listen` asks for is watched while it is open."""
        wanted = _wanted(ctx)
        if not wanted:
            return await call_next(ctx)
        _refuse_too_much(wanted, "stream: open another for the rest")
        stream = object()
        self._add(wanted, stream, None)
        try:
            return await call_next(ctx)
        finally:
            self._forget(wanted, stream)

    async def run(self, server: MCPServer[Any]) -> None:
        """Look every second, until cancelled."""
        while True:
            await anyio.sleep(SECONDS)
            try:
                await self._look(server)
            except Exception:
                logging.getLogger(__name__).exception("Looking for changes failed; the next look is in a second")

    async def _look(self, server: MCPServer[Any]) -> None:
        if not self._watchers:
            return
        # Years are the same tuple until something is stored.
        stored = self._years is not (years := self._archive.years())
        self._years = years
        for uri in [uri for uri in self._watchers if stored or uri not in self._seen]:
            content = await _content(server, uri)
            if uri not in self._watchers:
                continue
            # Who came only just before something was stored is told to be sure.
            changed = stored and content != self._seen.get(uri)
            self._seen[uri] = content
            if changed:
                await self._tell(uri)

    async def _tell(self, uri: str) -> None:
        for session in list(self._watchers[uri].values()):
            if session is not None:
                # Who does not read what it is sent must not keep the others waiting.
                with anyio.move_on_after(SECONDS):
                    await session.send_resource_updated(uri)
        await self.bus.publish(ResourceUpdated(uri=uri))

    def _add(self, uris: Iterable[str], watcher: object, session: ServerSession | None) -> None:
        if not self._watchers:
            self._years = self._archive.years()
        for uri in uris:
            self._watchers[uri][watcher] = session

    def _forget(self, uris: Iterable[str], watcher: object) -> None:
        for uri in list(uris):
            watchers = self._watchers.get(uri, {})
            watchers.pop(watcher, None)
            if not watchers:
                self._watchers.pop(uri, None)
                self._seen.pop(uri, None)


def _refuse_too_much(uris: Collection[str], whose: str) -> None:
    if len(uris) > MOST:
        raise MCPError(INVALID_PARAMS, f"{MOST} addresses are the most for one {whose}.")
    if any(len(uri) > LONGEST for uri in uris):
        raise MCPError(INVALID_PARAMS, f"An address to watch has at most {LONGEST} characters: watch less of it.")


def _wanted(ctx: ServerRequestContext[Any, Any]) -> list[str]:
    if ctx.method != "subscriptions/listen":
        return []
    try:
        asked = SubscriptionsListenRequestParams.model_validate(ctx.params or {}, by_name=False)
    except ValidationError:
        return []  # and refused further in
    return asked.notifications.resource_subscriptions or []


async def _content(server: MCPServer[Any], uri: str) -> str:
    """A fingerprint of what stands at the address; empty where nothing does. Others get as long as it took, first."""
    began = time.monotonic()
    try:
        contents: Any = await server.read_resource(uri)
    except (ResourceError, MCPError):
        return ""
    finally:
        await anyio.sleep(time.monotonic() - began)
    digest = hashlib.sha256()
    for item in contents:
        digest.update(item.content.encode() if isinstance(item.content, str) else item.content)
    return digest.hexdigest()

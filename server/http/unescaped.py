"""Chinese goes over the wire as it is: three bytes a character, where the escapes of JSON take six."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Characters beyond ASCII, and not where a backslash before is itself escaped.
_ESCAPES = re.compile(rb"((?<!\\)(?:\\\\)*)((?:\\u(?!00[0-7])[0-9a-fA-F]{4})+)")
_ENDS = (b"\n\n", b"\r\n\r\n", b"\r\r")


def unescaped(body: bytes) -> bytes:
    """The same JSON with its characters beyond ASCII as they are."""
    return _ESCAPES.sub(lambda found: found[1] + _told(found[2]), body)


def _told(escapes: bytes) -> bytes:
    text = escapes.decode("unicode_escape")
    try:
        return text.encode()
    except UnicodeEncodeError:  # written in pairs
        return _paired(text, escapes)


def _paired(text: str, escapes: bytes) -> bytes:
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16").encode()
    except UnicodeDecodeError:  # half of a pair
        return escapes


class Unescaped:
    """Sends the JSON of an ASGI application, and that of its events, without escapes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        held: Message | None = None
        events = False

        async def plainly(message: Message) -> None:
            nonlocal held, events
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                events = kind.startswith("text/event-stream")
                # Its length is told with it: it waits for the body.
                held = message if kind.startswith("application/json") else None
                if held is None:
                    await send(message)
                return
            body = message.get("body", b"")
            if held is not None:
                if not message.get("more_body", False):
                    body = unescaped(body)
                    held["headers"] = list(held["headers"])
                    MutableHeaders(raw=held["headers"])["content-length"] = str(len(body))
                await send(held)
                held = None
            elif events and body.endswith(_ENDS):
                body = unescaped(body)
            await send({**message, "body": body} if message["type"] == "http.response.body" else message)

        await self._app(scope, receive, plainly)
        if held is not None:
            await send(held)

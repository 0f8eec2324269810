"""Where the bot listens, as settings tell it."""

from __future__ import annotations

from aiohttp import web

from core.errors import UsageError


def address_of(told: str, setting: str) -> tuple[str, int]:
    """Host and port of `HOST:PORT`. Raises UsageError that names the setting."""
    host, _, port = told.rpartition(":")
    if not host or not port.isdecimal():
        raise UsageError(f"{setting} is {told!r}: it looks like 127.0.0.1:8080.")
    return host.removeprefix("[").removesuffix("]"), int(port)


async def listen(runner: web.AppRunner, told: str, setting: str) -> None:
    """Listen there. Raises UsageError where that can't be done."""
    try:
        await web.TCPSite(runner, *address_of(told, setting)).start()
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(f"{setting} can't be listened at: {reason}.") from None

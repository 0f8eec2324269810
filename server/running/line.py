"""The event loop's end of the line to a process that works for calls: one message goes out, one comes back."""

from __future__ import annotations

import asyncio
import socket
import sys

from server.running.worker import PART, framed, whole


class Line:
    """Watched by the event loop as long as it is open: to begin and end that with every message costs more than to
    receive it. Used by one event loop at a time.
    """

    def __init__(self, end: socket.socket) -> None:
        end.setblocking(False)
        self._end = end
        self._loop: asyncio.AbstractEventLoop | None = None
        self._data = bytearray()
        self._message: bytes | None = None
        self._awaited: asyncio.Future[None] | None = None

    @property
    def open(self) -> bool:
        """Whether it is known to be: it has been watched since it was first used, and its other end is not closed."""
        return self._loop is not None

    async def send(self, message: bytes) -> None:
        """Send a message, to which another will come back. Raises OSError where the other end is closed."""
        loop = asyncio.get_running_loop()
        self._data.clear()
        self._message = None
        self._watch(loop)
        await loop.sock_sendall(self._end, framed(message))

    async def received(self) -> bytes:
        """The message that came back; who is cancelled while it waits takes nothing from who asks again.

        Raises OSError where the other end was closed before.
        """
        if self._message is None:
            self._awaited = asyncio.get_running_loop().create_future()
            await self._awaited
        if not self._message:
            raise ConnectionResetError
        return self._message

    def close(self) -> None:
        """End it, for the process too."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(self._end)
        self._end.close()

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        if sys.platform == "win32":  # whose event loop only receives
            self._listening = loop.create_task(self._listen(loop))
        elif self._loop is not loop:
            loop.add_reader(self._end, self._receive)
            self._loop = loop

    async def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        while self._message is None:
            try:
                self._take(await loop.sock_recv(self._end, PART))
            except OSError:
                self._take(b"")

    def _receive(self) -> None:
        try:
            part = self._end.recv(PART)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        if not part and self._loop is not None:
            self._loop.remove_reader(self._end)
            self._loop = None
        self._take(part)

    def _take(self, part: bytes) -> None:
        """Add what has come. The message is there when all of it is, and empty where the other end was closed."""
        self._data += part
        if self._message is None:
            self._message = whole(self._data) if part else b""
        if self._message is not None and self._awaited is not None and not self._awaited.done():
            self._awaited.set_result(None)

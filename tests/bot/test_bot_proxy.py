"""The bot behind a proxy: all its traffic goes through, files too, by HTTP CONNECT and by SOCKS5."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.bot.conftest import SEEDS, STAFF, running_bot
from tests.bot.fake_telegram import FakeTelegram

NAME, PORT = "api.telegram.example", 8081
"""No name server knows it: only a proxy reaches it."""

Target = tuple[str, int]
Greeting = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[Target]]


async def http_connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Target:
    request = (await reader.readuntil(b"\r\n\r\n")).decode()
    method, target, _ = request.partition("\r\n")[0].split()
    assert method == "CONNECT"
    writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
    host, _, port = target.rpartition(":")
    return host, int(port)


async def socks5(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Target:
    version, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    writer.write(b"\x05\x00")
    version, command, _, kind = await reader.readexactly(4)
    assert (version, command, kind) == (5, 1, 3)  # Connect to a name: the proxy looks it up.
    (length,) = await reader.readexactly(1)
    host = (await reader.readexactly(length)).decode()
    (port,) = struct.unpack(">H", await reader.readexactly(2))
    writer.write(b"\x05\x00\x00\x01" + bytes(6))
    return host, port


@asynccontextmanager
async def proxy(greet: Greeting, telegram: FakeTelegram) -> AsyncIterator[tuple[int, list[Target]]]:
    """A proxy in front of the Bot API server: its port, and whom it was asked to reach."""
    reached: list[Target] = []
    _, _, port = telegram.url.rpartition(":")

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.append(await greet(reader, writer))
        there, back = await asyncio.open_connection("127.0.0.1", int(port))
        async with asyncio.TaskGroup() as both:
            both.create_task(pass_on(reader, back))
            both.create_task(pass_on(there, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], reached
    finally:
        server.close()


async def pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while part := await source.read(65536):
            target.write(part)
            await target.drain()
    except ConnectionError:
        pass
    finally:
        target.close()


@pytest.mark.parametrize(("scheme", "greet"), [("http", http_connect), ("socks5", socks5)])
async def test_all_traffic_goes_through_the_proxy(
    scheme: str, greet: Greeting, telegram: FakeTelegram, database: Path
) -> None:
    report = next(iter(sorted(SEEDS.glob("*.txt"))))
    async with proxy(greet, telegram) as (port, reached):
        api = f"http://{NAME}:{PORT}"
        settings = {"telegram_api": api, "telegram_proxy": f"{scheme}://127.0.0.1:{port}"}
        async with running_bot(telegram, database, **settings):
            chat = telegram.chat(STAFF)
            assert "17件" in (await chat.ask("泰顺2018年收到申请数是多少")).text
            chat.send_file(report.name, report.read_bytes())
            assert "以前收过" in (await chat.until("以前收过")).text
    assert set(reached) == {(NAME, PORT)}

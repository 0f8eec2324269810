"""What reaches a client unasked: changes of the resources it watches, and log messages of its calls."""

from __future__ import annotations

import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.session import IncomingMessage
from mcp.server import MCPServer
from mcp.server.subscriptions import ResourceUpdated
from mcp.shared.exceptions import MCPError
from mcp_types import LoggingMessageNotificationParams, ResourceUpdatedNotification

from core import parse, read
from server.app import build_server
from server.http.sessions import SESSIONS
from server.http.settings import HttpSettings
from server.running import watching
from server.running.reading import Readers
from store import Archive
from tests.programs import forking, serving

# What 2026-07-28 took out of the protocol, clients of the handshake still call.
pytestmark = pytest.mark.filterwarnings(
    "ignore:resources/(un)?subscribe is removed", "ignore:The logging capability is deprecated"
)

NEXT_REPORT = "report://6"
WATCHED = ["gongkai://coverage", "gongkai://guide", "report://1", NEXT_REPORT]
CHANGING = ["gongkai://coverage", NEXT_REPORT]


@pytest.fixture
def own_database(tmp_path: Path, seeds_database: Path) -> Path:
    """A database of its own, which other processes than the server write to."""
    return Path(shutil.copy(seeds_database, tmp_path / "own.db"))


def store_one_more(database: Path) -> None:
    data = "泰顺县人民政府2016年政府信息公开工作年度报告\n2016年共收到政府信息公开申请12件。".encode()
    document = read(data, "2016.txt")
    with Archive(database) as archive:
        assert archive.save(data, "2016.txt", document, parse(document)).report == 6


@asynccontextmanager
async def served(transport: str, database: Path) -> AsyncIterator[Any]:
    """What a client connects to."""
    command = [sys.executable, "-m", "gongkai", "serve", "--db", str(database)]
    if transport == "stdio":
        program, *arguments = forking(command)
        yield StdioServerParameters(command=program, args=arguments)
    else:
        with serving([*command, "--http", "127.0.0.1:0"], {"GONGKAI_HTTP_SECONDS": "1"}) as url:
            yield url


@pytest.mark.parametrize("transport", ["stdio", "http"])
async def test_a_session_is_told_what_changed(transport: str, own_database: Path) -> None:
    told: list[str] = []
    all_told = anyio.Event()

    async def hear(message: IncomingMessage) -> None:
        if isinstance(message, ResourceUpdatedNotification):
            told.append(message.params.uri)
            if len(told) == len(CHANGING):
                all_told.set()

    async with (
        served(transport, own_database) as where,
        Client(where, mode="legacy", message_handler=hear) as client,
    ):
        for uri in [*WATCHED, "gongkai://years/2016"]:
            await client.subscribe_resource(uri)
        await client.unsubscribe_resource("gongkai://years/2016")
        await anyio.sleep(1.5)  # longer than a call may take: a stream that waits is none
        store_one_more(own_database)
        with anyio.fail_after(20):
            await all_told.wait()
        await anyio.sleep(1.5 * watching.SECONDS)
    assert sorted(told) == CHANGING


async def test_a_stream_is_told_what_changed(own_database: Path) -> None:
    async with (
        served("http", own_database) as where,
        Client(where) as client,
        client.listen(resource_subscriptions=WATCHED) as events,
    ):
        await anyio.sleep(1.5)
        store_one_more(own_database)
        with anyio.fail_after(20):
            told = [await anext(events) for _ in CHANGING]
    assert sorted(event.uri for event in told if isinstance(event, ResourceUpdated)) == CHANGING


async def test_a_session_that_ended_is_forgotten(server: MCPServer[Readers]) -> None:
    before = set(SESSIONS)
    async with Client(server, mode="legacy") as client, Client(server, mode="legacy") as other:
        await client.subscribe_resource("report://1")
        await other.set_logging_level("info")
        assert len(set(SESSIONS) - before) == 2
        (ends,) = {session.ending for session in SESSIONS.values() if "gongkai/watching" in session.state}
        ended: list[bool] = []
        ends.callback(lambda: ended.append(True))
    assert set(SESSIONS) == before and ended


async def test_a_session_over_http_is_forgotten_when_its_client_ends_it(server_url: str) -> None:
    headers = {"Accept": "application/json, text/event-stream"}
    said = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}

    async def told(http: httpx2.AsyncClient, method: str, **message: Any) -> httpx2.Response:
        return await http.post(server_url, json={"jsonrpc": "2.0", "method": method, **message})

    async with httpx2.AsyncClient(headers=headers) as http:
        begun = await told(http, "initialize", id=1, params=said)
        assert '"logging":{}' in begun.text and '"subscribe":true' in begun.text
        http.headers["Mcp-Session-Id"] = begun.headers["Mcp-Session-Id"]
        watching = await told(http, "resources/subscribe", id=2, params={"uri": "report://1"})
        assert "send notifications/initialized first" in watching.text
        assert (await told(http, "notifications/initialized")).status_code == 202
        watching = await told(http, "resources/subscribe", id=3, params={"uri": "report://1"})
        assert '"result":{}' in watching.text
        wrong = await told(http, "logging/setLevel", id=4, params={"level": "loud"})
        assert "-32602" in wrong.text
        assert (await http.delete(server_url)).status_code == 200


async def test_watching_has_a_limit(server: MCPServer[Readers]) -> None:
    async with Client(server, mode="legacy") as client:
        for number in range(watching.MOST):
            await client.subscribe_resource(f"report://{number}")
        await client.subscribe_resource("report://0")
        with pytest.raises(MCPError, match="unsubscribe from some first"):
            await client.subscribe_resource("gongkai://coverage")
        await client.unsubscribe_resource("report://0")
        with pytest.raises(MCPError, match="at most 2000 characters"):
            await client.subscribe_resource("report://" + "1" * watching.LONGEST)
    async with Client(server) as client:
        with pytest.raises(MCPError, match="open another"):
            async with client.listen(resource_subscriptions=[str(n) for n in range(watching.MOST + 1)]):
                pass


@pytest.mark.parametrize("mode", ["legacy", "auto"])
@pytest.mark.parametrize(
    ("level", "outcomes"),
    [(None, []), ("info", ["ok", "error"]), ("warning", ["error"]), ("critical", [])],
)
async def test_calls_are_logged_for_those_who_ask(
    server: MCPServer[Readers], mode: str, level: Any, outcomes: list[str]
) -> None:
    told: list[Any] = []

    async def hear(params: LoggingMessageNotificationParams) -> None:
        told.append((params.level, params.data["tool"], params.data["outcome"]))

    asked = level if mode == "auto" else None
    async with Client(server, mode=mode, logging_callback=hear, log_level=asked) as client:
        if mode == "legacy" and level is not None:
            await client.set_logging_level(level)
        await client.call_tool("get_report", {"report": 1})
        await client.call_tool("get_report", {"report": 99})
    levels = {"ok": "info", "error": "warning"}
    assert told == [(levels[outcome], "get_report", outcome) for outcome in outcomes]


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_a_call_that_took_too_long_is_logged(archive: Archive, mode: str) -> None:
    told: list[Any] = []

    async def hear(params: LoggingMessageNotificationParams) -> None:
        told.append((params.level, params.data["tool"], params.data["outcome"]))

    server = build_server(archive, HttpSettings.model_validate({"seconds": 0.05}))
    async with Client(server, mode=mode, logging_callback=hear, log_level="info" if mode == "auto" else None) as client:
        if mode == "legacy":
            await client.set_logging_level("info")
        with pytest.raises(MCPError, match="longer than"):
            await client.call_tool("parse_report", {"text": "2018年" * 100_000})
    assert told == [("warning", "parse_report", "error")]


async def test_several_servers_promise_no_session(archive: Archive) -> None:
    settings = HttpSettings.model_validate({"shared": "shared.db"})
    async with Client(build_server(archive, settings), mode="legacy") as client:
        assert client.server_capabilities.logging is None
        resources = client.server_capabilities.resources
        assert resources is not None and not resources.subscribe

"""The server as a process of its own, through the SDK's client on stdio and HTTP, and byte by byte."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import itertools
import json
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import quote

import anyio
import httpx2
import pytest
import uvicorn
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp_types import ElicitRequestFormParams, ElicitRequestParams, ElicitResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from core.errors import UsageError
from server.app import run
from server.http.limits import MOST_STREAMS, Pace
from server.http.metrics import Metrics
from server.http.opened import MOST_OF_A_CLIENT, Opened
from server.http.settings import HttpSettings, load_settings
from server.http.shared import open_shared, secret
from server.running.reading import AT_ONCE
from store.settings import Settings
from tests.programs import forking, serving, started
from tests.server.known import CALLS, PROMPTS, READABLE, RESOURCES, TEMPLATES, TOKEN, WRITING_TOOLS, is_stored, storing

ACCEPT = {"Accept": "application/json, text/event-stream"}
SHORT = "泰顺县人民政府2018年政府信息公开工作年度报告\n2018年共收到政府信息公开申请17件。"
SLOW = SHORT + "收到政府信息公开申请17件，" * 65_000
"""Takes some seconds to read."""
QUESTION = {"question": "泰顺2018年收到多少依申请公开申请？"}
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-11-25",
        "capabilities": {},
        "clientInfo": {"name": "tests", "version": "0"},
    },
}
ENVELOPE = {"protocolVersion": "2026-07-28", "clientCapabilities": {}, "clientInfo": {"name": "tests", "version": "0"}}

NAMED = {"Mcp-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": "store_report"}
STORING = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {
        "_meta": {f"io.modelcontextprotocol/{name}": value for name, value in ENVELOPE.items()},
        "name": "store_report",
        "arguments": {"text": SHORT},
    },
}


@pytest.mark.parametrize("mode", ["legacy", "auto"])
@pytest.mark.parametrize("transport", ["stdio", "http"])
async def test_python_client(transport: str, mode: str, forked_command: list[str], writable_url: str) -> None:
    """Every tool, resource, template and prompt."""
    program, *arguments = forked_command
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx2.AsyncClient(headers=headers, timeout=30) as http:
        where = (
            streamable_http_client(writable_url, http_client=http)
            if transport == "http"
            else StdioServerParameters(command=program, args=arguments)
        )
        await call_everything(Client(where, mode=mode))


async def call_everything(connecting: Client) -> None:
    async with connecting as client:
        assert [tool.name for tool in (await client.list_tools()).tools] == WRITING_TOOLS
        assert [str(one.uri) for one in (await client.list_resources()).resources] == RESOURCES
        templates = (await client.list_resource_templates()).resource_templates
        assert [one.uri_template for one in templates] == TEMPLATES
        called = [await client.call_tool(call["name"], call["arguments"]) for call in CALLS]
        assert not any(one.is_error for one in called)
        assert [row[4] for row in (called[0].structured_content or {})["rows"]] == [17]
        stored = await client.call_tool(**storing())
        assert is_stored(stored.structured_content or {})
        for uri in READABLE:
            assert (await client.read_resource(uri)).contents
        for name, given in PROMPTS.items():
            assert (await client.get_prompt(name, given)).messages


def test_stdout_carries_nothing_but_protocol(serve_command: list[str]) -> None:
    asked = [
        INITIALIZE,
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "ask", "arguments": QUESTION}},
        {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "get_report", "arguments": {}}},
        {"jsonrpc": "2.0", "id": 4, "method": "no/such"},
    ]
    lines = [json.dumps(message) for message in asked] + ["not json", ""]
    with subprocess.Popen(
        serve_command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write("\n".join(lines))
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(4)]
        process.stdin.close()
        rest = process.stdout.read()
    assert {answer["jsonrpc"] for answer in answers} == {"2.0"}
    assert {answer.get("id") for answer in answers} == {1, 2, 3, 4}
    assert [json.loads(line)["jsonrpc"] for line in rest.splitlines()] == ["2.0"] * len(rest.splitlines())
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "127.0.0.1"}, 200),
        ({"Host": "localhost:80", "Origin": "http://localhost"}, 200),
        ({"Origin": "http://localhost.example"}, 403),
        ({"Origin": "http://localhost:80@gongkai.example"}, 403),
        ({"Host": "gongkai.example"}, 421),
        ({"Host": "127.0.0.1.example:80"}, 421),
        ({"Origin": "http://gongkai.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_foreign_hosts_and_origins_are_refused(server_url: str, headers: dict[str, str], status: int) -> None:
    accept = {"Accept": "application/json, text/event-stream"}
    response = httpx2.post(server_url, json=INITIALIZE, headers=accept | headers)
    assert response.status_code == status


def test_a_request_too_large_is_refused(server_url: str) -> None:
    accept = {"Accept": "application/json, text/event-stream"}
    response = httpx2.post(server_url, json=INITIALIZE | {"x": "泰" * 2_000_000}, headers=accept)
    assert response.status_code == 413


ODD_BODIES = {
    "no UTF-8": b'{"jsonrpc":"2.0","id":1,"method":"\xff\xfe"}',
    "deep lists": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "a huge number": b'{"jsonrpc":"2.0","id":' + b"9" * 10_000 + b',"method":"ping"}',
    "several at once": json.dumps([INITIALIZE, INITIALIZE]).encode(),
    "nothing": b"",
    "null": b"null",
    "no JSON": b"x",
}


@pytest.mark.parametrize("body", ODD_BODIES)
def test_an_odd_body_is_a_wrong_request(server_url: str, body: str) -> None:
    headers = ACCEPT | {"Content-Type": "application/json"}
    told = httpx2.post(server_url, content=ODD_BODIES[body], headers=headers)
    assert told.status_code == 400 and "Traceback" not in told.text
    assert httpx2.get(server_url.replace("/mcp", "/health")).json() == {"status": "ok"}


def test_health(server_url: str) -> None:
    assert httpx2.get(server_url.replace("/mcp", "/health")).json() == {"status": "ok"}


@pytest.mark.parametrize(("modes", "sessions"), [(["legacy", "auto"], True), (["legacy"], False)])
async def test_it_stops_when_told_and_ends_its_calls(
    serve_command: list[str], tmp_path: Path, modes: list[str], sessions: bool
) -> None:
    environment = {} if sessions else {"GONGKAI_HTTP_SHARED": str(tmp_path / "shared.db")}
    with started([*serve_command, "--http", "127.0.0.1:0"], environment) as (process, url):
        async with contextlib.AsyncExitStack() as connections:
            clients = [await connections.enter_async_context(Client(url, mode=mode)) for mode in modes]
            await asyncio.gather(*(client.call_tool("parse_report", {"text": SHORT}) for client in clients))
            calls = [
                asyncio.ensure_future(client.call_tool("parse_report", {"text": SLOW[:15_000]})) for client in clients
            ]
            await asyncio.sleep(0.1)  # they run, and end well within the time that the server leaves them
            process.send_signal(signal.SIGTERM)
            assert all(returned.structured_content for returned in await asyncio.gather(*calls))
        assert process.wait(10) in (0, -signal.SIGTERM, 128 + signal.SIGTERM)


@pytest.mark.parametrize("mode", ["legacy", "auto"])
@pytest.mark.parametrize("transport", ["stdio", "http"])
async def test_long_reading_tells_progress_and_obeys_cancellation(
    transport: str, mode: str, serve_command: list[str], server_url: str
) -> None:
    program, *arguments = forking(serve_command)
    where = server_url if transport == "http" else StdioServerParameters(command=program, args=arguments)
    told: list[tuple[float, float | None]] = []

    async def tell(progress: float, total: float | None, message: str | None) -> None:
        told.append((progress, total))

    async with Client(where, mode=mode) as client:
        with anyio.move_on_after(1.8) as gone:
            async with anyio.create_task_group() as calls:
                for _ in range(AT_ONCE):
                    calls.start_soon(partial(client.call_tool, "parse_report", {"text": SLOW}, progress_callback=tell))
        assert gone.cancelled_caught
        # Both places are free again at once, not when the limit of time has passed.
        with anyio.fail_after(Settings().parse_seconds / 6):
            returned = await client.call_tool("parse_report", {"text": SHORT})
    assert (returned.structured_content or {})["rows"][0][1] == 17
    most = Settings().parse_total_seconds
    assert sorted(told)[:3] == [(0, most), (0, most), (1, most)]


async def test_without_a_session_closing_its_stream_cancels_a_call(serve_command: list[str], tmp_path: Path) -> None:
    async def parse(http: httpx2.AsyncClient, url: str, text: str) -> str:
        call = {"name": "parse_report", "arguments": {"text": text}}
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
        return (await http.post(url, json=message, headers=ACCEPT)).text

    environment = {"GONGKAI_HTTP_SHARED": str(tmp_path / "shared.db")}
    with serving([*serve_command, "--http", "127.0.0.1:0"], environment) as url:
        async with httpx2.AsyncClient(timeout=30) as http:
            with anyio.move_on_after(1.8) as gone:
                await asyncio.gather(*(parse(http, url, SLOW) for _ in range(AT_ONCE)))
            assert gone.cancelled_caught
            with anyio.fail_after(10):
                assert '"requests.received",17' in (await parse(http, url, SHORT)).replace("\\", "")


def children(process: subprocess.Popen[bytes]) -> list[Path]:
    threads = Path(f"/proc/{process.pid}/task").glob("*/children")
    return [Path("/proc") / number / "exe" for one in threads for number in one.read_text().split()]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_stdio_ends_when_told_with_what_it_reads(serve_command: list[str], told: signal.Signals) -> None:
    call = {"name": "parse_report", "arguments": {"text": SLOW}, "_meta": {"progressToken": 1}}
    sent = [
        INITIALIZE,
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call},
    ]
    with subprocess.Popen(serve_command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write("".join(json.dumps(message) + "\n" for message in sent).encode())
        process.stdin.flush()
        while b'"progress":1' not in process.stdout.readline():
            pass
        reading = children(process)
        process.send_signal(told)
        assert process.wait(5) == 128 + told
        # The last of them, multiprocessing's own, goes when it sees that the others have gone.
        deadline = time.monotonic() + 2
        while (left := [one for one in reading if one.exists()]) and time.monotonic() < deadline:
            time.sleep(0.05)
    assert reading and not left


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_metrics(server_url: str, mode: str) -> None:
    calls: list[tuple[str, dict[str, Any]]] = [("ask", QUESTION), ("get_report", {"report": 99}), ("x" * 50, {})]
    async with Client(server_url, mode=mode) as client:
        for name, arguments in calls:
            with contextlib.suppress(MCPError):
                await client.call_tool(name, arguments)
    unknown = {"Mcp-Protocol-Version": "2026-07-28", "Mcp-Method": "x/method"}
    meta = {f"io.modelcontextprotocol/{name}": value for name, value in ENVELOPE.items()}
    message = {"jsonrpc": "2.0", "id": 1, "method": "x/method", "params": {"_meta": meta}}
    assert "Method not found" in httpx2.post(server_url, json=message, headers=ACCEPT | unknown).text
    page = httpx2.get(server_url.replace("/mcp", "/metrics")).text
    assert 'method="unknown"' in page and "x/method" not in page
    for outcome, tool in (("ok", "ask"), ("error", "get_report")):
        assert f'gongkai_calls_total{{method="tools/call",outcome="{outcome}",tool="{tool}"}}' in page
    assert 'tool="unknown"' in page and "xxx" not in page
    assert "gongkai_call_seconds_bucket" in page
    assert httpx2.get(server_url.replace("/mcp", "/metrics"), headers={"Host": "gongkai.example"}).status_code == 421


def test_a_client_keeps_its_pace(serve_command: list[str]) -> None:
    with serving([*serve_command, "--http", "127.0.0.1:0"], {"GONGKAI_HTTP_RATE": "3"}) as url:
        responses = [httpx2.post(url, json=INITIALIZE, headers=ACCEPT) for _ in range(5)]
        assert [response.status_code for response in responses] == [200, 200, 200, 429, 429]
        assert 1 <= int(responses[3].headers["Retry-After"]) <= 21
        assert httpx2.get(url.replace("/mcp", "/health")).status_code == 200
        assert 'gongkai_refused_total{reason="rate"} 2.0' in httpx2.get(url.replace("/mcp", "/metrics")).text


def test_addresses_are_told_by_a_proxy_on_the_same_machine(serve_command: list[str]) -> None:
    with serving([*serve_command, "--http", "127.0.0.1:0"], {"GONGKAI_HTTP_RATE": "2"}) as url:

        def statuses(*told: str) -> list[int]:
            headers = [ACCEPT | {"X-Forwarded-For": address} for address in told]
            return [httpx2.post(url, json=INITIALIZE, headers=each).status_code for each in headers]

        assert statuses("192.0.2.1", "192.0.2.1", "192.0.2.1") == [200, 200, 429]
        assert statuses("192.0.2.2") == [200]
        # The proxy adds the address that it saw; what its client had written before it counts for nothing.
        assert statuses("192.0.2.9, 192.0.2.1", "192.0.2.8, 192.0.2.1", "127.0.0.1, 192.0.2.1") == [429] * 3
        # Who names no address is the machine itself.
        assert [httpx2.post(url, json=INITIALIZE, headers=ACCEPT).status_code for _ in range(3)] == [200, 200, 429]


def test_a_known_token_keeps_its_pace_from_every_address(serve_command: list[str]) -> None:
    environment = {"GONGKAI_HTTP_RATE": "2", "GONGKAI_HTTP_TOKENS": f"a={hashlib.sha256(b'a').hexdigest()}"}
    with serving([*serve_command, "--http", "127.0.0.1:0"], environment) as url:
        headers = [ACCEPT | {"Authorization": "Bearer a", "X-Forwarded-For": f"192.0.2.{n}"} for n in range(4)]
        assert [httpx2.post(url, json=INITIALIZE, headers=each).status_code for each in headers] == [200, 200, 429, 429]


def test_a_token_keeps_its_pace_wherever_it_is_shown(serve_command: list[str]) -> None:
    environment = {"GONGKAI_HTTP_RATE": "3", "GONGKAI_HTTP_TOKENS": f"a={hashlib.sha256(b'a').hexdigest()}"}
    with serving([*serve_command, "--http", "127.0.0.1:0"], environment) as url:
        health = url.replace("/mcp", "/health")
        asked = [httpx2.get(health, headers={"Authorization": "Bearer guessed"}).status_code for _ in range(4)]
        assert asked == [200, 200, 200, 429]
        assert httpx2.get(health).status_code == 200


async def test_a_client_holds_so_many_streams(server_url: str) -> None:
    meta = {f"io.modelcontextprotocol/{name}": value for name, value in ENVELOPE.items()}
    wanted = {"_meta": meta, "notifications": {"resourceSubscriptions": ["report://1"]}}
    message = {"jsonrpc": "2.0", "id": 1, "method": "subscriptions/listen", "params": wanted}
    headers = ACCEPT | {"Mcp-Protocol-Version": "2026-07-28", "Mcp-Method": "subscriptions/listen"}
    async with httpx2.AsyncClient(limits=httpx2.Limits(max_connections=None)) as http:
        async with contextlib.AsyncExitStack() as streams:
            asked = partial(http.stream, "POST", server_url, json=message, headers=headers)
            statuses = [(await streams.enter_async_context(asked())).status_code for _ in range(MOST_STREAMS + 1)]
            assert statuses == [200] * MOST_STREAMS + [429]
        with anyio.fail_after(5):
            while (await http.get(server_url)).status_code == 429:
                await anyio.sleep(0.05)


def test_a_client_opens_so_many_sessions_and_leaves_room_for_others(serve_command: list[str]) -> None:
    command = [*serve_command, "--http", "127.0.0.1:0"]
    hashes = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("one", "other")}
    environment = {"GONGKAI_HTTP_TOKENS": f"a={hashes['one']},b={hashes['other']}"}
    with serving(command, environment) as url, httpx2.Client(headers=ACCEPT) as http:

        def opened(name: str) -> httpx2.Response:
            return http.post(url, json=INITIALIZE, headers={"Authorization": f"Bearer {name}"})

        sessions = [opened("one") for _ in range(MOST_OF_A_CLIENT)]
        assert {one.status_code for one in sessions} == {200}
        assert opened("one").status_code == 429
        assert opened("other").status_code == 200
        mine = {"Authorization": "Bearer one", "mcp-session-id": sessions[0].headers["mcp-session-id"]}
        assert http.delete(url, headers=mine).status_code == 200
        assert opened("one").status_code == 200


def test_a_session_that_nobody_uses_leaves_its_place() -> None:
    now = 0.0
    opened = Opened(600, clock=lambda: now)
    for number in range(MOST_OF_A_CLIENT):
        opened.used(str(number), "a")
    assert not opened.may_open("a")
    now = 500
    opened.used("0", "a")
    now = 601
    assert opened.may_open("a")


def test_the_pace_comes_back_with_time() -> None:
    now = 0.0
    with closing(open_shared(None)) as shared:
        pace = Pace(60, shared, clock=lambda: now)
        assert [pace.wait("a") for _ in range(60)] == [0] * 60
        assert pace.wait("a") == 1
        assert pace.wait("b") == 0
        now = 2.5
        assert [pace.wait("a") for _ in range(3)] == [0, 0, 0.5]
        now = 62.5
        assert [pace.wait("a") for _ in range(61)] == [0] * 60 + [1]


async def test_a_call_that_takes_too_long_is_ended(serve_command: list[str]) -> None:
    with serving([*serve_command, "--http", "127.0.0.1:0"], {"GONGKAI_HTTP_SECONDS": "3"}) as url:
        modes = ["legacy", "auto"]
        assert len(modes) == AT_ONCE
        await asyncio.gather(is_refused_without_its_end(url), *(is_ended(url, mode) for mode in modes))
        # Their places are free, as soon as processes stand ready again that read.
        for mode in modes:
            async with Client(url, mode=mode) as client:
                with anyio.fail_after(60):
                    while not await _reads(client):
                        await asyncio.sleep(0.2)


async def is_refused_without_its_end(url: str) -> None:
    """A request whose body never ends."""
    host, port = url.split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"POST /mcp HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 9\r\n".encode())
    writer.write(b"Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n\r\n{")
    assert (await asyncio.wait_for(reader.readline(), 15)).split()[1] == b"503"
    writer.close()


async def is_ended(url: str, mode: str) -> None:
    async with Client(url, mode=mode) as client:
        with pytest.raises(MCPError, match="longer than 3 seconds: ask for less"), anyio.fail_after(20):
            await client.call_tool("parse_report", {"text": SLOW})


async def _reads(client: Client) -> bool:
    try:
        return not (await client.call_tool("parse_report", {"text": SHORT})).is_error
    except MCPError:
        return False


async def test_a_session_is_of_its_client_and_rights_of_its_request(tmp_path: Path, seeds_database: Path) -> None:
    own = shutil.copy(seeds_database, tmp_path / "own.db")
    given = {"reads": "a", "writes": "a:write", "other": "b:write"}
    tokens = ",".join(f"{name}={hashlib.sha256(token.encode()).hexdigest()}" for token, name in given.items())
    command = [sys.executable, "-m", "gongkai", "serve", "--db", str(own), "--http", "127.0.0.1:0"]
    with serving(command, {"GONGKAI_HTTP_TOKENS": tokens}) as url:

        def post(token: str, message: dict[str, Any], session: str = "") -> httpx2.Response:
            headers = ACCEPT | {"Authorization": f"Bearer {token}"} | ({"mcp-session-id": session} if session else {})
            return httpx2.post(url, json=message, headers=headers, timeout=30)

        session = post("writes", INITIALIZE).headers["mcp-session-id"]
        assert post("other", {"jsonrpc": "2.0", "id": 2, "method": "ping"}, session).status_code == 404
        store = {"name": "store_report", "arguments": {"text": SHORT.replace("2018", "2016")}}
        call = {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": store}
        assert "no right to write" in post("reads", call, session).text
        assert "stored" in post("writes", call, session).text


async def test_only_a_token_to_write_stores(tmp_path: Path, seeds_database: Path) -> None:
    own = tmp_path / "own.db"
    shutil.copy(seeds_database, own)
    hashes = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("reader", "writer")}
    environment = {"GONGKAI_HTTP_TOKENS": f"a={hashes['reader']},b:write={hashes['writer']}"}
    command = [sys.executable, "-m", "gongkai", "serve", "--db", str(own), "--http", "127.0.0.1:0"]
    with serving(command, environment) as url:
        assert httpx2.get(url.replace("/mcp", "/metrics")).status_code == 401
        outcomes = {}
        for token in ("reader", "writer"):
            headers = {"Authorization": f"Bearer {token}"}
            assert httpx2.get(url.replace("/mcp", "/metrics"), headers=headers).status_code == 200
            async with (
                httpx2.AsyncClient(headers=headers, timeout=30) as http,
                Client(streamable_http_client(url, http_client=http)) as client,
            ):
                returned = await client.call_tool("store_report", {"text": SHORT.replace("2018", "2016")})
                outcomes[token] = (returned.structured_content or {}).get("outcome"), returned.is_error or False
                asked = await client.call_tool("ask", {"question": "泰顺2016年收到多少申请？"})
                assert (asked.structured_content or {})["status"] == ("answered" if token == "writer" else "no_report")
    assert outcomes == {"reader": (None, True), "writer": ("stored", False)}


async def test_tokens_of_an_issuer(serve_command: list[str]) -> None:
    said = {
        "good": {"active": True, "scope": "read", "client_id": "a", "aud": ["http://127.0.0.1/mcp"]},
        "elsewhere": {"active": True, "scope": "read", "client_id": "a", "aud": "http://127.0.0.1/other"},
        "no right": {"active": True, "scope": "", "client_id": "a", "aud": "http://127.0.0.1/mcp"},
        "gone": {"active": False},
        "odd": ["active"],
    }

    async def about(request: Request) -> Response:
        return JSONResponse({"introspection_endpoint": f"{request.base_url}ask"})

    async def asked(request: Request) -> Response:
        assert request.headers["Authorization"] == "Basic c2VydmVyOnNlY3JldA=="
        return JSONResponse(said[(await request.body()).decode().partition("=")[2].replace("+", " ")])

    routes = [Route("/.well-known/oauth-authorization-server", about), Route("/ask", asked, methods=["POST"])]
    async with running(Starlette(routes=routes)) as issuer:
        environment = {
            "GONGKAI_HTTP_ISSUER": issuer,
            "GONGKAI_HTTP_ISSUER_NAME": "server",
            "GONGKAI_HTTP_ISSUER_SECRET": "secret",
            "GONGKAI_HTTP_ADDRESS": "http://127.0.0.1/mcp",
        }
        with serving([*serve_command, "--http", "127.0.0.1:0"], environment) as url:
            async with httpx2.AsyncClient() as http:
                statuses = {
                    token: (
                        await http.post(url, json=INITIALIZE, headers=ACCEPT | {"Authorization": f"Bearer {token}"})
                    ).status_code
                    for token in said
                }
                told = await http.get(url.replace("/mcp", "/.well-known/oauth-protected-resource/mcp"))
                stored = await http.post(url, json=STORING, headers=ACCEPT | NAMED | {"Authorization": "Bearer good"})
    assert statuses == {"good": 200, "elsewhere": 401, "no right": 403, "gone": 401, "odd": 401}
    assert told.json()["authorization_servers"] == [issuer]
    assert told.json()["scopes_supported"] == ["read", "write"]
    assert stored.status_code == 403 and stored.json()["error"] == "insufficient_scope"
    challenge = stored.headers["WWW-Authenticate"]
    assert 'scope="read write"' in challenge and "/.well-known/oauth-protected-resource/mcp" in challenge


async def test_stdio_stores_only_with_the_setting(tmp_path: Path, seeds_database: Path) -> None:
    own = tmp_path / "own.db"
    shutil.copy(seeds_database, own)
    command = [sys.executable, "-m", "gongkai", "serve", "--db", str(own)]
    program, *arguments = forking(command, {"GONGKAI_STDIO_WRITE": "true"})
    async with Client(StdioServerParameters(command=program, args=arguments)) as client:
        returned = await client.call_tool("store_report", {"text": SHORT.replace("2018", "2016")})
    assert (returned.structured_content or {})["outcome"] == "stored"


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_a_question_goes_back_over_http(server_url: str, mode: str) -> None:
    async with Client(server_url, mode=mode, elicitation_callback=pick) as client:
        called = await client.call_tool("ask", {"question": "收到多少依申请公开申请？"})
    assert (called.structured_content or {})["status"] == "answered"


async def test_several_servers_behind_one_proxy(serve_command: list[str], tmp_path: Path) -> None:
    """A cursor of one server goes on at the other, and so does a question back to the person."""
    (tmp_path / "metrics").mkdir()
    environment = {
        "GONGKAI_HTTP_SHARED": str(tmp_path / "shared.db"),
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "metrics"),
    }
    command = [*serve_command, "--http", "127.0.0.1:0"]
    # Where counts are shared must be known before anything is imported.
    with started(command, environment) as (_, first), started(command, environment) as (_, second):
        async with in_turns([first, second]) as (url, asked):
            for mode, status in (("legacy", "ambiguous"), ("auto", "answered")):
                async with Client(url, mode=mode, elicitation_callback=pick) as client:
                    reports = [report async for report in all_pages(client)]
                    assert reports == sorted(set(reports)) and len(reports) == 5
                    called = await client.call_tool("ask", {"question": "收到多少依申请公开申请？"})
                    assert (called.structured_content or {})["status"] == status
        assert min(asked[first], asked[second]) >= 6
        counts = [httpx2.get(url.replace("/mcp", "/metrics")).text for url in (first, second)]
        assert counts[0] == counts[1]
        assert 'gongkai_calls_total{method="tools/call",outcome="ok",tool="get_figures"} 10.0' in counts[0]


def test_several_servers_count_one_rate(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    with closing(open_shared(path)) as one, closing(open_shared(path)) as other:
        first, second = Pace(3, one, clock=lambda: 0.0), Pace(3, other, clock=lambda: 0.0)
        assert [pace.wait("a") for pace in (first, second, second, first, second)] == [0, 0, 0, 20, 20]
        assert secret(one) == secret(other) != ""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_shared_file_that_can_not_be_had_is_told(tmp_path: Path, seeds_database: Path) -> None:
    before = seeds_database.read_bytes()
    for path in (tmp_path, tmp_path / "none" / "shared.db", Path(__file__), seeds_database):
        with pytest.raises(UsageError, match="GONGKAI_HTTP_SHARED"):
            open_shared(path)
    assert seeds_database.read_bytes() == before


def test_servers_may_start_at_once(tmp_path: Path) -> None:
    def start(path: Path, together: Barrier) -> str:
        together.wait()
        with closing(open_shared(path)) as shared:
            return secret(shared)

    with ThreadPoolExecutor(4) as servers:
        for number in range(10):
            started = partial(start, tmp_path / f"{number}.db", Barrier(4))
            assert len({one.result() for one in [servers.submit(started) for _ in range(4)]}) == 1


def test_a_shared_file_that_fails_is_told_and_waited_for(serve_command: list[str], tmp_path: Path) -> None:
    shared = tmp_path / "shared.db"
    with serving([*serve_command, "--http", "127.0.0.1:0"], {"GONGKAI_HTTP_SHARED": str(shared)}) as url:
        with closing(sqlite3.connect(shared, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            refused = httpx2.post(url, json=INITIALIZE, headers=ACCEPT, timeout=10)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
        assert httpx2.post(url, json=INITIALIZE, headers=ACCEPT).status_code == 200
        assert httpx2.get(url, headers={"Accept": "text/event-stream"}).status_code == 405


def test_a_folder_for_counts_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path / "none"))
    with pytest.raises(UsageError, match="PROMETHEUS_MULTIPROC_DIR"):
        Metrics()


async def all_pages(client: Client) -> AsyncIterator[int]:
    cursor = None
    while True:
        figures = {"indicators": ["requests.received"], "limit": 1, "cursor": cursor}
        content = (await client.call_tool("get_figures", figures)).structured_content or {}
        for row in content["rows"]:
            yield row[2]
        cursor = content["next_cursor"]
        if cursor is None:
            return


async def pick(context: Any, params: ElicitRequestParams) -> ElicitResult:
    assert isinstance(params, ElicitRequestFormParams)
    choices = params.requested_schema["properties"]["choice"]["enum"]
    return ElicitResult(action="accept", content={"choice": next(choice for choice in choices if "泰顺" in choice)})


@asynccontextmanager
async def in_turns(urls: list[str]) -> AsyncIterator[tuple[str, Counter[str]]]:
    """A proxy that hands each request to the next server, and how many each got."""
    asked: Counter[str] = Counter()
    turns = itertools.cycle(urls)

    async def forward(request: Request) -> Response:
        url = next(turns)
        asked[url] += 1
        kept = {name: value for name, value in request.headers.items() if name not in ("host", "content-length")}
        async with httpx2.AsyncClient(timeout=30) as http:
            answer = await http.request(request.method, url, content=await request.body(), headers=kept)
        return Response(answer.content, answer.status_code, {"Content-Type": answer.headers.get("content-type", "")})

    async with running(Starlette(routes=[Route("/mcp", forward, methods=["GET", "POST", "DELETE"])])) as address:
        yield f"{address}/mcp", asked


@asynccontextmanager
async def running(app: Starlette) -> AsyncIterator[str]:
    """The address at which the application is served, in this process."""
    served = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        task = asyncio.ensure_future(served.serve(sockets=[listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        served.should_exit = True
        await task


def test_tokens_and_hosts(serve_command: list[str]) -> None:
    token = "a token given out by hand"
    environment = {
        "GONGKAI_HTTP_TOKENS": f"office={hashlib.sha256(token.encode()).hexdigest()}",
        "GONGKAI_HTTP_HOSTS": "gongkai.example.org",
    }
    with serving([*serve_command, "--http", "127.0.0.1:0"], environment) as url:

        def status(**headers: str) -> int:
            accept = {"Accept": "application/json, text/event-stream"}
            return httpx2.post(url, json=INITIALIZE, headers=accept | headers).status_code

        assert status() == 401
        assert status(Authorization="Bearer another") == 401
        hashed = hashlib.sha256(token.encode()).hexdigest()
        basic = base64.b64encode(f"office:{token}".encode()).decode()
        for shown in (f"Bearer {hashed}", f"Basic {basic}", token, "Bearer", f"Bearer {token} "[:-2]):
            assert status(Authorization=shown) == 401, shown
        assert status(Cookie=f"token={token}") == 401
        query = f"{url}?token={quote(token)}&access_token={quote(token)}"
        assert httpx2.post(query, json=INITIALIZE, headers=ACCEPT).status_code == 401
        assert status(Authorization=f"Bearer {token}") == 200
        assert status(Authorization=f"Bearer {token}", Host="gongkai.example.org") == 200
        assert status(Authorization=f"Bearer {token}", Host="gongkai.example.com") == 421
        assert httpx2.get(url.replace("/mcp", "/health")).status_code == 200


@pytest.mark.parametrize("tokens", ["secret", "office=secret", "=" + "0" * 64, "office=" + "g" * 64])
def test_a_wrong_token_setting_is_told_without_its_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tokens: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_HTTP_TOKENS", tokens)
    with pytest.raises(UsageError, match=r"GONGKAI_HTTP_TOKENS: .*give name=sha256") as told:
        load_settings(HttpSettings)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "gongkai.example", "127.0.0.1.example"])
def test_only_loopback_is_served(seeds_database: Path, host: str) -> None:
    with pytest.raises(UsageError, match="set GONGKAI_HTTP_TOKENS"):
        run(seeds_database, (host, 0))


def test_a_port_in_use_is_told(seeds_database: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=f"Cannot listen on 127.0.0.1:{port}"):
            run(seeds_database, ("127.0.0.1", port))


@pytest.mark.parametrize("http", [None, ("127.0.0.1", 0)])
def test_no_database_is_told(tmp_path: Path, http: tuple[str, int] | None) -> None:
    with pytest.raises(UsageError, match="There is no database"):
        run(tmp_path / "none.db", http)

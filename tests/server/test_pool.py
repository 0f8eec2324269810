"""The processes that work for calls: nobody waits for another's work, and what is too long or not wanted ends."""

from __future__ import annotations

import asyncio
import hashlib
import multiprocessing
import os
import signal
import statistics
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError

from core.errors import UsageError
from core.work.worker import Workers
from server.app import build_server
from server.http.settings import HttpSettings
from server.running import pool as pool_of_server
from server.running.pool import CLIENT, Pool
from server.running.reading import Readers
from server.running.worker import MOST_CHARACTERS
from store import Archive
from store.intake.parsing import File
from store.settings import Settings
from tests.programs import serving
from tests.server.known import CALLS, READABLE, TOOLS
from tests.server.pool_work import dying, forever, length, many, process

BOMB = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
HASHES = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("bomber", "other")}


def pool_of(archive: Archive, **limits: Any) -> Pool:
    return Pool(archive.path, **limits)


async def test_work_that_takes_too_long_ends_and_its_process_goes_on(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_of_server, "_GRACE", 30)  # a slow machine needs time to stop work, too
    pool = pool_of(archive, processes=1)
    before = (await pool.run(process)).value
    pool.seconds = 0.2
    with pytest.raises(UsageError, match=r"longer than 0\.2 seconds: ask for less"):
        await pool.run(forever)
    pool.seconds = 60
    assert (await pool.run(process)).value == before
    pool.close()


async def test_work_that_does_not_stop_is_ended_with_its_process(archive: Archive) -> None:
    pool = pool_of(archive, processes=1)
    stuck = (await pool.run(process)).value["process"]
    os.kill(stuck, signal.SIGSTOP)
    task = asyncio.ensure_future(pool.run(process))
    await asyncio.sleep(0.1)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert (await pool.run(process)).value["process"] != stuck
    pool.close()


@pytest.mark.parametrize("characters", [1, 5_000_000])
async def test_what_is_asked_may_be_large(archive: Archive, characters: int) -> None:
    pool = pool_of(archive, processes=1)
    assert (await pool.run(length, "数" * characters)).value == {"length": characters}
    assert (await pool.run(many, MOST_CHARACTERS - 100)).value == {"text": "数" * (MOST_CHARACTERS - 100)}
    pool.close()


async def test_what_nobody_waited_for_is_not_the_next_reply(archive: Archive) -> None:
    pool = pool_of(archive, processes=1)
    for characters in range(1, 20):
        task = asyncio.ensure_future(pool.run(length, "数" * 1_000 * characters))
        await asyncio.sleep(0.0005 * (characters % 7))
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        assert (await pool.run(length, "数" * characters)).value == {"length": characters}
    pool.close()


async def test_a_process_that_ended_between_two_calls_is_replaced(archive: Archive) -> None:
    pool = pool_of(archive, processes=1)
    os.kill((await pool.run(process)).value["process"], signal.SIGKILL)
    await asyncio.sleep(0.2)
    assert (await pool.run(process)).value["process"]
    pool.close()


async def test_a_process_that_dies_is_replaced(archive: Archive) -> None:
    pool = pool_of(archive, processes=1)
    with pytest.raises(RuntimeError):
        await pool.run(dying)
    assert (await pool.run(process)).value["process"]
    pool.close()


async def test_a_result_has_a_size_limit(archive: Archive) -> None:
    pool = pool_of(archive, processes=1)
    with pytest.raises(UsageError, match="ask for less"):
        await pool.run(many, MOST_CHARACTERS)
    pool.close()


async def test_one_client_gets_half_of_the_processes(archive: Archive) -> None:
    pool = pool_of(archive, processes=4)

    async def of(client: str, count: int) -> list[asyncio.Task[Any]]:
        CLIENT.set(client)
        return [asyncio.create_task(pool.run(forever)) for _ in range(count)]

    tasks = await of("bomber", 6)
    CLIENT.set("other")
    assert (await asyncio.wait_for(pool.run(process), 20)).value["process"]
    tasks += await of("third", 6)
    await asyncio.sleep(0.2)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    CLIENT.set("other")
    # Who waited and went leaves nothing behind.
    assert len(await asyncio.gather(*(pool.run(process) for _ in range(8)))) == 8
    pool.close()


@pytest.mark.parametrize("call", CALLS, ids=TOOLS)
async def test_every_tool_obeys_the_deadline(archive: Archive, call: dict[str, Any]) -> None:
    settings = HttpSettings.model_validate({"seconds": 0.3})
    pool = pool_of(archive, processes=1)
    others = set(multiprocessing.active_children())
    await pool.run(process)
    async with Client(build_server(archive, settings, pool=pool)) as client:
        if call["name"] == "parse_report":
            with suppress(MCPError):
                await client.call_tool(call["name"], call["arguments"])
        stopped = set(multiprocessing.active_children()) - others
        for child in stopped:
            os.kill(child.pid or 0, signal.SIGSTOP)
        try:
            with anyio.fail_after(20):
                with pytest.raises(MCPError, match=r"longer than 0\.3 seconds: ask for less"):
                    await client.call_tool(call["name"], call["arguments"])
        finally:
            for child in stopped:  # what forks the readers is among them, and is needed by other tests
                with suppress(ProcessLookupError):
                    os.kill(child.pid or 0, signal.SIGCONT)
    pool.close()


async def test_a_reader_that_does_not_end_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    readers, began = Readers(Settings()), threading.Event()

    def close(workers: Workers) -> None:
        began.set()
        time.sleep(5)

    task = asyncio.create_task(readers.read(File("report.txt", b"2018")))
    await asyncio.sleep(0.05)
    with monkeypatch.context() as patched:
        patched.setattr(Workers, "close", close)
        cancelled = time.perf_counter()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(began.wait, 5)
        assert time.perf_counter() - cancelled < 2
    readers.close()


@pytest.mark.parametrize("uri", READABLE)
async def test_every_resource_is_read_off_the_event_loop(archive: Archive, uri: str) -> None:
    """What is worked out for a resource is of the same processes; what stands in the program needs none."""
    pool = pool_of(archive, processes=1)
    os.kill((await pool.run(process)).value["process"], signal.SIGSTOP)
    pool.seconds = 0.3
    async with Client(build_server(archive, pool=pool)) as client:
        if uri.startswith(("gongkai://guide", "gongkai://rules", "gongkai://indicators", "ui://")):
            assert (await client.read_resource(uri)).contents
        else:
            with pytest.raises(MCPError, match=r"longer than 0\.3 seconds"):
                await client.read_resource(uri)
    pool.close()


@asynccontextmanager
async def connected(url: str, token: str) -> AsyncIterator[Client]:
    async with (
        httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=60) as http,
        Client(streamable_http_client(url, http_client=http)) as client,
    ):
        yield client


async def test_thirty_bombs_of_one_client_starve_nobody(seeds_database: Path) -> None:
    command = [sys.executable, "-m", "gongkai", "serve", "--db", str(seeds_database), "--http", "127.0.0.1:0"]
    tokens = ",".join(f"{name}={digest}" for name, digest in HASHES.items())
    with serving(command, {"GONGKAI_HTTP_TOKENS": tokens}) as url:
        async with connected(url, "bomber") as bomber, connected(url, "other") as other, httpx2.AsyncClient() as http:

            async def usual_of(count: int) -> tuple[float, float]:
                selects, healths = [], []
                for _ in range(count):
                    began = time.perf_counter()
                    assert not (await other.call_tool("query", {"sql": "SELECT 1"})).is_error
                    selects.append(time.perf_counter() - began)
                    began = time.perf_counter()
                    assert (await http.get(url.replace("/mcp", "/health"))).status_code == 200
                    healths.append(time.perf_counter() - began)
                return statistics.median(selects), statistics.median(healths)

            await usual_of(3)
            select, health = await usual_of(10)
            async with anyio.create_task_group() as tasks:
                for _ in range(30):
                    tasks.start_soon(bomber.call_tool, "query", {"sql": BOMB})
                await asyncio.sleep(0.5)
                beside_select, beside_health = await usual_of(10)
                tasks.cancel_scope.cancel()
    # The usual, as a machine that does other things too stops now and then; one that is slow takes its time for all.
    assert beside_select - select < max(0.5, 5 * select)
    assert beside_health - health < max(0.05, 5 * health)

"""How long an agent waits for `ask` and `get_figures`, beside tools of the same SDK that return a constant.

    python -m benchmarks.server [--reports 100000] [--db FILE] [--calls 300]

The database is that of `benchmarks/scale.py`, made in FILE (kept, and used again) or in a temporary folder; 100,000
reports take minutes. Every call is of another body and year. One client of the SDK calls one server, a process of its
own, one call after the other, on stdio and over HTTP. The constants are a single number, and the very object that the
tool returned: what is above the second is the work of the tool, the rest the protocol's. Ratios are of the medians, and
of the fastest tenths: on a machine that does other things too, only these are steady.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters
from mcp.server import MCPServer

from benchmarks.questions import YEARS
from core.types import Organization
from server.app import build_server
from server.http.app import http_app, serve
from server.http.metrics import Metrics
from server.http.settings import HttpSettings, load_settings
from server.http.shared import open_shared
from store import Archive

AT_ONCE = 200

Arguments = dict[str, Any]


def main() -> None:
    """Build the database where it is missing and measure; with --constant, be the server that is compared to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--calls", type=int, default=300)
    parser.add_argument("--constant", choices=["stdio", "http"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.db or Path(folder) / "server.db"
        if options.constant:
            serve_constants(path, options.constant)
            return
        if not path.exists():
            from benchmarks.scale import build  # which asks a server, too

            build(path, options.reports)
        asyncio.run(measure(path, options.calls))


async def measure(path: Path, calls: int) -> None:
    """Print the median time and calls a second of every tool on both transports, and the ratios to the constants."""
    with Archive(path, "ro") as archive:
        bodies = archive.organizations()
        print(f"{len(archive.reports()):,} reports of {len(bodies):,} bodies, {calls} calls each")
    questions = list(asked(bodies, calls))
    figures = list(wanted(bodies, calls))
    print(f"{'':6} {'tool':20} {'median':>8} {'calls/s':>8} {'× number':>9} {'× same':>7}", end=" ")
    print(f"{'fastest tenth':>14} {'× number':>9} {'× same':>7}")
    for transport in ("stdio", "http"):
        own = [sys.executable, "-m", "gongkai", "serve", "--db", str(path)]
        other = [sys.executable, "-m", "benchmarks.server", "--db", str(path), "--constant", transport]
        own += ["--http", "127.0.0.1:0"] if transport == "http" else []
        async with connected(own, transport) as client, connected(other, transport) as constant:
            times = await timed(
                {
                    "ask": (client, "ask", questions),
                    "same as ask": (constant, "ask", [{}] * calls),
                    "get_figures": (client, "get_figures", figures),
                    "same as get_figures": (constant, "get_figures", [{}] * calls),
                    "a number": (constant, "number", [{}] * calls),
                }
            )
            if transport == "http":
                for name, asking in (("get_figures", client), ("a number", constant)):
                    taken = await at_once(asking, figures if name == "get_figures" else [{}] * calls, name)
                    print(f"{transport:6} {AT_ONCE} calls of {name} at once: worst {max(taken):.2f} s, no error")
        for name, taken in times.items():
            beside = [times["a number"], times.get(f"same as {name}", taken)]
            median, fastest = statistics.median(taken), fastest_tenth(taken)
            medians = [median / statistics.median(other) for other in beside]
            tenths = [fastest / fastest_tenth(other) for other in beside]
            print(f"{transport:6} {name:20} {1000 * median:5.2f} ms {len(taken) / sum(taken):8.0f}", end=" ")
            print(
                f"{medians[0]:8.2f}× {medians[1]:6.2f}× {1000 * fastest:11.2f} ms {tenths[0]:8.2f}× {tenths[1]:6.2f}×"
            )


async def at_once(client: Client, arguments: list[Arguments], name: str) -> list[float]:
    """Seconds of calls that are made together; none may fail."""
    tool = name if name != "a number" else "number"

    async def one(given: Arguments) -> float:
        began = time.perf_counter()
        assert not (await client.call_tool(tool, given)).is_error
        return time.perf_counter() - began

    return await asyncio.gather(*(one(arguments[number % len(arguments)]) for number in range(AT_ONCE)))


def fastest_tenth(taken: list[float]) -> float:
    """The longest of the fastest tenth, in seconds."""
    return sorted(taken)[len(taken) // 10]


def asked(bodies: Any, calls: int) -> Iterator[Arguments]:
    """Questions of one figure."""
    rng = random.Random(1)
    for _ in range(calls):
        body: Organization = rng.choice(bodies)
        yield {"question": f"{body.division}{body.name}{rng.choice(YEARS)}年收到多少政府信息公开申请？"}


def wanted(bodies: Any, calls: int) -> Iterator[Arguments]:
    """Tables of one figure for one body and year."""
    rng = random.Random(2)
    for _ in range(calls):
        year = rng.choice(YEARS)
        yield {"indicators": ["requests.received"], "organizations": [rng.choice(bodies).id], "years": [year]}


async def timed(series: dict[str, tuple[Client, str, list[Arguments]]]) -> dict[str, list[float]]:
    """Seconds of every call, in turns, so that what else the machine does falls on all alike; some first to warm up."""
    times: dict[str, list[float]] = {name: [] for name in series}
    for client, tool, arguments in series.values():
        for one in arguments[:20]:
            assert not (await client.call_tool(tool, one)).is_error
    for number in range(min(len(arguments) for _, _, arguments in series.values())):
        for name, (client, tool, arguments) in series.items():
            began = time.perf_counter()
            await client.call_tool(tool, arguments[number])
            times[name].append(time.perf_counter() - began)
    return times


@asynccontextmanager
async def connected(command: list[str], transport: str) -> AsyncIterator[Client]:
    """A client of the server that the command starts, which ends with it."""
    environment = os.environ | {"GONGKAI_HTTP_RATE": "1000000"}
    if transport == "stdio":
        server = StdioServerParameters(command=command[0], args=command[1:], env=environment)
        async with Client(server) as client:
            yield client
        return
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stderr is not None
            # That reports are to be read again is told before.
            address = next(line for line in process.stderr if "http" in line).split()[-1]
            async with Client(address) as client:
                yield client
        finally:
            process.terminate()


def serve_constants(path: Path, transport: str) -> None:
    """A server of the SDK alone whose tools return what ours returned once."""
    server: MCPServer[Any] = MCPServer("constants", log_level="WARNING")

    @server.tool()
    async def number() -> int:
        """Return a number."""
        return 17

    for name, value in asyncio.run(returned(path)).items():
        server.add_tool(constant(value), name=name, description="Return a constant.")
    if transport == "stdio":
        server.run("stdio")
    else:
        serve(http_app(server, Metrics(), load_settings(HttpSettings), open_shared(None)), "127.0.0.1", 0)


async def returned(path: Path) -> dict[str, dict[str, Any]]:
    """What our tools return for the first call of each that finds a figure."""
    with Archive(path, "ro") as archive:
        bodies = archive.organizations()
        async with Client(build_server(archive)) as client:

            async def first(tool: str, calls: Iterator[Arguments]) -> dict[str, Any]:
                for given in calls:
                    told: Arguments | None = (await client.call_tool(tool, given)).structured_content
                    if told is not None and (
                        told.get("status") == "answered" or told.get("counts", {}).get("reported")
                    ):
                        return told
                raise LookupError(f"The database has no figure that {tool} finds.")

            return {
                "ask": await first("ask", asked(bodies, 20)),
                "get_figures": await first("get_figures", wanted(bodies, 20)),
            }


def constant(value: dict[str, Any]) -> Callable[..., Any]:
    """A tool that returns this."""

    async def tool() -> dict[str, Any]:
        return value

    return tool


if __name__ == "__main__":
    main()

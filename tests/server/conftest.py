"""The server over a real archive of the seeds: in memory, as a process on stdio, as a process on HTTP."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from mcp.server import MCPServer

from core import parse, read
from server import app
from server.app import build_server
from server.running.reading import Readers
from store import Archive
from store.settings import Settings
from tests.programs import forking, serving, started
from tests.server.known import TOKEN

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def seeds_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the five seed reports, which the server only reads."""
    path = tmp_path_factory.mktemp("server") / "seeds.db"
    with Archive(path) as archive:
        for file in sorted(SEEDS.glob("*.txt")):
            data = file.read_bytes()
            document = read(data, file.name)
            archive.save(data, file.name, document, parse(document))
    return path


@pytest.fixture(scope="session")
def archive(seeds_database: Path) -> Iterator[Archive]:
    with Archive(seeds_database, "ro") as archive:
        yield archive


@pytest.fixture(scope="session")
def server(archive: Archive) -> MCPServer[Readers]:
    return build_server(archive)


@pytest.fixture(scope="session")
def readers_of_all() -> Iterator[Readers]:
    kept = Readers(Settings())
    yield kept
    kept.close()


@pytest.fixture
def kept_readers(readers_of_all: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers of this process read files in processes that stay, as they take longer to start than to read."""

    @asynccontextmanager
    async def kept(settings: Settings) -> AsyncIterator[Readers]:
        yield readers_of_all

    monkeypatch.setattr(app, "readers", kept)


@pytest.fixture(scope="session")
def serve_command(seeds_database: Path) -> list[str]:
    """The command that serves the seeds on stdio."""
    return [sys.executable, "-m", "gongkai", "serve", "--db", str(seeds_database)]


@pytest.fixture(scope="session")
def server_url(serve_command: list[str]) -> Iterator[str]:
    """The address of the seeds served over HTTP."""
    with started([*serve_command, "--http", "127.0.0.1:0"], {"GONGKAI_HTTP_RATE": "100000"}) as (_, url):
        yield url


@pytest.fixture(scope="session")
def writable_command(seeds_database: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that serves a copy of the seeds, which clients may write to."""
    copy = shutil.copy(seeds_database, tmp_path_factory.mktemp("writable") / "seeds.db")
    return [sys.executable, "-m", "gongkai", "serve", "--db", str(copy)]


@pytest.fixture(scope="session")
def writable_url(writable_command: list[str]) -> Iterator[str]:
    """The address of that copy served over HTTP, to clients with `TOKEN`."""
    hashed = hashlib.sha256(TOKEN.encode()).hexdigest()
    with serving([*writable_command, "--http", "127.0.0.1:0"], {"GONGKAI_HTTP_TOKENS": f"w:write={hashed}"}) as url:
        yield url


@pytest.fixture(scope="session")
def forked_command(writable_command: list[str]) -> list[str]:
    """The same on stdio, a process of its own each time, but with all imports done already."""
    return forking(writable_command, {"GONGKAI_STDIO_WRITE": "true"})

"""The program as a process of its own, ended with the test that started it."""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

_STAND_IN = """
import os, socket, sys
with socket.socket(socket.AF_UNIX) as line:
    line.connect(sys.argv[1])
    socket.send_fds(line, [sys.argv[2].encode()], [0, 1, 2])
    line.recv(10)
"""


@contextmanager
def started(
    command: list[str], environment: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process of an HTTP server and the address it tells; ended with the block."""
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env=os.environ | dict(environment or {}),
    ) as process:
        assert process.stderr is not None
        try:
            told = process.stderr.readline()
            assert told.endswith("/mcp\n"), told + process.stderr.read()
            yield process, told.split()[-1]
        finally:
            process.terminate()


# --- without importing anew what the program needs, which takes longer than most tests ---------------------------------


@contextmanager
def serving(command: list[str], environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of an HTTP server, as a process of its own that ends with the block."""
    reading, writing = os.pipe()
    nothing = os.open(os.devnull, os.O_RDWR)
    with os.fdopen(reading, encoding="utf-8") as lines:
        line = _begun(_asked(_arguments(command), os.environ | dict(environment or {})), [nothing, nothing, writing])
        with line:
            told = lines.readline()
            assert told.endswith("/mcp\n"), told + lines.read()
            try:
                yield told.split()[-1]
            finally:
                line.shutdown(socket.SHUT_WR)
                line.recv(1)


@contextmanager
def serving_two_people(database: Path, further: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of the pages of a server with tokens: 李四's `reads` may read, 王芳's `writes` also write."""
    hashes = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("reads", "writes")}
    environment = {"GONGKAI_HTTP_TOKENS": f"李四={hashes['reads']},王芳:write={hashes['writes']}"}
    command = [sys.executable, "-m", "gongkai", "serve", "--db", str(database), "--http", "127.0.0.1:0"]
    with serving(command, environment | {"GONGKAI_HTTP_RATE": "100000"} | dict(further or {})) as url:
        yield url.removesuffix("/mcp")


def forking(command: list[str], environment: Mapping[str, str] | None = None) -> list[str]:
    """A command that does the same as this one of `python -m gongkai`, on its own standard streams."""
    asked = _asked(_arguments(command), os.environ | dict(environment or {}))
    return [sys.executable, "-S", "-c", _STAND_IN, _nursery(), asked.decode()]


def run(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: bytes = b"", seconds: float = 120
) -> subprocess.CompletedProcess[bytes]:
    """What `python -m gongkai` with these arguments says, and its exit code. The environment is all that it has."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin)
        for file in (given, out, err):
            file.seek(0)
        streams = [os.dup(file.fileno()) for file in (given, out, err)]
        with _begun(_asked(arguments, environment, folder), streams) as line:
            line.settimeout(seconds)
            code = int(line.recv(10))
        for file in (out, err):
            file.seek(0)
        return subprocess.CompletedProcess(arguments, code, out.read(), err.read())


def _begun(asked: bytes, streams: list[int]) -> socket.socket:
    """The line to a program that begins; these streams of it are closed here."""
    line = socket.socket(socket.AF_UNIX)
    line.connect(_nursery())
    socket.send_fds(line, [asked], streams)
    for stream in set(streams):
        os.close(stream)
    return line


def _asked(arguments: Sequence[str], environment: Mapping[str, str], folder: Path | None = None) -> bytes:
    told = {"arguments": list(arguments), "environment": dict(environment), "folder": str(folder or Path.cwd())}
    return json.dumps(told).encode()


def _arguments(command: Sequence[str]) -> Sequence[str]:
    return command[command.index("gongkai") + 1 :]


@cache
def _nursery() -> str:
    """Where the process listens that forks for all tests of this one, and ends with it."""
    folder = tempfile.TemporaryDirectory(prefix="nursery-")
    atexit.register(folder.cleanup)
    address = str(Path(folder.name) / "socket")
    process = subprocess.Popen(
        [sys.executable, "-P", Path(__file__).with_name("nursery.py"), address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    atexit.register(process.wait)
    atexit.register(process.stdin.close)
    with process.stdout as told:
        assert told.readline() == "ready\n"
    return address

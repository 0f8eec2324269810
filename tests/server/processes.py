"""Servers as processes of their own, ended with the test that started them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_PARENT = """
import os, signal, socket, sys
import gongkai, server.app, core.asking.understood.understand
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
with socket.socket(socket.AF_UNIX) as listening:
    listening.bind(sys.argv[1])
    listening.listen()
    print("ready", flush=True)
    while True:
        line, _ = listening.accept()
        _, files, _, _ = socket.recv_fds(line, 1, 3)
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listening.close()
            for number, file in enumerate(files):
                os.dup2(file, number)
                os.close(file)
            sys.stdin, sys.stdout, sys.stderr = (open(number, mode, closefd=False) for number, mode in enumerate("rww"))
            try:
                gongkai.main(sys.argv[2:])
            except SystemExit:
                pass
            os._exit(0)
        line.close()
        for file in files:
            os.close(file)
"""
_CHILD = """
import socket, sys
with socket.socket(socket.AF_UNIX) as line:
    line.connect(sys.argv[1])
    socket.send_fds(line, [b"x"], [0, 1, 2])
    line.recv(1)
"""


@contextmanager
def serving(
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


@contextmanager
def forking(command: list[str], address: Path, environment: Mapping[str, str]) -> Iterator[list[str]]:
    """A command that does what `python -m gongkai ...` does, on its own standard streams, without importing anew.

    It hands its streams to a fork of a process that has imported everything, and ends with that fork.
    """
    python, *_ = command
    arguments = command[command.index("gongkai") + 1 :]
    with subprocess.Popen(
        [python, "-c", _PARENT, address, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | dict(environment),
    ) as parent:
        assert parent.stdout is not None
        try:
            assert parent.stdout.readline() == "ready\n"
            yield [sys.executable, "-S", "-c", _CHILD, str(address)]
        finally:
            parent.terminate()

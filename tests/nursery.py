"""A process that has imported what the program may need, and forks the program whenever it is asked to.

    python nursery.py SOCKET

Each line to the socket brings, as JSON, the arguments, the variables and the folder of one program, and its standard
streams. It is told the exit code when the program has ended; a program whose line the other side closes is told to end.
The process that forks the readers of such a program is forked here, too, when the program first needs it.
All ends when standard input does: with the tests, however they end.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import core.asking.understood.understand
import core.telling.sheet  # noqa: F401
import gongkai
import server.app  # noqa: F401
import store.intake.ingest  # noqa: F401
from cli.app import main
from core.work import nursery, worker
from store.intake.parsing import File, parse_file

LONGEST = 1 << 17


def forked(address: str) -> list[str]:
    """Fork for whoever asks; returns in the forks only, with the arguments of each."""
    with ExitStack() as held:
        listening = held.enter_context(socket.socket(socket.AF_UNIX))
        listening.bind(address)
        listening.listen()
        heard, hearing = (held.enter_context(one) for one in socket.socketpair())
        hearing.setblocking(False)
        signal.set_wakeup_fd(hearing.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        events = held.enter_context(selectors.DefaultSelector())
        events.register(listening, selectors.EVENT_READ)
        events.register(heard, selectors.EVENT_READ)
        events.register(sys.stdin, selectors.EVENT_READ)
        lines: dict[int, socket.socket] = {}
        print("ready", flush=True)
        while True:
            for key, _ in events.select():
                if key.fileobj is heard:
                    heard.recv(1_000)
                    for process, code in _ended(lines):
                        with lines.pop(process) as line:
                            if line in events.get_map():
                                events.unregister(line)
                                line.sendall(str(code).encode())
                elif key.fileobj is sys.stdin:
                    for process in lines:
                        os.kill(process, signal.SIGTERM)
                    os._exit(0)
                elif key.fileobj is listening:
                    line, _ = listening.accept()
                    told, streams, _, _ = socket.recv_fds(line, LONGEST, 4)
                    process = os.fork()
                    if process == 0:
                        for one in (line, *lines.values()):
                            one.close()
                        return _moved_in(address, json.loads(told), streams)
                    for stream in streams:
                        os.close(stream)
                    lines[process] = line
                    events.register(line, selectors.EVENT_READ, process)
                else:
                    os.kill(key.data, signal.SIGTERM)
                    events.unregister(key.fileobj)


def _ended(lines: dict[int, socket.socket]) -> Iterator[tuple[int, int]]:
    for process in list(lines):
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            yield process, os.waitstatus_to_exitcode(status)


def _begin_readers(address: str, theirs: socket.socket) -> None:
    """Have the process forked that forks the readers of this program, and runs as long as it."""
    told = {"environment": dict(os.environ), "folder": str(Path.cwd())}
    line = socket.socket(socket.AF_UNIX)
    line.connect(address)
    socket.send_fds(line, [json.dumps(told).encode()], [0, 1, 2, theirs.fileno()])
    line.detach()


def _moved_in(address: str, told: dict[str, Any], streams: list[int]) -> list[str]:
    readers = streams[3:]
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(told["folder"])
    os.environ.clear()
    os.environ.update(told["environment"])
    # Processes that it starts import what those of `python -m gongkai` would.
    sys.modules["__main__"].__spec__ = gongkai.__spec__
    for number, stream in enumerate(streams[:3]):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout = (os.fdopen(number, mode, closefd=False) for number, mode in enumerate("rw"))
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    if readers:
        # It ends with the program by itself, and then clears up.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        nursery.tend(socket.socket(fileno=readers[0]))
        os._exit(0)
    worker.NURSERY = nursery.Nursery(partial(_begin_readers, address))
    arguments: list[str] = told["arguments"]
    return arguments


if __name__ == "__main__":
    # What programs read in most tests: what that takes is worked out here, and not in each of them.
    for seed in (Path(__file__).parents[1] / "seeds").glob("*.txt"):
        parse_file(File(seed.name, seed.read_bytes()))
    code: object = 1
    given = forked(sys.argv[1])
    try:
        main(given, prog_name="gongkai")
    except SystemExit as ended:
        code = ended.code
    finally:
        # All that happens at the end but taking apart what was imported, which takes longer than most commands.
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)

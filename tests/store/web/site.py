"""A site of a government on loopback: real HTTP, lists of yearly reports of the usual kinds, and what goes wrong there."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from tests.forging import forge
from tests.report_files import as_html, report_blocks


@dataclass(frozen=True)
class Reply:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


Answer = Reply | Callable[["Asked"], Reply]


@dataclass(frozen=True)
class Asked:
    path: str
    headers: Mapping[str, str]
    at: float


class Site:
    """Paths (with their query) and what they answer; everything asked is kept."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[Asked] = []
        self.address = ""

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    def paths(self) -> list[str]:
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        page = self.pages.get(asked.path, Reply(b"<html><body>404 Not Found</body></html>", 404))
        return page(asked) if callable(page) else page


@contextmanager
def open_site(certificate: Path | None = None) -> Iterator[Site]:
    """On http; or on https with a certificate (and its key, in one file)."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = site.answer(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic()))
            self.send_response(reply.status)
            for name, value in ({"Content-Length": str(len(reply.body))} | dict(reply.headers)).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        # Each connection greets in its own thread: one that breaks off stops nobody.
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    site.address = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def report(seed: int, body: str = "临江县人民政府", year: int = 2021) -> bytes:
    """A page that is a report, different for every seed."""
    return as_html(report_blocks(forge(seed, "2021", year=year), body), "utf-8").encode()


def page(body: str, title: str = "政府信息公开年报", head: str = "") -> Reply:
    text = (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"
    )
    return Reply(text.encode())


def moved(where: str, status: int = 302) -> Reply:
    return Reply(b"", status, {"Location": where})

"""A host of agents that shows views, as a web page: it and the proxy that holds the view are of two origins."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.browser.driver import Browser

_FOLDER = Path(__file__).parent / "host"
_STRICTEST = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; media-src 'self' data:; connect-src 'none'; frame-src 'self'"
)
"""What the specification has for a view that asks for nothing; the view inherits it from the proxy."""


@dataclass(frozen=True, slots=True)
class Host:
    """The page of the host and that of its proxy."""

    page: str
    proxy: str

    def show(self, browser: Browser, shown: dict[str, Any]) -> None:
        """Show a view with what its tool was given and returned."""
        browser.leave_frames()
        browser.run("show(arguments[0], arguments[1])", shown, self.proxy)
        browser.wait("return heard.includes('ui/notifications/initialized')")
        browser.enter_frames(2)


@contextmanager
def hosting() -> Iterator[Host]:
    with ExitStack() as stack:
        yield Host(*(stack.enter_context(_served(name)) for name in ("host.html", "sandbox.html")))


@contextmanager
def _served(name: str) -> Iterator[str]:
    page = (_FOLDER / name).read_bytes()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path == f"/{name}"
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if name == "sandbox.html":
                self.send_header("Content-Security-Policy", _STRICTEST)
            self.end_headers()
            self.wfile.write(page if known else b"")

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{name}"
        finally:
            server.shutdown()
            thread.join()

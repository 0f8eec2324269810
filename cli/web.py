"""`gongkai web`: the pages, in the browser of this machine."""

from __future__ import annotations

import secrets
import threading
import time
import webbrowser
from contextlib import suppress
from pathlib import Path

import click

from cli.due import tell_what_is_due
from cli.options import database_option, database_path

_PORT = 8360
_PATIENCE = 30.0


@click.command()
@database_option
@click.option(
    "--port", type=click.IntRange(1, 65535), default=_PORT, show_default=True, help="The port on this machine."
)
@click.option("--no-browser", is_flag=True, help="Only serve; open no browser.")
@click.option("--edit", is_flag=True, help="Let the browser that is opened settle, correct and store.")
def web(database: Path | None, port: int, no_browser: bool, edit: bool) -> None:
    """Show answers, reports and places as pages, on this machine alone.

    The pages are those of `gongkai serve --http`: ask, check a draft (nothing is stored), see a figure in its source.
    With --edit the address that is told has a key, which opens once: whoever uses it first may change reports.
    """
    from server.app import run
    from store import Archive

    path = database_path(database)
    with Archive(path, "ro") as archive:
        tell_what_is_due(archive)
    address = f"http://127.0.0.1:{port}/"
    key = secrets.token_urlsafe(24) if edit else None
    first = address if key is None else f"{address}sign-in?key={key}"
    click.echo(first)
    if not no_browser:
        threading.Timer(0, _open, (address, first, time.monotonic() + _PATIENCE)).start()
    with suppress(KeyboardInterrupt):
        run(path, ("127.0.0.1", port), editor=key)


def _open(address: str, first: str, deadline: float) -> None:
    """Open the browser once the pages answer."""
    import httpx2

    while time.monotonic() < deadline:
        with suppress(httpx2.HTTPError):
            httpx2.get(f"{address}health", timeout=1, trust_env=False)
            webbrowser.open(first)
            return
        time.sleep(0.1)

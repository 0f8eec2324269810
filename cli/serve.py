"""`gongkai serve`: the MCP server."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import click

from cli.due import tell_what_is_due
from cli.options import database_option, database_path


@click.command()
@database_option
@click.option("--http", "address", metavar="HOST:PORT", help="Streamable HTTP at this address instead of stdio.")
def serve(database: Path | None, address: str | None) -> None:
    """Run the MCP server.

    It speaks over standard input and output, or over HTTP.
    """
    http = None if address is None else _host_and_port(address)
    from server.app import run
    from store import Archive

    path = database_path(database)
    with Archive(path, "ro") as archive:
        tell_what_is_due(archive)
    with suppress(KeyboardInterrupt):
        run(path, http)


def _host_and_port(address: str) -> tuple[str, int]:
    """The two parts of HOST:PORT; port 0 is any free one."""
    host, _, port = address.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not re.fullmatch("[0-9]{1,5}", port) or int(port) > 65535:
        raise click.UsageError(f"{address!r} is no address: give a host and a port, like 127.0.0.1:8000.")
    return host, int(port)

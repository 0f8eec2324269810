"""Where reports came from, and when their addresses were visited."""

from __future__ import annotations

import json
from datetime import datetime

from store.connection import Connection
from store.records import Origin, Visit
from store.values import now, storable, storable_or_none


def note(connection: Connection, report: int, origin: Origin) -> None:
    """Keep where a report's bytes came from; the latest is told. Within a transaction of the caller."""
    connection.run(
        "INSERT INTO origins (document_id, address, fetched_at, status, headers, listing, page)"
        " SELECT document_id, ?, ?, ?, ?, ?, ? FROM reports WHERE id = ?"
        " ON CONFLICT (document_id, address) DO UPDATE SET fetched_at = excluded.fetched_at, status = excluded.status,"
        " headers = excluded.headers, listing = coalesce(excluded.listing, listing),"
        " page = coalesce(excluded.page, page)",
        storable(origin.address),
        origin.fetched_at.isoformat(timespec="seconds") if origin.fetched_at else now(),
        origin.status,
        json.dumps(dict(origin.headers), ensure_ascii=False),
        storable_or_none(origin.listing),
        storable_or_none(origin.page),
        report,
    )
    connection.run("UPDATE reports SET origin = ? WHERE id = ?", storable(origin.address), report)


def suggest(connection: Connection, report: int, address: str) -> None:
    """Keep the address that a saved page says it is of, where no better one is known. Within a transaction."""
    connection.run("UPDATE reports SET origin = ? WHERE id = ? AND origin IS NULL", storable(address), report)


def visit(connection: Connection, address: str) -> Visit | None:
    """The last visit of an address that gave a report, as far as it is kept."""
    row = connection.first(
        "SELECT reports.id, origins.fetched_at, origins.headers, reports.tried_version FROM origins"
        " JOIN reports ON reports.document_id = origins.document_id"
        " WHERE origins.address = ? ORDER BY origins.fetched_at DESC, reports.id DESC LIMIT 1",
        address,
    )
    if row is None:
        return None
    report, at, headers, tried_version = row
    return Visit(report, datetime.fromisoformat(at), json.loads(headers), tried_version)


def listings(connection: Connection) -> tuple[str, ...]:
    """The pages that named reports, the first known first."""
    rows = connection.all(
        "SELECT listing FROM origins WHERE listing IS NOT NULL GROUP BY listing ORDER BY min(fetched_at)"
    )
    return tuple(listing for (listing,) in rows)


def named_by(connection: Connection, listing: str) -> tuple[str, ...]:
    """The addresses of stored reports that a listing page named."""
    rows = connection.all("SELECT DISTINCT address FROM origins WHERE listing = ? ORDER BY address", listing)
    return tuple(address for (address,) in rows)

"""Which of the reports of a body and year answers, and the bodies they are of."""

from __future__ import annotations

from core.places.divisions import by_code
from core.types import Identity
from store.asking.reports import VERSIONS
from store.connection import Connection
from store.schema.codes import CORRECTION
from store.values import storable

BodyAndYear = tuple[int | None, int | None]


def body_and_year(connection: Connection, report_id: int) -> BodyAndYear:
    """The number of the body a report is of, and its year."""
    organization_id, year = connection.one("SELECT organization_id, year FROM reports WHERE id = ?", report_id)
    return organization_id, year


def answering(connection: Connection, organization_id: int | None, year: int | None) -> int | None:
    """The report that answers for a body and year, if one does."""
    row = connection.first(
        "SELECT id FROM reports WHERE organization_id = ? AND year = ? AND answers = 1", organization_id, year
    )
    return None if row is None else int(row[0])


def elect(connection: Connection, organization_id: int | None, year: int | None) -> None:
    """Let the newest report of a body and year that nobody rejected answer, and only it.

    One that gives fewer figures than those before it may be half of a page: it answers only once a person confirmed it.
    """
    chosen = _chosen(connection, organization_id, year)
    if chosen == answering(connection, organization_id, year):
        return
    connection.run(
        "UPDATE reports SET answers = 0 WHERE organization_id = ? AND year = ? AND answers = 1",
        organization_id,
        year,
    )
    connection.run("UPDATE reports SET answers = 1 WHERE id = ?", chosen)


def count_figures(connection: Connection, report_id: int) -> int:
    """How many figures were read from a report; what people put in does not count, nor what stands in it twice."""
    (count,) = connection.one(
        "SELECT count(*) FROM"
        " (SELECT DISTINCT indicator_id, applicant_id FROM fact_rows WHERE report_id = ? AND source_id <> ?)",
        report_id,
        CORRECTION,
    )
    return int(count)


def is_newer_version(connection: Connection, report_id: int, other: int) -> bool:
    """Whether a report would come before another one of the same body and year, were they equally full."""
    versions = [number for number, *_ in connection.all(VERSIONS, *body_and_year(connection, report_id))]
    return versions.index(report_id) < versions.index(other)


def _chosen(connection: Connection, organization_id: int | None, year: int | None) -> int | None:
    versions = connection.all(VERSIONS, organization_id, year)
    chosen: int | None = None
    most = 0
    for number, *_, verdict in reversed(versions):
        if verdict == "rejected":
            continue
        figures = count_figures(connection, number)
        if chosen is None or verdict == "confirmed" or figures >= most:
            chosen, most = number, figures
    return chosen


def organization_number(connection: Connection, identity: Identity) -> int | None:
    """The number of the body a report is of, made where it is new."""
    if identity.organization is None:
        return None
    name, code = storable(identity.organization), identity.division_code
    if code is not None:
        _add_division(connection, code, identity)
    row = connection.first(
        "SELECT id FROM organizations WHERE name = ? AND ifnull(division_code, '') = ?", name, code or ""
    )
    if row is not None:
        return int(row[0])
    number = connection.insert("INSERT INTO organizations (name, division_code) VALUES (?, ?)", name, code)
    connection.keep_names(number, name, code)
    return number


def apply_identity(connection: Connection, report_id: int, document_id: int) -> None:
    """Put the body and the year that a person gave before those that were read."""
    connection.run(
        "UPDATE reports SET (organization_id, year) ="
        " (SELECT coalesce(given.organization_id, reports.organization_id), coalesce(given.year, reports.year)"
        "  FROM identity_corrections AS given WHERE given.document_id = reports.document_id)"
        " WHERE id = ? AND EXISTS (SELECT 1 FROM identity_corrections WHERE document_id = ?)",
        report_id,
        document_id,
    )


def _add_division(connection: Connection, code: str, identity: Identity) -> None:
    known = by_code(code, identity.year)
    connection.run(
        "INSERT INTO divisions (code, name, full_name, level) VALUES (?, ?, ?, ?) ON CONFLICT (code) DO NOTHING",
        code,
        known.name if known else identity.division or "",
        identity.division or "",
        _level(code),
    )


def _level(code: str) -> str:
    if code[6:].strip("0"):
        return "township"
    if code[2:].strip("0") == "":
        return "province"
    return "prefecture" if code[4:6] == "00" else "county"

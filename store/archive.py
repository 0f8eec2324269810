"""The archive of reports: what is kept, which version answers, and what can be asked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from core.errors import UsageError
from core.places.divisions import by_code
from core.text.years import first_year
from core.types import (
    Applicant,
    Check,
    Document,
    Figure,
    Identity,
    Issue,
    Number,
    Organization,
    Passage,
    Report,
    ReportEntry,
)
from core.version import PARSER_VERSION
from store import deciding as decisions
from store.asking import figures, passages, reports
from store.connection import Mode, connect
from store.desk.dialogues import Dialogues
from store.desk.jobs import Jobs
from store.desk.people import People
from store.keeping import add_contents, apply_corrections, remove_contents
from store.records import Coverage, Entry, Finding, Outcome, Saved, StoredReport, Verdict, finding
from store.schema.codes import APPLICANT_ID
from store.values import iso, now, storable, storable_or_none

_REPORT_COLUMNS = (
    "organization_id, year, title, title_year, template, period_start, period_end, published_on, index_number"
)

# One step along the index a year, where SELECT DISTINCT would read all of it.
_YEARS = """
    WITH RECURSIVE present (year) AS (
        SELECT min(year) FROM reports WHERE answers = 1
        UNION ALL
        SELECT (SELECT min(reports.year) FROM reports WHERE answers = 1 AND reports.year > present.year)
        FROM present WHERE present.year IS NOT NULL
    )
    SELECT year FROM present WHERE year IS NOT NULL
"""


class Archive:
    """The reports in one SQLite file; it is a `core.types.Holdings`.

    Use it in the thread that made it; several processes may share a file. With `mode="ro"` nothing is written
    and the file must exist. Raises UsageError where the file is missing or is not a database of ours.
    """

    def __init__(self, path: Path | str, mode: Mode = "rw") -> None:
        self.path = Path(path)
        self._connection = connect(self.path, mode)
        self.people = People(self._connection)
        self.jobs = Jobs(self._connection)
        self.dialogues = Dialogues(self._connection)
        self._organizations: tuple[int, tuple[Organization, ...]] | None = None
        self._years: tuple[int, tuple[int, ...]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    # --- keeping ---------------------------------------------------------------------------------------

    def save(
        self,
        data: bytes,
        name: str,
        document: Document,
        report: Report,
        *,
        parser_version: int = PARSER_VERSION,
        job: int | None = None,
    ) -> Saved:
        """Keep one parsed document, all of it or (when this raises) nothing of it; `job` is done with it."""
        with self._writing():
            saved = self._save(data, name, document, report, parser_version)
            if job is not None:
                self.jobs.done(job, saved)
            return saved

    def known(self, data: bytes, job: int) -> Saved | None:
        """The same for bytes that were stored before by this parser or a newer one; None where they were not."""
        report = self.holds(data)
        if report is None:
            return None
        saved = Saved("already_there", report)
        with self._writing():
            self.jobs.done(job, saved)
        return saved

    def _save(self, data: bytes, name: str, document: Document, report: Report, parser_version: int) -> Saved:
        sha256 = hashlib.sha256(data).hexdigest()
        known = self._connection.first(
            "SELECT reports.id, documents.id, reports.parser_version FROM documents"
            " JOIN reports ON reports.document_id = documents.id WHERE documents.sha256 = ?",
            sha256,
        )
        if known is None:
            return self._add(sha256, data, name, document, report, parser_version)
        report_id, document_id, stored_version = known
        if stored_version >= parser_version:
            return Saved("already_there", report_id)
        return self._replace(report_id, document_id, document, report, parser_version)

    def holds(self, data: bytes, *, parser_version: int = PARSER_VERSION) -> int | None:
        """The report made of these very bytes by this parser or a newer one, or None."""
        row = self._connection.first(
            "SELECT reports.id FROM documents JOIN reports ON reports.document_id = documents.id"
            " WHERE documents.sha256 = ? AND reports.parser_version >= ?",
            hashlib.sha256(data).hexdigest(),
            parser_version,
        )
        return None if row is None else int(row[0])

    def correct(
        self,
        report: int,
        indicator: str,
        applicant: Applicant | None,
        value: Number | None,
        *,
        reason: str,
        person: str,
    ) -> None:
        """Set a figure right, or strike it out with None. It survives parsing the document again."""
        connection = self._connection
        with self._writing():
            document_id = self._document(report)
            figure = (connection.indicator_number(indicator), APPLICANT_ID[applicant])
            row = connection.first(
                "SELECT value FROM fact_rows"
                " WHERE report_id = ? AND indicator_id = ? AND applicant_id = ? AND best = 1",
                report,
                *figure,
            )
            old = None if row is None else row[0]
            connection.run(
                "INSERT INTO corrections"
                " (document_id, indicator_id, applicant_id, old_value, new_value, reason, person, made_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                *(document_id, *figure, old, value, storable(reason), storable(person), now()),
            )
            subject = f"{indicator} {applicant}" if applicant else indicator
            decisions.note(connection, document_id, subject, old, value, reason=reason, person=person)
            apply_corrections(connection, report, document_id)

    def correct_year(self, report: int, year: int, *, reason: str, person: str) -> None:
        """Say of which year a report is. It survives parsing the document again."""
        with self._writing():
            self._correct_identity(report, "year", year, None, reason, person)

    def correct_organization(
        self,
        report: int,
        organization: str,
        division_code: str | None,
        division: str | None,
        *,
        reason: str,
        person: str,
    ) -> None:
        """Say whose report it is: the body's name in full, its division's code and full name. Survives as above."""
        with self._writing():
            named = Identity(
                organization=organization,
                division_code=division_code,
                division=division,
                year=self._body_and_year(report)[1],
            )
            self._correct_identity(report, "organization", organization, self._organization(named), reason, person)

    def judge(self, report: int, verdict: Verdict, *, reason: str, person: str) -> None:
        """Confirm a report, or reject it: then it answers no more, and the version before it does."""
        with self._writing():
            document_id = self._document(report)
            (old,) = self._connection.one("SELECT verdict FROM documents WHERE id = ?", document_id)
            self._connection.run("UPDATE documents SET verdict = ? WHERE id = ?", verdict, document_id)
            decisions.note(self._connection, document_id, "verdict", old, verdict, reason=reason, person=person)
            self._elect(*self._body_and_year(report))

    def dismiss(self, report: int, of: Finding, *, reason: str, person: str) -> None:
        """Say that what a check found is none. It survives parsing the document again."""
        with self._writing():
            document_id = self._document(report)
            decisions.dismiss(self._connection, document_id, of, reason=reason, person=person)
            decisions.note(
                self._connection, document_id, f"finding {of[0]}", None, "dismissed", reason=reason, person=person
            )

    def audit(self, limit: int = 1000) -> Sequence[Entry]:
        """Who changed what, when and why: the last `limit` changes, the oldest first."""
        return decisions.audit(self._connection, limit=limit)

    def _document(self, report: int) -> int:
        row = self._connection.first("SELECT document_id FROM reports WHERE id = ?", report)
        if row is None:
            raise UsageError(f"There is no report {report}.")
        return int(row[0])

    def _correct_identity(
        self, report: int, field: str, told: object, organization_id: int | None, reason: str, person: str
    ) -> None:
        document_id = self._document(report)
        before = self._body_and_year(report)
        identity = reports.identity(self._connection, report)
        old = identity.year if field == "year" else identity.organization
        column, value = ("year", told) if field == "year" else ("organization_id", organization_id)
        self._connection.run(
            f"INSERT INTO identity_corrections (document_id, {column}) VALUES (?, ?)"
            f" ON CONFLICT (document_id) DO UPDATE SET {column} = excluded.{column}",
            document_id,
            value,
        )
        decisions.note(self._connection, document_id, field, old, told, reason=reason, person=person)
        self._connection.run("UPDATE reports SET answers = 0 WHERE id = ?", report)
        self._apply_identity(report, document_id)
        apply_corrections(self._connection, report, document_id)
        for body in {before, self._body_and_year(report)}:
            self._elect(*body)

    def _apply_identity(self, report: int, document_id: int) -> None:
        """Put the body and the year that a person gave before those that were read."""
        self._connection.run(
            "UPDATE reports SET (organization_id, year) ="
            " (SELECT coalesce(given.organization_id, reports.organization_id), coalesce(given.year, reports.year)"
            "  FROM identity_corrections AS given WHERE given.document_id = reports.document_id)"
            " WHERE id = ? AND EXISTS (SELECT 1 FROM identity_corrections WHERE document_id = ?)",
            report,
            document_id,
        )

    def _add(
        self, sha256: str, data: bytes, name: str, document: Document, report: Report, parser_version: int
    ) -> Saved:
        document_id = self._connection.insert(
            "INSERT INTO documents (sha256, file_name, format, received_at, size, page_starts, text, bytes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            sha256,
            storable(name),
            document.format,
            now(),
            len(data),
            json.dumps(document.page_starts),
            storable(document.text),
            data,
        )
        report_id = self._connection.insert(
            f"INSERT INTO reports (document_id, parser_version, parsed_at, {_REPORT_COLUMNS})"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            document_id,
            parser_version,
            now(),
            *self._report_values(report.identity),
        )
        add_contents(self._connection, report_id, document_id, document, report)
        body = self._body_and_year(report_id)
        if None in body:
            return Saved("incomplete", report_id)
        before = self._answering(*body)
        self._elect(*body)
        outcome: Outcome = "stored"
        if before is not None:
            outcome = "kept_as_older" if self._answering(*body) == before else "replaced_older"
        return Saved(outcome, report_id, before)

    def _replace(
        self, report_id: int, document_id: int, document: Document, report: Report, parser_version: int
    ) -> Saved:
        before = self._body_and_year(report_id)
        remove_contents(self._connection, report_id, document_id)
        self._connection.run(
            "UPDATE documents SET format = ?, page_starts = ?, text = ? WHERE id = ?",
            document.format,
            json.dumps(document.page_starts),
            storable(document.text),
            document_id,
        )
        self._connection.run(
            f"UPDATE reports SET (answers, parser_version, parsed_at, {_REPORT_COLUMNS})"
            " = (0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?",
            parser_version,
            now(),
            *self._report_values(report.identity),
            report_id,
        )
        self._apply_identity(report_id, document_id)
        add_contents(self._connection, report_id, document_id, document, report)
        after = self._body_and_year(report_id)
        for body in {before, after}:
            self._elect(*body)
        return Saved("incomplete" if None in after else "parsed_again", report_id)

    def _report_values(self, identity: Identity) -> tuple[object, ...]:
        return (
            self._organization(identity),
            identity.year,
            storable_or_none(identity.title),
            first_year(identity.title or ""),
            identity.template,
            iso(identity.period_start),
            iso(identity.period_end),
            iso(identity.published_on),
            storable_or_none(identity.index_number),
        )

    def _organization(self, identity: Identity) -> int | None:
        """The number of the body, made where it is new."""
        if identity.organization is None:
            return None
        name, code = storable(identity.organization), identity.division_code
        if code is not None:
            known = by_code(code, identity.year)
            self._connection.run(
                "INSERT INTO divisions (code, name, full_name, level) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (code) DO NOTHING",
                code,
                known.name if known else identity.division or "",
                identity.division or "",
                _level(code),
            )
        row = self._connection.first(
            "SELECT id FROM organizations WHERE name = ? AND ifnull(division_code, '') = ?", name, code or ""
        )
        if row is not None:
            return int(row[0])
        return self._connection.insert("INSERT INTO organizations (name, division_code) VALUES (?, ?)", name, code)

    def _body_and_year(self, report_id: int) -> tuple[int | None, int | None]:
        organization_id, year = self._connection.one(
            "SELECT organization_id, year FROM reports WHERE id = ?", report_id
        )
        return organization_id, year

    def _answering(self, organization_id: int | None, year: int | None) -> int | None:
        row = self._connection.first(
            "SELECT id FROM reports WHERE organization_id = ? AND year = ? AND answers = 1", organization_id, year
        )
        return None if row is None else int(row[0])

    def _elect(self, organization_id: int | None, year: int | None) -> None:
        """Let the newest report of a body and year that nobody rejected answer, and only it."""
        versions = self._connection.all(reports.VERSIONS, organization_id, year)
        newest = next((number for number, *_, verdict in versions if verdict != "rejected"), None)
        if newest == self._answering(organization_id, year):
            return
        self._connection.run(
            "UPDATE reports SET answers = 0 WHERE organization_id = ? AND year = ? AND answers = 1",
            organization_id,
            year,
        )
        self._connection.run("UPDATE reports SET answers = 1 WHERE id = ?", newest)

    def _writing(self) -> AbstractContextManager[None]:
        # Our own commits leave the connection's version as it is.
        self._organizations = self._years = None
        return self._connection.writing()

    # --- asking (core.types.Holdings) ------------------------------------------------------------------

    def organizations(self) -> Sequence[Organization]:
        """Every body with an answering report, in order of id; the same tuple until another body comes or goes."""
        version = self._connection.version()
        if self._organizations is None or self._organizations[0] != version:
            rows = self._connection.all(
                "SELECT organizations.id, organizations.name, organizations.division_code, divisions.full_name"
                " FROM organizations LEFT JOIN divisions ON divisions.code = organizations.division_code"
                " WHERE EXISTS (SELECT 1 FROM reports"
                "               WHERE reports.organization_id = organizations.id AND reports.answers = 1)"
                " ORDER BY organizations.id"
            )
            held = tuple(Organization(*row) for row in rows)
            before = self._organizations[1] if self._organizations else ()
            self._organizations = version, before if held == before else held
        return self._organizations[1]

    def years(self) -> Sequence[int]:
        """Every report year present, ascending; the same tuple until something is stored."""
        version = self._connection.version()
        if self._years is None or self._years[0] != version:
            rows = self._connection.all(_YEARS)
            self._years = version, tuple(year for (year,) in rows)
        return self._years[1]

    def reports(
        self,
        *,
        organizations: Iterable[int] | None = None,
        years: Iterable[int] | None = None,
        ids: Iterable[int] | None = None,
    ) -> Sequence[ReportEntry]:
        """The answering reports of these bodies, years and numbers (None: of all), by body and year."""
        return reports.entries(self._connection, organizations, years, ids)

    def figures(
        self,
        *,
        organizations: Iterable[int] | None = None,
        years: Iterable[int] | None = None,
        indicators: Iterable[str],
        applicants: Iterable[Applicant | None] = (None,),
    ) -> Sequence[Figure]:
        """The best figures, by body, year, indicator (in the order of the forms), applicant.

        Raises UsageError for an indicator that does not exist.
        """
        return figures.figures(self._connection, organizations, years, indicators, applicants)

    def checks(self, report: int) -> Sequence[Check]:
        """The checks stored with a report, without the findings that a person dismissed."""
        document = self._connection.first("SELECT document_id FROM reports WHERE id = ?", report)
        dismissed = {one.of for one in decisions.dismissals(self._connection, document[0])} if document else set()
        return tuple(check for check in reports.checks(self._connection, report) if finding(check) not in dismissed)

    def failures(
        self, *, organizations: Iterable[int] | None = None, years: Iterable[int] | None = None
    ) -> Sequence[tuple[int, int]]:
        """The answering reports that fail checks, each with how many; dismissed findings are not counted."""
        return reports.failures(self._connection, organizations, years)

    def issues(self, report: int) -> Sequence[Issue]:
        """The issues stored with a report."""
        return reports.issues(self._connection, report)

    def passages(
        self,
        phrase: str,
        *,
        organizations: Iterable[int] | None = None,
        years: Iterable[int] | None = None,
        limit: int = 10,
    ) -> Sequence[Passage]:
        """Where the phrase stands in answering reports, one passage a section, best first; it may run over punctuation."""
        return passages.passages(self._connection, phrase, organizations, years, limit)

    # --- one report, and all of them -------------------------------------------------------------------

    def report(self, report: int) -> StoredReport:
        """Everything kept of one report. Raises UsageError where there is none of this number."""
        return reports.stored_report(self._connection, report)

    def original(self, report: int) -> tuple[str, bytes]:
        """The file a report was read from, by its name and bytes, as it came in. Raises UsageError."""
        return reports.original(self._connection, report)

    def find_report(self, reference: str) -> int:
        """The report meant by its number, file name, title, or body and year (`泰顺县人民政府 2018`).

        Raises UsageError where there is none, or several.
        """
        return reports.find_report(self._connection, reference)

    def coverage(self) -> Sequence[Coverage]:
        """Which body has answering reports of which years, by division and name."""
        entries: dict[int, list[ReportEntry]] = {}
        for entry in self.reports():
            entries.setdefault(entry.organization, []).append(entry)
        bodies = sorted(self.organizations(), key=lambda body: (body.division_code or "~", body.name, body.id))
        return tuple(
            Coverage(body.id, body.name, body.division_code, body.division, tuple(entries[body.id])) for body in bodies
        )


def _level(code: str) -> str:
    if code[6:].strip("0"):
        return "township"
    if code[2:].strip("0") == "":
        return "province"
    return "prefecture" if code[4:6] == "00" else "county"

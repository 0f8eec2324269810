"""The archive of reports: what is kept, which version answers, and what can be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from core.asking.words.catalog import Catalog
from core.errors import ReadError
from core.types import (
    Applicant,
    Check,
    Document,
    Figure,
    Issue,
    Leading,
    Number,
    Ordered,
    Organization,
    Passage,
    Report,
    ReportEntry,
)
from core.version import PARSER_VERSION
from store import correcting, deciding, origins, saving, settling, undoing, unread
from store.asking import changes, figures, passages, reports
from store.asking.changes import Change
from store.asking.names import Names
from store.asking.present import Present
from store.asking.totals import Extent, Reported, Totals
from store.connection import PATIENCE, Mode, connect
from store.desk.chats import Chats
from store.desk.inbox import Inbox
from store.desk.jobs import Jobs
from store.desk.messages import Messages
from store.desk.people import People
from store.desk.subscriptions import Subscriptions
from store.records import (
    Coverage,
    Decisions,
    Entry,
    Finding,
    Origin,
    Read,
    ReportVerdict,
    Saved,
    StoredReport,
    Visit,
    finding,
)
from store.unread import Unread

Outcome = TypeVar("Outcome")


class _Rehearsed(Exception):
    """The end of a rehearsal."""


class Archive:
    """The reports in one SQLite file; it is a `core.types.Holdings`.

    Use it in the thread that made it; several processes may share a file. With `mode="ro"` nothing is written
    and the file must exist. Who writes waits `patience` seconds for another who does. Raises UsageError where the file
    is missing or is not a database of ours.
    """

    def __init__(self, path: Path | str, mode: Mode = "rw", *, patience: float = PATIENCE) -> None:
        self.path = Path(path)
        self._connection = connect(self.path, mode, patience)
        self.chats = Chats(self._connection)
        self.people = People(self._connection)
        self.jobs = Jobs(self._connection)
        self.inbox = Inbox(self._connection)
        self.messages = Messages(self._connection)
        self.subscriptions = Subscriptions(self._connection)
        self.totals = Totals(self._connection)
        self._present = Present(self._connection)
        self._names: tuple[tuple[int, int], Names] | None = None
        self._rehearsing = False

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
        origin: Origin | None = None,
    ) -> Saved:
        """Keep one parsed document, all of it or (when this raises) nothing of it; `job` is done with it."""
        with self._writing():
            saved = saving.save(self._connection, data, name, document, report, parser_version, origin)
            if job is not None:
                self.jobs.done(job, saved)
            return saved

    def save_all(self, several: Iterable[Read]) -> Sequence[Saved | ReadError]:
        """Keep parsed documents in one transaction: each whole, or not at all with the reason why."""
        told: list[Saved | ReadError] = []
        with self._writing():
            for one in several:
                try:
                    with self._connection.nested():
                        told.append(
                            saving.save(
                                self._connection,
                                one.data,
                                one.name,
                                one.document,
                                one.report,
                                PARSER_VERSION,
                                one.origin,
                            )
                        )
                except (ValueError, OverflowError) as error:
                    told.append(ReadError("unreadable", f"A figure can't be stored: {error}."))
        return told

    def known(self, data: bytes, job: int) -> Saved | None:
        """The same for bytes that were stored before by this parser or a newer one; None where they were not."""
        report = self.holds(data)
        if report is None:
            return None
        saved = Saved("already_there", report)
        with self._writing():
            self.jobs.done(job, saved)
        return saved

    def note_origin(self, report: int, origin: Origin) -> None:
        """Keep where the bytes of a stored report came from (again)."""
        with self._writing():
            origins.note(self._connection, report, origin)

    def visit(self, address: str) -> Visit | None:
        """The last visit of an address that gave a report."""
        return origins.visit(self._connection, address)

    def listings(self) -> tuple[str, ...]:
        """The pages that named stored reports, the first known first."""
        return origins.listings(self._connection)

    def named_by(self, listing: str) -> tuple[str, ...]:
        """The addresses of stored reports that a listing page named."""
        return origins.named_by(self._connection, listing)

    def holds(self, data: bytes, *, parser_version: int = PARSER_VERSION) -> int | None:
        """The report made of these very bytes, if this parser or a newer one has read them."""
        return saving.holds(self._connection, data, parser_version)

    def read_again(
        self, report: int, document: Document, reading: Report, *, parser_version: int = PARSER_VERSION
    ) -> Saved:
        """Put another reading of a report's document in the place of the one that is kept, unless it is poorer."""
        with self._writing():
            return saving.read_again(self._connection, report, document, reading, parser_version)

    def note_tried(self, report: int, *, parser_version: int = PARSER_VERSION) -> None:
        """Note that this parser could not read a report's document: what an older one read stays."""
        with self._writing():
            saving.note_tried(self._connection, report, parser_version)

    def older(self, *, parser_version: int = PARSER_VERSION) -> Sequence[int]:
        """The reports whose reading is of an older parser, whether or not this one tried."""
        return saving.older(self._connection, parser_version)

    def count_untried(self, *, parser_version: int = PARSER_VERSION) -> int:
        """How many reports this parser has not tried to read."""
        return saving.count_untried(self._connection, parser_version)

    # --- deciding: what people change survives parsing the document again ------------------------------

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
        """Set a figure right, or strike it out with None."""
        with self._writing():
            correcting.correct(self._connection, report, indicator, applicant, value, reason=reason, person=person)

    def correct_year(self, report: int, year: int, *, reason: str, person: str) -> None:
        """Say of which year a report is."""
        with self._writing():
            correcting.correct_year(self._connection, report, year, reason=reason, person=person)

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
        """Say whose report it is: the body's name in full, its division's code and full name."""
        with self._writing():
            correcting.correct_organization(
                self._connection, report, organization, division_code, division, reason=reason, person=person
            )

    def judge(self, report: int, verdict: ReportVerdict, *, reason: str, person: str) -> None:
        """Confirm a report, or reject it: then it answers no more, and the version before it does."""
        with self._writing():
            correcting.judge(self._connection, report, verdict, reason=reason, person=person)

    def dismiss(self, report: int, of: Finding, *, reason: str, person: str) -> None:
        """Say that what a check found is none."""
        with self._writing():
            correcting.dismiss(self._connection, report, of, reason=reason, person=person)

    def unread_figures(self, report: int | None = None) -> Sequence[Unread]:
        """The numbers that could not be read for sure and that nobody settled: of one report, or of all that count."""
        return unread.unread(self._connection, report)

    def settle(self, key: str, indicator: str, applicant: Applicant | None, *, reason: str, person: str) -> Unread:
        """Say which figure an unread number is; the number itself is that of its quote."""
        with self._writing():
            return settling.settle(self._connection, key, indicator, applicant, reason=reason, person=person)

    def value(self, report: int, indicator: str, applicant: Applicant | None) -> Number | None:
        """What a report gives for a figure, corrections counted; None where nothing, whether or not it answers."""
        return settling.answering(self._connection, report, indicator, applicant)

    def take_back(self, key: str, *, reason: str, person: str) -> tuple[str, Applicant | None]:
        """Take back what was settled of a number; which figure it was said to be."""
        with self._writing():
            return settling.take_back(self._connection, key, reason=reason, person=person)

    def decisions(self, report: int) -> Decisions:
        """What people decided about a report so far. Raises UsageError where there is none of this number."""
        return undoing.decisions(self._connection, report)

    def undo(self, report: int, before: Decisions, after: Decisions, *, reason: str, person: str) -> None:
        """Bring back what was decided before. Raises UsageError where something was decided since `after`."""
        with self._writing():
            undoing.undo(self._connection, report, before, after, reason=reason, person=person)

    def rehearse(self, change: Callable[[Archive], Outcome]) -> Outcome:
        """What the change gives, with all that it writes taken back."""
        told: list[Outcome] = []
        with suppress(_Rehearsed), self._writing():
            self._rehearsing = True
            try:
                told.append(change(self))
            finally:
                self._rehearsing = False
            raise _Rehearsed
        self._forget()
        return told[0]

    def _forget(self) -> None:
        self._present.forget()
        self._names = None

    def audit(self, limit: int = 1000) -> Sequence[Entry]:
        """Who changed what, when and why: the last `limit` changes, the oldest first."""
        return deciding.audit(self._connection, limit=limit)

    def _writing(self) -> AbstractContextManager[None]:
        # Our own commits leave the connection's version as it is.
        self._forget()
        return nullcontext() if self._rehearsing else self._connection.writing()

    # --- asking (core.types.Holdings) ------------------------------------------------------------------

    def organizations(self) -> Sequence[Organization]:
        """Every body with an answering report, in order of id; the same tuple until another body comes or goes."""
        return self._present.organizations()

    def organizations_within(self, start: str) -> Sequence[Organization]:
        """The bodies with an answering report whose division's code begins so, in order of code and name."""
        return self._present.within(start)

    def each_organization(self, ids: Iterable[int] | None = None) -> Iterator[Organization]:
        """The same one after the other, or those of these numbers: few are in memory, however many there are."""
        return self._present.each_organization(ids)

    def spelt(self, parts: Iterable[str]) -> Sequence[Organization]:
        """The same in whose names, with that of their place before, these parts stand in this order."""
        return self._present.spelt(parts)

    def called(self, name: str) -> Sequence[Organization]:
        """The bodies of this very name that have an answering report."""
        return self._present.called(name)

    def filed(self, name: str, division_code: str | None) -> Organization | None:
        """The one of them that is filed under this division."""
        return next((body for body in self.called(name) if body.division_code == division_code), None)

    def organization(self, number: int) -> Organization | None:
        """The body of this number, where it has an answering report."""
        return next(self.each_organization([number]), None)

    def newest(self, most: int) -> Iterator[ReportEntry]:
        """So many answering reports of the latest years, the latest first."""
        for year in reversed(self.years()):
            found = reports.entries(self._connection, None, [year], None, most)
            yield from found
            most -= len(found)
            if most <= 0:
                return

    def files(self, ids: Iterable[int]) -> Mapping[int, tuple[str, str, str, str]]:
        """Of reports the name of the file, its format, its SHA-256 and when it was received."""
        return reports.files(self._connection, ids)

    def names(self) -> Catalog | None:
        """What the bodies are called, looked up where it is kept; None where another version of the program kept it."""
        version = self._connection.version()
        if self._names is None or self._names[0] != version:
            if not self._connection.names_are_kept():
                return None
            self._names = version, Names(self._connection)
        self._names[1].trim()
        return self._names[1]

    def leading(self, asked: Ordered, *, least: bool, most: int) -> Leading | None:
        """Those of all bodies who come first by a figure as it stands in reports."""
        kind, year, extent = Reported(asked.indicator, asked.applicant), asked.year, Extent("", asked.level)
        if self.names() is None or (given := self.totals.given(kind, year, extent)) <= most:
            return None
        return Leading(
            tuple(self.totals.in_order(kind, year, extent, least=least, most=most)),
            self.totals.reports(year, extent),
            given,
            tuple(sorted(self.totals.forms_given(kind, year, extent))),
            self.totals.provinces(kind, year, extent),
        )

    def years(self) -> Sequence[int]:
        """Every report year present, ascending; the same tuple until something is stored."""
        return self._present.years()

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
        dismissed = {one.of for one in deciding.dismissals(self._connection, document[0])} if document else set()
        return tuple(check for check in reports.checks(self._connection, report) if finding(check) not in dismissed)

    def failed_checks(self, ids: Iterable[int]) -> Mapping[int, Sequence[Check]]:
        """The checks that these reports fail, without the findings that a person dismissed."""
        return {
            report: failed
            for report in sorted(reports.failing(self._connection, ids))
            if (failed := [check for check in self.checks(report) if check.status == "fail"])
        }

    def failures(
        self, *, organizations: Iterable[int] | None = None, years: Iterable[int] | None = None
    ) -> Sequence[tuple[int, int]]:
        """The answering reports that fail checks, each with how many; dismissed findings are not counted."""
        return reports.failures(self._connection, organizations, years)

    def issues(self, report: int, code: str | None = None) -> Sequence[Issue]:
        """The issues stored with a report (of one code), without the unread numbers that a person settled."""
        issues = reports.issues(self._connection, report, code)
        if all(issue.code != "unread_figure" for issue in issues):
            return issues
        (document,) = self._connection.one("SELECT document_id FROM reports WHERE id = ?", report)
        given = reports.corrections(self._connection, document)
        return tuple(issue for issue in issues if not any(one.settles(issue) for one in given))

    def blurred(self, ids: Iterable[int]) -> Set[int]:
        """Those of the reports that were read from images with low confidence."""
        return reports.blurred(self._connection, ids)

    def passages(
        self,
        phrase: str,
        *,
        organizations: Iterable[int] | None = None,
        years: Iterable[int] | None = None,
        limit: int = 10,
    ) -> Sequence[Passage]:
        """Where a phrase stands in answering reports, a passage a section, best first; it may run over punctuation."""
        return passages.passages(self._connection, phrase, organizations, years, limit)

    def mentioning(
        self, phrase: str, *, organizations: Iterable[int] | None = None, years: Iterable[int] | None = None
    ) -> int:
        """How many answering reports of these bodies and years a phrase stands in."""
        return passages.mentioning(self._connection, phrase, organizations, years)

    # --- one report, and all of them -------------------------------------------------------------------

    def report(self, report: int) -> StoredReport:
        """Everything kept of one report. Raises UsageError where there is none of this number."""
        return reports.stored_report(self._connection, report)

    def original(self, report: int) -> tuple[str, bytes]:
        """The file a report was read from, by its name and bytes, as it came in. Raises UsageError."""
        return reports.original(self._connection, report)

    def rejected(self) -> Sequence[ReportEntry]:
        """The reports that answer no more since a person rejected them, where no other version answers."""
        return reports.rejected(self._connection)

    def received(self, since: datetime, until: datetime) -> Sequence[int]:
        """The answering reports whose file came in from one moment on and before another, in the order they came."""
        return reports.received(self._connection, since, until)

    def changes(self, since: datetime) -> Sequence[Change]:
        """What came in or was changed from a moment on, the oldest first."""
        return changes.changes(self._connection, since)

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

"""Reading stored reports again from their bytes, after the parser has learnt something: what changed is told.

Each report is replaced as a whole or not at all, so that an interrupted run just goes on when it is started again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from core.errors import ReadError
from core.types import Applicant, Fact, Identity, Number
from core.work.worker import Workers
from store.archive import Archive
from store.intake.parsing import File, Parsed, parse_all
from store.records import Saved, StoredReport

Key = tuple[str, Applicant | None]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure read otherwise: `before` None is new, `after` None is gone. `corrected`: what a person gave stands."""

    indicator: str
    applicant: Applicant | None
    before: Number | None
    after: Number | None
    corrected: bool


@dataclass(frozen=True, slots=True)
class IdentityChange:
    """A field of a report's identity that is read otherwise."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of one report. Where `error` tells why it could not be read, and where the reading was poorer
    (`saved` is then `kept_fuller`), what was read before stays."""

    report: int
    name: str
    identity: Identity
    saved: Saved | None = None
    error: ReadError | None = None
    figures: tuple[FigureChange, ...] = ()
    identity_changes: tuple[IdentityChange, ...] = ()

    @property
    def was_replaced(self) -> bool:
        """Whether the new reading took the place of the older one."""
        return self.saved is not None and self.saved.outcome != "kept_fuller"


def reread(archive: Archive, reports: Iterable[int], workers: Workers) -> Iterator[Reread]:
    """Read these reports again, in the order given."""
    for report, result in parse_all(workers, _files(archive, reports)):
        assert result is not None
        before = archive.report(report)
        try:
            yield _put(archive, before, result)
        except (ValueError, OverflowError) as error:
            yield _failed(archive, before, ReadError("unreadable", f"A figure can't be stored: {error}."))


def _files(archive: Archive, reports: Iterable[int]) -> Iterator[tuple[int, File]]:
    for report in reports:
        name, data = archive.original(report)
        yield report, File(name, data)


def _put(archive: Archive, before: StoredReport, result: Parsed | ReadError) -> Reread:
    if isinstance(result, ReadError):
        return _failed(archive, before, result)
    saved = archive.read_again(before.id, result.document, result.report)
    after = archive.report(before.id)
    return Reread(
        before.id,
        before.file_name,
        after.identity,
        saved=saved,
        figures=tuple(_figure_changes(before, after)),
        identity_changes=tuple(_identity_changes(before.identity, after.identity)),
    )


def _failed(archive: Archive, before: StoredReport, error: ReadError) -> Reread:
    archive.note_tried(before.id)
    return Reread(before.id, before.file_name, before.identity, error=error)


def _figure_changes(before: StoredReport, after: StoredReport) -> Iterator[FigureChange]:
    old, new = _best(before.facts), _best(after.facts)
    corrected = {(one.indicator, one.applicant) for one in after.corrections}
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            yield FigureChange(*key, old.get(key), new.get(key), key in corrected)


def _best(facts: Iterable[Fact]) -> dict[Key, Number]:
    """The value that answers for each figure: the table's before that of the text."""
    best: dict[Key, Number] = {}
    for fact in sorted(facts, key=lambda fact: fact.source != "table"):
        best.setdefault((fact.indicator, fact.applicant), fact.value)
    return best


def _identity_changes(before: Identity, after: Identity) -> Iterator[IdentityChange]:
    for field in fields(Identity):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            yield IdentityChange(field.name, old, new)

"""Visiting a known listing page again: what is new, changed or gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from core.errors import ReadError
from core.work.worker import Workers
from store.archive import Archive
from store.intake.ingest import Ingested, ingest
from store.intake.sources import Source
from store.intake.web.gathering import Gatherer, Survey

News = Literal["new", "changed", "gone", "as_before", "failed"]


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of one address of a list; `report` is what is stored of it, `error` why it could not be taken."""

    news: News
    address: str
    report: int | None = None
    error: ReadError | None = None


def collect(
    archive: Archive, gatherer: Gatherer, workers: Workers, survey: Survey, listing: str
) -> Iterator[Collected]:
    """Take what a list names now, and see what it named once. What is gone from the web stays stored."""
    known = set(archive.named_by(listing))
    for result in ingest(archive, _sources(gatherer, survey), workers):
        yield _told(result, known)
    for address in sorted(known - {wanted.address for wanted in survey.wanted}):
        seen = archive.visit(address)
        # Files hang on pages, which are visited for themselves.
        if seen is not None and gatherer.is_gone(address):
            yield Collected("gone", address, seen.report)


def _sources(gatherer: Gatherer, survey: Survey) -> Iterator[Source]:
    for wanted in survey.wanted:
        yield from gatherer.take(wanted)


def _told(result: Ingested, known: set[str]) -> Collected:
    if result.saved is None:
        return Collected("failed", result.name, error=result.error)
    if result.saved.outcome in ("already_there", "kept_fuller", "parsed_again"):
        return Collected("as_before", result.name, result.saved.report)
    return Collected("changed" if result.name in known else "new", result.name, result.saved.report)

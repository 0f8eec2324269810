"""Storing many files: each as a whole or not at all, none twice, one that fails never in the way of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.errors import ReadError
from core.types import Identity
from core.work.worker import Workers
from store.archive import Archive
from store.intake.parsing import File, Parsed, parse_all
from store.intake.sources import Source
from store.records import Saved


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file: `saved`, or the `error` that kept it out. `identity` only where it was read now."""

    name: str
    saved: Saved | None
    identity: Identity | None = None
    error: ReadError | None = None


def ingest(archive: Archive, sources: Iterable[Source], workers: Workers) -> Iterator[Ingested]:
    """Store every source, in the order given. Files stored before by this parser are not read again."""
    for found, result in parse_all(workers, _files(archive, sources)):
        if isinstance(found, Ingested):
            yield found
        elif isinstance(result, Parsed):
            yield _store(archive, found, result)
        else:
            yield Ingested(found.name, None, error=result)


def _files(archive: Archive, sources: Iterable[Source]) -> Iterator[tuple[File | Ingested, File | None]]:
    """What is to be parsed, and in their places what is settled already."""
    for source in sources:
        try:
            file = File(source.name, source.load())
        except ReadError as error:
            yield Ingested(source.name, None, error=error), None
            continue
        report = archive.holds(file.data)
        if report is None:
            yield file, file
        else:
            yield Ingested(source.name, Saved("already_there", report)), None


def _store(archive: Archive, file: File, parsed: Parsed) -> Ingested:
    try:
        saved = archive.save(file.data, file.name, parsed.document, parsed.report)
    except (ValueError, OverflowError) as error:
        return Ingested(file.name, None, error=ReadError("unreadable", f"A figure can't be stored: {error}."))
    return Ingested(file.name, saved, parsed.report.identity)

"""Storing many files: each as a whole or not at all, none twice, one that fails never in the way of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.errors import ReadError
from core.types import Identity
from store.archive import Archive
from store.intake.parsing import File, Parsed, Readers, parse_together
from store.intake.sources import Source
from store.records import Origin, Read, Saved


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file: `saved`, or the `error` that kept it out. `identity` only where it was read now."""

    name: str
    saved: Saved | None
    identity: Identity | None = None
    error: ReadError | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A file that is being read: what people know it by, and where it came from."""

    name: str
    file: File
    origin: Origin | None


def ingest(archive: Archive, sources: Iterable[Source], workers: Readers) -> Iterator[Ingested]:
    """Store every source, in the order given. Files stored before by this parser are not read again."""
    for several in parse_together(workers, _files(archive, sources)):
        read = [
            (found, result) for found, result in several if isinstance(found, _Loaded) and isinstance(result, Parsed)
        ]
        stored = iter(_store(archive, read))
        for found, result in several:
            if isinstance(found, Ingested):
                yield found
            elif isinstance(result, Parsed):
                yield next(stored)
            else:
                yield Ingested(found.name, None, error=result, origin=found.origin)


def _files(archive: Archive, sources: Iterable[Source]) -> Iterator[tuple[_Loaded | Ingested, File | None]]:
    """What is to be parsed, and in their places what is settled already."""
    for source in sources:
        if source.held is not None:
            yield _held(archive, source, source.held), None
            continue
        try:
            file = File(source.file_name or source.name, source.load())
        except ReadError as error:
            yield Ingested(source.name, None, error=error, origin=source.origin), None
            continue
        report = archive.holds(file.data)
        if report is None:
            yield _Loaded(source.name, file, source.origin), file
        else:
            yield _held(archive, source, report), None


def _held(archive: Archive, source: Source, report: int) -> Ingested:
    if source.origin is not None:
        archive.note_origin(report, source.origin)
    return Ingested(source.name, Saved("already_there", report), origin=source.origin)


def _store(archive: Archive, several: Sequence[tuple[_Loaded, Parsed]]) -> Iterator[Ingested]:
    """Store what was read in one transaction: on the disk before anything of it is told."""
    if not several:
        return
    told = archive.save_all(
        [Read(read.file.data, read.file.name, parsed.document, parsed.report, read.origin) for read, parsed in several]
    )
    for (read, parsed), saved in zip(several, told, strict=True):
        if isinstance(saved, ReadError):
            yield Ingested(read.name, None, error=saved, origin=read.origin)
        else:
            yield Ingested(read.name, saved, parsed.report.identity, origin=read.origin)

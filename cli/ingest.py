"""`gongkai ingest`: files, folders and archives into the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from cli.due import tell_what_is_due
from cli.failures import DONE, SOME_FAILED
from cli.options import PathArgument, database_option, database_path, exists, jobs_option
from cli.progress import with_progress
from cli.terminal import Interrupts, heed_one_interrupt, shown
from cli.words import failure, passed_over, summary

if TYPE_CHECKING:
    from core.types import Document, Report
    from core.work.worker import Workers
    from store import Archive
    from store.intake.ingest import Ingested
    from store.intake.sources import Source
    from store.records import Saved


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=PathArgument())
@database_option
@jobs_option
def ingest(paths: tuple[Path, ...], database: Path | None, jobs: int | None) -> int:
    """Store the reports of files, folders and archives.

    Folders are read with everything below them, archives (zip, tar, gz) member by member; files of unknown formats are
    passed over and named at the end. What is stored already is not read again: after an interruption just run the same
    command once more. A newer version of a report takes the older one's place; the older is kept. Exit code 1 means
    that some file is no report or can't be read: standard error names each, the others are stored.
    """
    from core.document.limits import set_limits
    from store.intake.ingest import ingest as ingest_all
    from store.intake.parsing import open_workers, read_limits
    from store.settings import load_settings

    settings = load_settings()
    set_limits(read_limits(settings))
    heed_one_interrupt()
    tally = _Tally()
    with open_workers(settings, processes=1) as unpackers, _open_when_storing(database_path(database)) as archive:
        passed: list[str] = []
        sources = _sources(paths, unpackers, passed.append)
        if not sources:
            folders = ", ".join(str(path) for path in paths)
            raise click.UsageError(f"There is no file of a known format in {folders}.{passed_over(passed, ' ')}")
        try:
            with open_workers(settings, processes=jobs) as workers:
                results = ingest_all(cast("Archive", archive), sources, workers)
                for ingested in with_progress(results, len(sources), _troubles):
                    tally.add(ingested)
                    Interrupts.release()
        finally:
            click.echo(summary(len(sources), "files", tally.counts, tally.failed) + passed_over(passed), err=True)
            archive.tell_what_is_due()
    return SOME_FAILED if tally.failed else DONE


def _sources(paths: Iterable[Path], unpackers: Workers, pass_over: Callable[[str], None]) -> list[Source]:
    """The files of these paths; one that can't be looked into is a source that says so."""
    from store.intake.sources import find_sources

    return list(find_sources(paths, unpackers, pass_over))


@contextmanager
def _open_when_storing(path: Path) -> Iterator[_ArchiveToBe]:
    archive = _ArchiveToBe(path)
    try:
        yield archive
    finally:
        archive.close()


class _ArchiveToBe:
    """What storing needs of an archive; a file that is not there yet is made with the first report."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._archive: Archive | None = None
        if exists(path) or not path.parent.is_dir():
            self._open()

    def _open(self) -> Archive:
        if self._archive is None:
            from store import Archive

            self._archive = Archive(self._path)
        return self._archive

    def holds(self, data: bytes) -> int | None:
        return None if self._archive is None else self._archive.holds(data)

    def save(self, data: bytes, name: str, document: Document, report: Report) -> Saved:
        # What is stored is counted, too, whenever the interrupt comes.
        Interrupts.hold()
        try:
            return self._open().save(data, name, document, report)
        except BaseException:
            Interrupts.release()
            raise

    def tell_what_is_due(self) -> None:
        if self._archive is not None:
            tell_what_is_due(self._archive)

    def close(self) -> None:
        if self._archive is not None:
            self._archive.close()


class _Tally:
    """How many files came to what."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.failed = 0

    def add(self, ingested: Ingested) -> None:
        if ingested.saved is None:
            self.failed += 1
        else:
            outcome = ingested.saved.outcome
            self.counts[outcome] = self.counts.get(outcome, 0) + 1


def _troubles(result: Ingested) -> Iterable[str]:
    if result.error is not None:
        return [failure(result.name, result.error)]
    if result.saved is not None and result.saved.outcome == "incomplete":
        return [
            f"{shown(result.name)}: stored, but it does not say which body or year it is of and so answers no question"
        ]
    if result.saved is not None and result.saved.outcome == "kept_as_poorer":
        return [_poorer(result.name, result.saved)]
    if result.saved is not None and result.saved.outcome == "kept_fuller":
        return [f"{shown(result.name)}: stored before; less is read now than then, so that stays"]
    return []


def _poorer(name: str, saved: Saved) -> str:
    gives, other_gives = saved.figures or (0, 0)
    return (
        f"{shown(name)}: stored as report {saved.report}, but it gives {gives:,} figures where report {saved.other} of"
        f" the same body and year gives {other_gives:,}: that one goes on answering (perhaps the file is cut off; if"
        f" not, `gongkai judge {saved.report} confirmed`)"
    )

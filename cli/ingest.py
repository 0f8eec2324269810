"""`gongkai ingest`: files, folders, archives and addresses into the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from cli.due import tell_what_is_due
from cli.failures import DONE, SOME_FAILED
from cli.gathered import Surveyed, show_what_is_wanted, survey
from cli.options import PathArgument, PathOrAddress, database_option, database_path, exists, jobs_option
from cli.progress import with_progress
from cli.terminal import Interrupts, heed_one_interrupt, shown
from cli.words import failure, passed_over, summary

if TYPE_CHECKING:
    from core.errors import ReadError
    from core.work.worker import Workers
    from store import Archive
    from store.intake.ingest import Ingested
    from store.intake.parsing import Readers
    from store.intake.sources import Source
    from store.intake.web.gathering import Gatherer
    from store.records import Origin, Read, Saved, Visit


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH|ADDRESS]...", type=PathOrAddress())
@click.option(
    "--file", "lists", multiple=True, metavar="LIST", type=PathArgument(), help="Addresses, one a line, or a sitemap."
)
@click.option("--origin", metavar="URL", help="The address that the one FILE came from.")
@click.option("--dry-run", is_flag=True, help="Show what addresses lead to; take and store nothing.")
@database_option
@jobs_option
@click.option("--cluster", metavar="ADDRESS", help="Let the workers of this Dask scheduler read, tcp://HOST:8786 say.")
def ingest(
    paths: tuple[Path | str, ...],
    lists: tuple[Path, ...],
    origin: str | None,
    dry_run: bool,
    database: Path | None,
    jobs: int | None,
    cluster: str | None,
) -> int:
    """Store the reports of files, folders, archives and addresses.

    Folders are read with everything below them, archives (zip, tar, gz) member by member; files of unknown formats are
    passed over and named at the end. An address may be a page, a file, or a page that lists yearly reports: then each
    of them is taken, one request a second and host, as robots.txt allows. What is stored already is not read again:
    after an interruption just run the same command once more. A newer version of a report takes the older one's place;
    the older is kept. Exit code 1 means that some file is no report or can't be read: standard error names each, the
    others are stored.
    """
    from core.document.limits import set_limits
    from store.intake.ingest import ingest as ingest_all
    from store.intake.parsing import open_workers, read_limits
    from store.settings import load_settings

    settings = load_settings()
    set_limits(read_limits(settings))
    heed_one_interrupt()
    files, addresses = _told_apart(paths, lists)
    tally = _Tally()
    with ExitStack() as stack:
        unpackers = stack.enter_context(open_workers(settings, processes=1))
        archive = stack.enter_context(_open_when_storing(database_path(database)))
        gatherer, surveyed = None, Surveyed()
        if addresses:
            from store.intake.web.opening import open_gatherer

            gatherer = stack.enter_context(open_gatherer(settings, unpackers, archive.visit))
            surveyed = survey(gatherer, addresses)
        if dry_run:
            return show_what_is_wanted(surveyed, files, archive.visit)
        passed: list[str] = []
        sources = _given(_sources(files, unpackers, passed.append), origin)
        if not sources and not addresses:
            folders = ", ".join(str(path) for path in files)
            raise click.UsageError(f"There is no file of a known format in {folders}.{passed_over(passed, ' ')}")
        expected = _Expected(len(sources) + len(surveyed.wanted) + len(surveyed.failed))
        tally.failed += len(surveyed.failed)
        try:
            workers: Readers
            if cluster:
                from store.intake.cluster import Cluster

                workers = stack.enter_context(Cluster(cluster))
            else:
                workers = stack.enter_context(open_workers(settings, processes=jobs))
            everything = _everything(sources, surveyed, gatherer, expected)
            results = ingest_all(cast("Archive", archive), everything, workers)
            for ingested in with_progress(results, expected.total, _troubles):
                tally.add(ingested)
                if ingested.identity is not None:
                    # It was stored now.
                    Interrupts.release()
        finally:
            click.echo(summary(expected.total, "files", tally.counts, tally.failed) + passed_over(passed), err=True)
            archive.tell_what_is_due()
    return SOME_FAILED if tally.failed else DONE


def _told_apart(given: Iterable[Path | str], lists: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """The paths and the addresses among what was given. Raises UsageError where nothing was."""
    from store.intake.web.lists import addresses_in

    files = [one for one in given if isinstance(one, Path)]
    addresses = [one for one in given if isinstance(one, str)]
    for path in lists:
        addresses += addresses_in(path)
    if not files and not addresses:
        raise click.UsageError("Name files, folders or addresses of reports.")
    return files, list(dict.fromkeys(addresses))


def _given(sources: list[Source], address: str | None) -> list[Source]:
    """The one file with the address that a person gives for it."""
    from dataclasses import replace

    from core.errors import ReadError
    from store.intake.web.addresses import cleaned
    from store.records import Origin

    if address is None:
        return sources
    if len(sources) != 1:
        raise click.UsageError("--origin is the address of one file: name just that file.")
    try:
        return [replace(sources[0], origin=Origin(cleaned(address)))]
    except ReadError as error:
        raise click.UsageError(f"{address}: {error.message}") from None


def _everything(
    sources: Iterable[Source], surveyed: Surveyed, gatherer: Gatherer | None, expected: _Expected
) -> Iterator[Source]:
    """The files, then those of every address; a page that carries files counts for as many."""
    yield from sources
    for wanted in surveyed.wanted:
        assert gatherer is not None
        for number, source in enumerate(gatherer.take(wanted)):
            expected.total += number > 0
            yield source


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


class _Expected:
    """How many files there will be; a page may turn out to carry more than itself."""

    def __init__(self, total: int) -> None:
        self.total = total


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

    def visit(self, address: str) -> Visit | None:
        return None if self._archive is None else self._archive.visit(address)

    def note_origin(self, report: int, origin: Origin) -> None:
        self._open().note_origin(report, origin)

    def save_all(self, several: Sequence[Read]) -> Sequence[Saved | ReadError]:
        from core.errors import ReadError

        # What is stored is counted, too, whenever the interrupt comes.
        Interrupts.hold(len(several))
        try:
            told = self._open().save_all(several)
        except BaseException:
            Interrupts.release(len(several))
            raise
        Interrupts.release(sum(isinstance(one, ReadError) for one in told))
        return told

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

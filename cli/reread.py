"""`gongkai reread`: stored reports read again by the present parser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.failures import DONE, SOME_FAILED
from cli.options import database_option, database_path, jobs_option, language_option
from cli.progress import with_progress
from cli.terminal import as_utf8, heed_one_interrupt, shown
from cli.words import failure, summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.types import Language, Number
    from store import Archive
    from store.intake.rereading import FigureChange, Reread

_FIELDS = {
    "title": ("题名", "title"),
    "year": ("年度", "year"),
    "template": ("表式", "template"),
    "organization": ("机关", "organization"),
    "division_code": ("区划代码", "division code"),
    "division": ("区划", "division"),
    "period_start": ("统计期开始", "period from"),
    "period_end": ("统计期结束", "period to"),
    "published_on": ("公布日期", "published on"),
    "index_number": ("索引号", "index number"),
}


@click.command()
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@database_option
@jobs_option
@language_option
def reread(reports: tuple[str, ...], database: Path | None, jobs: int | None, language: Language | None) -> int:
    """Read stored reports again with the present parser.

    Without REPORT all that were read by an older one, from the files as they were stored; with it (a number, a title,
    or body and year) just these. What changes is printed, report by report; corrections and decisions of people
    stand. After an interruption just run the same command once more.

    Exit code 1 means that some report can't be read any more, or that less is read now than before: standard error
    names each, and what was read before stays.
    """
    from store import Archive
    from store.intake.parsing import open_workers
    from store.intake.rereading import reread as reread_all
    from store.settings import load_settings

    settings = load_settings()
    path = database_path(database)
    if not path.exists():
        raise click.UsageError(f"There is no database {path}: store reports first with `gongkai ingest`.")
    heed_one_interrupt()
    tally = _Tally()
    with Archive(path) as archive:
        wanted = _meant(archive, reports)
        try:
            with open_workers(settings, processes=jobs) as workers:
                for result in with_progress(reread_all(archive, wanted, workers), len(wanted), _troubles):
                    tally.add(result)
                    for line in _changes(result, language or "zh"):
                        click.echo(line)
        finally:
            click.echo(tally.summary(len(wanted)), err=True)
    return SOME_FAILED if tally.failed else DONE


def _meant(archive: Archive, reports: Iterable[str]) -> Sequence[int]:
    named = list(dict.fromkeys(archive.find_report(as_utf8(report)) for report in reports))
    return named or archive.older()


class _Tally:
    """How many reports changed, and how many figures."""

    def __init__(self) -> None:
        self._reports: Counter[str] = Counter()
        self._figures: Counter[str] = Counter()
        self.failed = 0

    def add(self, result: Reread) -> None:
        if not result.was_replaced:
            self.failed += 1
            return
        self._reports["changed" if result.figures or result.identity_changes else "unchanged"] += 1
        self._figures.update(map(_kind, result.figures))

    def summary(self, total: int) -> str:
        """One line: of how many reports how many changed, and how many figures."""
        told = summary(total, "reports", self._reports, self.failed) if total else "0 reports: all are up to date"
        figures = ", ".join(f"{kind} {self._figures[kind]}" for kind in ("new", "changed", "gone"))
        return f"{told}; figures: {figures}" if self._figures else told


def _kind(change: FigureChange) -> str:
    if change.before is None:
        return "new"
    return "gone" if change.after is None else "changed"


def _troubles(result: Reread) -> Iterable[str]:
    if result.error is not None:
        return [f"{failure(f'{result.report} {result.name}', result.error)}; what was read before stays"]
    if not result.was_replaced:
        return [f"{result.report} {shown(result.name)}: less is read now than before; what was read before stays"]
    return []


def _changes(result: Reread, language: Language) -> Iterator[str]:
    """What is read otherwise, a line each: from what to what, with a dash where there is nothing."""
    from core.telling.names import figure_name

    if not result.was_replaced or not (result.figures or result.identity_changes):
        return
    identity = result.identity
    yield shown(f"{result.report} {identity.organization or result.name} {identity.year or ''}".rstrip())
    for field in result.identity_changes:
        yield _line(_FIELDS[field.field][language == "en"], field.before, field.after)
    stands = "（已有人工更正，仍以更正为准）" if language == "zh" else " (what a person corrected stands)"
    for change in result.figures:
        name = figure_name(change.indicator, change.applicant, language)
        yield _line(name, _number(change.before), _number(change.after)) + (stands if change.corrected else "")


def _line(name: str, before: object, after: object) -> str:
    old, new = ("–" if value is None else value for value in (before, after))
    return shown(f"  {name}: {old} → {new}")


def _number(value: Number | None) -> str | None:
    from core.telling.names import render_number

    return None if value is None else render_number(value)

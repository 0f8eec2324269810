"""`gongkai collect`: known listing pages visited again."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import click

from cli.due import tell_what_is_due
from cli.failures import DONE, SOME_FAILED
from cli.options import database_option, database_path, jobs_option
from cli.terminal import heed_one_interrupt, shown
from cli.words import failure


@click.command()
@database_option
@jobs_option
def collect(database: Path | None, jobs: int | None) -> int:
    """Visit every listing page that reports came from, and take what is new or changed.

    Prints a line for each report that is new, changed or gone; what is gone from the web stays stored. Made for a
    timer: sites are asked once a second at most, and only for what has changed. Exit code 1 means that something could
    not be had: standard error names it.
    """
    from core.document.limits import set_limits
    from core.errors import ReadError, UsageError
    from store import Archive
    from store.intake.parsing import open_workers, read_limits
    from store.intake.web.collecting import collect as collect_one
    from store.intake.web.opening import open_gatherer
    from store.settings import load_settings

    settings = load_settings()
    set_limits(read_limits(settings))
    heed_one_interrupt()
    path = database_path(database)
    if not path.exists():
        raise UsageError(f"There is no database {path}: store a listing page first with `gongkai ingest ADDRESS`.")
    tally: Counter[str] = Counter()
    with ExitStack() as stack:
        archive = stack.enter_context(Archive(path))
        listings = archive.listings()
        if not listings:
            raise UsageError("No listing page is known: store one first with `gongkai ingest ADDRESS`.")
        workers = stack.enter_context(open_workers(settings, processes=jobs))
        gatherer = stack.enter_context(open_gatherer(settings, workers, archive.visit, again=True))
        for listing in listings:
            try:
                survey = gatherer.survey(listing)
            except ReadError as error:
                click.echo(failure(listing, error), err=True)
                tally["failed"] += 1
                continue
            for note in survey.notes:
                click.echo(shown(note), err=True)
            for one in collect_one(archive, gatherer, workers, survey, listing):
                tally[one.news] += 1
                if one.error is not None:
                    click.echo(failure(one.address, one.error), err=True)
                elif one.news != "as_before":
                    click.echo("\t".join((one.news, str(one.report), shown(one.address))))
        told = ", ".join(f"{news.replace('_', ' ')} {count}" for news, count in sorted(tally.items()))
        click.echo(f"{len(listings)} listing pages: {told}", err=True)
        tell_what_is_due(archive)
    return SOME_FAILED if tally["failed"] else DONE

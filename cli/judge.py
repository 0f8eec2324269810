"""`gongkai judge`: which of several versions of a report counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import database_option, database_path
from cli.person import person
from cli.terminal import as_utf8, shown

if TYPE_CHECKING:
    from store.records import ReportVerdict


@click.command()
@click.argument("report", metavar="REPORT")
@click.argument("verdict", type=click.Choice(["confirmed", "rejected"]))
@database_option
@click.option("--reason", default="", help="Why: it is kept with the verdict.")
def judge(report: str, verdict: ReportVerdict, database: Path | None, reason: str) -> None:
    """Say that a stored report is right, or that it must not answer.

    A confirmed version answers before older ones even where it gives fewer figures than they do; a rejected one answers
    no more. REPORT is a number, a title, a file's name, or body and year.
    """
    from store import Archive

    path = database_path(database)
    if not path.exists():
        raise click.UsageError(f"There is no database {path}: store reports first with `gongkai ingest`.")
    with Archive(path) as archive:
        number = archive.find_report(as_utf8(report))
        archive.judge(number, verdict, reason=as_utf8(reason), person=person())
        judged = archive.report(number)
        answering = next((version.report for version in judged.versions if version.answers), None)
    click.echo(shown(f"{number} {judged.identity.organization or judged.file_name} {verdict}."))
    if answering is None:
        click.echo("No version of it answers now.")
    elif answering != number:
        click.echo(f"Report {answering} of the same body and year answers.")

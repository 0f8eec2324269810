"""`gongkai unread`: the numbers of stored reports that could not be read for sure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.due import tell_what_is_due
from cli.options import database_option, database_path, language_option
from cli.terminal import as_utf8, print_json, shown, write_utf8

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.types import Language
    from store.unread import Unread, Wording


@click.command()
@click.argument("report", required=False, metavar="[REPORT]")
@database_option
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many to list at most.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@language_option
def unread(report: str | None, database: Path | None, limit: int, as_json: bool, language: Language | None) -> None:
    """List the numbers that speak of disclosure and could not be read for sure.

    Without REPORT they are listed by how they are worded, whatever the numbers, the wording of most reports first, each
    with an example. With REPORT (a number, a title, a file's name, or body and year) each number of it is. A number is
    named like 12:340-352: `gongkai settle` says by that name which figure it is.
    """
    from store import Archive
    from store.unread import number_object, wording_object, wordings

    if as_json:
        write_utf8()
    with Archive(database_path(database), "ro") as archive:
        tell_what_is_due(archive)
        if report is None:
            told = wordings(archive.unread_figures())
            lines = [(wording_object(one, number_object(one.example)), _wording(one, language or "zh")) for one in told]
            _tell(lines, limit, as_json=as_json)
        else:
            found = archive.unread_figures(archive.find_report(as_utf8(report)))
            _tell([(number_object(one), _number(one)) for one in found], limit, as_json=as_json)


def _tell(lines: Sequence[tuple[dict[str, Any], str]], limit: int, *, as_json: bool) -> None:
    for as_object, line in lines[:limit]:
        if as_json:
            print_json(as_object)
        else:
            click.echo(line)
    if len(lines) > limit:
        click.echo(f"{len(lines) - limit:,} more: --limit tells how many are listed.", err=True)


def _wording(one: Wording, language: Language) -> str:
    reports = f"{one.reports} 份报告" if language == "zh" else f"{one.reports} report{'s' * (one.reports > 1)}"
    example = one.example
    whose = " ".join(str(part) for part in (example.organization, example.year) if part)
    return f"{reports}  {shown(one.text)}\n    {shown(whose)}  {_number(example)}"


def _number(one: Unread) -> str:
    from core.telling.names import quote, render_number

    return shown(f"{one.key}  {render_number(one.number)}  “{quote(one.quote)}”")

"""`gongkai settle`: which figure an unread number is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import database_option, database_path, language_option
from cli.person import person
from cli.terminal import as_utf8, shown
from core.types import APPLICANTS

if TYPE_CHECKING:
    from core.types import Applicant, Language


@click.command()
@click.argument("unread", metavar="UNREAD")
@click.argument("indicator", required=False, metavar="[INDICATOR]")
@database_option
@click.option("--applicant", type=click.Choice(APPLICANTS), help="The column. [default: the total]")
@click.option("--undo", is_flag=True, help="Take back what was settled before.")
@click.option("--reason", default="", help="Why: it is kept with what was settled.")
@language_option
def settle(
    unread: str,
    indicator: str | None,
    database: Path | None,
    applicant: Applicant | None,
    undo: bool,
    reason: str,
    language: Language | None,
) -> None:
    """Say which figure a number is that could not be read for sure.

    UNREAD is its name as `gongkai unread` lists it. The number is that of the report's words: nobody types it.
    INDICATOR is a code or a label. What was settled is kept like a correction, with who and when, and the checks run
    again.

    \b
    gongkai settle 12:340-352 disclosure.items
    gongkai settle 12:340-352 --undo
    """
    from core.telling.names import count_checks, figure_name, number_or_dash, render_number
    from store import Archive
    from store.unread import parts_of

    if undo == (indicator is not None):
        raise click.UsageError("Name an INDICATOR, or --undo what was settled.")
    path = database_path(database)
    if not path.exists():
        raise click.UsageError(f"There is no database {path}: store reports first with `gongkai ingest`.")
    chosen = language or "zh"
    told = {"reason": as_utf8(reason), "person": person()}
    report, _, _ = parts_of(as_utf8(unread))
    with Archive(path) as archive:
        if indicator is None:
            code, column = archive.take_back(as_utf8(unread), **told)
            left = archive.value(report, code, column)
            click.echo(f"{figure_name(code, column, chosen)}: {number_or_dash(left)}")
        else:
            code = _indicator(as_utf8(indicator))
            found = archive.settle(as_utf8(unread), code, applicant, **told)
            click.echo(f"{figure_name(code, applicant, chosen)}: {render_number(found.number)}  {shown(found.quote)}")
        click.echo(count_checks(archive.checks(report), chosen))


def _indicator(name: str) -> str:
    from core.forms.indicators import indicators

    found = [item.code for item in indicators().values() if name in (item.code, item.label_zh, item.label_en)]
    if len(found) != 1:
        raise click.UsageError(f"There is no indicator {name!r}: take its code or label from the page of the data.")
    return found[0]

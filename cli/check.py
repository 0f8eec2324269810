"""`gongkai check`: the check sheet of one report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.due import tell_what_is_due
from cli.options import database_option, database_path, exists, language_option
from cli.parse import parse_one
from cli.terminal import as_utf8, shown

if TYPE_CHECKING:
    from core.types import Language, Report
    from store import Archive
    from store.records import StoredReport


@click.command()
@click.argument("report", metavar="FILE_OR_REPORT")
@database_option
@language_option
def check(report: str, database: Path | None, language: Language | None) -> None:
    """Show what adds up in a report, and what not.

    FILE_OR_REPORT is a file, or a stored report by its number, title, or body and year ("泰顺县人民政府 2018").
    """
    from core.telling.sheet import render_sheet
    from store import Archive

    if not report.strip():
        raise click.UsageError("The name of the report is empty.")
    path = Path(report)
    if exists(path):
        click.echo(render_sheet(parse_one(path).report, language or "zh"))
        return
    stored_in = database_path(database)
    if not stored_in.exists():
        raise click.UsageError(f"There is no file {report}, and no database {stored_in} to look for it.")
    with Archive(stored_in, "ro") as archive:
        tell_what_is_due(archive)
        stored = archive.report(archive.find_report(as_utf8(report)))
        click.echo(render_sheet(_as_decided(archive, stored), language or "zh"))
        for line in _corrections(stored, language or "zh"):
            click.echo(line)


def _as_decided(archive: Archive, stored: StoredReport) -> Report:
    """The report as people set it right: figures corrected or struck out, findings dismissed."""
    from core.telling.findings import is_told_by
    from core.types import Report
    from store.deciding import corrected

    facts, checks = stored.facts, tuple(archive.checks(stored.id))
    if stored.corrections:
        last = {(one.indicator, one.applicant): one.new_value for one in stored.corrections}
        struck = {key for key, value in last.items() if value is None}
        right = corrected(facts, stored.corrections)
        facts = tuple(fact for fact in right if (fact.indicator, fact.applicant) not in struck)
    dismissed = [check for check in stored.checks if check not in checks]
    issues = tuple(issue for issue in stored.open_issues if not is_told_by(issue, dismissed))
    return Report(stored.identity, facts, checks, issues)


def _corrections(stored: StoredReport, language: Language) -> Iterator[str]:
    """What people corrected, a line each: from what to what (a dash where there is no figure), who, and why."""
    from core.telling.names import figure_name, number_or_dash, quote
    from store.records import without_account

    if stored.corrections:
        yield f"\n{'已更正' if language == 'zh' else 'Corrected'}: {len(stored.corrections)}"
    for one in stored.corrections:
        name = figure_name(one.indicator, one.applicant, language)
        old, new = map(number_or_dash, (one.old_value, one.new_value))
        reason = f": {one.reason}" if one.reason else ""
        words = f" “{quote(one.quote)}”" if one.quote else ""
        yield shown(f"  {name}: {old} → {new}{words} ({without_account(one.person)}{reason})")

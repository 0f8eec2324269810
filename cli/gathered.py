"""What addresses lead to, before anything is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.failures import DONE, SOME_FAILED
from cli.terminal import shown
from cli.words import failure

if TYPE_CHECKING:
    from store.intake.web.gathering import Gatherer, Wanted
    from store.records import Visit


@dataclass(frozen=True, slots=True)
class Surveyed:
    """The reports that were found, and the addresses that could not be had."""

    wanted: tuple[Wanted, ...] = ()
    failed: tuple[str, ...] = ()


def survey(gatherer: Gatherer, addresses: Iterable[str]) -> Surveyed:
    """What these addresses lead to, each once; what can't be had or followed is named on standard error."""
    from core.errors import ReadError

    wanted: dict[str, Wanted] = {}
    failed = list[str]()
    for address in addresses:
        try:
            found = gatherer.survey(address)
        except ReadError as error:
            click.echo(failure(address, error), err=True)
            failed.append(address)
            continue
        for note in found.notes:
            click.echo(shown(note), err=True)
        if found.is_listing:
            click.echo(shown(f"{address}: a list of {len(found.wanted)} reports"), err=True)
        for one in found.wanted:
            wanted.setdefault(one.address, one)
    return Surveyed(tuple(wanted.values()), tuple(failed))


def show_what_is_wanted(surveyed: Surveyed, files: Iterable[Path], visit: Callable[[str], Visit | None]) -> int:
    """Print what would be taken, a line each: stored or new, year, address, name."""
    for path in files:
        click.echo(shown(str(path)))
    for one in surveyed.wanted:
        seen = visit(one.address)
        state = "new" if seen is None else f"report {seen.report}"
        click.echo("\t".join(map(shown, (state, str(one.year or ""), one.address, one.title))))
    return SOME_FAILED if surveyed.failed else DONE

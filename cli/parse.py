"""`gongkai parse`: what reports say, storing nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.failures import DONE, SOME_FAILED
from cli.options import PathArgument, jobs_option, language_option
from cli.terminal import heed_one_interrupt, print_json, write_utf8
from cli.words import failure

if TYPE_CHECKING:
    from core.errors import ReadError
    from core.types import Language
    from store.intake.parsing import File, Parsed


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=PathArgument())
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, one line a file, in order.")
@jobs_option
@language_option
def parse(files: tuple[Path, ...], as_json: bool, jobs: int | None, language: Language | None) -> int:
    """Print what reports say, storing nothing.

    Exit code 1 means that some file is no report or can't be read: standard error names each.
    """
    from core.errors import ReadError
    from core.telling.json import report_json
    from core.telling.sheet import render_sheet

    if as_json:
        write_utf8()
    failed = False
    for number, (file, result) in enumerate(_parse_each(files, jobs)):
        error = result if isinstance(result, ReadError) else None
        report = None if isinstance(result, ReadError) else result.report
        if as_json:
            print_json(report_json(str(file), report, error))
        elif report is not None:
            click.echo(("\n\n" if number else "") + render_sheet(report, language or "zh"))
        if error is not None:
            failed = True
            click.echo(failure(str(file), error), err=True)
    return SOME_FAILED if failed else DONE


def parse_one(path: Path) -> Parsed:
    """What a file says. Raises GongkaiError that says why there is none."""
    from core.errors import GongkaiError, ReadError

    (result,) = (result for _, result in _parse_each((path,), 1))
    if isinstance(result, ReadError):
        raise GongkaiError(failure(str(path), result))
    return result


def _parse_each(files: tuple[Path, ...], jobs: int | None) -> Iterator[tuple[Path, Parsed | ReadError]]:
    """What became of every file, in order."""
    from store.intake.parsing import open_workers, parse_all
    from store.settings import load_settings

    heed_one_interrupt()
    with open_workers(load_settings(), processes=jobs) as workers:
        for (path, refused), result in parse_all(workers, _loaded(files)):
            outcome = refused or result
            assert outcome is not None
            yield path, outcome


def _loaded(files: tuple[Path, ...]) -> Iterator[tuple[tuple[Path, ReadError | None], File | None]]:
    """Every file, or why its bytes can't be had."""
    from core.errors import ReadError
    from store.intake.parsing import File
    from store.intake.reading import read_file

    for path in files:
        try:
            yield (path, None), File(str(path), read_file(path))
        except ReadError as error:
            yield (path, error), None

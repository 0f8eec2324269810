"""`gongkai export`: figures as a file."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from cli.due import tell_what_is_due
from cli.options import PathArgument, database_option, database_path, language_option
from cli.terminal import shown

if TYPE_CHECKING:
    from core.types import Language
    from store import Archive
    from store.export import Selection


@click.command()
@database_option
@click.option(
    "-o",
    "--output",
    type=PathArgument(allow_dash=True),
    help="A file, or - for standard output; a folder for --all, and for Parquet by year. [default: standard output]",
)
@click.option(
    "--format",
    "named_format",
    type=click.Choice(["csv", "xlsx", "json", "parquet"]),
    help="[default: as OUTPUT ends, else csv]",
)
@click.option("--all", "everything", is_flag=True, help="All tables, as a data package in the new folder OUTPUT.")
@click.option("--organization", "organizations", multiple=True, help="A body, a part of its name, or a division code.")
@click.option("--year", "years", multiple=True, help="A year or a span like 2016-2018.")
@click.option("--indicator", "indicator_codes", multiple=True, help="A code (with all below it) or a Chinese label.")
@language_option
def export(
    database: Path | None,
    output: Path | None,
    named_format: str | None,
    everything: bool,
    organizations: tuple[str, ...],
    years: tuple[str, ...],
    indicator_codes: tuple[str, ...],
    language: Language | None,
) -> None:
    """Write figures as CSV, XLSX, JSON lines or Parquet.

    XLSX holds four sheets: figures, sources, checks and definitions. Parquet is one file, or a folder by year where
    OUTPUT has no ending. With --all figures, checks, reports, bodies and indicators are written into a folder as CSV or
    Parquet, with a datapackage.json that says what they are.

    \b
    gongkai export -o 2018.xlsx --year 2018
    gongkai export --all -o tables
    gongkai export --organization 泰顺 --indicator requests --format json
    """
    from store import Archive
    from store.export import export as export_figures

    if everything:
        _export_all(database, output, named_format, organizations, years, indicator_codes)
        return
    if output == Path("-"):
        output = None
    chosen = _format(named_format, output)
    if chosen == "parquet":
        _export_parquet(database, output, organizations, years, indicator_codes)
        return
    if output is None and chosen == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("XLSX is no text for a terminal: name a file with --output.")
    with Archive(database_path(database), "ro") as archive:
        tell_what_is_due(archive)
        selection = _selection(archive, organizations, years, indicator_codes)
        with _output(output) as stream:
            count = export_figures(archive, selection, chosen, stream, language or "zh")
    if output is not None:
        click.echo(f"{count} figures written to {shown(str(output))}", err=True)


def _export_all(
    database: Path | None,
    output: Path | None,
    named_format: str | None,
    organizations: Iterable[str],
    years: Iterable[str],
    codes: Iterable[str],
) -> None:
    from store import Archive
    from store.packaging import write_package

    if named_format not in (None, "csv", "parquet"):
        raise click.UsageError("--all is written as CSV or Parquet.")
    if output is None or output == Path("-"):
        raise click.UsageError("--all needs a folder: name one that is not there yet with --output.")
    with Archive(database_path(database), "ro") as archive:
        tell_what_is_due(archive)
        with _folder(output) as folder:
            selection = _selection(archive, organizations, years, codes)
            counts = write_package(archive, selection, folder, "parquet" if named_format == "parquet" else "csv")
    told = ", ".join(f"{name} {count:,}" for name, count in counts.items())
    click.echo(f"{shown(str(output))}: {told}", err=True)


def _export_parquet(
    database: Path | None, output: Path | None, organizations: Iterable[str], years: Iterable[str], codes: Iterable[str]
) -> None:
    from store import Archive
    from store.analysed import FIGURES
    from store.parquet import write_parquet, write_parquet_by_year

    if output is None or output == Path("-"):
        raise click.UsageError("Parquet is no text: name a file, or a folder, with --output.")
    with Archive(database_path(database), "ro") as archive:
        tell_what_is_due(archive)
        rows = FIGURES.rows(archive, _selection(archive, organizations, years, codes))
        if output.suffix:
            with _output(output) as stream:
                count = write_parquet(stream, FIGURES, rows)
        else:
            with _folder(output) as folder:
                count = write_parquet_by_year(folder, FIGURES, rows)
    click.echo(f"{count} figures written to {shown(str(output))}", err=True)


def _format(named: str | None, output: Path | None) -> Any:
    """The format asked for, else the one that the output's ending tells."""
    if named is not None:
        return named
    suffix = "" if output is None else output.suffix.lower()
    known = {
        "": "csv",
        ".csv": "csv",
        ".xlsx": "xlsx",
        ".json": "json",
        ".jsonl": "json",
        ".ndjson": "json",
        ".parquet": "parquet",
    }
    if suffix not in known:
        raise click.UsageError(f"{suffix} is no format to write: choose one with --format.")
    return known[suffix]


def _selection(archive: Archive, organizations: Iterable[str], years: Iterable[str], codes: Iterable[str]) -> Selection:
    from store.export import Selection

    return Selection(
        organizations=tuple(number for name in organizations for number in _bodies(archive, name)) or None,
        years=tuple(year for span in years for year in _span(span)) or None,
        indicators=tuple(dict.fromkeys(code for name in codes for code in _indicators(name))) or None,
    )


def _bodies(archive: Archive, name: str) -> list[int]:
    exact = {
        body.id
        for body in (*archive.called(name), *archive.organizations_within(name))
        if name in (body.name, body.division_code)
    }
    found = sorted(exact) or [
        body.id for body in archive.spelt([name]) if name in body.name or name in (body.division or "")
    ]
    if not found:
        raise click.UsageError(f"No stored body is called {name!r}.")
    return found


def _span(text: str) -> range:
    first, _, last = text.partition("-")
    if not re.fullmatch("[0-9]{4}(-[0-9]{4})?", text) or (last and last < first):
        raise click.UsageError(f"{text!r} is no year, nor a span of years like 2016-2018.")
    return range(int(first), int(last or first) + 1)


def _indicators(name: str) -> list[str]:
    from core.forms.indicators import indicators

    known = indicators().values()
    found = [item.code for item in known if item.code == name or item.code.startswith(f"{name}.")]
    found = found or [item.code for item in known if name in (item.label_zh, item.label_en)]
    if not found:
        raise click.UsageError(f"There is no indicator {name!r}: take its code or label from indicators.csv.")
    return found


@contextmanager
def _output(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, a pipe or device, or a file that takes its name only when it is whole."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with _told_where_it_fails(path):
        # What is no file, /dev/null say, is written to and stays what it is; so does a link.
        into = _whole(path.resolve()) if path.is_file() or not path.exists() else path.open("wb")
        with into as stream:
            yield stream


@contextmanager
def _folder(path: Path) -> Iterator[Path]:
    """A new folder that takes its name only when all in it is whole."""
    if path.exists():
        raise click.UsageError(f"{path} is there already: name a folder that is not.")
    with _told_where_it_fails(path):
        part = path.with_name(f"{path.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        try:
            part.mkdir()
            yield part
            part.replace(path)
        finally:
            shutil.rmtree(part, ignore_errors=True)


@contextmanager
def _told_where_it_fails(path: Path) -> Iterator[None]:
    """Raises UsageError where there is no place for a file or folder, and ClickException where it can't be written."""
    if not path.absolute().parent.is_dir():
        raise click.UsageError(f"There is no folder {path.absolute().parent}.")
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"{path} can't be written: {error.strerror}.") from None


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name, or the place of the one there, only when it is whole."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)

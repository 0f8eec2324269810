"""`gongkai backup` and `gongkai restore`: copies of the database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cli.options import PathArgument, database_option, database_path, exists
from cli.terminal import shown


@click.command()
@click.argument("file", type=PathArgument(dir_okay=False))
@database_option
def backup(file: Path, database: Path | None) -> None:
    """Write a copy of the database into FILE.

    Others may go on reading and storing meanwhile. The copy is looked through before it gets its name: pages,
    references, index, originals by their checksums.
    """
    from store.backup import back_up

    back_up(database_path(database), file)
    click.echo(f"{shown(str(file))} written, {file.stat().st_size / 1e6:,.1f} MB", err=True)


@click.command()
@click.argument("file", type=PathArgument(dir_okay=False))
@database_option
def restore(file: Path, database: Path | None) -> None:
    """Put the copy in FILE in the place of the database.

    The database that was there is backed up beside it first. A copy that is not whole changes nothing.
    """
    from store.backup import restore as put_back

    if not exists(file):
        raise click.UsageError(f"There is no file {file}.")
    path = database_path(database)
    kept = path.with_name(f"{path.name}.before-{datetime.now():%Y%m%d-%H%M%S}")
    put_back(file, path, kept)
    click.echo(f"{shown(str(path))} restored", err=True)
    if kept.exists():
        click.echo(f"What was there before is in {shown(str(kept))}.", err=True)

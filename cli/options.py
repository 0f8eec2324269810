"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


class PathArgument(click.Path):
    """A path, looked at only when it is read, so that one which can't be read is in nobody's way."""

    def __init__(self, *, dir_okay: bool = True, allow_dash: bool = False) -> None:
        super().__init__(readable=False, dir_okay=dir_okay, allow_dash=allow_dash, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Fails for one that is empty."""
        if not str(value).strip():
            self.fail("A path is empty.", param, ctx)
        return super().convert(value, param, ctx)


class PathOrAddress(PathArgument):
    """A path, or an address of the web as it was given: a path would lose its slashes."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, or the address as a text."""
        from store.intake.web.addresses import is_address

        return value if isinstance(value, str) and is_address(value) else super().convert(value, param, ctx)


database_option = click.option(
    "--db",
    "database",
    type=PathArgument(),
    metavar="PATH",
    help="The database file. [default: GONGKAI_DB, else gongkai.db in the current folder]",
)
language_option = click.option(
    "--lang", "language", type=click.Choice(["zh", "en"]), help="Language of the text. [default: Chinese]"
)
jobs_option = click.option("--jobs", type=click.IntRange(min=1), help="How many processes. [default: one a core]")


def database_path(option: Path | None) -> Path:
    """The database file that is meant. Raises UsageError where the settings are wrong."""
    if option is not None:
        return option
    from store.settings import load_settings

    return load_settings().db


def exists(path: Path) -> bool:
    """Whether there is such a file; what can't be a path is none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False

"""`gongkai doctor`: whether everything is as it should be, and what to do where it is not."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.failures import DONE, SOME_FAILED
from cli.options import database_option, exists
from cli.terminal import shown

if TYPE_CHECKING:
    from store.settings import Settings

_EXTRAS = {
    "pdf": "pypdfium2",
    "office": "python_calamine",
    "ocr": "rapidocr",
    "xlsx": "xlsxwriter",
    "charts": "matplotlib",
}
_LITTLE_ROOM = 1_000_000_000

Finding = tuple[bool, str]
"""Whether it is as it should be, and the sentence."""


@click.command()
@database_option
def doctor(database: Path | None) -> int:
    """Tell whether everything is as it should be.

    Looks at the database (pages, references, index, originals by their checksums, figures against their texts), who may
    read it, versions, settings, the isolation of reading processes, extras and room on the disk. Exit code 1 means that
    something is to be done; its line begins with !! and says what.
    """
    from store.settings import load_settings

    settings = load_settings()
    path = database or settings.db
    findings = [*_versions(), *_settings(), *_isolation(settings), *_database(path), *_room(path)]
    for fine, sentence in findings:
        click.echo(f"{'ok' if fine else '!!'}  {shown(sentence)}")
    return DONE if all(fine for fine, _ in findings) else SOME_FAILED


def _versions() -> Iterator[Finding]:
    from core.version import PARSER_VERSION

    python = ".".join(map(str, sys.version_info[:3]))
    yield (
        True,
        f"gongkai {version('gongkai')} (parser {PARSER_VERSION}), Python {python}, SQLite {sqlite3.sqlite_version}",
    )
    there = [extra for extra, module in _EXTRAS.items() if find_spec(module)]
    missing = [extra for extra in _EXTRAS if extra not in there]
    lacking = f"; not installed: {', '.join(missing)}" if missing else ""
    yield True, f"Extras: {', '.join(there) or 'none'}{lacking}"


def _settings() -> Iterator[Finding]:
    """The settings by name, never their values; those that nothing reads are misspelt."""
    known = _known_settings()
    given = sorted(name for name in os.environ if name.startswith("GONGKAI_"))
    yield True, f"Settings of the environment: {', '.join(given) or 'none'}"
    for name in given:
        if name not in known:
            yield False, f"{name} is no setting: see whether it is spelled right."
    file = Path(".env")
    if exists(file) and stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield False, ".env may be read by others and may hold secrets: `chmod 600 .env`."


def _known_settings() -> set[str]:
    from server.http.settings import HttpSettings, StdioSettings
    from store.settings import Settings

    return {
        f"{kind.model_config.get('env_prefix', '')}{name}".upper()
        for kind in (Settings, HttpSettings, StdioSettings)
        for name in kind.model_fields
    }


def _isolation(settings: Settings) -> Iterator[Finding]:
    from core.errors import UsageError
    from core.work.isolation import expected

    try:
        isolation = expected(settings.parse_isolation)
        yield isolation.whole or settings.parse_isolation == "off", str(isolation)
    except UsageError as error:
        yield False, str(error)


def _database(path: Path) -> Iterator[Finding]:
    from core.errors import GongkaiError
    from store import Archive
    from store.health import troubles

    if not exists(path):
        yield True, f"There is no database {path} yet: `gongkai ingest` makes one."
        return
    try:
        with Archive(path, "ro") as archive:
            count, due = len(archive.reports()), archive.count_untried()
    except GongkaiError as error:
        yield False, str(error)
        return
    yield True, f"{path}: {path.stat().st_size / 1e6:,.1f} MB, {count:,} reports that answer"
    if due:
        yield False, f"{due:,} reports were read by an older version: `gongkai reread`."
    wrong = list(troubles(path))
    yield from ((False, f"{sentence} Restore a copy: `gongkai restore FILE`.") for sentence in wrong)
    if not wrong:
        yield True, "The database is whole: pages, references, index, originals, figures in their texts"
    yield from _rights(path)


def _rights(path: Path) -> Iterator[Finding]:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield False, f"{path} may be read by others, and holds names and accounts of people: `chmod 600 {path}`."
    owner = path.stat().st_uid
    for beside in (Path(f"{path}-wal"), Path(f"{path}-shm")):
        if beside.exists() and beside.stat().st_uid != owner:
            yield False, f"{beside} is not of the database's owner and keeps writers out: end all programs, remove it."


def _room(path: Path) -> Iterator[Finding]:
    folder = path.absolute().parent
    if folder.is_dir():
        free = shutil.disk_usage(folder).free
        yield free > _LITTLE_ROOM, f"{free / 1e9:,.1f} GB of room at {folder}"

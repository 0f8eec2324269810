"""Every failure of a command is one sentence on standard error and an exit code of the contract."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from cli.terminal import (
    heed_no_interrupt,
    let_nothing_act,
    never_fail_on_characters,
    open_what_is_closed,
    shown,
    write_no_more,
)

DONE, SOME_FAILED, WRONG_USAGE = 0, 1, 2


class Commands(click.Group):
    """A group of commands that never ends with a traceback."""

    def main(self, args: Sequence[str] | None = None, *names: Any, **options: Any) -> NoReturn:
        """Run one command and leave the process."""
        open_what_is_closed()
        let_nothing_act()
        never_fail_on_characters()
        try:
            code = super().main(args, *names, **({"prog_name": "gongkai"} | options | {"standalone_mode": False}))
        except (Exception, KeyboardInterrupt) as error:
            _leave_after(error)
        sys.exit(code if isinstance(code, int) else DONE)


def _leave_after(error: BaseException) -> NoReturn:
    import sqlite3

    from core.errors import GongkaiError, UsageError

    match error:
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.format_message(), err=True)
            sys.exit(WRONG_USAGE)
        case click.UsageError():
            where = error.ctx.command_path if error.ctx else "gongkai"
            _leave(f"{' '.join(error.format_message().split())} (`{where} --help` shows what is possible)", WRONG_USAGE)
        case click.ClickException():
            _leave(error.format_message(), WRONG_USAGE)
        case UsageError():
            _leave(str(error), WRONG_USAGE)
        case GongkaiError():
            _leave(str(error), SOME_FAILED)
        case click.Abort() | KeyboardInterrupt():
            # Whoever presses Ctrl-C once more while we leave gets the same ending.
            heed_no_interrupt()
            _leave("interrupted.", SOME_FAILED)
        case sqlite3.DatabaseError():
            _leave(_explain_database(str(error)), SOME_FAILED)
        case BrokenPipeError():
            write_no_more()
            sys.exit(SOME_FAILED)
        case OSError():
            write_no_more()
            _leave(_explain_system(error), SOME_FAILED)
        case _:
            raise error


def _leave(sentence: str, code: int) -> NoReturn:
    # Where standard error is full or gone too, the exit code alone must tell.
    with suppress(OSError):
        click.echo(f"gongkai: {shown(sentence)}", err=True)
    sys.exit(code)


def _explain_database(reason: str) -> str:
    if "locked" in reason:
        return "The database is being written by another program: try again later."
    if "readonly" in reason:
        return "The database may not be written: give yourself permission to write it and its folder."
    if "full" in reason:
        return "The disk is full: make room, then run the same command again."
    if "malformed" in reason or "not a database" in reason:
        return "The database is damaged: restore it from a copy."
    return f"The database failed ({reason}): see whether its disk is whole, then try again."


def _explain_system(error: OSError) -> str:
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return "Too many files are open: raise the limit (`ulimit -n`), then run the same command again."
    where = f"{error.filename}: " if isinstance(error.filename, str) else ""
    return f"{where}{error.strerror or error}."

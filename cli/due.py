"""The line that tells that stored reports were read by an older parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from store import Archive


def tell_what_is_due(archive: Archive) -> None:
    """Tell on standard error how many reports `gongkai reread` should read again; nothing where there is none."""
    count = archive.count_untried()
    if count:
        reports = "report was" if count == 1 else "reports were"
        click.echo(
            f"gongkai: {count:,} stored {reports} read by an older version:"
            " `gongkai reread` reads again and tells what changes.",
            err=True,
        )

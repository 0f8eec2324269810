"""Work on many files under the eyes of a person."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import click

Result = TypeVar("Result")


def with_progress(
    results: Iterator[Result], total: int, troubles: Callable[[Result], Iterable[str]]
) -> Iterator[Result]:
    """The same results, their troubles named as they come, under a progress bar where a person is watching."""
    watched = sys.stderr.isatty()
    with click.progressbar(length=total, file=sys.stderr, show_pos=True, hidden=not watched) as bar:
        for result in results:
            for line in troubles(result):
                # The bar draws itself anew below.
                click.echo(f"\r\x1b[K{line}" if watched else line, err=True)
            bar.update(1)
            yield result

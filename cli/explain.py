"""`gongkai explain`: how the prose of a report was read, for whoever tends the words and the rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import PathArgument, language_option
from cli.parse import parse_one
from cli.terminal import as_utf8, print_json, shown, write_utf8

if TYPE_CHECKING:
    from core.types import Language


@click.command()
@click.argument("file", metavar="FILE", type=PathArgument())
@click.option("--at", "text", metavar="TEXT", help="Only the sentences that hold TEXT, blanks aside.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a sentence, one a line.")
@language_option
def explain(file: Path, text: str | None, as_json: bool, language: Language | None) -> None:
    """Show how each sentence was read that counts or denies something.

    For each: its words with their senses; each number or negation with what is said of it and what became of it (a
    figure, or why it is none); the rules that took it, or those that come nearest and what they miss.
    """
    from core.errors import GongkaiError
    from core.reading.narrative.explain import explain as explain_prose
    from core.reading.opened import open_report
    from core.telling.explained import explained_json, render_explained

    if text is not None and not text.strip():
        raise click.UsageError("The text of --at is empty.")
    if as_json:
        write_utf8()
    document = parse_one(file).document
    opened = open_report(document)
    found = False
    sought = None if text is None else as_utf8(text)
    for one in explain_prose(
        document, opened.text, opened.identity.year, opened.tables.spans, sought, opened.identity.organization or ""
    ):
        if as_json:
            print_json(explained_json(one))
        else:
            click.echo(("\n" if found else "") + "\n".join(map(shown, render_explained(one, language or "zh"))))
        found = True
    if not found and text is not None:
        raise GongkaiError(f"{shown(str(file))}: no sentence of its prose holds “{sought}”.")

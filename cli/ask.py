"""`gongkai ask`: answers from what is stored."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.due import tell_what_is_due
from cli.options import database_option, database_path
from cli.terminal import as_utf8, lines_of_standard_input, print_json, write_utf8

if TYPE_CHECKING:
    from core.types import Answer, Context, Language


@click.command()
@click.argument("question", nargs=-1, required=True, metavar="QUESTION")
@database_option
@click.option("--json", "as_json", is_flag=True, help="Print the answer as a JSON object on one line.")
@click.option(
    "--lang", "language", type=click.Choice(["zh", "en"]), help="Language of the answer. [default: the question's]"
)
@click.option("--conversation", is_flag=True, help="With -: every line may leave out what an earlier one said.")
def ask(
    question: tuple[str, ...], database: Path | None, as_json: bool, language: Language | None, conversation: bool
) -> None:
    """Answer a question from the stored reports.

    Every figure comes with its source. With - instead of a question, one question a line is read from standard input,
    and one answer a line is printed.

    \b
    gongkai ask "泰顺2018年收到多少申请"
    gongkai ask --json "how many requests did Taishun receive in 2018"
    """
    words = as_utf8(" ".join(question)).strip()
    if conversation and words != "-":
        raise click.UsageError("--conversation needs - instead of a question.")
    if not words:
        raise click.UsageError("The question is empty.")

    from core import answer
    from store import Archive

    if as_json:
        write_utf8()
    with Archive(database_path(database), "ro") as archive:
        tell_what_is_due(archive)
        context: Context | None = None
        for line in lines_of_standard_input() if words == "-" else [words]:
            answered: Answer = answer(line, archive, language=language, context=context)
            if conversation:
                context = answered.context
            _print(answered, as_json=as_json, on_one_line=words == "-")


def _print(answered: Answer, *, as_json: bool, on_one_line: bool) -> None:
    from core.telling.json import answer_json

    if as_json:
        print_json(answer_json(answered))
    else:
        click.echo(" ".join(answered.text.split()) if on_one_line else answered.text)
    sys.stdout.flush()

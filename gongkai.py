"""The command line: the only place that puts the parts together.

Every command imports what it needs itself, so that none waits for another's imports.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, TextIO, cast

import click

if TYPE_CHECKING:
    from types import FrameType

    from core.errors import ReadError
    from core.types import Answer, Context, Document, Language, Report
    from core.work.worker import Workers
    from store import Archive
    from store.export import Selection
    from store.intake.ingest import Ingested
    from store.intake.parsing import Parsed
    from store.intake.sources import Source
    from store.records import Saved, StoredReport

DONE, SOME_FAILED, WRONG_USAGE = 0, 1, 2


class _Commands(click.Group):
    """Commands whose every failure is one sentence on standard error and an exit code of the contract."""

    def main(self, args: Sequence[str] | None = None, *names: Any, **options: Any) -> NoReturn:
        import sqlite3

        from core.errors import GongkaiError, UsageError

        _open_what_is_closed()
        _never_fail_on_characters()
        try:
            code = super().main(args, *names, **({"prog_name": "gongkai"} | options | {"standalone_mode": False}))
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(WRONG_USAGE)
        except click.UsageError as error:
            where = error.ctx.command_path if error.ctx else "gongkai"
            _leave(f"{' '.join(error.format_message().split())} (`{where} --help` shows what is possible)", WRONG_USAGE)
        except click.ClickException as error:
            _leave(error.format_message(), WRONG_USAGE)
        except UsageError as error:
            _leave(str(error), WRONG_USAGE)
        except GongkaiError as error:
            _leave(str(error), SOME_FAILED)
        except (click.Abort, KeyboardInterrupt):
            # Whoever presses Ctrl-C once more while we leave gets the same ending.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            _leave("interrupted.", SOME_FAILED)
        except sqlite3.DatabaseError as error:
            _leave(_explain_database(str(error)), SOME_FAILED)
        except BrokenPipeError:
            _write_no_more()
            sys.exit(SOME_FAILED)
        except OSError as error:
            _write_no_more()
            _leave(_explain_system(error), SOME_FAILED)
        sys.exit(code if isinstance(code, int) else DONE)


def _heed_one_interrupt() -> None:
    """Of several Ctrl-C let only the first count, so that none disturbs the clearing up after it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _leave(sentence: str, code: int) -> NoReturn:
    # Where standard error is full or gone too, the exit code alone must tell.
    with suppress(OSError):
        click.echo(f"gongkai: {_shown(sentence)}", err=True)
    sys.exit(code)


def _shown(text: str) -> str:
    """The text with escapes for what would move the cursor or break the line."""
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        else character
        for character in text
    )


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
    where = f"{error.filename}: " if isinstance(error.filename, str) else ""
    return f"{where}{error.strerror or error}."


def _write_no_more() -> None:
    """Let what standard output still holds at exit go nowhere: who should have it has gone, or has no room."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_what_is_closed() -> None:
    # In this order each takes the number that is free, so that no file we open becomes standard output.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _never_fail_on_characters() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A narrow locale gets escapes; plain ASCII (the C locale) UTF-8, as every terminal of today.
        encoding = "utf-8" if stream.encoding.lower() in ("ascii", "ansi_x3.4-1968", "us-ascii") else stream.encoding
        _reconfigure(stream, encoding)


def _reconfigure(stream: TextIO, encoding: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding=encoding, errors="backslashreplace")


def _print_json(value: object) -> None:
    """One line of UTF-8; a lone surrogate of a file's name becomes the escape that JSON knows."""
    click.echo(json.dumps(value, ensure_ascii=False))


class _Path(click.Path):
    """A path, looked at only when it is read, so that one which can't be read is in nobody's way."""

    def __init__(self, *, dir_okay: bool = True, allow_dash: bool = False) -> None:
        super().__init__(readable=False, dir_okay=dir_okay, allow_dash=allow_dash, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value).strip():
            self.fail("A path is empty.", param, ctx)
        return super().convert(value, param, ctx)


_database = click.option(
    "--db",
    "database",
    type=_Path(),
    metavar="PATH",
    help="The database file. [default: GONGKAI_DB, else gongkai.db in the current folder]",
)
_language = click.option(
    "--lang", "language", type=click.Choice(["zh", "en"]), help="Language of the text. [default: Chinese]"
)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="gongkai", prog_name="gongkai", message="%(prog)s %(version)s")
def main() -> None:
    """Read Chinese government information disclosure reports (政府信息公开工作年度报告) and answer questions
    about their figures, with sources.

    \b
    gongkai ingest reports/                 store what a folder holds
    gongkai ask "泰顺2018年收到多少申请"      ask about it
    gongkai check report.pdf                what does not add up in a report
    """


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_Path())
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, one line a file, in order.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes. [default: one a core]")
@_language
def parse(files: tuple[Path, ...], as_json: bool, jobs: int | None, language: Language | None) -> int:
    """Print what reports say, storing nothing.

    Exit code 1 means that some file is no report or can't be read: standard error names each.
    """
    from core.errors import ReadError
    from core.telling.json import report_json
    from core.telling.sheet import render_sheet

    if as_json:
        _reconfigure(sys.stdout, "utf-8")
    failed = False
    for number, (file, result) in enumerate(_parse_each(files, jobs)):
        error = result if isinstance(result, ReadError) else None
        report = None if isinstance(result, ReadError) else result.report
        if as_json:
            _print_json(report_json(str(file), report, error))
        elif report is not None:
            click.echo(("\n\n" if number else "") + render_sheet(report, language or "zh"))
        if error is not None:
            failed = True
            click.echo(_failure(str(file), error), err=True)
    return SOME_FAILED if failed else DONE


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=_Path())
@_database
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes. [default: one a core]")
def ingest(paths: tuple[Path, ...], database: Path | None, jobs: int | None) -> int:
    """Store the reports of files, folders and archives.

    Folders are read with everything below them, zip archives member by member. What is stored already is not read again: after an interruption just run the same command once more. A newer
    version of a report takes the older one's place; the older is kept. Exit code 1 means that some file is no report
    or can't be read: standard error names each, the others are stored.
    """
    from core.document.limits import set_limits
    from store.intake.ingest import ingest as ingest_all
    from store.intake.parsing import open_workers, read_limits
    from store.settings import load_settings

    settings = load_settings()
    set_limits(read_limits(settings))
    _heed_one_interrupt()
    tally = _Tally()
    with open_workers(settings, processes=1) as unpackers, _open_when_storing(_database_path(database)) as archive:
        sources = _sources(paths, unpackers)
        if not sources:
            folders = ", ".join(str(path) for path in paths)
            raise click.UsageError(f"There is no file of a known format in {folders}.")
        try:
            with open_workers(settings, processes=jobs) as workers:
                for ingested in _with_progress(ingest_all(cast("Archive", archive), sources, workers), len(sources)):
                    tally.add(ingested)
        finally:
            click.echo(tally.summary(len(sources)), err=True)
    return SOME_FAILED if tally.failed else DONE


@main.command()
@click.argument("question", nargs=-1, required=True, metavar="QUESTION")
@_database
@click.option("--json", "as_json", is_flag=True, help="Print the answer as a JSON object on one line.")
@click.option(
    "--lang", "language", type=click.Choice(["zh", "en"]), help="Language of the answer. [default: the question's]"
)
@click.option("--conversation", is_flag=True, help="With -: every line may leave out what an earlier one said.")
def ask(
    question: tuple[str, ...], database: Path | None, as_json: bool, language: Language | None, conversation: bool
) -> None:
    """Answer a question from the stored reports.

    Every figure comes with its source. With - instead of a question, one question a line is read from standard input, and one answer a line is printed.

    \b
    gongkai ask "泰顺2018年收到多少申请"
    gongkai ask --json "how many requests did Taishun receive in 2018"
    """
    words = _as_utf8(" ".join(question)).strip()
    if conversation and words != "-":
        raise click.UsageError("--conversation needs - instead of a question.")
    if not words:
        raise click.UsageError("The question is empty.")

    from core import answer
    from core.telling.json import answer_json
    from store import Archive

    if as_json:
        _reconfigure(sys.stdout, "utf-8")
    with Archive(_database_path(database), "ro") as archive:
        context: Context | None = None
        for line in _lines_of_standard_input() if words == "-" else [words]:
            answered: Answer = answer(line, archive, language=language, context=context)
            if conversation:
                context = answered.context
            if as_json:
                _print_json(answer_json(answered))
            else:
                click.echo(" ".join(answered.text.split()) if words == "-" else answered.text)
            sys.stdout.flush()


@main.command()
@click.argument("report", metavar="FILE_OR_REPORT")
@_database
@_language
def check(report: str, database: Path | None, language: Language | None) -> None:
    """Show what adds up in a report, and what not.

    FILE_OR_REPORT is a file, or a stored report by its number, title, or body and year ("泰顺县人民政府 2018").
    """
    from core.telling.sheet import render_sheet
    from store import Archive

    if not report.strip():
        raise click.UsageError("The name of the report is empty.")
    path = Path(report)
    if _exists(path):
        click.echo(render_sheet(_parse_one(path), language or "zh"))
        return
    database_path = _database_path(database)
    if not database_path.exists():
        raise click.UsageError(f"There is no file {report}, and no database {database_path} to look for it.")
    with Archive(database_path, "ro") as archive:
        stored = archive.report(archive.find_report(_as_utf8(report)))
        click.echo(render_sheet(_as_decided(archive, stored), language or "zh"))
        for line in _corrections(stored, language or "zh"):
            click.echo(line)


@main.command()
@_database
@click.option(
    "-o",
    "--output",
    type=_Path(dir_okay=False, allow_dash=True),
    help="A file, or - for standard output. [default: standard output]",
)
@click.option(
    "--format", "form", type=click.Choice(["csv", "xlsx", "json"]), help="[default: as OUTPUT ends, else csv]"
)
@click.option("--organization", "organizations", multiple=True, help="A body, a part of its name, or a division code.")
@click.option("--year", "years", multiple=True, help="A year or a span like 2016-2018.")
@click.option("--indicator", "indicator_codes", multiple=True, help="A code (with all below it) or a Chinese label.")
@_language
def export(
    database: Path | None,
    output: Path | None,
    form: str | None,
    organizations: tuple[str, ...],
    years: tuple[str, ...],
    indicator_codes: tuple[str, ...],
    language: Language | None,
) -> None:
    """Write figures as CSV, XLSX or JSON lines.

    XLSX holds four sheets: figures, sources, checks and definitions.

    \b
    gongkai export -o 2018.xlsx --year 2018
    gongkai export --organization 泰顺 --indicator requests --format json
    """
    from store import Archive
    from store.export import Format
    from store.export import export as export_figures

    if output == Path("-"):
        output = None
    chosen: Format = _export_format(form, output)
    if output is None and chosen == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("XLSX is no text for a terminal: name a file with --output.")
    with Archive(_database_path(database), "ro") as archive:
        selection = _selection(archive, organizations, years, indicator_codes)
        with _output(output) as stream:
            count = export_figures(archive, selection, chosen, stream, language or "zh")
    if output is not None:
        click.echo(f"{count} figures written to {_shown(str(output))}", err=True)


@main.command()
@_database
def bot(database: Path | None) -> None:
    """Run the Telegram bot.

    It needs GONGKAI_TELEGRAM_TOKEN, and answers only the users and chats of GONGKAI_ALLOWED_IDS.
    """
    from bot.app import run
    from store.settings import load_settings

    settings = load_settings()
    # Ctrl-C is how a server is told to stop.
    with suppress(KeyboardInterrupt):
        run(settings if database is None else settings.model_copy(update={"db": database}))


@main.command()
@_database
@click.option("--http", "address", metavar="HOST:PORT", help="Streamable HTTP at this address instead of stdio.")
def serve(database: Path | None, address: str | None) -> None:
    """Run the MCP server.

    It speaks over standard input and output, or over HTTP.
    """
    http = None if address is None else _host_and_port(address)
    from server.app import run

    with suppress(KeyboardInterrupt):
        run(_database_path(database), http)


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash:  echo 'eval "$(gongkai completion bash)"' >> ~/.bashrc
    zsh:   echo 'eval "$(gongkai completion zsh)"' >> ~/.zshrc
    fish:  gongkai completion fish > ~/.config/fish/completions/gongkai.fish
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script is not None
    click.echo(script(main, {}, "gongkai", "_GONGKAI_COMPLETE").source())


def _database_path(option: Path | None) -> Path:
    if option is not None:
        return option
    from store.settings import load_settings

    return load_settings().db


def _as_utf8(argument: str) -> str:
    """An argument without the surrogates that stand for bytes of another encoding."""
    return os.fsencode(argument).decode("utf-8", "replace")


def _as_decided(archive: Archive, stored: StoredReport) -> Report:
    """The report as people set it right: figures corrected or struck out, findings dismissed."""
    from core.types import Report
    from store.deciding import corrected

    facts, checks = stored.facts, tuple(archive.checks(stored.id))
    if stored.corrections:
        last = {(one.indicator, one.applicant): one.new_value for one in stored.corrections}
        struck = {key for key, value in last.items() if value is None}
        right = corrected(facts, stored.corrections)
        facts = tuple(fact for fact in right if (fact.indicator, fact.applicant) not in struck)
    dismissed = {check.message for check in stored.checks} - {check.message for check in checks}
    issues = tuple(issue for issue in stored.issues if issue.message not in dismissed)
    return Report(stored.identity, facts, checks, issues)


def _corrections(stored: StoredReport, language: Language) -> Iterator[str]:
    """What people corrected, a line each: from what to what (a dash where there is no figure), who, and why."""
    from core.forms.indicators import indicators
    from core.telling.names import render_number

    if stored.corrections:
        yield f"\n{'已更正' if language == 'zh' else 'Corrected'}: {len(stored.corrections)}"
    for one in stored.corrections:
        item = indicators()[one.indicator]
        label = item.label_zh if language == "zh" else item.label_en
        column = f" [{one.applicant}]" if one.applicant else ""
        old, new = ("–" if value is None else render_number(value) for value in (one.old_value, one.new_value))
        reason = f": {one.reason}" if one.reason else ""
        yield _shown(f"  {label}{column}: {old} → {new} ({one.person}{reason})")


def _sources(paths: Iterable[Path], unpackers: Workers) -> list[Source]:
    """The files of these paths; one that can't be looked into is a source that says so."""
    from store.intake.sources import Source, find_sources

    open_paths, closed = [], []
    for path in paths:
        try:
            if path.is_dir():
                os.scandir(path).close()
            open_paths.append(path)
        except OSError as error:
            closed.append(Source(str(path), partial(_refuse, error)))
    return [*closed, *find_sources(open_paths, unpackers)]


def _refuse(error: OSError) -> bytes:
    from core.errors import ReadError

    if isinstance(error, PermissionError):
        raise ReadError("unreadable", "It may not be read: permission is missing.")
    raise ReadError("unreadable", f"It can't be read: {error.strerror}.")


@contextmanager
def _open_when_storing(path: Path) -> Iterator[_ArchiveToBe]:
    archive = _ArchiveToBe(path)
    try:
        yield archive
    finally:
        archive.close()


class _ArchiveToBe:
    """What storing needs of an archive; a file that is not there yet is made with the first report."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._archive: Archive | None = None
        if _exists(path) or not path.parent.is_dir():
            self._open()

    def _open(self) -> Archive:
        if self._archive is None:
            from store import Archive

            self._archive = Archive(self._path)
        return self._archive

    def holds(self, data: bytes) -> int | None:
        return None if self._archive is None else self._archive.holds(data)

    def save(self, data: bytes, name: str, document: Document, report: Report) -> Saved:
        return self._open().save(data, name, document, report)

    def close(self) -> None:
        if self._archive is not None:
            self._archive.close()


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _parse_one(path: Path) -> Report:
    from core.errors import GongkaiError, ReadError

    (result,) = (result for _, result in _parse_each((path,), 1))
    if isinstance(result, ReadError):
        raise GongkaiError(_failure(str(path), result))
    return result.report


def _parse_each(files: tuple[Path, ...], jobs: int | None) -> Iterator[tuple[Path, Parsed | ReadError]]:
    """What became of every file, in order."""
    from core.errors import ReadError
    from store.intake.parsing import File, open_workers, parse_all
    from store.intake.reading import read_file
    from store.settings import load_settings

    def load() -> Iterator[tuple[tuple[Path, ReadError | None], File | None]]:
        for path in files:
            try:
                yield (path, None), File(str(path), read_file(path))
            except ReadError as error:
                yield (path, error), None

    _heed_one_interrupt()
    with open_workers(load_settings(), processes=jobs) as workers:
        for (path, refused), result in parse_all(workers, load()):
            outcome = refused or result
            assert outcome is not None
            yield path, outcome


_HINTS = {
    "not_a_report": "only 政府信息公开工作年度报告 are read",
    "unreadable": "open it with another program to see whether it is whole",
    "encrypted": "save it without a password",
    "too_large": "split it, or save only the report",
    "unsupported": "save it as html, txt, docx or pdf",
    "timeout": "save it as plain text or html",
}


# What can't be read for a reason that no other program would overcome.
_CAUSES = {
    "no such file": "see whether its name is spelled right",
    "a folder": "name the files in it, or store it with `gongkai ingest`",
    "permission": "ask its owner to let you read it",
    "empty": "fetch it again",
}


def _failure(name: str, error: ReadError) -> str:
    message = " ".join(error.message.split()).rstrip("。.")
    if "pip install" in message:
        return _shown(f"{name}: {message} [{error.code}: or save it as html, txt or docx]")
    hint = next((hint for cause, hint in _CAUSES.items() if cause in message), None)
    if error.code != "unreadable" or hint is None:
        hint = _HINTS[error.code]
    return _shown(f"{name}: {message} [{error.code}: {hint}]")


class _Tally:
    """How many files came to what."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self.failed = 0

    def add(self, ingested: Ingested) -> None:
        if ingested.saved is None:
            self.failed += 1
        else:
            outcome = ingested.saved.outcome
            self._counts[outcome] = self._counts.get(outcome, 0) + 1

    def summary(self, total: int) -> str:
        """One line: of how many files how many were what."""
        counts = [f"{outcome.replace('_', ' ')} {count}" for outcome, count in sorted(self._counts.items())]
        counts += [f"failed {self.failed}"] if self.failed else []
        left = total - self.failed - sum(self._counts.values())
        counts += [f"not looked at {left}, run again to go on"] if left else []
        return f"{total} files: {', '.join(counts)}"


def _with_progress(results: Iterator[Ingested], total: int) -> Iterator[Ingested]:
    """The same results, failures named as they come, under a progress bar where a person is watching."""
    watched = sys.stderr.isatty()
    with click.progressbar(length=total, file=sys.stderr, show_pos=True, hidden=not watched) as bar:
        for result in results:
            for line in _told(result):
                # The bar draws itself anew below.
                click.echo(f"\r\x1b[K{line}" if watched else line, err=True)
            bar.update(1)
            yield result


def _told(result: Ingested) -> Iterable[str]:
    if result.error is not None:
        return [_failure(result.name, result.error)]
    if result.saved is not None and result.saved.outcome == "incomplete":
        return [
            f"{_shown(result.name)}: stored, but it does not say which body or year it is of and so answers no question"
        ]
    return []


def _lines_of_standard_input() -> Iterator[str]:
    stream = sys.stdin.buffer
    for line in stream:
        question = line.decode("utf-8", "replace").strip().removeprefix("\ufeff")
        if question:
            yield question


def _export_format(form: str | None, output: Path | None) -> Any:
    if form is not None:
        return form
    suffix = "" if output is None else output.suffix.lower()
    known = {"": "csv", ".csv": "csv", ".xlsx": "xlsx", ".json": "json", ".jsonl": "json", ".ndjson": "json"}
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
    bodies = archive.organizations()
    found = [body.id for body in bodies if name in (body.name, body.division_code)]
    found = found or [body.id for body in bodies if name in body.name or name in (body.division or "")]
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
    """Standard output, or a file that takes its name only when it is whole."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if not path.absolute().parent.is_dir():
        raise click.UsageError(f"There is no folder {path.absolute().parent}.")
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise click.ClickException(f"{path} can't be written: {error.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)


def _host_and_port(address: str) -> tuple[str, int]:
    """The two parts of HOST:PORT; port 0 is any free one."""
    host, _, port = address.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not re.fullmatch("[0-9]{1,5}", port) or int(port) > 65535:
        raise click.UsageError(f"{address!r} is no address: give a host and a port, like 127.0.0.1:8000.")
    return host, int(port)


if __name__ == "__main__":
    main()

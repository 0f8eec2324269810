"""The command line as a person runs it: a process of its own, its output, its errors, its exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.telling.findings import describe_check
from store import Archive
from store.records import finding
from tests.programs import run

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
QUESTION = "泰顺2018年收到多少件申请"


def gongkai(
    *arguments: str | Path,
    cwd: Path,
    stdin: str | bytes = b"",
    environment: Mapping[str, str] | None = None,
    anew: bool = False,
) -> subprocess.CompletedProcess[bytes]:
    """What a process of its own says; one that starts anew is slower by its imports."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    whole = inherited | {"PYTHONPATH": str(ROOT)} | dict(environment or {})
    given = stdin.encode() if isinstance(stdin, str) else stdin
    if not anew:
        return run(list(map(str, arguments)), cwd, whole, given)
    return subprocess.run(
        [sys.executable, "-m", "gongkai", *arguments], cwd=cwd, input=given, env=whole, capture_output=True, timeout=120
    )


def told(result: subprocess.CompletedProcess[bytes]) -> str:
    return result.stderr.decode()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("database")
    result = gongkai("ingest", "--db", "seeds.db", ROOT / "seeds", cwd=folder)
    assert (result.returncode, told(result).splitlines()[0]) == (0, "5 files: stored 5")
    return folder / "seeds.db"


def test_parse_json(tmp_path: Path) -> None:
    junk = tmp_path / "空.txt"
    junk.write_text("这只是一份会议通知,与年报无关。" * 5, encoding="utf-8")
    files = [*SEEDS, junk, tmp_path / "missing.txt", tmp_path]
    result = gongkai("parse", "--json", *files, cwd=tmp_path)
    lines = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert result.returncode == 1
    assert [line["file"] for line in lines] == [str(file) for file in files]
    assert [list(line) for line in lines] == [["file", "report", "facts", "checks", "issues", "error"]] * len(files)
    assert [line["error"] and line["error"]["code"] for line in lines] == [
        *[None] * 5,
        *("not_a_report", "unreadable", "unreadable"),
    ]
    for line in lines[5:]:
        assert (line["report"], line["facts"], line["checks"], line["issues"]) == (None, [], [], [])
    assert [line.split(": ")[0] for line in told(result).splitlines()] == [str(file) for file in files[5:]]
    assert "泰顺县人民政府" in result.stdout.decode()


def test_parse_readable(tmp_path: Path) -> None:
    seed = next(seed for seed in SEEDS if seed.name.startswith("001"))
    result = gongkai("parse", seed, cwd=tmp_path)
    assert (result.returncode, told(result)) == (0, "")
    assert result.stdout.decode().startswith("泰顺县人民政府 2018年度政府信息公开工作年度报告\n")
    english = gongkai("parse", "--lang", "en", seed, cwd=tmp_path)
    assert "Figures: " in english.stdout.decode()
    assert [path.name for path in tmp_path.iterdir()] == []


def test_ingest_again_stores_nothing(database: Path) -> None:
    result = gongkai("ingest", "--db", database, *SEEDS, cwd=database.parent)
    assert (result.returncode, told(result)) == (0, "5 files: already there 5\n")


def test_ingest_names_what_failed_and_stores_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    (folder / "empty.txt").touch()
    (folder / "junk.pdf").write_bytes(bytes(range(256)) * 40)
    (folder / "labels.json").write_text("{}")
    with zipfile.ZipFile(folder / "seeds.zip", "w") as archive:
        archive.write(SEEDS[0], "inner/一.txt")
        archive.writestr("notice.txt", "会议通知" * 50)
    result = gongkai("ingest", "报告", SEEDS[1], "missing.html", cwd=tmp_path)
    lines = told(result).splitlines()
    assert result.returncode == 1
    assert [line.split(": ")[0] for line in lines[:-2]] == [
        "报告/empty.txt",
        "报告/junk.pdf",
        "报告/seeds.zip/notice.txt",
        "missing.html",
    ]
    assert all(line.endswith("]") and " [" in line for line in lines[:-2])
    assert lines[-2:] == [
        "6 files: stored 2, failed 4",
        "1 passed over, of no format that is read: .json 1 (labels.json)",
    ]
    assert gongkai("check", "一.txt", cwd=tmp_path).returncode == 0


def _stored(database: Path) -> int:
    if not database.exists():
        return 0
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    try:
        (count,) = connection.execute("SELECT count(*) FROM reports").fetchone()
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()
    return int(count)


def _hear_interrupts() -> None:
    """A run in the background of a shell passes on that SIGINT is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_ingest_ends_cleanly_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    text = SEEDS[1].read_text(encoding="utf-8")
    for number in range(60):
        (folder / f"{number:03}.txt").write_text(f"{text}\n{number}", encoding="utf-8")
    # A quick machine may be done before the signal comes; then it is tried again in another database.
    for attempt in range(8):
        database = f"{attempt}.db"
        process = subprocess.Popen(
            [sys.executable, "-m", "gongkai", "ingest", "--db", database, "--jobs", "1", "many"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=_hear_interrupts,
        )
        deadline = time.monotonic() + 60
        while _stored(tmp_path / database) < 3 and time.monotonic() < deadline:
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        if process.returncode:
            break
    summary, interrupted = filter(None, errors.decode().splitlines())
    assert (process.returncode, interrupted) == (1, "gongkai: interrupted.")
    assert "not looked at" in summary
    result = gongkai("ingest", "--db", database, "many", cwd=tmp_path)
    assert result.returncode == 0
    assert "already there" in told(result)
    assert told(result).startswith("60 files: ")


def test_ask(database: Path) -> None:
    result = gongkai("ask", "--db", database, QUESTION, cwd=database.parent)
    assert (result.returncode, told(result)) == (0, "")
    assert "17" in result.stdout.decode()


def test_ask_json(database: Path) -> None:
    result = gongkai("ask", "--json", QUESTION, cwd=database.parent, environment={"GONGKAI_DB": str(database)})
    (line,) = result.stdout.decode().splitlines()
    answer = json.loads(line)
    assert list(answer) == ["question", "status", "text", "query", "rows", "choices", "notes"]
    assert (answer["question"], answer["status"]) == (QUESTION, "answered")
    assert [(row["organization"], row["year"], row["value"]) for row in answer["rows"]] == [
        ("泰顺县人民政府", 2018, 17)
    ]


def test_ask_one_question_a_line(database: Path) -> None:
    questions = f"\ufeff{QUESTION}\n\n今天天气怎么样\r\n那网上申请呢\n"
    result = gongkai("ask", "--json", "--db", database, "-", cwd=database.parent, stdin=questions)
    answers = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert [answer["question"] for answer in answers] == [QUESTION, "今天天气怎么样", "那网上申请呢"]
    assert answers[0]["status"] == "answered"
    assert [answer["rows"] for answer in answers[1:]] == [[], []]
    turns = gongkai("ask", "--db", database, "--json", "-", "--conversation", cwd=database.parent, stdin=questions)
    assert json.loads(turns.stdout.decode().splitlines()[2])["query"]["organizations"] == ["泰顺县人民政府"]
    plain = gongkai("ask", "--db", database, "-", cwd=database.parent, stdin=questions)
    assert len(plain.stdout.decode().splitlines()) == 3


def test_check_of_a_file_and_of_a_stored_report_are_the_same(database: Path) -> None:
    seed = next(seed for seed in SEEDS if seed.name.startswith("001"))
    sheet = gongkai("check", seed, cwd=database.parent).stdout
    assert sheet.decode().startswith("泰顺县人民政府 2018年度")
    for reference in (seed.name, "泰顺县人民政府 2018"):
        assert gongkai("check", "--db", database, reference, cwd=database.parent).stdout == sheet


def test_export(database: Path, tmp_path: Path) -> None:
    result = gongkai("export", "--db", database, "--organization", "泰顺", "--year", "2016-2018", cwd=tmp_path)
    rows = list(csv.DictReader(io.StringIO(result.stdout.decode("utf-8-sig"))))
    assert {row["机关"] for row in rows} == {"泰顺县人民政府"}
    received = [row["数值"] for row in rows if row["指标代码"] == "requests.received"]
    assert received == ["17"]
    for name in ("a.csv", "a.xlsx", "a.json"):
        done = gongkai("export", "--db", database, "--indicator", "requests.received", "-o", name, cwd=tmp_path)
        assert (done.returncode, told(done)) == (0, f"5 figures written to {name}\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.json", "a.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask", QUESTION], "There is no database gongkai.db"),
        (["export"], "There is no database gongkai.db"),
        (["check", "3"], "There is no file 3, and no database gongkai.db"),
        (["serve"], "There is no database gongkai.db"),
        (["ask", "--db", "text.db", QUESTION], "text.db is not a SQLite database"),
        (["ingest", "--db", "text.db", "text.db"], "text.db is not a SQLite database"),
        (["ingest", "--db", "no/such/a.db", "text.db"], "There is no folder no/such"),
        (["ingest", "empty"], "There is no file of a known format in empty"),
        (["ingest"], "Name files, folders or addresses"),
        (["parse"], "Missing argument"),
        (["ask"], "Missing argument"),
        (["ask", " "], "The question is empty"),
        (["ask", "--conversation", "x"], "--conversation needs -"),
        (["ask", "--lang", "fr", "x"], "'fr' is not one of"),
        (["export", "-o", "a.docx"], ".docx is no format"),
        (["parse", ""], "A path is empty"),
        (["ingest", ""], "A path is empty"),
        (["ask", "--db", "", QUESTION], "A path is empty"),
        (["export", "-o", ""], "A path is empty"),
        (["check", ""], "The name of the report is empty"),
        (["serve", "--http", "nonsense"], "'nonsense' is no address"),
        (["serve", "--http", "127.0.0.1:²"], "'127.0.0.1:²' is no address"),
        (["completion"], "Missing argument"),
        (["nonsense"], "No such command 'nonsense'"),
        (["parse", "--nonsense", "x"], "No such option"),
        (["bot"], "GONGKAI_TELEGRAM_TOKEN"),
    ],
)
def test_wrong_usage_is_one_sentence_and_makes_no_file(tmp_path: Path, arguments: list[str], words: str) -> None:
    (tmp_path / "text.db").write_text("no database " * 100)
    (tmp_path / "empty").mkdir()
    result = gongkai(*arguments, cwd=tmp_path)
    (line,) = told(result).splitlines()
    assert (result.returncode, result.stdout) == (2, b"")
    assert line.startswith("gongkai: ")
    assert words in line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "text.db"]


@pytest.mark.parametrize(
    "options",
    [
        ["--organization", "不存在"],
        ["--year", "x"],
        ["--year", "2018-2016"],
        ["--year", "²"],
        ["--year", "1-9999999999"],
        ["--year", "2016-"],
        ["--indicator", "x"],
    ],
)
def test_an_export_of_what_does_not_exist(database: Path, tmp_path: Path, options: list[str]) -> None:
    result = gongkai("export", "--db", database, "-o", "a.csv", *options, cwd=tmp_path)
    assert (result.returncode, len(told(result).splitlines())) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def test_reading_commands_leave_no_file_beside_the_database(database: Path) -> None:
    gongkai("ask", "--db", database, QUESTION, cwd=database.parent)
    gongkai("export", "--db", database, cwd=database.parent)
    assert [path.name for path in database.parent.iterdir()] == ["seeds.db"]


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}])
def test_no_character_is_too_odd_for_the_output(tmp_path: Path, locale: dict[str, str]) -> None:
    name = os.fsdecode(b"\xff\xfe.txt")
    (tmp_path / name).write_bytes(SEEDS[0].read_bytes())
    result = gongkai("parse", "--json", name, cwd=tmp_path, environment=locale, anew=True)
    assert (result.returncode, told(result)) == (0, "")
    assert json.loads(result.stdout.decode("utf-8"))["file"] == name
    assert gongkai("parse", name, cwd=tmp_path, environment=locale, anew=True).returncode == 0
    assert gongkai("ingest", ".", cwd=tmp_path, environment=locale, anew=True).returncode == 0


def test_help_of_every_command(tmp_path: Path) -> None:
    commands = ["parse", "ingest", "ask", "check", "export", "bot", "serve", "completion"]
    overview = gongkai("--help", cwd=tmp_path).stdout.decode()
    for command in commands:
        assert f"\n  {command} " in overview
        result = gongkai(command, "--help", cwd=tmp_path)
        assert result.returncode == 0
        assert result.stdout.decode().startswith("Usage: ")
    assert gongkai("--version", cwd=tmp_path).stdout.startswith(b"gongkai ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(tmp_path: Path, shell: str) -> None:
    result = gongkai("completion", shell, cwd=tmp_path)
    assert result.returncode == 0
    assert b"_GONGKAI_COMPLETE" in result.stdout


@pytest.mark.parametrize(
    "command", [["--help"], ["ask", "--db", "{database}", QUESTION], ["export", "--db", "{database}"]]
)
def test_nothing_is_imported_that_a_question_does_not_need(database: Path, command: list[str]) -> None:
    program = (
        "import sys, gongkai\n"
        "try:\n    gongkai.main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "sys.exit(bool({'aiogram', 'mcp', 'lxml', 'sqlite_utils', 'pandas'} & sys.modules.keys()))"
    )
    arguments = [part.format(database=database) for part in command]
    result = subprocess.run([sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, timeout=60)
    assert result.returncode == 0


def test_no_argument_at_all_shows_the_help(tmp_path: Path) -> None:
    result = gongkai(cwd=tmp_path)
    assert result.returncode == 2
    assert told(result) == gongkai("--help", cwd=tmp_path).stdout.decode()


def test_hints_fit_the_cause_and_names_do_not_break_the_line(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a\n\x1b[31m.txt").touch()
    result = gongkai("parse", "folder", "missing.txt", "a\n\x1b[31m.txt", SEEDS[0], cwd=tmp_path)
    folder, missing, empty = told(result).splitlines()
    assert result.returncode == 1
    assert "`gongkai ingest`" in folder
    assert missing.endswith("[unreadable: see whether its name is spelled right]")
    assert empty == "a\\n\\x1b[31m.txt: The file is empty [unreadable: fetch it again]"
    assert result.stdout


@pytest.mark.parametrize("command", ["parse", "ingest"])
def test_what_may_not_be_read_does_not_stop_the_others(tmp_path: Path, command: str) -> None:
    (tmp_path / "folder").mkdir(0o000)
    (tmp_path / "secret.txt").touch(0o000)
    if os.access(tmp_path / "secret.txt", os.R_OK):
        pytest.skip("whoever runs this may read everything")
    result = gongkai(command, "folder", "folder/inner.txt", "secret.txt", SEEDS[0], cwd=tmp_path)
    (tmp_path / "folder").chmod(0o700)
    refused = [line.split(": ")[0] for line in told(result).splitlines() if "permission" in line]
    assert (result.returncode, "secret.txt" in refused, "folder/inner.txt" in refused) == (1, True, True)
    assert result.stdout or "stored 1, failed 3" in told(result)


def test_an_ingest_that_stores_nothing_makes_no_database(tmp_path: Path) -> None:
    result = gongkai("ingest", "missing.txt", cwd=tmp_path)
    assert (result.returncode, list(tmp_path.iterdir())) == (1, [])


def test_a_question_in_another_encoding_is_a_question(database: Path) -> None:
    for command in ("ask", "check"):
        result = gongkai(command, "--db", database, os.fsdecode(QUESTION.encode("gbk")), cwd=database.parent)
        assert "Traceback" not in told(result)
        assert result.returncode == (0 if command == "ask" else 2)
    result = gongkai("ask", "--db", database, "-", cwd=database.parent, stdin=QUESTION.encode("gbk"))
    assert (result.returncode, told(result)) == (0, "")


def _in_shell(tail: str, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = shlex.join([sys.executable, "-m", "gongkai", *map(str, arguments)])
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["sh", "-c", f"{command} {tail}"],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["parse", "ask", "export"])
def test_a_full_disk_is_one_sentence(database: Path, command: str) -> None:
    wanted = {"parse": f"{SEEDS[0]}", "ask": f"--db={database} {QUESTION}", "export": f"--db={database}"}[command]
    result = _in_shell("> /dev/full", command, *wanted.split(), cwd=database.parent)
    assert (result.returncode, told(result)) == (1, "gongkai: No space left on device.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("tail", "uses"),
    [
        (">&-", ["ask", "export", "parse"]),
        ("2>&-", ["ask", "ingest"]),
        ("<&-", ["questions", "parse"]),
        ("<&- >&- 2>&-", ["ask", "questions", "export", "parse", "ingest"]),
    ],
)
def test_closed_streams_are_no_trouble(database: Path, tmp_path: Path, tail: str, uses: list[str]) -> None:
    """Each stream for the commands that use it, and all of them for all."""
    commands: dict[str, list[str | Path]] = {
        "ask": ["ask", "--db", database, QUESTION],
        "questions": ["ask", "--db", database, "-"],
        "export": ["export", "--db", database],
        "parse": ["parse", "--json", SEEDS[0]],
        "ingest": ["ingest", "--db", tmp_path / "a.db", SEEDS[0]],
    }
    for command in uses:
        result = _in_shell(tail, *commands[command], cwd=database.parent)
        assert (result.returncode, "Traceback" in told(result)) == (0, False)


def test_a_damaged_database_is_one_sentence(database: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    shutil.copy(database, damaged)
    with sqlite3.connect(damaged) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'fact_rows'").fetchone()
    connection.close()
    with damaged.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    result = gongkai("export", "--db", damaged, cwd=tmp_path)
    assert (result.returncode, told(result)) == (1, "gongkai: The database is damaged: restore it from a copy.\n")
    with damaged.open("r+b") as file:
        # So much that it can't even be opened.
        file.truncate(size * 3)
    result = gongkai("ask", "--db", damaged, QUESTION, cwd=tmp_path)
    assert (result.returncode, told(result)) == (1, f"gongkai: {damaged} is damaged: restore it from a copy.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes and links")
def test_output_keeps_pipes_and_links(database: Path, tmp_path: Path) -> None:
    wanted = gongkai("export", "--db", database, cwd=tmp_path).stdout
    pipe, link, file = tmp_path / "pipe", tmp_path / "link.csv", tmp_path / "file.csv"
    os.mkfifo(pipe)
    link.symlink_to(file)
    with ThreadPoolExecutor() as reader:
        read = reader.submit(pipe.read_bytes)
        assert gongkai("export", "--db", database, "-o", "pipe", cwd=tmp_path).returncode == 0
        assert (read.result(), pipe.is_fifo()) == (wanted, True)
    assert gongkai("export", "--db", database, "-o", "link.csv", cwd=tmp_path).returncode == 0
    assert (file.read_bytes(), link.is_symlink()) == (wanted, True)


def test_output_dash_is_standard_output(database: Path, tmp_path: Path) -> None:
    result = gongkai("export", "--db", database, "-o", "-", cwd=tmp_path)
    assert result.stdout == gongkai("export", "--db", database, cwd=tmp_path).stdout
    assert list(tmp_path.iterdir()) == []


def test_check_shows_what_people_decided(database: Path, tmp_path: Path) -> None:
    decided = tmp_path / "decided.db"
    shutil.copy(database, decided)
    with Archive(decided) as archive:
        report = archive.find_report("泰顺县人民政府 2018")
        check = archive.checks(report)[0]
        archive.correct(report, "requests.received", None, 12345, reason="原件如此", person="王")
        archive.correct(report, "requests.concluded", None, None, reason="", person="王")
        archive.dismiss(report, finding(check), reason="", person="王")
    before, after = (
        gongkai("check", "--db", one, "泰顺县人民政府 2018", cwd=tmp_path).stdout.decode()
        for one in (database, decided)
    )
    assert "12345" not in before
    assert "→ 12345 (王: 原件如此)" in after
    assert describe_check(check, "zh") in before
    assert describe_check(check, "zh") not in after
    assert after.count("12345") > 1

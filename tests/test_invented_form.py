"""A form of 2027 that no ministry has printed: given as data alone, it goes through reader, checks, sheet, export, answers.

Rows and columns come, go, move and are named anew; a rule and six indicators are new. The program is a copy with a folder
more in `core/forms/data` and lines more in two of its tables: what anybody does who adds a form.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import forging
from tests.forging import Forged, Key

ROOT = Path(__file__).parents[1]
INVENTED = Path(__file__).with_name("invented_form")
BODY = "临江县人民政府"
NEW = {
    "adjudication.decisions",
    "requests.outcome.not_processed.withdrawn",
    "requests.outcome.other.moved",
    "review.settled",
    "litigation.direct.settled",
    "litigation.after_review.settled",
}


def copied(to: Path) -> Path:
    """A copy of the program."""
    for room in ("core", "store", "cli"):
        shutil.copytree(ROOT / room, to / room)
    shutil.copy2(ROOT / "gongkai.py", to)
    return to


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copied(tmp_path_factory.mktemp("program"))
    data = folder / "core/forms/data"
    shutil.copytree(INVENTED / "data/2027", data / "2027")
    for table in ("indicators.csv", "rules.csv"):
        _, *lines = (INVENTED / "data" / table).read_text("utf-8").splitlines(keepends=True)
        with (data / table).open("a", encoding="utf-8") as known:
            known.writelines(lines)
    return folder


def run(program: Path, *arguments: str | Path, given: str = "") -> str:
    """What the command line of a program prints."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    done = subprocess.run(
        [sys.executable, "gongkai.py", *map(str, arguments)],
        cwd=program,
        env=kept | {"PYTHONPATH": str(program)},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def forged(seed: int) -> Forged:
    return forging.forge(seed, "2027", folder=INVENTED / "printed", year=2027)


OLDER = forging.forge(4, "2021", year=2027)
FEE: dict[Key, float] = {("requests.processing_fees", None): 0}
"""What part six of a forged report tells: 没有收取信息处理费."""


def figures(report: dict[str, Any]) -> dict[Key, float]:
    return {(fact["indicator"], fact["applicant"]): fact["value"] for fact in report["facts"]}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of one body: of 2027 in several layouts, and of the years before in their own forms."""
    folder = tmp_path_factory.mktemp("pages")
    for layout in ("pipes", "tabs", "cell_a_line", "html"):
        ending = "html" if layout == "html" else "txt"
        (folder / f"{layout}.{ending}").write_text(forging.LAYOUTS[layout](forged(1)), "utf-8")
    (folder / "named.txt").write_text(named(forged(1)), "utf-8")
    (folder / "wrong.txt").write_text(forging.pipes(wrong(forged(1))), "utf-8")
    (folder / "older.txt").write_text(forging.pipes(OLDER), "utf-8")
    (folder / "2021.txt").write_text(forging.pipes(forging.forge(2, "2021")), "utf-8")
    (folder / "2019.txt").write_text(forging.pipes(forging.forge(3, "2019")), "utf-8")
    return folder


def named(report: Forged) -> str:
    """The table of requests with the columns of each row named behind it."""
    rows = [forging.named_row("　".join(line[:-7]), line[-7:]) for line in report.request[3:]]
    return forging.TITLE.format(year=2027) + "三、收到和处理政府信息公开申请情况\n" + "".join(rows)


def wrong(report: Forged) -> Forged:
    """The same with a wrong figure in a new row."""
    at = next(i for i, line in enumerate(report.request) if "3.移送其他机关办理" in line)
    report.request[at][-1] = str(int(report.request[at][-1]) + 900)
    return report


# --- reader and checks -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reports(program: Path, pages: Path) -> dict[str, dict[str, Any]]:
    """What the program reads on each page, all in one run."""
    files = sorted(pages.iterdir())
    told = run(program, "parse", "--json", *files).splitlines()
    return {file.name: json.loads(line) for file, line in zip(files, told, strict=True)}


@pytest.mark.parametrize("page", ["pipes.txt", "tabs.txt", "cell_a_line.txt", "html.html"])
def test_its_tables_are_read(reports: dict[str, dict[str, Any]], page: str) -> None:
    report = reports[page]
    assert report["report"]["template"] == "2027"
    assert figures(report) == pytest.approx(forged(1).values | FEE)
    assert {code for code, _ in figures(report)} >= NEW


def test_its_rows_are_read_with_their_columns_named(reports: dict[str, dict[str, Any]]) -> None:
    report = reports["named.txt"]
    wanted = {key: value for key, value in forged(1).values.items() if key[0].startswith("requests.")}
    assert report["report"]["template"] == "2027"
    assert figures(report) == pytest.approx(wanted)


def test_its_rules_are_checked(reports: dict[str, dict[str, Any]]) -> None:
    report = reports["pipes.txt"]
    judged = {(check["rule"], check["status"]) for check in report["checks"]}
    sums = ("balance", "outcome_sum", "applicant_sum", "review_sum", "litigation_sum")
    assert {(rule, "pass") for rule in (*sums, "moved_vs_received", "completeness")} <= judged
    assert not {rule for rule, status in judged if status == "fail"}


def test_a_wrong_figure_in_a_new_row_fails(reports: dict[str, dict[str, Any]]) -> None:
    failed = [check for check in reports["wrong.txt"]["checks"] if check["status"] in ("fail", "notice")]
    assert {"outcome_sum", "applicant_sum"} <= {check["rule"] for check in failed}
    moved = [check for check in failed if check["rule"] == "moved_vs_received"]
    assert not moved or "移送其他机关办理" in moved[0]["message"]


def test_other_forms_are_read_as_before(program: Path, pages: Path) -> None:
    fixed = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests/pages").glob("*"))[::9]]
    fixed = [page for page in fixed if page.suffix in (".txt", ".html")]
    told = [pages / "2021.txt", pages / "2019.txt", *fixed]
    with_form, without = (run(where, "parse", "--json", *told) for where in (program, ROOT))
    assert with_form == without
    assert len(with_form.splitlines()) > 20


def test_a_report_of_2027_that_goes_on_with_the_older_form_is_of_that(reports: dict[str, dict[str, Any]]) -> None:
    report = reports["older.txt"]
    assert report["report"]["template"] == "2021"
    assert figures(report) == pytest.approx(OLDER.values | FEE)
    assert not [check for check in report["checks"] if check["status"] == "fail"]


# --- sheet, export, answers --------------------------------------------------------------------------


def test_its_sheet_has_its_names(program: Path, pages: Path) -> None:
    chinese = run(program, "check", pages / "pipes.txt")
    assert "表式: 2027年式样" in chinese
    assert "移送数与收到数" in chinese
    assert "各部分与申请表各行齐全" in chinese
    assert "移送其他机关办理" in chinese
    english = run(program, "check", "--lang", "en", pages / "pipes.txt")
    assert "Form: the 2027 form" in english
    assert "passed on against received" in english
    assert "Administrative reviews: settled" in english


@pytest.fixture(scope="module")
def database(program: Path, pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "g.db"
    run(program, "ingest", "--db", path, pages / "pipes.txt", pages / "2021.txt", pages / "2019.txt")
    return path


def test_its_figures_are_exported(program: Path, database: Path, tmp_path: Path) -> None:
    output = tmp_path / "figures.csv"
    run(program, "export", "--db", database, "--lang", "zh", "--year", "2027", "-o", output)
    rows = list(csv.DictReader(output.read_text("utf-8-sig").splitlines()))
    exported = {row["指标代码"]: float(row["数值"]) for row in rows if row["申请人"] == "总计"}
    assert exported.pop("requests.processing_fees") == 0
    assert exported == pytest.approx({code: value for (code, column), value in forged(1).values.items() if not column})
    assert {row["表式"] for row in rows} == {"2027"}
    labels = {row["指标"] for row in rows}
    assert {"移送其他机关办理", "行政复议调解和解", "行政裁决处理决定数量"} <= labels


def test_questions_find_its_figures(program: Path, database: Path) -> None:
    values = forged(1).values

    singles = [
        (f"{BODY}2027年移送其他机关办理多少件", "requests.outcome.other.moved"),
        (f"{BODY}2027年申请人撤回多少件", "requests.outcome.not_processed.withdrawn"),
        (f"{BODY}2027年申请已由申请人撤回的有多少", "requests.outcome.not_processed.withdrawn"),
        (f"{BODY}2027年收到多少申请", "requests.received"),
    ]
    others = [f"{BODY}2027年不予处理多少件", f"{BODY}2027年补正后申请内容仍不明确多少件", f"{BODY}历年收到申请多少"]
    questions = "\n".join([question for question, _ in singles] + others)
    told = run(program, "ask", "--json", "--db", database, "-", given=questions).splitlines()
    *answers, sums, missing, series = map(json.loads, told)
    for (question, code), answer in zip(singles, answers, strict=True):
        assert answer["status"] == "answered", answer["text"]
        assert [row["value"] for row in answer["rows"]] == [values[code, None]], question
    summed = sums["rows"][0]
    parts = [value for (code, column), value in values.items() if ".not_processed." in code and column is None]
    assert (summed["value"], len(summed["derived"]["operands"])) == (sum(parts), len(parts)) == (sum(parts), 6)
    assert missing["status"] == "not_reported"
    assert "2027年式样的报表没有这一项" in missing["text"]
    assert [row["year"] for row in series["rows"]] == [2020, 2023, 2027]
    assert "2020年用2019年式样；2023年用2021年式样；2027年用2027年式样" in " ".join(series["notes"])

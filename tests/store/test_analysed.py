"""What programs for analysis get: Parquet, a data package that its own validator accepts, Datasette."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import UsageError
from store import parquet as ours
from store.analysed import FIGURES, TABLES
from store.archive import Archive
from store.export import Selection, export
from store.packaging import write_package
from tests.core.asking.question_holdings import fill

ROOT = Path(__file__).parents[2]
ALL = Selection()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("analysed") / "demo.db") as held:
        fill(held)
        held.correct(2, "requests.received", None, 18, reason="seen", person="somebody")
        yield held


@pytest.fixture(scope="module")
def lines(archive: Archive) -> list[dict[str, object]]:
    """The figures as JSON lines have them."""
    stream = io.BytesIO()
    export(archive, ALL, "json", stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_parquet_has_every_figure_typed(archive: Archive, lines: list[dict[str, object]], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert ours.write_parquet(tmp_path / "f.parquet", FIGURES, FIGURES.rows(archive, ALL)) == len(lines)
    table = parquet.read_table(tmp_path / "f.parquet")
    assert {name: str(table.schema.field(name).type) for name in ("year", "value", "inferred", "quote")} == {
        "year": "int64",
        "value": "double",
        "inferred": "bool",
        "quote": "string",
    }
    shared = [name for name in lines[0] if name != "applicant"]
    rows = table.to_pylist()
    assert [[row[name] for name in shared] for row in rows] == [[line[name] for name in shared] for line in lines]
    assert [row["applicant"] for row in rows] == [line["applicant"] or "total" for line in lines]


def test_parquet_by_year(archive: Archive, lines: list[dict[str, object]], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert ours.write_parquet_by_year(tmp_path, FIGURES, FIGURES.rows(archive, ALL)) == len(lines)
    years = {line["year"] for line in lines}
    assert {path.name for path in tmp_path.iterdir()} == {f"year={year}" for year in years}
    table = parquet.read_table(tmp_path)
    assert sorted(map(int, table["year"].to_pylist())) == sorted(int(str(line["year"])) for line in lines)


def test_few_rows_are_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, archive: Archive) -> None:
    """A batch is written before the next is read."""
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(ours, "_AT_ONCE", 10)
    row = next(FIGURES.rows(archive, ALL))
    read = 0

    def rows() -> Iterator[tuple[object, ...]]:
        nonlocal read
        while read < 1000:
            read += 1
            yield row
        # More than the format's head is on the disk while the last is read.
        assert (tmp_path / "f.parquet").stat().st_size > 10_000

    assert ours.write_parquet(tmp_path / "f.parquet", FIGURES, rows()) == read == 1000  # type: ignore[arg-type]


def test_without_the_extra(tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"gongkai\[parquet\]"):
        ours.write_parquet(tmp_path / "f.parquet", FIGURES, FIGURES.rows(archive, ALL))


def test_the_package_is_valid(archive: Archive, lines: list[dict[str, object]], tmp_path: Path) -> None:
    pytest.importorskip("frictionless")
    counts = write_package(archive, ALL, tmp_path)
    assert counts.keys() == {"figures", "checks", "reports", "bodies", "indicators"}
    assert counts["figures"] == len(lines)
    assert counts["bodies"] == len(archive.organizations())
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", str(tmp_path / "datapackage.json"), "--json"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["valid"]
    (tmp_path / "bodies.csv").write_text("organization_id,organization\nx,y\n")
    damaged = subprocess.run(done.args, capture_output=True, text=True, timeout=120)
    assert not json.loads(damaged.stdout)["valid"]


def test_the_package_as_parquet(archive: Archive, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    counts = write_package(archive, ALL, tmp_path, "parquet")
    told = {one["name"]: one for one in json.loads((tmp_path / "datapackage.json").read_text("utf-8"))["resources"]}
    for table in TABLES:
        read = parquet.read_table(tmp_path / told[table.name]["path"])
        assert read.num_rows == counts[table.name]
        assert read.column_names == [field["name"] for field in told[table.name]["schema"]["fields"]]


@pytest.fixture(scope="module")
def datasette(archive: Archive) -> Iterator[str]:
    """The address of Datasette on the demo database."""
    pytest.importorskip("datasette", reason="Datasette is not installed")
    command = [sys.executable, "-m", "datasette", str(archive.path), "--port", "0"]
    command += ["--metadata", str(ROOT / "deploy/datasette.yaml")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stderr is not None
            found = (re.search(r"http://127\.0\.0\.1:\d+", line) for line in process.stderr)
            yield next(one.group() for one in found if one)
        finally:
            process.terminate()


def _json(address: str) -> object:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)


def test_datasette_answers(datasette: str, archive: Archive) -> None:
    asked = urllib.parse.urlencode({"indicator": "requests.received", "year": 2018, "_shape": "array"})
    rows = _json(f"{datasette}/demo/highest.json?{asked}")
    with sqlite3.connect(archive.path) as plain:
        best = plain.execute(
            "SELECT organization, value FROM figures WHERE indicator = 'requests.received' AND year = 2018"
            " ORDER BY value DESC"
        ).fetchall()
    assert isinstance(rows, list)
    assert [row["value"] for row in rows] == [value for _, value in best]
    figures = _json(f"{datasette}/demo/figures.json?_extra=facet_results&year=2018&_size=1&_facet=indicator")
    assert isinstance(figures, dict)
    assert set(figures["facet_results"]) >= {"year", "indicator", "source"}
    with urllib.request.urlopen(f"{datasette}/demo/figures?_size=1", timeout=30) as page:
        assert "the words it was read from" in page.read().decode()


@pytest.mark.parametrize("table", ["people", "audit", "corrections"])
def test_datasette_keeps_back_what_people_did(datasette: str, table: str) -> None:
    for path in (f"demo/{table}.json", "demo.json?" + urllib.parse.urlencode({"sql": f"SELECT * FROM {table}"})):
        with pytest.raises(urllib.error.HTTPError) as refused:
            _json(f"{datasette}/{path}")
        assert refused.value.code == 403
        refused.value.close()


def test_every_view_of_the_metadata_is_there(archive: Archive) -> None:
    text = (ROOT / "deploy/datasette.yaml").read_text("utf-8")
    named = set(re.findall(r"^      (\w+):", text.split("    queries:")[0], re.MULTILINE))
    with sqlite3.connect(archive.path) as plain:
        there = {name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    assert named <= there
    assert {"figures", "checks", "report_list", "people"} <= named

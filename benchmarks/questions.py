"""How long a question takes with a large database, beside the bare SQL that fetches the same rows.

    python benchmarks/questions.py [--reports 100000] [--rounds 300] [--db FILE]

The database is synthetic: governments and bureaus of today's counties, ten report years each, 200 figures a report.
It is made in FILE (kept, and used again) or in a temporary folder. Times are medians
of processor time in this process.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from core.asking.answer import answer
from core.asking.words import lexicon as vocabulary
from core.asking.words.catalog import build_catalog, place_words
from core.forms.indicators import indicators
from core.forms.registry import form_of_year
from core.places import divisions as places
from core.types import APPLICANTS
from core.version import PARSER_VERSION
from store.archive import Archive
from store.naming import keep_all_names
from store.schema.m014_names_and_totals import IN_ORDER, TOTALS

YEARS = range(2014, 2024)
BUREAUS = ("人民政府", "发展和改革局", "市场监督管理局", "卫生健康局")
FIGURES = 200
# The value alone.
VALUE_SQL = """
    SELECT fact_rows.value
    FROM organizations
    JOIN reports ON reports.organization_id = organizations.id AND reports.answers = 1
    JOIN fact_rows ON fact_rows.report_id = reports.id
    WHERE organizations.name = ? AND reports.year = ? AND fact_rows.indicator_id = ? AND fact_rows.applicant_id = 0
      AND fact_rows.best = 1
"""
# What an answer tells: the reports of the body (title, year, versions), the figure with its words, its unit and what
# the narrative says otherwise, and what was found wrong with the report.
_REPORT = """
    SELECT reports.id, reports.organization_id, organizations.name, organizations.division_code, reports.year,
           reports.title, reports.title_year, reports.template, reports.published_on,
           (SELECT count(*) FROM reports AS versions
            WHERE versions.organization_id = reports.organization_id AND versions.year = reports.year)
    FROM organizations JOIN reports ON reports.organization_id = organizations.id AND reports.answers = 1
"""
_FIGURE = """
    SELECT fact_rows.report_id, fact_rows.value, indicators.unit, fact_rows.source_id, fact_rows.quote,
           fact_rows.starts_at, fact_rows.ends_at, fact_rows.page, fact_rows.inferred, fact_rows.confidence,
           (SELECT told.value FROM fact_rows AS told
            WHERE told.report_id = fact_rows.report_id AND told.indicator_id = fact_rows.indicator_id
              AND told.applicant_id = fact_rows.applicant_id AND told.source_id = 2 AND told.value <> fact_rows.value
            ORDER BY told.position LIMIT 1)
    FROM organizations
    CROSS JOIN reports ON reports.organization_id = organizations.id AND reports.answers = 1
    CROSS JOIN fact_rows ON fact_rows.report_id = reports.id
    JOIN indicators ON indicators.id = fact_rows.indicator_id
"""
_BEST = "AND fact_rows.indicator_id = ? AND fact_rows.applicant_id = 0 AND fact_rows.best = 1"
_OF_BODY = "WHERE organizations.name = ?"
_OF_SCOPE = (
    "WHERE organizations.division_code BETWEEN ? AND ? AND organizations.name LIKE '%人民政府' AND reports.year = ?"
)
_ISSUES_SQL = "SELECT code, severity, message FROM issues WHERE report_id = ? ORDER BY position"


def main() -> None:
    """Build the database where it is not there, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--db", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.db or Path(folder) / "questions.db"
        if not path.exists():
            build(path, options.reports)
        with Archive(path, mode="ro") as archive:
            measure(archive, path, options.rounds)
            cold_start(path)


# --- building ----------------------------------------------------------------------------------------


def build(path: Path, reports: int) -> None:
    """A database of so many reports, written by bare SQL."""
    began = time.perf_counter()
    Archive(path).close()
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")
    bodies = list(itertools.islice(bodies_of(BUREAUS), -(-reports // len(YEARS))))
    counties = {(code, county, full) for _, code, county, full in bodies}
    with connection:
        connection.executemany(
            "INSERT INTO divisions (code, name, full_name, level) VALUES (?, ?, ?, 'county')", sorted(counties)
        )
        connection.executemany(
            "INSERT INTO organizations (id, name, division_code) VALUES (?, ?, ?)",
            ((i, name, code) for i, (name, code, _, _) in enumerate(bodies, 1)),
        )
        numbered = list(zip(range(1, reports + 1), itertools.product(range(1, len(bodies) + 1), YEARS), strict=False))
        connection.executemany(
            "INSERT INTO documents (id, sha256, file_name, format, received_at, size, page_starts, text, bytes)"
            " VALUES (?, ?, ?, 'text', '2024-01-01T00:00:00+00:00', 0, '[]', '', '')",
            ((number, f"{number:064d}", f"{number}.txt") for number, _ in numbered),
        )
        connection.executemany(
            "INSERT INTO reports (id, document_id, organization_id, year, title, title_year, template, published_on,"
            " answers, parser_version, tried_version, parsed_at)"
            f" VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, {PARSER_VERSION}, {PARSER_VERSION}, '2024-01-01T00:00:00+00:00')",
            (
                (n, n, body, year, f"{bodies[body - 1][0]}{year}年年度报告", year, form(year), f"{year + 1}-03-31")
                for n, (body, year) in numbered
            ),
        )
        connection.executemany(
            "INSERT INTO fact_rows VALUES (?, ?, ?, 1, 0, 1, ?, 0, 10, NULL, 0, NULL, ?)",
            _facts(number for number, _ in numbered),
        )
        connection.execute(f"{TOTALS} {IN_ORDER}")
        keep_all_names(connection)
    connection.execute("ANALYZE")
    connection.close()
    print(f"built {reports} reports, {reports * FIGURES} figures in {time.perf_counter() - began:.0f} s")


def form(year: int) -> str:
    """The form of the reports of a year."""
    found = form_of_year(year)
    return found.key if found else "narrative"


def bodies_of(bureaus: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Bureaus of all counties, those of Wenzhou first: name, code, and the name of the county, short and in full."""
    counties = {
        name.code: name.text
        for name in places.names()
        if name.level == "county" and name.kind == "name" and name.until is None
    }
    wenzhou_first = sorted(counties.items(), key=lambda pair: (pair[0][:4] != "3303", pair[0]))
    for bureau in bureaus:
        for code, county in wenzhou_first:
            division = places.by_code(code)
            if division is not None:
                yield county + bureau, code, county, places.full_name(division)


def _facts(reports: Iterator[int]) -> Iterator[tuple[int, int, int, int, str]]:
    rng = random.Random(1)
    numbers = {code: number for number, code in enumerate(indicators(), 1)}
    cells = [(numbers[code], 0) for code in indicators()]
    by_applicant = [code for code, indicator in indicators().items() if indicator.by_applicant]
    cells += [(numbers[c], a) for c in by_applicant for a in range(1, len(APPLICANTS) + 1)]
    for report in reports:
        for indicator, applicant in cells[:FIGURES]:
            value = rng.randrange(500)
            yield report, indicator, applicant, value, f"本年新收 | {value}"


# --- measuring ---------------------------------------------------------------------------------------


def measure(archive: Archive, path: Path, rounds: int) -> None:
    """Lookups and rankings in this process, warm, beside their SQL."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    numbers = dict(connection.execute("SELECT code, id FROM indicators"))
    began = time.process_time()
    vocabulary.dictionary()
    place_words()
    loaded = time.process_time()
    bodies = archive.organizations()
    build_catalog(bodies)
    print(f"dictionary {_ms(loaded - began)}, names of {len(bodies)} bodies {_ms(time.process_time() - loaded)}")
    answer("泰顺2018年收到多少申请", archive)

    rng = random.Random(2)
    names = [o.name for o in archive.organizations() if o.name.endswith("人民政府") and _unique(o.name)]
    asked = [(rng.choice(names), rng.choice(YEARS)) for _ in range(rounds)]
    received = numbers["requests.received"]
    for name, year in asked:
        _told(archive, f"{name}{year}年收到多少件申请", 1)
    ours = _median(lambda name, year: _told(archive, f"{name}{year}年收到多少件申请", 1), asked)
    theirs = _median(lambda name, year: _lookup(connection, name, year, received), asked)
    alone = _median(lambda name, year: connection.execute(VALUE_SQL, (name, year, received)).fetchall(), asked)
    print(
        f"lookup   {_ms(ours)}; bare SQL for the same rows {_ms(theirs)}, {ours / theirs:.1f} ×; the value alone "
        f"{_ms(alone)}"
    )
    few: list[tuple[object, ...]] = [()] * max(rounds // 3, 1)
    ours = _median(lambda: _told(archive, "温州各县2018年申请量排名", 10), few)
    theirs = _median(lambda: _ranking(connection, ("330300", "330399", 2018), received), few)
    print(f"ranking  {_ms(ours)}; bare SQL for the same rows {_ms(theirs)}, {ours / theirs:.1f} ×")
    ours = _median(lambda: _told(archive, "温州哪个县2018年申请量增长最快", 1), few)
    print(f"growth   {_ms(ours)}")
    connection.close()


def _unique(name: str) -> bool:
    return len(places.by_name(name.removesuffix("人民政府"))) == 1


def _told(archive: Archive, question: str, rows: int) -> None:
    found = answer(question, archive)
    if len(found.rows) < rows:
        raise SystemExit(f"{question}: {found.text}")


def _lookup(connection: sqlite3.Connection, name: str, year: int, indicator: int) -> None:
    reports = connection.execute(f"{_REPORT} {_OF_BODY}", (name,)).fetchall()
    connection.execute(f"{_FIGURE} {_OF_BODY} AND reports.year = ? {_BEST}", (name, year, indicator)).fetchall()
    (report,) = (row[0] for row in reports if row[4] == year)
    connection.execute(_ISSUES_SQL, (report,)).fetchall()


def _ranking(connection: sqlite3.Connection, scope: tuple[str, str, int], indicator: int) -> None:
    connection.execute(f"{_REPORT} {_OF_SCOPE}", scope).fetchall()
    figures = connection.execute(
        f"{_FIGURE} {_OF_SCOPE} {_BEST} ORDER BY fact_rows.value DESC", (*scope, indicator)
    ).fetchall()
    for report, *_ in figures[:10]:
        connection.execute(_ISSUES_SQL, (report,)).fetchall()


def _median(run: Callable[..., object], rounds: Sequence[tuple[object, ...]]) -> float:
    """Of the processor's time, which other programs on the machine do not change."""
    times = []
    for values in rounds:
        began = time.process_time()
        run(*values)
        times.append(time.process_time() - began)
    return statistics.median(times)


def cold_start(path: Path) -> None:
    """`gongkai ask` as a new process."""
    command = [sys.executable, "-m", "gongkai", "ask", "--db", str(path), "泰顺县人民政府2018年收到多少件申请"]
    elapsed, used = [], []
    for _ in range(5):
        began, before = time.perf_counter(), _children()
        subprocess.run(command, check=True, capture_output=True)
        elapsed.append(time.perf_counter() - began)
        used.append(_children() - before)
    print(f"cold start of gongkai ask {_ms(min(elapsed))}, processor {_ms(min(used))} (the best of {len(used)})")


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


if __name__ == "__main__":
    main()

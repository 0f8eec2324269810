"""How a database of the size of a country is asked: beside bare SQL in the same run.

    python -m benchmarks.scale [--reports 1000000] [--rounds 100] [--db FILE] [--ingest 0]

The database is synthetic: ten years of the governments and bureaus of today's counties, a body for ten reports, 200
figures and a short text a report; a million reports are about 15 GB. It is made in FILE (kept, and used again) or in a
temporary folder. Times are medians of processor time in this process where nothing else is said. With `--ingest` so
many text reports are stored in another database, beside the readers alone.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from benchmarks.questions import FIGURES, VALUE_SQL, YEARS, bodies_of, cold_start, form
from benchmarks.server import connected
from core.asking.answer import answer
from core.places import divisions as places
from core.version import PARSER_VERSION
from core.work.worker import available_cores
from server.work.ranking import ranking
from store.archive import Archive
from store.asking.passages import indexed
from store.export import Selection, selected_figures
from store.intake.ingest import ingest
from store.intake.parsing import File, Parsed, open_workers, parse_all
from store.intake.sources import Source
from store.naming import keep_all_names
from store.schema.m014_names_and_totals import IN_ORDER, TOTALS
from store.settings import load_settings

SEEDS = Path(__file__).parents[1] / "seeds"
BUREAUS = """
    人民政府 发展和改革局 市场监督管理局 卫生健康局 教育局 民政局 财政局 审计局 统计局 司法局 公安局 水利局 交通运输局
    农业农村局 自然资源局 生态环境局 应急管理局 文化和旅游局 人力资源和社会保障局 住房和城乡建设局 退役军人事务局
    医疗保障局 信访局 林业局 商务局 科学技术局 民族宗教事务局 行政审批局 综合行政执法局 工业和信息化局 税务局 气象局
    档案局 粮食和物资储备局 机关事务管理局 金融工作局 大数据发展管理局 体育局 乡村振兴局 供销合作社联合社
"""
_THEMES = """培训 值班 公报 网站 督查 考核 拆迁 补偿 规划 扶贫 学校 医院 道路 供水 预算 低保 招标 环评 安全 信访"""
_AT_ONCE = 20_000
# The totals first, then the columns by applicant.
_CELLS = f"""
    CREATE TEMP TABLE cells (indicator, applicant, number, PRIMARY KEY (indicator, applicant)) WITHOUT ROWID;
    INSERT INTO cells SELECT indicators.id, applicants.id, row_number() OVER (ORDER BY applicants.id, indicators.id)
    FROM indicators CROSS JOIN applicants;
    DELETE FROM cells WHERE number > {FIGURES};
"""
_FACTS = """
    INSERT INTO fact_rows
    SELECT reports.id, indicator, applicant, 1, 0, 1, (reports.id * 7919 + number * 104729) % 500, 0, 10, NULL, 0, NULL,
           '本年新收 | ' || (reports.id * 7919 + number * 104729) % 500
    FROM reports NOT INDEXED CROSS JOIN cells
"""
_RANK = """
    SELECT organizations.name, totals.value FROM totals JOIN organizations ON organizations.id = organization_id
    WHERE indicator_id = ? AND year = ? ORDER BY value DESC LIMIT 10
"""
_SEARCH = """
    SELECT sections.report_id, bm25(section_index) FROM section_index JOIN sections ON sections.id = section_index.rowid
    WHERE section_index MATCH ? ORDER BY section_index.rowid DESC LIMIT 5000
"""
_NAME = "SELECT organization_id FROM body_words WHERE word = ?"


def main() -> None:
    """Build the database where it is not there, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--ingest", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.db or Path(folder) / "scale.db"
        if not path.exists():
            build(path, options.reports)
        print(f"{path.stat().st_size / 1e9:.2f} GB")
        with Archive(path, mode="ro") as archive, closing(_bare(path)) as bare:
            measure(archive, bare, options.rounds)
            exported(archive)
        cold_start(path)
        resident(path)
        if options.ingest:
            stored(Path(folder), options.ingest)


# --- building ----------------------------------------------------------------------------------------


def build(path: Path, reports: int) -> None:
    """A database of so many reports, written by bare SQL."""
    began = time.perf_counter()
    Archive(path).close()
    bodies = list(itertools.islice(bodies_of(BUREAUS.split()), -(-reports // len(YEARS))))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000;")
        divisions = {(code, name, full) for _, code, name, full in bodies}
        connection.executemany("INSERT INTO divisions VALUES (?, ?, ?, 'county')", sorted(divisions))
        connection.executemany(
            "INSERT INTO organizations (id, name, division_code) VALUES (?, ?, ?)",
            ((number, name, code) for number, (name, code, _, _) in enumerate(bodies, 1)),
        )
        numbered = zip(range(1, reports + 1), itertools.product(range(1, len(bodies) + 1), YEARS), strict=False)
        for some in _batched(numbered):
            _add_reports(connection, [(n, body, bodies[body - 1][0], year) for n, (body, year) in some])
        connection.executescript(_CELLS)
        connection.execute(_FACTS)
        connection.commit()
        connection.execute("DELETE FROM totals")
        connection.execute(f"{TOTALS} {IN_ORDER}")
        keep_all_names(connection)
        connection.commit()
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode = WAL")
    spent = time.perf_counter() - began
    print(f"{reports:,} reports of {len(bodies):,} bodies, {reports * FIGURES:,} figures built in {spent:.0f} s")


def _batched(numbered: Iterator[tuple[int, tuple[int, int]]]) -> Iterator[list[tuple[int, tuple[int, int]]]]:
    while some := list(itertools.islice(numbered, _AT_ONCE)):
        yield some


def _add_reports(connection: sqlite3.Connection, some: Sequence[tuple[int, int, str, int]]) -> None:
    texts = [_text(number, name, year) for number, _, name, year in some]
    connection.executemany(
        "INSERT INTO documents (id, sha256, file_name, format, received_at, size, page_starts, text, bytes)"
        " VALUES (?, ?, ?, 'text', '2024-01-01T00:00:00+00:00', 0, '[]', ?, '')",
        ((row[0], f"{row[0]:064d}", f"{row[0]}.txt", text) for row, text in zip(some, texts, strict=True)),
    )
    connection.executemany(
        "INSERT INTO reports (id, document_id, organization_id, year, title, title_year, template, published_on,"
        f" answers, parser_version, tried_version, parsed_at) VALUES (?1, ?1, ?2, ?3, ?4, ?3, ?5, ?6, 1,"
        f" {PARSER_VERSION}, {PARSER_VERSION}, '2024-01-01T00:00:00+00:00')",
        ((n, body, year, f"{name}{year}年年度报告", form(year), f"{year + 1}-03-31") for n, body, name, year in some),
    )
    connection.executemany(
        "INSERT INTO sections (id, report_id, title, starts_at, ends_at) VALUES (?1, ?1, '总体情况', 0, ?2)",
        ((row[0], len(text)) for row, text in zip(some, texts, strict=True)),
    )
    connection.executemany(
        "INSERT INTO section_index (rowid, words) VALUES (?, ?)",
        ((row[0], indexed(text)) for row, text in zip(some, texts, strict=True)),
    )
    connection.commit()


def _text(number: int, name: str, year: int) -> str:
    themes = _THEMES.split()
    said = "、".join(themes[(number * step) % len(themes)] for step in (1, 3, 7))
    return f"{name}{year}年政府信息公开工作年度报告。本机关就{said}等事项主动公开信息，办理群众来信{number % 997}件。"


# --- measuring ---------------------------------------------------------------------------------------


def measure(archive: Archive, bare: sqlite3.Connection, rounds: int) -> None:
    """Questions of every kind, warm, beside their SQL."""
    rng = random.Random(2)
    received = bare.execute("SELECT id FROM indicators WHERE code = 'requests.received'").fetchone()[0]
    names = [name for (name,) in bare.execute("SELECT name FROM organizations") if _is_unique(name)]
    asked = [(rng.choice(names), rng.choice(YEARS)) for _ in range(rounds)]
    some = asked[: max(rounds // 10, 1)]
    _row("look-up", lambda name, year: _told(archive, f"{name}{year}年收到多少件申请"), asked)
    _row(
        "  its value in bare SQL", lambda name, year: bare.execute(VALUE_SQL, (name, year, received)).fetchall(), asked
    )
    _row("ranking of a city", lambda _, year: _told(archive, f"温州各县{year}年申请量排名"), some)
    _row("rank over all bodies", lambda _, year: _ranked(archive, "requests.received", year), some)
    _row("  by a rate", lambda _, year: _ranked(archive, "rate.disclosure", year), some)
    _row("  the first ten in bare SQL", lambda _, year: bare.execute(_RANK, (received, year)).fetchall(), some)
    themes = [(rng.choice(_THEMES.split()), rng.choice(YEARS)) for _ in some]
    _row("search", lambda word, _: archive.passages(word, limit=10), themes)
    _row("  in bare SQL", lambda word, _: bare.execute(_SEARCH, (f'"{indexed(word)}"',)).fetchall(), themes)
    _row("name", lambda name, _: _named(archive, name), asked)
    _row("  in bare SQL", lambda name, _: bare.execute(_NAME, (name,)).fetchall(), asked)
    _row("name that nobody has", lambda name, _: answer(f"{name[:-1]}处2018年收到多少件申请", archive), some)


def _row(what: str, run: Callable[..., object], rounds: Sequence[tuple[object, ...]]) -> None:
    run(*rounds[0])
    times = []
    for values in rounds:
        began = time.process_time()
        run(*values)
        times.append(time.process_time() - began)
    print(f"{what:28} {statistics.median(times) * 1000:10.2f} ms   worst {max(times) * 1000:10.2f} ms")


def _is_unique(name: str) -> bool:
    return name.endswith("人民政府") and len(places.by_name(name.removesuffix("人民政府"))) == 1


def _told(archive: Archive, question: str) -> None:
    found = answer(question, archive)
    if not found.rows:
        raise SystemExit(f"{question}: {found.text}")


def _ranked(archive: Archive, indicator: str, year: int) -> None:
    found = ranking(archive, indicator, year, None, None, None, "highest", 10, 0)
    if len(found["rows"]) < min(10, found["coverage"]["with_figure"]):
        raise SystemExit(str(found))


def _named(archive: Archive, name: str) -> None:
    catalog = archive.names()
    assert catalog is not None
    if not catalog.named(name):
        raise SystemExit(name)


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def exported(archive: Archive) -> None:
    """Figures a second, of the first that are exported; memory while it runs."""
    rows = selected_figures(archive, Selection())
    began = time.perf_counter()
    count = sum(1 for _ in itertools.islice(rows, 500_000))
    spent = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"export                       {count / spent:10,.0f} figures a second; most memory so far {peak:.0f} MB")


def resident(path: Path) -> None:
    """The memory of the server and its workers after questions, and of a process with all that the bot is made of."""
    asyncio.run(_asked_of_server(path))
    # What getrusage tells of a process counts what it was forked from, this one with a whole database built.
    bot = (
        "import sys, bot.app\nfrom pathlib import Path\nfrom core import answer\nfrom store import Archive\n"
        "archive = Archive(Path(sys.argv[1]), 'ro')\n"
        "for year in range(2014, 2024): answer(f'温州各县{year}年申请量排名', archive)\n"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    )
    if not Path("/proc/self/status").exists():
        return
    done = subprocess.run([sys.executable, "-c", bot, str(path)], capture_output=True, text=True, check=True)
    print(f"resident, what the bot is    {int(done.stdout) / 1024:10.0f} MB")


async def _asked_of_server(path: Path) -> None:
    command = [sys.executable, "-m", "gongkai", "serve", "--db", str(path)]
    async with connected(command, "stdio") as client:
        for year in YEARS:
            await client.call_tool("ask", {"question": f"温州各县{year}年申请量排名"})
            await client.call_tool("rank", {"indicator": "requests.received", "year": year})
        below = [one for one in _memory_below(os.getpid()) if "serve" in one[1] or "spawn_main" in one[1]]
        for number, (pid, _, size) in enumerate(below):
            print(f"resident, {'its worker' if number else 'server':18} {size:10.0f} MB   process {pid}")


def _memory_below(parent: int) -> Iterator[tuple[int, str, float]]:
    """Every process below one, its command and resident memory in MB; none where the system has no /proc."""
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            told = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
            if int(told["PPid"]) == parent:
                command = (status.parent / "cmdline").read_text().replace("\0", " ")
                yield int(told["Pid"]), command, int(told.get("VmRSS", "0 kB").split()[0]) / 1024
                yield from _memory_below(int(told["Pid"]))


def stored(folder: Path, count: int) -> None:
    """Text reports stored a second, beside the readers alone, on all cores."""
    files = report_files(count)
    with open_workers(load_settings()) as workers:
        for _ in parse_all(workers, ((None, file) for file in files[:50])):
            pass
        began = time.perf_counter()
        read = sum(isinstance(result, Parsed) for _, result in parse_all(workers, ((None, file) for file in files)))
        alone = time.perf_counter() - began
        began = time.perf_counter()
        with Archive(folder / "stored.db") as archive:
            sources = (Source(file.name, partial(_bytes_of, file)) for file in files)
            kept = sum(one.saved is not None for one in ingest(archive, sources, workers))
        spent = time.perf_counter() - began
    print(f"readers alone                {read / alone:10.1f} reports a second on {available_cores()} cores")
    print(
        f"stored                       {kept / spent:10.1f} reports a second, {alone / spent:.0%} of the readers alone"
    )


def report_files(count: int) -> list[File]:
    """The seeds, each as the report of other bodies and years."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    bodies = itertools.cycle(bodies_of(BUREAUS.split()))
    files = []
    for number, (name, _, _, _) in zip(range(count), bodies, strict=False):
        title = f"{name}{YEARS[number % len(YEARS)]}年政府信息公开工作年度报告\n"
        files.append(File(f"{number}.txt", (title + texts[number % len(texts)]).encode()))
    return files


def _bytes_of(file: File) -> bytes:
    return file.data


if __name__ == "__main__":
    main()

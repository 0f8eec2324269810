"""How fast documents are read, and how well.

    python benchmarks/documents.py pdf [FILE ...]     cells and time beside pdfplumber alone
    python benchmarks/documents.py ocr [REPORTS]      figures of printed pages, scanned or photographed
    python benchmarks/documents.py ingest [FILES]     a folder of mixed files, interrupted and taken up again
    python benchmarks/documents.py formats            time for one report in every format
    python benchmarks/documents.py isolation [FILES]  what it costs that files are read in isolated processes

Times are the best of `--rounds` (15).
`pdf` needs pdfplumber, `ocr` the extra of that name.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from core import parse, read
from core.errors import ReadError
from core.forms.registry import official_forms
from core.types import Fact
from core.work.isolation import Wanted
from core.work.worker import Limits, Workers
from store import Archive
from store.intake.parsing import File, Parsed, parse_file
from tests.forging import Forged, forge
from tests.report_files import WRITERS, as_html, as_pdf, mixed, report_blocks

Row = tuple[str, ...]
TEMPLATES = tuple(form.key for form in official_forms() if form.request)


def main() -> None:
    """Run one of the benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", default="pdf", choices=["pdf", "ocr", "ingest", "formats", "isolation"])
    parser.add_argument("rest", nargs="*", metavar="FILE | REPORTS | FILES")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    rest: list[str] = options.rest
    match options.name:
        case "pdf":
            compare_pdfs([Path(path) for path in rest], options.rounds)
        case "ocr":
            read_pictures(int(rest[0]) if rest else 4)
        case "ingest":
            ingest_folder(int(rest[0]) if rest else 200)
        case "formats":
            time_formats(options.rounds)
        case "isolation":
            time_isolation(int(rest[0]) if rest else 40, options.rounds)


# --- pdf --------------------------------------------------------------------------------------------------


def compare_pdfs(paths: Sequence[Path], rounds: int) -> None:
    """Our cells and time beside those of pdfplumber, file by file."""
    blocks = [block for seed in range(6) for block in report_blocks(forge(seed, TEMPLATES[seed % 2]))]
    for name, data in [("generated", as_pdf(blocks)), *((path.name, path.read_bytes()) for path in paths)]:
        ours, tables, everything = _in_turn(
            rounds,
            lambda data=data: read(data),  # type: ignore[misc]
            lambda data=data: _plumbed(data),  # type: ignore[misc]
            lambda data=data: _plumbed(data, with_text=True),  # type: ignore[misc]
        )
        pages = len(read(data).page_starts)
        print(f"{name}: {pages} pages; processor time, best of {rounds} rounds, in turn")
        for what, spent in (("pdfplumber, tables", tables), ("pdfplumber, tables and text", everything)):
            print(f"  {what:28} {spent * 1000:7.1f} ms  {spent / pages * 1000:5.1f} ms a page")
        what = "gongkai, tables and text"
        shares = f"1/{tables / ours:.1f} and 1/{everything / ours:.1f} of these"
        print(f"  {what:28} {ours * 1000:7.1f} ms  {ours / pages * 1000:5.1f} ms a page  {shares}")
        _print_agreement(_plumbed(data), _rows(read(data).text))


def _print_agreement(theirs: Sequence[Row], ours: Sequence[Row]) -> None:
    rows = [row for row in theirs if len(row) > 1]
    whole = _common(rows, ours)
    filled, found = ([tuple(filter(None, row)) for row in side] for side in (rows, ours))
    missing = list(_missing(filled, found))
    cells = sum(map(len, filled))
    print(f"  rows of several cells: {len(rows)}; the same with every empty cell: {whole}")
    print(
        f"  their cells that hold something: {cells}; found in the same row and order: {cells - sum(map(len, missing))}"
    )
    for row in missing:
        print(f"    not so with us: {' | '.join(row)}")


def _plumbed(data: bytes, *, with_text: bool = False) -> list[Row]:
    """The rows of the tables as pdfplumber alone sees them; a merged cell once."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
        if with_text:
            for page in pdf.pages:
                page.extract_text()
    return [tuple(_bare(cell) for cell in row if cell is not None) for table in tables for row in table]


def _rows(text: str) -> list[Row]:
    return [tuple(map(_bare, line.split(" | "))) for line in text.splitlines()]


def _bare(cell: str) -> str:
    return "".join(cell.split())


def _common(wanted: Sequence[Row], found: Sequence[Row]) -> int:
    return sum(block.size for block in SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks())


def _missing(theirs: Sequence[Row], ours: Sequence[Row]) -> Iterator[Row]:
    for tag, start, end, _, _ in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if tag in ("replace", "delete"):
            yield from theirs[start:end]


# --- ocr --------------------------------------------------------------------------------------------------


def read_pictures(reports: int) -> None:
    """Figures of reports that were printed and then scanned or photographed in every way of `pictures.LOOKS`."""
    from tests.pictures import LOOKS, pages, saved

    started, sheets = time.process_time(), 0
    sums = [0, 0, 0, 0]
    for name, look in LOOKS.items():
        counts = [0, 0, 0, 0]
        for seed in range(reports):
            forged = forge(seed, TEMPLATES[seed % 2])
            pictures = pages(forged, look, seed)
            sheets += len(pictures)
            judged = _judged(forged, parse(read(saved(pictures))).facts)
            counts = [a + b for a, b in zip(counts, (len(forged.values), *judged), strict=True)]
        _print_counts(name, counts)
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
    _print_counts("all", sums)
    print(f"{sheets} pages, {(time.process_time() - started) / sheets:.1f} s of processor time a page")


def _print_counts(name: str, counts: Sequence[int]) -> None:
    total, right, wrong, unmarked = counts
    print(f"  {name:16} {right} of {total} right ({right / total:.4f}), {wrong} wrong, {unmarked} of them unmarked")


def _judged(forged: Forged, facts: Iterable[Fact]) -> tuple[int, int, int]:
    """Right figures, wrong ones, and wrong ones that are not marked as unsure."""
    found = {(fact.indicator, fact.applicant): fact for fact in facts if fact.source == "table"}
    right = sum(1 for key, value in forged.values.items() if key in found and found[key].value == value)
    wrong = [fact for key, fact in found.items() if fact.value != forged.values.get(key)]
    return right, len(wrong), sum(1 for fact in wrong if fact.confidence is None or fact.confidence >= 0.7)


# --- ingest -----------------------------------------------------------------------------------------------


def ingest_folder(count: int) -> None:
    """A folder of mixed files: the first run is interrupted, the second goes on where it ended."""
    with tempfile.TemporaryDirectory() as place:
        folder, database = Path(place, "reports"), Path(place, "a.db")
        folder.mkdir()
        for name, data in mixed(_bodies_and_reports(count)):
            (folder / name).write_bytes(data)
        (folder / "zz-broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
        command = [sys.executable, "gongkai.py", "ingest", "--db", str(database), str(folder)]
        started = time.perf_counter()
        first = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
        while _stored(database) < count // 3:
            time.sleep(0.02)
        os.kill(first.pid, signal.SIGINT)
        print(f"interrupted after {time.perf_counter() - started:.1f} s; stored {_stored(database)}")
        print("  " + (first.communicate()[1] or "").replace("\n", "\n  "))
        started, before = time.perf_counter(), os.times()
        second = subprocess.run(command, capture_output=True, text=True)
        spent, after = time.perf_counter() - started, os.times()
        used = sum(after[2:4]) - sum(before[2:4])
        print(f"taken up again: {spent:.1f} s on {os.cpu_count()} cores, {used / spent:.1f} of them busy")
        print("  " + second.stderr.replace("\n", "\n  "))
        print(f"stored {_stored(database)} of {count}")


def _bodies_and_reports(count: int) -> Iterator[tuple[str, Forged]]:
    """Reports of two years by as many counties as are needed."""
    rows = (
        line.split("\t") for line in Path("core/places/data/divisions.tsv").read_text(encoding="utf-8").splitlines()
    )
    counties = [row[1] for row in rows if len(row) > 3 and row[1].endswith("县") and not row[3]]
    for number in range(count):
        yield f"{counties[number // 2]}人民政府", forge(number, TEMPLATES[number % 2])


def _stored(database: Path) -> int:
    if not database.exists():
        return 0
    try:
        with Archive(database, "ro") as archive:
            return sum(entry.versions for entry in archive.reports())
    except Exception:  # the file is being made
        return 0


# --- formats ----------------------------------------------------------------------------------------------


def time_formats(rounds: int) -> None:
    """Reading and parsing one report in every format."""
    blocks = report_blocks(forge(1, TEMPLATES[-1]))
    for ending, write in WRITERS.items():
        data = write(blocks)
        try:
            (spent,) = _in_turn(rounds, lambda data=data, ending=ending: read(data, f"a.{ending}"))  # type: ignore[misc]
        except ReadError as error:
            print(f"  {ending:16} {error.message}")
            continue
        print(f"  {ending:16} {len(data) / 1000:7.1f} kB {spent * 1000:8.2f} ms")


# --- isolation --------------------------------------------------------------------------------------------


def time_isolation(count: int, rounds: int) -> None:
    """Reading files in this process, in another one, and in an isolated one, in turn; and what a first file waits."""
    small = [File("a.txt", f"关于开会的通知 {number}".encode()) for number in range(count)]
    blocks = [report_blocks(forge(number, TEMPLATES[-1])) for number in range(max(count // 8, 1))]
    reports = [File("a.html", as_html(one).encode()) for one in blocks]
    for name, files in (("a small file", small), ("a report", reports)):
        with _reading("off") as off, _reading("auto") as auto:
            here, apart, isolated = _in_turn_of_wall(
                rounds,
                lambda files=files: [_outcome(file) for file in files],  # type: ignore[misc]
                lambda files=files, pool=off: [*pool.map(parse_file, ((file,) for file in files))],  # type: ignore[misc]
                lambda files=files, pool=auto: [*pool.map(parse_file, ((file,) for file in files))],  # type: ignore[misc]
            )
        told = [f"{1000 * spent / len(files):.2f} ms" for spent in (here, apart, isolated)]
        print(f"{name}: in this process {told[0]}, in another {told[1]}, isolated {told[2]};", end=" ")
        print(f"isolation itself {1000 * (isolated - apart) / len(files):+.2f} ms")
    starts = _in_turn_of_wall(max(rounds // 5, 1), lambda: _first_file("off"), lambda: _first_file("auto"))
    print(f"the first file of a process: {starts[0]:.2f} s, isolated {starts[1]:.2f} s")


def _reading(isolation: Wanted) -> Workers:
    return Workers(Limits(isolation=isolation), processes=1)


def _first_file(isolation: Wanted) -> None:
    with _reading(isolation) as pool, suppress(ReadError):
        pool.submit(parse_file, File("a.txt", b"-")).result()


def _outcome(file: File) -> Parsed | None:
    with suppress(ReadError):
        return parse_file(file)
    return None


def _in_turn_of_wall(rounds: int, *works: Callable[[], Any]) -> list[float]:
    """The least time of each on the clock: other processes do the work."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(rounds + 1):
        for times, work in zip(spent, works, strict=True):
            started = time.perf_counter()
            work()
            times.append(time.perf_counter() - started)
    return [min(times[1:]) for times in spent]


def _in_turn(rounds: int, *works: Callable[[], Any]) -> list[float]:
    """The least processor time of each; they take turns, so that what else the machine does falls on all alike."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(rounds + 1):
        for times, work in zip(spent, works, strict=True):
            started = time.process_time()
            work()
            times.append(time.process_time() - started)
    return [min(times[1:]) for times in spent]


if __name__ == "__main__":
    main()

"""How many reports a second one core reads, and where the time goes, beside lxml parsing the same pages.

    python benchmarks/parsing.py [FOLDER ...] [--rounds 7] [--long 2000000]     (default: seeds and tests/corpus)

Each report is also written as an html page, so that the same content is timed in both formats; `lxml` is the time lxml
alone needs to parse those pages. Last come pages of millions of characters (`--long`), to show that cost grows with
length and not faster: the time a character takes, against that of an ordinary report.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from lxml import html

from core.document import read
from core.errors import ReadError
from core.reading.checks import run_checks
from core.reading.identity import identify, refusal
from core.reading.narrative import read_narrative
from core.reading.parse import parse
from core.reading.tables.reader import read_tables
from core.text.clean import clean
from core.types import Document


def main() -> None:
    """Print one row a format, one a stage, one a long page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", default=["seeds", "tests/corpus"])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--long", type=int, default=2_000_000)
    options = parser.parse_args()
    texts = _texts(options.folders)
    _print_formats(texts, options.rounds)
    _print_stages([read(text.encode()) for text in texts], options.rounds)
    _print_long(texts, options.long, options.rounds)


def _print_formats(texts: Sequence[str], rounds: int) -> None:
    pages = [_page(text).encode() for text in texts]
    sources = [text.encode() for text in texts]
    baseline = _seconds(lambda: [html.document_fromstring(page) for page in pages], rounds)
    characters = sum(map(len, texts))
    print(f"{len(texts)} reports, {characters / 1000:.0f} thousand characters; medians of {rounds} rounds, one core")
    print(f"{'lxml parses the pages':28} {baseline / len(pages) * 1000:8.2f} ms a report")
    for name, files in (("gongkai, text", sources), ("gongkai, html", pages)):
        spent = _seconds(lambda files=files: _parse_all(files), rounds)  # type: ignore[misc]
        print(
            f"{name:28} {spent / len(files) * 1000:8.2f} ms a report, {len(files) / spent:6.0f} reports/s, "
            f"{spent / baseline:.1f} × lxml"
        )


def _texts(folders: Sequence[str]) -> list[str]:
    files = [
        path for folder in folders for path in sorted(Path(folder).iterdir()) if path.suffix in (".txt", ".md", ".html")
    ]
    documents = [read(path.read_bytes(), path.name) for path in files if path.name != "README.md"]
    return [document.text for document in documents if _is_report(document)]


def _is_report(document: Document) -> bool:
    return refusal(clean(document.text)) is None


def _page(text: str) -> str:
    body = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>"


def _parse_all(files: Sequence[bytes]) -> None:
    for data in files:
        parse(read(data))


def _print_stages(documents: Sequence[Document], rounds: int) -> None:
    texts = [clean(document.text) for document in documents]
    pairs = list(zip(documents, texts, strict=True))
    tables = [read_tables(document, text) for document, text in pairs]
    identities = [identify(document, text)[0] for document, text in pairs]
    reports = [parse(document) for document in documents]
    stages: dict[str, Callable[[], object]] = {
        "clean": lambda: [clean(document.text) for document in documents],
        "reject": lambda: [refusal(text) for _, text in pairs],
        "identify": lambda: [identify(document, text) for document, text in pairs],
        "tables": lambda: [read_tables(document, text) for document, text in pairs],
        "narrative": lambda: [
            read_narrative(document, text, identity.year, table.spans)
            for (document, text), identity, table in zip(pairs, identities, tables, strict=True)
        ],
        "checks": lambda: [
            run_checks(report.identity, report.facts, report.issues, text.text)
            for report, text in zip(reports, texts, strict=True)
        ],
    }
    for name, stage in stages.items():
        print(f"  {name:26} {_seconds(stage, rounds) / len(documents) * 1000:8.2f} ms a report")


def _print_long(texts: Sequence[str], length: int, rounds: int) -> None:
    """Long pages: a report many times over, and what could make a reader slow."""
    one = max(texts, key=len)
    short = _seconds(lambda: parse(Document(one)), rounds) / len(one)
    pages = {
        "a report many times over": one,
        "one sentence of figures": "收到政府信息公开申请12件,",
        "rows of one small table": "信息内容 | 规章 | 1 | 2 | 3 |\n",
        "digits without end": "1234567890",
    }
    for name, unit in pages.items():
        page = one + unit * ((length - len(one)) // len(unit))
        start = time.perf_counter()
        _parse_or_refuse(page)
        spent = time.perf_counter() - start
        share = spent / len(page) / short
        print(f"{length / 1e6:g} million characters, {name:26} {spent:6.1f} s, {share:5.1f} × a report's")


def _parse_or_refuse(page: str) -> None:
    try:
        parse(Document(page))
    except ReadError as error:
        print(f"  refused: {error.message}")


def _seconds(work: Callable[[], object], rounds: int) -> float:
    work()
    spent: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


if __name__ == "__main__":
    main()

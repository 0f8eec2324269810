"""How long a page takes with a large database, beside what it shows worked out in this process without a page.

    python -m benchmarks.pages [--reports 100000] [--rounds 50] [--db FILE]

The database is that of `benchmarks/questions.py`; every page is of another body. Pages are asked of the application in
this process, without a network; what they show is worked out by the same functions and not filled in. For an answer the
bare query is also that of `core` alone. Times are medians of time passed.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx2

from benchmarks.questions import YEARS, build
from core import answer
from server.app import build_http
from server.http.settings import HttpSettings
from server.pages.showing import environment
from server.running.pool import Pool
from server.work.pages.answer import answer_page
from server.work.pages.comparison import Asked, comparison_page
from server.work.pages.meaning import indicator_page
from server.work.pages.place import place_page
from server.work.pages.report import report_page
from store import Archive

Bare = Callable[[Archive], object]


def main() -> None:
    """Build the database where it is missing, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--db", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.db or Path(folder) / "pages.db"
        if not path.exists():
            build(path, options.reports)
        environment()
        pool = Pool(path, processes=2)
        pool.fork(2)
        try:
            asyncio.run(measure(path, pool, options.rounds))
        finally:
            pool.close()


async def measure(path: Path, pool: Pool, rounds: int) -> None:
    """Print for every kind of page its median, that of the bare query, and how they compare."""
    with Archive(path, "ro") as archive:
        print(f"{len(archive.reports()):,} reports of {len(archive.organizations()):,} bodies, {rounds} pages each")
        application = build_http(archive, HttpSettings.model_construct(), pool)
        transport = httpx2.ASGITransport(app=application)
        print(f"{'page':10} {'median':>9} {'slowest tenth':>14} {'bare':>9} {'ratio':>6}")
        async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=60) as client:
            for name, pages in kinds(archive, rounds).items():
                taken: list[float] = []
                bare: list[float] = []
                for number, (address, work) in enumerate(pages):
                    began = time.perf_counter()
                    shown = await client.get(address)
                    between = time.perf_counter()
                    work(archive)
                    ended = time.perf_counter()
                    assert shown.status_code == 200, (address, shown.text[:500])
                    if number >= 4:  # the first warm up each of the processes
                        taken.append(between - began)
                        bare.append(ended - between)
                told, query = statistics.median(taken), statistics.median(bare)
                slow = sorted(taken)[-max(len(taken) // 10, 1)]
                print(f"{name:10} {1000 * told:6.1f} ms {1000 * slow:11.1f} ms", end=" ")
                print(f"{1000 * query:6.1f} ms {told / query:5.1f}×")


def kinds(archive: Archive, rounds: int) -> dict[str, Iterator[tuple[str, Bare]]]:
    """Every kind of page: addresses, and the same worked out bare."""
    rng = random.Random(1)
    bodies = [rng.choice(archive.organizations()) for _ in range(rounds + 4)]
    entries = archive.reports(organizations=[body.id for body in bodies])
    reports = [rng.choice(entries).id for _ in bodies]
    questions = [f"{body.division}{body.name}{rng.choice(YEARS)}年收到多少政府信息公开申请？" for body in bodies]
    years = f"{YEARS[0]}-{YEARS[-1]}"
    codes = ("requests.received", "requests.outcome.denied")
    asked = [f"/ask?{urlencode({'q': one})}" for one in questions]
    compared = [{"bodies": body.id, "years": years, "indicator": codes} for body in bodies]
    explained = "/indicators/requests.received"
    return {
        "ask": zip(asked, (shows(answer_page, one, "zh", ()) for one in questions), strict=True),
        "ask, core": zip(asked, (shows(_answered, one) for one in questions), strict=True),
        "report": ((f"/reports/{one}", shows(report_page, one, "zh")) for one in reports),
        "place": (
            (f"/places/{body.division_code}", shows(place_page, body.division_code, None, "zh")) for body in bodies
        ),
        "compare": (
            (
                f"/compare?{urlencode(one, doseq=True)}",
                shows(comparison_page, Asked(str(one["bodies"]), years, codes), "zh"),
            )
            for one in compared
        ),
        "indicator": ((explained, shows(indicator_page, "requests.received", "zh")) for _ in bodies),
    }


def shows(work: Callable[..., object], *arguments: object) -> Bare:
    """What a page shows, without the page."""
    return lambda archive: work(archive, *arguments)


def _answered(archive: Archive, question: str) -> object:
    return answer(question, archive)


if __name__ == "__main__":
    main()

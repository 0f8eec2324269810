"""Storing many files with the real parser: in order, each once, every failure its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import ReadError
from core.work.worker import Workers
from store import Archive
from store.intake.ingest import Ingested, ingest
from store.intake.parsing import File, parse_file, read_once
from store.intake.sources import Source, find_sources

SEEDS = Path(__file__).parent.parent.parent / "seeds"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(processes=2, ready=read_once) as pool:
        yield pool


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as opened:
        yield opened


def outcomes(results: Iterator[Ingested]) -> list[str]:
    return [result.saved.outcome if result.saved else result.error.code if result.error else "" for result in results]


def refuse() -> bytes:
    raise ReadError("encrypted", "The file asks for a password.")


def test_seeds_once_in_order_and_every_quote_in_its_place(archive: Archive, workers: Workers) -> None:
    sources = list(find_sources([SEEDS], workers))
    results = list(ingest(archive, sources, workers))
    assert [result.name for result in results] == [source.name for source in sources]
    assert outcomes(iter(results)) == ["stored"] * 5
    assert outcomes(ingest(archive, sources, workers)) == ["already_there"] * 5
    facts = 0
    for entry in archive.reports():
        stored = archive.report(entry.id)
        facts += len(stored.facts)
        assert all(stored.text[fact.start : fact.end] == fact.quote for fact in stored.facts)
    assert facts > 100


def test_failures_stand_in_their_places_and_store_nothing(archive: Archive, workers: Workers) -> None:
    seed = next(SEEDS.glob("000*.txt")).read_bytes()
    sources = [
        Source("empty", lambda: b""),
        Source("first", lambda: seed),
        Source("locked", refuse),
        Source("junk", lambda: bytes(range(256)) * 100),
        Source("the same", lambda: seed),
        Source("notice", lambda: "关于召开会议的通知。请各单位派员参加。".encode() * 20),
    ]
    found = outcomes(ingest(archive, sources, workers))
    assert (found[0], found[1], found[2], found[4], found[5]) == (
        *("unreadable", "stored", "encrypted"),
        *("already_there", "not_a_report"),
    )
    assert found[3] in ("unreadable", "unsupported", "not_a_report")
    assert len(archive.reports()) == 1


def test_no_file_is_lost_when_there_are_more_than_wait_at_once(archive: Archive, workers: Workers) -> None:
    seed = next(SEEDS.glob("000*.txt")).read_text(encoding="utf-8")
    sources = [Source(str(number), f"{seed}\n{number}".encode) for number in range(40)]
    results = list(ingest(archive, sources, workers))
    assert [result.name for result in results] == [source.name for source in sources]
    assert outcomes(iter(results)) == ["stored"] + ["replaced_older"] * 39
    (entry,) = archive.reports()
    assert (entry.id, entry.versions) == (40, 40)


def test_parse_file_is_what_the_workers_run() -> None:
    seed = next(SEEDS.glob("001*.txt"))
    parsed = parse_file(File(seed.name, seed.read_bytes()))
    assert parsed.report.identity.organization == "泰顺县人民政府"

"""What is kept of the bodies' names and of the totals: the same as if all were read, whatever was changed."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.asking.words import lexicon
from core.asking.words.catalog import Catalog, build_catalog, sound
from core.places import divisions
from store.archive import Archive
from store.asking.names import Names
from store.naming import NAMES_VERSION, keep_names
from store.schema.m014_names_and_totals import TOTALS
from tests.core.asking.question_holdings import fill, forged_lines

TEXTS = (
    "泰顺县人民政府2018年收到多少申请",
    "泰顺县2018年和永嘉县市场监督管理局2020年",
    "雅周镇2018年",
    "平潭综合实验区2020年 pingtan",
    "没有这个地方",
    '"引号', "%", "",
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("names") / "bank.db") as held:
        fill(held)
        yield held


@pytest.fixture(scope="module")
def both(archive: Archive) -> tuple[Catalog, Catalog]:
    kept = archive.names()
    assert isinstance(kept, Names)
    return kept, build_catalog(archive.organizations())


def test_names_kept_are_the_names_of_all(both: tuple[Catalog, Catalog], archive: Archive) -> None:
    kept, listed = both
    bodies = archive.organizations()
    assert list(kept.names()) == list(listed.names()) == [(one.id, one.name) for one in bodies]
    assert (kept.count(), kept.first()) == (listed.count(), listed.first())
    assert (kept.body(0), listed.body(0)) == (None, None)
    for one in bodies:
        assert kept.body(one.id) == listed.body(one.id)
        name = one.name.lower()
        for word in (name, name[:-1], name[:2], name[2:]):
            assert kept.named(word) == listed.named(word)
            assert kept.meant(word) == listed.meant(word)
            assert kept.words_in(word) == listed.words_in(word)
            assert set(kept.sounding(sound(word) or "")) == set(listed.sounding(sound(word) or ""))
            assert kept.beginning(word) == listed.beginning(word)
            assert kept.holding(word) == listed.holding(word)
        for word in (one.name, one.name[:-2] + "错局", one.name + "们"):
            assert kept.alike(word) == listed.alike(word)


def test_groups_kept_are_the_groups_of_all(both: tuple[Catalog, Catalog], archive: Archive) -> None:
    kept, listed = both
    found = [body for one in archive.organizations() if (body := listed.body(one.id))]
    codes = {body.place.code for body in found if body.place}
    for kind in {body.kind for body in found} | {"nothing"}:
        assert kept.of_kind(kind) == listed.of_kind(kind)
        for division in divisions.by_name("西湖区"):
            assert kept.unplaced(division.name, kind) == listed.unplaced(division.name, kind)
    for code in codes | {"999999"}:
        assert kept.placed(code) == listed.placed(code)
        for digits in (code[:2], code[:4], code, ""):
            assert kept.in_area(digits) == listed.in_area(digits)
            assert kept.in_area(digits, "county") == listed.in_area(digits, "county")
    assert set(kept.areas_of_counties()) == set(listed.areas_of_counties())
    for text in TEXTS:
        assert set(kept.words_in(text)) == set(listed.words_in(text))


def test_places_are_heard_where_they_have_bodies(both: tuple[Catalog, Catalog]) -> None:
    kept, listed = both
    keys = {key for name in divisions.names() if (key := sound(name.text))}
    for key in sorted(keys)[::7]:
        assert set(kept.sounding(key)) == set(listed.sounding(key))


def _totals(archive: Archive) -> tuple[set[tuple[int, ...]], set[tuple[int, ...]], bool]:
    """As they are kept, as they are, and whether the numbers of reports are right."""
    with sqlite3.connect(archive.path) as connection:
        kept = connection.execute("SELECT * FROM totals").fetchall()
        connection.execute("DELETE FROM totals")
        connection.execute(TOTALS)
        true = connection.execute("SELECT * FROM totals").fetchall()
        counted = connection.execute(
            "SELECT 1 FROM body_names WHERE reports <> (SELECT count(*) FROM reports"
            " WHERE reports.organization_id = body_names.organization_id AND answers = 1)"
        ).fetchall()
        connection.rollback()
    return set(kept), set(true), not counted


def test_totals_follow_every_change(tmp_path: Path) -> None:
    with Archive(tmp_path / "changed.db") as held:
        fill(held)

        def check() -> int:
            kept, true, counted = _totals(held)
            assert kept == true
            assert counted
            return len(kept)

        said = {"reason": "seen", "person": "somebody"}
        assert (before := check()) > 100
        first = held.find_report("泰顺县人民政府 2018")
        start = held.decisions(first)
        held.correct(first, "requests.received", None, 18, **said)
        assert check() == before
        held.correct(first, "requests.received", None, None, **said)
        assert check() < before
        held.correct_year(first, 2012, **said)
        check()
        held.correct_organization(first, "没有局", None, None, **said)
        check()
        held.judge(first, "rejected", **said)
        assert check() < before
        held.undo(first, start, held.decisions(first), **said)
        assert check() == before


def test_names_taken_apart_otherwise_are_kept_anew(tmp_path: Path) -> None:
    path = tmp_path / "older.db"
    with Archive(path) as held:
        fill(held)
        names = held.names()
        assert names is not None
        count, words = names.count(), names.words_in(TEXTS[0])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE names_version SET version = 0")
        connection.execute("DELETE FROM body_words")
    with Archive(path, "ro") as held:
        assert held.names() is None
    with Archive(path) as held:
        again = held.names()
        assert again is not None
        assert (again.count(), again.words_in(TEXTS[0])) == (count, words)


def test_the_version_is_raised_with_what_names_tell() -> None:
    """Raise NAMES_VERSION and put in the new sum where this fails: names kept before are then made anew."""
    data = Path(divisions.__file__).parent / "data"
    known = b"".join((data / f"{name}.tsv").read_bytes() for name in ("divisions", "townships", "short_names", "zones"))
    kinds = [name for kind in lexicon.body_kinds().values() for name in kind.names + kind.short]
    bodies = [(line["organization"], line["division_code"] or None) for line in forged_lines()]
    bodies += [(f"{place}{name}", code) for name in kinds for place, code in (("泰顺县", "330329"), ("", None))]
    with sqlite3.connect(":memory:") as connection:
        connection.executescript(
            "CREATE TABLE body_names (a, b, c, d, e, f, g); CREATE TABLE body_words (a, b, c);"
            "CREATE TABLE word_heads (a, b); CREATE TABLE name_index (rowid INTEGER PRIMARY KEY, characters)"
        )
        for number, (name, code) in enumerate(bodies, 1):
            keep_names(connection, number, name, code)
        rows = [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
            for table in ("body_names", "body_words")
        ]
    sum_of_it = hashlib.sha256(known + repr(rows).encode()).hexdigest()[:16]
    assert (NAMES_VERSION, sum_of_it) == (1, "826c73c36f505f09")

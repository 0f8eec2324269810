"""Bodies found by their names in the database are those that a look at all of them finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from core import parse, read
from core.types import Document, Identity, Report
from server.figures.matching import matching
from server.work import finding
from store import Archive
from tests.bot.conftest import SEEDS

_NAMES = [
    ("泰顺县教育局", "330329", "浙江省温州市泰顺县"),
    ("100%公开办公室", "330329", "浙江省温州市泰顺县"),
    ("a_b局", None, None),
    ("永嘉县人民政府", "330324", "浙江省温州市永嘉县"),
    ("温州市教育局", "330300", "浙江省温州市"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("finding") / "a.db") as archive:
        for file in sorted(SEEDS.glob("*.txt")):
            document = read(file.read_bytes(), file.name)
            archive.save(file.read_bytes(), file.name, document, parse(document))
        for number, (name, code, division) in enumerate(_NAMES):
            identity = Identity(title="报告", year=2020, organization=name, division_code=code, division=division)
            archive.save(str(number).encode(), f"{number}.txt", Document("公开"), Report(identity, (), (), ()))
        yield archive


ASKED = ["泰顺", "泰顺县人民政府", "泰順縣教育局", "泰顺教育", "县政府", "温州", "温州市泰顺", "教育局", "%", "_", "100%", "A_B", "浙江省", "办公室"]  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_as_a_look_at_all_finds_them(archive: Archive, name: str) -> None:
    bodies = sorted(archive.organizations(), key=lambda body: (len(body.name), body.id))
    of_all = {body.id: match for match, body in matching(name, bodies, finding._organization_names)}
    found = finding.organizations(archive, name, None, 100, 0)
    told = {row[1]: row[0] for row in found["rows"] if row[0] in ("same", "part", "abbreviation")}
    assert told.items() <= of_all.items()
    if "same" in told.values():
        assert told.keys() == of_all.keys()
    elif not any(row[0] == "understood" for row in found["rows"]):
        assert told.keys() | {row[1] for row in found["rows"]} >= {
            number for number, match in of_all.items() if match == "part" and name != "温州市泰顺"
        }


def test_no_other_bodies_are_looked_at(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> Any:
        raise AssertionError("all bodies were asked for")

    monkeypatch.setattr(Archive, "organizations", refuse)
    monkeypatch.setattr(Archive, "each_organization", refuse)
    for name in ("泰顺", "泰顺县人民政府", "教育局", "330329", "温州"):
        assert finding.organizations(archive, name, None, 10, 0)["rows"]
    assert finding.organizations(archive, "教育局", 2020, 10, 0)["total"] == 2
    assert finding.organizations(archive, "教育局", 2018, 10, 0)["total"] == 0


def test_a_mistyped_name_is_still_similar(archive: Archive) -> None:
    (row,) = finding.organizations(archive, "永嘉县人民致府", None, 10, 0)["rows"]
    assert row[2] == "永嘉县人民政府"


def test_a_number_names_its_body(archive: Archive) -> None:
    first = next(iter(archive.each_organization()))
    assert finding.bodies_called(archive, str(first.id)) == [first]
    assert finding.bodies_called(archive, "9" * 30) == []


def test_an_export_names_bodies_by_the_database(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from cli.export import _bodies

    def refuse(*_: Any) -> Any:
        raise AssertionError("all bodies were asked for")

    monkeypatch.setattr(Archive, "organizations", refuse)
    names = {body.id: body.name for body in archive.each_organization()}
    assert {names[number] for number in _bodies(archive, "泰顺县人民政府")} == {"泰顺县人民政府"}
    assert {names[number] for number in _bodies(archive, "教育局")} == {"泰顺县教育局", "温州市教育局"}
    assert {names[number] for number in _bodies(archive, "330329")} == {
        "泰顺县人民政府",
        "泰顺县教育局",
        "100%公开办公室",
    }
    assert {names[number] for number in _bodies(archive, "0%")} == {"100%公开办公室"}
    assert "温州市教育局" in {names[number] for number in _bodies(archive, "温州市")}


@pytest.mark.parametrize("name", ["Taishun", "taishun county", "TAISHUN"])
def test_a_place_in_pinyin_names_all_its_bodies(archive: Archive, name: str) -> None:
    found = {row[2]: row[0] for row in finding.organizations(archive, name, None, 10, 0)["rows"]}
    assert found == {"泰顺县人民政府": "understood", "泰顺县教育局": "part", "100%公开办公室": "part"}


def test_more_than_a_place_in_pinyin_names_no_other_body(archive: Archive) -> None:
    found = finding.organizations(archive, "Taishun education bureau", None, 10, 0)["rows"]
    assert "泰顺县人民政府" not in [row[2] for row in found if row[0] != "similar"]

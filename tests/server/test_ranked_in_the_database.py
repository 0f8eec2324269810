"""A ranking worked out in the database is the one that all reports read make: of totals, columns, rates, sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from core.types import Applicant
from server.figures.dictionary import by_applicant, dictionary
from server.work import ranking
from store import Archive
from store.asking.totals import Extent, Reported
from tests.core.asking.question_holdings import fill

_NOBODY, _EVERYBODY = -1, 10**9


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("ranked") / "bank.db") as opened:
        fill(opened)
        yield opened


def _columns(code: str) -> tuple[Applicant | None, ...]:
    return (None, "business", "natural_person") if by_applicant(code) else (None,)


def _ranked(archive: Archive, code: str, year: int, applicant: Applicant | None, *more: Any) -> dict[str, Any]:
    within, level, order, limit = more
    return ranking.ranking(archive, code, year, within, level, applicant, order, limit, 0)


@pytest.mark.parametrize("more", [(None, None, "highest", 3), ("330300", "county", "lowest", 200)])
@pytest.mark.parametrize("year", [2018, 2020, 2021])
def test_it_is_that_of_all_reports_read(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, year: int, more: tuple[Any, ...]
) -> None:
    given = 0
    for code in dictionary():
        for applicant in _columns(code):
            monkeypatch.setattr(ranking, "_FEW", _NOBODY)
            counted = _ranked(archive, code, year, applicant, *more)
            monkeypatch.setattr(ranking, "_FEW", _EVERYBODY)
            assert counted == _ranked(archive, code, year, applicant, *more), (code, applicant)
            given += counted["coverage"]["with_figure"] > 0
    assert given > 20


def test_what_is_ranked_alone_is_read(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of rates and columns, too, the reports that are shown, and no others, where all give the figure."""
    asked: list[int] = []
    figures = Archive.figures

    def counted(self: Archive, **wanted: Any) -> Any:
        asked.append(len(wanted["organizations"]))
        return figures(self, **wanted)

    extent = Extent("3303", "county")
    asked_for: tuple[tuple[str, Applicant | None], ...] = (("rate.disclosure", None), ("requests.received", "business"))
    assert archive.totals.given(Reported("requests.received", "business"), 2021, extent) > 1
    monkeypatch.setattr(Archive, "figures", counted)
    monkeypatch.setattr(ranking, "_FEW", _NOBODY)
    for code, applicant in asked_for:
        asked.clear()
        found = ranking.ranking(archive, code, 2021, "330300", "county", applicant, "highest", 1, 0)
        lacking = found["coverage"]["with_report"] - found["coverage"]["with_figure"]
        assert found["rows"] and sum(asked) <= 2 + lacking

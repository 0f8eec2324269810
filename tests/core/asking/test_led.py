"""Rankings of all that is stored: who comes first is found in order, and the others are not read."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from core.asking.answer import answer
from core.asking.found import field
from core.asking.found.field import Field
from core.asking.found.scope import Members
from core.asking.understood.request import Area
from core.asking.worded.area import coverage
from core.types import Leading
from store.archive import Archive
from tests.core.asking.rounds_holdings import rounds_archive

QUESTIONS = (
    "2022年全国收到申请最多的三个单位",
    "2022年全国收到申请排名",
    "2023年全国哪个县收到申请最多",
    "2023年全国哪个县收到申请最少",
    "2023年全国哪个县行政复议最多",
    "2023年全国企业申请最多的两个县",
    "Rank all counties of China by requests received in 2022",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with rounds_archive(tmp_path_factory.mktemp("led") / "rounds.db") as opened:
        yield opened


@pytest.mark.parametrize("question", QUESTIONS)
def test_those_who_lead_are_told_as_where_all_are_read(archive: Archive, question: str) -> None:
    with patch.object(archive, "leading", return_value=None):
        read = answer(question, archive)
    with patch.object(field, "_MOST_SHARING", 2), patch("core.asking.worked.ranking.MOST_ROWS", 5):
        led = answer(question, archive)
    assert read.status == "answered"
    assert led.text == read.text
    assert led.notes == read.notes
    assert led.rows[:5] == read.rows[:5]


def test_only_the_leading_reports_are_read(archive: Archive) -> None:
    with (
        patch.object(field, "_MOST_SHARING", 2),
        patch("core.asking.worked.ranking.MOST_ROWS", 5),
        patch.object(archive, "figures", wraps=archive.figures) as figures,
    ):
        answer("2022年全国收到申请排名", archive)
    assert max(len(list(call.kwargs["organizations"])) for call in figures.call_args_list) == 7


def test_a_ranking_says_of_how_many_of_which_provinces_it_is() -> None:
    members = Members(Area(level="county"), None)
    leading = Leading((1, 2), 400, 390, ("2021",), {"33": 85, "32": 90, "": 3, "11": 1, "44": 100, "43": 101, "21": 10})
    told = coverage(Field(members, 2023, "requests.received", None, 400, (), None, leading=leading), "zh")
    assert told == (
        "范围：库中有400份县级政府的2023年年报，390份给出了这个数：湖南省101、广东省100、江苏省90、浙江省85、辽宁省10等6地。"
    )

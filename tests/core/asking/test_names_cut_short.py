"""Names of bodies cut short, years of two digits, and words that are no figure: each with one that must not be taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from core.asking.answer import answer
from core.types import Context
from store.archive import Archive
from tests.core.asking.question_holdings import fill

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("short") / "short.db") as opened:
        fill(opened)
        yield opened


def _values(archive: Archive, question: str, context: Context | None = None) -> list[float | None]:
    return [row.value for row in answer(question, archive, context=context, today=TODAY).rows]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("泰顺21比20多收了几件申请", "泰顺2021年比2020年多收了几件申请"),
        ("泰顺19-21收到申请", "泰顺2019-2021年收到申请"),
        ("泰顺19到21收到申请合计", "泰顺2019年到2021年收到申请合计"),
        ("sum of requests received, Taishun, 2019..2021", "sum of requests received, Taishun, 2019-2021"),
    ],
)
def test_years_of_two_digits(archive: Archive, short: str, long: str) -> None:
    assert _values(archive, short) == _values(archive, long) != []


def test_a_year_alone_goes_on(archive: Archive) -> None:
    context = answer("泰顺2021年收到多少申请", archive, today=TODAY).context
    assert _values(archive, "20", context) == _values(archive, "泰顺2020年收到多少申请") != []
    assert _values(archive, "20") == []


@pytest.mark.parametrize("question", ["泰顺2021年收到申请20-21件对吗", "泰顺2018年收到17", "泰顺99收到申请"])
def test_other_numbers_are_no_years(archive: Archive, question: str) -> None:
    query = answer(question, archive, today=TODAY).query
    assert query is None or not {2020, 2017, 2099} & set(query.years)


@pytest.mark.parametrize(
    ("short", "body"),
    [
        ("泰顺市场监管2020年收到申请", "泰顺县市场监督管理局"),
        ("泰顺那个市场管理局2020年收到申请", "泰顺县市场监督管理局"),
        ("乐清发展改革2020年收到申请", "乐清市发展和改革局"),
    ],
)
def test_a_name_cut_short_is_told(archive: Archive, short: str, body: str) -> None:
    found = answer(short, archive, today=TODAY)
    assert found.query is not None and found.query.organizations == (body,)


@pytest.mark.parametrize(
    "question", ["瑞安市场管理局2020年收到申请", "泰顺监市局2020年收到申请", "泰顺市场2020年收到申请吗"]
)
def test_another_name_is_not_taken(archive: Archive, question: str) -> None:
    found = answer(question, archive, today=TODAY)
    assert not found.rows


def test_words_that_are_no_figure_are_quoted(archive: Archive) -> None:
    found = answer("泰顺2018年规范性文件意见征求多少件", archive, today=TODAY)
    assert "意见征求21件" in found.text and not found.rows
    assert answer("泰顺2018年垃圾分类意见征求多少件", archive, today=TODAY).status == "not_understood"

"""A number that was not read may be what its words leave open, and is nothing that they rule out."""

from __future__ import annotations

import pytest

from core.reading.narrative.candidates import candidates, could_be

RECEIVED, ONLINE = "requests.received", "requests.channel.online"


@pytest.mark.parametrize(
    ("quote", "number", "year", "indicator"),
    [
        ("通过魑魅公开政府信息33条", 33, 2017, "disclosure.items"),
        ("通过魑魅公开政府信息33条", 33, 2017, "disclosure.channel.wechat"),
        ("收到申请魑魅7件", 7, 2017, ONLINE),
        ("政务微博魑魅458条", 458, 2017, "disclosure.channel.weibo"),
        ("无法提供12件", 12, 2022, "requests.outcome.unavailable"),
        ("无法提供12件", 12, 2022, "requests.outcome.unavailable.not_held"),
        ("30件", 30, 2022, RECEIVED),
        ("魑魅30件", 30, 2022, "review.total"),
    ],
)
def test_what_it_may_be(quote: str, number: float, year: int, indicator: str) -> None:
    assert could_be(quote, number, year, indicator, None)


@pytest.mark.parametrize(
    ("quote", "number", "year", "indicator"),
    [
        ("通过魑魅公开政府信息33条", 33, 2017, RECEIVED),
        ("政务微博魑魅458条", 458, 2017, "disclosure.channel.gazette"),
        ("政务微博魑魅458条", 458, 2017, "requests.fees"),
        ("收到申请魑魅7件", 7, 2017, "review.total"),
        ("收到申请魑魅7件", 7, 2022, "requests.fees"),
        ("无法提供12件", 12, 2022, "requests.outcome.granted"),
        ("30件", 30, 2022, "requests.processing_fees"),
        ("30件", 30, 2022, "capacity.staff"),
    ],
)
def test_what_it_is_not(quote: str, number: float, year: int, indicator: str) -> None:
    assert not could_be(quote, number, year, indicator, None)


def test_a_column_is_not_the_total() -> None:
    assert not could_be("无法提供12件", 12, 2022, "requests.outcome.unavailable", "business")


def test_a_number_that_is_not_in_the_words_rules_nothing_out() -> None:
    assert (RECEIVED, None) in candidates("没有数字", 5, 2022)

"""Pages of a scan are begun one ahead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.document.fixed.ahead import one_ahead
from tests.forging import forge
from tests.pictures import LOOKS, pages


@pytest.mark.parametrize(
    ("is_worth_it", "order"),
    [
        (True, ["begin 1", "begin 2", "give 1", "begin 3", "give 2", "give 3"]),
        (False, ["begin 1", "give 1", "begin 2", "give 2", "begin 3", "give 3"]),
    ],
)
def test_the_next_page_is_begun_before_one_is_given(is_worth_it: bool, order: list[str]) -> None:
    told: list[str] = []

    def begun() -> Iterator[int]:
        for number in (1, 2, 3):
            told.append(f"begin {number}")
            yield number

    for number in one_ahead(begun(), lambda: is_worth_it):
        told.append(f"give {number}")
    assert told == order


def test_nothing_is_given_where_nothing_is_begun() -> None:
    assert not list(one_ahead((), lambda: True))


def test_what_is_seen_is_told_in_the_order_in_which_it_is_asked_for() -> None:
    ocr = pytest.importorskip("core.document.picture.ocr")
    np = pytest.importorskip("numpy")
    first, second = (np.asarray(page.convert("RGB")) for page in pages(forge(1, "2021"), LOOKS["100 dpi"])[:2])
    with ocr.Eyes() as eyes:
        one, other = eyes.begin(first), eyes.begin(second)
        later, earlier = other(), one()
        again = eyes.begin(first)
    assert [page.glyphs for page in earlier] != [page.glyphs for page in later]
    assert again() == earlier

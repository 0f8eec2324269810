"""Questions made to be slow: whatever is said over and over, an answer takes moments."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

import pytest

from core.asking.answer import answer
from store import Archive

_LONGEST = 2_000
_SECONDS = 2.5
"""Of the processor; a tenth of it is usual."""
_SIGNS = "东西南北中上下大小新老高平安长永和金白青红黄清石山水河江湖海城"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("long") / "a.db") as opened:
        yield opened


@pytest.mark.parametrize(
    "unit",
    [
        "镇",
        "乡镇",
        "街道",
        "".join(f"{one}{other}镇" for one in _SIGNS for other in _SIGNS),
        # Names that very many places have.
        "城关镇",
        "城关镇城郊乡",
        "和",
        "2018年",
        "12件",
        "taishun ",
        "申请公开、",
    ],
    ids=lambda unit: unit[:8].strip(),
)
def test_a_question_that_says_the_same_over_and_over(archive: Archive, unit: str) -> None:
    answer("泰顺县2018年收到多少件申请", archive)
    started = process_time()
    answer((unit * _LONGEST)[:_LONGEST], archive)
    assert process_time() - started < _SECONDS

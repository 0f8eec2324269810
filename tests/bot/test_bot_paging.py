"""Messages under Telegram's limits, cut where a reader would cut."""

from __future__ import annotations

import pytest
from aiogram.utils.formatting import Bold, Text, as_list

from bot.look.paging import LONGEST_TEXT, MOST_ENTITIES, pages

LINE = "泰顺县人民政府2018年收到政府信息公开申请17件，均已按时办结🙂"


def plain(text: Text) -> str:
    return text.render()[0]


def test_short_blocks_share_a_message() -> None:
    assert [plain(page) for page in pages([Text("一"), Text("二")])] == ["一\n\n二"]


def test_blocks_that_do_not_fit_together_are_kept_whole() -> None:
    blocks = [as_list(*[LINE] * 60), as_list(*[LINE] * 60), Text("尾")]
    first, second = pages(blocks)
    assert plain(first) == plain(blocks[0])
    assert plain(second) == plain(blocks[1]) + "\n\n尾"


@pytest.mark.parametrize("lines", [200, 1000])
def test_a_long_block_is_cut_between_lines_and_keeps_its_marks(lines: int) -> None:
    block = as_list(*(Text(f"{number} ", Bold(LINE)) for number in range(lines)))
    cut = pages([block])
    for page in cut:
        text, entities = page.render()
        assert len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT
        assert len(entities) <= MOST_ENTITIES
        assert {entity.extract_from(text) for entity in entities} == {LINE}
    assert "\n".join(map(plain, cut)) == plain(block)


def test_one_endless_line_is_cut_between_characters() -> None:
    cut = pages([Text(Bold("🙂" * 5_000))])
    assert "".join(map(plain, cut)) == "🙂" * 5_000
    assert all(len(page) <= LONGEST_TEXT and len(page.render()[1]) == 1 for page in cut)

"""What a check sheet says of a number that somebody settled, on the command line or through the server."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiogram.utils.formatting import as_list

from bot.look import sheet
from core.types import Language
from store import Archive
from tests.store.test_settling import FEES, WEIBO, keep_unread


@pytest.mark.parametrize(("language", "told"), [("zh", "没能读准"), ("en", "could not be read for sure")])
def test_a_settled_number_is_unread_no_more(tmp_path: Path, language: Language, told: str) -> None:
    with Archive(tmp_path / "a.db") as archive:
        report = keep_unread(archive)
        before = as_list(*sheet.blocks(archive.report(report), language)).render()[0]
        assert [line for line in before.splitlines() if told in line and (WEIBO in line or FEES in line)]
        for key, code in zip(
            (one.key for one in archive.unread_figures()), ("disclosure.channel.weibo", "requests.fees"), strict=True
        ):
            archive.settle(key, code, None, reason="", person="agent desk")
        after = as_list(*sheet.blocks(archive.report(report), language)).render()[0]
    assert told not in after
    assert f"“{WEIBO}”" in after and "agent desk" in after

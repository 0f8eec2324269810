"""An address that is pasted: its report is taken in like a file, by the rules of the settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.archive import Archive
from tests.bot.conftest import STAFF, running_bot
from tests.bot.fake_telegram import FakeTelegram
from tests.store.web.site import Reply, Site, open_site, page, report


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


async def test_a_pasted_address_is_read_stored_and_cited(
    telegram: FakeTelegram, empty_database: Path, site: Site
) -> None:
    site.pages["/nb/2021.html"] = Reply(report(1, year=2021))
    settings = {"fetch_hosts": frozenset({site.host}), "fetch_pause_seconds": 0.0}
    async with running_bot(telegram, empty_database, **settings):
        chat = telegram.chat(STAFF)
        chat.say(f"请看看 {site.address}/nb/2021.html")
        await chat.until("已存入")
        answer = await chat.ask("临江县人民政府2021年收到多少申请")
        assert f"{site.address}/nb/2021.html" in answer.text
    with Archive(empty_database) as archive:
        (entry,) = archive.reports()
        assert entry.origin == f"{site.address}/nb/2021.html"


async def test_what_can_not_be_taken_is_one_sentence(telegram: FakeTelegram, empty_database: Path, site: Site) -> None:
    listed = "".join(f'<a href="{year}.html">临江县{year}年政府信息公开工作年度报告</a>' for year in (2020, 2021))
    site.pages["/nb/"] = page(listed)
    settings = {"fetch_hosts": frozenset({site.host}), "fetch_pause_seconds": 0.0}
    async with running_bot(telegram, empty_database, **settings):
        chat = telegram.chat(STAFF)
        for address, words in (
            (f"{site.address}/nb/", "栏目页"),
            (f"{site.address}/none.html", "已经没有这个网页了"),
            ("http://169.254.169.254/latest/meta-data/", "打不开"),
            ("http://localhost:1/", "打不开"),
        ):
            chat.say(address)
            told = await chat.until(words)
            assert "\n" not in told.text
    with Archive(empty_database) as archive:
        assert not archive.reports()

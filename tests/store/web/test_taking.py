"""One report from one address: what stands there is looked at once, and read once where it has to be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest

from store.intake.parsing import parse_file
from store.intake.web.pages import look_at
from store.intake.web.taking import Taker
from store.settings import Settings
from tests.store.web.site import Reply, Site, open_site, report


class Counting:
    """Readers in this process, and how often each of their functions was asked for."""

    def __init__(self) -> None:
        self.asked: Counter[Callable[..., Any]] = Counter()

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        self.asked[function] += 1
        done: Future[Any] = Future()
        try:
            done.set_result(function(*arguments))
        except Exception as error:
            done.set_exception(error)
        return done


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


@pytest.fixture
def readers() -> Counting:
    return Counting()


@pytest.fixture
def taker(site: Site, readers: Counting) -> Taker:
    settings = Settings.model_validate({"fetch_hosts": (site.host,), "fetch_pause_seconds": 0})
    return Taker(settings, readers)  # type: ignore[arg-type]


def test_a_page_is_looked_at_once_and_left_to_be_read(site: Site, taker: Taker, readers: Counting) -> None:
    site.pages["/a.html"] = Reply(report(1))
    taken = taker.take(f"{site.address}/a.html")
    assert (taken.data, taken.parsed) == (report(1), None)
    assert readers.asked == {look_at: 1}


def test_of_several_files_each_is_read_once_and_what_was_read_is_told(
    site: Site, taker: Taker, readers: Counting
) -> None:
    whole = report(1, year=2021)
    site.pages["/nb.html"] = Reply(whole.replace(b"</body>", '<a href="f.pdf">年度报告.pdf</a></body>'.encode()))
    site.pages["/f.pdf"] = Reply(b"%PDF-1.7 broken")
    taken = taker.take(f"{site.address}/nb.html")
    assert taken.data.startswith(whole[:100])
    assert taken.parsed is not None and taken.parsed.report.identity.year == 2021
    assert readers.asked[look_at] == 1 and readers.asked[parse_file] == 2

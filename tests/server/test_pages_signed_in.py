"""Pages of a server with tokens: who is let in, settling and correcting as the record tells them, storing a draft."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import httpx2
import pytest

from server.app import build_http
from server.http.settings import HttpSettings
from server.http.shared import open_shared
from server.pages.drafts import Drafts
from server.running.pool import Pool
from store import Archive
from store.intake.web.taking import Taken
from store.records import Origin
from tests.programs import serving_two_people
from tests.server.test_unread import WEIBO_CODE
from tests.store.test_settling import keep_unread

ROOT = Path(__file__).parents[2]
TAISHUN = ROOT / "seeds/001_4d089b536d89bce8.txt"


@pytest.fixture(scope="module")
def database(seeds_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the seeds, with a report that has an unread number."""
    path = Path(shutil.copy(seeds_database, tmp_path_factory.mktemp("signed") / "a.db"))
    with Archive(path) as archive:
        keep_unread(archive, year=2017)
    return path


@pytest.fixture(scope="module")
def address(database: Path) -> Iterator[str]:
    with serving_two_people(database) as url:
        yield url


@contextmanager
def signed_in(address: str, token: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=address, timeout=60) as client:
        entered = client.post("/sign-in", data={"token": token, "next": "/check"})
        assert (entered.status_code, entered.headers["location"]) == (303, "/check")
        yield client


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return unescape(found[1])


def test_nobody_is_let_in_without_a_token_and_a_wrong_one_opens_nothing(address: str) -> None:
    with httpx2.Client(base_url=address, timeout=60) as client:
        first = client.get("/reports/1")
        assert first.status_code == 401 and 'name="token"' in first.text and "泰顺" not in first.text
        assert client.get("/reports/1", headers={"Cookie": "gongkai=forged"}).status_code == 401
        refused = client.post("/sign-in", data={"token": "wrong", "next": "//evil.example"})
        assert refused.status_code == 401 and "set-cookie" not in refused.headers
        assert 'value="/"' in refused.text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(address: str) -> None:
    entered = httpx2.post(f"{address}/sign-in", data={"token": "reads"}, timeout=60)
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "reads" not in cookie


def test_who_may_read_only_is_shown_no_change_and_makes_none(address: str) -> None:
    with signed_in(address, "reads") as client:
        page = client.get("/reports/2")
        assert page.status_code == 200 and "/change" not in page.text and "李四" in page.text
        csrf = hashlib.sha256(b"guess").hexdigest()
        assert client.get("/reports/2/change?kind=value").status_code == 403
        for path in ("change", "decide", "undo", "take-back"):
            assert client.post(f"/reports/2/{path}", data={"csrf": csrf}).status_code == 403
        client.post("/sign-out")
        assert client.get("/reports/2").status_code == 401


def test_a_change_without_the_token_of_its_page_is_refused(address: str, database: Path) -> None:
    with signed_in(address, "writes") as client:
        filled = {"kind": "year", "year": "2017", "reason": "题名"}
        for csrf in ({}, {"csrf": "0" * 64}):
            assert client.post("/reports/2/change", data=filled | csrf).status_code == 403
        foreign = client.post("/reports/2/change", data=filled, headers={"Origin": "https://evil.example"})
        assert foreign.status_code == 403
    with Archive(database, "ro") as archive:
        assert not archive.audit()


def changed(client: httpx2.Client, report: int, **filled: str) -> httpx2.Response:
    """Fill in a change, see what it comes to, decide; the page of the report then."""
    form = client.get(f"/reports/{report}/change", params=filled)
    assert form.status_code == 200, form.text
    sent = filled | {"csrf": hidden(form.text, "csrf")}
    preview = client.post(f"/reports/{report}/change", data=sent)
    assert preview.status_code == 200, preview.text
    decided = {"csrf": hidden(preview.text, "csrf"), "draft": hidden(preview.text, "draft")}
    made = client.post(f"/reports/{report}/decide", data=decided)
    assert made.status_code == 303, made.text
    again = client.post(f"/reports/{report}/decide", data=decided)
    assert again.status_code == 409
    return client.get(made.headers["location"])


def test_a_figure_is_corrected_and_the_correction_taken_back(address: str, database: Path) -> None:
    with signed_in(address, "writes") as client:
        wrong = client.get("/reports/2/change?kind=value").text
        sent = {
            "kind": "value",
            "indicator": "requests.received",
            "value": "十八",
            "reason": "页面",
            "csrf": hidden(wrong, "csrf"),
        }
        assert client.post("/reports/2/change", data=sent).status_code == 422
        page = changed(client, 2, kind="value", indicator="requests.received", value="18", reason="页面写的是18")
        assert "17 → 18" in page.text and "web 王芳" in page.text and "页面写的是18" in page.text
        with Archive(database, "ro") as archive:
            entry = archive.audit()[-1]
            assert (entry.person, entry.subject, entry.old, entry.new) == ("web 王芳", "requests.received", "17", "18")
            assert archive.value(2, "requests.received", None) == 18
        back = client.post(
            "/reports/2/undo", data={"csrf": hidden(page.text, "csrf"), "made": hidden(page.text, "made")}
        )
        assert back.status_code == 303
    with Archive(database, "ro") as archive:
        assert archive.value(2, "requests.received", None) == 17


def test_an_unread_number_is_settled_and_taken_back(address: str, database: Path) -> None:
    with Archive(database, "ro") as archive:
        (unread, *_) = archive.unread_figures(6)
    with signed_in(address, "writes") as client:
        assert f"digest={unread.key.replace(':', '%3A')}" in client.get("/reports/6").text
        page = changed(client, 6, kind="settled", digest=unread.key, indicator=WEIBO_CODE, reason="原文如此")
        with Archive(database, "ro") as archive:
            assert archive.value(6, WEIBO_CODE, None) == unread.number
            assert unread.key not in [one.key for one in archive.unread_figures(6)]
        sent = {"csrf": hidden(page.text, "csrf"), "key": unread.key}
        assert client.post("/reports/6/take-back", data=sent).status_code == 303
    with Archive(database, "ro") as archive:
        assert unread.key in [one.key for one in archive.unread_figures(6)]


def test_a_draft_is_stored_by_who_may_and_asks_first_where_figures_change(address: str, database: Path) -> None:
    newer = TAISHUN.read_text("utf-8").replace("17", "19")
    files = {"file": ("新版.txt", newer.encode())}
    with signed_in(address, "reads") as client:
        assert "/store" not in client.post("/check", files=files).text
    with signed_in(address, "writes") as client:
        checked = client.post("/check", files=files).text
        with Archive(database, "ro") as archive:
            before = len(archive.audit()), max(one.report for one in archive.report(2).versions)
        sent = {"csrf": hidden(checked, "csrf"), "draft": hidden(checked, "draft")}
        first = client.post("/store", data=sent)
        assert first.status_code == 200
        if 'name="sure"' in first.text:
            with Archive(database, "ro") as archive:
                assert (len(archive.audit()), max(one.report for one in archive.report(2).versions)) == before
            first = client.post("/store", data=sent | {"sure": "yes"})
        stored = re.search(r"/reports/(\d+)", first.text)
        assert stored
        page = client.get(stored[0]).text
        assert "17 → 19" in page and "新版.txt" in page
        assert client.get(f"{stored[0]}/file").content == newer.encode()
        assert client.post("/store", data=sent | {"draft": "another"}).status_code == 410
    with signed_in(address, "writes") as other:
        refused = other.post("/store", data={"csrf": "x", "draft": sent["draft"]})
        assert refused.status_code == 403


def test_a_draft_that_one_server_checked_is_stored_by_another(database: Path, tmp_path: Path) -> None:
    text = TAISHUN.read_text("utf-8").replace("2018", "2013")
    shared = {"GONGKAI_HTTP_SHARED": str(tmp_path / "shared.db")}
    with serving_two_people(database, shared) as first, serving_two_people(database, shared) as second:
        with signed_in(first, "writes") as client:
            checked = client.post("/check", files={"file": ("2013.txt", text.encode())}).text
            sent = {"csrf": hidden(checked, "csrf"), "draft": hidden(checked, "draft")}
            cookies = dict(client.cookies)
        with httpx2.Client(base_url=second, cookies=cookies, timeout=60) as same_person:
            stored = same_person.post("/store", data=sent)
            number = re.search(r"/reports/(\d+)", stored.text)
            assert stored.status_code == 200 and number, stored.text
            assert same_person.get(f"{number[0]}/file").content == text.encode()
        with signed_in(second, "reads") as client:
            assert client.post("/store", data=sent).status_code == 403


def test_drafts_are_given_up_when_they_are_old_or_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.pages.drafts.MOST_KEPT_BYTES", 25)
    now = 1_000_000.0
    monkeypatch.setattr("time.time", lambda: now)
    origin = Origin("http://example.org/a.html", datetime(2024, 1, 2, 3, 4, tzinfo=UTC), 200, {"etag": "1"})
    with closing(open_shared(None)) as shared:
        drafts = Drafts(shared)
        names = []
        for number in range(4):
            names.append(drafts.keep("王芳", Taken(f"{number}.txt", b"0123456789", origin if number else None)))
            now += 1
        assert [drafts.of("王芳", name) is not None for name in names] == [False, False, True, True]
        assert drafts.of("王芳", names[3]) == Taken("3.txt", b"0123456789", origin)
        assert drafts.of("李四", names[3]) is None
        large = drafts.keep("王芳", Taken("large", b"0" * 30, None))
        assert drafts.of("王芳", large) is not None and drafts.of("王芳", names[3]) is None
        now += 1800
        assert drafts.of("王芳", large) is None
    assert drafts.keep("王芳", Taken("a", b"a", None)) == ""


async def test_the_link_of_the_program_itself_opens_once(seeds_database: Path) -> None:
    with Archive(seeds_database, "ro") as archive:
        pool = Pool(seeds_database)
        transport = httpx2.ASGITransport(app=build_http(archive, HttpSettings.model_construct(), pool, editor="a key"))
        for first in (True, False):
            async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                assert (await client.get("/reports/1/change?kind=year")).status_code == 403
                assert (await client.get("/sign-in?key=another")).status_code == 200
                assert (await client.get("/sign-in?key=a key")).status_code == (303 if first else 200)
                assert (await client.get("/reports/1/change?kind=year")).status_code == (200 if first else 403)
        pool.close()

"""Signing in on the page of an issuer: the code it sends back opens for the browser that asked, once, and no other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from server.app import build_http
from server.http.settings import HttpSettings
from server.running.pool import Pool
from store import Archive
from tests.issuer import GrantingStub, issuing

HERE = "http://127.0.0.1"


@pytest.fixture
def issuer() -> Iterator[tuple[GrantingStub, str]]:
    stub = GrantingStub("gongkai-pages")
    with issuing(stub) as address:
        yield stub, address


def pages(database: Path, issuer: str, name: str = "gongkai-pages") -> httpx2.ASGITransport:
    settings = HttpSettings(issuer=issuer, issuer_name=name, address=f"{HERE}/mcp", rate=1_000, seconds=60)
    return httpx2.ASGITransport(app=build_http(Archive(database, "ro"), settings, Pool(database, processes=1)))


async def sent_back(client: httpx2.AsyncClient, following: str = "/check") -> httpx2.URL:
    """Where the issuer sends back to who pressed its button."""
    asked = await client.get("/sign-in/issuer", params={"next": following})
    assert asked.status_code == 303 and "httponly" in asked.headers["set-cookie"].lower()
    pressed = httpx2.post(asked.headers["location"])
    assert pressed.status_code == 303
    return httpx2.URL(pressed.headers["location"])


async def test_who_signs_in_at_the_issuer_is_let_in_under_the_own_name(
    issuer: tuple[GrantingStub, str], seeds_database: Path, tmp_path: Path
) -> None:
    database = Path(shutil.copy(seeds_database, tmp_path / "a.db"))
    async with httpx2.AsyncClient(transport=pages(database, issuer[1]), base_url=HERE) as client:
        first = await client.get("/reports/1")
        assert first.status_code == 401 and "/sign-in/issuer?next=%2Freports%2F1" in first.text
        back = await sent_back(client)
        entered = await client.get(back)
        assert (entered.status_code, entered.headers["location"]) == (303, "/check")
        page = await client.get("/reports/2")
        assert page.status_code == 200 and "王芳" in page.text and "/change" in page.text
        assert (await client.get(back)).status_code == 400, "what was asked is answered"
    assert not issuer[0].refused


async def test_what_comes_back_must_be_what_this_browser_asked_for(
    issuer: tuple[GrantingStub, str], seeds_database: Path
) -> None:
    transport = pages(seeds_database, issuer[1])
    async with httpx2.AsyncClient(transport=transport, base_url=HERE) as other:
        stolen = await sent_back(other)
    for change in ({"state": "another"}, {"iss": "https://evil.example"}, {"code": ""}, {"code": "guessed"}):
        async with httpx2.AsyncClient(transport=transport, base_url=HERE) as client:
            assert (await client.get(stolen)).status_code == 400, "another browser asked"
            back = await sent_back(client)
            refused = await client.get(back.copy_merge_params(change))
            assert refused.status_code in (400, 401) and "gongkai=" not in refused.headers.get("set-cookie", "")
            assert (await client.get("/reports/1")).status_code == 401


async def test_an_issuer_that_fails_and_one_that_does_not_know_the_server_are_told(seeds_database: Path) -> None:
    async with httpx2.AsyncClient(transport=pages(seeds_database, "http://127.0.0.1:1"), base_url=HERE) as client:
        assert (await client.get("/sign-in/issuer")).status_code == 502
    async with httpx2.AsyncClient(transport=pages(seeds_database, "http://127.0.0.1:1", ""), base_url=HERE) as client:
        assert "/sign-in/issuer" not in (await client.get("/sign-in")).text
        assert (await client.get("/sign-in/issuer")).status_code == 502


async def test_who_may_only_read_at_the_issuer_changes_nothing(
    issuer: tuple[GrantingStub, str], seeds_database: Path
) -> None:
    issuer[0].scope = "read"
    async with httpx2.AsyncClient(transport=pages(seeds_database, issuer[1]), base_url=HERE) as client:
        await client.get(await sent_back(client, "//evil.example"))
        assert "/change" not in (await client.get("/reports/2")).text
        assert (await client.get("/reports/2/change?kind=value")).status_code == 403

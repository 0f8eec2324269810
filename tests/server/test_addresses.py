"""Reports by their addresses: read and stored by the rules of the settings, nothing that is not public."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from server.app import build_server
from store import Archive
from tests.store.web.site import Reply, Site, open_site, report


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with open_site() as opened:
        monkeypatch.setenv("GONGKAI_FETCH_HOSTS", opened.host)
        monkeypatch.setenv("GONGKAI_FETCH_PAUSE_SECONDS", "0")
        yield opened


async def call(archive: Archive, tool: str, *, write: bool = False, **arguments: Any) -> Any:
    async with Client(build_server(archive, write=write)) as client:
        return (await client.call_tool(tool, arguments)).structured_content


async def test_a_report_is_read_and_stored_by_its_address(site: Site, tmp_path: Path) -> None:
    site.pages["/nb/2021.html"] = Reply(report(1, year=2021))
    address = f"{site.address}/nb/2021.html"
    with Archive(tmp_path / "a.db"):
        pass
    with Archive(tmp_path / "a.db", "ro") as archive:
        read = await call(archive, "parse_report", address=address)
        assert read["error"] is None and read["report"]["year"] == 2021 and read["report"]["origin"] == address
        assert not archive.reports()
        stored = await call(archive, "store_report", write=True, address=address)
        assert stored["outcome"] == "stored"
        (entry,) = archive.reports()
        assert entry.origin == address


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://169.254.169.254/latest/meta-data/", "not a public address"),
        ("http://localhost:1/", "not a public address"),
        ("file:///etc/passwd", "http://"),
    ],
)
async def test_what_is_not_public_is_refused(address: str, words: str, tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db"):
        pass
    with Archive(tmp_path / "a.db", "ro") as archive:
        read = await call(archive, "parse_report", address=address)
    assert read["report"] is None and words in read["error"]["message"]

"""Unread numbers over the server: listed to everyone, settled by who may write, with the client's name, taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from mcp import Client
from mcp.server import MCPServer
from mcp_types import TextContent

from server.app import build_server
from server.running.reading import Readers
from server.tools import building
from store import Archive
from tests.store.test_settling import FEES, WEIBO, keep_unread

WEIBO_CODE = "disclosure.channel.weibo"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "own.db") as own:
        for year in (2017, 2018):
            keep_unread(own, year=year)
    with Archive(tmp_path / "own.db", "ro") as reading:
        yield reading


@pytest.fixture
def writing(archive: Archive) -> MCPServer[Readers]:
    return build_server(archive, write=True)


async def call(server: MCPServer[Readers], tool: str, **arguments: Any) -> dict[str, Any]:
    async with Client(server) as client:
        (described,) = [one for one in (await client.list_tools()).tools if one.name == tool]
        returned = await client.call_tool(tool, arguments)
        assert not returned.is_error, returned.content
        content = dict(returned.structured_content or {})
        jsonschema.validate(content, described.output_schema or False)
        return content


async def refusal(server: MCPServer[Readers], tool: str, **arguments: Any) -> str:
    async with Client(server) as client:
        returned = await client.call_tool(tool, arguments)
    (told, *_) = returned.content
    assert returned.is_error and isinstance(told, TextContent)
    return told.text


async def test_the_commonest_wordings_and_the_numbers_of_one_report(archive: Archive) -> None:
    server = build_server(archive)
    told = await call(server, "list_unread")
    assert [(one["wording"], one["count"], one["reports"]) for one in told["wordings"]] == [
        ("另收费#元", 2, 2),
        ("政务微博发声#条", 2, 2),
    ]
    assert (told["numbers"], told["total"], told["next"]) == ([], 2, None)
    limited = await call(server, "list_unread", limit=1)
    assert (len(limited["wordings"]), limited["total"], limited["next_offset"]) == (1, 2, 1)
    rest = await call(server, "list_unread", limit=1, offset=1)
    assert (limited["wordings"] + rest["wordings"], rest["next_offset"]) == (told["wordings"], None)
    of_one = await call(server, "list_unread", report=2)
    assert [(one["quote"], one["number"], one["year"]) for one in of_one["numbers"]] == [
        (WEIBO, 458, 2018),
        (FEES, 0.12, 2018),
    ]
    assert WEIBO_CODE in of_one["numbers"][0]["may_be"]
    assert "No report" in await refusal(server, "list_unread", report=9) or "no report" in await refusal(
        server, "list_unread", report=9
    )


async def test_nobody_settles_without_the_right(archive: Archive) -> None:
    async with Client(build_server(archive)) as client:
        assert "settle_unread" not in [tool.name for tool in (await client.list_tools()).tools]


async def test_a_number_is_settled_and_taken_back(archive: Archive, writing: MCPServer[Readers]) -> None:
    key = (await call(writing, "list_unread", report=2))["numbers"][0]["unread"]
    missing = await call(writing, "get_figures", indicators=[WEIBO_CODE], years=[2018])
    assert missing["notes"][-1].endswith("may be a number that could not be read: see list_unread.")
    settled = await call(writing, "settle_unread", unread=key, indicator=WEIBO_CODE, reason="the words say so")
    assert (settled["report"], settled["indicator"], settled["applicant"], settled["value"]) == (
        2,
        WEIBO_CODE,
        None,
        458,
    )
    found = await call(writing, "get_figures", indicators=[WEIBO_CODE], years=[2018], detail=True)
    (figure,) = found["figures"]
    assert (figure["value"], figure["source"], figure["quote"], figure["corrected"]) == (458, "narrative", WEIBO, True)
    assert found["notes"] == []
    assert [one["quote"] for one in (await call(writing, "list_unread", report=2))["numbers"]] == [FEES]
    assert [issue["code"] for issue in (await call(writing, "check_report", report=2))["issues"]] == [
        "unread_figure",
        "corrected",
    ]
    (line,) = archive.audit()
    assert (line.person, line.new, line.reason) == ("agent", "458", f"“{WEIBO}”: the words say so")
    back = await call(writing, "settle_unread", unread=key)
    assert (back["indicator"], back["value"]) == (WEIBO_CODE, None)
    assert len((await call(writing, "list_unread", report=2))["numbers"]) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"unread": "2:0-1", "indicator": WEIBO_CODE}, "no unread number"),
        ({"unread": "2:0-1"}, "Nobody settled"),
        ({"unread": "458件", "indicator": WEIBO_CODE}, "Wrong arguments"),
        ({"unread": "four58", "indicator": WEIBO_CODE}, "names no unread number"),
        ({"unread": "KEY", "indicator": "disclosure.nothing"}, "no indicator"),
        ({"unread": "KEY", "indicator": "requests.fees"}, "counted in 万元"),
        ({"unread": "KEY", "indicator": WEIBO_CODE, "value": 500}, "Wrong arguments"),
        ({"unread": "KEY", "indicator": WEIBO_CODE, "number": 500}, "Wrong arguments"),
    ],
)
async def test_what_it_cannot_be_is_refused(
    archive: Archive, writing: MCPServer[Readers], arguments: dict[str, Any], told: str
) -> None:
    key = archive.unread_figures(2)[0].key
    given = {name: key if value == "KEY" else value for name, value in arguments.items()}
    assert told in await refusal(writing, "settle_unread", **given)
    assert len(archive.unread_figures(2)) == 2


async def test_it_tells_that_another_program_writes(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "PATIENCE", 0.1)
    key = archive.unread_figures(2)[0].key
    with closing(sqlite3.connect(archive.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = await refusal(build_server(archive, write=True), "settle_unread", unread=key, indicator=WEIBO_CODE)
        other.execute("ROLLBACK")
    assert "call again later" in refused

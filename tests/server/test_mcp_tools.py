"""The tools through the SDK's client in memory, by the old handshake and by the stateless protocol."""

from __future__ import annotations

import base64
import csv
import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import jsonschema  # type: ignore[import-untyped]
import pytest
from mcp import Client
from mcp.server import MCPServer
from mcp_types import (
    SERVER_INFO_META_KEY,
    CallToolResult,
    ElicitRequestFormParams,
    ElicitRequestParams,
    ElicitResult,
    ResourceLink,
    TextContent,
    TextResourceContents,
)

from core import answer, parse, read
from core.telling.json import answer_json, report_json
from server import sql as views
from server.app import build_server
from server.running.reading import Readers
from server.tools import WRITING, building
from server.tools.building import UNTRUSTED
from store import Archive
from store.intake.parsing import File, Parsed
from tests.server.known import TOOLS

pytestmark = pytest.mark.usefixtures("kept_readers")
SEEDS = Path(__file__).parents[2] / "seeds"


async def call(server: MCPServer[Readers], tool: str, mode: str = "auto", /, **arguments: Any) -> dict[str, Any]:
    """What a successful call returns, by its schema; the JSON text says the same."""
    async with Client(server, mode=mode) as client:
        returned = await client.call_tool(tool, arguments)
        schemas = {one.name: one.output_schema for one in (await client.list_tools()).tools}
    assert not returned.is_error, text(returned)
    content = returned.structured_content
    assert isinstance(content, dict)
    jsonschema.validate(content, schemas[tool] or False)
    assert json.loads(text(returned)) == content
    return content


def objects(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows, each under the names of its columns."""
    return [dict(zip(content["columns"], row, strict=True)) for row in content["rows"]]


async def error(server: MCPServer[Readers], tool: str, arguments: dict[str, Any]) -> str:
    async with Client(server) as client:
        returned = await client.call_tool(tool, arguments)
    assert returned.is_error
    return text(returned)


def text(returned: CallToolResult) -> str:
    first = returned.content[0]
    assert isinstance(first, TextContent)
    return first.text


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_tools_are_described(server: MCPServer[Readers], mode: str) -> None:
    async with Client(server, mode=mode) as client:
        tools = (await client.list_tools()).tools
        assert client.instructions and "untrusted" in client.instructions
    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        chinese, _, english = (tool.title or "").partition(" · ")
        assert chinese and not chinese.isascii() and english.isascii()
        assert tool.description and not tool.description.startswith(" ")
        assert tool.annotations and tool.annotations.read_only_hint and tool.annotations.idempotent_hint
        assert tool.output_schema and tool.output_schema["type"] == "object"
        assert tool.input_schema["additionalProperties"] is False
        for name, property_schema in tool.input_schema["properties"].items():
            assert property_schema["description"], (tool.name, name)
            assert property_schema.get("type") or property_schema.get("enum"), (tool.name, name)
            for example in property_schema.get("examples", []):
                jsonschema.validate(example, property_schema)


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_a_result_says_in_short_whose_it_is(server: MCPServer[Readers], mode: str) -> None:
    """With its icon the name of the server would be larger than most results."""
    async with Client(server, mode=mode) as client:
        returned = await client.call_tool("ask", {"question": "泰顺2018年收到多少依申请公开申请？"})
        whole = client.server_info
    told = {} if mode == "legacy" else {SERVER_INFO_META_KEY: {"name": "gongkai", "version": version("gongkai")}}
    assert (returned.meta or {}) == told
    assert whole is not None and whole.icons


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_output_schemas_say_nothing_that_goes_without_saying(server: MCPServer[Readers], mode: str) -> None:
    async with Client(server, mode=mode) as client:
        schemas = json.dumps([tool.output_schema for tool in (await client.list_tools()).tools])
    assert not re.search(r'"items": \{\}|"additionalProperties": true|"default": null', schemas)


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_ask_answers_as_the_command_line_does(server: MCPServer[Readers], archive: Archive, mode: str) -> None:
    question = "泰顺2018年收到多少依申请公开申请？"
    content = await call(server, "ask", mode, question=question, detail=True)
    assert content["detail"] == answer_json(answer(question, archive))
    assert (content["status"], content["text"]) == ("answered", content["detail"]["text"])
    assert objects(content) == [{name: row[name] for name in content["columns"]} for row in content["detail"]["rows"]]
    (row,) = content["detail"]["rows"]
    assert (row["organization"], row["year"], row["indicator"], row["value"], row["unit"]) == (
        "泰顺县人民政府",
        2018,
        "requests.received",
        17,
        "件",
    )
    assert row["quote"] in archive.report(row["report"]).text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("泰顺2010年收到多少依申请公开申请？", "no_report"),
        ("What is the weather like?", "not_understood"),
    ],
)
async def test_ask_gives_no_figure_without_an_answer(server: MCPServer[Readers], question: str, status: str) -> None:
    content = await call(server, "ask", question=question)
    assert (content["status"], content["rows"]) == (status, [])


async def test_ask_answers_in_the_language_asked_for(server: MCPServer[Readers]) -> None:
    question = "泰顺2018年收到多少依申请公开申请？"
    assert (await call(server, "ask", question=question, language="en"))["text"] != (
        await call(server, "ask", question=question, language="zh")
    )["text"]


async def test_ask_goes_on_from_earlier_questions(server: MCPServer[Readers]) -> None:
    earlier = ["泰顺2018年收到多少依申请公开申请？"]
    content = await call(server, "ask", question="那2017年呢", earlier_questions=earlier)
    assert content["status"] == "no_report"
    assert "泰顺" in content["text"] and "2017" in content["text"]


@pytest.mark.parametrize(
    ("name", "year", "match", "names"),
    [
        ("泰顺", None, "understood", ["泰顺县人民政府"]),
        ("Taishun", None, "understood", ["泰顺县人民政府"]),
        ("泰顺县人民政府", None, "same", ["泰顺县人民政府"]),
        ("泰顺县政府", None, "understood", ["泰顺县人民政府"]),
        ("温州市泰顺县人民政府", None, "understood", ["泰顺县人民政府"]),
        ("张店发改局", None, "understood", ["张店区发展和改革局"]),
        ("張店區", None, "part", ["张店区发展和改革局"]),
        ("330329", None, "same", ["泰顺县人民政府"]),
        ("江山市行政服务中心管理办公厅", None, "understood", ["江山市行政服务中心管理办公室"]),
        ("温州", None, "part", ["泰顺县人民政府", "温州市洞头区政务服务中心"]),
        ("温州", 2018, "part", ["泰顺县人民政府"]),
    ],
)
async def test_find_organizations(
    server: MCPServer[Readers], name: str, year: int | None, match: str, names: list[str]
) -> None:
    content = await call(server, "find_organizations", name=name, year=year)
    assert [(one["match"], one["name"]) for one in objects(content)] == [(match, one) for one in names]
    assert content["total"] == len(names)


async def test_find_organizations_tells_years(server: MCPServer[Readers]) -> None:
    (body,) = objects(await call(server, "find_organizations", name="泰顺"))
    assert (body["years"], body["division_code"]) == ([2018], "330329")


@pytest.mark.parametrize("name", ["北京", "台北市", "泰顺县教育局", "' OR 1=1 --", "\u0000", "%", "x" * 200])
async def test_find_organizations_offers_nothing_else(server: MCPServer[Readers], name: str) -> None:
    content = await call(server, "find_organizations", name=name)
    assert (content["rows"], content["total"]) == ([], 0)
    assert "No stored body" in content["next"]


async def test_find_organizations_lists_all(server: MCPServer[Readers]) -> None:
    pages = [await call(server, "find_organizations", name="", limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [(len(page["rows"]), page["total"], page["next_offset"]) for page in pages] == [
        (2, 5, 2),
        (2, 5, 4),
        (1, 5, None),
    ]
    assert len({row[1] for page in pages for row in page["rows"]}) == 5


@pytest.mark.parametrize(
    ("words", "template", "first"),
    [
        ("收到申请", None, "requests.received"),
        ("requests received", None, "requests.received"),
        ("requests.received", None, "requests.received"),
        ("信函", None, "requests.channel.letter"),
        ("红头文件", None, "normative.issued"),
        ("lawsuits lost", None, "litigation.corrected"),
        ("上年结转", "2019", "requests.carried_in"),
        ("新收", "2021", "requests.received"),
    ],
)
async def test_find_indicators(server: MCPServer[Readers], words: str, template: str | None, first: str) -> None:
    content = await call(server, "find_indicators", words=words, template=template)
    assert objects(content)[0]["code"] == first


@pytest.mark.parametrize(("words", "template"), [("天气", None), ("结转", "2014")])
async def test_find_indicators_offers_nothing_else(
    server: MCPServer[Readers], words: str, template: str | None
) -> None:
    content = await call(server, "find_indicators", words=words, template=template)
    assert content["rows"] == []


async def id_of(server: MCPServer[Readers], name: str) -> int:
    (body,) = objects(await call(server, "find_organizations", name=name))
    number: int = body["id"]
    return number


async def test_get_figures_keeps_missing_missing(server: MCPServer[Readers], archive: Archive) -> None:
    taishun = await id_of(server, "泰顺")
    content = await call(
        server,
        "get_figures",
        indicators=["requests.received", "requests.carried_in"],
        organizations=[taishun],
        years=[2017, 2018],
        detail=True,
    )
    told = [(one["year"], one["indicator"], one["value"], one["status"]) for one in content["figures"]]
    assert told == [
        (2017, "requests.received", None, "no_report"),
        (2017, "requests.carried_in", None, "no_report"),
        (2018, "requests.received", 17, "reported"),
        (2018, "requests.carried_in", None, "not_reported"),
    ]
    assert content["counts"] == {"asked": 4, "reported": 1, "not_reported": 1, "no_report": 2}
    assert content["notes"] == ["requests.carried_in is not on the form of 2014."]
    reported = content["figures"][2]
    assert reported["quote"] in archive.report(reported["report"]).text


async def test_get_figures_tells_how_sure_recognition_was(tmp_path: Path) -> None:
    data = "泰顺县人民政府2016年政府信息公开工作年度报告\n2016年共收到政府信息公开申请12件。".encode()
    document = read(data, "scan.txt")
    recognised = replace(document, confidence=((0, len(document.text), 0.8712),))
    with Archive(tmp_path / "scan.db") as archive:
        archive.save(data, "scan.txt", recognised, parse(recognised))
        content = await call(
            build_server(archive), "get_figures", indicators=["requests.received", "review.total"], detail=True
        )
    assert [(one["value"], one.get("confidence")) for one in content["figures"]] == [(12, 0.871), (None, None)]


async def test_get_figures_by_applicant(server: MCPServer[Readers]) -> None:
    dongtou = await id_of(server, "洞头")
    content = await call(
        server,
        "get_figures",
        indicators=["requests.received", "regulations.issued"],
        organizations=[dongtou],
        applicants=["total", "natural_person"],
    )
    assert content["columns"][3:] == ["requests.received", "requests.received:natural_person", "regulations.issued"]


@pytest.mark.parametrize("detail", [{}, {"detail": True}], ids=["short", "detailed"])
async def test_get_figures_pages_through_everything_once(server: MCPServer[Readers], detail: dict[str, Any]) -> None:
    arguments: dict[str, Any] = {"indicators": ["requests.received", "disclosure.items", "review.total"], **detail}
    whole = await call(server, "get_figures", **arguments)
    pages: list[Any] = []
    part = "figures" if detail else "rows"
    cursor = None
    while True:
        page = await call(server, "get_figures", **arguments, cursor=cursor, limit=4)
        assert page["counts"] == whole["counts"]
        pages += page[part]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert pages == whole[part] and len(pages) == (15 if detail else 5)
    assert whole["next_cursor"] is None


async def test_get_figures_refuses_a_cursor_of_other_arguments(server: MCPServer[Readers]) -> None:
    page = await call(server, "get_figures", indicators=["requests.received"], limit=1)
    told = await error(server, "get_figures", {"indicators": ["review.total"], "cursor": page["next_cursor"]})
    assert "without `cursor`" in told


async def test_get_figures_links_to_the_rest(server: MCPServer[Readers]) -> None:
    codes = ["requests.received", "review.total"]
    async with Client(server) as client:
        returned = await client.call_tool("get_figures", {"indicators": codes, "limit": 3})
        link = returned.content[-1]
        assert isinstance(link, ResourceLink)
        (content,) = (await client.read_resource(str(link.uri))).contents
    assert returned.structured_content is not None and returned.structured_content["resource"] == str(link.uri)
    assert isinstance(content, TextResourceContents)
    rows = list(csv.DictReader(content.text.splitlines()))
    whole = await call(server, "get_figures", indicators=codes, detail=True)
    assert whole["resource"] is None
    assert [(row["organization"], row["indicator"], row["value"], row["status"]) for row in rows] == [
        (one["organization"], one["indicator"], "" if one["value"] is None else str(one["value"]), one["status"])
        for one in whole["figures"]
    ]
    for name in ("report", "source"):
        assert [row[name] for row in rows] == [str(one[name] or "") for one in whole["figures"]]


async def test_get_figures_works_out_sums_and_rates(server: MCPServer[Readers]) -> None:
    codes = ["requests.outcome.denied", "requests.concluded"]
    content = await call(server, "get_figures", indicators=codes, years=[2020], detail=True)
    denied, concluded = content["figures"]
    assert denied["status"] == "reported" and denied["derived"]["operation"] == "sum"
    assert denied["value"] == sum(operand["value"] for operand in denied["derived"]["operands"])
    assert (concluded["status"], concluded["value"]) == ("not_reported", None)
    assert content["notes"] == [
        "requests.outcome.denied is worked out where reports do not give it: `detail` tells the operands.",
        "requests.concluded is not on the form of 2019. Nearest there: requests.outcome.total.",
    ]
    (rate,) = (await call(server, "get_figures", indicators=["rate.granted"], years=[2018], detail=True))["figures"]
    assert [operand["value"] for operand in rate["derived"]["operands"]] == [8, 16]
    assert (rate["value"], rate["unit"], rate["quote"], rate["indicator"]) == (50, "%", None, "rate.granted")


async def test_rank_works_out_rates(server: MCPServer[Readers]) -> None:
    content = await call(server, "rank", indicator="rate.granted", year=2018)
    (row,) = objects(content)
    assert (content["indicator"], row["value"], content["unit"]) == ("rate.granted", 50, "%")
    assert any("Worked out" in note for note in content["notes"])


async def test_find_indicators_lists_rates(server: MCPServer[Readers]) -> None:
    best = objects(await call(server, "find_indicators", words="公开率"))[0]
    assert (best["code"], best["unit"], best["templates"]) == ("rate.disclosure", "%", "2014 2019 2021")


async def test_verify_claims(server: MCPServer[Readers]) -> None:
    text = "2018年，泰顺县人民政府收到政府信息公开申请17件，比上年增加3件，其中予以公开5件。全县有19个乡镇。"
    content = await call(server, "verify_claims", text=text)
    told = [(one["status"], one["quote"], [row[3] for row in one.get("figures", [])]) for one in content["verdicts"]]
    assert told == [
        ("agrees", "泰顺县人民政府收到政府信息公开申请17件", [17]),
        ("unverifiable", "比上年增加3件", []),
        ("differs", "其中予以公开5件", [8]),
        ("unverifiable", "全县有19个乡镇", []),
    ]
    assert all(text[one["start"] : one["end"]] == one["quote"] for one in content["verdicts"])
    assert content["counts"] == {"agrees": 1, "differs": 1, "unverifiable": 2}


async def test_query(server: MCPServer[Readers], archive: Archive) -> None:
    sql = "SELECT organization, value FROM figures WHERE indicator = 'requests.received' AND year = 2018"
    assert await call(server, "query", sql=sql) == {
        "columns": ["organization", "value"],
        "rows": [["泰顺县人民政府", 17]],
        "truncated": False,
        "next": None,
    }
    counted = await call(server, "query", sql="SELECT count(*) FROM facts")
    assert counted["rows"] == [[sum(len(archive.report(entry.id).facts) for entry in archive.reports())]]
    cut = await call(server, "query", sql="SELECT quote FROM facts", limit=3)
    assert (len(cut["rows"]), cut["truncated"]) == (3, True)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT * FROM documents", "Only reading the views"),
        ("SELECT text FROM documents", "Only reading the views"),
        ("WITH facts AS (SELECT bytes FROM documents) SELECT bytes FROM facts", "Only reading the views"),
        ("WITH figures AS (SELECT reason FROM corrections) SELECT * FROM figures", "Only reading the views"),
        ("SELECT sql FROM sqlite_master", "Only reading the views"),
        ("DELETE FROM reports", "Only reading the views"),
        ("SELECT 1; SELECT 2", "one statement"),
        ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n", "longer than 0.2"),
        ("SELECT replace(replace(quote, 'a', quote), '0', quote) FROM nowhere", "can't be run"),
        ("", "Wrong arguments"),
        (" ", "Give one SELECT"),
    ],
)
async def test_query_reads_the_views_only(
    server: MCPServer[Readers], monkeypatch: pytest.MonkeyPatch, sql: str, told: str
) -> None:
    monkeypatch.setattr(views, "SECONDS", 0.2)
    message = await error(server, "query", {"sql": sql})
    assert told in message


async def test_the_tools_that_write_say_so(archive: Archive) -> None:
    async with Client(build_server(archive, write=True)) as client:
        tools = (await client.list_tools()).tools
    assert {tool.name for tool in tools if tool.annotations and not tool.annotations.read_only_hint} == WRITING


async def test_nobody_stores_without_the_right(server: MCPServer[Readers]) -> None:
    async with Client(server) as client:
        assert "store_report" not in [tool.name for tool in (await client.list_tools()).tools]


async def test_store_report(tmp_path: Path) -> None:
    text = (SEEDS / "001_4d089b536d89bce8.txt").read_text(encoding="utf-8")
    Archive(tmp_path / "own.db").close()
    with Archive(tmp_path / "own.db", "ro") as own:
        writing = build_server(own, write=True)
        async with Client(writing) as client:
            (tool,) = [one for one in (await client.list_tools()).tools if one.name == "store_report"]
            assert tool.annotations is not None
            assert (tool.annotations.read_only_hint, tool.annotations.destructive_hint) == (False, True)
            returned = [await client.call_tool("store_report", {"text": told}) for told in (text, text, "no report")]
            first, again, refused = [dict(one.structured_content or {}) for one in returned]
            for content in (first, again, refused):
                jsonschema.validate(content, tool.output_schema or False)
            assert (first["outcome"], first["report"], first["identity"]["year"]) == ("stored", 1, 2018)
            assert (again["outcome"], again["report"]) == ("already_there", 1)
            assert (refused["outcome"], refused["error"]["code"]) == (None, "not_a_report")
            asked = await client.call_tool("ask", {"question": "泰顺2018年收到多少依申请公开申请？"})
            assert [row["value"] for row in objects(asked.structured_content or {})] == [17]


async def test_store_report_tells_first_what_would_change(tmp_path: Path, seeds_database: Path) -> None:
    own = Path(shutil.copy(seeds_database, tmp_path / "own.db"))
    text = (SEEDS / "001_4d089b536d89bce8.txt").read_text(encoding="utf-8")
    changed = re.sub(r"(收到申请数\D{0,20})17", r"\g<1>18", text, count=1)
    assert changed != text
    question = {"question": "泰顺2018年收到多少依申请公开申请？"}
    with Archive(own, "ro") as archive:
        (before,) = archive.reports(years=[2018])
        async with Client(build_server(archive, write=True)) as client:

            async def value() -> Any:
                return ((await client.call_tool("ask", question)).structured_content or {})["rows"][0][4]

            told = (await client.call_tool("store_report", {"text": changed})).structured_content or {}
            assert (told["outcome"], told["report"]) == ("replaced_older", None)
            assert ["requests.received", None, 17, 18] in told["changes"] and "confirm" in told["next"]
            assert await value() == 17 and len(archive.reports(years=[2018])) == 1
            told = (await client.call_tool("store_report", {"text": changed, "confirm": True})).structured_content or {}
            assert (told["outcome"], told["other"]) == ("replaced_older", before.id)
            assert await value() == 18
            older = (await client.call_tool("get_report", {"report": told["other"]})).structured_content or {}
            assert older["rows"][0][:2] == ["requests.received", 17]


@pytest.mark.parametrize("mode", ["legacy", "auto"])
@pytest.mark.parametrize(("said", "value"), [(True, 18), (False, 17), (None, 17)])
async def test_a_person_is_asked_before_figures_change(
    tmp_path: Path,
    seeds_database: Path,
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
    said: bool | None,
    value: int,
) -> None:
    own = Path(shutil.copy(seeds_database, tmp_path / "own.db"))
    text = (SEEDS / "001_4d089b536d89bce8.txt").read_text(encoding="utf-8")
    changed = re.sub(r"(收到申请数\D{0,20})17", r"\g<1>18", text, count=1)
    asked: list[str] = []

    async def person(context: Any, params: ElicitRequestParams) -> ElicitResult:
        asked.append(params.message)
        return (
            ElicitResult(action="decline") if said is None else ElicitResult(action="accept", content={"store": said})
        )

    readings = 0

    async def counted(readers: Readers, file: File) -> Parsed:
        nonlocal readings
        readings += 1
        return await reading(readers, file)

    reading = Readers.read
    monkeypatch.setattr(Readers, "read", counted)
    name = f"{mode} {said}"  # what was read for another of these tests is kept
    with Archive(own, "ro") as archive:
        async with Client(build_server(archive, write=True), mode=mode, elicitation_callback=person) as client:
            returned = await client.call_tool("store_report", {"text": changed, "name": name})
            figures = await client.call_tool("get_figures", {"indicators": ["requests.received"], "years": [2018]})
    assert not returned.is_error and len(asked) == 1 and "requests.received: 17 → 18" in asked[0]
    assert (figures.structured_content or {})["rows"][0][3] == value
    assert readings == 1


@pytest.mark.parametrize("mode", ["legacy", "auto"])
@pytest.mark.parametrize(("action", "status"), [("accept", "answered"), ("decline", "ambiguous")])
async def test_an_ambiguous_question_goes_back_to_the_person(
    server: MCPServer[Readers], mode: str, action: Literal["accept", "decline"], status: str
) -> None:
    asked: list[str] = []

    async def person(context: Any, params: ElicitRequestParams) -> ElicitResult:
        assert isinstance(params, ElicitRequestFormParams)
        asked.append(params.message)
        (choices,) = [field["enum"] for field in params.requested_schema["properties"].values()]
        picked = next(choice for choice in choices if "泰顺" in choice)
        return ElicitResult(action=action, content={"choice": picked} if action == "accept" else None)

    async with Client(server, mode=mode, elicitation_callback=person) as client:
        returned = await client.call_tool("ask", {"question": "收到多少依申请公开申请？"})
    content = returned.structured_content or {}
    assert len(asked) == 1
    assert (content["status"], bool(content["choices"])) == (status, status == "ambiguous")
    assert [row["organization"] for row in objects(content)] == (["泰顺县人民政府"] if status == "answered" else [])


async def test_an_ambiguous_question_is_data_without_elicitation(server: MCPServer[Readers]) -> None:
    content = await call(server, "ask", question="收到多少依申请公开申请？")
    assert (content["status"], content["rows"]) == ("ambiguous", [])
    assert all(choice["question"] for choice in content["choices"])


async def test_rank_tells_its_coverage(server: MCPServer[Readers], archive: Archive) -> None:
    content = await call(server, "rank", indicator="requests.received", year=2017)
    figures = archive.figures(years=[2017], indicators=["requests.received"])
    best = sorted((figure.value for figure in figures), reverse=True)
    assert [(row["place"], row["value"]) for row in objects(content)] == list(enumerate(best, start=1))
    assert content["coverage"] == {"in_area": None, "bodies": 5, "with_report": 2, "with_figure": len(best)}
    lowest = await call(server, "rank", indicator="requests.received", year=2017, order="lowest")
    assert [row["value"] for row in objects(lowest)] == best[::-1]


async def test_rank_stays_within_its_area_and_level(server: MCPServer[Readers]) -> None:
    content = await call(server, "rank", indicator="requests.received", year=2018, within="330300", level="county")
    assert [row["organization"] for row in objects(content)] == ["泰顺县人民政府"]
    assert content["coverage"] == {"in_area": 11, "bodies": 1, "with_report": 1, "with_figure": 1}
    empty = await call(server, "rank", indicator="requests.received", year=2018, within="370300")
    assert empty["rows"] == [] and "no report of 2018 is stored here" in empty["next"]


async def test_search_text_quotes_the_report(server: MCPServer[Readers], archive: Archive) -> None:
    content = await call(server, "search_text", phrase="申请", limit=3)
    assert (len(content["rows"]), content["next_offset"]) == (3, 3)
    for passage in objects(content):
        assert archive.report(passage["report"]).text[passage["start"] : passage["end"]] == passage["quote"]
        assert "申请" in passage["quote"]
    nothing = await call(server, "search_text", phrase="天气预报")
    assert (nothing["rows"], nothing["next"]) == ([], "The phrase stands in no stored report: try a shorter one.")


async def test_get_report_shows_what_parse_shows(server: MCPServer[Readers], archive: Archive) -> None:
    for entry in archive.reports():
        file = SEEDS / archive.report(entry.id).file_name
        shown = report_json(file.name, parse(read(file.read_bytes(), file.name)), None)
        content = await call(server, "get_report", report=entry.id, parts=["quotes", "checks", "issues"], limit=200)
        assert content["report"] == {name: value for name, value in shown["report"].items() if value is not None}
        assert objects(content) == [{name: fact[name] for name in content["columns"]} for fact in shown["facts"][:200]]
        assert content["counts"]["facts"] == content["total"] == len(shown["facts"])
        assert content["issues"] == shown["issues"]
        assert [check["message"] for check in content["checks"]] == [check["message"] for check in shown["checks"]]
        short = await call(server, "get_report", report=entry.id)
        assert short["counts"] == content["counts"] and len(json.dumps(short, ensure_ascii=False)) < 3_500


async def test_get_report_filters_figures(server: MCPServer[Readers], archive: Archive) -> None:
    (entry,) = archive.reports(years=[2018])
    content = await call(server, "get_report", report=entry.id, indicators=["requests.channel.", "requests.received"])
    codes = {fact["indicator"] for fact in objects(content)}
    assert "requests.received" in codes
    assert all(code.startswith(("requests.channel.", "requests.received")) for code in codes)


async def test_get_report_tells_corrections(seeds_database: Path, tmp_path: Path) -> None:
    path = tmp_path / "corrected.db"
    path.write_bytes(seeds_database.read_bytes())
    with Archive(path) as archive:
        (entry,) = archive.reports(years=[2018])
        archive.correct(entry.id, "requests.received", None, 18, reason="notice of 2019", person="7")
        server = build_server(archive)
        content = await call(server, "get_report", report=entry.id, parts=["issues"])
        figures = await call(server, "get_figures", indicators=["requests.received"], years=[2018])
        ranked = await call(server, "rank", indicator="requests.received", year=2018)
    assert ("corrected", "收到（新收）政府信息公开申请数经人工更正为18：notice of 2019") in [
        (issue["code"], issue["message"]) for issue in content["issues"]
    ]
    assert (figures["rows"][0][3], figures["marks"]) == (18, [[0, "requests.received", "corrected", True]])
    assert (ranked["rows"][0][3], ranked["marks"]) == (18, [[0, "corrected", True]])


@pytest.mark.parametrize("form", ["text", "base64"])
async def test_parse_report_reads_what_is_given(server: MCPServer[Readers], form: str) -> None:
    (file,) = SEEDS.glob("001_*.txt")
    data = file.read_bytes()
    given = data.decode() if form == "text" else base64.b64encode(data).decode()
    shown = report_json(file.name, parse(read(data, file.name)), None)
    arguments: dict[str, Any] = {form: given, "name": file.name, "limit": 200}
    content = await call(server, "parse_report", **arguments, parts=["quotes", "issues"])
    assert (content["file"], content["error"], content["issues"]) == (file.name, None, shown["issues"])
    assert objects(content) == [{name: fact[name] for name in content["columns"]} for fact in shown["facts"]]


async def test_parse_report_says_why_not(server: MCPServer[Readers]) -> None:
    content = await call(server, "parse_report", text="今天天气晴。" * 50)
    assert (content["report"], content["error"]["code"]) == (None, "not_a_report")


async def test_check_report(server: MCPServer[Readers], archive: Archive) -> None:
    (entry,) = archive.reports(years=[2018])
    content = await call(server, "check_report", report=entry.id, statuses=[], limit=200)
    assert (content["organization"], content["year"]) == ("泰顺县人民政府", 2018)
    assert sum(content["counts"].values()) == len(content["checks"]) > 0
    channel_sum = [check for check in content["checks"] if check["rule"] == "channel_sum"]
    assert [(check["status"], check["left"], check["right"]) for check in channel_sum] == [("pass", 17, 17)]
    passed = await call(server, "check_report", report=entry.id, statuses=["pass"])
    assert {check["status"] for check in passed["checks"]} == {"pass"}
    assert passed["counts"] == content["counts"]


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("ask", {"question": "泰顺2018年收到多少申请？"}),
        ("get_figures", {"indicators": ["requests.received"]}),
        ("rank", {"indicator": "requests.received", "year": 2017}),
        ("search_text", {"phrase": "公开"}),
        ("get_report", {"report": 1}),
        ("check_report", {"report": 1}),
    ],
)
async def test_quotes_are_marked_untrusted(server: MCPServer[Readers], tool: str, arguments: dict[str, Any]) -> None:
    async with Client(server) as client:
        returned = await client.call_tool(tool, arguments)
    assert returned.content[1:] == [TextContent(text=UNTRUSTED)]


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("get_figures", {"indicators": ["request"]}, "Call find_indicators"),
        ("get_figures", {"indicators": ["requests.received"], "organizations": [99]}, "Call find_organizations"),
        ("get_figures", {"indicators": ["disclosure.items"], "applicants": ["business"]}, "no columns by applicant"),
        ("get_figures", {"indicators": ["requests.received"], "cursor": "9" * 99}, "without `cursor`"),
        ("get_figures", {"indicators": ["requests.received"], "year": 2018}, "year: Extra inputs are not permitted"),
        ("get_figures", {"indicators": ["requests.received"], "years": ["today"]}, "See the input schema"),
        ("get_figures", {"indicators": ["requests.received"], "organizations": [10**30]}, "See the input schema"),
        ("get_figures", {}, "indicators: Field required"),
        ("rank", {"indicator": "requests", "year": 2018}, "Call find_indicators"),
        ("rank", {"indicator": "requests.received", "year": 2018, "within": "999999"}, "no division code"),
        ("rank", {"indicator": "requests.received", "year": 2018, "within": "'; DROP"}, "is no place that is known"),
        ("search_text", {"phrase": ""}, "See the input schema"),
        ("parse_report", {}, "Give one of `text`, `base64` and `address`"),
        ("parse_report", {"text": "x", "base64": "eA=="}, "Give one of `text`, `base64` and `address`"),
        ("parse_report", {"base64": "not base64!"}, "not valid base64"),
        ("parse_report", {"text": "x" * 1_000_001}, "See the input schema"),
        ("parse_report", {"path": "/etc/passwd"}, "path: Extra inputs are not permitted"),
        ("get_report", {"report": 99}, "There is no report 99. Call ask or get_figures"),
        ("get_report", {"report": "../../etc/passwd"}, "See the input schema"),
        ("get_report", {"report": 10**30}, "See the input schema"),
        ("check_report", {"report": 99}, "Call ask or get_figures"),
        ("check_report", {"report": 1, "statuses": ["broken"]}, "See the input schema"),
        ("ask", {"question": ""}, "See the input schema"),
        ("ask", {"question": "泰" * 10_000_000}, "See the input schema"),
        ("find_organizations", {"name": "泰顺", "limit": 0}, "See the input schema"),
    ],
)
async def test_errors_say_what_to_do(
    server: MCPServer[Readers], tool: str, arguments: dict[str, Any], told: str
) -> None:
    message = await error(server, tool, arguments)
    assert told in message
    assert len(message) < 500


async def test_an_unexpected_failure_tells_nothing_of_the_machine(tmp_path: Path, seeds_database: Path) -> None:
    own = Path(shutil.copy(seeds_database, tmp_path / "own.db"))
    with Archive(own, "ro") as archive:
        own.rename(tmp_path / "gone.db")
        message = await error(build_server(archive), "get_report", {"report": 1})
    assert message == "Error executing tool get_report"


async def test_store_report_tells_that_another_program_writes(
    tmp_path: Path, seeds_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "PATIENCE", 0.1)
    own = Path(shutil.copy(seeds_database, tmp_path / "own.db"))
    report = "泰顺县人民政府2016年政府信息公开工作年度报告\n2016年共收到政府信息公开申请12件。"
    with Archive(own, "ro") as archive, closing(sqlite3.connect(own, isolation_level=None)) as other:
        async with Client(build_server(archive, write=True)) as client:
            other.execute("BEGIN IMMEDIATE")
            refused = await client.call_tool("store_report", {"text": report})
            other.execute("ROLLBACK")
            stored = await client.call_tool("store_report", {"text": report})
    (told, *_) = refused.content
    assert isinstance(told, TextContent) and refused.is_error and "call again later" in told.text
    assert (stored.structured_content or {})["outcome"] == "stored"

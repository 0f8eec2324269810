"""Resources, prompts and completions through the SDK's client in memory, in both eras."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from mcp import Client
from mcp.server import MCPServer
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    BlobResourceContents,
    PromptReference,
    ResourceTemplateReference,
    TextContent,
    TextResourceContents,
)

from core.forms.indicators import indicators
from core.forms.registry import official_forms
from core.forms.rules import known_rules
from core.telling.json import report_json
from core.types import Report
from server.app import build_server
from server.completions import MOST
from server.figures.dictionary import dictionary
from server.figures.tables import table_csv
from server.running.reading import Readers
from server.sql import SqlQuery
from server.work.resources import fitting
from store import Archive
from tests.server.known import PROMPTS, READABLE, RESOURCES, TEMPLATES


async def read(server: MCPServer[Readers], uri: str, mode: str = "auto") -> str:
    async with Client(server, mode=mode) as client:
        (content,) = (await client.read_resource(uri)).contents
    assert isinstance(content, TextResourceContents)
    return content.text


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_resources_are_described(server: MCPServer[Readers], mode: str) -> None:
    async with Client(server, mode=mode) as client:
        resources = (await client.list_resources()).resources
        templates = (await client.list_resource_templates()).resource_templates
    assert [str(resource.uri) for resource in resources] == RESOURCES
    assert [template.uri_template for template in templates] == TEMPLATES
    told = [(one.title, one.description) for one in resources] + [(one.title, one.description) for one in templates]
    assert all(title and " · " in title and description for title, description in told)


@pytest.mark.parametrize("mode", ["legacy", "auto"])
@pytest.mark.parametrize("uri", READABLE)
async def test_every_resource_can_be_read(server: MCPServer[Readers], uri: str, mode: str) -> None:
    assert await read(server, uri, mode)


async def test_indicators_are_all_there(server: MCPServer[Readers]) -> None:
    told = json.loads(await read(server, "gongkai://indicators"))
    assert [one["code"] for one in told][: len(indicators())] == list(indicators())
    assert {one["code"]: one["note"] for one in told}["rate.granted"] == (
        "rate, not official: (requests.outcome.granted) / requests.outcome.total"
    )


async def test_the_schema_is_that_of_the_views(server: MCPServer[Readers], archive: Archive) -> None:
    for view in json.loads(await read(server, "gongkai://schema")):
        columns = ", ".join(column["name"] for column in view["columns"])
        told = SqlQuery(archive.path, f"SELECT {columns} FROM {view['view']}").run()
        # The seeds give no columns by applicant.
        assert told.rows or view["view"] == "figures_by_applicant"


async def test_every_rule_is_explained(server: MCPServer[Readers], archive: Archive) -> None:
    page = await read(server, "gongkai://rules")
    explained = {row[0]: row[1:] for row in re.findall(r"^\| `(\w+)` \| ([^|]+) \| (\w+) \|", page, re.MULTILINE)}
    checked = {check.rule for entry in archive.reports() for check in archive.checks(entry.id)}
    assert checked <= set(explained) == set(known_rules())
    for code, (forms, level) in explained.items():
        of_form = [form.key for form in official_forms() if code in {rule.rule for rule in (*form.rules, *form.flows)}]
        assert level == known_rules()[code].level
        assert forms == ", ".join(of_form) or known_rules()[code].kind == "general"
    assert set(re.findall(r"`([a-z]+\.[a-z_.]+)`", page)) <= set(dictionary())


async def test_coverage_is_of_every_report(server: MCPServer[Readers], archive: Archive) -> None:
    rows = list(csv.DictReader((await read(server, "gongkai://coverage")).splitlines()))
    assert [int(row["report"]) for row in rows] == [entry.id for entry in archive.reports()]


async def test_what_changed_since_a_moment_is_told_without_who_did_it(tmp_path: Path, seeds_database: Path) -> None:
    own = Path(shutil.copy(seeds_database, tmp_path / "own.db"))
    with Archive(own) as writing:
        before = [entry.id for entry in writing.reports()]
        writing.correct(1, "requests.received", None, 18, reason="a secret reason", person="a secret person")
    with Archive(own, "ro") as archive:
        server = build_server(archive)
        told = await read(server, "gongkai://changes/2020-01-31T08:00:00+08:00")
        later = await read(server, "gongkai://changes/2999-01-01")
        async with Client(server) as client:
            with pytest.raises(MCPError, match="no moment"):
                await client.read_resource("gongkai://changes/yesterday")
    *came, corrected = csv.DictReader(told.splitlines())
    assert [(int(one["report"]), one["subject"], one["after"]) for one in came] == [
        (report, "report", "answers") for report in sorted(before)
    ]
    assert (corrected["report"], corrected["after"]) == ("1", "18") and "requests.received" in corrected["subject"]
    assert "secret" not in told and len(later.splitlines()) == 1


async def test_whole_tables_as_csv_and_parquet(server: MCPServer[Readers], archive: Archive) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    wanted = sum(len(archive.report(entry.id).facts) > 0 for entry in archive.reports(years=[2018]))
    async with Client(server) as client:

        async def table(name: str) -> bytes:
            (content,) = (await client.read_resource(f"gongkai://export/figures.{name}?years=2018")).contents
            assert isinstance(content, BlobResourceContents)
            return base64.b64decode(content.blob)

        rows = list(csv.DictReader(io.StringIO((await table("csv")).decode())))
        typed = parquet.read_table(io.BytesIO(await table("parquet"))).to_pylist()
        page = await client.call_tool("read_page", {"address": "gongkai://export/figures.csv?years=2018"})
        for wrong in ("gongkai://export/nothing.csv", "gongkai://export/figures.xml"):
            with pytest.raises(MCPError, match="no table"):
                await client.read_resource(wrong)
    assert len({row["report"] for row in rows}) == wanted and {row["year"] for row in rows} == {"2018"}
    assert [str(one["value"]) for one in typed] == [str(float(row["value"])) for row in rows]
    assert (page.structured_content or {})["text"].startswith(",".join(rows[0]))


async def test_a_report_and_its_text(server: MCPServer[Readers], archive: Archive) -> None:
    stored = archive.report(1)
    report = Report(stored.identity, stored.facts, stored.checks, stored.issues)
    assert json.loads(await read(server, "report://1")) == report_json(stored.file_name, report, None)
    assert await read(server, "report://1/text") == stored.text


async def test_texts_of_reports_are_marked_untrusted(server: MCPServer[Readers]) -> None:
    async with Client(server) as client:
        (content,) = (await client.read_resource("report://1/text")).contents
    assert content.meta == {"gongkai/untrusted": True}


@pytest.mark.parametrize(
    "uri",
    [
        "report://99",
        "report://-1",
        "report://1e3",
        "report://../../etc/passwd/text",
        "report://99999999999999999999/text",
        "gongkai://indicators/nope",
        "gongkai://organizations/nope",
        "gongkai://years/1900",
        "gongkai://years/x",
        "gongkai://figures",
        "gongkai://figures?indicators=nope",
        "gongkai://figures?indicators=requests.received&organizations=x",
        "gongkai://figures?indicators=requests.received&applicants=x",
        "file:///etc/passwd",
    ],
)
async def test_what_is_not_there_is_told(server: MCPServer[Readers], uri: str) -> None:
    async with Client(server) as client:
        with pytest.raises(MCPError) as told:
            await client.read_resource(uri)
    assert "Error" not in told.value.error.message


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_prompts(server: MCPServer[Readers], mode: str) -> None:
    async with Client(server, mode=mode) as client:
        prompts = (await client.list_prompts()).prompts
        assert [prompt.name for prompt in prompts] == list(PROMPTS)
        for prompt in prompts:
            assert prompt.description and " · " in (prompt.title or "")
            assert all(argument.description for argument in prompt.arguments or [])
            (message,) = (await client.get_prompt(prompt.name, PROMPTS[prompt.name])).messages
            assert isinstance(message.content, TextContent)
            assert all(value in message.content.text for value in PROMPTS[prompt.name].values())


@pytest.mark.parametrize("mode", ["legacy", "auto"])
@pytest.mark.parametrize(("name", "told"), [("nope", "Unknown prompt: nope"), ("check_sheet", "report")])
async def test_wrong_prompts_are_told(server: MCPServer[Readers], name: str, told: str, mode: str) -> None:
    async with Client(server, mode=mode) as client:
        with pytest.raises(MCPError) as error:
            await client.get_prompt(name, {})
    assert error.value.error.code == INVALID_PARAMS
    assert told in error.value.error.message


@pytest.mark.parametrize(
    ("template", "argument", "typed", "first"),
    [
        ("gongkai://organizations/{name}", "name", "泰", "泰顺县人民政府"),
        ("gongkai://organizations/{name}", "name", "洞头", "温州市洞头区政务服务中心"),
        ("gongkai://indicators/{code}", "code", "requests.rec", "requests.received"),
        ("gongkai://years/{year}", "year", "201", "2013"),
        ("report://{report}", "report", "2", "2"),
    ],
)
async def test_completions(server: MCPServer[Readers], template: str, argument: str, typed: str, first: str) -> None:
    reference = ResourceTemplateReference(uri=template)
    async with Client(server) as client:
        told = (await client.complete(reference, {"name": argument, "value": typed})).completion
    assert told.values[0] == first


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_prompts_complete_too(server: MCPServer[Readers], mode: str) -> None:
    async with Client(server, mode=mode) as client:
        reference = PromptReference(name="compare")
        codes = await client.complete(reference, {"name": "indicator", "value": "capacity.st"})
        none = await client.complete(PromptReference(name="fact_check"), {"name": "text", "value": "泰"})
    assert codes.completion.values == ["capacity.staff", "capacity.staff.full_time", "capacity.staff.part_time"]
    assert none.completion.values == []


def test_a_completion_has_a_hundred_values_at_most() -> None:
    values, total = fitting([str(number) for number in range(2_000)], "1", MOST)
    assert (len(values), total > len(values), values[:2]) == (100, True, ["1", "10"])


@pytest.mark.parametrize("text", ["=1+1", "@x", "＝1+1", "－2", "\n=1", "\t+1"])
def test_csv_holds_no_formula(text: str) -> None:
    rows = list(csv.reader(io.StringIO(table_csv(["a", "b"], [[text, -3], ["泰顺", None]]))))
    assert rows == [["a", "b"], [f"'{text}", "-3"], ["泰顺", ""]]

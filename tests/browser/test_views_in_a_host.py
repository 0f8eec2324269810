"""The views (MCP Apps) in a web host in Chromium: what tools return is shown in a frame that may do nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.client.extension import advertise
from mcp.server.apps import APP_MIME_TYPE, EXTENSION_ID
from mcp_types import TextResourceContents

from server.app import build_server
from store import Archive
from store.intake.parsing import File, parse_file
from tests.browser.driver import Browser, browsing, missing
from tests.browser.hosting import Host, hosting
from tests.forging import forge
from tests.report_files import as_html, as_pdf, report_blocks

if (reason := missing()) is not None:
    pytest.skip(reason, allow_module_level=True)

EVIL = "<img src=x onerror=alert(1)>"
DARK, LIGHT = "rgb(18, 18, 18)", "rgb(255, 255, 255)"
PAPER = "return getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Report 1 has pages and adds up; report 2 does not, and its words are of a stranger."""
    pytest.importorskip("pypdfium2")
    path = tmp_path_factory.mktemp("host") / "a.db"
    forged = forge(3, "2021")
    wrong = as_html(report_blocks(forge(4, "2021"))).replace(
        "临江县人民政府", f"{EVIL}临江县人民政府".replace("<", "&lt;")
    )
    received = forge(4, "2021").values["requests.received", None]
    wrong = wrong.replace(f">{received:g}<", f">{received + 1:g}<")
    with Archive(path) as archive:
        for name, data in (("a.pdf", as_pdf(report_blocks(forged))), ("b.html", wrong.encode())):
            parsed = parse_file(File(name, data))
            archive.save(data, name, parsed.document, parsed.report)
    return path


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with hosting() as served:
        yield served


@pytest.fixture
def browser(host: Host, tmp_path: Path) -> Iterator[Browser]:
    """A window with the host; nothing but its two pages may have been asked for when the test ends."""
    with browsing("", tmp_path) as window:
        window.go(host.page)
        yield window
        window.leave_frames()
        assert window.run("return wrong") == []
        window.note_requests()
        own = ("data:", "chrome:", "chrome-untrusted:", "about:")
        asked = {url for url in window.requested if not url.startswith(own) and not url.endswith("/favicon.ico")}
        assert asked == {host.page, host.proxy}


async def told(database: Path, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """What a host that shows views has of a call: the view its tool names, the arguments, the result."""
    with Archive(database, "ro") as archive:
        extension = advertise(EXTENSION_ID, {"mimeTypes": [APP_MIME_TYPE]})
        async with Client(build_server(archive), extensions=[extension]) as client:
            (named,) = [one for one in (await client.list_tools()).tools if one.name == tool]
            assert named.meta is not None
            (view,) = (await client.read_resource(named.meta["ui"]["resourceUri"])).contents
            assert isinstance(view, TextResourceContents)
            result = (await client.call_tool(tool, arguments)).model_dump(mode="json", by_alias=True, exclude_none=True)
    return {"html": view.text, "input": arguments, "result": result, "theme": "dark"}


async def test_the_check_sheet_of_a_stored_report_and_of_a_draft(browser: Browser, host: Host, database: Path) -> None:
    draft = "泰顺县人民政府2016年政府信息公开工作年度报告\n2016年共收到政府信息公开申请3件，答复申请2件。"
    for tool, arguments, heading in (
        ("check_report", {"report": 2}, "临江县人民政府 2023"),
        ("parse_report", {"text": draft + EVIL}, "泰顺县人民政府 2016"),
    ):
        host.show(browser, await told(database, tool, arguments))
        browser.wait("return document.querySelector('h1') !== null")
        assert heading in browser.text("h1")
        assert browser.run(PAPER) == DARK, "the host's theme, whatever the system's is"
        browser.click('td a[href^="#m"]')
        browser.click("mark.target a")
        assert browser.run("return document.querySelector('tr.target').id").startswith("f")
        assert browser.run("return document.querySelectorAll('main img, main script').length") == 0
        assert browser.run("return [...document.links].every(one => one.getAttribute('href').startsWith('#'))")
    browser.leave_frames()
    browser.wait("return parseInt(document.querySelector('iframe').style.height) > 300")
    browser.run("tell({ method: 'ui/notifications/host-context-changed', params: { theme: 'light' } })")
    browser.enter_frames(2)
    browser.wait(f"{PAPER} === '{LIGHT}'")


async def test_a_check_that_fails_shows_both_sides_and_leads_to_its_cells(
    browser: Browser, host: Host, database: Path
) -> None:
    host.show(browser, await told(database, "check_report", {"report": 2}))
    browser.wait("return document.querySelector('.failed') !== null")
    assert "≠" in browser.text(".failed")
    browser.click('.failed a[href^="#f"]')
    assert browser.has("tr.target.fails")


async def test_a_figure_in_its_source_shows_the_framed_page(browser: Browser, host: Host, database: Path) -> None:
    pytest.importorskip("cv2")
    asked = {"report": 1, "parts": ["picture"], "indicators": ["requests.received"]}
    host.show(browser, await told(database, "get_report", asked))
    browser.wait("const one = document.querySelector('img.page'); return one && one.complete && one.naturalWidth > 600")
    received = forge(3, "2021").values["requests.received", None]
    assert browser.text("h1").endswith(f"{received:g} 件") and f"{received:g}" in browser.text("blockquote mark")


async def test_a_view_keeps_the_protocol_of_its_host(browser: Browser, host: Host, database: Path) -> None:
    shown = await told(database, "check_report", {"report": 1})
    plain = {"content": [{"type": "text", "text": EVIL}]}
    host.show(browser, shown | {"result": plain})
    browser.wait("return document.body.innerText.includes('onerror')")
    assert not browser.has("main img"), "a result without a page is its text"
    host.show(browser, shown | {"result": None})
    browser.leave_frames()
    for message, wanted in (
        ({"id": 7, "method": "ping"}, {"id": 7, "result": {}}),
        ({"id": 8, "method": "ui/resource-teardown", "params": {"reason": "closed"}}, {"id": 8, "result": {}}),
        (
            {"id": 9, "method": "sampling/createMessage"},
            {"id": 9, "error": {"code": -32601, "message": "Method not found"}},
        ),
    ):
        browser.run("tell(arguments[0])", message)
        browser.wait("return window.answered && window.answered.id === arguments[0]", message["id"])
        assert browser.run("return answered") == {"jsonrpc": "2.0"} | wanted
    browser.run("tell({ method: 'ui/notifications/tool-cancelled', params: { reason: '用户取消了' } })")
    browser.enter_frames(2)
    browser.wait("return document.querySelector('main').textContent === '用户取消了'")

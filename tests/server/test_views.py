"""Views inside a host's conversation: declared by the extension, shown in a frame without rights; text for all others."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.client.extension import advertise
from mcp.server import MCPServer
from mcp.server.apps import APP_MIME_TYPE, EXTENSION_ID
from mcp_types import ImageContent, TextContent, TextResourceContents

from server.app import build_server
from server.pages.views import EVIDENCE, PAGE, SHEET
from server.running.reading import Readers
from store import Archive
from store.intake.parsing import File, parse_file
from tests.forging import forge
from tests.report_files import as_pdf, report_blocks

EVIL = "<img src=x onerror=alert(1)>"
RECEIVED = "requests.received"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MCPServer[Readers]]:
    pytest.importorskip("pypdfium2")
    path = tmp_path_factory.mktemp("views") / "a.db"
    with Archive(path) as archive:
        for name, data in (
            ("a.pdf", as_pdf(report_blocks(forge(3, "2021")))),
            (
                "b.txt",
                f"泰顺县人民政府2016年政府信息公开工作年度报告\n{EVIL}2016年共收到政府信息公开申请3件。".encode(),
            ),
        ):
            parsed = parse_file(File(name, data))
            archive.save(data, name, parsed.document, parsed.report)
    with Archive(path, "ro") as archive:
        yield build_server(archive)


def showing(server: MCPServer[Readers]) -> Client:
    """A host that shows views."""
    return Client(server, extensions=[advertise(EXTENSION_ID, {"mimeTypes": [APP_MIME_TYPE]})])


async def test_tools_name_views_that_need_nothing_from_elsewhere(server: MCPServer[Readers]) -> None:
    async with showing(server) as client:
        named = {tool.name: tool.meta["ui"]["resourceUri"] for tool in (await client.list_tools()).tools if tool.meta}
        assert named == {"check_report": SHEET, "parse_report": SHEET, "get_report": EVIDENCE}
        for address in (SHEET, EVIDENCE):
            (content,) = (await client.read_resource(address)).contents
            assert isinstance(content, TextResourceContents) and content.mime_type == APP_MIME_TYPE
            assert content.text.startswith("<!DOCTYPE html>") and "ui/initialize" in content.text
            assert "http://" not in content.text and "https://" not in content.text


async def test_a_host_with_views_gets_the_sheet_and_others_the_text_alone(server: MCPServer[Readers]) -> None:
    calls: list[tuple[str, dict[str, Any]]] = [
        ("check_report", {"report": 2}),
        ("get_report", {"report": 2}),
        ("parse_report", {"text": f"泰顺县人民政府2016年政府信息公开工作年度报告\n{EVIL}收到申请3件。"}),
    ]
    async with showing(server) as shown, Client(server) as plain:
        for tool, arguments in calls:
            with_view, without = await shown.call_tool(tool, arguments), await plain.call_tool(tool, arguments)
            assert with_view.structured_content == without.structured_content
            page = (with_view.meta or {})[PAGE]
            assert "泰顺县人民政府 2016" in page and "<script" not in page and "<img" not in page
            assert PAGE not in (without.meta or {})
            assert any(isinstance(part, TextContent) for part in without.content)


async def test_a_figure_is_shown_on_its_page_as_a_picture(server: MCPServer[Readers]) -> None:
    pytest.importorskip("cv2")
    asked = {"report": 1, "parts": ["picture"], "indicators": [RECEIVED]}
    async with showing(server) as client:
        told = await client.call_tool("get_report", asked)
        (picture,) = [part for part in told.content if isinstance(part, ImageContent)]
        assert picture.mime_type == "image/jpeg" and b64decode(picture.data)[:2] == b"\xff\xd8"
        assert "第1页" in (told.meta or {})[PAGE] or "第2页" in (told.meta or {})[PAGE]
        without = await client.call_tool("get_report", asked | {"report": 2})
        assert not [part for part in without.content if isinstance(part, ImageContent)]
        assert "no picture" in str(without.content)
        wrong: list[dict[str, Any]] = [{"indicators": []}, {"indicators": ["litigation.total"], "report": 2}]
        for arguments in wrong:
            refused = await client.call_tool("get_report", asked | arguments)
            assert refused.is_error


def test_the_style_of_pages_is_that_of_views() -> None:
    folder = Path(__file__).parents[2] / "server" / "pages"
    assert "</" not in (folder / "view.js").read_text("utf-8") + (folder / "style.css").read_text("utf-8")

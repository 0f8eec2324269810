"""Chinese goes over the wire as it is, and says the same."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.http.unescaped import unescaped
from tests.programs import serving

CALL: dict[str, Any] = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "find_organizations", "arguments": {"name": "泰顺"}},
}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (rb'{"a":"\u6cf0\u987a"}', '{"a":"泰顺"}'),
        (rb'{"a":"\\u6cf0"}', r'{"a":"\\u6cf0"}'),
        (rb'{"a":"\\\u6cf0"}', r'{"a":"\\泰"}'),
        (rb'{"a":"\u0000\u001b\n\""}', r'{"a":"\u0000\u001b\n\""}'),
        (rb'{"a":"\ud842\udfb7 \ud842"}', '{"a":"𠮷 \\ud842"}'),
        (b"", ""),
    ],
)
def test_escapes_that_are_needed_stay(body: bytes, told: str) -> None:
    assert unescaped(body) == told.encode()


@given(st.recursive(st.text() | st.integers(), lambda part: st.lists(part) | st.dictionaries(st.text(), part)))
def test_it_says_the_same(value: Any) -> None:
    assert json.loads(unescaped(json.dumps(value).encode())) == value


@pytest.mark.parametrize("version", ["2025-11-25", "2026-07-28"])
def test_answers_are_sent_so(serve_command: list[str], version: str) -> None:
    headers = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": version}
    call = CALL
    if version == "2026-07-28":
        about = {"protocolVersion": version, "clientInfo": {"name": "test", "version": "1"}, "clientCapabilities": {}}
        meta = {f"io.modelcontextprotocol/{name}": value for name, value in about.items()}
        call = CALL | {"params": CALL["params"] | {"_meta": meta}}
        headers |= {"Mcp-Method": "tools/call", "Mcp-Name": "find_organizations"}
    with serving([*serve_command, "--http", "127.0.0.1:0"], {"GONGKAI_HTTP_SHARED": ""}) as url:
        if version != "2026-07-28":
            begin = {"protocolVersion": version, "clientInfo": {"name": "test", "version": "1"}, "capabilities": {}}
            begun = httpx2.post(
                url, json={"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": begin}, headers=headers
            )
            headers["Mcp-Session-Id"] = begun.headers["mcp-session-id"]
        answer = httpx2.post(url, json=call, headers=headers, timeout=30)
    assert answer.status_code == 200, answer.text
    assert "泰顺县人民政府".encode() in answer.content and b"\\u6cf0" not in answer.content

"""Signing in as people of an organisation do: sent to its issuer, back with what it granted, in Chromium."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from store import Archive
from store.intake.parsing import File, parse_file
from tests.browser.driver import browsing, missing
from tests.issuer import GrantingStub, issuing
from tests.programs import serving

if (reason := missing()) is not None:
    pytest.skip(reason, allow_module_level=True)

SEED = Path(__file__).parents[2] / "seeds" / "001_4d089b536d89bce8.txt"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


def test_the_issuer_signs_in_and_the_change_is_under_the_persons_name(tmp_path: Path) -> None:
    database, site, stub = tmp_path / "a.db", f"127.0.0.1:{free_port()}", GrantingStub("gongkai-pages")
    with Archive(database) as archive:
        parsed = parse_file(File(SEED.name, SEED.read_bytes()))
        number = archive.save(SEED.read_bytes(), SEED.name, parsed.document, parsed.report).report
    with issuing(stub) as issuer:
        environment = {
            "GONGKAI_HTTP_ISSUER": issuer,
            "GONGKAI_HTTP_ISSUER_NAME": "gongkai-pages",
            "GONGKAI_HTTP_ADDRESS": f"http://{site}/mcp",
        }
        command = [sys.executable, "-m", "gongkai", "serve", "--db", str(database), "--http", site]
        with serving(command, environment), browsing(f"http://{site}", tmp_path) as browser:
            browser.open(f"/reports/{number}")
            browser.click('a[href^="/sign-in/issuer"]')
            browser.click("button")
            assert browser.path() == f"/reports/{number}", "back where it was"
            assert "王芳" in browser.text("header")
            browser.open(f"/reports/{number}/change?kind=year")
            browser.fill("#year", "2017")
            browser.fill("#reason", "题名")
            browser.click("main button")
            browser.click('form[action$="/decide"] button')
            browser.click("form.out button")
            assert browser.has("#token")
    assert not stub.refused
    with Archive(database, "ro") as archive:
        assert [one.person for one in archive.audit()] == ["web 王芳"]

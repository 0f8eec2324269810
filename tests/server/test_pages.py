"""The pages for people, asked of a real server: answers, drafts, a figure in its source, a place; nothing that acts."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import httpx2
import pytest

from core.errors import ReadCode
from core.telling.refusals import refusal
from store import Archive
from tests.programs import serving

ROOT = Path(__file__).parents[2]
TAISHUN = ROOT / "seeds/001_4d089b536d89bce8.txt"


@pytest.fixture
def address(server_url: str) -> str:
    return server_url.removesuffix("/mcp")


def get(address: str, path: str, **fields: str | list[str]) -> httpx2.Response:
    return httpx2.get(f"{address}{path}", params=fields or None, timeout=60)


class Outline(HTMLParser):
    """What a page holds: its tags, links, ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        named = dict(attrs)
        self.attributes |= set(named)
        if named.get("href"):
            self.links.append(str(named["href"]))
        if named.get("id"):
            self.ids.add(str(named["id"]))


def test_a_question_is_answered_with_its_figure_and_report(address: str) -> None:
    page = get(address, "/ask", q="泰顺2018年收到多少申请")
    assert page.status_code == 200
    assert "17件" in page.text and "泰顺县人民政府" in page.text
    (link,) = {link for link in Outline(page.text).links if link.startswith("/reports/")}
    report = get(address, link)
    assert report.status_code == 200 and "（报告" not in report.text


def test_a_follow_up_goes_on_from_what_was_asked(address: str) -> None:
    page = get(address, "/ask", q="那网络申请呢", earlier=["泰顺2018年收到多少申请"])
    assert "泰顺县人民政府" in page.text and "9件" in page.text


def test_choices_are_links_that_answer(address: str) -> None:
    page = get(address, "/ask", q="泰顺2018年申请情况")
    choices = [link for link in Outline(page.text).links if link.startswith("/ask?")]
    if choices:
        assert get(address, choices[0]).status_code == 200
    assert get(address, "/ask", q="火星2018年收到多少申请").status_code == 200


def test_a_figure_leads_to_its_words_and_the_words_to_the_figure(address: str, seeds_database: Path) -> None:
    with Archive(seeds_database, "ro") as archive:
        number = next(one.id for one in archive.reports() if one.organization_name == "泰顺县人民政府")
    page = get(address, f"/reports/{number}").text
    outline = Outline(page)
    marks = [link for link in outline.links if re.fullmatch(r"#m\d+", link)]
    figures = [link for link in outline.links if re.fullmatch(r"#f\d+", link)]
    assert len(marks) > 50 and figures
    assert {link[1:] for link in (*marks, *figures)} <= outline.ids


def test_a_draft_is_checked_and_nothing_is_stored(address: str, seeds_database: Path) -> None:
    before = seeds_database.read_bytes()
    wrong = TAISHUN.read_bytes().decode().replace("17", "18")
    for sent in (
        {"files": {"file": ("草稿.txt", wrong.encode())}},
        {"data": {"text": wrong}, "files": {"file": ("", b"")}},
    ):
        page = httpx2.post(f"{address}/check", timeout=60, **sent)
        assert page.status_code == 200, page.text
        assert "没有存入任何内容" in page.text
        assert "泰顺县人民政府 2018" in page.text
    assert seeds_database.read_bytes() == before
    drafts: dict[ReadCode, bytes] = {"unreadable": b"%PDF-1.7 broken", "not_a_report": "今天天气好。".encode() * 9}
    for code, data in drafts.items():
        refused = httpx2.post(f"{address}/check", files={"file": ("x", data)}, timeout=60)
        # Where reading takes over a second, progress went out before, with 200.
        assert refused.status_code in (200, 422) and 'role="alert"' in refused.text
        # What the bot says of the same file.
        assert refusal(code, "x", "zh") in refused.text
    assert httpx2.post(f"{address}/check", files={"file": ("", b"")}, timeout=60).status_code == 400


def test_a_place_is_a_grid_of_its_bodies_by_year(address: str) -> None:
    page = get(address, "/places/330329").text
    assert "泰顺县人民政府" in page and "2018" in page and ">17</a>" in page
    assert "泰顺县人民政府" in get(address, "/places/330000").text
    assert get(address, "/places/999999").status_code == 404
    assert get(address, "/places/%3Cscript%3E").status_code == 404
    assert get(address, "/reports/999999").status_code == 404


@pytest.mark.parametrize("path", ["/", "/ask?q=<script>alert(1)</script>", "/check", "/places/330329", "/reports/1"])
def test_every_page_is_inert_and_of_its_own_host(address: str, path: str) -> None:
    for query in ("", "lang=en"):
        page = get(address, path + ("&" if "?" in path else "?") + query if query else path)
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert page.headers["x-content-type-options"] == "nosniff"
        outline = Outline(page.text)
        assert not {"script", "iframe", "object", "img"} & set(outline.tags)
        assert not {one for one in outline.attributes if one.startswith("on") or one == "style"}
        assert {"main", "h1"} <= set(outline.tags) or page.status_code != 200
        assert ('lang="en"' in page.text[:60]) == bool(query)


def test_words_of_reports_are_shown_and_never_act(tmp_path: Path) -> None:
    from store.intake.parsing import File, parse_file

    database = tmp_path / "a.db"
    acting = "\x1b[31m\u202e\u200b"
    marked = f"<img src=x onerror=alert(1)>{acting}泰顺县人民政府2018年"
    text = TAISHUN.read_text("utf-8").replace("泰顺县人民政府2018年", marked)
    file = File(f'"><script>alert(1)<script>{acting}.txt', text.encode())
    parsed = parse_file(file)
    with Archive(database) as archive:
        archive.save(file.data, file.name, parsed.document, parsed.report)
    command = [sys.executable, "-m", "gongkai", "serve", "--db", str(database), "--http", "127.0.0.1:0"]
    with serving(command) as url:
        base = url.removesuffix("/mcp")
        page = get(base, "/reports/1").text
        asked = get(base, "/ask", q=f"泰顺2018年收到多少申请{acting}").text
        place = get(base, "/places/330329").text
    for shown in (page, asked, place):
        assert not {"\x1b", "\u202e", "\u200b"} & set(shown)
    outline = Outline(page)
    assert not {"img", "script"} & set(outline.tags)
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_a_foreign_host_is_refused(address: str) -> None:
    assert httpx2.get(f"{address}/", headers={"Host": "evil.example"}, timeout=60).status_code == 421

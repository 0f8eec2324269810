"""`gongkai ingest ADDRESS` and `gongkai collect` as a person runs them, with a real site beside."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.programs import run
from tests.store.web.site import Asked, Reply, Site, open_site, page, report

ROOT = Path(__file__).parents[2]
REPORTS = 100


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


def environment(site: Site | None) -> dict[str, str]:
    return os.environ | {
        "GONGKAI_FETCH_HOSTS": site.host if site else "",
        "GONGKAI_FETCH_PAUSE_SECONDS": "0",
        "GONGKAI_DB": "",
    }


def gongkai(site: Site | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = run(arguments, ROOT, environment(site))
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(sql).fetchall()


def listed(*names: tuple[str, str]) -> Reply:
    return page("".join(f'<li><a href="{path}">{name}</a></li>' for path, name in names))


def name_of(year: int, body: str = "临江县") -> str:
    return f"{body}{year}年政府信息公开工作年度报告"


def test_a_list_is_shown_taken_and_answers_with_its_address(site: Site, tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    site.pages["/nb/"] = listed(("r21.html", name_of(2021)), ("r22.html", name_of(2022)), ("no.html", name_of(2020)))
    site.pages["/nb/r21.html"] = Reply(report(1, year=2021))
    site.pages["/nb/r22.html"] = Reply(report(2, year=2022))
    address = f"{site.address}/nb/"

    shown = gongkai(site, "ingest", "--db", str(database), "--dry-run", address)
    assert shown.returncode == 0 and not database.exists()
    assert [line.split("\t")[:2] for line in shown.stdout.splitlines()] == [
        ["new", "2021"],
        ["new", "2022"],
        ["new", "2020"],
    ]

    stored = gongkai(site, "ingest", "--db", str(database), address)
    assert stored.returncode == 1
    assert f"{address}no.html: The site has no such page (404)" in stored.stderr
    assert "3 files: stored 2, failed 1" in stored.stderr
    assert rows(database, "SELECT year, origin FROM report_list ORDER BY year") == [
        (2021, f"{address}r21.html"),
        (2022, f"{address}r22.html"),
    ]
    answer = json.loads(
        gongkai(None, "ask", "--db", str(database), "--json", "临江县人民政府2021年收到多少申请").stdout
    )
    assert answer["rows"][0]["origin"] == f"{address}r21.html"
    assert f"{address}r21.html" in answer["text"]


def test_one_address_that_fails_is_one_sentence_and_changes_nothing(site: Site, tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    site.pages["/news"] = page("<p>今日天气晴朗。</p>", "新闻")
    for address, words in (
        (f"{site.address}/none", "no such page"),
        (f"{site.address}/news", "not a report|no report|not_a_report"),
        ("http://10.0.0.1/a", "not a public address"),
        ("ftp://x.gov.cn/a", "http://"),
    ):
        failed = gongkai(site, "ingest", "--db", str(database), address)
        assert failed.returncode == 1, failed
        assert any(word in failed.stderr for word in words.split("|")), failed.stderr
        assert address in failed.stderr and "Traceback" not in failed.stderr
    assert not database.exists()


def test_an_address_given_by_hand_and_one_that_a_saved_page_says(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    (tmp_path / "by_hand.html").write_bytes(report(1, year=2021))
    saved = b"<!-- saved from url=(0042)http://www.linjiang.gov.cn/nb/2022.html -->\n" + report(2, year=2022)
    (tmp_path / "saved.html").write_bytes(saved)
    by_hand = gongkai(
        None,
        "ingest",
        "--db",
        str(database),
        "--origin",
        "http://www.linjiang.gov.cn/nb/2021.html",
        str(tmp_path / "by_hand.html"),
    )
    assert by_hand.returncode == 0, by_hand.stderr
    assert gongkai(None, "ingest", "--db", str(database), str(tmp_path / "saved.html")).returncode == 0
    want = [(year, f"http://www.linjiang.gov.cn/nb/{year}.html") for year in (2021, 2022)]
    assert rows(database, "SELECT year, origin FROM report_list ORDER BY year") == want
    parsed = json.loads(gongkai(None, "parse", "--json", str(tmp_path / "saved.html")).stdout)
    assert parsed["report"]["origin"] == "http://www.linjiang.gov.cn/nb/2022.html"
    two = gongkai(None, "ingest", "--db", str(database), "--origin", "http://x.gov.cn/", str(tmp_path))
    assert two.returncode == 2 and "one file" in two.stderr


def test_a_list_of_addresses_in_a_file(site: Site, tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    for year in (2021, 2022):
        site.pages[f"/{year}.html"] = Reply(report(year, year=year))
    (tmp_path / "list.txt").write_text(f"{site.address}/2021.html\n{site.address}/2022.html\n", "utf-8")
    assert gongkai(site, "ingest", "--db", str(database), "--file", str(tmp_path / "list.txt")).returncode == 0
    assert rows(database, "SELECT year FROM report_list ORDER BY year") == [(2021,), (2022,)]


def test_collecting_again_tells_what_is_new_changed_and_gone(site: Site, tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    nothing = gongkai(site, "collect", "--db", str(database))
    assert nothing.returncode == 2 and "ingest ADDRESS" in nothing.stderr

    def tagged(seed: int, year: int) -> object:
        def answer(asked: Asked) -> Reply:
            known = asked.headers.get("if-none-match") == f'"{seed}"'
            return Reply(status=304) if known else Reply(report(seed, year=year), headers={"ETag": f'"{seed}"'})

        return answer

    site.pages["/nb/"] = listed(("20.html", name_of(2020)), ("21.html", name_of(2021)), ("22.html", name_of(2022)))
    site.pages |= {f"/nb/{seed}.html": tagged(seed, 2000 + seed) for seed in (20, 21, 22)}  # type: ignore[misc]
    assert gongkai(site, "ingest", "--db", str(database), f"{site.address}/nb/").returncode == 0

    as_before = gongkai(site, "collect", "--db", str(database))
    assert (as_before.returncode, as_before.stdout) == (0, ""), as_before
    assert "as before 3" in as_before.stderr

    del site.pages["/nb/20.html"]
    site.pages["/nb/"] = listed(("21.html", name_of(2021)), ("22.html", name_of(2022)), ("23.html", name_of(2023)))
    site.pages |= {"/nb/21.html": tagged(77, 2021), "/nb/23.html": tagged(23, 2023)}  # type: ignore[dict-item]
    told = gongkai(site, "collect", "--db", str(database))
    assert told.returncode == 0, told.stderr
    news = sorted((line.split("\t")[0], line.rpartition("/")[2]) for line in told.stdout.splitlines())
    assert news == [("changed", "21.html"), ("gone", "20.html"), ("new", "23.html")]
    # What is gone from the web stays, and so does the older version.
    assert rows(database, "SELECT year, count(*) FROM report_list GROUP BY year") == [
        (2020, 1),
        (2021, 2),
        (2022, 1),
        (2023, 1),
    ]


def test_a_large_list_interrupted_three_times_is_stored_once(site: Site, tmp_path: Path) -> None:
    database, address = tmp_path / "a.db", f"{site.address}/all"
    bodies = [f"临江县第{number}镇人民政府" for number in range(REPORTS)]
    site.pages["/all"] = listed(*((f"r{number}.html", name_of(2021, body)) for number, body in enumerate(bodies)))
    for number, body in enumerate(bodies):
        site.pages[f"/r{number}.html"] = Reply(report(number, body, 2021))
    command = [sys.executable, "gongkai.py", "ingest", "--db", str(database), address]
    for interruption in range(1, 4):
        running = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(site),
            stderr=subprocess.DEVNULL,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and stored(database) < 20 * interruption:
            time.sleep(0.02)
        running.send_signal(signal.SIGKILL if interruption == 2 else signal.SIGINT)
        running.wait(60)
        assert 0 < stored(database) < REPORTS
    last = subprocess.run(command, cwd=ROOT, env=environment(site), capture_output=True, text=True, timeout=120)
    assert last.returncode == 0, last.stderr
    assert rows(database, "SELECT count(*), count(DISTINCT origin) FROM report_list") == [(REPORTS, REPORTS)]
    # A page is fetched again only where the interruption fell on it.
    assert len(site.paths()) <= 4 + REPORTS + 3 * 60


def stored(database: Path) -> int:
    try:
        return int(str(rows(database, "SELECT count(*) FROM reports")[0][0])) if database.exists() else 0
    except sqlite3.OperationalError:
        return 0

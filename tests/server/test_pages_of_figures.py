"""Pages that compare, explain and draw: every cell told, gaps and changes of form shown, files of just what is shown."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import httpx2
import pytest

from core.forms.indicators import indicators
from core.forms.registry import forms
from core.forms.rules import known_rules
from server.figures.charts import Bar, Point, bars, series
from server.pages.showing import Frame, render
from server.work.pages import meaning
from server.work.pages.comparison import Asked, comparison_page
from server.work.pages.place import place_page
from store import Archive
from store.archive import Archive as Store
from store.intake.parsing import File, parse_file

TAISHUN = "泰顺县人民政府"


@pytest.fixture
def address(server_url: str) -> str:
    return server_url.removesuffix("/mcp")


def test_a_gap_is_a_gap_and_a_change_of_form_a_dotted_line() -> None:
    drawn = series([Point(2017, 3, "2014"), Point(2018, None), Point(2019, 5, "2019"), Point(2020, 0, "2019")])
    assert drawn is not None and drawn["gaps"]
    assert [(one["year"], one["told"]) for one in drawn["years"]] == [
        (2017, True),
        (2018, False),
        (2019, True),
        (2020, True),
    ]
    assert len(drawn["lines"]) == 1 and [one["year"] for one in drawn["breaks"]] == [2019]
    assert drawn["points"][2]["y"] == drawn["base"], "zero stands on the base line"
    assert series([Point(2017, 3)]) is None
    assert series([Point(2017, 3), Point(2018, -3)]) is None


def test_bars_below_zero_go_the_other_way() -> None:
    drawn = bars([Bar("甲", 30), Bar("乙", -10)])
    up, down = drawn["bars"]
    assert up["left"] == drawn["zero"] and down["left"] + down["width"] == pytest.approx(drawn["zero"], abs=1)
    assert up["width"] == pytest.approx(3 * down["width"], abs=2)


def test_a_comparison_tells_what_is_not_there(archive: Store) -> None:
    page = comparison_page(archive, Asked("泰顺县，火星", "2018-2019", ("requests.received",)), "zh")
    assert page["unknown"] == ["火星"]
    ((row,),) = [table["rows"] for table in page["tables"]]
    assert row["body"] == TAISHUN
    assert [(cell["status"], cell["value"]) for cell in row["cells"]] == [("reported", "17"), ("no_report", "")]


def test_a_comparison_is_a_page_and_a_file_of_the_same(address: str) -> None:
    asked = {"bodies": "泰顺县", "years": "2018", "indicator": ["requests.received", "requests.outcome.denied"]}
    page = httpx2.get(f"{address}/compare", params=asked, timeout=60)
    assert ">17</a>" in page.text and "/indicators/requests.received" in page.text
    told = httpx2.get(f"{address}/compare.csv", params=asked, timeout=60)
    assert told.headers["content-type"].startswith("text/csv") and "attachment" in told.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(told.content.decode("utf-8-sig"))))
    assert next((row["指标代码"], row["数值"]) for row in rows) == ("requests.received", "17")
    assert len(rows) == 2
    assert httpx2.get(f"{address}/compare.xlsx", params=asked, timeout=60).content[:2] == b"PK"
    assert httpx2.get(f"{address}/compare.exe", params=asked, timeout=60).status_code == 404


def test_a_name_of_several_bodies_is_chosen_and_the_rest_of_the_comparison_stays(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "seeds/001_4d089b536d89bce8.txt").read_text("utf-8")
    with Archive(tmp_path / "a.db") as archive:
        for name in ("泰顺县教育局", "永嘉县教育局"):
            parsed = parse_file(File(name, text.replace("泰顺县人民政府", name).encode()))
            archive.save(name.encode(), name, parsed.document, parsed.report)
        asked = Asked("教育局、泰顺县教育局", "2018", ("requests.received",), "business")
        page = comparison_page(archive, asked, "zh")
    (told,) = page["several"]
    assert [choice["bodies"] for choice in told["choices"]] == ["1、泰顺县教育局", "2、泰顺县教育局"]
    links = re.findall(r'class="choices">.*?</ul>', render("compare.html", Frame(), page), re.S)[0]
    assert links.count("applicant=business") == links.count("years=2018") == 2


def test_the_figures_of_an_answer_are_its_file(address: str) -> None:
    told = httpx2.get(f"{address}/ask.csv", params={"q": "泰顺2018年收到多少申请"}, timeout=60)
    (row,) = csv.DictReader(io.StringIO(told.content.decode("utf-8-sig")))
    assert (row["机关"], row["年度"], row["数值"]) == (TAISHUN, "2018", "17")


def test_a_shared_link_means_the_day_it_was_shared(address: str) -> None:
    page = httpx2.get(f"{address}/ask", params={"q": "泰顺去年收到多少申请", "on": "2019-05-01"}, timeout=60)
    assert "2018年新收政府信息公开申请17件" in page.text and "on=2019-05-01" in page.text
    today = httpx2.get(f"{address}/ask", params={"q": "泰顺去年收到多少申请", "on": "no day"}, timeout=60)
    assert "17件" not in today.text and f"on={date.today().isoformat()}" in today.text


def test_every_indicator_form_and_rule_has_its_page(archive: Store) -> None:
    for language in ("zh", "en"):
        for code in indicators():
            page = meaning.indicator_page(archive, code, language)
            assert any(one["has"] or one["sum"] or one["instead"] for one in page["forms"]), code
        for form in forms():
            assert meaning.form_page(archive, form.key, language)["rows"]
        for rule in known_rules():
            page = meaning.rule_page(archive, rule, language)
            assert page["says"] or all(one["formulas"] for one in page["forms"]), rule
            assert page["says"] or page["forms"], rule


def test_a_place_tells_how_many_of_its_bodies_have_reports(seeds_database: Path) -> None:
    with Archive(seeds_database, "ro") as archive:
        page = place_page(archive, "330329", None, "zh")
    assert page["years"] == [2018]
    (total,) = page["totals"]
    assert (total["reports"], total["bodies"]) == (len(page["rows"]), len(page["rows"]))

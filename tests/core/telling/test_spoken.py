"""Figures and bodies as they are spoken of."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

import pytest

from core.asking.claims import verify
from core.forms import catalogue
from core.forms.indicators import indicators
from core.telling.bodies import body_name
from core.telling.names import quote_around
from core.telling.spoken import measured, said, spoken_name
from core.types import Applicant, Number, Template
from store.archive import Archive
from tests.core.asking.question_holdings import fill

# A negation that belongs to the name: 非《条例》所指政府信息.
_NOT_READ_BACK = {"requests.outcome.denied.not_government_information"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("spoken") / "spoken.db") as opened:
        fill(opened)
        yield opened


def test_every_figure_is_spoken_of() -> None:
    text = files("core.telling").joinpath("data/spoken.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    codes = {row["code"] for row in rows}
    assert codes == indicators().keys() | catalogue.derived_sums().keys()
    assert all(row["zh"] and row["en"].count("{n}") == 1 and bool(row["one"]) == bool(row["many"]) for row in rows)
    money = {code for code in codes if catalogue.unit(code) == "万元"}
    assert {row["code"] for row in rows if not row["one"]} == money


@pytest.mark.parametrize(
    ("code", "applicant", "value", "template", "zh", "en"),
    [
        ("requests.received", None, 17, "2014", "新收政府信息公开申请17件", "received 17 requests"),
        (
            "requests.received",
            "business",
            1,
            "2019",
            "新收政府信息公开申请（商业企业）1件",
            "received 1 request (businesses)",
        ),
        ("requests.outcome.denied", None, 3, "2014", "不同意公开3件", "denied 3 requests"),
        ("requests.outcome.denied", None, 3, "2021", "不予公开3件", "denied 3 requests"),
        (
            "requests.outcome.denied.state_secret",
            None,
            2,
            "2021",
            "因属于国家秘密不予公开2件",
            "denied 2 requests as state secrets",
        ),
        ("review.total", None, 29, "2021", "行政复议29件", "had 29 administrative reviews"),
        ("capacity.budget", None, 5.5, "2014", "政府信息公开专项经费5.5万元", "had 5.5 ten thousand yuan in its"),
        ("rate.disclosure", None, 62.5, "2014", "公开率62.5%", "had a disclosure rate of 62.5%"),
    ],
)
def test_a_figure_is_said_as_its_form_has_it(
    code: str, applicant: Applicant | None, value: Number, template: Template, zh: str, en: str
) -> None:
    assert said(code, applicant, value, "zh", template) == zh
    assert said(code, applicant, value, "en", template).startswith(en)


@pytest.mark.parametrize(
    ("code", "template", "zh", "en"),
    [
        ("requests.received", None, "新收政府信息公开申请", "requests received"),
        ("requests.outcome.total", "2014", "答复申请", "requests answered: total of outcomes"),
        ("requests.outcome.denied", "2014", "不同意公开", "requests denied"),
        ("requests.outcome.nonexistent", "2014", "申请信息不存在", "requests: information does not exist"),
    ],
)
def test_a_figure_has_one_name(code: str, template: Template | None, zh: str, en: str) -> None:
    assert spoken_name(code, None, "zh", template) == zh
    assert spoken_name(code, None, "en", template) == en


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("requests.received", 0, "0 requests"),
        ("requests.received", 340.38, "340.38 requests"),
        ("disclosure.items", 1, "1 item"),
        ("capacity.staff", 2, "2 people"),
        ("rate.denied", 7.69, "7.69%"),
    ],
)
def test_what_is_counted_stands_in_words(code: str, value: Number, words: str) -> None:
    assert measured(value, code, "en") == words


def test_what_is_said_of_a_figure_is_true(archive: Archive) -> None:
    """Every figure of a body, told in a sentence and held against the reports again."""
    wrong = {}
    for entry in archive.reports():
        if entry.organization_name != "泰顺县人民政府":
            continue
        found = archive.figures(organizations=[entry.organization], years=[entry.year], indicators=list(indicators()))
        for figure in found:
            if figure.applicant or figure.indicator in _NOT_READ_BACK:
                continue
            words = said(figure.indicator, None, figure.value, "zh", entry.template)
            sentence = f"{body_name(entry.organization_name, 'zh')}{entry.year}年{words}。"
            verdicts = [verdict.status for verdict in verify(sentence, archive)]
            if verdicts != ["agrees"]:
                wrong[sentence] = verdicts
    assert not wrong


@pytest.mark.parametrize(
    ("name", "code", "zh", "en"),
    [
        ("泰顺县人民政府", "330329", "泰顺县", "Taishun County 泰顺县"),
        ("温州市鹿城区人民政府", "330302", "温州市鹿城区", "Lucheng District 温州市鹿城区"),
        ("乐清市人民政府", "330382", "乐清市", "Yueqing City 乐清市"),
        ("乐清市人民政府", None, "乐清市", "Yueqing City 乐清市"),
        ("温州市人民政府", "330300", "温州市人民政府", "Wenzhou City Government 温州市人民政府"),
        ("上海市人民政府", "310000", "上海市人民政府", "Shanghai Government 上海市人民政府"),
        ("浙江省人民政府", "330000", "浙江省人民政府", "Zhejiang Province Government 浙江省人民政府"),
        (
            "内蒙古自治区人民政府",
            "150000",
            "内蒙古自治区人民政府",
            "Inner Mongolia Autonomous Region Government 内蒙古自治区人民政府",
        ),
        ("西湖区人民政府", None, "西湖区", "Xihu District 西湖区"),
        ("温州市洞头区教育局", "330305", "温州市洞头区教育局", "温州市洞头区教育局 (Dongtou District)"),
        ("平潭综合实验区", None, "平潭综合实验区", "Pingtan Comprehensive Experimental Zone 平潭综合实验区"),
        ("某某中心", None, "某某中心", "某某中心"),
    ],
)
def test_a_body_is_called_by_its_place(name: str, code: str | None, zh: str, en: str) -> None:
    assert body_name(name, "zh", code) == zh
    assert body_name(name, "en", code) == en


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("收到申请 | 17", "17", "收到申请 | 17"),
        ("行政复议" + "甲" * 200 + " | 5 | 0 | 7", "7", "行政复议" + "甲" * 12 + "…" + "甲" * 68 + " | 5 | 0 | 7"),
        (
            "前" * 150 + "收到117件、17件，" + "后" * 60,
            "17",
            "前" * 16 + "…" + "前" * 71 + "收到117件、17件，" + "后" * 18 + "…",
        ),
        ("17" + "后" * 200, "17", "17" + "后" * 20 + "…"),
    ],
)
def test_long_words_are_shown_around_the_number(text: str, number: str, words: str) -> None:
    assert quote_around(text, number) == words

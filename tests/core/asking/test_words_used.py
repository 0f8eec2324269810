"""A recognised word is used, or told as not used, or reason to give no answer: none changes nothing in silence."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import pytest

from core.asking.answer import answer
from core.asking.understood import request as requests
from core.asking.understood.request import AreaRequest, Request
from core.asking.understood.understand import understand
from core.asking.words.lexicon import unused_words
from core.types import Answer
from store.archive import Archive
from tests.core.asking.question_holdings import fill

TODAY = date(2024, 5, 1)

# A question of each kind, in both languages, that every cue is put behind.
BASES: dict[str, tuple[str, ...]] = {
    "Lookup": ("泰顺2018年收到申请多少件", "how many requests did Taishun receive in 2018"),
    "Series": ("泰顺历年收到申请", "requests received by Taishun over the years"),
    "Comparison": ("泰顺和永嘉2018年收到申请", "requests received by Taishun and Yongjia in 2018"),
    "Reasons": ("泰顺2018年收到申请为什么增加", "why did requests rise in Taishun in 2018"),
    "Share": ("泰顺2018年公开率", "disclosure rate of Taishun in 2018"),
    "Sum": ("泰顺和永嘉2018年收到申请合计", "requests received by Taishun and Yongjia combined in 2018"),
    "SumOfEach": (
        "泰顺和永嘉2017-2018年收到申请分别合计",
        "total requests received by Taishun and Yongjia respectively in 2017-2018",
    ),
    "ChangeOfEach": (
        "泰顺和永嘉2018年收到申请变动",
        "change of requests received by Taishun and by Yongjia in 2018",
    ),
    "AreaPart": (
        "温州县区2018年予以公开占办理结果的比例",
        "what share of outcomes was granted in counties of Wenzhou in 2018",
    ),
    "BestYears": ("泰顺哪一年收到申请最多", "in which year did Taishun receive the most requests"),
    "Held": ("泰顺2018年收到申请超过10件了吗", "did Taishun receive more than 10 requests in 2018"),
    "ChangeByYear": ("泰顺哪一年收到申请增长最快", "in which year did the requests of Taishun grow fastest"),
    "ChangeHeld": ("泰顺2018年收到申请增长超过20%了吗，怎么样",),
    "ChangeRanking": ("温州各县2022年收到申请增长最快的", "which county of Wenzhou grew fastest in requests in 2022"),
    "Ranking": ("温州各县2018年收到申请排名", "ranking of the counties of Wenzhou by requests in 2018"),
    "Standing": ("泰顺2018年收到申请在温州排第几",),
    "Within": ("温州2018年收到申请超过50件的县", "which counties of Wenzhou had more than 50 requests in 2018"),
    "Beyond": ("2018年收到申请比永嘉多的县有哪些",),
    "AreaSum": ("温州各县2018年收到申请合计", "sum of the requests of the counties of Wenzhou in 2018"),
    "AreaSumChange": ("温州各县2022年收到申请合计的变化",),
    "SumRanking": ("2017-2018年温州收到申请最多的县",),
    "BestSums": (
        "温州各县合计哪一年收到申请最多",
        "which year had the most requests of the counties of Wenzhou together",
    ),
    "Peaks": ("温州哪个县哪一年收到申请最多", "which county of Wenzhou in which year received the most requests"),
    "BesideMean": ("泰顺2018年收到申请比温州各县平均多多少",),
    "AreaShares": ("温州各县2018年收到申请的占比",),
    "AreaTable": ("温州各县2018年的收到申请、不予公开",),
    "BeyondMean": ("2018年温州哪些县收到申请高于平均数",),
    "AreaShare": ("泰顺2018年收到申请占温州各县合计的比例",),
    "Formula": ("泰顺2018年 review.total + litigation.total == requests.received",),
    "Consistency": ("检查泰顺2018年报告的勾稽关系", "check the 2018 report of Taishun"),
    "Carried": ("上年结转和结转下年度对不上的有哪些",),
    "Late": ("哪些年报逾期发布", "which reports came out late"),
    "Failing": ("哪些报告勾稽关系不符", "which reports fail consistency checks"),
    "Reports": ("泰顺有哪些年报", "which reports of Taishun are there"),
    "TextSearch": ("泰顺2020年的改进措施",),
    "Definition": ("申请办结数的口径",),
    "FormsCompared": ("2014年的表和2021年的表有什么区别",),
}

# What a cue leaves as it is, though it is taken: the answer tells it in any case.
HARMLESS: dict[str, dict[str, str]] = {
    "Lookup": {"sum": "one figure of one report is a total already"},
    "Series": {"change": "how the figure moved is told", "trend": "how the figure moved is told"},
    "Comparison": {
        "compare": "the difference is told",
        "most": "of two the difference tells which is more",
        "least": "of two the difference tells which is less",
        "rank": "of two the difference tells their order",
    },
    "ChangeOfEach": dict.fromkeys(("change", "year_on_year", "trend", "compare"), "the change of each is told")
    | {"ratio": "the percentage of each is told"},
    "AreaPart": {"ratio": "it is one", "sum": "part and whole are sums"},
    "Reasons": dict.fromkeys(("change", "year_on_year", "trend", "compare"), "the change since the year before is told")
    | {"why": "it is that", "passage": "what the report says is quoted", "reports": "of the report it is told"}
    | {"negation": "that none is given is told"},
    "Share": {"ratio": "it is one", "define": "numerator and denominator are shown"},
    "Sum": {"sum": "it is one"},
    "BestYears": {"most": "the years are told best first", "rank": "the years are told in order"},
    "Held": {"compare": "a limit is one to compare with", "negation": "whether it is so or not is told"},
    "ChangeByYear": dict.fromkeys(
        ("change", "trend", "compare", "year_on_year", "most", "fastest", "rank"), "that is what the order is by"
    ),
    "ChangeHeld": dict.fromkeys(("change", "trend", "compare", "year_on_year"), "the change is told")
    | {"negation": "whether it is so or not is told"},
    "ChangeRanking": dict.fromkeys(
        ("change", "trend", "compare", "year_on_year", "most", "fastest", "rank"), "that is what the order is by"
    ),
    "Ranking": {"most": "a ranking begins with the most", "rank": "it is one"},
    "Standing": {"most": "places are counted from the most", "rank": "it is a place in a ranking"},
    "Within": {"most": "they are told best first", "rank": "they are told best first"},
    "Beyond": {"compare": "it compares", "rank": "they are told best first", "most": "they are told best first"},
    "AreaSum": {"sum": "it is one"},
    "AreaSumChange": {
        "sum": "sums are compared",
        "change": "it is one",
        "year_on_year": "it is since the year before",
        "trend": "every year is told",
        "compare": "it compares",
    },
    "SumOfEach": {"sum": "they are sums", "cumulative": "they are sums", "each": "each is told by itself"},
    "BestSums": {
        "most": "it is the most",
        "rank": "the years are told with their sums",
        "sum": "sums are compared",
        "cumulative": "sums are compared",
    },
    "Peaks": {"most": "a ranking begins with the most", "rank": "it is one"},
    "SumRanking": {
        "most": "a ranking begins with the most",
        "rank": "it is one",
        "sum": "sums are ranked",
        "cumulative": "sums are ranked",
    },
    "BesideMean": {"mean": "it is beside one", "compare": "it compares"},
    "AreaShares": {
        "ratio": "they are shares",
        "sum": "the whole is a sum",
        "most": "they are told best first",
        "rank": "they are told best first",
    },
    "AreaTable": {"compare": "the figures stand side by side"},
    "BeyondMean": {
        "mean": "it is beside one",
        "compare": "it compares",
        "most": "they are told best first",
        "rank": "they are told best first",
    },
    "AreaShare": {"ratio": "it is one", "sum": "the whole is a sum"},
    "Consistency": dict.fromkeys(
        ("check", "sum", "all_indicators", "applicants_all", "outcomes_all", "channels_all", "parts"),
        "the sums of every figure are among the checks",
    ),
    "Formula": {"check": "it is one", "claim": "whether it is so is told"},
    "Carried": {
        "check": "it is one",
        "reports": "each report is named",
        "compare": "the figures stand side by side",
    },
    "Late": {
        "late": "it is that",
        "reports": "they are reports",
        "when_published": "the day of publication is told",
        "sum": "how many there are is told",
    },
    "Failing": {"check": "they are checks", "reports": "they are reports"},
    "Reports": {
        "reports": "they are listed",
        "sum": "how many there are is told",
        "missing": "years missing in between are told",
        "negation": "years missing in between are told",
        "when_published": "the day of publication is told",
    },
    "TextSearch": {"passage": "passages are quoted", "reports": "each passage names its report"},
    "Definition": {"define": "it is one"},
    "FormsCompared": dict.fromkeys(("compare", "year_on_year", "change", "trend"), "they are compared"),
}


def _cues() -> list[tuple[str, str, str]]:
    text = files("core.asking.words").joinpath("data/cues.csv").read_text(encoding="utf-8")
    return [(row["cue"], row["zh"], row["en"]) for row in csv.DictReader(text.splitlines())]


CUES = _cues()
CASES = [(kind, base) for kind, bases in BASES.items() for base in bases]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("used") / "questions.db") as opened:
        fill(opened)
        yield opened


def _told(found: Answer) -> tuple[object, ...]:
    return found.status, found.lines, found.rows


@pytest.mark.parametrize(("kind", "base"), CASES)
def test_a_recognised_word_never_changes_nothing_in_silence(archive: Archive, kind: str, base: str) -> None:
    plain = answer(base, archive, today=TODAY)
    assert plain.status == "answered", plain.text
    assert type(understand(base, archive, today=TODAY).request).__name__ == kind
    always = {one.kind for one in unused_words() if one.then == "nothing" and not one.words}
    silent = set()
    for cue, chinese, english in CUES:
        word = english.split("|")[0] if base.isascii() else chinese.split("|")[0]
        question = f"{base}, {word}" if base.isascii() else f"{base}，{word}"
        if _told(answer(question, archive, today=TODAY)) == _told(plain):
            silent.add(cue)
    assert silent <= always | HARMLESS[kind].keys(), silent - always - HARMLESS[kind].keys()


def test_every_kind_of_request_has_a_base() -> None:
    kinds = {
        name
        for name, found in vars(requests).items()
        if isinstance(found, type) and issubclass(found, Request) and found not in (Request, AreaRequest)
    }
    # A statement is judged and a mention quoted: neither is made of the words that are left.
    assert kinds - {"Stated", "Mention"} == BASES.keys() == HARMLESS.keys()


def test_every_cue_says_what_becomes_of_it_unused() -> None:
    assert {cue for cue, _, _ in CUES} <= {one.kind for one in unused_words()}
    assert all(one.reason for one in unused_words())


@pytest.mark.parametrize(
    ("question", "status", "words"),
    [
        ("温州各县2022年申请量变化合计", "answered", "比2021年"),
        ("温州各县2022年申请量变化平均", "answered", "比2021年"),
        ("温州各县2022年申请量走势合计", "answered", "比2021年"),
        ("温州各县2018年申请量排名变化", "not_understood", "“变化”在这个问题里没有用上"),
        ("温州各县2022年申请量变化排名", "answered", "第1名：永嘉县 增加5件"),
        ("泰顺2018年申请办结数是什么意思", "answered", "申请办结数（单位：件）："),
        ("泰顺2018年申请办结数是什么意思", "answered", "没有用上：泰顺、2018年"),
        ("泰顺2018年收到申请什么时候发布", "answered", "2019-02-11发布"),
        ("泰顺2018年收到申请什么时候发布", "answered", "没有用上：收到申请"),
        ("温州各县2018年申请量排名，平均", "answered", "没有用上：平均"),
        ("泰顺2018年申请量变化", "answered", "泰顺县2018年新收政府信息公开申请17件，比2017年（12件）增加5件"),
        ("泰顺和永嘉2018年申请量同比", "answered", "永嘉县：增长18.18%"),
        ("泰顺和永嘉2018年收到申请，环比", "not_understood", "没有环比"),
        ("温州各县2018年申请量从低到高排名", "answered", "第1名：泰顺县 17件"),
        ("泰顺2018年公开率，法人或其他组织", "answered", "没有用上：法人或其他组织"),
        ("温州各县2018年申请量合计，泰顺", "answered", "没有用上：泰顺"),
        ("mean and ranking of requests of the counties of Wenzhou in 2018", "answered", "not used: “mean”"),
        ("sum of the trend of requests of the counties of Wenzhou in 2022", "answered", "in 2021"),
    ],
)
def test_what_is_not_used_is_said(archive: Archive, question: str, status: str, words: str) -> None:
    found = answer(question, archive, today=TODAY)
    assert (found.status, words in found.text) == (status, True), found.text


def test_channels_are_asked_for_of_what_was_spoken_of(archive: Archive) -> None:
    first = answer("泰顺2018年收到多少申请", archive, today=TODAY)
    then = answer("各渠道呢", archive, context=first.context, today=TODAY)
    assert [row.indicator for row in then.rows][:2] == ["requests.channel.in_person", "requests.channel.fax"]

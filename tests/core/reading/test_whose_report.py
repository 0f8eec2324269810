"""Whose report a page is, in the ways in which pages say it: title, labels, path, opening, signature; or in none."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.reading.identity import identify, refusal
from core.text.clean import clean
from core.types import Document

ACCOUNT = """一、概述
{0}年,主动公开政府信息56条。
二、依申请公开情况
收到政府信息公开申请3件,均已答复。
三、行政复议、行政诉讼情况
没有发生。"""

OPENINGS = [
    line.split("\t")
    for line in Path(__file__).with_name("openings.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("kind", "year", "words", "bodies", "places"), OPENINGS, ids=[row[2][:40] for row in OPENINGS])
def test_the_body_and_the_place_of_a_page(kind: str, year: str, words: str, bodies: str, places: str) -> None:
    account, page = ACCOUNT.format(year), words.replace("⏎", "\n")
    page = page.replace("…", account) if "…" in page else f"{page}\n{account}"
    assert refusal(clean(page)) is None
    identity, issues = identify(Document(page), clean(page))
    assert (identity.organization or "") in bodies.split("/")
    assert (identity.division or "") in places.split("/")
    assert identity.year == int(year)
    assert ("missing_organization" in {issue.code for issue in issues}) == (identity.organization is None)


RUNNING = (
    "现将我", "特将本", "结合我", "总结我", "按照", "根据", "年度", "年我", "由我", "以及", "及时改组以", "要求全", "为进一步推进我", "立足",
    "紧紧依靠", "紧紧围绕", "认真落实", "按照上级", "在", "经", "对全", "我县各", "所辖各", "其他", "有关", "各", "报送", "受", "加强对各村",
    "打造特色", "建设美丽", "统筹", "服务", "创新", "发展", "推动", "深入", "聚焦", "全面加强", "积极配合",
)  # fmt: skip


@pytest.mark.parametrize("words", RUNNING)
@pytest.mark.parametrize("kind", ["镇", "乡", "街道"])
@pytest.mark.parametrize("after", ["工作实际,编制本报告。", "政府信息公开工作有序开展。", "党委、政府高度重视。"])
def test_no_body_is_made_of_running_words(words: str, kind: str, after: str) -> None:
    page = f"2019年,{words}{kind}{after}\n{ACCOUNT.format(2019)}"
    assert identify(Document(page), clean(page))[0].organization is None


OTHERS = (
    "受{}委托,编制本报告。", "按时向{}报送数据。", "与{}联合印发文件。", "在{}的指导下开展工作。", "自觉接受{}监督。", "经{}审核后公布。",
    "会同{}清理文件。", "获得{}表彰。", "被{}评为先进。", "配合{}做好公开。", "根据{}通知编制。", "参加{}举办的培训。", "由{}牵头组织考核。",
    "转发{}文件3份。", "{}对我们进行了考核。", "{}印发的通知要求公开。", "收到{}转来的申请1件。", "{}文件已公开。", "落实{}要求。", "抄送{}。",
    "报{}备案。", "邀请{}授课。", "由{}批准设立。", "参照{}2017年的做法。",
)  # fmt: skip


@pytest.mark.parametrize("words", OTHERS)
@pytest.mark.parametrize("itself", ["", "本单位认真落实。", "我局认真落实。"])
@pytest.mark.parametrize("other", ["泰顺县财政局", "泰顺县人民政府办公室", "泰顺县罗阳镇人民政府"])
def test_a_body_that_is_only_spoken_of_is_not_the_issuer(words: str, itself: str, other: str) -> None:
    page = f"2019年,{itself}{words.format(other)}\n{ACCOUNT.format(2019)}"
    assert identify(Document(page), clean(page))[0].organization is None


def test_who_keeps_the_site_is_the_issuer_only_where_the_page_calls_itself_so() -> None:
    page = "2019年,{0}认真落实。主办:泰顺县财政局\n" + ACCOUNT.format(2019)
    told = [
        identify(Document(text), clean(text))[0].organization for text in (page.format("我局"), page.format("我校"))
    ]
    assert told == ["泰顺县财政局", None]


def test_a_township_in_an_address_is_not_the_issuer() -> None:
    page = f"2019年,本机关认真落实。地址:泰顺县罗阳镇新城大道8号,电话67580000。\n{ACCOUNT.format(2019)}"
    assert identify(Document(page), clean(page))[0].organization is None

"""Whose report, of which year: the labelled reports, and the ways in which pages say it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.reading.identity import identify, refusal
from core.text.clean import clean
from core.types import Document, Identity

ROOT = Path(__file__).parents[3]
FIELDS = (
    "year",
    "organization",
    "division_code",
    "division",
    "period_start",
    "period_end",
    "published_on",
    "index_number",
)
ISSUES = {"missing_title", "missing_organization", "organization_conflict", "year_conflict", "text_repaired"}
# The page names its street only; city and district stood in its address, which the text has not.
NOT_IN_THE_TEXT = {"e11.txt": {"organization", "division_code", "division"}}
# 现公布…年度报告 in the first sentence: a title in four labels, none in this one.
ANNOUNCED_ONLY = {"e25.txt"}


def labels() -> list[Any]:
    found = []
    for folder, texts in ((ROOT / "seeds" / "gold", ROOT / "seeds"), (ROOT / "tests" / "corpus",) * 2):
        for path in sorted(folder.glob("*.json")):
            label = json.loads(path.read_text(encoding="utf-8"))
            found.append(pytest.param(texts / label["file"], label, id=path.stem))
    return found


def read(text: str) -> tuple[Identity, set[str]]:
    identity, issues = identify(Document(text), clean(text))
    return identity, {issue.code for issue in issues}


def rejected(text: str) -> str | None:
    refused = refusal(clean(text))
    return refused.kind if refused else None


@pytest.mark.parametrize(("path", "label"), labels())
def test_labelled_reports(path: Path, label: dict[str, Any]) -> None:
    text = path.read_text(encoding="utf-8")
    reason = rejected(text)
    if label["report"] is None:
        assert reason
        return
    assert reason is None
    identity, issues = read(text)
    told = {name: getattr(identity, name) for name in FIELDS}
    told = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in told.items()}
    skipped = NOT_IN_THE_TEXT.get(path.name, set())
    if label["report"]["division_code"] is None and label["report"]["division"]:
        # The labels leave out a code that is gone today; that of the report's year is told.
        skipped = skipped | {"division_code"}
    assert {k: v for k, v in told.items() if k not in skipped} == {
        k: label["report"][k] for k in FIELDS if k not in skipped
    }
    if path.name not in ANNOUNCED_ONLY:
        assert identity.title == label["report"]["title"]
    assert set(label["issues"]) & ISSUES <= issues


BODY = """一、总体情况
{0}年,主动公开政府信息50条,收到政府信息公开申请0件。
二、其他
未发生行政复议、行政诉讼,没有收费。"""

ACCOUNT = """一、主动公开情况
2018年,主动公开政府信息50条。
二、依申请公开情况
收到政府信息公开申请3件。
三、行政复议、行政诉讼情况
没有发生。"""


@pytest.mark.parametrize(
    ("top", "title", "organization", "code"),
    [
        ("泰顺县财政局2018年政府信息公开工作年度报告", "泰顺县财政局2018年政府信息公开工作年度报告", "泰顺县财政局", "330329"),
        ("泰顺县财政局\n2018年政府信息公开工作年度报告", "泰顺县财政局2018年政府信息公开工作年度报告", "泰顺县财政局", "330329"),
        ("泰顺县财政局2018年政府信息公开\n工作年度报告", "泰顺县财政局2018年政府信息公开工作年度报告", "泰顺县财政局", "330329"),
        ("泰 顺 县 财 政 局\n2018 年政府信息公开年报", "泰顺县财政局2018年政府信息公开年报", "泰顺县财政局", "330329"),
        ("首页 >> 年报 泰顺县财政局2018年政府信息公开年报 点击:2 ", "泰顺县财政局2018年政府信息公开年报", "泰顺县财政局", "330329"),
        ("某某娱乐平台:泰顺县财政局2018年政府信息公开年报", "泰顺县财政局2018年政府信息公开年报", "泰顺县财政局", "330329"),
        ("2018年泰顺县政府信息公开年报", "2018年泰顺县政府信息公开年报", "泰顺县人民政府", "330329"),
        ("泰顺县罗阳镇政府2018政府信息公开年报", "泰顺县罗阳镇政府2018政府信息公开年报", "泰顺县罗阳镇人民政府", "330329"),
        ("关于泰顺县2018年度政府信息公开工作情况的报告", "关于泰顺县2018年度政府信息公开工作情况的报告", "泰顺县人民政府", "330329"),
        ("温州市泰顺县财政局2018年政府信息公开年报", "温州市泰顺县财政局2018年政府信息公开年报", "泰顺县财政局", "330329"),
        ("瑶海区民政局2018年政府信息公开年报", "瑶海区民政局2018年政府信息公开年报", "合肥市瑶海区民政局", "340102"),
        ("石景山区档案局2018年政府信息公开年报", "石景山区档案局2018年政府信息公开年报", "北京市石景山区档案局", "110107"),
        ("现公布瑶海区民政局2018年政府信息公开年报。", "瑶海区民政局2018年政府信息公开年报", "瑶海区民政局", "340102"),
        ("鼓楼区民政局2018年政府信息公开年报", "鼓楼区民政局2018年政府信息公开年报", "鼓楼区民政局", None),
        ("鼓楼区民政局2018年政府信息公开年报\n见福州市人民政府网站。", "鼓楼区民政局2018年政府信息公开年报", "福州市鼓楼区民政局", "350102"),
        ("张店区人民政府\n区发改局2018年政府信息公开年报", "区发改局2018年政府信息公开年报", "淄博市张店区发改局", "370303"),
        ("中山市东区街道办事处2018年政府信息公开年报", "中山市东区街道办事处2018年政府信息公开年报", "中山市东区街道办事处", "442000"),
        ("国家统计局2018年政府信息公开工作年度报告", "国家统计局2018年政府信息公开工作年度报告", "国家统计局", None),
        ("国家税务总局长沙市税务局2018年政府信息公开年报", "国家税务总局长沙市税务局2018年政府信息公开年报", "国家税务总局长沙市税务局", "430100"),
        ("平潭综合实验区2018年政府信息公开年报", "平潭综合实验区2018年政府信息公开年报", "平潭综合实验区", "350128"),
        ("2018年政府信息公开年报(泰顺县财政局)", "2018年政府信息公开年报(泰顺县财政局)", "泰顺县财政局", "330329"),
        ("泰顺县财政局政府信息公开年报(2018年)", "泰顺县财政局政府信息公开年报(2018年)", "泰顺县财政局", "330329"),
        ("泰顺县财政局二〇一八年政府信息公开年报", "泰顺县财政局二〇一八年政府信息公开年报", "泰顺县财政局", "330329"),
        ("中山大学2018年信息公开年度报告", "中山大学2018年信息公开年度报告", "中山大学", None),
        ("教育部2018年政府信息公开工作年度报告", "教育部2018年政府信息公开工作年度报告", "教育部", None),
        ("泰顺县财政局2018年政务公开工作总结", "泰顺县财政局2018年政务公开工作总结", "泰顺县财政局", "330329"),
        ("泰顺县财政局2018年政府信息公开工作情况", "泰顺县财政局2018年政府信息公开工作情况", "泰顺县财政局", "330329"),
        ("泰顺县财政局政府信息公开2018年年度报告", "泰顺县财政局政府信息公开2018年年度报告", "泰顺县财政局", "330329"),
        ("泰顺县财政局(2018年)政府信息公开年报", "泰顺县财政局(2018年)政府信息公开年报", "泰顺县财政局", "330329"),
        ("《泰顺县财政局2018年政府信息公开年报》", "泰顺县财政局2018年政府信息公开年报", "泰顺县财政局", "330329"),
        ("【年度报告】泰顺县财政局2018年政府信息公开年报", "泰顺县财政局2018年政府信息公开年报", "泰顺县财政局", "330329"),
        ("泰顺县财政局2018年政府信息公开年报.docx", "泰顺县财政局2018年政府信息公开年报", "泰顺县财政局", "330329"),
        ("泰顺县财政局:2018年政府信息公开年报", "泰顺县财政局:2018年政府信息公开年报", "泰顺县财政局", "330329"),
        ("泰顺县上塘镇\n政府信息公开年报\n(2018年)", "泰顺县上塘镇政府信息公开年报(2018年)", "泰顺县上塘镇人民政府", "330329"),
        ("关于印发泰顺县财政局2018年政府信息公开年报的通知", "泰顺县财政局2018年政府信息公开年报", "泰顺县财政局", "330329"),
        ("泰顺县2020年政府信息公开年报\n泰顺县2018年政府信息公开年报\n泰顺县2019年政府信息公开年报", "泰顺县2018年政府信息公开年报", "泰顺县人民政府", "330329"),
        ("鼓楼区水部街道2018年政府信息公开年报", "鼓楼区水部街道2018年政府信息公开年报", "福州市鼓楼区水部街道办事处", "350102"),
        ("温州市公安局鹿城分局2018年政府信息公开年报", "温州市公安局鹿城分局2018年政府信息公开年报", "温州市公安局鹿城分局", "330302"),
        ("北京市规划委员会朝阳分局2018年政府信息公开年报", "北京市规划委员会朝阳分局2018年政府信息公开年报", "北京市规划委员会朝阳分局", "110105"),
        ("国家统计局温州调查队2018年政府信息公开年报", "国家统计局温州调查队2018年政府信息公开年报", "国家统计局温州调查队", "330300"),
        ("自然资源部北海局2018年政府信息公开年报", "自然资源部北海局2018年政府信息公开年报", "自然资源部北海局", None),
        ("中华人民共和国温州海关2018年政府信息公开年报", "中华人民共和国温州海关2018年政府信息公开年报", "中华人民共和国温州海关", "330300"),
        ("锡林郭勒盟2018年政府信息公开年报", "锡林郭勒盟2018年政府信息公开年报", "锡林郭勒盟行政公署", "152500"),
        ("天府新区2018年政府信息公开年报", "天府新区2018年政府信息公开年报", "天府新区", None),
        ("南昌大学2018年信息公开年度报告", "南昌大学2018年信息公开年度报告", "南昌大学", "360100"),
        ("亭子坝镇2018年政府信息公开年报", "亭子坝镇2018年政府信息公开年报", "思南县亭子坝镇人民政府", "520624"),
        ("城关镇2018年政府信息公开年报", "城关镇2018年政府信息公开年报", "城关镇人民政府", None),
        ("2018年度政府信息公开年报\n来源:瑶海区民政局 发布时间:2019-01-01", "2018年度政府信息公开年报", "合肥市瑶海区民政局", "340102"),
        ("2018年度政府信息公开年报\n发布机构:瑶海区民政局", "2018年度政府信息公开年报", "瑶海区民政局", "340102"),
        ("泰顺县2018年政府信息公开年报\n发布机构:泰顺县人民政府办公室", "泰顺县2018年政府信息公开年报", "泰顺县人民政府", "330329"),
        ("2018年政府信息公开年报\n发布机构:泰顺县教育局办公室", "2018年政府信息公开年报", "泰顺县教育局", "330329"),
        ("2018年度政府信息公开年报\n来源:办公室", "2018年度政府信息公开年报", None, None),
    ],
)  # fmt: skip
def test_title_and_body(top: str, title: str, organization: str | None, code: str | None) -> None:
    identity, _ = read(top + "\n" + BODY.format(2018))
    assert (identity.title, identity.organization, identity.division_code) == (title, organization, code)
    assert identity.year == 2018


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("2016年,我局在泰顺县人民政府门户网站主动公开信息40条,报送泰顺县人民政府办公室。", None),
        ("按照泰顺县人民政府办公室《关于编制2016年年报的通知》,我镇2016年主动公开信息4条。", None),
        ("2016年,泰顺县财政局主动公开信息40条。按照温州市财政局要求,我局认真落实。", "泰顺县财政局"),
        ("泰顺县人民政府办公室编制本报告。2016年,全县主动公开信息40条。", "泰顺县人民政府"),
        ("泰顺县人民政府办公室2016年主动公开信息40条。我办重视此事。", "泰顺县人民政府办公室"),
        ("2016年主动公开信息40条。\n泰顺县财政局\n2017年1月3日", "泰顺县财政局"),
        ("2016年,国家税务总局泰顺县税务局主动公开信息40条。", "国家税务总局泰顺县税务局"),
        ("根据本办法,2016年泰顺县财政局主动公开信息40条。", "泰顺县财政局"),
        ("2016年,县财政局主动公开信息40条。登载于泰顺县人民政府网站。", "泰顺县财政局"),
        ("2016年,县财政局主动公开信息40条,全县共公开400条。登载于泰顺县人民政府网站。", None),
        ("泰顺县人民政府 > 县财政局 > 年报\n2016年主动公开信息40条。", "泰顺县财政局"),
        ("2016年,罗阳镇主动公开信息40条。请与泰顺县罗阳镇党政综合办联系。", "泰顺县罗阳镇人民政府"),
        (
            "2016年主动公开信息40条。\n泰顺县财政局\n2017年1月3日\n主办:温州市人民政府\n"
            + "友情链接 温州市政府\n" * 100,
            "泰顺县财政局",
        ),
        ("2016年主动公开信息40条,依据《泰顺县财政局信息公开办法》。", None),
    ],
)
def test_the_body_of_a_page_without_a_title(text: str, organization: str | None) -> None:
    identity, issues = read(text)
    assert identity.organization == organization
    assert "missing_title" in issues
    assert ("missing_organization" in issues) == (organization is None)


@pytest.mark.parametrize(
    ("name", "year", "code", "division"),
    [
        ("洞头县人民政府", 2014, "330322", "浙江省温州市洞头区"),
        ("上虞市人民政府", 2009, "330682", "浙江省绍兴市上虞区"),
        ("绍兴县人民政府", 2011, "330621", "浙江省绍兴市柯桥区"),
        ("重庆市江北区人民政府", 2020, "500105", "重庆市江北区"),
        ("南京市下关区人民政府", 2011, "320107", "江苏省南京市下关区"),
        ("思南县人民政府", 2009, "522225", "贵州省铜仁市思南县"),
        ("巢湖市人民政府", 2009, "341400", "安徽省巢湖市"),
        ("温州市洞头区人民政府", 2016, "330305", "浙江省温州市洞头区"),
        ("思南县人民政府", 2014, "520624", "贵州省铜仁市思南县"),
        ("襄樊市人民政府", 2009, "420600", "湖北省襄阳市"),
    ],
)
def test_a_division_has_its_code_of_then_and_its_name_of_today(
    name: str, year: int, code: str | None, division: str
) -> None:
    identity, _ = read(f"{name}{year}年政府信息公开工作年度报告\n" + BODY.format(year))
    assert (identity.organization, identity.division_code, identity.division) == (name, code, division)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("统计期限自2018年1月1日起至2018年12月31日止。", ("2018-01-01", "2018-12-31")),
        ("统计时限为2018年1月1日—12月31日。", ("2018-01-01", "2018-12-31")),
        ("统计期限从 2018 年 1 月 1 日到 12 月 31 日止。", ("2018-01-01", "2018-12-31")),
        ("统计期限为1月1日至12月31日。", ("2018-01-01", "2018-12-31")),
        ("统计期限:2018.1.1-2018.12.31", ("2018-01-01", "2018-12-31")),
        ("统计期限为二〇一八年一月一日起至二〇一八年十二月三十一日止。", ("2018-01-01", "2018-12-31")),
        ("统计期限自201811日起至20181231日止。", ("2018-01-01", "2018-12-31")),
        ("统计期限自20181月1日起至2018年12月31日止。", ("2018-01-01", "2018-12-31")),
        ("统计期限自2018年8月19日起,至2018年12月31日止。", ("2018-08-19", "2018-12-31")),
        ("2018年1月1日至2018年6月30日接听热线200次。", (None, None)),
        ("统计期限自2018年2月31日起。", (None, None)),
        ("现将2018年5月1日至2018年12月31日的政府信息公开工作情况报告如下。", ("2018-05-01", "2018-12-31")),
        ("2018年1月1日到12月31日,共向社会公开各类政府信息五十三条。", ("2018-01-01", "2018-12-31")),
        ("自2018年5月1日《条例》实施至2018年12月31日,我局累计公开信息119条。", ("2018-05-01", "2018-12-31")),
        ("本报告统计期间为20181月1日至201812月31日。", ("2018-01-01", "2018-12-31")),
        ("报告期:2018年1月1日至2018年12月31日", ("2018-01-01", "2018-12-31")),
    ],
)
def test_the_statistics_period(sentence: str, expected: tuple[str | None, str | None]) -> None:
    identity, _ = read(f"泰顺县财政局2018年政府信息公开工作年度报告\n{sentence}\n" + BODY.format(2018))
    told = [day.isoformat() if day else None for day in (identity.period_start, identity.period_end)]
    assert tuple(told) == expected


@pytest.mark.parametrize(
    ("top", "end", "expected"),
    [
        ("发布日期: 2019- 02- 11 10: 41", "", "2019-02-11"),
        ("成文日期:2019-02-01 发布时间:2019-02-11", "", "2019-02-11"),
        ("日期:2019年2月11日 来源:财政局", "", "2019-02-11"),
        ("泰顺县统计局\n2019-02-11 10:31 来源:统计局", "", "2019-02-11"),
        ("字号:[大 中 小] 2019-02-11 阅读次数:", "", "2019-02-11"),
        ("", "泰顺县财政局\n2019年 2月11日", "2019-02-11"),
        ("", "泰顺县财政局\n二〇一九年二月十一日", "2019-02-11"),
        ("", "二O一九年二月十一日", "2019-02-11"),
        ("", "泰 顺 县 财 政 局\n2 0 1 9 年 2 月 1 1 日", "2019-02-11"),
        ("", "泰顺县财政局\n2019年元月11日", "2019-01-11"),
        ("", "| 泰顺县财政局 |\n| 2019/2/11 |", "2019-02-11"),
        ("发布时间:20190211", "", "2019-02-11"),
        ("发布日期:\n2019-02-11", "", "2019-02-11"),
        ("http://www.example.gov.cn/201902/t20190211_12.html", "", "2019-02-11"),
        ("政府信息公开年报发布日期:2019-02-11 来源:财政局", "", "2019-02-11"),
        ("http://www.example.gov.cn/201902/t20190211_12.html", "泰顺县财政局\n2019年1月20日", "2019-01-20"),
        ("数据从\n2018年1月1日至2018年12月31日", "", None),
        ("发布日期:2019-02-11", "泰顺县财政局\n2019年1月20日", "2019-02-11"),
        ("", "某新闻 2019-02-11\n另一则\n2019-02-12\n第三则\n2019-02-13", None),
        ("", "", None),
    ],
)
def test_the_date_of_publication(top: str, end: str, expected: str | None) -> None:
    text = f"泰顺县财政局2018年政府信息公开工作年度报告\n{top}\n{BODY.format(2018)}\n{end}"
    published = read(text)[0].published_on
    assert (published.isoformat() if published else None) == expected


@pytest.mark.parametrize(
    ("title_year", "text", "year", "conflict"),
    [
        (2012, "2013年,我局公开信息4条。2013年度收到申请0件。截至2013年底无复议。", 2013, True),
        (2012, "统计期限为2013年1月1日至2013年12月31日。公开信息4条。", 2013, True),
        (2012, "2012年,我局公开信息4条。\n2011年度主动公开政府信息54条。2012年收到申请0件。", 2012, True),
        (2012, "2012年,我局公开信息4条。2013年,我局将继续努力。2013年要加强。", 2012, False),
        (2012, "根据江政办〔2014〕1号文件,2012年公开信息4条。", 2012, False),
        (2012, "公开信息4条,收到申请0件。", 2012, False),
    ],
)
def test_the_year_of_the_figures_outranks_the_title(title_year: int, text: str, year: int, conflict: bool) -> None:
    identity, issues = identify(
        Document(page := f"泰顺县财政局{title_year}年政府信息公开工作年度报告\n{text}"), clean(page)
    )
    assert identity.year == year
    told = [dict(issue.values) for issue in issues if issue.code == "year_conflict"]
    assert bool(told) == conflict
    assert all(values["report"] == year for values in told)


@pytest.mark.parametrize(
    ("title", "lead", "told"),
    [
        ("柳河县卫生局2009年政府信息公开年度报告", "特向社会公布2008年度卫生局信息公开工作年度报告。", 2008),
        ("柳河县卫生局2009年政府信息公开年度报告", "现将2010年政府信息公开工作情况报告如下。", 2010),
        ("柳河县黄荫镇2009年度信息年度公开报告", "现将2008年度政府信息公开工作年度报告公布如下。", 2008),
        ("柳河县卫生局2009年政府信息公开年度报告", "特向社会公布2009年度卫生局信息公开工作年度报告。", None),
        (
            "柳河县卫生局2009年政府信息公开年度报告",
            "按照《关于编制2008年度政府信息公开年度报告的通知》编制本报告。",
            None,
        ),
        ("柳河县卫生局2009年政府信息公开年度报告", "柳河县卫生局2008年政府信息公开年度报告", None),
    ],
)
def test_a_lead_sentence_of_another_year_is_told(title: str, lead: str, told: int | None) -> None:
    page = f"{title}\n{lead}\n统计期限自2009年1月1日起至2009年12月31日止。\n{BODY.format(2009)}"
    identity, issues = identify(Document(page), clean(page))
    conflicts = [
        dict(issue.values)["lead"] for issue in issues if (issue.code, issue.kind) == ("year_conflict", "lead")
    ]
    assert identity.year == 2009
    assert conflicts == ([told] if told else [])


def test_an_index_number_places_a_township() -> None:
    identity, _ = read(
        "索引号:113308810026310171/2013-127792 发文机关:清湖镇\n2013年度政府信息公开年报\n" + BODY.format(2013)
    )
    assert identity.index_number == "113308810026310171/2013-127792"
    assert (identity.organization, identity.division_code) == ("江山市清湖镇人民政府", "330881")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("索引号\n113308810026310171/2013-12", "113308810026310171/2013-12"),
        ("信息索引号:330329-01-2013-0001", "330329-01-2013-0001"),
        ("索 引 号 | 002567890 / 2013-12 | 分类 | 年报", "002567890/2013-12"),
        ("索引号: 泰财〔2013〕12号", None),
        ("索引号 719770000-GK-2016-70036 发布日期 2016-03-13", "719770000-GK-2016-70036"),
        ("• 发文字号\n• 索引号\n• SWJ202400007\n• 发布日期\n• 2021-04-16", "SWJ202400007"),
        (
            "标      题 泰顺县财政局2013年政府信息公开年报\n索引号 000017766/2014-00031 文      号",
            "000017766/2014-00031",
        ),
        ("信息索引是公众查找信息的工具", None),
    ],
)
def test_index_numbers(words: str, number: str | None) -> None:
    assert read(f"{words}\n泰顺县财政局2013年度政府信息公开年报\n" + BODY.format(2013))[0].index_number == number


def test_a_page_of_a_filled_form_without_a_year_is_a_report_and_says_so() -> None:
    page = "信息内容 | 本年制发件数\n规章 | 0 | 0 | 0\n行政处罚 | 4\n一、本年新收政府信息公开申请数量 | 3 | 0"
    assert rejected(page) is None
    assert "missing_year" in read(page)[1]
    assert rejected("信息内容 | 本年制发件数\n规章 | | |\n规范性文件 | | |\n一、本年新收政府信息公开申请数量")


def test_two_bodies_are_a_conflict_and_two_spellings_are_none() -> None:
    page = "永嘉县司法局2019年政府信息公开工作年度报告\n发布机构:{0}\n" + BODY.format(2019)
    assert "organization_conflict" in read(page.format("永嘉县财政局"))[1]
    assert "organization_conflict" not in read(page.format("县司法局"))[1]
    assert "organization_conflict" not in read(page.format("县府及县府办"))[1]
    county = "永嘉县2019年政府信息公开工作年度报告\n来源:永嘉县政府办\n" + BODY.format(2019)
    assert "organization_conflict" not in read(county)[1]


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("《国务院办公厅某某娱乐平台:印发年度报告格式的通知》", True),
        ("(国办公开办函〔202130号)", True),
        ("國務院關於政府信息公開條例", True),
        ("《国务院办公厅关于印发年度报告格式的通知》", False),
        ("(国办公开办函〔2021〕30号)", False),
    ],
)
def test_repairs_are_told(damage: str, told: bool) -> None:
    _, issues = read(f"泰顺县财政局2021年政府信息公开工作年度报告\n根据{damage}编制。\n" + BODY.format(2021))
    assert ("text_repaired" in issues) == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "首页 机构职能 政策文件 政府信息公开指南 政府信息公开制度 政府信息公开年报 依申请公开 主动公开目录 行政复议 收费",
        "泰顺县财政局政府信息公开指南\n为了方便公民依申请公开,编制本指南。主动公开的范围如下。\n收费标准。\n行政复议。",
        "我县召开2019年政府信息公开工作会议\n会议传达年度报告编制要求,强调主动公开,做好依申请公开,防止行政复议,规范收费。",
        "泰顺县政府信息公开年度报告制度\n第一条 为规范年度报告。主动公开。\n第二条 每年3月31日前公布。依申请公开。\n第三条 收费、行政复议。",
        "泰顺县2019年政府工作报告\n2018年,全县生产总值100亿元。存在的问题。收费减少3项。信息公开深入推进。没有行政复议。",
        "泰顺县司法局2021年法治政府建设年度报告\n主动公开政府信息120条。行政复议12件。收费3项。存在的问题。",
        "政府信息公开年报\n泰顺县2019年政府信息公开工作年度报告\n泰顺县2018年政府信息公开工作年度报告\n泰顺县2017年政府信息公开工作年度报告",
        "泰顺县2024年第一季度政府信息公开工作报告\n2024年,主动公开政府信息50条,收到申请0件。没有收费。未发生行政复议。",
        "泰顺县政府网站工作年度报表(2019年度)\n主动公开信息50条。收到依申请公开0件。行政复议0件。收费0元。",
        "泰顺县2019年国民经济和社会发展统计公报\n主动公开信息50条。收到依申请公开0件。行政复议0件。收费0元。",
        "我县召开2019年政务公开工作会议\n2018年,全县主动公开政府信息50条,收到申请20件,未发生行政复议。",
        "《泰顺县2021年政府信息公开工作年度报告》解读\n2021年,主动公开政府信息50条,收到申请3件。行政复议2件。收费0元。",
        "泰顺县2021年政务公开工作要点\n主动公开重点信息。2020年全县公开信息5000条,收到申请33件。行政复议2件。收费0元。",
        "泰顺县2021年政务公开第三方评估报告\n2021年主动公开政府信息50条,收到申请3件。行政复议2件。存在的问题。",
        "政府工作报告\n各位代表:2021年,主动公开政府信息50条,收到申请3件。行政复议2件。收费0元。存在的问题。",
        "我局做好2021年政府信息公开年度报告编制工作\n近日,我局主动公开信息56条,收到申请3件。行政复议0件。收费0元。",
        "泰顺县某镇政府信息公开指南\n(2023年版)\n一、主动公开\n二、依申请公开\n收到申请后20个工作日内答复。收费:按件收取,每月10件以下不收费。\n"
        "三、监督\n(一)申请行政复议",
        "关于印发《政府信息公开工作年度报告格式》的通知\n自2021年起执行。主动公开 依申请公开 行政复议 本年制发件数 收费 统计期限",
        "关于开展2019年政府信息公开年度报告编制工作的通知\n各单位:\n一、主动公开政府信息数。二、依申请公开。三、收费。2018年收到申请20件。",
    ],
)
def test_other_pages_are_no_report(text: str) -> None:
    assert rejected(text)


@pytest.mark.parametrize(
    "text",
    [
        "泰顺县2016年政府信息公开情况统计表\n统计指标 | 单位 | 统计数\n主动公开政府信息数 | 条 | 22\n收到申请数 | 件 | 1\n行政复议数量 | 件 | 0",
        "首页 > 政府信息公开制度 > 政府信息公开指南\n泰顺县财政局2018年政府信息公开工作年度报告\n" + BODY.format(2018),
        "关于公布泰顺县财政局2018年政府信息公开工作年度报告的公告\n" + BODY.format(2018),
        "首页\n政府信息公开指南\n政府信息公开制度\n2018年,我局公开信息4条,收到申请0件。未发生行政复议。没有收费。",
        "政府信息公开指南\n2018年法治政府建设情况报告\n政府信息公开制度\n" + ACCOUNT,
        "泰顺县财政局关于2018年度政府信息公开工作年度报告的公告\n" + ACCOUNT,
        "2020年政府信息公开年报\n2019年政府信息公开年报\n2018年政府信息公开年报\n" + ACCOUNT,
        "2018年,我局公开信息4条,收到申请0件。\n(二)健全信息公开制度\n未发生行政复议。\n(三)制定政务公开实施方案\n没有收费。",
        "福政〔2012〕27号\n关于报送《2011年政府信息公开年度报告》的报告\n2011年政府信息公开年度报告\n"
        + BODY.format(2011),
    ],
)
def test_reports_in_odd_frames_are_reports(text: str) -> None:
    assert rejected(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "三、依申请公开政府信息情况\n我委未收到公开政府信息的申请。\n四、回应解读情况\n政策解读材料11篇。",
        "不足。全年收到政府信息公开申请3件,均已答复。",
        "本年度未收到政府信息公开申请。",
        "(七)总计 2 0 0 0 0 0 2\n四、结转下年度继续办理 0 0 0 0 0 0 0",
        "| 2.其他法律行政法规\n禁止公开 |\n0 |\n0",
        "信息内容 | 本年处理决定数量\n行政许可 | 120",
        "(四)网络申请数 | 件 | 2",
        "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n0 | 1 | 0 | 0 | 1",
    ],
)
def test_a_fragment_of_a_report_is_a_report(text: str) -> None:
    assert rejected(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "1.属于国家秘密\n2.其他法律行政法规禁止公开\n3.保护第三方合法权益",
        "全年收到行政复议申请64件,办理行政应诉案件73件,政务公开有新进展。",
        "行政处罚 | 4",
        "现就有关事项通知如下:\n一、主动公开\n2018年公开政府信息40条。",
        "# Questions\n`gongkai ask` `gongkai check` `gongkai bot`\n2018年收到政府信息公开申请17件。",
    ],
)
def test_a_fragment_of_something_else_is_none(text: str) -> None:
    assert rejected(text)

"""Every pattern by its own examples, whole sentences in their surroundings, and the evidence of each fact."""

import json
import re
import tomllib
from pathlib import Path

import pytest

import core
from core.forms.indicators import indicators
from core.reading.narrative import read_narrative
from core.reading.narrative.patterns import Example, examples, patterns
from core.text.clean import clean
from core.types import Document, Fact, Issue


def read(
    text: str, year: int | None = 2016, tables: tuple[tuple[int, int], ...] = ()
) -> tuple[list[Fact], list[Issue]]:
    facts, issues = read_narrative(Document(text), clean(text), year, tables)
    for fact in facts:
        assert fact.quote
        assert text[fact.start : fact.end] == fact.quote
        assert fact.source == "narrative"
        assert fact.unit == indicators()[fact.indicator].unit
    return list(facts), list(issues)


def figures(text: str, year: int | None = 2016) -> dict[str, float]:
    facts, _ = read(text, year)
    found = {f"{fact.indicator} {fact.applicant}" if fact.applicant else fact.indicator: fact.value for fact in facts}
    assert len(found) == len(facts), "an indicator twice"
    return found


@pytest.mark.parametrize("example", examples(), ids=lambda example: f"{example.pattern}: {example.text[:24]}")
def test_example(example: Example) -> None:
    assert figures(example.text, example.year) == example.facts


def test_every_pattern_has_examples_both_ways() -> None:
    for pattern in patterns():
        code = f"{pattern.indicator} {pattern.applicant}" if pattern.applicant else pattern.indicator
        assert code.split(" ")[0] in indicators(), pattern.name
        mine = [example for example in examples() if example.pattern == pattern.name]
        assert any(code in example.facts for example in mine), pattern.name
        assert any(code not in example.facts for example in mine), pattern.name


KEYS = {
    *("name", "indicator", "applicant", "form", "match", "tail", "counter", "anchor", "examples"),
    *("topics", "context", "looks_back", "unless", "never", "since", "until", "total", "weak", "any_year"),
    *("shares", "reversed", "reason", "result_of", "beside"),
}


def test_no_key_is_misspelt() -> None:
    for file in (Path(core.__file__).parent / "reading" / "narrative" / "data").glob("*.toml"):
        for row in tomllib.loads(file.read_text(encoding="utf-8")).get("pattern", []):
            assert set(row) <= KEYS, row["name"]
            assert all(set(example) <= {"text", "year", "facts"} for example in row["examples"]), row["name"]


def test_names_are_unique() -> None:
    names = [pattern.name for pattern in patterns()]
    assert len(set(names)) == len(names)


ZEROS = {"requests.received": 0, "requests.fees": 0, "review.total": 0, "litigation.total": 0}


@pytest.mark.parametrize(
    ("text", "year", "facts"),
    [
        pytest.param(
            "三、依申请公开政府信息情况\n无。\n四、收费及减免情况\n无\n五、因政府信息公开申请行政复议、提起行政诉讼的情况\n"
            "本年度未发生此类情况。\n六、其他需要报告的事项\n无。",
            2016,
            ZEROS,
            id="headings whose text is only 无",
        ),
        pytest.param(
            "二〇〇八年主动公开政府信息20条,二OO九年主动公开政府信息33条。",
            2009,
            {"disclosure.items": 33},
            id="years in words",
        ),
        pytest.param(
            "2011年主动公开政府信息54条,2012年主动公开政府信息61条。", 2012, {"disclosure.items": 61}, id="two years"
        ),
        pytest.param(
            "主动公开政府信息54条。\n\n本年主动公开政府信息61条。", 2012, {}, id="contradiction gives nothing"
        ),
        pytest.param(
            "2011年各乡镇主动公开政府信息122条。县直各单位主动公开政府信息303条。全县主动公开政府信息425条。",
            2011,
            {"disclosure.items": 425},
            id="parts and the whole",
        ),
        pytest.param("上半年收到政府信息公开申请3件。", 2020, {}, id="half a year"),
        pytest.param("五、存在的问题\n未收到政府信息公开申请的单位宣传不够。", 2016, {}, id="problems are no figures"),
        pytest.param("六、下一步打算\n2017年主动公开政府信息300条。", 2017, {}, id="plans are no figures"),
        pytest.param("《关于收到政府信息公开申请3件的通知》已印发。", 2016, {}, id="titles are no sentences"),
        pytest.param("司法局全年收到行政复议申请136件,维持30件。", 2022, {}, id="reviews that are the body's business"),
        pytest.param("我局接听12345热线320次,办理留言57条、提案8件。", 2022, {}, id="look-alikes"),
        pytest.param("收到政府信息公开申请第3件时已答复。", 2022, {}, id="ordinal"),
        pytest.param("予以公开及部分公开258件。", 2019, {}, id="one number for two names"),
    ],
)
def test_reads_in_context(text: str, year: int, facts: dict[str, float]) -> None:
    assert figures(text, year) == facts


WAYS_TO_SAY_IT: list[tuple[str, int, dict[str, float]]] = [
    (
        "三、依申请公开情况\n全年共收到申请9件次,当面、信函、传真均为0,网络9件次。",
        2015,
        {
            "requests.received": 9,
            "requests.channel.in_person": 0,
            "requests.channel.letter": 0,
            "requests.channel.fax": 0,
            "requests.channel.online": 9,
        },
    ),
    (
        "三、依申请公开情况\n本年度收到的申请中,5件来自网络,3件为邮寄,当面提交的1件。",
        2015,
        {"requests.channel.online": 5, "requests.channel.letter": 3, "requests.channel.in_person": 1},
    ),
    (
        "三、依申请公开情况\n收到申请8宗(当面2,网络5,信函1),已全部答复。",
        2015,
        {
            "requests.received": 8,
            "requests.channel.in_person": 2,
            "requests.channel.online": 5,
            "requests.channel.letter": 1,
        },
    ),
    (
        "三、依申请公开情况\n共收到申请8件,其中当面申请2件,网上、信函各3件。",
        2015,
        {
            "requests.received": 8,
            "requests.channel.in_person": 2,
            "requests.channel.online": 3,
            "requests.channel.letter": 3,
        },
    ),
    ("三、依申请公开情况\n2015年共收到政府信息公开申请 1 127 件。", 2015, {"requests.received": 1127}),
    ("三、依申请公开情况\n2015年我局一件政府信息公开申请也没有收到。", 2015, {"requests.received": 0}),
    ("三、依申请公开情况\n全年政府信息公开申请为零。", 2015, {"requests.received": 0}),
    ("三、依申请公开情况\n全年政府信息公开申请零件。", 2015, {"requests.received": 0}),
    ("三、依申请公开情况\n本年度政府信息公开申请受理数量为零,故无答复。", 2015, {"requests.received": 0}),
    ("三、依申请公开情况\n全年未出现依申请公开事项。", 2015, {"requests.received": 0}),
    (
        "全年因政府信息公开被申请行政复议2件,一件维持,另一件撤销。",
        2015,
        {"review.total": 2, "review.upheld": 1, "review.corrected": 1},
    ),
    (
        "全年因政府信息公开被申请行政复议4起:维持3起,另有1起申请人撤回(其他结果)。",
        2015,
        {"review.total": 4, "review.upheld": 3, "review.other": 1},
    ),
    (
        "因政府信息公开被复议3件(维持2件、纠正1件),被诉2件(驳回原告诉讼请求1件、纠错1件)。",
        2016,
        {
            "review.total": 3,
            "review.upheld": 2,
            "review.corrected": 1,
            "litigation.total": 2,
            "litigation.upheld": 1,
            "litigation.corrected": 1,
        },
    ),
    ("五、行政复议、行政诉讼情况\n行政复议、行政诉讼均未发生。", 2016, {"review.total": 0, "litigation.total": 0}),
    ("五、行政复议、行政诉讼情况\n没有一起复议或诉讼。", 2016, {"review.total": 0, "litigation.total": 0}),
    ("五、行政复议、行政诉讼情况\n全年复议案件零起,诉讼案件零起。", 2016, {"review.total": 0, "litigation.total": 0}),
    (
        "五、行政复议、行政诉讼情况\n全年行政复议案件一件也没有,行政诉讼案件也是零。",
        2016,
        {"review.total": 0, "litigation.total": 0},
    ),
    (
        "五、行政复议、行政诉讼情况\n全年行政复议和行政诉讼案件数均为零。",
        2016,
        {"review.total": 0, "litigation.total": 0},
    ),
    (
        "五、行政复议、行政诉讼情况\n行政复议、行政诉讼分别为2件和1件。",
        2016,
        {"review.total": 2, "litigation.total": 1},
    ),
    ("五、行政复议、行政诉讼情况\n发生行政复议1桩,行政诉讼0桩。", 2016, {"review.total": 1, "litigation.total": 0}),
    (
        "五、行政复议、行政诉讼情况\n有3件申请人不服答复提起行政复议,全部维持。",
        2016,
        {"review.total": 3, "review.upheld": 3},
    ),
    (
        "五、行政复议、行政诉讼情况\n申请人提起行政复议3件,其中2件被维持、1件被责令重作;提起行政诉讼2件,均被驳回。",
        2016,
        {"review.total": 3, "review.upheld": 2, "review.corrected": 1, "litigation.total": 2, "litigation.upheld": 2},
    ),
    ("六、举报\n全年没有收到与政府信息公开有关的举报。", 2016, {"complaints.total": 0}),
    (
        "三、依申请公开情况\n全年新收申请20件,上年遗留3件,共计23件;办结21件,2件转入下年。",
        2022,
        {"requests.received": 20, "requests.carried_in": 3, "requests.outcome.total": 21, "requests.carried_out": 2},
    ),
    (
        "三、依申请公开情况\n从上年度转来的申请1件,本年新增申请6件,年末尚有1件跨年办理。",
        2022,
        {"requests.received": 6, "requests.carried_in": 1, "requests.carried_out": 1},
    ),
    (
        "三、依申请公开情况\n共收到申请6件。答复情况如下:公开3件、部分公开2件、不公开1件。",
        2015,
        {
            "requests.received": 6,
            "requests.outcome.granted": 3,
            "requests.outcome.partial": 2,
            "requests.outcome.denied": 1,
        },
    ),
    (
        "三、依申请公开情况\n共收到申请6件,予以公开、部分公开、不予公开分别为3件、2件、1件。",
        2015,
        {
            "requests.received": 6,
            "requests.outcome.granted": 3,
            "requests.outcome.partial": 2,
            "requests.outcome.denied": 1,
        },
    ),
    (
        "三、依申请公开情况\n共收到申请6件,予以公开3,部分公开2,不予公开1。",
        2022,
        {
            "requests.received": 6,
            "requests.outcome.granted": 3,
            "requests.outcome.partial": 2,
            "requests.outcome.denied": 1,
        },
    ),
    ("三、依申请公开情况\n申请人均为自然人,共5件。", 2022, {"requests.received natural_person": 5}),
    (
        "三、依申请公开情况\n收到申请5件,申请人全部是公民。",
        2022,
        {"requests.received": 5, "requests.received natural_person": 5},
    ),
    (
        "三、依申请公开情况\n收到申请5件,其中自然人3件,企业2件。",
        2022,
        {"requests.received": 5, "requests.received natural_person": 3, "requests.received business": 2},
    ),
    ("四、收费情况\n全年共收取检索费、复制费12.5元。", 2012, {"requests.fees": 0.00125}),
    ("四、收费情况\n未向任何申请人收取费用。", 2012, {"requests.fees": 0}),
    ("四、收费情况\n所有信息均无偿提供。", 2012, {"requests.fees": 0}),
    ("四、收费情况\n依申请提供政府信息,一概不收费。", 2012, {"requests.fees": 0}),
    ("四、收费情况\n收费金额为零。", 2012, {"requests.fees": 0}),
    ("四、收费情况\n共收费0.2万元。", 2012, {"requests.fees": 0.2}),
    ("四、收费情况\n本年度共收取邮寄费、复印费合计120元,减免80元。", 2012, {"requests.fees": 0.012}),
    ("三、依申请公开情况\n我局受理行政许可申请230件,当场办结198件,延期12件。", 2015, {}),
    (
        "三、依申请公开情况\n收到申请3件。12345热线收到诉求340件,按期办结338件,延期办结2件。",
        2015,
        {"requests.received": 3},
    ),
    ("一、概述\n全年办理行政复议案件56件,维持40件,纠正6件;办理行政应诉案件20件。", 2022, {}),
    (
        "一、概述\n收到政府信息公开申请3件。我县作为复议机关共收到行政复议申请56件,维持40件。",
        2022,
        {"requests.received": 3},
    ),
    ("三、依申请公开情况\n收到申请3件。窗口接待来访120件次,电话咨询56次。", 2015, {"requests.received": 3}),
    (
        "一、总体情况\n收到政府信息公开申请3件。全年审结行政诉讼案件12件,其中驳回起诉3件。",
        2015,
        {"requests.received": 3},
    ),
    (
        "一、总体情况\n收到政府信息公开申请3件。承办人大建议5件、政协提案6件,全部按期办结,答复11件。",
        2022,
        {"requests.received": 3},
    ),
    ("二、依申请公开\n2021年全年无人提出申请,2022年收到1件。", 2021, {"requests.received": 0}),
    (
        "三、依申请公开\n没有申请被不予公开,没有申请超期。收到申请2件。",
        2015,
        {"requests.received": 2, "requests.outcome.denied": 0},
    ),
    ("三、依申请公开\n办结12件,其中:公开网站发布8件、部门转办4件。", 2022, {"requests.outcome.total": 12}),
    ("一、概述\n主动公开政府信息40条,不予公开2条。", 2015, {"disclosure.items": 40}),
    ("一、概述\n制作信息60条,其中公开50条,不公开10条。", 2015, {}),
    (
        "三、依申请公开情况\n未收到传真申请,收到信函申请2件。",
        2015,
        {"requests.channel.fax": 0, "requests.channel.letter": 2},
    ),
    ("三、依申请公开情况\n没有开展网络、传真申请业务。", 2015, {}),
    ("五、复议、诉讼\n复议案件无败诉。诉讼未审结。", 2016, {}),
    ("五、复议、诉讼\n行政诉讼案件未审结1件。", 2022, {}),
    ("五、复议、诉讼\n没有因答复不当被撤销的复议案件。", 2016, {}),
    (
        "二、依申请公开\n2016年,县政府及各部门受理公民提出的公开申请计42宗。其中,来函15宗,网站递交22宗,到场申请5宗。",
        2016,
        {
            "requests.received": 42,
            "requests.channel.letter": 15,
            "requests.channel.online": 22,
            "requests.channel.in_person": 5,
        },
    ),
    (
        "二、依申请公开\n我局收到信息公开申请共有5起,其中3起以邮件方式提出,2起由申请人当面提交。",
        2016,
        {"requests.received": 5, "requests.channel.in_person": 2},
    ),
    (
        "二、依申请公开\n2016年收到申请四件,其中网上申请三件、当面申请一件,均予以公开。",
        2016,
        {
            "requests.received": 4,
            "requests.channel.online": 3,
            "requests.channel.in_person": 1,
            "requests.outcome.granted": 4,
        },
    ),
    (
        "二、依申请公开\n年内收到申请(含口头)6件,答复6件;同意公开的4件,占67%,信息不存在的2件,占33%。",
        2016,
        {
            "requests.received": 6,
            "requests.outcome.total": 6,
            "requests.outcome.granted": 4,
            "requests.outcome.nonexistent": 2,
        },
    ),
    (
        "二、依申请公开\n收到申请11件。按时办结10件;延期1件。",
        2016,
        {"requests.received": 11, "requests.concluded.on_time": 10, "requests.concluded.extended": 1},
    ),
    (
        "二、依申请公开\n申请办结总数11件,其中按时办结数10件,延期办结数1件。",
        2016,
        {"requests.concluded": 11, "requests.concluded.on_time": 10, "requests.concluded.extended": 1},
    ),
    (
        "二、依申请公开\n不予公开5件:涉及国家秘密1件,商业秘密2件,个人隐私1件,其余1件属于过程性信息。",
        2016,
        {
            "requests.outcome.denied": 5,
            "requests.outcome.denied.state_secret": 1,
            "requests.outcome.denied.trade_secret": 2,
            "requests.outcome.denied.privacy": 1,
        },
    ),
    (
        "二、依申请公开\n不予公开答复2件(国家秘密1件、个人隐私1件)。",
        2016,
        {"requests.outcome.denied": 2, "requests.outcome.denied.state_secret": 1, "requests.outcome.denied.privacy": 1},
    ),
    ("二、依申请公开\n不予公开2件,均系第三方不同意公开。", 2022, {"requests.outcome.denied": 2}),
    (
        "二、依申请公开\n新收申请14件,上年度结转申请为1件。办理结果:予以公开6件;部分公开2件;不予公开2件,其中国家秘密、行政查询事项各1件;无法提供3件,均为本机关不掌握;不予处理1件,系重复申请;其他处理1件。没有申请结转下一年度。",
        2022,
        {
            "requests.received": 14,
            "requests.carried_in": 1,
            "requests.outcome.granted": 6,
            "requests.outcome.partial": 2,
            "requests.outcome.denied": 2,
            "requests.outcome.denied.state_secret": 1,
            "requests.outcome.denied.inquiry": 1,
            "requests.outcome.unavailable.not_held": 3,
            "requests.outcome.not_processed.repeated": 1,
            "requests.outcome.other": 1,
            "requests.carried_out": 0,
        },
    ),
    (
        "二、依申请公开\n收到申请3件。3件均由自然人提出,经答复2件公开、1件不公开。",
        2022,
        {
            "requests.received": 3,
            "requests.received natural_person": 3,
            "requests.outcome.granted": 2,
            "requests.outcome.denied": 1,
        },
    ),
    (
        "四、复议诉讼\n本年度我局被提起行政复议案件共3件:1件维持、1件撤销、1件终止。",
        2022,
        {"review.total": 3, "review.upheld": 1, "review.corrected": 1, "review.other": 1},
    ),
    (
        "四、复议诉讼\n被复议5件(结果维持3件,尚未审结2件),被起诉2件(均未经复议直接起诉,均维持)。",
        2022,
        {
            "review.total": 5,
            "review.upheld": 3,
            "review.pending": 2,
            "litigation.total": 2,
            "litigation.direct.total": 2,
            "litigation.direct.upheld": 2,
        },
    ),
    (
        "四、复议诉讼\n行政复议数0,行政诉讼数0,举报投诉数0。",
        2016,
        {"review.total": 0, "litigation.total": 0, "complaints.total": 0},
    ),
    ("四、复议诉讼\n复议:0件;诉讼:0件。", 2016, {"review.total": 0, "litigation.total": 0}),
    (
        "四、复议诉讼\n(1)行政复议数量:2件。维持具体行政行为数:2件,被依法纠错数:0件,其他情形数:0件。",
        2016,
        {"review.total": 2, "review.upheld": 2, "review.corrected": 0, "review.other": 0},
    ),
    (
        "四、复议诉讼\n当年发生复议3起,诉讼1起,其中复议维持2起、纠错1起,诉讼胜诉1起。",
        2016,
        {"review.total": 3, "litigation.total": 1, "review.upheld": 2, "review.corrected": 1, "litigation.upheld": 1},
    ),
    (
        "四、复议诉讼\n上年结转的行政诉讼1件,本年判决维持;本年未新发生行政诉讼,行政复议1件正在审理中。",
        2022,
        {"litigation.total": 0, "review.total": 1, "review.pending": 1},
    ),
    ("四、复议诉讼\n2015年发生行政复议4件,2016年发生行政复议2件,同比下降50%。", 2016, {"review.total": 2}),
    (
        "四、复议诉讼\n我局无一例因政府信息公开引发的行政复议、行政诉讼和投诉举报。",
        2016,
        {"review.total": 0, "litigation.total": 0, "complaints.total": 0},
    ),
    (
        "四、复议诉讼\n未因信息公开工作被投诉、举报、复议、诉讼。",
        2016,
        {"review.total": 0, "litigation.total": 0, "complaints.total": 0},
    ),
    (
        "四、复议诉讼\n复议、诉讼、举报投诉数量均为零。",
        2016,
        {"review.total": 0, "litigation.total": 0, "complaints.total": 0},
    ),
    (
        "四、复议诉讼\n行政复议0件、行政诉讼0件、举报0件、投诉0件。",
        2016,
        {"review.total": 0, "litigation.total": 0, "complaints.total": 0},
    ),
    ("四、复议诉讼\n共有2人就信息公开答复提起复议,1人提起诉讼。", 2016, {}),
    ("五、费用\n本年度未产生任何费用。", 2010, {"requests.fees": 0}),
    ("五、费用\n全年收取依申请公开费用共计人民币36元。", 2010, {"requests.fees": 0.0036}),
    ("五、费用\n检索、复制、邮寄费用均未收取。", 2010, {"requests.fees": 0}),
    ("五、费用\n减免费用500元,实收0元。", 2010, {}),
    ("一、概述\n我局受理工伤认定申请12件、行政复议申请3件,收到政府信息公开申请2件。", 2016, {"requests.received": 2}),
    (
        "二、依申请公开\n收到申请2件。内容涉及:规划类1件、征收类1件。接待当面咨询30人次,网上答复留言25条。",
        2016,
        {"requests.received": 2},
    ),
    ("二、依申请公开\n收到申请2件,均当面答复。网络问政平台受理80件。", 2016, {"requests.received": 2}),
    ("二、依申请公开\n收到申请2件,信函回复2件。", 2016, {"requests.received": 2}),
    (
        "一、概述\n全年新发布信息300条,其中网站200、微信60、微博40。收到公开申请1件。",
        2016,
        {
            "requests.received": 1,
            "disclosure.channel.website": 200,
            "disclosure.channel.wechat": 60,
            "disclosure.channel.weibo": 40,
        },
    ),
    ("一、概述\n开展培训2次。行政复议案件网上公开12件。", 2022, {}),
    ("一、概述\n办理行政处罚案件公开12件,不公开3件。", 2022, {}),
    ("三、申请情况\n收到低保申请120件,符合条件予以公开公示98件。", 2016, {}),
    ("一、概述\n全年公开行政复议决定书12份,行政诉讼判决书3份。", 2022, {}),
    ("一、概述\n政府信息公开申请2件。受理群众举报56件,办结56件。", 2016, {"requests.received": 2}),
    ("二、依申请公开\n收到申请5件,其中2015年12月收到1件转入本年办理。", 2016, {"requests.received": 5}),
    ("二、依申请公开\n收到申请15件,比上年减少3件,其中网上申请减少2件。", 2016, {"requests.received": 15}),
    (
        "二、依申请公开\n收到申请15件,上年为12件;予以公开8件,上年为6件。",
        2016,
        {"requests.received": 15, "requests.outcome.granted": 8},
    ),
    ("二、依申请公开\n每件申请均在1件1档的基础上办理。", 2016, {}),
    ("二、依申请公开\n申请方式主要有当面、信函2种。", 2016, {}),
    ("四、复议诉讼\n加强复议、诉讼案件分析,组织旁听庭审2次、案例通报3件。", 2016, {}),
    (
        "二、依申请公开\n新收申请4件;不予处理1件(重复申请)、无法提供1件,因本机关不掌握;予以公开2件。",
        2022,
        {
            "requests.received": 4,
            "requests.outcome.not_processed.repeated": 1,
            "requests.outcome.unavailable.not_held": 1,
            "requests.outcome.granted": 2,
        },
    ),
    ("二、依申请公开\n不予处理1件,系信访举报投诉类申请。", 2022, {"requests.outcome.not_processed.petition": 1}),
    # A row of the form outside its table: its label is no heading of disputes.
    ("(五)不予处理 | 1.信访举报投诉类申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0", 2023, {}),
    ("1.信访举报投诉类申请\t0\t0\t0", 2023, {}),
    (
        "一、主要工作\n1.依申请公开。今年我局共办理政府信息公开申请6件,其中网上4件、信函2件;按期答复6件。",
        2015,
        {"requests.channel.online": 4, "requests.channel.letter": 2, "requests.outcome.total": 6},
    ),
    (
        "(二)依申请公开办理情况\n共收到申请27件:自然人申请25件,法人申请2件。从渠道看,网络19件、信函6件、当面2件、传真0件。",
        2020,
        {
            "requests.received": 27,
            "requests.received natural_person": 25,
            "requests.channel.online": 19,
            "requests.channel.letter": 6,
            "requests.channel.in_person": 2,
            "requests.channel.fax": 0,
        },
    ),
    (
        "(二)依申请公开办理情况\n共收到申请27件,27件均已答复,其中:同意公开20件;部分公开0件;不予公开4件(其中涉及个人隐私3件,国家秘密1件);信息不存在3件。",
        2016,
        {
            "requests.received": 27,
            "requests.outcome.total": 27,
            "requests.outcome.granted": 20,
            "requests.outcome.partial": 0,
            "requests.outcome.denied": 4,
            "requests.outcome.denied.privacy": 3,
            "requests.outcome.denied.state_secret": 1,
            "requests.outcome.nonexistent": 3,
        },
    ),
    (
        "(二)依申请公开办理情况\n公开类答复10件、部分公开类答复2件、不予公开类答复3件。",
        2016,
        {"requests.outcome.partial": 2, "requests.outcome.denied": 3},
    ),
    ("(二)依申请公开办理情况\n收到申请1件,因申请内容不明确,要求补正后申请人放弃。", 2022, {"requests.received": 1}),
    (
        "(二)依申请公开办理情况\n收到申请2件,一件予以公开,一件告知申请人向国土局申请。",
        2016,
        {"requests.received": 2, "requests.outcome.granted": 1},
    ),
    (
        "(二)依申请公开办理情况\n未收到申请,也未发生费用,无人申请复议或提起诉讼。",
        2016,
        {"requests.received": 0, "requests.fees": 0, "review.total": 0, "litigation.total": 0},
    ),
    (
        "(二)依申请公开办理情况\n收到申请0件,上年结转0件,办理0件,结转下年度0件。",
        2022,
        {"requests.received": 0, "requests.carried_in": 0, "requests.carried_out": 0},
    ),
    (
        "五、监督\n全年有政府信息公开行政复议案件1件(维持),行政诉讼案件0件。",
        2022,
        {"review.total": 1, "review.upheld": 1, "litigation.total": 0},
    ),
    (
        "五、监督\n就政府信息公开提起的行政诉讼2件,法院判我局胜诉1件,未审结1件。",
        2016,
        {"litigation.total": 2, "litigation.upheld": 1},
    ),
    ("五、举报投诉\n收到投诉2宗、举报0宗。", 2016, {}),
    ("五、举报投诉\n接到举报投诉1件,已查实处理。", 2016, {"complaints.total": 1}),
    ("五、举报投诉\n全年举报投诉零发生。", 2016, {"complaints.total": 0}),
    ("五、举报投诉\n未接到对信息公开工作的投诉。", 2016, {"complaints.total": 0}),
    ("一、概述\n收到政府信息公开申请2件。综合执法案件申请行政复议3件,维持3件。", 2022, {"requests.received": 2}),
    (
        "一、概述\n收到政府信息公开申请2件。法律援助受理申请56件,予以援助50件。化解诉讼12件。",
        2022,
        {"requests.received": 2},
    ),
    (
        "一、概述\n收到政府信息公开申请2件。办理不动产登记申请1200件,其中网上申请800件、窗口申请400件。",
        2016,
        {"requests.received": 2},
    ),
    (
        "一、概述\n收到政府信息公开申请2件。住房补贴申请审核通过30件,不予受理2件,其他处理3件。",
        2022,
        {"requests.received": 2},
    ),
    (
        "一、概述\n收到政府信息公开申请2件。公租房申请网上提交26件,现场提交30件,同意30件。",
        2016,
        {"requests.received": 2},
    ),
    (
        "二、依申请公开\n收到申请2件。公开平台网络点击5000次,网上咨询35件,来信18件,来访6件。",
        2016,
        {"requests.received": 2},
    ),
    (
        "一、概述\n收到政府信息公开申请2件。开通公开专栏3个,上传文件:规章0、规范性文件3、通知12。",
        2016,
        {"requests.received": 2},
    ),
    ("二、依申请公开\n申请量与往年相比,2014年5件、2015年7件、2016年9件。", 2016, {"requests.received": 9}),
    (
        "三、依申请公开\n申请受理情况:当面申请、传真申请均为0件,网络申请和信函申请分别为4件、2件。",
        2015,
        {
            "requests.channel.in_person": 0,
            "requests.channel.fax": 0,
            "requests.channel.online": 4,
            "requests.channel.letter": 2,
        },
    ),
    (
        "三、依申请公开\n当面、信函、传真、网络申请均为0。",
        2015,
        {
            "requests.channel.in_person": 0,
            "requests.channel.letter": 0,
            "requests.channel.fax": 0,
            "requests.channel.online": 0,
        },
    ),
    (
        "三、依申请公开\n收到申请2件(信函1件、网络1件),其中1件已公开,另1件信息不存在。",
        2015,
        {
            "requests.received": 2,
            "requests.channel.letter": 1,
            "requests.channel.online": 1,
            "requests.outcome.nonexistent": 1,
        },
    ),
    (
        "三、依申请公开\n新收申请3件,其中2件予以公开,1件结转下年。",
        2022,
        {"requests.received": 3, "requests.outcome.granted": 2, "requests.carried_out": 1},
    ),
    (
        "三、依申请公开\n收到申请共3起:予以公开1起,部分公开1起,余下1起尚在办理中,结转至2023年。",
        2022,
        {
            "requests.received": 3,
            "requests.outcome.granted": 1,
            "requests.outcome.partial": 1,
            "requests.carried_out": 1,
        },
    ),
    (
        "三、依申请公开\n2022年新收0件,上年结转0件,结转下年0件。",
        2022,
        {"requests.received": 0, "requests.carried_in": 0, "requests.carried_out": 0},
    ),
    (
        "五、行政复议、行政诉讼\n行政复议2件(1件维持,1件纠正)。行政诉讼3件(未经复议直接起诉1件、复议后起诉2件)。",
        2022,
        {
            "review.total": 2,
            "review.upheld": 1,
            "review.corrected": 1,
            "litigation.total": 3,
            "litigation.direct.total": 1,
            "litigation.after_review.total": 2,
        },
    ),
    ("五、行政复议、行政诉讼\n行政复议2件,均已审结,结果维持2件。", 2022, {"review.total": 2, "review.upheld": 2}),
    (
        "五、行政复议、行政诉讼\n行政复议总计2件,其中结果维持、结果纠正各1件。",
        2022,
        {"review.total": 2, "review.upheld": 1, "review.corrected": 1},
    ),
    ("五、行政复议、行政诉讼\n行政诉讼2件,全部驳回。", 2016, {"litigation.total": 2, "litigation.upheld": 2}),
    ("五、行政复议、行政诉讼\n行政诉讼2件,一审驳回1件,二审维持1件。", 2016, {"litigation.total": 2}),
    (
        "五、行政复议、行政诉讼\n行政复议0件,行政诉讼1件,系复议后起诉,结果维持。",
        2022,
        {
            "review.total": 0,
            "litigation.total": 1,
            "litigation.after_review.total": 1,
            "litigation.after_review.upheld": 1,
        },
    ),
    ("五、行政复议、行政诉讼\n行政复议撤销率为0,行政诉讼败诉率为0。", 2022, {}),
    ("五、行政复议、行政诉讼\n行政复议机构办理涉信息公开复议2件。", 2022, {}),
    ("一、概述\n我局为被告的行政诉讼12件,其中涉及政府信息公开2件。", 2022, {"litigation.total": 2}),
    (
        "一、概述\n收到政府信息公开申请3件。全年因房屋征收引发行政复议12件、行政诉讼20件。",
        2022,
        {"requests.received": 3},
    ),
    ("一、概述\n收到政府信息公开申请3件。受理行政许可12件,当面办理10件,网上2件。", 2015, {"requests.received": 3}),
    ("一、概述\n收到政府信息公开申请3件。公开行政许可120条,信函通知5次,传真发文6件。", 2015, {"requests.received": 3}),
    ("一、概述\n收到政府信息公开申请3件。走访企业20家,服务企业30件,个人20件。", 2022, {"requests.received": 3}),
    ("一、概述\n收到政府信息公开申请3件。全年检查个体户,涉及企业5件次、自然人12件次。", 2022, {"requests.received": 3}),
    ("一、概述\n收到政府信息公开申请3件。合同审查中,涉及商业秘密2件,重复申请专利1件。", 2022, {"requests.received": 3}),
    ("一、概述\n收到政府信息公开申请3件。清理规范性文件,予以公开30件,不予公开2件。", 2022, {"requests.received": 3}),
]

SET_OUT_IN_OTHER_WAYS: list[tuple[str, int, dict[str, float]]] = [
    (
        "【依申请公开】收到申请(9件):网上(6件)、当面(3件)。【收费】无。【复议诉讼】无。",
        2016,
        {
            "requests.received": 9,
            "requests.channel.online": 6,
            "requests.channel.in_person": 3,
            "requests.fees": 0,
            "review.total": 0,
            "litigation.total": 0,
        },
    ),
    (
        "三、依申请公开\n本年新收申请(26件,上年24件),同意公开(20件,占77%)、不予公开(6件,占23%)。",
        2016,
        {"requests.received": 26, "requests.outcome.granted": 20, "requests.outcome.denied": 6},
    ),
    ("三、依申请公开\n收到申请12件(12件),比上年(10件)多2件。", 2016, {"requests.received": 12}),
    (
        "一、主动公开\n主动公开政府信息1024条[其中:网站800条/微博100条]。",
        2016,
        {"disclosure.items": 1024, "disclosure.channel.website": 800, "disclosure.channel.weibo": 100},
    ),
    ("◆依申请公开\n全年受理12件,全部答复。\n◆收费\n0元。", 2016, {"requests.received": 12, "requests.fees": 0}),
    ("二、依申请公开:0件。\n三、收费\n10元。", 2016, {"requests.received": 0}),
    (
        "四、行政复议、行政诉讼情况\n[图片:表三.png]\n\n各项数据均为0。",
        2020,
        {"review.total": 0, "litigation.total": 0},
    ),
    ("四、收费\n收取费用叁佰贰拾圆整。", 2016, {"requests.fees": 0.032}),
]
PARTS_AND_SUMS: list[tuple[str, int, dict[str, float]]] = [
    ("参加市政府新闻发布会2次,举办1次,共3次。", 2016, {"response.press_conferences": 3}),
    ("举办新闻发布会3次、在线访谈2次,共5次。", 2016, {"response.press_conferences": 3, "response.interviews": 2}),
    ("召开新闻发布会2次,接待采访3次,共6次。", 2016, {}),
    ("救助站、婚姻登记处各设查阅点一处,共两处。", 2016, {"capacity.reading_points": 2}),
    ("救助站、婚姻登记处各设查阅点一处。", 2016, {}),
    ("图书馆查阅点1个、档案馆查阅点1个。", 2016, {}),
    ("县本级设查阅点2个,乡镇设查阅点18个,共20个。", 2016, {"capacity.reading_points": 20}),
    ("六、机构人员\n信息公开培训2次、业务会3次,共5次。", 2016, {}),
    ("一、总体情况\n原办1—6月公开信息117条,我局7—12月公开信息124条,全年合计241条。", 2021, {"disclosure.items": 241}),
    ("一、总体情况\n1—6月公开信息117条。", 2021, {}),
    ("一、总体情况\n1—12月公开信息117条。", 2021, {"disclosure.items": 117}),
    ("三、依申请公开\n12月收到申请1件。", 2021, {}),
    ("三、依申请公开\n局机关收到申请5件,分局收到申请3件,合计8件。", 2021, {"requests.received": 8}),
    ("三、依申请公开\n收到申请5件,上年结转3件,合计8件。", 2021, {"requests.received": 5, "requests.carried_in": 3}),
    ("三、依申请公开\n未收到书面申请,收到网上申请3件。", 2016, {"requests.channel.online": 3}),
    ("四、复议诉讼\n未接到1起复议申请,一起诉讼也没有。", 2016, {"review.total": 0, "litigation.total": 0}),
]


@pytest.mark.parametrize(("text", "year", "facts"), [*WAYS_TO_SAY_IT, *SET_OUT_IN_OTHER_WAYS, *PARTS_AND_SUMS])
def test_reads_many_ways_and_no_look_alikes(text: str, year: int, facts: dict[str, float]) -> None:
    assert figures(text, year) == facts


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("全年共收到政府信息公开申请 3\n件。", "收到政府信息公开申请 3\n件"),
        ("全年收到政府\n信息公开申请 34 件,上年结转 2 件。", "收到政府\n信息公开申请 34 件"),
        ("全年收到政府信息公开申请１２件。", "收到政府信息公开申请１２件"),
        ("全年收到政府信息公開申請12件,沒有發生行政復議,也沒有行政訴訟。", "收到政府信息公開申請12件"),
        ("全年收到政府信息公開(kāi)申請12件。", "收到政府信息公開(kāi)申請12件"),
    ],
)
def test_evidence_is_the_source_as_it_stands(text: str, quote: str) -> None:
    facts, _ = read(text)
    assert quote in [fact.quote for fact in facts if fact.indicator == "requests.received"]


def test_a_wrapped_paragraph_is_one_text() -> None:
    text = (
        "四、政府信息公开申请情况\n"
        "全年收到政府信息公开申请 34 件，上年结转政府信息公开\n申请 2 件，所有申请均已按要求办理完成。所有办结的信息公开\n"
        "申请中同意公开答复 9 件，部分公开答复 0 件，不予公开答复 2\n件，无法提供的 10 件，其他处理 14 件，转下一\n年度办理答复的有 1 件。\n"
    )
    assert figures(text, 2024) == {
        "requests.received": 34,
        "requests.carried_in": 2,
        "requests.outcome.granted": 9,
        "requests.outcome.partial": 0,
        "requests.outcome.denied": 2,
        "requests.outcome.other": 14,
        "requests.carried_out": 1,
    }


def test_tables_are_left_to_the_tables() -> None:
    text = "全年收到政府信息公开申请3件。\n予以公开 | 信息公开申请9件 |\n没有发生行政复议。政府信息公开没有行政诉讼。"
    start = text.index("予以公开")
    facts, _ = read(text, 2022, ((start, text.index("没有发生")),))
    assert [(fact.indicator, fact.value) for fact in facts if fact.indicator.startswith("requests")] == [
        ("requests.received", 3)
    ]


APPENDED = "某局2016年政府信息公开年度报告\n2016年收到政府信息公开申请5条。\n{title}\n{year}年公开信息67条。信息公开工作人员1人。"


@pytest.mark.parametrize(
    ("title", "year", "staff"),
    [
        ("附:某局2015年政府信息公开年度报告", 2015, None),
        ("某局2015年政府信息公开年度报告", 2015, None),
        ("某局2016年政府信息公开年度报告", 2016, 1),
        ("上一篇:某局2015年政府信息公开年度报告 下一篇", 2016, 1),
    ],
)
def test_a_report_of_another_year_behind_it_is_not_read(title: str, year: int, staff: int | None) -> None:
    found = figures(APPENDED.format(title=title, year=year), 2016)
    assert found["requests.received"] == 5
    assert found.get("capacity.staff") == staff


def test_page_of_the_evidence() -> None:
    text = "封面\n全年收到政府信息公开申请3件。"
    facts, _ = read_narrative(Document(text, "pdf", (0, 3)), clean(text), 2022, ())
    assert [fact.page for fact in facts] == [2]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("主动在政府门户网站上公开信息共计  条。向市委报送信息31条。", ["missing_number"]),
        ("全年收到依申请公开  件。", ["missing_number"]),
        ("全年共受理政府信息公开申请____件。", ["missing_number"]),
        ("全年主动公开政府信息3100余条。", ["approximate_value"]),
        ("全年主动公开政府信息近300条。", ["approximate_value"]),
        ("街道一年公开事项共计261余项。", ["approximate_value"]),
        ("发放传单1.2万余张,接听电话200余次。", []),
        ("公开信息的条件和程序。", []),
        ("全年收到政府信息公开申请3件。", []),
    ],
)
def test_issues(text: str, codes: list[str]) -> None:
    _, issues = read(text)
    assert [issue.code for issue in issues] == codes


@pytest.mark.parametrize("text", ["", "\n\n", "。", "一、", "|", "1", "《", "(一)", "没有", "未收到"])
def test_nothing_to_read(text: str) -> None:
    assert read(text) == ([], [])


CORPUS = Path(__file__).parent.parent.parent / "corpus"
TABLE = re.compile(r"\n[^\n]*第二十[条條][^\n]*第[^\n]*(?:\n.*?)*?(?=\n\s*[三五]、|\Z)|\(本列[数數]据.*", re.DOTALL)


@pytest.mark.parametrize("labels", sorted(CORPUS.glob("*.json")), ids=lambda path: path.stem)
def test_labelled_page(labels: Path) -> None:
    """Every labelled figure of the prose is found, and nothing that the labels do not know."""
    gold = json.loads(labels.read_text(encoding="utf-8"))
    if gold["report"] is None:
        return
    text = (CORPUS / gold["file"]).read_text(encoding="utf-8")
    facts, _ = read(text, gold["report"]["year"], tuple(match.span() for match in TABLE.finditer(text)))
    got = {(fact.indicator, fact.applicant, fact.value) for fact in facts}
    wanted = {
        (fact["indicator"], fact.get("applicant"), fact["value"])
        for fact in gold["facts"]
        if fact["source"] == "narrative"
    }
    known = [*gold["facts"], *gold.get("optional_facts", [])]
    assert wanted <= got
    assert got <= {(fact["indicator"], fact.get("applicant"), fact["value"]) for fact in known}

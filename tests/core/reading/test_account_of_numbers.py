"""Every number of the prose is a figure, explained, or told; nothing is a zero that only looks like one."""

import pytest

from core.reading.narrative import read_narrative
from core.text.clean import clean
from core.types import Document

DISCLOSURE, REQUESTS = "(一)主动公开\n", "(二)依申请公开\n"


def told(text: str, year: int = 2023) -> tuple[dict[str, float], list[str]]:
    """The figures and the unread numbers of a text."""
    facts, issues = read_narrative(Document(text), clean(text), year, ())
    return {fact.indicator: fact.value for fact in facts}, [
        f"{dict(issue.values)['number']}" for issue in issues if issue.code == "unread_figure"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "存在未严格按照时限办理政府信息公开申请的情况。",
        "个别单位没有按时办理依申请公开事项。",
        "部分干部没有办理过政府信息公开申请,经验不足。",
        "没有积压未处理的政府信息公开申请。",
        "无未办结政府信息公开申请。",
        "未发生漏收、漏办政府信息公开申请。",
        "上半年,我局未收到政府信息公开申请。",
        "一年来未出现因信息公开答复被行政复议纠错、被行政诉讼判决败诉的情形。",
        "没有行政复议决定被撤销的案件。",
        "全年作出的执法活动均无被申请行政复议或提起行政诉讼。",
        "各类行政许可案件未发生行政复议和行政诉讼。",
        "上半年,收到申请4件。",
        "2023年7月至12月,我局主动公开政府信息640条。",
    ],
)
def test_no_figure_of_another_thing_or_time(sentence: str) -> None:
    assert told(f"{REQUESTS}{sentence}") == ({}, [])


@pytest.mark.parametrize(
    "sentence",
    [
        "本报告全文包括主动公开政府信息情况、依申请公开政府信息情况、收费及减免情况、附表,共7个部分。",
        "本报告由主动公开、收到和处理政府信息公开申请情况、存在的主要问题等共6个部分组成。",
        "明确主动公开、依申请公开、政策解读和舆情回应等五项具体工作。",
        "索引号:002668899/2018-66836公开方式:主动公开",
    ],
)
def test_numbers_of_names_and_of_index_numbers_are_not_told_as_unread(sentence: str) -> None:
    assert told(f"{DISCLOSURE}{sentence}") == ({}, [])


def test_what_follows_a_list_is_counted() -> None:
    assert told(f"{REQUESTS}就环境、预算等3项政府信息公开申请作出答复。")[1] == ["3"]


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("本年度未收取依申请公开信息处理费。", 0),
        ("未收取政府信息公开申请信息处理费。", 0),
        ("没有收取任何信息公开申请处理费。", 0),
        ("未产生依申请公开信息处理费。", 0),
        ("未向申请人收取依申请公开信息处理费。", 0),
        ("2023年,未收到公民、法人和其他组织政府信息公开申请的信息处理费。", 0),
        ("信息处理费0元。", 0),
        ("全年收取政府信息公开信息处理费1200元。", 0.12),
    ],
)
def test_processing_fees_are_no_requests_and_no_other_fees(sentence: str, amount: float) -> None:
    assert told(f"{REQUESTS}{sentence}") == ({"requests.processing_fees": amount}, [])


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("通过政府信息公开专栏主动公开政府信息33条。", ["33"]),
        ("全年收到二十三件信息公开申请并转办。", ["23"]),
        ("我镇主动公开内容共27条。", ["27"]),
    ],
)
def test_a_number_that_could_not_be_read_is_told(text: str, numbers: list[str]) -> None:
    facts, issues = told(DISCLOSURE + text)
    for number in numbers:
        assert float(number) in facts.values() or number in issues


@pytest.mark.parametrize(
    "text",
    [
        "统计期限自2023年1月1日起至2023年12月31日止。如有疑问请联系0817-2601111。",
        "《条例》(国务院令第711号)第二十条规定了15项内容。",
        "接听热线1200次,办理提案12件,网站访问量32万次,微信粉丝2.3万人。",
        "比上年增加12件,增长15.6%。",
        "2022年收到政府信息公开申请7件。",
        "近三年共收到政府信息公开申请131件。",
        "力争全年公开政府信息300条。",
        "主动公开政府信息300余条。",
        "我局有窗口26个,公示栏4块。",
    ],
)
def test_explained_numbers_are_not_told(text: str) -> None:
    assert told(DISCLOSURE + text)[1] == []


@pytest.mark.parametrize("times", [1, 2, 40])
def test_a_figure_told_again_is_not_unread(times: int) -> None:
    text = "二、依申请公开\n2018年" + "收到政府信息公开申请17件," * times
    facts, issues = read_narrative(Document(text), clean(text), 2018, ())
    assert [(fact.indicator, fact.value) for fact in facts] == [("requests.received", 17)]
    assert issues == ()


@pytest.mark.parametrize(
    ("text", "year", "numbers"),
    [
        (
            f"{REQUESTS}全年收到申请1件,为某电力公司以信函方式提出,申请公开线路图,公司于第6个工作日书面答复,予以公开。",
            2016,
            ["1"],
        ),
        ("五、行政复议\n因信息公开被申请行政复议1件,市政府法制机构维持了我局的答复。", 2015, ["1"]),
        ("(二)规范性文件\n全年制发规范性文件23件,均已在政府公报公开。", 2022, ["23"]),
        (f"{REQUESTS}收到申请9件,除1家商业企业外均为自然人。", 2022, ["1"]),
        (f"{REQUESTS}收到申请26件。其中8人当面递交,18人邮寄。", 2012, ["8", "18"]),
        ("五、行政复议\n有2名申请人不服信息公开答复申请行政复议。", 2012, ["2"]),
        ("六、机构和人员\n政府信息公开工作由2名干部负责,县级另设公共查阅点3个。", 2012, ["2", "3"]),
        ("六、培训\n6月、11月各办政府信息公开培训班1期。", 2012, ["1"]),
    ],
)
def test_a_statement_or_a_number_that_gave_no_figure_is_told(text: str, year: int, numbers: list[str]) -> None:
    facts, issues = told(text, year)
    assert [number for number in numbers if number not in issues and float(number) not in facts.values()] == []


@pytest.mark.parametrize(
    ("text", "year", "code"),
    [
        (
            "(一)主动公开\n全年公开信息1846条,其中通过云岭水利网公开1590条,通过省门户网站公开256条。",
            2012,
            "disclosure.channel.website",
        ),
        ("六、机构\n办公室1名同志专门负责政府信息公开工作,各股室另有8名联络员。", 2015, "capacity.staff"),
        ("六、机构\n各处室、直属单位确定信息公开联络员38名。", 2015, "capacity.staff"),
        ("六、人员\n公司客服中心专职1人,六个分公司各配兼职1人。", 2015, "capacity.staff.part_time"),
        (f"{REQUESTS}收到申请5件。按期答复4件,1件经批准延期后答复。", 2015, "requests.outcome.total"),
        ("六、培训\n参加县里组织的政府信息公开培训2次、8人次。", 2015, "training.trainees"),
        ("六、培训\n6月、11月各办政府信息公开培训班1期。", 2012, "training.courses"),
        (
            "(一)概况\n政府信息1204条中,列入主动公开1038条,列入依申请公开127条,不予公开39条。",
            2012,
            "requests.outcome.denied",
        ),
        (f"{REQUESTS}全年无人申请公开信息。患者复印病历342份,收取复印工本费1.05万元。", 2013, "requests.fees"),
    ],
)
def test_one_of_several_is_not_the_whole(text: str, year: int, code: str) -> None:
    assert code not in told(text, year)[0]


@pytest.mark.parametrize(
    ("text", "year", "code", "value"),
    [
        (f"{REQUESTS}去年全年共受理公开申请13宗,今年受理20宗。", 2010, "requests.received", 20),
        (
            "三、办理\n答复情况:予以公开21件,部分公开5件,不予公开4件,信息不存在2件。",
            2014,
            "requests.outcome.granted",
            21,
        ),
        ("四、复议\n行政复议19件,维持14件。行政诉讼3件,无一件经过复议。", 2023, "review.total", 19),
        ("四、复议\n因信息公开被申请行政复议2件,其中维持1件,申请人自行撤回1件。", 2014, "review.other", 1),
        ("四、复议\n因信息公开被申请行政复议2件,已审结1件,1件仍在审理。", 2012, "review.pending", 1),
        (
            f"{REQUESTS}2023年新收申请13件,上年结转1件。申请人均为自然人,无法人或其他组织申请。",
            2023,
            "requests.received",
            13,
        ),
        (f"{REQUESTS}按期答复24件,经批准延期答复5件。", 2014, "requests.concluded.on_time", 24),
        (f"{DISCLOSURE}历年公开信息403条,2012年当年公开97条。", 2012, "disclosure.items", 97),
        (f"{DISCLOSURE}主动公开信息60条,其中县政府网站40条,村公开栏20条。", 2012, "disclosure.channel.other", 20),
        ("(二)规范性文件\n制作规范性文件1件,对外公开的规范性文件累计5件。", 2019, "normative.in_public", 5),
        (f"{REQUESTS}收到申请3件,均免费提供。", 2014, "requests.fees", 0),
        (f"{REQUESTS}全年仅收到1件当面提出的申请。", 2014, "requests.received", 1),
    ],
)
def test_what_another_number_beside_or_a_word_of_another_matter_does_not_hide(
    text: str, year: int, code: str, value: float
) -> None:
    assert told(text, year)[0].get(code) == value

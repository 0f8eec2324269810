"""Sentences that stand among what was taken for the rows of a table are read as prose."""

from core.reading.parse import parse
from core.types import Document

TITLE = "白石市2012年政府信息公开工作年度报告\n白石市人民政府2012年政府信息公开工作情况如下。\n"


def figures(text: str) -> dict[str, float]:
    return {fact.indicator: fact.value for fact in parse(Document(text)).facts}


def test_a_list_of_outcomes_is_prose() -> None:
    found = figures(
        f"{TITLE}二、依申请公开\n(一)申请。全市共收到政府信息公开申请176件。\n(二)答复。年内作出答复172件。172件的构成是:"
        "属于已主动公开范围的39件,同意公开78件,同意部分公开11件,不同意公开14件,信息不存在的13件,告知作出更改补充的5件。"
        "不同意公开的14件中,个人隐私4件、商业秘密3件、国家秘密1件、法律法规规定的其他情形6件。\n(三)收费。向申请人收取成本费用1260元。\n"
    )
    assert found == {
        "requests.received": 176,
        "requests.outcome.total": 172,
        "requests.outcome.already_public": 39,
        "requests.outcome.granted": 78,
        "requests.outcome.partial": 11,
        "requests.outcome.denied": 14,
        "requests.outcome.nonexistent": 13,
        "requests.outcome.to_be_corrected": 5,
        "requests.outcome.denied.privacy": 4,
        "requests.outcome.denied.trade_secret": 3,
        "requests.outcome.denied.state_secret": 1,
        "requests.outcome.denied.other_legal": 6,
        "requests.fees": 0.126,
    }


def test_prose_above_a_table_with_the_same_heads_is_prose() -> None:
    rows = "".join(
        f"{number}.{label} 件 {number}\n" for number, label in enumerate(("当面申请数", "传真申请数", "网络申请数"), 1)
    )
    found = parse(
        Document(
            f"{TITLE}二、主动公开情况\n全年主动公开政府信息538条。\n三、依申请公开情况\n收到申请6件。\n四、复议、诉讼情况\n未发生。\n"
            "五、收费情况\n没有收费。\n附表:\n政府信息公开情况统计表\n(2012年度)\n统计指标 单位 统计数\n"
            "一、主动公开情况 —— ——\n(一)主动公开政府信息数 条 538\n其中:主动公开规范性文件数 条 2\n制发规范性文件总数 件 2\n"
            f"三、依申请公开情况 —— ——\n(一)收到申请数 件 6\n{rows}"
        )
    )
    told = {fact.indicator: fact.value for fact in found.facts if fact.source == "narrative"}
    assert told == {
        "disclosure.items": 538,
        "requests.received": 6,
        "review.total": 0,
        "litigation.total": 0,
        "requests.fees": 0,
    }
    assert {fact.indicator for fact in found.facts if fact.source == "table"} >= {
        "requests.channel.online",
        "normative.issued",
    }


def test_outcomes_and_a_sum_of_money_are_no_request_table() -> None:
    found = figures(
        f"{TITLE}三、依申请公开\n全年收到申请66件。答复情况:公开31件,部分公开12件。\n四、收费及减免情况\n"
        "根据《关于提供政府公开信息收费标准及有关问题的通知》,全年收取检索费、复制费合计0.11万元,无减免。\n"
    )
    assert found == {
        "requests.received": 66,
        "requests.outcome.granted": 31,
        "requests.outcome.partial": 12,
        "requests.fees": 0.11,
    }


def test_the_request_table_behind_outcomes_in_prose_is_read_where_it_is_cut_off() -> None:
    text = (
        "白石市2023年政府信息公开工作年度报告\n(二)依申请公开。受理申请31件。予以公开12件、部分公开6件、不予公开3件(属于国家秘密1件、"
        "属于四类过程性信息2件)、不予处理2件(均为重复申请)。\n三、收到和处理政府信息公开申请情况\n"
        "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)\n申请人情况\n自然人 法人或其他组织 总计\n"
        "商业企业 科研机构 社会公益组织 法律服务机构 其他\n一、本年新收政府信息公开申请数量 30 0 1 0 0 0 31\n"
        "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n三、本年度办理结果 (一)予以公开 12 0"
    )
    rows = [
        fact.value for fact in parse(Document(text)).facts if fact.indicator == "requests.received" and fact.applicant
    ]
    assert rows == [30, 0, 1, 0, 0, 0]

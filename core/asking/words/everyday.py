"""How people say what the forms have other words for: 没公开几件, 涨了没, 上千件, 最多的两家，哪两家.

A wording that only says the same otherwise is read so; one that is taken for a row of the form is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from core.asking.words.slips import Repair

_COUNT = "[两二三四五六七八九十]"
_ENDS = r"(?=[?？。,，;；!！~～\s]|$)"
_ROUND = {"百": "100", "千": "1000", "万": "10000"}
_DAY = r"(?:哪一?天|几号|几月几[号日]|什么时候|什么日子|啥时候|何时|哪个日子|多会儿)"
_OUT = r"(?:出来|出去|上去|上来|上网|到网上|在网上|出炉|上线)"


@dataclass(frozen=True, slots=True)
class _Wording:
    """What is written, and as what it is read; `hint` may stand in the text, else nothing is looked for."""

    hint: str
    written: re.Pattern[str]
    meant: str | Callable[[re.Match[str]], str]
    told: bool = False


def _at_least(match: re.Match[str]) -> str:
    """上千件, 过万件."""
    return f"{'达到' if match[1] == '上' else '超过'}{_ROUND[match[2]]}"


def _none_received(match: re.Match[str]) -> str:
    return f"没有收到{match[1] or '申请'}"


_WORDINGS = tuple(
    _Wording(hint, re.compile(written), meant, told)
    for hint, written, meant, told in (
        # 2022年底现行有效
        ("年", r"((?:19|20)\d\d|[去前今])年年?[底末](?!结转|存量|[没未尚剩还])", r"\1年", False),
        ("年", r"((?:19|20)\d\d|[去前今])年(?=[底末](?:结转|存量|[没未尚剩还]))", r"\1年年", False),
        # 没公开的几件, 未公开多少件; of reports it is another question.
        (
            "公开",
            r"(?<![有还没因由])(?:没有?|未)(?:能|给|予以?)?公开的?(?=[^,，。?？年报]{0,3}(?:多少|几[件个条])|[是有](?:多少|几[件个条]))",
            "不予公开",
            True,
        ),
        # 文件去年发得最多的县
        ("文件", r"(?<![性头规])文件([^,，。?？]{0,6}?)发得(?=最)", r"规范性文件\1制发", True),
        # 涨了没, 降下来没有: asks whether it did.
        (
            "没",
            r"(涨|跌|降|升|增|减|上升|下降|增加|减少|增长|回升|回落)(?:了|过|下来|下去|上去|上来|起来)*没有?" + _ENDS,
            r"\1了吗",
            False,
        ),
        (
            "没",
            rf"((?:年报|年度报告|报告)[^,，。?？]{{0,6}}?)(?:已经|都)?(?:出来|出|挂{_OUT}?|发{_OUT}|上线|上网|出炉)了?(?:没有?|吗|么)"
            + _ENDS,
            r"\1有没有",
            False,
        ),
        # 哪一天挂出来的, 几号贴上网的: when a report came out.
        (
            "报",
            rf"(?:是|在)?{_DAY}[才就被给]?(?:(?:挂|贴|放|登|上传|传|晒|发){_OUT}|(?:挂|贴|登|晒)(?!网))的?",
            "什么时候发布",
            False,
        ),
        # 一件都没收到: of requests, where nothing else is named.
        (
            "没",
            r"一[件个](申请|复议|诉讼|官司)?[都也]没有?(?:收到|接到|收|有)过?(?!申请|复议|诉讼)",
            _none_received,
            False,
        ),
        ("件", r"([上过破])([百千万])(?=[多余]?[件条起宗])", _at_least, False),
        # 最多的两家，哪两家
        (
            "最",
            rf"最([多少高低])的(?:是|为|那)?(?:哪)?({_COUNT})(?:个县|家|个|名|位)(?:单位)?[,，]?(?:[分都]?别?是)?(?:哪\2[家个名位]?)?",
            r"最\1的\2个",
            False,
        ),
        ("第二", r"排(?:名|在)?第二(?:名|位)?[、和与跟,，]第三(?:名|位)?的?(?:县|是|分别是)?", "前三名", True),
        ("最", r"(?<=最[多少高低]的)机构(?![=:：])", "县", False),
        ("谁", r"(?:[,，?？](?:都|分别|各)?|都|分别)(?:有|是)谁(?=[?？。]*$)", "有哪些", False),
        ("有没有", r"有没有(?:哪个|哪家)?(县市区|县区|区县|县|区|单位)(?=[^,，。?？]*没有)", r"哪些\1", False),
        ("中", r"\d{1,2}个(县市区|县区|区县)(?=[中里])", r"各\1", False),
        (
            "比例",
            r"有(?:多大|多少|多高)的?比例的([^,，。?？]{2,12}?)(?:是|属于)[“\"]?([^,，。?？”\"]{2,20})[”\"]?",
            r"\2占\1的比例",
            False,
        ),
        ("还", r"((?:有效|现行|在用|管用)[^,，。?？]{0,10}?)还[剩留](?:下)?(?=几|多少)", r"\1还有", False),
        ("改", r"^(?:那就?|请|那么)?(?:改[为成查问看]|换[作为])(?=[\u4e00-\u9fff])", "", False),
        ("吧", r"(?<=[年县区市])总(?:该|归)?有了?吧[?？]*$", "呢", False),
        ("更", r"(?:没|未)有?更多了?吧", "", False),
        # 公开了几件，我说的是予以公开
        (
            "公开",
            r"公开了?(?:几|多少)[件条个]?[,，。]?(?:我(?:说|指|问)的是|就是(?:说|指)?)(予以公开|部分公开|不予公开)的?",
            r"\1几件",
            False,
        ),
        ("案", r"((?:予以|不予|部分)公开|不予处理)的?案[件子]", r"\1", False),
        (
            "because",
            r"\b(?:could not|couldn't|were not|weren't) (?:be )?(?:answered|met|granted|provided|satisfied|fulfilled)"
            r" because (?:the )?[a-z]+(?: [a-z]+)? (?:did not|didn't|does not|doesn't) (?:hold|have)"
            r"(?: the| such| that| any)?(?: information| it)?",
            "information not held by the agency",
            False,
        ),
        (
            "requests",
            r"\brequests (?:reached|went to|were sent to|were made to|were addressed to|came to|got to) "
            r"(?!an? |the |their |its |\d)(?=[a-z])",
            "requests were received by ",
            False,
        ),
        ("most", r"\bmost (?=grateful|obliged|appreciat|kind\b|helpful)", "", False),
        ("plus", r"\brate ?\([^()\d]{2,40}\bplus\b[^()\d]{2,40}\)", "rate", False),
        ("review", r"(?<=\d )(?:administrative )?(reviews?|lawsuits?)\b", r"administrative \1", False),
        ("lawsuit", r"(?<=\d )(?:administrative )?(reviews?|lawsuits?)\b", r"administrative \1", False),
    )
)


def read(text: str) -> tuple[str, tuple[Repair, ...]]:
    """A prepared text in the words of the forms, and what was taken for others of them."""
    taken: list[Repair] = []
    for wording in _WORDINGS:
        if wording.hint not in text:
            continue
        match = wording.written.search(text)
        if match is None:
            continue
        if wording.told:
            taken.append((match.group(), match.expand(wording.meant) if isinstance(wording.meant, str) else ""))
        text = wording.written.sub(wording.meant, text)
    return text, tuple(taken)

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

ALL_COUNTIES = r"\d{1,2}个(县市区|县区|区县)(?=[中里共]|(?:19|20)\d\d|[去前今]年|合计|一共|总共)"
"""温州12个县市区共收到2901件: all of them, told by their number."""


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


def none_received(match: re.Match[str]) -> str:
    """一件都没收到: of requests, where the match names nothing else."""
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
            none_received,
            False,
        ),
        ("件", r"([上过破超])([百千万])(?=[多余]?[件条起宗])", _at_least, False),
        # 去年申请破千了
        ("了", r"([上过破超])([百千万])(?=了(?:[ 　,，。?？吗没]|$))", lambda match: f"{_at_least(match)}件", False),
        # 2023年相对2022年
        ("相对", r"相对于?(?=(?:19|20)\d\d年|[上去前]年)", "比", False),
        ("找出", r"^(?:请)?(?:帮我)?找出(?:来)?", "", False),
        ("给出", r"[,，、]?[并且]?(?:请)?给出(?:该|这个|其)?(?:值|数值|数|数字|结果)", "是多少", False),
        ("百分比", r"[,，]?(?:请)?[以用按](?:百分比|百分数)(?:来)?(?:表示|形式|表达)", "占比", False),
        ("序列", r"[(（]?时间序列[)）]?", "", False),
        ("限", r"(?:[,，。?？ ]+(?:只|仅)?|只|仅)限(?:于)?(?=[\u4e00-\u9fff]{2,6}[,，。?？]*$)", "，", False),
        ("没能提供", r"没能(?:够)?提供", "无法提供", False),
        (
            "指",
            r"(?:到底|究竟|具体)?(?:是)?指(?:的是)?(?:哪|什么)[一二两三四五六七八九几]?[类样种项条个]?(?:情形|内容|信息)?(?=[,，。?？]|$)",
            "是什么意思",
            False,
        ),
        ("构成", r"的?法定(?:构成|含义|范围)", "是什么意思", False),
        ("同一指标", r"(?<=年)(?:的)?同一(?:个)?指标(?:的)?(?:数值|值|数)?", "呢", False),
        ("该机构", r"该(?:机构|单位|机关)", "它", False),
        ("差值", r"(?<=年)(?:的)?差值", "相差多少", False),
        ("later", r"\b(?:a|one) year later\b", "the next year", False),
        ("after", r"\bi'?m after\b", "i want", False),
        ("bother", r"\bsorry to bother you(?: once)? (?:again|once more)\b[ ,.:;-]*", "", False),
        ("absolute", r" ?\((?:in )?absolute(?: terms| number)?\)", "", False),
        (
            "件",
            r"(不到|不足|不满|少于|低于|超过|多于|高于|达到|没到|没过)([百千万])(?=[件条起宗])",
            lambda match: f"{match[1]}{_ROUND[match[2]]}",
            False,
        ),
        # 最多的两家，哪两家
        (
            "最",
            rf"最([多少高低])的(?:是|为|那)?(?:哪)?({_COUNT})(?:个县|家|个|名|位)(?:单位)?[,，]?(?:[分都]?别?是)?(?:哪\2[家个名位]?)?",
            r"最\1的\2个",
            False,
        ),
        (
            "的",
            rf"(?:排(?:在|名)?)?(倒数|最后|垫底|末尾|最前面?|前面)的({_COUNT})(?:个县|个区|个|家|名|位)",
            lambda match: f"{'前' if '前' in match[1] else '倒数'}{match[2]}名",
            False,
        ),
        (
            "过",
            r"(?<![超高多大少低没不到有生收办经])过([一二两三四五六七八九][百千万])(?=[多余]?[件条起])",
            r"超过\1",
            False,
        ),
        ("家", r"(?<=[件起条]的)有?(?:几|多少)家(?=[?？。]*$)", "县有哪些", False),
        ("还是", r"(?:到底)?(?:是|有)?\d+[件条次起]?还是\d+[件条次起]?", "是多少", True),
        ("谁家", r"谁家(?![的人里])", "哪个县", False),
        ("第二", r"排(?:名|在)?第二(?:名|位)?[、和与跟,，]第三(?:名|位)?的?(?:县|是|分别是)?", "前三名", True),
        ("最", r"(?<=最[多少高低]的)机构(?![=:：])", "县", False),
        ("谁", r"(?:[,，?？](?:都|分别|各)?|都|分别)(?:有|是)谁(?=[?？。]*$)", "有哪些", False),
        ("有没有", r"有没有(?:哪个|哪家)?(县市区|县区|区县|县|区|单位)(?=[^,，。?？]*没有)", r"哪些\1", False),
        (
            "个",
            ALL_COUNTIES,
            r"各\1",
            False,
        ),
        (
            "比例",
            r"有(?:多大|多少|多高)的?比例的([^,，。?？]{2,12}?)(?:是|属于)[“\"]?([^,，。?？”\"]{2,20})[”\"]?",
            r"\2占\1的比例",
            False,
        ),
        ("还", r"((?:有效|现行|在用|管用)[^,，。?？]{0,10}?)还[剩留](?:下)?(?=几|多少)", r"\1还有", False),
        ("改", r"^(?:那就?|请|那么)?(?:改[为成查问看]|换[作为])(?=[\u4e00-\u9fff])", "", False),
        ("吧", r"(?<=[年县区市])总(?:该|归)?有了?吧[?？]*$", "呢", False),
        # 上年转过来的, 去年留下来没办的
        (
            "年",
            r"(?:上|前)一?年度?(?:没办完)?[转带滚留移拖延](?:过来|下来|进来)的?",
            "上年结转",
            False,
        ),
        # 怎么突然涨那么多: asks why, and not how one goes about it.
        (
            "怎么",
            r"怎么(?:突然|忽然|一下子|一下|就|又|会|反而|反倒)*(?=[涨跌增降升掉冒多少][^,，。是]{0,8})",
            "为什么",
            False,
        ),
        ("连续", rf"连续({_COUNT})年(?=[^,，。]{{0,8}}都(?:不到|没到|不足|超过|低于|高于|在))", r"近\1年", True),
        ("年", r"哪一?年(?:才)?(?:开始|起)(?:才|就)?有", "有哪些年的", False),
        (
            "3月",
            r"(?:超过|晚于|过)了?3月(?:31[日号]?|底)(?:之?后|以后)?(?:才|再)?(?:发|公布|发布|公开|挂|出)?(?:出来)?",
            "逾期发布",
            False,
        ),
        ("年表", r"((?:19|20)\d\d)年表", r"\1年的表", False),
        # 四个结果各多少: all there are.
        ("个结果", r"[三四五六七八九]个结果(?=[各分都])", "各项结果", False),
        ("渠道", r"[三四五六七八九]个渠道(?=[各分都])", "各渠道", False),
        ("because of", r"\bbecause of\b", "on the ground of", False),
        (
            "when did",
            r"\bwhen did (.{3,40}?) (?:publish|release|post|issue|put out|file) (?:its|the|their) "
            r"((?:(?:19|20)\d\d )?)(?:annual )?report",
            r"when was the \2report of \1 published",
            False,
        ),
        (".", r"\b([a-z]+\.[a-z_.]+) ?={1,2} ?(\d[\d,.]*)(?![\d-])", r"\1 \2 true", False),
        (
            "requests",
            r"\b(deny|denied|grant|granted|refuse|refused|answer|answered|receive|received|conclude|concluded)"
            r" (more|fewer|less) requests\b",
            r"\1 requests \2",
            False,
        ),
        ("last", r"\bwho (?:is|was|came|comes) (?:dead )?last\b", "which had the fewest", False),
        ("get_", r"^get_[a-z_]+ ?\(", "", False),
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
        (
            "request",
            r"\b(?:have|had|has|see|saw) (?=\d[\d,]* (?:requests|applications)(?: in | during|[?.,;]|$))",
            "receive ",
            False,
        ),
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

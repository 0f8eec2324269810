"""What kind of request the words make: the first kind whose test holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from core.asking.understood.change import is_listed
from core.asking.understood.figures import overlap
from core.asking.understood.outside import shares_a_part
from core.asking.understood.request import (
    Area,
    AreaPart,
    AreaRequest,
    AreaShare,
    AreaShares,
    AreaSum,
    AreaSumChange,
    AreaTable,
    Average,
    BesideMean,
    BestSums,
    BestYears,
    Beyond,
    BeyondMean,
    Carried,
    ChangeByYear,
    ChangeHeld,
    ChangeOfEach,
    ChangeRanking,
    Comparison,
    Consistency,
    Definition,
    Failing,
    Growth,
    Held,
    Late,
    Lookup,
    Peaks,
    Ranking,
    Reasons,
    Reports,
    Request,
    Series,
    Share,
    Standing,
    Stated,
    Steady,
    Subject,
    Sum,
    SumOfEach,
    SumRanking,
    TextSearch,
    Within,
)
from core.asking.understood.said import Said, counts_percent
from core.asking.understood.scope import WHICH_YEARS, Range, asks_both_ends, is_of_every_body, than_of
from core.asking.words.lexicon import chinese_of
from core.asking.words.parts import LARGEST
from core.asking.words.times import STRETCHES, Time
from core.types import Operation

# 年报在哪能看到: at which address.
_WHERE = re.compile(r"在哪(?:里|儿)?[能可]?以?(?:看|读|查|下载|找)|网址|链接|地址|\b(?:link|url|address|where can)\b")
_BODIES_COUNTED = ("个", "家")
_REPORTS = re.compile(r"年报|报告|\breports?\b")
# 哪个县哪一年收到最多: of all years which body in which.
_BODY_AND_YEAR = re.compile(
    r"哪一?[个家]?(?:县市区|县级市|[县市区]|地方|单位|机关)?(?:是)?(?:在|于)?[、和]?哪一?年|哪一?年[、和的]?哪一?[个家]|谁(?:在|于)?哪一?年"
    r"|(?:所有|全部)?年份里?(?:单个)?最[高低多少]的一次"
    r"|\bwhich (?:county|district|city|body|agency)(?: (?:of|in) [a-z]+)?(?: and| in|,)? (?:in )?which year\b"
    r"|\bsingle[- ](?:county|body)[- ](?:and[- ])?year\b"
    r"|\bany (?:one |single )?(?:county|body|district) in any (?:one |single )?year\b"
)
_HOW_MANY = re.compile(r"(?:多少|几)(?:份|个|家)|\bhow many\b")
_BY_NAME = re.compile(r"哪|分别|各是|名单|清单|列出|\bwhich\b|\blist\b")
_BELOW = re.compile(r"[低少小]于|不[到足及如]|以下|\b(?:below|under|less|fewer|lower)\b")
_ALTOGETHER = re.compile(
    r"^(?:and )?(?:the )?total\b(?! outcomes)"
    r"|一共|总共|共计|共收到|共[有几多]|拢共|统共|合起来|累计|总(?:数|量|件数|条数|次数|人数)"
    r"|\baltogether\b|\bin total\b"
)
_APART = re.compile(r"各|分别|其中|每|历年|逐年|趋势|变化|\beach\b|respectively|\bevery\b")
# 各多少, 请逐一列出, as a table: of every body, and not of the first ones.
_LISTS_EACH = re.compile(
    r"各(?:是|有|自|为)?(?:多少|几)|分别|逐[一个]|一一|挨个|[列排报写][成个张]?[出全]?来?表|(?:全|全部|所有|都|统统)[给]?列|列(?:全|出全部)"
    r"|\beach\b|\bevery\b|\ball (?:twelve|of them|counties|districts)\b|\blist\b|\btable\b|respectively"
)
# all of them sorted in descending order, as CSV
_ALL_IN_ORDER = re.compile(
    r"逐县|列出(?:所有|各)|清单|表格|一览|\b(?:csv|tsv|markdown|table)\b|\b(?:list|rank|sort|show)\b[^?;]*\b(?:all|each|every)\b"
)
# 各自合计, and not of each year.
_OF_EACH_BODY = re.compile(r"各(?!年)|分别|\beach(?! year)\b|respectively")
_EVERY_YEAR = re.compile(r"每一?年|各年|逐年|历年|分年|(?:each|every) year|year by year|over the years")
_MORE_OR_LESS = re.compile(
    r"(?P<more>[高多大]于|超[过出]|[高多]出|\babove\b|\bmore\b|\bhigher\b)|[低少小]于|不到|不[如及]|\b(?:below|less|fewer|lower)\b"
)
# 各县都比前年多吗
_ALL_DID = re.compile(r"都(?!有|没)|\bdid (?:all|every|each)\b|\ball (?:the )?counties\b|\bevery (?:county|district)\b")
# above or below the mean
_EITHER_WAY = re.compile(
    r"[高多大]于?还是[低少小]于?|\b(?:above or below|over or under|higher or lower|more or less)\b"
)
_WHICH = re.compile(r"报[?？。]?$|报告[?？。]?$|有|缺|没|哪|几份|多少份|漏|which|list|any|missing|available|have|there")
# 有温州市水利局的吗
_HAS_ANY = re.compile(
    r"^(?:请问|那|你|你们|库里|这里)*有(?:没有)?[^,，]*的?(?:吗|么|嘛|没|没有)?[?？]?$"
    r"|^(?:do you|you) have\b|^any (?:report|data)"
)
_OF_EACH = re.compile(r"(?<![平年县])均|各|都|皆|每|同为|同样|\beach\b|\bboth\b|\bevery\b|\ball\b")
# A占B, A与B之比: B is the whole.
_PART_OF_OTHER = re.compile(
    r"占(?!比|的比|了?多[少大]|了?几|到?百分|总|全部|所有|全体|整个)[^,，。?？]{2,}"
    r"|之比|的几倍|\bof\b|divided by|\bto\b"
)
_THAN = re.compile(
    r"(?<![占相对同环])比(?P<base>[^,，。比]{1,40}?)(?:收到的?|的?申请)?(?:要|更|还)?(?P<way>多|高|增加|增长|上升|少|低|减少|下降)"
)
# 龙湾比鹿城增加多少, and not 比上年增加
_GROWS_BEYOND = re.compile(
    r"比(?!上|去|前|同期|往年|今|\d|谁)[^,，。\d]{2,8}(?:增加|增长|减少|下降|上升|涨|跌|降|升)"
    r"|\b(?:more|fewer|higher|lower|faster) than [a-z]{4,}(?! year)"
)
# 申请量是否超过永嘉县
_BEYOND = re.compile(r"(?P<way>[大多高]于|超[过出]|[少低小]于|不[如及])(?P<base>[^,，。\d]{2,20})")
_THAN_EN = re.compile(r"\b(?P<way>more|fewer|less|higher|lower)\b[^,.]*\bthan (?P<base>.*)$")
# 诉讼比复议多的县, 不予公开多于予以公开
_ONE_THAN_OTHER = re.compile(
    r"比[^,，。比]{2,12}?(?:还|要|更)?([多高少低])(?![少多])|([多高大少低小])于|\b(more|fewer|less|higher|lower)\b[^,.]*\bthan\b"
)
_HIGHER = re.compile(
    r"^(?:and )?(?:was|were|is|are|did|does|do|has|have|had)\b.*\b"
    r"(?:(?P<more>more|higher|larger|greater|bigger)|fewer|less|lower|smaller)\b(?!.*\bthan\b)"
)
_LESS = frozenset({"少", "低", "减少", "下降", "少于", "低于", "小于", "不如", "不及", "fewer", "less", "lower"})
# What it means, whatever body or year is named beside it; 怎么算 and 是什么 may ask for the figure of a body.
_MEANING = frozenset(
    {"啥意思", "是啥意思", "什么含义", "啥含义", "指啥", "是说啥", "什么概念", "是什么概念"}
    | {"什么意思", "是什么意思", "含义", "定义", "指什么", "是指什么", "指的是什么", "口径", "统计口径", "什么叫"}
    | {"what is meant by", "meaning", "definition", "define", "defined", "stand for", "difference in meaning"}
)
# 谁发得最早: the first of all.
_EARLIEST = re.compile(r"最早|最先|第一个发|\bearliest\b|\bfirst to publish")
_ASKS_WHEN = frozenset(
    {"啥时候发布", "什么时候发布的", "啥时候发布的", "啥时候公布", "哪一天发布", "哪天公布", "何日发布", "发布于哪天"}
    | {
        "什么时候发布",
        "何时发布",
        "哪天发布",
        "发布时间",
        "发布日期",
        "什么时候公布",
        "何时公布",
        "几号发布",
        "公布时间",
    }
    | {"公布日期", "when was", "when published", "publication date", "date of publication", "published when"}
)
_LOOKS_OVER = frozenset({"检查", "核对", "check", "checks"})
_AMOUNT = re.compile(r"(?:多少|几)(?!项|处|个地方|份报)|\bhow many\b")
# 今年的结转跟去年接不上
_GOES_ON = re.compile(r"[接续连对]不?得?[上着]|衔接")
_MEETS = re.compile(r"对[得不]上|[接续连]不?得?[上着]|衔接")
# 收的58件里企业占几件, how many of its 58 requests, 10件，到2023年涨到多少: what is said leads to what is asked.
_ASKED_FIRST = re.compile(r"\b(?:how many|what (?:share|percentage|fraction|proportion)) of\b")
_THEN_ASKED = re.compile(
    r"多少(?!年)|几(?:[件个起宗场次条成家]|分之)|占|(?:什么|哪[些种类个几])(?:样的)?(?:理由|原因|情形|渠道|方式|结果)"
    r"|\bhow many\b|\bwhat (?:share|percentage)\b"
)
_TOGETHER = re.compile(r"合计|之和|一共|总共|加起来|合起来|together|combined")
# 哪些报告勾稽关系不符: of many reports; 哪些勾稽关系不符 of one.
_WHICH_REPORTS = re.compile(
    r"哪[些几个份家](?!勾稽|关系|检查|数|项|指标|表|地方|错|问题)|多少[份个家]|几[份个家]|名单"
    r"|\bwhich\b(?! checks)|\blist\b|\bhow many\b"
)


_GREW_BY = re.compile(r"[多少]了(?:多少|几)|(?:相差|差了?|[多少]出)(?:多少|几)")
_STEADILY = re.compile(
    r"一直|一路|连年|逐年|年年|持续|不断|每年|连续"
    r"|\b(?:(?:every|each) (?:single )?year|steadily|consistently|continuously|constantly|year (?:after|by) year)\b"
)
_WHETHER = re.compile(
    r"吗|么[?？]?$|是不是|是否|对不对|有没有|[吧不没][?？]?$|^(?:did|does|do|is|are|was|were|has|have)\b"
)


def operation_of(said: Said) -> Operation:
    """What is to be done, in the contract's terms."""
    return request_of(said).operation


def request_of(said: Said) -> Request:
    """The request that the words make."""
    if said.goes_on == "reports" and "late" not in said.cues:
        return reports(said)
    if said.goes_on == "check":
        return _check(said)
    if said.goes_on == "compare":
        return _comparison(said)
    if said.goes_on == "ratio":
        return share(said)
    if said.made is not None:
        return _made_so(said, said.made)
    return next(make(said) for test, make in _KINDS if test(said))


# --- how each kind is made of what is said -----------------------------------------------------------


def area_of(said: Said) -> Area:
    """The bodies of a ranking, a sum or a list; everywhere and of every level where nothing is said."""
    found = said.range or Range()
    every_level = bool(said.sentence.bounds) and is_of_every_body(said.sentence)
    return Area(found.parent, found.level, said.without, every_level, found.only, found.everywhere)


def share(said: Said) -> Share | AreaShare:
    """A rate or a share; with a range that of one body in the sum over it."""
    if said.range is not None:
        return AreaShare(said.subject, area_of(said))
    text = said.sentence.text
    return Share(said.subject, bool(_PART_OF_OTHER.search(text)), bool(_TOGETHER.search(text)))


def area_sum(said: Said) -> AreaSum | AreaSumChange:
    """A sum or a mean over a range, or how it changed."""
    if said.changing or said.cues & {"trend", "times"} or (said.subject.of_years and "compare" in said.cues):
        return AreaSumChange(said.subject, area_of(said), average_of(said.cues), "times" in said.cues)
    return AreaSum(said.subject, area_of(said), average_of(said.cues))


def average_of(cues: frozenset[str]) -> Average:
    """How figures are made one: their sum where nothing else is said."""
    return "median" if "median" in cues else "mean" if "mean" in cues else "sum"


def _beyond_mean(said: Said) -> BeyondMean:
    below = bool(_BELOW.search(said.sentence.text))
    return BeyondMean(said.subject, area_of(said), below, "least" in said.cues, _middle_of(said))


def standing(said: Said) -> Standing:
    """The place of a body in a ranking."""
    limit, nth = said.sentence.limit, said.sentence.nth
    asked = (nth, nth) if nth else (1, limit) if limit else None
    return Standing(said.subject, area_of(said), _least(said), asked)


def ranking(said: Said) -> AreaRequest:
    """A ranking: by change, within limits, of those beyond a body, the place of a body, or plain."""
    found, area, least = said.range or Range(), area_of(said), _least(said)
    bounds, nth = said.sentence.bounds, said.sentence.nth
    if said.growth is not None:
        listed = is_listed(said.sentence, said.growth, found.limit)
        ranked = ChangeRanking(said.subject, area, said.growth, _is_least(said), listed, bounds, found.limit, nth)
        return _asked_of_change(said, ranked) if _WHETHER.search(said.sentence.text) else ranked
    if bounds:
        return Within(said.subject, area, bounds, least, found.limit, _bodies_said(said))
    than = than_of(said.sentence) if said.subject.targets else None
    if than is not None:
        first = said.subject.targets[0].bodies
        if found.position and first and area.level is None:
            area = replace(area, level=first[0].rank)
        return Beyond(said.subject, area, than == "less", least)
    if found.position and said.subject.targets:
        return standing(said)
    if said.subject.of_years or not said.subject.times:
        over_years = replace(said.subject, times=said.subject.times or (Time(0, 0, "all"),))
        if _BODY_AND_YEAR.search(said.sentence.text):
            return Peaks(over_years, area, least, found.limit)
        if WHICH_YEARS.search(said.sentence.text) and not nth:
            return BestSums(over_years, area, least)
    if _ranks_sums(said):
        return SumRanking(said.subject, area, least, found.limit)
    every = bool(_LISTS_EACH.search(said.sentence.text)) and not said.cues & {"most", "least"}
    each = not found.limit and (every or bool(_ALL_IN_ORDER.search(said.sentence.text)))
    return Ranking(said.subject, area, least, found.limit, nth, asks_both_ends(said.sentence), each)


def _asked_of_change(said: Said, ranked: ChangeRanking) -> ChangeRanking:
    """Whether it is the body named that changed most; whether all went one way."""
    growth, targets = ranked.growth, said.subject.targets
    whose = len(targets) == 1 and growth.extreme and ranked.nth is None
    plain = not (growth.extreme or ranked.bounds or targets) and growth.direction != "either"
    return replace(ranked, whose=whose, every=plain and bool(_ALL_DID.search(said.sentence.text)))


def _ranks_sums(said: Said) -> bool:
    """2020-2022年累计最多的县: by what several years come to; of years apart or each by itself nothing is added."""
    apart = said.sentence.nth or asks_both_ends(said.sentence) or _EVERY_YEAR.search(said.sentence.text)
    added = said.cues & {"sum", "cumulative"} or len(said.subject.times) == 1
    return said.subject.of_years and bool(added) and not (apart or said.of_rates or said.subject.targets)


def _bodies_said(said: Said) -> int | None:
    """有6个县超过100件: how many bodies they are said to be."""
    counted = [t for t in said.sentence.tokens if t.number is not None and t.unit in _BODIES_COUNTED and not t.bounds]
    return int(counted[0].number or 0) if len(counted) == 1 else None


def reports(said: Said) -> Reports:
    """Which reports there are."""
    missing = "missing" in said.cues
    counted = bool(_HOW_MANY.search(said.sentence.text)) and not _BY_NAME.search(said.sentence.text)
    first = missing or "negation" in said.cues
    return Reports(
        said.subject,
        area_of(said) if said.range else None,
        missing,
        first,
        counted,
        bool(_WHERE.search(said.sentence.text)),
    )


def _carried(said: Said) -> Carried:
    return Carried(said.subject, area_of(said) if said.range else None)


def _best_years(said: Said) -> BestYears | ChangeByYear:
    bounds = said.sentence.bounds
    if said.growth is None:
        least = "least" in said.cues and "most" not in said.cues
        subject, asked = (said.subject, None) if bounds or said.sentence.nth else _year_asked(said.subject)
        return BestYears(subject, least, bounds, said.sentence.nth, asked)
    listed = is_listed(said.sentence, said.growth, None)
    return ChangeByYear(said.subject, said.growth, _is_least(said), listed, bounds)


def _year_asked(subject: Subject) -> tuple[Subject, int | None]:
    """最少的年份是不是2020年: one year says which it is asked to be, among the others named or all of them."""
    single = [time for time in subject.times if time.kind == "years" and len(time.years) == 1]
    if len(single) != 1:
        return subject, None
    others = tuple(time for time in subject.times if time is not single[0])
    return replace(subject, times=others or (Time(0, 0, "all"),)), single[0].years[0]


def _held(said: Said) -> Held | ChangeHeld:
    bounds = said.sentence.bounds
    return ChangeHeld(said.subject, said.growth, bounds) if said.growth else Held(said.subject, bounds)


def _stated(said: Said) -> Stated:
    compares = bool(said.cues & {"compare", "year_on_year", "change"})
    return Stated(said.subject, said.claims, compares, bool(_OF_EACH.search(said.sentence.text)))


def _check(said: Said) -> Consistency | Failing:
    report, subject = said.sentence.report, said.subject
    one = report is not None or (subject.targets and len(subject.times) == 1)
    if one or not _WHICH_REPORTS.search(said.sentence.text):
        return Consistency(subject, report)
    return Failing(subject, area_of(said) if said.range else None)


def _late(said: Said) -> Late:
    earliest = bool(_EARLIEST.search(said.sentence.text))
    return Late(said.subject, area_of(said) if said.range else None, earliest)


def _comparison(said: Said) -> Comparison:
    least, of_parts = bool(said.cues & {"least"}), LARGEST in said.cues
    ranked = "rank" in said.cues or of_parts
    times = "times" in said.cues and (len(said.subject.targets) == 2 or said.subject.of_years)
    more, base = _asked_way(said)
    paired, against = _is_paired(said), _against_all_others(said)
    return Comparison(said.subject, least, ranked, counts_percent(said), of_parts, paired, times, more, base, against)


def _against_all_others(said: Said) -> bool:
    """龙湾比鹿城、瑞安都多: whether the first body named is held against every other one."""
    held = _THAN.search(said.sentence.text)
    named = [target.text for target in said.subject.targets]
    return (
        held is not None and len(named) > 2 and "都" in held.group() and all(one in held["base"] for one in named[1:])
    )


def _asked_way(said: Said) -> tuple[bool | None, int | None]:
    """比2020年多吗: whether more or less is asked of it, and the year that it is compared with."""
    text = said.sentence.text
    found = _THAN.search(text) or _THAN_EN.search(text) or _BEYOND.search(text)
    if found is None:
        return _went_so(said) or (_asked_of_other(said), None)
    year = re.search(r"20\d\d", found["base"])
    return found["way"] not in _LESS, int(year[0]) if year else None


# 断崖下跌, rose sharply: from when on it is that, no word says.
_TO_A_DEGREE = re.compile(
    r"断崖|[暴猛激骤锐飙狂陡剧]|大幅|大大|翻倍|明显|显著|小幅|略|稍|窜|蹿"
    r"|\b(?:sharply|significantly|markedly|dramatically|substantially|slightly|considerably|steeply)\b"
    r"|\b(?:a lot|much|double[ds]?)\b"
)


def _went_so(said: Said) -> tuple[bool, int] | None:
    """Did its denials rise between 2022 and 2023, 2023年降了吗: which way is asked of one body, and since when."""
    growth, years = said.growth, sorted({year for time in said.subject.times for year in time.years})
    if growth is None or growth.extreme or growth.direction == "either" or len(said.subject.targets) != 1:
        return None
    if not 1 <= len(years) <= 2 or _TO_A_DEGREE.search(said.sentence.text):
        return None
    return growth.direction == "up", years[0] if len(years) == 2 else years[0] - 1


def _asked_of_other(said: Said) -> bool | None:
    """Was Cangnan higher: whether that is less of the body spoken of, which is told first."""
    own = [target for target in said.subject.targets if target.text in said.sentence.text]
    asked = _HIGHER.search(said.sentence.text)
    if asked is None or len(said.subject.targets) != 2 or own != list(said.subject.targets[1:]):
        return None
    return not asked["more"]


def _table(said: Said) -> AreaTable:
    """The figures of every body, or of those whose one is more than the other: which had more lawsuits than reviews."""
    held = _ONE_THAN_OTHER.search(said.sentence.text) if len(said.subject.measures) == 2 else None
    way = next(filter(None, held.groups()), None) if held else None
    return AreaTable(said.subject, area_of(said), None if way is None else way not in _LESS)


def _is_paired(said: Said) -> bool:
    """泰顺2021年比瑞安2020年: body and year by turns."""
    kinds = [
        "who" if t.bodies or t.divisions else "when" for t in said.sentence.tokens if t.bodies or t.divisions or t.time
    ]
    one_year = all(time.kind == "years" and len(time.years) == 1 for time in said.subject.times)
    by_turns = kinds in (["who", "when"] * 2, ["when", "who"] * 2)
    return by_turns and one_year and len(said.subject.targets) == len(said.subject.times) == 2


def _text(said: Said) -> TextSearch | Definition:
    in_text = "passage" in said.cues and said.subject.targets
    if "define" in said.cues and said.subject.measures and not in_text:
        return Definition(said.subject)
    named = [token for token in said.sentence.tokens if token.has("term")]
    words = tuple(token.text for token in named if not token.latin)
    words = words or tuple(word for t in named for facets in t.values("term")[:1] for word in chinese_of(facets)[:1])
    return TextSearch(said.subject, said.topics, said.sentence.quoted, words)


def _sum_of_each(said: Said) -> SumOfEach:
    compares = bool(said.cues & {"compare", "most", "least", "rank"})
    return SumOfEach(said.subject, average_of(said.cues), compares, "least" in said.cues, _asked_way(said)[0])


def _made_so(said: Said, how: Average) -> Sum | SumOfEach:
    """瑞安呢, 两家差多少, after the mean of some years: of these bodies the same."""
    if len(said.subject.targets) < 2:
        return Sum(said.subject, how)
    return replace(_sum_of_each(said), how=how)


def _beside_mean(said: Said) -> BesideMean:
    asked = _MORE_OR_LESS.search(said.sentence.text)
    both = _EITHER_WAY.search(said.sentence.text)
    more = bool(asked["more"]) if asked and not both else None
    return BesideMean(said.subject, area_of(said), more, _middle_of(said))


def _middle_of(said: Said) -> Average:
    return "mean" if "mean" in said.cues else "median"


def _least(said: Said) -> bool:
    return said.range is not None and said.range.statistic == "least"


def _is_least(said: Said) -> bool:
    """增长最慢, 变化最小."""
    return bool(said.cues & {"least", "slowest"})


# --- when a kind is meant ----------------------------------------------------------------------------


def _states(said: Said) -> bool:
    """Whether a number is said to be so; one that leads to what is asked only points at what is meant."""
    numbers = [token.end for token in said.sentence.tokens if token.number is not None]
    text = said.sentence.text
    asked = numbers and (_THEN_ASKED.search(text, max(numbers)) or _ASKED_FIRST.search(text[: min(numbers)]))
    return bool(said.claims) and not (asked and "claim" not in said.cues)


def _defines(said: Said) -> bool:
    subject = said.subject
    # 都是什么理由: of those of a figure.
    if "define" not in said.cues or not subject.measures or "parts" in said.cues:
        return False
    whose = subject.targets and "organizations" not in said.inherited
    when = subject.times and "years" not in said.inherited
    return not (whose or when or said.range) or _says(said, "define", _MEANING)


def _says(said: Said, cue: str, words: frozenset[str]) -> bool:
    """Whether a cue is said by one of these words."""
    return any(token.has("cue", cue) and token.text in words for token in said.sentence.tokens)


def _looks_for_words(said: Said) -> bool:
    topics = said.topics and not said.subject.measures
    return bool(said.sentence.quoted or topics) or "passage" in said.cues


def _asks_what_is_carried(said: Said) -> bool:
    """哪些县的结转对不上: what is carried out of a year against what is carried into the next."""
    codes = {code for measure in said.subject.measures for code in measure.codes}
    carried = {"requests.carried_in", "requests.carried_out"}
    goes_on = codes & carried and _GOES_ON.search(said.sentence.text)
    return "check" in said.cues and (carried <= codes or bool(goes_on))


def _meets_what_is_carried(said: Said) -> bool:
    """结转下年度的5件跟上年结转对得上吗: the number is only pointed at."""
    codes = {code for measure in said.subject.measures for code in measure.codes}
    both = {"requests.carried_in", "requests.carried_out"} <= codes
    return both and "check" in said.cues and bool(_MEETS.search(said.sentence.text))


def _asks_what_is_late(said: Said) -> bool:
    """逾期发布, of reports; 超过期限办结的 is said of requests."""
    codes = (code for measure in said.subject.measures for code in measure.codes)
    return "late" in said.cues and not any(code.startswith("requests.concluded") for code in codes)


def _checks(said: Said) -> bool:
    """勾稽关系, a report by its number; 我核对一下 and 检查 where an amount is asked for say what it is for."""
    if said.sentence.report is not None or "check" not in said.cues:
        return said.sentence.report is not None
    amount = said.subject.measures and "measures" not in said.inherited and _AMOUNT.search(said.sentence.text)
    words = {token.text for token in said.sentence.tokens if token.has("cue", "check")}
    return not (amount and words <= _LOOKS_OVER)


def _lists_reports(said: Said) -> bool:
    text, subject = said.sentence.text, said.subject
    if said.cues & {"reports", "missing", "when_published"} and not subject.measures:
        return True
    if _says(said, "when_published", _ASKS_WHEN):
        return True
    figures = subject.measures or subject.applicants or "all_indicators" in said.cues
    if not figures and subject.targets and _HAS_ANY.search(text):
        return True
    return not figures and bool(_REPORTS.search(text)) and bool(_WHICH.search(text))


def _shares_range(said: Said) -> bool:
    return said.range is not None and bool(said.subject.targets) and "ratio" in said.cues and not said.of_rates


def _holds_against_mean(said: Said) -> bool:
    of_many = said.range is not None and not (said.subject.targets or said.changing)
    ends = {"most", "least"} <= said.cues
    return of_many and not ends and "compare" in said.cues and bool(said.cues & {"mean", "median"})


def _stands_beside_mean(said: Said) -> bool:
    """文成2023年跟全市平均比."""
    beside = "compare" in said.cues and bool(said.cues & {"mean", "median"})
    return said.range is not None and bool(said.subject.targets) and beside


def _shares_out(said: Said) -> bool:
    """温州各县的申请各占多少: of every body the share in the sum."""
    shared = said.range is not None and "ratio" in said.cues and not (said.changing and counts_percent(said))
    return shared and not (said.subject.targets or said.of_rates)


def _first_ones(said: Said) -> int | None:
    """前三名占全市多少: of the highest alone."""
    found = said.range
    return found.limit if found is not None and found.statistic == "most" else None


def _tabulates(said: Said) -> bool:
    """温州各县的新收、办结: several figures of every body, none of them ranked or added."""
    plain = said.range is not None and not (said.subject.targets or said.growth or said.sentence.bounds)
    worked_out = {"most", "least", "rank", "sum", "mean", "median", "ratio", "change", "year_on_year", "trend"}
    return plain and len(said.subject.measures) > 1 and not said.cues & worked_out and not said.sentence.limit


def _ranks(said: Said) -> bool:
    return said.range is not None and (said.range.statistic in ("most", "least") or bool(said.sentence.bounds))


def _shares(said: Said) -> bool:
    two = len(said.subject.targets) > 1 or len(said.subject.times) == 2
    compares = "compare" in said.cues and two and counts_percent(said)
    return (said.of_rates and not _of_two_years(said)) or ("ratio" in said.cues and not (said.changing or compares))


def _year_of_stretch(said: Said) -> tuple[Time, int] | None:
    """2019—2023年累计多少，其中2022年占多少: the stretch, and the year of it."""
    subject, times = said.subject, said.subject.times
    stretches = [time for time in times if time.kind == "years" and len(time.years) > 1]
    years = [time.years[0] for time in times if time.kind == "years" and len(time.years) == 1]
    if not (len(stretches) == len(years) == 1 and len(times) == 2 and years[0] in stretches[0].years):
        return None
    one = len(subject.measures) == 1 and len(subject.targets) == 1 and len(subject.applicants) <= 1
    return (stretches[0], years[0]) if one else None


def _shares_a_year(said: Said) -> bool:
    plain = said.range is None and not (said.of_rates or said.changing or "compare" in said.cues)
    return plain and "ratio" in said.cues and _year_of_stretch(said) is not None


def _sum_and_year(said: Said) -> Sum:
    stretch, year = _year_of_stretch(said) or (said.subject.times[0], None)
    return Sum(replace(said.subject, times=(stretch,)), part=year)


def _adds(said: Said) -> bool:
    text = said.sentence.text
    together = _says_altogether(said) and not _APART.search(text)
    several = len(said.subject.targets) > 1 or said.subject.of_years
    many = len(said.subject.measures) > 1 or len(said.subject.applicants) > 1
    once = "sum" in said.cues or _asks_once_for_all(said)
    rows = many and once and None not in said.subject.applicants and not _APART.search(text)
    return rows or (several and (together or bool(said.cues & {"sum", "mean", "median", "cumulative"})))


def _says_altogether(said: Said) -> bool:
    """Whether things are added up; 对外公开总数相差多少 names a row so, and compares."""
    found = _ALTOGETHER.finditer(said.sentence.text)
    if "compare" not in said.cues:
        return any(found)
    rows = [token for token in said.sentence.tokens if token.has("term")]
    return any(not any(row.start <= match.start() < row.end for row in rows) for match in found)


def _adds_each(said: Said) -> bool:
    """永嘉和平阳近三年各自合计, 三年合计哪个多: of each body its years together, or its rows."""
    subject, text = said.subject, said.sentence.text
    together = bool(_ALTOGETHER.search(text)) or bool(said.cues & {"sum", "cumulative", "mean", "median"})
    apart = bool(_OF_EACH_BODY.search(text)) or bool(said.cues & {"compare", "most", "least"})
    several = subject.of_years or len(subject.measures) > 1
    plain = together and apart and several and len(subject.targets) > 1
    return plain and not (said.changing or _EVERY_YEAR.search(text))


def _asks_once_for_all(said: Said) -> bool:
    """予以公开和部分公开一共多少件: of rows beside each other, behind all of them."""
    text, codes = said.sentence.text, {code for measure in said.subject.measures for code in measure.codes}
    together = _ALTOGETHER.search(text)
    last = max((t.end for t in said.sentence.tokens if t.has("term") or t.has("applicant")), default=0)
    apart = all(len(measure.codes) == 1 for measure in said.subject.measures)
    nested = overlap(codes)
    behind = together is not None and together.start() >= last
    return behind and apart and not nested


def _goes_over_years(said: Said) -> bool:
    """The trend of one body: 历年趋势; 2016年到2022年增长多少, from the first to the last."""
    cues, times = said.cues, said.subject.times
    if len(said.subject.targets) > 1:
        return False
    trend = "trend" in cues and "year_on_year" not in cues and len(times) <= 1 and not _is_one_year(times)
    if "compare" in cues and _GREW_BY.search(said.sentence.text) and _is_stretch(times):
        # 从2018年到2023年少了多少
        return not cues & {"most", "least", "rank", "mean", "sum"}
    return trend or (said.changing and not cues & {"year_on_year", "compare"} and _is_stretch(times))


def _is_one_year(times: Sequence[Time]) -> bool:
    return len(times) == 1 and times[0].kind == "years" and len(times[0].years) == 1


def _compares(said: Said) -> bool:
    """Bodies, years or figures side by side; 2018年申请量变化 is beside the year before."""
    moved = "trend" in said.cues and _is_one_year(said.subject.times)
    return moved or said.changing or bool(said.cues & {"compare", "times", LARGEST}) or len(said.subject.targets) > 1


def _changes_of_each(said: Said) -> bool:
    """去年鹿城和瓯海的申请哪个增加得多: of each its own change; 龙湾比鹿城增加 holds two against each other."""
    subject, cues = said.subject, said.cues
    years = {year for time in subject.times for year in time.years}
    plain = len(subject.targets) > 1 and len(subject.measures) <= 1 and len(subject.applicants) <= 1
    dated = 0 < len(years) <= 2 and all(time.kind == "years" for time in subject.times)
    moved = said.changing or "year_on_year" in cues
    return (
        plain and dated and moved and not (cues & {"sum", "mean", "median"} or _GROWS_BEYOND.search(said.sentence.text))
    )


def _change_of_each(said: Said) -> ChangeOfEach:
    growth = said.growth or Growth("either", relative=False, extreme=False)
    asked = bool(said.cues & {"compare", "most", "fastest"}) and growth.direction != "either"
    # Those alone count that went the way asked for.
    return ChangeOfEach(said.subject, replace(growth, extreme=growth.extreme or asked), _is_least(said))


def _of_two_years(said: Said) -> bool:
    """公开率同比: a rate beside that of the year before."""
    years = [year for time in said.subject.times if time.kind == "years" for year in time.years]
    two = (bool(said.cues & {"compare", "trend"}) or said.changing) and (
        len(said.subject.times) == 2 or len(years) == 2
    )
    return len(said.subject.targets) <= 1 and ("year_on_year" in said.cues or two)


def _is_stretch(times: Sequence[Time]) -> bool:
    return len(times) == 1 and (times[0].kind in STRETCHES or len(times[0].years) > 2)


def _series(said: Said) -> Series:
    """Figures over the years, and whether they went one way year by year: 一直在涨吗, 连降几年了."""
    text, growth = said.sentence.text, said.growth
    if growth is None or growth.direction == "either" or not _STEADILY.search(text):
        return Series(said.subject)
    whether = bool(_WHETHER.search(text)) or "claim" in said.cues
    return Series(said.subject, Steady(growth.direction == "up", whether))


def _asks_why(said: Said) -> bool:
    """为什么增加这么多, of one figure of bodies that are named."""
    subject = said.subject
    one = len(subject.measures) == 1 and len(subject.applicants) <= 1
    # Denied because of third parties: a ground, and no question.
    asked = any(token.has("cue", "why") and token.text != "because" for token in said.sentence.tokens)
    return asked and bool(subject.targets) and one and said.range is None


def _asks_why_missing(said: Said) -> bool:
    """龙港为什么没有2018年以前的: which reports there are, says all that is known."""
    subject = said.subject
    of_reports = bool(said.cues & {"missing", "negation", "reports"}) and not subject.measures
    return "why" in said.cues and bool(subject.targets and subject.times) and of_reports


_Rule = tuple[Callable[[Said], bool], Callable[[Said], Request]]
_KINDS: tuple[_Rule, ...] = (
    (_asks_why, lambda said: Reasons(said.subject)),
    (_asks_why_missing, reports),
    (_meets_what_is_carried, _carried),
    (_states, _stated),
    (lambda said: said.of_years, _best_years),
    (lambda said: bool(said.sentence.bounds) and said.range is None, _held),
    (_defines, _text),
    (_looks_for_words, _text),
    (_asks_what_is_carried, _carried),
    (_asks_what_is_late, _late),
    (_checks, _check),
    (_lists_reports, reports),
    (_shares_range, share),
    (_holds_against_mean, _beyond_mean),
    (_stands_beside_mean, _beside_mean),
    (shares_a_part, lambda said: AreaPart(said.subject, area_of(said))),
    (_shares_out, lambda said: AreaShares(said.subject, area_of(said), _first_ones(said))),
    (_tabulates, _table),
    (_ranks, ranking),
    (lambda said: said.range is not None, area_sum),
    (_shares_a_year, _sum_and_year),
    (_shares, share),
    (_adds_each, _sum_of_each),
    (_adds, lambda said: Sum(said.subject, average_of(said.cues))),
    (_changes_of_each, _change_of_each),
    (_goes_over_years, _series),
    (_compares, _comparison),
    (lambda said: "trend" in said.cues or said.subject.of_years, _series),
    (lambda said: True, lambda said: Lookup(said.subject)),
)

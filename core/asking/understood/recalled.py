"""Words that point back at what was told before, replaced by the names: 这三家, 它们, 跟第一名比, 这三年.

What can't be pointed out surely stays as it is written, and is then told as not understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from core.asking.understood.figures import overlap
from core.asking.understood.these import figures_meant, these_meant, years_meant
from core.asking.understood.understand import understand
from core.asking.words.catalog import Catalog, catalog
from core.forms import catalogue
from core.forms.applicants import column_label
from core.text.numerals import COUNT_EN, ORDINAL_EN, read_count
from core.types import Context, Holdings, Language, Query, Turn

_One = TypeVar("_One")
_Pointer = Callable[[str, Context, Catalog], str | None]
_FEW = "[两二三四五六]"
# What may stand before 三家 where 这 does not: no body, no 前, no 哪.
_LEAD = (
    r"(?:那么?|请问|所以|然后|好的?|行|嗯|哦|and|so|then|what (?:about|is|was)|did|how (?:much|many)|"
    r"(?:in )?(?:20)?\d\d年?|去年|前年|今年|上年|[,，\s])*"
)
_BODIES = re.compile(
    rf"(?P<these>[这那]|以上|上述|刚才)?的?(?P<count>{_FEW})(?:家|机构|单位|机关|个(?:地方|单位|机关|机构|县市区|区县|县|市|区)|县|地|者)"
    r"(?!级|(?![里中当之,，谁哪])[^,，。]{0,6}最|[^,，。?？]{0,8}第)"
    r"|[这那它他]?俩(?!年)|[它他她]们|这些(?:县市区|区县|县|家|地方|单位|区|市)"
    rf"|\b(?:both(?: of them)?|(?:the|these|those|all) (?P<count_en>{COUNT_EN})"
    r"(?: counties| districts| bodies| of them)?(?= together| combined|$|[?.])|they|them)\b(?! years?| reports| checks)"
)
_YEARS = re.compile(
    # 行政复议三年合计呢, the three-year total of reviews
    rf"(?<![\d近去这那前后头最首末上续每过满第十百零〇一二两三四五六七八九])(?P<sum>{_FEW})个?年的?"
    r"(?=合计|一共|总共|总和|总[数量计]|加起来|共计|平均)"
    rf"|\b(?:the )?(?P<sum_en>{COUNT_EN})[- ]years? (?P<made>total|sum|average|mean)\b"
    rf"|(?<![近去])(?P<these>[这那]|以上|上述)?(?P<count>{_FEW})个?年(?![度前后来内间以])"
    rf"|\b(?<!hich of )(?P<these_en>these|those|the) (?P<count_en>{COUNT_EN}) years\b"
)
_NTH = r"第(?P<nth>[一二三四五六七八九十]{1,2}|\d{1,2})(?:名|位)?|(?:榜首|首位)(?P<top>)"
_FROM_END = r"(?P<last>倒数第(?P<nth_last>[一二三四五]|\d)(?:名|位)?|最后一?名|末位|垫底的)"
_NEXT_TO = (
    r"(?P<above>(?:排在?)?(?:它|我们?)?前[面边]?的?(?:那|一)(?:[家个名位]|一[家个名位])|上一名)"
    r"|(?P<below>(?:排在?)?(?:它|我们?)?后[面边]?的?(?:那|一)(?:[家个名位]|一[家个名位])|下一名)"
)
_PLACE = rf"(?:全[市省县]|全温州)?的?(?:{_NTH}|{_FROM_END}|{_NEXT_TO})"
# that county, 同一机关: the one spoken of, after a ranking the first.
_THE_ONE = re.compile(
    r"\b(?:that|the same|this same) (?:county|district|city|body|agency|government|authority|place)\b"
    r"|^(?:那么?)?它(?=占)|同(?:一个?)?(?:机关|单位|机构)|同一个?(?:县|区|市|家|地方)|[那这](?:一)?家(?:单位|机关)?(?![个子伙里])|[那这]个(?:单位|机关|地方|县|区|市)(?!级)"
)
# 它2021年多少, 那里又是多少, after bodies were ranked, shared out or added: the first of them.
_WINNER = re.compile(
    r"[它他她](?![们俩])|(?:那里|那儿|那边|当地)(?![面头边])"
    r"|\bits\b|(?<=did )it\b|(?<=does )it\b|(?<=has )it\b|(?<=had )it\b|(?<=in )there\b|\bthe winner\b"
)
# 那咱们在全市排第几, after two bodies: the one asked about first.
_OURS = re.compile(r"(?:咱们?|我们)(?:县|区|市)?(?=在|的|排|呢|比|占|是|去年|前年|今年|[?？。]*$|(?:19|20)\d\d年)")
# The sum of both organizations: of the bodies told, and not of applicants.
_BOTH_BODIES = re.compile(r"\b(both|the two|these two|those two) organi[sz]ations\b", re.IGNORECASE)
_RANK_EN = re.compile(
    r"^(?:and |so )?(?:what (?:is|was) )?(?:its |the )?rank(?:ing)?"
    r"(?: (?:among|in|of) (?:all )?(?:counties|bodies|wenzhou))"
    r"(?: (?:that|this|in that) year)?[?.]*$"
)
# The highest among the twelve, rank among all orgs
_ALL_BODIES = re.compile(
    r"\b(of|among|in|across) (?:the twelve|all (?:orgs|twelve|12))(?= (?:that|this|in|for)\b|[?.,]|$)", re.IGNORECASE
)
# 2023年它还是第一吗, after one body was told of: the place of that one.
_ITS_PLACE = re.compile(
    r"[它他她](?![们俩])(?=[^,，。?？]{0,8}(?:第[一二三四五六七八九十\d]+|最[多少高低])名?的?[吗么])"
    r"|(?<=is )it\b(?= (?:still |also |again )?(?:the )?(?:first|highest|most|top|lowest|fewest|number one)\b)"
)
# 后者占前者多少: the figures asked one after the other.
_FORMER = re.compile(r"前者|\bthe former\b")
_LATTER = re.compile(r"后者|\bthe latter\b")
# 龙湾是不是比它们俩都多: beside another one.
_BESIDE = re.compile(r"[比跟和与][这那]?(?:[它他她]们|[它他她]?俩|[两二三]家)|than (?:both|them|the two|these|those)")
# 谁收到的更多, after one body and then another: of these two.
_WHO_OF_BOTH = re.compile(
    r"(?:谁|哪一?[个家边](?:县市区|县|区|市|地方|单位|机关)?|哪(?:县|区|里|边|头))"
    r"(?:(?:19|20)?\d\d年)?(?:的|收到的?|收|申请|件数|数量|数|拒绝|不予公开|予以公开|公开|复议|诉讼|率|比例|比率|比重|占比|量)*(?:更|比较|要)?[多少高低大小](?![少个])(?!.*[最第])"
    r"|\b(?:who|which(?: one| county| district| city| body| of (?:them|the two|these|those)"
    r"|(?= (?:had|has|got|is|was|received))))\b"
    r"(?!.*\b(?:most|fewest|than|highest|lowest)\b).*\b(?:more|fewer|less|higher|lower|greater|larger|smaller|bigger)\b"
)
_OF_ALL_COUNTIES = re.compile(r"全[市省县国]|各|所有|全部|\ball\b")
# 是2022年的几倍, after the figure of one year.
_TIMES_YEAR = re.compile(
    r"^(?:那么?|这)?(?:是|为|相当于|等于)(?=(?:(?:19|20)?\d\d年|[去前]年|上一?年|前一年)[^,，。?？]{0,6}(?:几|多少)(?:倍|成|分之))"
)
# 具体是几件, how many cases is that in absolute terms, after a rate.
_IN_FIGURES = re.compile(
    r"^(?:那么?)?(?:这|它)?(?:(?:具体|实际)(?:是|有)?(?:几|多少)件(?:除以几件)?|(?:折合|换算成?|对应)的?是?(?:几|多少)件"
    r"|绝对数(?:是|各是|呢)?(?:多少)?|分子分母(?:各|分别)?(?:是|为)?(?:多少|几)?)[呢啊呀]*"
    r"(?:[,，](?:一共|总共)?(?:答复|办结|办理|收到)?(?:了)?(?:几|多少)件(?:里|中)?)?[?？。]*$"
    r"|^(?:and |so )?how many (?:cases|requests) (?:is|was|does) that\b.*$"
    r"|^(?:and )?in absolute (?:terms|numbers|figures)\b.*$"
)
# 再加上瓯海，三家一共: with those told last.
_WITH_ANOTHER = re.compile(
    r"^(?:那|要是|如果)?再?(?:加上|算上)(?P<other>[\u4e00-\u9fff]{2,12})[,，](?:这?[两二三四五六][家个][县区]?)?"
    r"(?:一共|总共|合计|加起来|总和|共|共计)(?:是|有)?(?:多少|几)?[件条个]?[呢吗呀啊]*[?？。]*$"
)
# 再加上永嘉, add Yongjia: with those told last, each.
_AND_ANOTHER = re.compile(
    r"^(?:那|要是|如果)?(?:再|另外|还)?(?:把)?(?:加上|算上|加入|补上|带上|加个|添上)(?P<other>[\u4e00-\u9fff]{2,12}?)(?:看看|一起|也)?[呢吗吧]*[?？。]*$"
    r"|^(?:and |now |then |please |also )?(?:add|include)(?: in)? (?P<other_en>[a-z' ]{3,30}?)"
    r"(?: too| as well| also| to (?:it|that|this|the (?:table|list|comparison)))?[.?!]*$"
)
# 是当年温州各县市区里最多的吗, is that the highest of all counties: of the figure told last.
_WHETHER_FIRST = re.compile(
    r"^(?:那么?|这|它|这个?数|那个?数)?(?P<among>在(?:全市|温州市?|各县|所有县|各县市区)(?:里|中|当中)?)?(?:也|还)?"
    r"(?:是不是|是否|算不算|是|算)(?:当年|那一?年|这一?年|同年|当时)?(?:在)?(?P<area>全市|全省|全国|温州市?|浙江省?)?的?"
    r"(?P<each>(?:各|所有|全部|十二个?|12个?)的?(?:个)?(?:县市区|县区|区县|县|区|地方|单位|机关|家)(?:政府)?)?"
    r"(?:里[面头]?|中|当中|之中|内)?的?(?P<end>最[多少高低大小]|倒数第一|第一|垫底)的?"
    r"(?P<whose>[一那][个家]|县|地方|单位)?了?[吗么吧嘛呢啊呀]*[?？。]*$"
)
_WHETHER_FIRST_EN = re.compile(
    r"^(?:and |so )?(?:is|was) (?:that|this|it) (?:also )?(?:the )?"
    r"(?P<end>highest|most|largest|biggest|top|lowest|fewest|smallest|least)"
    r"(?: number| figure| value| count| total| one)? (?:of|among|in|across|for) (?:all )?(?:of )?"
    r"(?:the )?(?:(?:wenzhou(?:'s)? )?(?:twelve |12 )?(?:counties|districts|counties and districts)|wenzhou|city)"
    r"(?: in wenzhou)?(?: (?:in |for |of )?(?:that|the same|this) year)?[?.]*$"
)
_LOWEST = re.compile(r"[少低小]|倒数|垫底|lowest|fewest|smallest|least")
# 跟第二名呢, after a comparison: another one is held against the same.
_AND_WITH = re.compile(r"^(?:那么?)?(?:跟|和|与|同|比)([^,，。?？]{2,20}?)呢[?？。]*$")
# 第一名的数值与第二名之差
_TWO_PLACES = re.compile(
    r"^(?:那么?)?第(?P<nth>[一二三四五]|[1-5])名?(?:的(?:数值|数量|件数|数))?(?:与|和|跟|比|、)第(?P<other>[一二三四五]|[1-5])名?"
    r"(?:的(?:数值|数量|件数|数))?(?:之差|相差|差值?|多)了?(?:是|为)?(?:多少|几件)?[?？。]*$"
)
# 跟第一名差多少, 第一名前一年.
_AGAINST_PLACE = re.compile(
    rf"(?P<with>跟|和|与|同|比|离|距离?|较)(?P<place>{_PLACE})的?(?=[^,，。]{{0,30}}[差少多比还低高远距]|呢?[?？。]*$)"
)
_OF_PLACE = re.compile(
    rf"^(?:那么?|这个?)?(?P<place>{_PLACE})的?"
    r"(?=(?:在|到|到了)?(?:20|\d\d年|前一?年|去年|前年|上一?年|上年|今年|次年|后一年|第二年|其中|不予|复议|诉讼|占))"
)
# 第一名到2018年剩多少件: how many there are by then, and not what was left undone.
_LEFT_BY = re.compile(r"到((?:19|20)\d\d年)(?:只|就|还)?剩下?(?:多少|几)件(?![没未])")
_WHO_PLACE = re.compile(
    rf"^(?:那么?)?(?P<place>{_NEXT_TO})(?:是|叫)?(?:谁|哪[个家]?(?:县|区|市)?|哪里|哪儿)?[呢?？。]*$"
)
_BEHIND_EN = re.compile(
    rf"\b(?:how far|how much|how many(?: requests)?|by how much)\b.{{0,20}}?\b(?:behind|below|from|off)\b (?:the )?"
    rf"(?P<place>(?P<nth>{ORDINAL_EN}|top|leader|number one)(?: place| one| county)?)(?=$|[?.,])"
)
# And who was second?
_NTH_EN = re.compile(
    rf"^(?:and |so |then )?(?:who (?:is|was|came) |which (?:one )?(?:is|was|came) |what about )?(?:the )?({ORDINAL_EN})"
    r"(?: one| place| highest| most| largest| biggest| place holder)?[?.]*$"
)
_SAID_YEAR = re.compile(r"(?:19|20)\d\d")
_OWN_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d年?(?!\d)|\d\d年)|[去前今]年|\b(?:last|this) year\b")
# 那 2022 年两地的值: as it is written without blanks.
_BLANKS = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=\d)|(?<=\d) +(?=[\u4e00-\u9fff])")
# And in percent, after a difference.
_IN_PERCENT = re.compile(
    r"^(?:and )?(?:what is (?:that|it) )?(?:in|as a) (?:percent|per ?cent|percentage|pct|%|relative terms"
    r"|percentage terms)"
    r"(?: terms)?[?.]*$"
)
_TOTAL_EN = re.compile(r"^(\W*(?:and )?(?:the )?)total\b", re.IGNORECASE)
_GAP = re.compile(r"\bgap\b", re.IGNORECASE)
_CITY = re.compile(r"\d{2}(?!00)\d{2}00")
_OF_ALL = re.compile(r"占(?:全部|总数|总量|合计|所有)(?:县市区|各县)?")
# How many did the first one make in 2019?
_OF_NTH_EN = re.compile(
    rf"\bthe (?P<nth>{ORDINAL_EN}|top)(?:[- ](?:ranked|placed))? (?:one|county|district|city|body)(?:'s)?\b(?! to\b)"
)
_SHARE_EN = re.compile(
    r"^(?:and )?(?:what |its |their |the )*(?:share|percentage) of the (?:whole )?(?:city|city total)[?.]*$"
)
_SUM = (
    r"(?:全部)?(?:合计|加起来|一共|总共|总和|之和|加总|相加|平均(?:下来|每年|每家)?|均值|总数)(?:一下)?(?:是|有)?(?:多少|几)?[件条]?(?:呢|吗)?"
    r"|(?:the )?(?:sum|total|together|combined|in total|altogether|all together|(?:on )?average|mean)"
    r"(?: of (?:them|all|both|the two))?"
)
_APART = (
    r"(?:差值|差额|之差|相?差|差距|相差)(?:了|是|有)?(?:多少|几[件倍]?|多大)?[件倍]?(?:呢)?|(?:谁|哪[个家年])(?:更|比较)?[多少高低](?:呢)?"
    r"|(?:the )?(?:difference|gap)(?: between (?:them|the two))?"
    r"|which (?:one |of (?:the two|them|these|those) )?(?:is |was )?"
    r"(?:more|higher|larger|bigger|greater|lower|less|fewer|smaller)(?:,? (?:and )?by how (?:much|many))?"
)
_TWO_OF_THEM = r"(?P<two>[两二]者|[两二]个(?:数|指标|数字)?|[两二]项|[两二]类|俩|the two|both)?(?:的|之间)?"
_OF_FIGURES = re.compile(
    rf"^{_LEAD}{_TWO_OF_THEM}[,， ]?(?:(?P<sum>{_SUM})|(?P<apart>{_APART}))[呢吗呀啊嘛哈]*[?？。.!！]*$"
)
_BARE = re.compile(rf"^{_LEAD}(?:(?P<sum>{_SUM})|(?P<apart>{_APART}))[呢吗呀啊嘛哈]*[?？。.!！]*$")
# 主要啥原因, which ground?, after the number of denials: which of them was the most.
_GROUND = re.compile(
    r"^(?:那么?|所以)?[,，]?(?:主要|最主要|最多|最常见)?的?(?:是|为)?(?:因为)?(?:什么|啥|哪一?个|哪一?种|哪一?类|哪一?条|哪项)?的?(?:原因|理由)"
    r"(?:都|分别|各)?(?:[最更]多|居多)?(?:呢|是什么|是啥|是哪些|有哪些|吗)?[?？。]*$"
)
_GROUND_EN = re.compile(
    r"^(?:and )?(?:on |for )?(?:which|what) (?:(?:was|were) the )?(?:main |most common )?(?:ground|reason)s?"
    r"(?: (?:were|was|are) (?:cited|given|invoked|named|used|stated|applied))?"
    r"(?:,? and how (?:often|many))?(?: mostly)?[?.]*$"
)
# 它占多少, after a ranking: of all those that were ranked
_ITS_SHARE_EN = re.compile(
    r"^(?:and |so )?what (?:was|is) (?:its|their|that|the winner's) (?:share|proportion|percentage)"
    r"(?: (?:of|in) (?:the |that )?(?:total|whole|sum|all|overall total))?[?.]*$"
)
_ITS_SHARE = re.compile(
    r"^(?P<who>[\u4e00-\u9fff]{1,8})占了?(?P<how>多少|几成|百分之几|多大比例|多大比重|比例)(?:呢)?[?？。]*$"
)
# 2017年总共多少件, 总数呢
_IN_ALL = re.compile(
    r"^(?:那么?)?(?P<year>(?:19|20)\d\d年|[去前今]年|上一?年|前一年)?的?(?:总共|一共|总计|共|总数|总量)(?:收到|有|是)?(?:了)?(?:多少|几)?[件条]?"
    r"[呢啊呀]*[?？。]*$"
)
_WHOLES = frozenset({"requests.received", "requests.outcome.total", "review.total", "litigation.total"})
_REQUESTS = "requests."
_A_PAIR = 2
_A_FEW = 3
_YEARS_SAID = {"last year": "去年", "the year before": "前一年"}
# 2022年呢, after those over 100: of that year the same are asked for.
_YEAR_ALONE = re.compile(
    r"^(?:那么?|and |what about |how about |in )?(?:in )?"
    r"((?:19|20)\d\d|[去前今]年|上一?年|前一年|last year|the year before)年?度?(?:的?呢)?[?？。.]*$"
)


def recalled(question: str, context: Context, holdings: Holdings) -> str:
    """The question with the names in place of what points back at them."""
    if not context.turns:
        return question
    named = catalog(holdings)
    question = _BOTH_BODIES.sub(r"\1 bodies", _BLANKS.sub("", question))
    question = _ALL_BODIES.sub(r"\1 all counties", question)
    if context.query is not None and context.query.operation == "compare":
        question = _AND_WITH.sub(r"跟\1比呢", question)
    said = question.strip().lower()
    if context.order and (nth := _NTH_EN.match(said)) is not None:
        return f"第{read_count(nth[1])}名呢"
    if _RANK_EN.match(said):
        return "全市排第几"
    if _SHARE_EN.match(said):
        return "占全市多少"
    if context.query is not None and (meant := _of_what_was_told(said, context.query)) is not None:
        return meant
    for point in _POINTERS:
        meant = point(question, context, named)
        if meant is None:
            continue
        return question if _is_named(point, question, holdings) else meant
    return question


def _is_named(point: _Pointer, question: str, holdings: Holdings) -> bool:
    """泰顺、永嘉两家, 2021、2022这两年: whether what is pointed at is named by the question itself."""
    if point in (_years, _those_years):
        return bool(_OWN_YEAR.search(question.lower()))
    own = understand(question, holdings).said.subject
    if point is _those_figures:
        return bool(own.measures)
    if point is _with_another:
        return not own.targets or bool(own.measures)
    beside = point is _several and _BESIDE.search(question.lower())
    return bool(own.targets) and not (point is _place or beside)


def _of_what_was_told(said: str, query: Query) -> str | None:
    """Another year of the same bodies, a share of those that were ranked, the ground of denials."""
    scope = query.scope
    if scope is not None and scope.kept and (year := _YEAR_ALONE.match(said)) is not None:
        return f"{_YEARS_SAID.get(year[1], year[1])}{'年' if year[1].isdigit() else ''}{scope.kept}"
    if scope is not None and query.operation == "rank" and (share := _ITS_SHARE.match(said)) is not None:
        return f"{share['who']}占全市{share['how']}"
    if scope is not None and query.operation == "rank" and _ITS_SHARE_EN.match(said):
        return "它占全市多少"
    if not (query.measures and query.measures[-1].startswith((_REQUESTS, "rate.denied"))):
        return None
    if _GROUND.match(said):
        return "不予公开最多的理由是哪种"
    return "which reason for denied is the most" if _GROUND_EN.match(said) else None


def needs_order(question: str, context: Context) -> bool:
    """跟第一名差多少, where no ranking was told: one must be made first."""
    query = context.query
    alone = query is not None and len(query.organizations) == len(query.years) == len(query.measures) == 1
    if not alone or context.order:
        return False
    return bool(_AGAINST_PLACE.search(question) or _WHO_PLACE.search(question) or _BEHIND_EN.search(question.lower()))


# --- several bodies ----------------------------------------------------------------------------------


def _who_of_both(question: str, context: Context, named: Catalog) -> str | None:
    """So who received more in 2022, after one body and then another: of these two."""
    said = question.strip().lower()
    if len(context.organization_ids) != 1 or not _WHO_OF_BOTH.search(said) or _OF_ALL_COUNTIES.search(said):
        return None
    last = context.turns[-1]
    for turn in reversed(context.turns):
        if len(turn.bodies) != 1 or (turn.measures, turn.applicant) != (last.measures, last.applicant):
            return None
        both = _names((*turn.bodies, *last.bodies), named)
        if len(both) > 1:
            return f"{_joined(both, question)}{_gap(question)}{question}"
    return None


def _whether_first(question: str, context: Context, named: Catalog) -> str | None:
    """是当年各县里最多的吗, after a figure of one body: whether it is."""
    said, last = question.strip().lower(), context.turns[-1]
    match = _WHETHER_FIRST.match(said) or _WHETHER_FIRST_EN.match(said)
    names, code = _names(context.organization_ids, named), _one_figure(context.query)
    if match is None or code is None or not len(names) == len(last.years) == 1 or last.applicant:
        return None
    area, each, among, whose = (match.groupdict().get(which) or "" for which in ("area", "each", "among", "whose"))
    if not (area or each or among or whose or said.isascii()):
        return None
    end = "最少" if _LOWEST.search(match["end"]) else "最多"
    among_all = f"{area}{'各县' if each or not area else ''}"
    return f"{names[0]}{last.years[0]}年{catalogue.label(code, 'zh')}是{among_all}{end}的吗"


def _one_figure(query: Query | None) -> str | None:
    """The figure told last; of a sum of rows what they are together."""
    if query is None or not query.measures:
        return None
    if len(query.measures) == 1:
        return query.measures[0]
    parts = set(query.measures) if query.how == "sum" else set()
    sums = catalogue.derived_sums().items()
    return next((code for code, found in sums if parts in map(set, found.by_form.values())), None)


def _times_year(question: str, context: Context, named: Catalog) -> str | None:
    """是2022年的几倍, after the figure of one year."""
    last = context.turns[-1]
    plain = len(last.years) == len(last.bodies) == 1 and _TIMES_YEAR.match(question.strip())
    return f"{last.years[0]}年{question.strip()}" if plain else None


def _several(question: str, context: Context, named: Catalog) -> str | None:
    """这三家, 两家, 它们: those told of last, as many as are said."""
    match = _BODIES.search(question) or _BODIES.search(question.lower())
    if match is None:
        return None
    told = match["these"] or match["count"] is None
    if not told and not re.fullmatch(_LEAD, question[: match.start()].lower()):
        return None
    said = match["count"] or match["count_en"]
    turns = [_names(turn.bodies, named) for turn in context.turns]
    count = read_count(said) if said else 2 if "俩" in match.group() or "both" in match.group().lower() else None
    if count is None:
        # 它们, after a list: all of it.
        last = next((names for names in reversed(turns) if names), ())
        count = len(last) if len(last) > 1 else 2
    names = _last(turns, count)
    return _instead(question, match, _joined(names, question)) if names else None


def _years(question: str, context: Context, named: Catalog) -> str | None:
    """这三年, 三年总共: the years told of last."""
    match = _YEARS.search(question) or _YEARS.search(question.lower())
    if match is None:
        return None
    count, count_en = match["count"] or match["sum"], match["count_en"] or match["sum_en"]
    pointed = match["these"] or match["these_en"] or match["sum"] or match["sum_en"]
    if not (pointed or re.fullmatch(_LEAD, question[: match.start()].lower())):
        return None
    years = _last([turn.years for turn in context.turns], read_count(count or count_en) or 0)
    if not years:
        return None
    written = [f"{year}年" if count else f"{year}" for year in sorted(years)]
    made = match["made"] and ("sum" if match["made"] == "total" else match["made"])
    return _instead(question, match, f"{made} {_joined(written, question)}" if made else _joined(written, question))


def _last(turns: Sequence[Sequence[_One]], count: int) -> list[_One] | None:
    """The last so many different ones of what was told turn by turn, in their order; None where it does not part so."""
    found: list[_One] = []
    for turn in reversed(turns):
        found = [one for one in dict.fromkeys(turn) if one not in found] + found
        if len(found) >= count:
            break
    return found if len(found) == count else None


def _the_one(question: str, context: Context, named: Catalog) -> str | None:
    """那家, 同一机关, that county: the one body told of last."""
    match = _THE_ONE.search(question) or _THE_ONE.search(question.lower())
    if match is not None:
        names = _names(context.organization_ids or _first_told(context), named)
        return _instead(question, match, names[0]) if len(names) == 1 else None
    told = list(dict.fromkeys(body for turn in context.turns for body in turn.bodies))
    if len(told) > 1 and len(context.turns[0].bodies) == 1 and (match := _OURS.search(question)) is not None:
        return _instead(question, match, _names(context.turns[0].bodies, named)[0])
    if len(context.organization_ids) == 1 and (match := _ITS_PLACE.search(question.lower())) is not None:
        return _instead(question, match, _names(context.organization_ids, named)[0])
    match = None if context.organization_ids else _WINNER.search(question) or _WINNER.search(question.lower())
    if match is None:
        return None
    names = _names(_first_told(context), named)
    return _instead(question, match, _joined(names, question)) if names else None


def _first_told(context: Context) -> tuple[int, ...]:
    """Who was told to be the first, or to have the place asked for; of those that share the place all of them."""
    told = next((turn.bodies for turn in reversed(context.turns) if turn.bodies), ())
    return next((same for same in context.order if set(told[:1]) & set(same)), ())


def _with_another(question: str, context: Context, named: Catalog) -> str | None:
    """再加上瓯海，三家一共, after two bodies: the sum of all three."""
    match, last = _WITH_ANOTHER.match(question.strip()), context.turns[-1]
    bodies = _run(context.turns, named)[0] if len(last.bodies) == 1 else list(_names(last.bodies, named))
    plain = match is not None and bodies and context.organization_ids and len(last.years) == 1
    if match and plain:
        return f"{'、'.join([*bodies, match['other']])}合计多少"
    return _and_another(question, bodies) if context.organization_ids and len(last.years) == 1 else None


def _and_another(question: str, bodies: Sequence[str]) -> str | None:
    """Add Yongjia, after three bodies: all four, each by itself."""
    match = _AND_ANOTHER.match(question.strip().lower())
    if match is None or not bodies:
        return None
    asks = "各多少" if match["other"] else " each"
    return f"{_joined([*bodies, match['other'] or match['other_en']], question)}{asks}"


def _of_rate(question: str, context: Context, named: Catalog) -> str | None:
    """How many cases is that, after a rate or a share: the figures above and below its line."""
    query = context.query
    if query is None or query.operation != "ratio" or query.scope or not _IN_FIGURES.match(question.strip().lower()):
        return None
    rate = catalogue.rates().get(query.measures[0]) if len(query.measures) == 1 else None
    codes = (*rate.numerator, rate.denominator) if rate else query.measures
    if len(codes) < 2 or query.applicant:
        return None
    return f"{'、'.join(catalogue.label(code, 'zh') for code in codes)}各多少件"


def _former_and_latter(question: str, context: Context, named: Catalog) -> str | None:
    """后者占前者多少: the two figures, or the two bodies, told of last."""
    if not (_FORMER.search(question.lower()) or _LATTER.search(question.lower())) or context.query is None:
        return None
    language: Language = "zh" if _is_chinese(question) else "en"
    codes = [*context.beside, *context.query.measures][-2:]
    bodies = _last([_names(turn.bodies, named) for turn in context.turns], 2)
    first, *others = [catalogue.label(code, language) for code in codes] or [""]
    both = [first, *others] if others else bodies
    if both is None:
        return None
    said = _FORMER.sub(both[0], question)
    return _LATTER.sub(both[1], said)


# --- a place of the ranking --------------------------------------------------------------------------


def _place(question: str, context: Context, named: Catalog) -> str | None:
    """跟第一名差多少, 前面那家是谁: who has that place in the order told."""
    if not context.order:
        return None
    order = _as_told(context)
    if two := _TWO_PLACES.match(question.strip()):
        both = [_names(_of_nth(read_count(two[which]) or 0, order), named) for which in ("nth", "other")]
        return f"{both[0][0]}和{both[1][0]}相差多少" if all(len(one) == 1 for one in both) else None
    for pattern, instead in (
        (_WHO_PLACE, "{names}"),
        (_AGAINST_PLACE, "{with}{names}"),
        (_OF_PLACE, "{names}"),
        (_BEHIND_EN, "difference with {names}"),
        (_OF_NTH_EN, "{names}"),
    ):
        match = pattern.search(question) or pattern.search(question.lower())
        if match is None:
            continue
        against = pattern in (_AGAINST_PLACE, _BEHIND_EN)
        names = _names(_at(match, context, context.order if against else order), named)
        if not names:
            return None
        with_ = match.groupdict().get("with", "") or ""
        with_ = "跟" if with_.startswith(("离", "距")) else with_
        question = _LEFT_BY.sub(r"\1是多少件", _of_whole(question, context))
        return _instead(question, match, instead.format(**{"names": _joined(names, question), "with": with_}))
    return None


def _of_whole(question: str, context: Context) -> str:
    """第一名占全部的比例, after a ranking of a city: of the whole city."""
    scope = context.query.scope if context.query else None
    of_city = scope is not None and scope.parent is not None and _CITY.fullmatch(scope.parent)
    return _OF_ALL.sub("占全市", question) if of_city else question


def _as_told(context: Context) -> tuple[tuple[int, ...], ...]:
    """The order from the first place on: of those that have fewest the lowest is the first."""
    scope = context.query.scope if context.query else None
    least = scope is not None and scope.statistic == "least"
    return tuple(reversed(context.order)) if least else context.order


def _of_nth(nth: int, order: Sequence[Sequence[int]]) -> Sequence[int]:
    """Who has this place in the order told."""
    begin = 1
    for same in order:
        if begin == nth:
            return same
        begin += len(same)
    return ()


def _at(match: re.Match[str], context: Context, order: Sequence[Sequence[int]]) -> Sequence[int]:
    """The bodies that have the place said."""
    said = match.groupdict()
    order = context.order if said.get("last") or said.get("above") or said.get("below") else order
    begins, count = [], 1
    for same in order:
        begins.append(count)
        count += len(same)
    if said.get("above") or said.get("below"):
        mine = next((i for i, same in enumerate(order) if set(same) & set(context.organization_ids)), None)
        beside = None if mine is None else mine + (-1 if said["above"] else 1)
        return order[beside] if beside is not None and 0 <= beside < len(order) else ()
    if said.get("last"):
        back = read_count(said["nth_last"]) if said.get("nth_last") else 1
        return next((s for s, at in zip(order, begins, strict=True) if count - at - len(s) + 1 == back), ())
    nth = said.get("nth")
    place = 1 if nth is None or nth in ("top", "leader", "number one") else read_count(nth)
    return next((same for same, at in zip(order, begins, strict=True) if at == place), ())


# --- what was told one after the other ---------------------------------------------------------------


def _two_figures(question: str, context: Context, named: Catalog) -> str | None:
    """差值, 两者之和, after two figures, or two columns of one, of the same body and year: of these."""
    match = _OF_FIGURES.match(question.strip().lower())
    if match is None:
        return None
    if (last := context.turns[-1]) and len(last.measures) > 1 and len(last.bodies) == len(last.years) == 1:
        both = len(last.measures) == _A_PAIR and not last.applicant
        told = "和".join(catalogue.label(code, "zh") for code in last.measures)
        return f"{_year_said(question)}{told}{'合计' if match['sum'] else '相差多少'}" if both else None
    if len(context.turns) < 2:
        return None
    before = context.turns[-2]
    one_each = len(before.measures) == len(last.measures) == 1
    if not one_each or not last.bodies or (before.bodies, before.years) != (last.bodies, last.years):
        return None
    language: Language = "zh" if _is_chinese(question) else "en"
    if before.measures != last.measures:
        if match["sum"] and not match["two"] and len(context.beside) > 1:
            return None
        said = [catalogue.label(turn.measures[0], language) for turn in (before, last)]
        of = ""
    elif before.applicant and last.applicant and before.applicant != last.applicant:
        said = [column_label(turn.applicant, language) for turn in (before, last)]
        of = catalogue.label(last.measures[0], language)
    else:
        return None
    if language == "zh":
        return f"{_year_said(question)}{'和'.join(said)}{of}{'合计' if match['sum'] else '相差多少'}"
    return f"{of} {' and '.join(said)} {'combined' if match['sum'] else 'difference'} {_year_said(question)}".rstrip()


def _year_said(question: str) -> str:
    """The year that such a turn names itself: 2017年总共多少件."""
    year = _OWN_YEAR.search(question.lower())
    return year.group() if year else ""


def _whole_of_part(question: str, context: Context, named: Catalog) -> str | None:
    """2017年总共多少件, after 收到多少件 and 网络申请多少: the part and the whole, as either may be meant."""
    match, last = _IN_ALL.match(question.strip()), context.turns[-1]
    if match is None or last.applicant or not len(last.bodies) == len(last.years) == 1 or not last.measures:
        return None
    shared = context.query.indicators if context.query and context.query.operation == "ratio" else ()
    spoken = [*(code for turn in context.turns[-_A_FEW:] for code in turn.measures), *shared]
    part = next((code for code in reversed(spoken) if code not in _WHOLES), None)
    whole = next((code for code in reversed(spoken) if code in _WHOLES), None)
    if part is None or whole is None or set(spoken) - {part, whole} or not overlap((whole, part)):
        return None
    return f"{match['year'] or ''}{catalogue.label(part, 'zh')}和{catalogue.label(whole, 'zh')}总数各多少件"


def _bare(question: str, context: Context, named: Catalog) -> str | None:
    """合计, 差多少, after figures of bodies, or of years, one after the other: of all of them, of the last two."""
    match = _BARE.match(question.strip().lower())
    if match is None:
        return None
    question = _TOTAL_EN.sub(r"\1sum", question)
    # Of reports a gap is a year that lacks one.
    question = _GAP.sub("difference", question)
    if match["sum"] and not context.organization_ids and len(context.turns[-1].bodies) < 2:
        # 各县呢, 合计呢: of all that were ranked.
        return None
    last = context.turns[-1]
    several = _names(last.bodies, named)
    if len(several) > 1:
        if match["apart"] and len(several) == 2 and len(last.years) == 1:
            return f"{_joined(several, question)}{'相差多少' if _is_chinese(question) else ' difference'}"
        listed = several if not context.organization_ids else ()
        return f"{_joined(listed, question)}{_gap(question)}{question}" if listed else None
    bodies, years = _run(context.turns, named)
    if "between" in question.lower() and len(bodies) == 1 and len(years) > 1:
        # Else it would ask what tells two terms apart.
        first, then = sorted(years[-2:])
        return f"difference {first} and {then}"
    if match["apart"]:
        bodies, years = bodies[-2:], []
    if len(bodies) > 1:
        return f"{_joined(bodies, question)}{_gap(question)}{question}"
    if _SAID_YEAR.search(question):
        return None
    written = [f"{year}年" if _is_chinese(question) else f"{year}" for year in sorted(years)]
    return f"{_joined(written, question)}{_gap(question)}{question}" if len(years) > 1 else None


def _run(turns: Sequence[Turn], named: Catalog) -> tuple[list[str], list[int]]:
    """The bodies that were told one after the other of one year and figure; or the years of one body and figure."""
    last = turns[-1]
    bodies, years = list(_names(last.bodies, named)), list(last.years)
    for turn in reversed(turns[:-1]):
        names = _names(turn.bodies, named)
        if (
            (turn.measures, turn.applicant) != (last.measures, last.applicant)
            or len(names) != 1
            or not (len(turn.years) == 1 or turn.years == last.years)
        ):
            break
        if turn.years == last.years and len(years) == len(last.years) and names[0] not in bodies:
            bodies.insert(0, names[0])
        elif names == _names(last.bodies, named) and len(bodies) == 1 and turn.years[0] not in years:
            years.insert(0, turn.years[0])
        else:
            break
    return bodies, years


# --- names -------------------------------------------------------------------------------------------


def _names(ids: Iterable[int], named: Catalog) -> tuple[str, ...]:
    """The names of bodies; 洞头县, later 洞头区, is one under the name it had last."""
    found: dict[tuple[str, str | None, str], str] = {}
    for body in (body for number in ids if (body := named.body(number)) is not None):
        found[body.today] = body.organization.name
    return tuple(found.values())


def _instead(question: str, match: re.Match[str], names: str) -> str:
    return f"{question[: match.start()]}{names}{question[match.end() :]}"


def _joined(names: Iterable[str], question: str) -> str:
    return ("、" if _is_chinese(question) else ", ").join(names)


def _gap(question: str) -> str:
    return "" if _is_chinese(question) else " "


def _is_chinese(question: str) -> bool:
    return not question.isascii()


def _changed(question: str, context: Context, named: Catalog) -> str | None:
    """In percent, after the difference of two years."""
    query = context.query
    if query is None or query.operation != "compare" or not _IN_PERCENT.match(question.strip().lower()):
        return None
    return "percentage change" if len(query.years) == 2 and len(query.organizations) == 1 else None


def _these(question: str, context: Context, named: Catalog) -> str | None:
    """The average of these three: bodies or years."""
    found = these_meant(question, context)
    if found is None:
        return None
    (start, end), kind, which = found
    words = _joined(_names(which, named) if kind == "bodies" else [f"{year}" for year in sorted(which)], question)
    return f"{question[:start]}{words}{question[end:]}"


def _those_figures(question: str, context: Context, named: Catalog) -> str | None:
    return figures_meant(question, context)


def _those_years(question: str, context: Context, named: Catalog) -> str | None:
    return years_meant(question, context)


_POINTERS: tuple[_Pointer, ...] = (
    _place,
    _former_and_latter,
    _of_rate,
    _with_another,
    _whole_of_part,
    _two_figures,
    _whether_first,
    _the_one,
    _who_of_both,
    _times_year,
    _several,
    _years,
    _those_years,
    _those_figures,
    _these,
    _bare,
    _changed,
)

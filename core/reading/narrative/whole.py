"""What is said of all of a figure without a number of its own: 复议3件,均维持; 申请1件,为网络提交."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.reading.narrative.mention import Mention
from core.reading.narrative.patterns import Pattern

_ALL = re.compile("均|都|全部|皆|一律|全(?=[为是系由])")
_LEAD = re.compile(
    "(?:其中|申请人|申请(?:方式|渠道|形式|途径|类型)|受理(?:方式|渠道)|提交(?:方式|渠道)|来源|渠道|方式|形式|途径|类型|性质"
    "|(?:答复|办理|处理|复议|诉讼|审理|裁判|判决|裁决)?结果|答复(?!申请)|判决|裁定|裁决|经(?:查询|核实|核查|检索|查找|查)|经?审理|经?(?:行政)?复议(?:机关|机构|后)?"
    "|上级机关|[省市县区州]政府|(?:人民|一审|二审|终审|省|市|县|区)*法院(?:经审理)?|一审|二审|终审|最终|最后|目前|现已|现|仍|已经|已|经"
    "|按(?:时|期|规定|要求)|依法|依规|及时|被|获得?|得到|予以(?!公开|部分)|作出|做出|给予(?!公开)|为|是|系|属于|属|由|因|以|通过|采用|采取|来自"
    "|决定|事项|内容|所申请|申请(?=事项|内容|信息)|信息|原因|理由|情形|涉及|行政机关|的|了|该|此|件|案件?|[,、:])*+"
)
# Who decided: 水利部维持, 市政府决定撤销.
_DECIDER = re.compile("[\u4e00-\u9fff]{1,8}(?:(?<!全)部|政府|[厅局委院])(?=$|已|均|都|决定|依法|最终|作出)")
_TAIL = re.compile(
    "(?:提交|提出|递交|申请(?:人)?|方式|渠道|形式|途径|平台|答复|决定|判决|裁定|结果|结案|处理|状态|之中|中(?!止)|阶段|类|而|原因|理由|信息|事项|等?情形|工作人员|人员|同志|件|案件?|的|了)*+$"
)
_CLAUSE = re.compile("[^,(:)。;!?]+")
_FIGURE = re.compile(r"\d|[一二两三四五六七八九十]{1,12}[件宗条份起]|[。;!?]")
# 均当面答复 is no way in which a request came.
_REPLY = re.compile("答复|回复|送达|解答|办理")
_MOST_CLAUSES = 4
# 除涉及国家秘密外,均予以公开: not all of them.
_EXCEPT = re.compile("除(?!此)")
_WAYS_TO_COURT = ("litigation.direct.total", "litigation.after_review.total")
# (历年累计2件), (上年8件): other years beside the figure.
_ASIDE = re.compile(r"\((?:历年|上年|上一年|去年|累计|20\d\d年)[^()]{0,20}\)")


def said_of_all(mentions: Sequence[Mention], fitting: Sequence[Pattern]) -> Iterator[Mention]:
    """For each figure the names that the words behind it give to all of it."""
    for whole in mentions:
        if whole.value and whole.number is not None and whole.pattern.applicant is None:
            named = [pattern for pattern in fitting if whole.pattern.indicator in wholes(pattern)]
            if named:
                yield from _named_behind(whole, named, _begin(whole, mentions))


def wholes(pattern: Pattern) -> tuple[str, ...]:
    """The indicators of which a label may name the whole."""
    code = pattern.indicator
    if pattern.name_only is None:
        return ()
    if pattern.applicant or code.startswith("requests.channel."):
        return ("requests.received",)
    if code.startswith("requests.outcome.denied."):
        return ("requests.outcome.denied", "requests.received", "requests.outcome.total")
    if code.startswith("requests.outcome."):
        return ("requests.received", "requests.outcome.total")
    if code.startswith("capacity.staff."):
        return ("capacity.staff",)
    if code in _WAYS_TO_COURT:
        return ("litigation.total",)
    group, _, last = code.rpartition(".")
    return (f"{group}.total",) if last in {"upheld", "corrected", "other", "pending"} else ()


def _begin(whole: Mention, mentions: Sequence[Mention]) -> int:
    """未经复议直接起诉1件、复议后起诉1件,均未审结: what is said of all is said of both."""
    text = whole.sentence.text
    if whole.pattern.indicator in _WAYS_TO_COURT:
        for other in mentions:
            beside = other.pattern.indicator in _WAYS_TO_COURT and text[whole.end : other.start] in ("、", ",", "和")
            if beside and _ALL.match(text, other.end + 1):
                return other.end
    received = whole.pattern.indicator == "requests.received"
    parts = [mention for mention in mentions if received and _is_way_in(mention) and mention.start >= whole.end]
    if parts and sum(mention.value or 0 for mention in parts) == whole.value:
        return max(mention.end for mention in parts)
    aside = _ASIDE.match(text, whole.end)
    return aside.end() if aside else whole.end


def _is_way_in(mention: Mention) -> bool:
    """收到申请4件,其中网上3件、当面1件,均予以公开: the channels part the whole before more is said of it."""
    return mention.number is not None and mention.pattern.indicator.startswith("requests.channel.")


def _named_behind(whole: Mention, named: Sequence[Pattern], begin: int) -> Iterator[Mention]:
    text = whole.sentence.text
    stop = _FIGURE.search(text, begin)
    last = stop.start() if stop else len(text)
    for count, clause in enumerate(_CLAUSE.finditer(text, begin, last)):
        if (
            count == _MOST_CLAUSES
            or _EXCEPT.match(clause.group())
            or (stop and clause.end() == last and stop.group() not in "。;!?")
        ):
            return
        found = _named(clause.group(), named, of_one=whole.value == 1)
        if found is not None:
            yield Mention(found, whole.sentence, whole.start, clause.end(), None, whole.value, clause=whole.clause)


def _named(clause: str, named: Sequence[Pattern], *, of_one: bool) -> Pattern | None:
    """The one name that, with words that add nothing, is all of the clause."""
    fits: list[tuple[int, Pattern]] = []
    for pattern in named:
        name = pattern.name_only.search(clause) if pattern.name_only else None
        if name and pattern.indicator.startswith("requests.channel.") and _REPLY.search(clause):
            continue
        if name and _is_all(clause[: name.start()], pattern, of_one=of_one) and _TAIL.match(clause, name.end()):
            fits.append((name.end() - name.start(), pattern))
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def _is_all(lead: str, pattern: Pattern, *, of_one: bool) -> bool:
    if _adds_nothing(lead, of_one=of_one):
        return True
    decider = _DECIDER.match(lead) if pattern.result_of else None
    return decider is not None and _adds_nothing(lead[decider.end() :], of_one=of_one)


def _adds_nothing(lead: str, *, of_one: bool) -> bool:
    every = _ALL.search(lead)
    if every is None:
        return of_one and _LEAD.fullmatch(lead) is not None
    return _LEAD.fullmatch(lead[: every.start()]) is not None and _LEAD.fullmatch(lead[every.end() :]) is not None

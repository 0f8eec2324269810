"""One figure an indicator: of several that the prose gives, the one that is the whole body's, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from core.reading.narrative.decide import FEES, Said
from core.text.lexicon import Word

Key = tuple[str, str | None]
_LISTED_APART = ("capacity.", "response.", "training.", "complaints.")
_CHANNEL = "disclosure.channel."
# What several parts have together is hardly fewer.
_FEWEST_OF_ALL = 5
_OF_ALL = ("disclosure.items", "requests.received", "requests.concluded", "requests.outcome.total")
_OURS = ("我", "本")
_NARROWED = ("review.total", "litigation.total", "complaints.total")
# 全年在门户网站公开86条: the number of the whole year, not that of one way among others.
_WHOLE_YEAR = "全年"
_SIDE_BY_SIDE = re.compile("[、和及][^,;。、:(]{0,8}")
_DISPUTES = ("review.", "litigation.")
_BELOW = ("局属", "所属", "下属")
_SEVERAL = (
    "各",
    "县直",
    "市直",
    "区直",
    "省直",
    "州直",
    "县(",
    "镇(",
    "乡镇",
    "镇街",
    "基层",
    "所属",
    "下属",
    "部门",
    "政府部门",
    "局属",
    "二级",
    "村",
)


def choose(said: Iterable[Said]) -> list[Said]:
    """The figures to keep: at most one for each indicator and applicant, in their order."""
    groups: dict[Key, list[Said]] = {}
    for one in said:
        groups.setdefault((one.rule.indicator, one.rule.applicant), []).append(one)
    kept = {key: chosen for key, group in groups.items() if (chosen := _chosen(group)) is not None}
    for wrong in _unbalanced(kept):
        kept.pop(wrong, None)
    return list(kept.values())


def _chosen(group: Sequence[Said]) -> Said | None:
    if _told_twice(group) or _listed_apart(group) or _on_several_days(group):
        return None
    if any(not said.frame.says("cumulative") for said in group):
        group = [said for said in group if not _is_of_all_years(said, group)]
    sure = [said for said in group if said.fit != "weak"] or list(group)
    sure = _of_disclosure(sure) or _that_came(sure) or _charged(sure) or _disclosed(sure) or sure
    parts = [said for said in sure if said.frame.whose == "part"]
    own = [said for said in sure if said.frame.whose == "own"]
    whole = own or list(filter(_is_of_all_parts, parts))
    if len({said.value for said in whole}) == 1 and not (own and parts and _is_of_a_channel(whole[0])):
        return whole[0]
    return (_of_the_whole_area(own) or _adding_up(own, parts)) if own else None


def _of_disclosure(group: Sequence[Said]) -> list[Said]:
    """接待患者投诉58件。其中涉及信息公开的0件: those of disclosure, where the others do not name it."""
    ours = [said for said in group if said.frame.says("disclosure")]
    narrow = bool(ours) and all(said.fit == "narrow" and said.frame.part for said in ours)
    return ours if narrow and ours[0].rule.indicator.startswith(_NARROWED) else []


def _that_came(group: Sequence[Said]) -> list[Said]:
    """收到申请22件。受理20件,不予受理2件: those that came, of which fewer were accepted."""
    came = [said for said in group if said.frame.says("act.receive")]
    accepted = [said for said in group if said not in came]
    if group[0].rule.indicator != "requests.received" or not came or not accepted:
        return []
    fewer = all(said.frame.says("act.accept") and said.value < came[0].value for said in accepted)
    return came if fewer else []


def _charged(group: Sequence[Said]) -> list[Said]:
    """收取检索费100元,未收取邮寄费: what was charged, where the same sentence denies another fee."""
    charged = [said for said in group if said.value]
    if len(charged) != 1 or not group[0].rule.indicator.startswith(FEES):
        return []
    return charged if all(said.sentence is charged[0].sentence for said in group) else []


def _disclosed(group: Sequence[Said]) -> list[Said]:
    """政务微信公开信息15740条。“吴江发布”全年推送2190条: what was disclosed there, not what one account sent."""
    if not group[0].rule.indicator.startswith(_CHANNEL) or any(said.frame.part for said in group):
        return []
    disclosed = [said for said in group if said.frame.says("act.disclose") and not said.frame.says("act.publish")]
    most = max((said.value for said in disclosed), default=0)
    sent = (said for said in group if said not in disclosed)
    return disclosed if all(said.frame.says("act.publish") and said.value < most for said in sent) else []


def _of_the_whole_area(own: Sequence[Said]) -> Said | None:
    """全市收到560件。居前的是市住建局,受理120件: the largest, said of all, where the others are not said of us."""
    largest = max(own, key=lambda said: said.value)
    others = [said for said in own if said.value != largest.value]
    ours = (word.text.startswith(_OURS) for said in others for word in said.frame.words if word.may_be("whose.own"))
    alone = largest.rule.total and largest.frame.says("whose.all") and not any(ours)
    return largest if alone and not any(said.frame.says("whose.all") for said in others) else None


def _on_several_days(group: Sequence[Said]) -> bool:
    """3月培训1期,9月培训1期: each is one of several."""
    return sum(said.rule.event and said.frame.time == "day" for said in group) > 1


def _is_of_all_years(said: Said, group: Sequence[Said]) -> bool:
    """公开40条,累计公开383条: the second is that of all years."""
    return said.frame.says("cumulative") and all(said.value >= other.value for other in group)


def _adding_up(own: Sequence[Said], parts: Sequence[Said]) -> Said | None:
    """The largest of several, where the others of its sentence or those of the parts add up to it."""
    largest = max(own, key=lambda said: said.value)
    others = [said for said in (*own, *parts) if said is not largest and said.sentence is largest.sentence]
    alike = len(others) == len(own) + len(parts) - 1
    return largest if _adds_up(largest, parts) or (alike and _adds_up(largest, others)) else None


def _is_of_a_channel(said: Said) -> bool:
    return said.rule.indicator.startswith(_CHANNEL) and said.rule.indicator != f"{_CHANNEL}other"


def _is_of_all_parts(said: Said) -> bool:
    """各单位配备工作人员181人 is the number of all of them; 各科室配备2人 is that of each."""
    each = said.rule.stock and (said.frame.says("each", "all") or said.value < _FEWEST_OF_ALL)
    one = said.rule.indicator in _OF_ALL and any(
        word.may_be("named") or (word.may_be("whose.part") and _is_one_or_below(word.text))
        for word in said.number.words
    )
    below = said.rule.indicator.startswith(_DISPUTES) and any(map(_is_below, said.frame.words))
    return not each and not one and not below and not _is_of_a_channel(said)


def _is_one_or_below(body: str) -> bool:
    """Whether it is one body, or those below the one that reports (局属单位), and not all parts of an area."""
    return not body.startswith(_SEVERAL) or _is_below_by_name(body)


def _is_below(word: Word) -> bool:
    return word.may_be("whose.part") and _is_below_by_name(word.text)


def _is_below_by_name(body: str) -> bool:
    return body.startswith(_BELOW) and body not in _BELOW


def _adds_up(whole: Said, parts: Sequence[Said]) -> bool:
    return len(parts) > 1 and sum(said.value for said in parts) == whole.value


def _told_twice(group: Sequence[Said]) -> bool:
    """一审驳回1件,二审维持1件: two numbers of one result in one sentence are neither of them the whole."""
    if ".total" in group[0].rule.indicator or not group[0].rule.indicator.startswith(("review.", "litigation.")):
        return False
    counted = {said.frame.figure for said in group if said.whole is None}
    if len(counted) == 1 and len({said.value for said in group}) == 1:
        # 复议机关责令重新答复,即纠正一件: the number says again what became of it.
        return False
    figures = {(said.frame.figure or (said.whole and said.whole.figure)) for said in group}
    return len(figures) > 1 and len({said.sentence.offsets[0] for said in group}) == 1


def _listed_apart(group: Sequence[Said]) -> bool:
    """图书馆查阅点1个、档案馆查阅点1个: two figures of one thing side by side are neither of them the whole."""
    if not group[0].rule.indicator.startswith(_LISTED_APART):
        return False
    for first, second in pairwise(said for said in group if said.value):
        between = first.sentence.text[first.frame.span[1] : second.frame.span[0]]
        other = first.value != second.value or first.frame.figure is not second.frame.figure
        if first.sentence is second.sentence and other and _SIDE_BY_SIDE.fullmatch(between):
            return True
    return False


def _unbalanced(kept: dict[Key, Said]) -> Iterator[Key]:
    """The figures that the others show to be another thing."""
    yield from _unbalanced_requests(kept)
    items = kept.get(("disclosure.items", None))
    if items is None:
        return
    site = kept.get((f"{_CHANNEL}website", None))
    if site is not None and items.frame is site.frame:
        # Since 2019 no form asks for the channels: what the site alone is said to show is all that was disclosed, too.
        if any((f"{_CHANNEL}{other}", None) in kept for other in ("wechat", "weibo", "gazette", "other")):
            yield "disclosure.items", None
        elif items.frame.holds("ways.parts") or any(word.text.startswith(_WHOLE_YEAR) for word in items.frame.words):
            yield f"{_CHANNEL}website", None
    yield from _above(items, [said for (code, _), said in kept.items() if code.startswith(_CHANNEL)])


def _unbalanced_requests(kept: dict[Key, Said]) -> Iterator[Key]:
    """受理38件含上年结转7件: 38 is no number of new requests; what is open is carried over only where it adds up."""
    value = {code: said.value for (code, applicant), said in kept.items() if applicant is None}
    received, brought = value.get("requests.received"), value.get("requests.carried_in", 0)
    answered = value.get("requests.outcome.total", value.get("requests.concluded"))
    left = kept.get(("requests.carried_out", None))
    total = kept.get(("requests.outcome.total", None))
    if total is not None and total.fit == "weak" and (brought or (left is not None and left.value)):
        # 收到12件,均已答复: not all answers, where others came from the year before or go on into the next.
        yield "requests.outcome.total", None
    if left is None:
        return
    known = received is not None and answered is not None
    ends = (answered or 0) + left.value
    if left.fit == "weak" and not (received == left.value == 0) and not (known and (received or 0) + brought == ends):
        yield "requests.carried_out", None
    if known and left.value and answered == (received or 0) + brought and left.fit != "weak":
        # 新收14件,上年结转1件,合计办理15件,结转下年2件: those to be done, not those that were.
        yield from (("requests.outcome.total", None), ("requests.concluded", None))
    if known and brought and received == ends and not kept["requests.received", None].frame.says("new"):
        # 新收64件, 2013年结转3件: what is called new has none of those in it.
        yield "requests.received", None


def _above(items: Said, channels: Sequence[Said]) -> Iterator[Key]:
    """A channel cannot show more than all; what a site put out besides is no figure, nor a total of some channels."""
    more = [said for said in channels if said.value > items.value]
    if more and items.frame.holds("channels.none") and items.frame.says("proactive"):
        yield from ((said.rule.indicator, None) for said in more)
    elif more:
        yield "disclosure.items", None

"""无。 right under 收费及减免情况: none of what the heading names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.reading.narrative.flow import Sentence

_DENYING = ("没有", "未", "无", "不涉及")
_NOTHING = re.compile(
    r"(?:20\d\d年度?|本年度?|全年|我[局镇办委街区县市乡]|本(?:机关|单位|局|镇|部门)|均|暂|目前|[,:]){0,12}"
    r"(?:没有|未发生|无|未出现|没有发生|未涉及|不涉及)"
    r"(?:此类|该类|此项|上述|类似|任何|相关|有关|以上|这方面的?|发生|涉及|情况|情形|事项|问题|案件|业务|内容)*[。!]*$"
)
# 均为0件。 under a heading, or right behind it.
_ALL_ZERO = re.compile(
    r"[:,]?(?:本年度?|全年|各[项栏](?:数据|数字|指标)?)*(?:均|都|全部)?为?[0零](?:件|起|宗|例|元|万元)?[。!]*$"
)
# 复议、诉讼费用支出情况 names what disputes cost; 复议、诉讼及收费情况 names the disputes.
_NO_COST = "(?!收费|.*(?:(?<!收)费|支出))"
_NOTHING_OF = (
    (
        "requests.received",
        re.compile(
            "^(?!.*结转).*(?:依申请公开|申请公开政府信息|公开申请(?!行政|复议|.{0,4}复议|.{0,4}诉讼))(?!.*(?:费|减免|复议|诉讼))"
        ),
    ),
    ("requests.processing_fees", re.compile("处理费")),
    (
        "requests.fees",
        re.compile(
            "^(?!.*(?:处理费|支出|复议|诉讼|行政事业性)).*(?:收费|减免|费用)"
            "|^(?!.*支出).*(?:复议|诉讼|申诉)(?:的?情况)?[、及和与](?:收费|费用减免)"
        ),
    ),
    ("requests.outcome.denied", re.compile("^不予公开(?:政府信息)?(?:的)?情况$")),
    ("review.total", re.compile(f"复议{_NO_COST}")),
    ("litigation.total", re.compile(f"诉讼{_NO_COST}")),
    # Petitions, reports and complaints of a class are applications that were not processed: a row of the form.
    ("complaints.total", re.compile("^(?!.*类).*(?:举报|投诉)")),
)
_LONGEST = 60


def denied_by_heading(sentence: Sentence) -> Iterator[str]:
    """The indicators of which the sentence, right under their heading, says that there is none."""
    if sentence.title_start is None or len(sentence.text) > _LONGEST or "plans" in sentence.topics:
        return
    if _says_nothing(sentence):
        yield from (code for code, words in _NOTHING_OF if words.search(sentence.title))


def _says_nothing(sentence: Sentence) -> bool:
    text, title = sentence.text, sentence.title
    if _ALL_ZERO.match(text, text.find(title) + len(title) if title and title in text else 0):
        return True
    found = _NOTHING.search(text) if any(word in text for word in _DENYING) else None
    return found is not None and (not found.start() or title in text[: found.start()] + "无")

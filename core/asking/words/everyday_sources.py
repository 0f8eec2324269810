"""Where a number comes from, told behind it: …，领导讲话稿里这么写的; …？我听邻居讲的; …, my neighbour told me."""

from __future__ import annotations

import re

from core.asking.words.tellers import PAPER, PERSON, WHOSE

_FROM = (
    r"(?:(?:讲话|发言|汇报)[稿材料]{0,2}|发言|讲话|文件|网上|网络|网页|新闻|报纸|电视|广播|抖音|微信|朋友圈|微信群|会上|会议|饭桌|外面|街上|别处|哪里|哪儿|那里"
    rf"|{PAPER})"
)
_SAID = (
    r"(?:这么|这样|就这么|就这样|也这么|也这样|是这么|是这样)?(?:说|讲|写|称|提|传|告诉[我咱]们?|跟我[说讲]|记载?|写着|写明|报道)(?:过|到)?"
    r"|(?:看|听|读|刷|瞧|瞅|翻|查|抄|摘)(?:来|到|见|过|到过)?"
)
_BEHIND = re.compile(
    r"[\s,，。;；?？!！(（—–-]{1,4}(?=[^,，。;；]{0,14}(?:[我咱俺听网群友事人里上中]|[这是][么样]))"
    r"(?:[这那]个?数?字?)?(?:[也都就只]?是)?(?:[我咱俺]们?)?(?:也|就|都|是)?"
    rf"(?:(?:听|从|在|照|据)?{WHOSE}(?:{PERSON}的?)?{_FROM}?(?:那里|那儿|口中|嘴里|里面?|上面?|中|里头)?(?:都|也|就|是|就是|都是)?(?:{_SAID})的?"
    r"|听(?:说|来|人[说讲]|人家[说讲])的?)"
    r"[)）]?(?=[\s。.!！?？]*$|[,，。;；]\s?(?:请|帮|麻烦|核|对|属实|是不是|是否|查|准|真)[^,，。\d]{0,12}$)"
)
_TELLS = (
    r"(?:(?:a|an|the|my|our|this|that|one|some|his|her|their) )?(?:[a-z-]+ )?"
    r"(?:article|newspaper|paper|blog(?:ger|post)?|post|tweet|study|researcher|scholar|journalist|reporter|reader|neighbou?r|friend|colleague|boss"
    r"|book|draft|memo|thesis|source|expert|professor|website|press release|briefing|slide|headline|editor|intern|manuscript"
    r"|brother|sister|wife|husband|uncle|aunt|cousin|someone|somebody|manager|director|supervisor|teacher|student|classmate)s?"
)
_BEHIND_EN = re.compile(
    r"[\s,.;?!(—–-]{1,4}(?:"
    rf"(?:(?:that|this|it)(?:'s| is| was) what |(?:or )?so |at least |as )?(?:{_TELLS}|i|we|they|he|she|people)"
    r" (?:told me|tells me|told us|says?|said|claims?|claimed|wrote|writes|insists?|heard|read|was told|were told|saw)"
    r"(?: (?:so|that|this|it))?(?: (?:somewhere|online|in the news|on the news|yesterday|recently))?"
    rf"|(?:at least )?according to {_TELLS}"
    r")\)?[\s.!?]*$",
    re.IGNORECASE,
)
_ASKS_FOR = re.compile(
    r"多少|几[件个次起条]|哪|什么|啥|怎|谁|\b(?:how|what|which|who|when|where|why|list|show)\b", re.IGNORECASE
)
_LONGEST = 200


def without_source(question: str) -> str:
    """What is said to be so without where that was heard or read; itself where it asks for more than whether it is."""
    if len(question) > _LONGEST:
        return question
    told = (_BEHIND_EN if question.isascii() else _BEHIND).search(question)
    if told is None or _ASKS_FOR.search(question[: told.start()]):
        return question
    mark = told.group().strip()[:1]
    return question[: told.start()] + (mark if mark in "?？" else "") + question[told.end() :]

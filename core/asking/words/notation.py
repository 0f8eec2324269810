"""How programs write questions: JSON, key=value, calls. Read as the words that a person would say."""

from __future__ import annotations

import re

from core.asking.words.wording import Reading, reworded

_JSON_KEY = re.compile(r"(?:[{\[,]\s{0,3}|(?<!\s)\s{1,3})?\"([a-z_]{1,40})\"\s{0,3}:\s{0,3}")
_BRACKETS = str.maketrans(dict.fromkeys('{}[]"', " "))
# op=sum: what is done is told by the value.
_DONE = (
    r"op|operation|operator|fn|func|function|action|agg|aggregate|aggregation|method|tool|intent|query[_ ]type|stat|statistic"
    r"|calc|mode"
)
# county=泰顺县: what stands before is the name of a field.
_FIELD = (
    r"codes?|ind|inds|indicators?|metrics?|measures?|fields?|counties|county|districts?|regions?|places?|targets?|orgs?|bodies"
    r"|names?|y[12]|years?|yrs?|year[_ ]?[12ab]|start(?:[_ ]year)?|end(?:[_ ]year)?|base(?:[_ ]year)?|part|whole|numerator|denominator|num|den"
    r"|of|group|select|where|show|want|ask|argument|arg|params?"
)
_BEGINS = r"(?<![a-z_.\u4e00-\u9fff])"
_LIMITS = {"gt": ">", "gte": ">=", "ge": ">=", "min": ">=", "lt": "<", "lte": "<=", "le": "<=", "eq": "="}
_VALUES = {
    "largest_part": "largest part",
    "rank_of": "rank",
    "rank_in": "rank",
    "percent_change": "percent change",
    "pct_change": "percent change",
    "yoy_change": "change",
    "top_n": "top",
    "bottom_n": "bottom",
    "share_of": "share",
    "list_reports": "list reports",
    "publish_date": "publication date",
    "publication_date": "publication date",
}

_READ: tuple[Reading, ...] = (
    # select value from figures where …
    (
        re.compile(
            r"^select\s{1,4}[a-z*_, ().]{1,40}?\s{1,4}from\s{1,4}[a-z_.]++(?:\s{1,4}where)?(?=.*\b(?:code|indicator|metric)\s{0,4}=)"
        ),
        "",
    ),
    (re.compile(r"(?<=[a-z])='([^']{2,30})'"), r"=\1"),
    # 龙湾区.2023.requests.received
    (re.compile(r"(?<=[\u4e00-\u9fff])\.(?=(?:19|20)\d\d\b)"), " "),
    (re.compile(r"(?<![\d.])((?:19|20)\d\d)\.(?=[a-z])"), r"\1 "),
    # codes=[review.total, litigation.total]
    (re.compile(rf"{_BEGINS}(?:{_FIELD})\s*=\s*\[([^\[\]]*)\]"), r" \1 "),
    (re.compile(rf"{_BEGINS}(?:{_DONE})\s*[=:]\s*(?=[a-z])"), " "),
    (re.compile(rf"{_BEGINS}from\s*=\s*((?:19|20)\d\d)[\s,&]*to\s*=\s*((?:19|20)\d\d)"), r" from \1 to \2"),
    (re.compile(rf"{_BEGINS}(?:limit|n|k|top|top[_ ][nk]|first)\s*=\s*(\d{{1,2}})(?!\d)"), r" top \1,"),
    (
        re.compile(rf"{_BEGINS}(gte?|ge|lte?|le|eq|min|max)\s*=\s*(\d)"),
        lambda match: f" {_LIMITS.get(match[1], '<=')} {match[2]}",
    ),
    (re.compile(rf"{_BEGINS}(?:text|keywords?|phrase|q|search)\s*=\s*\"?([\u4e00-\u9fff]{{2,20}})\"?"), r" 提到“\1”"),
    (re.compile(rf"{_BEGINS}(?:{_FIELD})\s*=\s*(?=\S)"), " "),
    # applicant=null, column: total
    (
        re.compile(
            rf"{_BEGINS}\"?(?:applicant|column)(?:_type)?\"?\s*[=:]\s*\"?(?:null|none|total|all|any)\"?(?![a-z_.])"
        ),
        " ",
    ),
    # requests.outcome.*: each of its rows
    (re.compile(r"(?<![a-z_.])requests\.outcome\.denied\.\*"), "requests.outcome.denied reasons"),
    (re.compile(r"(?<![a-z_.])requests\.outcome\.\*"), "outcomes"),
    (re.compile(r"(?<![a-z_.])requests\.channel(?:\.\*|s)?(?![a-z_.])"), "requests.received channels"),
    # op=largest_part of requests.outcome
    (re.compile(r"(?<![a-z_.])requests\.outcome(?![a-z_.])"), "outcomes"),
    # 2020..2022
    (re.compile(r"(?<!\d)((?:19|20)\d\d)\s*\.{2,3}\s*((?:19|20)\d\d)(?!\d)"), r"\1-\2"),
    # rank(requests.received, 2023, desc, 3)
    (re.compile(r"\b(?:rank|top|sort)\(([^()]*?),\s*(\d{1,2})\)"), r"top \2 \1"),
    # exists(review.total>0, …)
    (re.compile(r"\bexists\(\s{0,4}([a-z_.]{1,60})\s{0,4}>\s{0,4}0\s{0,4},?([^()]{0,80})\)"), r"any \1 \2"),
    # natural_person / total requests.received; 泰顺县 / 全部
    (
        re.compile(
            r"(?<![a-z_.])(natural_person|business|research|public_welfare|legal_services)\s*/\s*(?:total|all)(?![a-z_.])"
        ),
        r"share of \1 in",
    ),
    (re.compile(r"([\u4e00-\u9fff]{2,6}[县市区])\s*/\s*(?:全部|所有|全市|全体|all|total)(?![a-z_.])"), r"\1占全市"),
    # review.total(330303,2023)=6
    (
        re.compile(r"(?<![a-z_.])([a-z]+\.[a-z_.]+)\(([^(),]{2,12}),\s*((?:19|20)\d\d)\)\s*={1,2}\s*(\d[\d.,]*)"),
        r"\2 \3 \1 \4 true",
    ),
    # for y in 2021..2023; requests.received in [100,600]
    (re.compile(r"\bfor (?:[a-z]|yr|year) in (?=(?:19|20)\d\d)"), ""),
    (re.compile(r"\bin \[\s*(\d+)\s*,\s*(\d+)\s*\]"), r"\1到\2之间"),
    # argmax requests.outcome.*
    (re.compile(r"\bargmax outcomes"), "which outcome is the most"),
    (re.compile(r"\bargmax requests\.outcome\.denied reasons"), "which reason for denied is the most"),
    (re.compile(r"\bargmax requests\.received channels"), "which channel of requests has the most"),
    # requests.received < mean
    (re.compile(r"<=?\s*(?=(?:the )?(?:mean|avg|average|median)\b)"), "below "),
    (re.compile(r">=?\s*(?=(?:the )?(?:mean|avg|average|median)\b)"), "above "),
    # A=泰顺县 B=永嘉县 … A-B
    (re.compile(rf"{_BEGINS}[ab]\s*=\s*(?=[\u4e00-\u9fff])"), " "),
    (re.compile(r"(?<![a-z_.])a\s*-\s*b(?![a-z_.-])"), "difference"),
)
_KEPT = frozenset(("from", "to", "limit", "n", "k", "top", *_LIMITS, "text", "keyword", "keywords", "phrase", "query"))
"""The keys that say what their value is for."""
_VALUE = re.compile(rf"(?<![a-z_.])(?:{'|'.join(_VALUES)})(?![a-z_.])")
_LOOKS_SO = re.compile(r"[={\[]|\"[a-z_]+\"\s*:|[a-z]\.[a-z]|[a-z]_[a-z]|[a-z]\(|[<>]|/")


def _key(match: re.Match[str]) -> str:
    return f", {match[1]}=" if match[1] in _KEPT else ", "


def plain(text: str) -> str:
    """A lower-case question without the marks and names of fields of a program's way to write."""
    if not _LOOKS_SO.search(text):
        return text
    if _JSON_KEY.search(text):
        text = _JSON_KEY.sub(_key, text).translate(_BRACKETS).strip(" ,")
    return _VALUE.sub(lambda match: _VALUES[match.group()], reworded(text, _READ))

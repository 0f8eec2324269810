"""Figures that are none or some among many bodies, as limits: 零申请的单位, 哪些县没有诉讼, 有败诉的县."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.asking.words.limits import Bound
from core.asking.words.token import Token

_NONE = frozenset({"没有", "没", "未", "无", "零", "从未", "no", "without", "zero"})
_SOME = frozenset({"有", "有过", "发生", "发生过", "出现", "出现过", "存在", "涉及", "had", "have", "with", "has"})
_LISTS = re.compile(
    r"哪些|哪几|哪一?个|哪家|\bany (?:[a-z]+ )?(?:county|district|city|body|department|town)\b"
    r"|有?几[个家]|多少[个家]|名单|的(?:县|区|县市区|县区|区县|县级市|县市)[?？。]*$|which|\blist\b"
    r"|how many (?:[a-z]+ )?(?:counties|districts|cities|bodies|departments)"
    r"|\b(?:\d+|[a-z]+)(?: of the(?: [a-z\d]+)?)? (?:[a-z]+ )?(?:counties|districts|bodies)"
    r" (?:(?:in|of) [a-z]+ )?(?:had|have|received?|got|recorded|faced|saw)\b|^(?:0|1|one) (?:county|district)\b"
)
_BODIES = re.compile(
    r"[县市区乡镇]|哪几?[个家些]|单位|机关|机构|部门|街道|地方|count(?:y|ies)\b|districts?\b|cit(?:y|ies)\b|bod(?:y|ies)\b|departments?\b|towns?\b"
)
# 哪几年没收到申请: the years of one body.
_YEARS = re.compile(r"哪[几些]年(?!报|度报)|哪一?年(?!报|度报)|\bwhich years?\b")
# 没有按时办结, 没有公开: something was not done, and not that there was none of it.
_DONE = frozenset(
    {"concluded", "on_time", "extended", "answered", "granted", "partial", "open", "disclosure", "newly_open"}
)
_RANKED = frozenset(
    {"most", "least", "rank", "sum", "mean", "median", "change", "year_on_year", "missing", "compare", "ratio"}
)
_REPORTS = re.compile(r"年报|报告|reports?\b")


def as_limits(tokens: Sequence[Token], text: str) -> tuple[Token, ...]:
    """The words with 没有 and 有 before a figure as limits, where bodies are listed by them."""
    listed = (_LISTS.search(text) and _BODIES.search(text)) or _YEARS.search(text)
    if not listed or _REPORTS.search(text):
        return tuple(tokens)
    cues = {cue for token in tokens for cue in token.values("cue")}
    limited = any(token.bounds or token.limit or _is_amount(token) for token in tokens)
    if limited or cues & _RANKED:
        return tuple(tokens)
    # 没有发生: none, and not some.
    some = {i for i, token in enumerate(tokens) if i and token.text in _SOME and tokens[i - 1].text in _NONE}
    return tuple(token if i in some else _as_limit(token, tokens[i + 1 :]) for i, token in enumerate(tokens))


def _is_amount(token: Token) -> bool:
    """Whether a word says how much there is, and not of how many bodies it is said."""
    return token.number is not None and token.unit not in ("个", "家")


def _as_limit(token: Token, following: Sequence[Token]) -> Token:
    beside = ("filler", "level", "applicant")
    figure = next((t for t in following if t.has("term") or not any(map(t.has, beside))), None)
    # 没有企业申请的县: of requests.
    whose = next((t for t in following if not t.has("filler")), None)
    named = (figure is not None and figure.has("term")) or (whose is not None and whose.has("applicant"))
    if not named or (figure is not None and any(f in _DONE for v in figure.values("term") for f in v.split())):
        return token
    if token.text in _NONE:
        return token._replace(senses=(), bounds=(Bound("equal", 0),))
    if token.text in _SOME:
        return token._replace(senses=(), bounds=(Bound("over", 0),))
    return token

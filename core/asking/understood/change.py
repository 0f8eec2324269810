"""Which way and by what a change is ranked: 增长最快, 减少最多, 变化最大, 增长超过20%."""

from __future__ import annotations

import re
from itertools import pairwise

from core.asking.understood.request import Growth
from core.asking.words.sentence import Sentence

EXTREME = frozenset({"most", "least", "fastest", "slowest"})
_UPWARD = re.compile(r"增|涨|升|多|高|大|increas|grow|grew|rise|rose|more|higher")
_DOWNWARD = re.compile(r"减|降|跌|少|低|小|decreas|fall|fell|drop|declin|fewer|less|lower")
_RELATIVE = re.compile(r"[率幅速]|growth")
_WHICH = re.compile(
    r"哪|有几[个家年]|名单|\bwhich\b|\blist\b"
    r"|\bhow many (?:of )?(?:the |all )*(?:[a-z]+ )?(?:counties|districts|bodies|county-level)\b"
)


def growth_of(sentence: Sentence) -> Growth | None:
    """Which way and by what a change is ranked or held against limits; None where no change is spoken of."""
    said = _change_said(sentence)
    if not said:
        return None
    extreme = bool(sentence.cues & EXTREME)
    up, down = bool(_UPWARD.search(said)), bool(_DOWNWARD.search(said))
    least = bool(sentence.cues & {"least", "slowest"})
    rated = bool(_RELATIVE.search(said)) or bool(sentence.cues & {"fastest", "slowest"})
    if up == down or (least and up and rated):
        # 增长率最低, 增长最慢: those that stood still or fell too.
        return Growth("either", rated or "year_on_year" in sentence.cues, extreme and not (least and rated))
    units = {bound.unit for bound in sentence.bounds if bound.unit}
    relative = bool(units & {"%", "％", "percent"}) if units else rated
    return Growth("up" if up else "down", relative, extreme)


def _change_said(sentence: Sentence) -> str:
    """The words for a change, as they are written; empty where there are none."""
    said = sentence.said_as("change", "year_on_year")
    if not said and "trend" in sentence.cues and (sentence.cues & EXTREME or _ranks_a_trend(sentence)):
        said = "变化"
    if not said and sentence.levels and "compare" in sentence.cues and _names_two_years(sentence):
        # 2018年比2017年多的县
        said = sentence.said_as("compare")
    if said and "year_on_year" in sentence.cues:
        said += " " + sentence.said_as("compare")
    return said


def _ranks_a_trend(sentence: Sentence) -> bool:
    """变化排名, but not 排名变化."""
    pairs = pairwise(token for token in sentence.tokens if not token.has("filler"))
    return any(one.has("cue", "trend") and other.has("cue", "rank") for one, other in pairs)


def is_listed(sentence: Sentence, growth: Growth, limit: int | None) -> bool:
    """Whether all that went one way are asked for, without places: 哪些县增加了, 增长超过20%的."""
    ranked = "rank" in sentence.cues or limit or sentence.nth
    plain = growth.direction != "either" and not growth.extreme and not ranked
    return bool(sentence.bounds) or (plain and bool(_WHICH.search(sentence.text)))


def _names_two_years(sentence: Sentence) -> bool:
    return len({year for token in sentence.tokens if token.time for year in token.time.years}) == 2

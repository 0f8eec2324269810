"""Which way and by what a change is ranked: 增长最快, 减少最多, 变化最大, 增长超过20%."""

from __future__ import annotations

import re

from core.asking.understood.request import Growth
from core.asking.words.sentence import Words

EXTREME = frozenset({"most", "least", "fastest", "slowest"})
_UPWARD = re.compile(r"增|涨|升|多|高|大|increas|grow|grew|rise|rose|more|higher")
_DOWNWARD = re.compile(r"减|降|跌|少|低|小|decreas|fall|fell|drop|declin|fewer|less|lower")
_RELATIVE = re.compile(r"[率幅速]|growth")


def growth_of(words: Words) -> Growth | None:
    """Which way and by what a change is ranked: 增长最快, 减少最多, 变化最大, 增长超过20%."""
    said = " ".join(t.text for t in words.tokens if t.has("cue", "change") or t.has("cue", "year_on_year"))
    extreme = bool(words.cues & EXTREME)
    if not said and extreme and "trend" in words.cues:
        said = "变化"
    if not said and words.levels and "compare" in words.cues and _names_two_years(words):
        # 2018年比2017年多的县
        said = " ".join(t.text for t in words.tokens if t.has("cue", "compare"))
    if not said:
        return None
    if "year_on_year" in words.cues:
        said += " " + " ".join(t.text for t in words.tokens if t.has("cue", "compare"))
    up, down = bool(_UPWARD.search(said)), bool(_DOWNWARD.search(said))
    least = bool(words.cues & {"least", "slowest"})
    rated = bool(_RELATIVE.search(said)) or bool(words.cues & {"fastest", "slowest"})
    if up == down or (least and up and rated):
        # 增长率最低, 增长最慢: those that stood still or fell too.
        return Growth("either", rated or "year_on_year" in words.cues, extreme and not (least and rated))
    units = {bound.unit for bound in words.bounds if bound.unit}
    relative = bool(units & {"%", "％", "percent"}) if units else rated
    return Growth("up" if up else "down", relative, extreme)


def _names_two_years(words: Words) -> bool:
    return len({year for token in words.tokens if token.time for year in token.time.years}) == 2

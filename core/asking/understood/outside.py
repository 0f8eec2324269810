"""What annual figures cannot answer: months, reasons, forecasts, persons, negations that fit several figures."""

from __future__ import annotations

import re

from core.asking.understood.bodies import NamedBodies
from core.asking.understood.change import growth_of
from core.asking.understood.request import Measure, OutOfScope, Target
from core.asking.words.sentence import Words
from core.forms import catalogue
from core.places.divisions import LEVELS_ABOVE
from core.types import Scope

_SUBYEAR = re.compile(r"(?<!\d)\d{1,2}月|第?[一二三四1-4]季度")
_YES_NO = re.compile(r"吗|么$|对不对|是不是|是否|\?.*不|right|true|correct")
_HOW_TO = re.compile(
    r"(?:如何|怎么|怎样)(?!样|变|了|算|计|回|说|写|表|讲|提到|提及|理解|统计|[,。?!]|$)|how (?:to|do i|can i|do you|should)\b"
)
_WHO = re.compile(r"谁|\bwho\b|\bwhom\b")
_WHICH_ROW = re.compile(r"哪一?[种类项]|什么(?:渠道|方式|类型|原因)|最[多少]的是什么")
_WHO_CUES = frozenset(
    {"most", "least", "fastest", "slowest", "rank", "compare", "applicants_all", "reports", "missing"}
)
_OUTSIDE: tuple[OutOfScope, ...] = ("month_on_month", "subyear", "per_head", "why", "future")
_CHANNELS = frozenset({"website", "weibo", "wechat", "gazette", "total", "volume"})
_COUNTS_THINGS = re.compile(r"[几多少]+个|[几多少]+家|数量|个数|账号|关注|粉丝|how many (?:web|accounts)")
_BEYOND_BOUNDS = frozenset({"year_on_year", "change", "compare", "sum", "mean", "trend"})


def outside(words: Words, named: NamedBodies) -> OutOfScope | None:
    """Why the words ask for what no annual figure is; None where they do not."""
    if _SUBYEAR.search(_undated(words)):
        return "subyear"
    found = next((cue for cue in _OUTSIDE if cue in words.cues), None)
    if found is None and "negation" in words.cues and words.has_terms and not _YES_NO.search(words.text):
        return "negation"
    if found is None and _HOW_TO.search(words.text) and not any(token.values("topic") for token in words.tokens):
        return "how_to"
    if found is None and _WHO.search(words.text) and not words.cues & _WHO_CUES:
        return "who"
    if found is None and words.cues & {"most", "least"} and _WHICH_ROW.search(words.text):
        return "which_row"
    if found is None and "people" in words.cues:
        return "people"
    if found is None and _counts_channels(words):
        return "channels_counted"
    if found is None and _several_scopes(words, named):
        return "several_scopes"
    if found is None and words.bounds and words.cues & _beyond_bounds(words):
        return "bounded_change"
    if found is None and {"mean", "compare"} <= words.cues:
        return "mean_beside"
    return found


def _undated(words: Words) -> str:
    """The text without the days on which reports came out: 2023年3月公布的报告."""
    text = words.text
    for token in words.tokens:
        if token.time is not None and token.time.kind == "published":
            text = text.replace(token.text, "")
    return text


def unscoped(
    words: Words,
    named: NamedBodies,
    scope: Scope | None,
    whose_whole: bool,
    without: tuple[Target, ...],
    measures: tuple[Measure, ...],
) -> OutOfScope | None:
    """Why the scope asked for does not do: none for what is left out, a share without a whole, a place not named."""
    if without and scope is None and "reports" not in words.cues and "missing" not in words.cues:
        return "negation"
    if scope is not None and "ratio" in words.cues and growth_of(words) is not None:
        return "change_of_sum"
    if whose_whole:
        return "whose_whole"
    rated = any(code in catalogue.rates() for measure in measures for code in measure.codes)
    if scope is not None and "ratio" in words.cues and not named.targets and not rated:
        return "scope_share"
    return None


def _counts_channels(words: Words) -> bool:
    """有几个政府网站, as against how much stands on it."""
    facets = {f for token in words.tokens for v in token.values("term")[:1] for f in v.split()}
    return bool(facets) and facets <= _CHANNELS and bool(_COUNTS_THINGS.search(words.text))


def _several_scopes(words: Words, named: NamedBodies) -> bool:
    """温州和台州各县: one scope at a time."""
    levels = {value for token in words.tokens if not token.bodies for value in token.values("level")}
    wide = [t for t in named.targets if any(d.level in LEVELS_ABOVE.get(v, ()) for v in levels for d in t.divisions)]
    return len(wide) > 1


def _beyond_bounds(words: Words) -> frozenset[str]:
    """A change can be held against a limit where that is said of the change: 增长超过20%, not 超过50件且增长."""
    for i, token in enumerate(words.tokens):
        if token.bounds:
            before = [t for t in words.tokens[:i] if not t.has("filler")]
            if before and (before[-1].has("cue", "change") or before[-1].has("cue", "year_on_year")):
                return _BEYOND_BOUNDS - {"year_on_year", "change", "compare"}
    return _BEYOND_BOUNDS

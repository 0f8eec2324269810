"""What annual figures cannot answer: months, reasons, forecasts, persons, negations that fit several figures."""

from __future__ import annotations

import re
from collections.abc import Callable

from core.asking.understood.bodies import Named
from core.asking.understood.figures import is_whole_of, wholes_of
from core.asking.understood.refusal import Reason
from core.asking.understood.said import Said, counts_percent
from core.asking.words.parts import LARGEST
from core.asking.words.sentence import Sentence
from core.places.divisions import LEVELS_ABOVE

_SUBYEAR = re.compile(r"(?<!\d)\d{1,2}月|第?[一二三四1-4]季度")
_DUE = re.compile(r"拖到[4四]月|[4四]月才发|3月(?:31[日号]?后?|底)|(?:每年)?1月31[日号]")
_THANKS = re.compile(
    r"^.{0,4}(?:谢谢|多谢|感谢|谢了|辛苦了)[^\d]{0,6}$|^(?:好的?|行|嗯|那)*[,，]?(?:没事了?|算了|不用了|就这些|就这样|够了|够用)+[吧啊了]*$|"
    r"^(?:ok,? |great,? )?(?:thanks|thank you|cheers)\b.{0,20}$"
)
_GREETING = re.compile(
    r"^(?:(?:你|您|大家|早上|上午|中午|下午|晚上|同志)*好|早|早安|在吗|在不在|嗨|哈喽|hi|hello|hey"
    r"|good (?:morning|afternoon|evening))"
    r"(?:[啊呀吗,，!！。~～]| there)*$"
)
_WHO_ARE_YOU = re.compile(
    r"^(?:请问)?[你您](?:是谁|叫什么|是什么|是干什么|是做什么|哪位)[^\d]{0,8}$|^(?:who|what) are you\b"
)
_HELP = re.compile(
    r"[你您](?:都|还|们)*(?:能|会|可以)(?:帮我)?(?:干|做|查|回答|帮|问|告诉我)*(?:些)?(?:什么|啥|哪些)"
    r"|(?:能|可以|都能)问(?:些)?(?:什么|啥|哪些)"
    r"|^(?:请)?(?:使用)?(?:帮助|说明|功能|菜单)[?？]*$|^怎么用"
    r"|怎么(?:使用|提问|问你)|^(?:/?help|/start|menu)[?!.]*$|what can (?:you|i)\b(?=[^\d]{0,20}$)"
    r"|how (?:do|can) (?:you|i) (?:work|use|ask)"
)
_INVENTS = re.compile(
    r"[你您][^,，。]{0,8}(?:乱编|瞎编|编造|胡编|胡说|乱说|骗人|造假|靠谱|可靠|可信|准不准|准吗)|(?:数字|数据)(?:靠谱|可靠|可信|准)[吗不]"
    r"|\b(?:make up|invent|hallucinat\w*)\b|\bare you (?:reliable|accurate)|\bcan i trust\b"
)
_REPORT_PARTS = re.compile(
    r"(?:年报|年度报告|报告)[^,，。]{0,6}(?:要写|该写|写|包括|包含|分|有|含|由)[^,，。]{0,4}(?:哪几|哪些|几|什么)(?:个|块|大)?(?:部分|内容|方面|章|块|组成)"
    r"|\bwhat (?:parts|sections) (?:does|do|must|should)\b[^?]*\breports?\b"
)
_WHAT_CHECKS = re.compile(
    r"^(?:什么是|啥是|啥叫|什么叫)?(?:表[一二三四]里?的?)?勾稽(?:关系)?(?:是什么|是啥|啥意思|什么意思|指什么)?(?:意思)?[?？]*$"
)
_YES_NO = re.compile(
    r"吗|么$|对不对|是不是|是否|是吧|对吧|没错吧|[对是多数行上平]不[啊呀哦咯]?[?？。]*$|\?[^?\n]*不|right|true|correct"
)
_HOW_TO = re.compile(
    r"(?:如何|怎么|怎样)(?!样|界定|定义|来的|认定|划分|区分|这么|那么|变|了|算|计|回|说|写|表|讲|走|得[出来]|提到|提及|理解|统计|[,。?!]|$)"
    r"|how (?:to|do i|can i|do you|should)\b(?! (?:calculate|compute|define|work out|count|measure))"
)
_WHO = re.compile(r"谁|\bwho\b|\bwhom\b")
_WHICH_ROW = re.compile(r"哪一?[种类项]|什么(?:渠道|方式|类型|原因)|最[多少]的是什么")
_WHO_CUES = frozenset(
    {
        "most",
        "least",
        "fastest",
        "slowest",
        "rank",
        "compare",
        "applicants_all",
        "reports",
        "missing",
        "late",
        "passage",
    }
)
_CUES: tuple[Reason, ...] = ("month_on_month", "subyear", "per_head", "why", "future", "unfixed_rate")
_CHANNELS = frozenset({"website", "weibo", "wechat", "gazette", "total", "volume"})
_COUNTS_THINGS = re.compile(r"[几多少][个家]|数量|个数|账号|关注|粉丝|how many (?:web|accounts)")
_EACH_LEVEL = re.compile(r"[各每哪]|which|each|every")
_BEYOND_BOUNDS = frozenset({"year_on_year", "change", "compare", "sum", "mean", "trend"})


def outside(sentence: Sentence, named: Named) -> Reason | None:
    """Why the words ask for what no annual figure is; None where they do not."""
    return next((reason for reason, is_asked in _TESTS if is_asked(sentence, named)), None)


def unscoped(said: Said, whose_whole: bool) -> Reason | None:
    """Why the range asked for does not do: none for what is left out, a share without a whole, a place not named."""
    shared = said.range is not None and "ratio" in said.cues and not (said.changing and counts_percent(said))
    if said.without and said.range is None and not said.cues & {"reports", "missing"}:
        return "negation"
    if shared and said.growth is not None:
        return "change_of_sum"
    if _is_beside_mean(said):
        return "mean_beside"
    if said.range is not None and said.range.miscounted:
        return "miscounted"
    if whose_whole:
        return "whose_whole"
    if shared and not said.subject.targets and not said.of_rates and not (_is_whole(said) or shares_a_part(said)):
        return "scope_share"
    return None


def shares_a_part(said: Said) -> bool:
    """全市去年申请里自然人占多少: a part and its whole are named, or a part alone, over a range as one."""
    subject, codes = said.subject, [measure.codes for measure in said.subject.measures]
    whose = said.range is not None and not (subject.targets or subject.of_years)
    each = any(token.has("level") and _EACH_LEVEL.match(token.text) for token in said.sentence.tokens)
    if not whose or each or any(len(of) != 1 for of in codes):
        return False
    if said.of_rates:
        # 温州2023年公开率: one rate, worked out of what all have together.
        return (
            len(codes) == 1
            and (said.range and said.range.statistic) == "sum"
            and not said.cues & {"mean", "median", "sum"}
        )
    if "ratio" not in said.cues:
        return False
    if len(codes) == 2:
        (first,), (second,) = codes
        return not subject.applicants and (is_whole_of(first, second) or is_whole_of(second, first))
    return len(codes) == 1 and bool(subject.applicants or wholes_of(codes[0][0]))


def _is_whole(said: Said) -> bool:
    """Whether one figure is named that is no part of another: its sum over the bodies is what can be shared out."""
    codes = [code for measure in said.subject.measures for code in measure.codes]
    return len(codes) == 1 and not wholes_of(codes[0]) and not said.subject.applicants


def _is_beside_mean(said: Said) -> bool:
    """A mean and something else beside it, where it is no mean of an area nor one of each body named."""
    subject, of_mean = said.subject, said.range is not None and said.range.statistic == "mean"
    # 高于平均数的县: which of the bodies of an area.
    placed = said.range is not None and said.range.parent is not None
    of_many = (bool(said.sentence.levels) or placed) and not subject.targets
    of_each = len(subject.targets) > 1 and subject.of_years
    return {"mean", "compare"} <= said.cues and not (of_many or of_each or (of_mean and subject.targets))


def _undated(sentence: Sentence) -> str:
    """The text without the days on which reports came out or are due: 2023年3月公布的报告, 3月31日."""
    text = _DUE.sub("", sentence.text)
    for token in sentence.tokens:
        if token.time is not None and token.time.kind == "published":
            text = text.replace(token.text, "")
    return text


def is_yes_or_no(sentence: Sentence) -> bool:
    """Whether a question is answered by yes or no: 是不是, 对吗."""
    return bool(_YES_NO.search(sentence.text))


def _denies(sentence: Sentence, named: Named) -> bool:
    if any(token.has("kind_of_county") for token in sentence.tokens):
        return False
    return "negation" in sentence.cues and sentence.has_terms and not is_yes_or_no(sentence)


def _asks_how(sentence: Sentence, named: Named) -> bool:
    asked = bool(_HOW_TO.search(sentence.text)) and not sentence.cues & {"outcomes_all", "parts"}
    return asked and not any(token.values("topic") for token in sentence.tokens)


def _asks_who(sentence: Sentence, named: Named) -> bool:
    return bool(_WHO.search(sentence.text)) and not sentence.cues & _WHO_CUES


def _asks_which_row(sentence: Sentence, named: Named) -> bool:
    asked = bool(sentence.cues & {"most", "least"}) and LARGEST not in sentence.cues
    return asked and bool(_WHICH_ROW.search(sentence.text))


def _counts_channels(sentence: Sentence, named: Named) -> bool:
    """有几个政府网站, as against how much stands on it."""
    facets = {f for token in sentence.tokens for v in token.values("term")[:1] for f in v.split()}
    return bool(facets) and facets <= _CHANNELS and bool(_COUNTS_THINGS.search(sentence.text))


def _names_several_ranges(sentence: Sentence, named: Named) -> bool:
    """温州和台州各县: one range at a time."""
    wide = [
        t
        for t in named.targets
        if any(d.level in LEVELS_ABOVE.get(v, ()) for v in sentence.levels for d in t.divisions)
    ]
    return len(wide) > 1


def _bounds_a_change(sentence: Sentence, named: Named) -> bool:
    """A change can be held against a limit where that is said of the change: 增长超过20%, not 超过50件且增长."""
    beyond = _BEYOND_BOUNDS
    for i, token in enumerate(sentence.tokens):
        before = [t for t in sentence.tokens[:i] if not t.has("filler")] if token.bounds else []
        if before and (before[-1].has("cue", "change") or before[-1].has("cue", "year_on_year")):
            beyond = _BEYOND_BOUNDS - {"year_on_year", "change", "compare"}
            break
    return bool(sentence.bounds) and bool(sentence.cues & beyond)


def _says(words: re.Pattern[str]) -> Callable[[Sentence, Named], bool]:
    """Whether nothing but such words is said, and no body or figure named."""
    return lambda sentence, named: (
        not (named.targets or named.parent or sentence.has_terms) and bool(words.search(sentence.text))
    )


_TESTS: tuple[tuple[Reason, Callable[[Sentence, Named], bool]], ...] = (
    ("thanks", _says(_THANKS)),
    ("greeting", _says(_GREETING)),
    ("who_are_you", _says(_WHO_ARE_YOU)),
    ("invents", _says(_INVENTS)),
    ("report_parts", _says(_REPORT_PARTS)),
    ("what_checks", _says(_WHAT_CHECKS)),
    ("help", lambda sentence, named: not named.targets and bool(_HELP.search(sentence.text))),
    ("subyear", lambda sentence, named: bool(_SUBYEAR.search(_undated(sentence)))),
    *((cue, lambda sentence, named, cue=cue: cue in sentence.cues) for cue in _CUES),
    ("negation", _denies),
    ("how_to", _asks_how),
    ("who", _asks_who),
    ("which_row", _asks_which_row),
    ("people", lambda sentence, named: "people" in sentence.cues),
    ("channels_counted", _counts_channels),
    ("several_scopes", _names_several_ranges),
    ("bounded_change", _bounds_a_change),
)

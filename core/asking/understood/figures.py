"""Facets to figures: which indicators the words of a question name together, and which these are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from core.asking.understood.request import Measure
from core.asking.words import lexicon as vocabulary
from core.asking.words.facets import WEAK, exact, partial
from core.asking.words.sentence import Sentence
from core.asking.words.token import Token
from core.forms import catalogue
from core.forms.indicators import indicators
from core.types import APPLICANTS, Applicant

Segment = tuple[frozenset[str], int]
"""The facets named between separators, and the place of the first."""

# 收到的申请中,网上的有几件 asks for the part only.
_PART_OF = re.compile(r"[中里],|(?<![及和与])其中|\bof which\b|\bof these\b|\bof them\b")
# 不予公开里第三方占总计: of all that was answered, not of what was denied.
_OF_ALL = re.compile(r"占(?:了|到)?(?:总计|办理总数|答复总数|全部答复|办理结果)")
_WITHIN = frozenset({"里", "里面", "里头", "中", "当中", "之中", "其中", "内", "among", "within", "of which"})
# What share of the requests concluded was granted: the whole comes first.
_SHARE_OF = re.compile(r"(?:share|percentage|proportion|fraction|percent|per cent) of\b")
_WERE = frozenset({"was", "were", "is", "are", "came", "got", "had", "been"})
_ASKED = re.compile(r"多少|几|how many|\d件")
_ASKS_FOR = re.compile(r"多少|几|how many")
_IN_ALL = re.compile(r"总共|一共|总数|总量|总计|合计|全部|\b(?:in total|altogether|overall|in all|the total)\b")
_PAUSE = re.compile(r"[,，;；?？。、]|\band\b|其中")
_EACH = re.compile(r"各|分别|都|\beach\b|respectively|\bboth\b")
_EACH = re.compile(r"各|分别|respectively|\beach\b")
# 收到申请总计、自然人
_LISTED_WITH = re.compile(
    r"的?(?:总[数量计]?|合计|件数)?(?:[、,，]|和|与|及|以及)"
    r"| ?(?:in total|overall)?,(?: and)? ?(?:by |from |by those of )?"
)
# An applicant alone asks for nothing: 企业有多少家 is no question about requests.
REQUESTING = re.compile(r"申请|提交|提出|提[的了过]|递的|request|file|submit|appl")
# 其他处理及其分项: the whole is asked for, too.
_WITH_PARTS = re.compile(
    r"及其?(?:各个?|所有)?(?:分项|构成|明细|细分)|(?:总数|合计|总计)[和及与]|\band its (?:parts|breakdown)"
)
_PEOPLE = re.compile(r"(?:多少|几)个?[人位]|how many (?:people|persons)")
_MONEY = re.compile(r"(?:多少|几)(?:钱|万?元|块)|how much money|how many yuan")
_CASES = "单桩笔张"
# 自然人几件: of persons it is requests that are counted so.
_CASES_ASKED = re.compile(r"(?:多少|几)件")
_COUNTED = re.compile(rf"(?:多少|几)个?(件|条|项|次|篇|人|万元|[{_CASES}])")
_WORKED_OUT = frozenset(
    {"most", "least", "rank", "sum", "mean", "median", "compare", "change", "year_on_year", "trend", "claim"}
)
# What is worked out of several figures, whose parts are told by it; 核一下 before a question is no claim.
_OF_SEVERAL = (_WORKED_OUT | {"ratio"}) - {"claim"}
_CARRIED = {"requests.carried_in", "requests.carried_out"}
_RECEIVED, _ANSWERED = Measure(("requests.received",)), Measure(("requests.outcome.total",))


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures and columns asked for, and the cues that they were read by: 各渠道, 法人或其他组织."""

    measures: tuple[Measure, ...] = ()
    applicants: tuple[Applicant | None, ...] = ()
    used: frozenset[str] = frozenset()


def figures_of(sentence: Sentence) -> Figures:
    """The figures and the columns asked for; those of every channel, part or applicant where these are asked for."""
    applicants = applicants_of(sentence)
    named = (_decisions_for(measure, sentence) for measure in measures_named(sentence))
    measures = _named_apart(tuple(one for measure in named for one in _carried(measure, sentence)), sentence)
    counted = "ratio" in sentence.cues or _CASES_ASKED.search(sentence.text)
    asked = REQUESTING.search(sentence.text) or (applicants and counted)
    if not measures and (applicants or "applicants_all" in sentence.cues) and asked:
        measures = (_RECEIVED,)
    if not measures and "outcomes_all" in sentence.cues:
        measures = (_ANSWERED,)
    columns: tuple[Applicant | None, ...] = applicants
    if len(measures) == 1 and applicants and (_asks_for_all_first(sentence) or _lists_all_first(sentence)):
        columns = (None, *applicants)
    elif len(measures) == 1 and applicants and _asks_for_all_last(sentence):
        columns = (None,)
    # 一共几件, of all applicants, adds nothing.
    used = frozenset({"sum"}) if None in columns else frozenset[str]()
    return expanded(Figures(_as_rate(measures, sentence), columns, used), sentence)


def _asks_for_all_first(sentence: Sentence) -> bool:
    """收到多少件,其中自然人多少件: the figure of all applicants is asked for before those of some."""
    first = min(token.start for token in sentence.tokens if token.has("applicant"))
    asked = [match.end() for match in _ASKED.finditer(sentence.text)]
    plain = sentence.cues.isdisjoint(_OF_SEVERAL - {"sum"})
    return plain and len(asked) > 1 and asked[0] < first and bool(_PAUSE.search(sentence.text, asked[0], first))


def _lists_all_first(sentence: Sentence) -> bool:
    """收到申请总数、自然人、企业各多少: that of all applicants is the first of a list."""
    first = min(token.start for token in sentence.tokens if token.has("applicant"))
    before = [token for token in sentence.tokens if token.has("term") and token.end <= first]
    if not before or not _EACH.search(sentence.text):
        return False
    return bool(_LISTED_WITH.fullmatch(sentence.text[before[-1].end : first]))


def _asks_for_all_last(sentence: Sentence) -> bool:
    """企业申请75件，那总共收到几件: those of some are said, and those of all asked for."""
    last = max(token.end for token in sentence.tokens if token.has("applicant"))
    pause = _PAUSE.search(sentence.text, last)
    if pause is None or not sentence.cues.isdisjoint(_OF_SEVERAL - {"sum"}):
        return False
    said, asked = sentence.text[: pause.start()], sentence.text[pause.end() :]
    return not _ASKS_FOR.search(said) and bool(_IN_ALL.search(asked) and _ASKS_FOR.search(asked))


def _named_apart(measures: tuple[Measure, ...], sentence: Sentence) -> tuple[Measure, ...]:
    """部分公开要不要同时算不予公开: each word whose meaning is asked for alone, where together they name nothing."""
    if "define" not in sentence.cues or any(measure.codes != ("?",) for measure in measures):
        return measures
    alone = (exact(frozenset(t.values("term")[0].split())) for t in sentence.tokens if t.has("term") and not t.bodies)
    return tuple(dict.fromkeys(Measure(codes) for codes in alone if len(codes) == 1)) or measures


def _as_rate(measures: tuple[Measure, ...], sentence: Sentence) -> tuple[Measure, ...]:
    """(granted+partial)/outcome.total: the rate that is so worked out."""
    codes = tuple(measure.codes[0] for measure in measures if len(measure.codes) == 1)
    if not ("+" in sentence.text and "ratio" in sentence.cues and len(codes) == len(measures) > 1):
        return measures
    rates = catalogue.rates().items()
    same = [c for c, rate in rates if set(rate.numerator) == set(codes[:-1]) and rate.denominator == codes[-1]]
    return (Measure((same[0],)),) if same else measures


def _decisions_for(measure: Measure, sentence: Sentence) -> Measure:
    """行政许可最多的县: what is ranked, added or held against another are the decisions; 多少项 may be the items."""
    decisions = [code for code in measure.codes if code.endswith(".decisions")]
    of_one = len(decisions) == 1 and {code.split(".")[0] for code in measure.codes} == {decisions[0].split(".")[0]}
    if len(measure.codes) > 1 and of_one and sentence.cues & _WORKED_OUT and unit_counted(sentence) != "项":
        return replace(measure, codes=(decisions[0],))
    return measure


def _carried(measure: Measure, sentence: Sentence) -> tuple[Measure, ...]:
    """结转: what was carried in and what was carried out, where these are told; what a text tells is carried out."""
    if set(measure.codes) != _CARRIED or sentence.language == "en":
        return (measure,)
    out, into = (replace(measure, codes=(code,)) for code in ("requests.carried_out", "requests.carried_in"))
    return (out,) if sentence.cues & _WORKED_OUT or sentence.bounds or sentence.levels else (into, out)


def expanded(named: Figures, sentence: Sentence) -> Figures:
    """The rows and columns in place of their total, where these are asked for."""
    measures, applicants, used = named.measures, named.applicants, set(named.used)
    if "outcomes_all" in sentence.cues and measures == (_RECEIVED,):
        measures = (_ANSWERED,)
    # Share of denials in all outcomes: the outcomes are what it is a share of.
    of_outcomes = "outcomes_all" in sentence.cues and measures != (_ANSWERED,)
    shared = "ratio" in sentence.cues and (len(measures) > 1 or of_outcomes)
    for cue, parts_of in _PARTS.items() if not shared else ():
        # By applicant type says which parts a breakdown is to have.
        by_applicant = cue == "parts" and "applicants_all" in sentence.cues
        if cue in sentence.cues and parts_of(measures) != measures and not by_applicant:
            measures = (*(measures if _WITH_PARTS.search(sentence.text) else ()), *parts_of(measures))
            used.add(cue)
    for cue, columns in COLUMNS.items():
        if cue in sentence.cues and not applicants:
            applicants = columns
            used.add(cue)
    return Figures(measures, applicants, frozenset(used))


def applicants_of(sentence: Sentence) -> tuple[Applicant, ...]:
    """The columns named."""
    found = (value for token in sentence.tokens for value in token.values("applicant"))
    return cast(tuple[Applicant, ...], tuple(dict.fromkeys(found)))


def unit_counted(sentence: Sentence) -> str | None:
    """多少项, 多少钱: the unit of the figure asked for."""
    match = _COUNTED.search(sentence.text)
    if match is None:
        return "万元" if _MONEY.search(sentence.text) else None
    return "件" if match[1] in _CASES else match[1]


def counts_people(sentence: Sentence) -> bool:
    """多少人: whether persons are asked for."""
    return bool(_PEOPLE.search(sentence.text))


def measures_named(sentence: Sentence) -> tuple[Measure, ...]:
    """The figures that the words name."""
    of_all = _OF_ALL.search(sentence.text)
    if "ratio" in sentence.cues and not of_all and (within := _part_in_whole(sentence)):
        return within
    segments = segments_of(sentence, sentence.tokens)
    located = measures_of(segments, share_aspects=bool(_EACH.search(sentence.text)))
    part = _PART_OF.search(sentence.text)
    if part and not _ASKED.search(sentence.text[: part.start()]):
        located = [pair for pair in located if pair[1] >= part.start()] or located
    return tuple(dict.fromkeys(measure for measure, _ in located))


def segments_of(sentence: Sentence, tokens: Sequence[Token]) -> list[Segment]:
    """The facets that these words of a sentence name, between separators."""
    each = bool(_EACH.search(sentence.text))
    segments: list[Segment] = []
    facets: frozenset[str] = frozenset()
    start = 0
    for token in tokens:
        if token.has("term") and not token.bodies:
            named = frozenset(token.values("term")[0].split())
            # A code is a figure whatever stands beside it.
            if facets and (apart(facets, named, each=each) or (token.latin and "." in token.text)):
                segments.append((facets, start))
                facets = frozenset()
            start = start if facets else token.start
            facets |= named
        elif facets and _separates(token):
            segments.append((facets, start))
            facets = frozenset()
    return [*segments, (facets, start)] if facets else segments


def _separates(token: Token) -> bool:
    return token.separator or token.number is not None or token.has("cue", "compare") or token.has("cue", "ratio")


def _part_in_whole(sentence: Sentence) -> tuple[Measure, ...]:
    """不予公开里过程性信息占多少: the parts, then the whole that is named."""
    of_whole = _SHARE_OF.search(sentence.text)
    for token in sentence.tokens:
        if token.text not in _WITHIN and not (of_whole and token.text in _WERE):
            continue
        before, after = (
            measures_of(segments_of(sentence, side))
            for side in (
                [t for t in sentence.tokens if t.end <= token.start],
                [t for t in sentence.tokens if t.start >= token.end],
            )
        )
        whole = tuple(measure for measure, _ in before[-1:])
        parts = tuple(dict.fromkeys(measure for measure, _ in after))
        one = whole and all(len(measure.codes) == 1 for measure in (*whole, *parts))
        if one and parts and all(is_whole_of(whole[0].codes[0], part.codes[0]) for part in parts):
            return (*parts, *whole)
    return ()


def measures_of(segments: Sequence[Segment], *, share_aspects: bool = False) -> list[tuple[Measure, int]]:
    """The figures that stretches of facets name, each with its place; a stretch borrows from its neighbours.

    `share_aspects`: 复议和诉讼纠正各多少 asks for 纠正 of both.
    """
    reading = _Stretches(len(segments) > 1, share_aspects)
    for i, (facets, start) in enumerate(segments):
        reading.take(facets, start, segments[i + 1][0] if i + 1 < len(segments) else None)
    return reading.located


class _Stretches:
    """The stretches read so far: the figures they name, and facets that wait for the next (`pending`)."""

    def __init__(self, several: bool, share_aspects: bool) -> None:
        self.several = several
        self.share_aspects = share_aspects
        self.located: list[tuple[Measure, int]] = []
        self.pending: frozenset[str] = frozenset()
        self.topics: frozenset[str] = frozenset()

    def take(self, facets: frozenset[str], start: int, following: frozenset[str] | None) -> None:
        """Name the figure of a stretch, with what waits from before and what `following` one says."""
        subjects = vocabulary.topic_facets()
        joined, aspects = facets | self.pending, (following or frozenset()) - subjects
        found = self._named(facets, joined, start)
        if self.share_aspects and following is not None and facets <= subjects:
            found = exact(facets | aspects) or found
        if facets <= WEAK and self.several and not facets >= {"requests", "volume"}:
            if following is not None:
                self.pending |= facets
                return
            if self._take_whole(facets, start):
                return
        found = found or exact(facets | self.topics)
        if not found and following is not None:
            if facets <= subjects and exact(facets | aspects):
                found = exact(facets | aspects)
            elif exact(facets | following):
                self.pending = facets
                return
        codes = found or _hints(joined) or _hints(facets) or ("?",)
        self.topics = joined & subjects or self.topics
        self.located.append((Measure(codes, topical=bool(facets & subjects - WEAK)), start))
        self.pending = frozenset()

    def _named(self, facets: frozenset[str], joined: frozenset[str], start: int) -> tuple[str, ...]:
        """What the facets name with those that waited, else alone: requests that waited are then a figure too."""
        found = exact(joined)
        if found or not self.pending:
            return found
        alone = exact(self.pending)
        found = exact(facets)
        own = "requests" in self.pending or len(self.pending) > 1
        if alone and own and (found or facets & vocabulary.topic_facets()):
            self.located.append((Measure(alone), start))
        return found

    def _take_whole(self, facets: frozenset[str], start: int) -> bool:
        """网络申请和总数: the whole of the subject spoken of; a last word that says nothing new names nothing."""
        whole = exact(facets | self.topics)
        if whole and Measure(whole) not in [measure for measure, _ in self.located]:
            self.located.append((Measure(whole), start))
            return True
        others = self.located and not any(code.startswith("requests.") for one, _ in self.located for code in one.codes)
        if others and facets == {"requests"} and "?" not in self.located[-1][0].codes:
            # 诉讼、复议和申请各多少
            self.located.append((_RECEIVED, start))
        return bool(self.located)


def apart(before: frozenset[str], after: frozenset[str], *, each: bool = False) -> bool:
    """复议诉讼: two subjects that no figure has together are two figures; 新收办结各多少: so are two aspects."""
    topics = vocabulary.topic_facets() | (before | after if each else frozenset())
    return (
        (not _are_of_one(before | after) or (each and _side_by_side(exact(before), exact(after))))
        and not (before <= WEAK or after <= WEAK)
        and before <= topics
        and after <= topics
        and bool(exact(before))
        and bool(exact(after))
    )


@lru_cache(1000)
def _are_of_one(facets: frozenset[str]) -> bool:
    """Whether one figure has all of these facets."""
    return any(facets <= concept.needs | concept.may for concept in vocabulary.concepts())


def _side_by_side(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two rows of one whole are meant: 予以公开 and 部分公开."""
    above = [{i.parent for c in codes if (i := indicators().get(c))} for codes in (first, second)]
    return len(first) == len(second) == 1 and first != second and above[0] == above[1] != {None}


def _hints(facets: frozenset[str]) -> tuple[str, ...]:
    """What an unfinished wording may mean; a single guess that leaves a word unexplained is none."""
    found = partial(facets)
    sure = len(found) != 1 or any(facets <= c.needs for c in vocabulary.concepts() if c.code == found[0])
    return found if sure else ()


def by_part(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The rows directly below each figure in its place, where it has any."""
    found: list[Measure] = []
    for asked in measures:
        code = asked.codes[0]
        derived = catalogue.derived_sums().get(code)
        below = [i.code for i in indicators().values() if i.parent == code]
        below += [part for part in (derived.parts if derived else ()) if part not in below]
        if code == "requests.outcome.total":
            below += [c for c in catalogue.derived_sums() if c.startswith("requests.outcome.") and c not in below]
        found += [Measure((part,)) for part in below] or [asked]
    return tuple(found)


def by_channel(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The channels of requests or of disclosure in place of their total."""
    totals = {"requests.received": "requests.channel.", "disclosure.items": "disclosure.channel."}
    found: list[Measure] = []
    for asked in measures:
        prefix = totals.get(asked.codes[0], "")
        parts = [Measure((code,)) for code in indicators() if prefix and code.startswith(prefix)]
        found += parts or [asked]
    return tuple(found)


def overlap(codes: Collection[str]) -> bool:
    """Whether some of these figures are within others, or the same requests at another time: nobody adds them."""
    return _are_of_one_course(codes) or any(above in codes for code in codes for above in wholes_of(code))


def _are_of_one_course(codes: Iterable[str]) -> bool:
    """新收 and 不予公开: what comes in and what becomes of it are the same requests, which nobody adds."""
    came, became = "requests.received", ("requests.outcome.", "requests.concluded", "requests.carried_out")
    named = set(codes)
    return came in named and any(code.startswith(became) for code in named)


def wholes_of(code: str) -> list[str]:
    """What a figure is part of, nearest first, as far as there are figures."""
    found = []
    parent = indicators()[code].parent if code in indicators() else None
    while parent:
        found.append(parent)
        parent = indicators()[parent].parent if parent in indicators() else None
    if (
        not code.startswith("requests.outcome.")
        or "requests.outcome.total" in found
        or code == "requests.outcome.total"
    ):
        return found
    return [*found, "requests.outcome.total"]


def is_whole_of(whole: str, part: str) -> bool:
    """Whether one figure is part of another; outcomes are parts of the requests concluded, too."""
    wholes = wholes_of(part)
    return whole in wholes or (whole == "requests.concluded" and "requests.outcome.total" in wholes)


_PARTS: Mapping[str, Callable[[tuple[Measure, ...]], tuple[Measure, ...]]] = {
    "channels_all": by_channel,
    "parts": by_part,
    "outcomes_all": by_part,
}
COLUMNS: Mapping[str, tuple[Applicant, ...]] = {
    "legal_persons": ("business", "research", "public_welfare", "legal_services", "other"),
    "applicants_all": APPLICANTS,
}
"""The cues for several columns."""

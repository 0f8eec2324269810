"""Words to a query: what a question asks for, of whom, of when, and what was not understood.

Nothing is guessed here: every word of a question is known, mended openly (a slip of the input method), or told as
unknown. What the question leaves out comes from the conversation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from core.asking.found import catalog as bodies
from core.asking.found.catalog import Catalog
from core.asking.understood import exclusions
from core.asking.understood.bodies import NamedBodies
from core.asking.understood.change import growth_of
from core.asking.understood.context import with_context
from core.asking.understood.figures import apart, by_channel, by_part, measures_of, wholes_of
from core.asking.understood.outside import outside, unscoped
from core.asking.understood.request import Claim, Measure, Target, Understanding, operation_of
from core.asking.understood.scope import asks_for_years, scope_of, than_of, within_whole
from core.asking.words import presence
from core.asking.words import slips as spelling
from core.asking.words.quoting import WHERE_SAID, quoted_phrase
from core.asking.words.sentence import Words
from core.asking.words.times import Time
from core.asking.words.tokens import Token, prepare, tokenize
from core.text.numerals import last_digit
from core.types import APPLICANTS, Applicant, Context, Holdings, Language

_LONGEST = 2000
# 收到的申请中,网上的有几件 asks for the part only.
_PART_OF = re.compile(r"[中里],|(?<![及和与])其中|\bof which\b|\bof these\b|\bof them\b")
_WITHIN = frozenset({"里", "里面", "里头", "中", "当中", "之中", "其中", "内", "among", "within", "of which"})
_ASKED = re.compile(r"多少|几|how many|\d件")
# An applicant alone asks for nothing: 企业有多少家 is no question about requests.
_REQUESTING = re.compile(r"申请|提交|提出|request|file|submit|appl")
_EACH = re.compile(r"各|分别|都|\beach\b|respectively|\bboth\b")
_ENGLISH = re.compile(r"[a-z]{2,}")
# 县委, 县人大, 县法院 ...: bodies that publish no such report, written right after a place.
_PARTY = "委人法检政党纪"
_LEGAL_PERSONS: tuple[Applicant, ...] = ("business", "research", "public_welfare", "legal_services", "other")


def understand(
    question: str, holdings: Holdings, context: Context | None = None, *, today: date | None = None
) -> Understanding:
    """Read a question; `today` decides what 去年 means (default: the day it is)."""
    catalog = bodies.catalog(holdings)
    today = today or date.today()
    if len(question) > _LONGEST:
        return Understanding(question[:_LONGEST], "zh", "lookup", outside="too_long")
    quoted = quoted_phrase(question)
    text = prepare(question if quoted is None else WHERE_SAID.sub("", question.replace(quoted, "")))
    tokens = tokenize(text, catalog, today)
    tokens, repairs = spelling.mend(text, tokens, catalog, today)
    kept, left_out = exclusions.split([token for token in tokens if not token.text.isspace()])
    words = _words(presence.as_limits(kept, text), text, catalog)
    without = tuple(NamedBodies(_words(left_out, text, catalog)).targets) if left_out else ()
    understanding = _Reading(words).understanding(quoted, repairs, without)
    return with_context(understanding, context, catalog)


def _words(tokens: Sequence[Token], text: str, catalog: Catalog) -> Words:
    return Words([token for token in tokens if not token.mark or token.separator], text, catalog)


class _Reading:
    """The words of a question put together."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.named = NamedBodies(words)

    def understanding(
        self, quoted: str | None, repairs: tuple[tuple[str, str], ...], without: tuple[Target, ...]
    ) -> Understanding:
        measures = self._measures()
        applicants = self._applicants()
        if not measures and (applicants or "applicants_all" in self.words.cues) and _REQUESTING.search(self.words.text):
            measures = (Measure(("requests.received",)),)
        if "legal_persons" in self.words.cues and not applicants:
            applicants = cast(tuple[Applicant, ...], tuple(a for a in _LEGAL_PERSONS))
        if "channels_all" in self.words.cues:
            measures = by_channel(measures)
        if "outcomes_all" in self.words.cues and not measures:
            measures = (Measure(("requests.outcome.total",)),)
        if self.words.cues & {"parts", "outcomes_all"}:
            measures = by_part(measures)
        if "applicants_all" in self.words.cues and not applicants:
            applicants = APPLICANTS
        times = _named_years(tuple(token.time for token in self.words.tokens if token.time))
        claims = self._claims()
        scope, position = scope_of(self.words, self.named)
        scope, whose_whole = within_whole(self.words, self.named, scope)
        unknown, unknown_place = self._unknown()
        base = Understanding(
            text=self.words.text,
            language=self._language(),
            operation="lookup",
            measures=measures,
            targets=tuple(self.named.targets),
            times=times,
            applicants=applicants,
            scope=scope,
            position=position,
            over_years=scope is None and asks_for_years(self.words, self.named),
            bounds=self.words.bounds,
            without=without,
            than=than_of(self.words) if scope is not None and self.named.targets else None,
            nth=next((token.nth for token in self.words.tokens if token.nth), None),
            growth=growth_of(self.words),
            change=bool(self.words.cues & {"year_on_year", "change"}),
            claims=claims,
            topics=self._topics(bool(measures)),
            phrase=quoted,
            cues=self.words.cues,
            outside=outside(self.words, self.named)
            or unscoped(self.words, self.named, scope, whose_whole, without, measures),
            unknown=unknown,
            unknown_place=unknown_place,
            report=next((token.report for token in self.words.tokens if token.report), None),
            repairs=repairs,
        )
        return replace(base, operation=operation_of(base))

    def _segments(self, tokens: Sequence[Token] | None = None) -> list[tuple[frozenset[str], int]]:
        """The facets named between separators, with the place of the first; of these words or of all."""
        segments: list[tuple[frozenset[str], int]] = []
        facets: set[str] = set()
        start = 0
        for token in self.words.tokens if tokens is None else tokens:
            if token.has("term") and not token.bodies:
                named = set(token.values("term")[0].split())
                if facets and apart(frozenset(facets), frozenset(named), each=bool(_EACH.search(self.words.text))):
                    segments.append((frozenset(facets), start))
                    facets = set()
                start = start if facets else token.start
                facets |= named
            elif facets and (
                token.separator or token.number is not None or token.has("cue", "compare") or token.has("cue", "ratio")
            ):
                segments.append((frozenset(facets), start))
                facets = set()
        if facets:
            segments.append((frozenset(facets), start))
        return segments

    def _measures(self) -> tuple[Measure, ...]:
        segments = self._segments()
        if "ratio" in self.words.cues and (within := self._part_in_whole()):
            return within
        located = measures_of(segments, share_aspects=bool(_EACH.search(self.words.text)))
        part = _PART_OF.search(self.words.text)
        if part and not _ASKED.search(self.words.text[: part.start()]):
            located = [pair for pair in located if pair[1] >= part.start()] or located
        return tuple(dict.fromkeys(measure for measure, _ in located))

    def _part_in_whole(self) -> tuple[Measure, ...]:
        """不予公开里过程性信息占多少: the parts, then the whole that is named."""
        for token in self.words.tokens:
            if token.text not in _WITHIN:
                continue
            before, after = (
                measures_of(self._segments(side))
                for side in (
                    [t for t in self.words.tokens if t.end <= token.start],
                    [t for t in self.words.tokens if t.start >= token.end],
                )
            )
            whole = tuple(measure for measure, _ in before[-1:])
            parts = tuple(dict.fromkeys(measure for measure, _ in after))
            one = whole and all(len(measure.codes) == 1 for measure in (*whole, *parts))
            if one and parts and all(whole[0].codes[0] in wholes_of(part.codes[0]) for part in parts):
                return (*parts, *whole)
        return ()

    def _applicants(self) -> tuple[Applicant, ...]:
        found = (value for token in self.words.tokens for value in token.values("applicant"))
        return cast(tuple[Applicant, ...], tuple(dict.fromkeys(found)))

    def _claims(self) -> tuple[Claim, ...]:
        numbers = [
            token
            for token in self.words.tokens
            if token.number is not None and token.unit not in ("%", "％") and (token.unit or "claim" in self.words.cues)
        ]
        if not numbers or any(token.limit or token.bounds for token in self.words.tokens):
            return ()
        claims = []
        located = measures_of(self._segments())
        if not located and _REQUESTING.search(self.words.text):
            located = [
                (Measure(("requests.received",)), token.start) for token in self.words.tokens if token.has("applicant")
            ][:1]
        first = numbers[0].start
        named = [measure for measure, start in located if start < first]
        columns = [v for token in self.words.tokens if token.start < first for v in token.values("applicant")[:1]]
        together = len(numbers) > 1 and max(len(named), len(columns)) > 1
        if together and (len(numbers) not in (len(named), len(columns)) or min(len(named), len(columns)) > 1):
            return ()
        for i, token in enumerate(numbers):
            before = [measure for measure, start in located if start < token.start]
            measure = before[-1] if before else (located[0][0] if located else None)
            applicant = self._applicant_before(token)
            if together:
                # 网络、信函申请分别9件、3件: each number is of the figure or applicant in its place.
                measure = named[i] if len(named) > 1 else measure
                applicant = cast(Applicant, columns[i]) if len(columns) > 1 else applicant
            if token.number is not None and (measure is not None or self._names_no_more()):
                last = last_digit(token.text.removesuffix(token.unit).strip())
                claims.append(Claim(measure, token.number, token.unit, applicant, last))
        return tuple(claims)

    def _names_no_more(self) -> bool:
        """2018年15件: a body, a year and a number, said of what was spoken of before."""
        return all(
            token.time or token.bodies or token.divisions or token.number is not None or token.separator
            for token in self.words.tokens
            if not (token.has("cue", "claim") or token.has("applicant") or token.has("filler") or token.has("kind"))
        )

    def _applicant_before(self, number: Token) -> Applicant | None:
        for token in reversed([t for t in self.words.tokens if t.end <= number.start]):
            if token.separator or token.number is not None:
                return None
            if token.has("applicant"):
                return cast(Applicant, token.values("applicant")[0])
        return None

    def _unknown(self) -> tuple[tuple[str, ...], str | None]:
        unknown = []
        place = self.named.misfit
        for i, token in enumerate(self.words.tokens):
            bare = token.number is not None and not token.unit and "claim" not in self.words.cues
            miscounted = token.has("counted", None) and str(len(self.named.targets)) not in token.values("counted")
            miscounted |= token.has("counted_years") and str(self._years_named()) not in token.values("counted_years")
            idle = (
                token.has("cue") and not self.words.growing and bool(set(token.values("cue")) & {"fastest", "slowest"})
            )
            idle = idle or (token.has("cue") and set(token.values("cue")) <= {"except_before", "except_after"})
            loose = (
                i not in self.named.used and bool(token.senses) and all(sense.role == "kind" for sense in token.senses)
            )
            if not (token.unknown or bare or miscounted or loose or idle):
                continue
            unknown.append(token.text)
            following = self.words.tokens[i + 1] if i + 1 < len(self.words.tokens) else None
            before = self.words.tokens[i - 1] if i else None
            whole = token.text
            if before and before.divisions and before.end == token.start and token.text[0] in _PARTY:
                whole = before.text + whole
                place = whole
            if following and following.start == token.end and (following.has("level") or following.has("kind")):
                whole += following.text
            if re.search(r"(?:[省市县区州旗镇乡]|街道|新区|[局委厅]|中心|政府|county|city|district|bureau)$", whole):
                place = whole
        return tuple(unknown), place

    def _topics(self, measured: bool) -> tuple[str, ...]:
        """What of the narrative is asked for; 勾稽关系有没有问题 asks for the checks."""
        if measured and "passage" not in self.words.cues:
            return ()
        found = dict.fromkeys(v for token in self.words.tokens for v in token.values("topic"))
        if "check" in self.words.cues and "passage" not in self.words.cues:
            found.pop("problems", None)
        return tuple(found)

    def _years_named(self) -> int:
        return len({year for token in self.words.tokens if token.time for year in token.time.years})

    def _language(self) -> Language:
        only_english = self.words.text.isascii()
        english = [
            token
            for token in self.words.tokens
            if _ENGLISH.match(token.text) and not token.divisions and (only_english or not token.unknown)
        ]
        chinese = [
            token
            for token in self.words.tokens
            if not token.text.isascii() and not token.divisions and not token.bodies and not token.time
        ]
        return "en" if len(english) >= 2 or (english and not chinese) else "zh"


def _named_years(times: tuple[Time, ...]) -> tuple[Time, ...]:
    """2016-2018年每年: of the years named, every one; 2018年与上一年: 2017."""
    named = tuple(time for time in times if time.kind != "all") or times
    plain = [time for time in named if time.kind == "years" and not time.relative and len(time.years) == 1]
    if len(plain) != 1:
        return named
    year = plain[0].years[0]
    return tuple(
        replace(time, years=(year + time.shift,), relative=False, shift=0) if time.shift else time for time in named
    )

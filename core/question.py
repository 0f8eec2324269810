"""Words to a query: what a question asks for, of whom, of when, and what was not understood.

Nothing is guessed here: every word of a question is known, mended openly (a slip of the input method), or told as
unknown. What the question leaves out comes from the conversation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, cast

from core import bodies, places, spelling, vocabulary
from core.bodies import Body, Catalog
from core.bounds import Bound
from core.conversation import ASKS_FOR_PLACE, with_context
from core.measures import apart, by_channel, by_part, measures_of
from core.places import Division
from core.timespan import Time
from core.tokens import Token, prepare, tokenize
from core.types import Applicant, Context, Holdings, Language, Scope, ScopeLevel
from core.understanding import Claim, Measure, OutOfScope, Target, Understanding, operation_of

Statistic = Literal["most", "least", "sum", "mean"]

_LONGEST = 2000
_SUBYEAR = re.compile(r"(?<!\d)\d{1,2}月|第?[一二三四1-4]季度")
# 收到的申请中,网上的有几件 asks for the part only.
_PART_OF = re.compile(r"[中里],|(?<![及和与])其中|\bof which\b|\bof these\b|\bof them\b")
_ASKED = re.compile(r"多少|几|how many|\d件")
_YES_NO = re.compile(r"吗|么$|对不对|是不是|是否|\?.*不|right|true|correct")
# An applicant alone asks for nothing: 企业有多少家 is no question about requests.
_REQUESTING = re.compile(r"申请|提交|提出|request|file|submit|appl")
_HOW_TO = re.compile(
    r"(?:如何|怎么|怎样)(?!样|变|了|算|计|回|说|写|表|讲|提到|提及|理解|统计|[,。?!]|$)|how (?:to|do i|can i|do you|should)\b"
)
_WHO = re.compile(r"谁|\bwho\b|\bwhom\b")
_WHICH_ROW = re.compile(r"哪一?[种类项]|什么(?:渠道|方式|类型|原因)|最[多少]的是什么")
_WHO_CUES = frozenset({"most", "least", "rank", "compare", "applicants_all", "reports", "missing"})
_SUM = re.compile(r"总[数量和共]|一共|合计|加起来|\btotal\b|\baltogether\b")
_WHICH_YEARS = re.compile(r"哪一?个?年(?!报)|哪几年|哪些年(?!报)|几年(?!报)|年份|的一年|\b(?:which|what) years?\b")
_LISTING = re.compile(
    r"哪些|哪几|有?几[个家]|多少[个家]|名单|[县市区省镇乡](?:有?哪些)?[?？。]?$|\bwhich\b|\blist\b|\bhow many (?:counties|districts|cities|bodies|departments|towns)"
)
_EACH = re.compile(r"各|分别|都|\beach\b|respectively|\bboth\b")
_ENGLISH = re.compile(r"[a-z]{2,}")
_OFFICE_NAME = re.compile(r"(?:[局委办厅室院会处所站]|中心|政府)$")
_OUTSIDE: tuple[OutOfScope, ...] = ("month_on_month", "subyear", "per_head", "why", "future")


def understand(
    question: str, holdings: Holdings, context: Context | None = None, *, today: date | None = None
) -> Understanding:
    """Read a question; `today` decides what 去年 means (default: the day it is)."""
    catalog = bodies.catalog(holdings)
    today = today or date.today()
    if len(question) > _LONGEST:
        return Understanding(question[:_LONGEST], "zh", "lookup", outside="too_long")
    quoted = _quoted_phrase(question)
    text = prepare(question if quoted is None else _WHERE_SAID.sub("", question.replace(quoted, "")))
    tokens = tokenize(text, catalog, today)
    tokens, repairs = spelling.mend(text, tokens, catalog, today)
    reading = _Reading(tokens, catalog, text)
    understanding = reading.understanding(quoted, repairs)
    return with_context(understanding, context, catalog)


def _quoted_phrase(question: str) -> str | None:
    """The words that a question about the text of reports looks for: in quotation marks, or after 提到."""
    match = re.search(r"[“「『\"]([^”」』\"]{2,40})[”」』\"]", question)
    if match and _SPEAKS_OF.search(question.lower()):
        return match[1]
    named = _MENTIONS.search(question)
    return named[1] if named else None


_SPEAKS_OF = re.compile(
    r"提到|提及|说到|写到|讲到|原文|怎么说|怎么写|怎么表述|mention|say|quote|passage", re.IGNORECASE
)
# 提到培训的段落有哪些: the words looked for end before 的.
_THEREOF = (
    r"的[那这]?[些个几]?(?:段落|内容|地方|部分|原文|原话|文字|句子|段)(?:有?哪些|有?哪几[处段个]|在哪里?|是什么)?"
)
_WHERE_SAID = re.compile(rf"{_THEREOF}(?=[^\u4e00-\u9fff]*$|吗|么)")
_MENTIONS = re.compile(
    r"(?:提到|提及|说到|写到|讲到)过?了?([\u4e00-\u9fffA-Za-z0-9]{2,20}?)"
    rf"(?:{_THEREOF})?(?:了吗|了没有|了没|没有|吗|么|嘛)?[?？。!！]*$"
)


class _Reading:
    """One pass over the words of a question."""

    def __init__(self, tokens: Sequence[Token], catalog: Catalog, text: str) -> None:
        self.catalog = catalog
        self.text = text
        self.tokens = [token for token in tokens if not token.mark or token.separator]
        self.cues = frozenset(value for token in tokens for value in token.values("cue"))
        self.scope_parent: tuple[Division, ...] = ()
        self.targets: list[Target] = []
        self.misfit: str | None = None
        self.used: set[int] = set()
        self._find_targets()

    def understanding(self, quoted: str | None, repairs: tuple[tuple[str, str], ...]) -> Understanding:
        measures = self._measures()
        applicants = self._applicants()
        if not measures and (applicants or "applicants_all" in self.cues) and _REQUESTING.search(self.text):
            measures = (Measure(("requests.received",)),)
        if "legal_persons" in self.cues and not applicants:
            applicants = cast(tuple[Applicant, ...], tuple(a for a in _LEGAL_PERSONS))
        if "channels_all" in self.cues:
            measures = by_channel(measures)
        if "outcomes_all" in self.cues and not measures:
            measures = (Measure(("requests.outcome.total",)),)
        if self.cues & {"parts", "outcomes_all"}:
            measures = by_part(measures)
        if "applicants_all" in self.cues and not applicants:
            applicants = cast(tuple[Applicant, ...], tuple(a for a in vocabulary.applicant_labels() if a is not None))
        times = _named_years(tuple(token.time for token in self.tokens if token.time))
        topics = tuple(dict.fromkeys(v for token in self.tokens for v in token.values("topic")))
        claims = self._claims()
        scope, position = self._scope()
        scope, whose_whole = self._whole(scope)
        unknown, unknown_place = self._unknown()
        base = Understanding(
            text=self.text,
            language=self._language(),
            operation="lookup",
            measures=measures,
            targets=tuple(self.targets),
            times=times,
            applicants=applicants,
            scope=scope,
            position=position,
            over_years=scope is None and self._asks_for_years(),
            bounds=self._bounds(),
            change=bool(self.cues & {"year_on_year", "change"}),
            claims=claims,
            topics=topics if not measures or self.cues & {"passage"} else (),
            phrase=quoted,
            cues=self.cues,
            outside=self._outside() or self._unscoped(scope, whose_whole),
            unknown=unknown,
            unknown_place=unknown_place,
            report=next((token.report for token in self.tokens if token.report), None),
            repairs=repairs,
            vague=any(token.has("filler") and re.search("多少|几|how many", token.text) for token in self.tokens),
        )
        return replace(base, operation=operation_of(base))

    # --- bodies ----------------------------------------------------------------------------------------

    def _find_targets(self) -> None:
        chain: list[Token] = []
        open_place: list[Token] = []
        kind: Token | None = None
        for i, token in enumerate(self.tokens):
            if token.time is not None and chain and kind is None:
                # 张店区2017年发改局: the kind may still follow.
                self._flush(chain, None)
                chain, open_place = [], chain
            elif token.bodies:
                found = self._fitting(token, chain)
                if not found:
                    self._note_misfit(chain, token)
                self._flush(chain if not found else [], kind)
                chain, kind = [], None
                self._add_bodies(token, found or token.bodies)
            elif token.divisions:
                if kind is not None and not chain:
                    self._flush([token], kind)
                    chain, kind = [], None
                    continue
                if chain and not bodies.narrowed([t.divisions for t in (*chain, token)]):
                    self._note_misfit(chain, token)
                    self._flush(chain, kind)
                    chain, kind = [], None
                chain.append(token)
                open_place = []
            elif token.has("kind") and self._continues_body(i):
                self._name_office(token)
            elif token.has("kind") and self._is_kind(token, chain):
                if kind is not None:
                    self._flush(chain, kind)
                    chain = []
                if open_place and not chain:
                    self.targets.pop()
                    chain, open_place = open_place, []
                kind = token
                if chain:
                    self._flush(chain, kind)
                    chain, kind = [], None
            elif token.has("level") and chain and self._is_scope(i) and _is_wider(chain, token):
                self.scope_parent = bodies.narrowed([t.divisions for t in chain])
                chain = []
            elif token.has("level") and chain and len(token.text) == 1 and chain[-1].end == token.start:
                # 鹿城县: a place of that name is none of that level.
                self.misfit = "".join(t.text for t in chain) + token.text
                chain = []
            elif token.has("filler") or token.has("counted") or (token.has("cue") and not token.separator):
                continue
            else:
                self._flush(chain, kind)
                chain, kind, open_place = [], None, []
        self._flush(chain, kind)
        if not self.targets and not self.scope_parent:
            self._take_government()

    def _take_government(self) -> None:
        """县政府呢: a government without its place."""
        for token in self.tokens:
            if token.values("kind") == ("government",) and not token.has("filler"):
                self.targets.append(Target(token.text, "government", (), self.catalog.by_kind.get("government", ())))
                return

    def _note_misfit(self, chain: list[Token], token: Token) -> None:
        """杭州泰顺: a place written right behind a wider one that it does not belong to is not taken for itself."""
        if not chain or chain[-1].end != token.start:
            return
        wide = {division.level for division in chain[-1].divisions}
        narrow = {d.level for d in token.divisions} | {body.place.level for body in token.bodies if body.place}
        if all(_LEVELS.index(w) < _LEVELS.index(n) for w in wide for n in narrow):
            self.misfit = "".join(t.text for t in chain) + token.text

    def _continues_body(self, index: int) -> bool:
        """泰顺县人民政府办公室: a kind written right behind the name of a stored body is another body."""
        before = self.tokens[index - 1] if index else None
        return bool(before and before.bodies and before.end == self.tokens[index].start and self.targets)

    def _name_office(self, token: Token) -> None:
        government = self.targets.pop()
        self.used.add(self.tokens.index(token))
        kind = token.values("kind")[0]
        if kind == "government_office" or "办公" in token.text:
            kind = "government_office"
        found = self._stored(government.divisions, kind, token)
        self.targets.append(self._office(government.text + token.text, kind, government.divisions, found))

    def _office(self, text: str, kind: str, divisions: tuple[Division, ...], found: tuple[Body, ...]) -> Target:
        """The office of a government writes the government's report: that answers where the office has none."""
        if kind == "government_office" and not found:
            return Target(text, "government", divisions, self._stored(divisions, "government", None))
        return Target(text, kind, divisions, found)

    def _is_kind(self, token: Token, chain: list[Token]) -> bool:
        if chain and not token.has("filler"):
            return True
        if len(token.senses) > 1 and token.values("kind") != ("government",):
            return bool(chain) and chain[-1].end == token.start
        return bool(_OFFICE_NAME.search(token.text)) or token.text.isascii()

    def _is_scope(self, index: int) -> bool:
        token = self.tokens[index]
        return not token.text.isascii() or bool(self.cues & _RANGE_CUES) or token.text.endswith(("ies", "ts", "ns"))

    def _fitting(self, token: Token, chain: list[Token]) -> tuple[Body, ...]:
        """Those of the named bodies that lie in the places named right before."""
        if not chain:
            return token.bodies
        above = bodies.narrowed([t.divisions for t in chain])
        return tuple(
            body
            for body in token.bodies
            if body.place and any(places.is_within(body.place, division.code) for division in above)
        )

    def _add_bodies(self, token: Token, found: tuple[Body, ...]) -> None:
        first = found[0]
        divisions = tuple(dict.fromkeys(body.place for body in found if body.place))
        self.targets.append(Target(token.text, first.kind, divisions, found))

    def _flush(self, chain: list[Token], kind: Token | None) -> None:
        if not chain and kind is None:
            return
        name = kind.values("kind")[0] if kind else "government"
        words = [*chain, *([kind] if kind else [])]
        self.used |= {i for i, token in enumerate(self.tokens) if token in words}
        text = "".join(token.text for token in sorted(words, key=lambda token: token.start))
        if not chain:
            if name != "government":
                self.targets.append(Target(text, name, (), self.catalog.by_kind.get(name, ())))
            return
        divisions = bodies.narrowed([token.divisions for token in chain])
        found = self._stored(divisions, name, kind)
        self.targets.append(self._office(text, name, divisions, found))

    def _stored(self, divisions: Iterable[Division], kind: str, word: Token | None) -> tuple[Body, ...]:
        found: list[Body] = []
        for division in divisions:
            if division.level == "township":
                county = places.by_code(division.code[:6])
                held = bodies.of_place(self.catalog, county) if county else ()
                found += [body for body in held if body.township == division.name.removesuffix("办事处")]
            else:
                found += bodies.governing(self.catalog, division, kind)
        exact = [body for body in found if word is not None and body.tail == word.text]
        return tuple(exact or dict.fromkeys(found))

    # --- figures ---------------------------------------------------------------------------------------

    def _segments(self) -> list[tuple[frozenset[str], int]]:
        """The facets named between separators, with the place of the first."""
        segments: list[tuple[frozenset[str], int]] = []
        facets: set[str] = set()
        start = 0
        for token in self.tokens:
            if token.has("term") and not token.bodies:
                named = set(token.values("term")[0].split())
                if facets and apart(frozenset(facets), frozenset(named)):
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
        located = measures_of(self._segments(), share_aspects=bool(_EACH.search(self.text)))
        part = _PART_OF.search(self.text)
        if part and not _ASKED.search(self.text[: part.start()]):
            located = [pair for pair in located if pair[1] >= part.start()] or located
        return tuple(dict.fromkeys(measure for measure, _ in located))

    def _applicants(self) -> tuple[Applicant, ...]:
        found = (value for token in self.tokens for value in token.values("applicant"))
        return cast(tuple[Applicant, ...], tuple(dict.fromkeys(found)))

    # --- the rest --------------------------------------------------------------------------------------

    def _claims(self) -> tuple[Claim, ...]:
        numbers = [
            token
            for token in self.tokens
            if token.number is not None and token.unit not in ("%", "％") and (token.unit or "claim" in self.cues)
        ]
        if not numbers or any(token.limit or token.bounds for token in self.tokens):
            return ()
        claims = []
        located = measures_of(self._segments())
        for token in numbers:
            before = [measure for measure, start in located if start < token.start]
            measure = before[-1] if before else (located[0][0] if located else None)
            if token.number is not None and (measure is not None or self._names_no_more()):
                claims.append(Claim(measure, token.number, token.unit, self._applicant_before(token)))
        return tuple(claims)

    def _names_no_more(self) -> bool:
        """2018年15件: a body, a year and a number, said of what was spoken of before."""
        return all(
            token.time or token.bodies or token.divisions or token.number is not None or token.separator
            for token in self.tokens
            if not (token.has("cue", "claim") or token.has("filler") or token.has("kind"))
        )

    def _applicant_before(self, number: Token) -> Applicant | None:
        for token in reversed([t for t in self.tokens if t.end <= number.start]):
            if token.separator or token.number is not None:
                return None
            if token.has("applicant"):
                return cast(Applicant, token.values("applicant")[0])
        return None

    def _scope(self) -> tuple[Scope | None, bool]:
        levels = [value for token in self.tokens if not token.bodies for value in token.values("level")]
        limit = next((token.limit for token in self.tokens if token.limit), None)
        if not self.scope_parent:
            self._take_parent(levels)
        ranked = bool(self.cues & {"most", "least", "rank"})
        bounded = bool(self._bounds())
        if self._asks_for_years() or (len(self.targets) > 1 and not self.scope_parent and not self._outer_of_two()):
            return None, False
        if bounded and not self.scope_parent and not levels and _LISTING.search(self.text):
            self._take_bounded_parent()
        national = any(token.has("national") for token in self.tokens)
        asked_place = bool(ASKS_FOR_PLACE.search(self.text)) or (ranked and not levels and self._names_one_county())
        position = limit is None and bool(self.targets) and asked_place
        summed = "sum" in self.cues or bool(_SUM.search(self.text))
        aggregated = (summed or "mean" in self.cues) and bool(self.scope_parent or levels or national)
        listed = bool(self.scope_parent) or (bool(levels) and national)
        follows_up = bool(levels) and not self.targets and not self._has_terms() and "reports" not in self.cues
        if not (ranked or aggregated or listed or limit or (bounded and levels) or follows_up):
            return None, False
        statistic: Statistic = "most"
        if "least" in self.cues or (bounded and not ranked and all(bound.upper for bound in self._bounds())):
            statistic = "least"
        elif not ranked and "mean" in self.cues:
            statistic = "mean"
        elif not ranked and summed:
            statistic = "sum"
        level = next((value for value in levels if value != "any"), None)
        parent = self.scope_parent[0].code if len(self.scope_parent) == 1 else None
        if parent is None and not position and ranked and len(self.targets) == 1 and not national:
            parent = self._parent_from_target()
        if ranked and limit is None and not position and self._outer_of_two():
            position = True
        if position and len(self.targets) == 2:
            parent = self._parent_of_two()
        return Scope(parent, cast(ScopeLevel | None, level), statistic, limit), position

    def _names_one_county(self) -> bool:
        """泰顺县2018年收到申请数排名: its own place, for no lower level is named."""
        divisions = self.targets[0].divisions if len(self.targets) == 1 else ()
        return bool(divisions) and all(d.level in ("county", "township") for d in divisions)

    def _take_parent(self, levels: Sequence[str]) -> None:
        """counties of Wenzhou: the one place named, being wider than the level, is the scope."""
        if len(self.targets) != 1 or self.targets[0].kind != "government":
            return
        divisions = self.targets[0].divisions
        if any(d.level in _WIDER.get(level, ()) for level in levels for d in divisions):
            self.scope_parent = divisions
            self.targets.clear()

    def _parent_from_target(self) -> str | None:
        """温州哪个县最多: the one place named is the scope, not a body."""
        target = self.targets[0]
        if target.kind == "government" and len(target.divisions) == 1 and target.divisions[0].level != "township":
            self.targets.clear()
            return target.divisions[0].code
        return None

    def _parent_of_two(self) -> str | None:
        """泰顺在温州排第几: the wider place is the scope."""
        found = self._outer_of_two()
        if found is None:
            return None
        wide, outer = found
        self.targets.remove(wide)
        return outer.code

    def _whole(self, scope: Scope | None) -> tuple[Scope | None, bool]:
        """全省 with a ranking or a sum: the province of the body named; whether it can't be told."""
        match = _WHOLE.search(self.text)
        if scope is None or scope.parent is not None or match is None:
            return scope, False
        levels = _WHOLE_LEVELS[match[1] or match[2]]
        divisions = self.targets[0].divisions if len(self.targets) == 1 else ()
        above = {
            outer.code
            for division in divisions
            for outer in (division, *places.parents(division))
            if outer.level in levels
        }
        if len(above) != 1:
            return scope, True
        return replace(scope, parent=above.pop()), False

    def _unscoped(self, scope: Scope | None, whose_whole: bool) -> OutOfScope | None:
        if whose_whole:
            return "whose_whole"
        rated = any(code in vocabulary.rates() for measure in self._measures() for code in measure.codes)
        if scope is not None and "ratio" in self.cues and not self.targets and not rated:
            return "scope_share"
        return None

    def _outer_of_two(self) -> tuple[Target, Division] | None:
        if len(self.targets) != 2:
            return None
        for wide, narrow in (self.targets, self.targets[::-1]):
            for outer in wide.divisions:
                if any(places.is_within(inner, outer.code) and inner.code != outer.code for inner in narrow.divisions):
                    return wide, outer
        return None

    def _take_bounded_parent(self) -> None:
        """温州超过50件的有哪些: the one place named is the scope."""
        parent = self._parent_from_target() if len(self.targets) == 1 else None
        division = places.by_code(parent) if parent else None
        if division:
            self.scope_parent = (division,)

    def _asks_for_years(self) -> bool:
        """泰顺哪一年最多; 泰顺哪几年超过30件."""
        asked = bool(self.cues & {"most", "least"}) or bool(self._bounds())
        levels = any(token.has("level") for token in self.tokens if not token.bodies)
        return asked and not self.scope_parent and not levels and bool(_WHICH_YEARS.search(self.text))

    def _bounds(self) -> tuple[Bound, ...]:
        return tuple(bound for token in self.tokens for bound in token.bounds)

    def _outside(self) -> OutOfScope | None:
        if _SUBYEAR.search(self.text):
            return "subyear"
        found = next((cue for cue in _OUTSIDE if cue in self.cues), None)
        if found is None and "negation" in self.cues and self._has_terms() and not _YES_NO.search(self.text):
            return "negation"
        if found is None and _HOW_TO.search(self.text):
            return "how_to"
        if found is None and _WHO.search(self.text) and not self.cues & _WHO_CUES:
            return "who"
        if found is None and self.cues & {"most", "least"} and _WHICH_ROW.search(self.text):
            return "which_row"
        if found is None and "people" in self.cues:
            return "people"
        if found is None and self._counts_channels():
            return "channels_counted"
        if found is None and self._several_scopes():
            return "several_scopes"
        if found is None and self._bounds() and self.cues & _BEYOND_BOUNDS:
            return "bounded_change"
        if found is None and {"mean", "compare"} <= self.cues:
            return "mean_beside"
        return found

    def _counts_channels(self) -> bool:
        """有几个政府网站, as against how much stands on it."""
        facets = {f for token in self.tokens for v in token.values("term")[:1] for f in v.split()}
        return bool(facets) and facets <= _CHANNELS and bool(_COUNTS_THINGS.search(self.text))

    def _several_scopes(self) -> bool:
        """温州和台州各县: one scope at a time."""
        levels = {value for token in self.tokens if not token.bodies for value in token.values("level")}
        wide = [t for t in self.targets if any(d.level in _WIDER.get(v, ()) for v in levels for d in t.divisions)]
        return len(wide) > 1

    def _has_terms(self) -> bool:
        return any(token.has("term") or token.has("applicant") for token in self.tokens)

    def _unknown(self) -> tuple[tuple[str, ...], str | None]:
        unknown = []
        place = self.misfit
        for i, token in enumerate(self.tokens):
            bare = token.number is not None and not token.unit and "claim" not in self.cues
            miscounted = token.has("counted", None) and str(len(self.targets)) not in token.values("counted")
            loose = i not in self.used and bool(token.senses) and all(sense.role == "kind" for sense in token.senses)
            if not token.unknown and not bare and not miscounted and not loose:
                continue
            unknown.append(token.text)
            following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
            before = self.tokens[i - 1] if i else None
            whole = token.text
            if before and before.divisions and before.end == token.start and token.text[0] in _PARTY:
                whole = before.text + whole
                place = whole
            if following and following.start == token.end and (following.has("level") or following.has("kind")):
                whole += following.text
            if re.search(r"(?:[省市县区州旗镇乡]|街道|新区|[局委厅]|中心|政府|county|city|district|bureau)$", whole):
                place = whole
        return tuple(unknown), place

    def _language(self) -> Language:
        only_english = self.text.isascii()
        english = [
            token
            for token in self.tokens
            if _ENGLISH.match(token.text) and not token.divisions and (only_english or not token.unknown)
        ]
        chinese = [
            token
            for token in self.tokens
            if not token.text.isascii() and not token.divisions and not token.bodies and not token.time
        ]
        return "en" if len(english) >= 2 or (english and not chinese) else "zh"


def _is_wider(chain: Sequence[Token], level: Token) -> bool:
    """温州哪个县, but not 泰顺与永嘉哪个县."""
    levels = [value for value in level.values("level") if value in _WIDER]
    found = bodies.narrowed([token.divisions for token in chain])
    return not levels or any(division.level in _WIDER[value] for value in levels for division in found)


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


_CHANNELS = frozenset({"website", "weibo", "wechat", "gazette", "total", "volume"})
_COUNTS_THINGS = re.compile(r"[几多少]+个|[几多少]+家|数量|个数|账号|关注|粉丝|how many (?:web|accounts)")
# 全省排第几, 我市各县: the place above those spoken of.
_WHOLE = re.compile(r"(?:全|我|本|这个)([省市州县区])(?!级|直)|([省市])内")
_WHOLE_LEVELS: dict[str, tuple[str, ...]] = {
    "省": ("province",),
    "市": ("prefecture",),
    "州": ("prefecture",),
    "县": ("county",),
    "区": ("county", "province"),
}


# 县委, 县人大, 县法院 ...: bodies that publish no such report, written right after a place.
_PARTY = "委人法检政党纪"
_LEVELS = ("province", "prefecture", "county", "township")
_LEGAL_PERSONS: tuple[Applicant, ...] = ("business", "research", "public_welfare", "legal_services", "other")


_WIDER = {
    "prefecture": ("province",),
    "county": ("province", "prefecture"),
    "township": ("province", "prefecture", "county"),
    "department": ("province", "prefecture", "county"),
}
_BEYOND_BOUNDS = frozenset({"year_on_year", "change", "compare", "sum", "mean", "trend"})
_RANGE_CUES = frozenset({"most", "least", "rank", "sum", "mean", "reports", "missing"})

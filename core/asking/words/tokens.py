"""A question cut into known words: the fewest and longest that cover it, and what is left unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from core.asking.found import catalog as bodies
from core.asking.found.catalog import Body, Catalog
from core.asking.understood.figures import WEAK, exact
from core.asking.words import lexicon as vocabulary
from core.asking.words.bounds import Bound, find_bounds
from core.asking.words.lexicon import Sense
from core.asking.words.times import Time, find_times
from core.places import divisions as places
from core.places.divisions import Division
from core.text.clean import normalize
from core.text.numerals import COUNT, COUNT_EN, NUMBER, ORDINAL_EN, read_count, read_number
from core.text.years import western_spoken
from core.types import Number

_CJK = "\u3400-\u4dbf\u4e00-\u9fff〇○"
_SPACE_BY_CJK = re.compile(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])")
_ASCII_WORD = re.compile(r"[a-z][a-z'’-]*[a-z]|[a-z]")
_UNITS = r"(?:万元|亿元|千元|百元|人次|元|件|条|次|人|个|项|篇|起|宗|例|份|%|％|percent|yuan|requests?|items?|cases?)"
_NUMBER = re.compile(rf"(?<![\d.,第])({NUMBER})\s*({_UNITS})?")
_LIMIT_COUNT = rf"({COUNT}|{COUNT_EN})"
_LIMIT = re.compile(
    rf"(?:排名|排在|位居)?前{_LIMIT_COUNT}(?!年|个年)(?:名|位|个|家|强|大)?|(?:the )?(?:top|first) {_LIMIT_COUNT}\b"
    rf"|最多的{_LIMIT_COUNT}(?:个|名|家|位)|(?:后|倒数){_LIMIT_COUNT}(?:名|位|个|家)|(?:the )?bottom {_LIMIT_COUNT}\b"
    rf"|最少的{_LIMIT_COUNT}(?:个|名|家|位)"
)
# 第三名是哪个县, 第二多的县: whose place that is; 排第三 of a body named is another question.
_NTH = re.compile(
    rf"(?:排名|排在|位居|名列|排)?第({COUNT})(?:名|位)?(?:的?(?:是|为)?(?=哪|谁|什么|那个)|的(?=[县市区省镇乡单部机]))"
    rf"|第({COUNT})(?=[多少高低大小])|({ORDINAL_EN})(?=[ -](?:most|highest|largest|fewest|lowest))"
)
_NTH_LEAST = re.compile(r"[少低小]|[ -](?:fewest|lowest)")
_ZERO = re.compile(r"零(?=申请|诉讼|复议|败诉|投诉|举报|收费|受理|纠错|纠正)|\bzero\b")
_REPORT = re.compile(r"(?:报告|report)\s*(?:#|no\.? ?|第)?(\d{1,7})(?:号)?(?![\d年])")
_SUFFIX_EN = {"county": "县", "city": "市", "district": "区", "province": "省", "prefecture": "市"}
_PINYIN_SUFFIX = re.compile(r"[ -](county|city|district|province|prefecture)(?![a-z])")
_DIVISION_ENDS = "省市县区旗盟州"
_YEAR_IN_ENGLISH = re.compile(r"(?:19|20)\d\d")
# 自2018年1月1日起至2018年12月31日止 is the report year 2018.
_WHOLE_YEAR = re.compile(r"(?:自|从)?((?:19|20)\d\d)年0?1月0?1日起?(?:至|到|-)(?:\1年)?12月31日(?:止|期间)?")
_CARRIED_INTO = re.compile(r"((?:19|20)\d\d)(年[^,，。;；?？\d]{0,8}结转)(?:到|至|入|往)((?:19|20)\d\d)年度?")
# 你好，我是报社的，想了解…: who asks is no part of what is asked.
_GREETING = re.compile(
    r"^(?:[^,，。!！:：]{0,6}好[,，。!！]?)?(?:我|我们|本人|这里|这边)(?:是|们是)[^,，。!！:：\d]{1,20}[,，。!！:：](?=.)"
)
# 泰顺、永嘉、乐清三地: how many were named.
_COUNTED = re.compile(r"([两二三四五六七八九十])个?(?:地|县|市|区|县市|县区|家|单位|机关|部门|局|机构)(?![年月前])")
# 2016-2018三年: how many years were named.
_COUNTED_YEARS = re.compile(r"(?<=[\d年度])这?([两二三四五六七八九十\d])个?年(?:间|里|来|内|度)?(?!前|以|[\d年])")
_MARK = re.compile(r"[\s\W_]")
_SEPARATOR = re.compile(
    r"[、,，;；。?？!！:：/\n]|和|与|及|以及|跟|同|还有|或|并|\band\b|\bor\b|\bvs\b|\bversus\b|其中|of which"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a question, [start, end) in the prepared text; a word nothing is known of has no meaning set."""

    start: int
    end: int
    text: str
    senses: tuple[Sense, ...] = ()
    divisions: tuple[Division, ...] = ()
    bodies: tuple[Body, ...] = ()
    time: Time | None = None
    number: Number | None = None
    unit: str = ""
    limit: int | None = None
    nth: int | None = None
    report: int | None = None
    bounds: tuple[Bound, ...] = ()
    separator: bool = False
    mark: bool = False

    @property
    def unknown(self) -> bool:
        """Whether nothing is known of it, or only that it is none of the reports' figures."""
        return not (
            any(sense.role != "lookalike" for sense in self.senses)
            or self.divisions
            or self.bodies
            or self.time
            or self.number is not None
            or self.limit
            or self.nth
            or self.report
            or self.bounds
            or self.separator
            or self.mark
        )

    def values(self, role: str) -> tuple[str, ...]:
        """What the word says in this role."""
        return tuple(sense.value for sense in self.senses if sense.role == role)

    def has(self, role: str, value: str | None = None) -> bool:
        """Whether the word has this role (with this value)."""
        return any(sense.role == role and value in (None, sense.value) for sense in self.senses)


def prepare(question: str) -> str:
    """The question as it is read: narrow, Simplified, lower case, years in figures, no spaces beside Chinese."""
    text = western_spoken(normalize(question)).lower().strip()
    text = text.replace("（", "(").replace("）", ")").replace("’", "'")
    text = re.sub(r"(?<!people)'s\b", "", text)
    text = _WHOLE_YEAR.sub(r"\1年", text)
    text = _CARRIED_INTO.sub(_into_next_year, _GREETING.sub("", text))
    return _SPACE_BY_CJK.sub("", _rows_apart(text))


def _rows_apart(text: str) -> str:
    """新收 上年结转: rows of the form named one after the other with nothing but blanks between them."""
    words = text.split()
    if len(words) < 2:
        return text
    apart = words[0]
    for before, after in pairwise(words):
        apart += ("、" if _are_two_rows(before, after) else " ") + after
    return apart


def _are_two_rows(before: str, after: str) -> bool:
    if before.isascii() or after.isascii() or before + after in vocabulary.dictionary():
        return False
    first, second = (_facets_of_row(word) for word in (before, after))
    return bool(first and second) and not (first <= second or second <= first)


def _facets_of_row(word: str) -> frozenset[str]:
    """The facets of a word that names one figure without the words around it; else none."""
    senses = vocabulary.dictionary().get(word, ())
    facets = next((frozenset(sense.value.split()) for sense in senses if sense.role == "term"), frozenset[str]())
    return facets if not facets <= WEAK and len(exact(facets)) == 1 else frozenset()


def _into_next_year(match: re.Match[str]) -> str:
    """2022年结转到2023年: the year after is the form's 下年度."""
    into_next = int(match[3]) == int(match[1]) + 1
    return f"{match[1]}{match[2]}下年度" if into_next else match[0]


def tokenize(text: str, catalog: Catalog, today: date) -> tuple[Token, ...]:
    """Cut a prepared text by the cheapest reading: a known word costs about 1, an unknown character 12."""
    edges: dict[int, list[tuple[float, Token]]] = {}
    for cost, token in _candidates(text, catalog, today):
        edges.setdefault(token.start, []).append((cost, token))
    best: list[tuple[float, Token | None]] = [(float("inf"), None) for _ in range(len(text) + 1)]
    best[0] = (0.0, None)
    for position in range(len(text)):
        cost_so_far = best[position][0]
        if cost_so_far == float("inf"):
            continue
        for cost, token in (*edges.get(position, ()), _fallback(text, position)):
            total = cost_so_far + cost
            if total < best[token.end][0]:
                best[token.end] = (total, token)
    return tuple(_joined(list(_walk(best, len(text)))))


def _walk(best: list[tuple[float, Token | None]], end: int) -> Iterator[Token]:
    path: list[Token] = []
    while end > 0:
        token = best[end][1]
        if token is None:
            break
        path.append(token)
        end = token.start
    return reversed(path)


def _joined(tokens: list[Token]) -> Iterator[Token]:
    """Unknown characters side by side become one unknown word."""
    pending: Token | None = None
    for token in tokens:
        if token.unknown and pending and pending.end == token.start:
            pending = Token(pending.start, token.end, pending.text + token.text)
            continue
        if pending:
            yield pending
        pending = token if token.unknown else None
        if not token.unknown:
            yield token
    if pending:
        yield pending


def _fallback(text: str, position: int) -> tuple[float, Token]:
    character = text[position]
    if _MARK.fullmatch(character) and character not in "〇○":
        separator = bool(_SEPARATOR.fullmatch(character))
        return 0.0, Token(position, position + 1, character, separator=separator, mark=True)
    word = _ASCII_WORD.match(text, position) if _starts_word(text, position) else None
    end = word.end() if word else position + 1
    return 12.0 * (end - position), Token(position, end, text[position:end])


def _starts_word(text: str, position: int) -> bool:
    return not (position and text[position - 1].isascii() and text[position - 1].isalpha())


def _ends_word(text: str, end: int) -> bool:
    return not (end < len(text) and text[end].isascii() and text[end].isalpha())


def _candidates(text: str, catalog: Catalog, today: date) -> Iterator[tuple[float, Token]]:
    for time in find_times(text, today):
        yield 0.8, Token(time.start, time.end, text[time.start : time.end], time=time)
    for start, end, found in find_bounds(text):
        yield 0.7, _limit(text, start, end, found)
    yield from _patterns(text)
    yield from _words(text, catalog)
    yield from _townships(text)
    yield from _spelled(text)


def _limit(text: str, start: int, end: int, bounds: tuple[Bound, ...]) -> Token:
    """More than 50 requests: the unit names the figure, so it is a word of its own."""
    unit = bounds[-1].unit
    named = any(sense.role == "term" for sense in vocabulary.dictionary().get(unit, ()))
    if unit.isascii() and named and text.endswith(unit, start, end):
        end -= len(unit)
        bounds = tuple(replace(bound, unit="") for bound in bounds)
    return Token(start, end, text[start:end], bounds=bounds)


def _patterns(text: str) -> Iterator[tuple[float, Token]]:
    for match in _LIMIT.finditer(text):
        count = next(filter(None, match.groups()))
        limit = read_count(count)
        cue = "least" if re.match("后|倒数|最少|(?:the )?bottom", match.group()) else "most"
        senses = (Sense("cue", cue),) if re.search("最|后|倒数|bottom|top", match.group()) else (Sense("cue", "rank"),)
        if limit is not None:
            yield 0.7, Token(*match.span(), match.group(), senses=senses, limit=limit)
    for match in _NTH.finditer(text):
        count = next(filter(None, match.groups()))
        nth = read_count(count)
        least = _NTH_LEAST.match(text, match.end())
        end = match.end() + (least.end() - least.start() if least else 0)
        end += 0 if least or text[match.end() : match.end() + 1] not in ("多", "高", "大") else 1
        if nth is not None:
            yield (
                0.7,
                Token(
                    match.start(),
                    end,
                    text[match.start() : end],
                    (Sense("cue", "least" if least else "most"),),
                    nth=nth,
                ),
            )
    for match in _ZERO.finditer(text):
        yield 1.0, Token(*match.span(), match.group(), senses=(Sense("cue", "negation"),))
    for match in _REPORT.finditer(text):
        yield 0.7, Token(*match.span(), match.group(), report=int(match[1]))
    for match in _NUMBER.finditer(text):
        value = read_number(match[1])
        if _YEAR_IN_ENGLISH.fullmatch(match[1]) and (not match[2] or match[2].isascii()):
            continue
        bare = not match[2] and not match[1][0].isdigit()
        if value is not None and not bare and not (match[1] == "一" and match[2] in "个次份项"):
            yield 0.9, Token(*match.span(), match.group(), number=value, unit=match[2] or "")
    for match in _COUNTED.finditer(text):
        yield 1.0, Token(*match.span(), match.group(), senses=(Sense("counted", str(read_number(match[1]))),))
    for match in _COUNTED_YEARS.finditer(text):
        yield 1.0, Token(*match.span(), match.group(), senses=(Sense("counted_years", str(read_number(match[1]))),))
    for match in _SEPARATOR.finditer(text):
        if match.group()[0].isalnum() and match.group() not in ("vs", "versus"):
            yield 1.0, Token(*match.span(), match.group(), separator=True)


def _words(text: str, catalog: Catalog) -> Iterator[tuple[float, Token]]:
    known, names, zones = vocabulary.dictionary(), bodies.place_words(), places.zones()
    for start, first in enumerate(text):
        if first.isascii() and first.isalpha() and not _starts_word(text, start):
            continue
        for length in catalog.lengths.get(first, ()):
            end = start + length
            word = text[start:end]
            if len(word) < length or (word[-1].isascii() and word[-1].isalpha() and not _ends_word(text, end)):
                continue
            if word in known:
                yield (
                    _word_cost(word, known[word]),
                    Token(start, end, word, senses=known[word], separator=bool(_SEPARATOR.fullmatch(word))),
                )
            if word in catalog.words:
                found = catalog.by_name.get(word) or catalog.by_township.get(word) or catalog.by_kind.get(word, ())
                yield 0.9, Token(start, end, word, bodies=found)
            elif word in zones:
                covered = places.by_code(zones[word])
                yield 0.9, Token(start, end, word, divisions=(covered,) if covered else ())
            if word in names and word not in known:
                cost = 1.1 if word[-1] in _DIVISION_ENDS else 1.3
                yield cost, Token(start, end, word, divisions=bodies.candidates(word))


def _word_cost(word: str, senses: tuple[Sense, ...]) -> float:
    """About 1, less for longer words, a little more for words that say nothing."""
    filler = all(sense.role == "filler" for sense in senses)
    cost = 1.2 if filler and len(word) == 1 else 1.05 if filler else 1.0
    return cost - 0.0005 * len(word) ** 2


def _townships(text: str) -> Iterator[tuple[float, Token]]:
    """Townships that no stored report is of: known from the table of divisions only."""
    for suffix in re.finditer(r"(?:街道|[镇乡]|苏木)", text):
        for length in range(1, 8):
            start = suffix.start() - length
            if start < 0 or not re.match(f"[{_CJK}]", text[start]):
                break
            word = text[start : suffix.end()]
            found = places.townships(word)
            if found:
                tail = re.match("人民政府|办事处|政府", text[suffix.end() :])
                end = suffix.end() + (tail.end() if tail else 0)
                yield 1.0, Token(start, end, text[start:end], divisions=found)


def _spelled(text: str) -> Iterator[tuple[float, Token]]:
    """Places written in pinyin: taishun, taishun county, xi'an."""
    for match in re.finditer(r"[a-z][a-z'’-]{2,}", text):
        word = match.group()
        if not _starts_word(text, match.start()) or word in vocabulary.dictionary():
            continue
        stems = bodies.stems_read(re.sub("['’-]", "", word))
        found = tuple(d for s in stems for d in bodies.candidates(s))
        if not found:
            continue
        end = match.end()
        suffix = _PINYIN_SUFFIX.match(text, end)
        if suffix:
            fitting = tuple(d for d in found if d.name.endswith(_SUFFIX_EN[suffix[1]]))
            found, end = (fitting, suffix.end()) if fitting else (found, end)
        yield 1.0, Token(match.start(), end, text[match.start() : end], divisions=found)

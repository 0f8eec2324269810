"""A question cut into known words: the fewest and longest that cover it, and what is left unknown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from core.asking.words import catalog as bodies
from core.asking.words import lexicon as vocabulary
from core.asking.words.catalog import Catalog
from core.asking.words.limits import Bound, find_bounds
from core.asking.words.numbers import numbered_words
from core.asking.words.times import find_times
from core.asking.words.token import Token
from core.places import divisions as places
from core.text.units import UNIT

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff〇○]")
_ASCII_WORD = re.compile(r"[a-z][a-z'’-]*[a-z]|[a-z]")
_SUFFIX_EN = {"county": "县", "city": "市", "district": "区", "province": "省", "prefecture": "市"}
_PINYIN_SUFFIX = re.compile(r"[ -](county|city|district|province|prefecture)(?![a-z])")
_CODED = re.compile(
    r"(?:(?:行政)?区划(?:代)?码|代码|divisions?(?: code)?|code)\s*:?(\d{6})(?!\d)"
    rf"|(?<![\d.])(\d{{6}})(?!\d|\.\d|\s*{UNIT})"
)
_ZONE_EN = re.compile(r"[ -](?:comprehensive )?(?:experimental|pilot) zone")
_DIVISION_ENDS = "省市县区旗盟州"
_SEPARATOR = re.compile(
    r"[、,，;；。?？!！:：/+＋\n]|和|与|及|以及|跟|同|还有|或|并|\band\b|\bor\b|\bvs\b|\bversus\b|其中|of which"
)


def cut(text: str, catalog: Catalog, today: date) -> tuple[Token, ...]:
    """Cut a prepared text by the cheapest reading: a known word costs about 1, an unknown character 12."""
    edges: dict[int, list[tuple[float, Token]]] = {}
    for cost, token in _candidates(text, catalog, today):
        edges.setdefault(token.start, []).append((cost, token))
    best: list[_Reached] = [(_NEVER, 0, None)] * (len(text) + 1)
    best[0] = (0.0, 0, None)
    for position in range(len(text)):
        so_far = best[position][0]
        if so_far == _NEVER:
            continue
        for cost, token in edges.get(position, ()):
            if so_far + cost < best[token.end][0]:
                best[token.end] = (so_far + cost, position, token)
        cost, end = _unread(text, position)
        if so_far + cost < best[end][0]:
            best[end] = (so_far + cost, position, None)
    return tuple(_named(token, catalog) for token in _joined(_way(text, best)))


def _named(token: Token, catalog: Catalog) -> Token:
    """A name with the bodies that it means: looked up only of those that the reading has."""
    return token._replace(bodies=catalog.meant(token.text)) if token.stored else token


_Reached = tuple[float, int, Token | None]
"""What the cheapest reading up to a place costs, and its last word: where that begins, and what is known of it."""
_NEVER = float("inf")


def _way(text: str, best: Sequence[_Reached]) -> Iterator[Token]:
    """The words of the cheapest reading."""
    path: list[Token] = []
    end = len(text)
    while end > 0:
        _, start, token = best[end]
        path.append(token or _unknown(text, start, end))
        end = start
    return reversed(path)


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """Unknown characters side by side become one unknown word."""
    pending: Token | None = None
    for token in tokens:
        unknown = token.unknown
        if unknown and pending and pending.end == token.start:
            pending = Token(pending.start, token.end, pending.text + token.text)
            continue
        if pending:
            yield pending
        pending = token if unknown else None
        if not unknown:
            yield token
    if pending:
        yield pending


def _unread(text: str, position: int) -> tuple[float, int]:
    """What it costs to leave what stands at a place unknown (a mark, character or English word), and where it ends."""
    character = text[position]
    if _is_mark(character):
        return 0.0, position + 1
    word = _ASCII_WORD.match(text, position) if character.isascii() and _starts_word(text, position) else None
    end = word.end() if word else position + 1
    return 12.0 * (end - position), end


def _unknown(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    if _is_mark(word[0]):
        return Token(start, end, word, separator=bool(_SEPARATOR.fullmatch(word)), mark=True)
    return Token(start, end, word)


def _is_mark(character: str) -> bool:
    return not character.isalnum() and character not in "〇○"


def _starts_word(text: str, position: int) -> bool:
    return not (position and text[position - 1].isascii() and text[position - 1].isalpha())


def _ends_word(text: str, end: int) -> bool:
    return not (end < len(text) and text[end].isascii() and text[end].isalpha())


def _candidates(text: str, catalog: Catalog, today: date) -> Iterator[tuple[float, Token]]:
    for time in find_times(text, today):
        yield 0.8, Token(time.start, time.end, text[time.start : time.end], time=time)
    for start, end, found in find_bounds(text):
        yield 0.7, _limit(text, start, end, found)
    yield from numbered_words(text)
    yield from _joining_words(text)
    yield from _words(text, catalog)
    yield from _coded(text)
    yield from _townships(text)
    yield from _spelled(text, catalog)


def _limit(text: str, start: int, end: int, bounds: tuple[Bound, ...]) -> Token:
    """More than 50 requests: the unit names the figure, so it is a word of its own."""
    unit = bounds[-1].unit
    named = any(sense.role == "term" for sense in vocabulary.dictionary().get(unit, ()))
    if unit.isascii() and named and text.endswith(unit, start, end):
        end -= len(unit)
        bounds = tuple(replace(bound, unit="") for bound in bounds)
    return Token(start, end, text[start:end], bounds=bounds)


def _joining_words(text: str) -> Iterator[tuple[float, Token]]:
    """和, 以及, and: what joins what is named."""
    for match in _SEPARATOR.finditer(text):
        if match.group()[0].isalnum() and match.group() not in ("vs", "versus"):
            yield 1.0, Token(*match.span(), match.group(), separator=True)


def _words(text: str, catalog: Catalog) -> Iterator[tuple[float, Token]]:
    known, names, zones = vocabulary.dictionary(), bodies.place_words(), places.zones()
    stored = catalog.words_in(text)
    for start, end in _standing(text, stored):
        word = text[start:end]
        if _is_half(text, start, end):
            continue
        if word in known:
            cost, separator = _said_by(word)
            yield cost, Token(start, end, word, senses=known[word], separator=separator)
        if word in stored:
            yield 0.9, Token(start, end, word, stored=True)
        elif word in zones:
            covered = places.by_code(zones[word])
            yield 0.9, Token(start, end, word, divisions=(covered,) if covered else ())
        if word in names and word not in known:
            cost = 1.1 if word[-1] in _DIVISION_ENDS else 1.3
            yield cost, Token(start, end, word, divisions=bodies.candidates(word))
            if start and text[start - 1] == "全":
                yield cost, Token(start - 1, end, text[start - 1 : end], divisions=bodies.candidates(word))


def _standing(text: str, stored: Collection[str]) -> set[tuple[int, int]]:
    """Where the words stand that are known whatever is stored, and these names."""
    found = {(start, end) for _, start, end in bodies.known_words().find_matches_as_indexes(text, overlapping=True)}
    for name in stored:
        start = text.find(name)
        while start >= 0:
            found.add((start, start + len(name)))
            start = text.find(name, start + 1)
    return found


def _is_half(text: str, start: int, end: int) -> bool:
    """Whether Latin letters go on before or behind: log of logger."""
    first, last = text[start], text[end - 1]
    begins = first.isascii() and first.isalpha() and not _starts_word(text, start)
    return begins or (last.isascii() and last.isalpha() and not _ends_word(text, end))


@cache
def _said_by(word: str) -> tuple[float, bool]:
    """What a word of the dictionary costs: about 1, less where it is longer, a little more where it says nothing; and
    whether it is a separator.
    """
    filler = all(sense.role == "filler" for sense in vocabulary.dictionary()[word])
    cost = 1.2 if filler and len(word) == 1 else 1.05 if filler else 1.0
    return cost - 0.0005 * len(word) ** 2, bool(_SEPARATOR.fullmatch(word))


def _coded(text: str) -> Iterator[tuple[float, Token]]:
    """Places by their codes: division 330382, 区划代码330382."""
    for match in _CODED.finditer(text):
        found = places.by_code(match[1] or match[2])
        if found:
            yield 0.8, Token(*match.span(), match.group(), divisions=(found,))


def _townships(text: str) -> Iterator[tuple[float, Token]]:
    """Townships that no stored report is of: known from the table of divisions only."""
    for suffix in re.finditer(r"(?:街道|[镇乡]|苏木)", text):
        for length in range(1, 8):
            start = suffix.start() - length
            if start < 0 or not _CHINESE.match(text[start]):
                break
            word = text[start : suffix.end()]
            found = places.townships(word)
            if found:
                tail = re.match("人民政府|办事处|政府", text[suffix.end() :])
                end = suffix.end() + (tail.end() if tail else 0)
                yield 1.0, Token(start, end, text[start:end], divisions=found)


def _spelled(text: str, catalog: Catalog) -> Iterator[tuple[float, Token]]:
    """Places written in pinyin: taishun, taishun county, xi'an; pingtan comprehensive experimental zone."""
    for match in re.finditer(r"[a-z][a-z'’-]{2,}", text):
        word = match.group()
        if not _starts_word(text, match.start()) or word in vocabulary.dictionary():
            continue
        stems = bodies.stems_read(re.sub("['’-]", "", word))
        zone = _ZONE_EN.match(text, match.end())
        named = (b for s in stems for b in catalog.beginning(s)) if zone else ()
        held = tuple(dict.fromkeys(b for b in named if "验区" in b.organization.name))
        if zone and held:
            yield 0.9, Token(match.start(), zone.end(), text[match.start() : zone.end()], bodies=held)
        found = tuple(d for s in stems for d in bodies.candidates(s))
        if not found:
            continue
        end = match.end()
        suffix = _PINYIN_SUFFIX.match(text, end)
        if suffix:
            fitting = tuple(d for d in found if d.name.endswith(_SUFFIX_EN[suffix[1]]))
            found, end = (fitting, suffix.end()) if fitting else (found, end)
        yield 1.0, Token(match.start(), end, text[match.start() : end], divisions=found)

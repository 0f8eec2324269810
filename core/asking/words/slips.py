"""Slips mended openly: words of the same sound (申清, 泰顺现), words typed as they sound (shenqing), a wrong letter in
English, a wrong character in the long name of a stored body, or such a name cut short. A place is never taken for
another: only its exact sound counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from core.asking.words import lexicon as vocabulary
from core.asking.words.catalog import Body, Catalog, by_sound, sound, sound_spelled_out
from core.asking.words.cut import cut
from core.asking.words.shortened import whole_name
from core.asking.words.token import Token
from core.text.pinyin import names_read_otherwise, reading

_CHINESE = re.compile("[\u4e00-\u9fff]+")
_LONGEST = 14
_MOST_UNKNOWN = 4
_SHORTEST_ENGLISH = 5
_LONG_ENGLISH = 9
_INFLECTED = re.compile(r"(?:ed|er|es|or|al|ly|ing)$")

Repair = tuple[str, str]
"""The word as written and as it is read."""


def mend(
    text: str, tokens: Sequence[Token], catalog: Catalog, today: date
) -> tuple[str, tuple[Token, ...], tuple[Repair, ...]]:
    """Read unknown words as known ones where they can be nothing else; the text then, its words, what was changed."""
    current, repairs = tuple(tokens), list[Repair]()
    if sum(token.unknown for token in current) > _MOST_UNKNOWN:
        return text, current, ()
    while len(repairs) < 3:
        unknown = [token for token in current if token.unknown and not token.has("lookalike")]
        found = next(filter(None, (whole_name(text, current, token, catalog) for token in unknown)), None)
        found = found or next(filter(None, (_repair(text, token, catalog) for token in unknown)), None)
        if found is None:
            break
        start, end, word = found
        changed = text[:start] + word + text[end:]
        again = cut(changed, catalog, today)
        if sum(len(t.text) for t in again if t.unknown) >= sum(len(t.text) for t in current if t.unknown):
            break
        repairs.append((text[start:end], word))
        text, current = changed, again
    return text, current, tuple(repairs)


def _repair(text: str, token: Token, catalog: Catalog) -> tuple[int, int, str] | None:
    if token.latin:
        return _english(token)
    for start, end in _windows(text, token):
        word = text[start:end]
        key = sound(word) or ""
        alike = (*_sounds().get(key, ()), *catalog.sounding(key), *_misread_names().get(key, ()))
        same = {other for other in alike if _is_slip_of_sound(word, other)}
        if len({_meaning(w) for w in same}) == 1:
            return start, end, sorted(same)[0]
        name = _body_name(word, catalog)
        if name:
            return start, end, name
    return None


def _windows(text: str, token: Token) -> Iterator[tuple[int, int]]:
    """Stretches of Chinese around the unknown word, the longest first."""
    run = (
        next(m for m in _CHINESE.finditer(text) if m.start() <= token.start < m.end())
        if (_CHINESE.match(token.text))
        else None
    )
    if run is None:
        return
    for length in range(min(_LONGEST, run.end() - run.start()), max(len(token.text), 2) - 1, -1):
        for start in range(max(run.start(), token.end - length), min(token.start, run.end() - length) + 1):
            yield start, start + length


@cache
def _sounds() -> Mapping[str, tuple[str, ...]]:
    """The Chinese words of the dictionary by sound."""
    return by_sound(
        word
        for word, senses in vocabulary.dictionary().items()
        if _CHINESE.fullmatch(word) and any(sense.role != "filler" for sense in senses)
    )


@cache
def _misread_names() -> Mapping[str, tuple[str, ...]]:
    """Names by how those read them who do not know them: 乐青 for 乐清."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names_read_otherwise():
        found[sound_spelled_out(name) or ""].append(name)
    return {key: tuple(names) for key, names in found.items()}


def _is_slip_of_sound(written: str, meant: str) -> bool:
    """One character in four may be wrong, at least one: 申清 is 申请, but 咨询 is never 资讯."""
    if len(written) != len(meant):
        return False
    wrong = sum(a != b for a, b in zip(written, meant, strict=True))
    return wrong <= max(1, len(meant) // 4)


def _meaning(word: str) -> object:
    return vocabulary.dictionary().get(word, word)


def _body_name(word: str, catalog: Catalog) -> str | None:
    """The one stored name that differs in a single character, its place being written right."""
    if len(word) < 5:
        return None
    found = [body for body in catalog.alike(word) if _is_slip(word, body)]
    return found[0].organization.name if len(found) == 1 else None


def _is_slip(word: str, body: Body) -> bool:
    return len(body.tail) >= 4 and _is_one_away(word, body.organization.name)


def _english(token: Token) -> tuple[int, int, str] | None:
    word = token.text
    if len(word) < _SHORTEST_ENGLISH:
        return None
    near = {w for w in _english_words() if abs(len(w) - len(word)) <= 1 and _is_slip_of_pen(word, w)}
    near = near or set(_by_reading().get(word, ()))
    if len({_meaning(w) for w in near}) == 1:
        return token.start, token.end, sorted(near)[0]
    return None


@cache
def _by_reading() -> Mapping[str, tuple[str, ...]]:
    """The Chinese words of the dictionary by how they are typed: shenqing for 申请."""
    found: dict[str, list[str]] = defaultdict(list)
    for words in _sounds().values():
        for word in words:
            found[reading(word) or ""].append(word)
    return {typed: tuple(words) for typed, words in found.items()}


def _is_slip_of_pen(written: str, meant: str) -> bool:
    """One letter away, and not another form of the word: challenged is no challenges, but request is requests."""
    if written == meant or not _is_one_away(written, meant):
        return False
    shorter, longer = sorted((written, meant), key=len)
    another_form = written[:-2] == meant[: len(written) - 2] and _INFLECTED.search(written)
    return longer == shorter + "s" or not another_form


@cache
def _english_words() -> tuple[str, ...]:
    """The English words of the dictionary that are long enough to be known by all but one letter."""
    words = {part for word in vocabulary.dictionary() if word.isascii() for part in [word] if part.isalpha()}
    words |= {part for word in vocabulary.dictionary() if word.isascii() for part in word.split() if _is_long(part)}
    return tuple(sorted(word for word in words if len(word) >= _SHORTEST_ENGLISH))


def _is_long(part: str) -> bool:
    """Whether a word within a phrase is long enough to be known by itself: administrative."""
    return part.isalpha() and len(part) >= _LONG_ENGLISH


def _is_one_away(written: str, meant: str) -> bool:
    """Whether one character is wrong, missing or too many, or two are swapped."""
    # Few questions have slips, and this takes long to load.
    from rapidfuzz.distance import OSA

    return OSA.distance(written, meant, score_cutoff=1) <= 1

"""What the reports of a body say in words that are none of its figures: the sentences that say most of a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.asking.found.stored import Stored
from core.asking.understood.request import Mention
from core.text.clean import simplify
from core.types import Passage, ReportEntry

_MOST_TOLD = 2
_NEAR_BEST = 0.75
_MOST_EACH = 12
_LONGEST_STRETCH = 4
_SHORTEST_SENTENCE = 12
_SHORTEST_COUNT = 6
# Every report is full of these: they tell one sentence from another no more than a comma does.
_EVERYWHERE = re.compile(
    "公开|信息|政府|申请|工作|年度|报告|情况|政务|机关|行政|单位|数量|件数|本年|年报|人民|主动|办理|收到|人员"
)
_WEAK = 0.25
_ENOUGH_SHARE = 0.5
_LEAST_PAIRS = 2
_LEAST_SHARE = 0.4
_CORE_SHARE = 0.5
_NUMBER = r"(?:\d[\d,，.]*|[一二两三四五六七八九十百千]+)[余多]?"
_ANY_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d年)\d+(?:\.\d+)?\s*(?:余|多)?(?:[^\d\s年月日号、.)）〕]|%)")
_TABLE_ROW = re.compile(r"^[(（]?[一二三四五六七八九十\d]+[)）.、][^，。；：]{0,30}$")


@dataclass(frozen=True, slots=True)
class _Sought:
    """The words looked for, their pairs of characters with their weight, those that must be said, what is counted."""

    pieces: tuple[str, ...]
    pairs: dict[str, float]
    core: tuple[str, ...]
    stated: tuple[str, ...]
    counted: tuple[re.Pattern[str], ...]

    def score(self, text: str) -> float:
        """How much of what is looked for a sentence says, 0 where too little; counting what is asked for adds to it."""
        plain = simplify(text)
        said = sum(weight for pair, weight in self.pairs.items() if pair in plain)
        told = all(number in plain for number in self.stated)
        strong = sum(weight == 1 and pair.isalpha() and pair in plain for pair, weight in self.pairs.items())
        if not self.core and (not told or strong < _LEAST_PAIRS):
            return 0
        # A number that the question states is said by few sentences.
        said += 2 * len(self.stated) * told
        counts = any(pattern.search(plain) for pattern in self.counted)
        if self.counted and not (counts or _ANY_NUMBER.search(plain) or self.says_name(plain)):
            return 0
        least = _LEAST_SHARE if counts else _ENOUGH_SHARE
        enough = said >= max(least * sum(self.pairs.values()), 1) and all(_says(plain, word) for word in self.core)
        return said + counts if enough else 0

    def says_name(self, text: str) -> bool:
        """Whether a sentence says one of the long words as it was asked: 钉钉工作群."""
        return any(len(piece) >= _LONGEST_STRETCH and piece in text for piece in self.pieces)


def _says(text: str, word: str) -> bool:
    """Whether a sentence says a word, or most of a long one."""
    if word.isdigit():
        return bool(re.search(rf"(?<!\d){word}(?!\d)", text))
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return word in text or (len(pairs) > 1 and sum(pair in text for pair in pairs) >= _CORE_SHARE * len(pairs))


def saying_most(stored: Stored, request: Mention, entries: Sequence[ReportEntry]) -> tuple[Passage, ...]:
    """The sentences of these reports that say most of the words; none where none says enough."""
    sought = _sought(request)
    found = {(p.report, p.start): p for p in _sentences(stored, request, entries) if _is_sentence(p)}
    scored = sorted(
        ((sought.score(p.text), p) for p in found.values()), key=lambda pair: (-pair[0], -pair[1].year, pair[1].start)
    )
    return tuple(_apart([passage for score, passage in scored if score and score >= _NEAR_BEST * scored[0][0]]))


def _sought(request: Mention) -> _Sought:
    pairs = {
        piece[i : i + 2]: _WEAK if _EVERYWHERE.fullmatch(piece[i : i + 2]) else 1.0
        for piece in request.pieces
        for i in range(len(piece) - 1)
    }
    counted = tuple(re.compile(_NUMBER + re.escape(counter)) for counter in request.counters)
    stated = tuple(number for piece in request.pieces for number in re.findall(r"\d+", piece))
    return _Sought(request.pieces, pairs, request.core, stated, counted)


def _sentences(stored: Stored, request: Mention, entries: Sequence[ReportEntry]) -> Iterable[Passage]:
    """Every sentence that the longest stretches of the words lead to: a shorter one stands in more of them."""
    if not entries:
        return
    bodies, years = {entry.organization for entry in entries}, {entry.year for entry in entries}
    for stretch in _stretches(request.pieces):
        yield from stored.holdings.passages(stretch, organizations=bodies, years=years, limit=_MOST_EACH)


def _stretches(pieces: Sequence[str]) -> list[str]:
    found = dict.fromkeys(
        piece[i : i + length]
        for piece in pieces
        for length in range(min(len(piece), _LONGEST_STRETCH), 1, -1)
        for i in range(len(piece) - length + 1)
    )
    return [stretch for stretch in found if not _EVERYWHERE.fullmatch(stretch)]


def _is_sentence(passage: Passage) -> bool:
    """Whether the words are more than a heading or the label of a row."""
    text = simplify(passage.text).strip()
    heading = " | " in text or text == simplify(passage.section).strip() or bool(_TABLE_ROW.match(text))
    shortest = _SHORTEST_COUNT if re.search(r"\d", text) else _SHORTEST_SENTENCE
    return len(text) >= shortest and not heading


def _apart(found: Sequence[Passage]) -> list[Passage]:
    """The first few that do not stand in one another, those of one report in the order of its text."""
    kept: list[Passage] = []
    for passage in found:
        within = any(p.report == passage.report and p.start < passage.end and passage.start < p.end for p in kept)
        if not within and len(kept) < _MOST_TOLD:
            kept.append(passage)
    return kept

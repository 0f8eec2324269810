"""Names of divisions found in a text, and which of the places of a name is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

from core.places import divisions
from core.places.divisions import Division, by_name, is_within, parents

_SUFFIX = re.compile("[省市区县旗盟州]")
_CJK = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, [start, end), and what it may stand for."""

    start: int
    end: int
    candidates: tuple[Division, ...]

    @property
    def division(self) -> Division | None:
        """The division meant, where only one can be."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def find(text: str, year: int | None = None) -> tuple[Mention, ...]:
    """The provinces, prefectures and counties named in a text by name, as of the year, longest names first.

    A name that several places bear is settled by the place named directly before it, else by the other places
    of the text; where these don't settle it all candidates stay.
    """
    mentions = [Mention(start, end, by_name(text[start:end], year)) for start, end in _name_spans(text)]
    mentions = _settle_by_neighbour([_settle_by_stem_before(text, mention, year) for mention in mentions])
    return tuple(_settle_by_context(mentions))


def are_sure(text: str, year: int | None = None) -> bool:
    """Whether each name of a text is that of one place only, whatever stands around it."""
    return all(len(by_name(text[start:end], year)) == 1 for start, end in _name_spans(text))


@cache
def _names() -> frozenset[str]:
    """Every name and short name of a province, prefecture or county."""
    return frozenset(name.text for name in divisions.names() if name.kind != "stem")


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """For the last two characters of a name, the lengths of the names that end so, longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in _names():
        lengths[name[-2:]].add(len(name))
    return {ending: tuple(sorted(found, reverse=True)) for ending, found in lengths.items()}


def _name_spans(text: str) -> list[tuple[int, int]]:
    names, lengths = _names(), _lengths()
    spans: list[tuple[int, int]] = []
    for suffix in _SUFFIX.finditer(text):
        end = suffix.end()
        for length in lengths.get(text[max(end - 2, 0) : end], ()):
            start = end - length
            if start < 0 or text[start:end] not in names:
                continue
            while spans and start <= spans[-1][0]:
                spans.pop()
            done = spans[-1][1] if spans else 0
            # 和县 in 市和县政府 and 城区 in 主城区 are no names: those of one character need a clear beginning.
            clear = length > 2 or start == done > 0 or start == 0 or not _CJK.match(text[start - 1])
            clear = clear or (text[start - 1] == "由" and text.startswith("人民政府", end))
            if start >= done and clear:
                spans.append((start, end))
                break
    return spans


def _settle_by_stem_before(text: str, mention: Mention, year: int | None) -> Mention:
    """杭州西湖区: the city may stand before its district without its kind."""
    if len(mention.candidates) < 2:
        return mention
    before = text[max(mention.start - 4, 0) : mention.start]
    fitting = [
        d for d in mention.candidates if any(before.endswith(p.stem) for p in parents(d, year) if len(p.stem) > 1)
    ]
    return replace(mention, candidates=tuple(fitting)) if fitting else mention


def _settle_by_neighbour(mentions: list[Mention]) -> list[Mention]:
    settled = list(mentions)
    for i in range(1, len(settled)):
        before, here = settled[i - 1], settled[i]
        if before.end != here.start:
            continue
        below = tuple(d for d in here.candidates if any(is_within(d, a.code) for a in before.candidates))
        if below:
            above = tuple(a for a in before.candidates if any(is_within(d, a.code) for d in below))
            settled[i] = replace(here, candidates=below)
            settled[i - 1] = replace(before, candidates=above)
    return settled


def _settle_by_context(mentions: list[Mention]) -> list[Mention]:
    sure = {m.candidates[0].code for m in mentions if len(m.candidates) == 1}
    settled = []
    for mention in mentions:
        candidates = mention.candidates
        for width in (4, 2):
            if len(candidates) > 1:
                known = {code[:width] for code in sure if width == 2 or code[2:4] != "00"}
                near = tuple(d for d in candidates if d.code[:width] in known)
                candidates = near or candidates
        settled.append(mention if candidates is mention.candidates else replace(mention, candidates=candidates))
    return settled

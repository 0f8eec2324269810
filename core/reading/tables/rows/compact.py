"""A view of the text without white space, bars, quotation marks and 、, in which broken labels are whole again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import ahocorasick_rs

from core.forms.merged import spellings
from core.text.clean import CleanText

# What is dropped begins with one set of characters, so that a search skips all others at once.
# All white space by its characters: as \s it would be asked for behind them, at every character of a page.
_BLANKS = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_MARKS = "|、“”\"'‘’「」『』《》"
_KEPT = re.compile(f"[^{_BLANKS}{_MARKS}]+")
# A page number between the halves of a table ("- 4 -" on a line of its own) is no part of it, and no rule is.
_PAGE_NUMBER = r"[ \t]*[-—–][ \t]*\d{1,3}[ \t]*[-—–][ \t]*(?=[\r\n]|$)"
_RULE = "---"
_HAS_PAGE_NUMBER = re.compile(f"\n{_PAGE_NUMBER}")
_DROPPED = re.compile(rf"[{_BLANKS}{_MARKS}-](?:(?<=\n){_PAGE_NUMBER}|(?<!-)[{_BLANKS}{_MARKS}]*+|(?<=-)--+)")


@dataclass(frozen=True)
class Compact:
    """The compact view of the text `written`."""

    written: str
    text: str
    has_lines_dropped: bool

    @cached_property
    def positions(self) -> list[int]:
        """For each character of the compact text its position in the cleaned text; most pages have no use for them."""
        positions: list[int] = []
        if not self.has_lines_dropped:
            for kept in _KEPT.finditer(self.written):
                positions.extend(range(*kept.span()))
            return positions
        done = 0
        for dropped in _DROPPED.finditer(self.written):
            positions.extend(range(done, dropped.start()))
            done = dropped.end()
        positions.extend(range(done, len(self.written)))
        return positions

    @cached_property
    def labels(self) -> Mapping[str, Sequence[int]]:
        """Where in the compact text each label of the forms stands, of those that do; all are found in one pass."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, start, _ in _all_labels().find_matches_as_indexes(self.text, overlapping=True):
            found[spellings()[number]].append(start)
        return dict(found)


@cache
def _all_labels() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(spellings())


def compact(clean: CleanText) -> Compact:
    """The compact view of a cleaned text."""
    text = clean.text
    if _RULE in text or _HAS_PAGE_NUMBER.search(text):
        return Compact(text, _DROPPED.sub("", text), has_lines_dropped=True)
    plain = "".join(text.split())
    for mark in _MARKS:
        plain = plain.replace(mark, "")
    return Compact(text, plain, has_lines_dropped=False)

"""The sections of a report, by their headings: what full-text search tells a passage's place with."""

from __future__ import annotations

import re

from core.text.clean import CleanText
from core.types import Section

# Every line begins behind a break: so much is found faster than what may begin a line.
_HEADING = re.compile(r"\n[ \t|]*([一二三四五六七八九十]{1,3}[、.][^\n。;|]{2,40})[ \t|]*$", re.MULTILINE)


def find_sections(clean: CleanText) -> tuple[Section, ...]:
    """The stretches between headings such as 二、主动公开政府信息情况; what precedes the first has no title."""
    headings = [(match.start(1) - 1, match.group(1).strip()) for match in _HEADING.finditer("\n" + clean.text)]
    starts = [(0, ""), *headings] if not headings or headings[0][0] > 0 else headings
    ends = [*(start for start, _ in starts[1:]), len(clean.text)]
    return tuple(
        Section(title, *clean.span(start, end)) for (start, title), end in zip(starts, ends, strict=True) if end > start
    )

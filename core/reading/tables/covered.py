"""The stretches of a document that are tables: the sentences of prose that stand among their rows are none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from core.reading.tables.reader import Tables
from core.text.clean import CleanText

# 2016年,全县主动公开政府信息9860条,其中…8210条。 A line that ends as a sentence and has no cells; 非本机关职权范围8件;
_SENTENCE = re.compile(
    r"^(?:(?=[^|\n]*[\u4e00-\u9fff\d][,;:、](?![^\S\n]*$))(?=[^|\n]*[。;:][^\S\n]*$)|(?=[^|\n]*\d件[。;][^\S\n]*$))[^|\n]*$",
    re.MULTILINE,
)


# 予以公开113件;部分公开31件;不予公开38件: what is counted is told with each number, as no cell does but those of the
# columns told by name (自然人0件、…、总计0件).
_COUNTED = re.compile(r"\d[件宗条起]")
_COLUMNS = re.compile("自然人(?:(?!自然人).)*总计")
_FEWEST_COUNTED = 3


def covered(clean: CleanText, tables: Tables) -> Iterator[tuple[int, int]]:
    """The source spans of the tables without the lines of prose of which no figure was read as a cell.

    A list of what is counted is prose, even where a table found its figures.
    """
    cells = sorted(fact.start for fact in tables.facts)
    for start, end in tables.spans:
        begin = start
        for first, last, counted in _sentences(clean, start, end):
            at = bisect_left(cells, first)
            if at < len(cells) and cells[at] < last and counted < _FEWEST_COUNTED:
                continue
            if first > begin:
                yield begin, first
            begin = last
        if end > begin:
            yield begin, end


def _sentences(clean: CleanText, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The source spans of the lines of prose within a source span, and how much each counts."""
    first, last = bisect_left(clean.offsets, start), bisect_left(clean.offsets, end)
    stop = clean.text.find("\n", last)
    for line in _SENTENCE.finditer(clean.text[first : stop if stop >= 0 else None]):
        counted = 0 if _COLUMNS.search(line.group()) else len(_COUNTED.findall(line.group()))
        yield *clean.span(first + line.start(), first + line.end()), counted

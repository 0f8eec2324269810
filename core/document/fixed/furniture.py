"""Lines at the edge of a page that are no part of its text: page numbers, running titles, a printer's address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.document.fixed.glyphs import WrittenLine
from core.document.fixed.page import Page, SortedPage

_DASH = r"[\-—–―－·~]"
_PAGE_NUMBER = re.compile(
    rf"(?:{_DASH}|\s)*第\s*\d{{1,3}}\s*页(?:\s*+(?:[,，/]\s*+)?共\s*\d{{1,3}}\s*页)?(?:{_DASH}|\s)*"
    rf"|{_DASH}(?:{_DASH}|\s)*\d{{1,3}}(?:{_DASH}|\s)*{_DASH}|\d{{1,3}}\s*/\s*\d{{1,3}}"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
_ROW_OF_FIGURES = re.compile(r"(?:.*\s)?[+−-]?\d[\d,.]*(?:\s+[+−-]?\d[\d,.]*){2}")
_NUMBER = re.compile(r"\d+")


def is_row_of_figures(line: str) -> bool:
    """Whether a line ends in several figures, as rows of tables do; most lines end in words."""
    return (line[-1:].isdecimal() or line[-1:] in ",.") and _ROW_OF_FIGURES.fullmatch(line) is not None


def _at_edge(line: WrittenLine, page: Page) -> bool:
    margin = page.height * 0.1
    return line.bottom < margin or line.top > page.height - margin


def is_furniture(line: WrittenLine, sorted_page: SortedPage, beside: Sequence[SortedPage], number: int) -> bool:
    """Whether a line at the edge of a page is its number, or stands on a page beside it too: a printer's address, a
    running title.

    At the top it stays on the first page: there it may be the title.
    """
    if not _at_edge(line, sorted_page.page):
        return False
    if _PAGE_NUMBER.fullmatch(line.text) or (_BARE_NUMBER.fullmatch(line.text) and int(line.text) == number):
        return True
    at_top = line.bottom < sorted_page.page.height / 2
    return any(
        abs(other.top - line.top) < line.size
        and _runs_on(line.text, other.text, 1 if neighbour.number > sorted_page.number else -1)
        for neighbour in beside
        for other in neighbour.lines
        if not (at_top and neighbour.number > sorted_page.number) or _BARE_NUMBER.fullmatch(line.text)
    )


def _runs_on(here: str, there: str, step: int) -> bool:
    """Whether a line of the page beside is the same but for the number of the page. A row of figures never is."""
    if _NUMBER.sub("0", here) != _NUMBER.sub("0", there):
        return False
    if is_row_of_figures(here):
        return False
    numbers = zip(_NUMBER.findall(here), _NUMBER.findall(there), strict=True)
    changed = [int(other) - int(number) for number, other in numbers if number != other]
    return changed == [step] or (not changed and any(map(str.isalpha, here)))

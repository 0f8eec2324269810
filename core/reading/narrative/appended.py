"""The report of another year that a page holds behind its own: none of its figures are the report's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.text.clean import CleanText

_ENDS = re.compile(r"报告[ \t]*$", re.MULTILINE)
_TITLE = re.compile(
    r"[ \t]*(?P<added>附(?:件|录)?[一二三\d]?[:、. \t]*)?[^\n,。;:|]{0,40}?(?P<year>20\d\d)年?度?[^\n,。;:|]{0,24}"
    r"(?:信息|政务)公开[^\n,。;:|]{0,14}报告[ \t]*$",
    re.MULTILINE,
)
_LONGEST_TITLE = 100
_YEAR = re.compile(r"20\d\d(?=年)")
_BEGINNING = 240


def appended_reports(clean: CleanText, year: int | None) -> Iterator[tuple[int, int]]:
    """The source spans of reports of other years, each from its title to the next title of the report year."""
    if year is None:
        return
    begin: int | None = None
    own = clean.text.find(f"{year}年")
    for title in _titles(clean.text):
        if int(title["year"]) == year:
            if begin is not None:
                yield clean.span(begin, title.start())
            begin = None
        elif begin is None and (title["added"] or (0 <= own < title.start() and _begins_a_report(clean.text, title))):
            begin = title.start()
    if begin is not None:
        yield clean.span(begin, len(clean.text))


def _titles(text: str) -> Iterator[re.Match[str]]:
    for end in _ENDS.finditer(text):
        line = text.rfind("\n", max(end.start() - _LONGEST_TITLE, 0), end.start()) + 1
        title = _TITLE.match(text, line)
        if title and title.end() == end.end():
            yield title


def _begins_a_report(text: str, title: re.Match[str]) -> bool:
    """Prose of the title's year, and of no other, right behind the title."""
    beginning = text[title.end() : title.end() + _BEGINNING]
    years = {found.group() for found in _YEAR.finditer(beginning)}
    return "。" in beginning and years == {title["year"]}

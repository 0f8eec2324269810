"""Whose report, of which year, when published: what a document says of itself.

The statistics period and the body outrank the title, the title outranks the date of publication. Bodies are named as
of the report's year; the division is told under its code of that year and under its full name of today.
"""

from __future__ import annotations

import re

from core.places import divisions as places
from core.places import organizations
from core.places.divisions import Division
from core.reading.identity import gate, issuer, oddities, placing, timing
from core.reading.identity.issuer import Candidate
from core.reading.identity.page import Page, page_of
from core.reading.identity.refusals import Refusal
from core.text import dates
from core.text.clean import CleanText
from core.types import Document, Identity, Issue


def refusal(clean: CleanText) -> Refusal | None:
    """Why a document is no annual disclosure report; None if it is one."""
    return gate.refusal(clean.text, page_of(clean.text).title)


def identify(document: Document, clean: CleanText) -> tuple[Identity, tuple[Issue, ...]]:
    """The report's title, year, body, place and dates, and what is odd about them. `template` is not judged here."""
    page = page_of(clean.text)
    issues: list[Issue] = []
    title_year = timing.title_year(page.title)
    found = dates.period(page.ends, title_year)
    year = timing.report_year(page, title_year, found[0] if found else None, found[1] if found else None)
    if not found and year and not title_year:
        found = dates.period(page.ends, year)
    index_number = timing.index_number(page)
    index_division = placing.index_division(index_number, year)
    body, division = _body(page, year, index_division)
    issues += oddities.title_issues(page.title)
    issues += oddities.year_issues(page, year, title_year, found[0] if found else None)
    issues += oddities.body_issues(page, body)
    issues += oddities.repair_issues(page, clean, bool(found and found[2]))
    return (
        Identity(
            title=page.title.text if page.title else None,
            year=year,
            organization=body,
            division_code=division.code[:6] if division else None,
            division=_full_name_today(division) if division else None,
            period_start=found[0] if found else None,
            period_end=found[1] if found else None,
            published_on=timing.published_on(page),
            index_number=index_number,
        ),
        tuple(issues),
    )


def body_named(name: str, year: int | None) -> tuple[str, str | None, str | None] | None:
    """A body by the name a person gives it: in full, with the code and full name of its division; None for no body."""
    given = re.sub(r"\s", "", name).replace("（", "(").replace("）", ")")
    located = placing.located(Candidate(given, declared=True), given, year, None)
    if located is None or not organizations.is_body(located[0]):
        return None
    body, division = located
    return body, division.code[:6] if division else None, _full_name_today(division) if division else None


def _full_name_today(division: Division) -> str:
    """The full name of the division it became; its own of then where it was merged or split up."""
    return places.full_name(places.heir(division))


def _body(page: Page, year: int | None, index_division: Division | None) -> tuple[str | None, Division | None]:
    """The issuing body's name in full and the division it belongs to."""
    context = page.ends
    for candidate in issuer.candidates(page, year):
        named = placing.located(candidate, context, year, index_division)
        if named and placing.stands_alone(*named):
            # 敖东中学2022—2023学年: the dash of the years is none of the name.
            return named[0].rstrip("—–-~"), named[1]
    return None, None

"""What a figure of the reports counts: the rows it is printed as, what it is part of, how a rate is worked out."""

from __future__ import annotations

from dataclasses import dataclass

from core.asking.found.missing import About
from core.asking.found.stored import Stored
from core.asking.understood.request import Definition
from core.asking.worked.result import Operations, Result
from core.forms import catalogue
from core.forms.catalogue import DerivedSum, Rate
from core.forms.indicators import Indicator, indicators
from core.forms.registry import official_forms


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code stands for: a rate, or a row of some forms, or a sum where a form has no such row."""

    code: str
    rate: Rate | None
    indicator: Indicator | None
    derived: DerivedSum | None
    printed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The words of the row, each with the forms that print it so."""
    in_prose_since: str | None = None
    by_applicant_since: str | None = None
    """The form since which the prose tells a figure that no table has; since which it is told by applicant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings(Result):
    """What each figure named means."""

    meanings: tuple[Meaning, ...]


def define(stored: Stored, request: Definition) -> Meanings:
    """What each figure named means."""
    codes = tuple(code for measure in request.subject.measures for code in measure.codes)
    return Meanings(about=About(codes), meanings=tuple(_meaning(code) for code in dict.fromkeys(codes)))


def _meaning(code: str) -> Meaning:
    indicator = indicators().get(code)
    forms: dict[str, list[str]] = {}
    for template, words in indicator.official_labels if indicator else ():
        forms.setdefault(words, []).append(template)
    printed = tuple((words, tuple(templates)) for words, templates in forms.items())
    prose = (form.key for form in official_forms() if code in form.prose.indicators)
    columns = (form.key for form in official_forms() if code in form.request_codes)
    return Meaning(
        code,
        catalogue.rates().get(code),
        indicator,
        catalogue.derived_sums().get(code),
        printed,
        None if printed or indicator is None else next(prose),
        next(columns, None),
    )


OPERATIONS: Operations = {Definition: define}

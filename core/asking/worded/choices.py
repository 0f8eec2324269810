"""What an ambiguous question could mean, each choice a whole question of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.asking.found.bodies import full_name
from core.asking.found.missing import MOST_OFFERED, WhichFigure
from core.asking.found.stored import Group
from core.asking.understood.request import Measure
from core.asking.worded.asked import Asked
from core.asking.worded.figures import years
from core.asking.worded.texts import joined, text
from core.asking.words.catalog import Body
from core.forms.indicators import indicators
from core.telling.names import figure_name
from core.types import Choice


def body_choices(asked: Asked, found: Iterable[Body]) -> tuple[Choice, ...]:
    """Bodies to choose from, each with the whole question for it."""
    names = dict.fromkeys(full_name(asked.stored, body) for body in found)
    return tuple(Choice(name, _asked_of(asked, name)) for name in list(names)[:MOST_OFFERED])


def year_choices(asked: Asked, groups: Sequence[Group], offered: Sequence[int]) -> tuple[Choice, ...]:
    """Years to choose from, each with the whole question for it."""
    names = text(asked.language, "marks.and").join(full_name(asked.stored, group.bodies[-1]) for group in groups)
    what = joined((measure_name(asked, m) for m in asked.subject.measures), asked.language)
    return tuple(
        Choice(_year(asked, year), _question(asked, "asked.figure", body=names, years=_year(asked, year), figure=what))
        for year in offered[-MOST_OFFERED:]
    )


def area_year_choices(asked: Asked, offered: Sequence[int]) -> tuple[Choice, ...]:
    """Years of a ranking or a sum, each with the question as it was asked."""
    said = asked.understood.said.sentence.text
    return tuple(Choice(_year(asked, year), f"{said} {year}") for year in offered)


def figure_choices(asked: Asked, which: WhichFigure) -> tuple[Choice, ...]:
    """Figures to choose from, each with the whole question for it."""
    names = (name if isinstance(name, str) else full_name(asked.stored, name) for name in which.names)
    whose = text(asked.language, "marks.and").join(names)
    when = years(which.years, asked.language)
    named = (_named(asked, code) for code in which.codes)
    return tuple(Choice(name, _question(asked, "asked.figure", body=whose, years=when, figure=name)) for name in named)


def measure_name(asked: Asked, measure: Measure) -> str:
    """How to ask for a figure, of the applicants asked for."""
    return _named(asked, measure.codes[0])


def _named(asked: Asked, code: str) -> str:
    columns = asked.subject.applicants if code in indicators() and indicators()[code].by_applicant else ()
    return joined((figure_name(code, column, asked.language) for column in columns or (None,)), asked.language)


def times_said(asked: Asked) -> str:
    """The years asked for, to be used in another question."""
    return years(years_said(asked), asked.language)


def years_said(asked: Asked) -> list[int]:
    """The years asked for."""
    present = asked.stored.holdings.years()
    return sorted({year for time in asked.subject.times for year in time.select(present)})


def _asked_of(asked: Asked, name: str) -> str:
    measures = (measure for measure in asked.subject.measures if measure.codes != ("?",))
    what = joined((measure_name(asked, measure) for measure in measures), asked.language)
    return _question(
        asked, "asked.figure" if what else "asked.reports", body=name, years=times_said(asked), figure=what
    )


def _question(asked: Asked, key: str, **parts: str) -> str:
    return text(asked.language, key, **parts).strip()


def _year(asked: Asked, year: int) -> str:
    return text(asked.language, "marks.year", year=year)

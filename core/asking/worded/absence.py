"""What is not there or not settled, in words, with what can be chosen instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core.asking.found import missing as gone
from core.asking.found.missing import Missing
from core.asking.worded.area import lacking_lines
from core.asking.worded.asked import Asked
from core.asking.worded.choices import area_year_choices, body_choices, figure_choices, year_choices
from core.asking.worded.figures import years
from core.asking.worded.gaps import gap, no_report
from core.asking.worded.refusals import examples
from core.asking.worded.texts import joined, text
from core.asking.words import lexicon as vocabulary
from core.asking.words.catalog import Body
from core.places import divisions as places
from core.telling.bodies import body_name
from core.telling.spoken import spoken_name
from core.types import Choice


def missing_said(missing: Missing, asked: Asked) -> str:
    """Why a request gets no figures."""
    return _SAID[type(missing)](missing, asked)


def choices_for(missing: Missing, asked: Asked) -> tuple[Choice, ...]:
    """What can be chosen where something is not settled."""
    match missing:
        case gone.NoBody(alike=bodies) | gone.NotStored(held=bodies) | gone.WhichBody(bodies=bodies):
            return body_choices(asked, bodies)
        case gone.WhichYear(years=offered, about=about):
            return year_choices(asked, about.groups, offered) if about.groups else area_year_choices(asked, offered)
        case gone.WhichFigure():
            return figure_choices(asked, missing)
    return ()


def _instead(asked: Asked) -> str:
    """What can be asked instead."""
    return examples(asked) if asked.asks else ""


# --- no reports --------------------------------------------------------------------------------------


def _nothing_stored(missing: gone.NothingStored, asked: Asked) -> str:
    return text(asked.language, "missing.nothing_stored")


def _none_of_years(missing: gone.NoReportOfYears, asked: Asked) -> str:
    wanted, present = (years(found, asked.language) for found in (missing.years, missing.present))
    return text(asked.language, "missing.none_of_years", years=wanted, present=present)


def _no_body(missing: gone.NoBody, asked: Asked) -> str:
    said = text(asked.language, "missing.no_body", name=missing.name)
    return said if missing.alike else said + _instead(asked)


def _not_stored(missing: gone.NotStored, asked: Asked) -> str:
    language = asked.language
    if missing.rejected:
        told = years([entry.year for entry in missing.rejected], language)
        return text(language, "missing.rejected", body=missing.rejected[0].organization_name, years=told)
    parts = [text(language, "missing.not_stored", body=_label(missing, asked))]
    if missing.renamed:
        old, today = missing.renamed
        parts.append(text(language, "missing.became", old=old.name, year=old.until, today=today.name))
    if missing.held:
        parts.append(text(language, "missing.same_place", names=_names(missing.held, asked)))
    elif missing.placeless:
        parts.append(_instead(asked))
    if missing.near:
        place, near = missing.near
        parts.append(text(language, "missing.nearby", place=place.name, names=_names(near, asked)))
    return "".join(parts)


def _names(bodies: Iterable[Body], asked: Asked) -> str:
    return joined((body.organization.name for body in bodies), asked.language)


# Those below have reports where the government itself has none: the place alone would be all of them.
_WIDER = frozenset({"province", "prefecture"})


def _label(missing: gone.NotStored, asked: Asked) -> str:
    """浙江省温州市泰顺县司法局; what was said, in quotation marks, where the place is not plain."""
    division = missing.division
    if division is None:
        return text(asked.language, "marks.quote", words=missing.said)
    kind = vocabulary.body_kinds().get(missing.kind)
    if missing.kind == "government":
        office = text(asked.language, "missing.own") if division.level in _WIDER else ""
    else:
        office = kind.label_zh if kind else missing.kind
    return f"{places.full_name(division, division.until)}{office}"


def _none_then(missing: gone.NoneThen, asked: Asked) -> str:
    bodies = joined((body_name(group.label, asked.language) for group in missing.about.groups), asked.language)
    return text(asked.language, "missing.none_then", bodies=bodies, present=years(missing.present, asked.language))


def _no_reports(missing: gone.NoReports, asked: Asked) -> str:
    return "".join(no_report(absent, asked.language) for absent in missing.absent)


def _no_such_report(missing: gone.NoSuchReport, asked: Asked) -> str:
    return text(asked.language, "missing.no_such_report")


def _area_without_reports(missing: gone.AreaWithoutReports, asked: Asked) -> str:
    key = "missing.area_without_reports" if missing.nearest else "missing.area_never"
    return text(asked.language, key, year=missing.year, nearest=years(missing.nearest, asked.language))


def _none_in_area(missing: gone.NoReportsInArea, asked: Asked) -> str:
    where = missing.parent.name if missing.parent else text(asked.language, "reports.store")
    said = text(asked.language, "reports.none_in_area", where=where, years=years(missing.years, asked.language))
    return "\n".join([said, *lacking_lines(missing.lacking, asked.language)])


def _area_without_pair(missing: gone.AreaWithoutPair, asked: Asked) -> str:
    both = years((missing.first, missing.last), asked.language)
    return text(asked.language, "missing.area_without_pair", years=both)


# --- no figures --------------------------------------------------------------------------------------


def _not_given(missing: gone.NotGiven, asked: Asked) -> str:
    gaps = (gap(found, asked.language) for found in missing.unreported)
    return "".join((*gaps, *(no_report(absent, asked.language) for absent in missing.absent)))


def _area_without_figure(missing: gone.AreaWithoutFigure, asked: Asked) -> str:
    key = "missing.area_without_both" if missing.of_both_years else "missing.area_without_figure"
    name = spoken_name(missing.code, missing.applicant, asked.language)
    return text(asked.language, key, year=missing.year, name=name)


def _no_years_in_a_row(missing: gone.NoYearsInARow, asked: Asked) -> str:
    return text(asked.language, "missing.no_years_in_a_row")


def _not_in_area(missing: gone.NotInArea, asked: Asked) -> str:
    return text(asked.language, "missing.not_in_area")


def _zero_whole(missing: gone.ZeroWhole, asked: Asked) -> str:
    name = spoken_name(missing.code, missing.applicant, asked.language)
    return text(asked.language, "missing.zero_whole", name=name)


def _not_in_text(missing: gone.NotInText, asked: Asked) -> str:
    return text(asked.language, "missing.not_in_text", phrase=missing.phrase)


# --- not settled -------------------------------------------------------------------------------------


def _which_body(missing: gone.WhichBody, asked: Asked) -> str:
    if missing.to_leave_out:
        key = "missing.which_left_out"
    elif missing.year is not None:
        key = "missing.which_body_of_year"
    else:
        key = "missing.which_body_of" if missing.name else "missing.which_body"
    return text(asked.language, key, name=missing.name, year=missing.year)


def _which_year(missing: gone.WhichYear, asked: Asked) -> str:
    language = asked.language
    if not missing.about.groups:
        return text(language, "missing.which_year_of_area")
    bodies = joined(dict.fromkeys(body_name(group.label, language) for group in missing.about.groups), language)
    return text(language, "missing.which_year", bodies=bodies, years=years(missing.years, language))


def _which_figure(missing: gone.WhichFigure, asked: Asked) -> str:
    return text(asked.language, "missing.which_figure")


def _not_said(missing: gone.NotSaid, asked: Asked) -> str:
    return text(asked.language, f"not_said.{missing.what}") + _instead(asked)


def _not_so(missing: gone.NotSo, asked: Asked) -> str:
    return text(asked.language, f"not_so.{missing.reason}")


_SAID: Mapping[type[Missing], Callable[[Any, Asked], str]] = {
    gone.NothingStored: _nothing_stored,
    gone.NoReportOfYears: _none_of_years,
    gone.NoBody: _no_body,
    gone.NotStored: _not_stored,
    gone.NoneThen: _none_then,
    gone.NoReports: _no_reports,
    gone.NoReportHere: _no_reports,
    gone.NoSuchReport: _no_such_report,
    gone.AreaWithoutReports: _area_without_reports,
    gone.NoReportsInArea: _none_in_area,
    gone.AreaWithoutPair: _area_without_pair,
    gone.NotGiven: _not_given,
    gone.NotGivenHere: _not_given,
    gone.AreaWithoutFigure: _area_without_figure,
    gone.NoYearsInARow: _no_years_in_a_row,
    gone.NotInArea: _not_in_area,
    gone.ZeroWhole: _zero_whole,
    gone.NotInText: _not_in_text,
    gone.WhichBody: _which_body,
    gone.WhichYear: _which_year,
    gone.WhichFigure: _which_figure,
    gone.NotSaid: _not_said,
    gone.NotSo: _not_so,
}

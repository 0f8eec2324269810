"""A figure over the years: core's answer about them, made ready to be drawn."""

from __future__ import annotations

from bot.look.words import Words
from bot.talk.charts import Trend, YearFigure, available
from core.asking.words.catalog import catalog
from core.forms.applicants import column_label
from core.forms.indicators import indicators
from core.telling.bodies import body_name
from core.telling.names import figure_name
from core.telling.spoken import counted_as, spoken_name
from core.types import Answer, Applicant, Language, Row
from store import Archive, StoredReport
from store.deciding import best_facts


def trend_question(stored: StoredReport, indicator: str, applicant: Applicant | None) -> str:
    """How a figure of the body of this report went over the years, as a question."""
    column = column_label(applicant, "zh") if applicant else ""
    return f"{stored.identity.organization}历年{column}{figure_name(indicator, None, 'zh')}"


def drawable(rows: tuple[Row, ...], archive: Archive) -> bool:
    """Whether all rows are of one figure of one body that has reports of several years, and pictures can be drawn."""
    told = {(row.organization, row.division_code, row.indicator, row.applicant) for row in rows}
    if len(told) != 1 or any(row.report is None or row.indicator not in indicators() for row in rows):
        return False
    ((name, code, _, _),) = told
    bodies = [body.organization for body in catalog(archive).named(name.lower())]
    body = next((one.id for one in bodies if one.division_code == code), None)
    return body is not None and len(archive.reports(organizations=[body])) > 1 and available()


def trend_of(answer: Answer, archive: Archive, words: Words, language: Language) -> Trend | None:
    """What an answer tells of the years; None where it tells of fewer than two."""
    told = {row.year: row for row in answer.rows if row.value is not None and row.report is not None}
    if answer.status != "answered" or len(told) < 2:
        return None
    points = [_point(year, told.get(year), archive) for year in range(min(told), max(told) + 1)]
    last = told[max(told)]
    forms = list(dict.fromkeys(point.form for point in points if point.form))
    notes = [
        words.trend_gaps if any(point.value is None for point in points) else "",
        words.trend_corrected if any(point.corrected for point in points) else "",
        words.trend_inferred if any(point.inferred for point in points) else "",
        words.trend_forms if len(forms) > 1 else "",
        words.trend_source.format(count=len({row.report for row in told.values()})),
    ]
    foot = "".join(notes)
    if language == "zh":
        label = figure_name(last.indicator, last.applicant, "zh")
        return Trend(f"{last.organization}  {label}", last.unit, points, foot)
    label = spoken_name(last.indicator, last.applicant, "en")
    counted = counted_as(last.indicator, "en")
    return Trend(f"{body_name(last.organization, 'en', last.division_code)}: {label}", counted, points, foot, "en")


def _point(year: int, row: Row | None, archive: Archive) -> YearFigure:
    if row is None or row.report is None:
        return YearFigure(year, None)
    key, stored = (row.indicator, row.applicant), archive.report(row.report)
    corrected = any((one.indicator, one.applicant) == key for one in stored.corrections)
    fact = best_facts(stored).get(key)
    inferred = fact is not None and fact.inferred and not corrected
    return YearFigure(year, row.value, corrected, inferred, stored.identity.template or "")

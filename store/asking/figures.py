"""The best figure of each body, year, indicator and applicant, as questions ask for it."""

from __future__ import annotations

from collections.abc import Iterable

from core.types import Applicant, Figure
from store.connection import Connection, SqlRow
from store.schema.codes import APPLICANT, APPLICANT_ID, CORRECTION, SOURCE, SOURCE_ID
from store.values import among

# `beside` is the source whose words a correction has, or the first that the narrative says otherwise than the table.
_SQL = f"""
    SELECT reports.organization_id, organizations.name, organizations.division_code, reports.year,
           facts.indicator_id, facts.applicant_id, facts.value, indicators.unit, reports.id, facts.source_id,
           facts.quote, facts.starts_at, facts.ends_at, facts.page, facts.inferred, facts.confidence,
           reports.template,
           CASE facts.source_id
           WHEN {CORRECTION} THEN (
               SELECT min(source_id) FROM fact_rows AS read
               WHERE read.report_id = facts.report_id AND read.indicator_id = facts.indicator_id
                 AND read.applicant_id = facts.applicant_id AND read.source_id > {CORRECTION}
                 AND read.quote = facts.quote)
           WHEN {SOURCE_ID["table"]} THEN (
               SELECT told.value FROM fact_rows AS told
               WHERE told.report_id = facts.report_id AND told.indicator_id = facts.indicator_id
                 AND told.applicant_id = facts.applicant_id AND told.source_id = {SOURCE_ID["narrative"]}
                 AND told.value <> facts.value
               ORDER BY told.position LIMIT 1)
           END AS beside
    FROM reports
    CROSS JOIN fact_rows AS facts ON facts.report_id = reports.id
    JOIN organizations ON organizations.id = reports.organization_id
    JOIN indicators ON indicators.id = facts.indicator_id
    WHERE reports.answers = 1 AND facts.best = 1 AND facts.value IS NOT NULL {{where}}
    ORDER BY reports.organization_id, reports.year, facts.indicator_id, facts.applicant_id
"""


def figures(
    connection: Connection,
    organizations: Iterable[int] | None,
    years: Iterable[int] | None,
    indicators: Iterable[str],
    applicants: Iterable[Applicant | None],
) -> tuple[Figure, ...]:
    """By body, year, indicator (in the order of the forms) and applicant. Raises UsageError for an unknown code."""
    where, values = among(
        {
            "reports.organization_id": organizations,
            "reports.year": years,
            "facts.indicator_id": connection.indicator_numbers(indicators),
            "facts.applicant_id": [APPLICANT_ID[applicant] for applicant in applicants],
        }
    )
    return tuple(_figure(connection, row) for row in connection.all(_SQL.format(where=where), *values))


def _figure(connection: Connection, row: SqlRow) -> Figure:
    organization, name, division_code, year, indicator, applicant, value, unit, report, source, *rest = row
    quote, start, end, page, inferred, confidence, template, beside = rest
    corrected = source == CORRECTION
    return Figure(
        organization=organization,
        organization_name=name,
        division_code=division_code,
        year=year,
        indicator=connection.indicator[indicator],
        applicant=APPLICANT[applicant],
        value=value,
        unit=unit,
        report=report,
        source=SOURCE[beside or _source_given(quote)] if corrected else SOURCE[source],
        quote=quote,
        start=start,
        end=end,
        page=page,
        inferred=bool(inferred),
        template=template,
        other_value=None if corrected else beside,
        corrected=corrected,
        # A correction has the words of what was read; else those that a person took the number from.
        settled=corrected and beside is None and bool(quote),
        confidence=None if corrected else confidence,
    )


def _source_given(quote: str) -> int:
    """Of a correction where nothing was read: the words that it was taken from, or the table that lacks it."""
    return SOURCE_ID["narrative" if quote else "table"]

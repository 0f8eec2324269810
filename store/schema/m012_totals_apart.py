"""Migration 12: totals and columns by applicant in views of their own, with what is worked out of the parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.schema.worked_out import TABLES, fill_worked_out

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMNS = """
    organizations.name AS organization, organizations.division_code, reports.year"""

_REPORTED = f"""
    SELECT {_COLUMNS}, indicators.code AS indicator, indicators.label_zh AS label, applicants.code AS applicant,
           applicants.label_zh AS applicant_label, fact_rows.value, indicators.unit, sources.code AS source,
           fact_rows.inferred, fact_rows.quote, fact_rows.page, reports.id AS report_id,
           reports.organization_id, NULL AS derived
    FROM fact_rows
    JOIN reports ON reports.id = fact_rows.report_id
    JOIN organizations ON organizations.id = reports.organization_id
    JOIN indicators ON indicators.id = fact_rows.indicator_id
    JOIN applicants ON applicants.id = fact_rows.applicant_id
    JOIN sources ON sources.id = fact_rows.source_id
    WHERE reports.answers = 1 AND fact_rows.best = 1 AND fact_rows.value IS NOT NULL
      AND fact_rows.applicant_id {{which}}
"""
_BEST = """
    fact_rows.report_id = {report} AND fact_rows.applicant_id = {applicant} AND fact_rows.best = 1
    AND fact_rows.value IS NOT NULL
"""
_OF_PARTS = f"""
    FROM worked_out_parts AS parts
    CROSS JOIN indicators ON indicators.code = parts.indicator
    CROSS JOIN fact_rows ON fact_rows.indicator_id = indicators.id
        AND {_BEST.format(report="ways.report_id", applicant="ways.applicant_id")}
    WHERE parts.way_id = ways.way_id
"""
# Halves go to the even side, as where answers are worked out.
_PERCENT = """
    CASE WHEN 10000.0 * above / below - CAST(10000.0 * above / below AS INTEGER) = 0.5
          AND CAST(10000.0 * above / below AS INTEGER) % 2 = 0
         THEN CAST(10000.0 * above / below AS INTEGER) / 100.0
         ELSE round(100.0 * above / below, 2) END
"""
_WORKED_OUT = f"""
    SELECT organization, division_code, year, indicator, label, applicant, applicant_label,
           CASE WHEN operation = 'ratio' THEN {_PERCENT}
                WHEN above = CAST(above AS INTEGER) THEN CAST(above AS INTEGER) ELSE round(above, 6) END AS value,
           unit, NULL AS source, inferred, NULL AS quote, NULL AS page, report_id, organization_id, operation AS derived
    FROM (
        SELECT ways.*,
               (SELECT sum(fact_rows.value) {_OF_PARTS} AND parts.above = 1) AS above,
               (SELECT sum(fact_rows.value) {_OF_PARTS} AND parts.above = 0) AS below,
               (SELECT max(fact_rows.inferred) {_OF_PARTS}) AS inferred
        FROM (
            SELECT {_COLUMNS}, worked_out.code AS indicator, worked_out.label_zh AS label, worked_out.unit,
                   worked_out.operation, applicants.code AS applicant, applicants.label_zh AS applicant_label,
                   applicants.id AS applicant_id, reports.id AS report_id, reports.organization_id,
                   (SELECT way.id FROM worked_out_ways AS way
                    WHERE way.code = worked_out.code AND way.template = reports.template AND way.parts = (
                        SELECT count(*) FROM worked_out_parts AS parts
                        CROSS JOIN indicators ON indicators.code = parts.indicator
                        CROSS JOIN fact_rows ON fact_rows.indicator_id = indicators.id
                            AND {_BEST.format(report="reports.id", applicant="applicants.id")}
                        WHERE parts.way_id = way.id)
                    ORDER BY way.place LIMIT 1) AS way_id
            FROM worked_out
            CROSS JOIN applicants ON applicants.id {{which}} AND (applicants.id = 0 OR worked_out.operation = 'sum')
            CROSS JOIN reports ON reports.answers = 1
            CROSS JOIN organizations ON organizations.id = reports.organization_id
            WHERE NOT EXISTS (
                SELECT 1 FROM indicators CROSS JOIN fact_rows ON fact_rows.indicator_id = indicators.id
                    AND {_BEST.format(report="reports.id", applicant="applicants.id")}
                WHERE indicators.code = worked_out.code)
        ) AS ways
        WHERE way_id IS NOT NULL
    )
    WHERE operation = 'sum' OR below <> 0
"""


def totals_apart(db: Database) -> None:
    """Plain sums over `figures` are right: it holds totals alone, `figures_by_applicant` the columns."""
    for statement in TABLES:
        db.execute(statement)
    fill_worked_out(db.conn)
    db.execute("DROP VIEW figures")
    for view, which in (("figures", "= 0"), ("figures_by_applicant", "> 0")):
        both = f"{_REPORTED} UNION ALL {_WORKED_OUT}".format(which=which)
        db.execute(f"CREATE VIEW {view} AS {both}")

"""Migration 18: the view of checks has the rules over two years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.schema.year_rules import TABLES, fill_year_rules

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_REPORTS = """
    CREATE VIEW checks_of_reports AS
    SELECT check_rows.report_id, organizations.name AS organization, organizations.division_code, reports.year,
           check_rows.rule, check_rows.level, check_rows.status, applicants.code AS applicant,
           check_rows.left_value, check_rows.right_value, check_rows.message, check_rows.cause,
           check_rows.cells AS codes
    FROM check_rows
    JOIN reports ON reports.id = check_rows.report_id
    JOIN applicants ON applicants.id = check_rows.applicant_id
    LEFT JOIN organizations ON organizations.id = reports.organization_id
    WHERE NOT EXISTS (
        SELECT 1 FROM dismissals
        WHERE dismissals.document_id = reports.document_id AND dismissals.rule = check_rows.rule
          AND dismissals.applicant_id = check_rows.applicant_id AND dismissals.cells = check_rows.cells
          AND dismissals.left_value IS check_rows.left_value AND dismissals.right_value IS check_rows.right_value)
"""
# The figures of one rule in one column, and whether either report has the column at all.
_FIGURES = """
    FROM year_rule_operands AS operands
    CROSS JOIN indicators ON indicators.code = operands.indicator
    CROSS JOIN fact_rows ON fact_rows.report_id = CASE operands.is_later WHEN 1 THEN later.id ELSE earlier.id END
        AND fact_rows.indicator_id = indicators.id AND fact_rows.applicant_id = {applicant}
        AND fact_rows.best = 1 AND fact_rows.value IS NOT NULL
    WHERE operands.rule_id = year_rules.id
"""
# `earlier` has those that count before, `later` the result: `core.reading.checks.years` says which columns count.
_HAS_COLUMN = f"EXISTS (SELECT 1 {_FIGURES} AND (operands.is_later = 0 OR operands.sign = 0))"
_OF_APPLICANT, _OF_ANY = (_HAS_COLUMN.format(applicant=which) for which in ("applicants.id", "others.id"))
_BY_COLUMN = _FIGURES.format(applicant="applicants.id")
_JUDGED = f"""
    SELECT later.id AS report_id, organizations.name AS organization, organizations.division_code, later.year,
           year_rules.rule, year_rules.level, year_rules.operands, year_rules.codes, applicants.code AS applicant,
           (SELECT count(*) {_BY_COLUMN}) AS given,
           (SELECT sum(operands.sign * fact_rows.value) {_BY_COLUMN} AND operands.sign <> 0) AS left_value,
           (SELECT fact_rows.value {_BY_COLUMN} AND operands.sign = 0) AS right_value
    FROM year_rules
    JOIN reports AS later ON later.template = year_rules.form_after AND later.answers = 1
    JOIN reports AS earlier ON earlier.organization_id = later.organization_id
        AND earlier.year = later.year - 1 AND earlier.answers = 1 AND earlier.template = year_rules.form_before
    JOIN organizations ON organizations.id = later.organization_id
    CROSS JOIN applicants ON CASE
        WHEN year_rules.by_applicant = 0 THEN applicants.id = 0
        WHEN applicants.id > 0 THEN {_OF_APPLICANT}
        ELSE {_OF_APPLICANT} OR NOT EXISTS (SELECT 1 FROM applicants AS others WHERE {_OF_ANY}) END
"""
_HOLDS = "abs(left_value - right_value) <= 1e-6 * max(1, abs(right_value))"
# One for each status: who asks for one does not have the others worked out.
_STATUSES = {
    "skipped": "given < operands",
    "pass": f"given = operands AND {_HOLDS}",
    "notice": f"level = 'usual' AND given = operands AND NOT ({_HOLDS})",
    "fail": f"level <> 'usual' AND given = operands AND NOT ({_HOLDS})",
}
# Its sentence is made where it is told.
_SIDES = "left_value, right_value, '' AS message, NULL AS cause, codes"
_NO_SIDES = "NULL, NULL, '', NULL, '[]'"
_OVER_YEARS = " UNION ALL ".join(
    f"""
    SELECT report_id, organization, division_code, year, rule, level, '{status}' AS status, applicant,
           {_SIDES if status != "skipped" else _NO_SIDES}
    FROM ({_JUDGED}) WHERE {condition}
    """
    for status, condition in _STATUSES.items()
)


def checks_over_years(db: Database) -> None:
    """What a report and that of the year before should have in common stands with the later one."""
    for statement in TABLES:
        db.execute(statement)
    fill_year_rules(db.conn)
    db.execute("DROP VIEW checks")
    db.execute(_OF_REPORTS)
    db.execute(f"CREATE VIEW checks AS SELECT * FROM checks_of_reports UNION ALL {_OVER_YEARS}")

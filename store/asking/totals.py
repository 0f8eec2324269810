"""How the answering reports of one year stand by one total: counted and put in order in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.asking.words.catalog import Rank
from store.asking.names import area_limits
from store.connection import Connection

_BODIES = "SELECT count(*) FROM body_names WHERE {where} AND body_names.reports > 0"
_REPORTS = "SELECT count(*) FROM {bodies} reports WHERE reports.year = ? AND reports.answers = 1 {joined} {where}"
_GIVEN = "SELECT count(*) FROM {bodies} totals WHERE totals.indicator_id = ? AND totals.year = ? {joined} {where}"
_IN_ORDER = """
    SELECT totals.organization_id FROM {bodies} totals
    WHERE totals.indicator_id = ? AND totals.year = ? {joined} {where}
    ORDER BY totals.value {order}, totals.organization_id LIMIT ?
"""
_WITHOUT = """
    SELECT reports.organization_id FROM {bodies} reports
    WHERE reports.year = ? AND reports.answers = 1 {joined} {where}
    EXCEPT SELECT organization_id FROM totals WHERE indicator_id = ? AND year = ?
    ORDER BY 1
"""
_FORMS = "SELECT DISTINCT template FROM reports WHERE year = ? AND answers = 1"
_FORMS_GIVEN = """
    SELECT DISTINCT reports.template FROM {bodies} totals
    CROSS JOIN reports ON reports.organization_id = totals.organization_id AND reports.year = totals.year
    WHERE reports.answers = 1 AND totals.indicator_id = ? AND totals.year = ? {joined} {where}
"""


@dataclass(frozen=True, slots=True)
class Extent:
    """Which bodies: those whose places' codes begin with some digits ("": all), and of one level (None: of every)."""

    digits: str = ""
    rank: Rank | None = None


class Totals:
    """Everything is of the answering reports, of one year and of the bodies of an extent where these are given."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def bodies(self, extent: Extent) -> int:
        """How many bodies have an answering report of any year."""
        where, values = area_limits(extent.digits, extent.rank)
        return int(self._connection.one(_BODIES.format(where=where), *values)[0])

    def all_reports(self) -> int:
        """How many reports answer, of whatever year and body."""
        return int(self._connection.one("SELECT count(*) FROM reports WHERE answers = 1")[0])

    def reports(self, year: int, extent: Extent) -> int:
        """How many reports there are."""
        sql, values = _within(_REPORTS, "reports", extent)
        return int(self._connection.one(sql, year, *values)[0])

    def given(self, indicator: str, year: int, extent: Extent) -> int:
        """How many of them give the total."""
        sql, values = _within(_GIVEN, "totals", extent)
        return int(self._connection.one(sql, self._connection.indicator_number(indicator), year, *values)[0])

    def in_order(self, indicator: str, year: int, extent: Extent, *, least: bool, most: int) -> Sequence[int]:
        """The bodies with the highest totals (or the `least`), of equals in order of number."""
        sql, values = _within(_IN_ORDER, "totals", extent, order="ASC" if least else "DESC")
        number = self._connection.indicator_number(indicator)
        return [body for (body,) in self._connection.all(sql, number, year, *values, most)]

    def without(self, indicator: str, year: int, extent: Extent) -> Sequence[int]:
        """The bodies whose report does not give the total, in order of number."""
        sql, values = _within(_WITHOUT, "reports", extent)
        number = self._connection.indicator_number(indicator)
        return [body for (body,) in self._connection.all(sql, year, *values, number, year)]

    def forms(self, year: int) -> frozenset[str]:
        """The forms of all reports of the year, of whatever body."""
        return frozenset(template for (template,) in self._connection.all(_FORMS, year))

    def forms_given(self, indicator: str, year: int, extent: Extent) -> frozenset[str]:
        """The forms of the reports that give the total."""
        sql, values = _within(_FORMS_GIVEN, "totals", extent)
        rows = self._connection.all(sql, self._connection.indicator_number(indicator), year, *values)
        return frozenset(template for (template,) in rows)


def _within(sql: str, table: str, extent: Extent, **more: str) -> tuple[str, list[str]]:
    """The statement limited to an extent; without limits nothing is looked up beside the table."""
    if extent == Extent():
        return sql.format(bodies="", joined="", where="", **more), []
    where, values = area_limits(extent.digits, extent.rank)
    joined = f"AND {table}.organization_id = body_names.organization_id"
    return sql.format(bodies="body_names CROSS JOIN", joined=joined, where=f"AND {where}", **more), values

"""How the answering reports of one year stand by one figure: counted and put in order in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from core.asking.words.catalog import Rank
from core.types import Applicant
from store.asking.names import area_limits
from store.connection import Connection
from store.schema.codes import APPLICANT_ID

_BODIES = "SELECT count(*) FROM body_names WHERE {where} AND body_names.reports > 0"
_REPORTS = "SELECT count(*) FROM {bodies} reports WHERE reports.year = ? AND reports.answers = 1 {joined} {where}"
_GIVEN = "SELECT count(*) FROM {bodies} {figures} WHERE {given} {joined} {where}"
_ANY = "SELECT 1 FROM {bodies} {figures} WHERE {given} {joined} {where} LIMIT 1"
_IN_ORDER = """
    SELECT {body} FROM {bodies} {figures} WHERE {given} {joined} {where} ORDER BY {value} {order}, {body} LIMIT ?
"""
_WITHOUT = """
    SELECT reports.organization_id FROM {bodies} reports
    WHERE reports.year = ? AND reports.answers = 1 {joined} {where}
    EXCEPT SELECT {body} FROM {figures} WHERE {given}
    ORDER BY 1
"""
_FORMS = "SELECT DISTINCT template FROM reports WHERE year = ? AND answers = 1"
_FORMS_GIVEN = """
    SELECT DISTINCT reports.template FROM {bodies} {figures}
    CROSS JOIN reports ON reports.organization_id = {body} AND reports.year = ?
    WHERE reports.answers = 1 AND {given} {joined} {where}
"""
_PROVINCES = """
    SELECT coalesce(substr(organizations.division_code, 1, 2), ''), count(*) FROM {bodies} {figures}
    CROSS JOIN organizations ON organizations.id = {body} WHERE {given} {joined} {where} GROUP BY 1
"""
_TOTAL = """
    CROSS JOIN totals AS {name} ON {name}.indicator_id = {number} AND {name}.year = totals.year
        AND {name}.organization_id = totals.organization_id
"""
_PART = """
    CROSS JOIN fact_rows AS {name} ON {name}.report_id = own.id AND {name}.indicator_id = {number}
        AND {name}.applicant_id = {applicant} AND {name}.best = 1 AND {name}.value IS NOT NULL
"""
_SUM = """
    SELECT own.organization_id, {value} AS value FROM reports AS own {parts}
    WHERE own.year = {year} AND own.answers = 1 AND own.template IN ({forms})
"""


@dataclass(frozen=True, slots=True)
class Extent:
    """Which bodies: those whose places' codes begin with some digits ("": all), and of one level (None: of every)."""

    digits: str = ""
    rank: Rank | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure as it stands in reports, of one kind of applicants or of all."""

    indicator: str
    applicant: Applicant | None = None


@dataclass(frozen=True, slots=True)
class Summed:
    """A figure that no report has: the parts that it is the sum of, with the forms that have these."""

    ways: Sequence[tuple[Sequence[str], Sequence[str]]]
    applicant: Applicant | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """A rate in percent: the sum of some totals in another."""

    above: Sequence[str]
    below: str


Kind = Reported | Summed | Shared


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures of one year as SQL: the tables, which rows of them, the column of the body, the value."""

    figures: str
    given: str
    body: str
    value: str


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
        sql, values = _within(_REPORTS, "reports.organization_id", extent)
        return int(self._connection.one(sql, year, *values)[0])

    def given(self, kind: Kind, year: int, extent: Extent) -> int:
        """How many of them give the figure."""
        return int(self._connection.one(*self._asked(_GIVEN, kind, year, extent))[0])

    def is_given(self, kind: Kind, year: int, extent: Extent) -> bool:
        """Whether any of them gives the figure."""
        return self._connection.first(*self._asked(_ANY, kind, year, extent)) is not None

    def in_order(self, kind: Kind, year: int, extent: Extent, *, least: bool, most: int) -> Sequence[int]:
        """The bodies with the highest figures (or the `least`), of equals in order of number."""
        sql, *values = self._asked(_IN_ORDER, kind, year, extent, order="ASC" if least else "DESC")
        return [body for (body,) in self._connection.all(sql, *values, most)]

    def without(self, kind: Kind, year: int, extent: Extent) -> Sequence[int]:
        """The bodies whose report does not give the figure, in order of number."""
        sql, values = _within(_WITHOUT, "reports.organization_id", extent, **asdict(self._figures(kind, year)))
        return [body for (body,) in self._connection.all(sql, year, *values)]

    def forms(self, year: int) -> frozenset[str]:
        """The forms of all reports of the year, of whatever body."""
        return frozenset(template for (template,) in self._connection.all(_FORMS, year))

    def forms_given(self, kind: Kind, year: int, extent: Extent) -> frozenset[str]:
        """The forms of the reports that give the figure."""
        sql, *values = self._asked(_FORMS_GIVEN, kind, year, extent)
        return frozenset(template for (template,) in self._connection.all(sql, year, *values))

    def provinces(self, kind: Kind, year: int, extent: Extent) -> Mapping[str, int]:
        """How many reports give the figure, by the first two digits of the code of their body's division."""
        sql, *values = self._asked(_PROVINCES, kind, year, extent)
        return dict(self._connection.all(sql, *values))

    def _asked(self, sql: str, kind: Kind, year: int, extent: Extent, **more: str) -> tuple[str, *tuple[str, ...]]:
        """A statement on the figures of a year and an extent, with its values."""
        found = self._figures(kind, year)
        told, values = _within(sql, found.body, extent, **asdict(found), **more)
        return told, *values

    def _figures(self, kind: Kind, year: int) -> _Figures:
        number = self._connection.indicator_number
        match kind:
            case Reported(indicator, None):
                given = f"totals.indicator_id = {number(indicator)} AND totals.year = {year:d}"
                return _Figures("totals", given, "totals.organization_id", "totals.value")
            case Reported(indicator, applicant):
                return _Figures(
                    "reports AS own CROSS JOIN fact_rows ON fact_rows.report_id = own.id",
                    f"own.year = {year:d} AND own.answers = 1 AND fact_rows.indicator_id = {number(indicator)}"
                    f" AND fact_rows.applicant_id = {APPLICANT_ID[applicant]} AND fact_rows.best = 1"
                    " AND fact_rows.value IS NOT NULL",
                    "own.organization_id",
                    "fact_rows.value",
                )
            case Shared(above, below):
                beside, total = self._joined(_TOTAL, above)
                return _Figures(
                    f"totals {beside}",
                    f"totals.indicator_id = {number(below)} AND totals.year = {year:d} AND totals.value <> 0",
                    "totals.organization_id",
                    f"round(100.0 * ({total}) / totals.value, 2)",
                )
            case Summed(ways, applicant):
                each = [self._sum(parts, forms, year, applicant) for parts, forms in ways]
                return _Figures(
                    f"({' UNION ALL '.join(each)}) AS summed", "TRUE", "summed.organization_id", "summed.value"
                )

    def _sum(self, parts: Sequence[str], forms: Sequence[str], year: int, applicant: Applicant | None) -> str:
        joined, total = self._joined(_PART, parts, applicant=APPLICANT_ID[applicant])
        listed = ", ".join(f"'{form}'" for form in forms)
        return _SUM.format(value=total, parts=joined, year=f"{year:d}", forms=listed)

    def _joined(self, sql: str, codes: Sequence[str], **more: int) -> tuple[str, str]:
        """The figures of these codes beside a table, and their sum."""
        # An older database holds no figures of what was added since: no row has the number 0.
        numbers = {f"part{place}": self._connection.indicator_id.get(code, 0) for place, code in enumerate(codes)}
        joined = "".join(sql.format(name=name, number=number, **more) for name, number in numbers.items())
        return joined, " + ".join(f"{name}.value" for name in numbers)


def _within(sql: str, whose: str, extent: Extent, **more: str) -> tuple[str, list[str]]:
    """The statement limited to an extent; without limits nothing is looked up beside the table."""
    if extent == Extent():
        return sql.format(bodies="", joined="", where="", **more), []
    where, values = area_limits(extent.digits, extent.rank)
    joined = f"AND {whose} = body_names.organization_id"
    return sql.format(bodies="body_names CROSS JOIN", joined=joined, where=f"AND {where}", **more), values

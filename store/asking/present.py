"""The bodies and years that answer, kept in memory until something is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.types import Organization
from store.connection import Connection
from store.values import among, storable

_ORGANIZATIONS = """
    SELECT organizations.id, organizations.name, organizations.division_code, divisions.full_name
    FROM organizations LEFT JOIN divisions ON divisions.code = organizations.division_code
    WHERE EXISTS (SELECT 1 FROM reports WHERE reports.organization_id = organizations.id AND reports.answers = 1)
"""
_PAGE = "AND organizations.id > ? {where} ORDER BY organizations.id LIMIT ?"
_WITHIN = """
    AND organizations.division_code >= ? AND organizations.division_code < ?
    ORDER BY organizations.division_code, organizations.name
"""
_LAST = ":"
"""Behind all digits."""
_CALLED = "AND organizations.name = ? ORDER BY organizations.id"
_SPELT = "AND coalesce(divisions.full_name, '') || organizations.name LIKE ? ESCAPE '\\' ORDER BY organizations.id"
_ACTS = str.maketrans({sign: f"\\{sign}" for sign in "\\%_"})
_AT_ONCE = 1000
# One step along the index a year, where SELECT DISTINCT would read all of it.
_YEARS = """
    WITH RECURSIVE present (year) AS (
        SELECT min(year) FROM reports WHERE answers = 1
        UNION ALL
        SELECT (SELECT min(reports.year) FROM reports WHERE answers = 1 AND reports.year > present.year)
        FROM present WHERE present.year IS NOT NULL
    )
    SELECT year FROM present WHERE year IS NOT NULL
"""


Version = tuple[int, int]


class Present:
    """What is there. Call `forget` before every change of our own: the connection's version does not tell of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._organizations: tuple[Version, tuple[Organization, ...]] | None = None
        self._years: tuple[Version, tuple[int, ...]] | None = None

    def forget(self) -> None:
        """Look again when next asked."""
        self._organizations = self._years = None

    def organizations(self) -> tuple[Organization, ...]:
        """Every body with an answering report, in order of id; the same tuple until another body comes or goes."""
        version = self._connection.version()
        if self._organizations is None or self._organizations[0] != version:
            held = tuple(
                Organization(*row) for row in self._connection.all(f"{_ORGANIZATIONS} ORDER BY organizations.id")
            )
            before = self._organizations[1] if self._organizations else ()
            self._organizations = version, before if held == before else held
        return self._organizations[1]

    def called(self, name: str) -> tuple[Organization, ...]:
        """Those of this very name."""
        rows = self._connection.all(f"{_ORGANIZATIONS} {_CALLED}", storable(name))
        return tuple(Organization(*row) for row in rows)

    def spelt(self, parts: Iterable[str]) -> tuple[Organization, ...]:
        """Those in whose names, with that of their place before, these parts stand in this order."""
        wanted = "%".join(part.translate(_ACTS) for part in parts)
        rows = self._connection.all(f"{_ORGANIZATIONS} {_SPELT}", storable(f"%{wanted}%"))
        return tuple(Organization(*row) for row in rows)

    def within(self, start: str) -> tuple[Organization, ...]:
        """Those whose division's code begins so, in order of code and name."""
        rows = self._connection.all(f"{_ORGANIZATIONS} {_WITHIN}", start, start + _LAST)
        return tuple(Organization(*row) for row in rows)

    def each_organization(self, ids: Iterable[int] | None) -> Iterator[Organization]:
        """The same one after the other, or those of these numbers."""
        where, values = among({"organizations.id": ids})
        last = 0
        while rows := self._connection.all(f"{_ORGANIZATIONS} {_PAGE.format(where=where)}", last, *values, _AT_ONCE):
            yield from (Organization(*row) for row in rows)
            last = rows[-1][0]

    def years(self) -> tuple[int, ...]:
        """Every report year present, ascending; the same tuple until something is stored."""
        version = self._connection.version()
        if self._years is None or self._years[0] != version:
            self._years = version, tuple(year for (year,) in self._connection.all(_YEARS))
        return self._years[1]

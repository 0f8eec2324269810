"""What stands at the addresses of resources, as text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from typing import cast

from core.errors import UsageError
from core.text.harmless import harmless, harmless_values
from core.types import APPLICANTS, Applicant
from server.figures.dictionary import dictionary
from server.figures.grid import Wanted, fill
from server.figures.stored import find_report, report_object
from server.figures.tables import changes_csv, coverage_csv, figures_csv, table_csv
from server.sql import schema as view_columns
from store import Archive, StoredReport
from store.analysed import TABLES
from store.export import Selection

MOST_ROWS = 20_000
"""Of one table that is read whole."""

_VIEWS = {
    "figures": (
        "The figures that answer, totals only: one row a body, year and indicator. Rates and sums of parts by their "
        "codes, with `derived`."
    ),
    "figures_by_applicant": "The same by kind of applicant, without the total.",
    "facts": (
        "Every figure read, also from the narrative beside a table (`best` = 0) and from older versions (`answers` = "
        "0)."
    ),
    "checks": "Every consistency check with both sides of its comparison.",
    "coverage": "One row a body: which years it has reports of.",
    "report_list": (
        "One row a stored file: whose report, of which year and form, when published; `answers` = 1 is the version "
        "that answers."
    ),
}


def schema(archive: Archive) -> str:
    """The views that SQL may read, with their columns."""
    return json_text(
        [
            {"view": view, "holds": _VIEWS[view], "columns": [{"name": name, "type": kind} for name, kind in columns]}
            for view, columns in view_columns(archive.path).items()
        ]
    )


def coverage(archive: Archive) -> str:
    """One line a report."""
    return coverage_csv(archive)


def coverage_of(archive: Archive, name: str) -> str:
    """The reports of the bodies of this very name."""
    ids = [body.id for body in archive.called(name)]
    if not ids:
        raise UsageError(f"No body is called {name!r}. Call find_organizations for the names.")
    return coverage_csv(archive, organizations=ids)


def coverage_in(archive: Archive, year: str) -> str:
    """The reports of one year."""
    if year not in map(str, archive.years()):
        raise UsageError(f"No report of {year} is stored. Read gongkai://coverage for the years.")
    return coverage_csv(archive, years=[int(year)])


def changes(archive: Archive, since: str) -> str:
    """What came in or was changed from a moment on: a day, or a time of it (UTC where it names no zone)."""
    try:
        moment = datetime.fromisoformat(since.replace(" ", "+"))  # a plus sign of an address may come as a blank
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return changes_csv(archive.changes(moment))
    except (ValueError, OverflowError):
        raise UsageError(f"{since!r} is no moment: give 2026-01-31 or 2026-01-31T08:00:00Z.") from None


def report(archive: Archive, number: str) -> str:
    """Everything read from one report."""
    return json_text(report_object(_stored(archive, number)))


def text(archive: Archive, number: str) -> str:
    """The text of one report."""
    return harmless(_stored(archive, number).text)


def figures(archive: Archive, indicators: str, organizations: str, years: str, applicants: str) -> str:
    """A table of figures; lists are separated by commas."""
    try:
        wanted = Wanted(
            indicators=tuple(_listed(indicators)),
            organizations=tuple(_organization(archive, one) for one in _listed(organizations)),
            years=tuple(map(_year, _listed(years))),
            applicants=tuple(map(_applicant, _listed(applicants))),
        )
        return figures_csv(fill(archive, wanted).cells)
    except UsageError as error:
        raise UsageError(f"{error} Call get_figures: it links to its own figures.") from error


def exported(archive: Archive, file: str, organizations: str, years: str, indicators: str) -> bytes:
    """A whole table of the store, `figures.csv` or `figures.parquet`; empty lists mean all. Raises UsageError."""
    name, _, file_format = file.partition(".")
    table = next((one for one in TABLES if one.name == name), None)
    if table is None or file_format not in ("csv", "parquet"):
        raise UsageError(f"There is no table {file!r}: {', '.join(one.name for one in TABLES)}, .csv or .parquet.")
    selection = Selection(
        organizations=tuple(_organization(archive, one) for one in _listed(organizations)) or None,
        years=tuple(map(_year, _listed(years))) or None,
        indicators=tuple(_listed(indicators)) or None,
    )
    rows = list(islice(table.rows(archive, selection), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise UsageError(f"{name} has over {MOST_ROWS:,} rows: give `organizations` or `years`, or `gongkai export`.")
    if file_format == "csv":
        return table_csv([column.name for column in table.columns], rows).encode()
    from store.parquet import write_parquet

    stream = BytesIO()
    write_parquet(stream, table, rows)
    return stream.getvalue()


def names(archive: Archive) -> list[str]:
    """Of all bodies."""
    return [body.name for body in archive.each_organization()]


def years(archive: Archive) -> list[str]:
    """Those that have reports."""
    return list(map(str, archive.years()))


def numbers(archive: Archive) -> list[str]:
    """Of all reports."""
    return [str(entry.id) for entry in archive.reports()]


def beginning(archive: Archive, values: str, typed: str, most: int) -> tuple[list[str], int]:
    """The values that begin with what was typed, then those that hold it, at most so many; how many there are."""
    known: Iterable[str] = dictionary() if values == "code" else _LISTED[values](archive)
    before, comma, last = typed.rpartition(",")
    found, total = fitting(known, last, most)
    return [f"{before}{comma}{one}" for one in found], total


def fitting(known: Iterable[str], typed: str, most: int) -> tuple[list[str], int]:
    """Those that begin with what was typed, then those that hold it, at most so many; how many there are."""
    known = list(known)
    found = [value for value in known if value.startswith(typed)]
    found += [value for value in known if typed in value and not value.startswith(typed)]
    return found[:most], len(found)


_LISTED = {"name": names, "year": years, "report": numbers}


def json_text(value: object) -> str:
    """A value as JSON, as short as it goes."""
    return json.dumps(harmless_values(value), ensure_ascii=False, separators=(",", ":"))


def _stored(archive: Archive, number: str) -> StoredReport:
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        raise UsageError(f"{number!r} is no number of a report.")
    return find_report(archive, int(number))


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _organization(archive: Archive, text: str) -> int:
    """The id of a body, given as such or by its very name."""
    if text.isascii() and text.isdecimal() and len(text) < 16:
        return int(text)
    ids = [body.id for body in archive.called(text)]
    if len(ids) != 1:
        raise UsageError(f"{'No body is' if not ids else 'Several bodies are'} called {text!r}: give its id.")
    return ids[0]


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise UsageError(f"{text!r} is no year.")
    return int(text)


def _applicant(name: str) -> Applicant | None:
    if name not in ("total", *APPLICANTS):
        raise UsageError(f"{name!r} is no applicant.")
    return None if name == "total" else cast(Applicant, name)

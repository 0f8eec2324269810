"""Rules of form: one year throughout, published in time, all parts there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from core.forms.form import Form
from core.forms.merged import table_form
from core.forms.registry import form_of_year
from core.reading.checks.compare import Cells
from core.types import Check, Identity, Issue, named

# Townships and street offices, and their inner offices, which the law does not name.
_TOWNSHIP_BODY = re.compile(r"(?:乡|镇|苏木|街道)(?:人民政府|政府|办事处|党政|党工委|综合|机关|办公室|办$|$)|街道办$")
# Fewer headings than this mean that lines do not show them all.
_FEWEST_HEADINGS = 4


def year_consistency(identity: Identity, issues: Sequence[Issue]) -> Check:
    conflict = next((issue for issue in issues if issue.code == "year_conflict"), None)
    if identity.year is None:
        return Check("year_consistency", "usual", "skipped", kind="unknown")
    if conflict:
        kind, values = conflict.kind, conflict.values
        return Check("year_consistency", "usual", "notice", identity.year, kind=kind, values=values)
    if identity.published_on and identity.published_on.year < identity.year:
        year, published = identity.published_on.year, named(published=identity.published_on.isoformat())
        return Check(
            "year_consistency", "usual", "notice", identity.year, year, kind="published_before", values=published
        )
    return Check("year_consistency", "usual", "pass", identity.year, identity.year, kind="agree")


def deadline(identity: Identity) -> Check:
    """条例（2019 修订）第四十九、五十条；2019 年前的条例第三十一条。"""
    limit, days = legal_deadline(identity), days_late(identity)
    if limit is None or days is None or identity.published_on is None:
        return Check("deadline", "usual", "skipped", kind="unknown")
    both = named(published=identity.published_on.isoformat(), limit=limit.isoformat())
    if identity.year is not None and identity.published_on <= date(identity.year, 12, 31):
        # Of a year that is not over nothing can be reported: the day is another, or wrong.
        return Check("deadline", "usual", "skipped", kind="before_end", values=both)
    if days > 0:
        return Check("deadline", "usual", "notice", days, 0, kind="late", values=both)
    return Check("deadline", "usual", "pass", 0, 0, kind="in_time", values=both)


def days_late(identity: Identity) -> int | None:
    """How many days behind its last day a report came out, less than 1 in time; None where that can't be told."""
    limit = legal_deadline(identity)
    return None if limit is None or identity.published_on is None else (identity.published_on - limit).days


def legal_deadline(identity: Identity) -> date | None:
    """The last day on which the report of a body and year may come out; None where the law names none."""
    name, year = identity.organization or "", identity.year
    if year is None or not name or _TOWNSHIP_BODY.search(name):
        return None
    government = name.endswith("政府")
    if year + 1 < 2020 or government:
        return date(year + 1, 3, 31)
    return date(year + 1, 1, 31)


def completeness(form: Form, identity: Identity, cells: Cells, text: str, headings: Sequence[str]) -> Check:
    """All sections of the form, all rows of its request table, and what the prose of a report of the year must tell."""
    where = "\n".join(headings) if len(headings) >= _FEWEST_HEADINGS else text
    lacking = [part.code for part in form.prose.sections if not re.search(part.written, where)]
    filled = {code for code, _ in cells}
    empty = [code for code in _rows_to_fill(table_form(form, filled)) if code not in filled]
    if empty:
        lacking.append("rows")
    of_year = form_of_year(identity.year)
    lacking += [part.code for part in (of_year.prose.must_tell if of_year else ()) if not re.search(part.written, text)]
    if not lacking:
        return Check("completeness", "usual", "pass", 0, 0, kind="whole")
    parts = named(lacking=tuple(lacking), rows=len(empty))
    return Check("completeness", "usual", "notice", len(lacking), 0, kind="lacking", values=parts)


def _rows_to_fill(form: Form) -> list[str]:
    """The rows of the request table that are no sum of others."""
    sums = {rule.left[0] for rule in form.equalities if len(rule.left) == 1}
    return [code for code in form.request_codes if code not in sums]

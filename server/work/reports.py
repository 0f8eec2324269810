"""One report, stored or only read: in short, and the parts of it that are asked for; its checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.asking.found.unread import left_out
from core.asking.worked.consistency import over_years
from core.errors import UsageError
from core.forms.catalogue import derived_sums
from core.telling.json import check_json, identity_json, issue_json
from core.types import Applicant, Check, CheckStatus, Fact, Identity, Issue, Report, ReportEntry
from server.figures.dictionary import dictionary
from server.figures.stored import all_issues, find_report
from server.work.shaping import page, table, text_page
from store import Archive

_MAIN = ("requests.received", "requests.carried_in", "requests.outcome.total", "requests.carried_out", "review.total")
_COLUMNS = ("indicator", "applicant", "value", "unit", "source", "page")
_WITH_QUOTES = (*_COLUMNS, "inferred", "quote", "start", "end")
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of a report are asked for: facts of these codes with their parts; a page of what is long."""

    parts: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    start: int = 0
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class _Whole:
    """What there is of a report."""

    number: int | None
    identity: Identity
    facts: Sequence[Fact]
    checks: Sequence[Check]
    issues: Sequence[Issue]
    text: str | None


def report(archive: Archive, number: int, parts: Parts) -> dict[str, Any]:
    """A stored report."""
    stored = find_report(archive, number)
    checks = (*archive.checks(number), *_over_years(archive, number))
    return _shown(_Whole(number, stored.identity, stored.facts, checks, all_issues(stored), stored.text), parts)


def parsed(archive: Archive, name: str, read: Report | dict[str, str], parts: Parts) -> dict[str, Any]:
    """A report that was only read, or the error that tells why it was not."""
    if isinstance(read, dict):
        return {"file": name, "report": None, "error": read}
    whole = _Whole(None, read.identity, read.facts, read.checks, read.issues, None)
    return {"file": name, **_shown(whole, parts), "error": None}


def _shown(whole: _Whole, parts: Parts) -> dict[str, Any]:
    told: dict[str, Any] = {
        "report": {name: value for name, value in identity_json(whole.identity).items() if value is not None},
        "counts": {
            "facts": len(whole.facts),
            "checks": dict(Counter(check.status for check in whole.checks)),
            "issues": dict(Counter(issue.code for issue in whole.issues)),
        },
    }
    asked = set(parts.parts)
    if "facts" in asked or "quotes" in asked or parts.indicators:
        told |= _facts(whole, parts, quotes="quotes" in asked)
    elif not asked:
        told |= _short(whole)
    if "checks" in asked:
        shown = whole.checks[parts.offset : parts.offset + parts.limit]
        told |= {"checks": [_check(check, whole) for check in shown]}
    if "issues" in asked:
        told |= {"issues": [issue_json(issue) for issue in whole.issues[parts.offset : parts.offset + parts.limit]]}
    if "text" in asked:
        told |= _text(whole, parts.start)
    return told


def _short(whole: _Whole) -> dict[str, Any]:
    """The main figures, what fails, and what was odd: the rest is asked for."""
    main = [
        fact for fact in whole.facts if fact.indicator in _MAIN and fact.applicant is None and fact.source == "table"
    ]
    main = main or [fact for fact in whole.facts if fact.indicator in _MAIN and fact.applicant is None]
    worst = sorted((c for c in whole.checks if c.status in ("fail", "notice")), key=lambda check: check.status)
    issues = [issue for issue in whole.issues if issue.severity != "info"] or list(whole.issues)
    return {
        **table(("indicator", "value", "unit"), ((fact.indicator, fact.value, fact.unit) for fact in main)),
        "checks": [_check(check, whole, quotes=False) for check in worst[:_MOST_TOLD]],
        "issues": [issue_json(issue) for issue in issues[:_MOST_TOLD]],
        "next": "More: `indicators` for figures, `parts` facts, quotes, checks, issues"
        + (", text." if whole.text is not None else "."),
    }


def _facts(whole: _Whole, parts: Parts, *, quotes: bool) -> dict[str, Any]:
    codes = _family(parts.indicators)
    found = [fact for fact in whole.facts if not parts.indicators or _is_of(fact.indicator, codes)]
    columns = _WITH_QUOTES if quotes else _COLUMNS
    shown = found[parts.offset : parts.offset + parts.limit]
    return {
        **table(columns, ([getattr(fact, column) for column in columns] for fact in shown)),
        "total": len(found),
        **page(len(found), parts.offset, parts.limit),
    }


def _family(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes with those that a sum is worked out of. Raises UsageError for what no code is or begins with."""
    wanted: list[str] = []
    for code in codes:
        if not any(_is_of(known, (code,)) for known in dictionary()):
            raise UsageError(f"No indicator has the code {code!r}, nor begins so. Call find_indicators for the codes.")
        wanted += [code, *(derived_sums()[code].parts if code in derived_sums() else ())]
    return tuple(wanted)


def _is_of(code: str, wanted: Sequence[str]) -> bool:
    return any(code == one or code.startswith(one if one.endswith(".") else f"{one}.") for one in wanted)


def _text(whole: _Whole, start: int) -> dict[str, Any]:
    if whole.text is None:
        raise UsageError(
            "The text of a report that is not stored is what you gave. Parts: facts, quotes, checks, issues."
        )
    return text_page(whole.text, start)


def _check(check: Check, whole: _Whole, *, quotes: bool = True) -> dict[str, Any]:
    """A check with what it compared: the codes, and of what does not hold also values and words."""
    told = {name: value for name, value in check_json(check).items() if value is not None}
    if check.status not in ("fail", "notice") or not quotes:
        return told | ({"cells": list(check.cells)} if check.cells else {})
    return told | {"cells": list(_cells(check, whole.facts))}


def _cells(check: Check, facts: Sequence[Fact]) -> Iterator[list[Any]]:
    """Code, applicant, value, words and where they stand, of every figure that was compared."""
    for code in dict.fromkeys(check.cells):
        for fact in facts:
            if fact.indicator == code and _in_column(fact.applicant, check):
                yield [code, fact.applicant, fact.value, fact.quote, fact.start, fact.end]


def _in_column(applicant: Applicant | None, check: Check) -> bool:
    return applicant == check.applicant or (check.rule == "applicant_sum")


def check_sheet(
    archive: Archive, number: int, statuses: Sequence[CheckStatus], rule: str | None, offset: int, limit: int
) -> dict[str, Any]:
    """The checks of one report, those over two years too, and what was odd in it."""
    stored = find_report(archive, number)
    checks = (*archive.checks(number), *_over_years(archive, number))
    whole = _Whole(number, stored.identity, stored.facts, checks, all_issues(stored), None)
    found = [c for c in checks if (not statuses or c.status in statuses) and rule in (None, c.rule)]
    return {
        "report": number,
        "title": stored.identity.title,
        "organization": stored.identity.organization,
        "year": stored.identity.year,
        "counts": dict(Counter(check.status for check in checks)),
        "checks": [_check(check, whole) for check in found[offset : offset + limit]],
        "issues": [issue_json(issue) for issue in whole.issues[:limit]] if not offset else [],
        **page(len(found), offset, limit),
    }


def failing(
    archive: Archive,
    organizations: Sequence[int],
    years: Sequence[int],
    rule: str | None,
    statuses: Sequence[CheckStatus],
    offset: int,
    limit: int,
) -> dict[str, Any]:
    """The checks of many reports that ended so, those over two years too, report by report."""
    entries = archive.reports(organizations=organizations or None, years=years or None)
    rows: list[tuple[Any, ...]] = []
    looked_at = offset
    for entry in entries[offset:]:
        looked_at += 1
        for check in (*archive.checks(entry.id), *over_years(archive, entry, later=False)):
            if (not statuses or check.status in statuses) and rule in (None, check.rule):
                told = check_json(check)
                rows.append((entry.id, entry.organization_name, entry.year, check.rule, check.status, told["message"]))
        if len(rows) >= limit:
            break
    columns = ("report", "organization", "year", "rule", "status", "message")
    return {
        **table(columns, rows),
        "reports": len(entries),
        "looked_at": looked_at,
        "next_offset": looked_at if looked_at < len(entries) else None,
        "next": _behind(archive, [entry for entry in entries if entry.id in {row[0] for row in rows}]),
    }


def _behind(archive: Archive, entries: Sequence[ReportEntry]) -> str | None:
    """What to do with findings, and which of the reports may not lack what they seem to."""
    if not entries:
        return None
    partly = ", ".join(str(entry.id) for entry in entries if left_out(archive, entry))
    unread = f" Not read whole: {partly}; what is missing may stand there, see their `issues`." if partly else ""
    return f"Call check_report with a `report` for the figures and words behind a finding.{unread}"


def _over_years(archive: Archive, number: int) -> list[Check]:
    """The rules over two years, where the report answers: with the year before, and the year after."""
    entry = next(iter(archive.reports(ids=[number])), None)
    return [] if entry is None else over_years(archive, entry)

"""Which stored reports have figures that do not add up."""

from __future__ import annotations

from collections.abc import Sequence

from core.asking.found.asked import Outcome, ids_of
from core.asking.found.fields import years_asked
from core.asking.found.question import Question
from core.asking.found.scope import area_of
from core.asking.worded.absence import no_report_anywhere
from core.asking.worded.figures import joined, title
from core.asking.worked.reports import members_asked
from core.places import divisions as places
from core.types import ReportEntry

_MOST_REPORTS = 20


def failing(question: Question) -> Outcome:
    """The reports of some bodies, of a scope, or of all that fail checks: those that fail most first."""
    entries, ids = _entries(question)
    if not entries:
        return no_report_anywhere(question, years_asked(question))
    failed = dict(question.holdings.failures(organizations=ids, years=years_asked(question) or None))
    found = sorted((e for e in entries if e.id in failed), key=lambda e: (-failed[e.id], e.year, e.id))
    where = _where(question)
    head = question.say(
        f"{where}{len(entries)}份年报中{len(found)}份有不符的勾稽关系{'：' if found else '。'}",
        f"{where}{len(found)} of {len(entries)} reports fail consistency checks{':' if found else '.'}",
    )
    lines = [
        question.say(f"{title(e, 'zh')}：{failed[e.id]}项不符", f"{title(e, 'en')}: {failed[e.id]} fail")
        for e in found[:_MOST_REPORTS]
    ]
    if len(found) > _MOST_REPORTS:
        more = f"只列出不符最多的{_MOST_REPORTS}份", f"only the {_MOST_REPORTS} that fail most are listed"
        lines.append(question.say(*more))
    query = question.query((), sorted({entry.year for entry in found}))
    organizations = question.groups() if question.subject.targets else ()
    return Outcome("answered", "\n".join([head, *lines]), query, organization_ids=ids_of(organizations))


def _where(question: Question) -> str:
    """Whose reports, where that was said."""
    if question.subject.targets:
        names = joined((group.label for group in question.groups()), question.language)
    else:
        code = area_of(question.request).parent
        parent = places.by_code(code) if code else None
        names = parent.name if parent else ""
    return names and question.say(f"{names}：", f"{names}: ")


def _entries(question: Question) -> tuple[Sequence[ReportEntry], list[int] | None]:
    """The reports asked about, and their bodies (None: all)."""
    ids: list[int] | None = None
    if question.subject.targets:
        ids = list(ids_of(question.groups()))
    elif area_of(question.request).parent is not None:
        ids = [body.organization.id for body in members_asked(question).bodies]
    wanted = years_asked(question) or None
    return (question.holdings.reports(organizations=ids, years=wanted) if ids != [] else ()), ids

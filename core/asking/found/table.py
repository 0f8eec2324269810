"""Figures of named bodies looked up: those found, and what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.asking.found.bodies import groups_of
from core.asking.found.codes import codes_of, columns_of
from core.asking.found.missing import About, Halt, NoReason, NoReport, NoReports, NotGiven, NotReported
from core.asking.found.query import looked_up
from core.asking.found.stored import Group, Stored
from core.asking.found.unread import left_out, unread_quotes
from core.asking.found.values import Found, Values
from core.asking.found.years import nearest_to, years_of
from core.asking.understood.request import Subject
from core.forms.indicators import indicators
from core.forms.registry import official_forms
from core.types import Applicant, ReportEntry


@dataclass(frozen=True, slots=True)
class Looked:
    """The figures asked for: those found, bodies and years without a report, reports without a figure."""

    groups: tuple[Group, ...]
    years: tuple[int, ...]
    codes: tuple[str, ...]
    values: tuple[Found, ...] = ()
    absent: tuple[NoReport, ...] = ()
    unreported: tuple[NotReported, ...] = ()

    @property
    def about(self) -> About:
        """Whose figures of when and which, as asked for."""
        return About(self.codes, self.years, self.groups)

    def about_told(self, values: Iterable[Found]) -> About:
        """What an answer is about that tells these figures: the names of their bodies, the codes really looked up."""
        told = tuple(values)
        replaced = {value.asked: value.code for value in told}
        return replace(
            self.about,
            organizations=tuple(dict.fromkeys(value.entry.organization_name for value in told)),
            indicators=tuple(dict.fromkeys(replaced.get(code, code) for code in looked_up(self.codes))),
        )

    def halted(self) -> Halt:
        """That reports are there but no figure."""
        return Halt(NotGiven(unreported=self.unreported, absent=self.absent, about=self.about))


def look(stored: Stored, subject: Subject, *, all_years: bool = False, years: Sequence[int] | None = None) -> Looked:
    """Look up every figure asked for; raises Halt where none is there."""
    groups = groups_of(stored, subject)
    wanted = tuple(years or years_of(subject, groups, default_all=all_years))
    entries = tuple(dict.fromkeys(entry for group in groups for entry in group.entries(wanted)))
    absent = tuple(gone for group in groups if (gone := no_report(group, wanted)) is not None)
    if not entries:
        raise Halt(NoReports(absent=absent, about=About((), wanted, groups)))
    codes = codes_of(stored, subject, entries, groups)
    columns = columns_of(subject)
    values = Values(stored.holdings, entries, codes, columns)
    found: list[Found] = []
    unreported: list[NotReported] = []
    for entry, code, applicant in ((e, c, a) for e in entries for c in codes for a in columns):
        value = values.find(entry, code, applicant)
        if value is not None:
            found.append(value)
        else:
            unreported.append(not_reported(stored, entry, code, applicant))
    looked = Looked(groups, wanted, codes, tuple(found), absent, tuple(unreported))
    if not found:
        raise looked.halted()
    return looked


def no_report(group: Group, wanted: Sequence[int]) -> NoReport | None:
    """Those of the years that a body has no report of, and the nearest that it has; None where it has all."""
    gone = tuple(year for year in wanted if group.at(year) is None)
    return NoReport(group.label, gone, nearest_to(gone, group.reports)) if gone else None


def without_report(group: Group, wanted: Sequence[int]) -> NoReport:
    """That a body has no report of these years."""
    return NoReport(group.label, tuple(wanted), nearest_to(wanted, group.reports))


def not_reported(stored: Stored, entry: ReportEntry, code: str, applicant: Applicant | None) -> NotReported:
    """That no such figure was read from a report, why where the form tells, and which of its words may hold it."""
    reason = _reason(stored, entry, code, applicant)
    # Where the report itself leaves the place blank nothing else needs to be looked for.
    unread = unread_quotes(stored.holdings, entry, ((code, applicant),)) if reason != "blank" else ()
    return NotReported(entry, code, applicant, reason, unread, left_out(stored.holdings, entry) if not reason else None)


def _reason(stored: Stored, entry: ReportEntry, code: str, applicant: Applicant | None) -> NoReason | None:
    indicator = indicators().get(code)
    official = next((form for form in official_forms() if form.key == entry.template), None)
    without_columns = official is not None and not official.request
    if applicant is not None and (without_columns or not (indicator and indicator.by_applicant)):
        return "columns"
    if indicator and official and official.key not in indicator.templates:
        return "row"
    blank = stored.holdings.issues(entry.id, "missing_number")
    return "blank" if any((code, applicant) in issue.figures for issue in blank) else None

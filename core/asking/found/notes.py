"""What must be known beside an answer, as values: conflicts and doubts of figures, forms that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.asking.found.names import NameNote
from core.asking.found.values import Found
from core.forms import catalogue
from core.forms.catalogue import Break, Replacement
from core.types import SURE, Check, Figure, Holdings, ReportEntry, Template

_COUNTED = frozenset({"件", "条", "次", "篇", "项", "个"})


@dataclass(frozen=True, slots=True)
class TitleOfOtherYear:
    """The title of a report names another year than its figures are of; `listed`: of one report among others."""

    entry: ReportEntry
    listed: bool = False


@dataclass(frozen=True, slots=True)
class ReadFromImages:
    """A report was read from images with low confidence."""

    entry: ReportEntry


@dataclass(frozen=True, slots=True)
class SeveralVersions:
    """The newest of several versions of a report answers."""

    entry: ReportEntry


@dataclass(frozen=True, slots=True)
class Conflict:
    """Table and text of a report tell different numbers."""

    figure: Figure


@dataclass(frozen=True, slots=True)
class Corrected:
    """A person corrected the figure."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A person read the figure from words that could not be read for sure."""


@dataclass(frozen=True, slots=True)
class HardToRead:
    """The figure was read from an image with low confidence."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """Cells were lost: the figure was worked out, or only the column that it stands in."""

    column: bool = False


@dataclass(frozen=True, slots=True)
class Replaced:
    """Another row stands for the figure asked for."""

    replacement: Replacement


@dataclass(frozen=True, slots=True)
class OfReport:
    """A note on a figure, where the answer tells figures of several reports."""

    entry: ReportEntry
    note: FigureNote


@dataclass(frozen=True, slots=True)
class CountsNoPeople:
    """People were asked for, and the reports count something else."""

    unit: str


@dataclass(frozen=True, slots=True)
class FormsDiffer:
    """The reports of a series use several forms, which break it in these ways."""

    years: tuple[tuple[str, tuple[int, ...]], ...]
    """Each form with the years of its reports."""
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class DoesNotAddUp:
    """The figure stands in a check that its report fails."""

    check: Check


@dataclass(frozen=True, slots=True)
class SomeDoNotAddUp:
    """The figures of these reports stand in checks that they fail."""

    entries: tuple[ReportEntry, ...]


FigureNote = Conflict | Corrected | Settled | HardToRead | Inferred | Replaced | DoesNotAddUp


@dataclass(frozen=True, slots=True)
class NoReportBetween:
    """Years of a series that a body has no report of."""

    body: str
    years: tuple[int, ...]


ReportNote = TitleOfOtherYear | ReadFromImages | SeveralVersions
Note = NameNote | ReportNote | FigureNote | OfReport | CountsNoPeople | FormsDiffer | NoReportBetween | SomeDoNotAddUp


def on_figures(holdings: Holdings, told: Sequence[Found], *, people: bool = False) -> list[Note]:
    """Conflicts and doubts of the figures told; `people`: it was asked how many people there are."""
    notes: list[Note] = []
    entries = {found.entry.id: found.entry for found in told}
    for found in told:
        of_figure = _on_figure(found)
        notes += (OfReport(found.entry, note) if len(entries) > 1 else note for note in of_figure)
    notes += _failing(holdings, told, entries)
    unweighed = {found.entry.id for found in told if any(map(_is_unweighed, found.figures))}
    blurred = holdings.blurred(unweighed) if unweighed else frozenset[int]()
    for entry in entries.values():
        notes += _on_report(entry, blurred=entry.id in blurred)
    counted = next((found.unit for found in told if found.unit in _COUNTED), None)
    if people and counted:
        notes.append(CountsNoPeople(counted))
    return list(dict.fromkeys(notes))


def _failing(holdings: Holdings, told: Iterable[Found], entries: Mapping[int, ReportEntry]) -> Iterator[Note]:
    """The failed checks that figures told stand in; of several reports only which they are."""
    failed = holdings.failed_checks(entries)
    found = {
        (one.entry.id, check): None
        for one in told
        for check in failed.get(one.entry.id, ())
        if any((figure.indicator, figure.applicant) in check.figures for figure in one.figures)
    }
    if len(entries) == 1:
        yield from (DoesNotAddUp(check) for _, check in found)
    elif found:
        yield SomeDoNotAddUp(tuple(entries[report] for report in dict.fromkeys(report for report, _ in found)))


def _is_unweighed(figure: Figure) -> bool:
    """Whether nothing is known of how surely a figure was read."""
    return figure.confidence is None and not figure.corrected


def _on_report(entry: ReportEntry, *, blurred: bool) -> Iterator[Note]:
    if entry.title_year is not None and entry.title_year != entry.year:
        yield TitleOfOtherYear(entry)
    if blurred:
        yield ReadFromImages(entry)
    if entry.versions > 1:
        yield SeveralVersions(entry)


def _on_figure(found: Found) -> Iterator[FigureNote]:
    for figure in found.figures:
        if figure.other_value is not None and figure.other_value != figure.value:
            yield Conflict(figure)
        if figure.corrected:
            yield Settled() if figure.settled else Corrected()
    if any(figure.confidence is not None and figure.confidence < SURE for figure in found.figures):
        yield HardToRead()
    if found.inferred:
        yield Inferred(all(_is_printed(figure) for figure in found.figures if figure.inferred))
    if found.code != found.asked and found.asked in catalogue.replacements():
        yield Replaced(catalogue.replacements()[found.asked])


def _is_printed(figure: Figure) -> bool:
    """Whether the number stands in the words it was read from."""
    return bool(re.search(rf"(?<![\d.]){figure.value}(?![\d.])", figure.quote))


def on_forms(values: Sequence[Found], beside: tuple[int, Sequence[Template]] | None = None) -> tuple[Note, ...]:
    """Where the form changes within a series, and what that does to the figure; `beside`: a year and the forms of
    reports of it that were not read.
    """
    forms: dict[str, dict[int, None]] = {}
    if beside:
        forms = {form: {beside[0]: None} for form in beside[1]}
    for value in values:
        forms.setdefault(value.entry.template, {})[value.entry.year] = None
    if len(forms) < 2:
        return ()
    crossed = tuple(found for found in catalogue.breaks() if any(found.crossed(v.asked, forms) for v in values))
    return (FormsDiffer(tuple((form, tuple(years)) for form, years in forms.items()), crossed),)

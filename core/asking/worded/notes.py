"""What must be known beside an answer, in words: how the question was read, and the notes on bodies and figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.asking.found import names, notes
from core.asking.found.notes import Note
from core.asking.found.stored import Group
from core.asking.understood.request import AreaRequest
from core.asking.worded.asked import Asked
from core.asking.worded.choices import years_said
from core.asking.worded.figures import whose, year_spans, years
from core.asking.worded.texts import joined, text
from core.places import divisions as places
from core.telling.bodies import body_name
from core.telling.findings import describe_check
from core.telling.names import form_name
from core.telling.spoken import spoken_name
from core.types import Language, ReportEntry

_PLAIN = {
    notes.Corrected: "corrected",
    notes.Settled: "settled",
    notes.HardToRead: "hard_to_read",
}


def unused(asked: Asked) -> list[str]:
    """The recognised words that were not used."""
    words = [text(asked.language, "notes.unused_word", word=word) for word in asked.understood.unused]
    return [text(asked.language, "notes.unused", words=joined(words, asked.language))] if words else []


def reading(asked: Asked, groups: Sequence[Group] = ()) -> list[str]:
    """What was mended and reckoned from today, and what the names of the bodies need."""
    language = asked.language
    told = [text(language, "notes.repair", wrong=wrong, right=right) for wrong, right in asked.understood.repairs]
    told += [
        text(language, "notes.relative", years=years(time.years, language))
        for time in asked.subject.times
        if time.relative
    ]
    told += _newest(asked, groups)
    told += _whole(asked)
    return told + said((note for group in groups for note in group.notes), language)


def _newest(asked: Asked, groups: Sequence[Group]) -> list[str]:
    """近三年, where the newest report is older than one expects."""
    asked_in = max((time.asked_in for time in asked.subject.times), default=0)
    if not asked_in:
        return []
    stored = [year for group in groups for year in group.reports] or list(asked.stored.holdings.years())
    if not stored or max(stored) >= asked_in - 1:
        return []
    return [text(asked.language, "notes.newest", year=max(stored))]


def _whole(asked: Asked) -> list[str]:
    """That the counties of a city stand in for it, and which city 全市 is taken for."""
    found, language = asked.understood.said.range, asked.language
    if found is None or not isinstance(asked.request, AreaRequest):
        return []
    place = places.by_code(found.parent) if found.assumed and found.parent else None
    told = [text(language, "notes.only_city", place=body_name(place.name, language))] if place else []
    if found.stands_in:
        told.append(text(language, "notes.stands_in", place=body_name(found.stands_in, language)))
    return told


def inherited(asked: Asked, groups: Sequence[Group] = ()) -> tuple[str, ...]:
    """What the conversation filled in."""
    language, filled = asked.language, asked.understood.said.inherited
    if not filled:
        return ()
    told = []
    if "organizations" in filled and groups:
        told.append(joined((body_name(group.label, language) for group in groups), language))
    if "years" in filled:
        told.append(year_spans(years_said(asked), language))
    if "measures" in filled:
        names = (spoken_name(measure.codes[0], None, language) for measure in asked.subject.measures)
        told.append(joined(names, language))
    if "scope" in filled:
        told.append(text(language, "notes.same_scope"))
    if not told:
        return ()
    return (text(language, "notes.inherited", told=text(language, "marks.then").join(told)),)


def said(found: Iterable[Note], language: Language) -> list[str]:
    """Notes in words: one that is so of several reports once, with whose they are."""
    of_reports: dict[notes.FigureNote, list[ReportEntry]] = {}
    alone: list[Note] = []
    for note in found:
        match note:
            case notes.OfReport(note=notes.Replaced() as of_any):
                alone.append(of_any)
            case notes.OfReport(entry, of_figure):
                of_reports.setdefault(of_figure, []).append(entry)
            case _:
                alone.append(note)
    told = [
        text(language, "notes.of_report", whose=whose(entries, language), note=words)
        for note, entries in of_reports.items()
        for words in _words(note, language)
    ]
    return [*told, *dict.fromkeys(words for note in alone for words in _words(note, language))]


def _words(note: Note, language: Language) -> list[str]:
    match note:
        case notes.FormsDiffer():
            return _forms(note, language)
        case notes.Replaced(replacement):
            return [replacement.note_zh if language == "zh" else replacement.note_en]
        case notes.Inferred(column):
            return [text(language, "notes.inferred_column" if column else "notes.inferred")]
        case notes.Corrected() | notes.Settled() | notes.HardToRead():
            return [text(language, f"notes.{_PLAIN[type(note)]}")]
        case notes.OfReport(note=of_figure):
            return _words(of_figure, language)
        case notes.DoesNotAddUp(check):
            return [text(language, "notes.does_not_add_up", check=describe_check(check, language))]
        case notes.SomeDoNotAddUp(entries):
            return [text(language, "notes.some_do_not_add_up", whose=whose(entries, language))]
        case notes.Conflict(figure):
            return [text(language, "notes.conflict", table=figure.value, text=figure.other_value)]
        case notes.NoReportBetween(body, gone):
            return [
                text(
                    language,
                    "notes.no_report_between",
                    body=body_name(body, language),
                    years=year_spans(gone, language),
                )
            ]
        case notes.CountsNoPeople(unit):
            return [text(language, "notes.counts_no_people", unit=unit)]
    return [_of_report(note, language) if isinstance(note, _OF_REPORT) else _of_name(note, language)]


def _of_report(note: notes.ReportNote, language: Language) -> str:
    entry = note.entry
    match note:
        case notes.TitleOfOtherYear(listed=listed):
            key = "notes.title_of_other_year_listed" if listed else "notes.title_of_other_year"
        case notes.ReadFromImages():
            key = "notes.read_from_images"
        case notes.SeveralVersions():
            key = "notes.several_versions"
    return text(language, key, report=entry.id, year=entry.year, title_year=entry.title_year, count=entry.versions)


def _of_name(note: names.NameNote, language: Language) -> str:
    match note:
        case names.UnplacedBody(name_said, name):
            return text(language, "notes.unplaced_body", said=name_said, name=name)
        case names.OnlyBody(name, wanted):
            key = "notes.only_body" if wanted else "notes.only_body_at_all"
            return text(language, key, name=name, years=years(wanted, language))
        case names.Namesakes(others, here):
            told = joined((places.full_name(division) for division in others), language)
            return text(language, "notes.namesakes", others=told, here=places.full_name(here))
        case names.WithoutPlace(name):
            return text(language, "notes.without_place", name=name)
        case names.ForOffice(name_said, name):
            return text(language, "notes.for_office", said=name_said, name=name)
        case names.Renamed(old, today):
            return text(language, "notes.renamed", old=old.name, year=old.until, today=today.name)


def _forms(note: notes.FormsDiffer, language: Language) -> list[str]:
    told = (
        text(language, "notes.form_of_years", years=year_spans(of_form, language), form=form_name(form, language))
        for form, of_form in note.years
    )
    differ = text(language, "notes.forms_differ", forms=text(language, "marks.apart").join(told))
    return [differ, *(crossed.note_zh if language == "zh" else crossed.note_en for crossed in note.breaks)]


_OF_REPORT = notes.TitleOfOtherYear | notes.ReadFromImages | notes.SeveralVersions

"""What must be known beside an answer: words mended, years reckoned, names of places, conflicts and doubts of figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from core.asking.found.asked import Asked, Group
from core.asking.found.values import Value
from core.asking.understood.request import Target
from core.asking.worded.choices import measure_name, times_said
from core.asking.worded.figures import joined, number, years
from core.asking.words import catalog as bodies
from core.asking.words import lexicon as vocabulary
from core.forms import catalogue
from core.places import divisions as places
from core.types import SURE, ReportEntry

_COUNTED_UNITS = ("件", "条", "次", "篇", "项", "个")
_PEOPLE = re.compile(r"(?:多少|几)个?[人位]|how many (?:people|persons)")


def common_notes(asked: Asked, groups: Sequence[Group] = ()) -> list[str]:
    """What was mended and reckoned from today, and what the places' names need."""
    notes = [
        asked.say(f"“{wrong}”按“{right}”理解", f"“{wrong}” was read as “{right}”")
        for wrong, right in asked.understood.repairs
    ]
    for time in asked.subject.times:
        if time.relative:
            notes.append(
                asked.say(
                    f"按今天的日期，指{years(time.years, 'zh')}",
                    f"by today's date this means {years(time.years, 'en')}",
                )
            )
    for group in groups:
        notes += group.notes
    return notes


def unused(asked: Asked) -> list[str]:
    """The recognised words that were not used."""
    words = joined(asked.understood.unused, asked.language)
    return [asked.say(f"没有用上：{words}", f"not used: {words}")] if words else []


def inherited(asked: Asked, groups: Sequence[Group] = ()) -> tuple[str, ...]:
    """What the conversation filled in."""
    if not asked.understood.said.inherited:
        return ()
    told = []
    if "organizations" in asked.understood.said.inherited and groups:
        told.append(joined((g.label for g in groups), asked.language))
    if "years" in asked.understood.said.inherited:
        told.append(times_said(asked))
    if "measures" in asked.understood.said.inherited:
        told.append(joined((measure_name(asked, m) for m in asked.subject.measures), asked.language))
    if "scope" in asked.understood.said.inherited:
        told.append(asked.say("同一范围", "the same scope"))
    return (asked.say(f"沿用上文：{'，'.join(told)}", f"taken from before: {', '.join(told)}"),)


def value_notes(asked: Asked, values: Iterable[Value]) -> list[str]:
    """Conflicts and doubts of the figures told."""
    notes: list[str] = []
    told = list(values)
    entries: dict[int, ReportEntry] = {value.entry.id: value.entry for value in told}
    for value in told:
        entry = value.entry
        whose = asked.say(f"{entry.organization_name}{entry.year}年", f"{entry.organization_name}, {entry.year}: ")
        prefix = whose if len(entries) > 1 else ""
        notes += [f"{prefix}{note}" for note in _figure_notes(asked, value)]
    for entry in entries.values():
        if entry.title_year is not None and entry.title_year != entry.year:
            notes.append(
                asked.say(
                    f"这份报告的标题写{entry.title_year}年，正文数据是{entry.year}年，按{entry.year}年收录",
                    f"the title of this report says {entry.title_year} but its figures are of {entry.year}; it is filed under {entry.year}",
                )
            )
        of_it = [figure for value in told if value.entry.id == entry.id for figure in value.figures]
        unweighed = any(figure.confidence is None and not figure.corrected for figure in of_it)
        if unweighed and any(issue.code == "low_confidence_ocr" for issue in asked.holdings.issues(entry.id)):
            notes.append(
                asked.say(
                    f"报告{entry.id}由图像识别而来，识别把握不高，请核对原件",
                    f"report {entry.id} was read from images with low confidence; compare the original",
                )
            )
        if entry.versions > 1:
            notes.append(
                asked.say(
                    f"报告{entry.id}有{entry.versions}个版本，用的是最新的",
                    f"report {entry.id} has {entry.versions} versions; the newest answers",
                )
            )
    if _PEOPLE.search(asked.understood.said.sentence.text) and any(value.unit in _COUNTED_UNITS for value in told):
        unit = next(value.unit for value in told if value.unit in _COUNTED_UNITS)
        notes.append(asked.say(f"年报数的是{unit}，不是人", f"the reports count these in {unit} and not people"))
    return list(dict.fromkeys(notes))


def _figure_notes(asked: Asked, value: Value) -> Iterable[str]:
    for figure in value.figures:
        if figure.other_value is not None and figure.other_value != figure.value:
            yield asked.say(
                f"表格与正文不一致：表格{number(figure.value)}，正文{number(figure.other_value)}，以表格为准",
                f"table and text disagree: the table says {number(figure.value)}, the text {number(figure.other_value)}; "
                "the table counts",
            )
        if figure.corrected:
            yield asked.say("这个数经人工更正", "this figure was corrected by a person")
    if any(figure.confidence is not None and figure.confidence < SURE for figure in value.figures):
        yield asked.say(
            "这个数由图像识别而来，识别把握不高，请核对原件",
            "this figure was read from an image with low confidence; compare the original",
        )
    if any(figure.inferred for figure in value.figures):
        yield asked.say(
            "表格的格子有缺失或看不清，这个数或它的列由勾稽关系推定",
            "cells of the table were lost or illegible; the figure or its column was worked out from the sums of the form",
        )
    if value.code != value.asked and value.asked in catalogue.replacements():
        replacement = catalogue.replacements()[value.asked]
        yield asked.say(replacement.note_zh, replacement.note_en)


def place_notes(asked: Asked, target: Target) -> Iterable[str]:
    place = target.bodies[0].place
    if place is None:
        return
    if not target.divisions and target.kind in vocabulary.body_kinds():
        yield asked.say(
            f"没有说明是哪里的“{target.text}”，库里只有{target.bodies[0].organization.name}",
            f"no place was named; the only “{target.text}” here is {target.bodies[0].organization.name}",
        )
    here = {d.code for d in bodies.lineage(place)}
    others = [d for d in target.divisions if d.code not in here]
    if others and len(others) <= 6:
        names = joined((places.full_name(d) for d in others), asked.language)
        yield asked.say(
            f"同名的还有{names}，库里没有它们的年报；这里是{places.full_name(place)}",
            f"{names} bear the same name but have no reports here; this is {places.full_name(place)}",
        )
    for division in target.divisions:
        today = places.current(division)
        if division.until is not None and today is not None and today.name != division.name:
            yield asked.say(
                f"{division.name}{division.until}年起为{today.name}",
                f"{division.name} became {today.name} in {division.until}",
            )

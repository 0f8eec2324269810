"""A figure over the years, and where the form changes within a series."""

from __future__ import annotations

from collections.abc import Sequence

from core.asking.found.asked import Outcome
from core.asking.found.lookups import Table, answered, table, without_figures
from core.asking.found.question import Question
from core.asking.found.values import Value, tidy
from core.asking.worded.figures import figure, form, several, single, years
from core.forms import catalogue


def trend(question: Question) -> Outcome:
    """One figure over the years that have reports, breaks of the form told."""
    found = table(question, all_years=True)
    if not found.values:
        return without_figures(question, found)
    language = question.language
    rows = [value.row() for value in found.values]
    notes = [*form_breaks(question, found.values), *_gaps(question, found)]
    if len(rows) == 1:
        line = single(found.values[0], language)
        return answered(question, found, line.text, rows, notes, source=line.source)
    text = several(found.values, language)
    if len(found.codes) == 1 and len(found.groups) == 1 and len(question.applicants()) == 1:
        text = f"{_movement(question, found.values)}\n{text}"
    return answered(question, found, text, rows, notes)


def _gaps(question: Question, found: Table) -> list[str]:
    """Years within an open stretch (近三年, 2016年以来) that have no report."""
    if all(time.kind == "years" for time in question.subject.times) and question.subject.times:
        return []
    told = []
    for group in found.groups:
        held = [year for year in found.years if year in group.reports]
        missing = [year for year in range(held[0], held[-1]) if year not in group.reports] if held else []
        if missing:
            when = years(missing, question.language)
            told.append(question.say(f"没有{group.label}{when}的年报", f"no report of {group.label} for {when}"))
    return told


def _movement(question: Question, values: Sequence[Value]) -> str:
    first, last = values[0], values[-1]
    change = tidy(last.value - first.value)
    unit = last.unit
    low, high = min(values, key=lambda v: v.value), max(values, key=lambda v: v.value)
    if change == 0:
        how = question.say("持平", "unchanged")
    elif change > 0:
        how = question.say(f"增加{figure(change, unit, 'zh')}", f"up by {figure(change, unit, 'en')}")
    else:
        how = question.say(f"减少{figure(-change, unit, 'zh')}", f"down by {figure(-change, unit, 'en')}")
    peak = ""
    if len(values) > 2 and low.value != high.value:
        peaks, lows = ([v.entry.year for v in values if v.value == end.value] for end in (high, low))
        peak = question.say(
            f"；最高{figure(high.value, unit, 'zh')}（{years(peaks, 'zh')}），最低{figure(low.value, unit, 'zh')}（{years(lows, 'zh')}）",
            f"; highest {figure(high.value, unit, 'en')} ({years(peaks, 'en')}), lowest {figure(low.value, unit, 'en')} ({years(lows, 'en')})",
        )
    return question.say(
        f"{first.entry.year}年{figure(first.value, unit, 'zh')}，{last.entry.year}年{figure(last.value, unit, 'zh')}，{how}{peak}。",
        f"{figure(first.value, unit, 'en')} in {first.entry.year}, {figure(last.value, unit, 'en')} in {last.entry.year}: {how}{peak}.",
    )


def form_breaks(question: Question, values: Sequence[Value]) -> list[str]:
    """Where the form changes within a series, and what that does to the figure."""
    forms: dict[str, list[int]] = {}
    for value in values:
        forms.setdefault(value.entry.template, []).append(value.entry.year)
    if len(forms) < 2:
        return []
    told = question.say("；", "; ").join(
        (
            question.say(
                f"{years(dict.fromkeys(found), 'zh')}用{form(f, 'zh')}",
                f"{years(dict.fromkeys(found), 'en')}: {form(f, 'en')}",
            )
            for f, found in forms.items()
        )
    )
    reasons = [
        question.say(found.note_zh, found.note_en)
        for found in catalogue.breaks()
        if any(found.crossed(value.asked, forms) for value in values)
    ]
    return [question.say(f"报表格式不同：{told}", f"the forms differ ({told})"), *reasons]

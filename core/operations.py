"""Figures of named bodies: looked up, compared, followed over the years, set in relation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core import vocabulary
from core.indicators import indicators
from core.resolving import Group, Halt, Outcome, Question
from core.types import Applicant, Derived, DerivedOperand, Number, Query, ReportEntry, Row
from core.values import Value, Values, percent, tidy
from core.wording import figure, form, joined, measure, number, several, single, sources, years


@dataclass(frozen=True, slots=True)
class Table:
    """The figures asked for: those found, and sentences for each that is not there."""

    groups: tuple[Group, ...]
    years: tuple[int, ...]
    codes: tuple[str, ...]
    values: tuple[Value, ...]
    absent: tuple[str, ...]
    unreported: tuple[str, ...]
    """`absent`: no report; `unreported`: a report without the figure."""

    @property
    def ids(self) -> tuple[int, ...]:
        """The bodies, for the conversation."""
        return tuple(i for group in self.groups for i in group.ids)


def table(question: Question, *, all_years: bool = False, years_wanted: Sequence[int] | None = None) -> Table:
    """Look up every figure asked for; raises Halt where none is there."""
    groups = question.groups()
    wanted = tuple(years_wanted or question.years_of(groups, default_all=all_years))
    entries: list[ReportEntry] = []
    absent: list[str] = []
    for group in groups:
        missing = [year for year in wanted if group.at(year) is None]
        entries += [entry for year in wanted if (entry := group.at(year)) is not None]
        if missing:
            absent.append(question.no_report(group, missing))
    entries = list(dict.fromkeys(entries))
    if not entries:
        raise Halt(
            Outcome(
                "no_report",
                "".join(absent),
                question.query((), wanted, groups),
                notes=tuple(question.common_notes(groups)),
                organization_ids=tuple(i for g in groups for i in g.ids),
            )
        )
    codes = question.codes(entries, groups)
    values = Values(question.holdings, entries, codes, question.applicants())
    found: list[Value] = []
    unreported: list[str] = []
    for entry in entries:
        for code in codes:
            for applicant in question.applicants():
                value = values.find(entry, code, applicant)
                if value is not None:
                    found.append(value)
                else:
                    unreported.append(question.not_reported(entry, code, applicant))
    return Table(groups, wanted, codes, tuple(found), tuple(absent), tuple(unreported))


def without_figures(question: Question, found: Table) -> Outcome:
    """The outcome where reports are there but no figure."""
    return Outcome(
        "not_reported",
        "".join((*found.unreported, *found.absent)),
        question.query(found.codes, found.years, found.groups),
        notes=tuple(question.common_notes(found.groups)),
        organization_ids=found.ids,
    )


def answered(question: Question, found: Table, text: str, rows: Sequence[Row], notes: Sequence[str] = ()) -> Outcome:
    """Figures told, with what must be known beside them."""
    told = [*question.common_notes(found.groups), *question.value_notes(found.values), *notes]
    unreported = found.unreported
    if len(unreported) > 3:
        unreported = (
            question.say(
                "其余各项报告没有给出；没有给出不等于零。",
                "The reports give none of the others; not given does not mean zero. ",
            ),
        )
    gaps = "".join((*unreported, *found.absent))
    whole = f"{text}\n{gaps}".strip() if gaps else text
    return Outcome(
        "answered",
        whole,
        query_of(question, found),
        tuple(rows),
        notes=tuple(dict.fromkeys(told)),
        organization_ids=found.ids,
    )


def query_of(question: Question, found: Table) -> Query:
    """The query with the codes that were really looked up."""
    query = question.query(found.codes, found.years, found.groups)
    replaced = {value.asked: value.code for value in found.values}
    names = dict.fromkeys(value.entry.organization_name for value in found.values) or query.organizations
    return replace(
        query, indicators=tuple(dict.fromkeys(replaced.get(c, c) for c in query.indicators)), organizations=tuple(names)
    )


# --- lookup and trend --------------------------------------------------------------------------------


def lookup(question: Question) -> Outcome:
    """One figure or several, each as reported."""
    if "mean" in question.u.cues:
        text = question.say(
            "平均要有几个机关或几年，请说明。", "A mean needs several bodies or years; please name them. "
        )
        raise Halt(Outcome("not_understood", text))
    found = table(question)
    if not found.values:
        return without_figures(question, found)
    language = question.language
    one = len(found.values) == 1
    text = single(found.values[0], language) if one else several(found.values, language)
    return answered(question, found, text, [value.row() for value in found.values])


def trend(question: Question) -> Outcome:
    """One figure over the years that have reports, breaks of the form told."""
    found = table(question, all_years=True)
    if not found.values:
        return without_figures(question, found)
    language = question.language
    text = several(found.values, language) if len(found.values) > 1 else single(found.values[0], language)
    if len(found.codes) == 1 and len(found.groups) == 1 and len(found.values) > 1 and len(question.applicants()) == 1:
        text = f"{_movement(question, found.values)}\n{text}"
    notes = [*form_breaks(question, found.values), *_gaps(question, found)]
    return answered(question, found, text, [v.row() for v in found.values], notes)


def _gaps(question: Question, found: Table) -> list[str]:
    """Years within an open stretch (近三年, 2016年以来) that have no report."""
    if all(time.kind == "years" for time in question.u.times) and question.u.times:
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
        for found in vocabulary.breaks()
        if any(found.crossed(value.asked, forms) for value in values)
    ]
    return [question.say(f"报表格式不同：{told}", f"the forms differ ({told})"), *reasons]


# --- compare -----------------------------------------------------------------------------------------


def compare(question: Question) -> Outcome:
    """Two figures side by side with their difference: of two bodies, two years, two indicators or columns."""
    u = question.u
    groups = question.groups()
    wanted: Sequence[int] | None = None
    if len(groups) == 1 and len(u.measures) <= 1 and len(u.applicants) <= 1:
        wanted = _pair_of_years(question, groups)
    elif len(groups) > 1 and not u.times:
        wanted = _common_years(question, groups)
    found = table(question, years_wanted=wanted)
    if not found.values:
        return without_figures(question, found)
    values = list(found.values)
    if len(values) != 2:
        best = _extremes(question, values) if len(values) > 2 and len({v.code for v in values}) == 1 else ""
        text = (f"{best}\n" if best else "") + several(values, question.language)
        if len(values) == 1:
            text = single(values[0], question.language)
        return answered(question, found, text, [v.row() for v in values], form_breaks(question, values))
    first, second = values
    of_years = first.entry.organization == second.entry.organization and first.entry.year != second.entry.year
    if of_years and first.entry.year > second.entry.year:
        first, second = second, first
    if first.unit != second.unit:
        note = question.say("单位不同，不算差", "the units differ, so no difference is worked out")
        return answered(question, found, several(values, question.language), [v.row() for v in values], [note])
    minuend, subtrahend = (second, first) if of_years else (first, second)
    rows = [first.row(), second.row(), _difference_row(minuend, subtrahend)]
    text = f"{_difference(question, minuend, subtrahend)}\n{several([first, second], question.language)}"
    return answered(question, found, text, rows, form_breaks(question, values))


def _pair_of_years(question: Question, groups: Sequence[Group]) -> tuple[int, ...]:
    wanted = question.years_of(groups)
    if len(wanted) != 1:
        return wanted
    return (wanted[0] - 1, wanted[0])


def _common_years(question: Question, groups: Sequence[Group]) -> tuple[int, ...]:
    common = set(groups[0].reports).intersection(*(group.reports for group in groups[1:]))
    if len(common) == 1:
        return tuple(common)
    return question.years_of(groups)


def _extremes(question: Question, values: Sequence[Value]) -> str:
    high = max(values, key=lambda v: v.value)
    tied = [v for v in values if v.value == high.value]
    names = joined(
        (
            question.say(f"{v.entry.organization_name}{v.entry.year}年", f"{v.entry.organization_name} {v.entry.year}")
            for v in tied
        ),
        question.language,
    )
    return question.say(
        f"最多的是{names}：{figure(high.value, high.unit, 'zh')}。",
        f"Highest: {names}, {figure(high.value, high.unit, 'en')}.",
    )


def _difference_row(first: Value, second: Value) -> Row:
    operands = (
        DerivedOperand(_operand_name(first), first.value, first.entry.id),
        DerivedOperand(_operand_name(second), second.value, second.entry.id),
    )
    return replace(
        first.row(),
        value=tidy(first.value - second.value),
        source=None,
        quote=None,
        derived=Derived("difference", operands),
    )


def _operand_name(value: Value) -> str:
    return f"{value.entry.organization_name} {value.entry.year} {value.code}"


def _difference(question: Question, second: Value, first: Value) -> str:
    change = tidy(second.value - first.value)
    amount = figure(abs(change), second.unit, question.language)
    share = ""
    if first.value > 0 and change:
        share = question.say(
            f"（{number(percent(abs(change), first.value))}%）", f" ({number(percent(abs(change), first.value))}%)"
        )
    if first.entry.organization == second.entry.organization and first.entry.year != second.entry.year:
        a, b = f"{first.entry.year}", f"{second.entry.year}"
        if change == 0:
            return question.say(f"{b}年与{a}年相同。", f"{b} equals {a}.")
        how = question.say("增加" if change > 0 else "减少", "up" if change > 0 else "down")
        return question.say(f"{b}年比{a}年{how}{amount}{share}。", f"{b} against {a}: {how} by {amount}{share}.")
    a, b = _distinct(question, first, second), _distinct(question, second, first)
    if change == 0:
        return question.say(f"{b}与{a}一样多。", f"{b} and {a} are equal.")
    how = question.say("多" if change > 0 else "少", "more" if change > 0 else "less")
    return question.say(f"{b}比{a}{how}{amount}{share}。", f"{b}: {amount} {how} than {a}{share}.")


def _distinct(question: Question, value: Value, other: Value) -> str:
    if value.entry.organization != other.entry.organization:
        return value.entry.organization_name
    return measure(value.code, value.applicant, question.language, value.entry.template)


# --- ratio -------------------------------------------------------------------------------------------


def ratio(question: Question) -> Outcome:
    """A rate or a share, numerator and denominator shown."""
    groups = question.groups()
    wanted = question.years_of(groups)
    entries = [entry for group in groups for year in wanted if (entry := group.at(year)) is not None]
    absent = [question.no_report(g, none) for g in groups if (none := [y for y in wanted if g.at(y) is None])]
    base = Table(groups, wanted, (), (), tuple(absent), ())
    if not entries:
        return replace(without_figures(question, base), status="no_report")
    codes = question.codes(entries, groups)
    shares = _shares(question, codes)
    needed = {code for above, below in shares for code, _ in (*above, below)}
    columns = {column for above, below in shares for _, column in (*above, below)}
    values = Values(question.holdings, entries, needed, tuple(columns))
    rows: list[Row] = []
    lines: list[str] = []
    used: list[Value] = []
    failed: list[str] = []
    for entry in entries:
        for (above, below), asked in zip(shares, _labels(question, codes, shares), strict=True):
            over = values.find(entry, *below)
            parts = [values.find(entry, *part) for part in above]
            whole = [part for part in parts if part is not None]
            gone = [c for (c, a), v in zip((*above, below), (*parts, over), strict=True) if v is None]
            if over is None or gone:
                missing = joined((measure(c, None, question.language) for c in gone), question.language)
                failed.append(
                    question.say(
                        f"{entry.organization_name}{entry.year}年的报告没有给出“{missing}”，算不出{asked}。",
                        f"The {entry.year} report of {entry.organization_name} does not give “{missing}”, so {asked} can't be worked out. ",
                    )
                )
                continue
            if over.value == 0:
                failed.append(
                    question.say(
                        f"{entry.organization_name}{entry.year}年的{measure(over.code, over.applicant, 'zh', entry.template)}为零，算不出{asked}。",
                        f"{measure(over.code, over.applicant, 'en', entry.template)} of {entry.organization_name} {entry.year} is zero, so {asked} can't be worked out. ",
                    )
                )
                continue
            used += [*whole, over]
            rows.append(_share_row(whole, over))
            lines.append(_share_line(question, asked, whole, over))
    done = replace(base, codes=codes, values=tuple(used), unreported=tuple(failed))
    if not rows:
        return without_figures(question, done)
    text = "\n".join([*lines, sources((v.entry for v in used), question.language).strip()])
    unofficial = []
    if any(code in vocabulary.rates() for code in codes):
        unofficial = [
            question.say(
                "这类比率没有官方口径，分子分母如上",
                "no official definition exists for this rate; numerator and denominator are as shown",
            )
        ]
    told = answered(question, done, text, rows, unofficial)
    looked_up = [code for above, below in shares for code, _ in (*above, below)]
    query = replace(query_of(question, done), indicators=tuple(dict.fromkeys(looked_up)), measures=tuple(codes))
    return replace(told, query=query)


# A占B, A与B之比: B is the whole.
_PART_OF_OTHER = re.compile(r"占(?![比的])[^,，。?？]{2,}|之比|的几倍|\bof\b|divided by|\bto\b")
_TOGETHER = re.compile(r"合计|之和|一共|总共|加起来|合起来|together|combined")
Part = tuple[str, Applicant | None]


def _shares(question: Question, codes: Sequence[str]) -> list[tuple[tuple[Part, ...], Part]]:
    rates = [vocabulary.rates()[code] for code in codes if code in vocabulary.rates()]
    if rates:
        return [(tuple((c, None) for c in rate.numerator), (rate.denominator, None)) for rate in rates]
    applicants = question.u.applicants
    if applicants:
        return [(((code, applicant),), (code, None)) for code in codes for applicant in applicants]
    if len(codes) == 2:
        first, second = codes
        if second in _above(first):
            return [(((first, None),), (second, None))]
        if first in _above(second):
            return [(((second, None),), (first, None))]
        if vocabulary.unit(first) != vocabulary.unit(second):
            text = question.say("单位不同的数没有比例。", "Figures of different units have no share. ")
            raise Halt(Outcome("not_understood", text))
        if _PART_OF_OTHER.search(question.u.text):
            return [(((first, None),), (second, None))]
        whole = next((code for code in _above(first) if code in _above(second)), None)
        if _TOGETHER.search(question.u.text) and whole:
            return [(((first, None), (second, None)), (whole, None))]
    if len(codes) > 2:
        whole = next((c for c in codes if all(c in _above(other) for other in codes if other != c)), None)
        if whole:
            return [(((code, None),), (whole, None)) for code in codes if code != whole]
    above = [(code, _above(code)) for code in codes]
    if any(not parents for _, parents in above):
        text = question.say("占什么的比例？请把分母也说出来。", "A share of what? Please name the denominator too.")
        raise Halt(Outcome("not_understood", text))
    return [(((code, None),), (parents[-1], None)) for code, parents in above]


def _above(code: str) -> list[str]:
    """What a figure is part of, nearest first, as far as there are figures."""
    found = []
    parent = indicators()[code].parent if code in indicators() else None
    while parent:
        found.append(parent)
        parent = indicators()[parent].parent if parent in indicators() else None
    if (
        not code.startswith("requests.outcome.")
        or "requests.outcome.total" in found
        or code == "requests.outcome.total"
    ):
        return found
    return [*found, "requests.outcome.total"]


def _labels(question: Question, codes: Sequence[str], shares: Sequence[tuple[tuple[Part, ...], Part]]) -> list[str]:
    rates = [vocabulary.label(code, question.language) for code in codes if code in vocabulary.rates()]
    if rates:
        return rates
    names = []
    for above, below in shares:
        part = joined((measure(*one, question.language) for one in above), question.language)
        whole = measure(*below, question.language)
        names.append(question.say(f"{part}占{whole}的比例", f"share of {part} in {whole}"))
    return names


def _share_row(parts: Sequence[Value], whole: Value) -> Row:
    operands = tuple(DerivedOperand(v.code, v.value, v.entry.id) for v in (*parts, whole))
    above: Number = tidy(sum(part.value for part in parts))
    return replace(
        parts[0].row(),
        value=percent(above, whole.value),
        unit="%",
        source=None,
        quote=None,
        derived=Derived("ratio", operands),
    )


def _share_line(question: Question, asked: str, parts: Sequence[Value], whole: Value) -> str:
    language = question.language
    entry = whole.entry
    above = tidy(sum(part.value for part in parts))
    share = number(percent(above, whole.value))
    summed = f" = {number(above)}" if len(parts) > 1 else ""
    names = " + ".join(f"{measure(p.code, p.applicant, language, entry.template)} {number(p.value)}" for p in parts)
    under = f"{measure(whole.code, whole.applicant, language, entry.template)} {number(whole.value)}"
    return question.say(
        f"{share}%。{entry.organization_name}{entry.year}年{asked} = （{names}{summed}）÷（{under}）。",
        f"{share}%: {asked}, {entry.organization_name} {entry.year} = ({names}{summed}) / ({under}).",
    )

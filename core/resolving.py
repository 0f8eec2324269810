"""From what a question says to stored bodies, years, reports and codes; where that fails, the answer that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz

from core import bodies, places, vocabulary
from core.bodies import Body, Catalog
from core.indicators import indicators
from core.measures import exact
from core.refusals import examples, refusal
from core.tokens import prepare, tokenize
from core.types import (
    AnswerStatus,
    Applicant,
    Choice,
    Holdings,
    Language,
    Query,
    ReportEntry,
    Row,
)
from core.understanding import Measure, Target, Understanding
from core.values import Value, Values
from core.wording import joined, measure, say, years

MOST_CHOICES = 8
# What a report is mostly asked for, offered where the question names no figure.
MAIN_FIGURES = (
    "requests.received",
    "requests.concluded",
    "requests.outcome.total",
    "requests.outcome.granted",
    "requests.outcome.partial",
    "requests.outcome.denied",
    "requests.carried_out",
    "disclosure.items",
    "normative.issued",
    "review.total",
    "litigation.total",
    "complaints.total",
    "capacity.staff",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer before its notes are told."""

    status: AnswerStatus
    text: str
    query: Query | None = None
    rows: tuple[Row, ...] = ()
    choices: tuple[Choice, ...] = ()
    notes: tuple[str, ...] = ()
    organization_ids: tuple[int, ...] = ()


class Halt(Exception):
    """The question can't be taken further: its outcome is the answer."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.text)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Group:
    """One body asked about: under one name, or under the names it had over the years."""

    label: str
    bodies: tuple[Body, ...]
    reports: Mapping[int, ReportEntry]
    notes: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """The stored bodies."""
        return tuple(body.organization.id for body in self.bodies)

    def at(self, year: int) -> ReportEntry | None:
        """The report of a year; else the one whose title names that year though its figures are of another."""
        titled = (entry for entry in self.reports.values() if entry.title_year == year)
        return self.reports.get(year) or next(titled, None)

    def name(self, year: int | None = None) -> str:
        """How it was called in the year, else now."""
        entry = self.at(year) if year is not None else None
        return entry.organization_name if entry else self.label


@dataclass(frozen=True, slots=True)
class Question:
    """An understood question beside what is stored."""

    u: Understanding
    holdings: Holdings
    catalog: Catalog

    @property
    def language(self) -> Language:
        """The language of the answer."""
        return self.u.language

    def say(self, chinese: str, english: str) -> str:
        """The sentence in the language of the answer."""
        return say(self.u.language, chinese, english)

    # --- what stops a question -------------------------------------------------------------------------

    def reject_outside(self) -> None:
        """Raise Halt for what annual figures can't answer and for words that were not understood."""
        if self.u.outside and not self._speaks_of_else():
            raise Halt(Outcome("not_understood", refusal(self.u.outside, self.language) + self.examples()))
        if self.u.bounds and self.u.operation not in ("rank", "check"):
            raise Halt(Outcome("not_understood", refusal("bounded_change", self.language) + self.examples()))
        if self.u.unknown_place:
            raise Halt(self.unknown_place(self.u.unknown_place))
        if self.u.unknown:
            words = joined((f"“{word}”" for word in self.u.unknown), self.language)
            text = self.say(f"没看懂{words}，所以不作答。", f"I don't understand {words}, so I won't answer. ")
            raise Halt(Outcome("not_understood", text + self.examples()))
        if "elsewhere" in self.u.cues:
            text = self.say(
                "党委、人大、政协、法院、检察院和群团不编政府信息公开年报，库里没有。",
                "That is no administrative body; it publishes no such report. ",
            )
            raise Halt(Outcome("no_report", text + self.examples()))
        if any(m.codes == ("?",) for m in self.u.measures):
            text = self.say(
                "这几个词放在一起不是年报里的一项数字。", "These words together name no figure of the reports. "
            )
            raise Halt(Outcome("not_understood", text + self.examples()))

    def _speaks_of_else(self) -> bool:
        """今天天气怎么样: a day, but of nothing that reports have."""
        named = self.u.measures or self.u.targets or self.u.applicants or self.u.scope
        return self.u.outside == "subyear" and bool(self.u.unknown) and not named

    def examples(self) -> str:
        """What can be asked, with names and years of what is stored."""
        return examples(self.holdings, self.catalog, self.language)

    def unknown_place(self, name: str) -> Outcome:
        """No body of this name; bodies with like names are offered, never taken."""
        like = sorted(
            ((fuzz.ratio(name, b.organization.name[: len(name) + 2]), b) for b in self.catalog.bodies),
            key=lambda pair: (-pair[0], pair[1].organization.id),
        )
        near = [body for score, body in like if score >= 50][:3]
        text = self.say(f"不认识“{name}”，库里没有它的年报。", f"I don't know “{name}”; there is no report of it. ")
        return Outcome("no_report", text + ("" if near else self.examples()), choices=self.body_choices(near))

    # --- bodies ----------------------------------------------------------------------------------------

    def groups(self) -> tuple[Group, ...]:
        """The bodies asked about; raises Halt where one is missing, unknown to the store, or may be several."""
        if not self.u.targets:
            return (self._only_body(),)
        return tuple(self.group(target) for target in self.u.targets)

    def _only_body(self) -> Group:
        """The one body that has reports of the time asked for; raises Halt where there is none or are several."""
        if not self.u.measures and not self.u.times:
            text = self.say("请说明机关、年度和要问的数字。", "Please name a body, a year and a figure. ")
            raise Halt(Outcome("not_understood", text + self.examples()))
        wanted = {year for time in self.u.times for year in time.select(self.holdings.years())}
        entries = self.holdings.reports(years=wanted or None)
        names = dict.fromkeys(entry.organization for entry in entries)
        held = [self.catalog.by_id[i] for i in names][:MOST_CHOICES]
        if not held:
            raise Halt(self.no_report_anywhere(sorted(wanted)))
        if len(held) > 1:
            text = self.say("问的是哪个机关？", "Which body do you mean?")
            raise Halt(Outcome("ambiguous", text, choices=self.body_choices(held)))
        body = held[0]
        name = self.body_name(body)
        when = self.times_said()
        note = self.say(
            f"没有说明机关，有{when}年报的只有{name}",
            f"no body was named; only {name} has reports{f' of {when}' if when else ''}",
        )
        group = self.group(Target(name, body.kind, (body.place,) if body.place else (), (body,)))
        return replace(group, notes=(*group.notes, note))

    def no_report_anywhere(self, wanted: Sequence[int]) -> Outcome:
        """Nothing stored of these years."""
        if not self.holdings.years():
            return Outcome("no_report", self.say("库里还没有年报。", "There are no reports yet."))
        present = years(self.holdings.years(), self.language)
        text = self.say(
            f"库里没有{years(wanted, 'zh')}的年报；有的是{present}。",
            f"There are no reports of {years(wanted, 'en')}; there are those of {present}.",
        )
        return Outcome("no_report", text)

    def group(self, target: Target) -> Group:
        """The body a target means."""
        if not target.bodies:
            raise Halt(self._not_stored(target))
        named_places = {body.place.code if body.place else body.organization.name for body in target.bodies}
        first = target.bodies[0]
        lineage_codes = {d.code for d in bodies.lineage(first.place)} if first.place else named_places
        if not named_places <= lineage_codes or len({body.township for body in target.bodies}) > 1:
            text = self.say(
                f"“{target.text}”可能指几个机关，问的是哪个？", f"“{target.text}” may mean several bodies. Which one?"
            )
            offered = tuple(body.organization.id for body in target.bodies)
            raise Halt(Outcome("ambiguous", text, choices=self.body_choices(target.bodies), organization_ids=offered))
        entries = self.holdings.reports(organizations=[body.organization.id for body in target.bodies])
        return Group(
            max(entries, key=lambda e: e.year).organization_name if entries else first.organization.name,
            target.bodies,
            self._by_year(entries, target),
            tuple(self._place_notes(target)),
        )

    def _by_year(self, entries: Iterable[ReportEntry], target: Target) -> dict[int, ReportEntry]:
        found: dict[int, ReportEntry] = {}
        for entry in entries:
            other = found.setdefault(entry.year, entry)
            asked = {year for time in self.u.times for year in time.years}
            if other is not entry and (not asked or entry.year in asked):
                text = self.say(
                    f"“{target.text}”{entry.year}年有几个机关的年报，问的是哪个？",
                    f"“{target.text}” may mean several bodies with a report of {entry.year}. Which one?",
                )
                both = [self.catalog.by_id[e.organization] for e in (other, entry)]
                raise Halt(Outcome("ambiguous", text, choices=self.body_choices(both)))
        return found

    def _place_notes(self, target: Target) -> Iterable[str]:
        place = target.bodies[0].place
        if place is None:
            return
        here = {d.code for d in bodies.lineage(place)}
        others = [d for d in target.divisions if d.code not in here]
        if others and len(others) <= 6:
            names = joined((places.full_name(d) for d in others), self.language)
            yield self.say(
                f"同名的还有{names}，库里没有它们的年报；这里是{places.full_name(place)}",
                f"{names} bear the same name but have no reports here; this is {places.full_name(place)}",
            )
        for division in target.divisions:
            today = places.current(division)
            if division.until is not None and today is not None and today.name != division.name:
                yield self.say(
                    f"{division.name}{division.until}年起为{today.name}",
                    f"{division.name} became {today.name} in {division.until}",
                )

    def _not_stored(self, target: Target) -> Outcome:
        label = self._target_label(target)
        held = [b for d in target.divisions for b in bodies.of_place(self.catalog, d)]
        parts = [self.say(f"库里没有{label}的年报。", f"There is no report of {label}. ")]
        for division in target.divisions[:1]:
            today = places.current(division)
            if division.until is not None and today is not None:
                parts.append(
                    self.say(
                        f"{division.name}{division.until}年起为{today.name}。",
                        f"{division.name} became {today.name} in {division.until}. ",
                    )
                )
                held += bodies.of_place(self.catalog, today)
        held = list(dict.fromkeys(held))[:MOST_CHOICES]
        if held:
            names = joined((body.organization.name for body in held), self.language)
            parts.append(self.say(f"同一地方有年报的是：{names}。", f"Bodies of the same place with reports: {names}."))
        elif target.kind != "government" and not target.divisions:
            parts.append(self.examples())
        else:
            parts.append(self._nearby(target))
        return Outcome("no_report", "".join(parts), self.query((), ()), choices=self.body_choices(held))

    def _nearby(self, target: Target) -> str:
        for division in target.divisions[:1]:
            for above in places.parents(division):
                held = bodies.below(self.catalog, above, None)[:5]
                if held:
                    names = joined((body.organization.name for body in held), self.language)
                    return self.say(
                        f"{above.name}范围内有年报的有：{names}。", f"Bodies with reports in {above.name}: {names}."
                    )
        return ""

    def _target_label(self, target: Target) -> str:
        if len(target.divisions) == 1:
            division = target.divisions[0]
            name = places.full_name(division, division.until)
        else:
            name = ""
        kind = vocabulary.body_kinds().get(target.kind)
        label = (kind.label_zh if kind else target.kind) if target.kind != "government" or not name else ""
        return f"{name}{label}" if name else f"“{target.text}”"

    def body_choices(self, found: Iterable[Body]) -> tuple[Choice, ...]:
        """Bodies to choose from, each with the whole question for it."""
        names = dict.fromkeys(self.body_name(body) for body in found)
        return tuple(Choice(name, self._asked_of(name)) for name in list(names)[:MOST_CHOICES])

    def body_name(self, body: Body) -> str:
        """A body's name, after those of the places above it where the name alone would not tell it apart."""
        name = body.organization.name
        alike = self.catalog.by_name.get(name.lower(), ())
        alike_place = body.place is not None and len(bodies.candidates(body.place.name)) > 1
        if body.place is None or not (len(alike) > 1 or alike_place or body.township):
            return name
        above = "".join(d.name for d in reversed(places.parents(body.place)))
        tail = name if name.startswith(body.place.name) else f"{body.place.name}{body.tail}"
        return name if name.startswith(above) else f"{above}{tail}"

    def _asked_of(self, name: str) -> str:
        what = joined((self.measure_name(m) for m in self.u.measures if m.codes != ("?",)), self.language)
        when = self.times_said()
        if self.language == "zh":
            return f"{name}{when}{what or '的年报有哪些'}"
        return f"{what or 'which reports are there of'} {name} {when}".strip()

    def measure_name(self, m: Measure) -> str:
        """How to ask for a figure."""
        return " ".join(self.code_name(code) for code in m.codes[:1])

    def code_name(self, code: str) -> str:
        """The official label of a code, which a question may use."""
        found = indicators().get(code)
        if found:
            return found.label_zh if self.language == "zh" else found.label_en
        return vocabulary.label(code, self.language)

    def times_said(self) -> str:
        """The years asked for, to be used in another question."""
        asked = sorted({year for time in self.u.times for year in time.select(self.holdings.years())})
        if not asked:
            return ""
        if self.language == "zh":
            return "、".join(f"{year}年" for year in asked)
        return ", ".join(str(year) for year in asked)

    # --- years -----------------------------------------------------------------------------------------

    def years_of(self, groups: Sequence[Group], *, default_all: bool = False) -> tuple[int, ...]:
        """The report years meant; raises Halt where none is said and there are several."""
        present = sorted({year for group in groups for year in group.reports})
        if not self.u.times:
            if len(present) == 1 or default_all:
                return tuple(present)
            choices = tuple(
                Choice(f"{year}年" if self.language == "zh" else str(year), self._asked_in(groups, year))
                for year in present[-MOST_CHOICES:]
            )
            names = joined(dict.fromkeys(g.label for g in groups), self.language)
            text = self.say(
                f"问的是哪一年？{names}有{years(present, 'zh')}的年报。",
                f"Which year? There are reports of {names} for {years(present, 'en')}.",
            )
            raise Halt(Outcome("ambiguous", text, choices=choices, organization_ids=_ids(groups)))
        found: set[int] = set()
        for time in self.u.times:
            if time.kind == "published":
                found |= {
                    e.year
                    for g in groups
                    for e in g.reports.values()
                    if e.published_on and e.published_on.year in time.years
                }
            else:
                found |= set(time.select(present))
        if not found:
            raise Halt(self._nothing_then(groups, present))
        return tuple(sorted(found))

    def _nothing_then(self, groups: Sequence[Group], present: Sequence[int]) -> Outcome:
        names = joined((g.label for g in groups), self.language)
        text = self.say(
            f"这段时间没有{names}的年报；有的是{years(present, 'zh')}。",
            f"There is no report of {names} for that time; there are those of {years(present, 'en')}.",
        )
        return Outcome("no_report", text, self.query((), (), groups), organization_ids=_ids(groups))

    def _asked_in(self, groups: Sequence[Group], year: int) -> str:
        names = self.say("和", " and ").join(self.body_name(g.bodies[-1]) for g in groups)
        what = joined((self.measure_name(m) for m in self.u.measures), self.language)
        if self.language == "zh":
            return f"{names}{year}年{what}"
        return f"{what} {names} {year}".strip()

    def no_report(self, group: Group, wanted: Sequence[int]) -> str:
        """That a body has no report of these years, and the nearest that exist."""
        present = sorted(group.reports, key=lambda year: (min(abs(year - w) for w in wanted), year))[:3]
        if not present:
            return self.say(f"没有{group.label}的年报。", f"There is no report of {group.label}. ")
        near = years(sorted(present), self.language)
        return self.say(
            f"没有{group.label}{years(wanted, 'zh')}的年报；最近的有{near}。",
            f"There is no report of {group.label} for {years(wanted, 'en')}; the nearest are of {near}. ",
        )

    # --- figures ---------------------------------------------------------------------------------------

    def applicants(self) -> tuple[Applicant | None, ...]:
        """The columns asked for; the total where none is named."""
        return self.u.applicants or (None,)

    def codes(self, entries: Sequence[ReportEntry], groups: Sequence[Group] = ()) -> tuple[str, ...]:
        """One code for each figure asked for; raises Halt where none is named or the words fit several."""
        if "all_indicators" in self.u.cues and not self.u.measures:
            values = Values(self.holdings, entries, MAIN_FIGURES)
            return tuple(code for code in MAIN_FIGURES if any(values.find(entry, code) for entry in entries))
        if not self.u.measures:
            raise Halt(self._which_figure(entries, MAIN_FIGURES, groups))
        found: list[str] = []
        for asked in self.u.measures:
            if len(asked.codes) == 1:
                found.append(asked.codes[0])
                continue
            there = self._available(entries, asked.codes)
            if len(there) > 1:
                raise Halt(self._which_figure(entries, there, groups))
            found.append(there[0] if there else asked.codes[0])
        return tuple(dict.fromkeys(found))

    def _available(self, entries: Sequence[ReportEntry], codes: Sequence[str]) -> tuple[str, ...]:
        values = Values(self.holdings, entries, codes, self.applicants())
        there = tuple(c for c in codes if any(values.find(e, c, a) for e in entries for a in self.applicants()))
        match = re.search(r"(?:多少|几)个?(件|条|项|次|篇|人|万元)", self.u.text)
        fitting = tuple(code for code in there if match and vocabulary.unit(code) == match[1])
        return fitting or there

    def _which_figure(self, entries: Sequence[ReportEntry], codes: Sequence[str], groups: Sequence[Group]) -> Outcome:
        there = self._available(entries, codes)
        names = [self.body_name(g.bodies[-1]) for g in groups] or [entry.organization_name for entry in entries[:1]]
        when = joined(
            dict.fromkeys((f"{e.year}年" if self.language == "zh" else str(e.year)) for e in entries), self.language
        )
        choices = []
        for code in there[:MOST_CHOICES]:
            name = self.code_name(code)
            whole = (
                f"{'和'.join(names)}{when}{name}" if self.language == "zh" else f"{name} {' and '.join(names)} {when}"
            )
            choices.append(Choice(name, whole))
        text = self.say("问的是哪一项数字？", "Which figure do you mean?")
        if not choices:
            return Outcome(
                "not_understood", self.say("请说明要问哪一项数字。", "Please say which figure. ") + self.examples()
            )
        return Outcome(
            "ambiguous",
            text,
            self.query((), when_years(entries), groups),
            choices=tuple(choices),
            organization_ids=_ids(groups),
        )

    def not_reported(self, entry: ReportEntry, code: str, applicant: Applicant | None) -> str:
        """That a report gives no such figure, and why where the form tells."""
        name = measure(code, applicant, self.language)
        indicator = indicators().get(code)
        reason = ""
        if applicant is not None and (entry.template == "2014" or not (indicator and indicator.by_applicant)):
            reason = self.say("这份报表不分申请人类别", "this form does not tell applicants apart")
        elif indicator and entry.template in ("2014", "2019", "2021") and entry.template not in indicator.templates:
            reason = self.say(f"{entry.template}年式样的报表没有这一项", f"the {entry.template} form has no such row")
        elif any(
            issue.code == "missing_number" and _speaks_of(issue.message, code)
            for issue in self.holdings.issues(entry.id)
        ):
            reason = self.say("该填数字的地方是空的", "the place for the number was left blank")
        if self.language == "zh":
            return f"{entry.organization_name}{entry.year}年的报告没有给出“{name}”{f'（{reason}）' if reason else ''}；没有给出不等于零。"
        return (
            f"The {entry.year} report of {entry.organization_name} gives no figure for “{name}”"
            f"{f' ({reason})' if reason else ''}; not given does not mean zero. "
        )

    # --- notes -----------------------------------------------------------------------------------------

    def common_notes(self, groups: Sequence[Group] = ()) -> list[str]:
        """What was mended, inherited and reckoned from today, and what the places' names need."""
        notes = [
            self.say(f"“{wrong}”按“{right}”理解", f"“{wrong}” was read as “{right}”") for wrong, right in self.u.repairs
        ]
        for time in self.u.times:
            if time.relative:
                notes.append(
                    self.say(
                        f"按今天的日期，指{years(time.years, 'zh')}",
                        f"by today's date this means {years(time.years, 'en')}",
                    )
                )
        for group in groups:
            notes += group.notes
        if self.u.inherited:
            notes.append(self._inherited(groups))
        return notes

    def _inherited(self, groups: Sequence[Group]) -> str:
        told = []
        if "organizations" in self.u.inherited and groups:
            told.append(joined((g.label for g in groups), self.language))
        if "years" in self.u.inherited:
            told.append(self.times_said())
        if "measures" in self.u.inherited:
            told.append(joined((self.measure_name(m) for m in self.u.measures), self.language))
        if "scope" in self.u.inherited:
            told.append(self.say("同一范围", "the same scope"))
        return self.say(f"沿用上文：{'，'.join(told)}", f"taken from before: {', '.join(told)}")

    def value_notes(self, values: Iterable[Value], asked_years: Iterable[int] = ()) -> list[str]:
        """Conflicts and doubts of the figures told."""
        notes: list[str] = []
        told = list(values)
        entries: dict[int, ReportEntry] = {value.entry.id: value.entry for value in told}
        for value in told:
            entry = value.entry
            whose = self.say(f"{entry.organization_name}{entry.year}年", f"{entry.organization_name}, {entry.year}: ")
            prefix = whose if len(entries) > 1 else ""
            notes += [f"{prefix}{note}" for note in self._figure_notes(value)]
        for entry in entries.values():
            if entry.title_year is not None and entry.title_year != entry.year:
                notes.append(
                    self.say(
                        f"这份报告的标题写{entry.title_year}年，正文数据是{entry.year}年，按{entry.year}年收录",
                        f"the title of this report says {entry.title_year} but its figures are of {entry.year}; it is filed under {entry.year}",
                    )
                )
            if any(issue.code == "low_confidence_ocr" for issue in self.holdings.issues(entry.id)):
                notes.append(
                    self.say(
                        f"报告{entry.id}由图像识别而来，识别把握不高，请核对原件",
                        f"report {entry.id} was read from images with low confidence; compare the original",
                    )
                )
            if entry.versions > 1:
                notes.append(
                    self.say(
                        f"报告{entry.id}有{entry.versions}个版本，用的是最新的",
                        f"report {entry.id} has {entry.versions} versions; the newest answers",
                    )
                )
        if _PEOPLE.search(self.u.text) and any(value.unit in _COUNTED_UNITS for value in told):
            unit = next(value.unit for value in told if value.unit in _COUNTED_UNITS)
            notes.append(self.say(f"年报数的是{unit}，不是人", f"the reports count these in {unit} and not people"))
        return list(dict.fromkeys(notes))

    def _figure_notes(self, value: Value) -> Iterable[str]:
        for figure in value.figures:
            if figure.other_value is not None and figure.other_value != figure.value:
                yield self.say(
                    f"表格与正文不一致：表格{figure.value}，正文{figure.other_value}，以表格为准",
                    f"table and text disagree: the table says {figure.value}, the text {figure.other_value}; the table counts",
                )
            if figure.corrected:
                yield self.say("这个数经人工更正", "this figure was corrected by a person")
        if any(figure.inferred for figure in value.figures):
            yield self.say(
                "表格的格子有缺失，列由勾稽关系推定",
                "cells of the table were lost; its column was worked out from the sums of the form",
            )
        if value.code != value.asked and value.asked in vocabulary.replacements():
            replacement = vocabulary.replacements()[value.asked]
            yield self.say(replacement.note_zh, replacement.note_en)

    # --- the query -------------------------------------------------------------------------------------

    def query(self, codes: Iterable[str], wanted: Iterable[int], groups: Sequence[Group] = ()) -> Query:
        """What was understood, in the contract's terms."""
        asked = tuple(codes) or tuple(m.codes[0] for m in self.u.measures if len(m.codes) == 1)
        looked_up: dict[str, None] = {}
        for code in asked:
            rate = vocabulary.rates().get(code)
            looked_up.update(dict.fromkeys((*rate.numerator, rate.denominator) if rate else (code,)))
        names = dict.fromkeys(g.label for g in groups) if groups else dict.fromkeys(map(_target_name, self.u.targets))
        return Query(
            operation=self.u.operation,
            indicators=tuple(looked_up),
            organizations=tuple(names),
            years=_filed_under(wanted, groups)
            or tuple(sorted({y for t in self.u.times for y in t.years if t.kind != "published"})),
            applicant=self.u.applicants[0] if len(self.u.applicants) == 1 else None,
            measures=asked,
            scope=self.u.scope,
        )


_COUNTED_UNITS = ("件", "条", "次", "篇", "项", "个")
_PEOPLE = re.compile(r"(?:多少|几)个?[人位]|how many (?:people|persons)")


def _speaks_of(message: str, code: str) -> bool:
    """Whether the words quoted in an issue (“公开信息共计条”) name the figure."""
    words = tokenize(prepare(" ".join(re.findall("“(.+?)”", message))), bodies.build_catalog(()), date.min)
    facets = frozenset(facet for word in words for value in word.values("term")[:1] for facet in value.split())
    return code in exact(facets)


def _target_name(target: Target) -> str:
    """The full name of a body asked about, as far as the words settle it."""
    if len({body.organization.name for body in target.bodies}) == 1:
        return target.bodies[0].organization.name
    kind = vocabulary.body_kinds().get(target.kind)
    if len(target.divisions) == 1 and kind:
        return f"{target.divisions[0].name}{kind.label_zh}"
    return target.text


def _filed_under(wanted: Iterable[int], groups: Sequence[Group]) -> tuple[int, ...]:
    """The years of the reports that answer for the years wanted; a year without any stays."""
    found = {year: [entry.year for group in groups if (entry := group.at(year))] or [year] for year in wanted}
    return tuple(dict.fromkeys(year for filed in found.values() for year in filed))


def _ids(groups: Iterable[Group]) -> tuple[int, ...]:
    return tuple(i for group in groups for i in group.ids)


def when_years(entries: Iterable[ReportEntry]) -> tuple[int, ...]:
    """The years of some reports."""
    return tuple(sorted({entry.year for entry in entries}))

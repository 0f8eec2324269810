"""From what a question says to stored bodies, years, reports and codes; where that fails, the answer that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.asking.found.asked import Asked, Group, Halt, Outcome, ids_of
from core.asking.found.values import Values
from core.asking.understood.refusal import NoAdministration, Outside, UnknownPlace, UnknownWords, UnusedWords
from core.asking.understood.request import Target
from core.asking.worded.absence import no_report_anywhere, not_stored, nothing_then, unknown_place
from core.asking.worded.choices import MOST_CHOICES, asked_in, body_choices, body_name, code_name, times_said
from core.asking.worded.figures import joined, years
from core.asking.worded.notes import place_notes
from core.asking.worded.refusals import refusal
from core.asking.words import catalog as bodies
from core.forms import catalogue
from core.types import Choice, ReportEntry

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


_WITHOUT_EXAMPLES = frozenset({"mean_of_one", "change_standing", "change_of_sum"})


@dataclass(frozen=True, slots=True)
class Question(Asked):
    """An understood question beside what is stored."""

    # --- what stops a question -------------------------------------------------------------------------

    def reject_outside(self) -> None:
        """Raise Halt for what annual figures can't answer and for words that were not understood."""
        match self.understood.refusal:
            case Outside(reason):
                examples = "" if reason in _WITHOUT_EXAMPLES else self.examples()
                raise Halt(Outcome("not_understood", refusal(reason, self.language) + examples))
            case UnknownPlace(name):
                raise Halt(unknown_place(self, name))
            case UnknownWords(words):
                named = joined((f"“{word}”" for word in words), self.language)
                text = self.say(f"没看懂{named}，所以不作答。", f"I don't understand {named}, so I won't answer. ")
                raise Halt(Outcome("not_understood", text + self.examples()))
            case UnusedWords(words):
                named = joined((f"“{word}”" for word in words), self.language)
                text = self.say(
                    f"{named}在这个问题里没有用上，而它会改变意思，所以不作答；请分开问。",
                    f"{named} could not be used here and would change what is meant, so I won't answer; please ask apart. ",
                )
                raise Halt(Outcome("not_understood", text + self.examples()))
            case NoAdministration():
                text = self.say(
                    "党委、人大、政协、法院、检察院和群团不编政府信息公开年报，库里没有。",
                    "That is no administrative body; it publishes no such report. ",
                )
                raise Halt(Outcome("no_report", text + self.examples()))

    # --- bodies ----------------------------------------------------------------------------------------

    def groups(self) -> tuple[Group, ...]:
        """The bodies asked about; raises Halt where one is missing, unknown to the store, or may be several."""
        if not self.subject.targets:
            return (self._only_body(),)
        found = [self.group(target) for target in self.subject.targets]
        return tuple({group.ids: group for group in found}.values())

    def _only_body(self) -> Group:
        """The one body that has reports of the time asked for; raises Halt where there is none or are several."""
        if not self.subject.measures and "define" in self.understood.said.cues:
            text = self.say(
                "口径指一项数字统计的是什么；请说明是哪一项，例如：公开率怎么算，申请办结数是什么意思。",
                "Please say which figure is to be explained, for example: what does the disclosure rate mean. ",
            )
            raise Halt(Outcome("not_understood", text))
        if not self.subject.measures and not self.subject.times:
            text = self.say("请说明机关、年度和要问的数字。", "Please name a body, a year and a figure. ")
            raise Halt(Outcome("not_understood", text + self.examples()))
        wanted = {year for time in self.subject.times for year in time.select(self.holdings.years())}
        entries = self.holdings.reports(years=wanted or None)
        names = dict.fromkeys(entry.organization for entry in entries)
        held = [self.catalog.by_id[i] for i in names][:MOST_CHOICES]
        if not held:
            raise Halt(no_report_anywhere(self, sorted(wanted)))
        if len(held) > 1:
            text = self.say("问的是哪个机关？", "Which body do you mean?")
            raise Halt(Outcome("ambiguous", text, choices=body_choices(self, held)))
        body = held[0]
        name = body_name(self, body)
        when = times_said(self)
        note = self.say(
            f"没有说明机关，有{when}年报的只有{name}",
            f"no body was named; only {name} has reports{f' of {when}' if when else ''}",
        )
        group = self.group(Target(name, body.kind, (body.place,) if body.place else (), (body,)))
        return replace(group, notes=(*group.notes, note))

    def group(self, target: Target) -> Group:
        """The body a target means."""
        if not target.bodies:
            raise Halt(not_stored(self, target))
        named_places = {body.place.code if body.place else body.organization.name for body in target.bodies}
        first = target.bodies[0]
        lineage_codes = {d.code for d in bodies.lineage(first.place)} if first.place else named_places
        if not named_places <= lineage_codes or len({body.township for body in target.bodies}) > 1:
            text = self.say(
                f"“{target.text}”可能指几个机关，问的是哪个？", f"“{target.text}” may mean several bodies. Which one?"
            )
            offered = tuple(body.organization.id for body in target.bodies)
            raise Halt(Outcome("ambiguous", text, choices=body_choices(self, target.bodies), organization_ids=offered))
        entries = self.holdings.reports(organizations=[body.organization.id for body in target.bodies])
        return Group(
            max(entries, key=lambda e: e.year).organization_name if entries else first.organization.name,
            target.bodies,
            self._by_year(entries, target),
            tuple(place_notes(self, target)),
        )

    def _by_year(self, entries: Iterable[ReportEntry], target: Target) -> dict[int, ReportEntry]:
        found: dict[int, ReportEntry] = {}
        for entry in entries:
            other = found.setdefault(entry.year, entry)
            asked = {year for time in self.subject.times for year in time.years}
            if other is not entry and (not asked or entry.year in asked):
                text = self.say(
                    f"“{target.text}”{entry.year}年有几个机关的年报，问的是哪个？",
                    f"“{target.text}” may mean several bodies with a report of {entry.year}. Which one?",
                )
                both = [self.catalog.by_id[e.organization] for e in (other, entry)]
                raise Halt(Outcome("ambiguous", text, choices=body_choices(self, both)))
        return found

    # --- years -----------------------------------------------------------------------------------------

    def years_of(self, groups: Sequence[Group], *, default_all: bool = False) -> tuple[int, ...]:
        """The report years meant; raises Halt where none is said and there are several."""
        present = sorted({year for group in groups for year in group.reports})
        if not self.subject.times:
            if len(present) == 1 or default_all:
                return tuple(present)
            choices = tuple(
                Choice(f"{year}年" if self.language == "zh" else str(year), asked_in(self, groups, year))
                for year in present[-MOST_CHOICES:]
            )
            names = joined(dict.fromkeys(g.label for g in groups), self.language)
            text = self.say(
                f"问的是哪一年？{names}有{years(present, 'zh')}的年报。",
                f"Which year? There are reports of {names} for {years(present, 'en')}.",
            )
            raise Halt(Outcome("ambiguous", text, choices=choices, organization_ids=ids_of(groups)))
        found = {year for time in self.subject.times if time.kind != "published" for year in time.select(present)}
        out_in = {year for time in self.subject.times if time.kind == "published" for year in time.years}
        if out_in:
            entries = [entry for group in groups for entry in group.reports.values()]
            came_out = {e.year for e in entries if e.published_on and e.published_on.year in out_in}
            undated = {e.year for e in entries if e.published_on is None}
            found = found & (came_out | undated) if found else came_out
        if not found:
            raise Halt(nothing_then(self, groups, present))
        return tuple(sorted(found))

    # --- figures ---------------------------------------------------------------------------------------

    def codes(self, entries: Sequence[ReportEntry], groups: Sequence[Group] = ()) -> tuple[str, ...]:
        """One code for each figure asked for; raises Halt where none is named or the words fit several."""
        if self.subject.overview and not self.subject.measures:
            values = Values(self.holdings, entries, MAIN_FIGURES)
            return tuple(code for code in MAIN_FIGURES if any(values.find(entry, code) for entry in entries))
        if not self.subject.measures:
            main = self._available(entries, self._counted_so(MAIN_FIGURES))
            raise Halt(self._which_figure(entries, main, groups))
        found: list[str] = []
        for asked in self.subject.measures:
            if len(asked.codes) == 1:
                found.append(asked.codes[0])
                continue
            fitting = self._counted_so(asked.codes)
            there = self._available(entries, fitting)
            if len(there) == 1 and (asked.topical or len(fitting) == 1):
                found.append(there[0])
            elif len(fitting) == 1 or (asked.topical and not there):
                found += fitting
            else:
                # 花了多少钱: which money is meant is not for the report to say that happens to give but one figure.
                raise Halt(self._which_figure(entries, dict.fromkeys((*there, *fitting)), groups))
        return tuple(dict.fromkeys(found))

    def _available(self, entries: Sequence[ReportEntry], codes: Sequence[str]) -> tuple[str, ...]:
        values = Values(self.holdings, entries, codes, self.applicants())
        return tuple(c for c in codes if any(values.find(e, c, a) for e in entries for a in self.applicants()))

    def _counted_so(self, codes: Sequence[str]) -> tuple[str, ...]:
        """The codes of the unit asked for: 多少项."""
        return tuple(code for code in codes if catalogue.unit(code) == self.subject.unit) or tuple(codes)

    def _which_figure(self, entries: Sequence[ReportEntry], codes: Iterable[str], groups: Sequence[Group]) -> Outcome:
        names = [body_name(self, g.bodies[-1]) for g in groups] or [entry.organization_name for entry in entries[:1]]
        when = joined(
            dict.fromkeys((f"{e.year}年" if self.language == "zh" else str(e.year)) for e in entries), self.language
        )
        choices = []
        for code in list(codes)[:MOST_CHOICES]:
            name = code_name(self, code)
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
            organization_ids=ids_of(groups),
        )


def when_years(entries: Iterable[ReportEntry]) -> tuple[int, ...]:
    """The years of some reports."""
    return tuple(sorted({entry.year for entry in entries}))

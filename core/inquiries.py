"""What is asked about reports and not of a figure: is a claim right, is a report consistent, which reports are there,
what does a term mean, what does the text say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from core import bodies, places, vocabulary
from core.checks import TWO_YEAR_CODES, YearCells, check_years
from core.indicators import indicators
from core.numerals import unit_kind
from core.operations import Table, answered, table, without_figures
from core.resolving import Group, Halt, Outcome, Question
from core.selecting import bounded, limits_said
from core.text import simplify
from core.types import APPLICANTS, Applicant, Check, Number, Passage, ReportEntry
from core.understanding import Claim
from core.values import Value, Values, tidy
from core.wording import figure, form, joined, measure, quote, sources, title, years

_MOST_PASSAGES = 3
_MOST_REPORTS = 40
_PASSAGE_LENGTH = 200
_SHORTEST_PASSAGE = 12
_LEADS_ON = re.compile(r"[:：]$|(?:还|仍)?存在[^,，;；。]{0,6}(?:问题|不足|差距)(?:和(?:问题|不足|差距))?[。;；]?$")
_PROBLEMS = re.compile("问题|改进|不足")


def check(question: Question) -> Outcome:
    """A claim or a limit against the reports, or the consistency checks of one report."""
    if question.u.claims:
        return _claims(question)
    return _held_against(question) if question.u.bounds else _consistency(question)


def _held_against(question: Question) -> Outcome:
    """Whether each figure asked for keeps to the limits: 泰顺2022年申请量超过30件了吗."""
    found = table(question)
    if not found.values:
        return without_figures(question, found)
    fitting = {id(value) for value in bounded(question, found.values)}
    lines = []
    for value in found.values:
        entry, keeps = value.entry, id(value) in fitting
        amount = figure(value.value, value.unit, question.language)
        limits = limits_said(question, value.unit)
        name = measure(value.code, value.applicant, question.language, entry.template)
        lines.append(
            question.say(
                f"{'是' if keeps else '否'}：{entry.organization_name}{entry.year}年{name}{amount}，"
                f"{'' if keeps else '并不是'}{limits}。",
                f"{'Yes' if keeps else 'No'}: {name}, {entry.organization_name}, {entry.year}: {amount}, "
                f"{'' if keeps else 'not '}{limits}.",
            )
        )
    text = "\n".join([*lines, sources((v.entry for v in found.values), question.language).strip()])
    return answered(question, found, text, [v.row() for v in found.values])


# --- claims ------------------------------------------------------------------------------------------


def _claims(question: Question) -> Outcome:
    """Each number said is the report's, is another, or can't be verified."""
    if question.u.cues & _COMPARING:
        text = question.say(
            "这是比较，不是一个确切的数；请直接问相差多少。", "This compares; ask for the difference itself. "
        )
        return Outcome("not_understood", text)
    codes = tuple(dict.fromkeys(code for claim in question.u.claims for code in _codes(claim)))
    applicants = tuple(dict.fromkeys(claim.applicant for claim in question.u.claims))
    groups = question.groups()
    wanted = question.years_of(groups)
    pairs = _paired(question, groups, wanted)
    entries = list(dict.fromkeys(entry for _, entry, _ in pairs if entry is not None))
    base = Table(groups, wanted, codes, (), (), ())
    if not entries:
        text = "".join(question.no_report(group, wanted) for group in groups)
        return Outcome(
            "no_report",
            question.say("无法核实。", "Can't be verified. ") + text,
            question.query(codes, wanted, groups),
            organization_ids=base.ids,
        )
    values = Values(question.holdings, entries, codes, applicants)
    found: list[Value] = []
    lines: list[str] = []
    for claim, entry, absent in pairs:
        line, value = _verdict(question, claim, entry, values) if entry else (absent, None)
        lines.append(line)
        if value is not None:
            found.append(value)
    query = question.query([v.code for v in found] or codes, wanted, groups)
    if not found:
        return Outcome("not_reported", "".join(lines), query, organization_ids=base.ids)
    told = replace(base, values=tuple(dict.fromkeys(found)))
    text = "\n".join([*lines, sources((v.entry for v in found), question.language).strip()])
    made = answered(question, told, text, [v.row() for v in dict.fromkeys(found)])
    return replace(made, query=query)


_COMPARING = frozenset({"compare", "year_on_year", "change"})
Pair = tuple[Claim, ReportEntry | None, str]
"""A claim, the report it is of, and what to say where there is none."""


def _codes(claim: Claim) -> tuple[str, ...]:
    return claim.measure.codes if claim.measure else ()


def _paired(question: Question, groups: Sequence[Group], wanted: Sequence[int]) -> list[Pair]:
    """Each number with its body and year, in the order said; raises Halt where it is not plain which is of which."""
    claims = question.u.claims
    said = [year for year in _years_as_said(question) if year in wanted] or list(wanted)
    places_meant = [(group, year) for group in groups for year in said]
    if len(places_meant) == 1 or len(claims) == 1:
        combined = [(claim, *place) for claim in claims for place in places_meant]
    elif len(claims) == len(places_meant) and 1 in (len(groups), len(said)) and len({_codes(c) for c in claims}) == 1:
        combined = [(claim, *place) for claim, place in zip(claims, places_meant, strict=True)]
    else:
        text = question.say(
            "几个机关、年度和数混在一句里，请分开说。", "Several bodies, years and numbers: please state them apart. "
        )
        raise Halt(Outcome("not_understood", text))
    missing = question.say("无法核实：", "Can't be verified: ")
    return [(claim, group.at(year), missing + question.no_report(group, [year])) for claim, group, year in combined]


def _years_as_said(question: Question) -> list[int]:
    named = [year for time in question.u.times for year in time.years if time.kind == "years"]
    return list(dict.fromkeys(named))


def _verdict(question: Question, claim: Claim, entry: ReportEntry, values: Values) -> tuple[str, Value | None]:
    candidates = [value for code in _codes(claim) if (value := values.find(entry, code, claim.applicant)) is not None]
    if not candidates:
        missing = question.not_reported(entry, _codes(claim)[0], claim.applicant)
        return question.say("无法核实：", "Can't be verified: ") + missing, None
    agreeing = next((v for v in candidates if _equal(claim, v)), None)
    value = agreeing or candidates[0]
    name = measure(value.code, value.applicant, question.language, value.entry.template)
    amount = figure(value.value, value.unit, question.language)
    where = f"{value.entry.organization_name}{value.entry.year}年{name}"
    where_en = f"{name}, {value.entry.organization_name}, {value.entry.year}"
    if agreeing:
        return question.say(f"一致：{where}是{amount}。", f"Agrees: {where_en} is {amount}."), value
    cause = _cause(question, claim, value)
    return question.say(f"不一致：{where}是{amount}{cause}。", f"Differs: {where_en} is {amount}{cause}."), value


def _equal(claim: Claim, value: Value) -> bool:
    alike = not claim.unit or unit_kind(claim.unit) == unit_kind(value.unit)
    return alike and tidy(_in_unit(claim, value)) == tidy(value.value)


def _in_unit(claim: Claim, value: Value) -> float:
    """The number said, in the unit of the figure."""
    scale = {"元": 1e-4, "yuan": 1e-4, "千元": 0.1, "亿元": 1e4}
    return claim.value * scale.get(claim.unit, 1) if value.unit == "万元" else claim.value


def _cause(question: Question, claim: Claim, value: Value) -> str:
    """Where the number said really stands, if anywhere near: another year, another row, another unit."""
    if claim.unit and unit_kind(claim.unit) != unit_kind(value.unit):
        return question.say("；单位不同", "; the unit differs")
    if value.unit == "万元" and value.value:
        said = _in_unit(claim, value)
        if tidy(said * 1e-4) == value.value:
            return question.say("；所说的数像是以元计", "; the number said looks like yuan")
        if tidy(said * 1e4) == value.value:
            return question.say("；所说的数像是以万元计", "; the number said looks like ten thousand yuan")
    if _rounded(claim, value):
        return question.say("；所说的数是四舍五入后的", "; the number said is rounded")
    family = tuple(c for c in indicators() if c.split(".")[0] == value.code.split(".")[0] and c != value.code)
    near = [code for code in family if _is_related(code, value.code)]
    return (
        _said_of_row(question, claim, value, near)
        or _said_of_year(question, claim, value, nearest=True)
        or _said_of_row(question, claim, value, family)
        or _said_of_year(question, claim, value, nearest=False)
    )


def _rounded(claim: Claim, value: Value) -> bool:
    """2.27万 said of 22727."""
    for digits in (4, 3, 2):
        if claim.value >= 1000 and claim.value % 10**digits == 0:
            return round(value.value, -digits) == claim.value
    return False


def _is_related(code: str, other: str) -> bool:
    """A part and its whole, or the figures of requests that are taken for one another."""
    intake = {"requests.received", "requests.concluded", "requests.outcome.total"}
    whole, part = sorted((code, other), key=len)
    return part.startswith(whole.removesuffix("total")) or {code, other} <= intake


def _said_of_row(question: Question, claim: Claim, value: Value, codes: Sequence[str]) -> str:
    same = Values(question.holdings, [value.entry], codes, (claim.applicant,))
    for code in codes:
        found = same.find(value.entry, code, claim.applicant)
        if found is not None and found.value != 0 and _equal(claim, found):
            name = measure(code, claim.applicant, question.language, value.entry.template)
            return question.say(f"；所说的数是“{name}”", f"; the number said is that of “{name}”")
    return ""


def _said_of_year(question: Question, claim: Claim, value: Value, *, nearest: bool) -> str:
    others = [
        entry
        for entry in question.holdings.reports(organizations=[value.entry.organization])
        if entry.id != value.entry.id and (not nearest or abs(entry.year - value.entry.year) == 1)
    ]
    elsewhere = Values(question.holdings, others, [value.asked], (claim.applicant,))
    for entry in others:
        found = elsewhere.find(entry, value.asked, claim.applicant)
        if found is not None and found.value != 0 and _equal(claim, found):
            return question.say(f"；所说的数是{entry.year}年的", f"; the number said is that of {entry.year}")
    return ""


# --- consistency -------------------------------------------------------------------------------------


def _consistency(question: Question) -> Outcome:
    entry, groups = _one_report(question)
    checks = (*question.holdings.checks(entry.id), *_over_years(question, entry))
    counted = {status: [c for c in checks if c.status == status] for status in ("pass", "fail", "notice", "skipped")}
    fails, notices = counted["fail"], counted["notice"]
    passed = len(counted["pass"])
    if not fails and not notices:
        verdict = question.say("没有发现不一致。", "No inconsistency found. ")
    else:
        verdict = question.say(
            f"{len(fails)}项不符，{len(notices)}项需留意。", f"{len(fails)} checks fail, {len(notices)} to look at. "
        )
    head = question.say(
        f"{verdict}{entry.organization_name}{entry.year}年报告：{passed}项通过，{len(counted['skipped'])}项因缺数跳过。",
        f"{verdict}{entry.organization_name} {entry.year}: {passed} pass, {len(counted['skipped'])} skipped for lack of figures.",
    )
    lines = [_check_line(question, c) for c in (*fails, *notices)]
    issues = [question.say(f"另：{i.message}", f"Also: {i.message}") for i in question.holdings.issues(entry.id)]
    text = "\n".join([head, *lines, *issues, sources([entry], question.language).strip()])
    notes = [*question.common_notes(groups), *question.value_notes(())]
    return Outcome(
        "answered",
        text,
        replace(question.query((), (entry.year,), groups), organizations=(entry.organization_name,)),
        notes=tuple(notes),
        organization_ids=(entry.organization,),
    )


def _over_years(question: Question, entry: ReportEntry) -> list[Check]:
    """The rules over two years, with the year before and the year after where they are stored."""
    of_body = question.holdings.reports(organizations=[entry.organization])
    beside = {other.year: other for other in of_body if abs(other.year - entry.year) == 1}
    if not beside:
        return []
    cells: dict[int, dict[tuple[str, Applicant | None], Number]] = {year: {} for year in (entry.year, *beside)}
    for figure_ in question.holdings.figures(
        organizations=[entry.organization],
        years=sorted(cells),
        indicators=TWO_YEAR_CODES,
        applicants=(None, *APPLICANTS),
    ):
        cells[figure_.year][figure_.indicator, figure_.applicant] = figure_.value
    found = [YearCells(e.year, e.template, cells[e.year]) for e in sorted((entry, *beside.values()), key=_year)]
    return [check for before, after in pairwise(found) for check in check_years(before, after)]


def _year(entry: ReportEntry) -> int:
    return entry.year


def _check_line(question: Question, found: Check) -> str:
    word = {"fail": question.say("不符", "fails"), "notice": question.say("留意", "look")}.get(
        found.status, found.status
    )
    return f"- {word}：{found.message}" if question.language == "zh" else f"- {word}: {found.message}"


def _one_report(question: Question) -> tuple[ReportEntry, tuple[Group, ...]]:
    if question.u.report is not None:
        entry = next((e for e in question.holdings.reports() if e.id == question.u.report), None)
        if entry is None:
            raise Halt(Outcome("no_report", question.say("没有这个编号的报告。", "There is no report of that number.")))
        return entry, ()
    groups = question.groups()
    wanted = question.years_of(groups)
    entries = [entry for group in groups for year in wanted if (entry := group.at(year)) is not None]
    if not entries:
        text = "".join(question.no_report(group, wanted) for group in groups)
        raise Halt(Outcome("no_report", text, question.query((), wanted, groups)))
    if len(entries) > 1:
        raise Halt(
            Outcome(
                "not_understood",
                question.say("一次只检查一份报告，请说明哪一年。", "One report at a time, please: which year?"),
            )
        )
    return entries[0], groups


# --- which reports -----------------------------------------------------------------------------------


def reports(question: Question) -> Outcome:
    """Which reports are stored of a body, of a scope, or at all, and which are missing."""
    if question.u.targets:
        return _of_bodies(question)
    if question.u.scope is not None:
        return _of_scope(question)
    present = question.holdings.years()
    wanted = sorted({year for time in question.u.times for year in time.select(present)})
    entries = question.holdings.reports(years=wanted or None)
    if not entries:
        return question.no_report_anywhere(wanted)
    return Outcome("answered", _listing(question, entries), question.query((), wanted or present))


def _listing(question: Question, entries: Sequence[ReportEntry]) -> str:
    by_body: dict[str, list[int]] = {}
    for entry in entries:
        by_body.setdefault(entry.organization_name, []).append(entry.year)
    lines = [
        f"{name}：{years(found, 'zh')}" if question.language == "zh" else f"{name}: {years(found, 'en')}"
        for name, found in by_body.items()
    ]
    head = question.say(
        f"共{len(entries)}份年报，{len(by_body)}个机关。", f"{len(entries)} reports of {len(by_body)} bodies."
    )
    more = (
        [question.say(f"只列出前{_MOST_REPORTS}个机关", f"only the first {_MOST_REPORTS} bodies are listed")]
        if len(lines) > _MOST_REPORTS
        else []
    )
    return "\n".join([head, *lines[:_MOST_REPORTS], *more])


def _of_bodies(question: Question) -> Outcome:
    groups = question.groups()
    lines: list[str] = []
    wanted = {year for time in question.u.times for year in time.years}
    shown: list[ReportEntry] = []
    for group in groups:
        held = [e for y, e in sorted(group.reports.items()) if not wanted or y in wanted or e.title_year in wanted]
        shown += held
        if not held:
            lines.append(question.no_report(group, sorted(wanted)))
            continue
        for entry in held:
            day = entry.published_on.isoformat() if entry.published_on else ""
            when = question.say(
                f"，{day}发布" if day else "，发布日期不详",
                f", published {day}" if day else ", date of publication unknown",
            )
            lines.append(f"{question.say(f'{entry.year}年', f'{entry.year}: ')}{title(entry, question.language)}{when}")
        if not wanted:
            gaps = [y for y in range(min(group.reports), max(group.reports)) if y not in group.reports]
            if gaps:
                lines.append(question.say(f"中间缺{years(gaps, 'zh')}", f"missing in between: {years(gaps, 'en')}"))
    query = question.query((), sorted(wanted) or sorted({e.year for e in shown}), groups)
    ids = tuple(i for group in groups for i in group.ids)
    if not shown:
        return Outcome("no_report", "".join(lines), query, organization_ids=ids)
    notes = (*question.common_notes(groups), *_title_notes(question, shown))
    names = joined((group.label for group in groups), question.language)
    head = question.say(f"{names}有{len(shown)}份年报。", f"{len(shown)} reports of {names}.")
    return Outcome("answered", "\n".join([head, *lines]), query, notes=tuple(notes), organization_ids=ids)


def _title_notes(question: Question, entries: Iterable[ReportEntry]) -> list[str]:
    return [
        question.say(
            f"报告{e.id}的标题写{e.title_year}年，数据是{e.year}年",
            f"the title of report {e.id} says {e.title_year}, its figures are of {e.year}",
        )
        for e in entries
        if e.title_year is not None and e.title_year != e.year
    ]


def _of_scope(question: Question) -> Outcome:
    scope = question.u.scope
    parent = places.by_code(scope.parent) if scope and scope.parent else None
    present = question.holdings.years()
    wanted = sorted({year for time in question.u.times for year in time.select(present)})
    if len(wanted) != 1 or parent is None:
        wanted = wanted or list(present)
    level = scope.level if scope and scope.level else ("county" if parent and parent.level == "prefecture" else None)
    members = bodies.below(question.catalog, parent, level)
    held = (
        question.holdings.reports(organizations=[b.organization.id for b in members], years=wanted) if members else ()
    )
    where = parent.name if parent else question.say("库中", "the store")
    if not held:
        text = question.say(
            f"{where}没有{years(wanted, 'zh')}的年报。", f"No reports of {where} for {years(wanted, 'en')}."
        )
        return Outcome("no_report", text, question.query((), wanted))
    lines = [_listing(question, held)]
    if parent is not None and level == "county" and len(wanted) == 1:
        there = {e.division_code for e in held}
        gone = [d.name for d in places.children(parent.code, wanted[0]) if d.level == level and d.code not in there]
        if gone:
            lines.append(
                question.say(
                    f"没有年报的：{joined(gone, 'zh')}（{len(gone)}个）",
                    f"Without a report: {joined(gone, 'en')} ({len(gone)})",
                )
            )
    return Outcome("answered", "\n".join(lines), question.query((), wanted))


# --- text --------------------------------------------------------------------------------------------


def passages(question: Question) -> Outcome:
    """What a term means, or where the reports speak of something."""
    if "define" in question.u.cues and question.u.measures:
        return _definition(question)
    phrases = [question.u.phrase] if question.u.phrase else []
    for topic in question.u.topics:
        phrases += vocabulary.passage_topics()[topic].phrases
    if not phrases:
        phrases = [question.measure_name(m) for m in question.u.measures]
    if not phrases:
        text = question.say("要找的词请放在引号里。", "Please put the words to look for in quotation marks. ")
        return Outcome("not_understood", text + question.examples())
    groups = question.groups() if question.u.targets or (question.u.topics and not question.u.phrase) else ()
    wanted = (
        question.years_of(groups, default_all=True)
        if groups
        else tuple(sorted({year for time in question.u.times for year in time.select(question.holdings.years())}))
    )
    entries = [entry for group in groups for year in wanted if (entry := group.at(year)) is not None]
    query = question.query((), wanted, groups)
    if groups and not entries:
        return Outcome("no_report", "".join(question.no_report(g, wanted) for g in groups), query)
    found = _first_passages(question, phrases, entries, wanted)
    ids = tuple(i for g in groups for i in g.ids)
    if not found:
        said = joined((f"“{p}”" for p in phrases[:1]), question.language)
        text = question.say(f"报告里没有找到{said}。", f"{said} was not found in the reports.")
        return Outcome("not_reported", text, query, organization_ids=ids)
    lines = [_passage_line(question, passage) for passage in found]
    notes = (*question.common_notes(groups), *_title_notes(question, entries))
    return Outcome("answered", "\n".join(lines), query, notes=tuple(notes), organization_ids=ids)


def _first_passages(
    question: Question, phrases: Sequence[str], entries: Sequence[ReportEntry], wanted: Sequence[int]
) -> Sequence[Passage]:
    bodies_in = [entry.organization for entry in entries] or None
    within = [entry.year for entry in entries] or list(wanted) or None
    under_it: dict[tuple[int, int], Passage] = {}
    beside: Sequence[Passage] = ()
    for phrase in phrases:
        found = question.holdings.passages(phrase, organizations=bodies_in, years=within, limit=_MOST_PASSAGES)
        told = [p for p in found if not _is_heading(p)]
        if not question.u.topics:
            return told or found
        under_it |= {(p.report, p.start): p for p in told if _PROBLEMS.search(p.section)}
        beside = beside or told
    return _saying_most(list(under_it.values())) or beside


def _saying_most(found: list[Passage]) -> list[Passage]:
    """The first few of one report, in order; a sentence that only leads to what follows is left out."""
    telling = [p for p in found if not _LEADS_ON.search(p.text.strip())] or found
    first = telling[0].report if telling else None
    kept = [p for p in telling if p.report == first]
    apart = [p for p in kept if not any(o is not p and o.start <= p.start and p.end <= o.end for o in kept)]
    return sorted(apart, key=lambda p: p.start)[:_MOST_PASSAGES]


def _is_heading(passage: Passage) -> bool:
    """Whether the words are but those of a heading: 六、存在的主要问题及改进情况; (二)改进措施。"""
    text = simplify(passage.text).strip()
    return text == passage.section.strip() or len(text) < _SHORTEST_PASSAGE


def _passage_line(question: Question, passage: Passage) -> str:
    words = quote(passage.text)[:_PASSAGE_LENGTH]
    section = f"“{quote(passage.section)}”" if passage.section else ""
    return question.say(
        f"{passage.organization_name}{passage.year}年（报告{passage.report}）{section}：“{words}”",
        f"{passage.organization_name} {passage.year} (report {passage.report}) {section}: “{words}”",
    )


def _definition(question: Question) -> Outcome:
    codes = [code for m in question.u.measures for code in m.codes]
    lines = [_meaning(question, code) for code in dict.fromkeys(codes)]
    return Outcome("answered", "\n".join(lines), replace(question.query(codes, ()), operation="text"))


def _meaning(question: Question, code: str) -> str:
    rate = vocabulary.rates().get(code)
    language = question.language
    if rate:
        above = " + ".join(vocabulary.label(c, language) for c in rate.numerator)
        below = vocabulary.label(rate.denominator, language)
        return question.say(
            f"{rate.label_zh}：（{above}）÷（{below}）。没有官方口径。",
            f"{rate.label_en}: ({above}) / ({below}). Nobody has fixed it officially.",
        )
    derived = vocabulary.derived_sums().get(code)
    told = []
    found = indicators().get(code)
    if found:
        by_form: dict[str, list[str]] = {}
        for template, words in found.official_labels:
            by_form.setdefault(words, []).append(form(template, language))
        rows = question.say("；", "; ").join(
            question.say(f"{joined(forms, 'zh')}印作“{words}”", f"{joined(forms, 'en')} prints “{words}”")
            for words, forms in by_form.items()
        )
        told.append(rows)
        if found.by_applicant:
            told.append(question.say("2019年式样起按申请人类别分列", "by applicant since the 2019 form"))
        if found.parent and found.parent in indicators():
            told.append(
                question.say(
                    f"属于“{vocabulary.label(found.parent, 'zh')}”", f"part of “{vocabulary.label(found.parent, 'en')}”"
                )
            )
        if found.note and language == "en":
            told.append(found.note)
    if derived:
        parts = joined((vocabulary.label(p, language) for p in derived.parts), language)
        told.append(
            question.say(
                f"{joined((form(t, 'zh') for t in derived.templates), 'zh')}没有这一行，由{parts}相加",
                f"summed from {parts} where the form has no such row",
            )
        )
    name = vocabulary.label(code, language)
    unit = vocabulary.unit(code)
    return question.say(f"{name}（单位：{unit}）：{'；'.join(told)}。", f"{name} (unit: {unit}): {'; '.join(told)}.")

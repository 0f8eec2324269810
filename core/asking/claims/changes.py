"""Judges changes that are said: 同比增长41.7%, 比永嘉少35件, 是2017年的1.4倍, 由12件增加到17件; tells likely causes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from core.asking.claims.amounts import NEAR, Amount, fits, holds, scaled
from core.asking.claims.asked import Halt, Question, stopped
from core.asking.claims.finding import Finding, about, subject, value_of, verdict
from core.asking.claims.statements import Change, FromTo, Multiple
from core.asking.found.missing import Halt as NotThere
from core.asking.found.stored import Group
from core.asking.found.values import Found, Values, percent, tidy
from core.asking.understood.understand import understand
from core.asking.worded.figures import figure, share
from core.asking.worded.outcome import Outcome
from core.asking.words.times import Time
from core.asking.worked.comparison import difference_row
from core.forms import catalogue
from core.telling.names import figure_name, render_number
from core.types import Row

_YEAR_BEFORE = re.compile(
    r"上一?年度?(?:同期)?|去年(?:同期)?|前一年度?|同期|last year|(?:the )?(?:previous year|year before)|上年同期数?"
)
_INTAKE = ("requests.received", "requests.concluded", "requests.outcome.total")


def _pair(question: Question, base: str | None) -> tuple[Group, Found, Found]:
    """The body, its figure, and the one it is compared with."""
    group, year = subject(question)
    now = value_of(question, group, year)
    other = _other_side(question, base, year)
    try:
        return group, now, value_of(other, *subject(other))
    except (Halt, NotThere) as halt:
        # What is spoken of stays the subject, though it can't be compared.
        spoken = question.query((), (year,), (group,))
        raise Halt(replace(stopped(halt, other), query=spoken, organization_ids=group.ids)) from halt


def _other_side(question: Question, base: str | None, year: int) -> Question:
    """The question for what is compared with: another year, another body, another figure."""
    asked = question.subject
    if base is None or _YEAR_BEFORE.fullmatch(base):
        return question.about(replace(asked, times=(Time(0, 0, "years", (year - 1,)),)))
    said = understand(base, question.holdings, today=date(year + 1, 1, 1)).said
    other = said.subject
    named = other.targets or other.times or other.measures or other.applicants
    if said.unknown or said.unknown_place or said.outside or said.range or not named:
        text = question.say(f"看不出“{base}”是与哪个数比。", f"It is not clear which figure “{base}” is. ")
        raise Halt(Outcome("not_understood", text))
    times = tuple(replace(time, years=(year + time.shift,), shift=0) if time.shift else time for time in other.times)
    changed = replace(
        asked,
        targets=other.targets or asked.targets,
        times=times or asked.times,
        measures=other.measures or asked.measures,
        applicants=other.applicants or (() if other.measures else asked.applicants),
    )
    return question.about(changed)


def change(question: Question, statement: Change) -> Finding:
    """Whether a figure has changed, or differs from another, as said."""
    group, now, before = _pair(question, statement.base)
    if now.unit != before.unit:
        raise Halt(Outcome("not_understood", question.say("单位不同的数不能相比。", "The units differ. ")))
    agrees, why = _bears_out(question, statement, now, before)
    working = _working(question, now, before)
    if agrees is False and not why:
        why = _cause_of_change(question, group, statement, now, before)
    if statement.base is None:
        why += question.say("；没有说与谁比，按上年算", "; taken as against the year before")
    text = verdict(question, agrees, f"{working}{why}{question.say('。', '.')}")
    return Finding(agrees, about(question, group, [now, before], _rows(now, before), text))


def _bears_out(question: Question, statement: Change, now: Found, before: Found) -> tuple[bool | None, str]:
    """Whether the change is as said, and what to say besides."""
    difference = tidy(now.value - before.value)
    amount, direction = statement.amount, statement.direction
    if amount is None:
        return direction * difference > 0, ""
    if statement.apart:
        return holds(scaled(amount, now.unit), abs(difference)), ""
    if direction == 0:
        if amount.hedge == "exact":
            return difference == 0, ""
        relative = abs(difference) / before.value if before.value else abs(difference)
        return (True if relative <= NEAR / 2 else None if relative <= NEAR else False), ""
    of_rates = now.unit == "%"
    if amount.unit == "点" or (of_rates and amount.is_share):
        return _points(question, amount, direction, now, before)
    if amount.is_share or amount.unit == "倍":
        if amount.unit == "倍" and direction < 0:
            return None, question.say("；“减少几倍”没有确定的意思", "; “times less” has no fixed meaning")
        if not before.value:
            return None, question.say("；基数为零，算不出百分比", "; the base is zero")
        scale = 100 if amount.is_share else 1
        return _signed(amount, direction * scale * difference / before.value), ""
    if not fits(amount, now.unit):
        return False, question.say("；单位不同", "; the unit differs")
    return _signed(scaled(amount, now.unit), direction * difference), ""


def _signed(amount: Amount, actual: float) -> bool | None:
    """A change in the other direction is none of the kind said."""
    return holds(amount, actual) if actual > 0 or (actual == 0 and amount.value == 0) else False


def _points(question: Question, amount: Amount, direction: int, now: Found, before: Found) -> tuple[bool | None, str]:
    """Percentage points are the difference of two rates, percent is of the rate before."""
    difference = direction * tidy(now.value - before.value)
    relative = 100 * difference / before.value if before.value else None
    if now.unit != "%":
        as_percent = replace(amount, unit="%")
        same = relative is not None and _signed(as_percent, relative)
        why = question.say("；应说%，不是百分点", "; that is percent, not percentage points")
        return (False, why) if same else (None, "")
    in_points, in_percent = _signed(amount, difference), relative is not None and _signed(amount, relative)
    if amount.unit == "点":
        cause = question.say("；所说的是相对变化，应说%", "; the number said is percent and not points")
        return in_points, cause if in_percent and not in_points else ""
    cause = question.say("；差的是百分点，不是%", "; that is percentage points and not percent")
    return bool(in_percent), cause if in_points and not in_percent else ""


def _rows(now: Found, before: Found) -> list[Row]:
    return [before.row(), now.row(), difference_row(now, before)]


def _working(question: Question, now: Found, before: Found) -> str:
    """Both figures, their difference, and the percentage it is of the second."""
    language = question.language
    difference = tidy(now.value - before.value)
    same_body = now.entry.organization_name == before.entry.organization_name
    same_year = now.entry.year == before.entry.year
    name = figure_name(now.code, now.applicant, language, now.entry.template)
    other = figure_name(before.code, before.applicant, language, before.entry.template)
    body = before.entry.organization_name
    first, second = figure(now.value, now.unit, language), figure(before.value, before.unit, language)
    amount = figure(abs(difference), "个百分点" if now.unit == "%" and language == "zh" else now.unit, language)
    if now.unit == "%" and language == "en":
        amount = f"{render_number(abs(difference))} percentage points"
    of_before = f"{render_number(percent(abs(difference), before.value))}%" if before.value and difference else ""
    zh_how = ("增加" if difference > 0 else "减少") if not same_year else ("多" if difference > 0 else "少")
    en_how = (
        ("up by" if difference > 0 else "down by") if not same_year else ("more by" if difference > 0 else "fewer by")
    )
    zh_where = "" if same_body else body
    zh_where += "" if same_year else f"{before.entry.year}年"
    zh_where += "" if (now.code, now.applicant) == (before.code, before.applicant) else other
    en_where = ", ".join(
        filter(
            None,
            (
                "" if same_body else body,
                "" if same_year else str(before.entry.year),
                "" if (now.code, now.applicant) == (before.code, before.applicant) else other,
            ),
        )
    )
    zh_change = f"{zh_how}{amount}{f'（{of_before}）' if of_before else ''}" if difference else "两者相同"
    en_change = f"{en_how} {amount}{f' ({of_before})' if of_before else ''}" if difference else "equal"
    return question.say(
        f"{now.entry.organization_name}{now.entry.year}年{name}{first}{share(now)}，"
        f"{zh_where}{second}{share(before)}，{zh_change}",
        f"{name}, {now.entry.organization_name}, {now.entry.year}: {first}{share(now)}; "
        f"{en_where}: {second}{share(before)}; {en_change}",
    )


def _cause_of_change(question: Question, group: Group, statement: Change, now: Found, before: Found) -> str:
    """What the change said really is, where the figures hold exactly that."""
    amount, direction = statement.amount, statement.direction
    difference = tidy(now.value - before.value)
    if direction * difference < 0:
        turned = replace(statement, direction=-direction)
        if amount is not None and _bears_out(question, turned, now, before)[0]:
            return question.say("；方向说反了", "; the direction is the other way round")
    if amount is None or direction == 0:
        return ""
    if amount.is_share and now.value and holds(amount, 100 * direction * difference / now.value):
        return question.say("；所说的百分比像是以本年数为分母", "; the percentage said seems to be of the later figure")
    if amount.unit == "倍" and before.value and holds(amount, now.value / before.value):
        return question.say(
            f"；是其{render_number(tidy(amount.value))}倍，不是增长{render_number(tidy(amount.value))}倍",
            "; that is how many times it is, not by how many it grew",
        )
    if amount.is_share and abs(difference) == amount.value:
        return question.say(
            f"；差的是{render_number(amount.value)}{now.unit}，不是{render_number(amount.value)}%",
            "; that is the difference itself, not percent",
        )
    if amount.hedge != "exact":
        return ""
    return _other_base(question, group, statement, now) or _other_figure(question, group, statement, now, before)


def _other_base(question: Question, group: Group, statement: Change, now: Found) -> str:
    """The change against another year."""
    for year in sorted(group.reports, key=lambda y: (abs(now.entry.year - y), y)):
        entry = group.reports[year]
        other = Values(question.holdings, [entry], [now.asked], (now.applicant,)).find(entry, now.asked, now.applicant)
        if other is not None and year < now.entry.year and _bears_out(question, statement, now, other)[0]:
            return question.say(f"；与{year}年相比才是这样", f"; it is so against {year}")
    return ""


def _other_figure(question: Question, group: Group, statement: Change, now: Found, before: Found) -> str:
    """The same change of a figure that is taken for this one."""
    if now.code not in _INTAKE or now.applicant is not None:
        return ""
    for code in _INTAKE:
        values = Values(question.holdings, [now.entry, before.entry], [code])
        pair = values.find(now.entry, code), values.find(before.entry, code)
        if code != now.code and pair[0] and pair[1] and _bears_out(question, statement, pair[0], pair[1])[0]:
            name = catalogue.label(code, question.language)
            return question.say(f"；所说的像是“{name}”的变化", f"; that is the change of “{name}”")
    return ""


def multiple(question: Question, statement: Multiple) -> Finding:
    """Whether a figure is so many times another."""
    group, now, before = _pair(question, statement.base)
    if not before.value or now.unit != before.unit:
        raise Halt(Outcome("not_understood", question.say("基数为零或单位不同，算不出倍数。", "No multiple of zero. ")))
    scale = 1 if statement.amount.unit == "倍" else 100
    times = now.value / before.value
    agrees = holds(statement.amount, scale * times)
    told = render_number(round(scale * times, 2))
    working = _working(question, now, before)
    ratio = question.say(
        f"；是其{told}{'倍' if scale == 1 else '%'}。", f"; that is {told}{' times' if scale == 1 else '%'} as many."
    )
    return Finding(
        agrees, about(question, group, [now, before], _rows(now, before), verdict(question, agrees, working + ratio))
    )


def from_to(question: Question, statement: FromTo) -> Finding:
    """Whether a figure went from the one number to the other."""
    group, now, before = _pair(question, statement.base)
    said = ((statement.after, now), (statement.before, before))
    if not all(fits(amount, value.unit) for amount, value in said):
        agrees: bool | None = False
    else:
        found = [holds(scaled(amount, value.unit), value.value) for amount, value in said]
        wrong_way = statement.direction * (now.value - before.value) < 0
        agrees = False if False in found or wrong_way else None if None in found else True
    text = verdict(question, agrees, f"{_working(question, now, before)}{question.say('。', '.')}")
    return Finding(agrees, about(question, group, [now, before], _rows(now, before), text))

"""Verdicts on statements in words: what a statement was held against, why it differs, why it is not judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.asking.found.values import Found, percent, tidy
from core.asking.worded.figures import amount, difference, headline, name_of, named, names_of, share, sum_of, years
from core.asking.worded.refusals import quoted
from core.asking.worded.texts import joined, text
from core.telling.bodies import body_name
from core.telling.findings import describe_check
from core.telling.names import render_number
from core.telling.spoken import measured, measured_in, spoken_name
from core.types import Applicant, Check, Language, Number, ReportEntry, Row


@dataclass(frozen=True, slots=True)
class FigureName:
    """A figure by its name: its code and column on a form."""

    code: str
    applicant: Applicant | None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A number in a unit."""

    value: Number
    unit: str


Part = Found | FigureName | Measured | Number | ReportEntry | str | tuple[int, ...]
"""What a remark names; several numbers are years."""


def verdict(agrees: bool | None, said: str, language: Language) -> str:
    """一致：… or 不一致：… or 无法核实：…"""
    key = "open" if agrees is None else "agrees" if agrees else "differs"
    return text(language, f"claim.{key}", said=said)


def as_answer(line: str, language: Language) -> str:
    """A verdict as the answer to a question: 是：… for 一致：…"""
    for key, plain in (("agrees", "yes"), ("differs", "no")):
        verdict_of = text(language, f"claim.{key}", said="")
        if line.startswith(verdict_of):
            return text(language, f"claim.{plain}", said=line.removeprefix(verdict_of))
    return line


def unjudged(reason: str, words: Sequence[str], language: Language) -> str:
    """Why a clause is not judged."""
    why = text(language, f"unjudged.{reason}", words=quoted(tuple(words), language))
    return text(language, "claim.unjudged", why=why)


def unjudged_for(sentence: str, language: Language) -> str:
    """That a clause is not judged for what a sentence says."""
    return text(language, "claim.unjudged_for", why=sentence)


def remark(key: str, parts: Iterable[tuple[str, Part]], language: Language) -> str:
    """What is said beside a figure."""
    return text(language, f"cause.{key}", **{name: _part(part, language) for name, part in parts})


def _part(part: Part, language: Language) -> str:
    if isinstance(part, Found):
        return amount(part, language)
    if isinstance(part, ReportEntry):
        return named(part, language)
    if isinstance(part, Measured):
        return measured_in(part.value, part.unit, language)
    if isinstance(part, FigureName):
        return spoken_name(part.code, part.applicant, language, part.form)
    if isinstance(part, int | float):
        return render_number(part)
    return part if isinstance(part, str) else years(part, language)


def is_so(value: Found, cause: str, language: Language) -> str:
    """泰顺县人民政府2018年收到申请数是17件；…。"""
    return text(language, "claim.is", cause=cause, told=headline(value, language))


# --- changes -----------------------------------------------------------------------------------------


def beside(now: Found, before: Found, language: Language) -> str:
    """Both figures, their difference, and the percentage it is of the second."""
    same_year = now.entry.year == before.entry.year
    where = [
        *([] if named(now.entry, language) == named(before.entry, language) else [named(before.entry, language)]),
        *([] if same_year else [text(language, "marks.year", year=before.entry.year)]),
        *([] if (now.code, now.applicant) == (before.code, before.applicant) else [name_of(before, language)]),
    ]
    parts = {
        "told": headline(now, language),
        "share": share(now),
        "where": text(language, "marks.shared").join(where),
        "other": amount(before, language),
        "other_share": share(before),
        "how": _difference(now, before, language, over_time=not same_year),
    }
    return text(language, "claim.beside", **parts)


def _difference(now: Found, before: Found, language: Language, *, over_time: bool) -> str:
    apart = tidy(now.value - before.value)
    if not apart:
        return text(language, "claim.equal")
    of_before = ""
    if before.value:
        number = render_number(percent(abs(apart), before.value))
        of_before = text(language, "claim.of_before", percent=number)
    way = ("up" if apart > 0 else "down") if over_time else ("more" if apart > 0 else "fewer")
    return text(language, f"claim.{way}", amount=difference(abs(apart), now.code, language), of_before=of_before)


def times_as_many(times: Number, in_percent: bool, language: Language) -> str:
    """；是其1.4倍"""
    return text(language, f"claim.{'percent_of' if in_percent else 'times'}", times=render_number(times))


# --- several figures ---------------------------------------------------------------------------------


def added(values: Sequence[Found], total: Number, language: Language) -> str:
    """Figures of bodies, years or rows together."""
    names = dict.fromkeys(name_of(value, language) for value in values)
    return text(
        language,
        "claim.added",
        names=names_of(values, language),
        years=years(dict.fromkeys(value.entry.year for value in values), language),
        name=joined(names, language),
        amount=sum_of(total, values, language),
        addends=text(language, "marks.plus").join(render_number(value.value) for value in values),
    )


def added_up(addends: Sequence[Row], total: Number, language: Language) -> str:
    """17 + 12 = 29"""
    sum_ = text(language, "marks.plus").join(render_number(row.value or 0) for row in addends)
    return text(language, "claim.added_up", addends=sum_, total=render_number(total))


def told_before(row: Row, language: Language) -> str:
    """A figure of the clause before."""
    said = measured(row.value or 0, row.indicator, language)
    body = body_name(row.organization, language, row.division_code)
    return text(language, "claim.told_before", body=body, year=row.year, amount=said)


def divided(part: Row, whole: Row, share_of: Number, language: Language) -> str:
    """One figure in another one."""
    return text(
        language,
        "claim.divided",
        part=body_name(part.organization, language, part.division_code),
        part_value=render_number(part.value or 0),
        whole=body_name(whole.organization, language, whole.division_code),
        whole_value=render_number(whole.value or 0),
        percent=render_number(share_of),
    )


def unfixed(rate: str, values: Sequence[Found], language: Language) -> str:
    """办结率 has no fixed meaning; what the report gives."""
    told = [text(language, "figures.operand", name=name_of(v, language), number=amount(v, language)) for v in values]
    given = text(language, "claim.given", told=joined(told, language)) if told else ""
    return text(language, "claim.unfixed", rate=rate, given=given)


def over_years(values: Sequence[Found], language: Language) -> str:
    """A figure year after year."""
    told = (text(language, "claim.in_year", year=v.entry.year, amount=amount(v, language)) for v in values)
    last = values[-1]
    body, name = named(last.entry, language), name_of(last, language)
    return text(language, "claim.over_years", body=body, name=name, told=joined(told, language))


def part_of_whole(parts: Sequence[Found], whole: Found, language: Language) -> str:
    """A figure, and those that are part of it."""
    told = (text(language, "claim.and_part", part=_part_told(part, language)) for part in parts)
    return text(language, "claim.part_of_whole", parts="".join(told), told=headline(whole, language))


def _part_told(value: Found, language: Language) -> str:
    return text(language, "claim.part", name=name_of(value, language), amount=amount(value, language))


def among_parts(mine: Sequence[Found], ends: Sequence[Found], least: bool, language: Language) -> str:
    """The largest or smallest of some rows or columns of a report, and those that were said to be it."""
    end = ends[0]
    others = [value for value in mine if value not in ends]
    told = (_part_told(value, language) for value in others)
    return text(
        language,
        "claim.least_of" if least else "claim.most_of",
        body=named(end.entry, language),
        year=end.entry.year,
        names=joined((name_of(value, language) for value in ends), language),
        amount=amount(end, language),
        others="".join(text(language, "claim.and_other", other=other) for other in told),
    )


def check_fails(body: str, year: int, check: Check, language: Language) -> str:
    """That a figure stands in a check that its report fails."""
    return text(
        language, "claim.check_fails", body=body_name(body, language), year=year, check=describe_check(check, language)
    )


# --- the whole text ----------------------------------------------------------------------------------


def all_told(differ: int, left_open: int, language: Language) -> str:
    """Whether a text agrees: only where all its statements do."""
    return text(language, f"claim.{'some_differ' if differ else 'some_open' if left_open else 'all_agree'}")


def counted(agree: int, differ: int, left_open: int, language: Language) -> str:
    """How many statements of a text agree, differ and are left open."""
    count = agree + differ + left_open
    return text(language, "claim.counted", count=count, agree=agree, differ=differ, open=left_open)


def beginning_only(length: int, read: int, language: Language) -> str:
    """That the end of a long text was not read."""
    return text(language, "claim.beginning_only", length=length, read=read)


def quoted_verdict(quote: str, said: str, language: Language) -> str:
    """“收到17件” — 一致：…"""
    return text(language, "claim.quoted", quote=quote, said=said)


def listed_quotes(status: str, quotes: Iterable[str], language: Language) -> str:
    """The statements of a long text that agree, or that are not judged, by their words alone."""
    return text(
        language, f"claim.{status}_list", quotes="".join(text(language, "marks.quote", words=q) for q in quotes)
    )

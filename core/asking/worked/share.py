"""Rates and shares, numerator and denominator shown: of named bodies, and of one body in a scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.asking.found.asked import Halt, Outcome
from core.asking.found.fields import column, coverage, field, told_of
from core.asking.found.lookups import Table, answered, query_of, without_figures
from core.asking.found.question import Question
from core.asking.found.scope import level_said, where_said
from core.asking.found.values import Value, Values, percent, tidy
from core.asking.understood.figures import wholes_of
from core.asking.understood.request import AreaShare, Share
from core.asking.worded.absence import no_report
from core.asking.worded.figures import joined, measure, number
from core.forms import catalogue
from core.types import Applicant, Derived, DerivedOperand, Number, Row


def ratio(question: Question) -> Outcome:
    """A rate or a share, numerator and denominator shown; with a scope the share of one body in its sum."""
    if isinstance(question.request, AreaShare):
        return _of_scope(question, question.request)
    groups = question.groups()
    wanted = question.years_of(groups)
    entries = [entry for group in groups for year in wanted if (entry := group.at(year)) is not None]
    absent = [no_report(question, g, none) for g in groups if (none := [y for y in wanted if g.at(y) is None])]
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
            gone = [part for part, v in zip((*above, below), (*parts, over), strict=True) if v is None]
            if over is None or gone:
                missing = joined((measure(*part, question.language) for part in gone), question.language)
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
    unofficial = []
    if any(code in catalogue.rates() for code in codes):
        unofficial = [
            question.say(
                "这类比率没有官方口径，分子分母如上",
                "no official definition exists for this rate; numerator and denominator are as shown",
            )
        ]
    told = answered(question, done, "\n".join(lines), rows, unofficial)
    looked_up = [code for above, below in shares for code, _ in (*above, below)]
    query = replace(query_of(question, done), indicators=tuple(dict.fromkeys(looked_up)), measures=tuple(codes))
    return replace(told, query=query)


Part = tuple[str, Applicant | None]


def _shares(question: Question, codes: Sequence[str]) -> list[tuple[tuple[Part, ...], Part]]:
    rates = [catalogue.rates()[code] for code in codes if code in catalogue.rates()]
    if rates:
        return [(tuple((c, None) for c in rate.numerator), (rate.denominator, None)) for rate in rates]
    request, applicants = question.request, question.subject.applicants
    of_other, together = (request.of_other, request.together) if isinstance(request, Share) else (False, False)
    if applicants:
        return [(((code, applicant),), (code, None)) for code in codes for applicant in applicants]
    if len(codes) == 2:
        first, second = codes
        if second in wholes_of(first):
            return [(((first, None),), (second, None))]
        if first in wholes_of(second):
            return [(((second, None),), (first, None))]
        if catalogue.unit(first) != catalogue.unit(second):
            text = question.say("单位不同的数没有比例。", "Figures of different units have no share. ")
            raise Halt(Outcome("not_understood", text))
        if of_other:
            return [(((first, None),), (second, None))]
        whole = next((code for code in wholes_of(first) if code in wholes_of(second)), None)
        if together and whole:
            return [(((first, None), (second, None)), (whole, None))]
    if len(codes) > 2:
        whole = next((c for c in codes if all(c in wholes_of(other) for other in codes if other != c)), None)
        if whole:
            return [(((code, None),), (whole, None)) for code in codes if code != whole]
    above = [(code, wholes_of(code)) for code in codes]
    if any(not parents for _, parents in above):
        text = question.say("占什么的比例？请把分母也说出来。", "A share of what? Please name the denominator too.")
        raise Halt(Outcome("not_understood", text))
    return [(((code, None),), (parents[-1], None)) for code, parents in above]


def _labels(question: Question, codes: Sequence[str], shares: Sequence[tuple[tuple[Part, ...], Part]]) -> list[str]:
    rates = [catalogue.label(code, question.language) for code in codes if code in catalogue.rates()]
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


# --- of a scope --------------------------------------------------------------------------------------


def _of_scope(question: Question, request: AreaShare) -> Outcome:
    """The share of one body in the sum of a scope."""
    groups = question.groups()
    area = replace(request.area, level=request.area.level or groups[0].bodies[0].rank)
    found = field(replace(question, request=replace(request, area=area)))
    mine = next((v for v in found.values if v.entry.organization in groups[0].ids), None)
    if len(groups) > 1 or mine is None:
        entry = groups[0].at(found.year)
        text = no_report(question, groups[0], [found.year])
        if entry is not None:
            text = question.say(
                "这个机关不在这个范围内，或没有给出这个数。", "It is not in this scope or gives no such figure."
            )
        return Outcome("no_report" if entry is None else "not_reported", text, organization_ids=groups[0].ids)
    whole = tidy(sum(v.value for v in found.values))
    name = measure(found.code, column(question), question.language)
    if not whole:
        text = question.say(f"{name}合计为零，算不出比例。", f"{name} sums to zero, so there is no share.")
        return Outcome("not_reported", text, organization_ids=groups[0].ids)
    share_of = percent(mine.value, whole)
    where, level = where_said(question, found.members), level_said(question, found.members)
    parts = " + ".join(number(v.value) for v in found.values)
    head = question.say(
        f"{number(share_of)}%。{mine.entry.organization_name}{found.year}年{name}{number(mine.value)}÷"
        f"{where}各{level}合计{number(whole)}（{parts}）。",
        f"{number(share_of)}%: {name}, {mine.entry.organization_name}, {found.year}: {number(mine.value)} / "
        f"{number(whole)}, the sum of {level} of {where} ({parts}).",
    )
    operands = tuple(
        DerivedOperand(f"{v.entry.organization_name} {v.entry.year}", v.value, v.entry.id)
        for v in (mine, *found.values)
    )
    row = replace(mine.row(), value=share_of, unit="%", source=None, quote=None, derived=Derived("ratio", operands))
    text = "\n".join([head, coverage(question, found)])
    return replace(told_of(question, found, text, [row], []), organization_ids=groups[0].ids)

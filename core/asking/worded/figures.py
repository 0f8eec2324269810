"""Figures in words: numbers with their units, titles of reports, one figure with its source, several in lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.asking.found.values import Found
from core.asking.worded.texts import joined, text
from core.forms import catalogue
from core.telling.bodies import body_name
from core.telling.names import quote_around, render_number
from core.telling.spoken import measured, measured_in, said, spoken_name
from core.types import AnswerLine, Language, Number, ReportEntry

_MOST_TITLES = 2
_MOST_BODIES = 3


def amount(value: Found, language: Language) -> str:
    """A figure with what it counts: 17件; 17 requests; 47.06%."""
    return measured(value.value, value.code, language)


def sum_of(total: Number, values: Sequence[Found], language: Language) -> str:
    """What figures come to: requests are added to requests, else only what they are counted in is the same."""
    codes = {value.code for value in values}
    if len(codes) == 1:
        return measured(total, codes.pop(), language)
    return measured_in(total, values[0].unit, language)


def difference(value: Number, code: str, language: Language) -> str:
    """A difference with what it counts: of percentages it is in points."""
    if catalogue.unit(code) == "%":
        return text(language, "figures.points", number=render_number(value))
    return measured(value, code, language)


def name_of(value: Found, language: Language) -> str:
    """The name of a figure as the form of its report has it."""
    return spoken_name(value.code, value.applicant, language, value.entry.template)


def named(entry: ReportEntry, language: Language) -> str:
    """Whose report it is, as one says it."""
    return body_name(entry.organization_name, language, entry.division_code)


def names_of(values: Iterable[Found], language: Language) -> str:
    """The bodies of some figures, each once."""
    return joined(dict.fromkeys(named(value.entry, language) for value in values), language)


def title(entry: ReportEntry, language: Language) -> str:
    """A report by its title, or by body and year where it has none, with its number."""
    return _titled(entry, language, str(entry.id))


def cited(entry: ReportEntry, language: Language) -> str:
    """A report as a source: by its title, and that it came as a file where it has no address to be followed."""
    return _titled(entry, language, _numbers(str(entry.id), [entry], language))


def _numbers(ids: str, entries: Iterable[ReportEntry], language: Language) -> str:
    """The numbers of reports, and that all of them came as files where they did."""
    return ids if any(entry.origin for entry in entries) else text(language, "figures.from_file", report=ids)


def _titled(entry: ReportEntry, language: Language, number: str) -> str:
    key = "figures.titled" if entry.title else "figures.untitled"
    return text(language, key, title=entry.title, body=named(entry, language), year=entry.year, report=number)


def body_year(entry: ReportEntry, language: Language) -> str:
    """Whose report of which year."""
    return text(language, "figures.body_year", body=named(entry, language), year=entry.year)


def years(found: Iterable[int], language: Language) -> str:
    """Years in a sentence."""
    return joined((text(language, "marks.year", year=year) for year in found), language)


def year_spans(found: Iterable[int], language: Language) -> str:
    """2015-2019、2021年: three years in a row and more as a stretch."""
    runs: list[list[int]] = []
    for year in sorted(set(found)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    told = [f"{run[0]}-{run[-1]}" if len(run) > 2 else joined(map(str, run), language) for run in runs]
    return text(language, "marks.year", year=joined(told, language)) if told else ""


# --- one figure --------------------------------------------------------------------------------------


def single(value: Found, language: Language) -> AnswerLine:
    """One figure with its source and the words it was read from."""
    if value.derived:
        told = headline(value, language) + text(language, "marks.stop") + _worked_out(value, language)
        return AnswerLine(told, sources([value.entry], language))
    read = value.figures[0]
    words = quote_around(read.quote, render_number(read.value))
    none = read.value == 0 and read.source == "narrative" and "0" not in words
    source = text(
        language,
        "figures.read_from",
        report=cited(value.entry, language),
        page=text(language, "figures.page", page=read.page) if read.page else "",
        where=text(language, f"figures.{read.source}"),
        words=words,
    )
    source = _with_addresses(source, [value.entry])
    told = headline(value, language) + (text(language, "figures.none_said") if none else "")
    return AnswerLine(told + text(language, "marks.stop"), source)


def headline(value: Found, language: Language) -> str:
    """泰顺县2018年新收政府信息公开申请17件"""
    told = said(value.code, value.applicant, value.value, language, value.entry.template)
    return text(language, "figures.headline", body=named(value.entry, language), year=value.entry.year, said=told)


def _worked_out(value: Found, language: Language) -> str:
    """How a figure came about: its operands."""
    if value.derived is None:
        return ""
    operands = [operand for operand in value.derived.operands if operand.value] or value.derived.operands
    parts = (
        text(
            language,
            "figures.operand",
            name=spoken_name(operand.indicator, None, language, value.entry.template),
            number=render_number(operand.value),
        )
        for operand in operands
    )
    added = text(language, "marks.plus").join(parts)
    key = "figures.summed" if len(operands) == len(value.derived.operands) else "figures.summed_others_zero"
    return text(language, key, parts=added)


def whose(entries: Iterable[ReportEntry], language: Language) -> str:
    """Some reports by their bodies and years: 泰顺县2016、2018-2022年; 永嘉县等10个机关2021年."""
    of_body: dict[str, list[int]] = {}
    for entry in entries:
        of_body.setdefault(named(entry, language), []).append(entry.year)
    by_years: dict[str, list[str]] = {}
    for body, of in of_body.items():
        by_years.setdefault(year_spans(of, language), []).append(body)
    return joined((_bodies_years(names, when, language) for when, names in by_years.items()), language)


def _bodies_years(names: Sequence[str], when: str, language: Language) -> str:
    bodies = joined(names[:_MOST_BODIES], language)
    if len(names) > _MOST_BODIES:
        bodies = text(language, "figures.bodies_many", first=names[0], count=len(names))
    return text(language, "figures.body_year", body=bodies, year=when.removesuffix("年"))


def sources(entries: Iterable[ReportEntry], language: Language) -> str:
    """The reports an answer rests on."""
    told = list(dict.fromkeys(entries))
    if len(told) > _MOST_TITLES:
        ids = _numbers(joined((str(entry.id) for entry in told), language), told, language)
        return text(language, "figures.sources_many", whose=whose(told, language), ids=ids)
    source = text(language, "figures.sources", reports=joined((cited(entry, language) for entry in told), language))
    return _with_addresses(source, told)


def _with_addresses(source: str, entries: Iterable[ReportEntry]) -> str:
    """The source with the addresses its reports came from, where they are known: apart, to be followed."""
    return " ".join([source, *dict.fromkeys(entry.origin for entry in entries if entry.origin)])


# --- several figures ---------------------------------------------------------------------------------


def several(values: Sequence[Found], language: Language, *, headed: bool = True) -> str:
    """Figures one a line under what they share, unless a sentence before has said that."""
    bodies = len({value.entry.organization for value in values}) > 1
    several_years = len({value.entry.year for value in values}) > 1
    measures = len({(value.code, value.applicant) for value in values}) > 1
    shared = _labels(values[0], language, bodies=not bodies, years=not several_years, measures=not measures)
    lines = []
    for value in values:
        labels = _labels(value, language, bodies=bodies, years=several_years, measures=measures)
        parts = share(value) or _parts(value, language)
        label = _joined(labels, language)
        lines.append(text(language, "figures.line", label=label, amount=amount(value, language), parts=parts))
    heading = [_joined(shared, language) + text(language, "marks.colon")] if shared and headed else []
    return "\n".join([*heading, *dict.fromkeys(lines)])


def _labels(value: Found, language: Language, *, bodies: bool, years: bool, measures: bool) -> list[str]:
    labels = (
        (bodies, named(value.entry, language)),
        (years, text(language, "marks.year", year=value.entry.year)),
        (measures, name_of(value, language)),
    )
    return [label for wanted, label in labels if wanted]


def _joined(labels: Iterable[str], language: Language) -> str:
    return text(language, "marks.shared").join(labels)


def _parts(value: Found, language: Language) -> str:
    """What a sum is added from."""
    if value.derived is None:
        return ""
    added = [operand.value for operand in value.derived.operands if operand.value]
    if len(added) < 2:
        return ""
    operands = text(language, "marks.plus").join(map(render_number, added))
    return text(language, "figures.parts", operands=operands)


def share(value: Found) -> str:
    """How a rate came about: (8 + 2)/16; nothing for other figures."""
    if value.derived is None or value.derived.operation != "ratio":
        return ""
    *above, below = (render_number(operand.value) for operand in value.derived.operands)
    return f" ({' + '.join(above)})/{below}" if len(above) > 1 else f" ({above[0]}/{below})"


def addends(values: Iterable[Found], language: Language) -> str:
    """Figures that are added: 17 + 52."""
    return text(language, "marks.plus").join(render_number(value.value) for value in values)

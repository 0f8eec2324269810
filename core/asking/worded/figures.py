"""Figures in words: numbers with their units, titles of reports, one figure with its source, several in lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.asking.found.values import Found
from core.asking.worded.texts import joined, sentences, text
from core.forms import catalogue
from core.telling.names import figure_name, quote, render_number
from core.types import AnswerLine, Language, Number, ReportEntry

_MOST_TITLES = 5


def figure(value: Number, unit: str, language: Language) -> str:
    """A number with its unit: 17件; 17 cases (件); 47.06%."""
    if unit == "%":
        return text(language, "figures.percent", number=render_number(value))
    named = sentences(language).get(f"units.{unit}", unit)
    return text(language, "figures.measured", number=render_number(value), unit=named)


def difference(value: Number, unit: str, language: Language) -> str:
    """A difference with its unit: of percentages it is in points."""
    if unit == "%":
        return text(language, "figures.points", number=render_number(value))
    return figure(value, unit, language)


def name_of(value: Found, language: Language) -> str:
    """The name of a figure as the form of its report has it."""
    return figure_name(value.code, value.applicant, language, value.entry.template)


def names_of(values: Iterable[Found], language: Language) -> str:
    """The bodies of some figures, each once."""
    return joined(dict.fromkeys(value.entry.organization_name for value in values), language)


def title(entry: ReportEntry, language: Language) -> str:
    """A report by its title, or by body and year where it has none, with its number."""
    key = "figures.titled" if entry.title else "figures.untitled"
    return text(language, key, title=entry.title, body=entry.organization_name, year=entry.year, report=entry.id)


def body_year(entry: ReportEntry, language: Language) -> str:
    """Whose report of which year."""
    return text(language, "figures.body_year", body=entry.organization_name, year=entry.year)


def years(found: Iterable[int], language: Language) -> str:
    """Years in a sentence."""
    return joined((text(language, "marks.year", year=year) for year in found), language)


def year_spans(found: Iterable[int], language: Language) -> str:
    """2015-2019年、2021年: three years in a row and more as a stretch."""
    runs: list[list[int]] = []
    for year in sorted(set(found)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    told = [
        text(language, "marks.years_from_to", first=run[0], last=run[-1]) if len(run) > 2 else years(run, language)
        for run in runs
    ]
    return joined(told, language)


# --- one figure --------------------------------------------------------------------------------------


def single(value: Found, language: Language) -> AnswerLine:
    """One figure with its source and the words it was read from."""
    if value.derived:
        told = _headline(value, language) + _worked_out(value, language)
        return AnswerLine(told, sources([value.entry], language))
    read = value.figures[0]
    words = quote(read.quote)
    none = read.value == 0 and read.source == "narrative" and "0" not in words
    source = text(
        language,
        "figures.read_from",
        report=title(value.entry, language),
        page=text(language, "figures.page", page=read.page) if read.page else "",
        where=text(language, f"figures.{read.source}"),
        words=words,
    )
    source = _with_addresses(source, [value.entry])
    return AnswerLine(_headline(value, language, text(language, "figures.none_said") if none else ""), source)


def _headline(value: Found, language: Language, said: str = "") -> str:
    return text(
        language,
        "figures.headline",
        amount=figure(value.value, value.unit, language),
        said=said,
        body=value.entry.organization_name,
        year=value.entry.year,
        name=name_of(value, language),
    )


def _worked_out(value: Found, language: Language) -> str:
    """How a figure came about: its operands."""
    if value.derived is None:
        return ""
    parts = (
        text(
            language,
            "figures.operand",
            name=catalogue.label(operand.indicator, language, value.entry.template),
            number=render_number(operand.value),
        )
        for operand in value.derived.operands
    )
    return text(language, "figures.summed", parts=text(language, "marks.plus").join(parts))


def sources(entries: Iterable[ReportEntry], language: Language) -> str:
    """The reports an answer rests on."""
    told = list(dict.fromkeys(entries))
    if len(told) > _MOST_TITLES:
        return text(language, "figures.sources_many", ids=joined((str(entry.id) for entry in told), language))
    source = text(language, "figures.sources", reports=joined((title(entry, language) for entry in told), language))
    return _with_addresses(source, told)


def _with_addresses(source: str, entries: Iterable[ReportEntry]) -> str:
    """The source with the addresses its reports came from, where they are known: apart, to be followed."""
    return " ".join([source, *dict.fromkeys(entry.origin for entry in entries if entry.origin)])


# --- several figures ---------------------------------------------------------------------------------


def several(values: Sequence[Found], language: Language) -> str:
    """Figures one a line under what they share."""
    bodies = len({value.entry.organization for value in values}) > 1
    several_years = len({value.entry.year for value in values}) > 1
    measures = len({(value.code, value.applicant) for value in values}) > 1
    shared = _labels(values[0], language, bodies=not bodies, years=not several_years, measures=not measures)
    lines = []
    for value in values:
        labels = _labels(value, language, bodies=bodies, years=several_years, measures=measures)
        amount = figure(value.value, value.unit, language)
        parts = share(value) or _parts(value, language)
        lines.append(text(language, "figures.line", label=_joined(labels, language), amount=amount, parts=parts))
    heading = [_joined(shared, language) + text(language, "marks.colon")] if shared else []
    return "\n".join([*heading, *lines])


def _labels(value: Found, language: Language, *, bodies: bool, years: bool, measures: bool) -> list[str]:
    named = (
        (bodies, value.entry.organization_name),
        (years, text(language, "marks.year", year=value.entry.year)),
        (measures, name_of(value, language)),
    )
    return [label for wanted, label in named if wanted]


def _joined(labels: Iterable[str], language: Language) -> str:
    return text(language, "marks.shared").join(labels)


def _parts(value: Found, language: Language) -> str:
    """What a sum is added from."""
    if value.derived is None:
        return ""
    operands = text(language, "marks.plus").join(render_number(operand.value) for operand in value.derived.operands)
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

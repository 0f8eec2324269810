"""Figures to words: the text of answers, Chinese and English. Figure first, then unit, body, year, source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.asking.found.values import Value
from core.forms import catalogue
from core.telling.names import figure_name, form_name, render_number
from core.telling.names import quote as quote
from core.types import AnswerLine, Language, Number, ReportEntry

_UNIT_WORDS_EN = {"件": "cases (件)", "条": "items (条)", "次": "times (次)", "篇": "articles (篇)", "项": "items (项)"}
_UNIT_WORDS_EN |= {"个": "(个)", "人": "people (人)", "人次": "person-times (人次)", "万元": "ten thousand yuan (万元)"}
# As the modules of answers call them.
number, measure, form = render_number, figure_name, form_name


def figure(value: Number, unit: str, language: Language) -> str:
    """A number with its unit: 17件; 17 cases (件); 47.06%."""
    if unit == "%":
        return f"{number(value)}%"
    return f"{number(value)}{unit}" if language == "zh" else f"{number(value)} {_UNIT_WORDS_EN.get(unit, unit)}"


def title(entry: ReportEntry, language: Language) -> str:
    """A report by its title, or by body and year where it has none, with its number."""
    if language == "zh":
        name = f"《{entry.title}》" if entry.title else f"{entry.organization_name}{entry.year}年度报告（原文无标题）"
        return f"{name}（报告{entry.id}）"
    name = f"“{entry.title}”" if entry.title else f"the {entry.year} report of {entry.organization_name} (untitled)"
    return f"{name} (report {entry.id})"


def single(value: Value, language: Language) -> AnswerLine:
    """One figure with its source and the words it was read from."""
    entry = value.entry
    name = measure(value.code, value.applicant, language, entry.template)
    if value.derived:
        return AnswerLine(
            f"{_headline(value, name, language)}{worked_out(value, language)}", sources([entry], language)
        )
    read = value.figures[0]
    words = quote(read.quote)
    if language == "zh":
        where = "表格" if read.source == "table" else "正文"
        page = f"第{read.page}页" if read.page else ""
        said = "，报告写明没有" if read.value == 0 and read.source == "narrative" and "0" not in words else ""
        cited = f"来源：{title(entry, language)}{page}{where}：“{words}”。"
        return AnswerLine(_headline(value, name, language, said), cited)
    where = "table" if read.source == "table" else "text"
    page = f", page {read.page}" if read.page else ""
    said = (
        ", the report says there were none"
        if read.value == 0 and read.source == "narrative" and "0" not in words
        else ""
    )
    cited = f" Source: {title(entry, language)}{page}, {where}: “{words}”."
    return AnswerLine(_headline(value, name, language, said), cited)


def _headline(value: Value, name: str, language: Language, said: str = "") -> str:
    entry = value.entry
    amount = figure(value.value, value.unit, language)
    if language == "zh":
        return f"{amount}{said}。{entry.organization_name}{entry.year}年，{name}。"
    return f"{amount}{said}: {name}, {entry.organization_name}, {entry.year}."


def worked_out(value: Value, language: Language) -> str:
    """How a figure came about: its operands."""
    if value.derived is None:
        return ""
    parts = [
        f"{catalogue.label(operand.label, language, value.entry.template)}{' ' if language == 'en' else ''}{number(operand.value)}"
        for operand in value.derived.operands
    ]
    if language == "zh":
        return f"报告没有这一行，由各分项相加：{' + '.join(parts)}。"
    return f" The report has no such row; summed from its parts: {' + '.join(parts)}. "


def sources(entries: Iterable[ReportEntry], language: Language) -> str:
    """The reports an answer rests on."""
    told = list(dict.fromkeys(entries))
    titles = [title(entry, language) for entry in told]
    if len(titles) > 5:
        ids = "、".join(str(entry.id) for entry in told)
        return f"来源：报告{ids}。" if language == "zh" else f" Sources: reports {ids.replace('、', ', ')}."
    return f"来源：{'、'.join(titles)}。" if language == "zh" else f" Source: {', '.join(titles)}."


def line(value: Value, language: Language, *, with_body: bool, with_year: bool, with_measure: bool) -> str:
    """One figure of several on a line of its own; what all share is told elsewhere."""
    entry = value.entry
    labels = []
    if with_body:
        labels.append(entry.organization_name)
    if with_year:
        labels.append(f"{entry.year}年" if language == "zh" else str(entry.year))
    if with_measure:
        labels.append(measure(value.code, value.applicant, language, entry.template))
    amount = figure(value.value, value.unit, language)
    parts = share(value)
    if value.derived and not parts:
        operands = " + ".join(number(operand.value) for operand in value.derived.operands)
        parts = f"（= {operands}）" if language == "zh" else f" (= {operands})"
    if language == "zh":
        return f"{''.join(labels)}：{amount}{parts}"
    return f"{', '.join(labels)}: {amount}{parts}"


def share(value: Value) -> str:
    """How a rate came about: (8 + 2)/16; nothing for other figures."""
    if value.derived is None or value.derived.operation != "ratio":
        return ""
    *above, below = (number(operand.value) for operand in value.derived.operands)
    return f" ({' + '.join(above)})/{below}" if len(above) > 1 else f" ({above[0]}/{below})"


def several(values: Sequence[Value], language: Language, head: str = "") -> str:
    """Figures one a line under what they share."""
    bodies = {value.entry.organization for value in values}
    years = {value.entry.year for value in values}
    measures = {(value.code, value.applicant) for value in values}
    first = values[0]
    shared = []
    if len(bodies) == 1:
        shared.append(first.entry.organization_name)
    if len(years) == 1:
        shared.append(f"{first.entry.year}年" if language == "zh" else str(first.entry.year))
    if len(measures) == 1:
        shared.append(measure(first.code, first.applicant, language, first.entry.template))
    colon = "：" if language == "zh" else ":"
    heading = ("".join(shared) if language == "zh" else ", ".join(shared)) + colon if shared else ""
    lines = [
        line(v, language, with_body=len(bodies) > 1, with_year=len(years) > 1, with_measure=len(measures) > 1)
        for v in values
    ]
    told = [head, heading, *lines]
    return "\n".join(part for part in told if part)


def joined(words: Iterable[str], language: Language) -> str:
    """A list in a sentence."""
    return ("、" if language == "zh" else ", ").join(words)


def years(found: Iterable[int], language: Language) -> str:
    """Years in a sentence."""
    return joined((f"{year}年" if language == "zh" else str(year) for year in found), language)


def say(language: Language, chinese: str, english: str) -> str:
    """The sentence in the language of the answer."""
    return chinese if language == "zh" else english

"""Where each number in the text of an answer comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.asking.words.prepare import prepare
from core.telling.names import quote_around, render_number
from core.types import Answer, Number, ReportEntry

_PLACES = re.compile(
    r"第(\d+)(?:名|（|$|；|，|。|的)|并列第(\d+)|share place (\d+)|^(\d+)\. |[Pp]lace (\d+)|of (\d+) that|的(\d+)个中"
    r"|多的有(\d+)个|少的有(\d+)个|^(\d+) with (?:more|less)|个中有(\d+)个|^(\d+) of \d+ are"
    r"|等(\d+)个机关|还有(\d+)个|, (\d+) in all,|^(\d+) more"
    r"|比较了(\d+)对|(\d+)对不一致|^(\d+) pairs|in (\d+) the figures",
    re.MULTILINE,
)

# Both sides of a check that a report fails are told beside the figure that stands in it.
_FAILED_CHECK = re.compile(
    r"的报告勾稽关系不符：[^。\n]*|报告里的数对不上：[^。\n]*"
    r"|report of [^;\n]* fails a check: [^\n]*|the report's figures do not add up: [^\n]*"
)
# Who has the place that was said of another is named with the figure, which is no row of what was said.
_OTHERS = re.compile(
    r"排第一的是[^（]*（([\d.]+)|First is [^(]*\(([\d.]+)|排第1的是[^：]*：([\d.]+)|First is [^:]*: ([\d.]+)"
)

# How many years running a figure went one way: fewer than are told.
_IN_A_ROW = re.compile(r"连续(?:增加|减少)?(\d+)年|(\d+) in a row")


def unaccounted(found: Answer, entries: Sequence[ReportEntry]) -> set[str]:
    """The numbers of an answer with rows that are no row, nothing worked out of rows, no year of a report, no count."""
    if not found.rows:
        return set()
    text = _FAILED_CHECK.sub("", found.text)
    titles = {entry.title for entry in entries if entry.title}
    quotes = (quote_around(row.quote, render_number(row.value or 0)) for row in found.rows if row.quote)
    for words in [*quotes, *titles]:
        text = text.replace(words, "")
    ranked = {place for groups in _PLACES.findall(text) for place in groups if place}
    reports = {row.report for row in found.rows}
    reports |= {operand.report for row in found.rows if row.derived for operand in row.derived.operands}
    other_source = set(re.findall(r"(?:正文|the text )(\d+)[，;]", text))
    asked = set(re.findall(r"\d+(?:\.\d+)?", prepare(found.question)))
    known = _worked_out(found) | _coverage_counts(found) | _known_years(found, entries) | asked | other_source
    known |= {number.rstrip(".") for groups in _OTHERS.findall(text) for number in groups if number}
    known |= {n for groups in _IN_A_ROW.findall(text) for n in groups if n and int(n) < len(found.rows)}
    known |= {str(report) for report in reports} | ranked | {str(len(found.rows))}
    return set(re.findall(r"\d+(?:\.\d+)?", text)) - known


def _worked_out(found: Answer) -> set[str]:
    """The rows' values and operands, and what is worked out of them: sums, differences with percent, a mean's count."""
    values: list[Number] = [row.value for row in found.rows if row.value is not None]
    numbers = {render_number(abs(value)) for value in values}
    for row in found.rows:
        operands = [operand.value for operand in row.derived.operands] if row.derived else []
        numbers |= {render_number(operand) for operand in operands} | {
            render_number(round(sum(operands), 6)),
            str(len(operands)),
        }
        numbers |= {render_number(round(sum(operands[:-1]), 6)), render_number(round(sum(operands[1:]), 6))}
        if len(operands) == 2:
            change = abs(operands[0] - operands[1])
            numbers |= {
                render_number(round(change, 6)),
                *(render_number(round(100 * change / b, 2)) for b in operands if b > 0),
            }
            numbers |= {render_number(round(a / b, 2)) for a, b in (operands, operands[::-1]) if b > 0}
    if len(values) > 1:
        change = abs(values[-1] - values[0])
        numbers.add(render_number(round(change, 6)))
        if values[0]:
            numbers |= {
                render_number(round(values[-1] / values[0], 2)),
                render_number(round(100 * change / values[0], 2)),
            }
    if len(values) in (2, 3):
        difference = round(abs(values[0] - values[1]), 6)
        numbers |= {
            render_number(difference),
            *(render_number(round(100 * difference / base, 2)) for base in values[:2] if base),
        }
    return numbers


def _known_years(found: Answer, entries: Sequence[ReportEntry]) -> set[str]:
    """The years of the rows and the query, of the reports of the bodies told of, of forms, and of the question."""
    bodies = {row.organization for row in found.rows} | set(found.query.organizations if found.query else ())
    own = [entry for entry in entries if entry.organization_name in bodies]
    stored = {entry.year for entry in own} | {entry.title_year for entry in own}
    told = {row.year for row in found.rows} | set(found.query.years if found.query else ()) | stored
    forms = set(re.findall(r"(\d{4})年式样|the (\d{4}) form|since (\d{4})|(\d{4})年起", found.text))
    lacking = set(
        re.findall(r"\d{4}", " ".join(re.findall(r"没有[^；。\n]*年的年报|no report of [^;.\n]*", found.text)))
    )
    return lacking | {str(year) for year in told} | {year for group in forms for year in group if year}


def _coverage_counts(found: Answer) -> set[str]:
    """The counts of a coverage line, which never grow from bodies to reports to figures."""
    counts: set[str] = set()
    years = {str(row.year) for row in found.rows}
    for line in re.findall(r"(?:范围：|Coverage:).*", found.text):
        told = [n for n in re.findall(r"\d+", line) if n not in years]
        shrinking = [int(n) for n in told]
        assert shrinking[-1] <= min(shrinking), line
        counts |= set(told)
    return counts

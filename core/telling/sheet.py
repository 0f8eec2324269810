"""A report as a check sheet to read: whose, of which year, what does not add up, what was odd, every figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.forms.indicators import indicators
from core.telling.findings import describe_check, describe_issue
from core.telling.names import (
    WORST_FIRST,
    column_name,
    count_checks,
    figure_name,
    form_name,
    render_number,
    rule_name,
)
from core.types import SURE, Check, CheckStatus, Fact, Identity, Issue, Language, Report

# Their sides are years or counts of days and rows: the message says them.
_NOT_COMPARED = frozenset({"year_consistency", "deadline", "completeness"})
_MARKS: Mapping[CheckStatus, str] = {"fail": "✗", "notice": "?", "skipped": "-", "pass": "✓"}


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words of the sheet."""

    report: str
    unknown_body: str
    unknown_year: str
    division: str
    template: str
    period: str
    published: str
    index: str
    checks: str
    issues: str
    figures: str
    no_figures: str
    narrative: str
    inferred: str
    unsure: str


_ZH = _Words(
    report="{body} {year}年度政府信息公开工作年度报告",
    unknown_body="(机关不明)",
    unknown_year="(年份不明)",
    division="区划",
    template="表式",
    period="统计期",
    published="公布",
    index="索引号",
    checks="核对",
    issues="疑点",
    figures="数据",
    no_figures="没有读出数据",
    narrative="文字",
    inferred="推定",
    unsure="看不准",
)
_EN = _Words(
    report="{body}: disclosure report of {year}",
    unknown_body="(unknown body)",
    unknown_year="(unknown year)",
    division="Division",
    template="Form",
    period="Period",
    published="Published",
    index="Index number",
    checks="Checks",
    issues="Odd",
    figures="Figures",
    no_figures="No figures were read",
    narrative="text",
    inferred="worked out",
    unsure="hard to read",
)


def render_sheet(report: Report, language: Language = "zh") -> str:
    """The whole sheet as plain text, failures first, without a line break at its end."""
    words = _ZH if language == "zh" else _EN
    blocks = [
        _head(report.identity, words, language),
        _checks(report.checks, words, language),
        _issues(report.issues, words, language),
        _figures(report.facts, words, language),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _head(identity: Identity, words: _Words, language: Language) -> list[str]:
    year = words.unknown_year if identity.year is None else identity.year
    lines = [words.report.format(body=identity.organization or words.unknown_body, year=year)]
    if identity.title:
        lines.append(f"《{identity.title}》")
    division = " ".join(filter(None, (identity.division, identity.division_code)))
    period = " – ".join(str(day) for day in (identity.period_start, identity.period_end) if day)
    about = (
        (words.division, division),
        (words.template, form_name(identity.template, language)),
        (words.period, period),
        (words.published, identity.published_on),
        (words.index, identity.index_number),
    )
    return lines + [f"{label}: {value}" for label, value in about if value]


def _checks(checks: Sequence[Check], words: _Words, language: Language) -> list[str]:
    if not checks:
        return []
    ordered = sorted(checks, key=lambda check: WORST_FIRST.index(check.status))
    return [f"{words.checks}: {count_checks(checks, language)}", *(_check(check, language) for check in ordered)]


def _check(check: Check, language: Language) -> str:
    label = rule_name(check.rule, language)
    column = f" [{column_name(check.applicant, language)}]" if check.applicant else ""
    return f"  {_MARKS[check.status]} {label}{column}{_sides(check)}: {describe_check(check, language)}"


def _sides(check: Check) -> str:
    if check.left is None or check.right is None or check.rule in _NOT_COMPARED:
        return ""
    return f" {render_number(check.left)} | {render_number(check.right)}"


def _issues(issues: Sequence[Issue], words: _Words, language: Language) -> list[str]:
    lines = [f"  ! {issue.code}: {describe_issue(issue, language)}" for issue in issues]
    return [f"{words.issues}: {len(issues)}", *lines] if lines else []


def _figures(facts: Sequence[Fact], words: _Words, language: Language) -> list[str]:
    if not facts:
        return [words.no_figures]
    by_indicator: dict[str, list[Fact]] = {}
    tables = {(fact.indicator, fact.applicant, fact.value) for fact in facts if fact.source == "table"}
    for fact in facts:
        if fact.source == "table" or (fact.indicator, fact.applicant, fact.value) not in tables:
            by_indicator.setdefault(fact.indicator, []).append(fact)
    ordered = [code for code in indicators() if code in by_indicator]
    lines = [line for code in ordered for line in _indicator(code, by_indicator[code], words, language)]
    return [f"{words.figures}: {len(facts)}", *lines]


def _indicator(code: str, facts: Iterable[Fact], words: _Words, language: Language) -> Iterator[str]:
    label = figure_name(code, None, language)
    unit = indicators()[code].unit
    totals = [_figure(fact, words) for fact in facts if fact.applicant is None]
    columns = [f"{column_name(fact.applicant, language)} {_figure(fact, words)}" for fact in facts if fact.applicant]
    yield f"  {label}: {' / '.join(totals) or '–'} {unit}" + (f" ({', '.join(columns)})" if columns else "")


def _figure(fact: Fact, words: _Words) -> str:
    marks = [words.narrative] if fact.source == "narrative" else []
    marks += [words.inferred] if fact.inferred else []
    marks += [words.unsure] if fact.confidence is not None and fact.confidence < SURE else []
    return render_number(fact.value) + (f" [{', '.join(marks)}]" if marks else "")

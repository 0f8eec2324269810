"""A report as a check sheet to read: whose, of which year, what does not add up, what was odd, every figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.indicators import indicators
from core.types import Applicant, Check, CheckStatus, Fact, Identity, Issue, Language, Number, Report, Template

_ORDER: tuple[CheckStatus, ...] = ("fail", "notice", "skipped", "pass")
_RULES: Mapping[str, tuple[str, str]] = {
    "balance": ("收支平衡", "balance"),
    "outcome_sum": ("办理结果合计", "sum of outcomes"),
    "applicant_sum": ("申请人合计", "sum of applicants"),
    "review_sum": ("行政复议合计", "sum of reviews"),
    "litigation_sum": ("行政诉讼合计", "sum of lawsuits"),
    "channel_sum": ("申请渠道合计", "sum of channels"),
    "concluded_sum": ("办结合计", "sum of concluded"),
    "denied_sum": ("不予公开合计", "sum of denials"),
    "staff_sum": ("工作人员合计", "sum of staff"),
    "disclosure_bounds": ("公开数与各渠道", "disclosure against channels"),
    "part_of_whole": ("其中数不大于总数", "part within its whole"),
    "concluded_vs_outcome": ("办结数与答复数", "concluded against outcomes"),
    "published_vs_issued": ("公开数与制发数", "published against issued"),
    "regulation_power": ("规章制定权", "power to issue regulations"),
    "text_vs_table": ("文字与表格", "text against table"),
    "carry_over": ("上年结转", "carried over"),
    "in_force_flow": ("现行有效件数", "documents in force"),
    "items_flow": ("项目数量", "items of the year before"),
    "year_consistency": ("年份一致", "year"),
    "deadline": ("公布期限", "deadline"),
    "completeness": ("内容完整", "completeness"),
}
_CAUSES: Mapping[str, str] = {
    "各列可能整体错了一列": "all columns may be shifted by one",
    "总计为0而分项有数，总计可能没有填写": "the total is 0 while its parts are not: it may not have been filled in",
    "某个数字可能少了、多了或拆开了一位": "a figure may have lost, gained or split a digit",
    "总计可能没有计入其中的": "the total may leave out",
    "分项改动后总计可能没有更新": "a part may have been changed without its total",
    "正文与表格口径不同，或其中一处没有更新": "text and table count differently, or one of them was not updated",
}
# Their sides are years or counts of days and rows: the message says them.
_NOT_COMPARED = frozenset({"year_consistency", "deadline", "completeness"})


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words of the sheet."""

    report: str
    unknown_body: str
    unknown_year: str
    division: str
    template: str
    templates: Mapping[Template, str]
    period: str
    published: str
    index: str
    checks: str
    statuses: Mapping[CheckStatus, str]
    marks: Mapping[CheckStatus, str]
    cause: str
    issues: str
    figures: str
    no_figures: str
    narrative: str
    inferred: str
    applicants: Mapping[Applicant | None, str]


_ZH = _Words(
    report="{body} {year}年度政府信息公开工作年度报告",
    unknown_body="(机关不明)",
    unknown_year="(年份不明)",
    division="区划",
    template="表式",
    templates={
        "2014": "2014年表",
        "2019": "2019年表",
        "2021": "2021年表",
        "local": "地方自定表",
        "narrative": "无表格",
    },
    period="统计期",
    published="公布",
    index="索引号",
    checks="核对",
    statuses={"fail": "不符", "notice": "待看", "skipped": "缺数未核", "pass": "相符"},
    marks={"fail": "✗", "notice": "?", "skipped": "-", "pass": "✓"},
    cause="可能原因",
    issues="疑点",
    figures="数据",
    no_figures="没有读出数据",
    narrative="文字",
    inferred="推定",
    applicants={
        None: "总计",
        "natural_person": "自然人",
        "business": "商业企业",
        "research": "科研机构",
        "public_welfare": "社会公益组织",
        "legal_services": "法律服务机构",
        "other": "其他",
    },
)
_EN = _Words(
    report="{body}: disclosure report of {year}",
    unknown_body="(unknown body)",
    unknown_year="(unknown year)",
    division="Division",
    template="Form",
    templates={
        "2014": "form of 2014",
        "2019": "form of 2019",
        "2021": "form of 2021",
        "local": "local form",
        "narrative": "no table",
    },
    period="Period",
    published="Published",
    index="Index number",
    checks="Checks",
    statuses={"fail": "fail", "notice": "to look at", "skipped": "skipped", "pass": "pass"},
    marks=_ZH.marks,
    cause="likely cause",
    issues="Odd",
    figures="Figures",
    no_figures="No figures were read",
    narrative="text",
    inferred="worked out",
    applicants={
        None: "total",
        "natural_person": "natural persons",
        "business": "businesses",
        "research": "research",
        "public_welfare": "public welfare",
        "legal_services": "legal services",
        "other": "other",
    },
)


def render_sheet(report: Report, language: Language = "zh") -> str:
    """The whole sheet as plain text, failures first, without a line break at its end."""
    words = _ZH if language == "zh" else _EN
    blocks = [
        _head(report.identity, words),
        _checks(report.checks, words, language),
        _issues(report.issues, words),
        _figures(report.facts, words, language),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _head(identity: Identity, words: _Words) -> list[str]:
    year = words.unknown_year if identity.year is None else identity.year
    lines = [words.report.format(body=identity.organization or words.unknown_body, year=year)]
    if identity.title:
        lines.append(f"《{identity.title}》")
    division = " ".join(filter(None, (identity.division, identity.division_code)))
    period = " – ".join(str(day) for day in (identity.period_start, identity.period_end) if day)
    about = (
        (words.division, division),
        (words.template, words.templates[identity.template]),
        (words.period, period),
        (words.published, identity.published_on),
        (words.index, identity.index_number),
    )
    return lines + [f"{label}: {value}" for label, value in about if value]


def _checks(checks: Sequence[Check], words: _Words, language: Language) -> list[str]:
    if not checks:
        return []
    counts = Counter(check.status for check in checks)
    summary = ", ".join(f"{words.statuses[status]} {counts[status]}" for status in _ORDER if counts[status])
    ordered = sorted(checks, key=lambda check: _ORDER.index(check.status))
    return [f"{words.checks}: {summary}", *(_check(check, words, language) for check in ordered)]


def rule_label(rule: str, language: Language) -> str:
    """What a rule is called."""
    return _RULES.get(rule, (rule, rule))[0 if language == "zh" else 1]


def describe_check(check: Check, language: Language) -> str:
    """What a check found, in a sentence: in English told from its figures, as its own words are Chinese."""
    if language == "zh":
        return check.message
    names = ", ".join(indicators()[code].label_en for code in check.cells if code in indicators())
    if check.status == "skipped":
        return f"not checked, no figure for: {names}" if names else "not checked, what it needs is missing"
    if check.rule == "deadline":
        return f"{check.left} days late" if check.left else "in time"
    if check.rule == "completeness":
        return f"{check.left} parts missing" if check.left else "nothing missing"
    if check.rule == "year_consistency":
        told = "the years agree" if check.status == "pass" else "years of the report disagree"
        return told + ("" if check.right is None else f": {check.left}, {check.right}")
    if check.left is None or check.right is None:
        return names or rule_label(check.rule, language)
    if check.status == "pass":
        return f"{names}: holds"
    sides = f"{render_number(check.left)} against {render_number(check.right)}"
    return f"{names}: {sides}, difference {render_number(abs(check.left - check.right))}"


def describe_cause(cause: str, language: Language) -> str:
    """The likely cause of a finding."""
    if language == "zh":
        return cause
    chinese = next((known for known in _CAUSES if cause.startswith(known)), None)
    return cause if chinese is None else _CAUSES[chinese] + cause.removeprefix(chinese)


def _check(check: Check, words: _Words, language: Language) -> str:
    label = rule_label(check.rule, language)
    column = f" [{words.applicants[check.applicant]}]" if check.applicant else ""
    told = describe_check(check, language)
    if check.cause and check.cause not in told:
        told += f" ({words.cause}: {describe_cause(check.cause, language)})"
    return f"  {words.marks[check.status]} {label}{column}{_sides(check)}: {told}"


def _sides(check: Check) -> str:
    if check.left is None or check.right is None or check.rule in _NOT_COMPARED:
        return ""
    return f" {render_number(check.left)} | {render_number(check.right)}"


def _issues(issues: Sequence[Issue], words: _Words) -> list[str]:
    lines = [f"  ! {issue.code}: {issue.message}" for issue in issues]
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
    label = indicators()[code].label_zh if language == "zh" else indicators()[code].label_en
    unit = indicators()[code].unit
    totals = [_figure(fact, words) for fact in facts if fact.applicant is None]
    columns = [f"{words.applicants[fact.applicant]} {_figure(fact, words)}" for fact in facts if fact.applicant]
    yield f"  {label}: {' / '.join(totals) or '–'} {unit}" + (f" ({', '.join(columns)})" if columns else "")


def _figure(fact: Fact, words: _Words) -> str:
    marks = [words.narrative] if fact.source == "narrative" else []
    marks += [words.inferred] if fact.inferred else []
    return render_number(fact.value) + (f" [{', '.join(marks)}]" if marks else "")


def render_number(value: Number) -> str:
    """A number as people write it: 17, 0.5, 120148."""
    return str(int(value)) if value == int(value) else f"{value:.10g}"

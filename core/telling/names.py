"""What the codes of a report are called, in Chinese and English: figures, columns, forms, statuses of checks, rules.

Numbers are written here too, for everything that tells a figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from core.forms.applicants import column_label, column_printed
from core.forms.catalogue import label
from core.types import Applicant, Check, CheckStatus, Language, Number, Rule, Template

WORST_FIRST: tuple[CheckStatus, ...] = ("fail", "notice", "skipped", "pass")
_STATUSES: Mapping[CheckStatus, tuple[str, str]] = {
    "fail": ("不符", "fail"),
    "notice": ("待看", "to look at"),
    "skipped": ("缺数未核", "skipped"),
    "pass": ("相符", "pass"),
}
_FORMS: Mapping[Template, tuple[str, str]] = {
    "2014": ("2014年式样", "the 2014 form"),
    "2019": ("2019年式样", "the 2019 form"),
    "2021": ("2021年式样", "the 2021 form"),
    "local": ("地方式样", "a local form"),
    "narrative": ("没有表格的年报", "no table"),
}
_RULES: Mapping[Rule, tuple[str, str]] = {
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
# What a decimal number may have and still be held exactly; a sum of such numbers differs behind them.
_EXACT_DIGITS = 15
_LONGEST_QUOTE = 120


def column_name(applicant: Applicant | None, language: Language) -> str:
    """The column of an applicant, as the forms print it; None is the total."""
    return column_printed(applicant) if language == "zh" else column_label(applicant, language)


def form_name(template: Template, language: Language) -> str:
    """The form of a report."""
    return _in(language, _FORMS[template])


def status_name(status: CheckStatus, language: Language) -> str:
    """How a check came out."""
    return _in(language, _STATUSES[status])


def rule_name(rule: Rule, language: Language) -> str:
    """What a rule is called."""
    return _in(language, _RULES[rule])


def figure_name(code: str, applicant: Applicant | None, language: Language, template: Template | None = None) -> str:
    """What a figure is called, with its column; `template` is the form it stands in, where that matters."""
    name = label(code, language, template)
    if applicant is None:
        return name
    column = column_label(applicant, language)
    return f"{name}（{column}）" if language == "zh" else f"{name} ({column})"


def count_checks(checks: Iterable[Check], language: Language) -> str:
    """How many checks came out how, the worst first: `不符 1, 相符 14`."""
    counts = Counter(check.status for check in checks)
    return ", ".join(f"{status_name(status, language)} {counts[status]}" for status in WORST_FIRST if counts[status])


def render_number(value: Number) -> str:
    """A number exactly as it is, as people write it: 17, 0.5, 120148, 12345678901.5."""
    if isinstance(value, int):
        return str(value)
    return _digits(Decimal(f"{value:.{_EXACT_DIGITS}g}"))


def difference(one: Number, other: Number) -> str:
    """How far two numbers are apart, as they are written: 123456.78 and 123456.12 are 0.66 apart."""
    return _digits(abs(Decimal(render_number(one)) - Decimal(render_number(other))))


def quote(text: str) -> str:
    """Words of a report on one line, shortened where they are long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_QUOTE else flat[: _LONGEST_QUOTE - 1] + "…"


def _digits(value: Decimal) -> str:
    """Plain digits, no zeros at the end, no minus before a zero."""
    return f"{value.normalize() + 0:f}"


def _in(language: Language, names: tuple[str, str]) -> str:
    return names[0 if language == "zh" else 1]

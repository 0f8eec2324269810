"""What the codes of a report are called, in Chinese and English: figures, columns, forms, statuses of checks, rules.

Numbers are written here too, for everything that tells a figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from core.forms.applicants import column_label, column_printed
from core.forms.catalogue import label
from core.forms.registry import form_named
from core.forms.rules import known_rules
from core.types import Applicant, Check, CheckStatus, Language, Number, Template

WORST_FIRST: tuple[CheckStatus, ...] = ("fail", "notice", "skipped", "pass")
_STATUSES: Mapping[CheckStatus, tuple[str, str]] = {
    "fail": ("不符", "fail"),
    "notice": ("待看", "to look at"),
    "skipped": ("缺数未核", "skipped"),
    "pass": ("相符", "pass"),
}
_NO_FORM = ("没有表格的年报", "no table")
# What a decimal number may have and still be held exactly; a sum of such numbers differs behind them.
_EXACT_DIGITS = 15
_LONGEST_QUOTE = 120
_BEGINNING, _BEFORE_A_NUMBER, _BEHIND_A_NUMBER = 16, 80, 20


def column_name(applicant: Applicant | None, language: Language) -> str:
    """The column of an applicant, as the forms print it; None is the total."""
    return column_printed(applicant) if language == "zh" else column_label(applicant, language)


def form_name(template: Template, language: Language) -> str:
    """The form of a report."""
    form = form_named(template)
    return _in(language, (form.name_zh, form.name_en) if form else _NO_FORM)


def status_name(status: CheckStatus, language: Language) -> str:
    """How a check came out."""
    return _in(language, _STATUSES[status])


def rule_name(rule: str, language: Language) -> str:
    """What a rule is called; one of an older version, by its code."""
    known = known_rules().get(rule)
    return _in(language, (known.name_zh, known.name_en)) if known else rule


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


def number_or_dash(value: Number | None) -> str:
    """A number as people write it, and a dash where there is none."""
    return "–" if value is None else render_number(value)


def difference(one: Number, other: Number) -> str:
    """How far two numbers are apart, as they are written: 123456.78 and 123456.12 are 0.66 apart."""
    return _digits(abs(Decimal(render_number(one)) - Decimal(render_number(other))))


def quote(text: str) -> str:
    """Words of a report on one line, shortened where they are long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_QUOTE else flat[: _LONGEST_QUOTE - 1] + "…"


def quote_around(text: str, number: str) -> str:
    """Words of a report on one line; of long ones how they begin, and those around the number read from them."""
    flat = " ".join(text.split())
    if len(flat) <= _LONGEST_QUOTE:
        return flat
    found = [place.start() for place in re.finditer(rf"(?<![\d.]){re.escape(number)}(?![\d.])", flat)]
    # The words of a table end with the cell that was read.
    at = len(flat) if not found or flat.endswith(number) else found[0] + len(number)
    start, end = max(at - _BEFORE_A_NUMBER, 0), min(at + _BEHIND_A_NUMBER, len(flat))
    begins = flat[:_BEGINNING] + "…" if start > _BEGINNING else flat[:start]
    return begins + flat[start:end] + ("…" if end < len(flat) else "")


def _digits(value: Decimal) -> str:
    """Plain digits, no zeros at the end, no minus before a zero."""
    return f"{value.normalize() + 0:f}"


def _in(language: Language, names: tuple[str, str]) -> str:
    return names[0 if language == "zh" else 1]

"""What indicators, forms and rules mean: pages that answers of people and agents can point at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import Any

from core.errors import UsageError
from core.forms.catalogue import breaks, derived_sums, rates, replacements
from core.forms.form import Form
from core.forms.indicators import Indicator
from core.forms.registry import forms, official_forms
from core.forms.rules import AtMost, Equality, Flow, NotBelowPrefecture, Overlapping, RowTotals, known_rules
from core.telling.names import figure_name, form_name, rule_name
from core.telling.notes import NOTES
from core.types import Language
from server.figures.dictionary import by_applicant, dictionary, forms_of
from store import Archive

Part = dict[str, str]
"""A piece of a formula: words, or a figure by its code."""

_GENERAL = {
    "zh": {
        "text_vs_table": "正文里说的数与表格里的数一致。",
        "year_consistency": "题名、统计期间、正文、落款与公布日期说的是同一年度。",
        "deadline": (
            "在法定期限前公布：2020年起部门为次年1月31日、政府为次年3月31日"
            "（条例第四十九条、第五十条）；2019年以前为次年3月31日。"
        ),
        "completeness": "六个部分和表格的每一行都有。",
    },
    "en": {
        "text_vs_table": "What the text says is what the table says.",
        "year_consistency": "Title, period, text, signature and date of publication are of the same year.",
        "deadline": (
            "Published by the legal date: since 2020, 31 January of the next year for departments and 31 March for"
            " governments (articles 49 and 50); until 2019, 31 March."
        ),
        "completeness": "All six sections are there, and every row of the tables.",
    },
}
_LEVELS = {
    "zh": {
        "official": "表上印着的关系",
        "structural": "表内必然的关系",
        "usual": "通常如此，不一定错",
        "bound": "上下限",
    },
    "en": {
        "official": "printed on the form",
        "structural": "follows from the form",
        "usual": "usually so, not always wrong",
        "bound": "a bound",
    },
}
_BEYOND = {"zh": "地级市以下的机关没有规章制定权", "en": "bodies below prefectures issue no regulations"}


def indicators_page(archive: Archive, language: Language) -> dict[str, Any]:
    """Every figure there is, in the order of the forms, sums and rates last."""
    return {
        "indicators": [
            {
                "code": one.code,
                "name": figure_name(one.code, None, language),
                "unit": one.unit,
                "forms": _forms(one, language),
            }
            for one in dictionary().values()
        ]
    }


def indicator_page(archive: Archive, code: str, language: Language) -> dict[str, Any]:
    """What one figure is, form by form. Raises UsageError for a code that is none."""
    one = dictionary().get(code)
    if one is None:
        raise UsageError(f"No indicator has the code {code!r}.")
    printed = dict(one.official_labels)
    instead = replacements().get(code)
    return {
        "code": code,
        "name": figure_name(code, None, language),
        "other_name": one.label_en if language == "zh" else one.label_zh,
        "unit": one.unit,
        "by_applicant": by_applicant(code),
        "note": _note(one, language),
        "parent": _named(one.parent, language) if one.parent else None,
        "forms": [
            {
                "key": form.key,
                "name": form_name(form.key, language),
                "printed": printed.get(form.key, ""),
                "sum": [_named(part, language) for part in form.derived.get(code, ())],
                "instead": _named(instead.instead, language) if instead and form.key in instead.templates else None,
                "has": form.key in forms_of(one) or code in rates(),
            }
            for form in official_forms()
        ],
        "rate": _rate(code, language),
        "breaks": [
            one.note_zh if language == "zh" else one.note_en
            for one in breaks()
            if code == one.prefix or code.startswith(f"{one.prefix}.")
        ],
        "rules": [_rule(rule, language) for rule in known_rules() if code in _compared(rule)],
    }


def forms_page(archive: Archive, language: Language) -> dict[str, Any]:
    """The forms, the oldest first."""
    return {"forms": [{"key": one.key, "name": form_name(one.key, language), "since": one.since} for one in forms()]}


def form_page(archive: Archive, key: str, language: Language) -> dict[str, Any]:
    """One form: its rows with their figures, and its rules. Raises UsageError where there is none of this key."""
    form = next((one for one in forms() if one.key == key), None)
    if form is None:
        raise UsageError(f"There is no form {key!r}.")
    codes = dict.fromkeys([*form.cited, *form.prose.indicators])
    later = [one.since for one in official_forms() if one.since and form.since and one.since > form.since]
    return {
        "key": key,
        "name": form_name(key, language),
        "since": form.since,
        "until": min(later) - 1 if later else None,
        "rows": [_named(code, language) | {"printed": form.cited.get(code, "")} for code in codes],
        "rules": [_rule(rule, language) for rule in dict.fromkeys(_rules(form))],
    }


def rules_page(archive: Archive, language: Language) -> dict[str, Any]:
    """Every rule that reports are checked by."""
    return {
        "rules": [
            _rule(rule, language) | {"level": _LEVELS[language][one.level]} for rule, one in known_rules().items()
        ]
    }


def rule_page(archive: Archive, rule: str, language: Language) -> dict[str, Any]:
    """What one rule says, form by form. Raises UsageError where there is none of this name."""
    known = known_rules().get(rule)
    if known is None:
        raise UsageError(f"There is no rule {rule!r}.")
    return {
        "rule": rule,
        "name": rule_name(rule, language),
        "level": _LEVELS[language][known.level],
        "says": _GENERAL[language].get(rule, ""),
        "forms": [
            {
                "key": form.key,
                "name": form_name(form.key, language),
                "formulas": [list(_said(one, language)) for one in (*form.rules, *form.flows) if one.rule == rule],
            }
            for form in forms()
            if rule in _rules(form)
        ],
    }


def _rules(form: Form) -> Iterator[str]:
    yield from (one.rule for one in (*form.rules, *form.flows))


def _compared(rule: str) -> set[str]:
    """The figures that a rule compares, on any form."""
    return {
        code
        for form in forms()
        for one in (*form.rules, *form.flows)
        if one.rule == rule and isinstance(one, Equality | Flow)
        for code in one.codes
    }


def _rule(rule: str, language: Language) -> dict[str, str]:
    return {"rule": rule, "name": rule_name(rule, language)}


@singledispatch
def _said(rule: Any, language: Language) -> Iterator[Part]:
    """A rule as a formula."""
    raise TypeError(rule)


@_said.register
def _(rule: Equality, language: Language) -> Iterator[Part]:
    yield from (*_sum(rule.left, language), {"text": " = "}, *_sum(rule.right, language))


@_said.register
def _(rule: RowTotals, language: Language) -> Iterator[Part]:
    yield {"text": "总计 = 六类申请人之和" if language == "zh" else "total = sum of the six kinds of applicants"}


@_said.register
def _(rule: Overlapping, language: Language) -> Iterator[Part]:
    most, total = ("其中最大的一项 ≤ ", " ≤ 各项之和：") if language == "zh" else ("the largest ≤ ", " ≤ the sum of: ")
    yield from ({"text": most}, _named(rule.whole, language), {"text": total}, *_sum(rule.parts, language, ", "))


@_said.register
def _(rule: AtMost, language: Language) -> Iterator[Part]:
    yield from (_named(rule.part, language), {"text": " ≤ "}, _named(rule.whole, language))


@_said.register
def _(rule: NotBelowPrefecture, language: Language) -> Iterator[Part]:
    yield {"text": _BEYOND[language]}


@_said.register
def _(rule: Flow, language: Language) -> Iterator[Part]:
    last, now = ("上年", "本年") if language == "zh" else ("last year: ", "this year: ")
    yield {"text": last}
    yield from _sum(rule.before, language)
    for sign, codes in ((" + ", rule.added), (" − ", rule.taken)):
        if codes:
            yield {"text": f"{sign}{now}"}
            yield from _sum(codes, language, sign)
    yield {"text": f" = {now}"}
    yield _named(rule.after, language)


def _sum(codes: Iterable[str], language: Language, sign: str = " + ") -> Iterator[Part]:
    for number, code in enumerate(codes):
        if number:
            yield {"text": sign}
        yield _named(code, language)


def _named(code: str, language: Language) -> Part:
    return {"code": code, "text": figure_name(code, None, language)}


def _forms(one: Indicator, language: Language) -> list[dict[str, str]]:
    return [{"key": key, "name": form_name(key, language)} for key in forms_of(one)]


def _note(one: Indicator, language: Language) -> str:
    # What is worked out says so by its parts.
    if not one.note or one.code in derived_sums() or one.code in rates():
        return ""
    return NOTES.get(one.note, "") if language == "zh" else one.note


def _rate(code: str, language: Language) -> dict[str, Any] | None:
    rate = rates().get(code)
    if rate is None:
        return None
    return {
        "above": list(_sum(rate.numerator, language)),
        "below": _named(rate.denominator, language),
    }

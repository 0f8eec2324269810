"""How figures are spoken of: 泰顺县2018年新收政府信息公开申请17件; Taishun County received 17 requests in 2018.

The names that the forms print (`names.figure_name`) stand in lists and sheets; these read on in a sentence, and where a
form calls a figure otherwise, they are those of the form.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from core.forms.applicants import column_label
from core.forms.catalogue import label, unit
from core.telling.names import render_number
from core.types import Applicant, Language, Number, Template

_UNITS: Mapping[str, tuple[str, str]] = {
    "件": ("case", "cases"),
    "条": ("item", "items"),
    "次": ("time", "times"),
    "篇": ("article", "articles"),
    "项": ("item", "items"),
    "个": ("item", "items"),
    "人": ("person", "people"),
    "人次": ("person-time", "person-times"),
}
"""What is counted where figures of several kinds are added."""
_MONEY = "万元"
_REASONS = "requests.outcome.denied."
_OUTCOMES = "requests.outcome."
_READS_ON = ("denied", "granted", "not processed")


class _Spoken(NamedTuple):
    """One row of the data: a name, that in the form of 2014 where it differs, a clause, and what is counted."""

    code: str
    zh: str
    zh_2014: str
    en: str
    one: str
    many: str


@cache
def _spoken() -> Mapping[str, _Spoken]:
    rows = csv.reader(files("core.telling").joinpath("data/spoken.csv").read_text(encoding="utf-8").splitlines()[1:])
    return {row[0]: _Spoken(*row) for row in rows}


def spoken_name(code: str, applicant: Applicant | None, language: Language, template: Template | None = None) -> str:
    """What a figure is called in a sentence, as the form of its report has it, with its column."""
    name = _in_chinese(code, template) if language == "zh" else _in_english(code)
    if applicant is None:
        return name
    column = column_label(applicant, language)
    return f"{name}（{column}）" if language == "zh" else f"{name} ({column})"


def _in_chinese(code: str, template: Template | None) -> str:
    found = _spoken().get(code)
    if found is None:
        return label(code, "zh", template)
    return found.zh_2014 if template == "2014" and found.zh_2014 else found.zh


def _in_english(code: str) -> str:
    name = label(code, "en").removesuffix(" this year")
    name = name[:1].lower() + name[1:]
    if not code.startswith(_OUTCOMES) or name.startswith("requests"):
        return name
    return f"requests {name}" if name.startswith(_READS_ON) else f"requests: {name}"


def said(
    code: str, applicant: Applicant | None, value: Number, language: Language, template: Template | None = None
) -> str:
    """A figure behind whose it is: 新收政府信息公开申请17件; received 17 requests; had a disclosure rate of 47.06%."""
    amount = measured(value, code, language)
    if language == "zh":
        name = spoken_name(code, applicant, "zh", template)
        # A reason alone would say what was denied: 因属于国家秘密不予公开2件.
        return f"因{name}不予公开{amount}" if code.startswith(_REASONS) else f"{name}{amount}"
    column = f" ({column_label(applicant, 'en')})" if applicant else ""
    found = _spoken().get(code)
    if found is None:
        return f"had a {_in_english(code)}{column} of {amount}"
    return found.en.format(n=f"{amount}{column}")


def measured(value: Number, code: str, language: Language) -> str:
    """A number with what it counts: 17件; 17 requests; 1 request; 0.52 ten thousand yuan; 47.06%."""
    number, counted = render_number(value), unit(code)
    if counted == "%":
        return f"{number}%"
    if language == "zh":
        return f"{number}{counted}"
    found = _spoken().get(code)
    named = (found.one, found.many) if found and found.one else None
    return _words(number, named or _UNITS.get(counted), counted)


def counted_as(code: str, language: Language, value: Number = 0) -> str:
    """What a figure of this value counts, without its number: 件; requests; request; ten thousand yuan; %."""
    return measured(value, code, language).removeprefix(render_number(value)).strip()


def measured_in(value: Number, counted: str, language: Language) -> str:
    """A number with its unit, where it is of no one figure: 29件; 29 cases."""
    number = render_number(value)
    if counted == "%":
        return f"{number}%"
    return f"{number}{counted}" if language == "zh" else _words(number, _UNITS.get(counted), counted)


def _words(number: str, named: tuple[str, str] | None, counted: str) -> str:
    if counted == _MONEY:
        return f"{number} ten thousand yuan"
    one, many = named or (counted, counted)
    return f"{number} {one if number == '1' else many}".strip()

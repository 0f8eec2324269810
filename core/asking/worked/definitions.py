"""What a figure of the reports counts: the rows it is printed as, what it is part of, how a rate is worked out."""

from __future__ import annotations

from dataclasses import replace

from core.asking.found.asked import Outcome
from core.asking.found.question import Question
from core.asking.worded.figures import form, joined
from core.forms import catalogue
from core.forms.indicators import indicators
from core.forms.registry import official_forms


def definition(question: Question) -> Outcome:
    """What each figure named means."""
    codes = [code for m in question.subject.measures for code in m.codes]
    lines = [_meaning(question, code) for code in dict.fromkeys(codes)]
    return Outcome("answered", "\n".join(lines), replace(question.query(codes, ()), operation="text"))


def _meaning(question: Question, code: str) -> str:
    rate = catalogue.rates().get(code)
    language = question.language
    if rate:
        above = " + ".join(catalogue.label(c, language) for c in rate.numerator)
        below = catalogue.label(rate.denominator, language)
        return question.say(
            f"{rate.label_zh}：（{above}）÷（{below}）。没有官方口径。",
            f"{rate.label_en}: ({above}) / ({below}). Nobody has fixed it officially.",
        )
    derived = catalogue.derived_sums().get(code)
    told = []
    found = indicators().get(code)
    if found:
        by_form: dict[str, list[str]] = {}
        for template, words in found.official_labels:
            by_form.setdefault(words, []).append(form(template, language))
        rows = question.say("；", "; ").join(
            question.say(f"{joined(forms, 'zh')}印作“{words}”", f"{joined(forms, 'en')} prints “{words}”")
            for words, forms in by_form.items()
        )
        told += [rows] if rows else [_told_in_prose(question, code)]
        first = next((official for official in official_forms() if code in official.request_codes), None)
        if first:
            told.append(question.say(f"{first.name_zh}起按申请人类别分列", f"by applicant since {first.name_en}"))
        if found.parent and found.parent in indicators():
            told.append(
                question.say(
                    f"属于“{catalogue.label(found.parent, 'zh')}”", f"part of “{catalogue.label(found.parent, 'en')}”"
                )
            )
        if found.note and language == "en":
            told.append(found.note)
    for parts, keys in derived.forms_by_parts().items() if derived else ():
        names = joined((catalogue.label(part, language) for part in parts), language)
        told.append(
            question.say(
                f"{joined((form(key, 'zh') for key in keys), 'zh')}没有这一行，由{names}相加",
                f"summed from {names} where the form has no such row",
            )
        )
    name = catalogue.label(code, language)
    unit = catalogue.unit(code)
    return question.say(f"{name}（单位：{unit}）：{'；'.join(told)}。", f"{name} (unit: {unit}): {'; '.join(told)}.")


def _told_in_prose(question: Question, code: str) -> str:
    """Of a figure that no table has: since which form the prose of reports tells it."""
    first = next(official for official in official_forms() if code in official.prose.indicators)
    return question.say(
        f"{first.name_zh}起在正文里写明，表格没有这一行",
        f"told in the prose of reports since {first.name_en}, in no table",
    )

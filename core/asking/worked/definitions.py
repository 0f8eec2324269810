"""What a figure of the reports counts: the rows it is printed as, what it is part of, how a rate is worked out."""

from __future__ import annotations

from dataclasses import replace

from core.asking.found.asked import Outcome
from core.asking.found.question import Question
from core.asking.worded.figures import form, joined
from core.forms import catalogue
from core.forms.indicators import indicators


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
        told.append(rows)
        if found.by_applicant:
            told.append(question.say("2019年式样起按申请人类别分列", "by applicant since the 2019 form"))
        if found.parent and found.parent in indicators():
            told.append(
                question.say(
                    f"属于“{catalogue.label(found.parent, 'zh')}”", f"part of “{catalogue.label(found.parent, 'en')}”"
                )
            )
        if found.note and language == "en":
            told.append(found.note)
    if derived:
        parts = joined((catalogue.label(p, language) for p in derived.parts), language)
        told.append(
            question.say(
                f"{joined((form(t, 'zh') for t in derived.templates), 'zh')}没有这一行，由{parts}相加",
                f"summed from {parts} where the form has no such row",
            )
        )
    name = catalogue.label(code, language)
    unit = catalogue.unit(code)
    return question.say(f"{name}（单位：{unit}）：{'；'.join(told)}。", f"{name} (unit: {unit}): {'; '.join(told)}.")

"""How the official forms differ, in words: families of figures, and what is counted otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from core.asking.worded.texts import joined, sentences, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.forms import FormsDiffer, Step
from core.forms.catalogue import Break
from core.forms.form import Form
from core.telling.spoken import spoken_name
from core.types import Language

_FEW = 2
"""So many figures of a family are named one by one."""


def forms_told(result: FormsDiffer, language: Language) -> Told:
    """A paragraph for each step from form to form."""
    if not result.steps:
        forms = joined((_named(form, language) for form in result.same), language)
        return Told(text(language, "forms.same", forms=forms))
    return Told("\n".join(line for step in result.steps for line in _step(step, language)))


def _named(form: Form, language: Language) -> str:
    return form.name_zh if language == "zh" else form.name_en


def _step(step: Step, language: Language) -> list[str]:
    before, after = _named(step.before, language), _named(step.after, language)
    lines = [text(language, "forms.head", before=before, after=after)]
    for one, other, codes in ((after, before, step.new), (before, after, step.gone)):
        if codes:
            form = step.after if one == after else step.before
            what = joined(_families(codes, form, language), language)
            lines.append(text(language, "forms.only", form=one, other=other, what=what))
    if step.after.request_codes and not step.before.request_codes:
        lines.append(text(language, "forms.by_applicant", after=after, before=before))
    return [*lines, *(text(language, "forms.counts", note=_note(one, language)) for one in step.breaks)]


def _note(one: Break, language: Language) -> str:
    return one.note_zh if language == "zh" else one.note_en


def _families(codes: Sequence[str], form: Form, language: Language) -> list[str]:
    """办理结果14项, 举报投诉: the families of figures with how many they are, a few by name."""
    by_family: dict[str, list[str]] = {}
    for code in codes:
        by_family.setdefault(_family(code, language), []).append(code)
    told: list[str] = []
    for family, found in by_family.items():
        if len(found) <= _FEW or not family:
            told += (spoken_name(code, None, language, form.key) for code in found)
        else:
            told.append(text(language, "forms.family", name=text(language, f"families.{family}"), count=len(found)))
    return told


def _family(code: str, language: Language) -> str:
    """The longest beginning of a code that has a name."""
    parts = code.split(".")
    names = ("_".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if f"families.{name}" in sentences(language)), "")


TOLD: Wording = {FormsDiffer: forms_told}

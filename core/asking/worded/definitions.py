"""What figures mean, in words."""

from __future__ import annotations

from core.asking.worded.texts import joined, sentences, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.definitions import Meaning, Meanings
from core.forms import catalogue
from core.forms.indicators import indicators
from core.telling.names import form_name
from core.telling.spoken import counted_as
from core.types import Language


def meanings_told(result: Meanings, language: Language) -> Told:
    """What each figure means."""
    return Told("\n".join(_meaning(meaning, language) for meaning in result.meanings))


def _meaning(meaning: Meaning, language: Language) -> str:
    name = catalogue.label(meaning.code, language)
    if meaning.rate:
        above = text(language, "marks.plus").join(catalogue.label(code, language) for code in meaning.rate.numerator)
        below = catalogue.label(meaning.rate.denominator, language)
        return text(language, "definitions.rate", name=name, above=above, below=below)
    told = [*_of_row(meaning, language), *_of_sum(meaning, language)]
    unit = counted_as(meaning.code, language)
    parts = {"name": name, "unit": unit, "told": text(language, "marks.apart").join(told)}
    meant = _meant(meaning.code, language)
    if not meant:
        return text(language, "definitions.meaning", **parts)
    return text(language, "definitions.meant", meant=meant, **parts)


def _meant(code: str, language: Language) -> str:
    """What the figure counts, in plain words; nothing where its name says it all."""
    name = code.replace(".", "_")
    return text(language, f"meant.{name}") if f"meant.{name}" in sentences(language) else ""


def _of_row(meaning: Meaning, language: Language) -> list[str]:
    """The words that the forms print, what the row is split into and part of."""
    indicator = meaning.indicator
    if indicator is None:
        return []
    printed = [
        text(language, "definitions.printed", forms=_forms(forms, language), words=words)
        for words, forms in meaning.printed
    ]
    told = [text(language, "marks.apart").join(printed)] if printed else []
    if meaning.in_prose_since:
        told.append(text(language, "definitions.in_prose", form=form_name(meaning.in_prose_since, language)))
    if meaning.by_applicant_since:
        told.append(text(language, "definitions.by_applicant", form=form_name(meaning.by_applicant_since, language)))
    if indicator.parent and indicator.parent in indicators():
        told.append(text(language, "definitions.part_of", name=catalogue.label(indicator.parent, language)))
    if indicator.note and language == "en":
        told.append(indicator.note)
    return told


def _of_sum(meaning: Meaning, language: Language) -> list[str]:
    """What it is added from where a form has no row for it."""
    derived = meaning.derived
    if derived is None:
        return []
    return [
        text(
            language,
            "definitions.summed",
            forms=_forms(keys, language),
            parts=joined((catalogue.label(code, language) for code in parts), language),
        )
        for parts, keys in derived.forms_by_parts().items()
    ]


def _forms(forms: tuple[str, ...], language: Language) -> str:
    return joined((form_name(form, language) for form in forms), language)


TOLD: Wording = {Meanings: meanings_told}

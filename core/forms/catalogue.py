"""What figures are called and measured in, and how those come about that no form prints: sums, rates, substitutes.

Where the forms count something differently, a series breaks; that is told here too.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from core.forms.form import Part
from core.forms.indicators import Indicator, indicators
from core.forms.registry import forms, official_forms, official_keys
from core.types import Language, Template

# A shorter name (其他) says nothing without the row above it.
_SHORTEST_LABEL = 4


def _table(name: str) -> Iterator[dict[str, str]]:
    text = files("core.forms").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


@dataclass(frozen=True, slots=True)
class DerivedSum:
    """A figure worked out as a sum where a form has no row for it: its parts in each such form, by the form's key."""

    code: str
    label_zh: str
    label_en: str
    unit: str
    by_form: Mapping[str, tuple[str, ...]]

    @property
    def templates(self) -> tuple[str, ...]:
        """The forms it is worked out in."""
        return tuple(self.by_form)

    @property
    def parts(self) -> tuple[str, ...]:
        """Its parts in any form."""
        return tuple(dict.fromkeys(part for parts in self.by_form.values() for part in parts))

    def forms_by_parts(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """The forms it is worked out in, by the parts it has there."""
        return {
            parts: tuple(key for key, own in self.by_form.items() if own == parts)
            for parts in dict.fromkeys(self.by_form.values())
        }

    def ways(self, template: Template) -> tuple[tuple[str, ...], ...]:
        """The parts to sum in a report of this form: those of the form, else those of each form that has it."""
        own = self.by_form.get(template)
        return (own,) if own else tuple(dict.fromkeys(self.by_form.values()))


@dataclass(frozen=True, slots=True)
class Rate:
    """A share nobody has fixed officially: the figures above and below the line."""

    code: str
    label_zh: str
    label_en: str
    numerator: tuple[str, ...]
    denominator: str


@cache
def derived_sums() -> Mapping[str, DerivedSum]:
    """The sums of the consistency rules by code."""
    return {
        row["code"]: DerivedSum(
            row["code"],
            row["label_zh"],
            row["label_en"],
            row["unit"],
            {form.key: form.derived[row["code"]] for form in official_forms() if row["code"] in form.derived},
        )
        for row in _table("derived")
    }


@cache
def rates() -> Mapping[str, Rate]:
    """The rates of the consistency rules by code."""
    return {
        row["code"]: Rate(
            row["code"], row["label_zh"], row["label_en"], tuple(row["numerator"].split()), row["denominator"]
        )
        for row in _table("rates")
    }


def label(code: str, language: str, template: Template | None = None) -> str:
    """How a person sees an indicator, a sum or a rate; a sum's own label where the form has no such row."""
    found: Indicator | DerivedSum | Rate | None = indicators().get(code)
    derived = derived_sums().get(code)
    if found is None or (derived and template in derived.templates):
        found = derived or rates().get(code)
    if found is None:
        return code
    if language == "zh" and isinstance(found, Indicator) and found.parent and len(found.label_zh) < _SHORTEST_LABEL:
        return f"{label(found.parent, language)}中的{found.label_zh}"
    return found.label_zh if language == "zh" else found.label_en


def unit(code: str) -> str:
    """The unit of an indicator or a sum; % for a rate."""
    if code in rates():
        return "%"
    found = indicators().get(code) or derived_sums().get(code)
    return found.unit if found else ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What stands for a figure in forms that have no row for it; the note says that it does."""

    code: str
    templates: tuple[str, ...]
    instead: str
    note_zh: str
    note_en: str


@cache
def replacements() -> Mapping[str, Replacement]:
    """By the code that is replaced."""
    return {
        row["code"]: Replacement(
            row["code"], _lacking(row["code"], row["instead"]), row["instead"], row["note_zh"], row["note_en"]
        )
        for row in _table("replacements")
    }


def _lacking(code: str, instead: str) -> tuple[str, ...]:
    """The forms that have a row for the one and none for the other."""
    return tuple(form.key for form in official_forms() if instead in form.cited and code not in form.cited)


@dataclass(frozen=True, slots=True)
class Break:
    """Codes (a prefix) that the forms in `before` count otherwise than the later ones."""

    prefix: str
    before: frozenset[str]
    note_zh: str
    note_en: str

    def crossed(self, code: str, forms: Iterable[str]) -> bool:
        """Whether a series of this code over these forms crosses the break."""
        official = set(forms).intersection(official_keys())
        under = code == self.prefix or code.startswith(self.prefix + ".")
        return under and bool(official & self.before) and bool(official - self.before)


@cache
def breaks() -> tuple[Break, ...]:
    """Where series break because the form changed."""
    return tuple(
        Break(row["prefix"], frozenset(row["before"].split(",")), row["note_zh"], row["note_en"])
        for row in _table("breaks")
    )


@cache
def _parts() -> Mapping[str, Part]:
    return {part.code: part for form in forms() for part in (*form.prose.sections, *form.prose.must_tell)}


def part_name(code: str, language: Language) -> str | None:
    """What a section is called, or something that the prose of a report must tell; None for what no form asks for."""
    part = _parts().get(code)
    return None if part is None else part.name_zh if language == "zh" else part.name_en


def is_worked_out(code: str) -> bool:
    """Whether a figure may be a rate, a sum of parts or one in place of another, and none that stands in a report."""
    return code in rates() or code in derived_sums() or code in replacements()

"""The indicators: how a figure is called, its unit, what it is part of. The forms say which of them they print."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from core.forms.registry import official_forms


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure a report may give. `templates` are the official forms whose reports have it, by their keys."""

    code: str
    label_zh: str
    label_en: str
    unit: str
    templates: tuple[str, ...]
    by_applicant: bool
    parent: str | None
    note: str
    official_labels: tuple[tuple[str, str], ...]
    """(form, label) pairs: how each form prints the row, by the form's key: (一)收到申请数."""


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator by its code, in the order of the forms."""
    text = resources.files("core.forms").joinpath("data/indicators.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType({row["code"]: _indicator(row) for row in rows})


def _indicator(row: dict[str, str]) -> Indicator:
    code = row["code"]
    printed = {form.key: form.cited.get(code) for form in official_forms()}
    return Indicator(
        code=code,
        label_zh=row["label_zh"],
        label_en=row["label_en"],
        unit=row["unit"],
        templates=tuple(form.key for form in official_forms() if printed[form.key] or code in form.prose.indicators),
        by_applicant=any(code in form.request_codes for form in official_forms()),
        parent=row["parent"] or None,
        note=row["note"],
        official_labels=tuple((key, label) for key, label in printed.items() if label),
    )

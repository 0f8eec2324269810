"""The indicators of the official forms, as `data/indicators.csv` lists them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure a report may give. `templates` are the forms that have it: 2014, 2019, 2021."""

    code: str
    label_zh: str
    label_en: str
    unit: str
    templates: tuple[str, ...]
    by_applicant: bool
    parent: str | None
    note: str
    official_labels: tuple[tuple[str, str], ...]
    """(template, label) pairs: how each form prints the row, e.g. ("2014", "(一)收到申请数")."""


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator by its code, in the order of the forms."""
    text = resources.files("core.forms").joinpath("data/indicators.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType({row["code"]: _indicator(row) for row in rows})


def _indicator(row: dict[str, str]) -> Indicator:
    return Indicator(
        code=row["code"],
        label_zh=row["label_zh"],
        label_en=row["label_en"],
        unit=row["unit"],
        templates=tuple(row["templates"].split(",")),
        by_applicant=row["by_applicant"] == "yes",
        parent=row["parent"] or None,
        note=row["note"],
        official_labels=tuple(_official_labels(row["official_labels"])),
    )


def _official_labels(text: str) -> list[tuple[str, str]]:
    """`2014:甲;2019,2021:乙` as (2014, 甲), (2019, 乙), (2021, 乙)."""
    pairs: list[tuple[str, str]] = []
    for part in filter(None, text.split(";")):
        templates, _, label = part.partition(":")
        pairs += [(template, label) for template in templates.split(",")]
    return pairs

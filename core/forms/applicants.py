"""The columns of the request table: six kinds of applicants and their total."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from core.types import APPLICANTS, Applicant, Language

REQUEST_COLUMNS: tuple[Applicant | None, ...] = (*APPLICANTS, None)
"""The columns in the order of the forms; None is the total."""


SPELLINGS: tuple[tuple[str, Applicant], ...] = (
    ("自然人", "natural_person"),
    ("商业企业", "business"),
    ("科研机构", "research"),
    ("社会公益组织", "public_welfare"),
    ("法律服务机构", "legal_services"),
    ("其[他它]", "other"),
)
"""Patterns of the names by which tables call the applicants."""


@dataclass(frozen=True, slots=True)
class _Column:
    """How the forms print a column, and how it is called where it stands alone."""

    printed: str
    label_zh: str
    label_en: str


def column_printed(applicant: Applicant | None) -> str:
    """The column as the forms print it: 其他."""
    return _columns()[applicant].printed


def column_label(applicant: Applicant | None, language: Language) -> str:
    """What the column is called where nothing stands beside it: 其他法人或组织."""
    column = _columns()[applicant]
    return column.label_zh if language == "zh" else column.label_en


@cache
def _columns() -> Mapping[Applicant | None, _Column]:
    text = files("core.forms").joinpath("data/applicants.csv").read_text(encoding="utf-8")
    rows = {row["applicant"]: row for row in csv.DictReader(text.splitlines())}
    return MappingProxyType(
        {
            column: _Column(row["printed"], row["label_zh"], row["label_en"])
            for column in REQUEST_COLUMNS
            if (row := rows[column or "total"])
        }
    )

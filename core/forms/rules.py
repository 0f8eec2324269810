"""The rules that figures of one form must keep, or are used to: sums, bounds, and what one year hands to the next."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

from core.types import CheckLevel

RuleKind = Literal["equality", "row_totals", "overlapping", "at_most", "not_below_prefecture", "flow", "general"]


@dataclass(frozen=True, slots=True)
class KnownRule:
    """What a rule is called, of which kind it is and how binding; `general` rules are no form's own."""

    kind: RuleKind
    level: CheckLevel
    name_zh: str
    name_en: str


@cache
def known_rules() -> Mapping[str, KnownRule]:
    """Every rule by its code: those that forms name, and those that all reports keep."""
    text = files("core.forms").joinpath("data/rules.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType(
        {
            row["rule"]: KnownRule(
                cast(RuleKind, row["kind"]), cast(CheckLevel, row["level"]), row["name_zh"], row["name_en"]
            )
            for row in rows
        }
    )


@dataclass(frozen=True, slots=True)
class Equality:
    """The figures on the left sum to what those on the right sum to. `by_applicant`: in every column of its table."""

    rule: str
    level: CheckLevel
    left: tuple[str, ...]
    right: tuple[str, ...]
    by_applicant: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """All figures it compares, the left side first."""
        return self.left + self.right

    @property
    def is_exact(self) -> bool:
        """Whether the form itself leaves no other way, so that a figure can be proven by it."""
        return self.level in ("official", "structural")

    def among(self, codes: Iterable[str]) -> Equality:
        """The same of a table that lacks some of the parts: a sum of those it has."""
        there = set(codes)
        right = tuple(code for code in self.right if code in there)
        return self if len(self.left) > 1 else Equality(self.rule, self.level, self.left, right, self.by_applicant)


@dataclass(frozen=True, slots=True)
class RowTotals:
    """In every row of the request table the total column is the sum of the applicants."""

    rule: str
    level: CheckLevel


@dataclass(frozen=True, slots=True)
class Overlapping:
    """The parts may share members: the whole is at least the largest of them and at most their sum."""

    rule: str
    level: CheckLevel
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtMost:
    """A part is no more than its whole."""

    rule: str
    level: CheckLevel
    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class NotBelowPrefecture:
    """No body of a county or below has any of the figures whose codes begin so."""

    rule: str
    level: CheckLevel
    prefix: str


Rule = Equality | RowTotals | Overlapping | AtMost | NotBelowPrefecture


@dataclass(frozen=True, slots=True)
class Flow:
    """`before` of one report with `added` and without `taken` of the next makes `after` of the next."""

    rule: str
    level: CheckLevel
    before: tuple[str, ...]
    added: tuple[str, ...]
    taken: tuple[str, ...]
    after: str
    by_applicant: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """All figures it compares, the result last."""
        return (*self.before, *self.added, *self.taken, self.after)

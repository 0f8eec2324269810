"""Why a question is not answered, as a value: before anything is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reason = Literal[
    "month_on_month",
    "subyear",
    "per_head",
    "why",
    "future",
    "negation",
    "how_to",
    "who",
    "which_row",
    "mean_beside",
    "mean_of_one",
    "several_scopes",
    "whose_whole",
    "scope_share",
    "people",
    "channels_counted",
    "bounded_change",
    "change_of_sum",
    "change_standing",
    "too_long",
    "whole_or_sum",
    "no_figure",
    "define_what",
    "nothing_follows",
    "miscounted",
    "unfixed_rate",
    "which_rate",
    "after_refusal",
    "greeting",
    "thanks",
    "help",
    "who_are_you",
    "invents",
    "report_parts",
    "what_checks",
]


@dataclass(frozen=True, slots=True)
class Outside:
    """Asks for what annual figures can't tell, or not so."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class UnknownPlace:
    """Names a place or body nobody knows."""

    name: str


@dataclass(frozen=True, slots=True)
class UnknownWords:
    """Holds words that are not understood; `unsaid_by` are bodies whose reports do not say them either.

    `of_else`: they are known for figures that these reports do not have, as GDP.
    """

    words: tuple[str, ...]
    unsaid_by: tuple[str, ...] = ()
    of_else: bool = False


@dataclass(frozen=True, slots=True)
class NoAdministration:
    """Asks for a body that publishes no such report: a party committee, a court."""


@dataclass(frozen=True, slots=True)
class UnusedWords:
    """Holds words that no answer would use though they change what is meant: 变化 beside 合计."""

    words: tuple[str, ...]


Refusal = Outside | UnknownPlace | UnknownWords | UnusedWords | NoAdministration

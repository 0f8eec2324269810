"""Figures drawn: where bars, points and labels stand in an SVG of a page. Only numbers; the template writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from core.forms.registry import official_keys
from core.telling.names import render_number
from core.types import Number, Template

MOST_BARS = 20

_WIDTH, _HEIGHT, _LEFT, _TOP, _FOOT = 640, 250, 40, 34, 40
_BAR, _NAMES, _VALUES = 26, 230, 80
_LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of one year; `value` None where none is told. `template` is the form of its report."""

    year: int
    value: Number | None
    template: Template = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One of several figures beside each other."""

    name: str
    value: Number


def bars(told: Sequence[Bar]) -> dict[str, Any]:
    """Bars below each other, those below zero to the left of a line."""
    lowest, highest = min(0, *(one.value for one in told)), max(0, *(one.value for one in told))
    room = _WIDTH - _NAMES - _VALUES
    scale = room / ((highest - lowest) or 1)
    zero = _NAMES - lowest * scale
    return {
        "kind": "bars",
        "height": len(told) * _BAR + 4,
        "zero": round(zero),
        "bars": [
            {
                "name": one.name[:_LONGEST_NAME],
                "top": number * _BAR + 4,
                "text": number * _BAR + 18,
                "left": round(min(zero, zero + one.value * scale)),
                "width": round(abs(one.value) * scale),
                "end": round(max(zero, zero + one.value * scale)) + 6,
                "value": render_number(one.value),
            }
            for number, one in enumerate(told)
        ],
    }


def series(points: Sequence[Point]) -> dict[str, Any] | None:
    """One figure over the years, ascending: a year without it is a gap in the line, never a zero, and between reports
    of two forms stands a dotted line. None where fewer than two years tell it, or one is below zero."""
    told = {one.year: one.value for one in points if one.value is not None}
    if len(told) < 2 or min(told.values()) < 0:
        return None
    years = range(min(told), max(told) + 1)
    step = (_WIDTH - 2 * _LEFT) / (len(years) - 1)
    highest = max(told.values()) or 1
    across = {year: round(_LEFT + (year - years[0]) * step, 1) for year in years}
    high = {year: round(_TOP + (_HEIGHT - _TOP - _FOOT) * (1 - value / highest), 1) for year, value in told.items()}
    forms = {one.year: one.template for one in points if one.template in official_keys()}
    return {
        "kind": "series",
        "width": _WIDTH,
        "height": _HEIGHT,
        "base": _HEIGHT - _FOOT,
        "lines": [
            {"x1": across[one], "y1": high[one], "x2": across[next_], "y2": high[next_]}
            for one, next_ in pairwise(years)
            if one in told and next_ in told
        ],
        "points": [
            {"x": across[year], "y": high[year], "value": render_number(value)} for year, value in sorted(told.items())
        ],
        "years": [{"x": across[year], "year": year, "told": year in told} for year in years],
        "breaks": [
            {"x": round((across[before] + across[after]) / 2, 1), "year": after}
            for before, after in pairwise(sorted(forms.keys() & set(years)))
            if forms[before] != forms[after]
        ],
        "gaps": any(year not in told for year in years),
    }

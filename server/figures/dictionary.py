"""Every figure a tool can give: the indicators of the forms, then the sums and rates worked out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from core.forms import catalogue
from core.forms.indicators import Indicator, indicators
from core.forms.registry import official_keys


@cache
def dictionary() -> Mapping[str, Indicator]:
    """All by code. `note` says how one is worked out."""
    sums = {
        one.code: _worked_out(one.code, one.label_zh, one.label_en, one.unit, one.templates, f"sum: {_plus(one.parts)}")
        for one in catalogue.derived_sums().values()
        if one.code not in indicators()
    }
    rates = {
        one.code: _worked_out(
            one.code,
            one.label_zh,
            one.label_en,
            "%",
            _forms_of_all((*one.numerator, one.denominator)),
            f"rate, not official: ({_plus(one.numerator)}) / {one.denominator}",
        )
        for one in catalogue.rates().values()
    }
    return MappingProxyType({**indicators(), **sums, **rates})


def members(codes: Iterable[str]) -> tuple[str, ...]:
    """Each of the codes once, in place of the head of a family (normative) those that begin with it."""
    known = dictionary()
    below = (
        [code] if code in known else [one for one in known if one.startswith(f"{code}.")] or [code] for code in codes
    )
    return tuple(dict.fromkeys(one for family in below for one in family))


def forms_of(indicator: Indicator) -> list[str]:
    """The forms that have a figure, or its parts."""
    return sorted({*indicator.templates, *_forms(indicator.code)})


def by_applicant(code: str) -> bool:
    """Whether a figure has columns by applicant, its own or those of its parts."""
    known = indicators()
    if code in known and known[code].by_applicant:
        return True
    parts = catalogue.derived_sums()[code].parts if code in catalogue.derived_sums() else ()
    return bool(parts) and all(known[part].by_applicant for part in parts)


def _forms_of_all(codes: Iterable[str]) -> tuple[str, ...]:
    having = [_forms(code) for code in codes]
    return tuple(key for key in official_keys() if all(key in own for own in having))


def _forms(code: str) -> set[str]:
    """The forms that have a figure, or its parts."""
    own = indicators()[code].templates if code in indicators() else ()
    summed = catalogue.derived_sums()[code].templates if code in catalogue.derived_sums() else ()
    return {*own, *summed}


def _plus(codes: tuple[str, ...]) -> str:
    return " + ".join(codes)


def _worked_out(code: str, zh: str, en: str, unit: str, templates: tuple[str, ...], note: str) -> Indicator:
    return Indicator(code, zh, en, unit, templates, False, None, note, ())

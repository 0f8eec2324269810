"""What figures come to by a formula, in words."""

from __future__ import annotations

from core.asking.found.values import Found, tidy
from core.asking.worded.figures import body_year, name_of, sum_of
from core.asking.worded.texts import text
from core.asking.worded.told import Told, Wording
from core.asking.worked.formula import Side, Worked
from core.telling.names import render_number
from core.types import Language


def formula_told(result: Worked, language: Language) -> Told:
    """Each side with its figures; whether the two are as was said comes first."""
    values = [value for side in (result.first, result.divisor, result.second) if side for _, value in side.values]
    of_one = len({value.entry for value in values}) == 1
    left = _side(result.first, language, of_one=of_one)
    whose = text(language, "formula.whose", whose=body_year(values[0].entry, language)) if of_one else ""
    if result.second is not None:
        apart = tidy(abs(result.first.value - result.second.value))
        key = "formula.apart" if apart else "formula.equal"
        amount = sum_of(apart, values, language)
        right = _side(result.second, language, of_one=of_one)
        said = whose + text(language, key, left=left, right=right, amount=amount)
        return Told(text(language, "lookup.yes" if result.holds else "lookup.no", said=said))
    if result.divisor is not None:
        share = "—" if result.percent is None else render_number(result.percent)
        over = _side(result.divisor, language, of_one=of_one)
        return Told(whose + text(language, "formula.divided", left=left, over=over, percent=share))
    return Told(whose + text(language, "formula.comes_to", left=left))


def _side(side: Side, language: Language, *, of_one: bool) -> str:
    """Requests received 256 + carried over from last year 0 = 256."""
    told = ""
    for sign, value in side.values:
        mark = text(language, "marks.plus" if sign > 0 else "formula.minus") if told else "" if sign > 0 else "−"
        told += mark + _operand(value, language, of_one=of_one)
    if len(side.values) < 2:
        return told
    return text(language, "formula.side", terms=told, amount=render_number(side.value))


def _operand(value: Found, language: Language, *, of_one: bool) -> str:
    whose = "" if of_one else body_year(value.entry, language) + text(language, "formula.of")
    name = name_of(value, language)
    return text(language, "formula.term", name=whose + name, number=render_number(value.value))


TOLD: Wording = {Worked: formula_told}

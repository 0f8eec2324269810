"""A question that asks for what figures come to by a formula: of whom and of when stands around it, or within."""

from __future__ import annotations

import re
from collections.abc import Callable

from core.asking.understood.bodies import named_bodies
from core.asking.understood.request import Formula, Operand, Subject, Target
from core.asking.words.formula import Expression, Term
from core.asking.words.sentence import Sentence

_YEAR = re.compile(r"(?:year ?=? ?)?((?:19|20)\d\d)年?")

Reading = Callable[[str], Sentence]
"""Words cut into a sentence."""


def request_of(found: Expression, subject: Subject, read: Reading) -> Formula | None:
    """The request; None where what stands behind a figure in brackets is neither a body nor a year."""
    sides = [tuple(_operand(term, read) for term in side) for side in (found.left, found.over, found.right)]
    if any(operand is None for side in sides for operand in side):
        return None
    left, over, right = (tuple(operand for operand in side if operand is not None) for side in sides)
    return Formula(subject, left, over, found.relation, right)


def _operand(term: Term, read: Reading) -> Operand | None:
    target: Target | None = None
    year: int | None = None
    for argument in term.arguments:
        dated = _YEAR.fullmatch(argument)
        if dated and year is None:
            year = int(dated[1])
            continue
        named = named_bodies(read(argument)).targets
        if len(named) != 1 or target is not None:
            return None
        target = named[0]
    return Operand(term.sign, term.code, target, year)

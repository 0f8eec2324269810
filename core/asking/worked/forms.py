"""How the official forms differ: what only one of them has, by applicant or not, what is counted otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from core.asking.found.missing import About
from core.asking.found.stored import Stored
from core.asking.understood.request import FormsCompared
from core.asking.worked.result import Operations, Result
from core.forms import catalogue
from core.forms.catalogue import Break
from core.forms.form import Form
from core.forms.registry import form_of_year, official_forms


@dataclass(frozen=True, slots=True)
class Step:
    """From one form to a later one: the codes that only one of them has, and the breaks between them."""

    before: Form
    after: Form
    gone: tuple[str, ...]
    new: tuple[str, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsDiffer(Result):
    """The forms compared; of years with one form (`same`) there is nothing to compare."""

    steps: tuple[Step, ...]
    same: tuple[Form, ...] = ()


def compare_forms(stored: Stored, request: FormsCompared) -> FormsDiffer:
    """How the forms of the years named differ, else each from the one before it."""
    named = [form for year in sorted(request.years) if (form := form_of_year(year)) is not None]
    known = named and len(named) == len(request.years)
    forms = list(dict.fromkeys(named)) if known else list(official_forms())
    steps = tuple(_step(*pair) for pair in pairwise(forms))
    return FormsDiffer(about=About(), steps=steps, same=() if steps else tuple(forms))


def _step(before: Form, after: Form) -> Step:
    gone, new = _only(before, after), _only(after, before)
    crossed = tuple(
        one
        for one in catalogue.breaks()
        if one.crossed(one.prefix, (before.key, after.key))
        and all(_counts(form, one.prefix) for form in (before, after))
    )
    return Step(before, after, gone, new, crossed)


def _counts(form: Form, prefix: str) -> bool:
    return any(code == prefix or code.startswith(prefix + ".") for code in form.cited)


def _only(one: Form, other: Form) -> tuple[str, ...]:
    """The figures of a form that the other has neither as a row nor as a sum."""
    there = {*other.cited, *other.derived, *other.prose.indicators}
    return tuple(code for code in (*one.cited, *one.prose.indicators) if code not in there)


OPERATIONS: Operations = {FormsCompared: compare_forms}

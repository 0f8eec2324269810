"""What is carried out of a year and into the next, in words."""

from __future__ import annotations

from core.asking.found.values import Found
from core.asking.worded.figures import amount, named
from core.asking.worded.texts import text
from core.asking.worded.told import Told, Wording
from core.asking.worked.carried import CarriedApart
from core.types import Language


def carried_told(result: CarriedApart, language: Language) -> Told:
    """How many pairs of years differ, and which."""
    end = text(language, "marks.colon" if result.pairs else "marks.stop")
    head = text(language, "carried.head", compared=result.compared, count=result.apart, end=end)
    return Told("\n".join([head, *(_line(out, into, language) for out, into in result.pairs)]))


def _line(out: Found, into: Found, language: Language) -> str:
    return text(
        language,
        "carried.line",
        body=named(out.entry, language),
        year=out.entry.year,
        out=amount(out, language),
        next=into.entry.year,
        into=amount(into, language),
    )


TOLD: Wording = {CarriedApart: carried_told}

"""Several figures of every body of an area, in words: a line for each body."""

from __future__ import annotations

from core.asking.found.values import Found
from core.asking.worded.area import coverage, field_name, whose
from core.asking.worded.figures import amount
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.table import Tabled
from core.telling.bodies import body_name
from core.types import Language


def table_told(result: Tabled, language: Language) -> Told:
    """A line for each body, the figures in the order of the first line."""
    first = result.fields[0]
    said = {
        "year": first.year,
        **whose(first.members, language),
    }
    names = [field_name(of, language) for of in result.fields]
    if result.more is None:
        head = text(language, "table.head", names=joined(names, language), **said)
    else:
        key = "table.more" if result.more else "table.less"
        end = text(language, "marks.colon" if result.lines else "marks.stop")
        head = text(language, key, first=names[0], second=names[1], count=len(result.lines), end=end, **said)
    coverages = dict.fromkeys(coverage(of, language) for of in result.fields)
    lines = [
        text(language, "table.line", body=body_name(body, language), figures=_figures(of, language))
        for body, of in result.lines
    ]
    return Told("\n".join([head, *lines, *coverages]))


def _figures(values: tuple[Found | None, ...], language: Language) -> str:
    told = (amount(v, language) if v else text(language, "table.not_given") for v in values)
    return joined(told, language)


TOLD: Wording = {Tabled: table_told}

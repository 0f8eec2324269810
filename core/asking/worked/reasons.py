"""Why a figure is as it is: the figure beside the year before, and the sentences of the report that give reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.asking.found.stored import Stored
from core.asking.found.values import Found
from core.asking.understood.request import Comparison, Reasons
from core.asking.worked.comparison import Compared, compare
from core.asking.worked.result import Operations, Result
from core.text.clean import simplify
from core.types import Passage, ReportEntry

_MOST_TOLD = 2
_MOST_LOOKED_AT = 12
# What begins a reason in a report.
_GIVES = ("原因", "由于", "因", "受", "主要是", "缘于", "导致", "得益于")
_REASON = re.compile(
    r"原因|由于|缘于|导致|得益于|主要是因?|(?:^|[,，。;；])(?:系|因)(?!政府信息公开|此|而)|受[^,，。]{1,20}影响|集中(?:申请|提交|提出)"
)
_MOVES = re.compile(r"增|减|上升|下降|提高|回落|大幅|激增|较多|偏多|较少|偏少|集中|比上年|比去年|同比")
# The words of a report for what its figures count.
_SUBJECTS = {
    "requests": re.compile(r"申请"),
    "review": re.compile(r"复议"),
    "litigation": re.compile(r"诉讼|起诉"),
    "disclosure": re.compile(r"主动公开|公开(?:政府)?信息|信息发布"),
}
_DENIED = re.compile(r"不予公开|不公开")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained(Result):
    """A figure, beside that of the year before where there is one, and what the reports say of its reasons."""

    figures: Compared
    passages: tuple[Passage, ...]


def explain(stored: Stored, request: Reasons) -> Explained:
    """The figure asked about and the sentences that give reasons; raises Halt where there is no such figure."""
    figures = compare(stored, Comparison(request.subject))
    codes = figures.about.codes
    found = _sentences(stored, codes[0], _last_reports(figures.told)) if codes else ()
    common = {name: getattr(figures, name) for name in Result.__dataclass_fields__}
    return Explained(**common, figures=figures, passages=found)


def _last_reports(told: Sequence[Found]) -> tuple[ReportEntry, ...]:
    """The reports of the last year told: these explain what has changed."""
    last = max((found.entry.year for found in told), default=0)
    return tuple(dict.fromkeys(found.entry for found in told if found.entry.year == last))


def _sentences(stored: Stored, code: str, entries: Sequence[ReportEntry]) -> tuple[Passage, ...]:
    """The sentences that give a reason and speak of what the figure counts."""
    bodies, years = [entry.organization for entry in entries], [entry.year for entry in entries]
    of_subject = _SUBJECTS.get(code.split(".")[0])
    if of_subject is None or not entries:
        return ()
    about = _DENIED if "denied" in code else _MOVES
    found: dict[tuple[int, int], Passage] = {}
    for word in _GIVES:
        for passage in stored.holdings.passages(word, organizations=bodies, years=years, limit=_MOST_LOOKED_AT):
            said = simplify(passage.text)
            if " | " not in said and _REASON.search(said) and of_subject.search(said) and about.search(said):
                found.setdefault((passage.report, passage.start), passage)
    return tuple(found.values())[:_MOST_TOLD]


OPERATIONS: Operations = {Reasons: explain}

"""The operation of each kind of request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.asking.found.stored import Stored
from core.asking.understood import request as kinds
from core.asking.understood.request import Request
from core.asking.worked import (
    changes,
    comparison,
    consistency,
    definitions,
    limits,
    lookup,
    passages,
    ranking,
    reports,
    series,
    share,
)
from core.asking.worked import sum as sums
from core.asking.worked.result import Result

_OPERATIONS: Mapping[type[Request], Callable[[Stored, Any], Result]] = {
    kinds.Lookup: lookup.lookup,
    kinds.Series: series.series,
    kinds.Comparison: comparison.compare,
    kinds.Share: share.share,
    kinds.AreaShare: share.share_of_area,
    kinds.Sum: sums.sum_named,
    kinds.AreaSum: sums.sum_area,
    kinds.BestYears: limits.best_years,
    kinds.Held: limits.hold,
    kinds.Ranking: ranking.rank,
    kinds.Standing: ranking.stand,
    kinds.Within: ranking.keep,
    kinds.Beyond: ranking.outdo,
    kinds.ChangeRanking: changes.rank_changes,
    kinds.ChangeByYear: changes.change_by_year,
    kinds.ChangeHeld: changes.hold_changes,
    kinds.Consistency: consistency.check,
    kinds.Failing: consistency.list_failing,
    kinds.Reports: reports.list_reports,
    kinds.TextSearch: passages.search,
    kinds.Definition: definitions.define,
}


def run(stored: Stored, request: Request) -> Result:
    """What a request comes to; raises Halt where it can't be settled what is asked for, or nothing is there."""
    return _OPERATIONS[type(request)](stored, request)

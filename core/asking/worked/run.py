"""The operation of each kind of request: its module is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import cast

from core.asking.found.stored import Stored
from core.asking.understood import request as kinds
from core.asking.understood.request import Request
from core.asking.worked.result import Operations, Result

MODULES: Mapping[type[Request], str] = {
    kinds.Lookup: "lookup",
    kinds.Series: "series",
    kinds.Comparison: "comparison",
    kinds.Reasons: "reasons",
    kinds.Share: "share",
    kinds.AreaShare: "share",
    kinds.Formula: "formula",
    kinds.Sum: "sum",
    kinds.AreaSum: "sum",
    kinds.AreaSumChange: "sum",
    kinds.SumOfEach: "totals",
    kinds.SumRanking: "totals",
    kinds.BestSums: "sum",
    kinds.Peaks: "peaks",
    kinds.AreaShares: "share",
    kinds.AreaPart: "share",
    kinds.AreaTable: "table",
    kinds.BeyondMean: "ranking",
    kinds.BesideMean: "ranking",
    kinds.BestYears: "limits",
    kinds.Held: "limits",
    kinds.Ranking: "ranking",
    kinds.Standing: "ranking",
    kinds.Within: "ranking",
    kinds.Beyond: "ranking",
    kinds.ChangeRanking: "changes",
    kinds.ChangeByYear: "changes",
    kinds.ChangeHeld: "changes",
    kinds.ChangeOfEach: "changes",
    kinds.Consistency: "consistency",
    kinds.Failing: "consistency",
    kinds.Carried: "carried",
    kinds.Late: "late",
    kinds.Reports: "reports",
    kinds.TextSearch: "passages",
    kinds.Mention: "passages",
    kinds.Definition: "definitions",
    kinds.FormsCompared: "forms",
}


def run(stored: Stored, request: Request) -> Result:
    """What a request comes to; raises Halt where it can't be settled what is asked for, or nothing is there."""
    return _operations(MODULES[type(request)])[type(request)](stored, request)


@cache
def _operations(name: str) -> Operations:
    return cast(Operations, import_module(f"core.asking.worked.{name}").OPERATIONS)

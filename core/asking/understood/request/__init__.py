"""What a question asks for, as a value: one kind an operation. Nothing is looked up yet.

An operation is called with the value of its kind and with what is stored, whoever has the values: the words of a
question (`understand(...).request`), or a statement that is judged:

    subject = Subject(targets, times, measures, applicants)
    run(Share(subject), stored)
    run(Standing(subject, Area("330300", "county")), stored)

Each kind says by `takes` which recognised words of a sentence it uses: cues by their names, and what else a word may
name as who, when, what, applicant, level, limit, nth, bound, number, report, topic. A word that no one takes is told.
"""

from core.asking.understood.request.area import (
    AreaPart,
    AreaShare,
    AreaShares,
    AreaSum,
    AreaSumChange,
    AreaTable,
    BesideMean,
    BestSums,
    Beyond,
    BeyondMean,
    Peaks,
    Ranking,
    Standing,
    SumRanking,
    Within,
)
from core.asking.understood.request.base import (
    Area,
    AreaRequest,
    Average,
    Claim,
    Growth,
    Measure,
    Request,
    Statistic,
    Subject,
    Target,
)
from core.asking.understood.request.change import ChangeByYear, ChangeHeld, ChangeOfEach, ChangeRanking
from core.asking.understood.request.named import (
    BestYears,
    Comparison,
    Formula,
    Held,
    Lookup,
    Operand,
    Reasons,
    Series,
    Share,
    Stated,
    Steady,
    Sum,
    SumOfEach,
)
from core.asking.understood.request.report import (
    Carried,
    Consistency,
    Definition,
    Failing,
    FormsCompared,
    Late,
    Mention,
    Reports,
    TextSearch,
)

__all__ = [
    "Area",
    "AreaPart",
    "AreaRequest",
    "AreaShare",
    "AreaShares",
    "AreaSum",
    "AreaSumChange",
    "AreaTable",
    "Average",
    "BesideMean",
    "BestSums",
    "BestYears",
    "Beyond",
    "BeyondMean",
    "Carried",
    "ChangeByYear",
    "ChangeHeld",
    "ChangeOfEach",
    "ChangeRanking",
    "Claim",
    "Comparison",
    "Consistency",
    "Definition",
    "Failing",
    "FormsCompared",
    "Formula",
    "Growth",
    "Held",
    "Late",
    "Lookup",
    "Measure",
    "Mention",
    "Operand",
    "Peaks",
    "Ranking",
    "Reasons",
    "Reports",
    "Request",
    "Series",
    "Share",
    "Standing",
    "Stated",
    "Statistic",
    "Steady",
    "Subject",
    "Sum",
    "SumOfEach",
    "SumRanking",
    "Target",
    "TextSearch",
    "Within",
]

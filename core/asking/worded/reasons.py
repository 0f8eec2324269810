"""Why a figure is as it is, in words: the sentences of the report, or that it gives no reason; then the figure."""

from __future__ import annotations

from core.asking.worded.comparison import comparison_told
from core.asking.worded.figures import body_year
from core.asking.worded.passages import quoted
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.reasons import Explained
from core.types import Language


def explained_told(result: Explained, language: Language) -> Told:
    """The reasons that the report gives, quoted; then the figure beside the year before."""
    figures = comparison_told(result.figures, language)
    last = max(value.entry.year for value in result.told)
    reports = dict.fromkeys(body_year(value.entry, language) for value in result.told if value.entry.year == last)
    whose = joined(reports, language)
    if result.passages:
        lines = [text(language, "reasons.given", whose=whose), *(quoted(one, language) for one in result.passages)]
    else:
        lines = [text(language, "reasons.none", whose=whose)]
    return Told("\n".join([*lines, figures.text]), figures.notes)


TOLD: Wording = {Explained: explained_told}

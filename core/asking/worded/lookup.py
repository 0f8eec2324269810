"""Figures as they are reported, in words."""

from __future__ import annotations

from core.asking.worded.figures import several, single
from core.asking.worded.told import Told, Wording
from core.asking.worked.lookup import Figures
from core.types import Language


def figures_told(result: Figures, language: Language) -> Told:
    """One figure with its source, or several in lines."""
    if len(result.values) == 1:
        line = single(result.values[0], language)
        return Told(line.text, source=line.source)
    return Told(several(result.values, language))


TOLD: Wording = {Figures: figures_told}

"""Reports that came out late, in words."""

from __future__ import annotations

from core.asking.worded.figures import body_year, named
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.late import LateReports
from core.types import Language


def late_told(result: LateReports, language: Language) -> Told:
    """How many came out late, the latest first."""
    end = text(language, "marks.colon" if result.late else "marks.stop")
    head = text(language, "late.head", held=result.held, late=result.late, end=end)
    lines = [
        text(language, "late.line", report=body_year(entry, language), day=entry.published_on, due=due, days=days)
        for entry, due, days in result.listed
    ]
    lines += [
        text(language, "late.in_time", report=body_year(entry, language), day=entry.published_on)
        for entry in result.in_time
        if entry.published_on
    ]
    if result.late > len(result.listed):
        lines.append(text(language, "late.more", most=len(result.listed)))
    if result.first:
        whose = joined((named(entry, language) for entry in result.first), language)
        day, year = result.first[0].published_on, result.first[0].year
        head = text(language, "late.first", names=whose, day=day, year=year) + head
    notes = (text(language, "late.undated", count=result.undated),) if result.undated else ()
    return Told("\n".join([head, *lines]), (*notes, text(language, "late.law")))


TOLD: Wording = {LateReports: late_told}

"""The figures that a pasted text holds as a report does: a whole report with its tables, or some sentences of one."""

from __future__ import annotations

from core.errors import ReadError
from core.types import Document, Fact, Identity

_SHORTEST_REPORT = 300


def report_in(text: str) -> tuple[Identity, tuple[Fact, ...]] | None:
    """Whose report a text is, of which year, and its figures; None where it is none."""
    if len(text) < _SHORTEST_REPORT or not any(word in text for word in ("报告", "年报", "報告", "年報")):
        return None
    # Reading reports takes long to load, and few questions are reports.
    from core.reading.parse import parse

    try:
        report = parse(Document(text))
    except ReadError:
        return None
    return report.identity, report.facts


def sentences_in(text: str) -> tuple[Fact, ...]:
    """The figures that the sentences of a text give, in the wordings of reports."""
    from core.reading.narrative import read_narrative
    from core.text.clean import clean

    facts, _ = read_narrative(Document(text), clean(text), None, ())
    return facts

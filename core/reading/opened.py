"""A document before its prose is read: that it is a report, whose and of which year, and what its tables say."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import ReadError
from core.reading.identity import identify, refusal
from core.reading.identity.extent import own_part, without_other_years
from core.reading.tables.reader import Tables, read_tables
from core.text.clean import CleanText, clean
from core.types import Document, Identity, Issue


@dataclass(frozen=True, slots=True)
class Opened:
    """The text that is the report's own, its identity and its tables."""

    text: CleanText
    identity: Identity
    tables: Tables
    issues: tuple[Issue, ...]
    """What is odd about the identity; `others` and `other_years` tell what is not the report's own."""
    others: tuple[Issue, ...]
    other_years: tuple[Issue, ...]


def open_report(document: Document) -> Opened:
    """The report of a document.

    Raises ReadError("not_a_report") where the document is no annual report on disclosure.
    """
    text = clean(document.text)
    refused = refusal(text)
    if refused:
        raise ReadError("not_a_report", refused.sentence, refused.kind)
    text, others = own_part(text)
    identity, issues = identify(document, text)
    text, other_years = without_other_years(text, identity.year)
    tables = read_tables(document, text, identity.year)
    return Opened(text, identity, tables, tuple(issues), tuple(others), tuple(other_years))

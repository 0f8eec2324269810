"""A document to a report: identity, tables, prose, checks, and what was odd."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from core.forms.registry import form_named, form_of_year
from core.reading.checks import run_checks
from core.reading.doubts import Proven, prove
from core.reading.loose_rows import loose_rows
from core.reading.narrative import read_narrative
from core.reading.opened import open_report
from core.reading.sections import find_sections
from core.reading.tables.covered import covered
from core.reading.tables.reader import Tables
from core.reading.unread import unread_issues
from core.text.clean import CleanText, clean
from core.types import (
    AS_STORED,
    SURE,
    Check,
    Document,
    Fact,
    FigureKey,
    Identity,
    Issue,
    Report,
    Section,
    Template,
    named,
)

_BODY_OF_TITLE = re.compile(r"[\u4e00-\u9fff]{4,20}(?=20\d\d年)")
_CUT_OFF = re.compile(r"[\u4e00-\u9fff、,(]\s*$")


def parse(document: Document) -> Report:
    """Everything the document reports, checked.

    Raises ReadError("not_a_report") where the document is no annual report on disclosure.
    """
    opened = open_report(document)
    text, identity, tables = opened.text, opened.identity, opened.tables
    within = tuple(covered(text, tables))
    own = identity.organization or _body_of_title(identity.title)
    prose, prose_issues = read_narrative(document, text, identity.year, within, own)
    identity = replace(identity, template=_template(identity, tables, text))
    read = [*tables.facts, *prose]
    if document.confidence:
        read = [_with_confidence(fact, document) for fact in read]
    proven = prove(read, document, identity.template)
    sections = find_sections(text)
    checks = _checks(identity, proven, opened.issues, text, sections)
    cut_off = _incomplete(text, tables)
    told = (
        *document.notes,
        *opened.issues,
        *opened.others,
        *opened.other_years,
        *tables.issues,
        *unread_issues(form_named(identity.template), read, tables, document.pictures, cut_off=bool(cut_off)),
        *prose_issues,
        *loose_rows(document, text, read, _official(tables)),
        *_conflicts(checks),
        *cut_off,
        *proven.issues,
        *_uncertain(proven.facts),
    )
    return Report(identity, proven.facts, checks, tuple(dict.fromkeys(told)), sections)


def _official(tables: Tables) -> tuple[tuple[int, int], ...]:
    """The spans of tables whose rows are all accounted for: those of a form with a request table."""
    form = form_named(tables.template) if tables.template else None
    return tables.spans if form and form.request else ()


def _body_of_title(title: str | None) -> str:
    """The name that the title begins with, where no body could be made of it: 闵行公安分局2023年…报告."""
    found = _BODY_OF_TITLE.match(title or "")
    return found.group() if found else ""


def check_again(
    identity: Identity, facts: Sequence[Fact], issues: Sequence[Issue], text: str, given: Collection[FigureKey] = ()
) -> tuple[Check, ...]:
    """The checks of a stored report after a person set something right: the very same that `parse` makes.

    `facts` and `identity` are as corrected, `issues` and `text` as read; `given` are the figures that a person gave.
    """
    solved = frozenset(_solved(facts, issues)).difference(given)
    clean_text = clean(text)
    return _checks(identity, Proven(tuple(facts), solved), issues, clean_text, find_sections(clean_text))


def _checks(
    identity: Identity, proven: Proven, issues: Sequence[Issue], text: CleanText, sections: Sequence[Section]
) -> tuple[Check, ...]:
    headings = [section.title for section in sections if section.title]
    return tuple(map(proven.told, run_checks(identity, proven.as_read, issues, text.text, headings)))


def _solved(facts: Sequence[Fact], issues: Sequence[Issue]) -> Iterator[FigureKey]:
    """The figures that were worked out of the equalities; what an older version stored does not name them."""
    for issue in issues:
        if issue.code == "ocr_solved":
            yield from issue.figures
            if issue.kind == AS_STORED:
                inferred = (fact for fact in facts if fact.inferred and fact.confidence is not None)
                yield from ((fact.indicator, fact.applicant) for fact in inferred)


def _template(identity: Identity, tables: Tables, text: CleanText) -> Template:
    """That of the tables; without any, the form of the year where the prose begins as its reports do."""
    if tables.template:
        return tables.template
    form = form_of_year(identity.year)
    opening = form.prose.opening if form else None
    return form.key if form and opening and re.search(opening, text.text) else "narrative"


def _conflicts(checks: tuple[Check, ...]) -> list[Issue]:
    return [
        Issue(
            "text_table_conflict",
            "warning",
            figures=check.figures,
            values=named(text=check.left, table=check.right),
        )
        for check in checks
        if check.rule == "text_vs_table"
        and check.status == "notice"
        and check.left is not None
        and check.right is not None
    ]


def _incomplete(text: CleanText, tables: Tables) -> list[Issue]:
    """A page that ends in the middle of a sentence or of a table."""
    end = len(text.text.rstrip())
    tail = text.text[max(0, end - 40) : end]
    in_table = bool(tables.spans) and text.offsets[end - 1] + 1 <= max(stop for _, stop in tables.spans) + 2
    in_sentence = bool(_CUT_OFF.search(tail)) and not _signed(tail)
    if in_table or in_sentence:
        return [Issue("incomplete", "info", "cut_off")]
    return []


def _with_confidence(fact: Fact, document: Document) -> Fact:
    """The fact with the lowest confidence of the stretches read by OCR that it stands in; of a cell, its own."""
    first = fact.end - 1 if fact.source == "table" else fact.start
    read = [sure for start, end, sure in document.confidence if start < fact.end and first < end]
    return replace(fact, confidence=min(read)) if read else fact


def _uncertain(facts: Sequence[Fact]) -> list[Issue]:
    doubtful = [fact for fact in facts if fact.confidence is not None and fact.confidence < SURE]
    figures = tuple(dict.fromkeys((fact.indicator, fact.applicant) for fact in doubtful))
    return [Issue("low_confidence_ocr", "warning", figures=figures)] if figures else []


def _signed(tail: str) -> bool:
    """A last line that is a signature, a link or a button needs no full stop."""
    return len(tail.rsplit("\n", 1)[-1].strip()) <= 30 and "\n" in tail

"""A document to a report: identity, tables, prose, checks, and what was odd."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.errors import ReadError
from core.forms.indicators import indicators
from core.forms.registry import form_of_year
from core.reading.checks import run_checks
from core.reading.doubts import SURE, prove
from core.reading.identity import identify, refusal
from core.reading.narrative import read_narrative
from core.reading.sections import find_sections
from core.reading.tables.reader import Tables, read_tables
from core.text.clean import CleanText, clean
from core.types import Check, Document, Fact, Identity, Issue, Report, Template

_CUT_OFF = re.compile(r"[\u4e00-\u9fff、,(]\s*$")


def parse(document: Document) -> Report:
    """Everything the document reports, checked.

    Raises ReadError("not_a_report") where the document is no annual report on disclosure.
    """
    text = clean(document.text)
    refused = refusal(text)
    if refused:
        raise ReadError("not_a_report", refused.sentence, refused.kind)
    identity, issues = identify(document, text)
    tables = read_tables(document, text, identity.year)
    prose, prose_issues = read_narrative(document, text, identity.year, tables.spans)
    identity = replace(identity, template=_template(identity, tables, text))
    read = [_with_confidence(fact, document) for fact in (*tables.facts, *prose)]
    proven = prove(read, document, identity.template)
    sections = find_sections(text)
    headings = [section.title for section in sections if section.title]
    checks = tuple(map(proven.told, run_checks(identity, proven.as_read, issues, text.text, headings)))
    told = (
        *document.notes,
        *issues,
        *tables.issues,
        *prose_issues,
        *_conflicts(checks),
        *_incomplete(text, tables),
        *proven.issues,
        *_uncertain(proven.facts),
    )
    return Report(identity, proven.facts, checks, tuple(dict.fromkeys(told)), sections)


def _template(identity: Identity, tables: Tables, text: CleanText) -> Template:
    """That of the tables; without any, the form of the year where the prose begins as its reports do."""
    if tables.template:
        return tables.template
    form = form_of_year(identity.year)
    opening = form.prose.opening if form else None
    return form.key if form and opening and re.search(opening, text.text) else "narrative"


def _conflicts(checks: tuple[Check, ...]) -> list[Issue]:
    return [
        Issue("text_table_conflict", "warning", check.message)
        for check in checks
        if check.rule == "text_vs_table" and check.status == "notice"
    ]


def _incomplete(text: CleanText, tables: Tables) -> list[Issue]:
    """A page that ends in the middle of a sentence or of a table."""
    end = len(text.text.rstrip())
    tail = text.text[max(0, end - 40) : end]
    in_table = bool(tables.spans) and text.offsets[end - 1] + 1 <= max(stop for _, stop in tables.spans) + 2
    in_sentence = bool(_CUT_OFF.search(tail)) and not _signed(tail)
    if in_table or in_sentence:
        return [Issue("incomplete", "info", "文档在句子或表格中间结束，后面的内容可能缺失。")]
    return []


def _with_confidence(fact: Fact, document: Document) -> Fact:
    """The fact with the lowest confidence of the stretches read by OCR that it stands in; of a cell, its own."""
    first = fact.end - 1 if fact.source == "table" else fact.start
    read = [sure for start, end, sure in document.confidence if start < fact.end and first < end]
    return replace(fact, confidence=min(read)) if read else fact


def _uncertain(facts: Sequence[Fact]) -> list[Issue]:
    doubtful = [fact for fact in facts if fact.confidence is not None and fact.confidence < SURE]
    names = "、".join(dict.fromkeys(indicators()[fact.indicator].label_zh for fact in doubtful))
    if not doubtful:
        return []
    return [Issue("low_confidence_ocr", "warning", f"图片识别的把握不大，请对照原件核对：{names}。")]


def _signed(tail: str) -> bool:
    """A last line that is a signature, a link or a button needs no full stop."""
    return len(tail.rsplit("\n", 1)[-1].strip()) <= 30 and "\n" in tail

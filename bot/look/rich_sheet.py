"""The check sheet as a rich message: figures as tables, what is looked at now and then folded away."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InputRichBlockUnion, InputRichMessage
from aiogram.utils.formatting import Bold, Text, as_list

from bot.look import rich, sheet
from bot.look.sheet_words import Labels, labels_of
from bot.look.words import Words, words_of
from core.forms.applicants import column_label
from core.forms.indicators import indicators
from core.telling.names import figure_name, render_number, status_name
from core.types import APPLICANTS, Applicant, Fact, Language
from store import StoredReport
from store.deciding import best_facts
from store.records import Saved


def rich_sheet(
    stored: StoredReport,
    language: Language,
    saved: Saved | None = None,
    older: StoredReport | None = None,
    *,
    first: Text | None = None,
) -> InputRichMessage | None:
    """What is wrong first, then the figures; the request table, notices and the record of changes open by a tap.

    `first` stands above all of it.
    """
    told, labels, words = sheet.sheet_of(stored, language, saved, older), labels_of(language), words_of(language)
    return rich.message(
        [
            *rich.paragraphs(first),
            *rich.paragraphs(told.head),
            *rich.paragraphs(told.failed),
            *_changes(told, labels, words),
            *rich.paragraphs(Text(labels.figures.format(count=len(stored.facts)))),
            *_figures(told, labels, words),
            *rich.folded(labels.by_applicant, _by_applicant(stored, labels, words, language)),
            *_folded(status_name("notice", language).capitalize(), told.noticed),
            *_folded(labels.odd, told.oddities),
            *_folded(labels.record, told.record),
        ]
    )


def _changes(told: sheet.Sheet, labels: Labels, words: Words) -> list[InputRichBlockUnion]:
    if not told.changes:
        return []
    header = (words.table_item, words.table_before, words.table_now)
    return [*rich.paragraphs(Text(Bold(labels.changed))), rich.table(header, told.changes)]


def _figures(told: sheet.Sheet, labels: Labels, words: Words) -> list[InputRichBlockUnion]:
    if not told.figures:
        return rich.paragraphs(Text(labels.no_key_figure))
    rows = [(one.name, Text(Bold(one.number), " ", one.unit, one.doubt)) for one in told.figures]
    return [rich.table((words.table_item, words.table_value), rows)]


def _by_applicant(stored: StoredReport, labels: Labels, words: Words, language: Language) -> list[InputRichBlockUnion]:
    """The table of requests: a row a figure, a column a kind of applicant."""
    best = best_facts(stored)
    corrected = {(one.indicator, one.applicant) for one in stored.corrections}
    columns: Sequence[Applicant | None] = [None, *APPLICANTS]
    rows = [
        [
            figure_name(code, None, language),
            *(_cell(best.get((code, one)), labels, corrected=(code, one) in corrected) for one in columns),
        ]
        for code in indicators()
        if any((code, one) in best for one in APPLICANTS)
    ]
    header = (words.table_item, *(column_label(one, language) for one in columns))
    return [rich.table(header, rows)] if rows else []


def _cell(fact: Fact | None, labels: Labels, *, corrected: bool) -> str:
    return f"{render_number(fact.value)}{sheet.doubt_of(fact, labels, corrected=corrected)}" if fact else "—"


def _folded(title: str, lines: Sequence[Text]) -> list[InputRichBlockUnion]:
    return rich.folded(title, rich.paragraphs(as_list(*lines)) if lines else [])

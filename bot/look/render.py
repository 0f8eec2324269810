"""Answers and check sheets as formatting trees: one block a thought, never markup put together by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from aiogram.utils.formatting import BlockQuote, Bold, Italic, Text, as_list

from bot.look.words import Words
from core.forms.indicators import Indicator
from core.telling.names import render_number
from core.telling.notes import NOTES
from core.telling.spoken import counted_as
from core.types import Answer, AnswerLine, Fact, ReportEntry, Row
from store import StoredReport
from store.records import Correction, without_account

_AROUND = 80
_MOST_BODIES = 60


def has_examples(answer: Answer) -> bool:
    """Whether an answer says, in its second line, what can be asked instead."""
    return answer.status == "not_understood" and not answer.choices and len(answer.lines) > 1


def answer_blocks(answer: Answer) -> list[Text]:
    """Core's wording with the figures in bold; a figure with a source of its own is a block, other lines go together.

    What is on the buttons is not said twice.
    """
    blocks: list[list[Text]] = []
    together = False
    for line in told_lines(answer):
        parts = on_lines(line, answer)
        if together and len(parts) == 1:
            blocks[-1] += parts
        else:
            blocks.append(parts)
        together = len(parts) == 1
    return [as_list(*block) for block in blocks]


def told_lines(answer: Answer) -> list[AnswerLine]:
    """The lines that are not on buttons."""
    told = answer.lines[:1] if has_examples(answer) else answer.lines
    return [line for line in told if not line.choices and (line.text.strip() or line.source)]


def on_lines(line: AnswerLine, answer: Answer) -> list[Text]:
    """The line with a figure of the answer in bold, its source on a line of its own."""
    operation = answer.query.operation if answer.query else None
    rows = () if operation == "trend" else answer.rows
    told = [_emphasized(line.text.rstrip(), rows, last=operation == "check")] if line.text.strip() else []
    return told + ([Text(line.source.strip())] if line.source else [])


def _emphasized(line: str, rows: Sequence[Row], *, last: bool) -> Text:
    """The line with the first figure of the answer that it tells in bold; 7 is not in 17. `last`: where it is told for
    the last time, as before it stands what a person claims."""
    for row in rows:
        if row.value is None:
            continue
        number = re.escape(render_number(row.value))
        places = list(re.finditer(rf"(?<![\d.]){number}(?:{re.escape(row.unit)}|(?= ))", line))
        if places:
            found = places[-1 if last else 0]
            return Text(line[: found.start()], Bold(found.group()), line[found.end() :])
    return Text(line)


def help_blocks(words: Words, has_reports: bool, username: str) -> list[Text]:
    """How the bot is used; examples are on the buttons."""
    return [
        Text(Bold(words.help_title)),
        Text(words.help_ask if has_reports else words.help_empty),
        Text(words.help_examples),
        Text(words.help_file),
        Text(words.help_group.format(username=username)),
    ]


def holdings_blocks(entries: Iterable[ReportEntry], words: Words) -> list[Text]:
    """Which bodies have reports of which years."""
    years = {
        name: [entry.year for entry in group]
        for (_, name), group in groupby(entries, lambda e: (e.organization, e.organization_name))
    }
    if not years:
        return [Text(words.holdings_none)]
    title = words.holdings_title.format(reports=sum(map(len, years.values())), organizations=len(years))
    lines: list[Text] = [Text(name, "：", ", ".join(map(str, of))) for name, of in list(years.items())[:_MOST_BODIES]]
    if len(years) > _MOST_BODIES:
        lines.append(Text(words.holdings_more.format(count=len(years) - _MOST_BODIES)))
    return [Text(Bold(title)), as_list(*lines)]


def source_blocks(
    stored: StoredReport, fact: Fact | None, corrections: Sequence[Correction], words: Words
) -> list[Text]:
    """The quoted words in their surroundings and where they stand; after them who corrected the figure, and why."""
    identity = stored.identity
    place = [str(identity.year or ""), stored.base_name]
    if fact is not None:
        place.append(words.source_in_table if fact.source == "table" else words.source_in_text)
        place += [] if fact.page is None else [words.source_page.format(page=fact.page)]
    blocks: list[Text] = [as_list(Bold(identity.title or identity.organization or ""), " · ".join(place))]
    if fact is not None:
        blocks.append(_quotation(stored.text, fact))
    if corrections:
        blocks.append(as_list(*(_correction(correction, words) for correction in corrections)))
    return blocks


def _quotation(text: str, fact: Fact) -> Text:
    before = _without_blank_lines(text[max(fact.start - _AROUND, 0) : fact.start])
    quoted = Bold(_without_blank_lines(text[fact.start : fact.end]))
    after = _without_blank_lines(text[fact.end : fact.end + _AROUND])
    return Text(BlockQuote(before.lstrip(), quoted, after.rstrip()))


def _correction(correction: Correction, words: Words) -> Text:
    old, new = (
        "—" if value is None else render_number(value) for value in (correction.old_value, correction.new_value)
    )
    made_at = correction.made_at.astimezone().date().isoformat()
    person = without_account(correction.person)
    return Text(words.corrected.format(old=old, new=new, person=person, date=made_at), correction.reason)


def basis_blocks(indicator: Indicator, label: str, words: Words) -> list[Text]:
    """What an indicator is called on each official form, and what to mind about it."""
    forms: dict[str, list[str]] = {}
    for template, official in indicator.official_labels:
        forms.setdefault(official, []).append(template)
    blocks = [
        as_list(Bold(label), words.basis_unit.format(unit=counted_as(indicator.code, words.language))),
        as_list(
            words.basis_forms,
            *(words.basis_form.format(years=", ".join(years), label=official) for official, years in forms.items()),
        ),
    ]
    if indicator.note:
        note = NOTES[indicator.note] if words.language == "zh" else indicator.note
        blocks.append(Text(Italic(words.basis_note.format(note=note))))
    return blocks


def _without_blank_lines(text: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", text)

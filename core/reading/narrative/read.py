"""The prose of a document to facts and issues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.forms.indicators import indicators
from core.reading.narrative.decide import Said
from core.reading.narrative.flow import Sentence
from core.reading.narrative.gaps import approximate, figures_of, gaps, may_lack
from core.reading.narrative.headings import denied_by_heading
from core.reading.narrative.mention import Mention
from core.reading.narrative.prose import Prose, read_prose
from core.reading.narrative.reading import Passage
from core.text.clean import CleanText
from core.text.lexicon import MARKS
from core.types import Document, Fact, FigureKey, Issue, Number, named


def read_narrative(
    document: Document, clean: CleanText, year: int | None, tables: Sequence[tuple[int, int]], own: str = ""
) -> tuple[tuple[Fact, ...], tuple[Issue, ...]]:
    """The facts and issues of the prose outside `tables` (source spans).

    `year` is the report's (None: no figure is taken for another year's), `own` the name of its body. No indicator
    gets two values: where the prose contradicts itself it gives none. Issues: missing_number, approximate_value,
    unread_figure.
    """
    prose = read_prose(clean, year, tables, own)
    facts = [
        *(_fact(document, one) for one in prose.chosen),
        *(_fact_of(document, one) for one in prose.others),
        *(
            fact
            for passage in prose.passages
            if not passage.is_silent
            for fact in _under_heading(document, passage.sentence)
        ),
    ]
    first = sorted(_first_of_each(facts), key=lambda fact: (fact.start, fact.indicator))
    return tuple(first), (
        *_gaps(document, prose.passages, year),
        *_approximations(document, prose.passages),
        *_unread(document, prose),
    )


def _fact(document: Document, said: Said) -> Fact:
    fact = _made(document, said.sentence, said.span, (said.rule.indicator, said.rule.applicant), said.value)
    if said.before is None:
        return fact
    start = said.before.sentence.span(*said.before.span)[0]
    return replace(fact, quote=document.text[start : fact.end], start=start, page=document.page(start))


def _fact_of(document: Document, mention: Mention) -> Fact:
    key = mention.pattern.indicator, mention.pattern.applicant
    return _made(document, mention.sentence, (mention.start, mention.end), key, mention.value or 0)


def _made(document: Document, sentence: Sentence, span: tuple[int, int], key: FigureKey, value: Number) -> Fact:
    quote, start, end = _quoted(document, sentence, *span)
    return Fact(
        indicator=key[0],
        applicant=key[1],
        value=value,
        unit=indicators()[key[0]].unit,
        source="narrative",
        quote=quote,
        start=start,
        end=end,
        page=document.page(start),
    )


def _under_heading(document: Document, sentence: Sentence) -> Iterator[Fact]:
    """无。 right under 收费及减免情况: 0 of what the heading names; the heading is part of the evidence."""
    for code in denied_by_heading(sentence):
        start = sentence.title_start or 0
        end = sentence.span(0, len(sentence.text.rstrip("。!")))[1]
        unit = indicators()[code].unit
        yield Fact(code, None, 0, unit, "narrative", document.text[start:end], start, end, document.page(start))


def _first_of_each(facts: Sequence[Fact]) -> Iterator[Fact]:
    """One fact an indicator and applicant; what a sentence says goes before what a heading lets guess."""
    seen: set[FigureKey] = set()
    for fact in facts:
        if (fact.indicator, fact.applicant) not in seen:
            seen.add((fact.indicator, fact.applicant))
            yield fact


def _gaps(document: Document, read: Sequence[Passage], year: int | None) -> Iterator[Issue]:
    if not may_lack(passage.sentence.text for passage in read):
        return
    for passage in read:
        for gap in gaps(passage.sentence):
            figures = figures_of(passage.sentence, gap, year)
            yield Issue("missing_number", "warning", "", figures, *_quoted(document, passage.sentence, *gap.span()))


def _approximations(document: Document, read: Sequence[Passage]) -> Iterator[Issue]:
    """Every figure of which only about how much is said; else the first count of things disclosed that is so."""
    told = [(passage.sentence, key, span) for passage in read for key, span in passage.approximate]
    for sentence, key, span in told:
        yield Issue("approximate_value", "info", "of_figure", (key,), *_quoted(document, sentence, *span))
    if told:
        return
    for passage in read:
        if not passage.is_silent and (match := approximate(passage.sentence)):
            quoted = _quoted(document, passage.sentence, *match.span())
            yield Issue("approximate_value", "info", "of_something", (), *quoted)
            return


def _unread(document: Document, prose: Prose) -> Iterator[Issue]:
    """One issue for each number that speaks of disclosure and is neither a figure, once or again, nor explained."""
    given = {(one.rule.indicator, one.rule.applicant) for one in prose.chosen}
    given |= {(one.pattern.indicator, one.pattern.applicant) for one in prose.others}
    for passage, accounts in prose.accounts():
        for one in passage.aside:
            if (one.rule.indicator, one.rule.applicant) not in given:
                yield Issue(
                    "unread_figure",
                    "info",
                    "",
                    (),
                    *_quoted(document, passage.sentence, *one.span),
                    named(number=one.value),
                )
        for told in accounts:
            if told.kind == "unread" and told.frame.value is not None:
                first, last = told.frame.span
                quoted = _quoted(document, passage.sentence, _with_its_clause(passage.sentence.text, first), last)
                yield Issue("unread_figure", "info", "", (), *quoted, named(number=told.frame.value))


def _with_its_clause(text: str, start: int) -> int:
    """Where the words before a number begin that stand in its clause, up to another number."""
    while start and text[start - 1] not in MARKS and not text[start - 1].isdigit():
        start -= 1
    return start


def _quoted(document: Document, sentence: Sentence, first: int, last: int) -> tuple[str, int, int]:
    """The stretch of a sentence as the document has it, and where it stands."""
    start, end = sentence.span(first, last)
    return document.text[start:end], start, end

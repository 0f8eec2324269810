"""The prose of a document to facts and issues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.forms.indicators import indicators
from core.reading.narrative.account import account
from core.reading.narrative.appended import appended_reports
from core.reading.narrative.choose import choose
from core.reading.narrative.decide import Said
from core.reading.narrative.find import find
from core.reading.narrative.flow import Sentence, sentences
from core.reading.narrative.frames import Frame
from core.reading.narrative.gaps import approximate, figures_of, gaps
from core.reading.narrative.headings import denied_by_heading
from core.reading.narrative.mention import Mention
from core.reading.narrative.reading import Passage, passages
from core.reading.narrative.settle import settle
from core.reading.narrative.veto import is_vetoed
from core.text.clean import CleanText
from core.types import Document, Fact, FigureKey, Issue, Number, named


def read_narrative(
    document: Document, clean: CleanText, year: int | None, tables: Sequence[tuple[int, int]]
) -> tuple[tuple[Fact, ...], tuple[Issue, ...]]:
    """The facts and issues of the prose outside `tables` (source spans).

    `year` is the report's (None: no figure is taken for another year's). No indicator gets two values: where the
    prose contradicts itself it gives none. Issues: missing_number, approximate_value, unread_figure.
    """
    read = tuple(passages(sentences(clean, (*tables, *appended_reports(clean, year))), year))
    said = [one for passage in read for one in passage.said if one.rule.indicator in indicators()]
    chosen = choose(said)
    mentions = [
        mention
        for passage in read
        for mention in find(passage.sentence, year)
        if not is_vetoed(mention, passage.frames) and not _is_otherwise(mention, passage)
    ]
    open_ = {(one.rule.indicator, one.rule.applicant) for one in said}
    others = [one for one in settle(mentions) if (one.pattern.indicator, one.pattern.applicant) not in open_]
    facts = [
        *(_fact(document, one) for one in chosen),
        *(_fact_of(document, one) for one in others),
        *(fact for passage in read for fact in _under_heading(document, passage.sentence)),
    ]
    first = sorted(_first_of_each(facts), key=lambda fact: (fact.start, fact.indicator))
    return tuple(first), (
        *_gaps(document, read, year),
        *_approximations(document, read),
        *_unread(document, read, chosen, others),
    )


def _is_otherwise(mention: Mention, passage: Passage) -> bool:
    """Whether the frames take the number of a mention for another figure."""
    if mention.number is None:
        return False
    mine = [one for one in passage.said if _number_at(one.frame) == mention.number[0]]
    return bool(mine) and all(one.rule.indicator != mention.pattern.indicator for one in mine)


def _number_at(frame: Frame) -> int | None:
    return frame.counted.number[0] if frame.counted is not None else None


def _fact(document: Document, said: Said) -> Fact:
    return _made(document, said.sentence, said.span, (said.rule.indicator, said.rule.applicant), said.value)


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
        if match := approximate(passage.sentence):
            quoted = _quoted(document, passage.sentence, *match.span())
            yield Issue("approximate_value", "info", "of_something", (), *quoted)
            return


def _unread(
    document: Document, read: Sequence[Passage], chosen: Sequence[Said], others: Sequence[Mention]
) -> Iterator[Issue]:
    """One issue for each number that speaks of disclosure and is neither a figure, once or again, nor explained."""
    given = {(one.rule.indicator, one.rule.applicant, one.value) for one in chosen}
    for passage in read:
        again = [one for one in passage.said if (one.rule.indicator, one.rule.applicant, one.value) in given]
        own = [one for one in chosen if one.sentence is passage.sentence]
        here = [_number_at(one.whole or one.frame) for one in (*own, *again)]
        mine = {at for at in here if at is not None}
        mine |= {at for one in others if one.sentence is passage.sentence for at in _numbers(one, passage.frames)}
        for told in account(passage.frames, mine):
            if told.kind == "unread" and told.frame.figure is not None and told.frame.value is not None:
                quoted = _quoted(document, passage.sentence, *told.frame.span)
                yield Issue("unread_figure", "info", "", (), *quoted, named(number=told.frame.value))


def _numbers(mention: Mention, found: Sequence[Frame]) -> Iterator[int]:
    """Where the numbers stand that the mention was read from."""
    if mention.number is not None:
        yield mention.number[0]
        return
    for frame in found:
        at = _number_at(frame)
        if at is not None and mention.start <= at < mention.end and frame.value == mention.value:
            yield at


def _quoted(document: Document, sentence: Sentence, first: int, last: int) -> tuple[str, int, int]:
    """The stretch of a sentence as the document has it, and where it stands."""
    start, end = sentence.span(first, last)
    return document.text[start:end], start, end

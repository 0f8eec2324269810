"""The prose of a document to facts and issues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.forms.indicators import indicators
from core.reading.narrative.account import account
from core.reading.narrative.appended import appended_reports
from core.reading.narrative.find import find, named_at
from core.reading.narrative.flow import Sentence, sentences
from core.reading.narrative.frames import Frame, frames
from core.reading.narrative.mention import Mention
from core.reading.narrative.settle import settle
from core.reading.narrative.veto import is_vetoed
from core.reading.narrative.words import words_of
from core.text.clean import CleanText
from core.types import Document, Fact, FigureKey, Issue, named

# 公开信息共计  条: a counter where its number should stand.
_GAP = re.compile(
    r"(?:公开|发布|公布|收到|受理|申请|答复|办结|复议|诉讼|收取)[^,。;:\d]{0,24}?"
    r"(?:(?:共计|总计|合计|累计|共有|共|计|为|达)(?P<behind>(?:[_×xX*□○—-]{1,8}|\(\))?)|(?P<alone>[_×xX*□○]{1,8}|\(\)))"
    r"(?:条|件|宗|份|次|万元|元)(?=[,。;、)]|$)"
)
# 公开三务信息2300余条: disclosed, but not said under which indicator, nor how many exactly.
_ABOUT = re.compile(
    r"(?:公开|发布|公布|张贴|发放|刊登|推送|整理|公示)(?:了|各类)?[^,。;:\d]{0,16}?"
    r"(?:(?:约|近)\d+|\d+[余多])[余多]?(?:条|份|篇|件)"
)
_GAP_SIGN = re.compile("[_×xX*□○—)-][条件宗份次万元]")
_NOTHING = re.compile(
    r"(?:20\d\d年度?|本年度?|全年|我[局镇办委街区县市乡]|本(?:机关|单位|局|镇|部门)|均|暂|目前|[,:])*"
    r"(?:没有|未发生|无|未出现|没有发生|未涉及|不涉及)"
    r"(?:此类|该类|此项|上述|类似|任何|相关|有关|以上|这方面的?|发生|涉及|情况|情形|事项|问题|案件|业务|内容)*[。!]*$"
)
# 均为0件。 under a heading, or right behind it.
_ALL_ZERO = re.compile(
    r"[:,]?(?:本年度?|全年|各[项栏](?:数据|数字|指标)?)*(?:均|都|全部)?为?[0零](?:件|起|宗|例|元|万元)?[。!]*$"
)
_NOTHING_OF = (
    ("requests.received", re.compile("依申请公开|申请公开政府信息|公开申请(?!行政|复议|.{0,4}复议|.{0,4}诉讼)")),
    ("requests.fees", re.compile("(?:收费|减免|费用)(?!.*处理费)")),
    ("requests.outcome.denied", re.compile("^不予公开(?:政府信息)?(?:的)?情况$")),
    ("review.total", re.compile("复议")),
    ("litigation.total", re.compile("诉讼")),
    ("complaints.total", re.compile("举报|投诉")),
)


def read_narrative(
    document: Document, clean: CleanText, year: int | None, tables: Sequence[tuple[int, int]]
) -> tuple[tuple[Fact, ...], tuple[Issue, ...]]:
    """The facts and issues of the prose outside `tables` (source spans).

    `year` is the report's (None: no figure is taken for another year's). No indicator gets two values: where the
    prose contradicts itself it gives none. Issues: missing_number, approximate_value.
    """
    mentions: list[Mention] = []
    under_headings: list[Fact] = []
    issues: list[Issue] = []
    passages = tuple(sentences(clean, (*tables, *appended_reports(clean, year))))
    framed: list[tuple[Sentence, list[Frame]]] = []
    requests_before = False
    for sentence in passages:
        words = words_of(sentence, requests_before=requests_before)
        requests_before = any(word.may_be("thing.request") for word in words)
        framed.append((sentence, [] if "plans" in sentence.topics else frames(words, year)))
        mentions += [mention for mention in find(sentence, year) if not is_vetoed(mention, framed[-1][1])]
        under_headings += _nothing(document, sentence)
        issues += _gaps(document, sentence, year)
    kept = settle(mentions)
    said = [_fact(document, mention) for mention in kept]
    facts = sorted(_first_of_each([*said, *under_headings]), key=lambda fact: (fact.start, fact.indicator))
    told = tuple(_approximations(document, mentions)) or tuple(_approximate_words(document, passages))
    return tuple(facts), (*issues, *told, *_unread(document, framed, kept))


def _unread(
    document: Document, framed: Sequence[tuple[Sentence, Sequence[Frame]]], kept: Sequence[Mention]
) -> Iterator[Issue]:
    """One issue for each number that speaks of disclosure and is neither a figure nor explained."""
    for sentence, found in framed:
        mine = [mention for mention in kept if mention.sentence is sentence]
        for told in account(found, {number for mention in mine for number in _numbers(mention, found)}):
            if told.kind == "unread" and told.frame.figure is not None and told.frame.value is not None:
                quoted = _quoted(document, sentence, *told.frame.span)
                yield Issue("unread_figure", "info", "", (), *quoted, named(number=told.frame.value))


def _numbers(mention: Mention, found: Sequence[Frame]) -> Iterator[int]:
    """Where the numbers stand that the mention was read from."""
    if mention.number is not None:
        yield mention.number[0]
        return
    for frame in found:
        figure = frame.figure.figure if frame.figure is not None else None
        if figure is not None and mention.start <= figure.number[0] < mention.end and figure.value == mention.value:
            yield figure.number[0]


def _fact(document: Document, mention: Mention) -> Fact:
    start, end = mention.sentence.span(mention.start, mention.end)
    code, value = mention.pattern.indicator, mention.value
    if value is None:
        raise ValueError("an approximate figure is no fact")
    return Fact(
        indicator=code,
        applicant=mention.pattern.applicant,
        value=value,
        unit=indicators()[code].unit,
        source="narrative",
        quote=document.text[start:end],
        start=start,
        end=end,
        page=document.page(start),
    )


def _nothing(document: Document, sentence: Sentence) -> Iterator[Fact]:
    """无。 right under 收费及减免情况: 0 of what the heading names."""
    if sentence.title_start is None or len(sentence.text) > 60 or "plans" in sentence.topics:
        return
    if not _says_nothing(sentence):
        return
    ends = sentence.span(0, len(sentence.text.rstrip("。!")))[1]
    for code, words in _NOTHING_OF:
        if words.search(sentence.title):
            start = sentence.title_start
            quote = document.text[start:ends]
            unit = indicators()[code].unit
            yield Fact(code, None, 0, unit, "narrative", quote, start, ends, document.page(start))


def _says_nothing(sentence: Sentence) -> bool:
    text, title = sentence.text, sentence.title
    if _ALL_ZERO.match(text, text.find(title) + len(title) if title and title in text else 0):
        return True
    found = _NOTHING.search(text)
    return found is not None and (not found.start() or title in text[: found.start()] + "无")


def _first_of_each(facts: Sequence[Fact]) -> Iterator[Fact]:
    """One fact an indicator and applicant; what a sentence says goes before what a heading lets guess."""
    seen: set[tuple[str, str | None]] = set()
    for fact in facts:
        if (fact.indicator, fact.applicant) not in seen:
            seen.add((fact.indicator, fact.applicant))
            yield fact


def _gaps(document: Document, sentence: Sentence, year: int | None) -> Iterator[Issue]:
    for gap in _GAP.finditer(sentence.text) if _GAP_SIGN.search(sentence.text) else ():
        figures = _named_by(sentence, gap, year)
        yield Issue("missing_number", "warning", "", figures, *_quoted(document, sentence, *gap.span()))


def _named_by(sentence: Sentence, gap: re.Match[str], year: int | None) -> tuple[FigureKey, ...]:
    """The figures that a number in the gap may be of: by the whole sentence, and by the words of the gap alone."""
    start, end = gap.span("alone" if gap["alone"] else "behind")
    filled = sentence.text[:start] + "1" + sentence.text[end:]
    offsets = [*sentence.offsets[:start], sentence.offsets[start], *sentence.offsets[end:]]
    whole = replace(sentence, text=filled, offsets=offsets)
    first, last = gap.start(), gap.end() + 1 - (end - start)
    alone = replace(sentence, text=filled[first:last], offsets=offsets[first:last])
    return tuple(dict.fromkeys((*named_at(whole, year, start), *named_at(alone, year, start - first))))


def _approximations(document: Document, mentions: Sequence[Mention]) -> Iterator[Issue]:
    for mention in mentions:
        if mention.value is None:
            figures = ((mention.pattern.indicator, mention.pattern.applicant),)
            quoted = _quoted(document, mention.sentence, mention.start, mention.end)
            yield Issue("approximate_value", "info", "of_figure", figures, *quoted)


def _approximate_words(document: Document, passages: Sequence[Sentence]) -> Iterator[Issue]:
    """The first approximate count of things disclosed, where no indicator is sure to be meant."""
    for passage in passages:
        match = None if "plans" in passage.topics else _ABOUT.search(passage.text)
        if match:
            yield Issue("approximate_value", "info", "of_something", (), *_quoted(document, passage, *match.span()))
            return


def _quoted(document: Document, sentence: Sentence, first: int, last: int) -> tuple[str, int, int]:
    """The stretch of a sentence as the document has it, and where it stands."""
    start, end = sentence.span(first, last)
    return document.text[start:end], start, end

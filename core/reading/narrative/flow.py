"""The prose of a document as sentences, each under the topics of its headings.

The flow is the cleaned text without blanks, quotation marks, titles in 《》 and the line breaks of a converter;
a line break that stays is a boundary. Every character keeps its source offset.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from core.reading.narrative.shaping import shaped
from core.text.clean import CleanText

Topic = Literal["disclosure", "requests", "fees", "review", "capacity", "plans", "shortcomings"]

_MARK = (
    r"(?:第?[一二三四五六七八九十]{1,3}[、.章]|第[一二三四五六七八九十]{1,2}部分|\([一二三四五六七八九十]{1,3}\)"
    r"|\d{1,2}[.、)](?!\d)|\(\d{1,2}\)|[①-⑳◆◇■●▲★]|【(?=[^【】\n]{2,12}】))"
)
# Every pattern here begins with one set of characters, so that a search skips all others at once.
_PAGE_NUMBER = r"(?:[-—–] ?\d{1,3} ?[-—–][ \t]*\n\s*)?"
_QUOTES = '"“”„‟‘’「」『』'
# 微信公众号“天水人社”, “天水人社”微信: the name of an account, which says nothing of what it shows.
_NAME_OF_ACCOUNT = (
    rf"(?:(?:(?<=公众号[“\"「])|(?<=微信[“\"「])|(?<=微博[“\"「]))[^{_QUOTES}\n,。;公政\d]{{2,12}}[”\"」]"
    rf"|(?<=[“\"「])[^{_QUOTES}\n,。;公政\d]{{2,12}}[”\"」](?=微信|微博|公众号))"
)
_LOOSE = re.compile(
    rf"[ \t\n{_QUOTES}《|](?:{_NAME_OF_ACCOUNT}|(?<=[ \t])[ \t]*(?:\n\s*{_PAGE_NUMBER})?|(?<=\n)\s*{_PAGE_NUMBER}"
    rf"|(?<=《)[^《》\n]{{0,80}}》|(?<=[{_QUOTES}|]))"
)
# 四 依申请公开办理情况, 四:依申请公开: a heading on its line, whose mark a blank or another sign parts from its words.
_BARE_MARK = (
    r"(?:[一二三四五六七八九十]{1,3}[ \t:,]|\d{1,2}[ \t](?![条件份次人个宗篇万元项名家期场]))[ \t]{0,3}"
    r"(?=[\u4e00-\u9fff、]{2,20}[ \t]*(?:\n|$))"
)
_HEADING_ALONE = re.compile(_BARE_MARK)
_LONGEST_MARK, _NUMERALS = 4, frozenset("一二三四五六七八九十0123456789")
_LIST_LINE = re.compile(rf"{_MARK}|{_BARE_MARK}|附件|附表|\||#|-|— ?[\u4e00-\u9fff]")
_TITLE_LINE = re.compile(rf"(?:{_MARK}|{_BARE_MARK}|#)[^,。;]{{0,40}}(?:\([^()\n]{{0,24}}\))?$")
# A line without marks that is named as the parts of reports are; a wrapped paragraph has none so short.
_PLAIN_TITLE = re.compile(
    r"[\u4e00-\u9fff、]{0,14}(?:情况|诉讼|复议|公开|申请|收费|减免|费用|保障|培训|机构|人员|经费|解读|回应|会议|事项)$"
)
# 主动公开政府信息, 305 and 条 on lines of their own: a number torn out of its sentence.
_TORN_NUMBER = re.compile(r"\d{1,9}[ \t]*\n\s*[条件份次人个宗篇万元](?![\u4e00-\u9fff])")
_LEAST_BELOW_A_TITLE = 24
# 被复议:无, and the next line 被诉讼:无: one label and its figure a line.
_LABELLED = re.compile(r"[^,。;:\d\n]{2,16}:[^,。;:\n]{1,16}$")
_LABEL = re.compile(r"[^,。;:\d\n]{2,16}:")
_STOP = re.compile(
    r"[。!?\n(二三四五六七八九](?:(?<=[。!?])[。!?]*|(?<=\n)"
    r"|(?<=\()(?<![第条,、和及至\n]\()[一二三四五六七八九十]{1,2}\)(?![年月日条款项])"
    r"|(?<=[\u4e00-\u9fff)][二三四五六七八九])、(?=[^,。、\n]{0,14}(?:公开|申请|复议|收费|问题|情况)))"
)
# Longer stretches without a full stop are no sentences; they are read in pieces so that the cost stays linear.
_LONGEST = 800
# How much of what was said before gives a sentence its subject.
_LOOKED_BACK = 200
_REMEMBERED = 4096
_HEADING = re.compile(
    r"(?=[第一二三四五六七八九十(\d①-⑳◆◇■●▲★【])(?:(?P<one>第?[一二三四五六七八九十]{1,3}[、.章]"
    r"|[一二三四五六七八九十]{1,3}[:,](?=[\u4e00-\u9fff、]{2,20}$)|第[一二三四五六七八九十]{1,2}部分)"
    r"|(?P<two>\([一二三四五六七八九十]{1,3}\))"
    r"|(?P<three>\d{1,2}[.、)](?!\d)|[◆◇■●▲★]|【|[一二三四五六七八九]是)|(?P<four>\(\d{1,2}\))|[①-⑳])(?P<title>[^,。:;]{0,40})"
)
_LEVELS = ("one", "two", "three", "four")
"""Marks of headings, the outermost first; ① stands below all of them."""
_PICTURE = re.compile(r"\[图片[^\[\]]*\]")
_TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    (
        "plans",
        re.compile(
            "存在(?:的)?(?:主要)?(?:问题|困难|不足)|主要问题|问题(?:和|与|及|、)|^问题|不足|改进|打算|下一步|下步"
            "|努力方向|工作计划|工作思路|整改"
        ),
    ),
    ("shortcomings", re.compile("问题|不足|困难")),
    ("fees", re.compile("收费|费用|减免|支出")),
    ("review", re.compile("复议|诉讼|申诉|举报|投诉|救济|争议")),
    (
        "requests",
        re.compile(
            "依申请|依法申请|公开申请|申请公开|申请(?:的)?(?:受理|办理|办结|处理|答复|情况|数)|收到和处理|不予公开"
        ),
    ),
    ("disclosure", re.compile("主动公开")),
    ("capacity", re.compile("机构|人员|经费|培训|会议|队伍")),
)


class Sentence(NamedTuple):
    """One sentence of the flow. `offsets[i]` is the source offset of character i of `text`."""

    text: str
    offsets: Sequence[int]
    topics: frozenset[Topic]
    title: str = ""
    """The nearest heading above, or the one the sentence itself begins with."""
    title_start: int | None = None
    """Where that heading begins in the source, if the sentence is the first under it."""
    previous: str = ""
    """What was said before under the same heading, its last words."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the non-empty stretch [start, end) of the sentence."""
        return self.offsets[start], self.offsets[end - 1] + 1


def sentences(clean: CleanText, tables: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    """Every sentence outside the tables, in order."""
    headings = _Headings()
    for piece in _outside(clean, tables):
        flow = shaped(piece.substitute(_LOOSE, _loosened, None))
        for start, end in _bounds(flow.text):
            yield headings.place(flow.text[start:end], flow.offsets[start:end])


def _outside(clean: CleanText, tables: Sequence[tuple[int, int]]) -> Iterator[CleanText]:
    done = 0
    for start, end in sorted(tables):
        first, last = bisect_left(clean.offsets, start), bisect_left(clean.offsets, end)
        if first > done:
            yield CleanText(clean.text[done:first], clean.offsets[done:first])
        done = max(done, last)
    if done < len(clean.text):
        yield CleanText(clean.text[done:], clean.offsets[done:]) if done else clean


def _loosened(match: re.Match[str]) -> str:
    """What stays of blanks, line breaks, quotation marks and titles."""
    found = match.group()
    first = found[0]
    if first in _QUOTES:
        return ""
    if first == "|":
        return "\n"
    if first == "《":
        return "《公报》" if "公报" in found or "政报" in found else "《处理费》" if "处理费" in found else "《》"
    if "\n" in found:
        return "\n" if _is_boundary(match) else _blank(match)
    if len(found) > 1 and _lacks_its_number(match):
        return "□"
    if _marks_a_heading(match):
        return "、"
    if "\t" in found and match.start() and match.string[match.start() - 1] != "\n":
        return "\n"
    return _blank(match)


def _blank(match: re.Match[str]) -> str:
    """A blank stays only between two digits or Latin letters: what it parts is not one number."""
    start, end = match.span()
    text = match.string
    apart = start > 0 and end < len(text) and text[start - 1].isascii() and text[end].isascii()
    return " " if apart and text[start - 1].isalnum() and text[end].isalnum() else ""


def _marks_a_heading(match: re.Match[str]) -> bool:
    """Whether the blank parts the mark of a heading from its words."""
    text = match.string
    line = text.rfind("\n", max(match.start() - _LONGEST_MARK, 0), match.start()) + 1
    begins = line > 0 or match.start() <= _LONGEST_MARK
    return begins and text[match.start() - 1] in _NUMERALS and _HEADING_ALONE.match(text, line) is not None


def _lacks_its_number(match: re.Match[str]) -> bool:
    """公开信息共计  条: blanks where a number should stand."""
    start, end = match.span()
    text = match.string
    return start > 0 and end < len(text) and text[end] in "条件宗份次" and "\u4e00" <= text[start - 1] <= "\u9fff"


def _is_boundary(match: re.Match[str]) -> bool:
    """Whether a line break ends a sentence; within wrapped paragraphs it does not."""
    text = match.string
    start, end = match.span()
    if not start or end >= len(text):
        return True
    if text[start - 1] in "。;!?:|>】":
        return True
    if _TORN_NUMBER.match(text, end) and "\u4e00" <= text[start - 1] <= "\u9fff":
        return False
    line = text[max(text.rfind("\n", max(start - 80, 0), start) + 1, start - 80, 0) : start].strip()
    if _LIST_LINE.match(text, end) and not text[start - 1].isdigit():
        return True
    if _LABELLED.match(line) and _LABEL.match(text, end):
        return True
    if match.group().rstrip()[-1:] in ("-", "—", "–"):
        return False
    if match.group().count("\n") > 1:
        return not (text[start - 1].isdigit() and text[end] in "件条份次人个宗篇万元")
    return bool(_TITLE_LINE.match(line)) or (bool(_PLAIN_TITLE.match(line)) and _is_longer(text, end, line))


def _is_longer(text: str, start: int, line: str) -> bool:
    """Whether the line that begins there is much longer: what a title stands above."""
    stop = text.find("\n", start)
    return (stop if stop >= 0 else len(text)) - start > max(_LEAST_BELOW_A_TITLE, 2 * len(line))


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end: at full stops, at line breaks that stayed, before inline headings."""
    start = 0
    for stop in _STOP.finditer(text):
        first, last = stop.span()
        sign = text[first]
        end = last if sign in "。!?" else first
        if end - start > _LONGEST:
            yield from _pieces(text, start, end)
        elif start < end:
            yield start, end
        start = last if sign in "。!?\n" else first
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start, start + _LONGEST) for mark in ",;:、") + 1 or start + _LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end


@lru_cache(maxsize=_REMEMBERED)
def _topics_of(title: str) -> frozenset[Topic]:
    """What a heading is about: most reports have the same."""
    return frozenset(topic for topic, words in _TOPICS if words.search(title))


class _Headings:
    """The open headings, outermost first, while the sentences go by."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str, frozenset[Topic]]] = []
        self._fresh: int | None = None
        self._previous = ""

    def place(self, text: str, offsets: Sequence[int]) -> Sentence:
        heading = _HEADING.match(text)
        if heading:
            self._enter(heading)
            self._previous = ""
            self._fresh = offsets[0]
        _, title, topics = self._open[-1] if self._open else (0, "", frozenset[Topic]())
        sentence = Sentence(text, offsets, topics, title, self._fresh, self._previous)
        self._previous = (self._previous + text)[-_LOOKED_BACK:]
        if self._fresh is not None and not (
            (heading and len(text) <= heading.end() + 1) or (text[0] == "[" and _PICTURE.fullmatch(text))
        ):
            self._fresh = None
        return sentence

    def _enter(self, heading: re.Match[str]) -> None:
        level = next((at for at, name in enumerate(_LEVELS, 1) if heading[name]), len(_LEVELS) + 1)
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        title = heading["title"]
        topics = _topics_of(title)
        if self._open and (not topics or "plans" in self._open[-1][2]):
            topics = self._open[-1][2]
        self._open.append((level, title, topics))

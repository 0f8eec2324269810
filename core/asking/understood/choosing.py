"""Which of the choices offered a person takes: by number, by name, or by naming the figure that was asked back for."""

from __future__ import annotations

import re
from datetime import date

from core.asking.understood.understand import understand
from core.asking.words.prepare import prepare
from core.text.numerals import read_count
from core.types import Context, Holdings

_BY_NUMBER = re.compile(
    r"^(?:我?选择?|要|就|看|那|option |number |no\.? ?)*第?([\d一二两三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩]{1,2})[个项种号条]?"
    r"(?:的|吧|呢|[.。?？!！])*$"
    r"|^(?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth)(?: one)?[.?!]*$"
)
_MORE = re.compile(
    r"^(?:请|那|接着|再)*(?:往下|往后|继续|更多|多列一些|下一页|翻页|(?:还有|其余|其他|其它|剩下|余下|后面)的?(?:呢|有?哪些|是哪些|是谁)?)"
    r"(?:看|说|列|翻|数|排)?(?:一下|看看)?[吧呢啊]?$"
    r"|^(?:show |list |see |tell me )?(?:more|the rest|the others|next(?: page)?)(?: please)?$"
    r"|^(?:go on|continue|what about the rest)$"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def asks_for_more(words: str) -> bool:
    """再往下, after the first part of a list."""
    return bool(_MORE.match(words.strip(" ?？。.!！").lower()))


def chosen(words: str, holdings: Holdings, context: Context, today: date | None) -> str | None:
    """The whole question that is meant by words that answer what was asked back; None where they ask anew."""
    if not context.choices:
        return None
    number = _number(words)
    if number is not None:
        return context.choices[number - 1].question if 1 <= number <= len(context.choices) else None
    said = words.strip(" ?？。.!！呢吧")
    named = [choice for choice in context.choices if said and said == choice.label]
    if named:
        return named[0].question
    return f"{context.asked}，{words}" if _names_only_figures(words, holdings, today) else None


def _number(words: str) -> int | None:
    match = _BY_NUMBER.match(prepare(words)) or _BY_NUMBER.match(words.strip())
    if match is None:
        return None
    if match[2]:
        return _ORDINALS.index(match[2]) + 1
    return _CIRCLED.index(match[1]) + 1 if match[1] in _CIRCLED else read_count(match[1])


def _names_only_figures(words: str, holdings: Holdings, today: date | None) -> bool:
    said = understand(words, holdings, today=today).said
    subject = said.subject
    others = subject.targets or subject.times or said.range or said.claims or said.unknown or said.unread
    return bool(subject.measures) and not (others or said.cues or said.outside)

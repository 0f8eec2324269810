"""The figures that a text states, each held against the reports.

A text is cut into clauses, each with at most the numbers that belong together; every clause with a number is asked as
a question whether it is right, in the conversation of the clauses before: a body and a year once named hold on. What is
not a plain statement of one figure (a comparison, a share, 约 or 余) is not judged, and said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.numerals import unit_kind
from core.question import understand
from core.replying import reply
from core.types import Answer, Choice, Context, Holdings, Language, Row
from core.understanding import Claim
from core.values import tidy
from core.wording import say

VerdictStatus = Literal["agrees", "differs", "unverifiable"]

_CLAUSE = re.compile(r"(?:[^，,、。；;！!？?\n.]|(?<=\d)[,，](?=\d{3})|\.(?!\s|$))+")
_NUMBER = re.compile(
    r"[0-9０-９]|[〇零一二两三四五六七八九十百千万亿]+\s*(?:余|多)?[件条份次人项个起宗元万成倍]|\bno\b|未"
)
_ONLY_TIME = re.compile(
    r"\s*(?:in |In )?[0-9０-９〇零一二三四五六七八九十]{1,4}(?:年度?(?:[\d一二三四五六七八九十]+月)?)?\s*"
)
_NOT_PLAIN = re.compile(
    r"约|近|余|左右|以上|以下|超过?|不足|至少|最多|增|减|升|降|同比|环比|比\S*年|较|占|率|倍|分之|[%％]|平均|累计|历年"
    r"|\b(?:about|around|nearly|almost|over|under|than|least|most|increas\w+|decreas\w+|rose|fell|up|down|percent|average)\b",
    re.IGNORECASE,
)
_YUAN = {"元": 1e-4, "yuan": 1e-4, "千元": 0.1, "亿元": 1e4}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one statement: `quote` is `text[start:end]`, `text` says why, `rows` are the stored figures.

    `choices` are what the statement could mean where it is ambiguous.
    """

    quote: str
    start: int
    end: int
    status: VerdictStatus
    text: str
    rows: tuple[Row, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with the answer it comes from; None where the statement was not asked."""

    verdict: Verdict
    answer: Answer | None


def verify(
    text: str, holdings: Holdings, *, language: Language | None = None, today: date | None = None
) -> tuple[Verdict, ...]:
    """A verdict for every clause of the text that holds a number, in order; clauses without one only lead on."""
    return tuple(one.verdict for one in judge(text, holdings, language=language, today=today))


def judge(
    text: str,
    holdings: Holdings,
    *,
    language: Language | None = None,
    context: Context | None = None,
    today: date | None = None,
) -> tuple[Judged, ...]:
    """As `verify`, with the answer behind each verdict; `context` is what was spoken of before the text."""
    judged: list[Judged] = []
    context = context or Context()
    lead = ""
    for clause in _CLAUSE.finditer(text):
        words = clause[0].strip()
        if not words or _ONLY_TIME.fullmatch(words) or not _NUMBER.search(words):
            lead = _led(lead, words)
            continue
        start = clause.start() + clause[0].index(words)
        place = (words, start, start + len(words))
        if _NOT_PLAIN.search(words):
            judged.append(Judged(Verdict(*place, "unverifiable", _not_plain(words, language)), None))
            continue
        for question in dict.fromkeys((_asked(f"{lead}{words}"), _asked(words))):
            claims = understand(question, holdings, context, today=today).claims
            found = reply(question, holdings, language=language, context=context, today=today)
            if claims and found.status != "not_understood":
                context = found.context
                break
        lead = ""
        judged.append(Judged(_verdict(place, claims, found), found))
    return tuple(judged)


def agrees(claim: Claim, row: Row) -> bool:
    """Whether the number said is the figure; money may be said in another unit than 万元."""
    scale = _YUAN.get(claim.unit, 1) if row.unit == "万元" else 1
    if claim.unit and unit_kind(claim.unit) != unit_kind(row.unit):
        return False
    return row.value is not None and tidy(claim.value * scale) == tidy(row.value)


def _led(lead: str, words: str) -> str:
    """What leads on to the next number: no more than the last two clauses say."""
    return "，".join(_tail(lead, words)) + "，" if words else lead


def _tail(lead: str, words: str) -> Iterator[str]:
    before = [part for part in lead.split("，") if part]
    yield from before[-1:]
    yield words


def _asked(statement: str) -> str:
    return f"{statement}, is that right?" if statement.isascii() else f"{statement}，对吗？"


def _verdict(place: tuple[str, int, int], claims: tuple[Claim, ...], found: Answer) -> Verdict:
    if not claims:
        text = say(found.language, "看不出这个数是哪一项数据。", "It is not clear which figure this number is.")
        return Verdict(*place, "unverifiable", text)
    if found.status != "answered":
        return Verdict(*place, "unverifiable", found.text, choices=found.choices)
    if len(found.rows) != len(claims):
        text = say(found.language, "一句话里有几个数，请分开说。", "Several numbers in one clause: state them apart.")
        return Verdict(*place, "unverifiable", text)
    right = all(agrees(claim, row) for claim, row in zip(claims, found.rows, strict=True))
    return Verdict(*place, "agrees" if right else "differs", found.text, found.rows)


def _not_plain(words: str, language: Language | None) -> str:
    return say(
        language or ("en" if words.isascii() else "zh"),
        "这是比较、比例或约数，不是一个确切的数，不作核实。",
        "This is a comparison, a share or an approximate number and not one exact figure: it is not judged.",
    )

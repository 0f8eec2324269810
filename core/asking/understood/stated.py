"""The numbers a question states, each with the figure and the applicant it is said of: 收到申请17件，对吗."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from core.asking.understood.figures import REQUESTING, measures_of, segments_of
from core.asking.understood.request import Claim, Measure
from core.asking.words.sentence import Sentence
from core.asking.words.token import Token
from core.text.numerals import last_digit
from core.types import Applicant

_OF_FIGURES = re.compile("的?(?:数(?!量)|指标)")
_COUNTERS_OF_FIGURES = ("个", "项", "样", "组")
_COUNTERS_OF_BODIES = ("个", "家")
_POINTING = ("这", "那", "以上", "上述", "前面", "下面", "下列", "以下")
# 约140件, nearly 900 requests: a tenth more or less.
_ROUGHLY = re.compile(
    r"(?:约|大概|差不多|将近|接近|近|\b(?:about|around|roughly|approximately|nearly|almost|close to|some))\s*$"
)
_OR_SO = re.compile(r"左右|上下| or so\b")
_ROUGH = 0.2
_Located = Sequence[tuple[Measure, int]]


def claims_of(sentence: Sentence) -> tuple[Claim, ...]:
    """Every number said, or none where it is not plain which is of what."""
    numbers = [token for token in sentence.tokens if _is_stated(sentence, token)]
    if not numbers or any(token.limit or token.bounds for token in sentence.tokens):
        return ()
    located = measures_of(segments_of(sentence, sentence.tokens))
    if not located and REQUESTING.search(sentence.text):
        applicants = [token for token in sentence.tokens if token.has("applicant")]
        located = [(Measure(("requests.received",)), token.start) for token in applicants[:1]]
    numbers = [number for number in numbers if not _points(sentence, number, located)]
    if not numbers:
        return ()
    first = numbers[0].start
    named = [measure for measure, start in located if start < first]
    columns = [v for token in sentence.tokens if token.start < first for v in token.values("applicant")[:1]]
    most, fewest = max(len(named), len(columns)), min(len(named), len(columns))
    if len(numbers) > 1 and most > 1:
        # 网络、信函申请分别9件、3件: each number is of the figure or applicant in its place.
        in_turn = len(numbers) in (len(named), len(columns)) and fewest <= 1
        return _in_turn(sentence, numbers, located, named, columns) if in_turn else ()
    said = (
        _said(sentence, number, _nearest(located, number), _applicant_before(sentence, number)) for number in numbers
    )
    return tuple(claim for claim in said if claim is not None)


def _is_stated(sentence: Sentence, token: Token) -> bool:
    counts = bool(token.unit) or "claim" in sentence.cues
    # 两个数一起给我, 三项的数值: figures are asked for, none is said.
    of_figures = _OF_FIGURES.match(sentence.text, token.end) is not None
    return (
        token.number is not None
        and token.unit not in ("%", "％")
        and counts
        and not (of_figures or _counts_bodies(sentence, token))
    )


def bodies_counted(sentence: Sentence) -> tuple[str, ...]:
    """6 counties, 0 districts: as they are said."""
    counted = (t for t in sentence.tokens if t.number is not None and t.latin and _counts_bodies(sentence, t))
    return tuple(token.text for token in counted)


def _counts_bodies(sentence: Sentence, token: Token) -> bool:
    """6 counties had lawsuits: how many bodies there are, and no figure of theirs."""
    following = next((t for t in sentence.tokens if t.start >= token.end and not t.has("filler")), None)
    counted = following is not None and following.has("level") and not following.bodies
    return counted and token.unit in _COUNTERS_OF_BODIES


def _points(sentence: Sentence, number: Token, located: _Located) -> bool:
    """这两项都报一下, 三个分别给我: as many as are asked for are pointed at, and none is said to be."""
    if number.unit not in _COUNTERS_OF_FIGURES:
        return False
    asked = len({measure for measure, start in located if start < number.start})
    return sentence.text.endswith(_POINTING, 0, number.start) or (asked > 1 and number.number == asked)


def _in_turn(
    sentence: Sentence, numbers: Sequence[Token], located: _Located, named: Sequence[Measure], columns: Sequence[str]
) -> tuple[Claim, ...]:
    claims = []
    for i, number in enumerate(numbers):
        measure = named[i] if len(named) > 1 else _nearest(located, number)
        applicant = cast(Applicant, columns[i]) if len(columns) > 1 else _applicant_before(sentence, number)
        claims.append(_said(sentence, number, measure, applicant))
    return tuple(claim for claim in claims if claim is not None)


def _said(sentence: Sentence, number: Token, measure: Measure | None, applicant: Applicant | None) -> Claim | None:
    if number.number is None or not (measure is not None or _names_no_more(sentence)):
        return None
    last = last_digit(number.text.removesuffix(number.unit).strip())
    if _ROUGHLY.search(sentence.text[: number.start]) or _OR_SO.match(sentence.text, number.end):
        last = max(last, _ROUGH * number.number)
    return Claim(measure, number.number, number.unit, applicant, last)


def _nearest(located: _Located, number: Token) -> Measure | None:
    before = [measure for measure, start in located if start < number.start]
    return before[-1] if before else (located[0][0] if located else None)


def _names_no_more(sentence: Sentence) -> bool:
    """2018年15件: a body, a year and a number, said of what was spoken of before."""
    return all(
        token.time or token.bodies or token.divisions or token.number is not None or token.separator
        for token in sentence.tokens
        if not (token.has("cue", "claim") or token.has("applicant") or token.has("filler") or token.has("kind"))
    )


def _applicant_before(sentence: Sentence, number: Token) -> Applicant | None:
    for token in reversed([t for t in sentence.tokens if t.end <= number.start]):
        if token.separator or token.number is not None:
            return None
        if token.has("applicant"):
            return cast(Applicant, token.values("applicant")[0])
    return None

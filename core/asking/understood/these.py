"""这三个, 两样, both years, the same two indicators: how many of what was told last are meant, and which.

What they are follows from what the last answers differ in: bodies, years or figures. Where that is not plain, None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from core.forms import catalogue
from core.text.numerals import COUNT_EN, read_count
from core.types import Context, Turn

_FEW = "[两俩二三四五六]"
_NUMBERS = r"(?:数据|数字|数值|数目|数|值|指标|结果|项目)"
# 这三个数, 两样都, 那两项指标, 这几个数
_FIGURES = re.compile(
    rf"(?:[这那]|以上|上述|上面|前面|刚才|同样)(?:的)?(?P<count>{_FEW}|几|些)(?:个|项|种|样|类)?(?:的)?{_NUMBERS}(?![据量目])"
    rf"|(?:[这那]|以上|上述|同样)(?:的)?(?P<rows>{_FEW})(?:项(?!目)|样)"
    rf"|(?:[这那]|以上|上述|同样)(?:的)?(?P<each>{_FEW})个(?=分别|各|都)"
    rf"|(?:[这那]|以上|上述|上面|前面|刚才|同样)?(?:的)?(?P<sorts>{_FEW})(?:样|项指标|个指标|个?数(?![据字量目])|项(?=[都也各分呢?？。]|$))"
)
_FIGURES_EN = re.compile(
    rf"\b(?:both(?: of)?(?: the| these| those)?|(?:the|these|those)(?: same)? (?P<count>{COUNT_EN})|the same) "
    r"(?:indicators|figures|measures|metrics|items|statistics)\b"
    r"|^(?:and )?both(?= (?:for|in|of) )"
    # same three for 330381; the same three in 2022 are as many bodies.
    rf"|\b(?:the )?same (?P<alone>{COUNT_EN})(?= (?:for|of|in)\b(?! (?:19|20)\d\d))"
)
_YEARS = re.compile(
    r"\b(?:for |in |over |of )?(?:both(?: of)?(?: the| these| those)?|these two|those two) years\b"
    r"|(?<![近去前后上过这那续头最首末每])两年(?=[都各分]|的?(?:合计|总和|之和|一共|总共|加))"
)
# 同一时期, for the same years: those told last are meant anyhow.
_SAME_YEARS = re.compile(
    r"(?:在|于)?(?:同一|同样|相同|这同一)(?:个)?的?(?:时期|时段|时间段|期间|年份|年段|几年|段时间)的?"
    r"|^(?:那么?)?同期的?(?=[\u4e00-\u9fff]{2,8}呢?[?？。]*$)"
    r"|\b(?:for|in|over|during) (?:the|that|this|those|these) same (?:years|period|time span|range)\b"
    rf"|^(?:and )?(?:the )?same (?:{COUNT_EN} )?years(?= (?:for|in|of) )"
)
_THESE_EN = re.compile(
    rf"\b(?:the|these|those|all) (?P<count>{COUNT_EN})(?P<year> (?:19|20)\d\d)?"
    r"(?: (?:values|numbers|figures|results|totals|counts))?(?=$| ?[?.!,]| combined| together| in total"
    r"| added| (?:is|are|was|were|has|have|had)\b)"
    rf"|\b(?:the )?same (?P<same>{COUNT_EN})(?: counties| districts| bodies)?(?= (?:for|in) (?:19|20)\d\d)"
)


def figures_meant(question: str, context: Context) -> str | None:
    """上一年这三个数也报一下, the same two indicators for 330326: the figures told one after the other."""
    match = _FIGURES_EN.search(question.lower())
    english = match is not None
    match = match or _FIGURES.search(question.lower())
    if match is None:
        return None
    said = match["count"] or (match["alone"] if english else match["sorts"] or match["rows"] or match["each"])
    count = (
        read_count(said.replace("俩", "两")) if said and said not in "几些" else 2 if "both" in match.group() else None
    )
    if not english and match["each"] and len(context.turns[-1].bodies) > 1:
        # 这三个各多少, after several bodies: these.
        return None
    codes = _figures_of(context.turns, count)
    words = codes if english else [catalogue.label(code, "zh") for code in codes]
    return _with(question, match.span(), words, codes)


def years_meant(question: str, context: Context) -> str | None:
    """requests.outcome.granted for both years: the years told one after the other, or together."""
    if (same := _SAME_YEARS.search(question.lower())) is not None:
        years: Sequence[int] = _years_of(context.turns, None)
        return _dated(question, same.span(), years)
    match = _YEARS.search(question.lower())
    return _dated(question, match.span(), _years_of(context.turns, 2)) if match else None


def these_meant(question: str, context: Context) -> tuple[tuple[int, int], str, Sequence[int]] | None:
    """The average of these three: where they are said, whether they are bodies or years, and which."""
    match = _THESE_EN.search(question.lower())
    count = read_count(match["count"] or match["same"]) if match else None
    if match is None or count is None or not context.turns:
        return None
    last = context.turns[-1]
    span = (match.start(), match.start("year") if match["year"] else match.end())
    if len(last.bodies) == count and len(last.years) == 1:
        return span, "bodies", last.bodies
    if len(last.years) == count and len(last.bodies) == 1:
        return span, "years", last.years
    alike = [t for t in context.turns[-count:] if t.measures == last.measures and len(t.bodies) == len(t.years) == 1]
    bodies = tuple(dict.fromkeys(turn.bodies[0] for turn in alike))
    years = tuple(dict.fromkeys(turn.years[0] for turn in alike))
    if len(bodies) == count and len(years) == 1:
        return span, "bodies", bodies
    return (span, "years", years) if len(years) == count and len(bodies) == 1 else None


def _figures_of(turns: Sequence[Turn], count: int | None) -> tuple[str, ...]:
    """The last so many figures of the same bodies, in the order they were told; of one kind of applicant none."""
    found: tuple[str, ...] = ()
    for turn in reversed(turns):
        if turn.applicant or not turn.measures or turn.bodies != turns[-1].bodies:
            break
        found = (*(code for code in turn.measures if code not in found), *found)
        if count is not None and len(found) >= count:
            break
    found = found[-count:] if count else found
    return found if len(found) == (count or len(found)) > 1 else ()


def _years_of(turns: Sequence[Turn], count: int | None) -> tuple[int, ...]:
    """The years told last, together or one after the other of the same figure and body."""
    if not turns:
        return ()
    last = turns[-1]
    if len(last.years) > 1:
        return last.years if count in (None, len(last.years)) else ()
    found: list[int] = []
    for turn in reversed(turns):
        if turn.bodies != last.bodies or len(turn.years) != 1 or len(found) == count:
            break
        if turn.years[0] not in found:
            found.append(turn.years[0])
    return tuple(sorted(found)) if len(found) == (count or len(found)) > 1 else ()


def _dated(question: str, span: tuple[int, int], years: Sequence[int]) -> str | None:
    written = [f"{year}" if question.isascii() else f"{year}年" for year in sorted(years)]
    lead = "in " if question.isascii() and written else ""
    return _with(question, span, written, years, lead)


def _with(
    question: str, span: tuple[int, int], words: Iterable[str], found: Sequence[object], lead: str = ""
) -> str | None:
    """The question with these words in the place of what points at them; None where nothing was found."""
    joined = (" and " if question.isascii() else "、").join(words)
    return f"{question[: span[0]]}{lead}{joined}{question[span[1] :]}" if found else None

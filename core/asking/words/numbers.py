"""Words with a number in them: 前三名, 第二多的县, 报告3, 17件, 三地, 零申请."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.asking.words.lexicon import Sense
from core.asking.words.token import Token
from core.text.numerals import COUNT, COUNT_EN, NUMBER, ORDINAL_EN, read_count, read_number
from core.text.units import UNIT, UNIT_EN

# 23部分公开: no unit.
_UNITS = rf"(?:{UNIT.replace('|部|', '|部(?![分门])|')}|%|％|percent|{UNIT_EN})"
_NUMBER = re.compile(rf"(?<![\d.,第])({NUMBER})\s*({_UNITS})?")
_LIMIT_COUNT = rf"({COUNT}|{COUNT_EN})"
_COUNTED_SO = r"个?(?:个|名|家|位|地方|地儿|县市区|县区|县市|县|市|区|单位)"
_LIMIT = re.compile(
    rf"(?:排名|排在|位居|它)?前面?的?{_LIMIT_COUNT}(?!年|个年)(?:名|位|个|家|强|大)?"
    rf"|(?:the )?(?:top|first) ?{_LIMIT_COUNT}\b|(?<![a-z])limit ?[=:]? ?{_LIMIT_COUNT}\b"
    rf"|最[多高大]的{_LIMIT_COUNT}{_COUNTED_SO}"
    rf"|(?:后|倒数){_LIMIT_COUNT}(?:名|位|个|家)|(?:the )?bottom ?{_LIMIT_COUNT}\b"
    rf"|\brank (?:no\.? ?|#)?(1)\b"
    rf"|最[少低小]的{_LIMIT_COUNT}{_COUNTED_SO}"
)
_LIMIT_LEAST = re.compile("后|倒数|最[少低小]|(?:the )?bottom")
_LIMIT_EXTREME = re.compile("最|后|倒数|bottom|top")
# 第三名是哪个县, 第二多的县: whose place that is; 排第三 of a body named is another question.
_NTH = re.compile(
    rf"(?:排名|排在|位居|名列|排)?第({COUNT})(?:名|位)?"
    r"(?:的?(?:是|为)?(?=哪|谁|什么|那个)|的(?=[县市区省镇乡单部机]))"
    rf"|^(?:那|那么)?第({COUNT})名?(?=呢|[?？。]*$)"
    rf"|第({COUNT})(?=[多少高低大小])|({ORDINAL_EN})(?=[ -](?:most|highest|largest|fewest|lowest))"
    # ranked second, came in third place, second by requests
    rf"|\b(?:(?:rank|plac|finish)(?:s|es|ed|ing|e)?|com(?:e|es|ing)|came) (?:as |in )?(?:the )?({ORDINAL_EN})(?:"
    rf" place)?\b"
    rf"|\b(?:in )?({ORDINAL_EN}) place\b|\b({ORDINAL_EN})(?= (?:in|by|for|among|across) (?!(?:the )?(?:19|20)\d\d"
    rf"|years?\b))"
)
_NTH_LEAST = re.compile(r"[少低小]|[ -](?:fewest|lowest)")
_ZERO = re.compile(r"零(?=申请|诉讼|复议|败诉|投诉|举报|收费|受理|纠错|纠正)|\bzero\b")
_REPORT = re.compile(r"(?:报告|report)\s*(?:#|no\.? ?|第|(?!(?:19|20)\d\d(?!\d)))(\d{1,7})(?:号)?(?![\d年])")
# 本年增/减-8项: of a change alone a number is below zero; elsewhere the sign joins.
_LESS = re.compile(r"增/?减(?:为|是)?([-−－])$")
_YEAR_IN_ENGLISH = re.compile(r"(?:19|20)\d\d")
# 泰顺、永嘉、乐清三地: how many were named.
_COUNTED = re.compile(
    r"([两二三四五六七八九十])个?(?:山区|沿海|海岛|城|老|市辖|主城)?(?:地|县|市|区|县市|县区|家|单位|机关|部门|局|机构)(?![年月前])"
)
# 三个县级市, 各市辖区: counties of one kind, and how many they are said to be.
_KIND_OF_COUNTY = re.compile(
    rf"(?:各|所有|全部|下辖|[这那])?(?:({COUNT})个)?(县级市|市辖区)|(?<!有)({COUNT})个([县区])(?![市区级])"
    r"|(?<![县级])(市区)(?![级县])"
    rf"|(?:(?:all|the|each|every|which|what) ){{0,3}}(?:({COUNT_EN}) )?(county-level cit(?:y|ies))"
    r"|(?:各|所有的?|全部)?(区|县)(?=[^,，。;；?？]{0,12}[,，(（]?(?:不含|不包括|不算|除去)(?:各)?[县区市](?:$|[,，。;；?？)）和、]))"
)
# 鹿城、瓯海、龙湾三个区: those that were just named.
_LISTED = re.compile(r"[、和及与跟][\u4e00-\u9fff]{2,4}$")
# One cheap look before it.
_MAY_COUNT_COUNTIES = re.compile(r"county-level cit|县级市|市辖区|个[县区]|市区|不[含包算]|除去")
# all the 12 Wenzhou counties: how many there are.
_COUNTED_EN = re.compile(rf"(?:all )?(?:the )?{COUNT_EN}(?= (?:[a-z]+(?: city)? )?(?:counties|districts|county-level))")
# 6 counties received more than 100: how many bodies they are said to be.
_BODIES_COUNTED_EN = re.compile(
    rf"(?<!but )(?<!other )(?<!first )(?<!last )(?<!these )(?<!those )(?<!the )(?<!top )(?<!remaining )"
    rf"(?<!which )(?<!what )(?<!top )(?<!bottom )(?<!first )(?<!last )\b({COUNT_EN}|0)"
    rf"(?: of the(?: {COUNT_EN})?)?(?= (?:[a-z]+ )?(?:count(?:y|ies)|districts?|bod(?:y|ies)"
    rf"|county-level [a-z]+)"
    r"(?: (?:in|of) [a-z]+(?: city)?)? (?:had|have|has|received?|got|recorded|reported|faced|saw|did|were|was"
    r"|denied|refused"
    r"|granted|carried|issued|made|concluded|answered)\b"
    r"(?! (?:the )?(?:most|fewest|highest|lowest|largest|smallest|least)\b))"
)
_ONES = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_ROUND = {"hundred": 100, "thousand": 1000}
_ROUND_EN = re.compile(rf"\b({'|'.join(_ONES)}) (hundred|thousand)\b(?! and)", re.IGNORECASE)
# 2016-2018三年: how many years were named.
_COUNTED_YEARS = re.compile(
    r"(?<=[\d年度])这?([两二三四五六七八九十\d])个?年(?:间|里|来|内|度)?(?!前|以|[\d年])"
    r"|这?([两二三四五六七八九十])个?年(?=\(\d)"
    r"|([两二三四五六七八九十])(?<![近前这那过去\d].)个?年(?=一共|总共|合计|加起来|共计|累计|总和|总计|加在一起|共|里)"
)


def rounded_en(text: str) -> str:
    """Three thousand, five hundred: in figures."""
    return _ROUND_EN.sub(lambda match: str(_ONES[match[1].lower()] * _ROUND[match[2].lower()]), text)


def numbered_words(text: str) -> Iterator[tuple[float, Token]]:
    """Every word of a prepared text that is read by its number, with what it costs to read it so."""
    yield from _limits(text)
    yield from _places(text)
    for match in _ZERO.finditer(text):
        yield 1.0, Token(*match.span(), match.group(), senses=(Sense("cue", "negation"),))
    for match in _REPORT.finditer(text):
        yield 0.7, Token(*match.span(), match.group(), report=int(match[1]))
    yield from _amounts(text)
    for match in _COUNTED.finditer(text):
        yield 1.0, Token(*match.span(), match.group(), senses=(Sense("counted", str(read_number(match[1]))),))
    for match in _BODIES_COUNTED_EN.finditer(text):
        yield 0.7, Token(*match.span(), match.group(), number=read_count(match[1]), unit="个")
    for match in _COUNTED_EN.finditer(text):
        yield 0.8, Token(*match.span(), match.group(), senses=(Sense("filler", "en"),))
    for match in _KIND_OF_COUNTY.finditer(text) if _MAY_COUNT_COUNTIES.search(text) else ():
        if _LISTED.search(text, 0, match.start()):
            continue
        count = read_count(match[1] or match[3] or match[6] or "") or ""
        name = "市" if match[7] else (match[2] or match[4] or match[5] or match[8])[-1]
        kind = Sense("kind_of_county", f"{count}{name}")
        yield 0.8, Token(*match.span(), match.group(), senses=(Sense("level", "county"), kind))
    for match in _COUNTED_YEARS.finditer(text):
        years = Sense("counted_years", str(read_number(match[1] or match[2] or match[3])))
        yield 1.0, Token(*match.span(), match.group(), senses=(years,))


def _limits(text: str) -> Iterator[tuple[float, Token]]:
    """前三名, 最少的两个: how many of a ranking are told."""
    for match in _LIMIT.finditer(text):
        count = next(filter(None, match.groups()))
        limit = read_count(count)
        extreme = "least" if _LIMIT_LEAST.match(match.group()) else "most"
        cue = extreme if _LIMIT_EXTREME.search(match.group()) else "rank"
        # 最多的三个县: of counties alone.
        level = (Sense("level", "county"),) if match.group().endswith(("县", "区")) else ()
        if limit is not None:
            yield 0.7, Token(*match.span(), match.group(), senses=(Sense("cue", cue), *level), limit=limit)


def _places(text: str) -> Iterator[tuple[float, Token]]:
    """第二多的, 第三名是哪个: whose place in a ranking is asked for."""
    for match in _NTH.finditer(text):
        count = next(filter(None, match.groups()))
        nth = read_count(count)
        least = _NTH_LEAST.match(text, match.end())
        end = match.end() + (least.end() - least.start() if least else 0)
        end += 0 if least or text[match.end() : match.end() + 1] not in ("多", "高", "大") else 1
        if nth is not None:
            sense = Sense("cue", "least" if least else "most")
            yield 0.7, Token(match.start(), end, text[match.start() : end], (sense,), nth=nth)


def _amounts(text: str) -> Iterator[tuple[float, Token]]:
    """17件, 5万元; 一件 is no number that anybody states."""
    for match in _NUMBER.finditer(text):
        value = read_number(match[1])
        if _YEAR_IN_ENGLISH.fullmatch(match[1]) and (not match[2] or match[2].isascii()):
            continue
        bare = not match[2] and not match[1][0].isdigit()
        if value is not None and not bare and not (match[1] == "一" and match[2] in "个次份项"):
            less = _LESS.search(text, 0, match.start()) if text[match.start() - 1] in "-－−" else None
            start = less.start(1) if less else match.start()
            value = -value if less else value
            yield 0.9, Token(start, match.end(), text[start : match.end()], number=value, unit=match[2] or "")

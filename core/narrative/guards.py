"""When a figure that a pattern found is not the report's: another year's, several years', a part's, a wish."""

from __future__ import annotations

import re

_TIME = re.compile(
    r"(?P<beside>较|比|同|与|相比|相较)?(?P<year>[2二][0〇○零OoＯ][0-9〇○零OoＯ一二三四五六七八九]{2})年"
    r"|(?P<past>上一?年(?!结转|度结转|遗留)|去年|往年|前年|历年|近[两二三四五六几]年来?|[两二三四五六](?:个)?年(?:共|累计|合计|间|度?总计)|20\d\d年?(?:至|-|—|~)20\d\d年(?!度?报告)|[两二三四五]年来|(?<![今本初一])(?<!\d年)(?<!\d月)以来|至今)"
    r"|(?P<now>今年|本年|全年|年内|当年|一年来|年度累计)"
)
_CHINESE_DIGITS = str.maketrans("〇○零OoＯ一二三四五六七八九", "000000123456789")
_CLAUSE_START = re.compile(r"(?:^|[,;:(。、)])(?:截至|截止到?|截止至|至|到|从|自|在|于|其中|为)?$")
_BREAK = re.compile("[,;:。(]")
_GROWTH = re.compile(r"(?:较|比)(?:上|去|20|前|同)|同比|环比|(?:增加|减少|增长|下降|上升|多|少)(?:了)?$")
_COMPARED = re.compile("[较比同与]|持平")
_WISH = re.compile(
    "力争|不少于|不低于|不超过|至少|每年|每月|每周|每季|每天|每日|平均|日均|年均|人均|计划(?!总结|类|、)|目标任务|上半年|下半年|季度|(?<![模虚])拟(?=废止|制定|出台|公开)"
)
_SHARE = re.compile(r",?\(?占(?:[^,。;\d]{0,10})(?P<share>\d+(?:\.\d+)?)%")
_UNTIL = re.compile("截至|截止|(?<!日)(?:至|到)[^,。;]{0,16}(?:年?底|年末|月末|日|目前)|目前")
_NEW_AMONG_THEM = re.compile("[^。;]{0,24}其中,?(?:本年|今年|当年|20\\d\\d年)度?(?:共)?新")
_OF_THE_YEAR = re.compile("新收|新增|本年|今年|当年")
_THIS_YEAR = re.compile("本年|全年|今年|当年|年度累计|年度(?:内)?共")


def names_other_year(text: str, start: int, end: int, year: int | None, *, zero: bool) -> bool:
    """Whether the words at [start, end) speak of a time other than the report year, a comparison or a wish."""
    if zero:
        return _only_other_years(text[:end], year)
    clause = _last_break(text, start)
    words = text[clause:end]
    if _GROWTH.search(text[clause:start]) or _WISH.search(words):
        return True
    whole = _last_break(text, clause - 1) if text.startswith("其中", clause) else clause
    other = False
    for time in _TIME.finditer(text, 0, end):
        if _in_closed_brackets(text, time.start(), start):
            continue
        near = time.start() >= clause or (time.start() >= whole and not _COMPARED.search(text, whole, time.end()))
        if time["now"]:
            other = False
        elif time["past"]:
            leads = text[time.end() : time.end() + 1] == "," or text[time.end() : time.end() + 2] == "度,"
            other = other or near or (leads and _BREAK.search(text, time.end() + 2, start) is None)
        elif year is None or _western(time["year"]) == year:
            other = other and time["beside"] is not None
        elif time["beside"]:
            other = other or near
        else:
            other = other or near or _CLAUSE_START.search(text, 0, time.start()) is not None
    return other


def _in_closed_brackets(text: str, position: int, start: int) -> bool:
    """20件(2021年22件),其中…: what stands in brackets ends with them."""
    closed = text.find(")", position, start)
    return closed >= 0 and text.rfind("(", 0, position) > text.rfind(")", 0, position)


def runs_over_years(text: str, start: int, end: int) -> bool:
    """截至某日累计…: the sum of all years, unless the words say that it is the year's."""
    clause = _last_break(text, start)
    if "累计" not in text[clause : end + 1]:
        return False
    if _NEW_AMONG_THEM.match(text, end):
        return True
    return bool(_UNTIL.search(text, 0, end)) and not _THIS_YEAR.search(text, 0, end)


def is_part(text: str, clause: str, end: int) -> bool:
    """Whether the figure is said to be a part of another: 其中…, …占5%."""
    share = _SHARE.match(text, end)
    among = "其中" in clause or text.endswith("其中,", 0, end - len(clause))
    return (share is not None and float(share["share"]) < 99.95) or (among and not _OF_THE_YEAR.search(clause))


def _only_other_years(text: str, year: int | None) -> bool:
    """A negation says 0 of the report year unless every year it names is another one."""
    years = {_western(time["year"]) for time in _TIME.finditer(text) if time["year"] and not time["beside"]}
    return bool(year is not None and years and year not in years)


def _western(year: str) -> int:
    """二〇一二, 二OO八 and 2012 as a number."""
    return int(year.translate(_CHINESE_DIGITS))


def _last_break(text: str, position: int) -> int:
    begin = 0
    for found in _BREAK.finditer(text, 0, position):
        begin = found.end()
    return begin

"""When a figure that a pattern found is not the report's: another year's, several years', a part's, a wish."""

from __future__ import annotations

import re

from core.text.years import YEAR, read_year

_TIME = re.compile(
    rf"(?P<beside>较|比|同|与|相比|相较)?(?P<year>{YEAR})年(?!度?(?:结转|遗留))"
    r"|(?P<past>上一?年(?!结转|度结转|遗留)|去年|往年|前年|历年|近[两二三四五六几]年来?|[两二三四五六](?:个)?年(?:共|累计|合计|间|度?总计)|20\d\d年?(?:至|-|—|~)20\d\d年(?!度?报告)|[两二三四五]年来|(?<![今本初一])(?<!\d年)(?<!\d月)以来|至今)"
    r"|(?P<now>今年|本年|全年|年内|当年|一年来|年度累计)"
)
_CLAUSE_START = re.compile(r"(?:^|[,;:(。、)])(?:截至|截止到?|截止至|至|到|从|自|在|于|其中|为)?$")
_BREAK = re.compile("[,;:。(]")
_GROWTH = re.compile(r"(?:较|比)(?:上|去|20|前|同)|同比|环比|(?:增加|减少|增长|下降|上升|多|少)(?:了)?$")
_COMPARED = re.compile("[较比同与]|持平")
_WISH = re.compile(
    "力争|不少于|不低于|不超过|至少|每年|每月|每周|每季|每天|每日|平均|日均|年均|(?<!负责)人均|计划(?!总结|类|、)|目标任务|(?<![模虚])拟(?=废止|制定|出台|公开)"
)
# A part of the year: 上半年, 1—6月, 12月收到1件; but not 1—12月 nor 截至12月底.
_SEASON = re.compile(
    r"上半年|下半年|季度|(?<!\d)(?:[2-9]|1[0-2])月?份?[至到—~-]+\d{1,2}月|(?<!\d)0?1月?份?[至到—~-]+(?:0?[1-9]|1[01])月"
    r"|(?<![\d至到止—~-])(?:1[0-2]|0?[1-9])月份?(?![\d底末初起止前至到—~-]|以来)"
)
# 4次(上半年3次,下半年1次): what stands in the brackets has its own figures.
_PARTS_IN_BRACKETS = re.compile(r"\([^()]*\d[件条次场][^()]*\)")
_SHARE = re.compile(r",?\(?占(?:[^,。;\d]{0,10})(?P<share>\d+(?:\.\d+)?)%")
_UNTIL = re.compile("截至|截止|(?<!日)(?:至|到)[^,。;]{0,16}(?:年?底|年末|月末|日|目前)|目前")
_NEW_AMONG_THEM = re.compile("[^。;]{0,24}其中,?(?:本年|今年|当年|20\\d\\d年)度?(?:共)?新(?:增|公开|发布|上传)")
# 其中局机关公开信息120条,下属单位公开信息30条: both are parts.
_AMONG_LIST = re.compile(
    r"其中[^,。;:]{0,12}(?P<words>公开信息|公开政府信息)\d+[条件],[^,。;:全共合总本新年]{2,12}(?P=words)\d+[条件]$"
)
_NEW_BESIDE_THEM = re.compile("[,;(](?:本年|今年|当年|20\\d\\d年)度?(?:共)?新(?:增|公开|发布|上传)")
_UNRELATED = re.compile(
    "[^。;]{0,40}?(?:均|都|全部)?(?:与|同|和)(?:政府)?信息公开(?:工作|事务)?无关|[^。;]{0,40}?(?:均|都)(?:不涉及|非)(?:政府)?信息公开"
)
_OF_THE_YEAR = re.compile("新收|新增|本年|今年|当年")
_THIS_YEAR = re.compile("本年|全年|今年|当年|年度累计|年度(?:内)?共")


def names_other_year(text: str, start: int, end: int, year: int | None, *, zero: bool) -> bool:
    """Whether the words at [start, end) speak of a time other than the report year, a comparison or a wish."""
    if zero:
        return _only_other_years(text[:end], year)
    clause = _last_break(text, start)
    words = text[clause:end]
    if ")" in words:
        words = _PARTS_IN_BRACKETS.sub("", words)
    if _GROWTH.search(text[clause:start]) or _WISH.search(words) or _SEASON.search(words):
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
        elif year is None or read_year(time["year"]) == year:
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
    if _NEW_AMONG_THEM.match(text, end):
        return True
    clause = _last_break(text, start)
    if "累计" not in text[clause : end + 1]:
        return False
    if _NEW_BESIDE_THEM.match(text, end):
        return True
    return bool(_UNTIL.search(text, 0, end)) and not _THIS_YEAR.search(text, 0, end)


def is_of_other_matters(text: str, end: int) -> bool:
    """复议12件、诉讼5件,均与信息公开无关."""
    return "信息公开" in text and _UNRELATED.match(text, end) is not None


def is_part(text: str, clause: str, end: int) -> bool:
    """Whether the figure is said to be a part of another: 其中…, …占5%."""
    share = _SHARE.match(text, end)
    if share is not None and float(share["share"]) < 99.95:
        return True
    if text.find("其中", 0, end) < 0 or _OF_THE_YEAR.search(clause):
        return False
    leads = "其中" in clause or text.endswith("其中,", 0, end - len(clause))
    return leads or _AMONG_LIST.search(text, 0, end) is not None


def _only_other_years(text: str, year: int | None) -> bool:
    """A negation says 0 of the report year unless every year it names is another one."""
    years = {read_year(time["year"]) for time in _TIME.finditer(text) if time["year"] and not time["beside"]}
    return bool(year is not None and years and year not in years)


def _last_break(text: str, position: int) -> int:
    begin = 0
    for found in _BREAK.finditer(text, 0, position):
        begin = found.end()
    return begin

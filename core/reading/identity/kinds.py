"""What a page is that is no report: its headings, its salutation or words that only such a page has tell it."""

from __future__ import annotations

import itertools
import re

from core.reading.identity.title import HAS_YEAR, HEAD, LONG_LINE, SENTENCE_END, TITLE, Title

_PART_OF_A_YEAR = re.compile("季度|上半年|下半年|月份|\\d月.{0,40}(?:报表|统计表|报告|情况)$")
# 关于2023年第三季度全县政务公开工作情况的通报
_TELLS_PART_OF_A_YEAR = re.compile("^关于.{0,40}(?:季度|上半年|下半年).{0,40}(?:通报|报告|情况|总结)$")
_WHOLE_YEAR = re.compile("1 *月1 *日?[至到—~-]{1,2}[^,;。\n]{0,6}12 *月(?:31 *日|底)")
_NAME_FIELD = re.compile("^(?:名 *称|标 *题|信息名称|文件名称) *: *")
_NOTICE = re.compile("^(?!根据|按照|依照|依据|遵照).*关于.{0,60}(?:通知|通报|函|意见|请示|批复|公告|答复)$")
# 关于…第三方评估情况的通报: what others were given marks for.
_RATES_OTHERS = re.compile("关于.{0,40}(?:评估|考核|测评|考评|督查|督导|抽查|检查|评议)(?:工作)?(?:情况|结果)?的?通报$")
# 关于做好…年度报告编制工作的通知: how others shall write theirs.
_ASKS_FOR_REPORTS = re.compile(
    "关于(?:认真|切实|进一步)?(?:做好|编制|编写|撰写|填报|报送|上报|开展|启动)[^。\n]{0,60}(?:年报|报告)[^。\n]{0,16}(?:通知|函|提示)$"
)
_ASKING = ("通知如下", "函告如下", "特此通知")
_READING = re.compile(
    "公开.{0,12}(?:报告|年报)》?的?(?:政策)?解读$"
    "|^(?:图解|一图[读看]懂|图说|漫画|解读|数说)(?=[:|《—]|(?=.*公开).*(?:报告|年报)$)"
)
_ASSESSMENT = re.compile("公开.{0,16}(?:评估|测评|考核|督查|审计)(?:工作)?的?(?:报告|情况|结果)$")
_KINDS_BY_NAME: tuple[tuple[re.Pattern[str], str], ...] = (
    (_NOTICE, "notice"),
    (re.compile("(?:预算|决算)(?:公开)?(?:情况)?(?:说明|报告|报表)?$|预决算"), "budget"),
    (re.compile("法治政府.{0,20}(?:报告|情况|总结)$|依法行政.{0,12}(?:报告|总结)$"), "rule_of_law"),
    (re.compile("政府网站.{0,12}(?:报表|报告)(?:\\(.{2,8}\\))?$"), "website"),
    (
        re.compile(
            "公开.{0,12}(?:要点|方案|计划|说明|分解表|分工表|任务表|任务分解|评分表|考核表|实施细则)(?:\\(.{2,6}\\))?$"
        ),
        "plan",
    ),
    (re.compile("(?:全面|圆满|顺利|如期|按时)(?:完成|结束|收官|发布)$"), "news"),
    (
        re.compile("(?:召开|举办|开展|组织|参加|做好|完成|推进|部署).{0,40}(?:会议?|培训班?|检查|活动|工作)$"),
        "news",
    ),
    (
        re.compile(
            "^(?!.*(?:信息|政务|主动|申请)(?:年度)?(?:\\([^()]{1,8}\\))?公开)(?=.*(?:19|20)\\d\\d).*"
            "(?:报告|总结|年报|报表|计划|要点|方案|公报|打算|安排|思路)$|工作(?:要点|计划|方案)$"
        ),
        "another_document",
    ),
)
_RULES = re.compile("公开.{0,12}(?:制度|办法|规定|规则|细则|条例|指南|须知|目录|流程图?)(?:\\(.{2,6}\\))?$")
_TOLD_OF_A_YEAR = re.compile(
    "(?:\\d{4}年度?|全年|本年度?|年内|一年来|年[末底])[^。\n]{0,60}(?:公开|收到|受理|发布)"
    "[^。\n]{0,30}\\d+ ?[余多]?[条件份]"
)
_ARTICLE = re.compile("^[^\\S\n]*第[一二三四五六七八九十]+条(?!\\s*第)", re.MULTILINE)
_ARTICLES_OF_RULES = 3
_DEFINITION = re.compile('^[ \\d.、()]*[“"「][^”"」\n]{2,30}[”"」] *+(?:: *+)?(?:是)?指', re.MULTILINE)
_DEFINITIONS_OF_A_GUIDE = 2
_ROW = re.compile("[|\t] *[-+]?\\d")
HEADING = re.compile("^[ \\d]*+(?:[(]?[一二三四五六七八九十]+[)、.]|第[一二三四五六]|(?<=\\d)[.、)])")
_NEWS = re.compile("^(?:近日|日前|\\d{1,2}月\\d{1,2}日(?:上午|下午)?)[,,]")
_PRESS = re.compile("\n *(?:本报(?!告)|本网|本台|新华社)[^\n。]{0,12}[讯电]")
_BY_THE_PRESS = re.compile("记者从[^\n。,]{2,20}(?:了解到|获悉)")
_OF_NOTHING = tuple(
    map(
        re.compile,
        (
            "没有找到(?:相关|任何|符合条件的)?(?:信息|内容|记录|文章)[!。]?",
            "共 *0 *条(?:记录|信息)?",
            "暂无(?:相关)?(?:数据|内容|信息|记录)[!。]?",
        ),
    )
)
_EMPTY_LIST = re.compile("|".join(sign.pattern for sign in _OF_NOTHING))
_SALUTATION = re.compile(
    "^[ ]*(?:各位(?:代表|领导|同志)|同志们|(?:尊敬的)?(?:主任|主席)[^。\n]{0,20}(?:委员|代表))[:,!]", re.MULTILINE
)
# What only a court says of itself; a report says of a court that it upheld or dismissed.
_OF_A_COURT = re.compile(
    "行政审判|全[省市州区县]法院|各级法院|中级人民法院|本院|合议庭|新收一审|一审行政|判决如下|上诉人"
    "|审判(?:[工职质庭长员]|权)|法官|典型案例|原告[^,。\n]{1,12}(?:不服|诉)"
)
_WORDS_OF_A_COURT = 2
_DECISION = re.compile("^[^\n]{0,40}(?:复议决定书|答复书|告知书|处罚决定书|仲裁裁决书) *$", re.MULTILINE)
_OF_TASKS = re.compile(
    "(?:工作|主要|重点|具体)任务|(?:责任|牵头|配合|承办|主办)(?:单位|部门|科室|股室|处室|人)|(?:完成|办理)?时限"
    "|进度要求|分值|评分(?:标准|办法)|考核(?:指标|内容)"
)
_COLUMNS_OF_TASKS = 2
_NUMBERED_ROW = re.compile("^[^\n\\d]{0,40}?(?:^|\\|) *(\\d{1,2}) *\\|[^\n]*[\u4e00-\u9fff]{3}", re.MULTILINE)
_ROWS_OF_TASKS = 3
_OPEN_BODY = re.compile(
    "[Xx×*○某现2](?:(?<=[Xx×*○])(?<![A-Za-z].)[Xx×*○]+(?:省|市|县|区|旗|镇|乡|街道|局|委|厅|办|学校|单位|人民政府)"
    "|(?<=某)(?<![\u4e00-\u9fff].)(?:省|市|县|区|旗|镇|乡|街道|局|委|单位)"
    "|(?<=现)将某|(?<=2)0[Xx×*○]{2}年)"
)
# 关于印发《…要点分工方案》的通知; 编制本指南: what is to be done, or how to ask, with figures beside it.
_ISSUES_A_PLAN = re.compile(
    "(?:印发|下发|转发)[^。\n]{0,60}(?:方案|要点|计划|办法|制度|规定|分工|分解表|指南|细则)》?(?:\\([^()\n]{1,8}\\))?的?通知$"
)
_OF_A_GUIDE = re.compile("(?:编制|制定|制订|编写)(?:了)?本(?:指南|目录|办法|方案|要点|规定)")
_IS_A_PLAN = re.compile("公开[^。\n]{0,12}(?:要点|方案|计划|任务分解|分工方案)(?:\\(.{2,6}\\))?$")
_MODEL = re.compile("公开[^\n>]{0,16}范文|精选\\d+篇|^篇[一1][:、]", re.MULTILINE)
_SOFTWARE = re.compile(
    "`(?=[^`\n]*[A-Za-z]{2})[^`\n]*`|^ *```(?:sh|bash|shell|console|python|json|toml|yaml)\\b"
    "|^ *(?:\\$ |pip install |git clone )",
    re.MULTILINE,
)
_MARKS_OF_SOFTWARE = 3
# Words without which the expressions find nothing: to look for them costs far less.
_WORDS_OF_SOFTWARE = ("`", "$ ", "pip install ", "git clone ")
_WORDS_OF_THE_PRESS = ("本报", "本网", "本台", "新华社", "记者从")
_WORDS_OF_A_MODEL = ("范文", "精选", "篇一", "篇1")
_WORDS_OF_A_SALUTATION = ("各位", "同志们", "主任", "主席")
_SHORTEST_TITLE = 9
_WORDS_OF_A_MENU = 4
_TITLES_OF_AN_INDEX = 3
_PROSE_OF_A_REPORT = 4
_OPENING = 400
_GUIDE_OPENING = 600


def certain_kind(text: str, lines: list[str], title: Title | None) -> str | None:
    """What a page surely is, even where it tells figures and has headings as a report has them."""
    own_title = title is not None and title.own
    if _has_one(text, _WORDS_OF_SOFTWARE) and len(_SOFTWARE.findall(text)) >= _MARKS_OF_SOFTWARE:
        return "software"
    if _tells_part_of_a_year(lines, title):
        return "part_of_year"
    if (title and _OPEN_BODY.search(title.text)) or _is_model(text[:_OPENING]):
        return "model"
    if not own_title and (kind := _retelling(lines)):
        return kind
    head = text[:HEAD]
    if _has_one(head, _WORDS_OF_THE_PRESS) and (_PRESS.search(f"\n{head}") or _BY_THE_PRESS.search(head)):
        return "news"
    if _has_one(head, _WORDS_OF_A_SALUTATION) and _SALUTATION.search(head):
        return "court" if "法院" in head else "speech"
    if not own_title and len(set(_OF_A_COURT.findall(text))) >= _WORDS_OF_A_COURT:
        return "court"
    if not own_title and _DECISION.search(text[:_OPENING]):
        return "decision"
    if not own_title and (_OF_A_GUIDE.search(text[:_GUIDE_OPENING]) or _is_said_above(_ISSUES_A_PLAN, lines)):
        return "rules"
    if not own_title and len(_DEFINITION.findall(text)) >= _DEFINITIONS_OF_A_GUIDE:
        return "rules"
    if not own_title and _is_said_above(_IS_A_PLAN, lines):
        return "plan"
    if not own_title and _is_notice(text, lines):
        return "notice"
    if "|" in text and not own_title and _lists_tasks(text):
        return "task_list"
    if any(sign.search(text) for sign in _OF_NOTHING) and not SENTENCE_END.search(_EMPTY_LIST.sub("", text)):
        return "empty_list"
    return None


def _tells_part_of_a_year(lines: list[str], title: Title | None) -> bool:
    """Whether the title of a page, or that of a circular above its first sentence, names a quarter or half a year."""
    if title and _names_part_of_a_year(title.text):
        return True
    return not (title and title.own) and _is_said_above(_TELLS_PART_OF_A_YEAR, lines)


def _names_part_of_a_year(title: str) -> bool:
    """Whether a title names a quarter or months, but not all of them: 2015年1月1日至12月31日."""
    found = _PART_OF_A_YEAR.search(title)
    return found is not None and _PART_OF_A_YEAR.search(_WHOLE_YEAR.sub("", title)) is not None


def _is_notice(text: str, lines: list[str]) -> bool:
    """Whether a page tells what marks others were given, or how others shall write their reports."""
    asks = _has_one(text, _ASKING) and _is_said_above(_ASKS_FOR_REPORTS, lines)
    return asks or _is_said_above(_RATES_OTHERS, lines)


def _has_one(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _is_said_above(title: re.Pattern[str], lines: list[str]) -> bool:
    """Whether one of the lines above the first sentence is such a title."""
    above = itertools.takewhile(lambda line: "。" not in line and not HEADING.match(line), lines)
    return any(title.search(line) for line in above)


def _is_model(opening: str) -> bool:
    return bool(_OPEN_BODY.search(opening) or (_has_one(opening, _WORDS_OF_A_MODEL) and _MODEL.search(opening)))


def _lists_tasks(text: str) -> bool:
    """Whether a table tells tasks: by its head, or by rows that are only counted 1, 2, 3 and go on in words."""
    head = next((line for line in text.split("\n") if line.count("|") > 1), "")
    if len(set(_OF_TASKS.findall(head))) >= _COLUMNS_OF_TASKS:
        return True
    rows = itertools.islice(_NUMBERED_ROW.finditer(text), _ROWS_OF_TASKS)
    return [int(row[1]) for row in rows] == [1, 2, 3]


def _retelling(lines: list[str]) -> str | None:
    """What tells of a report without being one, even where it has its figures and headings."""
    for line in lines:
        if len(line) <= LONG_LINE and _READING.search(line):
            return "explanation"
        if len(line) <= LONG_LINE and _ASSESSMENT.search(line):
            return "assessment"
        if "。" in line or HEADING.match(line):
            return "news" if _NEWS.match(line) else None
    return None


def likely_kind(text: str, lines: list[str], own_title: bool) -> str | None:
    """What a page is, unless it gives a report's account."""
    if not own_title and (kind := _by_name(text, lines)):
        return kind
    if len(SENTENCE_END.findall(text[: 4 * HEAD])) < _PROSE_OF_A_REPORT and _lists_titles(lines):
        return "list"
    return None


def _lists_titles(lines: list[str]) -> bool:
    listed = set()
    for line in lines:
        match = TITLE.search(line) if len(line) < LONG_LINE and "公开" in line else None
        if match and HAS_YEAR.search(match[0]):
            listed.add(match[0].strip())
    return len(listed) >= _TITLES_OF_AN_INDEX


def _by_name(text: str, lines: list[str]) -> str | None:
    """What a page without a report's title is, from the lines above its first sentence or heading, or its articles."""
    told = bool(_TOLD_OF_A_YEAR.search(text))
    cells = (_NAME_FIELD.sub("", cell.strip()) for written in lines for cell in written.split(" | "))
    for line in cells:
        if "。" in line or HEADING.match(line):
            break
        if not _SHORTEST_TITLE <= len(line) <= LONG_LINE or re.search("[,;:>]", line):
            continue
        if ("《" in line and not _NOTICE.search(line)) or _ROW.search(line) or len(line.split()) > _WORDS_OF_A_MENU:
            continue
        if _names_part_of_a_year(line):
            return "part_of_year"
        if _RULES.search(line) and not told:  # Menus name rules and guides above a report, too.
            return "rules"
        for pattern, kind in _KINDS_BY_NAME:
            if pattern.search(line):
                return kind
    return "rules" if len(_ARTICLE.findall(text[: 2 * HEAD])) >= _ARTICLES_OF_RULES else None

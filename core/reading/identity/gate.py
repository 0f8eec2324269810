"""Whether a page is an annual report on disclosure at all, and what it seems to be where it is none."""

from __future__ import annotations

import re
from itertools import islice

from core.reading.identity.title import HAS_YEAR, HEAD, LONG_LINE, SENTENCE_END, TITLE, Title

_ARTICLE = re.compile("^\\s*第[一二三四五六七八九十]+条(?!\\s*第)", re.MULTILINE)
_PART_OF_A_YEAR = re.compile("季度|上半年|下半年|月份|\\d月.{0,40}(?:报表|统计表|报告|情况)$")
_NAME_FIELD = re.compile("^(?:名 *称|标 *题|信息名称|文件名称) *: *")
_NOTICE = re.compile("^(?!根据|按照|依照|依据|遵照).*关于.{0,60}(?:通知|通报|函|意见|请示|批复|公告|答复)$")
_READING = re.compile("公开.{0,12}(?:报告|年报)》?的?(?:政策)?解读$|^(?:图解|一图[读看]懂|解读|数说)[:|《—]")
_ASSESSMENT = re.compile("公开.{0,16}(?:评估|测评|考核|督查|审计)(?:工作)?的?(?:报告|情况|结果)$")
_OTHER_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_NOTICE, "a notice about such reports"),
    (re.compile("(?:预算|决算)(?:公开)?(?:情况)?(?:说明|报告|报表)?$|预决算"), "a budget"),
    (re.compile("法治政府.{0,20}(?:报告|情况|总结)$|依法行政.{0,12}(?:报告|总结)$"), "a report on the rule of law"),
    (re.compile("政府网站.{0,12}(?:报表|报告)(?:\\(.{2,8}\\))?$"), "a report on a website"),
    (
        re.compile("公开.{0,12}(?:要点|方案|说明)(?:\\(.{2,6}\\))?$"),
        "a plan or an explanation",
    ),
    (
        re.compile("(?:召开|举办|开展|组织|参加|做好|完成|推进|部署).{0,40}(?:会议?|培训班?|检查|活动|工作)$"),
        "a news item",
    ),
    (
        re.compile(
            "^(?!.*(?:信息|政务|主动|申请)(?:\\([^()]{1,8}\\))?公开).*(?:19|20)\\d\\d.*(?:报告|总结|年报|报表|计划|要点|方案|公报|打算|安排|思路)$|工作(?:要点|计划|方案)$"
        ),
        "another document",
    ),
)
_RULES = re.compile("公开.{0,12}(?:制度|办法|规定|规则|细则|条例|指南|目录|流程图?)(?:\\(.{2,6}\\))?$")
_TOLD_OF_A_YEAR = re.compile(
    "(?:\\d{4}年度?|全年|本年度?|年内|一年来|年[末底])[^。\n]{0,60}(?:公开|收到|受理|发布)[^。\n]{0,30}\\d+ ?[余多]?[条件份]"
)
_ROW = re.compile("[|\t] *[-+]?\\d")
_SPEECH = re.compile("各位代表[:,!]")
_NEWS = re.compile("^(?:近日|日前|\\d{1,2}月\\d{1,2}日(?:上午|下午)?)[,,]")
_PRESS = re.compile("(?:^|\n) *(?:本报|本网|本台|新华社)[^\n。]{0,12}[讯电]|记者从[^\n。,]{2,20}(?:了解到|获悉)")
_EMPTY_LIST = re.compile(
    "没有找到(?:相关|任何|符合条件的)?(?:信息|内容|记录|文章)[!。]?|共 *0 *条(?:记录|信息)?|暂无(?:相关)?(?:数据|内容|信息|记录)[!。]?"
)
_EXAMPLE = re.compile("(?:填报|填写)?(?:示例|样例|样表|范例|模板)[ |:。]|(?:上例|示例)中")
_HEADING = re.compile("^[ \\d]*(?:[(]?[一二三四五六七八九十]+[)、.]|第[一二三四五六]|\\d+[.、)])")
_FORM_LABEL = "本年新?制[作发]|对外公开总数量|本年新收|本年处理决定数量|上一年度?项目数量|处理决定数量|申请办结数|被依法纠错数|主动公开(?:政府)?信息数"
_REPORT_HEADING = re.compile(
    "^[ |#*]*(?:[一二三四五六七八九十]{1,2}[、.,: ]|[(][一二三四五六七八九十]{1,2}[)]|\\d[、.]) *[^\n。|]{0,24}?"
    "(总体情况|概述|主动公开|依?申请公开|公开申请|收到和处理|行政复议|行政诉讼|收费|问题|需要(?:报告|说明))",
    re.MULTILINE,
)
_FIGURE = re.compile("(?:公开|发布|收到|受理|新收|办结|答复)[^。\n|每]{0,24}?\\d+ ?[余多]?[条件份篇宗项]")
_FILLED_ROW = re.compile(
    "(规章|规范性文件|(?:公开申请|项目)数量|(?:予以|部分|主动)公开|政府信息数|申请数)[^|\n\t\\d]{0,30}(?:[|\n\t ]*[|\n\t][|\n\t ]*)\\d"
)
_MANY = r"(?:\d{1,9}|[一二两三四五六七八九十百千]{1,7})"
_CLAIMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:公开|发布|公布|登载|上网)[^。;\n]{{0,16}}(?:信息|文件)[^。;\n不少于每]{{0,20}}?{_MANY} ?[余多]?[条件份篇]",
        rf"公开的?{_MANY} ?[条件份](?:政府)?信息|申请公开[^。,;\n|每]{{0,6}}?{_MANY} ?[件条](?!以[下上内])",
        rf"(?:信息|政务)公开申请[^。;\n不少于每|]{{0,20}}?(?:{_MANY} ?[余多]?[件宗份次条]|为?零)(?!以[下上内])",
        rf"(?:收到|受理|接到|新收|办结|答复|办理)[^。;\n每以|]{{0,12}}(?<!复议)申请[^。;\n每|]{{0,10}}?{_MANY} ?[余多]?[件宗份](?!以[下上内])",
        rf"(?:复议|诉讼|申诉)(?:案件)?[^。,;\n|]{{0,8}}?(?:{_MANY} ?[件宗起]|为零|零件)",
        r"(?:未|没有|没|无)有?(?:因|依|收到|接到|接收|受理|发生|产生|出现|引发|引起|被|人)[^。;\n]{0,30}(?:申请|复议|诉讼)(?!的|人|书)|(?:未|没有|无)(?:行政)?(?:复议|诉讼)",
        r"(?:未|没有|没|无)(?:收取|产生|发生)?[^。;\n]{0,10}(?:信息处理费|收费|费用)(?!的|标准)",
        rf"(?<!\d){_MANY}名[^。,;\n]{{0,12}}(?:人员|同志)[^。,;\n]{{0,6}}(?:负责|从事|承担)[^。,;\n]{{0,12}}公开",
        rf"(?:[专兼]职|培训)[^。,;\n]{{0,8}}?{_MANY} ?(?:[名人次期]|人次)",
        rf"(?:同意|予以|部分|不予)公开[^。,;\n|第条]{{0,8}}?{_MANY} ?[件宗条](?!以[下上内])",
        rf"(?:信息|政务)公开[^。;\n]{{0,30}}(?:会议?|培训班?|人员|查阅点|机构|咨询)[^。,;\n]{{0,12}}?{_MANY} ?[次期场人名个处]",
        rf"(?:查阅(?:点|场所)|解读(?:材料|稿件|信息|文章)?|新闻发布会|在线访谈)[^。;\n]{{0,10}}?{_MANY} ?[次篇条件期场个处]",
    )
)
"""What a report says of its year, wherever a fragment of it begins and ends."""
_OF_DISCLOSURE = re.compile(
    "(?:信息|政务|主动|申请|同意|予以|部分|不予)公开|公开[^。\\n]{0,12}信息|信息处理费|(?:公开|信息)查阅|经复议.{0,3}起诉"
)
_SECTION_LINE = re.compile(
    r"^[ |#*]*(?:[(]?[一二三四五六七八九十]{1,2}[)、.,: ]|第[一二三四五六七八九十]部分|\d[、.)]) *[^\n。|]{0,24}?"
    "(?:主动公开|依?申请公开|公开申请|收到和处理|复议.{0,8}诉讼|收费.{0,3}减免|回应解读|解读回应|机构建设.{0,6}经费)",
    re.MULTILINE,
)
_NUMBER = r"\d+(?:[,.]\d+)*(?![\d.、)])"
_TO_A_NUMBER = rf"[”\"]?(?:\([^()\n]{{0,40}}\))?[\s|,:—/条件次人篇个万元+减增-]{{0,60}}?{_NUMBER}"
_FORM_ROW = re.compile(
    r"(?:新收政府信息公开申请数量?|结转政府信息公开申请(?:数量)?|结转下年度继续办理|属于国家秘密|其他法律行政法规禁止公开"
    r"|危及.?三安全一稳定.?|保护第三方合法权益|属于三类内部事务信息|属于四类过程性信息|属于行政(?:执法案卷|查询事项)"
    r"|本机关不掌握相关政府信息|没有现成信息需要?另行制作|补正后申请内容仍不明确|信访举报投诉类申请|要求提供公开出版物"
    r"|无正当理由大量反复申请|重新出具已获取信息|申请人无正当理由逾期不补正[^|\t\n]{0,60}|申请人逾期未按收费通知[^|\t\n]{0,80}"
    r"|其他对外管理服务事项|公开政府信息数|规范性文件总?数|回应公众关注热点或重大舆情数|微博微信回应事件数|政策解读稿件发布数"
    r"|召开政府信息公开[^|\t\n]{0,16}数|举办各类培训班数|接受培训人员数|收到申请(?:总?数|数量)|申请办结数|(?:按时|延期)办结数"
    r"|申请答复数|(?:当面|传真|网络|网上|信函|电子邮件)申请数|同意(?:部分)?公开答复数|维持具体行政行为数|被依法纠错数"
    r"|驳回原告诉讼请求数|信息公开查阅点数|(?:政府公报|政府网站|政务微博|政务微信|其他方式)公开数|不属于本行政机关公开数|申请信息不存在数"
    rf"|告知作出更改补充数|告知通过其他途径办理数|本年度办理结果[\s|]*(?:\(一\))?予以公开|信息公开工作(?:专门机构|人员)数){_TO_A_NUMBER}"
    r"|结果维持[ |\t\n]*结果纠正[ |\t\n]*其他结果[ |\t\n]*尚未审结[^\d。]{0,160}\d"
    r"|规范性文件(?: *[|\t\n]\s*\d+){3}|政府集中采购(?: *[|\t\n]\s*[\d.,]+){2}|行政事业性收费 *[|\t\n]\s*\d+ *[|\t\n]\s*[-+增减]?\d|(?:予以|部分)公开(?:\([^()\n]{0,40}\))?(?:[|\s]+\d+){4}"
)
"""A row, filled in, whose label only the official forms have."""
_BROKEN_LABEL = re.compile("(?<=[\u4e00-\u9fff、])\\s{0,6}\\n\\s{0,6}(?=[\u4e00-\u9fff、])")
_COMMON_ROW = re.compile(
    r"(规章|规范性文件|行政许可|行政处罚|行政强制|行政事业性收费|政府集中采购)[\s|]*[\d,.]+ *(?=[|\s]|$|第二十条)"
)
_FORM_HEAD = re.compile(
    r"本年度?新?(?:制[作发]|废止)(?:件|数)|废止件?数|现行有效件?数|对外公开总数量|处理决定数量|上一年度?项目数量|收费金额|采购总金额|第二十条\s*第.{1,4}项|收到和处理政府信息公开"
)
_OTHER_MATTER = re.compile("通知如下|特此通知|制定本(?:要点|方案|办法|制度|指南|规定)|请各|请于|行政应诉案件")
_SOFTWARE = re.compile(
    "`[^`\n]*[A-Za-z]{2}[^`\n]*`|^ *```(?:sh|bash|shell|console|python|json|toml|yaml)\\b|^ *(?:\\$ |pip install |git clone )",
    re.MULTILINE,
)
_REPORTS = re.compile(
    "(?:信息|申请|公开)[^。\n]{0,40}\\d+ ?[条件份宗项]"
    "|(?:未|没有|无)[^。\n]{0,16}(?:收到|接到|发生|出现|受理|申请|复议|诉讼)"
    "|统计(?:期限|时限|周期|时间)|" + _FORM_LABEL
)
_EVIDENCE: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        "主动公开",
        "依申请公开|公开申请|(?:收到|接到|受理)[^。\n]{0,8}申请",
        "行政复议|行政诉讼",
        "收费|收取|费用",
        "统计(?:期限|时限|周期|时间)",
        "编制(?:了|完成了|形成)?(?:本|\\d{4}年?度?)[^。]{0,12}报告|年度报告|年报",
        "第二十条|统计指标|指标名称|历年累计",
        _FORM_LABEL,
        "(?:公开|公布|发布)[^。\n]{0,20}信息[^。\n]{0,20}\\d+ ?条",
        "(?:存在|主要|的)问题|不足",
    )
)
_ENOUGH_EVIDENCE, _EVIDENCE_BESIDE_A_TITLE = 3, 2
_SAYS_NOTHING = (
    "This page is a text on another matter: it reports nothing of a year's disclosure of government information."
)
_SAYS_LITTLE = "This page is a title, a menu or a notice without the report: no sentence or table reports a figure."
_SHORTEST_TITLE = 9
_ARTICLES_OF_RULES = 3
_TITLES_OF_AN_INDEX = 3
_PROSE_OF_A_REPORT = 4
_ON_REQUEST = ("申请公开", "依申请公开", "公开申请", "收到和处理")
_HEADINGS_OF_A_REPORT = 3
_ROWS_OF_A_FORM = 2
_FIGURES_OF_A_REPORT = 2
_MARKS_OF_SOFTWARE = 3
_CHARACTERS_A_CLAIM = 800


def reject_reason(text: str, title: Title | None) -> str | None:
    """One sentence that says why a page is no annual disclosure report; None if it is one."""
    if not text.strip():
        return "The file holds no text."
    lines = [line.strip() for line in text[:HEAD].split("\n")]
    own_title = title is not None and title.own
    if len(_SOFTWARE.findall(text)) >= _MARKS_OF_SOFTWARE:
        return "This page is the documentation of software, not an annual report on disclosure."
    if title and _PART_OF_A_YEAR.search(title.text):
        return "This page covers a part of a year; it is no annual report."
    if not own_title and (kind := _retelling(lines)):
        return f"This page is {kind}, not an annual report on disclosure."
    if _PRESS.search(text[:HEAD]):
        return "This page is a news item, not an annual report on disclosure."
    if _EMPTY_LIST.search(text) and not SENTENCE_END.search(_EMPTY_LIST.sub("", text)):
        return "This page is an empty list of reports."
    doubt = _doubt(text, lines, own_title)
    if doubt and _EXAMPLE.search(text) and _OTHER_MATTER.search(text):
        return doubt
    return None if doubt is None or _gives_account(text) else doubt


def _doubt(text: str, lines: list[str], own_title: bool) -> str | None:
    """What a page seems to be instead, as far as it does not give a report's account."""
    if not own_title and (kind := _other_kind(text, lines)):
        return f"This page is {kind}, not an annual report on disclosure."
    sentences = len(SENTENCE_END.findall(text[: 4 * HEAD]))
    if sentences < _PROSE_OF_A_REPORT and _listed_titles(lines) >= _TITLES_OF_AN_INDEX:
        return "This page is a list of reports, not a report."
    enough = _EVIDENCE_BESIDE_A_TITLE if own_title else _ENOUGH_EVIDENCE
    evidence = islice((pattern for pattern in _EVIDENCE if pattern.search(text)), enough)
    if _is_fragment(text):
        return None
    if len(list(evidence)) < enough or not _REPORTS.search(text):
        return _SAYS_LITTLE if own_title or not SENTENCE_END.search(text) else _SAYS_NOTHING
    if not HAS_YEAR.search(text) and len(_FIGURE.findall(text)) < _FIGURES_OF_A_REPORT:
        return "This page is a form or a model without a year; it is no annual report."
    return None


def _gives_account(text: str) -> bool:
    """Whether the page has rows of the official form filled in, or a report's headings and figures under them."""
    if len(set(_FILLED_ROW.findall(text))) >= _ROWS_OF_A_FORM:
        return True
    headings = set(_REPORT_HEADING.findall(text))
    both_ways = "主动公开" in headings and not headings.isdisjoint(_ON_REQUEST)
    return both_ways and len(headings) >= _HEADINGS_OF_A_REPORT and len(_FIGURE.findall(text)) >= _FIGURES_OF_A_REPORT


def _is_fragment(text: str) -> bool:
    """Whether a page that may begin and end anywhere tells of a report's year: in a filled row, or in prose."""
    common = set(_COMMON_ROW.findall(text))
    if (
        _FORM_ROW.search(_BROKEN_LABEL.sub("", text))
        or len(common) >= _ROWS_OF_A_FORM
        or (common and _FORM_HEAD.search(text))
    ):
        return True
    if _OTHER_MATTER.search(text):
        return False
    claims = sum(len(pattern.findall(text)) for pattern in _CLAIMS)
    dense = bool(_OF_DISCLOSURE.search(text)) and claims * _CHARACTERS_A_CLAIM >= len(text)
    return claims > 0 and (dense or bool(_SECTION_LINE.search(text)))


def _retelling(lines: list[str]) -> str | None:
    """What tells of a report without being one, even where it has its figures and headings."""
    for line in lines:
        if len(line) <= LONG_LINE and _READING.search(line):
            return "an explanation of a report"
        if len(line) <= LONG_LINE and _ASSESSMENT.search(line):
            return "an assessment by others"
        if "。" in line or _HEADING.match(line):
            return "a news item" if _NEWS.match(line) else None
    return None


def _listed_titles(lines: list[str]) -> int:
    listed = set()
    for line in lines:
        match = TITLE.search(line) if len(line) < LONG_LINE and "公开" in line else None
        if match and HAS_YEAR.search(match[0]):
            listed.add(match[0].strip())
    return len(listed)


def _other_kind(text: str, lines: list[str]) -> str | None:
    """What a page without a report's title is, from the lines above its first sentence or heading, or its articles."""
    told = bool(_TOLD_OF_A_YEAR.search(text))
    cells = (_NAME_FIELD.sub("", cell.strip()) for written in lines for cell in written.split(" | "))
    for line in cells:
        if "。" in line or _HEADING.match(line):
            break
        if not _SHORTEST_TITLE <= len(line) <= LONG_LINE or re.search("[,;:>]", line):
            continue
        if ("《" in line and not _NOTICE.search(line)) or _ROW.search(line):
            continue
        if _PART_OF_A_YEAR.search(line):
            return "of a part of a year"
        if _RULES.search(line) and not told:  # Menus name rules and guides above a report, too.
            return "a set of rules or a guide"
        for pattern, kind in _OTHER_KINDS:
            if pattern.search(line):
                return kind
    if _SPEECH.search(text[:HEAD]):
        return "a speech to a people's congress"
    return "a set of rules" if len(_ARTICLE.findall(text[: 2 * HEAD])) >= _ARTICLES_OF_RULES else None

"""Whether a page is an annual report on disclosure: whether it tells of a year, in a report's words or in its form."""

from __future__ import annotations

import re
from itertools import islice

from core.reading.identity import form_rows
from core.reading.identity.kinds import certain_kind, likely_kind
from core.reading.identity.refusals import Refusal
from core.reading.identity.title import HAS_YEAR, HEAD, SENTENCE_END, Title

_EXAMPLE = re.compile("[示样范模上](?:(?:(?<=[示样范])例|(?<=样)表|(?<=模)板)[ |:。]|(?<=[上示])例中)")
_FORM_LABEL = (
    "本年新?制[作发]|对外公开总数量|本年新收|本年处理决定数量|上一年度?项目数量|处理决定数量|申请办结数|被依法纠错数"
    "|主动公开(?:政府)?信息数"
)
_FORM_LABELS = re.compile(_FORM_LABEL)
# Every line begins behind a break: so much is found faster than what may begin a line.
_REPORT_HEADING = re.compile(
    "\n[ |#*]*(?:[一二三四五六七八九十]{1,2}[、.,: ]|[(][一二三四五六七八九十]{1,2}[)]|\\d[、.]) *[^\n。|]{0,24}?"
    "(总体情况|概述|主动公开|依?申请公开|公开申请|收到和处理|行政复议|行政诉讼|收费|问题|需要(?:报告|说明))",
    re.MULTILINE,
)
# Expressions that go through whole pages begin with one set of characters, so that a search skips all others at once.
_FIGURE = re.compile(
    "[公发收受新办答0-9](?:(?:(?<=公)开|(?<=发)布|(?<=收)到|(?<=受)理|(?<=新)收|(?<=办)结|(?<=答)复)"
    "[^。\n|每]{0,24}?\\d+ ?[余多]?[条件份篇宗项]"
    "|(?<=\\d)(?<!\\d\\d)\\d* ?[条件份][^。,;\n|]{0,8}(?:信息|申请))"
)
_FILLED_ROW = re.compile(
    "(规章|规范性文件|公开申请数量|项目数量|予以公开|部分公开|主动公开|政府信息数|申请数)"
    "[^|\n\t\\d]{0,30} *+[|\n\t][|\n\t ]*+\\d(?!\\d* *\\|[^|\n]*[\u4e00-\u9fff]{3})"
)
_MANY = r"(?:\d{1,9}|[一二两三四五六七八九十百千]{1,7})"
_NO_CASES = (
    "(?:未|没有|没|无)有?(?:因|依|收到|接到|接收|受理|发生|产生|出现|引发|引起|被|人)[^。;\\n]{0,30}(?:申请|复议|诉讼)"
    "(?!的|人|书)"
    "|(?:未|没有|无)(?:行政)?(?:复议|诉讼)"
)
_NOTHING = re.compile(rf"{_NO_CASES}|(?:未|没有|无)(?:收取)?[^。;\n]{{0,6}}(?:收费|费用)|零申请")
_CLAIMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:公开|发布|公布|登载|上网)[^。;\n]{0,16}(?:信息|文件)"
        rf"[^。;\n不少于每]{{0,20}}?{_MANY} ?[余多]?[条件份篇]",
        rf"公开的?{_MANY} ?[条件份](?:政府)?信息|申请公开[^。,;\n|每]{{0,6}}?{_MANY} ?[件条](?!以[下上内])",
        rf"(?:信息|政务)公开申请[^。;\n不少于每|]{{0,20}}?(?:{_MANY} ?[余多]?[件宗份次条]|为?零)(?!以[下上内])",
        rf"(?:收到|受理|接到|新收|办结|答复|办理)[^。;\n每以|]{{0,12}}(?<!复议)申请[^。;\n每|]{{0,10}}?{_MANY} ?[余多]?"
        r"[件宗份](?!以[下上内])",
        rf"(?:复议|诉讼|申诉)(?:案件)?[^。,;\n|]{{0,8}}?(?:{_MANY} ?[件宗起]|为零|零件)",
        _NO_CASES,
        r"(?:未|没有|没|无)(?:收取|产生|发生)?[^。;\n]{0,10}(?:信息处理费|收费|费用)(?!的|标准)",
        rf"(?<!\d){_MANY}名[^。,;\n]{{0,12}}(?:人员|同志)[^。,;\n]{{0,6}}(?:负责|从事|承担)[^。,;\n]{{0,12}}公开",
        rf"(?:[专兼]职|培训)[^。,;\n]{{0,8}}?{_MANY} ?(?:[名人次期]|人次)",
        rf"(?:同意|予以|部分|不予)公开[^。,;\n|第条]{{0,8}}?{_MANY} ?[件宗条](?!以[下上内])",
        rf"(?:信息|政务)公开[^。;\n]{{0,30}}(?:会议?|培训班?|人员|查阅点|机构|咨询)"
        rf"[^。,;\n]{{0,12}}?{_MANY} ?[次期场人名个处]",
        r"(?:查阅(?:点|场所)|解读(?:材料|稿件|信息|文章)?|新闻发布会|在线访谈)"
        rf"[^。;\n]{{0,10}}?{_MANY} ?[次篇条件期场个处]",
    )
)
"""What a report says of its year, wherever a fragment of it begins and ends."""
_OF_DISCLOSURE = re.compile(
    "(?:信息|政务|主动|申请|同意|予以|部分|不予)公开|公开[^。\\n]{0,12}信息|信息处理费|(?:公开|信息)查阅"
    "|经复议.{0,3}起诉"
)
_SECTION_LINE = re.compile(
    r"^[ |#*]*(?:[(]?[一二三四五六七八九十]{1,2}[)、.,: ]|第[一二三四五六七八九十]部分|\d[、.)]) *[^\n。|]{0,24}?"
    "(?:主动公开|依?申请公开|公开申请|收到和处理|复议.{0,8}诉讼|收费.{0,3}减免|回应解读|解读回应|机构建设.{0,6}经费)",
    re.MULTILINE,
)
_OTHER_MATTER = re.compile("通知如下|特此通知|制定本(?:要点|方案|办法|制度|指南|规定)|请各|请于|行政应诉案件")
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
_ANNOUNCES = re.compile(
    "将[^。;\n]{0,40}(?:信息|政务)公开[^。;\n]{0,20}(?:报告|总结|汇报)(?:予以)?(?:公布|公开|公告|发布|公示)?如下"
    "|(?:现|特|兹)[^。;\n]{0,16}(?:公布|发布|公开)[^。;\n]{0,40}公开[^。;\n]{0,10}(?:年度报告|年报)"
)
_ANY_FIGURE = re.compile(
    r"[公发更上编刊收受办答专兼0-9](?:(?:(?<=公)[开布]|(?<=发)布|(?<=更)新|(?<=上)传|(?<=编)发|(?<=刊)登|(?<=收)到|(?<=[受办])理|(?<=答)复)"
    rf"[^。\n|每]{{0,30}}?(?:\d+(?=[。,;])|{_MANY} ?[余多]?[条件份篇宗项次则])"
    r"|(?<=[专兼])职[^。\n]{0,8}\d+ ?[名人]|(?<=\d)(?<!\d\d)\d* ?[名人][专兼]职)"
)
_FORWARDS = ("信息公开", "公开申请", "行政复议", "行政诉讼")
_BACKWARDS = tuple(words[::-1] for words in _FORWARDS)
_OPENING = 700
_ON_REQUEST = ("申请公开", "依申请公开", "公开申请", "收到和处理")
_HEADINGS_OF_A_REPORT = 3
_HEADINGS_BESIDE_A_TITLE = 2
_ROWS_OF_A_FORM = 2
_FIGURES_OF_A_REPORT = 2
_CHARACTERS_A_CLAIM = 800


def refusal(text: str, title: Title | None) -> Refusal | None:
    """Why a page is no annual disclosure report; None if it is one."""
    kind = _refused_as(text, title)
    return Refusal(kind) if kind else None


def _refused_as(text: str, title: Title | None) -> str | None:
    if not text.strip():
        return "empty"
    if _runs_backwards(text):
        return "backwards"
    lines = [line.strip() for line in text[:HEAD].split("\n")]
    own_title = title is not None and title.own
    if kind := certain_kind(text, lines, title):
        return kind
    if _gives_account(text) and not (_EXAMPLE.search(text) and _OTHER_MATTER.search(text)):
        return None
    doubt = likely_kind(text, lines, own_title) or _doubt(text, own_title)
    return None if doubt == "list" and _is_report_with_links(text) else doubt


def _runs_backwards(text: str) -> bool:
    """Whether the words of a report stand there with their last character first."""
    backwards = sum(text.count(words) for words in _BACKWARDS)
    return backwards > 1 and backwards > sum(text.count(words) for words in _FORWARDS)


def _doubt(text: str, own_title: bool) -> str | None:
    """What a page lacks of a report."""
    if _is_short_report(text, own_title) or _is_fragment(text):
        return "blank_form" if _is_blank(text) else None
    enough = _EVIDENCE_BESIDE_A_TITLE if own_title else _ENOUGH_EVIDENCE
    evidence = islice((pattern for pattern in _EVIDENCE if pattern.search(text)), enough)
    if len(list(evidence)) < enough or not _REPORTS.search(text):
        return "title_only" if own_title or not SENTENCE_END.search(text) else "another_matter"
    if not HAS_YEAR.search(text) and len(_FIGURE.findall(text)) < _FIGURES_OF_A_REPORT:
        return "blank_form"
    return "blank_form" if _is_blank(text) else None


def _is_report_with_links(text: str) -> bool:
    """Whether a page of several titles has a report's headings and figures besides: those titles are links."""
    return len(_report_headings(text)) >= _HEADINGS_BESIDE_A_TITLE and _is_fragment(text)


def _report_headings(text: str) -> set[str]:
    """What the headings of a page are about, of what those of reports are."""
    return set(_REPORT_HEADING.findall("\n" + text))


def _is_blank(text: str) -> bool:
    """Whether a page has the labels of the form and no figure beside them, in the table or in prose."""
    if len(set(_FORM_LABELS.findall(text))) < _ROWS_OF_A_FORM:
        return False
    told = (_ANY_FIGURE, form_rows.common_row(), _FILLED_ROW, *_CLAIMS)
    return not any(pattern.search(text) for pattern in told) and not form_rows.has_filled_row(text)


def _is_short_report(text: str, own_title: bool) -> bool:
    """Whether a page that has the title of a report, or opens as one, goes on with a report's headings or a figure."""
    if _OTHER_MATTER.search(text) or not (own_title or _ANNOUNCES.search(text[:_OPENING])):
        return False
    if _ANY_FIGURE.search(text):
        return True
    return own_title and len(_report_headings(text)) >= _HEADINGS_BESIDE_A_TITLE


def _gives_account(text: str) -> bool:
    """Whether the page has rows of the official form filled in, or a report's headings and figures under them."""
    if len(set(_FILLED_ROW.findall(text))) >= _ROWS_OF_A_FORM:
        return True
    headings = _report_headings(text)
    both_ways = "主动公开" in headings and not headings.isdisjoint(_ON_REQUEST)
    if not both_ways or len(headings) < _HEADINGS_OF_A_REPORT:
        return False
    figures = len(list(islice(_FIGURE.finditer(text), _FIGURES_OF_A_REPORT)))
    return figures > 0 and (
        figures >= _FIGURES_OF_A_REPORT or figures + len(_NOTHING.findall(text)) >= _FIGURES_OF_A_REPORT
    )


def tells_of_a_year(text: str) -> bool:
    """Whether a stretch of a page gives an account as a report does, or a part of one."""
    return _gives_account(text) or _is_fragment(text)


def _is_fragment(text: str) -> bool:
    """Whether a page that may begin and end anywhere tells of a report's year: in a filled row, or in prose."""
    common = set(form_rows.common_row().findall(text))
    if len(common) >= _ROWS_OF_A_FORM or (common and form_rows.column_head().search(text)):
        return True
    return (not _OTHER_MATTER.search(text) and _claims_to_report(text)) or form_rows.has_filled_row(text)


def _claims_to_report(text: str) -> bool:
    """Whether the prose says what a report says of its year, so often or under such headings as a report does."""
    claims = sum(len(pattern.findall(text)) for pattern in _CLAIMS)
    dense = bool(_OF_DISCLOSURE.search(text)) and claims * _CHARACTERS_A_CLAIM >= len(text)
    return claims > 0 and (dense or bool(_SECTION_LINE.search(text)))

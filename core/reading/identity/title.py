"""The title of a report, where its page gives one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from core.places import mentions, organizations
from core.text.years import YEAR, first_year

_YEAR = r"(?:(?:19|20)\d\d\s*年?度?)"
SUBJECT = (
    "(?:(?:政府信息|政务信息|党务政务|信息|政务)(?:公开|年度|工作)?(?:[和与及、]政[务府](?:信息)?)?(?:\\([^()]{1,8}\\))?公开"
    "|(?:依申请|主动)公开)"
)
"""What the reports are about, as titles name it."""
_FILLER = rf"(?:工作|总体|年度|情况|进展|的|\(?{_YEAR}\)?){{0,6}}"
_KIND = rf"{SUBJECT}{_FILLER}(?:年报|总结(?:[及和暨与](?:工作|年度){{0,2}})?报告|报告书?|总结)"
_TAIL = rf"(?:\(?{_YEAR}\)?|[\(\[][^()\[\]]{{2,30}}[\)\]])?"
TITLE = re.compile(rf"[^,。;!?|《》<>【】\n]{{0,60}}?{_KIND}{_TAIL}")
_ACCOUNT = re.compile(rf"(?P<body>[\u4e00-\u9fff]{{3,30}}?){_YEAR}{SUBJECT}{_FILLER}(?<=情况)")
HAS_YEAR = re.compile(rf"(?:19|20)\d\d|{YEAR}年")
_YEAR_SPOKEN = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!\d{1,2}月)")
_ON_REPORTS = "关于(?:公布|发布|公开|印发|报送|上报|转发|做好|编制|编写|撰写|开展)"
_NOT_OWN = re.compile(
    "^(?:图解|一图[读看]懂|图说|漫画|解读|附件?\\d*|链接|上一[篇条]|下一[篇条]|当前位置|您|返回)|::|>|通知"
    f"|{_ON_REPORTS}|报送|转发"
)
_FILE_NAME = re.compile("\\.(?:docx?|pdf|wps|html?|txt|xlsx?|ofd)$", re.IGNORECASE)
_CATEGORY = re.compile("^(?:【[^【】]{2,10}】|\\[[^\\[\\]]{2,10}\\](?=.*(?:19|20)\\d\\d))")
_ADVERTISER = "(?:娱乐|彩票|棋牌|博彩|赌场|体育|投注|平台|官网)"
_LABEL = re.compile(
    "^(?:标 *题|题 *[目名]|(?:信息|文件|公文)?名 *称|(?:内容)?(?:概述|摘要|简介)|主题)(?: *:| +(?=\\S))"
    "|^(?:报告|填报|填表|编制|发布|制作|公开|责任|发文|报送|供稿)(?:单位|机构|机关|部门) *:? *"
    f"|^[^:]{{0,12}}{_ADVERTISER}[^:]{{0,4}}:"
)
_SO_CALLED = re.compile("\\((?:以下)?(?:统|简|合|下)?称[^()]{1,20}\\)")
_PUBLISHED_BY_NOTICE = re.compile(
    r"^[\u4e00-\u9fff]{0,30}关于(?:(?:公布|发布|公开|印发)《?"
    rf"(?P<made>[^《》]{{2,60}}?{_KIND}{_TAIL})》?的(?:公告|通告|公示|通知)"
    rf"|(?:报送|上报)《?(?P<sent>[^《》]{{2,60}}?{_KIND}{_TAIL})》?的(?:报告|函))$"
)
_ELSEWHERE = re.compile("[上下]一[篇条]|附件|相关|链接|推荐")
_PUBLISHES = "(?:公布|发布|公开|公示)"
_ANNOUNCED = re.compile(
    r"(?:现|特|兹)(?:将|此)?(?:面?向社会|在此|予以)?(?:公众)?(?:公开)?"
    rf"{_PUBLISHES}《?(?P<a>[^,。;!?|《》<>\n:]{{2,60}}?{_KIND})(?:》|[,。;(]|\s|$)"
    rf"|(?:现|特|兹)?将《?(?P<b>[^,。;!?|《》<>\n:]{{2,60}}?{_KIND})》?(?:予以|面?向社会)?(?:公开)?{_PUBLISHES}"
    rf"|《(?P<c>[^。;!?|《》<>\n:]{{2,60}}?{_KIND})》[^。;\n]{{0,24}}(?:现|予以){{1,2}}(?:予以?)?(?:公开)?{_PUBLISHES}"
)
SENTENCE_END = re.compile("[。;!?]")
_CELL_END = re.compile(r"[|_—-](?:(?<=[|_])|(?<=—)—+|(?<=-)(?<!\d-)-*(?!\d))")
_TITLE_BEGINS_WITH_YEAR = re.compile(rf"{_YEAR}(?:政府信息|政务|信息)公开")
_BEGINS_WITH_SUBJECT = re.compile(SUBJECT)
_BODY_LINE = re.compile(
    "[\u4e00-\u9fff]{2,25}(?:人民政府|办公[室厅]|委员会|办事处|[局厅]|中心|学院|大学|医院|公司|集团)"
)
_WHOLE_NAME = re.compile("(?:报告|报表|年报|总结|要点|指南|目录|制度)$")
_YEAR_LINE = re.compile(rf"\(?{_YEAR}\)?")
_LONGEST_LINE = 400
LONG_LINE = 90
"""A title is shorter."""
HEAD = 3000
_OPENING = 700


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a report; `own` is False where only a sentence (现公布…) gives it."""

    text: str
    own: bool


def find_title(text: str, named: str | None) -> Title | None:
    """The report's title: the field `named` 标题, else a line of its own, else what the opening says it publishes."""
    head = text[:HEAD]
    if named and (found := _as_title(named)):
        return Title(found, True)
    lines = head.split("\n")
    if found := _in_lines(lines) or _in_words(lines):
        return Title(found, True)
    announced = _ANNOUNCED.search(_SO_CALLED.sub("", head[:_OPENING].replace(" ", "")))
    words = (announced["a"] or announced["b"] or announced["c"]) if announced else ""
    if HAS_YEAR.search(words) and words.endswith(("年度报告", "年报")) and not words.startswith(("我", "本")):
        return Title(words, False)
    return None


def title_of_line(line: str, above: str) -> str | None:
    """The title that a line is, or that it begins with before a colon, with the body on the line above it."""
    found = _as_title(line) or _as_title(line.partition(":")[0])
    return _with_body_above(found, above.strip()) if found else None


def _as_title(words: str) -> str | None:
    """The words without blanks if they are a title; a title that stands twice in them counts once."""
    if "公" not in words or "。" in words or not ("报" in words or "总" in words or "情况" in words):
        return None
    words = _without_label(_SO_CALLED.sub("", words.strip("|#*=•· \t")))
    words = _FILE_NAME.sub("", "".join(_without_path(words.split())).strip("|#*"))
    words = _without_label(_CATEGORY.sub("", words).strip("【】"))
    if words.startswith("《") and words.endswith("》"):
        words = words[1:-1]
    half = len(words) // 2
    if half and words[:half] == words[half:]:
        words = words[:half]
    if not _is_title(words) or not HAS_YEAR.search(words) or _NOT_OWN.search(words):
        return None
    body, colon, _ = words.partition(":")
    return None if colon and not organizations.is_body(body) else words


def _without_label(words: str) -> str:
    label = _LABEL.match(words)
    return words[label.end() :] if label else words


def _without_path(words: list[str]) -> list[str]:
    """The words from where the first of them stands again: 某厅 公示公告 某厅2019年… begins with the path of a site."""
    again = (i for i in range(len(words) - 1, 0, -1) if words[i].startswith(words[0]) and len(words[0]) > 3)
    return words[next(again, 0) :]


def _is_title(words: str) -> bool:
    account = _ACCOUNT.fullmatch(words)
    return bool(TITLE.fullmatch(words)) or bool(account and organizations.is_body(account["body"]))


def _in_lines(lines: list[str]) -> str | None:
    """A line or a cell of its own, else two or three lines that follow each other."""
    filled = [line for line in lines if line.strip()]
    written = ["".join(line.split()) for line in filled]
    found: list[tuple[int, str]] = []
    for i, line in enumerate(written):
        if len(line) > _LONGEST_LINE or "公开" not in line:
            continue
        if notice := _PUBLISHED_BY_NOTICE.match(line):
            if words := _as_title(notice["made"] or notice["sent"]):
                found.append((i, words))
        elif words := next((title for cell in _CELL_END.split(filled[i]) if (title := _as_title(cell))), None):
            found.append((i, _with_body_above(words, written[i - 1] if i else "")))
    if found:
        return _likeliest(found, written)
    for count in (2, 3):
        for i in range(len(written) - 1):
            parts = written[i : i + count]
            joined = "".join(parts)
            if len(joined) >= LONG_LINE or joined.count("公开") != 1 or "|" in joined or "。" in joined:
                continue
            if any(_WHOLE_NAME.search(a) and not _YEAR_LINE.fullmatch(b) for a, b in pairwise(parts)):
                continue
            if words := _as_title(joined):
                return _with_body_above(words, written[i - 1] if i else "")
    return None


def _likeliest(found: list[tuple[int, str]], lines: list[str]) -> str:
    """The first title; of several years (a menu) the one of the year the page speaks of most."""
    titles = {str(first_year(title)): title for _, title in reversed(found)}
    if len(titles) == 1:
        first = found[0][1]  # May be the second line of a title that stands in two, and whole further down.
        return next((title for _, title in found if _completes(title, first)), first)
    listed = {i for i, _ in found}
    spoken = Counter(year for i, line in enumerate(lines) if i not in listed for year in _YEAR_SPOKEN.findall(line))
    last_of_runs = {title for i, title in found if i + 1 not in listed}

    def likelihood(title: str) -> tuple[bool, int, bool]:
        times, last = spoken[str(first_year(title))], title in last_of_runs
        return times > 0 and last, times, last

    return max((title for _, title in found), key=likelihood)


def _completes(whole: str, title: str) -> bool:
    """Whether a title is another with the body, or the place, before it that the other lacks."""
    before = whole.removesuffix(title)
    named = mentions.find(before)
    return before != whole and bool(before) and (organizations.is_body(before) or bool(named and not named[0].start))


def _with_body_above(title: str, above: str) -> str:
    """The title with the body that stands alone on the line before it, where the title itself names none."""
    above = _without_label(above)
    if _BEGINS_WITH_SUBJECT.match(title):
        return above + title if organizations.is_body(above) else title
    if not _TITLE_BEGINS_WITH_YEAR.match(title):
        return title
    return above + title if _BODY_LINE.fullmatch(above) or organizations.is_body(above) else title


def _in_words(lines: list[str]) -> str | None:
    """Words between blanks, where a page was flattened to one line."""
    for line in lines:
        words = line[:_OPENING].split() if "公开" in line else []
        for i, word in enumerate(words):
            if i and _ELSEWHERE.search(words[i - 1]):
                continue
            if ("公开" in word or "报告" in word or "年报" in word) and len(word) < 80:
                for start in (i, i - 1):
                    if start >= 0 and (found := _as_title("".join(words[start : i + 1]))):
                        return found
    return None

"""The text of a question made ready to be cut: what it quotes, the questions of a list, one way to write each thing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from core.asking.words import lexicon as vocabulary
from core.asking.words.calls import called, indexed, spoken
from core.asking.words.facets import WEAK, exact
from core.asking.words.notation import plain
from core.asking.words.numbers import rounded_en
from core.text.clean import normalize
from core.text.numerals import NUMERALS
from core.text.years import western_spoken

_CJK = "\u3400-\u4dbf\u4e00-\u9fff〇○"
_SPACE_BY_CJK = re.compile(rf"(?<=[{_CJK}])\s+|(?<!\s)\s++(?=[{_CJK}])")
# 自2018年1月1日起至2018年12月31日止 is the report year 2018.
_WHOLE_YEAR = re.compile(r"(?:自|从)?((?:19|20)\d\d)年0?1月0?1日起?(?:至|到|-)(?:\1年)?12月31日(?:止|期间)?")
# 泰顺2018年1-12月
_ALL_MONTHS = re.compile(r"((?:19|20)\d\d年?)度?0?1月?(?:-|–|~|至|到)12月份?")
# 23年报: the report of 2023.
_REPORT_OF = re.compile(r"(?<![近前后去这续\d])(?<!最近)([12]\d)年报(?!告)")
_FISCAL = re.compile(r"\bfy ?(?=(?:19|20)\d\d)")
# 因为涉及第三方没公开: with its ground said, it was denied.
_NOT_DISCLOSED = re.compile(r"(?<=[因由以])(于?为?[^,，。;；?？\d]{2,14}?)(?:没有?|未)(?:给)?(?:予以?)?公开的?")
# a + b - c == d: there a dash takes away.
_OF_FORMULA = re.compile(r"==|\+|[a-z]\.[a-z_.]{1,60}(?: ?\([^()]{0,60}\))? [-–] [a-z]+[._(]")
# applicant=total, column: "all applicants" is the column of all applicants together, and none of its own.
_TOTAL_COLUMN = re.compile(
    r"(?:[,;&|]\s{0,3}|(?<!\s)\s{1,3})?[\"']?\b(?:applicant|column)s?(?:[_ ]"
    r"(?:type|kind|column|category))?[\"']?\s{0,3}(?:={1,2}|:)\s{0,3}[\"']?"
    r"(?:total|sum|overall|none|null|合计|总计)(?![a-z_])[\"']?"
)
# body=泰顺县; 机关：泰顺县; what stands before is the name of a field, and no word of the question.
_FIELDS = re.compile(
    r"(?<![\u4e00-\u9fff])(?:所属|报告)?(?:(?:单位|机关|机构|主体|对象|地区|地方|指标|项目|字段)(?:名称?|项|代码)?|年份|年度|年|代码|数据项|参数|返回)"
    r"\s*[=:]\s*(?=\S)"
    r"|(?<![a-z_.])(?:body|org|organi[sz]ation|entity(?:[_ ]name)?|agency|place|region|area|county"
    r"|(?:report[_ ])?year|period|indicator(?:[_ ]code)?|metric|measure|figure|what|field(?:[_ ]code)?|code|item"
    r"|column|applicant(?:[_ ]type)?|scope|level|tier|granularity|task|aggregate|order|sort|output"
    r"|(?:response )?format|unit)[\"']?\s*[=:]\s*(?=\S)"
)
_INDEXED = re.compile(r"\b(?:sub)?(?:step|task|q|question) ?\d{1,2}\s*[:.]\s*")
_OPERATIONS = (
    ("pct", re.compile(r"\bpct\((?=[^()]*(?:→|->|\bto\b))"), "percentage change("),
    ("argmax", re.compile(r"\bargmax(?:_year\(|\(years?\))"), "which year had the most("),
    ("top", re.compile(r"\btop ?= ?(?=\d)"), "top "),
)
_NOT_GIVEN = re.compile(r"没有?(?:给)?公开的?(?=理由|原因)")
# letter/received in %: no number stands before the sign.
_IN_PERCENT = re.compile(r"(?<=[a-z\d_)/])(?:(?<!\d[\d.])|(?<=(?:19|20)\d\d)) (?:in |as )?(?:a )?%(?=$|[\s?.])")
_CARRIED_INTO = re.compile(
    r"((?:19|20)\d\d|去|前)(年[^,，。;；?？\d]{0,8}?)(?:结转|转结|转|留|拖|滚|顺延)(?:到|至|入|往|给)((?:19|20)\d\d|今|去)年度?"
)
# 你好，我是报社的，想了解…: who asks is no part of what is asked; 我是龙湾人，我们区… says which.
_GREETING = re.compile(
    r"^(?:[^,，。!！:：]{0,6}好[,，。!！]?)?(?:我|我们|本人|这里|这边)(?:是|们是)"
    r"(?![\u4e00-\u9fff]{2,5}(?:人|居民|市民|村民|群众)[,，].*[我咱]们?[区县市])[^,，。!！:：\d]{1,20}[,，。!！:：](?=.)"
)
_SPEAKS_OF = re.compile(
    r"提到|提及|说到|写到|讲到|原文|怎么说|怎么写|怎么表述|搜|查找|检索|含有|出现|mention|say|quote|passage|search|contain",
    re.IGNORECASE,
)
# 提到培训的段落有哪些: the words looked for end before 的.
_THEREOF = (
    r"的[那这]?[些个几]?(?:段落|内容|地方|部分|原文|原话|文字|句子|段)(?:有?哪些|有?哪几[处段个]|在哪里?|是什么)?"
)
# 公文主动公开率是多少: what is looked for ends before what asks.
_ASKED_OF = re.compile(
    r"(?:的?(?:具体)?(?:是|有|为)?(?:多少|几|什么|哪些|哪几|哪两|怎么|如何|多大)[\u4e00-\u9fff]{0,3}|组织了?多少[\u4e00-\u9fff])$"
)
# 提到哪些不足: asks what is said.
_ASKS_WHAT = re.compile(r"了?(?:哪些|什么|啥)")
WHERE_SAID = re.compile(rf"{_THEREOF}(?=[^\u4e00-\u9fff]*$|吗|么)")
_MENTIONS = re.compile(
    r"(?:提到|提及|说到|写到|讲到|讲没讲到?|提没提到?|说没说到?|写没写到?)过?了?([\u4e00-\u9fffA-Za-z0-9]{2,20}?)"
    rf"(?:{_THEREOF}|的(?:有)?(?:哪些|哪几[份个]?|几[份个]|多少份?)?(?:年报|报告)?(?:有)?(?:哪些|几份|多少份)?)?(?:了吗|了没有|了没|没有|吗|(?<!什)么|嘛)?[?？。!！]*$"
)
# 公开率(予以公开/总计): a rate that says itself what it is of; 予以公开除以总计; concluded/received.
_RATE_SAID = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:率|比|比例)|\b(?:[a-z-]{2,14} ){0,2}rate) ?"
    r"\(([^()/\d]{2,24})(?:/|÷|除以)([^()/\d]{2,24})\)"
)
# received / granted / denied: three and more are a list, and no share.
_BY_STROKES = re.compile(r"(?<![\w./])[a-z][a-z_. ]{2,40}(?: ?/ ?[a-z][a-z_. ]{2,40}){2,}")
_DIVIDED = re.compile(r"除以|÷| divided by ")
_CODE_OVER = re.compile(r"(?<![a-z_.(])([a-z][a-z_.]{3,40}) ?/ ?([a-z][a-z_.]{3,40})(?![a-z_.])")
# 哪三个县的申请最多: the three that have most.
_WHICH_FEW = re.compile(
    r"哪([两二三四五六七八九十])个?(?:县市区|县区|县市|县|区|市|家|单位|地方)的?([^,，。?？]{1,14}?)最([多少])"
)
# 哪个县一件复议都没有: none of it.
_NOT_ONE = re.compile(
    r"一[件起个宗次](?:政府信息公开|信息公开)?的?(申请|复议|诉讼|官司|行政复议|行政诉讼)[都也](?:没有?)(?:收到|发生|接到|有)?过?"
)
# 2018(万元), 公开率(予以+部分): a unit or a rate's own making in brackets.
_UNIT_SAID = re.compile(r"\((?:单位[:：]?|units?:? ?)?(?:in )?(?:万元|件|条|人次|人|次|项|个)\)")
_MADE_OF = re.compile(r"(?<=率)\((?:予以|部分|同意|全部)[^()\d]*(?:\+|加上?|和|与|及|、)[^()\d]*\)")
# published its 2022 report last
_PUBLISHED_SO = re.compile(r"\bpublish(?:ed|es)?\b([^,.?]{1,40}?) (last|earliest|latest)\b(?! year)")
# 瓯海跟永嘉谁申请多: which of the bodies, and not which applicants.
_WHOSE_MORE = re.compile(r"谁的?申请(?:量|数)?(更?[多少高低])(?![的个])")
_WHERE_READ = re.compile(r"\bwhere can (?:i|we|one|people) (?:read|find|see|download|get|access) ")
# Check: Wencheng had more reviews than Lucheng; no consistency of a report is meant.
_CHECK_WHETHER = re.compile(
    r"^(?:(?:fact[- ])?check|verify|confirm)(?: this| that| whether)?[:,]? "
    r"(?=.*\b(?:more|fewer|higher|lower|than|most|fewest|highest|lowest)\b)"
)
# 2020年永嘉县前三年: the three years before.
_YEARS_BEFORE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年((?![前后])[\u4e00-\u9fff]{2,7}?[县区市镇乡])的?([前后][两二三四五六七八九]年)"
)
# 市本级（不是县区）: says it again.
_LEVEL_ITSELF = re.compile(r"(?<=本级)\((?:不是|不含|不包括|不算|非)[^()\d]{2,8}\)")
# 按渠道分, by channel
_PARTED = re.compile(r"按([^,，。?？按]{2,6}?)(?:来)?(?:分|划分|分开|区分)(?=[,，。?？\s]|$|的|各)")
# 真的一件申请都没有收到吗: asks whether it is so.
_REALLY = re.compile(r"真的?(?:是)?连?(?=就?(?:只|才)|一[件起个宗次]|没有?收|零申请)")
# 三个县，同样几年的平均: the years spoken of stay.
_SAME_YEARS = re.compile(
    r"同样的?[这那]?(?:几|些|[二三四五六七八九])年的?|[同这]几年同期的?"
    r"|,? ?\b(?:for |over |in )?(?:the )?same (?:years?|period)\b"
)
_TOP_N = re.compile(r"\btop[- ]?(\d{1,2})\b")
_CODE_IS = re.compile(r"(?<![a-z_.])([a-z]+\.[a-z_.]+) ?={1,2} ?(\d+) ?(?=的?(?:单位|机关|县|区|市|家))")
_CODES_ADDED = re.compile(r"(?<=[a-z]) ?\+ ?(?=[a-z]+\.[a-z_.]+(?![a-z_.]| ?\)))")
# 在温州算多还是少, 算高吗: which place it has.
_IS_IT_MUCH = re.compile(
    r"(在[^,，。?？\d]{2,8})(?:里|中|各县市?区?里?)?(?:算是?|属于?|是)(?:不算)?(?:比较)?"
    r"(?:[多高大]还是[少低小]|[少低]还是[多高]|[多高少低](?:的)?(?:吗|么|不)|什么水平|什么位置|哪一?档)"
)
# 没有被起诉的县: without a lawsuit.
_NOT_SUED = re.compile(r"(?:没有?|未)(?:被)?(?:人)?(?:起诉|告上法[庭院]|告|提起行政诉讼)过?(?=的|[?？。]*$)")
_IS_NONE = re.compile(r"(?:(?<!不)是|为|等于)零(?=[)的?？。,，]|$)")
_LEFT_NONE = re.compile(r"(?:已经?|都|全部?)?[归清]零(?:没有?|了?[吗么]|了没有?)")
_NONE_LEFT = re.compile(r"(?:已经?|都|全部?)?[归清]零了?")
_NOT_ONE_GRANTED = re.compile(r"一[件个条](?:申请)?[都也]?没有?(?:给|能|得到|被)?(?:予以)?(?:公开|同意|批准)")
# 单位万元: what a figure is told in.
_IN_UNIT = re.compile(
    r"[,，(（]? ?(?:单位[是为用:：]?|\bunits?[:=]? ?(?:is |in )?)(?:万元|元|件|条|个|次|项)[)）]?(?=[,，。?？]|$)"
)
# 做横向对比用: what it is wanted for.
_WANTED_FOR = re.compile(
    r"[,，](?:用来|用于|拿来|以便|好)?(?:做|作)?(?:横向|纵向|简单)?(?:对比|比较|参考|备查|存档|汇报)(?:用|之用|使用)(?=[?？。]*$)"
)
# 恰有4个
_EXACTLY = re.compile(r"恰好?(?=有?\d)")
# 苍南去年结转几件: of last year, and not what came from the year before one that is named.
_CARRIED_THEN = re.compile(r"^((?:(?!(?:19|20)\d\d|\d\d年)[^,，。])*?(?:去|前)年)结转(?!来|过来|下来|而来|的|[至到入])")
# 连10件都不到, 三百件不到: less than so many.
_NOT_EVEN = re.compile(
    rf"(?:[是有就]?[才只]?连)?(?:[是有])?(?<![\d{NUMERALS}])(?![一1][件条个起])(\d+|[{NUMERALS}]+)([件条起宗次])((?:申请|复议|诉讼)?)"
    r"(?:[都也](?:还)?(?:不到|没收?到|没有(?:收到|发生)?(?!超)|不足|不满|够不上)|还?(?:不到|不足)(?![\d一二三四五六七八九十百千]))了?"
)
# 好，那2016年呢: the first word answers what was told.
_ANSWERING = re.compile(r"^(?:好的?|行|嗯+|哦+|噢|ok(?:ay)?|明白了?|知道了|了解了?)[,，。!！\s]+(?=.{2})")
_GET = re.compile(r"^(?:please )?get (?!.*\bdid\b)")
# 多少件啊 他们都说…: a pause where what asks ends.
_PAUSE = re.compile(
    rf"((?:多少|几)[件条个次起份人名项]{{0,2}}[啊呀呢吧嘛哦哈啦]*|[吗呢吧啊呀啦])[ 　]+"
    rf"(?=[{_CJK}])(?![件条个次起份人名项])"
)
_CARRIED_INTO_EN = re.compile(
    r"\b(?:carried|carry|carries|rolled|roll)(?: it| them)? (?:over |forward )?"
    r"(?:from (?P<from>(?:19|20)\d\d) )?(?:over )?(?:in)?to "
    r"(?:the year )?(?:(?P<year>(?:19|20)\d\d)|the (?:next|following) year)\b"
)
_YEAR_EN = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NOW_IS_0 = {"今": "0", "去": "-1", "前": "-2"}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_CHINESE = "一二三四五六七八九十"
_LETTERS = "abcdefgh"
# 1） and (1) stand anywhere, 1. and 1、 where something begins; a year may follow, another figure may not.
_NUMBER = re.compile(
    rf"(?<!\d)(?<!第)(?:[（(](\d{{1,2}})[）)]|(\d{{1,2}})[）)]|(?:^|(?<=[\s:：;；。?？!！,，]))(\d{{1,2}})[.．、](?!\d(?!\d{{3}}))|([{_CIRCLED}])"
    rf"|(?:^|(?<=[\s:：;；。?？!！,，]))([{_CHINESE}])、|[（(]([{_LETTERS}])[）)])"
)
# 帮我查证四点: ①…
_CHECK_THESE = re.compile(
    r"^(?:请|麻烦)?(?:你|您)?(?:帮我|帮忙)?(?:查证|核实|核对|核查|验证|确认|查一查|查)(?:一下|下)?(?:以下|下面|这)?(?:几|[两二三四五六七八九]|\d)?"
    r"(?:点|条|句|项|个说法|个数|件事)?(?:说法|内容|数据)?$"
)
_ENDS = " \t\n。？?！!"
_EDGES = " \t\r\n;；,，、"


def quoted_phrase(question: str) -> str | None:
    """The words that a question about the text of reports looks for: in quotation marks, or after 提到."""
    match = re.search(r"[“「『\"]([^”」』\"]{2,40})[”」』\"]", question)
    if match and any(sense.role == "topic" for sense in vocabulary.dictionary().get(match[1], ())):
        # “存在的主要问题”的原文: what the reports say of it, and not these words.
        return None
    if match and (_SPEAKS_OF.search(question.lower()) or match.group() == question.strip(_ENDS)):
        return match[1]
    named = _MENTIONS.search(question)
    if named is None or _ASKS_WHAT.match(named[1]):
        return None
    phrase = _ASKED_OF.sub("", named[1])
    if phrase.startswith("的") and any(s.role == "topic" for s in vocabulary.dictionary().get(phrase[1:], ())):
        return None
    return phrase.removeprefix("的") or None


def items(text: str) -> tuple[str, ...]:
    """The questions of a list numbered from 1, each behind the words before the list; none where there is no list."""
    found: list[re.Match[str]] = []
    for match in _NUMBER.finditer(text):
        if _value(match) == len(found) + 1:
            found.append(match)
        elif found:
            return ()
    if len(found) < 2:
        return ()
    lead = _CHECK_THESE.sub("", text[: found[0].start()].strip(f"{_EDGES}:："))
    ends = [match.start() for match in found[1:]] + [len(text)]
    listed = [text[match.end() : end].strip(_EDGES) for match, end in zip(found, ends, strict=True)]
    if not all(listed):
        return ()
    return tuple(f"{lead} {item}".strip() for item in listed)


def _value(match: re.Match[str]) -> int:
    for digits, written in ((_CIRCLED, match[4]), (_CHINESE, match[5]), (_LETTERS, match[6])):
        if written:
            return digits.index(written) + 1
    return int(match[1] or match[2] or match[3])


@lru_cache(maxsize=64)
def prepare(question: str) -> str:
    """The question as it is read: narrow, Simplified, lower case, years in figures, no spaces beside Chinese."""
    text = western_spoken(normalize(question)).lower().strip()
    text = text.replace("（", "(").replace("）", ")").replace("’", "'")
    text = re.sub(r"(?<!people)'s\b", "", text)
    if not _OF_FORMULA.search(text):
        text = re.sub(r"(?<=[a-z?.!]) [-–—]+ (?=[a-z])", ", ", text)
    # huai'an
    text = re.sub(r"(?<=[a-z])'(?=(?:an|ai|ao|ang|en|er)\b)", "", text)
    text = spoken(plain(indexed(called(rounded_en(text)))))
    text = _NOT_GIVEN.sub("不予公开的", text)
    text = _IN_PERCENT.sub(" percent", text)
    text = _WHOLE_YEAR.sub(r"\1年", text)
    text = _CARRIED_INTO.sub(_into_next_year, _ANSWERING.sub("", _GREETING.sub("", text)))
    for hint, wording, meant in _REWORDED:
        if hint in text:
            text = wording.sub(meant, text)
    return _SPACE_BY_CJK.sub("", _rows_apart(_PAUSE.sub(r"\1,", text)))


def _rows_apart(text: str) -> str:
    """新收 上年结转, 规范性文件 制发 废止: rows named one after the other with nothing but blanks between them."""
    words = text.split()
    if len(words) < 2:
        return text
    apart = words[0]
    subject = _facets(words[0])
    for before, after in pairwise(words):
        subject = _facets(before) if _facets(before) & vocabulary.topic_facets() else subject
        apart += ("、" if _are_two_rows(before, after, subject) else " ") + after
    return apart


def _are_two_rows(before: str, after: str, subject: frozenset[str]) -> bool:
    # In English words are parted by blanks in any case: partially granted.
    if before.isascii() or after.isascii():
        return False
    of_subject = [exact(subject | _facets(word)) if _facets(word) else () for word in (before, after)]
    if subject and all(len(codes) == 1 for codes in of_subject) and of_subject[0] != of_subject[1]:
        return _facets(before) != subject
    if before == "申请" and (topic := _facets_of_row(after)):
        return not exact(topic | {"requests"})
    if before + after in vocabulary.dictionary():
        return False
    first, second = (_facets_of_row(word) for word in (before, after))
    return bool(first and second) and not (first <= second or second <= first)


def _facets_of_row(word: str) -> frozenset[str]:
    """The facets of a word that names one figure without the words around it; else none."""
    facets = _facets(word)
    return facets if not facets <= WEAK and len(exact(facets)) == 1 else frozenset()


def _facets(word: str) -> frozenset[str]:
    """What a word says of a figure."""
    senses = vocabulary.dictionary().get(word, ())
    return next((frozenset(sense.value.split()) for sense in senses if sense.role == "term"), frozenset[str]())


def _as_share(match: re.Match[str]) -> str:
    """concluded/received as a share, where these are two figures and the one may be part of the other."""
    part, whole = (exact(_facets_of_row(word)) for word in match.groups())
    requests = all(len(codes) == 1 and codes[0].startswith("requests.") for codes in (part, whole))
    return f"{match[1]}占{match[2]}的比例" if requests else match[0]


def _into_next_year(match: re.Match[str]) -> str:
    """2022年结转到2023年: the year after is the form's 下年度."""
    years = (_NOW_IS_0.get(match[1]) or match[1], _NOW_IS_0.get(match[3]) or match[3])
    into_next = int(years[1]) == int(years[0]) + 1
    return f"{match[1]}{match[2]}结转下年度" if into_next else match[0]


def _into_year_en(match: re.Match[str]) -> str:
    """Carried over to 2024, from 2023 to the next year: of the year before, where no other is named."""
    year, before = match["year"], match["from"]
    left = before or (year and str(int(year) - 1))
    of_year = f" in {left}" if left and not _YEAR_EN.search(match.string.replace(match[0], "")) else ""
    return f"carried over to next year{of_year}"


# A hint that may stand in the text, else nothing is looked for; a wording; what it is read as.
_REWORDED: tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    ("谁", _WHOSE_MORE, r"申请量谁\1"),
    ("where can", _WHERE_READ, "link to "),
    ("check", _CHECK_WHETHER, "is it true that "),
    ("verify", _CHECK_WHETHER, "is it true that "),
    ("confirm", _CHECK_WHETHER, "is it true that "),
    ("年", _YEARS_BEFORE, r"\2\1年\3"),
    ("本级", _LEVEL_ITSELF, ""),
    ("按", _PARTED, r"按\1"),
    ("真", _REALLY, ""),
    ("同样", _SAME_YEARS, ""),
    ("same", _SAME_YEARS, ""),
    ("top", _TOP_N, r"top \1"),
    ("=", _CODE_IS, r"\1为\2"),
    ("+", _CODES_ADDED, " plus "),
    ("算", _IS_IT_MUCH, r"\1排第几"),
    ("什么", _IS_IT_MUCH, r"\1排第几"),
    ("诉", _NOT_SUED, "没有行政诉讼"),
    ("告", _NOT_SUED, "没有行政诉讼"),
    ("零", _IS_NONE, "为0"),
    ("零", _LEFT_NONE, "为0,对吗"),
    ("零", _NONE_LEFT, "为0"),
    ("一", _NOT_ONE_GRANTED, "予以公开为0"),
    ("单位", _IN_UNIT, ""),
    ("unit", _IN_UNIT, ""),
    *((hint, _NOT_EVEN, r"不到\1\2\3") for hint in ("不", "没")),
    ("用", _WANTED_FOR, ""),
    ("恰", _EXACTLY, ""),
    ("年结转", _CARRIED_THEN, r"\1的结转"),
    ("get ", _GET, ""),
    ("publish", _PUBLISHED_SO, r"published \2\1"),
    ("哪", _WHICH_FEW, r"\2最\3的\1个县"),
    ("一", _NOT_ONE, r"没有\1"),
    ("(", _UNIT_SAID, ""),
    ("(", _MADE_OF, ""),
    ("年报", _REPORT_OF, r"20\1年年报"),
    *((word, _CARRIED_INTO_EN, _into_year_en) for word in ("carried", "carry", "carries", "roll")),
    ("(", _RATE_SAID, r"\1占\2的比例"),
    ("公开", _NOT_DISCLOSED, r"\1不予公开"),
    ("applicant", _TOTAL_COLUMN, ""),
    ("column", _TOTAL_COLUMN, ""),
    (":", _FIELDS, ""),
    ("=", _FIELDS, ""),
    (":", _INDEXED, ""),
    (".", _INDEXED, ""),
    ("12", _ALL_MONTHS, r"\1"),
    ("fy", _FISCAL, ""),
    *_OPERATIONS,
    ("除以", _DIVIDED, "占"),
    ("÷", _DIVIDED, "占"),
    ("divided by", _DIVIDED, "占"),
    ("/", _BY_STROKES, lambda match: match[0].replace("/", ", ")),
    ("/", _CODE_OVER, _as_share),
)

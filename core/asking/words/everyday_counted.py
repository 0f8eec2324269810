"""Things listed with their number behind them, and the two ends of a stretch: …三类各占多少, 最大值和最小值."""

from __future__ import annotations

import re

from core.asking.words.wording import Written
from core.text.numerals import COUNT_EN, read_count

_ITEM = r"[^,，。;；:：、?？和与及跟\d]{2,14}"
_OF_KINDS = r"(?:结果|情况|情形|指标|数据|数字|答复|申请|来源|渠道|理由|原因)"
_APART = re.compile(r"[”\"]\s?[“\"](?=[\u4e00-\u9fff])")
_PARTS = re.compile("[、和与及跟]|以及|还有")


def _listed(match: re.Match[str]) -> str:
    """予以公开、不予公开、无法提供三类: the number of what is listed says no more; another one stays."""
    many = len([item for item in _PARTS.split(match["items"]) if item])
    return match["items"] if read_count(match["many"]) == many else match.group()


def _as_long(match: re.Match[str]) -> str:
    """The nine years 2015-2023: as long as they are; any other number stays."""
    years = int(match["last"]) - int(match["first"]) + 1
    return match["stretch"] if read_count(match["many"]) == years else match.group()


_STRETCH = r"(?:(?:19|20)\d\d年?(?:-|–|—|~|至|到)(?:19|20)\d\d年|近[二两三四五六七八九十]年|历年)"
_MOST = r"(?:最大|最高|最多|峰)(?:的?(?:值|数|一年|年份))?"
_LEAST = r"(?:最小|最低|最少|谷)(?:的?(?:值|数|一年|年份))?"
_WHICH_YEAR = r"(?:的?(?:各|都|分别|各自)?(?:是|为|出现|发生|落)?在?(?:哪一?年|多少|几件?|什么时候|何年)(?:度)?[,，]?(?:各|分别)?(?:是)?(?:多少|几件?)?)?"

WORDINGS: tuple[Written, ...] = (
    *(
        (
            hint,
            rf"(?P<items>{_ITEM}(?:[、和与及跟]{_ITEM}){{1,6}}?)(?:这|那|等)?(?P<many>[两二三四五六七八])(?:{hint}){_OF_KINDS}?"
            r"(?=[各分占加合都共一]|的?(?:数|总|比例|占比)|[,，]?(?:各|分别))",
            _listed,
            False,
        )
        for hint in ("类", "种", "项", "样", "者")
    ),
    # 予以公开加上部分公开占答复总数: both together
    (
        "占",
        r"((?:全部|予以|同意|不予|部分)公开|无法提供|不予处理|直接起诉|复议后起诉)数?(?:再?加上?|\+)((?:全部|予以|同意|不予|部分)公开|无法提供|不予处理|直接起诉|复议后起诉)数?(?:一起|一共|合计|的和|之和)?占",
        r"\1与\2合计占",
        False,
    ),
    # 诉讼总数，其中直接起诉、复议后起诉各几件: three figures
    (
        "其中",
        r"((?:行政)?(?:诉讼|复议)|不予公开|无法提供)的?(?:总数|总量|合计|总计|总件数)[,，]?其中(?=[^,，。?？]{2,36}(?:各|分别)[有是为]?(?:多少|几))",
        r"\1总数和",
        False,
    ),
    (
        "其中",
        r"(不予公开|无法提供|(?:行政)?(?:诉讼|复议))的?(?:总数|总量|合计|总计)?[,，]?其中([^,，。?？]{4,40}?)(?:分列|分开列|分别列|单列|分开报)(?:出来|一下)?(?=[。?？]|$)",
        lambda match: f"{match[1]}总数和{_APART.sub('、', match[2])}各多少",
        False,
    ),
    # 2019—2023年复议的最大值、最小值分别出现在哪一年: the years, with the two ends of them
    (
        ("最", "峰"),
        rf"({_STRETCH}(?!.{{0,20}}(?:哪[个些家]|各县))[^,，。?？县]{{2,16}}?)(?:件数|数量|数)?的?(?:{_MOST}(?:[、和与及]|以及|跟){_LEAST}|{_LEAST}(?:[、和与及]|以及|跟){_MOST}){_WHICH_YEAR}(?=[?？。]|$)",
        r"\1的变化趋势",
        False,
    ),
)

ENGLISH: tuple[Written, ...] = (
    (
        (" year", "-year"),
        rf"\b(?:all |the |these ){{0,2}}(?P<many>{COUNT_EN}|\d{{1,2}})[- ]years?(?: (?:period|span|stretch|window))?,? ?\(?(?P<stretch>(?:from |between )?(?P<first>20\d\d)(?: ?[-–—] ?| to | through | and )(?P<last>20\d\d))\)?",
        _as_long,
        False,
    ),
)

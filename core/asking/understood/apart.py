"""What is asked for in one breath and answered one by one: rates and figures, 平均与中位数, 诉讼总数和复议总数."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.asking.understood.figures import overlap
from core.asking.understood.kinds import request_of
from core.asking.understood.request import (
    AreaSum,
    AreaTable,
    Average,
    Lookup,
    Measure,
    Request,
    Series,
    Share,
    Subject,
    Sum,
    SumOfEach,
)
from core.asking.understood.said import Understood
from core.forms import catalogue
from core.forms.catalogue import Rate
from core.forms.indicators import indicators

_AVERAGES: tuple[Average, ...] = ("mean", "median")
# 总数和年均, 平均与合计
_SUM_BESIDE_MEAN = re.compile(
    r"(?:合计|总[和数量计])[数值]?[和与及、,][^,，。和与及、]{0,2}(?:平均|年均|均值)|(?:平均|年均|均)[数值]?[和与及、](?:合计|总[和数量计])"
    r"|\b(?:total|sum) and (?:the )?(?:mean|average|yearly)|\b(?:mean|average) and (?:the )?(?:total|sum)\b"
)
# 公开率咋样,去年予以公开占多少: a rate and then a share.
_TWO_SHARES = re.compile(r"率[^,，;；。和与及]{0,8}[,，;；。][^,，;；。]{2,16}(?:占|比例|比重)")
# 诉讼总数和复议总数, 复议一共多少？诉讼一共多少: how often a total is spoken of.
_TOTAL = re.compile(
    r"一共|总共|共计|合计|拢共|统共|(?<!结果)(?<!办理)总计|总(?:数|量|件数)|(?<![一总拢统])共(?=有|收|发生|产生|受理|[多几])"
    r"|(?<![\w.])totals?(?![\w.])|\b(?:in all|altogether|the sum)\b"
)
_ALL_TOGETHER = re.compile(
    r"加起来|加在一起|加一起|合起来|合在一起|之和|总和|相加|加总|加上|\b(?:together|combined|added|plus|totals? of)\b"
)
# 复议和诉讼各合计多少
_TOTAL_OF_EACH = re.compile(
    r"(?:各自?|分别)(?:是|有|的)?(?:一共|总共|合计|共)|(?:一共|总共|合计|总数|总量|总计)(?:各|分别)(?:是|有|为)?(?:多少|几)"
    r"|\btotals? (?:for|of) each\b|\beach in (?:total|all)\b"
)
# Total lawsuits and reviews: of each, or of both.
_TOTAL_OF_LIST = re.compile(r"(?<![\w.])(?:total|the sum of)(?! of\b)[^?.;:]{3,80}?\band\b")
_EACH_YEAR = re.compile(r"每一?年|各年|逐年|历年|分年|\b(?:each|every|per) year\b|\byear by year\b|\bby year\b")
_EACH_COUNTY = re.compile(
    r"[各每]一?个?(?:县|区|市|地|单位|机关)|\b(?:each|every|per|by) (?:county|district|body|city)\b"
)


def rates_apart(understood: Understood) -> tuple[Understood, ...]:
    """按时办结率和延期办结数: the rates by themselves and the figures by themselves; none where only one is named."""
    request, said = understood.request, understood.said
    if understood.refusal or not isinstance(request, Share):
        return ()
    rates = catalogue.rates()
    measures = said.subject.measures
    of_rates = tuple(measure for measure in measures if set(measure.codes) & rates.keys())
    within = {code for measure in of_rates for rate in measure.codes if rate in rates for code in _told_by(rates[rate])}
    shared = "ratio" in said.cues
    figures = tuple(m for m in measures if m not in of_rates and (shared or not within.issuperset(m.codes)))
    if shared and not _TWO_SHARES.search(said.sentence.text):
        return ()
    if not (of_rates and figures):
        return ()
    parts = (replace(said, subject=replace(said.subject, measures=part)) for part in (of_rates, figures))
    return tuple(replace(understood, request=request_of(part), said=part) for part in parts)


def averages_apart(understood: Understood) -> tuple[Understood, ...]:
    """平均值与中位数, 总数和年均: each by itself, where two are asked for."""
    request, said = understood.request, understood.said
    if understood.refusal or not isinstance(request, AreaSum | Sum):
        return ()
    asked: list[Average] = [how for how in _AVERAGES if how in said.cues]
    if asked == ["mean"] and isinstance(request, Sum) and _SUM_BESIDE_MEAN.search(said.sentence.text):
        asked = ["sum", "mean"]
    words = {token.text for token in said.sentence.tokens for how in asked if token.has("cue", how)}
    unused = tuple(word for word in understood.unused if word not in words)
    parts = (replace(understood, request=replace(request, how=how), unused=unused) for how in asked)
    return tuple(parts) if len(asked) > 1 else ()


def _told_by(rate: Rate) -> tuple[str, ...]:
    return (*rate.numerator, rate.denominator)


def totals_apart(understood: Understood) -> tuple[Understood, ...]:
    """诉讼总数和复议总数, 复议一共多少？诉讼一共多少: the total of each; none where they are to be added.

    Where either may be meant (total lawsuits and reviews, 复议总数和诉讼合计多少), what they are together follows.
    """
    request, text = understood.request, understood.said.sentence.text
    measures = request.subject.measures
    plain = len(measures) > 1 and all(len(one.codes) == 1 for one in measures)
    of_each = _TOTAL_OF_EACH.search(text) is not None
    if understood.refusal or not plain or (_ALL_TOGETHER.search(text) and not of_each):
        return ()
    totals = _TOTAL.findall(text)
    if isinstance(request, AreaTable | AreaSum):
        return _apart(understood, measures) if totals and _adds_up_area(request, text) else ()
    of_list = len(totals) == 1 and isinstance(request, Sum) and request.how == "sum" and _TOTAL_OF_LIST.search(text)
    own = (of_each or len(totals) == len(measures)) and isinstance(request, Sum | SumOfEach | Series)
    own = own and not _EACH_YEAR.search(text)
    if not (own or of_list):
        return ()
    together = isinstance(request, Sum) and (len(set(totals)) > 1 or not own)
    whole = (understood,) if together and _can_be_added(measures) else ()
    return (*_apart(understood, measures), *whole)


def _can_be_added(measures: Sequence[Measure]) -> bool:
    codes = {one.codes[0] for one in measures}
    units = {indicators()[code].unit if code in indicators() else None for code in codes}
    return not overlap(codes) and len(units) == 1


def _adds_up_area(request: AreaTable | AreaSum, text: str) -> bool:
    """Whether what all bodies have together is asked for; 各县的复议总数和诉讼总数 are those of each."""
    if isinstance(request, AreaSum):
        return request.how == "sum"
    return request.more is None and not _EACH_COUNTY.search(text)


def _apart(understood: Understood, measures: Sequence[Measure]) -> tuple[Understood, ...]:
    """The same of each figure."""
    request = understood.request
    if not (request.subject.of_years or len(request.subject.targets) > 1 or isinstance(request, AreaTable | AreaSum)):
        return (replace(understood, request=Lookup(request.subject)),)
    subjects = (replace(request.subject, measures=(one,)) for one in measures)
    return tuple(
        replace(understood, request=_total(request, of), said=replace(understood.said, subject=of)) for of in subjects
    )


def _total(request: Request, subject: Subject) -> Request:
    """What is asked for, of one figure alone."""
    if isinstance(request, AreaTable | AreaSum):
        return AreaSum(subject, request.area)
    return replace(request, subject=subject) if isinstance(request, Sum | SumOfEach) else Sum(subject)

"""Over which bodies a question ranks, sums or lists: the place they lie in, their level, how many are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, cast

from core.asking.understood.bodies import Named
from core.asking.understood.change import EXTREME
from core.asking.understood.figures import wholes_of
from core.asking.understood.request import Statistic, Target
from core.asking.words.catalog import Catalog
from core.asking.words.facets import exact
from core.asking.words.parts import LARGEST
from core.asking.words.sentence import Sentence
from core.places import divisions as places
from core.places.divisions import LEVELS_ABOVE, Division
from core.types import ScopeLevel

# 哪个县 asks for any county, but 哪个区 in a city that has counties too for its districts.
_DISTRICTS = frozenset(
    {
        *("哪个区", "哪些区", "各区", "每个区", "其他区", "其余区", "其他各区"),
        *("which district", "which districts", "urban districts", "urban district", "each district", "every district"),
    }
)
_DISTRICTS_EN = re.compile(
    r"^(?!.*\b(?:count(?:y|ies)|cit(?:y|ies))\b).*\b(?:which|what|the|all|each|every|urban) districts?\b"
)
# 最多的两个区, and not 三个县区
_FEW_DISTRICTS = re.compile(r"(?<![县市])区$")
ASKS_FOR_PLACE = re.compile(
    r"第几|几名|几位|名次|位次|排位|座次|老几|排[到在]?哪|什么位置"
    r"|what place|which place|position|where does|rank of|\brank\b(?!ed| the)"
)
# 全省排第几, 我市各县: the place above those spoken of.
_WHOLE = re.compile(r"(?:全|我|本|这个)([省市州县区])(?!级|直)|([省市])内")
_WHOLE_EN = re.compile(
    r"\b(?:the|this|our) (?:whole |entire )?(city|province)\b(?! government)|\b(city|province)(?:-?wide|(?: |-)total)\b"
)
_LEVEL_EN = {"city": "prefecture", "province": "province"}
WHOLE_LEVELS: dict[str, tuple[str, ...]] = {
    "省": ("province",),
    "市": ("prefecture",),
    "州": ("prefecture",),
    "县": ("county",),
    "区": ("county", "province"),
}
"""The levels that the 市 of 全市 may be of."""
_THAN = re.compile(
    r"比[^,，。]{1,12}?([多高大少低小])|([多高大少低小])[于过]|(more|fewer|less)\b.*\bthan\b|(超[过出]|不[如及]|比不上)"
)
_LESS = frozenset({"少", "低", "小", "fewer", "less", "不如", "不及", "比不上"})
_ALL = frozenset({"全部", "所有", "all"})
_RANKED = EXTREME | {"rank"}
# What is asked of the reports themselves, and not of their figures.
_NO_SUM = frozenset({"check", "passage", "reports", "missing", "define", "late", "when_published", "ratio", "exists"})
# 12个县, beside the city: all of them, and not each; 市本级: the city itself.
_NUMBERED = re.compile(r"\d|十")
_ITSELF = re.compile(r"(?<!不含)(?<!不包括)(?<!不含市)(?<!不包括市)本级")
_SUM = re.compile(
    r"总[数量和共申]|^总计|一共|拢共|统共|合计|加起来|\btotal\b|\baltogether\b|\bacross (?:all|the|every)\b"
    r"|\bhow many (?!of\b|counties|districts|bodies)[^?]*\b(?:by|in|for|of|to|from) all (?:of )?(?:the )?(?:[a-z]+"
    r" )?(?:counties|districts|bodies"
    r"|county-level)"
)
# 平均一家收多少: of the counties of the only city that is stored.
_PER_BODY = re.compile(r"平均(?:下来)?(?:每|一)家|(?:每|一)家平均|家均|\bper (?:body|agency)\b")
# 高于平均, 比平均水平高, above the mean
_THAN_MEAN = re.compile(
    r"(?:[高低多少大小][于过]|超[过出]|不[及如到]|比|跟|和|与|达到)(?:全体|整体)?(?:平均|均值|县均|中位)|(?:平均|均值|中位数?)(?:水平|线|数|值)?(?:以上|以下|之上|之下|比)"
    r"|\b(?:above|below|over|under|than|exceed\w*|beat|against|vs|versus|to) (?:or (?:above|below|over|under) )?"
    r"(?:the )?(?:county |district |wenzhou |city )?(?:average|mean|median)\b"
)
WHICH_YEARS = re.compile(
    r"哪一?个?年(?!报)|哪几年|哪些年(?!报)|几年(?!报)|年份|的一年|\bover (?:the )?years\b"
    r"|最[多少高低大小]的(?:是不是|是否|是|为)在?(?:19|20)\d\d年(?![的\u4e00-\u9fff]{0,6}[多少几])"
    r"|\b(?:which|what) (?:(?:one )?of (?:the|these|those) (?:two |three |four |five |\d )?)?years?\b"
)
_WHETHER = re.compile(r"吗|是不是|是否|^(?:is|was|are|were|did|does|do|has|have|had)\b")
# 各县收到多少: every one of them, wherever it lies.
_OF_EACH_BODY = re.compile(r"各|每|[两三四五六七八九十]个(?:市辖)?区|\b(?:each|every)\b")
_LISTING = re.compile(
    r"哪些|哪几|有?几[个家]|多少[个家]|名单|[县市区省镇乡](?:有?哪些)?[?？。]?$|\bwhich\b|\blist\b"
    r"|\bhow many (?:counties|districts|cities|bodies|departments|towns)"
)
# 哪些单位: of every level and kind.
_EVERY_BODY = re.compile(r"单位|机关|机构|\bbod(?:y|ies)\b|organi[sz]ations?")


@dataclass(frozen=True, slots=True)
class Range:
    """Over which bodies a question runs, and how: `position` asks for the place of the body named among them."""

    parent: str | None = None
    level: ScopeLevel | None = None
    statistic: Statistic = "most"
    limit: int | None = None
    position: bool = False
    only: str | None = None
    """Of counties those whose names end so."""
    miscounted: bool = False
    """三个县级市, where there are other than three."""
    stands_in: str | None = None
    """The place named, where it has no report of its own: its counties together stand in for it."""
    everywhere: bool = False
    """全国排第几: no place above the body named, but all there is."""
    assumed: bool = False
    """No city is named beside 全市: the only one is taken whose counties are stored."""


def range_of(sentence: Sentence, named: Named) -> tuple[Range | None, Named]:
    """The range, and the bodies named: a place that is the range is no body any more."""
    if not named.parent:
        named = _wider_as_parent(sentence, named)
    several = len(named.targets) > 1 and not named.parent and not _outer_of_two(named)
    if several and "ratio" in sentence.cues and (shared := _share_of_whole(sentence, named)) is not None:
        return shared
    if (
        named.targets
        and not named.parent
        and not _outer_of_two(named)
        and (of_city := _share_of_city(sentence, named)) is not None
    ):
        return of_city, named
    if (beside_mean := _beside_mean(sentence, named)) is not None:
        return beside_mean
    if several or LARGEST in sentence.cues or asks_for_years(sentence, named):
        return None, named
    leveled = any(level != "any" for level in sentence.levels)
    if sentence.bounds and is_listing(sentence) and not (named.parent or leveled):
        named = _place_as_parent(named)
    if (shared := _share_of_whole(sentence, named)) is not None:
        return shared
    if (standing_in := _standing_in(sentence, named) or _part_within(sentence, named)) is not None:
        return standing_in
    if (of_reports := _reports_within(sentence, named)) is not None:
        return of_reports
    named = _whole_as_parent(sentence, named)
    if not _has_range(sentence, named):
        return None, named
    level = cast(ScopeLevel | None, next((value for value in sentence.levels if value != "any"), None))
    # Is Lucheng in the top five: whether its place is one of these.
    placed = sentence.limit is None or bool(_WHETHER.search(sentence.text))
    position = placed and bool(named.targets) and _asks_position(sentence, named)
    if position and _is_only_whole(named):
        # 温州前年第几, after a question about a county: of that within the city.
        named = _place_as_parent(named)
    found = Range(None, level, _statistic(sentence), sentence.limit, position, everywhere=_is_of_country(sentence))
    if len(named.parent) == 1:
        found = replace(found, parent=named.parent[0].code)
    elif _is_one_of_level(named, level) and _is_ranked(sentence) and _WHETHER.search(sentence.text):
        found = replace(found, position=True)
    elif not position and _is_ranked(sentence) and len(named.targets) == 1 and not _is_national(sentence):
        named = _place_as_parent(named)
        found = replace(found, parent=named.parent[0].code if named.parent else None)
    return _around_body(sentence, named, _of_kind(sentence, found))


def _beside_mean(sentence: Sentence, named: Named) -> tuple[Range, Named] | None:
    """文成跟全市平均比, 文成比温州平均多多少: the range is the place around the body named."""
    beside = "compare" in sentence.cues and sentence.cues & {"mean", "median"}
    if not beside or sentence.bounds or named.parent:
        return None
    outer = _outer_of_two(named)
    wide, division = outer if outer else (None, None)
    kept = tuple(target for target in named.targets if target is not wide)
    around = division or whole_said(sentence) or _around_county(sentence, kept)
    if len(kept) > 1 or sentence.levels or not around:
        return None
    division = around if isinstance(around, Division) else None
    # 跟全市平均比呢: of the body spoken of.
    held = kept[0].bodies[0].rank if kept and kept[0].bodies else None
    level = held if held and held != "department" else None
    middle: Statistic = "mean" if "mean" in sentence.cues else "median"
    return Range(division.code if division else None, level, middle), replace(named, targets=kept)


def _around_county(sentence: Sentence, targets: Sequence[Target]) -> Division | None:
    """苍南2023年申请高于平均吗: of one county in one year the mean is that of the counties of its city."""
    years = {year for token in sentence.tokens if token.time for year in token.time.years}
    found = {d for target in targets for b in target.bodies if b.place for d in places.parents(b.place)}
    cities = [division for division in found if division.level == "prefecture"]
    one = len(targets) == len(years) == len(cities) == 1 and bool(_THAN_MEAN.search(sentence.text))
    return cities[0] if one and counties_are_stored(sentence.catalog, cities[0]) else None


def _is_one_of_level(named: Named, level: ScopeLevel | None) -> bool:
    """泰顺是不是最多的县: the body named is one of those ranked, and no place that they lie in."""
    if level not in LEVELS_ABOVE or len(named.targets) != 1:
        return False
    return not any(division.level in LEVELS_ABOVE[level] for division in named.targets[0].divisions)


def _of_kind(sentence: Sentence, found: Range) -> Range:
    """三个县级市, 各市辖区: counties of one kind; 五个县 may be all of them, whatever they are called."""
    said = next((value for token in sentence.tokens for value in token.values("kind_of_county")), None)
    districts = (t.text in _DISTRICTS or (t.limit and _FEW_DISTRICTS.search(t.text)) for t in sentence.tokens)
    said = said or ("区" if any(districts) or _DISTRICTS_EN.search(sentence.text) else None)
    if said is None or found.level != "county":
        return found
    count, name = said[:-1], said[-1]
    years = {year for token in sentence.tokens if token.time for year in token.time.years}
    year = years.pop() if len(years) == 1 else None
    below = [d for d in places.children(found.parent, year) if d.level == "county"] if found.parent else []
    if count and not found.parent:
        # 12个县: of all counties of a place that is not named; 三个县级市 are of one kind in any case.
        return found if name == "县" else replace(found, only=name)
    alike = sum(division.name.endswith(name) for division in below)
    if not count or not below or int(count) == alike:
        return replace(found, only=name) if alike or not below else found
    return found if int(count) == len(below) else replace(found, only=name, miscounted=True)


def _around_body(sentence: Sentence, named: Named, found: Range) -> tuple[Range, Named]:
    """泰顺在温州排第几: of two places the wider one is the range."""
    outer = _outer_of_two(named)
    compared = _is_ranked(sentence) or than_of(sentence) is not None
    if outer and compared and found.limit is None:
        found = replace(found, position=True)
    if not (found.position and len(named.targets) == 2):
        return found, named
    if outer is None:
        return replace(found, parent=None), named
    wide, division = outer
    kept = tuple(target for target in named.targets if target is not wide)
    return replace(found, parent=division.code), replace(named, targets=kept)


def _has_range(sentence: Sentence, named: Named) -> bool:
    """Whether bodies are ranked, added, listed or held against limits, and not asked for one by one."""
    levels, bounded = bool(sentence.levels), bool(sentence.bounds)
    if _is_ranked(sentence) or sentence.limit or named.parent:
        return True
    aggregated = (is_summed(sentence) or bool(sentence.cues & {"mean", "median"})) and (
        levels or _is_national(sentence)
    )
    over_levels = levels and (bounded or (sentence.growing and is_listing(sentence)) or bool(than_of(sentence)))
    over_all = bounded and is_listing(sentence) and not named.targets
    follows_up = levels and not (named.targets or sentence.has_terms or "reports" in sentence.cues)
    of_each = levels and sentence.has_terms and not named.targets and bool(_OF_EACH_BODY.search(sentence.text))
    return aggregated or over_levels or over_all or follows_up or of_each or (levels and _is_national(sentence))


def _statistic(sentence: Sentence) -> Statistic:
    ranked = _is_ranked(sentence)
    upper = bool(sentence.bounds) and all(bound.upper for bound in sentence.bounds)
    if asks_both_ends(sentence):
        return "most"
    if sentence.cues & {"least", "slowest"} or (upper and not ranked):
        return "least"
    if not ranked and sentence.cues & {"mean", "median"}:
        return "median" if "median" in sentence.cues else "mean"
    return "sum" if not ranked and is_summed(sentence) else "most"


def asks_both_ends(sentence: Sentence) -> bool:
    """哪个县最多，哪个最少."""
    plain = sentence.limit is None and sentence.nth is None and not (sentence.bounds or sentence.growing)
    return plain and {"most", "least"} <= sentence.cues


def _asks_position(sentence: Sentence, named: Named) -> bool:
    """排第几, 并列; 泰顺县…排名 asks for its own place too, where no lower level is named."""
    if ASKS_FOR_PLACE.search(sentence.text) or "并列" in sentence.text:
        return True
    divisions = named.targets[0].divisions if len(named.targets) == 1 else ()
    one_county = bool(divisions) and all(d.level in ("county", "township") for d in divisions)
    return _is_ranked(sentence) and not sentence.levels and one_county


def is_listing(sentence: Sentence) -> bool:
    """哪些县, 有几个, 名单."""
    return bool(_LISTING.search(sentence.text))


def is_summed(sentence: Sentence) -> bool:
    """合计, 总数, 一共."""
    return bool(sentence.cues & {"sum", "cumulative"}) or bool(_SUM.search(sentence.text))


def is_of_every_body(sentence: Sentence) -> bool:
    """哪些单位: bodies of every level and kind."""
    return bool(_EVERY_BODY.search(sentence.text))


def _is_ranked(sentence: Sentence) -> bool:
    return bool(sentence.cues & _RANKED)


def _is_national(sentence: Sentence) -> bool:
    return any(token.has("national") for token in sentence.tokens)


def _is_of_country(sentence: Sentence) -> bool:
    """全国, nationwide; 所有 may be all of a city."""
    return any(token.has("national") and token.text not in _ALL for token in sentence.tokens)


def than_of(sentence: Sentence) -> Literal["more", "less"] | None:
    """比泰顺多的县: whether those with more or those with less than a body are to be listed."""
    other = {"change", "year_on_year", "mean", "median", "sum", "ratio"}
    match = _THAN.search(sentence.text)
    if match is None or not sentence.levels or "compare" not in sentence.cues or sentence.cues & other:
        return None
    return "less" if next(filter(None, match.groups())) in _LESS else "more"


def _wider_as_parent(sentence: Sentence, named: Named) -> Named:
    """counties of Wenzhou: the one place named, being wider than the level, is the range."""
    if len(named.targets) != 1 or named.targets[0].kind != "government":
        return named
    divisions = named.targets[0].divisions
    if any(d.level in LEVELS_ABOVE.get(level, ()) for level in sentence.levels for d in divisions):
        return replace(named, parent=divisions, targets=())
    return named


def _place_as_parent(named: Named) -> Named:
    """温州哪个县最多, 温州超过50件的有哪些: the one place named is the range, not a body."""
    target = named.targets[0] if len(named.targets) == 1 else None
    one = target and target.kind == "government" and len(target.divisions) == 1
    if target and one and target.divisions[0].level != "township":
        return replace(named, parent=target.divisions, targets=())
    return named


def _whole_as_parent(sentence: Sentence, named: Named) -> Named:
    """2020年温州总共复议多少: of a city without a report of its own, what its counties have together."""
    target = named.targets[0] if len(named.targets) == 1 else None
    whole = any(token.divisions and token.text.startswith("全") for token in sentence.tokens)
    if (
        target is None
        or target.bodies
        or not (whole or is_summed(sentence) or sentence.cues & {"mean", "median", "exists"})
    ):
        return named
    return _place_as_parent(named) if all(d.level == "prefecture" for d in target.divisions) else named


def _standing_in(sentence: Sentence, named: Named) -> tuple[Range, Named] | None:
    """温州2023年收到多少申请, 全市去年复议: of a city without a report of its own the sum over its counties."""
    each = any(token.has("level") and not _NUMBERED.match(token.text) for token in sentence.tokens)
    if each or not sentence.has_terms or _is_ranked(sentence) or ASKS_FOR_PLACE.search(sentence.text):
        return None
    # An English mean is a word that asks for a meaning, too.
    other = sentence.cues & (_NO_SUM - {"define"} if "mean" in sentence.cues else _NO_SUM)
    if sentence.bounds or other or named.kinds or _ITSELF.search(sentence.text):
        return None
    if not named.targets and not named.parent:
        per_body = "mean" in sentence.cues and bool(_PER_BODY.search(sentence.text))
        per_body = per_body or _is_mean_of_a_year(sentence)
        city = only_city(sentence.catalog) if per_body else _assumed_city(sentence)
        return (Range(city.code, "county", _statistic_of_whole(sentence), assumed=True), named) if city else None
    return _its_counties(sentence, named, _statistic_of_whole(sentence))


def _part_within(sentence: Sentence, named: Named) -> tuple[Range, Named] | None:
    """温州去年申请里自然人占多少: of a city without a report of its own, what is part of something in its counties."""
    each = any(token.has("level") for token in sentence.tokens if not token.bodies)
    if "ratio" not in sentence.cues or each or sentence.bounds or named.kinds or not _names_a_part(sentence):
        return None
    if sentence.cues & (_NO_SUM - {"ratio"} | _RANKED | {"mean", "median", "compare", "change"}):
        return None
    if not named.targets and not named.parent:
        city = _assumed_city(sentence)
        return (Range(city.code, "county", "sum", assumed=True), named) if city else None
    return _its_counties(sentence, named, "sum")


def _reports_within(sentence: Sentence, named: Named) -> tuple[Range, Named] | None:
    """温州有几份年报: of a city without a report of its own, those of its counties."""
    asked = sentence.cues & {"reports", "when_published"} and not sentence.has_terms
    return _its_counties(sentence, named, "most") if asked and not named.kinds else None


def _its_counties(sentence: Sentence, named: Named, statistic: Statistic) -> tuple[Range, Named] | None:
    """The counties in place of the one city named, where only these have reports."""
    target = named.targets[0] if len(named.targets) == 1 and not named.parent else None
    if target is None or target.bodies or target.kind != "government" or len(target.divisions) != 1:
        return None
    place = target.divisions[0]
    if not counties_are_stored(sentence.catalog, place):
        return None
    found = Range(place.code, "county", statistic, stands_in=place.name)
    return found, replace(named, parent=target.divisions, targets=())


def _names_a_part(sentence: Sentence) -> bool:
    """Whether a kind of applicant is named, or a figure that is part of another."""
    if any(token.has("applicant") for token in sentence.tokens):
        return True
    codes = (exact(frozenset(t.values("term")[0].split())) for t in sentence.tokens if t.has("term"))
    return any(len(of) == 1 and bool(wholes_of(of[0])) for of in codes)


def _is_mean_of_a_year(sentence: Sentence) -> bool:
    """22年申请中位数: of one year it can only be over bodies."""
    times = [token.time for token in sentence.tokens if token.time]
    one = len(times) == 1 and times[0].kind == "years" and len(times[0].years) == 1
    return one and bool(sentence.cues & {"mean", "median"}) and not sentence.cues & {"compare", "change"}


def _statistic_of_whole(sentence: Sentence) -> Statistic:
    found = _statistic(sentence)
    return found if found in ("mean", "median") else "sum"


def counties_are_stored(catalog: Catalog, place: Division) -> bool:
    """Whether at least half of the counties of a city, and two of them, have reports."""
    if place.level != "prefecture":
        return False
    held = {body.place for body in catalog.in_area(place.code[:4], "county")}
    return len(held) > 1 and 2 * len(held) >= len(places.children(place.code))


def _assumed_city(sentence: Sentence) -> Division | None:
    """Of 全市 without its city: the only one whose counties are stored."""
    return only_city(sentence.catalog) if whole_said(sentence) == ("prefecture",) else None


def only_city(catalog: Catalog) -> Division | None:
    """The only city whose counties are stored; None where there are several."""
    around = (places.by_code(f"{area}00") for area in catalog.areas_of_counties())
    stored = (place for place in around if place and counties_are_stored(catalog, place))
    # Two are looked for and not all: of a country there are hundreds.
    found = list(islice(stored, 2))
    return found[0] if len(found) == 1 else None


def _is_only_whole(named: Named) -> bool:
    """Whether the one place named has no report of its own and others below it."""
    target = named.targets[0] if len(named.targets) == 1 else None
    levels = {division.level for division in target.divisions} if target else set()
    return target is not None and not target.bodies and bool(levels) and levels <= {"prefecture", "province"}


def _share_of_whole(sentence: Sentence, named: Named) -> tuple[Range, Named] | None:
    """温州的申请龙港一家占多少: of a body in the sum over its city, where that has no report of its own."""
    outer = _outer_of_all(named) if "ratio" in sentence.cues else None
    if outer is None or outer[0].bodies:
        return None
    wide, division = outer
    kept = tuple(target for target in named.targets if target is not wide)
    level = kept[0].divisions[0].level
    return Range(division.code, level, "sum"), replace(named, targets=kept)


def _share_of_city(sentence: Sentence, named: Named) -> Range | None:
    """龙港、龙湾占全市多少: of several counties in the sum over their city."""
    levels = whole_said(sentence) if "ratio" in sentence.cues else None
    divisions = [tuple(b.place for b in target.bodies if b.place) or target.divisions for target in named.targets]
    if levels is None or "prefecture" not in levels or not all(divisions):
        return None
    around = [
        {above.code for d in of_one for above in places.parents(d) if above.level == "prefecture"}
        for of_one in divisions
    ]
    common = set.intersection(*around)
    levels_named = {d.level for of_one in divisions for d in of_one}
    return Range(common.pop(), "county", "sum") if len(common) == 1 and levels_named == {"county"} else None


def whole_said(sentence: Sentence) -> tuple[str, ...] | None:
    """The levels that 全省, 我市 may be of; None where no such word stands."""
    match = _WHOLE.search(sentence.text)
    if match:
        return WHOLE_LEVELS[match[1] or match[2]]
    english = _WHOLE_EN.search(sentence.text)
    return (_LEVEL_EN[english[1] or english[2]],) if english else None


def within_whole(sentence: Sentence, named: Named, found: Range | None) -> tuple[Range | None, bool]:
    """全省 with a ranking or a sum: the province of the body named; whether it can't be told."""
    levels = whole_said(sentence)
    if found is None or found.parent is not None or levels is None:
        return found, False
    if not named.targets and (city := _assumed_city(sentence)) is not None:
        level = found.level or "county"
        return replace(found, parent=city.code, level=level, assumed=True), False
    target = named.targets[0] if len(named.targets) == 1 else None
    held = tuple(body.place for body in target.bodies if body.place) if target else ()
    divisions = held or (target.divisions if target else ())
    above = {
        outer.code for division in divisions for outer in (division, *places.parents(division)) if outer.level in levels
    }
    if len(above) != 1:
        return found, True
    return replace(found, parent=above.pop()), False


def _outer_of_all(named: Named) -> tuple[Target, Division] | None:
    """温州 beside 龙港、龙湾: the place that all others named lie in."""
    for wide in named.targets if len(named.targets) > 1 else ():
        for outer in wide.divisions:
            others = [target for target in named.targets if target is not wide]
            if all(any(_lies_within(inner, outer) for inner in other.divisions) for other in others):
                return wide, outer
    return None


def _lies_within(inner: Division, outer: Division) -> bool:
    return places.is_within(inner, outer.code) and inner.code != outer.code


def _outer_of_two(named: Named) -> tuple[Target, Division] | None:
    return _outer_of_all(named) if len(named.targets) == 2 else None


def asks_for_years(sentence: Sentence, named: Named) -> bool:
    """泰顺哪一年最多; 泰顺哪几年超过30件."""
    asked = bool(sentence.cues & (EXTREME | {"change"})) or bool(sentence.bounds)
    levels = any(token.has("level") for token in sentence.tokens if not token.bodies)
    return asked and not named.parent and not levels and bool(WHICH_YEARS.search(sentence.text))

"""What a question leaves out, taken from the conversation: body, years, figure, range. What was taken is remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from core.asking.understood.figures import Figures, expanded, wholes_of
from core.asking.understood.kinds import average_of, operation_of
from core.asking.understood.request import Average, Claim, Measure, Statistic, Target
from core.asking.understood.said import Said
from core.asking.understood.scope import ASKS_FOR_PLACE, Range, counties_are_stored, is_summed, whole_said
from core.asking.words.catalog import Body, Catalog, governing
from core.asking.words.times import Time
from core.forms import catalogue
from core.places import divisions as places
from core.places.divisions import Division
from core.text.units import unit_kind
from core.types import Context, Operation, Query, Scope, Turn

_AGAINST = re.compile(r"(?:比|较|相较于?|相比于?|对比)$|(?:than|against|over|from|since|(?:with|to)) (?:in )?$")
_FROM = re.compile(r"年?(?:相比|比较|比)")
# 这俩哪个多, 这两年差多少: of the bodies or the years of the last two answers.
_BOTH = re.compile(
    r"俩|[这那]两个?(?:县|市|区|家|地|单位|机关|者|年)|[这那]两[个者]|[两二]者|\b(?:the|these) two\b|\bboth of them\b"
)
# 两个加起来, 两项合计: of the figures of the last two answers.
_TWO_TOGETHER = re.compile(
    r"(?:[两二]个?[个项者数类种]|俩|这些|都)[^,，。]{0,3}(?:加起来|合计|总和|之和|相加|加一起|一共|总共|共)"
    r"|\b(?:both|the two|these) (?:together|combined|added)|\btogether\b|\bcombined\b"
)
# Same rate for Longgang: where a rate was told before.
_SAME_RATE = re.compile(
    r"\bsame (?:rate|share|proportion|percentage|ratio)\b|(?:同样的?|同一个?|一样的)(?:比率|比例|占比|比重)"
)
_TWO = re.compile(r"[两二俩]|\b(?:both|two)\b")
# 确切几件: of what was spoken of.
_HOW_MANY = re.compile(r"多少|几[件个起宗次条]|\bhow many\b")
_NUMBER_OF_ALL = re.compile(r"总数|总量|总计|总件数|\btotal (?:number|count)\b")
# 合计, 一共多少, alone: of the figures asked one after the other.
_ADDED = re.compile(
    r"^(?:那么?|所以|好的?)?[,，]?(?:全部)?(?:合计|加起来|一共|总共|总和|之和|加总|相加)(?:一下)?(?:是|有)?(?:多少|几)?[件条]?(?:呢|吗)?[?？。]*$"
    r"|^(?:and )?(?:the )?(?:sum|total|together|combined|in total|altogether)[?.]*$"
)
# 2022年总共才几件, after the requests of businesses: of all applicants.
_OF_ALL_APPLICANTS = re.compile(r"总共|一共|总数|总量|合计|总的|全部|\b(?:in total|altogether|overall|the total)\b")
_IT = re.compile(
    r"[它他她](?!们)|[该这]个?[县市区](?!级)|第一名(?=的|[\d]|前|去|上|是多|收)"
    r"|\bits?\b|\bof them\b|\bthat (?:county|city|district|one)\b"
)
_EACH = re.compile(r"各|分别|每|\beach\b|respectively")
# Of the store as a whole: no body spoken of is meant.
_OF_ALL = re.compile(
    r"哪些(?:单位|机关|机构|部门|地方)|收到了?(?:哪些|的)(?:报告|年报)|which (?:bodies|organi[sz]ations|agencies)"
)
# 占不予公开多少: what was spoken of, in the figure named.
_IN_WHICH = re.compile(
    r"^(?:它|这|那|其)?占|^what share of|^(?:and )?as (?:an? |the )?(?:share|percentage|proportion|fraction|percent|pct"
    r"|%) of"
)
# 只算全部公开的呢, after a rate: of that figure.
_OF_THAT = re.compile(r"^(?:那|只算|光算|要是|如果|换成)[^?？]*呢[?？]?$")
_THE_FIRST = re.compile(r"^(?:那|那么)?(?:这个?)?第一名?的?(?=前|去年|上|次|后|20|\d\d年)")
# Rank Wenzhou counties by …: all of them, and no place of the one spoken of.
_RANKS_ALL = re.compile(r"^(?:please )?(?:rank|order|sort|list)\b|^请?(?:按|对|把|将|列出)")
# 2022年多少件, after a share: of the figure itself.
_COUNTS = re.compile(r"(?:多少|几)[件条起宗]|\bhow many\b")
_AND_OF = re.compile(r"^(?:那么?)?[^,，。?？\d]{2,12}呢[,，]")
# 还是泰顺多吗: more than the other one.
_IS_MORE = re.compile(r"(?:是|还是|仍是|也是)[^,，。?？比]{2,10}(?:更|比较)?[多少高低][吗吧么]?[?？。]*$")
_FEW_YEARS = 2
"""The years of one comparison: of more the highest may be asked for."""
_OF_FIGURES = frozenset({"lookup", "compare", "trend", "rank", "aggregate", "ratio"})


@dataclass(frozen=True, slots=True)
class _Before:
    """What was spoken of, and what the question alone asks to be done (`operation`)."""

    query: Query
    organization_ids: tuple[int, ...]
    catalog: Catalog
    operation: Operation
    names_bodies: bool
    comparing: bool
    """The question names bodies itself; it compares what was spoken of with something else: 和乐清比."""
    place: str | None
    """Where 全市 is the place above the one spoken of, its code."""
    beside: tuple[str, ...] = ()
    """Other figures asked of the same bodies and years before."""
    moves: bool = False
    """The change from the year spoken of before last to the last is asked for."""

    @property
    def bodies(self) -> list[Body]:
        """The bodies spoken of."""
        return _bodies(self.organization_ids, self.catalog)


def with_context(said: Said, context: Context | None, catalog: Catalog) -> Said:
    """Fill what the question leaves out from the conversation, and remember what was filled in."""
    filled = _filled(said, context, catalog)
    if context is not None and context.refused and "measures" in filled.inherited and filled.outside is None:
        return replace(filled, outside="after_refusal")
    return filled


def _filled(said: Said, context: Context | None, catalog: Catalog) -> Said:
    query = context.query if context else None
    said = _with_claims(said, query.measures if query else ())
    if not (query and query.years):
        said = _since_base(said)
    if context is None:
        return said
    query = _of_all_applicants(said, query, context)
    said = _first_named(said, query, catalog)
    alone, said = said, _without(_within_whole(said, context, catalog), context, catalog)
    if query is None:
        return said
    rates = query.operation == "ratio" or any(code in catalogue.rates() for code in context.beside)
    if not rates and not said.subject.measures and _SAME_RATE.search(said.sentence.text):
        return replace(said, outside="which_rate")
    # The reasons of a figure are asked for beside its change.
    operation = "compare" if alone.outside == "why" and not alone.topics else operation_of(alone)
    if query.operation == "reports" and operation == "lookup" and _names_only_whose(alone):
        # 瑞安呢, after 库里有乐清哪些年报
        operation = "reports"
    if operation == "reports" and not said.subject.targets and _OF_ALL.search(said.sentence.text):
        return said
    if context.topics and operation == "lookup" and _names_only_whose(said):
        # 2022年呢, after 2023年存在什么问题
        said, operation = _inherits(replace(said, topics=context.topics), "topics"), "text"
    if said.unknown or _stops(said):
        return _whose(said, query, context, catalog)
    above = _place_above(said, context, catalog) if not said.subject.targets and operation != "reports" else None
    asks = _HOW_MANY.search(said.sentence.text) and query.measures
    if above is None and _says_nothing(said) and query == context.query and not asks:
        return said
    looks_for = said.topics or said.sentence.quoted or said.subject.measures
    if operation == "text" and not (said.subject.targets or looks_for):
        return said
    # 公开的比不公开的多几件: what is held against each other is all named.
    both_named = len(said.subject.measures) > 1 and bool(said.subject.targets and said.subject.times)
    comparing = "compare" in said.cues and len(said.subject.targets) <= 1 and not both_named
    comparing = comparing and (not said.changing or base_of(said) is not None)
    # 永嘉高于全市平均吗, 2022年高于平均的有哪些: against the mean, and not against the body or the year spoken of.
    comparing = comparing and not (said.range is not None and said.cues & {"mean", "median"})
    named, place = bool(said.subject.targets), above.code if above else None
    moves = _moves_between(said, query, context)
    together = bool(_BOTH.search(said.sentence.text)) or moves
    earlier = _turn_before(context)
    bodies = (*earlier.bodies, *context.organization_ids) if together else context.organization_ids
    years = tuple(sorted({*earlier.years, *query.years})) if together else query.years
    before = _Before(
        replace(query, years=years), bodies, catalog, operation, named, comparing, place, context.beside, moves
    )
    for fill in _FILL:
        said = fill(said, before)
        if _stops(said):
            return said
    said = replace(said, made=_made(said, before))
    return replace(said, goes_on=None if said.made else _goes_on(said, before))


def _stops(said: Said) -> bool:
    """Whether no figure is asked for; of reasons the reports may say something."""
    return said.outside not in (None, "why")


def _of_all_applicants(said: Said, query: Query | None, context: Context) -> Query | None:
    """What was spoken of, without the applicant where the whole of it is asked for."""
    named = said.subject.applicants or any(measure.codes != ("?",) for measure in said.subject.measures)
    if query is None or query.applicant is None or named:
        return query
    of_several = _turn_before(context).applicant not in (None, query.applicant)
    of_several = of_several and not _NUMBER_OF_ALL.search(said.sentence.text)
    whole = _OF_ALL_APPLICANTS.search(said.sentence.text) and "ratio" not in said.cues
    return replace(query, applicant=None) if whole and not of_several else query


def _first_named(said: Said, query: Query | None, catalog: Catalog) -> Said:
    """第一名前一年是多少, after a ranking: of the body that came first, and no ranking of that year."""
    if query is None or query.operation != "rank" or not query.organizations or said.subject.targets:
        return said
    if not _THE_FIRST.search(said.sentence.text):
        return said
    first = _first_of(query, catalog)
    if len(query.organizations) == 1 or first is None:
        # Whose place was told last may be another one than the first.
        return replace(said, unknown=(*said.unknown, "第一名"))
    words = said.sentence.of([t for t in said.sentence.tokens if not t.text.startswith("第一")])
    return _inherits(_about(replace(said, sentence=words, range=None), (first,)), "organizations")


def _moves_between(said: Said, query: Query, context: Context) -> bool:
    """多了还是少了, after the figure of one year and then of another: from the one to the other."""
    ids, years = _turn_before(context).bodies, _turn_before(context).years
    moves = (said.changing and "year_on_year" not in said.cues) or "compare" in said.cues or "trend" in said.cues
    names = said.subject.times or said.subject.targets or said.subject.measures or said.range
    if not moves or names or query.operation not in ("lookup", "aggregate") or not len(query.years) == len(years) == 1:
        return False
    now = context.organization_ids
    one_of_two = len(ids) == len(now) == 1 and ids != now and years == query.years and query.operation == "lookup"
    return one_of_two or (years != query.years and set(ids) == set(now))


def _turn_before(context: Context) -> Turn:
    """What was told before what was told last; of the same bodies in another year, if that was told just before."""
    last, earlier = context.turns[-1:], context.turns[-3:-1]
    alike = (t for t in reversed(earlier) if t.bodies == last[0].bodies and t.measures == last[0].measures)
    return next((turn for turn in alike if turn.years != last[0].years), earlier[-1] if earlier else Turn())


def _whose(said: Said, query: Query, context: Context, catalog: Catalog) -> Said:
    """Of whom and when words are asked that are no figure: what the reports say of them may answer."""
    subject = said.subject
    area = said.range is not None and (said.range.parent or said.outside != "who")
    if subject.targets or area or said.claims or not context.organization_ids:
        return said
    before = _Before(query, context.organization_ids, catalog, "text", False, False, None)
    times = subject.times or ((Time(0, 0, "years", query.years),) if query.years else ())
    said = replace(said, subject=replace(subject, times=times), range=None)
    return _inherits(_about(said, _spoken(before)), "organizations")


# --- the year a change is reckoned from ------------------------------------------------------------


def base_of(said: Said) -> Time | None:
    """比2022年增长多少: the one year named, where it is what another is compared with."""
    times = [token for token in said.sentence.tokens if token.time is not None]
    time = times[0].time if len(times) == 1 else None
    if time is None or time.kind != "years" or time.shift or len(time.years) != 1:
        return None
    if not said.changing or "year_on_year" in said.cues or len(said.subject.targets) > 1:
        return None
    before = said.sentence.text[: times[0].start]
    return time if _AGAINST.search(before) or _FROM.match(said.sentence.text, times[0].end) else None


def _since_base(said: Said) -> Said:
    """Where no year was spoken of, what is compared with it is the newest."""
    base = base_of(said)
    if base is None:
        return said
    return replace(said, subject=replace(said.subject, times=(base, Time(0, 0, "latest"))))


# --- the range ---------------------------------------------------------------------------------------


def _within_whole(said: Said, context: Context, catalog: Catalog) -> Said:
    """全市排第几: the city of the body spoken of."""
    taken = said.range is not None and said.range.assumed
    if not (taken or said.outside == "whose_whole") or said.range is None or said.subject.targets:
        return said
    whole = _place_above(said, context, catalog)
    if whole is None:
        return said
    found = replace(said.range, parent=whole.code, assumed=False)
    settled = not taken or said.outside == "mean_beside"
    return _inherits(replace(said, outside=None if settled else said.outside, range=found), "scope")


def _without(said: Said, context: Context, catalog: Catalog) -> Said:
    """去掉文成呢: the range spoken of, without it."""
    scope = context.query.scope if context.query else None
    if said.outside != "negation" or not said.without or scope is None or said.subject.targets:
        return said
    found = Range(scope.parent, scope.level, scope.statistic or "most", scope.limit)
    return _over_the_same(replace(said, outside=None), found, scope, catalog)


def _over_the_same(said: Said, found: Range, scope: Scope, catalog: Catalog) -> Said:
    """The range over the bodies spoken of: those of the same kind, and without those left out, unless all are meant."""
    everything = whole_said(said.sentence) is not None
    of_kind = None if everything or set(said.sentence.levels) - {"any"} else scope.only
    left_out = () if everything else _bodies(scope.without, catalog)
    without = (*said.without, *(_target(body.organization.name, [body]) for body in left_out))
    return _inherits(replace(said, range=replace(found, only=found.only or of_kind), without=without), "scope")


def _range(said: Said, before: _Before) -> Said:
    """The range named goes on from the one before, or lies within the place spoken of."""
    if before.place is not None and said.range is None:
        levels = {body.rank for body in before.bodies}
        stands_in = _stands_for_whole(before)
        shares = "ratio" in said.cues
        statistic = _statistic(said) or ("sum" if stands_in or shares else None)
        if not statistic or len(levels) != 1:
            return replace(said, outside="whole_or_sum")
        # 全市平均呢: of the bodies of the level spoken of.
        whole = Range(before.place, levels.pop(), statistic, stands_in=stands_in)
        return _inherits(replace(said, range=whole), "scope")
    if (among := _among_spoken_of(said, before)) is not None:
        return among
    found, scope = said.range, before.query.scope
    if _still_stands(said, before) and scope is not None:
        found = Range(scope.parent, scope.level, scope.statistic or "most", position=True)
        return _over_the_same(said, found, scope, before.catalog)
    if found is None and scope is not None and scope.parent and _still_shares(said, before):
        # 洞头呢, after the share of 鹿城 in its city.
        return _over_the_same(said, Range(scope.parent, scope.level, "sum"), scope, before.catalog)
    if found is None or found.parent is not None or said.subject.targets:
        return said
    if scope is not None:
        found = replace(found, parent=scope.parent, level=found.level or scope.level, limit=found.limit or scope.limit)
        return _over_the_same(said, found, scope, before.catalog)
    parent = _place_around(found, before)
    return _inherits(replace(said, range=replace(found, parent=parent)), "scope") if parent else said


def _among_spoken_of(said: Said, before: _Before) -> Said | None:
    """谁最多, after figures of several bodies: of these; 最少呢, after the years of one: of its years."""
    found, query = said.range, before.query
    plain = found is not None and found.parent is None and found.level is None and not (found.everywhere or found.limit)
    extreme = said.cues & {"most", "least"} and not (said.sentence.bounds or said.sentence.nth or said.growth)
    if not plain or not extreme or query.scope is not None or said.subject.targets or _asks_for_place(said):
        return None
    spoken = _spoken(before)
    if len(spoken) > 1:
        return replace(said, range=None)
    of_years = len(spoken) == 1 and len(query.years) > _FEW_YEARS and not (said.sentence.levels or said.subject.times)
    return replace(said, range=None, of_years=True) if of_years else None


def _stands_for_whole(before: _Before) -> str | None:
    """The name of the place above, where it has no report of its own and those of its counties are stored."""
    place = places.by_code(before.place) if before.place else None
    if place is None or {body.rank for body in before.bodies} != {"county"}:
        return None
    own = governing(before.catalog, place, "government")
    return place.name if not own and counties_are_stored(before.catalog, place) else None


def _still_shares(said: Said, before: _Before) -> bool:
    """Whether another body is named for a share in the sum over an area."""
    of_area = before.query.operation == "ratio" and bool(before.organization_ids or before.query.scope)
    figures = said.subject.measures and "measures" not in said.inherited
    named = said.subject.targets and not (figures or said.subject.applicants or said.claims)
    return of_area and before.operation == "lookup" and bool(named)


def _still_stands(said: Said, before: _Before) -> bool:
    """2022年呢, after the place of a body in a ranking."""
    spoken = before.query.operation == "rank" and len(before.organization_ids) == 1
    return spoken and said.range is None and before.operation == "lookup" and _names_only_whose(said)


def _place_around(found: Range, before: _Before) -> str | None:
    """各县呢, after a question about 温州: those of the place spoken of."""
    spoken = {body.place for body in before.bodies}
    place = spoken.pop() if len(spoken) == 1 else None
    wider = ("province", "prefecture", "county", "township")
    if place is None or found.level not in wider or wider.index(place.level) >= wider.index(found.level):
        return None
    return place.code


def _statistic(said: Said) -> Statistic | None:
    """合计呢, 平均呢, 超过10件的呢, after a ranking."""
    bounds = said.sentence.bounds
    if bounds:
        return "least" if all(bound.upper for bound in bounds) else "most"
    average = average_of(said.cues)
    return average if average != "sum" or is_summed(said.sentence) else None


# --- the bodies --------------------------------------------------------------------------------------


def _targets(said: Said, before: _Before) -> Said:
    """The bodies, or the range, that were spoken of; those named now are of the kind and place spoken of."""
    targets, found = said.subject.targets, said.range
    whole = bool(_RANKS_ALL.search(said.sentence.text))
    position = found is not None and (found.position or (not targets and not whole and _asks_for_place(said)))
    # 占全市多少, after a question about 泰顺.
    shares = (
        found is not None and before.place is not None and "ratio" in said.cues and not _EACH.search(said.sentence.text)
    )
    beside_mean = found is not None and found.parent is not None and {"mean", "compare"} <= said.cues
    if not targets and position and not before.organization_ids and (first := _first_of_ranking(said, before)):
        said = _inherits(_about(said, (first,)), "organizations")
    elif not targets and (position or shares or (beside_mean and not said.sentence.levels)):
        said = _inherits(_about(said, _spoken(before)), "organizations")
    elif not targets and found is None and said.sentence.report is None:
        said = _bodies_or_range(said, before)
    elif before.comparing and len(targets) == 1 and (first := _first_beside(targets[0], before)) is not None:
        said = _inherits(_about(said, (first, *targets)), "organizations")
    elif len(targets) == 1 and _IS_MORE.search(said.sentence.text) and _is_one_of_two(said, before):
        # 还是泰顺多吗, after two bodies: of both.
        said = _inherits(_about(said, _spoken(before)), "organizations")
    elif (
        before.comparing
        and len(targets) == 1
        and len(said.subject.times) < 2
        and _is_another(targets[0], before)
        and not _moves_alike(said, before)
    ):
        # 跟乐清比呢, after 瑞安 was held against 鹿城: of 鹿城 still.
        spoken = _spoken(before)[: 1 if before.query.operation == "compare" else None]
        said = _inherits(_about(said, (*spoken, *targets)), "organizations")
    elif targets:
        meant = tuple(_of_same_name(target, before) for target in targets)
        settled = tuple((old.text, new.text) for old, new in zip(targets, meant, strict=True) if new is not old)
        said = replace(said, settled=(*said.settled, *settled))
        said = _about(said, tuple(_kind_kept(target, before) for target in meant))
    if said.range is not None:
        said = replace(said, range=replace(said.range, position=position and bool(said.subject.targets)))
    return said


def _asks_for_place(said: Said) -> bool:
    return bool(ASKS_FOR_PLACE.search(said.sentence.text))


def _bodies_or_range(said: Said, before: _Before) -> Said:
    scope = before.query.scope
    if scope is not None and not before.organization_ids:
        first = _first_of_ranking(said, before)
        if first:
            return _inherits(_about(said, (first,)), "organizations")
        statistic = _statistic(said) or scope.statistic or "most"
        return _over_the_same(said, Range(scope.parent, scope.level, statistic, scope.limit), scope, before.catalog)
    targets = _spoken(before)
    return _inherits(_about(said, targets), "organizations") if targets else said


def _first_of_ranking(said: Said, before: _Before) -> Target | None:
    """它2023年多少, after a ranking: the body that came first."""
    named = before.query.organizations
    if before.query.operation not in ("rank", "reports") or not named or not _IT.search(said.sentence.text):
        return None
    return _first_of(before.query, before.catalog)


def _moves_alike(said: Said, before: _Before) -> bool:
    """苍南呢，多了多少, after the change of one body from year to year: of this one alone."""
    judged = before.query.operation == "check"
    of_years = len(before.query.organizations) == 1 and (judged or len(before.query.years) == 2)
    return of_years and bool(_AND_OF.search(said.sentence.text))


def _first_beside(target: Target, before: _Before) -> Target | None:
    """它比第三名多多少, after a ranking: the body that came first, where another is named."""
    if before.query.operation != "rank" or before.organization_ids or not before.query.organizations:
        return None
    first = _first_of(before.query, before.catalog)
    same = first is not None and {b.organization.id for b in first.bodies} & {b.organization.id for b in target.bodies}
    return None if same else first


def _first_of(query: Query, catalog: Catalog) -> Target | None:
    """The body that an answer named first, where it is stored."""
    name = query.organizations[0]
    found = catalog.named(name.lower())
    return _target(name, found) if found else None


def _target(name: str, same: Sequence[Body]) -> Target:
    """Bodies, at least one, that are meant by one name."""
    return Target(name, same[0].kind, tuple(body.place for body in same if body.place), tuple(same))


def _about(said: Said, targets: tuple[Target, ...]) -> Said:
    return replace(said, subject=replace(said.subject, targets=targets))


def _is_one_of_two(said: Said, before: _Before) -> bool:
    """Whether the body named is one of two that were held against each other."""
    named = {body.organization.id for body in said.subject.targets[0].bodies}
    query = before.query
    held = query.operation == "compare" and len(query.organizations) == 2
    return held and bool(named & set(before.organization_ids))


def _is_another(target: Target, before: _Before) -> bool:
    """和乐清比, after a question about 永嘉."""
    named = {body.organization.id for body in target.bodies}
    return bool(before.organization_ids) and not named & set(before.organization_ids)


def _spoken(before: _Before) -> tuple[Target, ...]:
    """The bodies spoken of; those offered to choose from stay one name that may be several."""
    found, named = before.bodies, before.query.organizations
    if len(named) == 1 and len(found) > 1 and named[0] not in {body.organization.name for body in found}:
        divisions = tuple(dict.fromkeys(body.place for body in found if body.place))
        return (Target(named[0], found[0].kind, divisions, tuple(found)),)
    together: dict[tuple[str, str | None, str], list[Body]] = {}
    for body in found:
        together.setdefault(body.today, []).append(body)
    return tuple(_target(same[0].organization.name, same) for same in together.values())


def _of_same_name(target: Target, before: _Before) -> Target:
    """南京的, where 鼓楼区 is spoken of: the district of that name there, if the city has no report itself."""
    spoken = before.bodies
    stems = {body.place.stem for body in spoken if body.place}
    if target.bodies or len(stems) != 1 or len(places.by_stem(stems.pop())) < 2:
        return target
    first = spoken[0]
    inside = tuple(
        body
        for body in before.catalog.of_kind(first.kind)
        if body.place
        and first.place
        and body.place.stem == first.place.stem
        and body.township is None
        and any(places.is_within(body.place, division.code) for division in target.divisions)
    )
    if len(inside) != 1:
        return target
    return _target(inside[0].organization.name, inside)


def _kind_kept(target: Target, before: _Before) -> Target:
    """发改局呢, after a question about 张店区: the bureau of the place talked about, where it is stored."""
    if target.divisions and len(target.bodies) <= 1:
        return target
    spoken = {body.place for body in before.bodies}
    near = tuple(body for body in target.bodies if body.place in spoken)
    return replace(target, bodies=near) if near else target


# --- the figures -------------------------------------------------------------------------------------


def _with_claims(said: Said, before: tuple[str, ...]) -> Said:
    """2017年15件: a number without a figure is said of the one figure spoken of before; else it is no claim."""
    if all(claim.measure for claim in said.claims):
        return said
    if len(before) != 1 or any(_counts_else(c, before[0]) for c in said.claims if not c.measure):
        return replace(said, claims=tuple(claim for claim in said.claims if claim.measure))
    spoken = Measure(before)
    claims = tuple(replace(claim, measure=claim.measure or spoken) for claim in said.claims)
    measures = said.subject.measures or (spoken,)
    return replace(said, claims=claims, subject=replace(said.subject, measures=measures))


def _counts_else(claim: Claim, code: str) -> bool:
    """Whether a number is of another kind than a figure: 15万元 and no 件."""
    return not claim.unit or unit_kind(claim.unit) != unit_kind(catalogue.unit(code))


def _figures(said: Said, before: _Before) -> Said:
    """The figures spoken of, where none is named; of several that the words fit the one of the subject spoken of."""
    text = said.sentence.text
    if before.beside and (_TWO_TOGETHER.search(text) or _ADDED.match(text)):
        return _both_figures(said, before)
    subject = said.subject
    whole = _whole_spoken_of(said, before)
    if whole is not None:
        return _inherits(replace(said, subject=replace(subject, measures=(Measure((whole,)),))), "measures")
    measures = tuple(_spoken_of(measure, before.query.measures) for measure in subject.measures)
    taken = measures != subject.measures
    needed = before.operation in _OF_FIGURES or bool(said.sentence.bounds)
    total = _says_total_alone(said)
    if (not measures or total) and needed and before.query.measures:
        # 总数呢, after a part: of the whole that it is part of.
        whole_meant = total and _NUMBER_OF_ALL.search(text)
        codes = (
            [*wholes_of(code), code][-2] if whole_meant and wholes_of(code) else code for code in before.query.measures
        )
        measures, taken = tuple(Measure((code,)) for code in dict.fromkeys(codes)), True
    in_which = "ratio" in said.cues and len(measures) == 1 and len(before.query.measures) == 1
    if in_which and _IN_WHICH.search(said.sentence.text) and measures[0].codes != before.query.measures:
        measures, taken = (Measure(before.query.measures), *measures), True
    applicants = subject.applicants
    if taken and not applicants and before.query.applicant:
        applicants = (before.query.applicant,)
    # 各渠道呢, after a question about requests.
    found = expanded(Figures(measures, applicants, said.used), said.sentence) if taken else None
    if found is not None:
        measures, applicants = found.measures, found.applicants
    said = replace(said, subject=replace(subject, measures=measures, applicants=applicants))
    return _inherits(replace(said, used=found.used), "measures") if found else said


def _whole_spoken_of(said: Said, before: _Before) -> str | None:
    """到2023年总共几件, after one part and then the other: of what they are parts."""
    named = said.subject.measures and not _says_total_alone(said)
    if named or not before.beside or not _OF_ALL_APPLICANTS.search(said.sentence.text) or "ratio" in said.cues:
        return None
    wholes = [wholes_of(code)[:1] for code in (before.beside[-1], *before.query.measures)]
    return wholes[0][0] if len(wholes) > 1 and wholes[0] and all(one == wholes[0] for one in wholes) else None


def _says_total_alone(said: Said) -> bool:
    """In 2019, in total?: names no figure but the one spoken of."""
    facets = {value for token in said.sentence.tokens for value in token.values("term")[:1]}
    return facets == {"total"}


def _both_figures(said: Said, before: _Before) -> Said:
    """两个加起来占总数多少: the two figures asked one after the other, in what is named besides."""
    spoken = tuple(Measure((code,)) for code in (*before.beside, *before.query.measures))
    spoken = spoken[-2:] if _TWO.search(said.sentence.text) else spoken
    named = tuple(measure for measure in said.subject.measures if measure not in spoken)
    return _inherits(replace(said, subject=replace(said.subject, measures=(*spoken, *named))), "measures")


def _spoken_of(measure: Measure, before: Sequence[str]) -> Measure:
    """其中纠正的呢, after a question about reviews: of the figures the words fit, the one of that subject."""
    if (
        len(measure.codes) > 1
        and "disclosure.items" in measure.codes
        and any(c.startswith("requests.") for c in before)
    ):
        # 公开的, after a question about requests
        return Measure(("requests.outcome.granted",))
    subjects = {_subject(code) for code in before}
    near = tuple(code for code in measure.codes if _subject(code) in subjects)
    if len(near) > 1:
        near = _of_same_part(near, before)
    return Measure(near) if len(measure.codes) > 1 and len(near) == 1 else measure


def _of_same_part(codes: Sequence[str], before: Sequence[str]) -> tuple[str, ...]:
    """被纠正的, after 直接起诉 and 复议后起诉: of the lawsuits together; after 直接起诉 alone of these."""
    stems = {code.rpartition(".")[0] for code in before}
    alike = {code for code in codes if code.rpartition(".")[0] in stems}
    sums = catalogue.derived_sums()
    whole = tuple(code for code in codes if code in sums and alike in map(set, sums[code].by_form.values()))
    return whole if len(alike) > 1 else tuple(alike) if alike else tuple(codes)


def _subject(code: str) -> str:
    """review.total and the rate of reviews corrected are both about reviews."""
    rate = catalogue.rates().get(code)
    return (rate.denominator if rate else code).split(".")[0]


# --- the years ---------------------------------------------------------------------------------------


def _times(said: Said, before: _Before) -> Said:
    """The years spoken of, where none is named, or beside the one that is compared with them."""
    years = before.query.years
    times = tuple(_shifted(time, years) for time in said.subject.times)
    taken = times != said.subject.times
    one = len(times) == 1 and len(times[0].years) == 1 and times[0].kind == "years" and bool(years)
    of_reports = before.operation == "reports" and "late" not in said.cues
    if not times and said.of_years and len(years) > _FEW_YEARS and before.operation == "rank":
        # 哪年最多, after the years of a body: of these.
        times, taken = (Time(0, 0, "years", years),), True
    elif not times and years and not said.of_years and not of_reports:
        last = years[-1:] if said.range is not None and not before.moves else years
        times, taken = (Time(0, 0, "years", last),), True
    elif one and before.comparing and (not before.names_bodies or base_of(said) is not None):
        times, taken = (Time(0, 0, "years", years[-1:]), *times), True
    said = replace(said, subject=replace(said.subject, times=times))
    return _inherits(said, "years") if taken else said


def _shifted(time: Time, years: Sequence[int]) -> Time:
    """上一年呢: the year before the one spoken of, of several the first."""
    if not time.shift or not years:
        return time
    beside = min(years) if time.shift < 0 else max(years)
    return replace(time, years=(beside + time.shift,), relative=False, shift=0)


_FILL: tuple[Callable[[Said, _Before], Said], ...] = (_range, _targets, _figures, _times)


# --- what holds of all -------------------------------------------------------------------------------


def _goes_on(said: Said, before: _Before) -> Operation | None:
    """Reports listed for another body, figures compared for another year: what was done goes on."""
    if before.operation == "reports":
        return "reports"
    if before.query.operation == "check" and not before.query.measures and _names_only_whose(said):
        return "check"
    named = said.subject.measures and "measures" not in said.inherited
    of_others = named and not (len(said.subject.measures) == 1 and _OF_THAT.search(said.sentence.text))
    plain = not (of_others or said.of_rates or said.changing)
    if said.range is not None and _still_shares(said, before):
        return "ratio"
    counts = _COUNTS.search(said.sentence.text)
    shared_out = before.query.scope is not None and not (before.organization_ids or before.query.scope.parent)
    shares = before.query.operation == "ratio" and not shared_out
    if shares and before.operation in ("lookup", "compare") and plain and not counts:
        return None if said.subject.applicants or said.range or said.sentence.bounds else "ratio"
    years = {year for time in said.subject.times for year in time.years}
    if named and len(years) == 1 and "years" not in said.inherited:
        # Denied in 2023, after the change of another figure: that one by itself.
        return None
    still = len(before.query.organizations) == 1 or len(said.subject.targets) > 1
    # The parts of a figure side by side: another figure is none of them.
    of_parts = len(before.query.organizations) == len(before.query.years) == 1
    # Held against the mean of an area it was compared with no other year.
    still = still and not (of_parts and named) and before.query.scope is None
    if before.query.operation == "compare" and still and operation_of(said) in ("lookup", "trend"):
        return "compare" if said.inherited & {"organizations", "years"} else None
    return None


def _made(said: Said, before: _Before) -> Average | None:
    """The mean or the sum told before, where other bodies or years are named for it, or two are compared by it."""
    subject, how = said.subject, before.query.how
    many = subject.of_years or len(subject.targets) > 1
    if how is None or said.range is not None or not many or "measures" not in said.inherited:
        return None
    compared = len(subject.targets) > 1 and bool(said.cues & {"compare", "most", "least"}) and not said.changing
    else_said = said.sentence.bounds or said.claims or said.topics or said.cues - {"each"}
    plain = before.operation in ("lookup", "trend") and not else_said
    # Was 苍南 higher, after the sum of two rows: of these rows together.
    rows = how == "sum" and len(subject.measures) > 1
    return how if plain or (compared and (subject.of_years or rows)) else None


def _inherits(said: Said, what: str) -> Said:
    return replace(said, inherited=said.inherited | {what})


def _says_nothing(said: Said) -> bool:
    subject = said.subject
    named = subject.measures or subject.targets or subject.times or subject.applicants
    return not (named or said.range or said.cues or said.sentence.bounds or said.topics)


def _names_only_whose(said: Said) -> bool:
    subject = said.subject
    else_said = subject.measures or subject.applicants or said.range or said.sentence.bounds or said.claims
    return bool(subject.targets or subject.times) and not else_said


def _place_above(said: Said, context: Context, catalog: Catalog) -> Division | None:
    """全市, after a question about 泰顺: 温州; None where no whole is named, or the place spoken of itself (我县)."""
    levels = whole_said(said.sentence)
    spoken = {body.place for body in _bodies(context.organization_ids, catalog)}
    if levels is None or not spoken or any(place is None or place.level in levels for place in spoken):
        return None
    above = {next((d for d in places.parents(place) if d.level in levels), None) for place in spoken if place}
    return above.pop() if len(above) == 1 else None


def _bodies(ids: Sequence[int], catalog: Catalog) -> list[Body]:
    return [body for number in ids if (body := catalog.body(number)) is not None]

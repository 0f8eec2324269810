"""What a question leaves out, taken from the conversation: body, years, figure, scope. What was taken is remembered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from core.asking.found.catalog import Body, Catalog
from core.asking.understood.request import Claim, Measure, Target, Understanding, operation_of
from core.asking.words.times import Time
from core.forms import catalogue
from core.places import divisions as places
from core.places.divisions import Division
from core.text.numerals import unit_kind
from core.types import Context, Scope

ASKS_FOR_PLACE = re.compile(
    r"第几|几名|几位|名次|what place|which place|position|where does|rank of|\brank\b(?!ed| the)"
)

# 全省排第几, 我市各县: the place above those spoken of.
WHOLE = re.compile(r"(?:全|我|本|这个)([省市州县区])(?!级|直)|([省市])内")
WHOLE_LEVELS: dict[str, tuple[str, ...]] = {
    "省": ("province",),
    "市": ("prefecture",),
    "州": ("prefecture",),
    "县": ("county",),
    "区": ("county", "province"),
}


def with_context(u: Understanding, context: Context | None, catalog: Catalog) -> Understanding:
    """Fill what the question leaves out from the conversation, and remember what was filled in."""
    query = context.query if context else None
    u = _claims_of(u, query.measures if query else ())
    if query is not None and query.operation == "reports" and u.operation == "lookup" and _names_only_whose(u):
        # 瑞安呢, after 库里有乐清哪些年报
        u = replace(u, operation="reports")
    inherited: set[str] = set()
    if context is not None and u.outside == "whose_whole" and u.scope is not None and not u.targets:
        whole = _place_above(u, context, catalog)
        if whole is not None:
            # 全市排第几: the city of the body spoken of.
            u = replace(u, outside=None, scope=replace(u.scope, parent=whole.code))
            inherited.add("scope")
    if query is None or context is None or u.unknown or u.outside:
        return u
    fresh = not (u.measures or u.targets or u.times or u.applicants or u.scope or u.cues or u.bounds)
    above = _place_above(u, context, catalog) if not u.targets and u.operation != "reports" else None
    if fresh and above is None:
        return u
    if u.operation == "text" and not u.targets and not u.topics and not u.phrase:
        return u
    targets, scope, repairs = u.targets, u.scope, u.repairs
    if above is not None and scope is None:
        scope = _whole_of_spoken(u, above, context, catalog)
        if scope is None:
            return replace(u, outside="whole_or_sum")
        inherited.add("scope")
    if scope is not None and scope.parent is None and scope.level and not targets and query.scope is None:
        scope = _within_spoken(scope, context, catalog)
        inherited |= {"scope"} if scope.parent else set()
    if scope is not None and not targets and query.scope is not None and scope.parent is None:
        level = scope.level or query.scope.level
        scope = replace(scope, parent=query.scope.parent, level=level, limit=scope.limit or query.scope.limit)
        inherited.add("scope")
    comparing = "compare" in u.cues and len(u.targets) <= 1 and not u.change
    position = u.position or (scope is not None and not targets and bool(ASKS_FOR_PLACE.search(u.text)))
    if not targets and position:
        targets = _targets_of(context, catalog)
        inherited.add("organizations")
    elif not targets and scope is None and u.report is None:
        if query.scope is not None and not context.organization_ids:
            scope = replace(query.scope, statistic=_statistic(u) or query.scope.statistic)
            inherited.add("scope")
        else:
            targets = _targets_of(context, catalog)
            inherited |= {"organizations"} if targets else set()
    elif comparing and len(targets) == 1 and len(u.times) < 2 and _is_another(targets[0], context):
        targets = (*_targets_of(context, catalog), *targets)
        inherited.add("organizations")
    elif targets:
        meant = tuple(_of_same_name(target, context, catalog) for target in targets)
        repairs += tuple((said.text, new.text) for said, new in zip(targets, meant, strict=True) if new is not said)
        targets = tuple(_kind_kept(target, context, catalog) for target in meant)
    measures = tuple(_spoken_of(measure, query.measures) for measure in u.measures)
    if measures != u.measures:
        inherited.add("measures")
    needs_measure = u.operation in ("lookup", "compare", "trend", "rank", "aggregate", "ratio") or bool(u.bounds)
    if not measures and needs_measure and query.measures:
        measures = tuple(Measure((code,)) for code in query.measures)
        inherited.add("measures")
    applicants = u.applicants
    if "measures" in inherited and not applicants and query.applicant:
        applicants = (query.applicant,)
    times = tuple(_shifted(time, query.years) for time in u.times)
    if times != u.times:
        inherited.add("years")
    if not times and query.years and not u.over_years and u.operation != "reports":
        last = query.years[-1:] if scope is not None else query.years
        times = (Time(0, 0, "years", last),)
        inherited.add("years")
    elif comparing and not u.targets and len(times) == 1 and len(times[0].years) == 1 and len(query.years) == 1:
        times = (Time(0, 0, "years", query.years), *times)
        inherited.add("years")
    filled = replace(
        u,
        targets=targets,
        position=position and bool(targets),
        scope=scope,
        measures=measures,
        times=times,
        applicants=applicants,
        repairs=repairs,
        inherited=frozenset(inherited),
    )
    operation = operation_of(filled)
    still = len(query.organizations) == 1 or len(targets) > 1
    if query.operation == "compare" and still and operation in ("lookup", "trend"):
        operation = "compare" if inherited & {"organizations", "years"} else operation
    return replace(filled, operation="reports" if u.operation == "reports" else operation)


def _names_only_whose(u: Understanding) -> bool:
    return bool(u.targets or u.times) and not (u.measures or u.applicants or u.scope or u.bounds or u.claims)


def _statistic(u: Understanding) -> Literal["most", "least", "sum", "mean"] | None:
    """合计呢, 平均呢, 超过10件的呢, after a ranking."""
    if u.bounds:
        return "least" if all(bound.upper for bound in u.bounds) else "most"
    return "mean" if "mean" in u.cues else "sum" if "sum" in u.cues else None


def _is_another(target: Target, context: Context) -> bool:
    """和乐清比, after a question about 永嘉."""
    named = {body.organization.id for body in target.bodies}
    return bool(context.organization_ids) and not named & set(context.organization_ids)


def _place_above(u: Understanding, context: Context, catalog: Catalog) -> Division | None:
    """全市, after a question about 泰顺: 温州; None where no whole is named, or the place spoken of itself (我县)."""
    whole = WHOLE.search(u.text)
    spoken = {catalog.by_id[i].place for i in context.organization_ids if i in catalog.by_id}
    place = spoken.pop() if len(spoken) == 1 else None
    if whole is None or place is None or place.level in WHOLE_LEVELS[whole[1] or whole[2]]:
        return None
    return next((d for d in places.parents(place) if d.level in WHOLE_LEVELS[whole[1] or whole[2]]), None)


def _whole_of_spoken(u: Understanding, above: Division, context: Context, catalog: Catalog) -> Scope | None:
    """全市平均呢: of the bodies of the level spoken of; None where 全市 alone may mean several things."""
    statistic = _statistic(u)
    levels = {catalog.by_id[i].rank for i in context.organization_ids if i in catalog.by_id}
    return Scope(above.code, levels.pop(), statistic) if statistic and len(levels) == 1 else None


def _within_spoken(scope: Scope, context: Context, catalog: Catalog) -> Scope:
    """各县呢, after a question about 温州: those of the place spoken of."""
    spoken = {catalog.by_id[i].place for i in context.organization_ids if i in catalog.by_id}
    place = spoken.pop() if len(spoken) == 1 else None
    wider = ("province", "prefecture", "county", "township")
    if place is None or scope.level not in wider or wider.index(place.level) >= wider.index(scope.level):
        return scope
    return replace(scope, parent=place.code)


def _claims_of(u: Understanding, before: tuple[str, ...]) -> Understanding:
    """2017年15件: a number without a figure is said of the one figure spoken of before; else it is no claim."""
    if all(claim.measure for claim in u.claims):
        return u
    if len(before) != 1 or any(_counts_else(c, before[0]) for c in u.claims if not c.measure):
        claims = tuple(claim for claim in u.claims if claim.measure)
        return replace(u, claims=claims, operation=operation_of(replace(u, claims=claims)))
    spoken = Measure(before)
    claims = tuple(replace(claim, measure=claim.measure or spoken) for claim in u.claims)
    return replace(u, claims=claims, measures=u.measures or (spoken,))


def _counts_else(claim: Claim, code: str) -> bool:
    """Whether a number is of another kind than a figure: 15万元 and no 件."""
    return not claim.unit or unit_kind(claim.unit) != unit_kind(catalogue.unit(code))


def _spoken_of(measure: Measure, before: Sequence[str]) -> Measure:
    """其中纠正的呢, after a question about reviews: of the figures the words fit, the one of that subject."""
    subjects = {_subject(code) for code in before}
    near = tuple(code for code in measure.codes if _subject(code) in subjects)
    return Measure(near) if len(measure.codes) > 1 and len(near) == 1 else measure


def _subject(code: str) -> str:
    """review.total and the rate of reviews corrected are both about reviews."""
    rate = catalogue.rates().get(code)
    return (rate.denominator if rate else code).split(".")[0]


def _of_same_name(target: Target, context: Context, catalog: Catalog) -> Target:
    """南京的, or 福州呢, where 鼓楼区 is spoken of: the district of that name there, if the city has no report itself."""
    spoken = [catalog.by_id[i] for i in context.organization_ids if i in catalog.by_id]
    stems = {body.place.stem for body in spoken if body.place}
    if target.bodies or len(stems) != 1 or len(places.by_stem(stems.pop())) < 2:
        return target
    first = spoken[0]
    inside = tuple(
        body
        for body in catalog.by_kind.get(first.kind, ())
        if body.place
        and first.place
        and body.place.stem == first.place.stem
        and body.township is None
        and any(places.is_within(body.place, division.code) for division in target.divisions)
    )
    if len(inside) != 1:
        return target
    return Target(inside[0].organization.name, inside[0].kind, (inside[0].place,) if inside[0].place else (), inside)


def _shifted(time: Time, years: Sequence[int]) -> Time:
    """上一年呢: the year before the one spoken of."""
    if not time.shift or len(years) != 1:
        return time
    return replace(time, years=(years[0] + time.shift,), relative=False, shift=0)


def _targets_of(context: Context, catalog: Catalog) -> tuple[Target, ...]:
    """The bodies spoken of; those offered to choose from stay one name that may be several."""
    found = [catalog.by_id[i] for i in context.organization_ids if i in catalog.by_id]
    named = context.query.organizations if context.query else ()
    if len(named) == 1 and len(found) > 1 and named[0] not in {body.organization.name for body in found}:
        divisions = tuple(dict.fromkeys(body.place for body in found if body.place))
        return (Target(named[0], found[0].kind, divisions, tuple(found)),)
    together: dict[tuple[str, str | None, str], list[Body]] = {}
    for body in found:
        # 洞头县, later 洞头区: one body under two names.
        today = places.heir(body.place).code if body.place else body.organization.name
        together.setdefault((today, body.township, body.kind), []).append(body)
    return tuple(
        Target(same[0].organization.name, same[0].kind, tuple(b.place for b in same if b.place), tuple(same))
        for same in together.values()
    )


def _kind_kept(target: Target, context: Context, catalog: Catalog) -> Target:
    """发改局呢, after a question about 张店区: the bureau of the place talked about, where it is stored."""
    if target.divisions and len(target.bodies) <= 1:
        return target
    spoken = {catalog.by_id[i].place for i in context.organization_ids if i in catalog.by_id}
    near = tuple(body for body in target.bodies if body.place in spoken)
    return replace(target, bodies=near) if near else target

"""Facets to figures: which indicator the words of a question name together, and which it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.asking.understood.request import Measure
from core.asking.words import lexicon as vocabulary
from core.asking.words.lexicon import Concept
from core.forms import catalogue
from core.forms.indicators import indicators

WEAK = frozenset({"requests", "info", "open", "total", "volume", "amount"})
_COUNTING = frozenset({"total", "volume"})
# 多少钱 alone may be any sum of money, 公开多少 is no more said than 公开.
_SAYING_NOTHING = WEAK - {"amount"}


def measures_of(
    segments: Sequence[tuple[frozenset[str], int]], *, share_aspects: bool = False
) -> list[tuple[Measure, int]]:
    """The figures that stretches of facets name, each with its place; a stretch borrows from its neighbours.

    `share_aspects`: 复议和诉讼纠正各多少 asks for 纠正 of both.
    """
    located: list[tuple[Measure, int]] = []
    pending: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    for i, (facets, start) in enumerate(segments):
        joined = facets | pending
        rest = segments[i + 1 :]
        found = exact(joined) if pending else exact(facets)
        if not found and pending:
            found = exact(facets)
            alone = exact(pending)
            if found and alone and "requests" in pending:
                located.append((Measure(alone), start))
        if share_aspects and rest and facets <= vocabulary.topic_facets():
            found = exact(facets | (rest[0][0] - vocabulary.topic_facets())) or found
        if facets <= WEAK and len(segments) > 1 and not (facets >= {"requests", "volume"}):
            if rest:
                pending = pending | facets
                continue
            whole = exact(facets | topics)
            if whole and Measure(whole) not in [measure for measure, _ in located]:
                located.append((Measure(whole), start))
                continue
            if located:
                continue
        if not found:
            found = exact(facets | topics)
        if not found and rest:
            following = rest[0][0]
            aspects = following - vocabulary.topic_facets()
            if facets <= vocabulary.topic_facets() and exact(facets | aspects):
                found = exact(facets | aspects)
            elif exact(facets | following):
                pending = facets
                continue
        codes = found or _hints(joined) or _hints(facets)
        topics = joined & vocabulary.topic_facets() or topics
        located.append((Measure(codes or ("?",), topical=bool(facets & vocabulary.topic_facets() - WEAK)), start))
        pending = frozenset()
    return located


def apart(before: frozenset[str], after: frozenset[str], *, each: bool = False) -> bool:
    """复议诉讼: two subjects side by side that no figure has together are two figures; 新收办结各多少 so are two aspects."""
    topics = vocabulary.topic_facets() | (before | after if each else frozenset())
    together = before | after
    fits = any(together <= concept.needs | concept.may for concept in vocabulary.concepts())
    return (
        (not fits or (each and _side_by_side(exact(before), exact(after))))
        and not (before <= WEAK or after <= WEAK)
        and before <= topics
        and after <= topics
        and bool(exact(before))
        and bool(exact(after))
    )


def _side_by_side(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two rows of one whole are meant: 予以公开 and 部分公开."""
    above = [{i.parent for c in codes if (i := indicators().get(c))} for codes in (first, second)]
    return len(first) == len(second) == 1 and first != second and above[0] == above[1] != {None}


def exact(facets: frozenset[str]) -> tuple[str, ...]:
    """The codes whose needs are all named and that leave no facet unexplained; those that need most."""
    facets = (facets - _COUNTING) or facets
    fitting = [c for c in vocabulary.concepts() if c.needs <= facets <= c.needs | c.may]
    most = max((len(c.needs) for c in fitting), default=0)
    return _codes(c for c in fitting if len(c.needs) == most)


def partial(facets: frozenset[str]) -> tuple[str, ...]:
    """The codes that the facets are part of: what a question may mean that does not say enough."""
    facets = (facets - _COUNTING) or facets
    return _codes(
        c for c in vocabulary.concepts() if facets <= c.needs | c.may and (facets & c.needs or facets - _SAYING_NOTHING)
    )


def _hints(facets: frozenset[str]) -> tuple[str, ...]:
    """What an unfinished wording may mean; a single guess that leaves a word unexplained is none."""
    found = partial(facets)
    sure = len(found) != 1 or any(facets <= c.needs for c in vocabulary.concepts() if c.code == found[0])
    return found if sure else ()


def _codes(concepts: Iterable[Concept]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(concept.code for concept in concepts))


def by_part(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The rows directly below each figure in its place, where it has any."""
    found: list[Measure] = []
    for asked in measures:
        code = asked.codes[0]
        derived = catalogue.derived_sums().get(code)
        below = [i.code for i in indicators().values() if i.parent == code]
        below += [part for part in (derived.parts if derived else ()) if part not in below]
        if code == "requests.outcome.total":
            below += [c for c in catalogue.derived_sums() if c.startswith("requests.outcome.") and c not in below]
        found += [Measure((part,)) for part in below] or [asked]
    return tuple(found)


def by_channel(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The channels of requests or of disclosure in place of their total."""
    totals = {"requests.received": "requests.channel.", "disclosure.items": "disclosure.channel."}
    found: list[Measure] = []
    for asked in measures:
        prefix = totals.get(asked.codes[0], "")
        parts = [Measure((code,)) for code in indicators() if prefix and code.startswith(prefix)]
        found += parts or [asked]
    return tuple(found)


def wholes_of(code: str) -> list[str]:
    """What a figure is part of, nearest first, as far as there are figures."""
    found = []
    parent = indicators()[code].parent if code in indicators() else None
    while parent:
        found.append(parent)
        parent = indicators()[parent].parent if parent in indicators() else None
    if (
        not code.startswith("requests.outcome.")
        or "requests.outcome.total" in found
        or code == "requests.outcome.total"
    ):
        return found
    return [*found, "requests.outcome.total"]

"""What is said of all or of most of what a figure counts: 均予以公开, 全部由企业提出, 其余均不予公开, 主要来自企业."""

from __future__ import annotations

from collections.abc import Sequence

from core.asking.claims.judges.parts import ANSWERED, CONCLUDED, INTAKE, RECEIVED, Parts, beside, is_part, together
from core.asking.claims.question import Unjudged
from core.asking.claims.ruling import PartOfWhole, Remark, on_values, remark
from core.asking.claims.statements.values import Majority
from core.asking.found.missing import Key
from core.asking.found.values import Found
from core.asking.understood.figures import wholes_of
from core.types import Number, Row

_ON_TIME, _CARRIED_OUT = "requests.concluded.on_time", "requests.carried_out"
# So many percent are 绝大多数; fewer than half are no 多数.
_VAST, _HALF = 80, 50


def every(parts: Parts) -> PartOfWhole:
    """Whether the figures named make up all of the whole."""
    whole, code = parts.value(parts.whole), parts.keys[0][0]
    if not whole.value:
        raise Unjudged("which_whole")
    if code == _ON_TIME:
        return _on_time(parts, whole)
    if code in (CONCLUDED, ANSWERED) and whole.code == RECEIVED:
        return _concluded(parts, whole)
    if not all(is_part(key, parts.whole) for key in parts.keys):
        raise Unjudged("which_whole")
    if whole.code == RECEIVED and ANSWERED in wholes_of(code):
        return _of_received(parts, whole)
    if whole.code == CONCLUDED and ANSWERED in wholes_of(code):
        whole = parts.value((ANSWERED, whole.applicant))
    values = parts.values()
    return _ruling(parts, values, whole, together(values) == whole.value)


def _concluded(parts: Parts, whole: Found) -> PartOfWhole:
    """均已办结: nothing was carried over to the next year; where no form tells that, as many were answered."""
    carried = parts.find((_CARRIED_OUT, whole.applicant))
    if carried is not None:
        return _ruling(parts, [], whole, carried.value == 0, [carried], remark("carried_out", amount=carried))
    done = parts.values()
    count = together(done)
    agrees = None if count > whole.value else count == whole.value
    return _ruling(parts, done, whole, agrees)


def _on_time(parts: Parts, whole: Found) -> PartOfWhole:
    """全部按时办结: as many on time as were concluded, and as were received."""
    [on_time] = parts.values()
    concluded = parts.value((CONCLUDED, None))
    all_done = on_time.value == concluded.value and on_time.value >= whole.value
    return _ruling(parts, [on_time], whole, all_done)


def _of_received(parts: Parts, whole: Found) -> PartOfWhole:
    """收到17件，均予以公开: all that were answered had this outcome, and none waits for an answer."""
    values = parts.values()
    answered = parts.value((ANSWERED, whole.applicant))
    if together(values) < answered.value:
        return _ruling(parts, [answered, *values], whole, False)
    carried = parts.find((_CARRIED_OUT, whole.applicant))
    waiting: Number = carried.value if carried is not None else max(whole.value - answered.value, 0)
    if waiting:
        return _ruling(parts, [answered, *values], whole, None, (), remark("still_open", amount=waiting))
    return _ruling(parts, [answered, *values], whole, True)


def remaining(parts: Parts, rows: Sequence[Row]) -> PartOfWhole:
    """其余均不予公开: what is left of the whole when those are taken away that the text gave before."""
    named = [row for row in rows if row.report == parts.entry.id and row.derived is None]
    found = next((i for i in reversed(range(len(named) - 1)) if _divides(named, i, parts.keys)), None)
    if found is None:
        raise Unjudged("which_whole")
    first, before = named[found], sum(row.value or 0 for row in named[found + 1 :])
    whole = parts.value((first.indicator, first.applicant))
    bases = [whole.value]
    if whole.code in INTAKE and ANSWERED in wholes_of(parts.keys[0][0]):
        bases.append(parts.value((ANSWERED, whole.applicant)).value)
    values = parts.values()
    so = {base - before == together(values) for base in bases}
    return _ruling(parts, values, whole, so.pop() if len(so) == 1 else None)


def _divides(rows: Sequence[Row], index: int, keys: Sequence[Key]) -> bool:
    """Whether all rows behind one, and the figures named, are parts of it."""
    whole = (rows[index].indicator, rows[index].applicant)
    later = [(row.indicator, row.applicant) for row in rows[index + 1 :]]
    return all(is_part(key, whole) for key in (*later, *keys))


def majority(parts: Parts, statement: Majority) -> PartOfWhole:
    """Whether the figures named are most of the whole."""
    whole = parts.value(parts.whole)
    if not all(is_part(key, parts.whole) for key in parts.keys):
        raise Unjudged("which_whole")
    if ANSWERED in wholes_of(parts.keys[0][0]) and whole.code in INTAKE:
        whole = parts.value((ANSWERED, whole.applicant))
    values = parts.values()
    if not whole.value:
        raise Unjudged("zero_base")
    share = 100 * together(values) / whole.value
    largest = len(parts.keys) > 1 or values[0].value >= max(v.value for v in parts.given(beside(parts.keys[0])))
    return _ruling(parts, values, whole, *_most(statement, share, largest))


def _most(statement: Majority, share: float, largest: bool) -> tuple[bool | None, Sequence[Found], Remark | None]:
    if statement.degree == "vast":
        return (True if share >= _VAST else False if share < _HALF else None), (), None
    if share > _HALF:
        return True, (), None
    return (None, (), remark("plural_only")) if largest else (False, (), None)


def _ruling(
    parts: Parts,
    values: Sequence[Found],
    whole: Found,
    agrees: bool | None,
    unsaid: Sequence[Found] = (),
    why: Remark | None = None,
) -> PartOfWhole:
    """`unsaid` are figures that the remark tells."""
    told = [value for value in values if (value.code, value.applicant) != (whole.code, whole.applicant)]
    common = on_values((parts.group,), [whole, *told, *unsaid])
    return PartOfWhole(agrees=agrees, parts=tuple(told), whole=whole, why=(why,) if why else (), **common)

"""One figure an indicator: of several mentions the one that is the whole body's, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from core.reading.narrative.mention import Mention

_SUB_UNIT = re.compile(
    "各(?:部门|乡镇|镇|乡|街道|社区|村|单位|县|区|局|科室|相关|有关|直属)|[县市区省州]直|部门|乡镇|本级|办公[室厅]|公开办|科室|所属|下属|社区|我局机关"
)
_BESIDE = re.compile(r"[、和及][^,。;:\d]{0,16}\d+.{0,3}")
_WHOLE = re.compile("全(?:市|县|区|省|镇|乡|街|州|旗|系统|局|委)|合计|总计|各级")


def settle(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions to keep: at most one for each indicator and applicant, exact, in their order."""
    groups: dict[tuple[str, str | None], list[Mention]] = {}
    for mention in mentions:
        if mention.value is not None:
            groups.setdefault((mention.pattern.indicator, mention.pattern.applicant), []).append(mention)
    return [chosen for group in groups.values() if (chosen := _chosen(group)) is not None]


def _chosen(group: Sequence[Mention]) -> Mention | None:
    if _told_twice(group) or _listed_apart(group):
        return None
    strong = [mention for mention in group if not mention.pattern.weak] or list(group)
    whole = [mention for mention in strong if not _is_sub_unit(mention)]
    for candidates in (strong, whole, [mention for mention in whole if not _follows_sub_unit(mention)]):
        if len({mention.value for mention in candidates}) == 1:
            return candidates[0]
    return _sum_of_the_others(strong)


def _told_twice(group: Sequence[Mention]) -> bool:
    """一审驳回1件,二审维持1件: two numbers of one result in one sentence are neither of them the whole."""
    numbers = {mention.number for mention in group if mention.pattern.result_of and mention.number}
    return len(numbers) > 1 and len({mention.sentence.offsets[0] for mention in group}) == 1


def _listed_apart(group: Sequence[Mention]) -> bool:
    """图书馆查阅点1个、档案馆查阅点1个: two figures of one thing side by side are neither of them the whole."""
    for first, second in pairwise(sorted(group, key=lambda mention: (mention.sentence.offsets[0], mention.start))):
        apart = first.number and second.number and first.number != second.number
        if (
            apart
            and first.sentence is second.sentence
            and _BESIDE.fullmatch(first.sentence.text, first.end, second.end)
        ):
            return first.pattern.indicator.startswith(("capacity.", "response.", "training."))
    return False


def _is_sub_unit(mention: Mention) -> bool:
    return mention.pattern.total and bool(_SUB_UNIT.search(mention.clause)) and not _WHOLE.search(mention.clause)


def _follows_sub_unit(mention: Mention) -> bool:
    """市政府本级收到120件,办结118件: the first clause names whose figures they are."""
    text = mention.sentence.text
    subject = text[text.rfind(";", 0, mention.start) + 1 : mention.start].split(",", 1)[0]
    return mention.pattern.total and bool(_SUB_UNIT.search(subject)) and not _WHOLE.search(subject)


def _sum_of_the_others(group: Sequence[Mention]) -> Mention | None:
    """The largest figure, where some of the others add up to it."""
    largest = max(group, key=lambda mention: mention.value or 0)
    parts = [mention.value or 0 for mention in group if mention.value != largest.value and _is_sub_unit(mention)]
    return largest if len(parts) > 1 and sum(parts) == largest.value else None

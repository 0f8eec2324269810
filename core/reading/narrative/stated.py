"""What a sentence says of all of a number told before it: 收到申请4件。申请人均为企业; 无法提供3件。无法提供均为…"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from core.reading.narrative.decide import Said
from core.reading.narrative.flow import Sentence
from core.reading.narrative.frames import Frame
from core.reading.narrative.rules import fitting

_RECEIVED = "requests.received"
_PARTING = ("requests.channel.", _RECEIVED)
# Of what else the next sentence may say something, where it is all that was counted.
_OTHER_WHOLES = (
    *("review.total", "litigation.total", "litigation.direct.total", "litigation.after_review.total"),
    "disclosure.items",
)
_THIS_ONE = ("该", "此")
_OUTCOMES = {
    "requests.outcome.denied": "out.denied",
    "requests.outcome.unavailable": "out.unavailable",
    "requests.outcome.not_processed": "out.unprocessed",
    "requests.outcome.other": "out.other",
}
_TELLING_MORE = ("requests.outcome.", "requests.concluded", "requests.carried")


def said_of_all_before(
    frames: Sequence[Frame], whole: Said | None, sentence: Sentence, year: int | None
) -> Iterator[Said]:
    """What the statements at the begin of a sentence say of what was counted before it: 复议2件。结果均为维持。"""
    if whole is None:
        return
    for frame in frames:
        of_one = frame.of == "next" and whole.value == 1 and sentence.text.startswith(_THIS_ONE)
        of_all = frame.of == "all" or of_one
        if not of_all or frame.depth or frame.time != "this" or frame.whose != "own":
            return
        told = {whole.rule.indicator}
        for rule, _ in fitting(frame, year):
            if told & rule.of:
                told.add(rule.indicator)
                yield Said(rule, frame, sentence, whole.value, "weak", before=whole)


def said_of_named(
    frames: Sequence[Frame], outcomes: Mapping[str, Said], sentence: Sentence, year: int | None
) -> Iterator[Said]:
    """无法提供均为本机关不掌握: what is said of all of an outcome that has its number before."""
    for frame in frames if outcomes else ():
        if frame.of != "all" or frame.time != "this" or frame.whose != "own":
            continue
        named = {code for code, sense in _OUTCOMES.items() if code in outcomes and frame.says(sense)}
        if len(named) != 1:
            continue
        whole = outcomes[named.pop()]
        for rule, _ in fitting(frame, year):
            if whole.rule.indicator in rule.of:
                yield Said(rule, frame, sentence, whole.value, "weak", before=whole)


def outcomes_told(said: Sequence[Said]) -> dict[str, Said]:
    """The outcomes of which the next sentences may tell more, by their indicator."""
    return {one.rule.indicator: one for one in said if one.rule.indicator in _OUTCOMES and one.value and not one.whole}


def counted_before(frames: Sequence[Frame], said: Sequence[Said], whole: Said | None) -> Said | None:
    """The requests that the next sentence may speak of: those counted here, or those before that are parted here."""
    came = [one for one in said if one.rule.indicator == _RECEIVED and not one.rule.applicant and one.fit != "weak"]
    if came:
        only = came[0].value and all(one.value == came[0].value for one in came)
        return came[0] if only and not any(_is_another(one, came[0]) for one in said) else None
    counted = [frame for frame in frames if frame.of is None]
    if (other := _only_whole(counted, said)) is not None:
        return other
    if whole is None or not counted:
        return whole
    parts = [one for one in said if one.rule.indicator.startswith(_PARTING)]
    parted = sum(one.value for one in parts) == whole.value and len(parts) == len(counted)
    # 一件申请公开补偿标准,一件申请公开低保名单: what they were about.
    about = all(frame.says("thing.request") and not frame.denied for frame in counted)
    parted = parted or (about and sum(frame.value or 0 for frame in counted) == whole.value and not said)
    # 这19件申请全部为公民个人提出。
    again = all(frame.value == whole.value for frame in counted)
    return whole if parted or again else None


def _only_whole(counted: Sequence[Frame], said: Sequence[Said]) -> Said | None:
    """The one number of a sentence that is all reviews, lawsuits or items."""
    wholes = [one for one in said if one.rule.indicator in _OTHER_WHOLES and one.value and not one.whole]
    numbers = {frame.figure for frame in counted if frame.value}
    only = wholes and wholes[0].fit != "weak" and numbers == {wholes[0].frame.figure}
    return wholes[0] if only and len({one.rule.indicator for one in wholes}) == 1 else None


def _is_another(one: Said, came: Said) -> bool:
    """收到10件,答复9件; 收到9件,上年结转1件: what is said next may be of another number."""
    return one.rule.indicator.startswith(_TELLING_MORE) and one.value not in (0, came.value)

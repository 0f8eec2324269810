"""What a pattern took for a figure although the words around it say another thing."""

from __future__ import annotations

from collections.abc import Sequence

from core.reading.narrative.frames import Frame
from core.reading.narrative.mention import Mention
from core.text.lexicon import Word

# What is denied, or counted, beside these is not the indicator itself: a fee, a lost case, an overdue answer.
_FOREIGN: dict[str, tuple[str, ...]] = {
    "requests.received": (
        *("act.charge", "thing.fee", "thing.processing_fee", "thing.remission", "thing.money", "quality.overdue"),
        *("act.pending", "act.carry", "out.", "res.", "thing.review", "thing.lawsuit", "other."),
    ),
    "review.total": ("res.", "thing.money", "thing.fee", "other.enforcement", "quality.overdue", "act.charge"),
    "litigation.total": ("res.", "thing.money", "thing.fee", "other.enforcement", "quality.overdue", "act.charge"),
}
_THING = {
    "requests.received": ("thing.request", "thing.application"),
    "review.total": ("thing.review",),
    "litigation.total": ("thing.lawsuit",),
}


def is_vetoed(mention: Mention, frames: Sequence[Frame]) -> bool:
    """Whether the frames of the sentence show that the mention is another time's, another body's or another thing."""
    if mention.pattern.any_year:
        return False
    if mention.pattern.form == "zero" and mention.pattern.indicator not in _THING:
        return False
    mine = [frame for frame in frames if _is_of(mention, frame)]
    if mention.pattern.indicator == "disclosure.items" and any("channels.others" in frame.context for frame in mine):
        return True
    if mention.pattern.form == "zero":
        return not any(_names_it(mention, frame) and not _speaks_of_another(mention, frame) for frame in mine)
    return bool(mine) and all(_speaks_of_another(mention, frame) for frame in mine)


def _is_of(mention: Mention, frame: Frame) -> bool:
    figure = frame.counted
    if mention.number is not None:
        return figure is not None and figure.number[0] == mention.number[0]
    if mention.pattern.form != "zero" or frame.value != 0:
        return False
    return frame.span[0] < mention.end and mention.start < frame.span[1]


def _names_it(mention: Mention, frame: Frame) -> bool:
    """Whether the frame names what the indicator counts."""
    return any(word.may_be(thing) for word in frame.words for thing in _THING[mention.pattern.indicator])


def _speaks_of_another(mention: Mention, frame: Frame) -> bool:
    if frame.time in ("part", "rate", "plan") and not frame.done:
        return True
    if mention.pattern.form != "zero":
        return False
    if frame.whose != "own":
        return True
    foreign = _FOREIGN.get(mention.pattern.indicator, ())
    begin = frame.negation.start if frame.negation is not None else 0
    return any(_has_only(word, foreign if word.start > begin else ("other.",)) for word in frame.words)


def _has_only(word: Word, senses: tuple[str, ...]) -> bool:
    """Whether every way to take the word has one of the senses."""
    readings = word.readings
    return bool(readings) and all(any(sense.startswith(senses) for sense in reading) for reading in readings)

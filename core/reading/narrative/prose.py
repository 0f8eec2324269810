"""The prose as it was read: its passages, the figures they give, and what became of every number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.forms.indicators import indicators
from core.reading.narrative.account import Account, account, stated_of
from core.reading.narrative.appended import appended_reports
from core.reading.narrative.choose import choose
from core.reading.narrative.decide import Said, tells_a_system
from core.reading.narrative.find import find
from core.reading.narrative.flow import Sentence, sentences
from core.reading.narrative.frames import Frame
from core.reading.narrative.headings import denied_by_heading
from core.reading.narrative.mention import Mention
from core.reading.narrative.reading import Passage, passages
from core.reading.narrative.senses import any_of, has_any
from core.reading.narrative.settle import settle
from core.reading.narrative.veto import is_vetoed
from core.reading.narrative.words import is_in_a_row
from core.text.clean import CleanText

_COUNTED, _BECAME = ("thing.request", "thing.review", "thing.lawsuit"), ("out.", "res.", "why.", "path.")


@dataclass(frozen=True, slots=True)
class Prose:
    """The passages in order, and the figures that were taken from them."""

    passages: tuple[Passage, ...]
    chosen: tuple[Said, ...]
    """The figures that the rules gave."""
    others: tuple[Mention, ...]
    """The figures that the patterns gave where the rules were silent."""

    def accounts(self) -> Iterator[tuple[Passage, tuple[Account, ...]]]:
        """What became of each number and negation, passage by passage: a figure told again is one, too."""
        given = {(one.rule.indicator, one.rule.applicant, one.value) for one in self.chosen}
        keys = {(code, applicant) for code, applicant, _ in given}
        keys |= {(one.pattern.indicator, one.pattern.applicant) for one in self.others}
        before: Frame | None = None
        for passage in self.passages:
            before = before if passage.sentence.previous else None
            if not passage.frames:
                yield passage, ()
                continue
            again = [one for one in passage.said if (one.rule.indicator, one.rule.applicant, one.value) in given]
            own = [one for one in self.chosen if one.sentence is passage.sentence]
            here = [number_at(one.number) for one in (*own, *again) if not _is_only_stated_of(one)]
            mine = {at for at in here if at is not None}
            others = [one for one in self.others if one.sentence is passage.sentence]
            mine |= {at for one in others for at in _numbers(one, passage.frames)}
            used = [one.frame for one in passage.said]
            denying = [frame for frame in passage.frames if frame.denied]
            if denying and any(denied_by_heading(passage.sentence)):
                used += denying
            used += [frame for frame in denying if any(_denies_it(one, frame) for one in others)]
            open_ = [one.frame for one in passage.said if (one.rule.indicator, one.rule.applicant) not in keys]
            yield passage, tuple(account(passage.frames, mine, used, before, open_))
            before = stated_of(passage.frames, before)


def read_prose(clean: CleanText, year: int | None, tables: Sequence[tuple[int, int]], own: str = "") -> Prose:
    """The prose outside `tables` (source spans); `year` is the report's, `own` the name of its body."""
    read = tuple(passages(sentences(clean, (*tables, *appended_reports(clean, year))), year, own))
    end = clean.offsets[len(clean.text.rstrip()) - 1] if clean.text.strip() else -1
    said = [
        one
        for passage in read
        for one in passage.said
        if one.rule.indicator in indicators()
        and not _is_torn_off(passage.sentence.text, one)
        and not _is_cut_off(passage.sentence, one.number.counted and one.number.counted.number, end)
    ]
    given = {(one.rule.indicator, one.rule.applicant) for one in said}
    mentions = [
        mention
        for passage in read
        if not passage.is_silent and not tells_a_system(passage.sentence, passage.frames)
        for mention in find(passage.sentence, year, given)
        if not is_vetoed(mention, passage.frames)
        and not _is_otherwise(mention, passage)
        and not _is_cut_off(passage.sentence, mention.number, end)
    ]
    others = [one for one in settle(mentions) if (one.pattern.indicator, one.pattern.applicant) not in given]
    return Prose(read, tuple(choose(said)), tuple(others))


def _is_only_stated_of(one: Said) -> bool:
    """接到申请11人次,均为当面提出: what is said of all of a number does not yet tell what came with it."""
    whole = one.whole
    if whole is None or has_any(whole.words, _BECAME):
        return False
    newly = whole.says("new", "act.occur") and any_of(whole.topic, "thing.review", "thing.lawsuit")
    return newly or whole.says(*_COUNTED)


def _is_cut_off(sentence: Sentence, number: tuple[int, int] | None, end: int) -> bool:
    """不予公开12 at the very end of a text: where it breaks off, so may the number."""
    return number is not None and number[1] == len(sentence.text) and sentence.offsets[-1] == end


def _is_torn_off(text: str, said: Said) -> bool:
    at = number_at(said.number)
    return at is not None and is_in_a_row(text, at)


def number_at(frame: Frame) -> int | None:
    """Where the number of a frame stands in its sentence."""
    figure = frame.counted
    return figure.number[0] if figure is not None else None


def _is_otherwise(mention: Mention, passage: Passage) -> bool:
    """Whether the frames take the number of a mention for another figure."""
    if mention.number is None:
        return False
    mine = [one for one in passage.said if number_at(one.frame) == mention.number[0]]
    return bool(mine) and all(one.rule.indicator != mention.pattern.indicator for one in mine)


def _denies_it(mention: Mention, frame: Frame) -> bool:
    """Whether a pattern took the negation of the frame for a figure of 0."""
    return mention.value == 0 and mention.start < frame.span[1] and frame.span[0] < mention.end


def _numbers(mention: Mention, found: Sequence[Frame]) -> Iterator[int]:
    """Where the numbers stand that the mention was read from."""
    if mention.number is not None:
        yield mention.number[0]
        return
    for frame in found:
        at = number_at(frame)
        if at is not None and mention.start <= at < mention.end and frame.value == mention.value:
            yield at

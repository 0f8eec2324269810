"""Why a rule does not take a frame, and which rules come nearest to taking it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.reading.narrative.frames import Frame
from core.reading.narrative.rules import Heard, Rule, Shape, rules, way_of
from core.text.lexicon import Word, mask, names_of


@dataclass(frozen=True, slots=True)
class Miss:
    """What a frame would have to say otherwise to be the figure of a rule."""

    rule: Rule
    lacking: tuple[frozenset[str], ...]
    """The needs that nothing fills, each with the senses of which one would."""
    forbidden: frozenset[str]
    """The senses that must not stand."""
    untaken: tuple[Word, ...]
    """The words that the rule does not take."""
    together: frozenset[str]
    """What the words say together that the rule does not know."""
    of_other_years: bool
    """Whether only reports of other years give the figure."""
    counter: str | None
    """How the number is counted, where the figure is not counted so."""
    filled: int
    """How many needs are filled."""

    @property
    def distance(self) -> tuple[int, int, int]:
        """What comes first is nearest: the fewest obstacles, then the most that fits, then the shortest words."""
        obstacles = len(self.lacking) + len(self.forbidden) + len(self.untaken) + len(self.together)
        obstacles += self.of_other_years + (self.counter is not None)
        return obstacles, -self.filled, sum(len(word.text) for word in self.untaken)


def nearest(frame: Frame, year: int | None, most: int = 3) -> tuple[Miss, ...]:
    """The rules that come nearest, of each figure the nearest way to say it."""
    best: dict[tuple[str, str | None], Miss] = {}
    for miss in misses(frame, year):
        key = miss.rule.indicator, miss.rule.applicant
        if key not in best or miss.distance < best[key].distance:
            best[key] = miss
    return tuple(sorted(best.values(), key=lambda miss: miss.distance)[:most])


def misses(frame: Frame, year: int | None) -> Iterator[Miss]:
    """Every way to say a figure of which some need is filled by the frame's own words, and what it misses."""
    heard = Heard.of(frame)
    # A word that says nothing of its own hints at no figure.
    said = frozenset[str]().union(*(word.senses for word in (*frame.words, *frame.topic))) - {"filler"}
    for rule in rules():
        for shape in (shape for _, shapes in rule.ways(way_of(frame)) for shape in shapes):
            if any(not need.isdisjoint(said) for need, _ in shape.needs):
                yield _missed(rule, shape, frame, heard, year)


def _missed(rule: Rule, shape: Shape, frame: Frame, heard: Heard, year: int | None) -> Miss:
    lacking = tuple(shape.lacking(heard))
    return Miss(
        rule,
        lacking,
        frozenset(sense for sense in shape.never if mask(sense) & heard.here),
        tuple(word for word in frame.words if not shape.takes(word)),
        names_of(frame.done) - shape.known,
        not rule.is_of(year),
        rule.foreign_counter(frame),
        len(shape.needs) - len(lacking),
    )

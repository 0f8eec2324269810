"""One word of a question, and all that it may say."""

from __future__ import annotations

from typing import NamedTuple

from core.asking.words.catalog import Body
from core.asking.words.lexicon import Sense
from core.asking.words.limits import Bound
from core.asking.words.times import Time
from core.places.divisions import Division
from core.types import Number


class Token(NamedTuple):
    """One word of a question, [start, end) in the prepared text; a word nothing is known of has no meaning set.

    A tuple, as most of those that a question could be cut into are thrown away.
    """

    start: int
    end: int
    text: str
    senses: tuple[Sense, ...] = ()
    divisions: tuple[Division, ...] = ()
    bodies: tuple[Body, ...] = ()
    time: Time | None = None
    number: Number | None = None
    unit: str = ""
    limit: int | None = None
    nth: int | None = None
    report: int | None = None
    bounds: tuple[Bound, ...] = ()
    separator: bool = False
    mark: bool = False
    stored: bool = False
    """Whether it is the name of a stored body, township or kind of body: `bodies` are those it means."""

    @property
    def latin(self) -> bool:
        """Whether it is written in Latin letters, as English is and names of places may be."""
        return self.text.isascii()

    @property
    def unknown(self) -> bool:
        """Whether nothing is known of it, or only that it is none of the reports' figures."""
        return not (
            self._says_something
            or self.divisions
            or self.bodies
            or self.stored
            or self.time
            or self.number is not None
            or self.limit
            or self.nth
            or self.report
            or self.bounds
            or self.separator
            or self.mark
        )

    @property
    def _says_something(self) -> bool:
        return bool(self.senses) and (len(self.senses) > 1 or self.senses[0].role != "lookalike")

    def values(self, role: str) -> tuple[str, ...]:
        """What the word says in this role."""
        return tuple([sense.value for sense in self.senses if sense.role == role])

    def has(self, role: str, value: str | None = None) -> bool:
        """Whether the word has this role (with this value)."""
        # Asked a hundred times of every question: a loop is twice as fast as any().
        for sense in self.senses:  # noqa: SIM110
            if sense.role == role and (value is None or value == sense.value):
                return True
        return False

"""How fast: so many at once, and one after the other after that."""

from __future__ import annotations

from dataclasses import dataclass, field

INTERVAL, BURST = 1 / 25, 5
"""Seconds between two messages of the bot, and how many may go at once: Telegram allows thirty a second."""


@dataclass(slots=True)
class Pace:
    """At most `burst` calls at once and one each `interval` seconds after that."""

    interval: float
    burst: int
    _due: float = field(default=0.0, init=False)

    def reserve(self, now: float) -> float:
        """Take the next place; returns the seconds to wait for it."""
        wait = self._wait(now)
        self._due = max(self._due, now) + self.interval
        return wait

    def take(self, now: float, spare: int = 0) -> float:
        """Take a place if one is free now (0), and `spare` more; else none: the seconds until one may be."""
        wait = self._wait(now + spare * -self.interval)
        if wait == 0:
            self._due = max(self._due, now) + self.interval
        return wait

    def hold(self, until: float) -> None:
        """Give no place before `until`."""
        self._due = max(self._due, until + (self.burst - 1) * self.interval)

    def idle(self, now: float) -> bool:
        return self._due <= now

    def _wait(self, now: float) -> float:
        return max(self._due - (self.burst - 1) * self.interval - now, 0.0)

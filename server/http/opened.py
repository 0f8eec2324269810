"""Which client has how many sessions open, so that one can't take the places of all the others."""

from __future__ import annotations

import time
from collections.abc import Callable

MOST_OF_A_CLIENT = 100
"""Sessions that one client may have open at once; for more it gets 429."""


class Opened:
    """Sessions by their ids; one that nobody used for `idle` seconds has ended."""

    def __init__(self, idle: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._idle = idle
        self._clock = clock
        self._sessions: dict[str, tuple[str, float]] = {}

    def may_open(self, client: str) -> bool:
        """Whether a client may open one more."""
        now = self._clock()
        ended = [session for session, (_, used) in self._sessions.items() if now - used > self._idle]
        for session in ended:
            del self._sessions[session]
        return sum(of == client for of, _ in self._sessions.values()) < MOST_OF_A_CLIENT

    def used(self, session: str, client: str) -> None:
        """Note a session that was opened, or that a request came in."""
        self._sessions[session] = client, self._clock()

    def ended(self, session: str) -> None:
        """Note a session that its client ended."""
        self._sessions.pop(session, None)

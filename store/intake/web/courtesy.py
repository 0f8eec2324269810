"""How often a site is asked, and what it asks not to be fetched."""

from __future__ import annotations

import time
from collections.abc import Callable

from protego import Protego

from store.intake.web.addresses import host_of, refused

AGENT = "gongkai"
"""The name by which robots.txt can speak of us."""
_LONGEST_PAUSE = 60.0
_MOST_RULES = 500_000


class Pace:
    """At least `pause` seconds between two requests to one host; more where its robots.txt asks for more."""

    def __init__(self, pause: float, wait: Callable[[float], object] = time.sleep) -> None:
        self._pause, self._wait = pause, wait
        self._next: dict[str, float] = {}

    def keep(self, address: str, asked_for: float | None = None) -> None:
        """Wait until the host of an address may be asked."""
        host, _ = host_of(address)
        now = time.monotonic()
        due = self._next.get(host, now)
        if due > now:
            self._wait(due - now)
        pause = max(self._pause, min(asked_for or 0.0, _LONGEST_PAUSE))
        self._next[host] = max(due, now) + pause


class Robots:
    """What the hosts ask; their robots.txt is fetched once, by `get`: (status, text) of an address."""

    def __init__(self, get: Callable[[str], tuple[int, str]]) -> None:
        self._get = get
        self._known: dict[str, Protego] = {}

    def pause(self, address: str) -> float | None:
        """How many seconds the host wants between two requests. Raises ReadError as `ask` does."""
        return self._rules(address).crawl_delay(AGENT)

    def ask(self, address: str) -> None:
        """Raise ReadError: unreadable, where the host does not want this address fetched."""
        if not self._rules(address).can_fetch(address, AGENT):
            raise refused("The robots.txt of the site asks not to fetch it: save it by hand.")

    def _rules(self, address: str) -> Protego:
        place = address.split("/", 3)[:3]
        site = "/".join(place)
        if site not in self._known:
            status, text = self._get(f"{site}/robots.txt")
            # RFC 9309, 2.3.1: one that is not there forbids nothing, one that can't be had everything.
            if status >= 500:
                raise refused(f"The site answers {status} where it keeps its robots.txt: try again later.")
            self._known[site] = Protego.parse(text[:_MOST_RULES] if status < 300 else "")
        return self._known[site]

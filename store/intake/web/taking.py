"""One report from one address, for programs that are asked for it: a bot, a server."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.errors import ReadError
from core.work.worker import Workers
from store.intake.parsing import File, Parsed, figures_of, parse_file
from store.records import Origin
from store.settings import Settings

if TYPE_CHECKING:
    from store.intake.sources import Source


@dataclass(frozen=True, slots=True)
class Taken:
    """The bytes of an address (or of the file that hangs on its page), what the file is called, where it came from.

    `parsed` is what it says, where that was read already to choose it among several.
    """

    name: str
    data: bytes
    origin: Origin | None
    parsed: Parsed | None = None


class Taker:
    """Takes reports from addresses, one at a time, so that no site is asked faster than the settings say."""

    def __init__(self, settings: Settings, readers: Workers) -> None:
        self._settings, self._readers = settings, readers
        self._turn = threading.Lock()

    def take(self, address: str) -> Taken:
        """The report at an address; of a page and its files the one with most figures. It waits on the network.

        Raises ReadError in one sentence: what can't be had, what is no address of the public web, what is a list.
        """
        # A program that answers questions may never be given an address.
        from store.intake.web.opening import open_gatherer

        with self._turn, open_gatherer(self._settings, self._readers, lambda _: None) as gatherer:
            survey = gatherer.survey(address)
            if survey.is_listing:
                raise ReadError(
                    "not_a_report", f"The page lists {len(survey.wanted)} reports: give the address of one.", "address"
                )
            sources = [source for wanted in survey.wanted for source in gatherer.take(wanted)]
        return self._fullest(sources)

    def _fullest(self, sources: list[Source]) -> Taken:
        found, refused = list[Taken](), list[ReadError]()
        for source in sources:
            try:
                data = source.load()
            except ReadError as error:
                refused.append(error)
                continue
            found.append(Taken(source.file_name, data, source.origin))
        if not found:
            raise refused[0]
        return found[0] if len(found) == 1 else max(map(self._read, found), key=_figures)

    def _read(self, taken: Taken) -> Taken:
        try:
            return replace(taken, parsed=self._readers.submit(parse_file, File(taken.name, taken.data)).result())
        except ReadError:
            return taken


def _figures(taken: Taken) -> int:
    return -1 if taken.parsed is None else figures_of(taken.parsed)

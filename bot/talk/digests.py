"""One quiet message a day on the bodies a chat follows: reports that came in, came late, or are overdue."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.utils.formatting import Bold, Text, as_list

from bot.edge.access import Access
from bot.edge.desk import Desk
from bot.edge.incidents import Incidents
from bot.look import keyboards, sheet
from bot.look.paging import pages
from bot.look.words import Words, words_of
from core.asking.worked.due import late_by
from core.places.divisions import by_code, is_within
from core.reading.checks.formalities import legal_deadline
from core.types import Identity, Language, Organization, ReportEntry
from store import Archive
from store.desk.records import Subscription

log = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 30.0
_MOST_LINES, _MOST_BUTTONS = 30, 12


class Digests:
    """Looks now and then whether the hour of the day is past, and tells each chat that was not told since."""

    def __init__(self, archive: Archive, access: Access, desk: Desk, incidents: Incidents, at: time) -> None:
        self._archive = archive
        self._access = access
        self._desk = desk
        self._incidents = incidents
        self._at = at

    async def run(self, bot: Bot) -> None:
        """Until cancelled. What goes wrong is an incident; the next look comes all the same."""
        while True:
            try:
                await self.tell_due(bot, datetime.now().astimezone())
            except Exception as error:
                self._incidents.note(error)
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)

    async def tell_due(self, bot: Bot, now: datetime) -> None:
        """Tell every chat that is due at this time of the machine."""
        moment = datetime.combine(now.date(), self._at, now.tzinfo)
        if now < moment:
            return
        for chat in self._archive.subscriptions.due(moment):
            if self._access.role(chat, chat) is not None:
                await self._tell(bot, chat, now)
            await self._desk.do(lambda archive, chat=chat: archive.subscriptions.told(chat, now))  # type: ignore[misc]

    async def _tell(self, bot: Bot, chat: int, now: datetime) -> None:
        followed = self._archive.subscriptions.of(chat)
        language: Language = followed[0].language
        words = words_of(language)
        since = min(one.told_at for one in followed)
        came = [
            entry
            for entry in self._archive.reports(ids=self._archive.received(since, now))
            if any(_is_of(entry.organization_name, entry.division_code, one) for one in followed)
        ]
        blocks = digest(came, _overdue(followed, since, now.date(), self._archive), self._archive, language)
        if not blocks:
            return
        labels = {f"{entry.organization_name} {entry.year}": entry.id for entry in came[:_MOST_BUTTONS]}
        try:
            *first, last = pages([Text(Bold(words.digest_title)), *blocks])
            for page in first:
                await bot.send_message(chat, **page.as_kwargs(), disable_notification=True)
            markup = keyboards.reports(labels)
            await bot.send_message(chat, **last.as_kwargs(), reply_markup=markup, disable_notification=True)
        except TelegramAPIError as refusal:
            # Whoever blocked the bot hears no more of it.
            log.info("digest not told", extra={"chat": chat, "reason": str(refusal)})


def digest(
    came: Sequence[ReportEntry],
    overdue: Sequence[tuple[Organization, int, date]],
    archive: Archive,
    language: Language,
) -> list[Text]:
    """What came in, a line each with what does not add up, and what should have."""
    words, blocks = words_of(language), []
    if came:
        lines = [_line(entry, archive, language, words) for entry in came[:_MOST_LINES]]
        blocks.append(as_list(words.digest_new.format(count=len(came)), *lines))
    if overdue:
        late = [
            Text("· ", words.digest_due.format(body=body.name, year=year, limit=limit.isoformat()))
            for body, year, limit in overdue[:_MOST_LINES]
        ]
        blocks.append(as_list(words.digest_missing.format(count=len(overdue)), *late))
    return blocks


def _line(entry: ReportEntry, archive: Archive, language: Language, words: Words) -> Text:
    days = late_by(entry)
    late = words.digest_late.format(days=days) if days else ""
    return Text("· ", sheet.line(archive.report(entry.id), language), late)


def _overdue(
    followed: Iterable[Subscription], since: datetime, today: date, archive: Archive
) -> list[tuple[Organization, int, date]]:
    """The bodies that had a report of the year before and have none of a year that fell due since."""
    begun = since.astimezone(UTC).date()
    wanted = [
        body
        for body in archive.each_organization()
        if any(_is_of(body.name, body.division_code, one) for one in followed)
    ]
    found = []
    for year in range(begun.year - 1, today.year):
        held = {
            year_held: {entry.organization for entry in archive.reports(years=[year_held])}
            for year_held in (year - 1, year)
        }
        for body in wanted:
            limit = legal_deadline(Identity(organization=body.name, year=year))
            fell_due = limit is not None and begun <= limit < today
            if limit is not None and fell_due and body.id in held[year - 1] and body.id not in held[year]:
                found.append((body, year, limit))
    return found


def _is_of(name: str, code: str | None, subscription: Subscription) -> bool:
    if subscription.body:
        return (name, code or "") == (subscription.body, subscription.code)
    place = by_code(code) if code else None
    return place is not None and is_within(place, subscription.code)

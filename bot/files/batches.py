"""Files sent together share one message that edits itself until all of them are done."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import InlineKeyboardMarkup, InputRichMessage, Message, ReplyParameters
from aiogram.utils.formatting import Bold, Text, as_list

from bot.edge.desk import Desk
from bot.edge.memory import Memory
from bot.edge.sending import patiently
from bot.look import keyboards, sheet
from bot.look.paging import pages
from bot.look.rich_sheet import rich_sheet
from bot.look.showing import Showing
from bot.look.words import words_of
from store import Archive, StoredReport
from store.deciding import best_facts
from store.desk.records import Batch, Job
from store.records import Saved

log = logging.getLogger(__name__)

_MOST_LINES = 40
_SECONDS_BETWEEN_PAGES = 1.5

State = Literal["waiting", "reading", "done", "failed"]


class Item:
    """One file on its way: `waiting`, `reading`, then `done` with a stored report or `failed` with a sentence."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.state: State = "waiting" if job.state == "unpacked" else job.state
        self.saved = job.saved
        self.sentence = job.sentence or ""
        self.pages: tuple[int, int] | None = None
        self.again = False
        self.photos = 1
        self.read = asyncio.Event()
        self.joined: list[Item] = []

    @property
    def name(self) -> str:
        return self.job.name if self.photos == 1 else f"{self.photos} 张照片"

    def waiting(self) -> None:
        self.state, self.again = "waiting", False

    def reading(self, pages: tuple[int, int] | None = None) -> None:
        self.state, self.saved, self.pages = "reading", None, pages

    def done(self, saved: Saved) -> None:
        self.state, self.saved = "done", saved

    def failed(self, sentence: str, *, again: bool = False) -> None:
        """`again`: it may succeed another time."""
        self.state, self.sentence, self.again = "failed", sentence, again

    def told(self) -> None:
        """The message has said what became of it: whoever waits for that goes on."""
        for item in (self, *self.joined):
            item.read.set()

    @property
    def finished(self) -> bool:
        return self.state in ("done", "failed")


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says: as text, on pages, and where it is a sheet as tables too."""

    pages: Sequence[Text]
    markup: InlineKeyboardMarkup | None
    rich: InputRichMessage | None = None

    @property
    def digest(self) -> str:
        """By which it is known again."""
        markup = self.markup.model_dump_json(exclude_none=True) if self.markup else ""
        return keyboards.digest("\f".join([*(page.render()[0] for page in self.pages), markup]))


class BatchMessage:
    """The files of one message or one album, and the message that tells how they fare."""

    def __init__(
        self,
        stored: Batch,
        jobs: Iterable[Job],
        archive: Archive,
        desk: Desk,
        memory: Memory,
        showing: Showing,
        bot: Bot,
    ) -> None:
        self.id = stored.id
        self.language = stored.language
        self.words = words_of(stored.language)
        self._stored = stored
        self._items = [Item(job) for job in jobs]
        self._archive = archive
        self._desk = desk
        self._memory = memory
        self._showing = showing
        self._bot = bot
        self._shown_in = stored.shown_in
        self._shown = ""
        self._stale = False
        self._telling: asyncio.Task[None] | None = None
        self._page_told_at = 0.0

    def item(self, job: Job) -> Item:
        """The item of a job, added where it is new."""
        for item in self._items:
            if item.job.id == job.id:
                return item
        self._items.append(Item(job))
        return self._items[-1]

    @property
    def key(self) -> str | None:
        """What its files are kept together by."""
        return self._stored.album

    @property
    def is_open(self) -> bool:
        """Whether files of it are still to be read."""
        return not all(item.finished for item in self._items)

    @property
    def _together(self) -> bool:
        return len(self._items) > 1 or any(item.job.member for item in self._items)

    def join(self, first: Item, others: Sequence[Job]) -> None:
        """Let one item stand for the photos that are read together with it."""
        joined = {job.id for job in others}
        first.joined = [item for item in self._items if item.job.id in joined]
        self._items = [item for item in self._items if item.job.id not in joined]
        first.photos = len(others) + 1
        self.refresh()

    def unpacked(self, archive: Job, members: Sequence[Job]) -> None:
        """Put the files of an archive in its place."""
        whole, items = self.item(archive), [Item(job) for job in members]
        # Whoever waits for the archive waits for the last of its files.
        items[-1].joined = [whole]
        place = self._items.index(whole)
        self._items[place : place + 1] = items

    def at_page(self, item: Item, page: int, pages: int) -> None:
        """Show how far the reading got, now and then."""
        now = asyncio.get_running_loop().time()
        if item.finished or pages < 2:
            return
        item.reading((page, pages))
        if now - self._page_told_at >= _SECONDS_BETWEEN_PAGES:
            self._page_told_at = now
            self.refresh()

    def refresh(self) -> None:
        """Bring the message up to date in the background; what changes meanwhile goes out together."""
        self._stale = True
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell_until_fresh())

    async def told(self) -> None:
        """Wait until the message says all there is to say."""
        if self._telling is not None:
            await asyncio.shield(self._telling)

    async def stop(self) -> None:
        """Leave off telling; after a restart the message is brought up to date."""
        if self._telling is not None:
            self._telling.cancel()
            await asyncio.gather(self._telling, return_exceptions=True)

    async def _tell_until_fresh(self) -> None:
        while self._stale:
            # The first word on a file is waited for; how far it got is not.
            patiently(self._shown_in is not None)
            self._stale = False
            done = [item for item in self._items if item.finished]
            finished = len(done) == len(self._items)
            content = self._content()
            if content.digest != self._shown:
                self._shown = content.digest
                try:
                    await self._tell_all(content)
                except TelegramAPIError as refusal:
                    # Whoever blocked the bot has the report stored all the same.
                    log.warning("batch not told", extra={"chat": self._stored.chat, "reason": str(refusal)})
            for item in done:
                item.told()
            if finished:
                await self._desk.do(lambda archive: archive.jobs.told(self.id))
        if all(item.finished for item in self._items):
            await self._point_to_first()

    async def _point_to_first(self) -> None:
        """A file that came before: say so in reply to the message that brought it first. A link works in no private
        chat, a reply in all."""
        item = self._items[0]
        if self._together or item.saved is None or item.saved.outcome != "already_there":
            return
        first = self._archive.jobs.first_receipt(item.job)
        if first is None:
            return
        try:
            await self._bot.send_message(
                self._stored.chat, self.words.came_first, reply_parameters=ReplyParameters(message_id=first)
            )
        except TelegramAPIError as refusal:
            # Whoever deleted that message is told when it came all the same.
            log.info("first receipt not shown", extra={"chat": self._stored.chat, "reason": str(refusal)})

    async def _tell_all(self, content: Content) -> None:
        """As a table where there is one, else as text."""
        await self._showing.first_as_table(
            self._bot,
            self._stored.chat,
            content.rich,
            lambda table: self._tell(content.markup, rich_message=table),
            lambda: self._tell_text(content),
            self.words,
        )
        if self._shown_in is not None:
            self._note(self._shown_in)

    async def _tell_text(self, content: Content) -> Message | bool:
        page, *rest = content.pages
        told = await self._tell(None if rest else content.markup, **page.as_kwargs())
        assert self._shown_in is not None
        for number, following in enumerate(rest, start=1):
            sent = await self._bot.send_message(
                self._stored.chat,
                **following.as_kwargs(),
                reply_markup=content.markup if number == len(rest) else None,
                # In a topic only a reply stays there.
                reply_parameters=ReplyParameters(message_id=self._shown_in, allow_sending_without_reply=True),
            )
            self._note(sent.message_id)
        return told

    def _note(self, message: int) -> None:
        """A sheet is about its report: a reply to it, too."""
        if not self._together and self._items[0].saved is not None:
            about = {"report": self._items[0].saved.report}
            self._memory.put(self._stored.chat, message, self._stored.account, about)

    async def _tell(self, markup: InlineKeyboardMarkup | None, **content: Any) -> Message | bool:
        """Edit the message that tells of the files; where there is none, or none any more, send one."""
        chat = self._stored.chat
        if self._shown_in is not None:
            try:
                return await self._bot.edit_message_text(
                    chat_id=chat, message_id=self._shown_in, **content, reply_markup=markup
                )
            except TelegramBadRequest as refusal:
                if "not modified" in refusal.message:
                    return True
                if "rich_message" in content and "not found" not in refusal.message:
                    # It may be told as text.
                    raise
                # The person deleted the message: tell it anew.
        send = self._bot.send_rich_message if "rich_message" in content else self._bot.send_message
        sent = await send(
            chat,
            **content,
            reply_markup=markup,
            reply_parameters=ReplyParameters(message_id=self._stored.message, allow_sending_without_reply=True),
        )
        self._shown_in = sent.message_id
        await self._desk.do(lambda archive: archive.jobs.shown(self.id, sent.message_id))
        return sent

    def _content(self) -> Content:
        if not self._together:
            return self._single(self._items[0])
        numbered = list(enumerate(self._items, start=1))
        if len(numbered) > _MOST_LINES:
            # What is under way or went wrong is worth a line before what went well.
            numbered = sorted(sorted(numbered, key=lambda pair: pair[1].state == "done")[:_MOST_LINES], key=_number)
        lines = [Text(f"{number}. ", self._line(item)) for number, item in numbered]
        if len(self._items) > len(lines):
            lines.append(Text(self.words.batch_more.format(count=len(self._items) - len(lines))))
        reports = {number: item.saved.report for number, item in numbered if item.saved}
        whole = as_list(Bold(self._title()), *lines)
        again = self.id if any(item.again for item in self._items) and not self.is_open else None
        return Content(pages([whole])[:1], keyboards.sheets(reports, self.words, again))

    def _single(self, item: Item) -> Content:
        if item.saved is None:
            markup = keyboards.again(self.id, self.words) if item.again else None
            return Content(pages([self._before_end(item)]), markup)
        report = self._archive.report(item.saved.report)
        outcome, other = item.saved.outcome, item.saved.other
        beside = outcome in ("replaced_older", "kept_as_poorer") and other is not None
        replaced = self._archive.report(other) if beside and other is not None else None
        blocks = sheet.blocks(report, self.language, item.saved, replaced)
        figures = None
        if outcome == "kept_as_poorer" and replaced is not None and not report.answers:
            figures = len(best_facts(report)), len(best_facts(replaced))
        markup = keyboards.under_sheet(report, self.words, editing=True, figures=figures)
        return Content(pages(blocks), markup, rich_sheet(report, self.language, item.saved, replaced))

    def _before_end(self, item: Item) -> Text:
        name = item.name
        match item.state:
            case "waiting":
                return Text(self.words.file_received.format(name=name))
            case "reading" if item.pages:
                page, pages = item.pages
                return Text(self.words.file_at_page.format(name=name, page=page, pages=pages))
            case "reading":
                return Text(self.words.file_reading.format(name=name))
            case _:
                return Text(item.sentence)

    def _title(self) -> str:
        done = sum(item.finished for item in self._items)
        total = len(self._items)
        if done < total:
            return self.words.batch_title.format(total=total, done=done)
        same = sum(item.saved is not None and item.saved.outcome == "already_there" for item in self._items)
        failed = sum(item.state == "failed" for item in self._items)
        return self.words.batch_done.format(total=total, stored=total - same - failed, same=same, failed=failed)

    def _line(self, item: Item) -> Text:
        match item.state:
            case "waiting":
                return Text(item.job.name, " · ", self.words.file_queued)
            case "reading":
                return self._before_end(item)
            case "failed":
                return Text("✗ ", item.job.name, "：", item.sentence.removeprefix(item.job.name).strip())
        assert item.saved is not None
        return Text("✓ ", sheet.line(self._report(item.saved), self.language), self._aside(item.saved))

    def _aside(self, saved: Saved) -> str:
        """What a person should know of a stored file beside its figures."""
        match saved.outcome:
            case "already_there":
                return self.words.came_before
            case "kept_as_poorer":
                return self.words.kept_as_poorer
        return ""

    def _report(self, saved: Saved) -> StoredReport:
        return self._archive.report(saved.report)


def _number(pair: tuple[int, Item]) -> int:
    return pair[0]

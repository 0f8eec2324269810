"""A report sent to the bot: noted, fetched, read in a worker, stored, and told as a check sheet.

What was noted is never lost and never done twice: the queue stands in the database, a file is stored and marked as
done in one transaction, and after a restart the reading goes on in the message where it was told before.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.types import Message

from bot.edge.desk import Desk
from bot.edge.incidents import Incidents
from bot.edge.memory import Memory
from bot.edge.recent import Recent
from bot.files.batches import BatchMessage, Item
from bot.files.bringing import Bringer, Unfetched
from bot.files.photos import read_photos
from bot.files.unpacking import Unpacked, unpack
from bot.look.showing import Showing
from core.errors import ReadCode, ReadError
from core.telling.refusals import refusal
from core.types import Language
from core.work.worker import Workers
from store import Archive
from store.desk.records import Batch, Job
from store.intake.parsing import File, Parsed, parse_file
from store.intake.web.taking import Taken
from store.records import Origin, Saved

log = logging.getLogger(__name__)

PHOTO = "photo.jpg"
"""What a photo is called, which has no name."""

LONGEST_NAME = 80
_TOGETHER, _SAME_REPORT = 3.0, 60.0
"""Seconds within which loose files share a message, and within which photos are taken for pages of one report."""
_GATHERING = 1.5
"""Seconds without a further photo after which those that came are read."""
_ZIP = b"PK"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a message announces it; `size` in bytes where Telegram tells it."""

    name: str
    file_id: str
    size: int | None


class Queue:
    """Takes files in: one at a time for each person, as many at a time as there are workers for all."""

    def __init__(
        self,
        archive: Archive,
        desk: Desk,
        workers: Workers,
        incidents: Incidents,
        memory: Memory,
        showing: Showing,
        bringer: Bringer,
    ) -> None:
        self._archive = archive
        self._desk = desk
        self._workers = workers
        self._incidents = incidents
        self._memory = memory
        self._showing = showing
        self._bringer = bringer
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._batches: Recent[int, BatchMessage] = Recent(500)
        self._under_way: set[asyncio.Task[None]] = set()
        self._last_loose: Recent[tuple[int, int, bool], tuple[str, float]] = Recent(5_000)
        self._gathering: Recent[int, asyncio.Task[None] | None] = Recent(500)

    async def add(
        self, upload: Upload, message: Message, account: int, language: Language, bot: Bot
    ) -> asyncio.Event | None:
        """Note a file; what comes back tells when it was read. A message that was noted before is not noted again."""
        album = message.media_group_id or self._loose(message, account, photo=upload.name == PHOTO)
        added = await self._desk.do(
            lambda archive: archive.jobs.add(
                chat=message.chat.id,
                message=message.message_id,
                album=album,
                account=account,
                language=language,
                name=upload.name,
                source=upload.file_id,
                size=upload.size,
            )
        )
        if added is None:
            return None
        stored, job = added
        batch = self._batch(stored, bot)
        item = batch.item(job)
        if job.name == PHOTO:
            self._gather(stored, batch, bot)
        else:
            self._start(stored, [job], batch, bot)
        return item.read

    async def resume(self, bot: Bot) -> None:
        """Go on with what was noted before a restart."""
        for stored, jobs in self._archive.jobs.unfinished():
            batch = self._batch(stored, bot)
            waiting = [job for job in jobs if job.state == "waiting" and job.name != PHOTO]
            if any(job.state == "waiting" and job.name == PHOTO for job in jobs):
                self._gather(stored, batch, bot)
            for _, same in groupby(waiting, key=lambda job: job.message):
                self._start(stored, list(same), batch, bot)
            if not waiting:
                batch.refresh()

    async def again(self, batch: int, bot: Bot) -> bool:
        """Try once more what of a batch could not be fetched; False where there is nothing of it."""
        stored, jobs = await self._desk.do(lambda archive: archive.jobs.again(batch))
        if stored is None:
            return False
        message = self._batch(stored, bot)
        for job in jobs:
            message.item(job).waiting()
        for _, same in groupby(jobs, key=lambda job: job.message):
            self._start(stored, list(same), message, bot)
        return True

    async def stop(self) -> None:
        """Leave off; what is not done stays noted."""
        tasks = list(self._under_way)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for batch in self._batches.values():
            await batch.stop()

    def _loose(self, message: Message, account: int, *, photo: bool) -> str:
        """What files that come one after the other are kept together by, as an album is by its number."""
        now, who = asyncio.get_running_loop().time(), (message.chat.id, account, photo)
        key, until = self._last_loose.get(who) or ("", 0.0)
        done = not photo and any(not batch.is_open for batch in self._batches.values() if batch.key == key)
        if now >= until or done:
            key = f"~{message.message_id}"
        self._last_loose.put(who, (key, now + (_SAME_REPORT if photo else _TOGETHER)))
        return key

    def _gather(self, stored: Batch, batch: BatchMessage, bot: Bot) -> None:
        """Read the photos of a batch together, once no further one comes; late pages are read with the rest."""
        batch.refresh()
        before = self._gathering.get(stored.id)
        if before is not None:
            before.cancel()

        async def read() -> None:
            await asyncio.sleep(_GATHERING)
            # From here on it is not held up by the next photo.
            self._gathering.put(stored.id, None)
            jobs = await self._desk.do(lambda archive: archive.jobs.photos(stored.id, PHOTO))
            await self._work_on_photos(stored, jobs, batch, bot)

        self._gathering.put(stored.id, self._begin(read()))

    async def _work_on_photos(self, stored: Batch, jobs: Sequence[Job], batch: BatchMessage, bot: Bot) -> None:
        """Fetch the photos and store each report they show."""
        async with self._turns[stored.account]:
            photos: list[bytes] = []
            for job in jobs:
                try:
                    photos.append((await self._bringer.bring(job, bot, batch.words)).data)
                except Exception as error:
                    await self._failed(error, batch.item(job), batch)
            jobs = [job for job in jobs if not batch.item(job).finished or batch.item(job).saved]
            if len(jobs) == len(photos) and photos:
                await self._store_photos(jobs, photos, batch)
        await batch.told()

    async def _store_photos(self, jobs: Sequence[Job], photos: Sequence[bytes], batch: BatchMessage) -> None:
        first = batch.item(jobs[0])
        first.reading()
        batch.join(first, jobs[1:])
        try:
            found = await self._workers.run(read_photos, list(photos), told=_Progress(first, batch))
        except Exception as error:
            await self._desk.do(partial(_join, job=jobs[0].id, others=[job.id for job in jobs[1:]]))
            await self._failed(error, first, batch)
            return
        for pages in found:
            job, others = jobs[pages.places[0]], [jobs[place].id for place in pages.places[1:]]
            await self._desk.do(partial(_join, job=job.id, others=others))
            if isinstance(pages.parsed, str):
                await self._failed(ReadError(pages.parsed, "photos not read"), batch.item(job), batch)
                continue
            name = f"{len(pages.places)}张照片.pdf" if others else PHOTO
            save = partial(_save, job=job.id, parsed=pages.parsed, data=pages.data, name=name)
            batch.item(job).done(await self._desk.do(save))
            batch.refresh()

    def _batch(self, stored: Batch, bot: Bot) -> BatchMessage:
        batch = self._batches.get(stored.id)
        if batch is None:
            jobs = self._archive.jobs.of(stored.id)
            batch = BatchMessage(stored, jobs, self._archive, self._desk, self._memory, self._showing, bot)
            self._batches.put(stored.id, batch)
        return batch

    def _start(self, stored: Batch, jobs: Sequence[Job], batch: BatchMessage, bot: Bot) -> None:
        for job in jobs:
            batch.item(job)
        batch.refresh()
        self._begin(self._work(stored, jobs, batch, bot))

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Work in the background, held until it ends: a task that nobody holds may vanish."""
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def _work(self, stored: Batch, jobs: Sequence[Job], batch: BatchMessage, bot: Bot) -> None:
        """Fetch the file of one message, and store it; of an archive, every file of these jobs."""
        async with self._turns[stored.account]:
            try:
                taken = await self._bringer.bring(jobs[0], bot, batch.words)
                data = taken.data
                files = await self._workers.run(unpack, data) if data.startswith(_ZIP) else None
                if files is not None and not files:
                    raise Unfetched(batch.words.file_empty.format(name=jobs[0].name))
            except Exception as error:
                for job in jobs:
                    await self._failed(error, batch.item(job), batch)
            else:
                await self._store_all(jobs, files, taken, batch)
        await batch.told()

    async def _store_all(
        self, jobs: Sequence[Job], files: list[Unpacked] | None, taken: Taken, batch: BatchMessage
    ) -> None:
        if files is None:
            await self._store(batch.item(jobs[0]), taken.data, batch, taken.origin, taken.parsed)
            return
        if jobs[0].member == 0:
            archive, names = jobs[0], [name_of(file.name) for file in files]
            jobs = await self._desk.do(lambda store: store.jobs.unpack(archive, names))
            batch.unpacked(archive, jobs)
        for job in jobs:
            file = files[job.member - 1]
            await self._store(batch.item(job), file.refused or file.data, batch, taken.origin)

    async def _store(
        self,
        item: Item,
        content: bytes | ReadCode,
        batch: BatchMessage,
        origin: Origin | None = None,
        parsed: Parsed | None = None,
    ) -> None:
        job = item.job
        try:
            if isinstance(content, str):
                raise ReadError(content, "not unpacked")
            data = content
            saved = await self._desk.do(lambda archive: archive.known(data, job.id))
            if saved is None:
                file = File(job.name, data)
                item.reading()
                batch.refresh()
                read: Parsed
                if parsed is None:
                    read = await self._workers.run(parse_file, file, told=_Progress(item, batch))
                else:
                    read = parsed
                saved = await self._desk.do(
                    lambda archive: archive.save(data, job.name, read.document, read.report, job=job.id, origin=origin)
                )
        except Exception as error:
            await self._failed(error, item, batch)
        else:
            item.done(saved)
            batch.refresh()

    async def _failed(self, error: Exception, item: Item, batch: BatchMessage) -> None:
        """Whatever goes wrong with a file becomes its one sentence; the others go on."""
        words, name, job = batch.words, item.job.name, item.job.id
        if isinstance(error, Unfetched):
            sentence = str(error)
        elif isinstance(error, ReadError):
            log.info("file not read", extra={"file": name, "code": error.code, "reason": error.message})
            sentence = refusal(error.code, name, batch.language)
        else:
            sentence = words.unexpected.format(reference=self._incidents.note(error))
        await self._desk.do(lambda archive: archive.jobs.fail(job, sentence))
        item.failed(sentence, again=isinstance(error, Unfetched) and error.again)
        batch.refresh()


def name_of(path: str) -> str:
    """The name of a file without its folders; of a long one the end, marked."""
    name = Path(path).name
    return name if len(name) <= LONGEST_NAME else f"…{name[1 - LONGEST_NAME :]}"


def _join(archive: Archive, *, job: int, others: Sequence[int]) -> None:
    """Let the first photo of a report stand for all of them."""
    archive.jobs.join(job, others)


def _save(archive: Archive, *, job: int, parsed: Parsed, data: bytes, name: str, origin: Origin | None = None) -> Saved:
    return archive.save(data, name, parsed.document, parsed.report, job=job, origin=origin)


class _Progress:
    """Carries the pages read from the worker's thread to the message."""

    def __init__(self, item: Item, batch: BatchMessage) -> None:
        self._loop = asyncio.get_running_loop()
        self._item = item
        self._batch = batch

    def __call__(self, page: int, pages: int) -> None:
        self._loop.call_soon_threadsafe(self._batch.at_page, self._item, page, pages)

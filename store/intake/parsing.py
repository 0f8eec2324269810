"""Files to reports on every core: each in a worker process, so that what breaks one costs only its file."""

from __future__ import annotations

import math
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

import core
from core.document.limits import ReadLimits, set_limits
from core.document.origin import origin_of
from core.errors import ReadError
from core.forms.indicators import indicators
from core.types import Document, Report
from core.work.worker import Limits, Workers
from store.intake.own_output import is_own_output

if TYPE_CHECKING:
    from store.settings import Settings


class Readers(Protocol):
    """Whoever reads files elsewhere: processes here, or workers on other machines."""

    @property
    def processes(self) -> int:
        """How many read at a time."""

    def submit(self, function: Callable[..., Parsed], /, *args: object) -> Future[Parsed]:
        """The future reading of a file; it raises ReadError."""


Key = TypeVar("Key")
_Waiting = tuple[Key, int, "Future[Parsed] | None"]
"""A key, the size of its file, and what will become of it."""

_WAITING_PER_CORE = 24
_WAITING_BYTES = 256 << 20
_MB = 1_000_000
_NICE = 15
_TOGETHER_SECONDS = 0.25
"""So long what is read waits to be stored with what is read next."""

_SMALL_REPORT = """<title>泰顺县人民政府2020年政府信息公开工作年度报告</title>
<p>2020年，我县主动公开政府信息120条，其中政府网站公开100条；收到政府信息公开申请17件，同比增长21.4%，全部按时答复，其中予以公开10件。
<table><tr><td>（一）收到申请数<td>17<tr><td>（二）申请办结数<td>17</table>"""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file was found to say. Raises ValueError for figures that can't have been read from the text."""

    document: Document
    report: Report

    def __post_init__(self) -> None:
        known, text = indicators(), self.document.text
        for fact in self.report.facts:
            if fact.indicator not in known or fact.unit != known[fact.indicator].unit or not math.isfinite(fact.value):
                raise ValueError("a figure that can't be")
            if fact.start < 0 or text[fact.start : fact.end] != fact.quote:
                raise ValueError("a figure that does not stand in the text")


def open_workers(settings: Settings, *, processes: int | None = None, background: bool = False) -> Workers:
    """Processes that keep to the `GONGKAI_PARSE_` settings; one a core by default. To be closed.

    In the `background` they leave the cores to whatever else is to be done. Raises UsageError where an isolation is
    required that this system can't give.
    """
    limits = Limits(
        seconds=settings.parse_seconds,
        total_seconds=settings.parse_total_seconds,
        memory_bytes=settings.parse_memory_mb << 20,
        output_bytes=settings.parse_output_mb << 20,
        isolation=settings.parse_isolation,
    )
    prepare = partial(_prepare, read_limits(settings), background)
    return Workers(limits, processes=processes, prepare=prepare, ready=read_once)


def _prepare(limits: ReadLimits, background: bool) -> None:
    set_limits(limits)
    if background and sys.platform != "win32":
        os.nice(_NICE)


def read_once() -> None:
    """Read a small report, so that a fork of this process has imported and worked out what reading takes."""
    parse_file(File("", _SMALL_REPORT.encode()))


def read_limits(settings: Settings) -> ReadLimits:
    """What one file may hold."""
    return ReadLimits(
        file_bytes=settings.parse_file_mb * _MB,
        text_bytes=settings.parse_text_mb * _MB,
        pages=settings.parse_pages,
        pixels=settings.parse_pixels,
        members=settings.parse_members,
        member_bytes=settings.parse_file_mb * _MB,
        unpacked_bytes=settings.parse_unpacked_mb * _MB,
        ratio=settings.parse_ratio,
        nesting=settings.parse_nesting,
        conversion_seconds=0.75 * settings.parse_seconds,
    )


def parse_file(file: File) -> Parsed:
    """Read and parse one file in this process. Raises ReadError."""
    document = _document(file)
    if is_own_output(document):
        raise ReadError("not_a_report", "This is an export of Gongkai, not a report.")
    report = core.parse(document)
    origin = origin_of(file.data) if document.format in ("html", "mht") else None
    return Parsed(document, replace(report, identity=replace(report.identity, origin=origin)))


def count_figures(file: File) -> int:
    """How many figures a file gives. Raises ReadError where it is no report, or can't be read."""
    return figures_of(parse_file(file))


def figures_of(parsed: Parsed) -> int:
    """How many figures were read; one that stands in several places is one."""
    return len({(fact.indicator, fact.applicant) for fact in parsed.report.facts})


def _document(file: File) -> Document:
    """The document of a file; of JSON that holds no page, its text, so that an export of ours is told as one."""
    try:
        return core.read(file.data, file.name)
    except ReadError as error:
        written = Document(file.data.decode(errors="replace"))
        if error.kind != "data" or not is_own_output(written):
            raise
        return written


def parse_all(
    workers: Readers, files: Iterable[tuple[Key, File | None]]
) -> Iterator[tuple[Key, Parsed | ReadError | None]]:
    """Every key with what became of its file, in the order given; a key without a file keeps its place."""
    for several in parse_together(workers, files):
        yield from several


def parse_together(
    workers: Readers, files: Iterable[tuple[Key, File | None]]
) -> Iterator[Sequence[tuple[Key, Parsed | ReadError | None]]]:
    """The same, those together that were done soon after each other, so that they may be stored at once.

    Only some files are held in memory at a time: enough that one which takes long leaves no core idle.
    """
    waiting: deque[_Waiting[Key]] = deque()
    most, held = _WAITING_PER_CORE * workers.processes, 0
    for key, file in files:
        size = len(file.data) if file else 0
        while waiting and (len(waiting) >= most or held + size > _WAITING_BYTES):
            done = _done_soon(waiting)
            held -= sum(size for _, size, _ in done)
            yield [_result(key, future) for key, _, future in done]
        waiting.append((key, size, workers.submit(parse_file, file) if file else None))
        held += size
        # What has no file waits for nothing; what has been done for long is handed over: it is then stored, and seen.
        if waiting[0][2] is None or (len(waiting) >= most // 2 and waiting[0][2].done()):
            done = _done_soon(waiting)
            held -= sum(size for _, size, _ in done)
            yield [_result(key, future) for key, _, future in done]
    while waiting:
        yield [_result(key, future) for key, _, future in _done_soon(waiting)]


def _done_soon(waiting: deque[_Waiting[Key]]) -> list[_Waiting[Key]]:
    """The first, once it is done, and those behind it that are done a moment later: never so many that a core idles."""
    most = max(len(waiting) // 2, 1)
    taken = [waiting.popleft()]
    if taken[0][2] is not None:
        wait([taken[0][2]])
    until = time.monotonic() + _TOGETHER_SECONDS
    while waiting and len(taken) < most:
        future = waiting[0][2]
        if future is not None and not wait([future], timeout=max(until - time.monotonic(), 0.0)).done:
            break
        taken.append(waiting.popleft())
    return taken


def _result(key: Key, future: Future[Parsed] | None) -> tuple[Key, Parsed | ReadError | None]:
    try:
        return key, future.result() if future else None
    except ReadError as error:
        return key, error

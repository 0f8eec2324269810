"""Evidence one can see: the part of a page of a PDF, scan or photo where a figure stands, as a picture, framed.

Where the words are not found on the page, or at two places, there is no picture: a frame around the wrong number would
be worse than none.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from core.document.fixed.matrix import Box
from core.document.fixed.page import Page
from core.document.fixed.standing import Words, boxes_of
from core.errors import ReadError

_WIDTH, _HEIGHT = 1280, 0.75
"""Pixels across, and how high against that: legible on a phone."""
_RED, _PEN, _PADDING = (214, 40, 40), 5, 2.0
_QUALITY = 88
_KEPT = 2
"""Pages that were read from their pictures: who looks at one figure looks at the next, and reading takes seconds."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its picture (RGB), on which everything stands where the page says, in pixels of `scale` points."""

    page: Page
    picture: Any
    scale: float


def framed(data: bytes, words: Words) -> bytes | None:
    """A JPEG of the part of the page where the words stand, framed; None where no page is to be seen, or the words are
    not found on it for sure."""
    try:
        # A row may begin on one page and end on the next.
        for number in (words.page, words.page + 1):
            for sheet in _sheets(data, number):
                boxes = boxes_of(sheet.page, words)
                if boxes:
                    return _drawn(sheet, boxes)
    except (ModuleNotFoundError, ReadError):
        # An extra is missing, or the file is none that shows pages.
        pass
    return None


def _sheets(data: bytes, number: int) -> Iterator[Sheet]:
    """The page as it is written, where it tells, and as it is seen."""
    if b"%PDF-" in data[:1024]:
        from core.document.fixed.pdf_shown import shown

        written = shown(data, number)
        if written is None:
            return
        picture, pages = written
        yield from (Sheet(page, picture, page.width / picture.shape[1]) for page in pages)
    yield from _seen(data, number)


@lru_cache(maxsize=_KEPT)
def _seen(data: bytes, number: int) -> tuple[Sheet, ...]:
    from core.document.picture.ocr import upright_pages

    return tuple(
        Sheet(page, upright, page.width / upright.shape[1])
        for picture in _pictures(data, number)
        for page, upright in upright_pages(picture)
    )


def _pictures(data: bytes, number: int) -> Iterator[Any]:
    from core.document.fixed.pdf_shown import shown
    from core.document.picture.bitmaps import bitmaps

    if b"%PDF-" not in data[:1024]:
        yield from islice(bitmaps(data), number - 1, number)
    elif (written := shown(data, number)) is not None:
        yield written[0]


def _drawn(sheet: Sheet, boxes: Sequence[Box]) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.fromarray(sheet.picture)
    frames = [tuple(side / sheet.scale for side in _padded(box)) for box in boxes]
    pen = max(round(_PEN * picture.width / _WIDTH), 2)
    for frame in frames:
        ImageDraw.Draw(picture).rectangle(frame, outline=_RED, width=pen)
    top, bottom = _window(min(frame[1] for frame in frames), max(frame[3] for frame in frames), *picture.size)
    part = picture.crop((0, top, picture.width, bottom))
    factor = _WIDTH / part.width
    if factor < 1:
        part = part.resize((_WIDTH, max(round(part.height * factor), 1)), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    part.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def _padded(box: Box) -> Box:
    left, top, right, bottom = box
    return left - _PADDING, top - _PADDING, right + _PADDING, bottom + _PADDING


def _window(top: float, bottom: float, width: int, height: int) -> tuple[int, int]:
    """The stretch of the page to be shown: what is framed in its middle, all of it."""
    high = min(max(_HEIGHT * width, 1.5 * (bottom - top)), height)
    first = min(max((top + bottom - high) / 2, 0), height - high)
    return int(first), int(first + high)

"""Pictures of pages: words by rapidocr with the models in its wheel, tables by the ruling lines.

Every cell of a ruled table is looked at: where the page-wide search found no word but there is ink, or found one
word across several cells, the cell is read on its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import cv2
import numpy as np

from core.document.fixed.ahead import one_ahead
from core.document.fixed.lattice import Ruling, grids
from core.document.fixed.layout import compose
from core.document.fixed.page import Page
from core.document.fixed.patience import Patience
from core.document.picture.bitmaps import bitmaps
from core.document.picture.cells import read_by_cell
from core.document.picture.engine import Reading, read_crops, word_boxes
from core.document.picture.faint import lost_floors, lost_walls
from core.document.picture.ink import printed, ruling_lines
from core.document.picture.upright import Boxes, Pixels, gutter, is_sideways, level, may_be_spread, upside_down
from core.document.picture.words import UNSURE, Print, bounds_of, cut, words_of
from core.errors import ReadError
from core.types import Document, Issue, named

_A4_SIDES = (595.0, 842.0)
_LEAST_WIDTH = 1200
_MOST_SIDE = 3600
_PROBES, _READ_WELL = 4, 0.9
_FEWEST_WORDS, _LEGIBLE = 5, 0.6
_SMALLEST = 12.0
"""Pixels of a line in the picture as it came; below, digits look alike."""
_MOST_LAST = 20
_LAST: dict[bytes, Sequence[Page]] = {}
"""What was to be seen on each of the last pictures."""


def read_picture(data: bytes) -> Document:
    """The document of a scan or photo, a page a frame.

    Raises ReadError: unreadable (damaged, or no text can be made out), too_large, unsupported.
    """
    illegible: list[int] = []
    composed = compose(_pages(data, illegible))
    if not composed.text.strip():
        raise ReadError("unreadable", "No text can be made out in the picture.")
    return Document(
        text=composed.text,
        format="image",
        page_starts=composed.page_starts,
        confidence=composed.confidence,
        notes=_notes(illegible),
    )


def _notes(illegible: Sequence[int]) -> tuple[Issue, ...]:
    if not illegible:
        return ()
    pages = tuple(dict.fromkeys(illegible))
    return (Issue("incomplete", "warning", "illegible", values=named(pages=pages)),)


def _pages(data: bytes, illegible: list[int]) -> Iterator[Page]:
    """The pages; `illegible` takes the numbers of those on which little can be made out."""
    patience = Patience()
    with Eyes() as eyes:
        begun = ((number, eyes.begin(frame)) for number, frame in enumerate(bitmaps(data), 1))
        for number, seen in one_ahead(begun, patience.goes_on):
            pages = seen()
            patience.look_at(pages)
            illegible += [number for page in pages if page.illegible]
            yield from pages


class Eyes:
    """Looks at picture after picture: where the words of one stand is found while a helper still reads those of the
    one before. A context manager."""

    def __init__(self) -> None:
        self._helper = ThreadPoolExecutor(1)

    def __enter__(self) -> Eyes:
        return self

    def __exit__(self, *_: object) -> None:
        self._helper.shutdown(cancel_futures=True)

    def begin(self, picture: Pixels) -> Callable[[], Sequence[Page]]:
        """Begin to look at a picture (RGB) of a page, or of the two pages of a spread; what is to be seen on it,
        measured as on A4 paper, is told when asked for.

        One of the pictures seen last is not looked at again: an album in which two reports are found is read once
        more.
        """
        known = hashlib.sha256(picture.tobytes()).digest() + repr(picture.shape).encode()
        if known in _LAST:
            pages = _LAST[known] = _LAST.pop(known)
            return lambda: pages
        begun = upright_pages(picture)
        reading = self._helper.submit(lambda: [page for page, _ in begun])

        def seen() -> Sequence[Page]:
            _LAST[known] = reading.result()
            if len(_LAST) > _MOST_LAST:
                del _LAST[next(iter(_LAST))]
            return reading.result()

        return seen


def upright_pages(picture: Pixels) -> Iterator[tuple[Page, Pixels]]:
    """What is to be seen on a picture of a page or a spread, each page with its picture, turned and levelled, on which
    everything stands where the page says.

    Where words stand is found at once, and what they say when it is asked for.
    """
    fitted = _fitted(picture)
    levelled, boxes = _level(fitted)
    grown = max(fitted.shape) / max(picture.shape)
    is_coarse = len(boxes) > 0 and float(np.median(np.ptp(boxes[:, :, 1], axis=1))) < _SMALLEST * grown
    return _read(levelled, boxes, is_coarse)


def _read(picture: Pixels, boxes: Boxes, is_coarse: bool) -> Iterator[tuple[Page, Pixels]]:
    upright, boxes, readings = _upright(picture, boxes)
    middle = _gutter(upright, boxes) if may_be_spread(upright) and len(boxes) else None
    if middle is None:
        yield _seen(upright, boxes, is_coarse, readings), upright
        return
    for half, goes_on in ((upright[:, :middle], False), (upright[:, middle:], True)):
        half = np.ascontiguousarray(half)
        yield replace(_seen(half, word_boxes(half), is_coarse), goes_on=goes_on), half


def _gutter(picture: Pixels, boxes: Boxes) -> int | None:
    lines = [(line.start, line.end) for line in ruling_lines(picture) if line.horizontal]
    return gutter(boxes, lines, picture.shape[1])


def _level(picture: Pixels) -> tuple[Pixels, Boxes]:
    """The picture with its lines level, its words upright or upside down, and the boxes of the words."""
    boxes = word_boxes(picture)
    if not len(boxes):
        return picture, boxes
    if is_sideways(boxes):
        picture = _fitted(np.ascontiguousarray(np.rot90(picture)))
        boxes = word_boxes(picture)
    return level(picture, boxes)


def _upright(picture: Pixels, boxes: Boxes) -> tuple[Pixels, Boxes, Sequence[Reading] | None]:
    """The picture with its words upright, their boxes, and what they say, as far as that was read on the way: the
    longest of them tell whether they are read well only when turned round."""
    if not len(boxes):
        return picture, boxes, None
    crops = [cut(picture, bounds_of(box)) for box in boxes]
    widest = sorted(range(len(crops)), key=lambda at: -float(np.ptp(boxes[at, :, 0])))[:_PROBES]
    is_whole = not may_be_spread(picture)
    readings = read_crops(crops if is_whole else [crops[at] for at in widest])
    score = _mean_score([readings[at] for at in widest] if is_whole else readings)
    if score <= _READ_WELL and _mean_score(read_crops([crops[at][::-1, ::-1] for at in widest])) > score:
        return *upside_down(picture, boxes), None
    return picture, boxes, readings if is_whole else None


def _mean_score(readings: Sequence[Reading]) -> float:
    return float(np.mean([score for _, score in readings]))


def _seen(picture: Pixels, boxes: Boxes, is_coarse: bool, readings: Sequence[Reading] | None = None) -> Page:
    height, width = picture.shape[:2]
    scale = _A4_SIDES[height < width] / width
    page = Print(picture, printed(picture), scale)
    words = words_of(page, boxes, readings)
    if len(boxes) >= _FEWEST_WORDS and sum(word.confidence or 0.0 for word in words) < _LEGIBLE * len(boxes):
        return Page([], [], width * scale, height * scale, illegible=True)
    rulings = [
        Ruling(ruling.horizontal, ruling.at * scale, ruling.start * scale, ruling.end * scale)
        for ruling in ruling_lines(picture)
    ]
    rulings += [*lost_walls(rulings, words), *lost_floors(rulings, words)]
    cells = [cell for grid in grids(rulings) for cell in grid.cells]
    glyphs = read_by_cell(page, words, cells)
    if is_coarse:
        glyphs = [word._replace(confidence=min(word.confidence or 0.0, UNSURE)) for word in glyphs]
    return Page(glyphs, rulings, width * scale, height * scale)


def _fitted(picture: Pixels) -> Pixels:
    """The picture at a size at which characters are read well."""
    height, width = picture.shape[:2]
    factor = min(max(1.0, _LEAST_WIDTH / width), _MOST_SIDE / max(height, width))
    if abs(factor - 1) < 0.01:
        return picture
    way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=way), dtype=np.uint8)

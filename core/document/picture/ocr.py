"""Pictures of pages: words by rapidocr with the models in its wheel, tables by the ruling lines.

Every cell of a ruled table is looked at: where the page-wide search found no word but there is ink, or found one
word across several cells, the cell is read on its own.
"""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import cv2
import numpy as np
import pi_heif
import rapidocr
from PIL import Image, ImageOps, UnidentifiedImageError

from core.document.fixed.lattice import Cell, Ruling, grids
from core.document.fixed.layout import Glyph, Page, compose, written_lines
from core.document.limits import limits
from core.document.picture.ink import has_ink, has_overlooked, printed, ruling_lines, trimmed
from core.document.picture.upright import Boxes, Pixels, gutter, is_sideways, level, may_be_spread, upside_down
from core.errors import ReadError
from core.types import Document, Issue
from core.work.progress import at_page

Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF", "AVIF")
_A4_SIDES = (595.0, 842.0)
_LEAST_WIDTH = 1200
_MOST_SIDE = 3600
_INSET = 0.06
_LEAST_INK = 4.0
_BESIDE = 4.0
_UNSURE = 0.6
_DOUBTFUL = 0.8
_DISPUTED = 0.4
# No line and no cell begins so: the number before it was overlooked (二、上年结转).
_ORPHAN = re.compile(r"[、，。.]+(?=[\u4e00-\u9fff])")
_NUMBERED = re.compile(r"\d{1,2}[.．、]|[(（][一二三四五六七八九十]{1,3}[)）]")
_FIGURE = re.compile(r"[+−-]?\d[\d,.]*")
# No cell of a report holds so little: a figure misread.
_SCRAP = re.compile(r"[^\u4e00-\u9fff/—–-]{0,2}")
_WAYS = 3
_LOOK_ALIKES = str.maketrans({**dict.fromkeys("。oO○〇Оо°˚º", "0"), **dict.fromkeys("lI|丨", "1")})
_LEAST_SCORE = 0.3
_PROBES, _READ_WELL = 4, 0.9
_FEWEST_WORDS, _LEGIBLE = 5, 0.6
_SMALLEST = 12.0
"""Pixels of a line in the picture as it came; below, digits look alike."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """An upright page: in colours and as bare print, with the points to a pixel."""

    colours: Pixels
    grey: Pixels
    scale: float

    def bounds(self, cell: Cell) -> Bounds:
        """The inside of a cell without its lines, in pixels."""
        inset = min(2.5, _INSET * (cell.bottom - cell.top) + 1.0)
        inside = cell.left + inset, cell.top + inset, cell.right - inset, cell.bottom - inset
        return _scaled(inside, 1 / self.scale)

    def inside(self, cell: Cell) -> Pixels:
        """The print inside a cell."""
        return _cut(self.grey, self.bounds(cell))


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
    pages = ", ".join(map(str, dict.fromkeys(illegible)))
    return (Issue("incomplete", "warning", f"Not read, as they can't be made out: page {pages}."),)


def _pages(data: bytes, illegible: list[int]) -> Iterator[Page]:
    """The pages; `illegible` takes the numbers of those on which little can be made out."""
    for number, frame in enumerate(_frames(data), 1):
        for page in seen_pages(frame):
            if page.illegible:
                illegible.append(number)
            yield page


def _frames(data: bytes) -> Iterator[Pixels]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = _opened(data)
        # The second picture of a photo in two (MPO) is no page: it tells depth or brightness.
        count = 1 if picture.format in ("MPO", "HEIF") else getattr(picture, "n_frames", 1)
        if count > limits().pages:
            raise ReadError("too_large", f"The file holds more than {limits().pages} pictures.")
        for index in range(count):
            if count > 1:
                at_page(index + 1, count)
            picture.seek(index)
            if picture.width * picture.height > limits().pixels:
                raise _too_many_pixels()
            yield np.asarray(_flattened(ImageOps.exif_transpose(picture)), dtype=np.uint8)
    except UnidentifiedImageError as error:
        raise ReadError(
            "unsupported", "Of pictures png, jpg, webp, heic, avif, bmp, tiff and gif are read, and this is none."
        ) from error
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError, LookupError) as error:
        raise ReadError("unreadable", "The picture is damaged.") from error


def _too_many_pixels() -> ReadError:
    return ReadError("too_large", f"The picture has more than {limits().pixels:,} pixels.")


def _opened(data: bytes) -> Image.Image:
    """The picture, its pixels not yet unpacked; a photo of a phone (HEIC) by the library for these."""
    if not pi_heif.is_supported(data[:64]):
        return Image.open(io.BytesIO(data), formats=_FORMATS)
    heif = pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)
    if heif.size[0] * heif.size[1] > limits().pixels:
        raise _too_many_pixels()
    picture: Image.Image = heif.to_pillow()
    picture.format = "HEIF"
    return picture


def _flattened(picture: Image.Image) -> Image.Image:
    """The picture in plain colours, on white where it was transparent."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
    return picture.convert("RGB")


def seen_pages(picture: Pixels) -> Iterator[Page]:
    """What is to be seen on a picture (RGB) of a page, or of the two pages of a spread, measured as on A4 paper."""
    fitted = _fitted(picture)
    upright, boxes = _upright(fitted)
    grown = max(fitted.shape) / max(picture.shape)
    is_coarse = len(boxes) > 0 and float(np.median(np.ptp(boxes[:, :, 1], axis=1))) < _SMALLEST * grown
    middle = _gutter(upright, boxes) if may_be_spread(upright) and len(boxes) else None
    if middle is None:
        yield _seen(upright, boxes, is_coarse)
        return
    for half, goes_on in ((upright[:, :middle], False), (upright[:, middle:], True)):
        half = np.ascontiguousarray(half)
        yield replace(_seen(half, _word_boxes(half), is_coarse), goes_on=goes_on)


def _gutter(picture: Pixels, boxes: Boxes) -> int | None:
    lines = [(line.start, line.end) for line in ruling_lines(picture) if line.horizontal]
    return gutter(boxes, lines, picture.shape[1])


def _upright(picture: Pixels) -> tuple[Pixels, Boxes]:
    """The picture with its words upright and its lines level, and the boxes of the words."""
    boxes = _word_boxes(picture)
    if not len(boxes):
        return picture, boxes
    if is_sideways(boxes):
        picture = _fitted(np.ascontiguousarray(np.rot90(picture)))
        boxes = _word_boxes(picture)
    picture, boxes = level(picture, boxes)
    return upside_down(picture, boxes) if _reads_upside_down(picture, boxes) else (picture, boxes)


def _reads_upside_down(picture: Pixels, boxes: Boxes) -> bool:
    """Whether some of the longer words are read well only when turned round."""
    wide = sorted((_bounds(box) for box in boxes), key=lambda bounds: bounds[0] - bounds[2])
    crops = [_cut(picture, bounds) for bounds in wide[:_PROBES]]
    if _mean_score(crops) > _READ_WELL:
        return False
    return _mean_score([crop[::-1, ::-1] for crop in crops]) > _mean_score(crops)


def _mean_score(crops: Sequence[Pixels]) -> float:
    return float(np.mean([score for _, score in _read(crops)]))


def _seen(picture: Pixels, boxes: Boxes, is_coarse: bool) -> Page:
    height, width = picture.shape[:2]
    scale = _A4_SIDES[height < width] / width
    sheet = _Sheet(picture, printed(picture), scale)
    words = _words(sheet, boxes)
    if len(boxes) >= _FEWEST_WORDS and sum(word.confidence or 0.0 for word in words) < _LEGIBLE * len(boxes):
        return Page([], [], width * scale, height * scale, illegible=True)
    rulings = [
        Ruling(ruling.horizontal, ruling.at * scale, ruling.start * scale, ruling.end * scale)
        for ruling in ruling_lines(picture)
    ]
    rulings += [*_lost_walls(rulings, words), *_lost_floors(rulings, words)]
    cells = [cell for grid in grids(rulings) for cell in grid.cells]
    glyphs = _by_cell(sheet, words, cells)
    if is_coarse:
        glyphs = [word._replace(confidence=min(word.confidence or 0.0, _UNSURE)) for word in glyphs]
    return Page(glyphs, rulings, width * scale, height * scale)


def _lost_walls(rulings: Sequence[Ruling], words: Sequence[Glyph]) -> Iterator[Ruling]:
    """The walls between figures that a stamp or a fold hides: those that the rows above and below both have."""
    walls = [ruling for ruling in rulings if not ruling.horizontal]
    for cell in [cell for grid in grids(rulings) for cell in grid.cells]:
        inner = [
            wall.at
            for wall in walls
            if cell.left + _BESIDE < wall.at < cell.right - _BESIDE and abs(wall.end - cell.top) < _BESIDE
        ]
        again = [wall.at for wall in walls if abs(wall.start - cell.bottom) < _BESIDE]
        lost = [at for at in inner if any(abs(at - other) < _BESIDE for other in again)]
        if lost and all(_FIGURE.fullmatch(_as_figure(word).text) for word in words if _overlap(word, cell) > 0):
            yield from (Ruling(False, at, cell.top, cell.bottom) for at in lost)


def _lost_floors(rulings: Sequence[Ruling], words: Sequence[Glyph]) -> Iterator[Ruling]:
    """The lines between labels that were too faint: those that begin within a cell, or beside numbered labels."""
    floors = [ruling for ruling in rulings if ruling.horizontal]
    for cell in [cell for grid in grids(rulings) for cell in grid.cells]:
        inside = sorted((word for word in words if _holds_middle(cell, word)), key=lambda word: word.y)
        for floor in floors:
            if not (cell.top + _BESIDE < floor.at < cell.bottom - _BESIDE and floor.end > cell.right + _BESIDE):
                continue
            above, below = ([word for word in inside if (word.y < floor.at) is high] for high in (True, False))
            if not (above and below and cell.left + _BESIDE < floor.start < cell.right + _BESIDE):
                continue
            if floor.start < cell.right - _BESIDE or all(_NUMBERED.match(part[0].text) for part in (above, below)):
                yield Ruling(True, floor.at, cell.left, cell.right)


def _fitted(picture: Pixels) -> Pixels:
    """The picture at a size at which characters are read well."""
    height, width = picture.shape[:2]
    factor = min(max(1.0, _LEAST_WIDTH / width), _MOST_SIDE / max(height, width))
    if abs(factor - 1) < 0.01:
        return picture
    way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=way), dtype=np.uint8)


def _word_boxes(picture: Pixels) -> Boxes:
    """Where words stand."""
    boxes = _engine()(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)).boxes
    return np.asarray([] if boxes is None else boxes, np.float32).reshape(-1, 4, 2)


def _words(sheet: _Sheet, boxes: Boxes) -> list[Glyph]:
    bounds = [_bounds(box) for box in boxes]
    seen = _read([_cut(sheet.colours, box) for box in bounds])
    return [
        Glyph(_cleaned(text), *_scaled(box, sheet.scale), score)
        for box, (text, score) in zip(bounds, seen, strict=True)
        if score >= _LEAST_SCORE and _cleaned(text)
    ]


def _bounds(box: Boxes) -> Bounds:
    (left, top), (right, bottom) = box.min(0).tolist(), box.max(0).tolist()
    return left, top, right, bottom


def _scaled(bounds: Bounds, factor: float) -> Bounds:
    left, top, right, bottom = bounds
    return left * factor, top * factor, right * factor, bottom * factor


def _cut(picture: Pixels, bounds: Bounds) -> Pixels:
    high, wide = picture.shape[:2]
    left, top, right, bottom = (max(round(side), 0) for side in bounds)
    left, top = min(left, wide - 1), min(top, high - 1)
    return picture[top : max(bottom, top + 1), left : max(right, left + 1)]


def _read(crops: Sequence[Pixels]) -> list[tuple[str, float]]:
    """What each crop says, one line each, and how sure that is."""
    if not crops:
        return []
    seen = _engine().recognize_txt([np.ascontiguousarray(crop[:, :, ::-1]) for crop in crops])
    return [(str(text), float(score)) for text, score in zip(seen.txts, seen.scores, strict=True)]


def _cleaned(text: str) -> str:
    text = text.strip()
    orphan = _ORPHAN.match(text)
    return text[orphan.end() :] if orphan else text


def _by_cell(sheet: _Sheet, words: Sequence[Glyph], cells: Sequence[Cell]) -> list[Glyph]:
    """The words, with the cells read on their own that they leave open; a figure is read twice, to be sure of it."""
    inside: dict[Cell, list[Glyph]] = {cell: [] for cell in cells}
    astride: set[int] = set()
    for word in words:
        covers = [cell for cell in cells if _overlap(word, cell) > 0.5 * min(word.size, word.right - word.left)]
        for cell in covers:
            inside[cell].append(word)
        if len(covers) > 1:
            astride.add(id(word))
    again = [cell for cell, found in inside.items() if _is_open(sheet, cell, found, astride)]
    lost = {id(word) for cell in again for word in inside[cell]}
    kept = [word for word in words if id(word) not in lost]
    alone = {id(found[0]): cell for cell, found in inside.items() if len(found) == 1}
    held = {id(word) for found in inside.values() for word in found}
    places = [alone.get(id(word)) if id(word) in held else _around(word) for word in kept]
    sure = _sure_figures(sheet, kept, places)
    return sure + [
        word for word in _read_alone(sheet, again) if word.text or not any(_holds_middle(word, o) for o in sure)
    ]


def _is_open(sheet: _Sheet, cell: Cell, found: Sequence[Glyph], astride: Container[int]) -> bool:
    """Whether a cell is to be read on its own: one line that was overlooked, is not sure, or reaches beyond the cell."""
    if not found:
        return has_ink(sheet.inside(cell), _LEAST_INK / sheet.scale)
    if any(id(word) in astride for word in found):
        return True
    return len(written_lines(found)) == 1 and any((word.confidence or 0) < _DOUBTFUL for word in found)


def _holds_middle(box: Glyph | Cell, word: Glyph) -> bool:
    return box.left <= word.x <= box.right and box.top <= word.y <= box.bottom


def _around(word: Glyph) -> Cell:
    """The box of a word that stands in no cell, as one."""
    return Cell(0, 0, word.left, word.top, word.right, word.bottom)


def _sure_figures(sheet: _Sheet, words: Sequence[Glyph], places: Sequence[Cell | None]) -> list[Glyph]:
    """The words, of which those that are a figure and alone in their place are read again, off the bare print."""
    seen = list(map(_as_figure, words))
    figures = [(at, place) for at, place in enumerate(places) if place and _FIGURE.fullmatch(seen[at].text)]
    crops = [sheet.inside(place) for _, place in figures]
    second = _read(list(map(_in_three, map(trimmed, crops))))
    for (at, _), crop, (text, _) in zip(figures, crops, second, strict=True):
        word = seen[at]
        if text.strip().translate(_LOOK_ALIKES) != word.text or has_overlooked(crop, word.text):
            seen[at] = word._replace(confidence=min(word.confidence or 0.0, _DISPUTED))
    return [seen[at] if place else word for at, (place, word) in enumerate(zip(places, words, strict=True))]


def _read_alone(sheet: _Sheet, cells: Sequence[Cell]) -> list[Glyph]:
    """What stands in cells, read off the bare print, off the red light and off the colours.

    What can't be made out leaves a word without letters: the cell is not empty, but unread.
    """
    bare = [sheet.inside(cell) for cell in cells]
    colours = [_cut(sheet.colours, sheet.bounds(cell)) for cell in cells]
    ways = (
        _read([_in_three(trimmed(crop)) for crop in bare]),
        _read([_in_three(trimmed(np.ascontiguousarray(crop[:, :, 0]))) for crop in colours]),
        _read(colours),
    )
    found: list[Glyph] = []
    for cell, crop, *readings in zip(cells, bare, *ways, strict=True):
        box = cell.left + 1, cell.top + 1, cell.right - 1, cell.bottom - 1
        seen = [_as_figure(Glyph(_cleaned(text), *box, score)) for text, score in readings]
        found.append(_agreed([word for word in seen if (word.confidence or 0) >= _LEAST_SCORE], crop, box))
    return found


def _agreed(readings: Sequence[Glyph], crop: Pixels, box: Bounds) -> Glyph:
    """What most of the readings of a cell say; a figure is sure only where all of them say it."""
    figures = [word for word in readings if _FIGURE.fullmatch(word.text)]
    if figures:
        text, count = Counter(word.text for word in figures).most_common(1)[0]
        sure = min((word.confidence or 0.0) for word in figures)
        is_sure = count == _WAYS and not has_overlooked(crop, text)
        return Glyph(text, *box, sure if is_sure else min(sure, _DISPUTED))
    if not readings or _SCRAP.fullmatch(readings[0].text):
        return Glyph("", *box, 0.0)
    return readings[0]


def _as_figure(word: Glyph) -> Glyph:
    """A word of a cell that can only be a figure, its look-alikes set right; it is then no longer sure."""
    figure = word.text.translate(_LOOK_ALIKES)
    if figure == word.text or not _FIGURE.fullmatch(figure):
        return word
    return word._replace(text=figure, confidence=min(word.confidence or 0.0, _UNSURE))


def _overlap(word: Glyph, cell: Cell) -> float:
    """How far a word reaches into a cell, across; nothing where it stands above or below it."""
    if not cell.top < word.y < cell.bottom:
        return 0.0
    return min(word.right, cell.right) - max(word.left, cell.left)


def _in_three(grey: Pixels) -> Pixels:
    return np.repeat(grey[:, :, np.newaxis], 3, axis=2)


@cache
def _engine() -> Any:
    """The reader, with its own models: nothing is ever fetched. Text is never turned: a 6 is no 9."""
    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.use_rec": False,
            "Global.max_side_len": 2000,
            "Det.model_path": str(next(models.glob("*det*.onnx"))),
            "Rec.model_path": str(next(models.glob("*rec*.onnx"))),
            # Words are padded to this at least; most are a digit or two, and padded to less are read as well.
            "Rec.rec_img_shape": [3, 48, 96],
            # Files are read side by side, a process each: more threads would only wait for one another.
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )

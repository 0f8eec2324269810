"""Pictures of pages: words by rapidocr with the models in its wheel, tables by the ruling lines.

Every cell of a ruled table is looked at: where the page-wide search found no word but there is ink, or found one
word across several cells, the cell is read on its own.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import cv2
import numpy as np
import pi_heif
import rapidocr
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from core.document.lattice import Cell, Ruling, grids
from core.document.layout import Glyph, Page, compose
from core.document.limits import limits
from core.errors import ReadError
from core.types import Document

Pixels: TypeAlias = NDArray[np.uint8]

_FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF", "AVIF")
_A4_SIDES = (595.0, 842.0)
_LEAST_WIDTH = 1200
_MOST_SIDE = 3600
_INSET = 0.06
_GAP = 25
_UNSURE = 0.6
_DOUBTFUL = 0.8
_DISPUTED = 0.4
# No line and no cell begins so: the number before it was overlooked (二、上年结转).
_ORPHAN = re.compile(r"[、，。.]+(?=[\u4e00-\u9fff])")
_FIGURE = re.compile(r"\d[\d,.]*")
_LOOK_ALIKES = str.maketrans({**dict.fromkeys("。oO○〇Оо°˚º", "0"), **dict.fromkeys("lI|丨", "1")})
_WORST_SKEW = 5.0
_LINES_FOR_SKEW = 15


def read_picture(data: bytes) -> Document:
    """The document of a scan or photo, a page a frame.

    Raises ReadError: unreadable (damaged, or no text seen), too_large, unsupported.
    """
    composed = compose(seen_page(frame) for frame in _frames(data))
    if not composed.text.strip():
        raise ReadError("unreadable", "No text can be made out in the picture.")
    return Document(
        text=composed.text, format="image", page_starts=composed.page_starts, confidence=composed.confidence
    )


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


def seen_page(picture: Pixels) -> Page:
    """What is to be seen on a picture of a page (RGB), measured as if it were A4 paper."""
    upright = _straightened(_fitted(picture))
    height, width = upright.shape[:2]
    scale = _A4_SIDES[height < width] / width
    rulings = [
        Ruling(ruling.horizontal, ruling.at * scale, ruling.start * scale, ruling.end * scale)
        for ruling in _rulings(upright)
    ]
    words = _words(upright, scale)
    cells = [cell for grid in grids(rulings) for cell in grid.cells]
    return Page(_by_cell(upright, scale, words, cells), rulings, width * scale, height * scale)


def _fitted(picture: Pixels) -> Pixels:
    """The picture at a size at which characters are read well."""
    height, width = picture.shape[:2]
    factor = min(max(1.0, _LEAST_WIDTH / width), _MOST_SIDE / max(height, width))
    if abs(factor - 1) < 0.01:
        return picture
    way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=way), dtype=np.uint8)


def _straightened(picture: Pixels) -> Pixels:
    """The picture turned so that its long lines run level."""
    height, width = picture.shape[:2]
    ink = cv2.resize(_ink(picture), (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    level, most = np.pi / 2, np.radians(_WORST_SKEW)
    found = cv2.HoughLines(ink, 1, np.radians(0.05), width // 8, min_theta=level - most, max_theta=level + most)
    if found is None:
        return picture
    skew = float(np.degrees(np.median(np.asarray(found, dtype=float).reshape(-1, 2)[:_LINES_FOR_SKEW, 1]) - level))
    if abs(skew) < 0.05:
        return picture
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    turned = cv2.warpAffine(
        picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,) * 3
    )
    return np.asarray(turned, dtype=np.uint8)


def _ink(picture: Pixels) -> Pixels:
    """White where there is dark ink; a red stamp is none, nor is a grey background."""
    red = np.ascontiguousarray(picture[:, :, 0])
    return np.asarray(
        cv2.adaptiveThreshold(red, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15), dtype=np.uint8
    )


def _rulings(picture: Pixels) -> Iterator[Ruling]:
    ink = _ink(picture)
    height, width = ink.shape
    for horizontal, shape in ((True, (max(width // 25, 20), 1)), (False, (1, max(height // 50, 20)))):
        lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        gap = (_GAP, 1) if horizontal else (1, _GAP)
        lines = cv2.morphologyEx(lines, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, gap))
        lines = cv2.dilate(lines, np.ones((3, 3), np.uint8))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(lines)
        for left, top, wide, high, _ in np.asarray(boxes)[1:].tolist():
            if horizontal and high < 0.2 * wide:
                yield Ruling(True, top + high / 2, left, left + wide)
            elif not horizontal and wide < 0.2 * high:
                yield Ruling(False, left + wide / 2, top, top + high)


def _words(picture: Pixels, scale: float) -> list[Glyph]:
    seen = _engine()(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    if seen.boxes is None:
        return []
    return [
        Glyph(
            _cleaned(text),
            float(box[:, 0].min()) * scale,
            float(box[:, 1].min()) * scale,
            float(box[:, 0].max()) * scale,
            float(box[:, 1].max()) * scale,
            float(score),
        )
        for box, text, score in zip(seen.boxes, seen.txts, seen.scores, strict=True)
        if _cleaned(text)
    ]


def _cleaned(text: str) -> str:
    text = text.strip()
    orphan = _ORPHAN.match(text)
    return text[orphan.end() :] if orphan else text


def _by_cell(picture: Pixels, scale: float, words: Sequence[Glyph], cells: Sequence[Cell]) -> list[Glyph]:
    """The words, with the cells read on their own that they leave open; a figure is read twice, to be sure of it."""
    touched: dict[Cell, list[Glyph]] = {cell: [] for cell in cells}
    astride: set[int] = set()
    for word in words:
        covers = [cell for cell in cells if _overlap(word, cell) > 0.5 * min(word.size, word.right - word.left)]
        for cell in covers:
            touched[cell].append(word)
        if len(covers) > 1:
            astride.add(id(word))
    reread = [
        cell
        for cell, found in touched.items()
        if (not found and _has_ink(picture, scale, cell))
        or any(id(word) in astride or (word.confidence or 0) < _DOUBTFUL for word in found)
    ]
    lost = {id(word) for cell in reread for word in touched[cell]}
    kept = [word for word in words if id(word) not in lost]
    lone = {id(found[0]): cell for cell, found in touched.items() if len(found) == 1}
    figures: dict[Cell, int] = {}
    for index, word in enumerate(kept):
        if id(word) in lone and _is_figure(figure := _as_figure(word)):
            kept[index] = figure
            figures[lone[id(word)]] = index
    for cell, again in _read_cells(picture, scale, list(figures)):
        if _as_figure(again).text != kept[figures[cell]].text:
            kept[figures[cell]] = kept[figures[cell]]._replace(confidence=_DISPUTED)
    return kept + [_as_figure(word) for _, word in _read_cells(picture, scale, reread)]


def _is_figure(word: Glyph) -> bool:
    return bool(_FIGURE.fullmatch(word.text))


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


def _crop(picture: Pixels, scale: float, cell: Cell) -> Pixels:
    """The inside of a cell, without its lines and without the red of a stamp."""
    inset = min(2.5, _INSET * (cell.bottom - cell.top) + 1.0)
    top, bottom = int((cell.top + inset) / scale), int((cell.bottom - inset) / scale)
    left, right = int((cell.left + inset) / scale), int((cell.right - inset) / scale)
    red = picture[max(top, 0) : max(bottom, top + 1, 1), max(left, 0) : max(right, left + 1, 1), 0]
    return np.repeat(red[:, :, np.newaxis], 3, axis=2)


def _has_ink(picture: Pixels, scale: float, cell: Cell) -> bool:
    inside = _crop(picture, scale, cell)
    if min(inside.shape[:2]) < 8:
        return False
    _, _, boxes, _ = cv2.connectedComponentsWithStats(_ink(inside))
    least = 4.0 / scale
    return any(high >= least for _, _, _, high, _ in np.asarray(boxes)[1:].tolist())


def _read_cells(picture: Pixels, scale: float, cells: Sequence[Cell]) -> Iterator[tuple[Cell, Glyph]]:
    crops = [cv2.cvtColor(_trimmed(_crop(picture, scale, cell)), cv2.COLOR_RGB2BGR) for cell in cells]
    if not crops:
        return
    seen = _engine().recognize_txt(crops)
    for cell, text, score in zip(cells, seen.txts or (), seen.scores, strict=False):
        if text.strip():
            box = cell.left + 1, cell.top + 1, cell.right - 1, cell.bottom - 1
            yield cell, Glyph(_cleaned(text), *box, float(score))


def _trimmed(inside: Pixels) -> Pixels:
    """The ink of a crop with a little white around: the reader wants one line that fills the height."""
    rows, columns = np.nonzero(_ink(inside)) if min(inside.shape[:2]) > 2 else (np.array([]), np.array([]))
    if not len(rows):
        return inside
    top, bottom, left, right = int(rows.min()), int(rows.max()), int(columns.min()), int(columns.max())
    margin = max(4, (bottom - top) // 4)
    cut = inside[max(top - margin, 0) : bottom + margin + 1, max(left - margin, 0) : right + margin + 1]
    return np.asarray(cv2.copyMakeBorder(cut, 4, 4, 8, 8, cv2.BORDER_REPLICATE), dtype=np.uint8)


@cache
def _engine() -> Any:
    """The reader, with its own models: nothing is ever fetched. Text is never turned: a 6 is no 9."""
    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": 0.3,
            "Global.max_side_len": 2000,
            "Det.model_path": str(next(models.glob("*det*.onnx"))),
            "Rec.model_path": str(next(models.glob("*rec*.onnx"))),
        }
    )

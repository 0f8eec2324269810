"""Forged reports as pictures of printed pages, as a scanner or a phone takes them. Needs the extra `ocr`."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

import cv2
import noto_cjk_sans_otc
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from tests.forging import Forged, Line
from tests.report_files import HEIGHT, WIDTH, report_blocks

Pixels: TypeAlias = NDArray[np.uint8]
Effect = Callable[[Pixels, np.random.Generator], Pixels]

SANS = Path(noto_cjk_sans_otc.__file__).with_name("NotoSansCJK-Regular.ttc")
_SIMPLIFIED = 2
_MARGIN, _SIZE, _TITLE = 50.0, 9.5, 12.0
_INNER = WIDTH - 2 * _MARGIN


class Box(NamedTuple):
    """A cell of a table, merged over some rows and columns."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Look:
    """How pages are printed and taken."""

    effects: tuple[Effect, ...] = ()
    dpi: int = 200
    ruling: Literal["black", "thin", "none"] = "black"
    font: Path = SANS
    spread: bool = False


# --- printing ---------------------------------------------------------------------------------------------


def pages(forged: Forged, look: Look | None = None, seed: int = 0) -> list[Image.Image]:
    """A forged report as pictures of its pages; of two pages each where they are taken as spreads."""
    look = look or Look()
    printer = _Printer(look)
    for block in report_blocks(forged):
        if isinstance(block, str):
            printer.paragraph(block)
        else:
            layout = _LAYOUTS[id(block) == id(forged.request), len(block[-1]) == 15]
            printer.table(*layout([list(row) for row in block]))
    sheets: list[Pixels] = [np.array(sheet) for sheet in printer.sheets]
    if look.spread:
        blank = np.full_like(sheets[0], 255)
        sheets += [blank] * (len(sheets) % 2)
        sheets = [np.hstack(pair) for pair in zip(sheets[::2], sheets[1::2], strict=True)]
    return [Image.fromarray(_taken(sheet, look, seed + number)) for number, sheet in enumerate(sheets)]


def _taken(sheet: Pixels, look: Look, seed: int) -> Pixels:
    chance = np.random.default_rng(seed)
    for effect in look.effects:
        sheet = effect(sheet, chance)
    return np.ascontiguousarray(sheet)


def _rows_in_full(rows: Sequence[Line]) -> tuple[list[Box], list[float]]:
    """The table of what was disclosed: four columns, a lone cell over all of them, the last one to the edge."""
    boxes = [
        Box(cell, number, column, 1, 4 - column if column == len(row) - 1 else 1)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
    ]
    return boxes, [0.25] * 4


def _requests(rows: Sequence[Line]) -> tuple[list[Box], list[float]]:
    """The table of requests: labels in up to three columns, those of groups merged over their rows."""
    (note, heading), (person, legal, total), kinds, *data = rows
    boxes = [Box(note, 0, 0, 3, 3), Box(heading, 0, 3, 1, 7), Box(person, 1, 3, 2), Box(legal, 1, 4, 1, 5)]
    boxes += [Box(total, 1, 9, 2), *(Box(kind, 2, 4 + column) for column, kind in enumerate(kinds))]
    labels = [row[:-7] for row in data]
    results = [number for number, label in enumerate(labels) if label[0].startswith("三、")]
    last = next(number for number, label in enumerate(labels) if label[-1].startswith("（七）"))
    grouped = False
    for number, row in enumerate(data):
        label = labels[number]
        inside = bool(results) and results[0] <= number <= last
        if number in results:
            boxes.append(Box(label.pop(0), 3 + number, 0, last - number + 1))
        if len(label) == 2:
            grouped = True
            stop = next(n for n in range(number + 1, len(data)) if labels[n][0].startswith("（"))
            boxes.append(Box(label.pop(0), 3 + number, 1, stop - number))
        elif label[0].startswith(("（", "一", "二", "四")):
            grouped = False
        first = (1 if inside else 0) + grouped
        boxes.append(Box(label[0], 3 + number, first, 1, 3 - first))
        boxes += [Box(cell, 3 + number, 3 + column) for column, cell in enumerate(row[-7:])]
    return boxes, [0.06, 0.1, 0.28] + [0.08] * 7


def _litigation(rows: Sequence[Line]) -> tuple[list[Box], list[float]]:
    (review, litigation), (*five, direct, after), ten, figures = rows
    boxes = [Box(review, 0, 0, 1, 5), Box(litigation, 0, 5, 1, 10), Box(direct, 1, 5, 1, 5), Box(after, 1, 10, 1, 5)]
    boxes += [Box(cell, 1, column, 2) for column, cell in enumerate(five)]
    boxes += [Box(cell, 2, 5 + column) for column, cell in enumerate(ten)]
    boxes += [Box(cell, 3, column) for column, cell in enumerate(figures)]
    return boxes, [1 / 15] * 15


_LAYOUTS = {(False, False): _rows_in_full, (True, False): _requests, (False, True): _litigation}


class _Printer:
    """Prints paragraphs and ruled tables on sheets; a table goes on over the page, a merged cell cut by its end."""

    def __init__(self, look: Look) -> None:
        self._scale = look.dpi / 72
        self._look = look
        self._line = max(round(look.dpi / 110), 1) if look.ruling == "black" else 1
        self._ink = 20 if look.ruling == "black" else 150
        self.sheets: list[Image.Image] = []
        self._new_sheet()

    def _new_sheet(self) -> None:
        size = round(WIDTH * self._scale), round(HEIGHT * self._scale)
        self.sheets.append(Image.new("RGB", size, "white"))
        self._draw = ImageDraw.Draw(self.sheets[-1])
        self._y = _MARGIN
        self._words(280, HEIGHT - 35, f"- {len(self.sheets)} -", _SIZE)

    def paragraph(self, text: str) -> None:
        for line in _wrapped(text, _INNER, _TITLE):
            if self._y + 24 > HEIGHT - _MARGIN:
                self._new_sheet()
            self._words(_MARGIN, self._y, line, _TITLE)
            self._y += 20

    def table(self, boxes: Sequence[Box], shares: Sequence[float]) -> None:
        edges = [_MARGIN + _INNER * share for share in accumulate(shares, initial=0.0)]
        count = max(box.row + box.rows for box in boxes)
        heights = [20.0] * count
        for box in boxes:
            lines = len(_wrapped(box.text, edges[box.column + box.columns] - edges[box.column] - 6, _SIZE))
            if box.rows == 1:
                heights[box.row] = max(heights[box.row], lines * 12 + 8)
        first = 0
        while first < count:
            stop, y = first, self._y
            while stop < count and y + heights[stop] <= HEIGHT - _MARGIN:
                y += heights[stop]
                stop += 1
            tops = list(accumulate(heights[first:stop], initial=self._y))
            for box in boxes:
                above, below = max(box.row, first), min(box.row + box.rows, stop)
                if above < below:
                    self._cell(box, edges, tops[above - first], tops[below - first], written=above == box.row)
            self._y = y + 10
            first = stop
            if first < count:
                self._new_sheet()

    def _cell(self, box: Box, edges: Sequence[float], top: float, bottom: float, *, written: bool) -> None:
        left, right = edges[box.column], edges[box.column + box.columns]
        if self._look.ruling != "none":
            corners = [round(value * self._scale) for value in (left, top, right, bottom)]
            self._draw.rectangle(corners, outline=(self._ink,) * 3, width=self._line)
        lines = _wrapped(box.text, right - left - 6, _SIZE) if written else []
        y = top + (bottom - top - 12 * len(lines)) / 2
        for line in lines:
            wide = self._font(_SIZE).getlength(line) / self._scale
            self._words((left + right - wide) / 2, y, line, _SIZE)
            y += 12

    def _words(self, x: float, y: float, words: str, size: float) -> None:
        self._draw.text((x * self._scale, y * self._scale), words, font=self._font(size), fill=(15, 15, 15))

    def _font(self, size: float) -> ImageFont.FreeTypeFont:
        return _font(self._look.font, round(size * self._scale))


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, index=_SIMPLIFIED if path == SANS else 0)


@cache
def _wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    lines, used = [""], 0.0
    for character in text:
        step = size if character >= "\u2000" else size * 0.6
        if used + step > width and lines[-1]:
            lines.append("")
            used = 0.0
        lines[-1] += character
        used += step
    return tuple(lines)


# --- taking -----------------------------------------------------------------------------------------------


def turned(least: float, most: float) -> Effect:
    """Laid crooked on the glass, by so many degrees to either side."""

    def effect(sheet: Pixels, chance: np.random.Generator) -> Pixels:
        angle = chance.uniform(least, most) * chance.choice((-1, 1))
        height, width = sheet.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        return _warped(cv2.warpAffine(sheet, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(250,) * 3))

    return effect


def quarter_turns(count: int) -> Effect:
    """The page on its side or upside down."""
    return lambda sheet, chance: np.rot90(sheet, count)


def grey(sheet: Pixels, chance: np.random.Generator) -> Pixels:
    """Noisy grey paper, darker towards one side."""
    shade = np.linspace(0.72, 0.9, sheet.shape[1])[np.newaxis, :, np.newaxis]
    paper = sheet.astype(float) * shade + 20
    return _bytes(paper + chance.normal(0, 8, paper.shape))


def sealed(sheet: Pixels, chance: np.random.Generator) -> Pixels:
    """A red seal over cells."""
    high, wide = sheet.shape[:2]
    seal = np.full_like(sheet, 255)
    centre = int(wide * chance.uniform(0.6, 0.85)), int(high * chance.uniform(0.25, 0.7))
    radius, thick = int(wide * 0.11), max(wide // 250, 2)
    red = (215, 35, 45)
    cv2.circle(seal, centre, radius, red, thick * 2)
    for step in range(5):
        ends = [(0.45 * np.pi * 2 * k, 0.4 * radius) for k in (step, step + 1)]
        points = [(int(centre[0] + r * np.sin(a)), int(centre[1] - r * np.cos(a))) for a, r in ends]
        cv2.line(seal, points[0], points[1], red, thick * 2)
    return np.minimum(sheet, seal)


def squeezed(quality: int) -> Effect:
    """Saved as JPEG."""

    def effect(sheet: Pixels, chance: np.random.Generator) -> Pixels:
        _, data = cv2.imencode(".jpg", sheet, [cv2.IMWRITE_JPEG_QUALITY, quality])
        return _warped(cv2.imdecode(data, cv2.IMREAD_COLOR))

    return effect


def blurred(sheet: Pixels, chance: np.random.Generator) -> Pixels:
    """Out of focus by a little."""
    return _warped(cv2.GaussianBlur(sheet, (0, 0), sheet.shape[1] / 1600))


def photographed(sheet: Pixels, chance: np.random.Generator) -> Pixels:
    """By a phone held aslant over a sheet on a dark desk."""
    high, wide = sheet.shape[:2]
    border = int(0.06 * wide)
    corners = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    moved = corners + border + chance.uniform(-0.035, 0.035, (4, 2)).astype(np.float32) * wide
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    size = wide + 2 * border, high + 2 * border
    photo = cv2.warpPerspective(sheet, matrix, size, flags=cv2.INTER_CUBIC, borderValue=(70, 62, 55))
    light = np.linspace(1.0, 0.75, size[1])[:, np.newaxis, np.newaxis]
    return _bytes(photo * light + chance.normal(0, 5, photo.shape))


def _bytes(values: NDArray[np.float64]) -> Pixels:
    return values.clip(0, 255).astype(np.uint8)


def _warped(picture: object) -> Pixels:
    return np.asarray(picture, dtype=np.uint8)


LOOKS: Mapping[str, Look] = {
    "clean": Look(),
    "grey": Look((grey,)),
    "turned": Look((turned(0.5, 1.5),)),
    "turned far": Look((turned(2.0, 3.0),)),
    "seal": Look((sealed, squeezed(80))),
    "jpeg": Look((squeezed(25),)),
    "blurred": Look((blurred, grey)),
    "150 dpi": Look((squeezed(60),), dpi=150),
    "100 dpi": Look((squeezed(75),), dpi=100),
    "thin lines": Look((squeezed(80),), ruling="thin"),
    "no lines": Look(ruling="none"),
    "photo": Look((photographed, squeezed(80))),
    "quarter turn": Look((quarter_turns(1),)),
    "upside down": Look((quarter_turns(2),)),
    "three quarters": Look((quarter_turns(3), grey)),
    "spread": Look(spread=True),
    "bad": Look((grey, sealed, turned(0.5, 2.0), squeezed(35)), dpi=150),
}
"""By name, from easy to hard."""


def saved(pictures: Sequence[Image.Image]) -> bytes:
    """The pictures as one file, a page each."""
    buffer = io.BytesIO()
    pictures[0].save(buffer, "TIFF", save_all=True, append_images=list(pictures[1:]), compression="tiff_lzw")
    return buffer.getvalue()

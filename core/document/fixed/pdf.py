"""PDF with text: characters where they stand and the ruling lines between them, page by page, by pdfium."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice, pairwise
from math import degrees
from statistics import median
from struct import Struct
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from core.document.fixed.columns import by_columns
from core.document.fixed.lattice import Ruling
from core.document.fixed.layout import Glyph, Page, compose
from core.document.fixed.pdfium import address, bare, characters_of, opened
from core.document.limits import limits
from core.document.web.encoding import is_junk
from core.errors import ReadError
from core.types import Document, Issue
from core.work.progress import at_page

MAX_CHARACTERS = 2_000_000
MAX_OBJECTS = 50_000

_LOOKED_AT = 40
"""So many characters of a page tell how it lies."""

_THIN = 2.0
_ONE_RECTANGLE = 5
"""Segments; what is filled and larger than a line holds none then."""
_FORM_DEPTH = 5
_PICTURE_DPI = 200
_AT_ENDS, _LITTLE_TEXT = 3, 150
_PICTURE_SIDE = 3600
_HOW = ' pip install "gongkai[ocr]" to read them.'
_NO_GLYPH = "\0\x02\xad\ufffe\uffff"

_BOX = Struct("4f")
"""left, top, right, bottom"""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]


def read_pdf(data: bytes) -> Document:
    """The document of a PDF's text and ruled tables; pages that are pictures are recognised.

    Raises ReadError: encrypted, too_large, unreadable, or unsupported where pictures can't be recognised.
    """
    pdf = _open(data)
    unseen: list[int] = []
    illegible: list[int] = []
    try:
        if len(pdf) > limits().pages:
            raise ReadError("too_large", f"The PDF has more than {limits().pages} pages.")
        pages = _pages(pdf, unseen, illegible)
        composed = compose(part for page in pages for part in by_columns(page))
    except pdfium.PdfiumError as error:
        raise ReadError("unreadable", "The PDF is damaged.") from error
    finally:
        pdf.close()
    if not composed.text.strip():
        if unseen:
            raise ReadError("unsupported", 'The PDF holds pictures of pages: pip install "gongkai[ocr]" to read them.')
        raise ReadError("unreadable", "The PDF holds no text.")
    return Document(
        text=composed.text,
        format="pdf",
        page_starts=composed.page_starts,
        confidence=composed.confidence,
        notes=(*_notes("they are pictures", unseen, _HOW), *_notes("they can't be made out", illegible)),
    )


def _notes(why: str, pages: list[int], how: str = "") -> tuple[Issue, ...]:
    if not pages:
        return ()
    numbers = ", ".join(map(str, pages))
    return (Issue("incomplete", "warning", f"Not read, as {why}: page {numbers}.{how}"),)


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return opened(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ReadError("encrypted", "The PDF asks for a password.") from error
        raise ReadError("unreadable", "The PDF is damaged.") from error


def _pages(pdf: pdfium.PdfDocument, unseen: list[int], illegible: list[int]) -> Iterator[Page]:
    """The pages; `unseen` takes the numbers of those that would have to be recognised and can't, `illegible` of
    those on which little can be made out."""
    budget = MAX_CHARACTERS
    for number, page in enumerate(pdf, 1):
        at_page(number, len(pdf))
        text = page.get_textpage()
        count = text.count_chars()
        budget -= count
        if budget < 0:
            raise ReadError("too_large", f"The PDF holds more than {MAX_CHARACTERS:,} characters.")
        characters = characters_of(text, count)
        turn = _turn(page, text, characters)
        place, width, height = _placement(page, turn)
        glyphs = _glyphs(text, characters, place)
        rulings = list(_rulings(page, place))
        text.close()
        if _illegible(glyphs) or _is_scan(page, glyphs) if glyphs else _is_picture(page):
            seen = _recognised(page)
            page.close()
            if seen is None and (not glyphs or _illegible(glyphs)):
                unseen.append(number)
                glyphs, rulings = [], []
            elif any(half.illegible for half in seen or ()):
                illegible.append(number)
            yield from seen or [Page(glyphs, rulings, width, height)]
        else:
            page.close()
            yield Page(glyphs, rulings, width, height)


def _illegible(glyphs: list[Glyph]) -> bool:
    """Whether the page shows characters but does not tell which: its fonts lack the way back to Unicode."""
    junk = {text for text in {glyph.text for glyph in glyphs} if is_junk(text)}
    return bool(junk) and sum(1 for glyph in glyphs if glyph.text in junk) > 0.3 * len(glyphs)


def _is_picture(page: pdfium.PdfPage) -> bool:
    kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING]
    return any(True for _ in page.get_objects(filter=kinds, max_depth=_FORM_DEPTH))


def _is_scan(page: pdfium.PdfPage, glyphs: list[Glyph]) -> bool:
    """Whether a picture fills the page, with little text on it or with the text of some recognition laid unseen over
    it: that does not tell how sure it is."""
    width, height = page.get_size()
    count = raw.FPDFPage_CountObjects(page.raw)
    ends = {*range(min(count, _AT_ENDS)), *range(max(count - _AT_ENDS, 0), count)}
    parts = [raw.FPDFPage_GetObject(page.raw, index) for index in sorted(ends)]
    if not any(_fills(part, 0.6 * width * height) for part in parts):
        return False
    texts = [part for part in parts if raw.FPDFPageObj_GetType(part) == raw.FPDF_PAGEOBJ_TEXT]
    unseen = [raw.FPDFTextObj_GetTextRenderMode(part) == raw.FPDF_TEXTRENDERMODE_INVISIBLE for part in texts]
    return len(glyphs) < _LITTLE_TEXT or (bool(unseen) and all(unseen))


def _fills(part: Any, least: float) -> bool:
    """Whether an object is a picture of this area at least."""
    if raw.FPDFPageObj_GetType(part) != raw.FPDF_PAGEOBJ_IMAGE:
        return False
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(part, left, bottom, right, top)
    return (right.value - left.value) * (top.value - bottom.value) >= least


def _recognised(page: pdfium.PdfPage) -> list[Page] | None:
    """The page as a picture recognised, in halves where it is a spread; None where the extra is not installed."""
    try:
        from core.document.picture.ocr import seen_pages
    except ModuleNotFoundError:
        return None
    width, height = page.get_size()
    scale = min(_PICTURE_DPI / 72, _PICTURE_SIDE / max(width, height, 1))
    return list(seen_pages(page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False).to_numpy()[:, :, :3]))


def _turn(page: pdfium.PdfPage, text: pdfium.PdfTextPage, characters: Sequence[str]) -> int:
    """By how many degrees, clockwise, the page is to be turned so that most of its characters stand upright.

    A wide table often lies on its side, whether the page says so or not.
    """
    angle_at, handle, step = bare("FPDFText_GetCharAngle"), address(text), max(len(characters) // _LOOKED_AT, 1)
    angles = [angle_at(handle, index) for index in range(0, len(characters), step) if not characters[index].isspace()]
    turns = Counter(round(-degrees(angle) / 90) % 4 * 90 for angle in angles if angle >= 0)
    return turns.most_common(1)[0][0] if turns else page.get_rotation()


def _placement(page: pdfium.PdfPage, turn: int) -> tuple[Matrix, float, float]:
    """The matrix from the page's own coordinates (y upwards) to the page turned, y downwards; its width and height."""
    left, bottom, right, top = page.get_cropbox()
    matrix = {
        0: (1.0, 0.0, 0.0, -1.0, -left, top),
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }[turn]
    width, height = right - left, top - bottom
    return (matrix, width, height) if turn in (0, 180) else (matrix, height, width)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _placed(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _glyphs(text: pdfium.PdfTextPage, characters: Sequence[str], place: Matrix) -> list[Glyph]:
    boxes = (raw.FS_RECTF * len(characters))()
    page, first, box_at = address(text), ctypes.addressof(boxes), bare("FPDFText_GetLooseCharBox")
    indices = [
        index
        for index, character in enumerate(characters)
        if character not in _NO_GLYPH and not character.isspace() and box_at(page, index, first + index * _BOX.size)
    ]
    if not indices:
        return []
    placed = list(_BOX.iter_unpack(boxes))
    a, b, c, d, e, f = place
    if (a, b, c, d) == (1.0, 0.0, 0.0, -1.0):
        new = tuple.__new__  # what Glyph() does, at half its time
        glyphs = [
            new(Glyph, (characters[index], left + e, f - top, right + e, f - bottom, None))
            for index in indices
            for left, top, right, bottom in (placed[index],)
        ]
    else:
        glyphs = [
            Glyph(characters[index], *_placed_box((left, bottom, right, top), place))
            for index in indices
            for left, top, right, bottom in (placed[index],)
        ]
    # For vertical writing pdfium's loose box forgets the scale of the text: take the ink's box there, as where the
    # box is inside out.
    most = 4 * max(median([bottom - top for _, _, top, _, bottom, _ in glyphs]), 1.0)
    return [
        glyph
        if 0 <= glyph[4] - glyph[2] <= most and glyph[1] <= glyph[3]
        else Glyph(glyph.text, *_placed_box(text.get_charbox(index), place))
        for index, glyph in zip(indices, glyphs, strict=True)
    ]


def _placed_box(box: Box, place: Matrix) -> Box:
    """A box (left, bottom, right, top) of the page's own coordinates as (left, top, right, bottom) of the seen page."""
    left, bottom, right, top = box
    a, b, c, d, e, f = place
    if not b and not c:
        x1, y1, x2, y2 = a * left + e, d * bottom + f, a * right + e, d * top + f
    else:
        x1, y1, x2, y2 = *_placed(place, left, bottom), *_placed(place, right, top)
    return (x1 if x1 < x2 else x2, y1 if y1 < y2 else y2, x2 if x1 < x2 else x1, y2 if y1 < y2 else y1)


def _paths(count: int, get: Callable[[int], int], outer: Matrix, depth: int) -> Iterator[tuple[int, Matrix]]:
    """The paths of a page, those in forms too, each with the matrix that places what it lies in."""
    kind_of = bare("FPDFPageObj_GetType")
    for index in range(count):
        part = get(index)
        kind = kind_of(part)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield part, outer
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            count_of, part_of = bare("FPDFFormObj_CountObjects"), bare("FPDFFormObj_GetObject")
            yield from _paths(count_of(part), partial(part_of, part), _times(_matrix(part), outer), depth - 1)


def _rulings(page: pdfium.PdfPage, place: Matrix) -> Iterator[Ruling]:
    """The lines drawn along an axis: strokes, and rectangles filled so thin that they are lines."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    fills, strokes = ctypes.byref(fill), ctypes.byref(stroke)
    bounds = tuple(map(ctypes.byref, (left, bottom, right, top)))
    mode_of, bounds_of = bare("FPDFPath_GetDrawMode"), bare("FPDFPageObj_GetBounds")
    count_of, part_of = bare("FPDFPage_CountObjects"), bare("FPDFPage_GetObject")
    paths = _paths(count_of(address(page)), partial(part_of, address(page)), place, _FORM_DEPTH)
    for path, outer in islice(paths, MAX_OBJECTS):
        mode_of(path, fills, strokes)
        if not (fill.value or stroke.value):
            continue
        if bounds_of(path, *bounds):
            # Most paths are one line: its box says so, without a look at its points.
            box = _placed_box((left.value, bottom.value, right.value, top.value), outer)
            thin = _thin(*box)
            if thin:
                yield thin
                continue
        if stroke.value or bare("FPDFPath_CountSegments")(path) > _ONE_RECTANGLE:
            yield from _drawn_lines(path, outer, stroked=bool(stroke.value))


def _drawn_lines(path: int, outer: Matrix, *, stroked: bool) -> Iterator[Ruling]:
    """The lines of a path that is more than one."""
    matrix = _times(_matrix(path), outer)
    for outline in _outlines(path):
        points = [_placed(matrix, *point) for point in outline]
        whole = _as_line(points)
        if whole:
            yield whole
        elif stroked:
            yield from (line for line in map(_as_line, map(list, pairwise(points))) if line)


def _matrix(part: int) -> Matrix:
    own = raw.FS_MATRIX()
    bare("FPDFPageObj_GetMatrix")(part, ctypes.byref(own))
    return own.a, own.b, own.c, own.d, own.e, own.f


def _outlines(path: int) -> Iterator[list[Point]]:
    """The strokes of a path, in its own coordinates; a closed one returns to its first point."""
    x, y = ctypes.c_float(), ctypes.c_float()
    across, along = ctypes.byref(x), ctypes.byref(y)
    segment_at, point_of = bare("FPDFPath_GetPathSegment"), bare("FPDFPathSegment_GetPoint")
    kind_of, closes = bare("FPDFPathSegment_GetType"), bare("FPDFPathSegment_GetClose")
    outline: list[Point] = []
    for index in range(min(bare("FPDFPath_CountSegments")(path), MAX_OBJECTS)):
        segment = segment_at(path, index)
        point_of(segment, across, along)
        if kind_of(segment) == raw.FPDF_SEGMENT_MOVETO and outline:
            yield outline
            outline = []
        outline.append((x.value, y.value))
        if closes(segment):
            outline.append(outline[0])
    if outline:
        yield outline


def _as_line(points: list[Point]) -> Ruling | None:
    """The points as one line along an axis, where they are as good as one."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return _thin(min(xs), min(ys), max(xs), max(ys))


def _thin(left: float, top: float, right: float, bottom: float) -> Ruling | None:
    """A box as a line along an axis, where it is as thin as one."""
    if bottom - top <= _THIN < right - left:
        return Ruling(True, (top + bottom) / 2, left, right)
    if right - left <= _THIN < bottom - top:
        return Ruling(False, (left + right) / 2, top, bottom)
    return None

"""PDF with text: characters where they stand and the ruling lines between them, page by page, by pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, pairwise
from statistics import median
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from core.document.encoding import is_junk
from core.document.lattice import Ruling
from core.document.layout import Glyph, Page, compose
from core.document.limits import limits
from core.errors import ReadError
from core.progress import at_page
from core.types import Document, Issue

MAX_CHARACTERS = 2_000_000
MAX_OBJECTS = 50_000

_THIN = 2.0
_FORM_DEPTH = 5
_PICTURE_DPI = 200
_PICTURE_SIDE = 3600
_NO_GLYPH = "\0\x02\xad\ufffe\uffff"

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]


def read_pdf(data: bytes) -> Document:
    """The document of a PDF's text and ruled tables; pages that are pictures are recognised.

    Raises ReadError: encrypted, too_large, unreadable, or unsupported where pictures can't be recognised.
    """
    pdf = _open(data)
    unseen: list[int] = []
    try:
        if len(pdf) > limits().pages:
            raise ReadError("too_large", f"The PDF has more than {limits().pages} pages.")
        composed = compose(_pages(pdf, unseen))
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
        notes=_notes(unseen),
    )


def _notes(unseen: list[int]) -> tuple[Issue, ...]:
    if not unseen:
        return ()
    pages = ", ".join(map(str, unseen))
    message = f'Not read, as they are pictures: page {pages}. pip install "gongkai[ocr]" to read them.'
    return (Issue("incomplete", "warning", message),)


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ReadError("encrypted", "The PDF asks for a password.") from error
        raise ReadError("unreadable", "The PDF is damaged.") from error


def _pages(pdf: pdfium.PdfDocument, unseen: list[int]) -> Iterator[Page]:
    """The pages; `unseen` takes the numbers of those that would have to be recognised and can't."""
    budget = MAX_CHARACTERS
    for number, page in enumerate(pdf, 1):
        at_page(number, len(pdf))
        place = _placement(page)
        text = page.get_textpage()
        count = text.count_chars()
        budget -= count
        if budget < 0:
            raise ReadError("too_large", f"The PDF holds more than {MAX_CHARACTERS:,} characters.")
        glyphs = _glyphs(text, count, place)
        rulings = list(_rulings(page, place))
        width, height = page.get_size()
        text.close()
        if _illegible(glyphs) if glyphs else _is_picture(page):
            seen = _recognised(page)
            page.close()
            if seen is None:
                unseen.append(number)
            yield seen or Page([], [], width, height)
        else:
            page.close()
            yield Page(glyphs, rulings, width, height)


def _illegible(glyphs: list[Glyph]) -> bool:
    """Whether the page shows characters but does not tell which: its fonts lack the way back to Unicode."""
    return sum(1 for glyph in glyphs if is_junk(glyph.text)) > 0.3 * len(glyphs)


def _is_picture(page: pdfium.PdfPage) -> bool:
    kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING]
    return any(True for _ in page.get_objects(filter=kinds, max_depth=_FORM_DEPTH))


def _recognised(page: pdfium.PdfPage) -> Page | None:
    """The page as a picture recognised, or None where the extra for it is not installed."""
    try:
        from core.document.ocr import seen_page
    except ModuleNotFoundError:
        return None
    width, height = page.get_size()
    scale = min(_PICTURE_DPI / 72, _PICTURE_SIDE / max(width, height, 1))
    return seen_page(page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False).to_numpy()[:, :, :3])


def _placement(page: pdfium.PdfPage) -> Matrix:
    """The matrix from the page's own coordinates (y upwards, unrotated) to the seen page, y downwards."""
    left, bottom, right, top = page.get_cropbox()
    return {
        0: (1.0, 0.0, 0.0, -1.0, -left, top),
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }[page.get_rotation()]


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _placed(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _glyphs(text: pdfium.PdfTextPage, count: int, place: Matrix) -> list[Glyph]:
    found: list[tuple[int, Glyph]] = []
    box = raw.FS_RECTF()
    where, page = ctypes.byref(box), text.raw
    code_at, box_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    for index in range(count):
        character = chr(code_at(page, index))
        if character not in _NO_GLYPH and not character.isspace() and box_at(page, index, where):
            found.append((index, _glyph(character, (box.left, box.bottom, box.right, box.top), place)))
    if not found:
        return []
    # For vertical writing pdfium's loose box forgets the scale of the text: take the ink's box there.
    most = 4 * median([glyph.size for _, glyph in found])
    return [
        glyph if glyph.bottom - glyph.top <= most else _glyph(glyph.text, text.get_charbox(index), place)
        for index, glyph in found
    ]


def _glyph(character: str, box: Box, place: Matrix) -> Glyph:
    return Glyph(character, *_placed_box(box, place))


def _placed_box(box: Box, place: Matrix) -> Box:
    """A box (left, bottom, right, top) of the page's own coordinates as (left, top, right, bottom) of the seen page."""
    left, bottom, right, top = box
    a, b, c, d, e, f = place
    if not b and not c:
        x1, y1, x2, y2 = a * left + e, d * bottom + f, a * right + e, d * top + f
    else:
        x1, y1, x2, y2 = *_placed(place, left, bottom), *_placed(place, right, top)
    return (x1 if x1 < x2 else x2, y1 if y1 < y2 else y2, x2 if x1 < x2 else x1, y2 if y1 < y2 else y1)


def _paths(count: int, get: Callable[[int], object], outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    """The paths of a page, those in forms too, each with the matrix that places what it lies in."""
    kind_of = raw.FPDFPageObj_GetType
    for index in range(count):
        part: Any = get(index)
        kind = kind_of(part)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield part, outer
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            inner = _times(_matrix(part), outer)
            yield from _paths(
                raw.FPDFFormObj_CountObjects(part), partial(raw.FPDFFormObj_GetObject, part), inner, depth - 1
            )


def _rulings(page: pdfium.PdfPage, place: Matrix) -> Iterator[Ruling]:
    """The lines drawn along an axis: strokes, and rectangles filled so thin that they are lines."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    fills, strokes = ctypes.byref(fill), ctypes.byref(stroke)
    bounds = tuple(map(ctypes.byref, (left, bottom, right, top)))
    count, get = raw.FPDFPage_CountObjects(page.raw), partial(raw.FPDFPage_GetObject, page.raw)
    for path, outer in islice(_paths(count, get, place, _FORM_DEPTH), MAX_OBJECTS):
        raw.FPDFPath_GetDrawMode(path, fills, strokes)
        if not (fill.value or stroke.value):
            continue
        if raw.FPDFPageObj_GetBounds(path, *bounds):
            # Most paths are one line: its box says so, without a look at its points.
            box = _placed_box((left.value, bottom.value, right.value, top.value), outer)
            thin = _thin(*box)
            if thin:
                yield thin
                continue
        matrix = _times(_matrix(path), outer)
        for outline in _outlines(path):
            points = [_placed(matrix, *point) for point in outline]
            whole = _as_line(points)
            if whole:
                yield whole
            elif stroke.value:
                yield from (line for line in map(_as_line, map(list, pairwise(points))) if line)


def _matrix(obj: Any) -> Matrix:
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(obj, own)
    return own.a, own.b, own.c, own.d, own.e, own.f


def _outlines(path: Any) -> Iterator[list[Point]]:
    """The strokes of a path, in its own coordinates; a closed one returns to its first point."""
    x, y = ctypes.c_float(), ctypes.c_float()
    outline: list[Point] = []
    for index in range(min(raw.FPDFPath_CountSegments(path), MAX_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and outline:
            yield outline
            outline = []
        outline.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
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

"""What a page of a PDF is drawn with: texts, paths, pictures, those in forms too, and the matrices that place them."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import compress, repeat
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from core.document.fixed.matrix import Box, Matrix, times
from core.document.fixed.pdf_asked import Colour, colours_of, placed_boxes
from core.document.fixed.pdfium import address, bare, loose, pointer

MAX_PARTS = 50_000
FORM_DEPTH = 5
_PATH, _IMAGE, _FORM = raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM
_OUTLINED = frozenset((raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP))


class Sheet(NamedTuple):
    """What lies in a page itself or in one of its forms: where each text, path and picture stands in memory, and the
    matrix that places all of them on the page.

    `first` is how many texts of the page were drawn before those of the sheet; `before` how many before each path or
    picture, by where it stands in memory, as far as there were any. `modes` are how the texts are drawn.
    """

    texts: list[int]
    modes: list[int]
    paths: list[int]
    pictures: list[int]
    outer: Matrix
    first: int
    before: dict[int, int]


def sheets_of(page: pdfium.PdfPage, place: Matrix) -> list[Sheet]:
    """The page and its forms."""
    sheets: list[Sheet] = []
    _add_sheet(sheets, address(page), "FPDFPage", place, FORM_DEPTH, 0)
    return sheets


def _add_sheet(sheets: list[Sheet], holder: int, kind: str, outer: Matrix, depth: int, drawn: int) -> int:
    """Add what lies in a page or a form, and the forms in it; how many texts are drawn then."""
    count = min(bare(f"{kind}_CountObjects")(holder), MAX_PARTS)
    if kind == "FPDFPage":
        parts = [*map(loose("FPDFPage_GetObject"), repeat(pointer(holder)), range(count))]
    else:
        parts = [*map(bare("FPDFFormObj_GetObject"), repeat(holder), range(count))]
    # Only texts have a mode, and most parts are texts: what the others are is asked of them alone.
    modes = [*map(bare("FPDFTextObj_GetTextRenderMode"), parts)]
    is_text = [mode >= 0 for mode in modes]
    others = [index for index, is_one in enumerate(is_text) if not is_one]
    sheet = Sheet([*compress(parts, is_text)], [*compress(modes, is_text)], [], [], outer, drawn, {})
    sheets.append(sheet)
    kinds = map(bare("FPDFPageObj_GetType"), [parts[index] for index in others])
    in_forms, before_part = drawn, sheet.before
    for passed, (index, what) in enumerate(zip(others, kinds, strict=True)):
        part, before = parts[index], in_forms + index - passed
        if what == _FORM and depth:
            in_forms += (
                _add_sheet(sheets, part, "FPDFFormObj", times(own_matrix(part), outer), depth - 1, before) - before
            )
        elif what in (_PATH, _IMAGE):
            (sheet.paths if what == _PATH else sheet.pictures).append(part)
            if before:
                before_part[part] = before
    return in_forms + len(sheet.texts)


class Shades(NamedTuple):
    """The colours that the texts of a sheet show, each text's and which there are."""

    of_texts: Sequence[Colour]
    used: frozenset[Colour]


def shades_of(sheet: Sheet) -> Shades:
    """The colours that the texts of a sheet show."""
    colours = colours_of(sheet.texts)
    if not _OUTLINED.isdisjoint(sheet.modes):
        drawn = zip(sheet.modes, colours, colours_of(sheet.texts, "Stroke"), strict=True)
        colours = [stroked if mode in _OUTLINED else fill for mode, fill, stroked in drawn]
    if not colours or colours.count(colours[0]) == len(colours):
        return Shades(colours, frozenset(colours[:1]))
    return Shades(colours, frozenset(colours))


def inner_texts(sheets: Sequence[Sheet]) -> dict[int, Matrix]:
    """The texts that lie in forms, each with the matrix that places its form."""
    return {text: sheet.outer for sheet in sheets[1:] for text in sheet.texts}


def own_matrix(part: int) -> Matrix:
    """The matrix that places a part in what it lies in."""
    own = raw.FS_MATRIX()
    bare("FPDFPageObj_GetMatrix")(part, ctypes.byref(own))
    return own.a, own.b, own.c, own.d, own.e, own.f


def placed_bounds(part: int, outer: Matrix) -> Box:
    """The box of a part, on the page."""
    return placed_boxes([part], outer)[0]

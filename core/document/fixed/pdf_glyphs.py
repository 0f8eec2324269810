"""How a page of a PDF lies, and its characters, each where it stands on the page as it is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import repeat
from math import degrees
from operator import itemgetter, sub
from statistics import median
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from core.document.fixed.glyphs import Glyph
from core.document.fixed.matrix import Box, Matrix, placed_box
from core.document.fixed.pdf_asked import character_boxes
from core.document.fixed.pdf_parts import placed_bounds
from core.document.fixed.pdfium import address, bare, loose, pointer

_LOOKED_AT = 40
"""So many characters of a page tell how it lies."""
_ASKEW = 0.1
"""Of a quarter turn."""
_BLANK = frozenset("\0\x02\xad\ufffe\uffff").union(filter(str.isspace, map(chr, range(0x10000))))
"""What leaves no ink."""
_ASIDE = 4.0
"""Points beyond the bounds of a text within which its characters may stand."""


class Lie(NamedTuple):
    """How a page lies."""

    turn: int
    """By how many degrees, clockwise, the page is to be turned so that most of its characters stand upright.

    A wide table often lies on its side, whether the page says so or not.
    """
    slanted: bool
    """Whether some of the characters stand askew."""


def lie_of(page: pdfium.PdfPage, text: pdfium.PdfTextPage, characters: Sequence[str]) -> Lie:
    """How a page lies, by some of its characters."""
    step = max(len(characters) // _LOOKED_AT, 1)
    places = [index for index in range(0, len(characters), step) if not characters[index].isspace()]
    angles = [*map(loose("FPDFText_GetCharAngle"), repeat(pointer(address(text))), places)]
    if angles and angles.count(0.0) == len(angles):  # as on most pages
        return Lie(0, slanted=False)
    quarters = [-degrees(angle) / 90 for angle in angles if angle >= 0]
    turns = Counter(round(quarter) % 4 * 90 for quarter in quarters)
    turn = turns.most_common(1)[0][0] if turns else page.get_rotation()
    return Lie(turn, any(abs(quarter - round(quarter)) > _ASKEW for quarter in quarters))


def placement(page: pdfium.PdfPage, turn: int) -> tuple[Matrix, float, float]:
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


def glyphs_of(
    text: pdfium.PdfTextPage, characters: Sequence[str], place: Matrix, inner: Mapping[int, Matrix]
) -> list[Glyph]:
    """The characters that leave ink, placed on the page as it is seen. `inner` are the texts in forms of the page."""
    inked = [index for index, character in enumerate(characters) if character not in _BLANK]
    indices, columns = character_boxes(address(text), inked)
    if not indices:
        return []
    a, b, c, d, e, f = place
    if (a, b, c, d) == (1.0, 0.0, 0.0, -1.0):
        lefts, tops, rights, bottoms = columns
        if e:
            lefts, rights = [left + e for left in lefts], [right + e for right in rights]
        tops, bottoms = [f - top for top in tops], [f - bottom for bottom in bottoms]
        parts = zip(map(characters.__getitem__, indices), lefts, tops, rights, bottoms, repeat(None))
        glyphs = [*map(tuple.__new__, repeat(Glyph), parts)]  # what Glyph() does, at half its time
    else:
        glyphs = [
            Glyph(characters[index], *placed_box((left, bottom, right, top), place))
            for index, left, top, right, bottom in zip(indices, *columns, strict=True)
        ]
        lefts, tops, rights, bottoms = itemgetter(1, 2, 3, 4)([*zip(*glyphs, strict=True)])
    if inner:
        glyphs = _in_their_forms(text, indices, [*zip(*columns, strict=True)], glyphs, place, inner)
        lefts, tops, rights, bottoms = itemgetter(1, 2, 3, 4)([*zip(*glyphs, strict=True)])
    # For vertical writing pdfium's loose box forgets the scale of the text: take the ink's box there, as where the
    # box is inside out.
    heights = [*map(sub, bottoms, tops)]
    least, highest = min(heights), max(heights)
    most = 4 * max(least if highest <= 4 * least else median(heights), 1.0)
    if least >= 0 and highest <= most and min(map(sub, rights, lefts)) >= 0:
        return glyphs
    return [
        glyph
        if 0 <= glyph[4] - glyph[2] <= most and glyph[1] <= glyph[3]
        else Glyph(glyph.text, *placed_box(text.get_charbox(index), place))
        for index, glyph in zip(indices, glyphs, strict=True)
    ]


def _in_their_forms(
    text: pdfium.PdfTextPage,
    indices: Sequence[int],
    boxes: Sequence[Box],
    glyphs: Sequence[Glyph],
    place: Matrix,
    inner: Mapping[int, Matrix],
) -> list[Glyph]:
    """The glyphs with those moved whose box pdfium gives as their form has it, not as the page does.

    Such are the characters told by a mark (ActualText), as browsers do for radicals of the Kangxi dictionary.
    """
    text_at, page, own = bare("FPDFText_GetTextObject"), address(text), raw.FS_MATRIX()
    moved = list(glyphs)
    for at, index in enumerate(indices):
        part, glyph = text_at(page, index) or 0, glyphs[at]
        if part not in inner or _holds(placed_bounds(part, inner[part]), glyph):
            continue
        left, top, right, bottom = boxes[at]
        across = placed_box((left, bottom, right, top), inner[part])
        raw.FPDFText_GetMatrix(text, index, own)
        size = raw.FPDFText_GetFontSize(text, index)
        corner = own.e + size * (own.a + own.c), own.f + size * (own.b + own.d)
        up = placed_box((own.e, own.f, *corner), place)
        moved[at] = Glyph(glyph.text, across[0], up[1], across[2], up[3])
    return moved


def _holds(bounds: Box, glyph: Glyph) -> bool:
    """Whether a glyph stands within these bounds, or close to them."""
    left, top, right, bottom = bounds
    return left - _ASIDE <= glyph.x <= right + _ASIDE and top - _ASIDE <= glyph.y <= bottom + _ASIDE

"""A page of a PDF as a picture, and what is written where on it."""

from __future__ import annotations

import pypdfium2 as pdfium

from core.document.fixed.columns import by_columns
from core.document.fixed.page import Page
from core.document.fixed.pdf_fields import page_at
from core.document.fixed.pdf_glyphs import glyphs_of, lie_of, placement
from core.document.fixed.pdf_parts import inner_texts, sheets_of
from core.document.fixed.pdf_rulings import rulings_of
from core.document.fixed.pdfium import characters_of, opened
from core.document.picture.upright import Pixels
from core.errors import ReadError

_DPI, _MOST_PIXELS = 160, 3600


def shown(data: bytes, number: int) -> tuple[Pixels, list[Page]] | None:
    """The picture of a page (from 1), upright, and its parts, all measured from its left upper corner; None where the
    PDF has no such page. Raises ReadError where it is damaged."""
    try:
        pdf = opened(data)
    except pdfium.PdfiumError:
        raise ReadError("unreadable", "The PDF is damaged.") from None
    try:
        return _shown(page_at(pdf, number - 1)) if 0 < number <= len(pdf) else None
    finally:
        pdf.close()


def _shown(page: pdfium.PdfPage) -> tuple[Pixels, list[Page]]:
    text = page.get_textpage()
    characters = characters_of(text, text.count_chars())
    lie = lie_of(page, text, characters)
    place, width, height = placement(page, lie.turn)
    sheets = sheets_of(page, place)
    written = Page(glyphs_of(text, characters, place, inner_texts(sheets)), list(rulings_of(sheets, [])), width, height)
    text.close()
    scale = min(_DPI / 72, _MOST_PIXELS / max(width, height, 1))
    turn = (lie.turn - page.get_rotation()) % 360
    picture = page.render(scale=scale, rotation=turn, rev_byteorder=True, prefer_bgrx=False).to_numpy()[:, :, :3].copy()
    page.close()
    return picture, list(by_columns(written))

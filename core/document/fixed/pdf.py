"""PDF with text: characters where they stand and the ruling lines between them, page by page, by pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from core.document.fixed.ahead import one_ahead
from core.document.fixed.columns import by_columns
from core.document.fixed.glyphs import Glyph
from core.document.fixed.layout import compose
from core.document.fixed.marks import without_marks
from core.document.fixed.matrix import Box
from core.document.fixed.page import Page
from core.document.fixed.patience import Patience
from core.document.fixed.pdf_attached import Read, with_attached
from core.document.fixed.pdf_covered import covered_texts
from core.document.fixed.pdf_fields import page_at
from core.document.fixed.pdf_forms import refuse_endless
from core.document.fixed.pdf_glyphs import glyphs_of, lie_of, placement
from core.document.fixed.pdf_names import FORMS, names_in
from core.document.fixed.pdf_parts import FORM_DEPTH, inner_texts, shades_of, sheets_of
from core.document.fixed.pdf_pictures import filled_up, pictures_in
from core.document.fixed.pdf_rulings import Area, rulings_of
from core.document.fixed.pdf_unseen import Suspicion, Told, has_layers, seen_characters, unseen_texts
from core.document.fixed.pdfium import BROKEN, characters_of, opened
from core.document.limits import limits
from core.document.several import has_tables
from core.document.unseen import Unseen
from core.document.web.encoding import is_junk
from core.errors import ReadError
from core.types import Document, Issue, named
from core.work.progress import at_page

_TEXT = itemgetter(0)
MAX_CHARACTERS = 2_000_000
_PICTURE_DPI = 200
_AT_ENDS, _LITTLE_TEXT = 3, 150
_PICTURE_SIDE = 3600
_SOME = 0.05
"""The share of broken characters that is one too many: digits have a font of their own at times."""


def read_pdf(data: bytes, read: Read) -> Document:
    """The document of a PDF's text and ruled tables; pages that are pictures are recognised, attachments are read by
    `read` where the pages hold no tables.

    Raises ReadError: encrypted, too_large, unreadable, or unsupported where pictures can't be recognised.
    """
    pdf = _open(data)
    try:
        return with_attached(pdf, partial(_read_pages, pdf, data), read)
    except pdfium.PdfiumError as error:
        raise ReadError("unreadable", "The PDF is damaged.") from error
    finally:
        pdf.close()


def _read_pages(pdf: pdfium.PdfDocument, data: bytes) -> Document:
    if len(pdf) > limits().pages:
        raise ReadError("too_large", f"The PDF has more than {limits().pages} pages.")
    names = names_in(data)
    if FORMS in names:
        refuse_endless(data)
    layers = has_layers(pdf, data, names)
    reader = _Reader(layers)
    document = _document(reader, pdf)
    if not reader.pictures or has_tables(document):
        return document
    return replace(_document(_Reader(layers, with_pictures=True), pdf), pictures=reader.pictures)


def _document(reader: _Reader, pdf: pdfium.PdfDocument) -> Document:
    composed = compose(part for page in reader.pages(pdf) for part in by_columns(page))
    if not composed.text.strip():
        if reader.unread:
            raise ReadError("unsupported", 'The PDF holds pictures of pages: pip install "gongkai[ocr]" to read them.')
        raise ReadError("unreadable", "The PDF holds no text.")
    return Document(
        text=composed.text,
        format="pdf",
        page_starts=composed.page_starts,
        confidence=composed.confidence,
        notes=reader.notes(),
    )


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return opened(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ReadError("encrypted", "The PDF asks for a password.") from error
        raise ReadError("unreadable", "The PDF is damaged.") from error


class _Begun(NamedTuple):
    """A page of which it is known how it is written, and what was begun to be seen on it: nothing where there is no
    need, None where it can't be recognised."""

    number: int
    page: pdfium.PdfPage
    written: Page
    pictures: Sequence[Box]
    has_broken: bool
    seen: Callable[[], Sequence[Page] | None]


class _Reader:
    """Reads page after page; `unread` takes the numbers of those that would have to be recognised and can't.

    `pictures` tells how many pictures as large as tables there are beside text; `with_pictures` they are recognised.
    """

    def __init__(self, layers: bool, *, with_pictures: bool = False) -> None:
        self.unread: list[int] = []
        self.pictures = 0
        self._has_broken = False
        self._with_pictures = with_pictures
        self._illegible: list[int] = []
        self._broken: list[int] = []
        self._unseen = Unseen()
        self._layers = layers
        self._budget = MAX_CHARACTERS
        self._pictures: list[Box] = []
        self._has_pictures = False

    def notes(self) -> tuple[Issue, ...]:
        """What to tell of the pages."""
        notes = []
        if self.unread:
            notes.append(Issue("incomplete", "warning", "pictures", values=named(pages=tuple(self.unread))))
        if self._illegible:
            notes.append(Issue("incomplete", "warning", "illegible", values=named(pages=tuple(self._illegible))))
        if self._broken:
            notes.append(Issue("incomplete", "warning", "characters", values=named(pages=tuple(self._broken))))
        return (*notes, *self._unseen.notes())

    def pages(self, pdf: pdfium.PdfDocument) -> Iterator[Page]:
        """The pages of a PDF."""
        patience = Patience()
        with _Eyes() as eyes:
            pages = (self._begun(pdf, number, eyes) for number in range(1, len(pdf) + 1))
            for begun in one_ahead(pages, patience.goes_on):
                number, page, written = begun.number, begun.page, begun.written
                seen = begun.seen()
                if seen is None and (not written.glyphs or _illegible(written.glyphs)):
                    self.unread.append(number)
                    written = Page((), (), written.width, written.height)
                elif any(half.illegible for half in seen or ()):
                    self._illegible.append(number)
                elif not seen and begun.has_broken:
                    self._broken.append(number)
                if not seen and begun.pictures:
                    self.pictures += len(begun.pictures)
                    if self._with_pictures:
                        written = filled_up(written, begun.pictures, eyes.begin(page)())
                patience.look_at(seen or [written], recognised=bool(seen))
                yield from seen or [written]
                page.close()

    def _begun(self, pdf: pdfium.PdfDocument, number: int, eyes: _Eyes) -> _Begun:
        """A page as it is written, and, where it is to be recognised, with that begun."""
        at_page(number, len(pdf))
        page = page_at(pdf, number - 1)
        written = self._written(page)
        glyphs = written.glyphs
        to_be_seen = (self._has_broken and _is_broken(glyphs)) or _is_to_be_seen(
            page, glyphs, has_pictures=self._has_pictures
        )
        seen = eyes.begin(page) if to_be_seen else tuple
        return _Begun(number, page, written, self._pictures, self._has_broken, seen)

    def _written(self, page: pdfium.PdfPage) -> Page:
        """What is written and ruled on a page, without what a reader does not see there."""
        text = page.get_textpage()
        count = text.count_chars()
        self._budget -= count
        if self._budget < 0:
            raise ReadError("too_large", f"The PDF holds more than {MAX_CHARACTERS:,} characters.")
        characters = characters_of(text, count)
        self._has_broken = BROKEN in characters
        lie = lie_of(page, text, characters)
        place, width, height = placement(page, lie.turn)
        sheets = sheets_of(page, place)
        areas: list[Area] = []
        self._has_pictures = len(sheets[0].pictures) > 0
        rulings = list(rulings_of(sheets, areas))
        shades = [*map(shades_of, sheets)]
        covered = covered_texts(sheets, areas, shades)
        unseen = unseen_texts(page, sheets, lie, Suspicion(covered, shades, self._layers))
        if unseen.texts:
            characters = seen_characters(Told(text, characters, sheets), unseen, place, self._unseen)
        self._pictures = pictures_in(sheets, width, height) if lie.turn == page.get_rotation() else []
        glyphs = glyphs_of(text, characters, place, inner_texts(sheets))
        text.close()
        return without_marks(Page(glyphs, rulings, width, height), self._unseen)


def _is_to_be_seen(page: pdfium.PdfPage, glyphs: Sequence[Glyph], *, has_pictures: bool) -> bool:
    """Whether a page is to be recognised as a picture; `has_pictures`: whether any lies in the page itself."""
    if not glyphs:
        return _is_picture(page)
    return _illegible(glyphs) or (has_pictures and _is_scan(page, glyphs))


def _illegible(glyphs: Sequence[Glyph]) -> bool:
    """Whether the page shows characters but does not tell which: its fonts lack the way back to Unicode."""
    junk = {*filter(is_junk, {*map(_TEXT, glyphs)})}
    return bool(junk) and sum(1 for glyph in glyphs if glyph.text in junk) > 0.3 * len(glyphs)


def _is_broken(glyphs: Sequence[Glyph]) -> bool:
    """Whether a font of its own, of which a page does not tell the characters, is used for too many of them."""
    return [glyph.text for glyph in glyphs].count(BROKEN) > _SOME * len(glyphs)


def _is_picture(page: pdfium.PdfPage) -> bool:
    kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING]
    return any(True for _ in page.get_objects(filter=kinds, max_depth=FORM_DEPTH))


def _is_scan(page: pdfium.PdfPage, glyphs: Sequence[Glyph]) -> bool:
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


class _Eyes:
    """Recognises pages as pictures, in halves where one is a spread; gives None where the extra is not installed. A
    context manager."""

    def __init__(self) -> None:
        self._opened = ExitStack()
        self._eyes: Any = None

    def __enter__(self) -> _Eyes:
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def begin(self, page: pdfium.PdfPage) -> Callable[[], Sequence[Page] | None]:
        """Begin with a page; what is to be seen on it is told when asked for."""
        if self._eyes is None and (opened := _recognition()):
            self._eyes = self._opened.enter_context(opened)
        if self._eyes is None:
            return lambda: None
        width, height = page.get_size()
        scale = min(_PICTURE_DPI / 72, _PICTURE_SIDE / max(width, height, 1))
        picture = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False).to_numpy()[:, :, :3]
        begun: Callable[[], Sequence[Page]] = self._eyes.begin(picture)
        return begun


def _recognition() -> Any:
    """What recognises pictures; None where the extra is not installed. It is loaded only when needed."""
    try:
        from core.document.picture.ocr import Eyes
    except ModuleNotFoundError:
        return None
    return Eyes()

"""What is filled in on a page of a PDF: the fields of a form, and what is laid over the page as annotations:
texts, lines through others, patches over them."""

from __future__ import annotations

import pypdfium2 as pdfium
from pypdfium2 import raw

_SHOWN = (
    *(raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_SQUARE),
    *(raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_INK, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_REDACT),
)
_MOST = 5_000


def page_at(pdf: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """A page, with what is filled in on it made a part of it."""
    page = pdf[index]
    if not _is_filled_in(page):
        return page
    # What a field shows is made when the page is drawn, where the file does not hold it.
    page.render(scale=0.02).close()
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    return pdf[index]


def _is_filled_in(page: pdfium.PdfPage) -> bool:
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in _SHOWN:
            return True
    return False

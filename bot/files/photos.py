"""Photos of the pages of a report, made one document in a worker process. Without aiogram, which takes 3 s to import.

The pages of two reports in one album are told apart by their titles: no figure of one gets into the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pydantic import Base64Bytes

import core
from core.errors import ReadCode, ReadError
from core.types import Document
from store.intake.parsing import File, Parsed, parse_file

_WIDTH = 595.0
"""Points of a page: that of A4, whatever the photo has."""
_COLOURS = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}


@dataclass(frozen=True, slots=True)
class Pages:
    """Photos that are pages of one report, by their places; the bytes that are kept of them, and what they say."""

    places: tuple[int, ...]
    data: Base64Bytes
    parsed: Parsed | ReadCode


def read_photos(photos: Sequence[bytes]) -> list[Pages]:
    """The reports that photos show, in the order of their pages."""
    whole = _read(range(len(photos)), photos)
    if isinstance(whole.parsed, str):
        return [whole]
    groups = _reports(whole.parsed.document, len(photos))
    return [whole] if len(groups) == 1 else [_read(group, photos) for group in groups]


def pdf_of(photos: Sequence[bytes]) -> bytes:
    """A PDF of a photo a page, each as it is: of the same photos the same bytes. Raises ReadError."""
    # Only where there is something to read: the extra may be missing.
    from PIL import Image, UnidentifiedImageError

    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    pages = []
    for photo in photos:
        try:
            with Image.open(BytesIO(photo)) as picture:
                (width, height), mode, kind = picture.size, picture.mode, picture.format
        except (UnidentifiedImageError, OSError):
            raise ReadError("unreadable", "A photo can't be opened.") from None
        if kind != "JPEG" or mode not in _COLOURS:
            raise ReadError("unsupported", f"A photo is {kind} {mode}.")
        number = len(objects) + 1
        tall = _WIDTH * height / width
        drawn = f"q {_WIDTH:.2f} 0 0 {tall:.2f} 0 0 cm /P Do Q".encode()
        image = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8"
        objects += [
            _stream(f"{image} /ColorSpace /{_COLOURS[mode]} /Filter /DCTDecode", photo),
            _stream("", drawn),
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDTH:.2f} {tall:.2f}] /Contents {number + 1} 0 R"
            f" /Resources << /XObject << /P {number} 0 R >> >> >>".encode(),
        ]
        pages.append(f"{number + 2} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(pages)}] >>".encode()
    return _file(objects)


def _read(places: Sequence[int], photos: Sequence[bytes]) -> Pages:
    chosen = [photos[place] for place in places]
    data = b""
    try:
        data = chosen[0] if len(chosen) == 1 else pdf_of(chosen)
        name = "photo.jpg" if len(chosen) == 1 else "photos.pdf"
        return Pages(tuple(places), data, parse_file(File(name, data)))
    except ReadError as error:
        return Pages(tuple(places), data, error.code)


def _reports(document: Document, photos: int) -> list[range]:
    """The runs of pages that are of one report: a page with another body's or year's title begins a new one."""
    starts = [*document.page_starts[:photos], len(document.text)]
    if len(starts) != photos + 1:
        return [range(photos)]
    begins, known = [0], None
    for page in range(photos):
        identity = core.parse(Document(document.text[starts[page] : starts[page + 1]])).identity
        told = (identity.organization, identity.year)
        if identity.title is None or None in told:
            continue
        if known is not None and told != known:
            begins.append(page)
        known = told
    ends = [*begins[1:], photos]
    return [range(begin, end) for begin, end in zip(begins, ends, strict=True) if begin < end]


def _stream(about: str, content: bytes) -> bytes:
    return f"<< {about} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    written += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    written += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(written)

"""E-mail and saved web pages (eml, mht): the documents in their parts."""

from __future__ import annotations

import email
import re
from collections.abc import Callable, Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from typing import NamedTuple

from core.errors import ReadError

_MOST_PARTS = 100
_LENGTH = re.compile(rb"\A\d{1,10}\s*\n")
"""Before a message as Apple's mail keeps it."""
_BODY = re.compile(rb"</head\s*>|<body\b", re.IGNORECASE)


class MailPart(NamedTuple):
    """One part of a message: the name of an attachment or nothing, whether it is a web page or a style sheet."""

    name: str
    is_page: bool
    is_sheet: bool
    data: bytes
    places: tuple[str, ...] = ()
    """The last parts of the addresses by which a page refers to it."""


def saved_pages(data: bytes) -> tuple[list[bytes], Callable[[str], bytes | None]]:
    """The page in a saved web page and those in its frames, each with the style sheets that were saved; and what finds
    a picture that was saved, by its address. Raises ReadError: unreadable."""
    parts = [*_parts(data, pictures=True)]
    stored = {place: part.data for part in parts for place in part.places}
    pages = [part.data for part in parts if part.is_page and part.data.strip()]
    if not pages:
        raise ReadError("unreadable", "The saved web page holds no page.")
    sheets = b"".join(part.data for part in parts if part.is_sheet)
    return [with_styles(page, sheets) for page in pages], lambda address: stored.get(address.rpartition("/")[2])


def with_styles(page: bytes, sheets: bytes) -> bytes:
    """A page with style sheets that were stored beside it; what of them is no ASCII (names of fonts) is left out."""
    plain = sheets.decode("ascii", "ignore").replace("<", "")
    sheet = f"<style>{plain}</style>".encode()
    place = _BODY.search(page) if plain.strip() else None
    return page[: place.start()] + sheet + page[place.start() :] if place else page


def mail_parts(data: bytes) -> tuple[str, list[MailPart]]:
    """The subject of a message, and its parts that may hold a document. Raises ReadError: unreadable."""
    message = _parsed(data)
    subject = " ".join(_header(str(message.get("Subject") or "")).split())
    return subject, [part for part in _parts(data) if part.data.strip()]


def _parsed(data: bytes) -> Message:
    try:
        return email.message_from_bytes(_LENGTH.sub(b"", data), policy=compat32)
    except (RecursionError, ValueError, LookupError) as error:
        raise ReadError("unreadable", "The message is damaged.") from error


def _parts(data: bytes, *, pictures: bool = False) -> Iterator[MailPart]:
    try:
        for number, part in enumerate(_parsed(data).walk()):
            if number > _MOST_PARTS:
                return
            kind = part.get_content_type()
            name = _header(part.get_filename() or "")
            is_shown = kind.startswith(("image/", "video/", "audio/")) and not (name or pictures)
            if part.is_multipart() or is_shown:
                continue
            payload = part.get_payload(decode=True)
            content = payload if isinstance(payload, bytes) else b""
            places = [str(part.get(head) or "").strip(" <>") for head in ("Content-Location", "Content-ID")]
            found = (places[0].rpartition("/")[2], f"cid:{places[1]}")
            yield MailPart(name, kind == "text/html", kind == "text/css", content, found)
    except (RecursionError, ValueError, LookupError) as error:
        raise ReadError("unreadable", "The message is damaged.") from error


def _header(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (ValueError, LookupError):
        return text

"""E-mail and saved web pages (eml, mht): the documents in their parts."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from typing import NamedTuple

from core.errors import ReadError

_MOST_PARTS = 100


class MailPart(NamedTuple):
    """One part of a message: the name of an attachment or nothing, whether it is a web page, its bytes, the charset."""

    name: str
    is_page: bool
    data: bytes
    charset: str


def saved_page(data: bytes) -> bytes:
    """The page in a saved web page; what else was saved with it is left alone. Raises ReadError: unreadable."""
    page = next((part for part in _parts(data) if part.is_page), None)
    if page is None or not page.data.strip():
        raise ReadError("unreadable", "The saved web page holds no page.")
    return page.data


def mail_parts(data: bytes) -> tuple[str, list[MailPart]]:
    """The subject of a message, and its parts that may hold a document. Raises ReadError: unreadable."""
    message = _parsed(data)
    subject = " ".join(_header(str(message.get("Subject") or "")).split())
    return subject, [part for part in _parts(data) if part.data.strip()]


def _parsed(data: bytes) -> Message:
    try:
        return email.message_from_bytes(data, policy=compat32)
    except (RecursionError, ValueError, LookupError) as error:
        raise ReadError("unreadable", "The message is damaged.") from error


def _parts(data: bytes) -> Iterator[MailPart]:
    try:
        for number, part in enumerate(_parsed(data).walk()):
            if number > _MOST_PARTS:
                return
            kind = part.get_content_type()
            name = _header(part.get_filename() or "")
            if part.is_multipart() or (kind.startswith(("image/", "video/", "audio/")) and not name):
                continue
            payload = part.get_payload(decode=True)
            yield MailPart(name, kind == "text/html", payload if isinstance(payload, bytes) else b"", _charset(part))
    except (RecursionError, ValueError, LookupError) as error:
        raise ReadError("unreadable", "The message is damaged.") from error


def _charset(part: Message) -> str:
    return str(part.get_content_charset() or "")


def _header(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (ValueError, LookupError):
        return text

"""Saved web pages (mht): the page within; what else was saved with it is left alone."""

from __future__ import annotations

import email
from email.message import Message
from email.policy import compat32

from core.document.web.encoding import decode
from core.document.web.markup import read_html
from core.errors import ReadError
from core.types import Document


def read_mht(data: bytes) -> Document:
    """The document of the first page in a saved page. Raises ReadError: unreadable, too_large."""
    try:
        message = email.message_from_bytes(data, policy=compat32)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        content = _payload(page) if page else b""
    except (RecursionError, ValueError, LookupError) as error:
        raise ReadError("unreadable", "The saved web page is damaged.") from error
    if not content.strip():
        raise ReadError("unreadable", "The saved web page holds no page.")
    return Document(text=read_html(decode(content)).text, format="mht")


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""

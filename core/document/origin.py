"""Where a saved page came from, as the program that saved it or the page itself says."""

from __future__ import annotations

import re

_HEAD = 1 << 16
_LONGEST = 2_000
_ADDRESS = rb"""(https?://[^\s"'<>]{3,2000})"""
# In the order of their worth: what the browser wrote when it saved, then what the page says of itself.
_SAID = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rb"<!--\s*saved from url=\(\d{1,6}\)" + _ADDRESS,
        rb"^Snapshot-Content-Location:\s*" + _ADDRESS,
        rb"<!--\s*(?:Page saved with SingleFile\s+url:|Mirrored from)\s*" + _ADDRESS,
    )
)
_PART = re.compile(rb"^Content-Location:\s*" + _ADDRESS, re.IGNORECASE | re.MULTILINE)
_IS_MAIL = re.compile(rb"\A[\w-]{2,40}:")
_LINK = re.compile(rb"<(?:link|meta)\b[^<>]{0,500}>", re.IGNORECASE)
_IS_CANONICAL = re.compile(rb"""(?:rel\s*=\s*["']?canonical|property\s*=\s*["']?og:url)\b""", re.IGNORECASE)
_VALUE = re.compile(rb"""(?:href|content)\s*=\s*["']?""" + _ADDRESS, re.IGNORECASE)


def origin_of(data: bytes) -> str | None:
    """The address that a saved page (html, mht) says it is of; None where it says none."""
    head = data[:_HEAD]
    for said in _SAID:
        if found := said.search(head):
            return _text(found[1])
    if _IS_MAIL.match(head) and (part := _PART.search(head)):
        return _text(part[1])
    for link in _LINK.finditer(head):
        if _IS_CANONICAL.search(link[0]) and (value := _VALUE.search(link[0])):
            return _text(value[1])
    return None


def _text(address: bytes) -> str | None:
    try:
        return address.decode("utf-8").replace("&amp;", "&")[:_LONGEST]
    except UnicodeDecodeError:
        return None

"""Addresses as people paste them and as pages write them."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from core.errors import ReadError

_SCHEMES = ("http", "https")
_STANDARD = {"http": 80, "https": 443}
_LONGEST = 2_000
# What a site hangs on an address for the visit of one person: the page is the same without.
_SESSION_PATH = re.compile(r";\s*(?:jsessionid|sid|phpsessid)=[^/?#;]*", re.IGNORECASE)
_SESSION_FIELD = re.compile(
    r"jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|sessionid|session_id|cfid|cftoken", re.I
)
_KEPT = "%/:=&?~#+!$,;'@()*[]"


def is_address(text: str) -> bool:
    """Whether a text is meant as an address of the web, be it a wrong one."""
    return re.match(r"[a-z][a-z0-9+.-]{1,20}://", text.strip(), re.IGNORECASE) is not None


def cleaned(text: str) -> str:
    """The address without its fragment, what is of one visit only, and a standard port; characters as they travel.

    Raises ReadError: unreadable, for what can't be fetched at all.
    """
    text = text.strip()
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise refused("This is no address.") from None
    if parts.scheme.lower() not in _SCHEMES:
        raise refused("Only addresses that begin with http:// or https:// are fetched.")
    if not host or len(text) > _LONGEST or any(character.isspace() for character in host):
        raise refused("This is no address.")
    if parts.username or parts.password:
        raise refused("An address with a name and password in it is not fetched.")
    scheme = parts.scheme.lower()
    where = f"[{host}]" if ":" in host else _as_ascii(host)
    if port and port != _STANDARD[scheme]:
        where += f":{port}"
    path = quote(_SESSION_PATH.sub("", parts.path), safe=_KEPT) or "/"
    return urlunsplit((scheme, where, path, _query(parts.query), ""))


def joined(base: str, reference: str) -> str:
    """The address that a page at `base` refers to. Raises ReadError: unreadable."""
    try:
        return cleaned(urljoin(base, reference.strip()))
    except ValueError:
        raise refused("This is no address.") from None


def host_of(address: str) -> tuple[str, int]:
    """The host and port of a cleaned address."""
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or _STANDARD[parts.scheme]


def file_name(address: str) -> str:
    """What the file at an address is called: the last part of its path, or its host."""
    parts = urlsplit(address)
    return unquote(parts.path.rpartition("/")[2]) or parts.hostname or address


def _query(query: str) -> str:
    fields = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in fields if not _SESSION_FIELD.fullmatch(name)]
    return quote(query, safe=_KEPT) if kept == fields else urlencode(kept)


def _as_ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        raise refused("This is no address.") from None


def refused(message: str) -> ReadError:
    """Why what stands at an address can't be had; the sentence says by itself what to do."""
    return ReadError("unreadable", message, "address")

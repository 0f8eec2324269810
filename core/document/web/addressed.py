"""What an address of data holds itself (`data:image/png;base64,...`), read as browsers read it."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from codecs import lookup
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

_HEAD = re.compile(r"\s*data:([^,]{0,200}),", re.IGNORECASE)
_CHARSET = re.compile(r";\s*charset=[\"']?([\w.:-]+)")
_BLANKS = str.maketrans("", "", " \t\n\f\r")


@dataclass(frozen=True, slots=True)
class Held:
    """What it is (`image/png`, in lower case, with its parameters behind), and its bytes."""

    kind: str
    data: bytes

    @property
    def text(self) -> str:
        """The bytes as a text of the encoding that is told, else as UTF-8."""
        told = _CHARSET.search(self.kind)
        try:
            encoding = lookup(told[1]).name if told else "utf-8"
            return self.data.decode(encoding, "replace")
        except (LookupError, ValueError, AttributeError):
            return self.data.decode("utf-8", "replace")


def held_at(address: str, kind: str = "") -> Held | None:
    """What an address of data of a kind that begins so holds; None for all else and for what is damaged."""
    head = _HEAD.match(address)
    if head is None:
        return None
    told = head[1].strip().lower()
    if not told.startswith(kind):
        return None
    data = unquote_to_bytes(address[head.end() :])
    if told.endswith("base64") and told[: -len("base64")].rstrip().endswith(";"):
        decoded = of_base64(data.decode("latin-1"))
        return None if decoded is None else Held(told, decoded)
    return Held(told, data)


def of_base64(text: str) -> bytes | None:
    """The bytes told by base64 of either alphabet, with or without its end, blanks anywhere; None for what is none."""
    usual = text.translate(_BLANKS).replace("-", "+").replace("_", "/")
    filled = usual.rstrip("=")
    if len(usual) - len(filled) > 2:
        return None
    try:
        return b64decode(filled + "=" * (-len(filled) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None

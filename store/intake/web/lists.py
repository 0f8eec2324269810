"""Addresses from a file: one a line, or a sitemap."""

from __future__ import annotations

import gzip
from pathlib import Path

from core.errors import ReadError, UsageError
from store.intake.reading import read_file
from store.intake.web.addresses import is_address
from store.intake.web.pages import addresses_of_sitemap

_LARGEST = 50_000_000
_GZIP = b"\x1f\x8b"


def addresses_in(path: Path) -> list[str]:
    """The addresses that a file lists; lines that begin with # are remarks. Raises UsageError where it has none."""
    try:
        data = _unpacked(read_file(path))
    except (ReadError, OSError, EOFError) as error:
        raise UsageError(f"{path}: {error}") from None
    found = addresses_of_sitemap(data)
    if found is None:
        lines = (line.strip() for line in data.decode("utf-8-sig", errors="replace").splitlines())
        given = [line for line in lines if line and not line.startswith("#")]
        wrong = next((line for line in given if not is_address(line)), None)
        if wrong is not None:
            raise UsageError(f"{path}: {wrong[:80]!r} is no address: one that begins with http:// or https:// a line.")
        found = tuple(given)
    if not found:
        raise UsageError(f"{path} holds no addresses.")
    return list(dict.fromkeys(found))


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(_GZIP):
        return data
    import io

    with gzip.open(io.BytesIO(data)) as file:
        return file.read(_LARGEST)

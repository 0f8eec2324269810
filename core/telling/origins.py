"""Where a report came from, as it is told: its address, or that it came as a file."""

from __future__ import annotations

from core.types import Language

_FILE = {"zh": "文件", "en": "file"}


def said_origin(address: str | None, language: Language) -> str:
    """The address; 文件, or `file`, where there is none."""
    return address or _FILE[language]

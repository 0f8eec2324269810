"""Turns the bytes of a file into a document whose every character keeps its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lazily import names_of

if TYPE_CHECKING:
    from core.document.container import members as members
    from core.document.formats import is_archive as is_archive
    from core.document.formats import read as read

_HOMES = {"read": "core.document.formats", "is_archive": "core.document.formats", "members": "core.document.container"}
__all__ = ["is_archive", "members", "read"]
# Whoever asks for a limit or a kind of file needs no readers.
__getattr__ = names_of(__name__, _HOMES)

"""Turns the bytes of a file into a document whose every character keeps its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.document.container import members as members
    from core.document.formats import is_archive as is_archive
    from core.document.formats import read as read

_HOMES = {"read": "formats", "is_archive": "formats", "members": "container"}
__all__ = ["is_archive", "members", "read"]


def __getattr__(name: str) -> Any:
    """Import the readers when the first file comes: whoever asks for a limit or a kind of file needs none."""
    if name not in _HOMES:
        raise AttributeError(f"module 'core.document' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"core.document.{_HOMES[name]}"), name)

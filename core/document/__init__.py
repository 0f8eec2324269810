"""Turns the bytes of a file into a document whose every character keeps its place."""

from core.document.container import members
from core.document.formats import is_archive, read

__all__ = ["is_archive", "members", "read"]

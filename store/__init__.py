"""Reports and figures in SQLite: `store.Archive` keeps them and answers what is asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.archive import Archive as Archive
    from store.records import Coverage as Coverage
    from store.records import Saved as Saved
    from store.records import StoredReport as StoredReport

_HOMES = {
    "Archive": "store.archive",
    "Coverage": "store.records",
    "Saved": "store.records",
    "StoredReport": "store.records",
}
__all__ = ["Archive", "Coverage", "Saved", "StoredReport"]


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: what reads a stranger's file needs nothing that is stored."""
    if name not in _HOMES:
        raise AttributeError(f"module 'store' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

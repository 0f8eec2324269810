"""Reports and figures in SQLite: `store.Archive` keeps them and answers what is asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lazily import names_of

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
# What reads a stranger's file needs nothing that is stored.
__getattr__ = names_of(__name__, _HOMES)

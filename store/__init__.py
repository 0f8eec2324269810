"""Reports and figures in SQLite: `store.Archive` keeps them and answers what is asked of them."""

from store.archive import Archive
from store.records import Coverage, Saved, StoredReport

__all__ = ["Archive", "Coverage", "Saved", "StoredReport"]

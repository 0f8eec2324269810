"""When a scan is given up: each of its pages takes seconds, and hundreds may show nothing."""

from __future__ import annotations

from collections.abc import Sequence

from core.document.fixed.page import Page
from core.document.limits import limits
from core.errors import ReadError


class Patience:
    """Follows the pages of a scan from the first one until something can be made out."""

    def __init__(self) -> None:
        self._in_vain = 0
        self.has_words = False
        """Whether something could be made out so far."""

    def look_at(self, pages: Sequence[Page], *, recognised: bool = True) -> None:
        """Take note of what stands on a page. Raises ReadError where nothing could be made out on so many."""
        self.has_words = self.has_words or any(page.glyphs for page in pages)
        self._in_vain += recognised
        if not self.has_words and self._in_vain >= limits().pages_in_vain:
            raise ReadError("unreadable", f"Nothing can be made out on the first {self._in_vain} scanned pages.")

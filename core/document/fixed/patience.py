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
        self._has_words = False

    def goes_on(self) -> bool:
        """Whether the page after the next is looked at, whatever the next one shows."""
        return self._has_words or self._in_vain + 1 < limits().pages_in_vain

    def look_at(self, pages: Sequence[Page], *, recognised: bool = True) -> None:
        """Take note of what stands on a page. Raises ReadError where nothing could be made out on so many."""
        self._has_words = self._has_words or any(page.glyphs for page in pages)
        self._in_vain += recognised
        if not self._has_words and self._in_vain >= limits().pages_in_vain:
            raise ReadError("unreadable", f"Nothing can be made out on the first {self._in_vain} scanned pages.")

"""The vocabulary of the field: words with their senses, and a text cut into them."""

from core.text.lexicon.cut import Word, cut
from core.text.lexicon.entries import Entry, entries

__all__ = ["Entry", "Word", "cut", "entries"]

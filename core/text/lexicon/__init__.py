"""The vocabulary of the field: words with their senses, and a text cut into them."""

from core.text.lexicon.cut import (
    MARKS,
    Word,
    cut,
    may_count_or_deny,
    may_deny,
    may_name_a_thing,
    says_nothing,
)
from core.text.lexicon.entries import Entry, entries

__all__ = [
    "MARKS",
    "Entry",
    "Word",
    "cut",
    "entries",
    "may_count_or_deny",
    "may_deny",
    "may_name_a_thing",
    "says_nothing",
]

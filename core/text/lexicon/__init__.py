"""The vocabulary of the field: words with their senses, and a text cut into them."""

from core.text.lexicon.cut import (
    COUNT,
    MARKS,
    NUMBER,
    Word,
    cut,
    may_count_or_deny,
    may_deny,
    may_name_a_thing,
    says_nothing,
)
from core.text.lexicon.entries import Entry, entries
from core.text.lexicon.masks import every_sense, mask, names_of

__all__ = [
    "COUNT",
    "MARKS",
    "NUMBER",
    "Entry",
    "Word",
    "cut",
    "entries",
    "every_sense",
    "mask",
    "may_count_or_deny",
    "may_deny",
    "may_name_a_thing",
    "names_of",
    "says_nothing",
]

"""The number of the parser."""

PARSER_VERSION = 75
"""Raised whenever reading gives something else than before: reports stored by a lower one are read again."""

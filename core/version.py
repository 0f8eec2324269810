"""The number of the parser."""

PARSER_VERSION = 7
"""Raised whenever reading or parsing gives something else than before: reports stored by a lower one are parsed again."""

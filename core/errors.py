"""Errors a caller may expect.

GongkaiError               anything the user can be told in one sentence
├── ReadError              the bytes do not become a report; `code` is one of the contract's
└── UsageError             the request itself is wrong (unknown code, bad option)

The codes of ReadError: not_a_report, unreadable, encrypted, too_large, unsupported, timeout.
"""

from typing import Literal

ReadCode = Literal["not_a_report", "unreadable", "encrypted", "too_large", "unsupported", "timeout"]


class GongkaiError(Exception):
    """The root: its text is one clear sentence for a person."""


class ReadError(GongkaiError):
    """A file that is no such report, or that can't be read. `kind` says what a file is that is no report."""

    def __init__(self, code: ReadCode, message: str, kind: str | None = None) -> None:
        super().__init__(message)
        self.code: ReadCode = code
        self.message = message
        self.kind = kind


class UsageError(GongkaiError):
    """What was asked for does not exist or makes no sense; the text says what does."""

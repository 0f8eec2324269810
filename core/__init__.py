"""Reading annual reports on government information disclosure, and answering questions about their figures.

read    bytes -> Document
parse   Document -> Report
answer  a question and what is stored -> Answer
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.asking.answer import answer as answer
    from core.document import read as read
    from core.reading.parse import parse as parse

_HOMES = {"read": "core.document", "parse": "core.reading.parse", "answer": "core.asking.answer"}
__all__ = ["answer", "parse", "read"]


def __getattr__(name: str) -> Any:
    """Import a verb when it is first used: answering needs no parser, and reading no dictionaries."""
    if name not in _HOMES:
        raise AttributeError(f"module 'core' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

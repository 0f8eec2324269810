"""Reading annual reports on government information disclosure, and answering questions about their figures.

read    bytes -> Document
parse   Document -> Report
answer  a question and what is stored -> Answer
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lazily import names_of

if TYPE_CHECKING:
    from core.asking.answer import answer as answer
    from core.document import read as read
    from core.reading.parse import parse as parse

_HOMES = {"read": "core.document", "parse": "core.reading.parse", "answer": "core.asking.answer"}
__all__ = ["answer", "parse", "read"]
# Answering needs no parser, and reading no dictionaries.
__getattr__ = names_of(__name__, _HOMES)

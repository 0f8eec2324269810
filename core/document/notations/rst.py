"""Tables of reStructuredText that are written as a list: rows of a list of cells."""

from __future__ import annotations

import re

from core.document.notations.tables import plain, table

_BEGINS, _OPTION = re.compile(r"[ ]*\.\. list-table::"), re.compile(r"[ ]+:[\w-]+:")
_ROW, _CELL = re.compile(r"[ ]+\*[ ]+-(?:[ ]+|$)"), re.compile(r"[ ]+-(?:[ ]+|$)")


def from_list_tables(text: str) -> str:
    """The text with its list-tables as tables."""
    parts: list[str] = []
    rows: list[list[str]] | None = None
    for line in (*text.splitlines(), "end"):
        if rows is not None and (not line.strip() or line[:1] == " "):
            _add(rows, line)
            continue
        if rows:
            parts.append(table([[plain(cell) for cell in row] for row in rows]))
        rows = [] if _BEGINS.match(line) else None
        if rows is None:
            parts.append(plain(line) + "\n")
    return "".join(parts[:-1])


def _add(rows: list[list[str]], line: str) -> None:
    """What a line adds to the rows: one, a cell, or more words of the last cell."""
    if begins := _ROW.match(line):
        rows.append([line[begins.end() :].strip()])
    elif rows and (begins := _CELL.match(line)):
        rows[-1].append(line[begins.end() :].strip())
    elif rows and line.strip() and not _OPTION.match(line):
        rows[-1][-1] = f"{rows[-1][-1]} {line.strip()}".strip()

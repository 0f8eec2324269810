"""What is said of single files, and of many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cli.terminal import shown

if TYPE_CHECKING:
    from core.errors import ReadError

_HINTS = {
    "not_a_report": "only 政府信息公开工作年度报告 are read",
    "unreadable": "open it with another program to see whether it is whole",
    "encrypted": "save it without a password",
    "too_large": "split it, or save only the report",
    "unsupported": "save it as html, txt, docx or pdf",
    "timeout": "save it as plain text or html",
}
# What can't be read for a reason that no other program would overcome.
_CAUSES = {
    "no such file": "see whether its name is spelled right",
    "a folder": "name the files in it, or store it with `gongkai ingest`",
    "permission": "ask its owner to let you read it",
    "empty": "fetch it again",
}


def failure(name: str, error: ReadError) -> str:
    """Why a file could not be read, and what can be done about it."""
    message = " ".join(error.message.split()).rstrip("。.")
    if "pip install" in message:
        return shown(f"{name}: {message} [{error.code}: or save it as html, txt or docx]")
    hint = next((hint for cause, hint in _CAUSES.items() if cause in message), None)
    if error.code != "unreadable" or hint is None:
        hint = _HINTS[error.code]
    return shown(f"{name}: {message} [{error.code}: {hint}]")


def summary(total: int, thing: str, counts: Mapping[str, int], failed: int) -> str:
    """One line: of how many things how many came to what, failed, or were not looked at."""
    parts = [f"{outcome.replace('_', ' ')} {count}" for outcome, count in sorted(counts.items()) if count]
    parts += [f"failed {failed}"] if failed else []
    left = total - failed - sum(counts.values())
    parts += [f"not looked at {left}, run again to go on"] if left else []
    return f"{total} {thing}: {', '.join(parts)}"

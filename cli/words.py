"""What is said of single files, and of many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
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
    "wrong encoding": "fetch it again",
}
# What came of an address says by itself what to do.
_OF_THE_WEB = ("address", "gone")
_MOST_PASSED = 3


def failure(name: str, error: ReadError) -> str:
    """Why a file could not be read, and what can be done about it."""
    message = " ".join(error.message.split()).rstrip("。.")
    if "pip install" in message:
        return shown(f"{name}: {message} [{error.code}: or save it as html, txt or docx]")
    if error.kind in _OF_THE_WEB:
        return shown(f"{name}: {message} [{error.code}]")
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


def passed_over(names: Sequence[str], before: str = "\n") -> str:
    """What to add about files that were not looked at for their ending, by ending; nothing where there are none."""
    if not names:
        return ""
    by_ending: dict[str, list[str]] = {}
    for name in names:
        by_ending.setdefault(PurePath(name).suffix.lower(), []).append(PurePath(name).name)
    told = "; ".join(f"{ending} {len(some)} ({_first(some)})" for ending, some in sorted(by_ending.items()))
    return f"{before}{len(names)} passed over, of no format that is read: {told}"


def _first(names: Sequence[str]) -> str:
    first = ", ".join(map(shown, names[:_MOST_PASSED]))
    return first if len(names) <= _MOST_PASSED else f"{first} and {len(names) - _MOST_PASSED} more"

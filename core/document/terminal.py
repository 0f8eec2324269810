"""Text written for a terminal: its control sequences, and what they strike out or hide, as a reader sees it there."""

from __future__ import annotations

import re

from core.document.unseen import Look, Unseen

_SEQUENCE = re.compile(
    r"\x1b(?:\[(?P<codes>[0-?]{0,60})[ -/]{0,4}(?P<kind>[@-~])"
    r"|\][^\x07\x1b]{0,600}(?:\x07|\x1b\\)|[()][0-9A-Z]|[@-Z\\-_=>78])"
)
_TWICE = re.compile(r"[^\n\x08]\x08")
"""A sign and a step back: another is printed over it, the same again for bold."""
_LOOKS: dict[str, Look] = {"8": "hidden", "9": "struck"}
_ENDS = {"28": "8", "29": "9"}


def as_shown(text: str, unseen: Unseen) -> str:
    """The text as a terminal shows it; what it strikes out or hides is left out and taken down."""
    if "\x08" in text:
        text = _TWICE.sub("", text)
    if "\x1b" not in text:
        return text
    kept: list[str] = []
    on: dict[str, None] = {}
    reached = 0
    for sequence in _SEQUENCE.finditer(text):
        _keep(text[reached : sequence.start()], on, kept, unseen)
        reached = sequence.end()
        if sequence["kind"] == "m":
            for code in (sequence["codes"] or "0").split(";"):
                if code in _LOOKS:
                    on[code] = None
                elif code in _ENDS:
                    on.pop(_ENDS[code], None)
                elif code in ("", "0"):
                    on.clear()
    _keep(text[reached:], on, kept, unseen)
    return "".join(kept)


def _keep(text: str, on: dict[str, None], kept: list[str], unseen: Unseen) -> None:
    if on:
        unseen.leave_out(text, _LOOKS[next(iter(on))])
    else:
        kept.append(text)

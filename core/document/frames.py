"""What a walk over a document collects while the document, a cell or a text box lasts."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.document.lines import Line
from core.document.unseen import Unseen, is_mark, is_power


@dataclass(slots=True)
class Frame:
    """Lines being collected: of the document, of one cell, or of one text box."""

    unseen: Unseen
    lines: list[Line] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    """Lines of text boxes anchored in the paragraph being read: they follow it."""
    raised: list[int] = field(default_factory=list)
    """Which parts of the buffer stand above (or below) the line."""

    def put(self, text: str, *, raised: bool = False) -> None:
        """Add to the line being read."""
        if raised:
            self.raised.append(len(self.buffer))
        self.buffer.append(text)

    def end_line(self) -> None:
        """Close the line being read."""
        if not self.buffer and not self.waiting:
            return
        value = (self._without_marks() if self.raised else "".join(self.buffer)).strip()
        self.buffer.clear()
        if value:
            self.lines.append((value,))
        self.lines += self.waiting
        self.waiting.clear()

    def _without_marks(self) -> str:
        """The line without the marks of notes; what is raised and nothing else stands beside it is the text itself."""
        raised, self.raised = set(self.raised), []
        if not any(part.strip() for at, part in enumerate(self.buffer) if at not in raised):
            return "".join(self.buffer)
        line, mark = "", ""
        for at, part in enumerate([*self.buffer, ""]):
            if at in raised:
                mark += part
                continue
            line += self._unless_mark(mark, line) + part
            mark = ""
        return line

    def _unless_mark(self, raised: str, before: str) -> str:
        if raised and is_power(before):
            return f"^{raised}"
        if not raised or not is_mark(raised):
            return raised
        self.unseen.leave_out(raised, "raised")
        return ""

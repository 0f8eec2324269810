"""What a walk over an office document collects while a document, a cell or a text box lasts."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.document.lines import Line


@dataclass(slots=True)
class Frame:
    """Lines being collected: of the document, of one cell, or of one text box."""

    lines: list[Line] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    """Lines of text boxes anchored in the paragraph being read: they follow it."""

    def end_line(self) -> None:
        value = "".join(self.buffer).strip()
        self.buffer.clear()
        if value:
            self.lines.append((value,))
        self.lines += self.waiting
        self.waiting.clear()

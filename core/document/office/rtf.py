"""Rich text (rtf): its text and its tables' rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.document.frames import Frame
from core.document.lines import Line, flatten, render
from core.document.unseen import Look, Unseen
from core.types import Document

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+", re.DOTALL
)
_SKIPPED = frozenset(
    (
        *("fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "headerl", "headerr", "headerf"),
        *("footerl", "footerr", "footerf", "footnote", "annotation", "fldinst", "object", "listtable", "themedata"),
        *("listoverridetable", "rsidtbl", "generator", "datastore", "xmlnstbl", "nonesttables"),
    )
)
_CHARACTERS = {
    "tab": " ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
}
_CODE_PAGES = {"936": "gb18030", "950": "big5hkscs", "65001": "utf-8", "1252": "cp1252", "54936": "gb18030"}
_CHARSETS = {134: "gb18030", 136: "big5hkscs"}
_LOOKS: Mapping[str, Look | None] = {
    "v": "hidden",
    **dict.fromkeys(("strike", "striked"), "struck"),
    **dict.fromkeys(("super", "sub", "up", "dn"), "raised"),
    "nosupersub": None,
}
_MAX_DEPTH = 1000


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits: whether it is skipped, its encoding, how many bytes stand in for a \\u character.

    `deleted` is text that a tracked change took out; `look` tells text that is hidden, struck out or raised.
    """

    skipped: bool = False
    deleted: bool = False
    look: Look | None = None
    fonts: bool = False
    encoding: str = "gb18030"
    stand_ins: int = 1


class _Reader:
    def __init__(self) -> None:
        self._state = _State()
        self._stack: list[_State] = []
        self._page = "gb18030"
        self._font = 0
        self._charsets: dict[int, str] = {}
        self._bytes = bytearray()
        self._pending = 0
        self.unseen = Unseen()
        self._line = Frame(self.unseen)
        self._cell: list[Line] = []
        self._row: list[str] = []
        self._in_table = False
        self._merges: list[bool] = []
        """For each cell defined so far in the row whether it only continues another."""
        self._merging = False
        self.lines: list[Line] = []

    def read(self, data: bytes) -> None:
        for match in _TOKEN.finditer(data):
            word, number, byte, symbol, brace, plain = match.groups()
            if byte or plain:
                self._put(bytes([int(byte, 16)]) if byte else plain)
                continue
            self._flush()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word.decode(), int(number) if number else None)
            elif symbol:
                self._symbol(symbol)
        self._flush()
        self._end_paragraph()
        self.lines += self._cell

    def _put(self, data: bytes) -> None:
        skip = min(self._pending, len(data))
        self._pending -= skip
        if not self._state.skipped and not self._state.deleted:
            self._bytes += data[skip:]

    def _flush(self) -> None:
        if self._bytes:
            self._write(self._bytes.decode(self._state.encoding, "replace"))
            self._bytes.clear()

    def _write(self, text: str) -> None:
        look = self._state.look
        if look is None or look == "raised":
            self._line.put(text, raised=look == "raised")
        else:
            self.unseen.leave_out(text, look)

    def _brace(self, brace: bytes) -> None:
        self._pending = 0
        if brace == b"{":
            if len(self._stack) < _MAX_DEPTH:
                self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._state = replace(self._state, skipped=True)
        elif not self._state.skipped:
            self._write({b"~": "\xa0", b"_": "-", b"-": ""}.get(symbol, symbol.decode("latin-1")))

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._pending = self._state.stand_ins
            if not self._state.skipped and not self._state.deleted:
                self._write(chr(number % 0x10000))
        elif word == "uc":
            self._state = replace(self._state, stand_ins=max(number or 0, 0))
        elif word == "ansicpg":
            self._page = _CODE_PAGES.get(str(number), "gb18030")
            self._state = replace(self._state, encoding=self._page)
        elif word == "fonttbl":
            self._state = replace(self._state, skipped=True, fonts=True)
        elif word == "f" and number is not None:
            self._font = number
            if not self._state.fonts:
                self._state = replace(self._state, encoding=self._charsets.get(number, self._page))
        elif word == "fcharset" and self._state.fonts and number in _CHARSETS:
            self._charsets[self._font] = _CHARSETS[number]
        elif word in _SKIPPED:
            self._state = replace(self._state, skipped=True)
        elif word == "deleted":
            self._state = replace(self._state, deleted=number != 0)
        elif word in _LOOKS:
            self._state = replace(self._state, look=_LOOKS[word] if number != 0 else None)
        elif word == "plain":
            self._state = replace(self._state, deleted=False, look=None)
        elif not self._state.skipped:
            self._layout(word)

    def _layout(self, word: str) -> None:
        if word in _CHARACTERS:
            self._write(_CHARACTERS[word])
        elif word == "intbl":
            self._in_table = True
        elif word == "pard":
            self._in_table = False
        elif word in ("par", "line", "page", "sect"):
            self._end_paragraph()
        elif word in ("cell", "nestcell"):
            self._end_paragraph(in_cell=True)
            self._row.append(flatten(self._cell))
            self._cell = []
        elif word in ("row", "nestrow"):
            kept = [
                cell for index, cell in enumerate(self._row) if index >= len(self._merges) or not self._merges[index]
            ]
            self.lines.append(tuple(kept if word == "row" else self._row))
            self._row = []
        elif word == "trowd":
            self._merges, self._merging = [], False
        elif word in ("clvmrg", "clmrg"):
            self._merging = True
        elif word == "cellx":
            self._merges.append(self._merging)
            self._merging = False

    def _end_paragraph(self, *, in_cell: bool = False) -> None:
        self._line.end_line()
        if not self._line.lines:
            return
        ((text,),) = self._line.lines
        self._line.lines.clear()
        value = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if in_cell or self._in_table:
            self._cell.append((value,))
        else:
            self.lines.append((value,))


def read_rtf(data: bytes) -> Document:
    """The document of a rich text file."""
    reader = _Reader()
    reader.read(data)
    return Document(text=render(reader.lines), format="rtf", notes=reader.unseen.notes())

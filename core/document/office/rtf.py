"""Rich text (rtf): its text and its tables' rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.document.frames import Frame
from core.document.lines import Line, flatten, render
from core.document.unseen import Look, Unseen, is_lost_on_white
from core.types import Document

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|((?:\\'[0-9a-fA-F]{2}){1,1000})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
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
_LEAST_SIZE, _LEAST_WIDTH = 3, 5
"""Of text that can be seen, in half points and in percent."""
_COLOURS = re.compile(rb"\\colortbl([^{}]{0,20000})")
_PART_OF_COLOUR = re.compile(rb"\\(red|green|blue)(\d{1,3})")
_STYLES = re.compile(rb"\{(?:\\\*)?\\[cs]s(\d{1,4})\b([^{};]{0,2000})")
_GROUNDS = frozenset(("cb", "highlight", "chcbpat", "cbpat"))
_OF_LOOKS = _GROUNDS.union(_LOOKS, ("deleted", "plain", "cs", "s", "cf", "charscalex", "fs"))
_PLAIN_SHAPE = {"pale": False, "grounded": False, "tiny": False, "narrow": False}


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits: whether it is skipped, its encoding, how many bytes stand in for a \\u character.

    `deleted` is text that a tracked change took out; `look` tells text that is hidden, struck out or raised, `style`
    what its style says of that; `pale` text is white, seen only where it is `grounded`; `tiny` and
    `narrow` text is not seen.
    """

    skipped: bool = False
    deleted: bool = False
    look: Look | None = None
    pale: bool = False
    grounded: bool = False
    tiny: bool = False
    narrow: bool = False
    style: Look | None = None
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
        self._pale: frozenset[int] = frozenset()
        self._styles: Mapping[int, Look] = {}
        self.unseen = Unseen()
        self._line = Frame(self.unseen)
        self._cell: list[Line] = []
        self._row: list[str] = []
        self._in_table = False
        self._merges: list[bool] = []
        """For each cell defined so far in the row whether it only continues another."""
        self._merging = False
        self._is_shaded = False
        """Whether cells of the row stand on some colour."""
        self.lines: list[Line] = []

    def read(self, data: bytes) -> None:
        self._pale = _pale_colours(data)
        self._styles = dict(_styled_looks(data))
        for match in _TOKEN.finditer(data):
            word, number, byte, symbol, brace, plain = match.groups()
            if byte or plain:
                self._put(bytes.fromhex(byte.replace(b"\\'", b"").decode()) if byte else plain)
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
        skip = 0
        if self._pending:
            skip = min(self._pending, len(data))
            self._pending -= skip
        if not self._state.skipped and not self._state.deleted:
            self._bytes += data[skip:]

    def _flush(self) -> None:
        if self._bytes:
            self._write(self._bytes.decode(self._state.encoding, "replace"))
            self._bytes.clear()

    def _write(self, text: str) -> None:
        state = self._state
        is_void = state.tiny or state.narrow or (state.pale and not (state.grounded or self._is_shaded))
        look: Look | None = "hidden" if is_void else state.look or state.style
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
        elif word in _OF_LOOKS and (changed := self._appearance(word, number)):
            self._state = replace(self._state, **changed)
        elif word == "clcbpat":
            self._is_shaded = True
        elif not self._state.skipped:
            self._layout(word)

    def _appearance(self, word: str, number: int | None) -> dict[str, Any]:
        """What a word changes of how the text that follows looks."""
        if word == "deleted":
            return {"deleted": number != 0}
        if word in _LOOKS:
            return {"look": _LOOKS[word] if number != 0 else None}
        if word == "plain":
            return {"deleted": False, "look": None, "style": None, **_PLAIN_SHAPE}
        if word in ("cs", "s"):
            return {"style": self._styles.get(number or 0)}
        if word == "cf":
            return {"pale": number in self._pale}
        if word in _GROUNDS:
            return {"grounded": bool(number) and number not in self._pale}
        if word == "charscalex":
            return {"narrow": number is not None and number <= _LEAST_WIDTH}
        return {"tiny": number <= _LEAST_SIZE} if word == "fs" and number is not None else {}

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
            self._merges, self._merging, self._is_shaded = [], False, False
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


def _pale_colours(data: bytes) -> frozenset[int]:
    """The numbers of the colours that are not seen on white paper."""
    table = _COLOURS.search(data)
    colours = (dict(_PART_OF_COLOUR.findall(entry)) for entry in table[1].split(b";")) if table else ()
    return frozenset(
        number for number, parts in enumerate(colours) if len(parts) == 3 and is_lost_on_white(map(int, parts.values()))
    )


def _styled_looks(data: bytes) -> Iterator[tuple[int, Look]]:
    """The looks of the styles, by number."""
    for style in _STYLES.finditer(data[:1_000_000]):
        for word, number in re.findall(rb"\\([a-z]+)(-?\d+)?", style[2]):
            look = _LOOKS.get(word.decode())
            if look and number != b"0":
                yield int(style[1]), look
                break


def read_rtf(data: bytes) -> Document:
    """The document of a rich text file."""
    reader = _Reader()
    reader.read(data)
    return Document(text=render(reader.lines), format="rtf", notes=reader.unseen.notes())

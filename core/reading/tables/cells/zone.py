"""The values that follow a row label, in whatever layout: bars, tabs, one a line, blanks, or glued together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from core.text.units import COUNTER, LAST_CHARACTERS, MONEY
from core.types import Number

Layout = Literal["bars", "tabs", "lines", "blanks"]

_UNIT = f"{MONEY}|万|{COUNTER}"
_TOKENS = r"""
    (?P<bar>{bar})
  | (?P<colon>:)
  | (?P<rule>-{{3,}})
  | (?P<page>(?<=\n)[ \t]*(?:[-—–][ \t]*\d{{1,3}}[ \t]*[-—–][ \t]*|第[ ]?\d{{1,3}}[ ]?页[^\n]{{0,12}})(?=[\r\n]|$))
  | (?P<blank>[ \t\r]+|\n+)
  | (?P<item>\d{{1,2}}\s*[.、](?=\s*[\u4e00-\u9fff“]))
  | (?P<sign>增加?|减少?)?(?P<number>{number})(?:[ ]?(?P<unit>{unit}))?
  | (?P<none>/|—+|–|-(?!\d)|无(?![\u4e00-\u9fff]))
  | (?P<unit_alone>(?:{unit})(?=[\s|,\d]|$))
  | (?P<footnote>[①-⑳*＊†](?=[\s|]|$)|\((?:单位:?)?(?P<unit_behind>{unit})\))
  | (?P<note>\((?:[^()|]|\([^()]*\)){{1,160}}\))
"""
_TOKEN = re.compile(
    # A blank beside a bar parts nothing.
    _TOKENS.format(bar=r"[ ]?\|[ ]?", number=r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?", unit=_UNIT),
    re.VERBOSE,
)
# Cells apart by commas: a comma inside a number then stands in quotation marks only.
_COMMA_TOKEN = re.compile(
    _TOKENS.format(
        bar=r"[,|]",
        number=r"[+-]?\d+(?:\.\d+)?|(?<=\")\d{1,3}(?:,\d{3})+(?:\.\d+)?",
        unit=_UNIT,
    ).replace("(?P<blank>[ ", '(?P<blank>[" '),
    re.VERBOSE,
)
_COMMA_LINE = re.compile(r"\s*(?:[\d/—-]*,){8}")
_COMMA_FOLLOWS = re.compile(r"[ \"]*+(?:\((?:[^()|]|\([^()]*\)){1,160}\)[ \"]*+)?,")
_CELL_FOLLOWS = re.compile(
    rf"(?:[ \t\r\n\",:]|\((?:[^()|]|\([^()]*\)){{1,160}}\)|—|/|(?:{_UNIT})(?=[\s|\d,]))*"
    r"(?:\||(?:增加?|减少?)?[+-]?\d(?!\d?[.、]\s*[\u4e00-\u9fff]))"
)
# A remark in the cell of the number before it: brackets on the same line, and then the end of the cell.
_REMARK = re.compile(
    r"\((?![一二三四五六七八九十]{1,3}\))(?:[^()|\n]|\([^()\n]*\)){1,160}\)(?=[ ]*(?:[|\t\r\n,]|$)|[ ]+[+-]?\d)"
)
# A remark that makes the number before it another figure than that of the year.
_OTHER_FIGURE = re.compile(r"累计|历年|^\((?:上一?年|去年|(?:19|20)\d\d年)度?(?:数据?)?\)$")
_UNCLOSED_END = re.compile(r"\([^)]{0,160}\Z")
_BEHIND_ITEMS = (".", "、")
_ITEM_BEHIND = re.compile(r"[.、]\s*[\u4e00-\u9fff“]")
# What makes the number before it no figure of a cell: dates, shares, ranges, bounds, letters in the place of digits.
_UNREADABLE_BEHIND = re.compile(r"[ ]?[年月日号%％‰余多〇零×~～至]|[/–]\d|[Oo](?![a-zA-Z])|。|、(?!\s*[\u4e00-\u9fff])")
_EMPTY_LINE = re.compile(r"[”\"]?(?:\((?:[^()|\n]|\([^()\n]*\)){1,160}\))?[ \t|/—–-]*(?:\n|$)")
_BROKEN_REACH = 40
_DIGIT = re.compile(r"\d")
_HEADING = re.compile(r"[一二三四五六七八九十]、|\([一二三四五六七八九十]\)|。")
_CHINESE = re.compile("[\u4e00-\u9fff]")


class WrittenNumber(NamedTuple):
    """One number as written; `start` and `end` are positions in the cleaned text, `digits` what may be split."""

    number: Number
    digits: str
    unit: str
    signed: bool
    start: int
    end: int


class Zone(NamedTuple):
    """What stands between a row label and the next text.

    `slots` has one entry a written cell (None: the cell is empty); it is empty where the layout shows no cells.
    """

    values: tuple[WrittenNumber, ...]
    slots: tuple[WrittenNumber | None, ...]
    layout: Layout
    end: int
    """Where reading stopped, in the cleaned text."""
    note: str = ""
    """Bracketed words between label and values, such as a unit."""
    joined_cells: bool = False
    """Some written cell holds more than one number."""
    touching: bool = False
    """The first value follows the label without anything between."""
    cut_off: bool = False
    """The text ends in this row; a value that touches the end may be half a number and is left out."""
    marks: tuple[WrittenNumber | None, ...] = ()
    """Every value and every mark for none (/ — 无) in order, in whatever layout."""
    on_first_line: int = 0
    """How many of the values stand before the first line break behind the label."""
    slots_on_first_line: int = 0
    """How many of the slots do."""
    broken: bool = False
    """A cell of the row could not be read (words, a percentage, a date), so that the row is not whole."""
    unit: str = ""
    """The unit that stands alone before the first value."""
    cells: tuple[tuple[WrittenNumber, ...], ...] = ()
    """The cells that hold numbers or a mark for none, where some cell holds more than one number."""
    marked_slots: frozenset[int] = frozenset()
    """Which of the slots hold a mark for none."""

    def written(self) -> list[int]:
        """The slots that hold a number or a mark for none."""
        return [i for i, slot in enumerate(self.slots) if slot or i in self.marked_slots]


def parse_number(text: str) -> Number:
    """The number of digits with separators."""
    plain = text.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def cell_follows(text: str, position: int) -> bool:
    """Whether a cell or a value stands behind a label that ends here; a quick look before the zone is read."""
    return _CELL_FOLLOWS.match(text, position) is not None


def is_empty(text: str, label_end: int, zone: Zone) -> bool:
    """Whether nothing stands behind a label on its line: its cells are there and are empty."""
    return not zone.values and _EMPTY_LINE.match(text, label_end) is not None


def read_zone(text: str, start: int, end: int, is_last: bool = False) -> Zone:
    """Read the values of a row from `start` (behind the label) up to `end` or the first word that is no value.

    `is_last`: the form ends with this row, so that a number at the very end of the text is whole.
    """
    reading = _RowTokens(text, start, end)
    position = start
    while position < end:
        match = reading.token.match(text, position, end)
        if match is None or not reading.take(match):
            break
        position = match.end()
        if reading.stopped is not None:
            position = reading.stopped
            break
    return reading.zone(position, is_last)


@dataclass(slots=True)
class _RowTokens:
    """A row while its tokens are taken, one after the other."""

    text: str
    start: int
    end: int
    token: re.Pattern[str] = _TOKEN
    values: list[WrittenNumber] = field(default_factory=list)
    marks: list[WrittenNumber | None] = field(default_factory=list)
    cells: list[list[WrittenNumber]] = field(default_factory=lambda: [[]])
    marked_cells: set[int] = field(default_factory=set)
    blanks: str = ""
    has_bars: bool = False
    note: str = ""
    stopped: int | None = None
    unread: bool = False
    unit: str = ""
    on_first_line: int | None = None
    cells_on_first_line: int | None = None

    def __post_init__(self) -> None:
        place = self.text, self.start, self.end
        if self.text.find(",", self.start, self.end) >= 0 and (
            _COMMA_FOLLOWS.match(*place) or _COMMA_LINE.match(*place)
        ):
            self.token = _COMMA_TOKEN

    def take(self, match: re.Match[str]) -> bool:
        """Take one token; False where it is no part of the row."""
        match match.lastgroup:
            case "blank":
                self._take_blank(match.group())
            case "bar":
                self.has_bars = True
                self.cells.append([])
            case "number" | "unit":
                self._take_number(match)
            case "colon":
                return not self.marks
            case "footnote" if match["unit_behind"]:
                self._take_unit_behind(match["unit_behind"])
            case "note":
                return self._take_note(match)
            case "none":
                self.marks.append(None)
                self.marked_cells.add(len(self.cells) - 1)
            case "unit_alone":
                if self.values and not self.has_bars:
                    return False
                self.unit = self.unit or match["unit_alone"]
            case "item":
                return False
        return True

    def _take_note(self, note: re.Match[str]) -> bool:
        if not _CHINESE.search(note.group()):
            return False
        if self.values:
            return self._is_remark(note)
        self.note += note.group()
        return True

    def _is_remark(self, note: re.Match[str]) -> bool:
        """Whether brackets behind a number are a remark on it, which leaves it the figure of the cell."""
        if self.text[self.values[-1].end : note.start()].strip(" ") or not _REMARK.match(
            self.text, note.start(), self.end
        ):
            return False
        if _OTHER_FIGURE.search(note.group()):
            self._drop_last()
            self.unread = True
        return not self.unread

    def _drop_last(self) -> None:
        lost = self.values.pop()
        self.cells[-1].remove(lost)
        self.marks.remove(lost)

    def _take_unit_behind(self, unit: str) -> None:
        """A unit of money in brackets is that of the number before it."""
        if "元" in unit and self.cells[-1] and not self.values[-1].unit:
            last = self.values[-1]._replace(unit=unit)
            self._drop_last()
            self.values.append(last)
            self.marks.append(last)
            self.cells[-1].append(last)

    def _take_number(self, match: re.Match[str]) -> None:
        if _UNREADABLE_BEHIND.match(self.text, match.end()):
            self.unread = True
            self.stopped = match.start()
            return
        value, is_last = _value(match, self.text, self.end)
        if value:
            self.values.append(value)
            self.marks.append(value)
            self.cells[-1].append(value)
        if is_last:
            self.stopped = value.end if value else match.start()

    def _take_blank(self, blank: str) -> None:
        if blank == " ":
            return
        self.blanks += blank
        if "\n" in blank and self.on_first_line is None:
            self.on_first_line = len(self.values)
            self.cells_on_first_line = len(self.cells)
        if "\t" in blank and not self.has_bars:
            self.cells.extend([] for _ in range(blank.count("\t")))

    def zone(self, position: int, is_last: bool) -> Zone:
        touching = bool(self.values) and not self.text[self.start : self.values[0].start].strip("万" + LAST_CHARACTERS)
        if self.values and self.text[self.values[-1].end : self.values[-1].end + 2] in ("", ".", ",") and not is_last:
            self._drop_last()
        layout = self._layout()
        slots, joined = _slots(self.cells) if layout in ("bars", "tabs") else ((), False)
        on_first_line = len(self.values) if self.on_first_line is None else min(self.on_first_line, len(self.values))
        return Zone(
            values=tuple(self.values),
            slots=slots,
            layout=layout,
            end=self.values[-1].end if self.values else position,
            note=self.note,
            joined_cells=joined,
            touching=touching,
            cut_off=position == len(self.text) or self._is_unclosed(position),
            marks=tuple(self.marks),
            on_first_line=on_first_line,
            slots_on_first_line=self._slots_on_first_line(len(slots)),
            cells=tuple(
                tuple(cell) for i, cell in enumerate(self.cells) if joined and (cell or i in self.marked_cells)
            ),
            broken=self.unread or self._breaks_off(position),
            unit=self.unit,
            marked_slots=frozenset(cell - (0 if self.cells[0] else 1) for cell in self.marked_cells),
        )

    def _is_unclosed(self, position: int) -> bool:
        """Whether the text ends within brackets."""
        return self.text.startswith("(", position) and _UNCLOSED_END.match(self.text, position) is not None

    def _breaks_off(self, position: int) -> bool:
        """Whether the line goes on with figures behind words that are no value."""
        stop = min(self.end, position + _BROKEN_REACH)
        line_end = self.text.find("\n", position, stop)
        stop = line_end if line_end >= 0 else stop
        if position >= stop or not _DIGIT.search(self.text, position, stop):
            return False
        if heading := _HEADING.search(self.text, position, stop):
            return bool(_DIGIT.search(self.text, position, heading.start()))
        return True

    def _slots_on_first_line(self, slots: int) -> int:
        if self.cells_on_first_line is None:
            return slots
        return max(0, min(self.cells_on_first_line - (0 if self.cells[0] else 1), slots))

    def _layout(self) -> Layout:
        """What parts the cells; between values only, for a line may also end behind a row of glued ones."""
        if self.has_bars:
            return "bars"
        between = "".join(self.text[one.end : other.start] for one, other in pairwise(self.values))
        if "\t" in between or (not between and "\t" in self.blanks):
            return "tabs"
        return "lines" if "\n" in between else "blanks"


def _value(match: re.Match[str], text: str, stop: int) -> tuple[WrittenNumber | None, bool]:
    """The number, and whether the row ends here: its last digit may be the item number of the next label."""
    written, end = match["number"], match.end("number")
    is_last = bool(
        text.startswith(_BEHIND_ITEMS, end, stop)
        and written.isdigit()
        and not match["unit"]
        and _ITEM_BEHIND.match(text, end, stop)
    )
    if is_last:
        written, end = written[:-1], end - 1
    if not written:
        return None, True
    number = parse_number(written)
    sign = match["sign"] or ""
    value = WrittenNumber(
        number=-number if sign.startswith("减") else number,
        digits=written if written.isdigit() else "",
        unit=match["unit"] or "",
        signed=bool(sign) or written[0] in "+-",
        start=match.start(),
        end=match.end("unit") if match["unit"] else end,
    )
    return value, is_last


def _slots(cells: list[list[WrittenNumber]]) -> tuple[tuple[WrittenNumber | None, ...], bool]:
    """Cells after the label's own; the stretch before the first bar is the label's cell unless it holds a value."""
    written = cells if cells[0] else cells[1:]
    joined = any(len(cell) > 1 for cell in written)
    return tuple(cell[0] if cell else None for cell in written), joined

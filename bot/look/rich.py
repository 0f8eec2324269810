"""Rich messages: paragraphs, tables and what is folded away, for clients that show them; each has its text, too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from aiogram.types import (
    InputRichBlockDetails,
    InputRichBlockFooter,
    InputRichBlockParagraph,
    InputRichBlockTable,
    InputRichBlockUnion,
    InputRichMessage,
    RichBlockTableCell,
    RichTextBold,
    RichTextItalic,
    RichTextUnion,
)
from aiogram.utils.formatting import Text

_MOST_BLOCKS, _MOST_CHARACTERS = 500, 32_768
"""Telegram's limits; a row of a table is a block."""

Cell = Text | str


def message(blocks: Sequence[InputRichBlockUnion]) -> InputRichMessage | None:
    """The blocks as a message; None where Telegram takes no such long one, or where nothing but text is in it."""
    if not any(isinstance(block, InputRichBlockTable | InputRichBlockDetails) for block in blocks):
        return None
    if _blocks_in(blocks) > _MOST_BLOCKS or sum(map(_characters, blocks)) > _MOST_CHARACTERS:
        return None
    # Words of a report may look like addresses or commands, and are none.
    return InputRichMessage(blocks=list(blocks), skip_entity_detection=True)


def paragraphs(text: Text | None) -> list[InputRichBlockUnion]:
    """Each line of a text as a paragraph."""
    return [InputRichBlockParagraph(text=line) for line in _lines(text)] if text is not None else []


def footer(text: Text) -> list[InputRichBlockUnion]:
    """Small print: where figures come from."""
    return [InputRichBlockFooter(text=line) for line in _lines(text)]


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, words: int = 1) -> InputRichBlockTable:
    """Rows under a header; the first `words` columns are words, the others figures that stand right."""
    cells = [[_cell(name, at >= words, header=True) for at, name in enumerate(header)]]
    cells += [[_cell(cell, at >= words) for at, cell in enumerate(row)] for row in rows]
    return InputRichBlockTable(cells=cells, is_striped=True, is_compact=True)


def folded(title: str, blocks: Sequence[InputRichBlockUnion]) -> list[InputRichBlockUnion]:
    """Blocks that are opened by a tap on their title; nothing where there are none."""
    return [InputRichBlockDetails(summary=title, blocks=list(blocks))] if blocks else []


def _cell(content: Cell, figure: bool, *, header: bool = False) -> RichBlockTableCell:
    told = next(iter(_lines(content if isinstance(content, Text) else Text(content))), None)
    return RichBlockTableCell(
        align="right" if figure else "left", valign="top", text=told, is_header=True if header else None
    )


def _lines(text: Text) -> list[RichTextUnion]:
    """The lines that are not empty, with what is bold or italic in them."""
    plain, entities = text.render()
    units = plain.encode("utf-16-le")
    borders = {0, len(units) // 2}
    borders |= {at for entity in entities for at in (entity.offset, entity.offset + entity.length)}
    lines: list[list[RichTextUnion]] = [[]]
    for start, end in pairwise(sorted(borders)):
        kinds = {entity.type for entity in entities if entity.offset <= start < entity.offset + entity.length}
        first, *others = units[2 * start : 2 * end].decode("utf-16-le").split("\n")
        lines[-1] += _marked(first, kinds)
        lines += [_marked(other, kinds) for other in others]
    return [line[0] if len(line) == 1 else line for line in lines if line]


def _marked(words: str, kinds: set[str]) -> list[RichTextUnion]:
    if not words:
        return []
    told: RichTextUnion = words
    if "italic" in kinds:
        told = RichTextItalic(text=told)
    if "bold" in kinds:
        told = RichTextBold(text=told)
    return [told]


def _blocks_in(blocks: Sequence[InputRichBlockUnion]) -> int:
    count = len(blocks)
    for block in blocks:
        if isinstance(block, InputRichBlockTable):
            count += len(block.cells)
        elif isinstance(block, InputRichBlockDetails):
            count += _blocks_in(block.blocks)
    return count


def _characters(block: InputRichBlockUnion) -> int:
    """At most so many as the JSON of a block has."""
    return len(block.model_dump_json(exclude_none=True))

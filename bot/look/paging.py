"""Blocks of formatted text packed into as few messages as Telegram's limits allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aiogram.utils.formatting import Text

LONGEST_TEXT = 4096
"""UTF-16 units of one message."""
LONGEST_CAPTION = 1024
"""UTF-16 units under a picture."""
MOST_ENTITIES = 100


def pages(blocks: Iterable[Text], *, limit: int = LONGEST_TEXT) -> list[Text]:
    """The blocks, one blank line between two, as messages; only a block too long for a message is cut."""
    packed: list[Text] = []
    for block in blocks:
        for piece in _pieces(block, limit):
            joined = Text(packed[-1], "\n\n", piece) if packed else piece
            if packed and _fits(joined, limit):
                packed[-1] = joined
            else:
                packed.append(piece)
    return packed


def _fits(text: Text, limit: int) -> bool:
    return len(text) <= limit and len(text.render()[1]) <= MOST_ENTITIES


def _pieces(block: Text, limit: int) -> Iterator[Text]:
    """The block, cut at line ends (in need anywhere) where it is too long."""
    while not _fits(block, limit):
        plain, entities = block.render()
        end = limit
        if len(entities) > MOST_ENTITIES:
            end = min(end, entities[MOST_ENTITIES].offset)
        head = _utf16_head(plain, end)
        line_end = head.rfind("\n")
        kept = head[:line_end] if line_end > 0 else head
        cut = _utf16_length(kept)
        yield _part(block, 0, cut)
        block = _part(block, cut + (1 if line_end > 0 else 0), len(block))
    yield block


def _part(block: Text, start: int, end: int) -> Text:
    """The UTF-16 units [start, end) of a block; an entity that reaches over a border is kept on both sides."""
    plain, entities = block.render()
    kept = []
    for entity in entities:
        first = max(entity.offset, start)
        last = min(entity.offset + entity.length, end)
        if first < last:
            kept.append(entity.model_copy(update={"offset": first - start, "length": last - first}))
    return Text.from_entities(plain.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le"), kept)


def _utf16_head(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

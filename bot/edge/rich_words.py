"""The words of a rich message that came in: a table pasted into Telegram comes as blocks, not as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aiogram.types import Message, RichMessage

_LINES = ("text", "summary", "caption", "credit")
"""What of a block is a line of its own; a caption of words, not of a block."""
_INNER = ("blocks", "items")


def words_of(message: Message) -> str | None:
    """The text of a message, of a rich one too: a block a line, the cells of a row apart by tabs; None without text."""
    if message.rich_message is None:
        return message.text
    return text_of(message.rich_message) or None


def text_of(rich: RichMessage) -> str:
    """The words of a rich message in the order in which they stand."""
    return "\n".join(_lines(rich.model_dump(exclude_none=True)["blocks"]))


def _lines(blocks: Iterable[Mapping[str, object]]) -> Iterable[str]:
    for block in blocks:
        told = (_plain(block.get(kind)).strip() for kind in _LINES)
        yield from (line for line in told if line)
        for kind in _INNER:
            inner = block.get(kind)
            if isinstance(inner, list):
                yield from _lines(inner)
        rows = block.get("cells")
        if isinstance(rows, list):
            yield from ("\t".join(_plain(cell.get("text")) for cell in row) for row in rows)


def _plain(text: object) -> str:
    """Words without their looks: bold and the like hold their words in `text`."""
    if isinstance(text, list):
        return "".join(map(_plain, text))
    if isinstance(text, Mapping):
        return _plain(text.get("text"))
    return text if isinstance(text, str) else ""

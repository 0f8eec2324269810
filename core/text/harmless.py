"""The one place where words of strangers lose what would act on whoever shows them: every way out goes through it.

Reports, names of files and questions may hold signs that move a cursor, turn the direction of writing, hide letters, or
begin a formula. What is put in their place takes as much room, so that places counted in a text stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠﹢﹣﹦﹫|%]|[\t\r\n]")
_KEPT = "\n\t"
_REPLACED = {"Cc": "\N{REPLACEMENT CHARACTER}", "Cs": "\N{REPLACEMENT CHARACTER}", "Cf": " ", "Zl": " ", "Zp": " "}
_BEYOND = "\N{PROHIBITED SIGN}"
"""For signs that take two places where places are counted in UTF-16."""
_LAST_OF_ONE = 0xFFFF
_MAY_ACT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
"""All such signs and a few others, to tell fast that a text has none."""
_ESCAPED = re.compile(r"\\[bfru]")
"""What may stand for such a sign in JSON."""


def harmless(text: str) -> str:
    """The text without signs that act: controls (but line break and tab), marks of direction, signs of no width."""
    if not _MAY_ACT.search(text):
        return text
    return "".join(map(_shown, text))


def harmless_values(value: Any) -> Any:
    """The same for every text in a value of JSON."""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, Mapping):
        return {key: harmless_values(part) for key, part in value.items()}
    return [harmless_values(part) for part in value] if isinstance(value, list | tuple) else value


def harmless_parts(value: Any) -> Any:
    """The same for every text in a model of pydantic's and in all it holds; what needs no change is the same object."""
    if isinstance(value, str):
        shown = harmless(value)
        return value if shown == value else shown
    if isinstance(value, Mapping):
        parts = {key: harmless_parts(part) for key, part in value.items()}
        return value if all(parts[key] is part for key, part in value.items()) else parts
    if isinstance(value, list | tuple):
        items = [harmless_parts(part) for part in value]
        return value if all(one is part for one, part in zip(items, value, strict=True)) else type(value)(items)
    if hasattr(value, "model_copy"):
        changed = {name: new for name, part in value if (new := harmless_parts(part)) is not part}
        return value.model_copy(update=changed) if changed else value
    return value


def harmless_json(line: str) -> str:
    """Written JSON in which such signs are escapes: whoever reads it as JSON gets every one of them."""
    if not _MAY_ACT.search(line):
        return line
    return "".join(sign if _acts(sign) is None else _escape(sign) for sign in line)


def is_harmless_json(line: str) -> bool:
    """Whether no text in written JSON has such a sign, as far as can be told fast."""
    return not (_MAY_ACT.search(line) or _ESCAPED.search(line))


def harmless_cell(value: object) -> object:
    """A cell of a table of text that no spreadsheet takes for a formula."""
    if not isinstance(value, str):
        return value
    text = harmless(value)
    return f"'{text}" if _FORMULA.match(value) else text


def _acts(sign: str) -> str | None:
    """The kind of a sign that acts; None for one that is only shown."""
    kind = unicodedata.category(sign)
    return kind if kind in _REPLACED and sign not in _KEPT else None


def _shown(sign: str) -> str:
    kind = _acts(sign)
    if kind is None:
        return sign
    return _BEYOND if ord(sign) > _LAST_OF_ONE else " " if sign == "\r" else _REPLACED[kind]


def _escape(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))

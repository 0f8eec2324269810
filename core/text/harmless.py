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


def harmless(text: str) -> str:
    """The text without signs that act: controls (but line break and tab), marks of direction, signs of no width."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def harmless_values(value: Any) -> Any:
    """The same for every text in a value of JSON."""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, Mapping):
        return {key: harmless_values(part) for key, part in value.items()}
    return [harmless_values(part) for part in value] if isinstance(value, list | tuple) else value


def harmless_json(line: str) -> str:
    """Written JSON in which such signs are escapes: whoever reads it as JSON gets every one of them."""
    if line.isascii():
        return line
    return "".join(sign if _acts(sign) is None else _escape(sign) for sign in line)


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

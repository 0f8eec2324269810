"""Style sheets as they are written: rules with their selectors, and what each says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from core.document.web.addressed import held_at
from core.document.web.looks import DECIDING

# One that is left open goes on to the end of its sheet, as in every browser.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->|<!\[CDATA\[|\]\]>", re.DOTALL)
_BRACE = re.compile(r"([{}])")
_DECLARATION = re.compile(r"(?<![\w-])(--)?([\w-]+)\s*:\s*((?:[^;\"']|\"[^\"]*\"|'[^']*')+)")
_OF_OTHER_MEDIA = re.compile(
    r"@media[^{]*(?:\bprint\b|max-width|max-device-width)|@(?!media|supports|layer|container|scope)", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})(?:\r\n|[ \t\n\r\f])?|([G-Zg-z-]))")
_SAME = {f"-{maker}-transform": "transform" for maker in ("webkit", "ms", "moz")} | {
    f"-webkit-{name}": name for name in ("mask", "mask-image", "mask-size")
}
_FILL = "-webkit-text-fill-color"
"""What browsers draw characters in, whatever the colour said."""

Declarations = Mapping[str, tuple[str, bool]]
"""By property: its value, and whether it is marked important."""


def without_comments(text: str) -> str:
    """What stands in a style sheet or attribute, its comments aside."""
    return _COMMENT.sub("", text)


def unescaped(text: str) -> str:
    """What a style sheet or attribute says, its letters, digits and hyphens written plainly: no d\\69splay."""
    return _ESCAPED.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16) % 0x110000) if escape[1] else escape[2]
    return character if character.isascii() and (character.isalnum() or character == "-") else escape[0]


def sheet_in(link: etree._Element) -> str:
    """The style sheet that a link holds itself."""
    held = held_at(link.get("href") or "", "text/css")
    return "" if held is None else held.text


def is_for_screens(element: etree._Element) -> bool:
    """Whether a style sheet holds for a screen."""
    media = (element.get("media") or "").lower()
    return "print" not in media or "screen" in media or "all" in media


def rules_in(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies of the rules that hold for a screen; a rule within another is about what lies within."""
    heads: list[str] = []
    parts = _BRACE.split(sheet)
    for words, brace in zip(parts[::2], parts[1::2], strict=False):
        if brace == "{":
            before, _, head = words.rpartition(";")
            outer = next((outer for outer in reversed(heads) if not outer.startswith("@")), "")
            if outer and before and not any(_OF_OTHER_MEDIA.match(one) for one in heads):
                yield outer, before
            heads.append(_within(outer, head.strip()))
        elif heads:
            head = heads.pop()
            if not head.startswith("@") and not any(_OF_OTHER_MEDIA.match(outer) for outer in heads):
                yield head, words


def _within(outer: str, head: str) -> str:
    """The selectors of a rule as they are outside the rule that it stands in."""
    if not outer or head.startswith("@"):
        return head
    around = outer if "," not in outer else f":is({outer})"
    return head.replace("&", around) if "&" in head else ",".join(f"{around} {one}" for one in head.split(","))


def said_in(body: str) -> dict[str, tuple[str, bool]]:
    """What a rule says, as far as it decides what is seen."""
    found: dict[str, tuple[str, bool]] = {}
    for is_variable, name, value in _DECLARATION.findall(unescaped(body)):
        name = _SAME.get(name.lower(), name.lower())
        if not is_variable and name in DECIDING:
            plain, _, important = value.partition("!")
            plain = plain.strip() if name == "content" else plain.strip().lower()
            found[name] = (plain, "important" in important.lower())
    if _FILL in found:
        found["color"] = found.pop(_FILL)
    return found


def names_in(body: str) -> Iterator[tuple[str, str]]:
    """The values that a rule gives names, to be used in others."""
    if "--" in body:
        yield from ((f"--{name}", value.strip()) for mark, name, value in _DECLARATION.findall(body) if mark)

"""Cleaning as small named steps, each with a way back to the source offsets.

A `CleanText` is a cleaned string and, for each of its characters, the offset in the source it came from.
Every step returns a new `CleanText`; none changes the source.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import ne
from typing import Literal

import opencc

from core.text.leavings import without_leavings

_CJK = "\u3400-\u4dbf\u4e00-\u9fff"

# Full-width forms and look-alikes that change nothing but the width, one character for one.
_NARROW = (
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\u00a0\u3000\u2002\u2003\u2009\u202f\u205f", " ")
    | dict.fromkeys("\u2028\u2029\x0b\x0c\x85", "\n")
    | {"﹝": "〔", "﹞": "〕", "︰": ":", "﹐": ",", "﹑": "、", "﹔": ";", "﹕": ":", "﹙": "(", "﹚": ")", "∶": ":"}
    | dict.fromkeys("－−﹣", "-")
    | dict.fromkeys("│┃┆┇┊┋∣❘", "|")
)
_WIDE = re.compile(f"[{''.join(map(re.escape, _NARROW))}]")
_RADICALS, _UNSEEN = "\u2e80-\u2fdf", "\u200b-\u200f\u2060\ufeff\u00ad\ufffe\x00-\x08\x0e-\x1f"
_DRAWN = "\u0300-\u036f\u20d0-\u20ff\ufe0f"
"""Signs drawn on the character before them."""
_KANGXI_RADICAL, _INVISIBLE = re.compile(f"[{_RADICALS}]"), re.compile(f"[{_UNSEEN}]")
_COMBINING = re.compile(f"[{_DRAWN}]")
_ODD = re.compile(f"[{_RADICALS}{_UNSEEN}{_DRAWN}]")
"""What hardly any text has."""
_STRUCK_OVER = re.compile("(?:[^\\s\u0300-\u036f][\u0335-\u0338])+")
"""Characters that a stroke of its own goes through."""
_DRAWN_ON_FIGURES = re.compile("(?<=[0-9.,])[\u0300-\u0334\u0339-\u036f\u20d0-\u20ff\ufe0f]+")
_BROKEN = re.compile("\ufffd+")
_PINYIN = "a-zA-Zāáǎàōóǒòēéěèêīíǐìūúǔùǖǘǚǜüńňǹḿ"
_PINYIN_RESIDUE = re.compile(rf"(?<=[{_CJK}])(?:\([{_PINYIN}]{{1,6}}\))+")
_PINYIN_TONED = re.compile(r"\([a-z]*[āáǎàōóǒòēéěèêīíǐìūúǔùǖǘǚǜüńňǹḿ][a-z]*\)")
_STRAY_TAG = re.compile(
    r"</?(?:span|p|div|br|font|strong|b|u|i|em|ins|mark|small|big|center|o:p|a|td|tr|table|img)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
# A break between two figures parts them.
_BETWEEN_FIGURES = re.compile(r"(?<=\d)(?:</?(?:br|p|div|td|tr)\b[^<>]{0,300}>\s*)+(?=\d)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|ldquo|rdquo|middot|amp|lt|gt|quot|#\d{2,6}|#x[0-9a-fA-F]{2,5});")

# Taiwan wording that a machine put in place of the mainland's; same length, so that offsets hold.
_VOCABULARY = {
    "入口网站": "门户网站",
    "规范性档案": "规范性文件",
    "资讯公开": "信息公开",
    "政府资讯": "政府信息",
    "网路": "网络",
    "微网志": "微博客",
}


Repair = Literal["broken_bytes", "hidden", "letters", "pinyin", "raised", "struck", "tags", "traditional"]


@dataclass(frozen=True, slots=True)
class CleanText:
    """A cleaned string; `offsets[i]` is the source offset of character i. `repairs` names what was mended."""

    text: str
    offsets: Sequence[int]
    repairs: frozenset[Repair] = frozenset()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the non-empty clean span [start, end)."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def substitute(
        self, pattern: re.Pattern[str], to: Callable[[re.Match[str]], str], repair: Repair | None
    ) -> CleanText:
        """Replace matches; a replacement's characters take the offsets of the match from its start."""
        text, old = self.text, self.offsets
        parts: list[str] = []
        offsets: list[int] = []
        done = 0
        for match in pattern.finditer(text):
            start, end = match.span()
            new = to(match)
            parts.append(text[done:start])
            offsets += old[done:start]
            if new:
                parts.append(new)
                offsets += old[start : start + 1] if len(new) == 1 else _spread(old, start, end, len(new))
            done = end
        if not done:
            return self
        parts.append(text[done:])
        offsets += old[done:]
        return self._with("".join(parts), offsets, repair)

    def remove(self, pattern: re.Pattern[str], repair: Repair | None = None) -> CleanText:
        """Drop what matches."""
        return self.substitute(pattern, lambda _: "", repair)

    def keep(
        self,
        pattern: re.Pattern[str],
        *groups: int,
        within: re.Pattern[str] | None = None,
        repair: Repair | None = None,
    ) -> CleanText:
        """Of each match keep the first of these groups that took part, with its own offsets, and drop the rest.

        What matches `within` is dropped from the group too.
        """
        parts: list[str] = []
        offsets: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            start, end = next((match.span(group) for group in groups if match[group] is not None), (match.end(),) * 2)
            parts.append(self.text[done : match.start()])
            offsets += self.offsets[done : match.start()]
            for drop in within.finditer(self.text, start, end) if within else ():
                parts.append(self.text[start : drop.start()])
                offsets += self.offsets[start : drop.start()]
                start = drop.end()
            parts.append(self.text[start:end])
            offsets += self.offsets[start:end]
            done = match.end()
        if not done:
            return self
        parts.append(self.text[done:])
        offsets += self.offsets[done:]
        return self._with("".join(parts), offsets, repair)

    def _with(self, text: str, offsets: Sequence[int], repair: Repair | None) -> CleanText:
        return CleanText(text, offsets, self.repairs | {repair} if repair else self.repairs)


def _spread(offsets: Sequence[int], start: int, end: int, count: int) -> list[int]:
    """The offsets of so many characters that stand for those from `start` to `end`."""
    return [offsets[min(start + i, end - 1)] for i in range(count)]


# Names of places whose characters are Simplified there, and Traditional for other characters elsewhere (乾 of 乾燥).
_NAMES_AS_THEY_ARE = re.compile("乾(?:县|安|潭|丰|西|佑|龙|塘|务)|奇乾|濛[洲江阳]|花篢|藉口镇|於潜|洩湖|垌塚|鴜鹭|南磑")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """Traditional to Simplified, character for character, the mainland's words for Taiwan's; the length stays."""
    converted: str = _converter().convert(text)
    if len(converted) != len(text):
        converted = "".join(_simplify_character(character) for character in text)
    for theirs, ours in _VOCABULARY.items():
        converted = converted.replace(theirs, ours)
    # The length stands, so that a name is put back where it stood.
    for name in _NAMES_AS_THEY_ARE.finditer(text) if converted != text else ():
        converted = converted[: name.start()] + name[0] + converted[name.end() :]
    return converted


@cache
def _simplify_character(character: str) -> str:
    converted: str = _converter().convert(character)
    return converted if len(converted) == 1 else character


def _simplified(clean: CleanText) -> CleanText:
    text = simplify(clean.text)
    if text == clean.text:
        return clean
    changed = sum(map(ne, clean.text, text))
    # A stray variant character is no conversion worth telling.
    return clean._with(text, clean.offsets, "traditional" if changed >= 5 else None)


def _narrowed(text: str) -> str:
    """The text in narrow characters: a text has few kinds of wide ones, and each is replaced at once."""
    for wide in set(_WIDE.findall(text)):
        text = text.replace(wide, _NARROW[wide])
    return text


def _unradical(match: re.Match[str]) -> str:
    import unicodedata

    plain = unicodedata.normalize("NFKC", match.group())
    return plain if len(plain) == 1 else match.group()


def _meant(entity: re.Match[str]) -> str:
    """The one character an entity stands for, narrowed; a blank where it is none."""
    meant = _narrowed(html.unescape(entity.group()))
    return meant if len(meant) == 1 and meant.isprintable() else " "


def clean(source: str) -> CleanText:
    """The source with its damage mended: widths, script, converter residue, entities, stray tags, broken bytes."""
    text = CleanText(_narrowed(source), range(len(source)))
    if _ODD.search(text.text):
        text = text.substitute(_KANGXI_RADICAL, _unradical, None).remove(_INVISIBLE)
        if _COMBINING.search(text.text):
            text = text.remove(_STRUCK_OVER, "struck").remove(_DRAWN_ON_FIGURES)
    if "&" in text.text:
        text = text.substitute(_ENTITY, _meant, None)
    if "\ufffd" in text.text:
        text = text.remove(_BROKEN, "broken_bytes")
    text = without_leavings(text)
    if "<" in text.text:
        text = text.substitute(_BETWEEN_FIGURES, lambda _: " ", "tags").remove(_STRAY_TAG, "tags")
    if _PINYIN_TONED.search(text.text):
        text = text.remove(_PINYIN_RESIDUE, "pinyin")
    return _simplified(text)


def normalize(text: str) -> str:
    """A short string cleaned without offsets: names, questions, labels."""
    return clean(text).text

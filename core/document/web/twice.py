"""Text that was decoded in a wrong encoding once and saved so: turned back where nothing was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import accumulate, chain, pairwise

from core.document.terminal import as_shown
from core.document.unseen import Unseen
from core.document.web.encoding import COMMON, characters, readable
from core.errors import ReadError
from core.forms.registry import forms

_SAMPLE = 200_000
_MISTAKEN = (
    ("cp1252", "utf-8"),
    ("gb18030", "utf-8"),
    ("cp1252", "gb18030"),
    ("big5hkscs", "utf-8"),
    ("mac_roman", "utf-8"),
)
"""As which encoding a text was read, and which it was in."""
_OPEN_IN_WINDOWS = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_FEWEST_TO_TELL = 20
_LIKE_CHINESE, _MUCH_LIKE_CHINESE = 0.1, 0.25
_LOST = "\ufffd"
_MARKS = "、。，；：（）《》“”"
_OTHER_WORDS = (
    "中华人民共和国政府信息公开条例",
    "本报告所列数据的统计期限自",
    "存在的主要问题及改进情况其他需要报告的事项",
    "第二十条第收费金额单位万元商业企业",
    "区分处理的只计这一情形不计其他情形",
    "未经复议直接起诉复议后起诉行政复议行政诉讼",
)
_FOREIGN = re.compile(
    "([\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\u20ac\ufffd]+)"
)
"""Runs of what western Windows makes of bytes beyond ASCII."""


def decoded(data: bytes, unseen: Unseen) -> tuple[str, bool]:
    """The characters of a text file, and whether they had been decoded wrongly once and were turned back.

    What is written for a terminal is as it shows it; the figures that it hides are taken down.

    Raises ReadError: too_large, unreadable.
    """
    text = as_shown(characters(data), unseen)
    back = turned_back(text)
    return (readable(text), False) if back is None else (back, True)


def turned_back(text: str) -> str | None:
    """The text as it was before it was decoded once in a wrong encoding; None where it was not.

    Raises ReadError: unreadable, where it was and characters were lost by it.
    """
    sample = text[:_SAMPLE]
    if sample.isascii() or any(share > _LIKE_CHINESE for share in _shares_of_words(sample)):
        return None
    for wrong, right in _MISTAKEN:
        likely = _recoded(sample, wrong, right, "replace")
        if likely is None or not any(share >= _MUCH_LIKE_CHINESE for share in _shares_of_words(likely)):
            continue
        if wrong == "cp1252" and right == "utf-8":
            return _from_windows(text)
        whole = _recoded(text, wrong, right, "strict")
        if whole is None:
            raise ReadError(
                "unreadable", "The text was decoded in a wrong encoding once and lost characters: fetch it again."
            )
        return whole
    return None


def _recoded(text: str, wrong: str, right: str, errors: str) -> str | None:
    try:
        data = _as_windows(text) if wrong == "cp1252" else text.encode(wrong, errors)
        return data.decode(right, errors)
    except (UnicodeError, LookupError):
        return None


def _as_windows(text: str) -> bytes:
    """The bytes of a text in the encoding of western Windows; the five it leaves open as browsers read them."""
    raw = bytearray()
    for character in text:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            raw += character.encode("latin-1", "replace")
    return bytes(raw)


def _from_windows(text: str) -> str:
    """The text once read as that of western Windows.

    Five bytes mean nothing there. Where one was lost, the character is the one of those it may have been that goes
    with its neighbours in the words of the forms, or the only one that is in use at all.
    """
    parts = _FOREIGN.split(text)
    options = [*chain.from_iterable(_options(part) if at % 2 else part for at, part in enumerate(parts))]
    meant = [option if len(option) == 1 else "" for option in options]
    for at, option in enumerate(options):
        if len(option) != 1:
            meant[at] = _chosen(option, (meant[at - 1] if at else "")[-1:], _next(options, at))
    return "".join(meant)


def _options(run: str) -> Iterator[str]:
    """For each character of a run beyond ASCII (three bytes each where they are Chinese) those it may have been."""
    raw = [None if character == _LOST else _as_windows(character) for character in run]
    at = 0
    while at < len(raw):
        first = raw[at]
        size = 3 if first is None or first >= b"\xe0" else 2
        yield _possible(raw[at : at + size])
        at += size


def _possible(parts: Sequence[bytes | None]) -> str:
    possible = [b""]
    for part in parts:
        possible = [one + byte for one in possible for byte in ([part] if part is not None else _OPEN_IN_WINDOWS)]
    found = []
    for one in possible:
        with suppress(UnicodeDecodeError):
            found.append(one.decode("utf-8"))
    usual = [one for one in found if _is_usual(one)]
    return "".join(usual or found)


def _next(options: Sequence[str], at: int) -> str:
    return options[at + 1] if at + 1 < len(options) else ""


def _chosen(possible: str, before: str, behind: str) -> str:
    """The one that stands so in the words of the forms, else one of the commonest of all."""
    known = _neighbours()
    fitting = [one for one in possible if before + one in known or any(one + other in known for other in behind)]
    for among in (fitting, [one for one in possible if one in COMMON]):
        if len(among) == 1:
            return among[0]
    return _LOST


@cache
def _neighbours() -> frozenset[str]:
    """The pairs of characters that stand beside one another in the forms."""
    words = [name for form in forms() for row in form.request for name in (row.cited, *row.spellings)]
    words += [name for form in forms() for row in form.disclosure for name in row.spellings]
    words += _OTHER_WORDS
    return frozenset(left + right for word in words for left, right in pairwise(word))


def _is_usual(character: str) -> bool:
    """Whether a character is of the first level of the national standard, the 3755 that are used most, or a mark."""
    try:
        return character in _MARKS or b"\xb0\xa1" <= character.encode("gb2312") <= b"\xd7\xf9"
    except UnicodeEncodeError:
        return False


def _shares_of_words(text: str) -> Iterator[float]:
    """The growing share of common Chinese characters among what is no ASCII, counted one after the other.

    A page of markup holds few of them in all.
    """
    total = len(text) - len(text.encode("ascii", "ignore"))
    if total > _FEWEST_TO_TELL:
        yield from (said / total for said in accumulate(map(text.count, COMMON)))

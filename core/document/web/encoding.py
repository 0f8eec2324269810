"""Bytes to characters: which of the encodings Chinese pages are written in, declared or not.

Valid UTF-8 outranks what a page declares (browsers save a page anew and leave its old declaration standing);
otherwise what is declared, and the likely encodings, compete by how readable they make the bytes.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from functools import lru_cache

from charset_normalizer import from_bytes

from core.document.limits import limits
from core.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*+=\s*+(?:["']\s*+)?([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)
_CHINESE = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "euc-cn": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_LIKELY = ("utf-8", "gb18030", "big5hkscs")

# The commonest characters of official prose in both scripts, about the commonest first: a text in a wrong encoding
# holds almost none.
COMMON = "".join(
    dict.fromkeys(
        "信息公开政府年的申请工作行一是不了在有和人中大为上个国月日收到条件数本及与对市县局区办会主动依法规定情况要求"
        "加新增次理部门发文制度机关网站以其他等时报告无"
        "為個國開請數與對縣區辦會動規況門發機關網時報無從資訊業務點處"
    )
)
_SAMPLE = 200_000
_SEVENS, _FEWEST_SEVENS = re.compile(rb"\+[A-Za-z0-9/]{5,400}"), 3
_LEAST_SCORE = 0.05
_PLAIN = re.compile(r"[ -~\t\n\r\f\v]+")
_TOLERATED_JUNK = 0.05


def decode(data: bytes) -> str:
    """The characters of a text file exactly as they stand, without its byte order mark.

    Bytes that are broken come out as U+FFFD. Raises ReadError: too_large above the limit, unreadable
    where no encoding makes text of the bytes.
    """
    return readable(characters(data))


def characters(data: bytes) -> str:
    """The characters of a text file, whether they make sense or not. Raises ReadError: too_large."""
    most = limits().text_bytes
    if len(data) > most:
        raise ReadError("too_large", f"The text is larger than {most / 1e6:g} MB.")
    return _decode(data)


def readable(text: str) -> str:
    """The text. Raises ReadError: unreadable, where it is none."""
    if _junk(text[:_SAMPLE]) > _TOLERATED_JUNK:
        raise ReadError("unreadable", "The file holds no readable text.")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    wide = _unmarked_utf16(data)
    if wide:
        return data.decode(wide, "replace")
    try:
        return _of_seven_bits(data) or data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_best(data), "replace")


def _of_seven_bits(data: bytes) -> str | None:
    """The characters of UTF-7, which is all ASCII and nonetheless Chinese."""
    if not data.isascii() or len(_SEVENS.findall(data[:_SAMPLE])) < _FEWEST_SEVENS:
        return None
    try:
        text = data.decode("utf-7")
    except UnicodeDecodeError:
        return None
    return text if _score(_PLAIN.sub("", text[:_SAMPLE])) > _LEAST_SCORE else None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: the high bytes are zero for ASCII and few in kind for Chinese."""
    if len(data) < 8 or len(data) % 2:
        return None
    sample = data[:_SAMPLE]
    if b"\0" not in sample:
        return None
    candidates = [(_score(sample.decode(name, "replace")), name) for name in ("utf-16-le", "utf-16-be")]
    score, name = max(candidates)
    ascii_share = sum(1 for character in sample.decode(name, "replace") if character < "\x7f") / (len(sample) / 2)
    return name if score > 0.05 or ascii_share > 0.8 else None


def _best(data: bytes) -> str:
    """The encoding that makes the most readable text of bytes that are not valid UTF-8."""
    sample = data[:_SAMPLE]
    declared = _DECLARED.search(data[:4096])
    names = [*_LIKELY]
    if declared and (name := _CHINESE.get(declared.group(1).decode("ascii").lower())):
        names = [name, *(other for other in _LIKELY if other != name)]
    best = max(names, key=lambda name: _score(sample.decode(name, "replace")))
    if _junk(sample.decode(best, "replace")) <= _TOLERATED_JUNK:
        return best
    match = from_bytes(sample).best()
    return match.encoding if match else best


def _score(text: str) -> float:
    """How much a text looks like official Chinese: the share of common characters less what is broken."""
    if not text:
        return 0.0
    common = sum(count for character, count in Counter(text).items() if character in COMMON)
    return common / len(text) - 3 * _junk(text)


def _junk(text: str) -> float:
    """The share of characters that are junk; line breaks, tabs and wide blanks are none."""
    line = text.replace("\n", "").replace("\r", "").replace("\t", "").replace("\u3000", "").replace("\u00a0", "")
    if "\ufffd" not in line and line.isprintable():
        return 0.0
    foreign = _PLAIN.sub("", text)
    return sum(count for one, count in Counter(foreign).items() if is_junk(one)) / len(text)


@lru_cache(4096)
@lru_cache(maxsize=10_000)
def is_junk(character: str) -> bool:
    """Whether no text holds such a character: a control, a broken byte, an unassigned or private code point."""
    return character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cn", "Cs", "Co")

"""How many forms the pages of a PDF draw in the end: pdfium follows forms in forms forty deep as it loads a page, so
that a form which draws itself twice fills any memory.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from core.errors import ReadError

MOST_FORMS = 20_000
"""On one page, those in forms counted every time they are drawn."""

_DEEPEST = 40
_UNPACKED_AT_MOST = 100_000_000
_BEGINS, _BEGUN = re.compile(rb"obj\b"), re.compile(rb"(\d{1,8})\s{1,4}\d{1,5}\s{1,4}$")
_LONGEST_NUMBERS = 24
_STREAM = re.compile(rb"stream\r?\n?")
_FORM, _PAGE = re.compile(rb"/Subtype\s*+/Form\b"), re.compile(rb"/Type\s*+/Page\b")
_PACK = re.compile(rb"/Type\s*+/ObjStm\b")
_FIRST, _PARENT = re.compile(rb"/First\s++(\d{1,9})"), re.compile(rb"/Parent\s++(\d{1,8})\s")
_RESOURCES = re.compile(rb"/Resources\s*+(?:(\d{1,8})\s|<<)")
_FORMS = re.compile(rb"/XObject\s*+(?:(\d{1,8})\s|<<([^<>]*+))")
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]++)\s++(\d{1,8})\s++\d{1,5}\s++R\b")
_CONTENTS = re.compile(rb"/Contents\s*+(?:\[([^\]]*+)|(\d{1,8})\s)")
_REFERENCE = re.compile(rb"(\d{1,8})\s++\d{1,5}\s++R\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]++)\s++Do\b")
_PACKED, _DEFLATED = re.compile(rb"/Filter\b"), re.compile(rb"/Filter\s*+(?:\[\s*+/FlateDecode\s*+\]|/FlateDecode\b)")


def refuse_endless(data: bytes) -> None:
    """Raise ReadError where a page draws more forms than any page does."""
    if not _FORM.search(data):
        return
    pdf = _Objects(data)
    weights = _weights(pdf)
    if any(weight > 1 for weight in weights.values()) and any(
        _drawn(pdf, page, weights) > MOST_FORMS for page in pdf.of_kind(_PAGE)
    ):
        raise ReadError("too_large", f"A page of the PDF draws more than {MOST_FORMS:,} parts within parts.")


class _Objects:
    """The objects of a PDF by number: what each says of itself, and its stream."""

    def __init__(self, data: bytes) -> None:
        self._left = _UNPACKED_AT_MOST
        self._written: dict[int, bytes] = {}
        self._heads: dict[int, bytes] = {}
        for number, start, end in _begun(data):
            self._add(number, data[start:end])
        for packed in self.of_kind(_PACK):
            self._unpack(packed)

    def of_kind(self, kind: re.Pattern[bytes]) -> list[int]:
        """The numbers of the objects that say so of themselves."""
        return [number for number, head in self._heads.items() if kind.search(head)]

    def head(self, number: int) -> bytes:
        """What an object says of itself."""
        return self._heads.get(number, b"")

    def stream(self, number: int) -> bytes:
        """The stream of an object; nothing where it is packed in a rare way, or where too much was unpacked."""
        head, written = self.head(number), self._written.get(number, b"")
        if not _PACKED.search(head):
            return written
        if not _DEFLATED.search(head) or self._left <= 0:
            return b""
        try:
            unpacked = zlib.decompressobj().decompress(written, self._left)
        except zlib.error:
            return b""
        self._left -= len(unpacked)
        return unpacked

    def _add(self, number: int, written: bytes) -> None:
        stream = _STREAM.search(written)
        self._heads[number] = written[: stream.start()] if stream else written
        self._written[number] = written[stream.end() :] if stream else b""

    def _unpack(self, packed: int) -> None:
        first, held = _FIRST.search(self.head(packed)), self.stream(packed)
        if first is None:
            return
        numbers = [int(number) for number in held[: int(first[1])].split() if number.isdigit()]
        places = [int(first[1]) + place for place in numbers[1::2]]
        for number, (start, end) in zip(numbers[::2], pairwise((*places, len(held))), strict=False):
            self._add(number, held[start:end])


def _begun(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The number of each object, where it begins, and where the next one does."""
    starts = [
        (int(numbers[1]), word.end())
        for word in _BEGINS.finditer(data)
        if (numbers := _BEGUN.search(data, max(word.start() - _LONGEST_NUMBERS, 0), word.start()))
    ]
    for (number, start), (_, end) in pairwise((*starts, (0, len(data)))):
        yield number, start, end


def _weights(pdf: _Objects) -> Mapping[int, int]:
    """For each form how many are drawn with it, itself counted."""
    calls = {form: list(_calls(pdf, form, pdf.stream(form))) for form in pdf.of_kind(_FORM)}
    weights = dict.fromkeys(calls, 1)
    for _ in range(_DEEPEST):
        before = weights
        weights = {
            form: min(1 + sum(before.get(other, 0) * times for other, times in called), MOST_FORMS + 1)
            for form, called in calls.items()
        }
        if weights == before:
            break
    return weights


def _drawn(pdf: _Objects, page: int, weights: Mapping[int, int]) -> int:
    contents = _CONTENTS.search(pdf.head(page))
    if contents is None:
        return 0
    parts = [contents[2]] if contents[2] else _REFERENCE.findall(contents[1])
    written = b"\n".join(pdf.stream(int(part)) for part in parts)
    return sum(weights.get(form, 0) * times for form, times in _calls(pdf, page, written))


def _calls(pdf: _Objects, holder: int, written: bytes) -> Iterator[tuple[int, int]]:
    """The objects that are drawn by what is written in a page or a form, and how often."""
    times = Counter(_DRAWN.findall(written))
    if times:
        for name, number in _named(pdf, holder):
            if times[name]:
                yield int(number), times[name]


def _named(pdf: _Objects, holder: int) -> list[tuple[bytes, bytes]]:
    """What a page, or the pages above it, or a form calls the objects it may draw."""
    for _ in range(_DEEPEST):
        head = pdf.head(holder)
        if resources := _RESOURCES.search(head):
            forms = _FORMS.search(pdf.head(int(resources[1])) if resources[1] else head)
            if forms is None:
                return []
            return _NAMED.findall(pdf.head(int(forms[1])) if forms[1] else forms[2])
        above = _PARENT.search(head)
        if above is None:
            return []
        holder = int(above[1])
    return []

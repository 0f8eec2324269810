"""What a page of a PDF holds without showing it as its text: layers switched off, transparent characters, white ones on
white, and watermarks, pale or slanted.

What may be such a text is told by its own properties; whether it is seen, by the page drawn with and without it.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from itertools import groupby, repeat
from math import atan2, degrees
from operator import itemgetter
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from core.document.fixed.matrix import Box, Matrix, placed_box, times
from core.document.fixed.pdf_asked import Colour
from core.document.fixed.pdf_clips import cut_off
from core.document.fixed.pdf_covered import Covered
from core.document.fixed.pdf_glyphs import Lie
from core.document.fixed.pdf_names import LAYERS, PACKS
from core.document.fixed.pdf_parts import Shades, Sheet, own_matrix, placed_bounds
from core.document.fixed.pdfium import address, bare, text_in
from core.document.unseen import Look, Unseen

_NOT_DRAWN = frozenset((raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP))
_FAINT, _INVISIBLE = 0.25, 0.01
"""How far a text stands out from white paper, from 0 to 1, where it is a watermark and where it is not seen."""
_EDGE = 0.03
"""The share of dots that an edge of something covered may show."""
_OPAQUE = 255
_MOST = 0.75
_BLACK = 0.9
"""Darker texts are hardly watermarks: whether they are slanted is asked only where some of the page are."""
_SLANT = 10.0
"""Degrees beside an axis."""
_SCALE, _LONGEST = 1.5, 2500
"""Pixels a point, and pixels a side at most."""
_MOST_LAYERS = 8
_SHADOW = 0.4
"""How far a shadow lies from its text at most, in heights of it."""
_LAYER = "OC"
_PACKED = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_UNPACKED_AT_MOST = 4_000_000

_Text = tuple[int, Matrix]
"""A text, and the matrix that places what it lies in."""


def has_layers(pdf: pdfium.PdfDocument, data: bytes, names: Collection[bytes]) -> bool:
    """Whether a PDF that holds these names may have layers that can be switched off."""
    if LAYERS in names or raw.FPDF_GetSecurityHandlerRevision(pdf.raw) >= 0:
        return True
    return PACKS in names and any(LAYERS in objects for objects in _packed_objects(data))


def _packed_objects(data: bytes) -> Iterator[bytes]:
    for start in _PACKED.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[start.end() :], _UNPACKED_AT_MOST)
        except zlib.error:
            yield b""


class UnseenTexts(NamedTuple):
    """The texts of a page that are no part of what a reader reads there; of some only what lies in these boxes."""

    texts: dict[int, Look]
    parts: dict[int, list[Box]]


class Suspicion(NamedTuple):
    """What is known of the texts of a page before a look at each: which may be covered, the colours of those of each
    sheet, and whether the PDF may have layers that are switched off."""

    covered: Covered
    shades: Sequence[Shades]
    layers: bool


def unseen_texts(page: pdfium.PdfPage, sheets: Sequence[Sheet], lie: Lie, suspicion: Suspicion) -> UnseenTexts:
    """The texts of a page that are no part of what a reader reads there."""
    covered, shades, layers = suspicion
    darkest = 1.0 if lie.slanted else _BLACK
    unseen = _not_drawn(sheets)
    clipped = dict(cut_off(sheets))
    unseen |= dict.fromkeys((text for text, boxes in clipped.items() if not boxes), "hidden")
    pale = {
        colour: ink
        for colour in {colour for each in shades for colour in each.used}
        if (ink := _ink(colour)) <= darkest
    }
    suspects: dict[str, list[_Text]] = {}
    for number, (sheet, (of_texts, _)) in enumerate(zip(sheets, shades, strict=True)) if pale or layers else ():
        # A form may lie in a layer as a whole.
        own = f"form {number}" if number else ""
        layers_of = [_layer_of(text) or own for text in sheet.texts] if layers else repeat("")
        for text, colour, layer in zip(sheet.texts, of_texts, layers_of, strict=False):
            ink = pale.get(colour, 1.0)
            if layer or ink < _FAINT:
                suspects.setdefault(layer, []).append((text, sheet.outer))
            elif colour in pale and _is_slanted(text, sheet.outer):
                unseen[text] = "watermark"
    parts = {text: boxes for text, boxes in clipped.items() if boxes and text not in unseen}
    if suspects or covered:
        drawn = _Drawn(page, lie.turn)
        for text, look in _left_dark(drawn, [*suspects.values()]).items():
            unseen.setdefault(text, look)
        for text, boxes in _left_covered(
            drawn, {text: over for text, over in covered.items() if text not in unseen}
        ).items():
            parts[text] = [*parts.get(text, ()), *boxes]
    return UnseenTexts(unseen | dict.fromkeys(parts, "hidden"), parts)


def _not_drawn(sheets: Sequence[Sheet]) -> dict[int, Look]:
    """The texts that are drawn neither filled nor by their outline, where others are: a page that holds no others is
    a picture with what was recognised on it."""
    not_drawn = [
        text
        for sheet in sheets
        if not _NOT_DRAWN.isdisjoint(sheet.modes)
        for text, mode in zip(sheet.texts, sheet.modes, strict=True)
        if mode in _NOT_DRAWN
    ]
    is_layer = 2 * len(not_drawn) > sum(len(sheet.texts) for sheet in sheets)
    return {} if is_layer else dict.fromkeys(not_drawn, "hidden")


def _ink(colour: Colour) -> float:
    """How far a colour stands out from white, from 0 to 1."""
    red, green, blue, alpha = colour
    light = (0.3 * red + 0.59 * green + 0.11 * blue) / _OPAQUE
    return (1 - light) * alpha / _OPAQUE


def _is_slanted(text: int, outer: Matrix) -> bool:
    """Whether a text runs along neither axis of the page."""
    a, b, *_ = times(own_matrix(text), outer)
    turn = degrees(atan2(b, a)) % 90
    return min(turn, 90 - turn) > _SLANT


class Told(NamedTuple):
    """What pdfium tells of a page's text: its characters, of texts that lie in these sheets."""

    text: pdfium.PdfTextPage
    characters: Sequence[str]
    sheets: Sequence[Sheet]


def seen_characters(told: Told, unseen: UnseenTexts, place: Matrix, left_out: Unseen) -> list[str]:
    """The characters of a page with those of the unseen texts blank; their figures are taken down."""
    text, characters, sheets = told
    text_at, page = bare("FPDFText_GetTextObject"), address(text)
    holders = [text_at(page, index) or 0 for index in range(len(characters))]
    kept = _standing_in(unseen, frozenset(holders), sheets)
    looks = [None if holder in kept else unseen.texts.get(holder) for holder in holders]
    for index, holder in enumerate(holders if unseen.parts else ()):
        if holder in unseen.parts and not _lies_in(placed_box(text.get_charbox(index), place), unseen.parts[holder]):
            looks[index] = None
    shadows = _shadows(unseen, holders, characters, sheets)
    for look, run in groupby(zip(looks, characters, holders, strict=True), key=itemgetter(0)):
        if look:
            left_out.leave_out("".join(character for _, character, holder in run if holder not in shadows), look)
    return ["\0" if look else character for look, character in zip(looks, characters, strict=True)]


def _standing_in(unseen: UnseenTexts, told: Container[int], sheets: Sequence[Sheet]) -> frozenset[int]:
    """The unseen texts that stand for seen ones: of the same words drawn twice on one spot, as with a shadow, pdfium
    tells only the first."""
    texts = [(text, sheet.outer) for sheet in sheets for text in sheet.texts]
    untold = [placed_bounds(*one) for one in texts if one[0] not in told and one[0] not in unseen.texts]
    if not untold:
        return frozenset()
    shadows = [one for one in texts if one[0] in unseen.texts and one[0] not in unseen.parts and one[0] in told]
    return frozenset(text for text, outer in shadows if _covers_one(placed_bounds(text, outer), untold))


def _shadows(
    unseen: UnseenTexts, holders: Sequence[int], characters: Sequence[str], sheets: Sequence[Sheet]
) -> frozenset[int]:
    """The unseen texts whose words a seen one has nearly on the same spot: nothing is left out with them."""
    if unseen.texts.keys().isdisjoint(holders):
        return frozenset()
    words: dict[int, str] = {}
    for holder, character in zip(holders, characters, strict=True):
        words[holder] = words.get(holder, "") + character
    words = {text: said.strip() for text, said in words.items()}
    faded = words.keys() & unseen.texts.keys() - unseen.parts.keys()
    alike = {words[text] for text in faded}
    placed = [(text, sheet.outer) for sheet in sheets for text in sheet.texts if words.get(text) in alike]
    boxes = {text: placed_bounds(text, outer) for text, outer in placed}
    seen: dict[str, list[Box]] = {}
    for text in boxes.keys() - unseen.texts.keys():
        seen.setdefault(words[text], []).append(boxes[text])
    return frozenset(text for text in boxes.keys() & faded if _covers_one(boxes[text], seen.get(words[text], ())))


def _covers_one(box: Box, others: Iterable[Box]) -> bool:
    """Whether one of the others lies nearly where this box does."""
    reach = _SHADOW * (box[3] - box[1])
    return any(all(abs(one - other) <= reach for one, other in zip(box, each, strict=True)) for each in others)


def _layer_of(part: int) -> str:
    """The name of the layer that a text lies in."""
    for index in range(max(bare("FPDFPageObj_CountMarks")(part), 0)):
        mark = raw.FPDFPageObj_GetMark(ctypes.cast(part, raw.FPDF_PAGEOBJECT), index)
        if _text_of(lambda *room, mark=mark: raw.FPDFPageObjMark_GetName(mark, *room)) == _LAYER:
            name = _text_of(lambda *room, mark=mark: raw.FPDFPageObjMark_GetParamStringValue(mark, b"Name", *room))
            return f"{_LAYER} {name}"
    return ""


def _text_of(ask: Any) -> str:
    room, length = (ctypes.c_ushort * 128)(), ctypes.c_ulong()
    ask(room, ctypes.sizeof(room), length)
    return text_in(room, length.value)


def _lies_in(character: Box, boxes: Iterable[Box]) -> bool:
    x, y = (character[0] + character[2]) / 2, (character[1] + character[3]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _left_covered(whole: _Drawn, covered: Covered) -> dict[int, list[Box]]:
    """What of the texts lies in areas of the page that look the same without them."""
    if not covered:
        return {}
    texts = [(text, outer) for text, (outer, _) in covered.items()]
    _show(texts, shown=False)
    without = whole.again()
    _show(texts, shown=True)
    hidden: dict[int, list[Box]] = {}
    for text, (outer, areas) in covered.items():
        own = placed_bounds(text, outer)
        boxes = (_common(own, area) for area in areas)
        if dark := [box for box in boxes if whole.changed(without, box) < _EDGE]:
            hidden[text] = dark
    return hidden


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _left_dark(whole: _Drawn, groups: Sequence[Sequence[_Text]]) -> dict[int, Look]:
    """The texts without which the page looks as it does with them, or nearly so; each group is tried by itself."""
    if len(groups) > _MOST_LAYERS:
        groups = [[text for group in groups for text in group]]
    unseen: dict[int, Look] = {}
    for group in groups:
        _show(group, shown=False)
        without = whole.again()
        _show(group, shown=True)
        for text, outer in group:
            ink = whole.apart(without, placed_bounds(text, outer))
            if ink < _FAINT:
                unseen[text] = "hidden" if ink < _INVISIBLE else "watermark"
    return unseen


def _show(texts: Iterable[_Text], *, shown: bool) -> None:
    for text, _ in texts:
        bare("FPDFPageObj_SetIsActive")(text, shown)


class _Drawn:
    """A page drawn in shades of grey, lying as its characters do."""

    def __init__(self, page: pdfium.PdfPage, turn: int) -> None:
        self._page, self._turn = page, turn
        self._scale = min(_SCALE, _LONGEST / max(page.get_size()))
        bitmap = page.render(scale=self._scale, grayscale=True, rotation=(turn - page.get_rotation()) % 360)
        self._width, self._height, self._stride = bitmap.width, bitmap.height, bitmap.stride
        self._shades = bytes(bitmap.buffer)
        bitmap.close()

    def again(self) -> _Drawn:
        """The page drawn once more, as it is now."""
        return _Drawn(self._page, self._turn)

    def apart(self, other: _Drawn, box: Box) -> float:
        """How far two drawings of a page differ in this box, from 0 to 1: more than most of their dots that differ.

        A pale text that crosses dark ones differs much from these, and only there.
        """
        apart = sorted(
            abs(a - b) for ours, theirs in self._lines(other, box) for a, b in zip(ours, theirs, strict=True) if a != b
        )
        return apart[int(_MOST * len(apart))] / _OPAQUE if apart else 0.0

    def changed(self, other: _Drawn, box: Box) -> float:
        """Which share of the dots in this box differs at all."""
        lines = [*self._lines(other, box)]
        dots = max((len(ours) for ours, _ in lines), default=1) * max((box[3] - box[1]) * self._scale, 1)
        differing = sum(a != b for ours, theirs in lines for a, b in zip(ours, theirs, strict=True))
        return float(differing / dots)

    def _lines(self, other: _Drawn, box: Box) -> Iterator[tuple[bytes, bytes]]:
        """The lines of dots in a box in which two drawings differ."""
        left, top, right, bottom = (round(side * self._scale) for side in box)
        left, right = max(left, 0), min(right + 1, self._width)
        rows = range(max(top, 0) * self._stride, min(bottom + 1, self._height) * self._stride, self._stride)
        lines = ((self._shades[row + left : row + right], other._shades[row + left : row + right]) for row in rows)
        yield from ((ours, theirs) for ours, theirs in lines if ours != theirs)

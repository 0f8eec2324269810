"""OFD, the national fixed-layout format: characters where they stand and the lines between them, page by page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from lxml import etree

from core.document.container import Container
from core.document.fixed.columns import by_columns
from core.document.fixed.glyphs import Glyph
from core.document.fixed.lattice import Ruling
from core.document.fixed.layout import compose
from core.document.fixed.marks import without_marks
from core.document.fixed.matrix import Box, Matrix, Point, placed
from core.document.fixed.ofd_looks import Area, ink_of, is_filled, layer_of, look_of_character, look_of_text, numbers_in
from core.document.fixed.page import Page
from core.document.limits import limits
from core.document.unseen import Unseen
from core.errors import ReadError
from core.types import Document

_POINTS_PER_MM = 72 / 25.4
_THIN = 0.7
_LEAST_AREA, _MOST_AREA = 3.0, 0.25
"""Points; a share of the page."""
_MAX_DEPTH = 10

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_STEP = re.compile(r"([A-Za-z])|(-?\d+(?:\.\d+)?(?:[eE]-?\d+)?)")


def read_ofd(container: Container) -> Document:
    """The document of an opened OFD. Raises ReadError: unreadable, too_large, unsupported (pictures only)."""
    unseen = Unseen()
    pages = (without_marks(page, unseen) for page in _pages(container, unseen))
    composed = compose(part for page in pages for part in by_columns(page))
    if not composed.text.strip():
        raise ReadError("unsupported", "The OFD file holds pictures of pages and no text.")
    return Document(text=composed.text, format="ofd", page_starts=composed.page_starts, notes=unseen.notes())


def _pages(container: Container, unseen: Unseen) -> Iterator[Page]:
    count = 0
    for body in _all(container.xml("OFD.xml"), "DocRoot"):
        root = _path("", body.text or "")
        document = container.xml(root)
        area = _box(next((box.text for box in _all(document, "PhysicalBox")), None) or "0 0 210 297")
        templates = {part.get("ID"): _path(root, part.get("BaseLoc") or "") for part in _all(document, "TemplatePage")}
        for page in _all(document, "Page"):
            count += 1
            if count > limits().pages:
                raise ReadError("too_large", f"The OFD file has more than {limits().pages} pages.")
            yield _page(container, _path(root, page.get("BaseLoc") or ""), templates, area, unseen)


def _page(
    container: Container, location: str, templates: dict[str | None, str], area: tuple[float, ...], unseen: Unseen
) -> Page:
    root = container.xml(location)
    box = _box(next((box.text for box in _all(root, "PhysicalBox")), None), area)
    used = [templates[part.get("TemplateID")] for part in _all(root, "Template") if part.get("TemplateID") in templates]
    sources = (*(container.xml(name) for name in used), root)
    found = (element for source in sources for element in source.iter("{*}TextObject", "{*}PathObject"))
    has_layers = any(layer.get("Type") for source in sources for layer in _all(source, "Layer"))
    drawn = [*enumerate(sorted(found, key=layer_of) if has_layers else found)]
    paths = [(order, element) for order, element in drawn if str(element.tag).endswith("PathObject")]
    areas = [Area(order, _bounds(element), ink_of(element)) for order, element in paths if is_filled(element)]
    areas = [area for area in areas if _is_patch(area.box, box[2] * box[3] * _POINTS_PER_MM**2)]
    glyphs: list[Glyph] = []
    for order, element in drawn:
        if str(element.tag).endswith("TextObject"):
            glyphs += _seen_glyphs(element, order, areas, unseen)
    rulings = [line for _, element in paths for line in _rulings(element)]
    return Page(glyphs, rulings, box[2] * _POINTS_PER_MM, box[3] * _POINTS_PER_MM)


def _is_patch(box: Box, page: float) -> bool:
    """Whether an area is larger than a line and smaller than the ground of a page."""
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) > _LEAST_AREA and width * height < _MOST_AREA * page


def _bounds(element: etree._Element) -> Box:
    corner, matrix = _corner(element), _matrix(element)
    points = [_placed(corner, matrix, *point) for outline in _paths(element) for point in outline]
    xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    return min(xs), min(ys), max(xs), max(ys)


def _paths(element: etree._Element) -> Iterator[list[Point]]:
    for data in _all(element, "AbbreviatedData"):
        yield from _outlines(data.text or "")


def _seen_glyphs(element: etree._Element, order: int, areas: Sequence[Area], unseen: Unseen) -> list[Glyph]:
    """The characters of a text that a reader sees; the figures of others are taken down."""
    if (element.get("Visible") or "").lower() == "false":
        unseen.leave_out("".join(code.text or "" for code in _all(element, "TextCode")), "hidden")
        return []
    glyphs, ink = list(_glyphs(element)), ink_of(element)
    own = look_of_text(element, _matrix(element), ink)
    if own is None and not areas:
        return glyphs
    looks = [look_of_character(glyph.x, glyph.y, order, own, ink, areas) for glyph in glyphs]
    for look, run in groupby(zip(looks, glyphs, strict=True), key=itemgetter(0)):
        if look:
            unseen.leave_out("".join(glyph.text for _, glyph in run), look)
    return [glyph for look, glyph in zip(looks, glyphs, strict=True) if look is None]


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter("{*}" + name)


def _path(base: str, location: str) -> str:
    """A location within the package, absolute or relative to the part that names it."""
    joined = location if location.startswith("/") else posixpath.join(posixpath.dirname(base), location)
    return posixpath.normpath(joined.strip()).lstrip("/")


def _box(text: str | None, default: tuple[float, ...] = (0.0, 0.0, 210.0, 297.0)) -> tuple[float, ...]:
    numbers = numbers_in(text)
    return tuple(numbers) if len(numbers) == 4 else default


def _matrix(element: etree._Element) -> Matrix:
    numbers = numbers_in(element.get("CTM"))
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) if len(numbers) == 6 else _IDENTITY


def _corner(element: etree._Element) -> Point:
    """Where an object begins on the page."""
    left, top, *_ = _box(element.get("Boundary"), (0.0, 0.0, 0.0, 0.0))
    return left, top


def _placed(corner: Point, matrix: Matrix, x: float, y: float) -> Point:
    """A point of an object that begins at this corner, on the page, in points."""
    x, y = placed(matrix, x, y)
    return (corner[0] + x) * _POINTS_PER_MM, (corner[1] + y) * _POINTS_PER_MM


def _glyphs(element: etree._Element) -> Iterator[Glyph]:
    corner, matrix = _corner(element), _matrix(element)
    size = (numbers_in(element.get("Size")) or [0.0])[0]
    scale = abs(matrix[3]) or abs(matrix[1]) or 1.0
    if not size:
        size = _box(element.get("Boundary"))[3] / scale
    x = y = 0.0
    for code in _all(element, "TextCode"):
        x = (numbers_in(code.get("X")) or [x])[0]
        y = (numbers_in(code.get("Y")) or [y])[0]
        text = code.text or ""
        right, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
        at_x, at_y = x, y
        for index, character in enumerate(text):
            width = size * (1.0 if character >= "\u2e80" else 0.5)
            if not character.isspace():
                x1, y1 = _placed(corner, matrix, at_x, at_y - 0.86 * size)
                x2, y2 = _placed(corner, matrix, at_x + width, at_y + 0.14 * size)
                yield Glyph(character, min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
            moved = right[index] if index < len(right) else (0.0 if down else width)
            at_x += moved
            at_y += down[index] if index < len(down) else 0.0


def _deltas(text: str | None, most: int) -> list[float]:
    """The steps between characters; "g 3 3.5" stands for 3.5 three times."""
    steps: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if len(steps) >= most:
            break
        if word == "g":
            count, step = next(words, ""), next(words, "")
            times = int(count) if count.isdecimal() else 0
            steps += numbers_in(step)[:1] * min(times, most)
        else:
            steps += numbers_in(word)[:1]
    return steps


def _rulings(element: etree._Element) -> Iterator[Ruling]:
    corner, matrix = _corner(element), _matrix(element)
    filled = (element.get("Fill") or "false").lower() == "true"
    stroked = (element.get("Stroke") or "true").lower() != "false"
    for outline in _paths(element):
        points = [_placed(corner, matrix, x, y) for x, y in outline]
        line = _as_line(points)
        if line and (filled or stroked):
            yield line
        elif stroked:
            yield from (side for side in map(_as_line, map(list, pairwise(points))) if side)


def _outlines(data: str) -> Iterator[list[Point]]:
    """The strokes of a path: M (or S) starts one, L goes on, C closes; curves only move."""
    outline: list[Point] = []
    command = ""
    numbers: list[float] = []
    sizes = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
    for letter, number in _STEP.findall(data):
        if letter:
            command, numbers = letter.upper(), []
            if command == "C" and outline:
                outline.append(outline[0])
            continue
        numbers.append(float(number))
        if len(numbers) == sizes.get(command, 0):
            point = (numbers[-2], numbers[-1])
            numbers = []
            if command == "L":
                outline.append(point)
            else:
                if len(outline) > 1:
                    yield outline
                outline = [point]
    if len(outline) > 1:
        yield outline


def _as_line(points: list[Point]) -> Ruling | None:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if height <= _THIN * _POINTS_PER_MM < width:
        return Ruling(True, (max(ys) + min(ys)) / 2, min(xs), max(xs))
    if width <= _THIN * _POINTS_PER_MM < height:
        return Ruling(False, (max(xs) + min(xs)) / 2, min(ys), max(ys))
    return None

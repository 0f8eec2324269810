"""Web pages: html to the lines a person sees, tables one row a line."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from lxml import etree

from core.document.container import without_declaration
from core.document.direction import OVERRIDE, POP
from core.document.frames import Frame
from core.document.lines import Line, render, row_lines
from core.document.unseen import Unseen
from core.document.web.fields import FIELDS, RowsOn, address_of, drawn_words, page_in_frame, shown_value
from core.document.web.folded import folded_copies
from core.document.web.head import said_of_itself
from core.document.web.slots import is_filled
from core.document.web.styles import PLAIN, Seen, Styles, styles_of
from core.document.web.tags import refuse_crowded, with_usual_rows
from core.errors import ReadError
from core.types import Document, Issue

_DROPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "xml", "rt", "rp", "rtc"),
        *("head", "button", "datalist", "annotation", "annotation-xml"),
        # what these hold is for programs that do not know them
        *("video", "audio", "canvas", "meter", "progress", "noembed", "noframes", "applet"),
    )
)
_BLOCKS = frozenset(
    (
        *("p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section"),
        *("article", "header", "footer", "nav", "main", "aside", "blockquote", "pre", "form", "fieldset", "legend"),
        *("hr", "center", "address", "figure", "figcaption", "caption", "details", "summary", "body", "html"),
        *("table", "tr", "thead", "tbody", "tfoot", "td", "th"),
    )
)

_MAX_TABLE_DEPTH = 16
_FEWEST_ROWS, _LONG = 3, 400
"""What makes a hidden part of a page more than a line of its menu."""
_COUNTED = re.compile(r"\d ?[余多]?(?:[件条宗份篇次人]|万元)")
_OPENED = Issue("unseen_text", "info", "opened")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_PRESERVING = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)


def read_html(text: str, *, is_page: bool | None = None, rows_on: RowsOn | None = None) -> Document:
    """The document of a decoded page, or of a text with html tables in it (its own line breaks then count).

    `rows_on` gives the rows of the tables on a picture, by its address.
    """
    page = text.lstrip().startswith("<") if is_page is None else is_page
    root = _root(text)
    return read_tree(root, said_of_itself(root) if page else (), keeps_breaks=not page, rows_on=rows_on)


def read_tree(
    root: etree._Element, head: Iterable[str], *, keeps_breaks: bool = False, rows_on: RowsOn | None = None
) -> Document:
    """The document of a parsed page, given what it says of itself."""
    styles, lines, folded = styles_of(root), [(value,) for value in head], folded_copies(root)
    body = _Page(styles, keeps_breaks=keeps_breaks, folded=folded, rows_on=rows_on)
    body.walk(root)
    notes = body.unseen.notes()
    if body.keeps_the_report_hidden():
        body = _Page(styles, keeps_breaks=keeps_breaks, opens_blocks=True, rows_on=rows_on)
        body.walk(root)
        notes = (_OPENED, *body.unseen.notes())
    return Document(text=render([*lines, *body.lines()]), format="html", notes=notes, pictures=body.pictures)


def _root(text: str) -> etree._Element:
    # huge_tree lifts the limits on depth (to 2048) and on the length of one text; html has no entities
    # of its own to blow up, and the size of the input is bounded before.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, recover=True
    )
    clean = with_usual_rows(without_declaration(text).replace("\0", ""))
    refuse_crowded(clean)
    try:
        root = etree.fromstring(clean.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("unreadable", "The web page can't be parsed.") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadError("too_large", "The web page is nested too deeply.")
    if root is None:
        raise ReadError("unreadable", "The web page is empty.")
    return root


class _Page:
    """A walk over the tree, without recursion; a row's cells are frames of their own until the row ends."""

    def __init__(
        self,
        styles: Styles,
        *,
        keeps_breaks: bool,
        opens_blocks: bool = False,
        folded: Container[etree._Element] = (),
        rows_on: RowsOn | None = None,
    ) -> None:
        self.unseen = Unseen()
        self.pictures = 0
        self._rows_on = rows_on
        self._styles = styles
        self._folded = folded
        self._keeps_breaks = keeps_breaks
        self._opens_blocks = opens_blocks
        """Whether hidden blocks are read too, as those that open on a click."""
        self._frames = [Frame(self.unseen)]
        self._rows: list[list[Frame]] = []
        self._row_elements: list[etree._Element] = []
        self._cell_elements: list[etree._Element] = []
        self._left_out: list[etree._Element] = []
        self._raised: list[etree._Element] = []
        self._hidden_rows = self._hidden_length = 0
        self._seen: list[tuple[etree._Element, Seen]] = []
        """Elements that are seen in a way of their own, from the outermost to the innermost."""
        self._preserving = 0
        self._after_link = False

    def lines(self) -> list[Line]:
        self._frames[0].end_line()
        return self._frames[0].lines

    def keeps_the_report_hidden(self) -> bool:
        """Whether tables, or most of the words, stand only in blocks that are not shown at first."""
        lines = self.lines()
        if self._hidden_rows >= _FEWEST_ROWS:
            return not any(_is_row_of_figures(line) for line in lines)
        return self._hidden_length > _LONG > sum(len(part) for line in lines for part in line)

    def walk(self, root: etree._Element) -> None:
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            tag = element.tag if isinstance(element.tag, str) else ""
            dropped = (tag in _DROPPED and element.get("shadowrootmode") is None) or (
                tag == "slot" and is_filled(element)
            )
            if event == "start":
                if dropped or self._is_left_out(element):
                    events.skip_subtree()
                    if dropped:
                        self._put_drawn(element, tag)
                elif tag == "img":
                    self._put_picture(element)
                elif tag in FIELDS:
                    events.skip_subtree()
                    self._put(shown_value(element, in_cell=bool(self._cell_elements)))
                else:
                    self._start(element, tag)
                    if text := element.text:
                        self._text(text)
                continue
            if self._left_out and self._left_out[-1] is element:
                self._left_out.pop()
            elif not dropped and tag not in FIELDS:
                self._end(element, tag)
            if tail := element.tail:
                self._text(tail)

    def _put_picture(self, picture: etree._Element) -> None:
        """The rows of the tables on a picture; one without any is counted, unless it is a mere sign."""
        address = address_of(picture)
        rows = self._rows_on(address) if self._rows_on and address else []
        self._frames[-1].waiting += rows
        self.pictures += bool(address) and not rows

    def _put_drawn(self, element: etree._Element, tag: str) -> None:
        """What a reader sees of an element that holds no text of the page itself."""
        if tag == "iframe" and (source := page_in_frame(element)):
            self._frames[-1].end_line()
            self._frames[-1].lines += self._inner(source)
        elif self._cell_elements:
            self._put(drawn_words(element, tag))

    def _inner(self, source: str) -> list[Line]:
        """The lines of a page that stands whole within this one."""
        root = _root(source)
        body = _Page(styles_of(root), keeps_breaks=False)
        for frame in [*root.iter("iframe")]:
            frame.attrib.clear()
        body.walk(root)
        for look, figures in body.unseen.figures.items():
            self.unseen.figures.setdefault(look, {}).update(figures)
        return body.lines()

    def _is_left_out(self, element: etree._Element) -> bool:
        """Whether an element is not seen, or struck out; of one seen in a way of its own it is taken down."""
        seen = self._styles.seen(element, in_cell=bool(self._cell_elements))
        look = "hidden" if self._folded and element in self._folded else seen.look
        if look == "raised":
            self._raised.append(element)
        if look is None or look == "raised":
            if seen is not PLAIN:
                self._seen.append((element, seen))
            return False
        rows, words = len(element.findall(".//tr")), " ".join(map(str, element.itertext()))
        is_block = rows >= _FEWEST_ROWS or len(words) > _LONG
        if look == "hidden" and is_block and not self._cell_elements:
            if self._opens_blocks:
                return False
            self._hidden_rows += rows
            self._hidden_length += len(words)
        if self._cell_elements or rows or self._frames[-1].buffer or _COUNTED.search(words):
            self.unseen.leave_out(words, look)
        self._left_out.append(element)
        return True

    def _start(self, element: etree._Element, tag: str) -> None:
        if tag == "a" and self._after_link and element.get("href") is not None:
            self._frames[-1].buffer.append(" ")
        self._after_link = False
        if _preserves(element, tag):
            self._preserving += 1
        if tag == "tr" and len(self._rows) < _MAX_TABLE_DEPTH:
            self._frames[-1].end_line()
            self._rows.append([])
            self._row_elements.append(element)
        elif tag in ("td", "th") and self._row_elements and element.getparent() is self._row_elements[-1]:
            self._frames.append(Frame(self.unseen))
            self._cell_elements.append(element)
        elif self._stands_alone(element, tag):
            self._frames[-1].end_line()
        if self._seen:
            self._put_around(element, ends=False)

    def _stands_alone(self, element: etree._Element, tag: str) -> bool:
        """Whether an element has a line of its own."""
        said = self._seen[-1][1].alone if self._seen and self._seen[-1][0] is element else None
        return tag in _BLOCKS if said is None or tag == "br" else said

    def _put_around(self, element: etree._Element, *, ends: bool) -> None:
        """What is set before or after what an element holds, and the marks of a direction of its own."""
        if self._seen[-1][0] is not element:
            return
        seen = self._seen[-1][1]
        mark = (POP if ends else OVERRIDE) if seen.turned else ""
        if words := f"{seen.after}{mark}" if ends else f"{mark}{seen.before}":
            self._frames[-1].put(words)

    def _end(self, element: etree._Element, tag: str) -> None:
        if _preserves(element, tag):
            self._preserving -= 1
        if self._seen:
            self._put_around(element, ends=True)
        alone = self._stands_alone(element, tag)
        if self._seen and self._seen[-1][0] is element:
            self._seen.pop()
        if self._raised and self._raised[-1] is element:
            self._raised.pop()
        if tag == "tr" and self._row_elements and self._row_elements[-1] is element:
            self._row_elements.pop()
            self._end_row(self._rows.pop())
        elif tag in ("td", "th") and self._cell_elements and self._cell_elements[-1] is element:
            self._cell_elements.pop()
            frame = self._frames.pop()
            frame.end_line()
            self._rows[-1].append(frame)
        elif alone:
            self._frames[-1].end_line()
        self._after_link = tag == "a" and element.get("href") is not None

    def _end_row(self, cells: list[Frame]) -> None:
        page = self._frames[-1]
        page.end_line()
        page.lines += row_lines([cell.lines for cell in cells])

    def _text(self, text: str) -> None:
        if not (self._preserving or self._keeps_breaks):
            spaced = _SPACES.sub(_collapsed, text)
            self._put(spaced)
            return
        first, *rest = text.splitlines() or [""]
        self._put(first)
        for line in rest:
            self._frames[-1].end_line()
            self._put(line)
        if text.endswith("\n"):
            self._frames[-1].end_line()

    def _put(self, text: str) -> None:
        if text.strip():
            self._after_link = False
        self._frames[-1].put(text, raised=bool(self._raised))


def _is_row_of_figures(line: Line) -> bool:
    return len(line) > 1 and any(part.strip().isdigit() for part in line)


def _preserves(element: etree._Element, tag: str) -> bool:
    style = element.get("style")
    return tag == "pre" or (style is not None and _PRESERVING.search(style) is not None)


def _collapsed(match: re.Match[str]) -> str:
    """One space; nothing where the source merely wrapped a line between two Chinese characters."""
    text, (start, end) = match.string, match.span()
    wrapped = "\n" in match.group() and start > 0 and end < len(text)
    return "" if wrapped and min(text[start - 1], text[end]) >= "\u2e80" else " "

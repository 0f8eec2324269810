"""Files that are text: pages, XML, data, tables in some notation, or plain lines."""

from __future__ import annotations

import re
from dataclasses import replace

from core.document import sniff
from core.document.container import parse_xml, without_declaration
from core.document.fixed.placed_words import read_placed_words
from core.document.notations.separated import with_bars
from core.document.notations.translate import as_html
from core.document.office.delimited import read_csv
from core.document.office.docx import read_word_xml
from core.document.office.opendocument import read_opendocument
from core.document.office.sheet_xml import read_sheet_xml
from core.document.unseen import Unseen
from core.document.web.markup import read_html
from core.document.web.pictures import Find, Pictures, Read, held_in
from core.document.web.trees import outlined, parse_tree, read_xml
from core.document.web.twice import decoded
from core.document.web.wrapped import out_of_code, page_in_json, page_in_script, page_out_of_sight, unescaped
from core.errors import ReadError
from core.types import Document, Issue

_CHINESE = re.compile("[\u4e00-\u9fff]")
_DECLARED = re.compile(r"<\?xml[^<>]*>|<!DOCTYPE[^<>]*>", re.IGNORECASE)
_LITTLE = 300
"""Chinese characters of a page that may keep its article in a script."""


def read_text(data: bytes, name: str, read: Read, find: Find = held_in) -> Document:
    """The document of a text file; pictures that it holds, or that `find` knows by their address, are read by `read`
    where it has no tables of its own.

    Raises ReadError: unreadable, too_large, not_a_report (data without a page).
    """
    unseen = Unseen()
    text, was_turned_back = decoded(data, unseen)
    document = _read(text, name, Pictures(read, find))
    repaired = (Issue("text_repaired", "info", "decoded_twice"),) if was_turned_back else ()
    notes = (*unseen.notes(), *repaired)
    return replace(document, notes=(*document.notes, *notes)) if notes else document


def _read(text: str, name: str, pictures: Pictures) -> Document:
    if article := page_in_script(text):
        return read_html(article)
    match sniff.of_text(text, name):
        case "xml":
            return _read_office_xml(text)
        case "tree":
            return _read_tree(text, pictures) or _read_plain(text, pictures)
        case "html":
            page = unescaped(out_of_code(text) or text)
            return pictures.read_on(page, _read_page(page))
        case "csv":
            return read_csv(text)
        case "json":
            return _read_json(text)
        case "text":
            return _read_plain(text, pictures)


def _read_plain(text: str, pictures: Pictures) -> Document:
    text = out_of_code(text) or text
    translated = as_html(text)
    return pictures.read_in(with_bars(text)) if translated is None else read_html(translated, is_page=False)


def _read_page(text: str) -> Document:
    """The document of a page; where it shows next to nothing, of the article that its scripts hold."""
    document = read_html(text)
    if len(_CHINESE.findall(document.text)) > _LITTLE:
        return document
    article = page_out_of_sight(text)
    if article is None:
        return document
    within = read_html(article)
    return replace(within, text=document.text + within.text, notes=(*document.notes, *within.notes))


def _read_json(text: str) -> Document:
    page = page_in_json(text)
    if page is None:
        raise ReadError("not_a_report", "This file is data (JSON) and holds no page of a report.", "data")
    return replace(read_html(page), format="json")


def _read_tree(text: str, pictures: Pictures) -> Document | None:
    """XML that is no office file: where words stand, or a text with tables by names of its own."""
    root = parse_tree(text)
    if root is None:
        return None
    last = f"</{root.tag!s}>"
    if text.count(last) > 1 and text.rstrip().endswith(last):
        # Pages one after the other, without anything around them.
        root = parse_tree(f"<pages>{_DECLARED.sub('', text)}</pages>")
        if root is None:
            return None
    if root.tag == "opml":
        return _read_plain(outlined(root), pictures)
    document = read_placed_words(root) or read_xml(root)
    # What stands in attributes of the tree is better told as the text it is.
    return document if 2 * len(_CHINESE.findall(document.text)) > len(_CHINESE.findall(text)) else None


def _read_office_xml(text: str) -> Document:
    """An office file saved as one XML file."""
    root = parse_xml(without_declaration(text).encode())
    match sniff.of_xml(str(root.tag)):
        case "opendocument":
            return read_opendocument(root)
        case "workbook":
            return read_sheet_xml(root)
        case "word":
            return read_word_xml(root)

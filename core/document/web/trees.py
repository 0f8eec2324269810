"""XML of publishers and converters (DocBook, TEI, JATS, FictionBook, Trafilatura): its tables by whatever names."""

from __future__ import annotations

import re

from lxml import etree

from core.document.container import without_declaration
from core.document.web.markup import read_tree
from core.types import Document

_NAME = re.compile("[}:]")
_PLAIN = re.compile(r"[a-z][\w.-]*")
_NAMES = {
    **dict.fromkeys(("row", "tablerow"), "tr"),
    **dict.fromkeys(("cell", "entry", "tablecell"), "td"),
    **dict.fromkeys(("para", "simpara", "plain", "line", "lb", "head", "title", "subtitle", "header", "ab"), "p"),
    **dict.fromkeys(("article-title", "book-title", "titleabbrev", "note", "hi-block", "v"), "p"),
    **dict.fromkeys(("metainlines", "genre", "creator"), "p"),
    **dict.fromkeys(("informaltable", "table-wrap", "tgroup"), "div"),
    **dict.fromkeys(("sect1", "sect2", "sect3", "sec", "chapter", "main", "doc", "blocks"), "div"),
}
_IN_ATTRIBUTES = {"title": "ArticleTitle", "date": "PubDate", "sitename": "SiteName", "source": "ContentSource"}
"""What the first element may say of itself, by the names a web page says it."""


def parse_tree(text: str) -> etree._Element | None:
    """The first element of a text that is XML, or None. Nothing is fetched, no entity of its own is expanded."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,
        encoding="utf-8",
    )
    try:
        return etree.fromstring(without_declaration(text).strip().encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def outlined(root: etree._Element) -> str:
    """The text of an outline (OPML): its headings, and the notes under them, each in whatever notation they are."""
    return "".join(
        f"{words}\n\n"
        for element in root.iter("title", "outline")
        for words in (element.text if element.tag == "title" else element.get("text"), element.get("_note"))
        if words and words.strip()
    )


def read_xml(root: etree._Element) -> Document:
    """The document of a tree whose tables and paragraphs may have any of the usual names."""
    head = [f"{name}: {value}" for key, name in _IN_ATTRIBUTES.items() if (value := (root.get(key) or "").strip())]
    for element in root.iter():
        if isinstance(element.tag, str):
            name = _NAME.split(element.tag)[-1].lower()
            element.tag = _NAMES.get(name, name if _PLAIN.fullmatch(name) else "p")
    return read_tree(root, head)

"""What a page says of itself in its head: its title, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

# What the page rules of the State Council put into <meta>, as far as it says whose page this is.
_META = ("ArticleTitle", "PubDate", "ContentSource", "SiteName")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def said_of_itself(root: etree._Element) -> Iterator[str]:
    """The lines that a page says of itself."""
    found = {str(meta.get("name")).lower(): meta.get("content") or "" for meta in root.iter("meta") if meta.get("name")}
    for name in _META:
        value = _SPACES.sub(" ", found.get(name.lower(), "")).strip()
        if value:
            yield f"{name}: {value}"
    if not found.get("articletitle", "").strip():
        # An icon may have a title, too.
        titles = (element for element in root.iter("title") if not any(True for _ in element.iterancestors("svg")))
        title = _SPACES.sub(" ", next(titles, etree.Element("title")).text or "").strip()
        if title:
            yield title

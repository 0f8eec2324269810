"""Slots of elements with a tree of their own: what a slot holds shows only where nothing else is put there."""

from __future__ import annotations

from lxml import etree


def is_filled(slot: etree._Element) -> bool:
    """Whether something of the page is put in a slot, so that what it holds itself is not seen."""
    root = next((above for above in slot.iterancestors("template") if above.get("shadowrootmode")), None)
    host = None if root is None else root.getparent()
    if host is None:
        return False
    name = slot.get("name") or ""
    if any(child is not root and (child.get("slot") or "") == name for child in host.iterchildren(etree.Element)):
        return True
    return not name and any(text and text.strip() for text in (host.text, *(child.tail for child in host)))

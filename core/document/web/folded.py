"""Folded parts of a page (details) that repeat a table which is shown: older ones, kept for whoever opens them."""

from __future__ import annotations

from collections.abc import Container, Iterable

from lxml import etree


def folded_copies(root: etree._Element) -> Container[etree._Element]:
    """The folded parts of which most rows begin as rows do that are shown."""
    folded = [part for part in root.iter("details") if "open" not in part.attrib and part.find(".//tr") is not None]
    if not folded:
        return ()
    inside = {part: [*part.iter("tr")] for part in folded}
    within = {row for rows in inside.values() for row in rows}
    shown = _labels(row for row in root.iter("tr") if row not in within)
    return frozenset(part for part, rows in inside.items() if _repeat(_labels(rows), shown))


def _repeat(labels: set[str], shown: set[str]) -> bool:
    return 2 * len(labels & shown) > len(labels)


def _labels(rows: Iterable[etree._Element]) -> set[str]:
    """What stands in the first cell of each row."""
    return {"".join("".join(map(str, row[0].itertext())).split()) for row in rows if len(row)} - {""}

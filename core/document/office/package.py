"""The parts of an office package (docx, xlsx, xlsb) and what they refer to."""

from __future__ import annotations

import posixpath

from core.document.container import Container


def related_parts(container: Container, part: str) -> dict[str, dict[str, str]]:
    """The targets a part refers to, by kind and id."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    related: dict[str, dict[str, str]] = {}
    if path in container.names():
        for link in container.xml(path).iter("{*}Relationship"):
            if link.get("TargetMode") != "External":
                kind = (link.get("Type") or "").rpartition("/")[2]
                related.setdefault(kind, {})[link.get("Id") or ""] = link.get("Target") or ""
    return related


def target_of(part: str, targets: dict[str, str], name: str | None) -> str | None:
    """The path of a target, by its id or the only one there is."""
    target = targets.get(name) if name is not None else next(iter(targets.values()), None)
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/") if target else None

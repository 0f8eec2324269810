"""Names in the bytes of a PDF that are signs of what is rare in one: looked for in one pass, for most files are fonts
and pictures, and hold none of them."""

from __future__ import annotations

import re

FORMS, LAYERS, PACKS = b"/Form", b"/OCProperties", b"/ObjStm"
"""Parts drawn again and again, layers that can be switched off, and objects packed together, names and all."""

_SIGNS = re.compile(b"|".join((FORMS, LAYERS, PACKS)))


def names_in(data: bytes) -> frozenset[bytes]:
    """Which of these names a PDF holds as written."""
    return frozenset(_SIGNS.findall(data))

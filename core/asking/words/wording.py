"""One way to say a thing, and as what it is read."""

from __future__ import annotations

import re
from collections.abc import Callable

Meant = str | Callable[[re.Match[str]], str]
Written = tuple[str, str, Meant, bool]
"""A hint that stands in the text, else nothing is looked for; what is written (an expression); as what it is read, and
whether that is told."""

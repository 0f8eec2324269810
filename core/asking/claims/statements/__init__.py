"""What a clause says of a figure besides the figure itself: 同比增长41.7%, 占52.9%, 上年的2倍, 全市第一, 均予以公开.

`values` are the statements, `zh` and `en` their wordings.
"""

from __future__ import annotations

import re

from core.asking.claims.statements import en, zh
from core.asking.claims.statements.values import Direction, Statement

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def parse(words: str) -> Statement | None:
    """The statement of a prepared clause (narrow, Simplified, lower case); None for a plain figure, or for none."""
    return zh.parse(words) if _CHINESE.search(words) else en.parse(words)


def plain(words: str) -> str:
    """A plain figure said as where something grew to: 增加到17件 is 17件."""
    return zh.plain(words) if _CHINESE.search(words) else en.plain(words)


def direction_of_level(words: str) -> Direction:
    """Which way a plain figure is said to have come to: 增至17件; 0 where none is said."""
    return zh.direction_of_level(words) if _CHINESE.search(words) else en.direction_of_level(words)

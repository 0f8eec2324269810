"""Searches of whole pages by expressions that nothing but their place tells: only where they may begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_NO_CHINESE = re.compile("[^\u4e00-\u9fff]+")


def characters_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any Chinese character of these expressions: with one of them begins whatever such a name is."""
    return re.compile(f"[{''.join(sorted(set(_NO_CHINESE.sub('', ''.join(names)))))}]")


def find_all(
    pattern: re.Pattern[str], begins: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """The same as `pattern.finditer`, where every match begins with one of the characters `begins`.

    An expression that may begin in many ways would be tried at every character.
    """
    while (one := begins.search(text, start, end)) is not None:
        match = pattern.match(text, one.start(), end)
        start = one.end() if match is None else match.end()
        if match is not None:
            yield match


def at_lines(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The same as `pattern.finditer`, where every match begins a line (^) and is not empty."""
    start = 0
    while True:
        match = pattern.match(text, start)
        if match is not None:
            yield match
        stop = text.find("\n", start if match is None else match.end() - 1)
        if stop < 0:
            return
        start = stop + 1

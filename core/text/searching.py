"""Searching for names that begin in many ways: tried only where one of their characters stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_NO_CHINESE = re.compile("[^\u4e00-\u9fff]+")


def characters_of(names: Iterable[str], where: str = "") -> re.Pattern[str]:
    """Any Chinese character of these expressions: with one of them begins whatever such a name is.

    `where` is an expression for what must hold behind the character, as of what stands before it.
    """
    return re.compile(f"[{''.join(sorted(set(_NO_CHINESE.sub('', ''.join(names)))))}]{where}")


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

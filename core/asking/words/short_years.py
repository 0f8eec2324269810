"""Years written with two digits and no 年: 泰顺23比22, 平阳19-23, 跟苍南23比, 23 alone in a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.asking.words.times import Time
from core.asking.words.token import Token

_FIRST = 8
"""The Regulations are of 2008."""
_AGAINST = frozenset({"比", "对", "较", "跟", "和", "与", "到", "至", "对比", "相比", "同", "vs", "→", "-", "、"})
_JOINING = frozenset({"和", "与", "、", "-"})
_PAIR = 3


def as_years(tokens: Sequence[Token], today: date, *, follows: bool = False) -> tuple[Token, ...]:
    """The words with bare numbers as years where they stand by a body, by another such year, or alone (`follows`)."""
    bare = [token for token in tokens if token.number is not None]
    if not bare:
        return tuple(tokens)
    alone = follows and len(bare) == 1 and not any(token.time for token in tokens)
    read: list[Token] = []
    for i, token in enumerate(tokens):
        paired = (
            _is_pair(tokens[i : i + 3], today) or _is_asked_beside(tokens, i) or _is_carried_beside(tokens, i, read)
        )
        is_year = _may_be_year(token, today) and (alone or paired or _stands_by(read))
        read.append(_year(token) if is_year else token)
    return tuple(read)


def _is_asked_beside(tokens: Sequence[Token], i: int) -> bool:
    """22年多少 23多少."""
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return following.startswith(("多少", "几", "呢")) and any(token.time for token in tokens[:i])


def _is_carried_beside(tokens: Sequence[Token], i: int, read: Sequence[Token]) -> bool:
    """22结转下年和23上年结转."""
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return following.startswith(("结转", "上年结转")) and any(token.time for token in read)


def _is_pair(tokens: Sequence[Token], today: date) -> bool:
    """19比18."""
    if len(tokens) < _PAIR or tokens[1].text not in _AGAINST - _JOINING:
        return False
    return _may_be_year(tokens[0], today) and _may_be_year(tokens[2], today)


def _may_be_year(token: Token, today: date) -> bool:
    digits = token.text.strip()
    two_digits = token.number is not None and not token.unit and len(digits) == 2 and digits.isdigit()
    return two_digits and _FIRST <= int(digits) <= today.year % 100


def _stands_by(before: Sequence[Token]) -> bool:
    """Right behind a place or a body, or behind a year and what holds the two against each other."""
    last = before[-1] if before else None
    if last is None:
        return False
    if last.time is not None and last.time.relative:
        return True
    if last.bodies or last.divisions:
        return True
    year = before[-2].time if len(before) > 1 else None
    return year is not None and last.text in _AGAINST


def _year(token: Token) -> Token:
    time = Time(token.start, token.end, "years", (2000 + int(token.text),))
    return token._replace(number=None, time=time)

"""Bodies that a scope leaves out: 除鹿城外, 不含市直部门 is none of them, 泰顺除外, except Taishun."""

from __future__ import annotations

from collections.abc import Sequence

from core.asking.words.token import Token

_JOINING = frozenset("、,和与及跟") | {"以及", "还有", "and", "or"}


def split(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The words of a question without those that name what is left out, and these words."""
    left_out: set[int] = set()
    around: set[int] = set()
    for i, token in enumerate(tokens):
        run = _run(tokens, range(i + 1, len(tokens))) if token.has("cue", "except_before") else []
        if not run and token.has("cue", "except_after") and i not in around:
            run = _run(tokens, range(i - 1, -1, -1))
        if not run:
            continue
        closed = max(run) + 1 < len(tokens) and tokens[max(run) + 1].has("cue", "except_after")
        if not closed:
            # 不算鹿城,温州最多的县: without a closing word the list ends at the comma.
            run = run[: next((n for n, j in enumerate(run) if tokens[j].text == ","), len(run))]
        left_out |= set(run)
        around |= {i, *run}
        closing = max(run) + 1
        if token.has("cue", "except_before") and closing < len(tokens) and tokens[closing].has("cue", "except_after"):
            around.add(closing)
    kept = tuple(token for i, token in enumerate(tokens) if i not in around)
    return kept, tuple(token for i, token in enumerate(tokens) if i in left_out)


def _run(tokens: Sequence[Token], places: range) -> list[int]:
    """The places and bodies side by side, with what joins them, up to the first other word."""
    run: list[int] = []
    for j in places:
        if not (_names(tokens[j]) or tokens[j].text in _JOINING):
            break
        run.append(j)
    while run and not _names(tokens[run[-1]]):
        run.pop()
    return run


def _names(token: Token) -> bool:
    return bool(token.divisions or token.bodies) or (token.has("kind") and not token.has("filler"))

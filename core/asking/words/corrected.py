"""What somebody corrects while asking: 2021年，啊不，2022年; 公开了几件，我说的是予以公开. What was said first goes.

Only where a body, a year or a figure is named again is one of that kind taken out; else the words stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.asking.words.slips import Repair
from core.asking.words.token import Token

_WRONG = r"(?:我)?(?:刚才?)?(?:说|写|打|问|输|填|搞|弄)错了?|更正(?:一下|为)?|口误"
_MEANT = r"(?<![跟给对和与向帮听])我(?:的意思)?(?:是)?(?:说|指|问|要问)(?:的)?(?:是)?|(?:就是|也就是)[说指]"
_OH = r"(?:哦|啊|噢|呃|哎|诶|喔)*"
_MARKS = r"[,.;:!?。…—\s]"
_CORRECTS = re.compile(
    # …，不，…; … 不对 我问的是 …; …，说错了，…; … 我说 …
    rf"(?<!{_MARKS})(?:{_MARKS}++{_OH}(?:不对不对|不对|不是|不)(?={_MARKS}|我[说问指])|(?<!对)不对(?=我[说问指]))"
    rf"{_MARKS}*+(?:{_WRONG}|{_MEANT})?{_MARKS}*+(?=\S)"
    rf"|(?<!{_MARKS}){_MARKS}*+(?:{_WRONG}|{_MEANT}){_MARKS}*+(?=\S)"
    rf"|(?<!{_MARKS}){_MARKS}++(?:应该?[是为]|改(?:成|为|一下)){_MARKS}*+(?=\S)"
)
_MAY_CORRECT = re.compile(
    r"不对|不是|[,.;!?。…—\s哦啊噢呃哎]不[,.!。…\s]|错|更正|口误|应该?[是为]|改[成为一]|我的?|就是[说指]"
)


def corrected(text: str, tokens: Sequence[Token]) -> tuple[str, tuple[Repair, ...]]:
    """The text without what is corrected in it, and what was taken for what."""
    mark = _CORRECTS.search(text) if _MAY_CORRECT.search(text) else None
    if mark is None or any(token.number is not None for token in tokens):
        return text, ()
    before = [token for token in tokens if token.end <= mark.start()]
    after = [token for token in tokens if token.start >= mark.end()]
    taken: list[Token] = []
    repairs: list[Repair] = []
    for kind in (_is_body, _is_year, _is_figure):
        first, then = ([token for token in some if kind(token)] for some in (before, after))
        if not (first and then):
            continue
        if len(first) > 1 and kind is not _is_figure:
            return text, ()
        taken += first
        repairs.append((text[first[0].start : first[-1].end], text[then[0].start : then[-1].end]))
    if not taken:
        return text, ()
    kept = "".join(
        character
        for at, character in enumerate(text[: mark.start()])
        if not any(token.start <= at < token.end for token in taken)
    )
    return f"{kept},{text[mark.end() :]}", tuple(repairs)


def _is_body(token: Token) -> bool:
    return bool(token.bodies or token.divisions or token.stored)


def _is_year(token: Token) -> bool:
    return token.time is not None


def _is_figure(token: Token) -> bool:
    return token.has("term") and not _is_body(token)

"""Words of a question that are no figure but may stand in the text of reports: 瓯e办自助终端有多少台."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.asking.words.sentence import Sentence
from core.asking.words.token import Token

_COUNTER = re.compile(r"(?:几|多少)个?([\u4e00-\u9fff])")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Single characters that ask or join and are no part of a name.
_JOINING = frozenset("的了是有在几吗呢啊吧呀和与及把被给由对从到为也还就共其中该这那哪谁我你他它们很么嘛叫")
_ASKING = frozenset(
    "什么 怎么 哪些 哪个 哪里 如何 怎样 多少 有没有 是不是 啥 咋 哪儿 哪天 几号 何时 写 叫啥 叫什么".split()  # noqa: SIM905
)
_IDLE = frozenset(
    {"他们", "她们", "它们", "我们", "你们", "咱们", "来着", "究竟", "到底", "请问", "帮忙", "一下", "最后", "后来"}
)
# 哪两处, 哪几项: asks, and is said by no report.
_WHICH_OF = re.compile(r"是?(?:哪|几)[一两二三四五六七八九十几些]?[个处项类种条位家件场期]?")
_COUNTING = re.compile(r"(?:有|是|为)?(?:多少|几)[个件条次篇项人名位起份场]?")


def pieces_of(sentence: Sentence) -> tuple[str, ...]:
    """The stretches of Chinese left when body, time and the words that only ask are taken away."""
    pieces: list[str] = []
    end = -1
    for token in sentence.tokens:
        if not _may_be_said(token):
            continue
        if token.start == end and pieces:
            pieces[-1] += token.text
        else:
            pieces.append(token.text)
        end = token.end
    return tuple(dict.fromkeys(piece for whole in pieces for piece in _without_question(whole)))


def core_of(sentence: Sentence) -> tuple[str, ...]:
    """The unknown words themselves, which a sentence that answers must say; a single character with its neighbour."""
    found: list[str] = []
    for i, token in enumerate(sentence.tokens):
        if token.text in _JOINING | _ASKING or _WHICH_OF.fullmatch(token.text):
            continue
        if not (token.unknown or (token.number is not None and not token.unit)) or (token.latin and not token.number):
            continue
        before = sentence.tokens[i - 1] if i else None
        joined = before is not None and before.end == token.start and not (before.mark or _names(before))
        whole = len(token.text) > 1 or before is None or not joined or before.text in _JOINING
        found.append(token.text if whole or before is None else before.text[-1] + token.text)
    counted = counters_of(sentence)
    return tuple(word for word in dict.fromkeys(found) if word not in counted and word[-1] not in counted)


def counters_of(sentence: Sentence) -> tuple[str, ...]:
    """What is counted by 几 and 多少: 期 of 出了几期."""
    return tuple(dict.fromkeys(_COUNTER.findall(sentence.text)))


def _may_be_said(token: Token) -> bool:
    names = _names(token) or token.mark or token.separator
    asks = token.text in _JOINING | _ASKING | _IDLE or bool(_COUNTING.fullmatch(token.text))
    whose = token.has("level") or token.has("kind") or token.has("cue", "claim") or token.has("cue", "exists")
    return not (names or asks or whose)


def _names(token: Token) -> bool:
    return bool(token.time or token.divisions or token.bodies)


def _without_question(piece: str) -> Iterator[str]:
    """报出了几期 without 几期: what asks stands within an unknown word, too."""
    for part in re.split(
        r"什么|怎么|哪些|哪个|哪天|哪[两三四五六几][处个项类种条位家场期]|如何|多少|叫啥|啥|咋|几|吗|呢|谁|了|的|里|中",
        piece,
    ):
        if len(part) > 1 and _CHINESE.search(part):
            yield part

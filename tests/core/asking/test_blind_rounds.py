"""The blind rounds: see `blind/README.md`. Each turn says what a right answer says; `known` are those not answered so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.asking.answer import answer
from core.types import Answer, Context
from store.archive import Archive
from tests.core.asking.rounds_holdings import rounds_archive

BLIND = Path(__file__).parent / "blind"
TODAY = date(2024, 5, 1)
ROUNDS: list[dict[str, Any]] = [
    json.loads(line) for line in (BLIND / "rounds.jsonl").read_text(encoding="utf-8").splitlines()
]
_SAID = {
    "false": r"不是|不对|并非|不属实|不正确|不准确|不实|不一致|不符|不成立|有误|错误|错的|说错|写错|^否|不，|没有|并没|并不|不完全|不能|对不上|≠"
    r"|(?i:\bnot\b|\bno\b|false|incorrect|wrong|inaccurate|differs)",
    "true": r"(?<!不)是的|(?<!不)是。|^是|是，|(?<!不)属实|(?<!不)对的|没错|确实|(?<!不)正确|(?<!不)一致|相符|(?<!不)符合|^有(?!误)"
    r"|(?i:\byes\b|\btrue\b|correct|accurate|agrees?\b|matches|consistent)",
    "more": r"增|多了|上升|涨|升|更多|多出|高|多于|大于|(?i:more|increas|rose|rise|\bup\b|higher|grew|grow)",
    "less": r"减|少|下降|降|跌|低|(?i:fewer|decreas|fell|fall|\bdown\b|drop|declin|less|lower)",
    "zero": r"(?<![\d.,])0(?:\.0+)?(?!\d|\.\d|,\d{3})|没有|未(?:收到|发生|出现|有|结转)|零|(?i:\bnone\b|\bno\b|\bzero\b)",
    "none held": r"没有|未(?:收录|提供|记录)|不(?:包含|在|提供|能|涉及|记录)|查不到|找不到|无(?:法|此|相关)|(?i:\bno\b|\bnot\b|n't|missing)",
    "near": r"[^。\n]{0,60}?\n?[^。\n]{0,60}?",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with rounds_archive(tmp_path_factory.mktemp("rounds") / "rounds.db") as opened:
        yield opened


def _expression(must: str) -> re.Pattern[str]:
    """‹962› is that number alone, ‹33.2%› one of such shares, A‹beside›B the two near each other."""
    if "‹beside›" in must:
        first, second = must.split("‹beside›")
        must = f"{first}‹near›(?:{second})|(?:{second})‹near›{first}"
    return re.compile(re.sub("‹([^›]+)›", _said, must), re.IGNORECASE | re.DOTALL)


def _said(match: re.Match[str]) -> str:
    words = match[1]
    if words in _SAID:
        return f"(?:{_SAID[words]})"
    number = "|".join(words.removesuffix("%").split("|"))
    unit = r"\s*(?:%|个百分点|percent)" if words.endswith("%") else ""
    return rf"(?<![\d.])(?:{number})\d?(?:\.0+)?{unit}" if unit else rf"(?<![\d.])(?:{number})(?:\.0+)?(?!\d|\.\d)"


def lacks(turn: dict[str, Any], found: Answer) -> list[str]:
    """The expressions that an answer should match and does not, and those it should not."""
    said = "\n".join((found.text, *(choice.label for choice in found.choices), *found.notes))
    said = re.sub(r"(?<=\d),(?=\d{3})", "", said)
    missing = [must for must in turn["must"] if not _expression(must).search(said)]
    return missing + [f"says {never}" for never in turn.get("must_not", ()) if _expression(never).search(said)]


def test_rounds(archive: Archive) -> None:
    missed: dict[str, list[str]] = {}
    known: set[str] = set()
    for asked in ROUNDS:
        context = Context()
        for turn in asked["turns"]:
            found = answer(turn["question"], archive, context=context, today=TODAY)
            context = found.context
            if missing := lacks(turn, found):
                missed[turn["question"]] = missing
            if turn.get("known"):
                known.add(turn["question"])
    assert {question: lacking for question, lacking in missed.items() if question not in known} == {}
    assert len(known - missed.keys()) <= len(known) // 5, "take `known` from those that are answered now"


def test_most_is_answered() -> None:
    turns = [turn for asked in ROUNDS for turn in asked["turns"]]
    assert len(turns) > 400
    assert sum(bool(turn.get("known")) for turn in turns) < 0.2 * len(turns)

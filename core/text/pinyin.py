"""How Chinese is read, without tones: for names typed as Taishun and for slips of the input method (太顺)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def _syllables() -> dict[str, str]:
    text = files("core.text").joinpath("data/pinyin.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {character: syllable for syllable, characters in rows for character in characters}


@cache
def _names() -> dict[str, str]:
    text = files("core.text").joinpath("data/pinyin_names.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))


def reading(text: str) -> str | None:
    """The syllables of a word, run together (乐清 yueqing); None where a character is not known."""
    return _names().get(text) or spelled_out(text)


def names_read_otherwise() -> Iterable[str]:
    """The names that are not read as their characters mostly are: 乐清."""
    return _names().keys()


def spelled_out(text: str) -> str | None:
    """The syllables of its characters, each as it is mostly read: who does not know the name types 乐清 as leqing."""
    syllables = [_syllables().get(character) for character in text]
    return "".join(syllable for syllable in syllables if syllable) if all(syllables) else None

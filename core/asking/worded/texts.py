"""The sentences of answers, a file a language: `data/zh.toml`, `data/en.toml`. Another language is another file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from core.types import Language


def text(language: Language, key: str, /, **parts: object) -> str:
    """The sentence of a key (`section.name`) in a language, its parts filled in."""
    return sentences(language)[key].format(**parts)


def joined(words: Iterable[str], language: Language) -> str:
    """A list in a sentence."""
    return text(language, "marks.list").join(words)


def part_of(language: Language, key: str, /, **parts: object) -> str:
    """The sentence of a key where all its parts say something; else nothing."""
    return text(language, key, **parts) if all(parts.values()) else ""


@cache
def sentences(language: Language) -> Mapping[str, str]:
    """Every sentence of a language by its key."""
    told = tomllib.loads(files("core.asking.worded").joinpath(f"data/{language}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": words for section, named in told.items() for name, words in named.items()}

"""Sentences for people stand in one file a language, and nowhere else in the stages that lead to an answer."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import get_args

import pytest

from core.asking.claims import question
from core.asking.found import missing
from core.asking.understood import request as requests
from core.asking.understood.refusal import Reason
from core.asking.worded import absence
from core.asking.worded.texts import sentences
from core.asking.worked import run
from core.asking.worked.result import Result
from core.asking.worked.run import MODULES
from core.types import Language

CORE = Path(run.__file__).parents[2]
LANGUAGES: tuple[Language, ...] = get_args(Language)
# What English says without: a unit after the limit, which way, and the forms that have no row.
_CHINESE_ONLY = {
    "limits.all": {"unit"},
    "change.no_nth": {"name"},
    "change.keeps": {"way"},
    "change.breaks": {"way"},
    "definitions.summed": {"forms"},
}
_KEY = re.compile(r'f?"([a-z_]+)\.([a-z_]*(?:\{[^"]*)?)"')
_ROOMS: tuple[str, ...] = ("asking/words", "asking/understood", "asking/found", "asking/worked", "asking/claims")
_ROOMS += ("document", "reading", "text")
_SENTENCE = re.compile("[\u4e00-\u9fff]{2}.*[。；：，]|[。；：，].*[\u4e00-\u9fff]{2}")
_OF_A_PATTERN = re.compile(r"[\[\]|\\^$?*+]")


def _parts(language: Language, key: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentences(language)[key]) if name}


def _keys(language: Language) -> set[str]:
    """The keys of sentences; how units are called is a language's own matter."""
    return {key for key in sentences(language) if not key.startswith("units.")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence_with_its_parts(language: Language) -> None:
    assert _keys(language) == _keys("zh")
    for key in _keys("zh"):
        assert _parts("zh", key) - _parts(language, key) <= _CHINESE_ONLY.get(key, set()), key
        assert _parts(language, key) <= _parts("zh", key), key


def test_a_sentence_is_asked_for_by_its_key_and_no_sentence_is_idle() -> None:
    asked = {
        (section, name)
        for file in (CORE / "asking" / "worded").glob("*.py")
        for section, name in _KEY.findall(file.read_text(encoding="utf-8"))
        if section in {key.split(".")[0] for key in sentences("zh")}
    }
    plain = {f"{section}.{name}" for section, name in asked if "{" not in name}
    assert plain <= _keys("zh")
    begun = tuple(f"{section}.{name.split('{')[0]}" for section, name in asked if "{" in name)
    named = _values_of_code() | plain
    assert not {key for key in _keys("zh") if key not in named and not key.startswith(begun)}


def _values_of_code() -> set[str]:
    return {f"refused.{reason}" for reason in get_args(Reason)}


@pytest.mark.parametrize(
    ("section", "reasons"),
    [
        ("refused", get_args(Reason)),
        ("unjudged", get_args(question.Reason)),
        ("not_so", get_args(missing.Unfit)),
        ("not_said", get_args(missing.Unsaid)),
        ("missing", tuple(f"reason_{reason}" for reason in get_args(missing.NoReason))),
    ],
)
def test_every_reason_has_its_sentence(section: str, reasons: tuple[str, ...]) -> None:
    assert {f"{section}.{reason}" for reason in reasons} <= _keys("zh")


def test_every_remark_beside_a_verdict_is_made_and_has_its_sentence() -> None:
    files = (CORE / "asking" / "claims").rglob("*.py")
    strings = {text for file in files for _, text in _strings(ast.parse(file.read_text(encoding="utf-8")))}
    told = {key.split(".")[1] for key in _keys("zh") if key.startswith("cause.")}
    assert told <= strings, told - strings
    unjudged = {key.split(".")[1] for key in _keys("zh") if key.startswith("unjudged.")}
    assert unjudged == set(get_args(question.Reason))


def test_everything_missing_has_words() -> None:
    assert _kinds(missing, missing.Missing) == absence._SAID.keys()


@pytest.mark.parametrize("name", sorted(set(MODULES.values())))
def test_every_operation_has_its_module_and_its_words(name: str) -> None:
    worked = importlib.import_module(f"core.asking.worked.{name}")
    worded = importlib.import_module(f"core.asking.worded.{name}")
    assert worked.OPERATIONS.keys() == {kind for kind, module in MODULES.items() if module == name}
    own = {kind for kind in _kinds(worked, Result) if kind.__module__ == worked.__name__}
    assert own == worded.TOLD.keys()


def test_every_kind_of_request_has_an_operation() -> None:
    kinds = {kind for kind in _kinds(requests, requests.Request) if kind is not requests.AreaRequest}
    assert kinds - {requests.Stated} == MODULES.keys()


def _kinds(module: ModuleType, base: type) -> set[type]:
    found = {value for value in vars(module).values() if isinstance(value, type) and issubclass(value, base)}
    return found - {base}


def _strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The texts of a module with their lines, docstrings left out."""
    documented = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.lineno, node.value


@pytest.mark.parametrize("room", _ROOMS)
def test_no_room_before_the_wording_makes_chinese_sentences(room: str) -> None:
    found = [
        f"{file.relative_to(CORE)}:{line}: {text}"
        for file in sorted((CORE / room).rglob("*.py"))
        for line, text in _strings(ast.parse(file.read_text(encoding="utf-8")))
        if _SENTENCE.search(text) and not _OF_A_PATTERN.search(text)
    ]
    assert not found

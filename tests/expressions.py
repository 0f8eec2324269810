"""Every expression of the product, and for each the inputs that make it slow if anything does."""

from __future__ import annotations

import ast
import importlib
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parent.parent
ROOMS = ("core", "store", "bot", "server", "cli")
_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_SOME_SIGNS = 'x1件 年<"a\n'
_UNITS = (" ", "1", "一", "a", "\n", "<", "（")
_MANY = 20
"""A repeat of at least so many is driven."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression: where it stands, and how it is used there."""

    name: str
    pattern: re.Pattern[Any]
    methods: tuple[str, ...]


def expressions() -> list[Expression]:
    """Those that are kept by modules, alone or in tables."""
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if path.stem != "build_divisions"]
    uses = _uses(files)
    found: dict[tuple[Any, int], Expression] = {}
    for path in files:
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for name, value in vars(importlib.import_module(dotted)).items():
            for pattern in _patterns(value):
                here, anywhere = uses.get((path, name)), uses.get((None, name))
                used = tuple(sorted(here or anywhere or {"search"}))
                found.setdefault((pattern.pattern, pattern.flags), Expression(f"{dotted}.{name}", pattern, used))
    return list(found.values())


def _uses(files: Sequence[Path]) -> dict[tuple[Path | None, str], set[str]]:
    """By which methods each name is called, in a file and anywhere."""
    uses: dict[tuple[Path | None, str], set[str]] = {}
    for path in files:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
                called = node.func.value
                name = getattr(called, "id", None) or getattr(called, "attr", None)
                if name and name != "re":
                    for place in (path, None):
                        uses.setdefault((place, name), set()).add(node.func.attr)
    return uses


def _patterns(value: object) -> Iterator[re.Pattern[Any]]:
    match value:
        case re.Pattern():
            yield value
        case (str(), str() as written, _, bool()):
            # A wording of questions, whose expression is made when it is first needed.
            yield re.compile(written)
        case tuple() | list():
            for part in value:
                yield from _patterns(part)
        case dict():
            for part in value.values():
                yield from _patterns(part)


def worst_inputs(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """What may begin an input, and what is to be repeated in it: each repeat of the expression, and its parts before."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG & ~(re.UNICODE if _is_bytes(pattern) else 0))
    inputs = {("", unit): None for unit in (*_UNITS, _sample(tree)) if unit}
    for before, unit in _repeats(tree, ""):
        if unit:
            inputs[before, unit] = inputs["", before + unit] = None
    return list(inputs)


def drive(one: Expression, before: str, unit: str, after: str, size: int) -> list[float]:
    """The processor's time of each way in which an expression is used, on one input of a size."""
    text: Any = (before + unit * (size // len(unit) + 1))[:size] + after
    if _is_bytes(one.pattern):
        text = text.encode("latin-1", "replace")
    return [_timed(method, one.pattern, text) for method in one.methods]


def _timed(method: str, pattern: re.Pattern[Any], text: Any) -> float:
    work: Callable[[], object]
    if method in ("sub", "subn"):
        work = lambda: pattern.sub(text[:0], text)  # noqa: E731
    elif method == "finditer":
        work = lambda: sum(1 for _ in pattern.finditer(text))  # noqa: E731
    else:
        work = lambda: getattr(pattern, method)(text)  # noqa: E731
    began = time.thread_time()
    work()
    return time.thread_time() - began


def _is_bytes(pattern: re.Pattern[Any]) -> bool:
    return isinstance(pattern.pattern, bytes)


def _sample(items: Any) -> str:
    return "".join(_one(operation, value) for operation, value in items)


def _one(operation: Any, value: Any) -> str:
    if operation is codes.LITERAL:
        return chr(value)
    if operation is codes.IN:
        return _of_set(value)
    if operation is codes.BRANCH:
        return _sample(value[1][0])
    if operation is codes.SUBPATTERN:
        return _sample(value[3])
    if operation is codes.ATOMIC_GROUP:
        return _sample(value)
    if operation in _REPEATS:
        return _sample(value[2]) * max(1, int(value[0]))
    return "x" if operation in (codes.ANY, codes.NOT_LITERAL) else ""


def _of_set(members: Any) -> str:
    if members[0][0] is codes.NEGATE:
        return next((sign for sign in _SOME_SIGNS if not _holds(members[1:], sign)), "q")
    operation, value = members[0]
    if operation is codes.LITERAL:
        return chr(value)
    if operation is codes.RANGE:
        return chr(value[0])
    kinds = {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a"}
    return str(kinds.get(value, "x"))


def _holds(members: Any, sign: str) -> bool:
    for operation, value in members:
        if operation is codes.LITERAL and chr(value) == sign:
            return True
        if operation is codes.RANGE and value[0] <= ord(sign) <= value[1]:
            return True
        if operation is codes.CATEGORY and _is_of(value, sign):
            return True
    return False


def _is_of(category: Any, sign: str) -> bool:
    return bool(
        (category is codes.CATEGORY_DIGIT and sign.isdigit())
        or (category is codes.CATEGORY_SPACE and sign.isspace())
        or (category is codes.CATEGORY_NOT_SPACE and not sign.isspace())
        or (category is codes.CATEGORY_WORD and sign.isalnum())
    )


def _repeats(items: Any, before: str) -> Iterator[tuple[str, str]]:
    for operation, value in items:
        if operation in _REPEATS:
            if value[1] is codes.MAXREPEAT or value[1] >= _MANY:
                yield before, _sample(value[2])
            yield from _repeats(value[2], before)
        elif operation is codes.SUBPATTERN:
            yield from _repeats(value[3], before)
        elif operation is codes.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif operation in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _repeats(value[1], before)
        elif operation is codes.ATOMIC_GROUP:
            yield from _repeats(value, before)
        before += _one(operation, value) if operation not in _REPEATS or value[0] else ""

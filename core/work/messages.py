"""What goes over the line between a program and a process that reads: one letter, then data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from core.errors import ReadCode
from core.work.isolation import Isolation
from core.work.shape import WrongShape, decoded, encoded

_READY, _PAGE, _FAILED, _RESULT = b"i", b"p", b"f", b"r"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task failed. `spent` tells that its process should not be used again."""

    code: ReadCode
    message: str
    trace: str = ""
    spent: bool = False
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class AtPage:
    """How far a task got."""

    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a task came to."""

    value: Any


Message = Failure | AtPage | Isolation | Result

_TOLD: dict[bytes, TypeAdapter[Any]] = {
    _READY: TypeAdapter(Isolation),
    _PAGE: TypeAdapter(AtPage),
    _FAILED: TypeAdapter(Failure),
}


def packed(message: Message, function: Callable[..., object] | None = None) -> bytes:
    """A message as bytes; `function` is what the task called."""
    if isinstance(message, Result):
        assert function is not None
        return _RESULT + encoded(message.value, function)
    kind = _READY if isinstance(message, Isolation) else _PAGE if isinstance(message, AtPage) else _FAILED
    return kind + bytes(_TOLD[kind].dump_json(message))


def unpacked(data: bytes, function: Callable[..., object]) -> Message:
    """The message of these bytes. Raises WrongShape for what is none."""
    kind, content = data[:1], data[1:]
    if kind == _RESULT:
        return Result(decoded(content, function))
    try:
        message: Message = _TOLD[kind].validate_json(content, strict=True)
    except (KeyError, ValidationError):
        raise WrongShape("no message") from None
    return message

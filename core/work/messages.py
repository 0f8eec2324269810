"""What goes over the line between a program and a process that reads: one letter, then data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.errors import ReadCode
from core.work.isolation import Isolation
from core.work.shape import WrongShape, decoded, encoded, returned

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

_KINDS: dict[bytes, type[Message]] = {_READY: Isolation, _PAGE: AtPage, _FAILED: Failure}


def packed(message: Message) -> bytes:
    """A message as bytes."""
    if isinstance(message, Result):
        return _RESULT + encoded(message.value)
    (kind,) = (kind for kind, its in _KINDS.items() if isinstance(message, its))
    return kind + encoded(message)


def unpacked(data: bytes, function: Callable[..., object]) -> Message:
    """The message of these bytes. Raises WrongShape for what is none."""
    kind, content = data[:1], data[1:]
    if kind == _RESULT:
        return Result(decoded(content, returned(function)))
    if kind not in _KINDS:
        raise WrongShape("no message")
    message: Message = decoded(content, _KINDS[kind])
    return message

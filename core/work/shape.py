"""Values as JSON of a known shape: what comes from a process that strangers may have taken over is data, never code."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    from pydantic import TypeAdapter

RAW = b"raw:"
"""What begins an answer that is bytes as they are."""


class WrongShape(ValueError):
    """What came is not what the function returns."""


def encoded(value: object) -> bytes:
    """A value as JSON, or as it is where it is bytes."""
    if isinstance(value, bytes):
        return RAW + value
    # A lone half of a character is none: one sign stands for it, so that places in the text stay.
    return json.dumps(_plain(value), ensure_ascii=False).encode("utf-8", "replace")


def returned(function: Callable[..., object]) -> Any:
    """The type that a function is declared to return. Raises TypeError where it does not say."""
    hints = get_type_hints(function)
    if "return" not in hints:
        raise TypeError(f"{function} does not say what it returns")
    return hints["return"]


def decoded(data: bytes, kind: Any) -> Any:
    """A value of this type. Raises WrongShape for anything else."""
    # Only here: a process that reads has no use for it, and starts the sooner.
    from pydantic import ValidationError

    try:
        if data.startswith(RAW):
            return _shape_of(kind).validate_python(data.removeprefix(RAW), strict=True)
        return _shape_of(kind).validate_json(data, strict=True)
    except ValidationError as error:
        raise WrongShape(f"{error.error_count()} wrong places") from None


@cache
def _shape_of(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} is no data")

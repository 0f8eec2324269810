"""Values as JSON of a known shape: what comes from a process that strangers may have taken over is data, never code."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, get_type_hints

from pydantic import PydanticSchemaGenerationError, TypeAdapter, ValidationError

RAW = b"raw:"
"""What begins an answer that is bytes as they are."""


class WrongShape(ValueError):
    """What came is not what the function returns."""


@cache
def shape_of(function: Callable[..., object]) -> TypeAdapter[Any]:
    """What a function is declared to return. Raises TypeError where it does not say."""
    try:
        return TypeAdapter(get_type_hints(function)["return"])
    except (KeyError, NameError, PydanticSchemaGenerationError) as error:
        raise TypeError(f"{function} does not say what it returns: {error}") from None


def encoded(value: object, function: Callable[..., object]) -> bytes:
    """A value that this function returned."""
    if isinstance(value, bytes):
        return RAW + value
    plain = shape_of(function).dump_python(value, mode="json")
    # A lone half of a character is none: one sign stands for it, so that places in the text stay.
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace")


def decoded(data: bytes, function: Callable[..., object]) -> Any:
    """What this function returned. Raises WrongShape for anything else."""
    try:
        if data.startswith(RAW):
            return shape_of(function).validate_python(data.removeprefix(RAW), strict=True)
        return shape_of(function).validate_json(data, strict=True)
    except ValidationError as error:
        raise WrongShape(f"{error.error_count()} wrong places") from None

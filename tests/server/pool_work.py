"""Work for the processes of a pool; it imports little, as every process imports it."""

from __future__ import annotations

import os

from core.types import Holdings


def process(archive: Holdings) -> dict[str, int]:
    return {"process": os.getpid()}


def forever(archive: Holdings) -> None:
    while True:
        sum(range(1_000))


def many(archive: Holdings, characters: int) -> dict[str, str]:
    return {"text": "数" * characters}


def length(archive: Holdings, text: str) -> dict[str, int]:
    return {"length": len(text)}


def dying(archive: Holdings) -> None:
    os._exit(3)

"""What Telegram sends as aiogram's objects: an update that aiogram can't decode is healed or left out, alone.

People forward messages of every age and kind, and Telegram adds kinds. One of them must not hold up the others.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from aiogram import Bot
from aiogram.types import Update
from pydantic import ValidationError

log = logging.getLogger(__name__)

_MOST_CUT = 8
_OF_MESSAGE = ("message_id", "date", "chat")
_OF_THREAD = ("message_thread_id", "is_topic_message")


def update_of(raw: object, bot: Bot) -> Update | None:
    """An update without what can't be decoded of it; None where nothing of use is left. Its text is never logged."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or not isinstance(number, int):
        log.warning("no update", extra={"kind": type(raw).__name__})
        return None
    for _ in range(_MOST_CUT):
        try:
            return Update.model_validate(raw, context={"bot": bot})
        except ValidationError as error:
            place = tuple(str(part) for part in error.errors(include_input=False, include_url=False)[0]["loc"][:2])
            raw, cut = _without(raw, place)
            log.warning("part of an update not decoded", extra={"update": number, "place": ".".join(place), "cut": cut})
            if not cut:
                break
        except RecursionError:
            break
    log.warning("update left out", extra={"update": number, "kinds": sorted(set(map(str, raw)) - {"update_id"})})
    return None


def least_message(raw: object) -> dict[str, Any] | None:
    """Of a message only what tells it from others, and its thread; None where it is no message."""
    if not isinstance(raw, Mapping) or not all(key in raw for key in _OF_MESSAGE):
        return None
    chat = raw["chat"] if isinstance(raw["chat"], Mapping) else {}
    told = {key: raw[key] for key in (*_OF_MESSAGE, *_OF_THREAD) if key in raw}
    return told | {"chat": {key: chat.get(key) for key in ("id", "type")}}


def _without(raw: dict[str, Any], place: tuple[str, ...]) -> tuple[dict[str, Any], bool]:
    """The update without one field of its message or query, and whether it had it and can do without."""
    if len(place) < 2 or not isinstance(raw.get(place[0]), dict) or place[1] not in raw[place[0]]:
        return raw, False
    if place[1] in (*_OF_MESSAGE, "from", "id"):
        return raw, False
    content = {key: value for key, value in raw[place[0]].items() if key != place[1]}
    return raw | {place[0]: content}, True

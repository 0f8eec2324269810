"""The people and files that a program is in the middle of; all frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.types import Language
from store.records import Saved

Role = Literal["reader", "editor", "administrator", "asking", "nobody"]
Tables = Literal["automatic", "text"]
JobState = Literal["waiting", "unpacked", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone a program knows by a number. `asking` waits for an administrator, `nobody` was turned away."""

    account: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that came together. `shown_in` is the message that tells how they fare, once there is one."""

    id: int
    chat: int
    message: int
    album: str | None
    account: int
    language: Language
    shown_in: int | None


@dataclass(frozen=True, slots=True)
class Job:
    """One file on its way into the archive; of a file that was an archive, `member` counts from 1.

    `source` is what the program fetches the file by. `saved` is there where it was stored, `sentence` where not.
    """

    id: int
    batch: int
    message: int
    member: int
    name: str
    source: str
    size: int | None
    state: JobState
    saved: Saved | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """Whose reports a chat wants to hear of: a body by name and the code of its place, or (`body` empty) a place."""

    chat: int
    body: str
    code: str
    language: Language
    told_at: datetime

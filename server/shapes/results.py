"""The shapes of what the tools return: short, as every client is told them.

The JSON itself is made by `server.work`; these models are its published schema and hold it to that.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

MOST_ID = 2**53 - 1
"""The largest number that every JSON reader keeps exact."""

Rows = list[list[Any]]


class Object(BaseModel):
    """An object of these keys and no others."""

    model_config = ConfigDict(extra="forbid")


class Paged(Object):
    """What may go on: `next` says what to do."""

    next_offset: int | None = None
    next: str | None = None


class AnswerObject(Object):
    status: str
    text: str
    columns: list[str]
    rows: Rows
    choices: list[dict[str, str]]
    notes: list[str]
    detail: dict[str, Any] | None = None


class FoundObject(Paged):
    columns: list[str]
    rows: Rows
    total: int


class FiguresObject(Object):
    units: dict[str, str]
    organizations: Rows
    columns: list[str] | None = None
    rows: Rows | None = None
    figures: list[dict[str, Any]] | None = None
    marks: Rows
    counts: dict[str, int]
    template_breaks: Rows
    notes: list[str]
    next_cursor: str | None
    resource: str | None
    next: str | None


class RankingObject(Paged):
    indicator: str
    unit: str
    order: str
    columns: list[str]
    rows: Rows
    marks: Rows
    coverage: dict[str, int | None]
    without_figure: list[str]
    without_report: list[str]
    notes: list[str]


class PassagesObject(Paged):
    columns: list[str]
    rows: Rows


class ReportObject(Paged):
    file: str | None = None
    report: dict[str, Any] | None
    counts: dict[str, Any] | None = None
    columns: list[str] | None = None
    rows: Rows | None = None
    total: int | None = None
    checks: list[dict[str, Any]] | None = None
    issues: list[dict[str, Any]] | None = None
    text: str | None = None
    start: int | None = None
    length: int | None = None
    next_start: int | None = None
    error: dict[str, str] | None = None


class ChecksObject(Paged):
    report: int | None = None
    title: str | None = None
    organization: str | None = None
    year: int | None = None
    counts: dict[str, int] | None = None
    checks: list[dict[str, Any]] | None = None
    issues: list[dict[str, Any]] | None = None
    columns: list[str] | None = None
    rows: Rows | None = None
    reports: int | None = None
    looked_at: int | None = None


class VerdictsObject(Paged):
    verdicts: list[dict[str, Any]]
    counts: dict[str, int]
    agrees: bool


class TableObject(Object):
    columns: list[str]
    rows: Rows
    truncated: bool
    next: str | None


class PageObject(Object):
    text: str
    start: int
    length: int
    next_start: int | None


class StoredObject(Object):
    outcome: str | None
    report: int | None
    other: int | None
    identity: dict[str, Any] | None
    failed_checks: int | None
    changes: Rows
    error: dict[str, str] | None
    next: str | None


class UnreadsObject(Paged):
    wordings: list[dict[str, Any]]
    numbers: list[dict[str, Any]]
    total: int


class SettledObject(Object):
    report: int
    indicator: str
    applicant: str | None
    value: float | None
    failed_checks: int
    next: str | None

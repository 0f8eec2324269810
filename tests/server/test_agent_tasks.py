"""What agents are asked, through the real server: the calls of `tasks.toml` return the figures that it says."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from store import Archive
from tests.core.asking.question_holdings import fill
from tests.programs import serving
from tests.server.known import TOOLS

TASKS = tomllib.loads((Path(__file__).parent / "tasks.toml").read_text(encoding="utf-8"))["task"]


@pytest.fixture(scope="module")
def bank_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The archive of the question bank served over HTTP."""
    path = tmp_path_factory.mktemp("tasks") / "bank.db"
    with Archive(path) as archive:
        fill(archive)
    with serving([sys.executable, "-m", "gongkai", "serve", "--db", str(path), "--http", "127.0.0.1:0"]) as url:
        yield url


def test_there_are_enough_and_every_tool_is_needed() -> None:
    assert len(TASKS) >= 80
    assert {tool for task in TASKS for tool, _ in task["calls"]} == set(TOOLS)


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_tasks(bank_url: str, mode: str) -> None:
    wrong: list[str] = []
    async with Client(bank_url, mode=mode) as client:
        for task in TASKS:
            results: list[Any] = []
            for tool, arguments in task["calls"]:
                returned = await client.call_tool(tool, filled(arguments, results))
                results.append(
                    {"error": next(getattr(one, "text", "") for one in returned.content)}
                    if returned.is_error
                    else returned.structured_content
                )
            wrong += [f"{task['question']}: {fault}" for fault in faults(task["returns"], results)]
    assert not wrong, "\n".join(wrong)


def filled(value: Any, results: list[Any]) -> Any:
    """The arguments with what earlier calls returned in the places of `@...`."""
    match value:
        case dict():
            return {name: filled(part, results) for name, part in value.items()}
        case list():
            return [filled(part, results) for part in value]
        case str() if value.startswith("@"):
            return found(value[1:], results)
    return value


def faults(wanted: dict[str, Any], results: list[Any]) -> Iterator[str]:
    for path, value in wanted.items():
        got = found(path, results)
        if isinstance(value, str) and (quoted := re.fullmatch(r"(\d+) with (.+)", value)):
            fits = len(got) == int(quoted[1]) and all(quoted[2] in one for one in got)
        else:
            fits = got == without_nulls(value)
        if not fits:
            yield f"{path} is {got}, not {value}"


def without_nulls(value: Any) -> Any:
    if isinstance(value, list):
        return [without_nulls(part) for part in value]
    return None if value == "null" else value


def found(path: str, value: Any) -> Any:
    """What stands at `0.rows.*.value`: keys and places; `*` takes all of a list. A way that ends early says where."""
    step, _, rest = path.partition(".")
    if step == "*":
        return [found(rest, one) for one in value]
    try:
        value = value[int(step)] if isinstance(value, list) else value[step]
    except (LookupError, TypeError):
        return f"nothing at {step} of {value}"
    return found(rest, value) if rest else value

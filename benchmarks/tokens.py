"""How many tokens the tools cost a model: what it always sees, and the answers to tasks.

    python -m benchmarks.tokens [--texts FOLDER]

The database is that of `benchmarks/questions.py`. Tokens are counted by a rule, so that nothing needs to be
downloaded: a run of up to eight letters, three digits or five signs is one, and ten Chinese characters are seven. On
these very texts it is 3 % off the o200k_base encoding, in the mean of all. With --texts every text is written into the
folder, for another counter. The last column is what the same cost in o200k_base when every figure was an object with
its quote.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mcp import Client
from mcp_types import TextContent

from benchmarks.questions import build
from core.types import Organization
from server.app import INSTRUCTIONS, build_server
from store import Archive

_PIECES = re.compile(r"[A-Za-z]{1,8}|[0-9]{1,3}|[一-鿿　-〿＀-￯]|[^\sA-Za-z0-9一-鿿　-〿＀-￯]{1,5}")
_CHINESE = re.compile(r"[一-鿿　-〿＀-￯]")
_TOKENS_A_CHARACTER = 0.7

BEFORE = {
    "instructions": 180,
    "tools as a model sees them": 2_950,
    "tools/list": 9_038,
    "one figure, zh": 204,
    "a series by ask": 1_134,
    "a follow-up": 278,
    "nothing stored": 111,
    "ambiguous": 337,
    "27 bodies listed": 1_783,
    "108 figures": 10_952,
    "a series of three indicators": 2_886,
    "seven columns": 794,
    "the default page": 7_344,
    "a ranking of ten": 1_303,
    "a report in short": 16_512,
    "a family of a report": 11_143,
    "a report with its quotes": 16_512,
    "what fails in a report": 442,
    "all checks of a report": 2_952,
    "ten claims": 2_088,
    "sums by year": 154,
    "a report given as text": 16_498,
}

Call = tuple[str, dict[str, Any]]


def tokens(text: str) -> int:
    """About how many tokens a text is."""
    pieces = _PIECES.findall(text)
    chinese = sum(1 for piece in pieces if _CHINESE.match(piece))
    return round(len(pieces) - chinese + _TOKENS_A_CHARACTER * chinese)


def tasks(bodies: list[Organization], reports: list[int]) -> Iterator[tuple[str, list[Call]]]:
    """What agents do, each with its calls."""
    ids = [body.id for body in bodies[:12]]
    one, name = ids[0], f"{bodies[0].division}{bodies[0].name}"
    years = list(range(2014, 2023))
    figures = {"indicators": ["requests.received"]}
    short = {"organizations": [one], "years": [2021]}
    text = f"{name}2021年收到申请5件，予以公开3件。" * 5
    yield "one figure, zh", [("ask", {"question": f"{name}2021年收到多少申请？"})]
    yield "one figure, en", [("ask", {"question": f"How many requests did {name} receive in 2021?"})]
    yield "a rate", [("ask", {"question": f"{name}2021年不予公开率是多少？"})]
    yield "a series by ask", [("ask", {"question": f"{name}2014年到2022年收到申请的变化"})]
    yield "a follow-up", [("ask", {"question": "2020年呢？", "earlier_questions": [f"{name}2021年收到多少申请？"]})]
    yield "nothing stored", [("ask", {"question": f"{name}1990年收到多少申请？"})]
    yield "ambiguous", [("ask", {"question": "收到多少申请？"})]
    yield "a body by its name", [("find_organizations", {"name": name})]
    yield "27 bodies listed", [("find_organizations", {"name": "", "limit": 27})]
    yield "an indicator by words", [("find_indicators", {"words": "收到申请"})]
    yield "a family of indicators", [("find_indicators", {"words": "requests.outcome.denied"})]
    yield "one figure by ids", [("get_figures", figures | short)]
    yield "one figure with its quote", [("get_figures", figures | short | {"detail": True})]
    yield "108 figures", [("get_figures", figures | {"organizations": ids, "years": years})]
    yield (
        "a series of three indicators",
        [("get_figures", {"indicators": ["requests.received", "review.total", "rate.denied"], "organizations": [one]})],
    )
    yield (
        "seven columns",
        [
            (
                "get_figures",
                figures | short | {"applicants": ["total", "natural_person", "business", "research", "other"]},
            )
        ],
    )
    yield "the default page", [("get_figures", figures)]
    yield "a ranking of ten", [("rank", {"indicator": "requests.received", "year": 2021})]
    yield "a ranking by a rate", [("rank", {"indicator": "rate.denied", "year": 2021})]
    yield "passages", [("search_text", {"phrase": "公开"})]
    yield "a report in short", [("get_report", {"report": reports[0]})]
    yield "a family of a report", [("get_report", {"report": reports[0], "indicators": ["litigation"]})]
    yield "a report with its quotes", [("get_report", {"report": reports[0], "parts": ["quotes"], "limit": 200})]
    yield "what fails in a report", [("check_report", {"report": reports[0]})]
    yield "all checks of a report", [("check_report", {"report": reports[0], "statuses": [], "limit": 100})]
    yield "what fails anywhere", [("check_report", {})]
    yield "ten claims", [("verify_claims", {"text": text})]
    yield (
        "sums by year",
        [
            (
                "query",
                {"sql": "SELECT year, sum(value) FROM figures WHERE indicator = 'requests.received' GROUP BY year"},
            )
        ],
    )
    yield "a report given as text", [("parse_report", {"text": f"{name}2021年政府信息公开工作年度报告\n收到申请5件。"})]
    yield "unread numbers", [("list_unread", {})]
    yield "the columns of the views", [("read_page", {"address": "gongkai://schema"})]


async def measure(path: Path, folder: Path | None) -> None:
    """Print the tokens of what is always there and of every task."""
    with Archive(path, "ro") as archive:
        bodies, reports = list(archive.organizations()), [entry.id for entry in archive.reports(years=[2021])]
        async with Client(build_server(archive)) as client:
            tools = [tool.model_dump(by_alias=True, exclude_none=True) for tool in (await client.list_tools()).tools]
            seen = [{key: tool[key] for key in ("name", "description", "inputSchema")} for tool in tools]
            texts = {
                "instructions": INSTRUCTIONS,
                "tools as a model sees them": _json(seen),
                "tools/list": _json(tools),
            }
            for name, calls in tasks(bodies, reports):
                texts[name] = ""
                for tool, arguments in calls:
                    returned = await client.call_tool(tool, arguments)
                    parts = [part.text for part in returned.content if isinstance(part, TextContent)]
                    assert not returned.is_error, (name, parts)
                    texts[name] += "\n".join(parts)
    for name, text in texts.items():
        print(f"{name:30} {len(text):7,} characters {tokens(text):6,} tokens {BEFORE.get(name, ''):>7}")
        if folder is not None:
            (folder / f"{name.replace(chr(47), chr(32))}.txt").write_text(text, encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Build the database and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tokens.db"
        build(path, 500)
        asyncio.run(measure(path, options.texts))


if __name__ == "__main__":
    main()

"""What the server offers, told once for all its tests."""

import itertools
from typing import Any

TOOLS = [
    "ask",
    "find_organizations",
    "find_indicators",
    "get_figures",
    "rank",
    "search_text",
    "get_report",
    "check_report",
    "verify_claims",
    "query",
    "parse_report",
    "list_unread",
    "read_page",
]
CALLS: list[dict[str, Any]] = [
    {"name": "ask", "arguments": {"question": "how many 依申请公开 requests did 泰顺 receive in 2018"}},
    {"name": "find_organizations", "arguments": {"name": "泰顺"}},
    {"name": "find_indicators", "arguments": {"words": "收到申请"}},
    {"name": "get_figures", "arguments": {"indicators": ["requests.received"], "years": [2018]}},
    {"name": "rank", "arguments": {"indicator": "requests.received", "year": 2018}},
    {"name": "search_text", "arguments": {"phrase": "公开"}},
    {"name": "get_report", "arguments": {"report": 1}},
    {"name": "check_report", "arguments": {"report": 1}},
    {"name": "verify_claims", "arguments": {"text": "泰顺县2018年收到申请17件，予以公开5件。"}},
    {"name": "query", "arguments": {"sql": "SELECT year, value FROM figures WHERE indicator = 'requests.received'"}},
    {"name": "parse_report", "arguments": {"text": "泰顺县人民政府2018年政府信息公开工作年度报告\n收到申请17件。"}},
    {"name": "list_unread", "arguments": {"report": 2}},
    {"name": "read_page", "arguments": {"address": "gongkai://schema"}},
]
"""One good call of each tool over the seeds, in the order of `TOOLS`."""

TOKEN = "a token that may write"
WRITING_TOOLS = [*TOOLS, "store_report", "settle_unread"]
_NUMBERS = itertools.count(1)


def storing() -> dict[str, Any]:
    """A good call of the tool that stores; every time of other bytes."""
    text = f"泰顺县人民政府2016年政府信息公开工作年度报告\n2016年共收到政府信息公开申请{next(_NUMBERS)}件。"
    return {"name": "store_report", "arguments": {"text": text}}


def is_stored(result: dict[str, Any]) -> bool:
    """Whether a call of `storing` stored its report, by what it returned."""
    return result["outcome"] in ("stored", "replaced_older") and result["identity"]["year"] == 2016


RESOURCES = [
    "ui://gongkai/sheet",
    "ui://gongkai/evidence",
    "gongkai://guide",
    "gongkai://rules",
    "gongkai://indicators",
    "gongkai://schema",
    "gongkai://coverage",
]
TEMPLATES = [
    "gongkai://indicators/{code}",
    "gongkai://organizations/{name}",
    "gongkai://years/{year}",
    "gongkai://changes/{since}",
    "report://{report}",
    "report://{report}/text",
    "gongkai://figures{?indicators,organizations,years,applicants}",
    "gongkai://export/{file}{?organizations,years,indicators}",
]
READABLE = [
    *RESOURCES,
    "gongkai://indicators/requests.received",
    "gongkai://organizations/%E6%B3%B0%E9%A1%BA%E5%8E%BF%E4%BA%BA%E6%B0%91%E6%94%BF%E5%BA%9C",
    "gongkai://years/2018",
    "gongkai://changes/2020-01-01",
    "report://1",
    "report://1/text",
    "gongkai://figures?indicators=requests.received&years=2017,2018&applicants=total",
]
PROMPTS = {
    "compare": {"organizations": "泰顺县人民政府, 张店区发展和改革局", "indicator": "收到申请", "years": "2017-2018"},
    "check_sheet": {"report": "1"},
    "fact_check": {"text": "泰顺县2018年收到申请17件。"},
}

from __future__ import annotations

from datetime import date

from core.errors import ReadError
from core.telling.json import answer_json, report_json
from core.types import (
    Answer,
    AnswerLine,
    Check,
    Choice,
    Derived,
    DerivedOperand,
    Fact,
    Identity,
    Issue,
    Query,
    Report,
    Row,
)

REPORT = Report(
    identity=Identity(
        title="泰顺县人民政府2018年政府信息公开工作年度报告",
        year=2018,
        template="2014",
        organization="泰顺县人民政府",
        division_code="330329",
        division="浙江省温州市泰顺县",
        period_start=date(2018, 1, 1),
        period_end=date(2018, 12, 31),
        published_on=date(2019, 2, 11),
    ),
    facts=(Fact("requests.received", None, 17, "件", "table", "件 17", 10, 14, confidence=0.9),),
    checks=(Check("channel_sum", "structural", "pass", 17, 17, cells=("requests.received",)),),
    issues=(Issue("missing_number", "warning", "", (("disclosure.items", None),), "共计 条", 1, 5),),
)
EMPTY: dict[str, object] = {"report": None, "facts": [], "checks": [], "issues": []}


_OPERANDS = (
    DerivedOperand("泰顺县人民政府", 2018, "requests.outcome.granted", None, 1, 3),
    DerivedOperand("泰顺县人民政府", 2018, "requests.outcome.total", None, 2, 3),
)


def _operand(indicator: str, value: int) -> dict[str, object]:
    return {
        "organization": "泰顺县人民政府",
        "year": 2018,
        "indicator": indicator,
        "applicant": None,
        "value": value,
        "report": 3,
    }


def test_report() -> None:
    written = report_json("a.txt", REPORT, None)
    assert list(written) == ["file", "report", "facts", "checks", "issues", "error"]
    assert list(written["report"].items()) == [
        ("title", "泰顺县人民政府2018年政府信息公开工作年度报告"),
        ("year", 2018),
        ("template", "2014"),
        ("organization", "泰顺县人民政府"),
        ("division_code", "330329"),
        ("division", "浙江省温州市泰顺县"),
        ("period_start", "2018-01-01"),
        ("period_end", "2018-12-31"),
        ("published_on", "2019-02-11"),
        ("index_number", None),
        ("origin", None),
    ]
    assert [list(fact.items()) for fact in written["facts"]] == [
        [
            ("indicator", "requests.received"),
            ("applicant", None),
            ("value", 17),
            ("unit", "件"),
            ("source", "table"),
            ("quote", "件 17"),
            ("start", 10),
            ("end", 14),
            ("page", None),
            ("inferred", False),
        ]
    ]
    assert [list(check.items()) for check in written["checks"]] == [
        [
            ("rule", "channel_sum"),
            ("level", "structural"),
            ("status", "pass"),
            ("left", 17),
            ("right", 17),
            ("applicant", None),
            ("message", "收到（新收）政府信息公开申请数 与 各项之和：17 = 17"),
        ]
    ]
    assert written["issues"] == [
        {
            "code": "missing_number",
            "severity": "warning",
            "message": "没有数字：“共计 条”",
            "indicator": "disclosure.items",
            "quote": "共计 条",
        }
    ]
    assert written["error"] is None


def test_failure() -> None:
    written = report_json("b.bin", None, ReadError("unreadable", "Not text."))
    assert written == {"file": "b.bin"} | EMPTY | {"error": {"code": "unreadable", "message": "Not text."}}


def test_answer() -> None:
    answer = Answer(
        question="公开率?",
        status="answered",
        lines=(AnswerLine("50%"),),
        query=Query("ratio", ("requests.outcome.granted",), ("泰顺县人民政府",), (2018,)),
        rows=(
            Row(
                "泰顺县人民政府",
                "330329",
                2018,
                "requests.outcome.granted",
                None,
                50,
                "%",
                None,
                None,
                None,
                Derived("ratio", _OPERANDS),
            ),
        ),
        choices=(Choice("收到", "泰顺2018年收到多少申请?"),),
        notes=("两份报告",),
    )
    assert answer_json(answer) == {
        "question": "公开率?",
        "status": "answered",
        "text": "50%",
        "query": {
            "operation": "ratio",
            "indicators": ["requests.outcome.granted"],
            "organizations": ["泰顺县人民政府"],
            "years": [2018],
            "applicant": None,
        },
        "rows": [
            {
                "organization": "泰顺县人民政府",
                "division_code": "330329",
                "year": 2018,
                "indicator": "requests.outcome.granted",
                "applicant": None,
                "value": 50,
                "unit": "%",
                "report": None,
                "source": None,
                "quote": None,
                "derived": {
                    "operation": "ratio",
                    "operands": [
                        _operand("requests.outcome.granted", 1),
                        _operand("requests.outcome.total", 2),
                    ],
                },
                "origin": None,
            }
        ],
        "choices": [{"label": "收到", "question": "泰顺2018年收到多少申请?"}],
        "notes": ["两份报告"],
    }
    assert list(answer_json(answer)) == ["question", "status", "text", "query", "rows", "choices", "notes"]


def test_answer_without_a_query() -> None:
    assert answer_json(Answer("?", "not_understood", (AnswerLine("…"),)))["query"] is None

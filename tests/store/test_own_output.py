"""What Gongkai wrote itself is refused, in every form; what others wrote in the same words is not."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from core.errors import ReadError
from core.forms.registry import forms
from core.telling.json import report_json
from core.telling.sheet import render_sheet
from core.types import Document, Identity, Language, Report, Template
from store import Archive
from store.export import Format, Selection, export
from store.intake.own_output import is_own_output
from store.intake.parsing import File, parse_file

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
LANGUAGES: tuple[Language, ...] = get_args(Language)
IDENTITY = Identity(title="报告", year=2018, organization="某县人民政府", template="2014")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("own") / "a.db") as opened:
        for seed in SEEDS:
            parsed = parse_file(File(seed.name, seed.read_bytes()))
            opened.save(seed.read_bytes(), seed.name, parsed.document, parsed.report)
        yield opened


def refused(name: str, data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        parse_file(File(name, data))
    assert (caught.value.code, caught.value.message) == ("not_a_report", "This is an export of Gongkai, not a report.")


@pytest.mark.parametrize("form", get_args(Format))
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("selection", [Selection(), Selection(years=(2018,)), Selection(indicators=("requests.fees",))])
def test_exports(archive: Archive, form: Format, language: Language, selection: Selection) -> None:
    stream = io.BytesIO()
    assert export(archive, selection, form, stream, language)
    for name in (f"export.{form}", "export.txt", ""):
        refused(name, stream.getvalue())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name[:3])
def test_sheets_and_parsed_reports(seed: Path) -> None:
    report = parse_file(File(seed.name, seed.read_bytes())).report
    for language in LANGUAGES:
        sheet = render_sheet(report, language)
        for data in (sheet.encode(), sheet.replace("\n", "\r\n").encode("utf-16"), f"\n\n{sheet}\n".encode()):
            refused("sheet.txt", data)
    refused("parsed.json", json.dumps(report_json(seed.name, report, None), ensure_ascii=False).encode())


@pytest.mark.parametrize("template", [*(form.key for form in forms()), "narrative"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unknown", [{}, {"organization": None}, {"year": None}])
def test_sheets_of_every_form(template: Template, language: Language, unknown: dict[str, None]) -> None:
    identity = replace(IDENTITY, template=template, **unknown)
    assert is_own_output(Document(render_sheet(Report(identity, (), (), ()), language)))


ANSWERED = "某县2018年新收政府信息公开申请17件。来源：《某县人民政府2018年报告》（报告1）第1页表格：“新收 | 17”。"


@pytest.mark.parametrize(
    "text",
    [
        ANSWERED,
        f"某县2018年：\n收到申请数：17件\n{ANSWERED[ANSWERED.index('来源') :]}\n注：2019年起的报表不再单列申请办结数。",
        "某县 received 17 requests in 2018. Source: “某县2018年报告” (report 1), page 1.",
        "第1名：某县 17件\n来源：某县等5个机关2018年的年报（报告1、2、3、4、5）。",
        "1. 某县: 17 requests\nSources: reports of 某县 and others, 5 in all, 2018 (reports 1, 2, 3, 4, 5).",
        '{"question": "某县2018年收到多少申请", "status": "answered", "text": "17件。"}',
        "收到申请17件。\n  标题: 申请\n  词: 收到(act.receive) 申请(thing.request gov) 17(number) 件 。",
        "收到申请17件。\n  words: 收到(act.receive) 申请(thing.request gov) 17(number) 件 。",
    ],
)
def test_answers_and_explanations(text: str) -> None:
    assert is_own_output(Document(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2018年收到申请17件。数据来源：《某县人民政府2018年报告》。",
        "一、概述\n关键词: 政府信息(公开)",
        "\n",
        "某县人民政府 2018年度政府信息公开工作年度报告\n《某县人民政府2018年度报告》\n索引号: 1\n一、概述\n收到申请17件。",
        "某县人民政府2018年度报告\n表式: 2014年表\n收到申请17件。",
        "机关 | 区划代码 | 年度 | 指标 | 数值\n某县 | 330329 | 2018 | 收到申请数 | 17",
        '{"organization": "某县人民政府", "text": "收到申请17件"}',
    ],
)
def test_what_others_wrote(text: str) -> None:
    assert not is_own_output(Document(text))

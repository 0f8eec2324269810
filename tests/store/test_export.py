"""Figures as files: what is written, what is left out, and that no text becomes a formula."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.errors import UsageError
from core.forms.indicators import indicators
from core.text.harmless import harmless_cell
from core.types import AS_STORED, Check, Document, Fact, Identity, Report, named
from store import Archive
from store.export import Format, Selection, export

BODY = Identity(
    title="=HYPERLINK(1)报告",
    year=2019,
    template="2019",
    organization="@泰顺县人民政府",
    division_code="330329",
    division="浙江省温州市泰顺县",
)


def fact(indicator: str, value: float, quote: str) -> Fact:
    return Fact(indicator, None, value, indicators()[indicator].unit, "table", quote, 0, len(quote))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    facts = (fact("licensing.items_change", -3, "-3"), fact("requests.received", 17, '=cmd|" /C calc"!A0\n次'))
    checks = (Check("balance", "official", "fail", 3, 2, kind=AS_STORED, values=named(message="+3")),)
    with Archive(tmp_path / "a.db") as opened:
        opened.save(b"1", "=1.txt", Document("x" * 40), Report(BODY, facts, checks, ()))
        other = replace(BODY, organization="永嘉县人民政府", year=2020)
        opened.save(b"2", "2.txt", Document("x" * 40), Report(other, facts[1:], (), ()))
        yield opened


def written(archive: Archive, form: Format, selection: Selection | None = None, **options: str) -> tuple[int, bytes]:
    stream = io.BytesIO()
    count = export(archive, selection or Selection(), form, stream, "en" if options.get("language") == "en" else "zh")
    return count, stream.getvalue()


def test_csv(archive: Archive) -> None:
    count, data = written(archive, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert count == len(rows) == 3
    assert [(row["机关"], row["年度"], row["指标代码"], row["数值"], row["原文"]) for row in rows] == [
        ("'@泰顺县人民政府", "2019", "licensing.items_change", "-3", "'-3"),
        ("'@泰顺县人民政府", "2019", "requests.received", "17", '\'=cmd|" /C calc"!A0\n次'),
        ("永嘉县人民政府", "2020", "requests.received", "17", '\'=cmd|" /C calc"!A0\n次'),
    ]
    assert rows[1]["申请人"] == "总计"


@pytest.mark.parametrize(
    ("selection", "count"),
    [
        (Selection(organizations=(1,)), 2),
        (Selection(years=(2020,)), 1),
        (Selection(indicators=("requests.received",)), 2),
        (Selection(organizations=(1,), years=(2020,)), 0),
        (Selection(organizations=()), 0),
    ],
)
def test_selection(archive: Archive, selection: Selection, count: int) -> None:
    for form in ("csv", "json", "xlsx"):
        assert written(archive, form, selection)[0] == count


def test_json_lines(archive: Archive) -> None:
    _, data = written(archive, "json")
    lines = [json.loads(line) for line in data.decode().splitlines()]
    assert lines[1] == {
        "organization": "@泰顺县人民政府",
        "division_code": "330329",
        "division": "浙江省温州市泰顺县",
        "year": 2019,
        "indicator": "requests.received",
        "applicant": None,
        "value": 17,
        "unit": "件",
        "source": "table",
        "inferred": False,
        "corrected": False,
        "template": "2019",
        "quote": '=cmd|" /C calc"!A0\n次',
        "start": 0,
        "end": 20,
        "page": None,
        "report": 1,
        "origin": "file",
    }


@pytest.mark.parametrize(
    ("language", "sheets", "rule", "source"),
    [
        ("zh", ["数据", "来源", "核对", "口径"], "收支平衡", "表格"),
        ("en", ["figures", "sources", "checks", "definitions"], "balance", "table"),
    ],
)
def test_xlsx(archive: Archive, language: str, sheets: list[str], rule: str, source: str) -> None:
    count, data = written(archive, "xlsx", language=language)
    assert count == 3
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        workbook = ElementTree.fromstring(book.read("xl/workbook.xml"))
        assert [element.get("name") for element in workbook.iter() if element.tag.endswith("}sheet")] == sheets
        pages = [book.read(name).decode() for name in sorted(book.namelist()) if "worksheets/sheet" in name]
    assert not any("<f>" in page or "<hyperlink" in page for page in pages)
    figures, sources, checks, definitions = pages
    assert "<v>-3</v>" in figures
    assert "=cmd|" in figures
    assert "=HYPERLINK(1)报告" in sources
    assert f">{rule}<" in checks
    assert f">{source}<" in figures
    assert definitions.count("<row ") == 1 + len(indicators())


def test_a_database_older_than_the_dictionary(archive: Archive) -> None:
    plain = sqlite3.connect(archive.path)
    plain.execute("DELETE FROM indicators WHERE code = 'review.total'")
    plain.commit()
    plain.close()
    with Archive(archive.path, "ro") as older:
        assert [written(older, form)[0] for form in ("csv", "json", "xlsx")] == [3, 3, 3]
        assert not older.figures(indicators=["review.total"])
        with pytest.raises(UsageError, match="no indicator"):
            older.figures(indicators=["review.totals"])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "＝1", "－1", "\n=1"])
def test_a_formula_becomes_text(text: str) -> None:
    assert harmless_cell(text) == "'" + text.replace("\r", " ")


@pytest.mark.parametrize("cell", ["泰顺", "1-1", "", -3, 2.5, None])
def test_what_is_no_formula_stays(cell: str | float | None) -> None:
    assert harmless_cell(cell) == cell

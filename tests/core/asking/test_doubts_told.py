"""What is doubtful about a figure is said with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from core.asking.answer import answer
from core.types import Cause, Check, Document, Fact, Identity, Issue, Report, Template
from store.archive import Archive


def _save(
    archive: Archive,
    year: int,
    cells: dict[str, int],
    *issues: Issue,
    checks: tuple[Check, ...] = (),
    inferred: bool = False,
    sure: Mapping[str, float] | None = None,
) -> None:
    facts, text = [], f"泰顺县人民政府{year}年政府信息公开工作年度报告\n"
    for code, value in cells.items():
        line = f"{code} {value}"
        place = len(text), len(text) + len(line)
        confidence = (sure or {}).get(code)
        facts.append(Fact(code, None, value, "件", "table", line, *place, inferred=inferred, confidence=confidence))
        text += f"{line}\n"
    template: Template = "2021"
    identity = Identity(
        title=text.splitlines()[0],
        year=year,
        template=template,
        organization="泰顺县人民政府",
        division_code="330329",
        published_on=date(year + 1, 3, 1),
    )
    archive.save(text.encode(), f"{year}.txt", Document(text), Report(identity, tuple(facts), checks, issues))


def test_inferred_columns_and_poor_images_are_told(tmp_path: Path) -> None:
    with Archive(tmp_path / "doubts.db") as archive:
        poor = Issue("low_confidence_ocr", "warning", figures=(("requests.received", None),))
        _save(archive, 2021, {"requests.received": 31}, poor, inferred=True)
        _save(archive, 2022, {"requests.received": 38})
        doubtful = answer("泰顺2021年收到申请多少", archive)
        plain = answer("泰顺2022年收到申请多少", archive)
    assert "列由勾稽关系推定" in doubtful.text
    assert "识别把握不高" in doubtful.text
    assert "推定" not in plain.text
    assert "识别" not in plain.text


def test_a_figure_that_does_not_add_up_is_told(tmp_path: Path) -> None:
    """A total of 0 whose parts are 11 is told with what contradicts it; other figures of the report are not doubted."""
    cells = ("review.total", "review.upheld", "review.corrected", "review.other", "review.pending")
    check = Check("review_sum", "structural", "fail", 0, 11, cells=cells, cause=Cause("total_empty"))
    with Archive(tmp_path / "sums.db") as archive:
        for year in range(2021, 2026):
            fails = (check,) if year != 2022 else ()
            _save(archive, year, {"requests.received": 21, **dict.fromkeys(cells, 0)}, checks=fails)
        doubtful = answer("泰顺2021年行政复议多少件", archive)
        english = answer("how many administrative reviews in 泰顺 in 2021", archive, language="en")
        plain = answer("泰顺2021年收到申请多少", archive)
        several = answer("泰顺2021年到2022年行政复议多少件", archive)
        many = answer("泰顺2021年到2025年行政复议多少件", archive)
    assert "对不上" in doubtful.text and "0 ≠ 11" in doubtful.text
    assert "do not add up" in english.text and "0 ≠ 11" in english.text
    assert "对不上" not in plain.text
    assert "2021年：这个数与报告里的其他数对不上" in several.text
    assert "对不上" in many.text and "0 ≠ 11" not in many.text


def test_a_figure_hard_to_read_is_told_and_its_neighbours_are_not_doubted(tmp_path: Path) -> None:
    with Archive(tmp_path / "scan.db") as archive:
        poor = Issue("low_confidence_ocr", "warning", figures=(("requests.received", None),))
        sure = {"requests.received": 0.55, "requests.carried_in": 0.98}
        _save(archive, 2021, {"requests.received": 31, "requests.carried_in": 2}, poor, sure=sure)
        doubtful = answer("泰顺2021年收到申请多少", archive)
        english = answer("how many requests did 泰顺 receive in 2021", archive)
        plain = answer("泰顺2021年上年结转多少", archive)
    assert "这个数由图像识别而来，识别把握不高" in doubtful.text
    assert "read from an image with low confidence" in english.text
    assert "识别" not in plain.text


def test_the_rules_over_two_years_are_told(tmp_path: Path) -> None:
    with Archive(tmp_path / "years.db") as archive:
        _save(archive, 2021, {"requests.received": 31, "requests.carried_out": 3})
        _save(archive, 2022, {"requests.received": 38, "requests.carried_in": 4})
        found = answer("检查泰顺2022年报告的勾稽关系", archive)
    assert "2021年结转下年度 与 2022年上年结转：3 ≠ 4" in found.text
    assert "1项需留意" in found.text


def test_that_table_and_text_differ_is_said_before_the_sums_that_agree(tmp_path: Path) -> None:
    with Archive(tmp_path / "doubts.db") as archive:
        differs = Issue(
            "text_table_conflict", "warning", "", (("requests.received", None),), values=(("text", 80), ("table", 88))
        )
        _save(archive, 2021, {"requests.received": 88}, differs, checks=(Check("balance", "official", "pass", 88, 88),))
        for question, said in (
            ("泰顺2021年报告表格和正文一致吗", "表格与正文有1处不一致。"),
            ("Do table and text of Taishun 2021 agree?", "Table and text differ (1)."),
        ):
            first, second = answer(question, archive).text.splitlines()[:2]
            assert first.startswith(said) and "80" in second and "88" in second

"""Tables printed on pages too narrow for them: columns are cut off, labels torn."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core import parse
from core.document import read
from core.types import APPLICANTS as APPLICANT_CODES
from core.types import Document
from tests import forging
from tests.forging import Forged, forge
from tests.report_files import Row, as_html, as_text, report_blocks

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


def cut(row: Row, columns: int) -> Row:
    """A row of the request table without its last columns."""
    figures = [cell for cell in row if cell.isdecimal()]
    return [*(cell for cell in row if not cell.isdecimal()), *figures[:columns]]


def totals(forged: Forged, head: Sequence[Row], columns: int) -> dict[str, float]:
    rows = [cut(row, columns) for row in forged.request if any(cell.isdecimal() for cell in row)]
    blocks = [[*head, *rows] if block is forged.request else block for block in report_blocks(forged)]
    facts = parse(read(as_html(blocks).encode())).facts
    return {
        fact.indicator: fact.value
        for fact in facts
        if fact.source == "table" and fact.applicant is None and fact.indicator.startswith("requests.")
    }


@pytest.mark.parametrize("columns", range(1, 7))
@pytest.mark.parametrize("seed", range(4))
def test_no_total_is_taken_from_a_table_without_its_last_column(seed: int, columns: int) -> None:
    head = [["申请人情况"], [*APPLICANTS[:columns]]]
    assert totals(forge(seed, "2021"), head, columns) == {}


@pytest.mark.parametrize("columns", [3, 4, 5])
def test_nor_where_its_head_is_lost(columns: int) -> None:
    forged = forge(21, "2021")
    wrong = {code for code, value in totals(forged, [], columns).items() if forged.values[code, None] != value}
    assert wrong == set()


def test_a_heading_left_alone_with_the_figures_of_its_first_item_has_none() -> None:
    """Without ruling lines a label of three lines stands around the figures, the heading beside them."""
    forged = forge(1, "2021")
    item = "requests.outcome.other.not_corrected"
    figures = [f"{forged.values[item, applicant]}" for applicant in (*APPLICANT_CODES, None)]
    lines = as_text(report_blocks(forged)).replace("|", " ").splitlines()
    at = next(number for number, line in enumerate(lines) if "逾期不补正" in line)
    lines[at : at + 1] = [
        "1.申请人无正当理由逾期不补正行政",
        f"(六)其他处理 {' '.join(figures)}",
        "机关不再处理其政府信息公开申请",
    ]
    facts = parse(read("\n".join(lines).encode())).facts
    found = {(fact.indicator, fact.applicant): fact.value for fact in facts if fact.source == "table"}
    assert len(found) > 100
    assert {key: value for key, value in found.items() if forged.values.get(key) != value} == {}


@pytest.mark.parametrize("seed", range(4))
def test_a_last_row_with_which_the_text_ends_is_read_where_its_sums_prove_it(seed: int) -> None:
    """jsvine/pdfplumber#420: tables written out one after the other, with nothing behind the last figure."""
    forged = forge(seed, "2021")
    text = forging.tabs(forged).partition("五、")[0].rstrip("\n")
    assert text[-1].isdecimal()
    cases = {key: value for key, value in forged.values.items() if key[0].startswith(("review", "litigation"))}

    def read_of(text: str) -> dict[tuple[str, str | None], float]:
        facts = parse(Document(text)).facts
        return {(f.indicator, f.applicant): f.value for f in facts if f.indicator.startswith(("review", "litigation"))}

    assert read_of(text) == cases
    # A digit more or less, and it may be cut off: nothing is read.
    assert read_of(f"{text}1") == {}

"""Which pages are annual reports on disclosure, and for what reason the others are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.document import read
from core.errors import ReadError
from core.reading.identity import refusal
from core.reading.identity.refusals import KINDS, Refusal
from core.reading.parse import parse
from core.text.clean import clean

PAGES = [
    line.split("\t")
    for line in Path(__file__).with_name("gate.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("kind", "page"), PAGES, ids=[page[:30] for _, page in PAGES])
def test_a_page_is_a_report_or_is_refused_for_what_it_is(kind: str, page: str) -> None:
    refused = refusal(clean(page.replace("⏎", "\n")))
    assert (refused.kind if refused else "report") == kind


def test_every_kind_of_refusal_has_a_page_and_a_sentence_of_its_own() -> None:
    assert {kind for kind, _ in PAGES} == KINDS | {"report"}
    assert len({Refusal(kind).sentence for kind in KINDS}) == len(KINDS)


def test_the_error_of_a_refused_file_names_its_kind() -> None:
    with pytest.raises(ReadError) as caught:
        parse(read("关于2019年政府信息公开年度报告报送情况的通报\n各乡镇:2家未报送。".encode(), "a.txt"))
    assert (caught.value.code, caught.value.kind) == ("not_a_report", "notice")

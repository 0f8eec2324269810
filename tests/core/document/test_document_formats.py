"""One report in every format: read and parsed, it gives the figures that were written into it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from core import parse
from core.document import read
from core.document.limits import ReadLimits, limited
from core.errors import ReadError
from core.types import Document
from core.work.worker import Limits, Workers
from tests.forging import Forged, forge
from tests.report_files import (
    WRITERS,
    Block,
    as_ods,
    as_text,
    as_xlsb,
    docx,
    open_document,
    p,
    report_blocks,
    sheet_2003,
    sheet_rows,
    tbl,
    tc,
    tr,
    word_2003,
    word_body,
)
from tests.sample_files import word97_file

SEED = Path(__file__).parents[3] / "seeds" / "001_4d089b536d89bce8.txt"
with_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def figures(document: Document) -> dict[tuple[str, str | None], float]:
    return {(fact.indicator, fact.applicant): fact.value for fact in parse(document).facts if fact.source == "table"}


@pytest.mark.parametrize("template", ["2019", "2021"])
@pytest.mark.parametrize("ending", WRITERS)
def test_figures_of_every_format(ending: str, template: str) -> None:
    if ending == "pdf":
        pytest.importorskip("pypdfium2")
    forged = forge(7, template)
    document = read(WRITERS[ending](report_blocks(forged)), f"a.{ending}")
    assert figures(document) == forged.values
    identity = parse(document).identity
    assert (identity.organization, identity.year) == ("临江县人民政府", forged.year)


def form_of_2014() -> list[Block]:
    """A seed report as paragraphs and one table: its lines are the cells of the rows, one after another."""
    above, start, below = SEED.read_text(encoding="utf-8").partition("一、主动公开情况")
    rows: list[list[str]] = []
    row: list[str] = []
    for cell in (" ".join(line.split()) for line in (start + below).splitlines() if line.strip()):
        row.append(cell)
        if cell[-1].isdecimal() or row[1:] == ["——", "——"]:
            rows.append(row if len(row) == 3 else [row[0], "", row[-1]])
            row = []
    return [*filter(None, map(str.strip, above.splitlines())), rows, *row]


@pytest.mark.parametrize("ending", WRITERS)
def test_figures_of_the_form_of_2014_in_every_format(ending: str) -> None:
    if ending == "pdf":
        pytest.importorskip("pypdfium2")
    wanted = figures(read(SEED.read_bytes()))
    assert len(wanted) > 50
    document = read(WRITERS[ending](form_of_2014()), f"a.{ending}")
    assert figures(document) == wanted
    identity = parse(document).identity
    assert (identity.organization, identity.year) == ("泰顺县人民政府", 2018)


@pytest.mark.parametrize("form", ["ods", "xlsb"])
def test_foreign_workbooks(form: str) -> None:
    pytest.importorskip("python_calamine")
    forged = forge(8, "2021")
    blocks = report_blocks(forged)
    rows = [[float(cell) if cell.isdecimal() else cell for cell in row] for row in sheet_rows(blocks)]
    document = read(as_ods(blocks) if form == "ods" else as_xlsb(rows))
    assert document.format == form
    assert figures(document) == forged.values


# --- what only some formats can say -------------------------------------------------------------------------


def test_word_2003() -> None:
    merged = tbl(
        tr(tc(p("三"), '<w:vmerge w:val="restart"/>'), tc(p("规章")), tc(p("5"))),
        tr(tc(p(), "<w:vmerge/>"), tc(p("许可")), tc(p())),
    )
    change = '<aml:annotation aml:id="0" w:type="Word.{}"><aml:content><w:r><w:t>{}</w:t></w:r></aml:content></aml:annotation>'
    body = merged + "<w:p>" + change.format("Deletion", "9") + change.format("Insertion", "8") + "</w:p>"
    document = read(word_2003(f"<w:sect>{body}</w:sect>").encode(), "a.doc")
    assert (document.format, document.text) == ("doc", "三 | 规章 | 5\n许可 | \n8\n")


def test_a_word_file_saved_as_one_xml_file() -> None:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    source = (
        '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part>'
        f'<pkg:xmlData><w:document xmlns:w="{main}"><w:body>{p("收到12件")}</w:body></w:document></pkg:xmlData>'
        "</pkg:part></pkg:package>"
    )
    assert read(source.encode("utf-16")).text == "收到12件\n"


def test_open_document() -> None:
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>9</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
        '<text:p>收到<text:change-start text:change-id="c1"/>9<text:change-end text:change-id="c1"/>8<text:s/>件'
        "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame></text:p>"
        "<table:table><table:table-row>"
        + cell.format(' table:number-rows-spanned="2"', "三")
        + cell.format("", "规章")
        + cell.format(' table:number-columns-repeated="2"', "0")
        + "</table:table-row><table:table-row><table:covered-table-cell/>"
        + cell.format("", "许可")
        + cell.format(' table:number-columns-repeated="99999999"', "")
        + "</table:table-row></table:table>"
    )
    document = read(open_document(body))
    assert (document.format, document.text) == ("odt", "收到8 件\n框\n三 | 规章 | 0 | 0\n许可 | \n")


def test_workbook_of_2003() -> None:
    value = '<Cell{}><Data ss:Type="{}">{}</Data></Cell>'
    rows = (
        "<Row>" + value.format(' ss:MergeDown="1"', "String", "三") + value.format(' ss:MergeAcross="1"', "String", "规章")
        + value.format("", "Number", "7.7302800000000001E3") + "</Row>"
        "<Row>" + value.format(' ss:Index="2"', "String", "许可") + value.format("", "Number", "0") + "<Cell/></Row>"
    )  # fmt: skip
    document = read(sheet_2003(rows).encode(), "a.xls")
    assert (document.format, document.text) == ("xls", "三 | 规章 | 7730.28\n许可 | 0 | \n")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            r"{\rtf1\trowd\clvmgf\cellx1\cellx2\intbl A\cell B\cell\row\trowd\clvmrg\cellx1\cellx2\intbl\cell C\cell\row}",
            ["A | B", "C"],
        ),
        (r"{\rtf1 a{\deleted 9}{\v 7}\deleted 6\deleted0 8\par}", ["a8"]),
    ],
)
def test_rich_text_merged_and_deleted(source: str, expected: list[str]) -> None:
    assert read(source.encode()).text.splitlines() == expected


# --- old Word ---------------------------------------------------------------------------------------------

SAMPLE = [
    "临江县人民政府2023年政府信息公开工作年度报告",
    "收到8件",
    "2024年1月5日",
    "三 | 规章制度 | 5 | ",
    "许可 |  | 6",
    "完。𠮷",
]


@pytest.mark.parametrize("installed", [False, pytest.param(True, marks=with_libreoffice)])
def test_old_word_with_libreoffice_and_without(installed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not installed:
        monkeypatch.setenv("PATH", "")
    document = read(word97_file(), "a.wps")
    assert (document.format, document.text.splitlines()) == ("doc", SAMPLE)


def test_an_old_word_file_with_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    data = bytearray(word97_file())
    data[data.index(b"\xec\xa5") + 0x0B] |= 1
    with pytest.raises(ReadError) as caught:
        read(bytes(data))
    assert caught.value.code == "encrypted"


def converted(data: bytes, form: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.docx").write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        command = [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            folder,
        ]
        subprocess.run([*command, f"{folder}/a.docx"], check=True, capture_output=True)
        return Path(folder, f"a.{form}").read_bytes()


@with_libreoffice
def test_a_whole_report_as_old_word(monkeypatch: pytest.MonkeyPatch) -> None:
    forged: Forged = forge(9, "2021")
    blocks = report_blocks(forged)
    data = converted(docx(word_body(blocks)), "doc")
    theirs = read(data)
    assert figures(theirs) == forged.values
    monkeypatch.setenv("PATH", "")
    assert read(data).text == theirs.text == as_text(blocks)


@with_libreoffice
def test_libreoffice_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    started = time.perf_counter()
    with limited(ReadLimits(conversion_seconds=0.2)), pytest.raises(ReadError) as caught:
        read(word97_file())
    assert caught.value.code == "timeout"
    assert time.perf_counter() - started < 5
    assert list(tmp_path.iterdir()) == []
    assert not running_in(tmp_path)


@with_libreoffice
def test_libreoffice_ends_with_the_worker_that_started_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Workers(Limits(seconds=0.4), processes=1) as pool:
        assert pool.submit(os.getpid).result()
        with pytest.raises(ReadError) as caught:
            pool.submit(read, word97_file()).result()
    assert caught.value.code == "timeout"
    assert list(tmp_path.iterdir()) == []
    assert not running_in(tmp_path)


def running_in(folder: Path) -> list[str]:
    """The programs that were started with something in this folder, and still run."""
    time.sleep(0.2)
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = process.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if str(folder) in words:
            found.append(words)
    return found

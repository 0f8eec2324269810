"""Bombs, and truncated and mutated files of every format: read or refused, never more than that."""

from __future__ import annotations

import os
import random
import sqlite3
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import pytest

from core.document import is_archive, members, read
from core.document.limits import ReadLimits, set_limits
from core.errors import ReadError
from core.work.worker import Limits, Workers
from store import Archive
from store.health import troubles
from store.intake.parsing import File, Parsed, parse_file, read_once
from tests.forging import forge
from tests.report_files import WRITERS, W, as_ods, as_xlsb, docx, ofd, pdf, report_blocks, zipped
from tests.sample_files import heic_file, word97_file
from tests.torture.tally import tried

BLOCKS = ["收到申请 12 件。", [["规章", "0", ""], ["行政许可", "7730.28", "3"]], "<完>"]
MUTANTS = int(os.environ.get("TORTURE_MUTANTS", "24"))
"""Of every format."""
CODES = ("unreadable", "unsupported", "encrypted", "too_large")


@cache
def files() -> dict[str, bytes]:
    """One small file of every format, of those too that need an extra."""
    every = {ending: write(BLOCKS) for ending, write in WRITERS.items()}
    every |= {"ods": as_ods(BLOCKS), "xlsb": as_xlsb([["规章", 3.0]]), "doc": word97_file()}
    every |= {"heic": heic_file(), "png": png(40, 40, b"\0" * 40 * 121)}
    xls = old_workbook()
    return every | ({"xls": xls} if xls else {})


def old_workbook() -> bytes:
    try:
        import xlwt
    except ModuleNotFoundError:
        return b""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = xlwt.Workbook()
        book.add_sheet("年报").write(1, 1, "规章")
        buffer = BytesIO()
        book.save(buffer)
    return buffer.getvalue()


def png(width: int, height: int, rows: bytes) -> bytes:
    """A picture of these sides, whatever its rows hold."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def mutated(data: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    changed = bytearray(data)
    if seed % 2:
        for _ in range(chance.randint(1, 20)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    else:
        at = chance.randrange(len(changed))
        changed[at : at + chance.randrange(9)] = changed[: chance.randrange(min(len(changed), 4000))]
    return bytes(changed)


def read_without_programs(data: bytes, name: str) -> int:
    """As `read`, but without LibreOffice, which has a test of its own. The length of the text."""
    os.environ["PATH"] = ""
    return len(read(data, name).text)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    # Pictures that survive are refused by their size: what recognises them is slow, and not what is tested here.
    prepare = partial(set_limits, ReadLimits(pixels=50))
    # More time than any bomb takes, also where the machine does much else.
    with Workers(Limits(seconds=150), processes=2, prepare=prepare, ready=read_once) as pool:
        yield pool


def check(outcome: int | ReadError, what: object) -> None:
    if isinstance(outcome, ReadError):
        assert outcome.code in CODES, (what, outcome)
        assert "The reader failed" not in outcome.message, (what, getattr(outcome, "__notes__", outcome.message))


def test_truncated_files_of_every_format(workers: Workers) -> None:
    tasks = [(data[: len(data) * part // 8], f"a.{ending}") for ending, data in files().items() for part in range(1, 8)]
    tried("cut files of every format", len(tasks))
    for (_, name), outcome in zip(tasks, workers.map(read_without_programs, tasks), strict=True):
        check(outcome, name)


def test_mutated_files_of_every_format(workers: Workers) -> None:
    tasks = [(mutated(data, seed), f"a.{ending}") for seed in range(MUTANTS) for ending, data in files().items()]
    tried("mutants of every format", len(tasks))
    for number, outcome in enumerate(workers.map(read_without_programs, tasks)):
        check(outcome, (tasks[number][1], number // len(files())))


@cache
def report_of(ending: str) -> bytes:
    written = WRITERS[ending](report_blocks(forge(3, "2021")))
    return written if isinstance(written, bytes) else written.encode()


def report_mutant(seed: int, ending: str) -> tuple[bytes, str]:
    """A report of some format, changed: spliced with another format, named by another ending, with a member changed."""
    chance = random.Random(f"{seed} {ending}")
    data, name = report_of(ending), f"a.{ending}"
    other = chance.choice(sorted(WRITERS))
    match seed % 4:
        case 0:
            data = data[: chance.randrange(len(data))] + report_of(other)[chance.randrange(len(report_of(other))) :]
        case 1:
            name = f"a.{other}"
        case 2 if zipfile.is_zipfile(BytesIO(data)):
            with zipfile.ZipFile(BytesIO(data)) as package:
                members_of = {part: package.read(part) for part in package.namelist()}
            part = chance.choice([part for part, held in members_of.items() if held])
            data = zipped(members_of | {part: mutated(members_of[part], seed)})
        case _:
            data = mutated(data, chance.randrange(10_000))
    return data, name


def parsed_without_programs(data: bytes, name: str) -> Parsed:
    """As a report is taken in, but without LibreOffice."""
    os.environ["PATH"] = ""
    return parse_file(File(name, data))


def test_mutated_reports_are_reports_or_refused(workers: Workers, tmp_path: Path) -> None:
    """Through all that reads a file; what is refused stores nothing, and what is stored is whole."""
    tasks = [report_mutant(seed, ending) for seed in range(-(-MUTANTS // 6)) for ending in sorted(WRITERS)]
    tried("mutants of reports of every format, read as reports and stored", len(tasks))
    stored = 0
    with Archive(tmp_path / "a.db") as archive:
        for (data, name), outcome in zip(tasks, workers.map(parsed_without_programs, tasks), strict=True):
            if isinstance(outcome, ReadError):
                assert outcome.code in (*CODES, "not_a_report"), (name, outcome)
                assert "The reader failed" not in outcome.message, (name, getattr(outcome, "__notes__", ""))
            else:
                stored += archive.save(data, name, outcome.document, outcome.report).outcome != "already_there"
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchone() == (stored,)
    assert stored > len(tasks) // 4
    assert list(troubles(tmp_path / "a.db")) == []


@pytest.mark.parametrize(("seed", "ending"), [(24, "gbk.txt"), (56, "txt")])
def test_what_once_failed_is_read_or_refused(seed: int, ending: str) -> None:
    """A figure that several marks of a sentence tell together, before others of its kind."""
    data, name = report_mutant(seed, ending)
    with suppress(ReadError):
        parse_file(File(name, data))


def xml_bomb() -> str:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    return f'<!DOCTYPE a [<!ENTITY e0 "{"0" * 99}">{levels}]>'


BOMBS: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "zip of zeros": (zipped({"a.txt": b"0" * 60_000_000}), ("too_large",)),
    "zip of many": (zipped({f"{number}.txt": "" for number in range(20_001)}), ("too_large",)),
    "docx of zeros": (zipped({"word/document.xml": b" " * 60_000_000}), ("too_large",)),
    "docx of entities": (
        zipped({"word/document.xml": f'{xml_bomb()}<w:document xmlns:w="{W}"><w:t>&e9;</w:t></w:document>'}),
        ("unreadable",),
    ),
    "docx nested": (docx("<w:tbl><w:tr><w:tc>" * 5000), ("unreadable",)),
    "xml of entities": (
        f'<?xml version="1.0"?>{xml_bomb()}<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
        ">&e9;</w:wordDocument>".encode(),
        ("unreadable",),
    ),
    "deep html": (b"<html><body>" + b"<div>" * 100_000 + b"12", ("too_large",)),
    "html of tables": (b"<html><table>" + b"<table><tr><td>" * 20_000, ("too_large",)),
    "rtf of groups": (b"{\\rtf1" + b"{" * 500_000 + b"12", ()),
    "rtf of cells": (b"{\\rtf1\\trowd" + b"\\intbl\\cell" * 200_000 + b"\\row}", ()),
    "ofd of steps": (
        ofd('<ofd:TextObject Boundary="1 1 9 9" Size="4"><ofd:TextCode DeltaX="g 999999999 2">一</ofd:TextCode></ofd:TextObject>'),
        ("unsupported",),
    ),
    "pdf of objects": (
        pdf("".join(f"{x % 500} {x % 700} m {x % 500 + 20} {x % 700} l S\n" for x in range(100_000))),
        ("unreadable",),
    ),
    "pdf of more objects": (
        pdf("").replace(b"xref\n", b"".join(b"%d 0 obj<<>>endobj\n" % n for n in range(100, 100_100)) + b"xref\n"),
        ("unreadable",),
    ),
    "pdf of characters": (pdf(f"BT /F 9 Tf {'<4e004e00> Tj ' * 1_100_000} ET"), ("too_large",)),
    "png of pixels": (png(60_000, 60_000, b"\0" * 1_000_000), ("too_large",)),
    "heic of pixels": (heic_file(), ("too_large",)),
    "html of comments": (b"<!-- -->" * 100_000 + b"<script></script><p>12</p>", ()),
    "html of attributes": (
        "<html><p {}>12</p>".format(" ".join(f"a{n}='{n}>'" for n in range(300_000))).encode(),
        ("too_large",),
    ),
    "html of many full tags": (
        "<html>{}".format("<p {}>12</p>".format(" ".join(f"a{n}" for n in range(1000))) * 100).encode(),
        (),
    ),
    "html of blanks": (b"<html><body>" + b" " * 1_000_000 + b"<p>12</p>", ()),
    "csv of one cell": (b"a,\"" + b"x" * 1_000_000, ("unreadable",)),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(workers: Workers, name: str) -> None:
    data, codes = BOMBS[name]
    needed = {"pdf": "pypdfium2", "png": "rapidocr", "heic": "rapidocr"}
    if name.split()[0] in needed:
        pytest.importorskip(needed[name.split()[0]])
    (outcome,) = workers.map(read_without_programs, [(data, "a.csv" if name.startswith("csv") else "a")])
    tried("bombs")
    check(outcome, name)
    assert isinstance(outcome, ReadError) is bool(codes)
    if isinstance(outcome, ReadError):
        assert outcome.code in codes


def test_a_zip_whose_first_member_is_a_stored_pdf_is_a_zip() -> None:
    """Such a zip begins like a PDF within its first kilobyte, with the other members behind it."""
    data = zipped({"a.pdf": b"%PDF-1.4\n\0endobj", "b.html": b"<p>b</p>", "c.txt": b"c"}, zipfile.ZIP_STORED)
    assert is_archive(data)
    assert [name for name, _ in members(data)] == ["a.pdf", "b.html", "c.txt"]


@pytest.mark.parametrize("circle", ["table of tables", "directory", "stream"])
def test_chains_of_sectors_that_bite_their_tail_are_damage(workers: Workers, circle: str) -> None:
    """A library that follows them fills the memory."""
    data = bytearray(old_workbook() or pytest.skip("needs xlwt"))
    table, directory = (struct.unpack_from("<I", data, at)[0] for at in (0x4C, 0x30))
    match circle:
        case "table of tables":
            struct.pack_into("<II", data, 0x44, 0, 8)
        case "directory":
            struct.pack_into("<I", data, 512 * (table + 1) + 4 * directory, directory)
        case _:
            # The first entry behind the root's tells where its stream begins.
            start = struct.unpack_from("<I", data, 512 * (directory + 1) + 128 + 116)[0]
            struct.pack_into("<I", data, 512 * (table + 1) + 4 * start, start)
    (outcome,) = workers.map(read_without_programs, [(bytes(data), "a.xls")])
    assert isinstance(outcome, ReadError)
    assert outcome.message == "The office file is damaged."

"""All ways out: whatever a stranger wrote into a report, nothing acts on a terminal, a chat, a workbook or an agent."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
import zipfile
from pathlib import Path

import pytest
from aiogram.methods import SendMessage
from hypothesis import given
from hypothesis import strategies as st

from bot.edge.harmless import Harmless
from core.text.harmless import harmless, harmless_cell, harmless_json, harmless_values
from core.types import Document, Fact, Identity, Issue, Report
from server.running.worker import done
from server.tools.building import result
from store import Archive
from tests.cli.test_command_line import gongkai

# Escape sequences of 7 and 8 bits, a bell, a backspace, marks of direction, signs of no width, a tag beyond U+FFFF.
EVIL = "\x1b[31m\x9b2J\x07\x08\u202e\u2066\u200b\ufeff\u00ad\U000e0041\u2028\x85"
NAME = f"=临江{EVIL}县人民政府"
TEXT = f"{NAME}2023年政府信息公开工作年度报告\n收到{EVIL}申请 17 件"
QUOTE = f"收到{EVIL}申请 17 件"
CODE = "requests.received"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out")
    start = TEXT.index(QUOTE)
    fact = Fact(CODE, None, 17, "件", "table", QUOTE, start, start + len(QUOTE))
    identity = Identity(title=TEXT.split("\n")[0], year=2023, organization=NAME, template="2021")
    issue = Issue("missing_number", "warning", "", ((CODE, None),), QUOTE, start, start + len(QUOTE))
    with Archive(path / "a.db") as archive:
        archive.save(b"1", f"=报告{EVIL}.html", Document(TEXT), Report(identity, (fact,), (), (issue,)))
        archive.correct(1, CODE, None, 18, reason=f"=因为{EVIL}", person=f"=王{EVIL}")
    return path


def acts(text: str) -> list[str]:
    """The signs of a text that act on whoever shows it."""
    return [
        sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign not in "\n\t"
    ]


TERMINAL = (
    ("ask", f"临江县人民政府2023年收到多少件申请{EVIL}".replace("\x07", "")),
    ("ask", "库里有哪些报告"),
    ("ask", "--json", "库里有哪些报告"),
    ("check", "1"),
    ("check", "--lang", "en", "1"),
    ("export",),
    ("export", "--format", "json"),
    ("judge", "1", "confirmed"),
    ("doctor",),
    ("unread",),
    ("reread", "1"),
    ("export", "--organization", EVIL),
)


@pytest.mark.parametrize(
    "command", TERMINAL, ids=lambda command: " ".join(command[:2]).encode("unicode_escape").decode()
)
def test_nothing_acts_on_a_terminal(folder: Path, command: tuple[str, ...]) -> None:
    done = gongkai(command[0], "--db", "a.db", *command[1:], cwd=folder)
    assert acts(done.stdout.decode("utf-8-sig").replace("\r\n", "\n")) == []
    assert acts(done.stderr.decode()) == []


def test_file_names_do_not_act(tmp_path: Path) -> None:
    name = f"a{EVIL.replace(chr(0), '')}.txt"
    (tmp_path / name).write_text("关于开会的通知")
    for command in ("parse", "ingest"):
        done = gongkai(command, name, cwd=tmp_path)
        assert acts(done.stderr.decode()) == acts(done.stdout.decode()) == []


def test_no_cell_is_a_formula(folder: Path) -> None:
    table = gongkai("export", "--db", "a.db", cwd=folder).stdout.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert any("'=临江" in cell for cell in rows[1])
    assert [cell for row in rows for cell in row if cell.lstrip()[:1] in tuple("=+@＝＋＠")] == []


def test_a_workbook_holds_texts_only(folder: Path) -> None:
    pytest.importorskip("xlsxwriter")
    assert gongkai("export", "--db", "a.db", "-o", "a.xlsx", cwd=folder).returncode == 0
    with zipfile.ZipFile(folder / "a.xlsx") as book:
        parts = {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}
    assert not any("<f>" in part for part in parts.values())
    assert any("临江" in part for part in parts.values())
    assert all(acts(part.replace("\r\n", "\n")) == [] for part in parts.values())


def test_nothing_acts_on_an_agent(folder: Path) -> None:
    with Archive(folder / "a.db", "ro") as archive:
        stored = archive.report(1)
    answered = result(done({"title": stored.identity.title, "facts": [{"quote": stored.facts[0].quote}]}))
    assert acts(json.dumps(answered.structured_content, ensure_ascii=False)) == []
    assert acts("".join(part.text for part in answered.content if part.type == "text")) == []


async def test_nothing_acts_in_a_chat() -> None:
    sent: list[SendMessage] = []

    async def send(_bot: object, method: SendMessage) -> None:
        sent.append(method)

    await Harmless()(send, None, SendMessage(chat_id=1, text=TEXT))  # type: ignore[arg-type]
    assert acts(sent[0].text) == []
    # Where bold and links stand is counted in UTF-16.
    assert len(sent[0].text.encode("utf-16-le")) == len(TEXT.encode("utf-16-le"))


@given(st.text())
def test_places_stay_and_what_shows_is_kept(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert acts(shown) == []
    assert all(
        now == then or unicodedata.category(then) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        for now, then in zip(shown, text, strict=True)
    )
    assert harmless(shown) == shown


@given(st.text())
def test_json_keeps_every_sign(text: str) -> None:
    line = harmless_json(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(line) == {"a": text}
    assert acts(line) == []


@pytest.mark.parametrize(
    "cell", ["=1+1", "＝1+1", " =1", "\n=1", "@SUM(1)", "-cmd|' /C calc'!A0", "+1-1", "－2", "|x", "%x", "\t1", "﹦1"]
)
def test_formulas_become_texts(cell: str) -> None:
    assert str(harmless_cell(cell)).startswith("'")


@pytest.mark.parametrize("cell", ["17", "12%", "泰顺县", "(一)收到", "", 5, None, 1.5])
def test_other_cells_stay(cell: object) -> None:
    assert harmless_cell(cell) == cell


def test_values_within_values() -> None:
    assert harmless_values({"a": ["\x1b", ("\u202e", 1, None)]}) == {"a": ["\ufffd", [" ", 1, None]]}

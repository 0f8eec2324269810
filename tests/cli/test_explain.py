"""`gongkai explain` as a person runs it: readable, as JSON, and one sentence for every file that can't be explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_command_line import SEEDS, gongkai, told

SEED = next(seed for seed in SEEDS if seed.name.startswith("001"))


def test_every_sentence_that_counts_is_told(tmp_path: Path) -> None:
    done = gongkai("explain", SEED, cwd=tmp_path)
    assert (done.returncode, told(done)) == (0, "")
    assert " → 数据\n" in done.stdout.decode()
    assert " → a figure\n" in gongkai("explain", "--lang", "en", SEED, cwd=tmp_path).stdout.decode()


def test_json_is_an_object_a_sentence(tmp_path: Path) -> None:
    done = gongkai("explain", "--json", "--at", "收到", SEED, cwd=tmp_path)
    objects = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert objects
    for found in objects:
        assert list(found) == ["quote", "start", "end", "heading", "topics", "words", "frames"]
        assert "收到" in "".join(found["quote"].split())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("missing.txt",), 1),
        (("notice.txt",), 1),
        (("folder",), 1),
        ((str(SEED), "--at", "这里没有的话"), 1),
        ((str(SEED), "--at", " "), 2),
        ((), 2),
    ],
)
def test_what_cannot_be_explained_is_one_sentence(tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    (tmp_path / "notice.txt").write_text("这只是一份会议通知,与年报无关。" * 5, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    done = gongkai("explain", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout, len(told(done).splitlines())) == (code, b"", 1)
    assert told(done).startswith("gongkai: ")

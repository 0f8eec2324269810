"""A changed reading raises the parser's number, else reports that are stored would keep what was read before."""

from __future__ import annotations

import pytest

from core.version import PARSER_VERSION
from tests.fingerprint import COMMAND, FOLDERS, Fingerprint, committed, fingerprint_of, next_version, pages


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_readings_are_those_of_the_parsers_version(folder: str) -> None:
    held = committed()
    here = [page for page in pages() if page.startswith(f"{folder}/")]
    otherwise = [page for page in here if fingerprint_of(page) != held.readings.get(page)]
    assert not otherwise, (
        f"These pages are read otherwise than PARSER_VERSION {held.parser_version} read them. Where that is meant, run"
        f" `{COMMAND}`: it raises PARSER_VERSION in core/version.py, so that stored reports are read again, and writes"
        " the readings anew. Commit both files."
    )
    assert held.parser_version == PARSER_VERSION, f"PARSER_VERSION was changed by hand: run `{COMMAND}`."


def test_every_committed_page_is_there() -> None:
    assert list(committed().readings) == pages()


@pytest.mark.parametrize(
    ("number", "readings", "version"),
    [
        (2, {"a": "1", "b": "1"}, 2),
        (2, {"a": "2", "b": "1"}, 3),
        (3, {"a": "2", "b": "1"}, 3),
        (2, {"a": "1", "c": "1"}, 2),
    ],
)
def test_only_a_page_read_otherwise_raises_the_version(number: int, readings: dict[str, str], version: int) -> None:
    assert next_version(Fingerprint(2, {"a": "1", "b": "1"}), Fingerprint(number, readings)) == version

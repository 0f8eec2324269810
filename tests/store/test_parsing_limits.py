"""The settings that say how much one file may take reach the processes that read files."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.document.limits import ReadLimits
from core.errors import ReadError, UsageError
from store.intake.parsing import File, open_workers, parse_all, parse_file, read_limits
from store.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults_are_those_of_the_readers() -> None:
    limits = read_limits(load_settings())
    assert limits == ReadLimits(conversion_seconds=limits.conversion_seconds)
    assert 0 < limits.conversion_seconds < load_settings().parse_seconds


def test_settings_reach_the_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_PARSE_TEXT_MB", "1")
    with open_workers(load_settings(), processes=1) as workers:
        with pytest.raises(ReadError) as caught:
            workers.submit(parse_file, File("a.txt", "收".encode() * 500_000)).result()
        assert (caught.value.code, caught.value.message) == ("too_large", "The text is larger than 1 MB.")
        files = [(name, File(name, b"") if name else None) for name in ("a", "", "b")]
        found = [
            (key, result.code if isinstance(result, ReadError) else result) for key, result in parse_all(workers, files)
        ]
    assert found == [("a", "unreadable"), ("", None), ("b", "unreadable")]


def test_memory_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_PARSE_SECONDS", "7.5")
    monkeypatch.setenv("GONGKAI_PARSE_TOTAL_SECONDS", "30")
    monkeypatch.setenv("GONGKAI_PARSE_MEMORY_MB", "512")
    settings = Settings()
    assert (settings.parse_seconds, settings.parse_total_seconds, settings.parse_memory_mb) == (7.5, 30, 512)


@pytest.mark.parametrize(
    ("name", "value"), [("SECONDS", "0"), ("MEMORY_MB", "1"), ("PAGES", "many"), ("NESTING", "-1")]
)
def test_senseless_limits_are_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"GONGKAI_PARSE_{name}", value)
    with pytest.raises(UsageError, match=f"GONGKAI_PARSE_{name}"):
        load_settings()

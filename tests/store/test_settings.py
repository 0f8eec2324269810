"""Settings from the environment and from a .env file."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import UsageError
from store.settings import load_settings


@pytest.fixture(autouse=True)
def _clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DB", "TELEGRAM_TOKEN", "TELEGRAM_API", "ALLOWED_IDS"):
        monkeypatch.delenv(f"GONGKAI_{name}", raising=False)


def test_nothing_set() -> None:
    settings = load_settings()
    assert (settings.db, settings.telegram_token, settings.allowed_ids) == (Path("gongkai.db"), None, frozenset())
    assert settings.telegram_api == "https://api.telegram.org"


@pytest.mark.parametrize(
    ("text", "ids"),
    [("", set()), ("42", {42}), ("42, -100123 ,7", {42, -100123, 7}), ("42，7,", {42, 7})],
)
def test_allowed_ids(monkeypatch: pytest.MonkeyPatch, text: str, ids: set[int]) -> None:
    monkeypatch.setenv("GONGKAI_ALLOWED_IDS", text)
    assert load_settings().allowed_ids == ids


def test_who_manages_and_how_telegram_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (load_settings().administrator_ids, load_settings().access_requests) == (frozenset(), False)
    assert (load_settings().webhook_url, load_settings().webhook_listen) == (None, "127.0.0.1:8080")
    for name, value in (("ADMINISTRATOR_IDS", "1，2"), ("ACCESS_REQUESTS", "true"), ("WEBHOOK_SECRET", "quiet")):
        monkeypatch.setenv(f"GONGKAI_{name}", value)
    settings = load_settings()
    assert settings.administrator_ids == {1, 2}
    assert settings.access_requests
    assert "quiet" not in repr(settings)


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("GONGKAI_DB=报告.db\nGONGKAI_TELEGRAM_TOKEN=1:a\nOTHER=1\n", encoding="utf-8")
    assert load_settings().db == Path("报告.db")
    monkeypatch.setenv("GONGKAI_DB", "b.db")
    settings = load_settings()
    assert settings.db == Path("b.db")
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == "1:a"
    assert "1:a" not in repr(settings)


def test_a_wrong_setting_is_named_and_its_value_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_ALLOWED_IDS", "42,secret")
    with pytest.raises(UsageError, match="GONGKAI_ALLOWED_IDS") as caught:
        load_settings()
    assert "secret" not in str(caught.value)


def test_a_file_of_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("GONGKAI_DB=报告.db\n".encode("gbk"))
    with pytest.raises(UsageError, match=r"\.env is not UTF-8"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARSE_SECONDS", "1e400"),
        ("PARSE_TOTAL_SECONDS", "nan"),
        ("PARSE_SECONDS", "0"),
        ("PARSE_MEMORY_MB", "99999999999999"),
        ("PARSE_OUTPUT_MB", "9000"),
        ("PARSE_ISOLATION", "some"),
    ],
)
def test_a_limit_that_no_process_can_have_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"GONGKAI_{name}", value)
    with pytest.raises(UsageError, match=f"GONGKAI_{name}"):
        load_settings()


def test_a_file_in_the_folder_does_not_switch_isolation_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("GONGKAI_PARSE_ISOLATION=off")
    with pytest.raises(UsageError, match=r"is not taken from \.env"):
        load_settings()
    monkeypatch.setenv("GONGKAI_PARSE_ISOLATION", "off")
    assert load_settings().parse_isolation == "off"
    monkeypatch.delenv("GONGKAI_PARSE_ISOLATION")
    (tmp_path / ".env").write_text("GONGKAI_PARSE_ISOLATION=required")
    assert load_settings().parse_isolation == "required"


@pytest.mark.parametrize("name", ["GONGKAI_TELEGRAM_API", "GONGKAI_TELEGRAM_PROXY"])
def test_a_file_in_the_folder_does_not_say_where_the_token_of_the_environment_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / ".env").write_text(f"{name}=http://127.0.0.1:9")
    assert load_settings().telegram_token is None
    monkeypatch.setenv("GONGKAI_TELEGRAM_TOKEN", "1:secret")
    with pytest.raises(UsageError, match=f"{name} is not taken from .env") as refused:
        load_settings()
    assert "secret" not in str(refused.value)
    monkeypatch.setenv(name, "http://127.0.0.1:8")
    assert load_settings().telegram_token is not None
    monkeypatch.delenv(name)
    monkeypatch.delenv("GONGKAI_TELEGRAM_TOKEN")
    (tmp_path / ".env").write_text(f"{name}=http://127.0.0.1:9\nGONGKAI_TELEGRAM_TOKEN=1:secret")
    assert load_settings().telegram_token is not None

"""The settings every program shares: `GONGKAI_*` of the environment, else of a `.env` file in the current folder."""

from __future__ import annotations

import os
from datetime import time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from core.errors import UsageError

_A_DAY = 86_400.0
_A_TERABYTE = 1 << 20
_ISOLATION = "GONGKAI_PARSE_ISOLATION"
_TOKEN = "GONGKAI_TELEGRAM_TOKEN"
_WHERE_THE_TOKEN_GOES = ("telegram_api", "telegram_proxy")


class Settings(BaseSettings):
    """`allowed_ids` are the users and chats that may use the bot, and `administrator_ids` those who manage them.

    With `access_requests` a stranger may ask an administrator to be let in. What is new of the bodies people follow is
    told once a day at `digest_at`, in the time of the machine. With a `webhook_url` Telegram calls the bot there, which
    listens at `webhook_listen` (HOST:PORT) and wants `webhook_secret` told; else the bot polls.
    How the bot does is told to what watches it at `health_listen` (HOST:PORT), where one is set.
    Telegram is reached through `telegram_proxy` (http or socks5); `telegram_local` says that `telegram_api` is a server
    of one's own in --local mode, which gives files by their path; no file is larger than `telegram_file_mb`.
    Of the web only public hosts are fetched, and `fetch_hosts` (`host` or `host:port`) wherever they are; the
    certificates of `fetch_unverified_hosts` are not looked at.
    """

    model_config = SettingsConfigDict(
        env_prefix="GONGKAI_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    db: Path = Path("gongkai.db")
    telegram_token: SecretStr | None = None
    telegram_api: str = "https://api.telegram.org"
    telegram_proxy: SecretStr | None = None
    telegram_local: bool = False
    telegram_file_mb: int | None = Field(default=None, ge=1, le=2_000)
    allowed_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    administrator_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    access_requests: bool = False
    digest_at: time = time(8, 30)
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    webhook_listen: str = "127.0.0.1:8080"
    health_listen: str | None = None

    parse_seconds: float = Field(default=120.0, gt=0, le=_A_DAY)
    parse_total_seconds: float = Field(default=600.0, gt=0, le=_A_DAY)
    parse_memory_mb: int = Field(default=3072, ge=256, le=_A_TERABYTE)
    parse_output_mb: int = Field(default=64, ge=1, le=2_000)
    parse_file_mb: int = Field(default=100, ge=1)
    parse_text_mb: int = Field(default=20, ge=1)
    parse_pages: int = Field(default=300, ge=1)
    parse_pixels: int = Field(default=50_000_000, ge=1)
    parse_members: int = Field(default=20_000, ge=1)
    parse_unpacked_mb: int = Field(default=2_000, ge=1)
    parse_ratio: int = Field(default=200, ge=1)
    parse_isolation: Literal["auto", "required", "off"] = "auto"
    parse_nesting: int = Field(default=2, ge=0)

    fetch_hosts: Annotated[frozenset[str], NoDecode] = frozenset()
    fetch_unverified_hosts: Annotated[frozenset[str], NoDecode] = frozenset()
    fetch_pause_seconds: float = Field(default=1.0, ge=0, le=3_600)
    fetch_seconds: float = Field(default=120.0, gt=0, le=_A_DAY)

    def bot_token(self) -> str:
        """What the bot shows Telegram. Raises UsageError where there is none."""
        if self.telegram_token is None:
            raise UsageError(f"{_TOKEN} is not set: put the token that @BotFather gave you there.")
        return self.telegram_token.get_secret_value()

    @property
    def telegram_file_bytes(self) -> int:
        """The largest file the bot takes: Telegram itself gives 20 MB, a server of one's own whatever is read."""
        mb = self.telegram_file_mb or (self.parse_file_mb if self.telegram_local else 20)
        return mb << 20

    @field_validator("allowed_ids", "administrator_ids", "fetch_hosts", "fetch_unverified_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip() for part in value.replace("，", ",").split(",") if part.strip()]
        return value


def load_settings() -> Settings:
    """The settings as they stand now. Raises UsageError that names every setting that is wrong."""
    try:
        settings = Settings()
    except UnicodeDecodeError:
        raise UsageError(".env is not UTF-8: save it as UTF-8.") from None
    except ValidationError as error:
        # Only the name and what is wrong with it: a value may be a secret.
        wrong = {f"GONGKAI_{str(item['loc'][0]).upper()}: {item['msg']}" for item in error.errors() if item["loc"]}
        raise UsageError("Wrong setting: " + "; ".join(sorted(wrong))) from None
    _refuse_from_the_folder(settings)
    return settings


def _refuse_from_the_folder(settings: Settings) -> None:
    """Raise UsageError for what a file in the folder must not decide: it may have come with a stranger's folder."""
    given = {name.upper() for name in os.environ}
    if settings.parse_isolation == "off" and _ISOLATION not in given:
        raise UsageError(
            f"{_ISOLATION}=off is not taken from .env, which may have come with a stranger's folder: set it in the"
            " environment."
        )
    for name in _WHERE_THE_TOKEN_GOES:
        setting = f"GONGKAI_{name.upper()}"
        if _TOKEN in given and setting not in given and name in settings.model_fields_set:
            raise UsageError(
                f"{setting} is not taken from .env, which may have come with a stranger's folder, as it would be told"
                f" the token of the environment: set it there, or {_TOKEN} in .env, too."
            )

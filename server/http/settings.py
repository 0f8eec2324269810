"""Who may use the server and how much: `GONGKAI_HTTP_*` and `GONGKAI_STDIO_*` of the environment or of `.env`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Self, TypeVar

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from core.errors import UsageError
from server.http.access import WRITE, Client

_SHA256 = re.compile("[0-9a-f]{64}")

Kind = TypeVar("Kind", bound=BaseSettings)


class StdioSettings(BaseSettings):
    """What a client that starts the server itself may do."""

    model_config = SettingsConfigDict(
        env_prefix="GONGKAI_STDIO_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    write: bool = False
    """Whether it may store reports."""


class HttpSettings(BaseSettings):
    """Tokens as `name=sha256` pairs, separated by commas: only hashes are kept. Hosts as in the Host header."""

    model_config = SettingsConfigDict(
        env_prefix="GONGKAI_HTTP_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    tokens: Annotated[dict[str, Client], NoDecode] = {}
    """Each client by the SHA-256 (hex) of its token; empty means no token is needed. `name:write` may store reports."""

    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Names under which the server is reached through a proxy, e.g. gongkai.example.org."""

    issuer: str | None = Field(None, pattern="^https?://")
    """Address of an OAuth issuer that gives out the tokens instead, with what it knows this server by."""

    issuer_name: str = ""
    issuer_secret: SecretStr = SecretStr("")

    address: str | None = Field(None, pattern="^https?://")
    """Address of this server as clients write it, which an issuer's tokens must be meant for."""

    rate: int = Field(600, ge=1)
    """Requests a minute of one client (token, else address)."""

    seconds: float = Field(60, gt=0)
    """The longest that one call may take."""

    shared: Path | None = None
    """A file that several servers behind one proxy share: then any of them may get a client's next request."""

    @property
    def sessions(self) -> bool:
        """Whether clients of the handshake have sessions."""
        return self.shared is None

    @property
    def protected(self) -> bool:
        """Whether a token is needed."""
        return bool(self.tokens) or self.issuer is not None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.issuer is not None and (self.tokens or self.address is None):
            raise ValueError("GONGKAI_HTTP_ISSUER needs GONGKAI_HTTP_ADDRESS, and no GONGKAI_HTTP_TOKENS beside it")
        return self

    @field_validator("tokens", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        tokens = {}
        for pair in _listed(value):
            client, _, digest = pair.partition("=")
            name, _, right = client.partition(":")
            if not name or right not in ("", WRITE) or not _SHA256.fullmatch(digest.lower()):
                raise ValueError("give name=sha256 pairs separated by commas, the hash as 64 hexadecimal digits")
            tokens[digest.lower()] = Client(name, write=right == WRITE)
        return tokens

    @field_validator("hosts", mode="before")
    @classmethod
    def _names(cls, value: object) -> object:
        return tuple(_listed(value)) if isinstance(value, str) else value


def load_settings(kind: type[Kind]) -> Kind:
    """The settings as they stand now. Raises UsageError that names every setting that is wrong."""
    try:
        return kind()
    except ValidationError as error:
        # Only the name and what is wrong with it: a value may be a secret.
        prefix = kind.model_config["env_prefix"]
        wrong = {
            f"{prefix}{str(item['loc'][0]).upper()}: {item['msg']}" if item["loc"] else item["msg"]
            for item in error.errors()
        }
        raise UsageError("Wrong setting: " + "; ".join(sorted(wrong))) from None


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]

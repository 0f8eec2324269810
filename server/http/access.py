"""Who may call: bearer tokens known by their hashes, what they allow, whose share they take."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mcp.server.auth.middleware.auth_context import get_access_token
from mcp.server.auth.provider import AccessToken
from mcp.server.auth.settings import AuthSettings
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext

from server.running.pool import CLIENT

READ = "read"
WRITE = "write"
PERSON = "preferred_username"
"""The claim of a token that says what the person is called whom its issuer signed in."""


@dataclass(frozen=True, slots=True)
class Client:
    """Who a token was given to. Everyone may read."""

    name: str
    write: bool = False

    @property
    def scopes(self) -> list[str]:
        """The scopes of its token."""
        return [READ, WRITE] if self.write else [READ]


class HashedTokens:
    """Verifies tokens against their clients by SHA-256 (hex); a `TokenVerifier` of the SDK."""

    def __init__(self, clients: Mapping[str, Client]) -> None:
        self._clients = clients

    @property
    def known(self) -> int:
        """How many tokens there are."""
        return len(self._clients)

    async def verify_token(self, token: str) -> AccessToken | None:
        client = self._clients.get(hashlib.sha256(token.encode()).hexdigest())
        return None if client is None else AccessToken(token=token, client_id=client.name, scopes=client.scopes)


def auth_settings(issuer: str | None = None, resource: str | None = None) -> AuthSettings:
    """Tokens need the scope to read. Where they are given out by hand there is no issuer to discover."""
    # Validated here and not before, so that an address keeps its form: issuers are compared letter by letter.
    return AuthSettings.model_validate(
        {
            "issuer_url": issuer or "http://127.0.0.1",
            "resource_server_url": resource,
            "validate_token_resource": None if resource is None else True,
            "required_scopes": [READ],
        }
    )


def caller_may_write() -> bool:
    """Whether the token of the request that is being served has the scope to write."""
    token = get_access_token()
    return token is not None and WRITE in token.scopes


async def shared(ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
    """Middleware: what a request makes the pool work is of its client's share.

    A client is its token, else its address; on stdio there is only one.
    """
    token, address = get_access_token(), getattr(ctx.request, "client", None)
    CLIENT.set(share(token) if token is not None else "" if address is None else str(address.host))
    return await call_next(ctx)


def share(token: AccessToken) -> str:
    """Whose share of the processes the work for a token takes: that of the client, or of the person who uses it."""
    return f"{token.client_id} {token.subject or ''}".rstrip()


def person(token: AccessToken) -> str:
    """Who signed in with a token: the person as its issuer tells, else the client to whom it was given by hand."""
    return str((token.claims or {}).get(PERSON) or token.subject or token.client_id)


def caller() -> str:
    """What the client whose request is being served is called, in the record of who changed what."""
    token = get_access_token()
    return "agent" if token is None else " ".join(dict.fromkeys(("agent", token.client_id, person(token)))).rstrip()

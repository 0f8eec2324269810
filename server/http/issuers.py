"""Tokens of an OAuth issuer: looked at by its keys where they are signed, else by asking it."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Mapping
from typing import Any

import httpx2
import jwt
from mcp.server.auth.provider import AccessToken

from server.http.access import PERSON

ISSUER_SECONDS = 5.0
"""How long an issuer has to answer."""

KEPT_SECONDS = 30.0
"""How long what an issuer said of a token holds."""

KEYS_SECONDS = 3600.0
"""How long the keys of an issuer hold; a key that is not among them is looked for once a minute."""

_SOONEST = 60.0
_MOST_KEPT = 1_000
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_ABOUT = ("oauth-authorization-server", "openid-configuration")
FAILURES: tuple[type[Exception], ...] = (
    httpx2.HTTPError,
    jwt.PyJWTError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


class AtIssuer:
    """What an issuer says of itself (RFC 8414, OpenID Connect), asked once."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._about: Mapping[str, Any] | None = None

    async def about(self, http: httpx2.AsyncClient) -> Mapping[str, Any]:
        for name in _ABOUT if self._about is None else ():
            told = await http.get(f"{self.address}/.well-known/{name}")
            if told.is_success:
                self._about = told.json()
                break
        if self._about is None:
            raise LookupError("The issuer tells nothing of itself")
        return self._about

    def _claims(self, called: object) -> dict[str, Any]:
        """Whose the subject of a token is, and what the person is called there."""
        return {"iss": self.address} | ({PERSON: str(called)} if called else {})


class AskedIssuer(AtIssuer):
    """Verifies tokens by asking the issuer that gave them out (RFC 7662); a `TokenVerifier` of the SDK.

    Only a token that is active and meant for `resource` counts. An issuer that can't be asked vouches for none.
    """

    def __init__(self, address: str, name: str, secret: str, resource: str) -> None:
        super().__init__(address)
        self._credentials = (name, secret)
        self._resource = resource
        self._kept: dict[str, tuple[float, AccessToken | None]] = {}

    async def verify_token(self, token: str) -> AccessToken | None:
        digest, now = hashlib.sha256(token.encode()).hexdigest(), time.monotonic()
        until, known = self._kept.get(digest, (0.0, None))
        if now < until:
            return known
        try:
            told = await self._asked(token)
        except FAILURES as error:
            warn(error)
            return None
        self._kept = (
            {one: kept for one, kept in self._kept.items() if now < kept[0]} if _full(self._kept) else self._kept
        )
        if not _full(self._kept):
            ends = KEPT_SECONDS if told is None or told.expires_at is None else told.expires_at - time.time()
            self._kept[digest] = now + min(KEPT_SECONDS, ends), told
        return told

    async def _asked(self, token: str) -> AccessToken | None:
        async with httpx2.AsyncClient(timeout=ISSUER_SECONDS) as http:
            endpoint = str((await self.about(http))["introspection_endpoint"])
            answer = await http.post(endpoint, data={"token": token}, auth=self._credentials)
            said: Mapping[str, Any] = answer.raise_for_status().json()
        if said.get("active") is not True:
            return None
        meant_for = said.get("aud", [])
        return AccessToken(
            token=token,
            client_id=str(said.get("client_id", "")),
            scopes=str(said.get("scope", "")).split(),
            expires_at=said.get("exp"),
            subject=_text(said.get("sub")),
            claims=self._claims(said.get("username")),
            resource=self._resource if self._resource in ([meant_for, *meant_for]) else None,
        )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _full(kept: Mapping[str, object]) -> bool:
    return len(kept) >= _MOST_KEPT


class SigningIssuer(AtIssuer):
    """Verifies tokens that the issuer has signed (JWT) by its keys (JWKS); a `TokenVerifier` of the SDK.

    Only one that is of this issuer, meant for `resource` and not over counts.
    """

    def __init__(self, address: str, resource: str) -> None:
        super().__init__(address)
        self._resource = resource
        self._keys: dict[str | None, jwt.PyJWK] = {}
        self._fetched = float("-inf")

    async def verify_token(self, token: str) -> AccessToken | None:
        try:
            key = await self._key(jwt.get_unverified_header(token).get("kid"))
            said: Mapping[str, Any] = jwt.decode(
                token,
                key,
                algorithms=_ALGORITHMS,
                audience=self._resource,
                issuer=[self.address, f"{self.address}/"],
                options={"require": ["exp", "iss", "aud"]},
            )
        except jwt.InvalidTokenError:
            return None
        except FAILURES as error:
            warn(error)
            return None
        scopes = said.get("scope", said.get("scp", ""))
        return AccessToken(
            token=token,
            client_id=str(said.get("client_id") or said.get("azp") or said.get("sub", "")),
            scopes=scopes.split() if isinstance(scopes, str) else list(map(str, scopes)),
            expires_at=int(said["exp"]),
            subject=_text(said.get("sub")),
            claims=self._claims(said.get("preferred_username")),
            resource=self._resource,
        )

    async def _key(self, name: str | None) -> jwt.PyJWK:
        """Raises LookupError where the issuer has no key of this name."""
        age = time.monotonic() - self._fetched
        if age > KEYS_SECONDS or (name not in self._keys and age > _SOONEST):
            async with httpx2.AsyncClient(timeout=ISSUER_SECONDS) as http:
                told = await http.get(str((await self.about(http))["jwks_uri"]))
            keys = jwt.PyJWKSet.from_dict(told.raise_for_status().json()).keys
            self._keys = {key.key_id: key for key in keys}
            self._fetched = time.monotonic()
        return self._keys[name]


def warn(error: Exception) -> None:
    """Tell the log that an issuer failed, and not with what words: they may hold what is secret."""
    logging.getLogger(__name__).warning("The OAuth issuer did not answer as it should: %s", type(error).__name__)

"""Who looks at the pages: a token once signed in with, sealed into a cookie, and looked at anew with every request.

Nothing of a session is kept here: any server with the same secret goes on with it, and it ends with its token.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser, BearerAuthBackend
from mcp.server.auth.provider import AccessToken, TokenVerifier
from pydantic import AnyHttpUrl
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from server.http.access import READ, WRITE, Client, HashedTokens, person, share

COOKIE = "gongkai"
LASTS_SECONDS = 12 * 3600
"""How long one is signed in."""

_LONGEST_COOKIE = 3_800
"""What browsers keep for certain, its name and flags apart."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks for a page. `csrf` goes with every change; it is empty where the request itself carried the token."""

    name: str = ""
    may_write: bool = False
    csrf: str = ""
    share: str = ""
    """Whose share of the processes the work takes."""


class Keys:
    """The key that this very program gave out for its own browser, then the tokens of the settings."""

    def __init__(self, key: str | None, person: str, others: TokenVerifier | None) -> None:
        known = {} if key is None else {hashlib.sha256(key.encode()).hexdigest(): Client(person, write=True)}
        self._own, self._others = HashedTokens(known), others
        self._left = key

    async def verify_token(self, token: str) -> AccessToken | None:
        """A `TokenVerifier` of the SDK."""
        own = await self._own.verify_token(token)
        if own is not None or self._others is None:
            return own
        return await self._others.verify_token(token)

    def used(self, key: str) -> bool:
        """Whether it is the program's own key, which opens once by its link."""
        is_it = self._left is not None and hmac.compare_digest(self._left.encode(), key.encode())
        self._left = None if is_it else self._left
        return is_it

    @property
    def any(self) -> bool:
        """Whether there is anything to sign in with."""
        return self._others is not None or self._own.known > 0


class Sessions:
    """Signs people in, and tells who a request is of."""

    def __init__(self, keys: Keys, resource: AnyHttpUrl | None, secret: str, *, protected: bool) -> None:
        self.keys = keys
        self.protected = protected
        self._backend = BearerAuthBackend(keys, resource_server_url=resource)
        self._secret = hashlib.sha256(f"pages {secret}".encode()).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(self._secret))

    async def visitor(self, request: Request) -> Visitor | None:
        """Who asks; None where one must sign in first."""
        cookie, header = request.cookies.get(COOKIE), request.headers.get("authorization", "")
        address = request.client.host if request.client else ""
        if header.lower().startswith("bearer "):
            return await self._known(header[len("bearer ") :], "")
        sealed = self.opened(cookie, "session") if cookie else None
        if cookie and sealed is not None:
            known = await self._known(str(sealed["token"]), self._csrf(cookie))
            if known is not None:
                return known
        return None if self.protected else Visitor(share=address)

    async def signed_in(self, token: str) -> str | None:
        """The value of the cookie for a token; None where the token is none, or too long to be kept."""
        if await self._known(token, "") is None:
            return None
        sealed = self.seal({"token": token}, "session")
        return sealed if len(sealed) <= _LONGEST_COOKIE else None

    def seal(self, value: Mapping[str, Any], purpose: str) -> str:
        """A value that a browser gives back unread and unchanged."""
        return self._fernet.encrypt(json.dumps({"for": purpose} | dict(value)).encode()).decode()

    def opened(self, sealed: str, purpose: str) -> Mapping[str, Any] | None:
        """What was sealed; None where it was not for this, is too old, or is no seal of ours."""
        try:
            value: Mapping[str, Any] = json.loads(self._fernet.decrypt(sealed.encode(), ttl=LASTS_SECONDS))
        except (InvalidToken, UnicodeEncodeError):
            return None
        return value if value.get("for") == purpose else None

    async def _known(self, token: str, csrf: str) -> Visitor | None:
        scope = {"type": "http", "headers": [(b"authorization", b"Bearer " + token.encode("latin-1", "replace"))]}
        found = await self._backend.authenticate(HTTPConnection(scope))
        if found is None or not isinstance(found[1], AuthenticatedUser):
            return None
        scopes = found[1].scopes
        if READ not in scopes:
            return None
        of = found[1].access_token
        return Visitor(person(of), WRITE in scopes, csrf, share(of))

    def _csrf(self, cookie: str) -> str:
        return hmac.new(self._secret, cookie.encode(), hashlib.sha256).hexdigest()


def keep(response: Response, request: Request, cookie: str) -> None:
    """Let the browser keep who is signed in; no script reads it, and no other site sends it with a change."""
    keep_as(response, request, COOKIE, cookie, LASTS_SECONDS)


def keep_as(response: Response, request: Request, name: str, value: str, seconds: int, path: str = "/") -> None:
    """Let the browser keep a sealed value."""
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, seconds, path=path, secure=secure, httponly=True, samesite="lax")


def forget(response: Response) -> None:
    """Let the browser forget it."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")

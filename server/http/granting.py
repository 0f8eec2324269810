"""An issuer that signs people in on its own page and grants this server a token: authorization code with PKCE."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

import httpx2

from server.http.access import READ, WRITE
from server.http.issuers import FAILURES, ISSUER_SECONDS, AtIssuer, warn
from server.http.settings import HttpSettings

BACK = "/signed-in"
"""Where the issuer sends people back to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person was sent to the issuer with: what comes back must fit it."""

    state: str
    verifier: str

    @property
    def challenge(self) -> str:
        """What the issuer is told of the verifier (RFC 7636, S256)."""
        return base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()


class GrantingIssuer(AtIssuer):
    """Sends people to the issuer, which knows this server as `name` (with a secret or without), and takes what it
    grants: a token meant for `resource`.
    """

    def __init__(self, address: str, name: str, secret: str, resource: str) -> None:
        super().__init__(address)
        self._name, self._secret, self._resource = name, secret, resource
        self._back = urlunsplit((*urlsplit(resource)[:2], BACK, "", ""))

    async def page(self, asked: Asked) -> str | None:
        """The address of the issuer's page that signs in; None where the issuer can't be reached."""
        query = urlencode(
            {
                "response_type": "code",
                "client_id": self._name,
                "redirect_uri": self._back,
                "scope": f"{READ} {WRITE}",
                "state": asked.state,
                "code_challenge": asked.challenge,
                "code_challenge_method": "S256",
                "resource": self._resource,
            }
        )
        try:
            async with httpx2.AsyncClient(timeout=ISSUER_SECONDS) as http:
                endpoint = str((await self.about(http))["authorization_endpoint"])
        except FAILURES as error:
            warn(error)
            return None
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}"

    async def granted(self, code: str, asked: Asked) -> str | None:
        """The token for a code that the issuer sent back; None where it grants none."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._back,
            "client_id": self._name,
            "code_verifier": asked.verifier,
            "resource": self._resource,
        }
        auth = (self._name, self._secret) if self._secret else None
        try:
            async with httpx2.AsyncClient(timeout=ISSUER_SECONDS) as http:
                endpoint = str((await self.about(http))["token_endpoint"])
            async with httpx2.AsyncClient(timeout=ISSUER_SECONDS, auth=auth) as http:
                answer = await http.post(endpoint, data=form)
            return str(answer.raise_for_status().json()["access_token"])
        except FAILURES as error:
            warn(error)
            return None

    def is_it(self, told: str) -> bool:
        """Whether what came back says that it is of this issuer (RFC 9207), where it says so at all."""
        return not told or told.rstrip("/") == self.address


def granting_issuer(settings: HttpSettings) -> GrantingIssuer | None:
    """The issuer of the settings, where it knows this server by a name."""
    if settings.issuer is None or settings.address is None or not settings.issuer_name:
        return None
    secret = settings.issuer_secret.get_secret_value()
    return GrantingIssuer(settings.issuer, settings.issuer_name, secret, settings.address)

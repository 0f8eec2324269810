"""Tokens that an issuer signed, and how seldom it is asked."""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.http.issuers import AskedIssuer, SigningIssuer
from tests.server.test_mcp_transports import running

KEYS = {name: ec.generate_private_key(ec.SECP256R1()) for name in ("known", "unknown")}
RESOURCE = "http://127.0.0.1/mcp"


def jwks() -> dict[str, Any]:
    public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(KEYS["known"].public_key()))
    return {"keys": [public | {"kid": "known", "use": "sig", "alg": "ES256"}]}


class Issuer:
    """An issuer that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def app(self) -> Starlette:
        async def about(request: Request) -> Response:
            base = request.base_url
            return JSONResponse({"jwks_uri": f"{base}keys", "introspection_endpoint": f"{base}ask"})

        async def keys(request: Request) -> Response:
            self.asked.append("keys")
            return JSONResponse(jwks())

        async def ask(request: Request) -> Response:
            self.asked.append("token")
            return JSONResponse({"active": True, "scope": "read write", "client_id": "a", "aud": RESOURCE})

        # Many issuers tell of themselves at the second address only.
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", about),
                Route("/keys", keys),
                Route("/ask", ask, methods=["POST"]),
            ]
        )


def token(address: str, key: str = "known", **changed: Any) -> str:
    said = {"iss": address, "aud": RESOURCE, "exp": int(time.time()) + 60, "scope": "read write", "client_id": "agent"}
    said = {name: value for name, value in (said | changed).items() if value is not None}
    return jwt.encode(said, KEYS[key], algorithm="ES256", headers={"kid": key})


async def test_a_signed_token_is_looked_at_by_the_keys_of_its_issuer() -> None:
    issuer = Issuer()
    async with running(issuer.app()) as address:
        verifier = SigningIssuer(address, RESOURCE)
        good = await verifier.verify_token(token(address))
        assert good is not None
        assert (good.client_id, good.scopes, good.resource) == ("agent", ["read", "write"], RESOURCE)
        entra = await verifier.verify_token(token(address, scope=None, scp=["read"], client_id=None, azp="portal"))
        assert entra is not None and (entra.client_id, entra.scopes) == ("portal", ["read"])
        for bad in (
            token(address, exp=int(time.time()) - 60),
            token(address, aud="http://127.0.0.1/other"),
            token("http://other.example"),
            token(address, exp=None),
            token(address, key="unknown"),
            token(address)[:-4] + "AAAA",
            jwt.encode({"iss": address, "aud": RESOURCE}, "x" * 32, algorithm="HS256", headers={"kid": "known"}),
            jwt.encode({"iss": address, "aud": RESOURCE}, "", algorithm="none", headers={"kid": "known"}),
            "no token",
            "",
        ):
            assert await verifier.verify_token(bad) is None, bad
    assert issuer.asked == ["keys"]


async def test_an_issuer_is_asked_once_about_a_token() -> None:
    issuer = Issuer()
    async with running(issuer.app()) as address:
        verifier = AskedIssuer(address, "server", "secret", RESOURCE)
        told = [await verifier.verify_token(one) for one in ("a", "a", "b", "a")]
    assert issuer.asked == ["token", "token"]
    assert all(one is not None and one.scopes == ["read", "write"] for one in told)


@pytest.mark.parametrize("verifier", [SigningIssuer, AskedIssuer], ids=["keys", "asked"])
async def test_an_issuer_that_cannot_be_reached_vouches_for_none(verifier: Any) -> None:
    address = "http://127.0.0.1:1"
    given = ("server", "secret", RESOURCE) if verifier is AskedIssuer else (RESOURCE,)
    assert await verifier(address, *given).verify_token(token(address)) is None

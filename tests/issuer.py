"""A small OAuth issuer: it signs a person in on its own page and grants signed tokens, once for each code."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import jwt
import uvicorn
from cryptography.hazmat.primitives.asymmetric import ec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

_NEEDED = {"response_type": "code", "code_challenge_method": "S256", "scope": "read write"}


class GrantingStub:
    """It knows one server, by its name, and lets 王芳 in who presses the button; `scope` is what she may do."""

    def __init__(self, name: str, scope: str = "read write") -> None:
        self.name, self.scope = name, scope
        self.refused: list[str] = []
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._codes: dict[str, dict[str, str]] = {}

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/oauth-authorization-server", self._about),
                Route("/keys", self._keys),
                Route("/authorize", self._page),
                Route("/authorize", self._pressed, methods=["POST"]),
                Route("/token", self._token, methods=["POST"]),
            ]
        )

    async def _about(self, request: Request) -> Response:
        base = str(request.base_url)
        return JSONResponse(
            {
                "issuer": base.rstrip("/"),
                "authorization_endpoint": f"{base}authorize",
                "token_endpoint": f"{base}token",
                "jwks_uri": f"{base}keys",
            }
        )

    async def _keys(self, request: Request) -> Response:
        public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(self._key.public_key()))
        return JSONResponse({"keys": [public | {"kid": "1", "use": "sig", "alg": "ES256"}]})

    async def _page(self, request: Request) -> Response:
        asked = request.query_params
        if asked.get("client_id") != self.name or any(asked.get(name) != value for name, value in _NEEDED.items()):
            self.refused.append(str(asked))
            return Response("refused", 400)
        return HTMLResponse('<form method="post"><button>王芳</button></form>')

    async def _pressed(self, request: Request) -> Response:
        asked, code = dict(request.query_params), secrets.token_urlsafe(8)
        self._codes[code] = asked
        told = {"code": code, "state": asked["state"], "iss": str(request.base_url).rstrip("/")}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(told)}", 303)

    async def _token(self, request: Request) -> Response:
        sent: dict[str, Any] = dict(await request.form())
        asked = self._codes.pop(str(sent["code"]), {})
        digest = hashlib.sha256(str(sent["code_verifier"]).encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        same = all(asked.get(name) == sent.get(name) for name in ("client_id", "redirect_uri", "resource"))
        if not same or challenge != asked.get("code_challenge") or sent["grant_type"] != "authorization_code":
            self.refused.append(str(sent))
            return JSONResponse({"error": "invalid_grant"}, 400)
        said = {
            "iss": str(request.base_url).rstrip("/"),
            "aud": asked["resource"],
            "exp": int(time.time()) + 600,
            "scope": self.scope,
            "client_id": self.name,
            "sub": "4711",
            "preferred_username": "王芳",
        }
        token = jwt.encode(said, self._key, algorithm="ES256", headers={"kid": "1"})
        return JSONResponse({"access_token": token, "token_type": "Bearer"})


@contextmanager
def issuing(issuer: GrantingStub) -> Iterator[str]:
    """The address of an issuer that runs beside the test."""
    served = uvicorn.Server(uvicorn.Config(issuer.app(), log_level="error"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=lambda: asyncio.run(served.serve(sockets=[listening])))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            served.should_exit = True
            thread.join()

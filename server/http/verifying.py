"""By what tokens are known: their hashes, or an issuer."""

from __future__ import annotations

from mcp.server.auth.provider import TokenVerifier

from server.http.access import HashedTokens
from server.http.issuers import AskedIssuer, SigningIssuer
from server.http.settings import HttpSettings


def token_verifier(settings: HttpSettings) -> TokenVerifier:
    """Tells whose a token is, as the settings say."""
    if settings.issuer is None or settings.address is None:
        return HashedTokens(settings.tokens)
    secret = settings.issuer_secret.get_secret_value()
    if not secret:
        return SigningIssuer(settings.issuer, settings.address)
    return AskedIssuer(settings.issuer, settings.issuer_name, secret, settings.address)

"""Signing in with the school's or the province's own accounts: OpenID Connect, authorization code with PKCE.

The provider says who somebody is there (its ``sub``); who that is here was said before, by hand (``lachan user
link``). Nobody is made, found by e-mail or given a role by what a provider says: an address can be given away to the
next person, and a provider's administrator must not become a counsellor by typing one.

What has to be remembered until the browser comes back stands in one cookie that holds a random number; state, nonce
and the PKCE verifier are made of it with the service's own secret. Nothing of the provider is kept between two
sign-ins, so that its new keys work at once.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, unquote, urlsplit

import httpx2
from authlib.integrations.httpx_client import OAuth2Client, OAuthError
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from service.accounts.errors import ProviderAwayError, ProviderError

if TYPE_CHECKING:
    from joserfc.jwk import KeySetSerialization

    from service.context import Context
    from service.settings import Settings

_WELL_KNOWN = "/.well-known/openid-configuration"
_HOLDS = timedelta(minutes=10)
_LEEWAY_S = 60  # how far the provider's clock may be from ours
_TIMEOUT_S = 5.0
_ALGORITHMS = ("RS256", "PS256", "ES256")  # signatures of a key pair; never "none", never a shared secret
_HERE = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody on the way to the provider."""

    address: str  # of the provider's log-in
    ticket: str  # for a cookie; the browser brings it back


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider named."""

    issuer: str
    subject: str
    next: str  # the page that was wanted


def leave(context: Context, back: str, wanted: str, *, now: datetime) -> Leaving:
    """Prepare the way to the provider. ``back`` is our address that it leads back to; ProviderAwayError."""
    number, at = secrets.token_urlsafe(32), str(int(now.timestamp()))
    ticket = f"{number}.{at}.{quote(wanted)}"
    told = _discovered(str(context.settings.oidc_issuer))
    with _client(context.settings, back) as client:
        address, _state = client.create_authorization_url(
            told["authorization_endpoint"],
            state=_made(context, "oidc state", ticket),
            nonce=_made(context, "oidc nonce", ticket),
            code_verifier=_made(context, "oidc verifier", ticket),
        )
    return Leaving(address, ticket)


def come_back(context: Context, back: str, ticket: str, answer: dict[str, str], *, now: datetime) -> Vouched:
    """Read what the provider answered. ProviderError if it is not to be believed, ProviderAwayError."""
    number, _dot, rest = ticket.partition(".")
    at, _dot, wanted = rest.partition(".")
    if not number or not (at.isascii() and at.isdigit() and len(at) <= 11):  # noqa: PLR2004 - seconds until the year 5138
        raise ProviderError
    if not timedelta(0) <= now - datetime.fromtimestamp(int(at), tz=now.tzinfo) <= _HOLDS:
        raise ProviderError
    state = _made(context, "oidc state", ticket)
    if not hmac.compare_digest(answer.get("state", "").encode("utf-8", "surrogatepass"), state.encode()):
        raise ProviderError
    issuer = str(context.settings.oidc_issuer)
    if answer.get("iss", issuer) != issuer:  # RFC 9207: the answer is another provider's
        raise ProviderError
    code = answer.get("code", "")
    if "error" in answer or not code:
        raise ProviderError
    told = _discovered(issuer)
    id_token = _fetch_id_token(context, told, back, code, ticket)
    return Vouched(issuer, _subject(context, told, id_token, ticket, now), unquote(wanted))


def _fetch_id_token(context: Context, told: dict[str, Any], back: str, code: str, ticket: str) -> str:
    with _client(context.settings, back) as client:
        try:
            token = client.fetch_token(
                told["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=_made(context, "oidc verifier", ticket),
            )
        except OAuthError:
            raise ProviderError from None  # a code that is old, used, or another client's
        except (httpx2.HTTPError, ValueError):
            raise ProviderAwayError from None
    id_token = token.get("id_token")
    if not isinstance(id_token, str):
        raise ProviderError
    return id_token


def _subject(context: Context, told: dict[str, Any], id_token: str, ticket: str, now: datetime) -> str:
    settings = context.settings
    keys = _fetched(told["jwks_uri"])
    try:
        read = jwt.decode(id_token, KeySet.import_key_set(cast("KeySetSerialization", keys)), algorithms=_ALGORITHMS)
        claims = CodeIDToken(
            read.claims,
            read.header,
            options={
                "iss": {"essential": True, "value": str(settings.oidc_issuer)},
                "aud": {"essential": True, "value": settings.oidc_client_id},
            },
            params={"client_id": settings.oidc_client_id, "nonce": _made(context, "oidc nonce", ticket)},
        )
        claims.validate(now=int(now.timestamp()), leeway=_LEEWAY_S)
        subject = claims["sub"]
    except (JoseError, ValueError, TypeError, KeyError):
        raise ProviderError from None
    if not isinstance(subject, str) or not subject:
        raise ProviderError
    return subject


def _discovered(issuer: str) -> dict[str, Any]:
    told = _fetched(issuer.rstrip("/") + _WELL_KNOWN)
    if told.get("issuer") != issuer:
        raise ProviderAwayError
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not _trusted(told.get(name)):
            raise ProviderAwayError
    return told


def _trusted(address: object) -> bool:
    parts = urlsplit(address) if isinstance(address, str) else None
    return parts is not None and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE))


def _fetched(address: str) -> dict[str, Any]:
    try:
        with httpx2.Client(timeout=_TIMEOUT_S, follow_redirects=False, trust_env=False) as client:
            answer = client.get(address)
            found = answer.raise_for_status().json()
    except (httpx2.HTTPError, ValueError):
        raise ProviderAwayError from None
    if not isinstance(found, dict):
        raise ProviderAwayError
    return found


def _client(settings: Settings, back: str) -> OAuth2Client:
    secret = settings.oidc_client_secret.get_secret_value() if settings.oidc_client_secret else None
    return OAuth2Client(
        client_id=settings.oidc_client_id,
        client_secret=secret,
        code_challenge_method="S256",
        scope="openid",
        redirect_uri=back,
        timeout=_TIMEOUT_S,
        follow_redirects=False,
        trust_env=False,
    )


def _made(context: Context, purpose: str, ticket: str) -> str:
    return context.secret.digest(purpose, ticket.encode("utf-8", "surrogatepass")).hex()

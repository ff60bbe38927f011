"""A small OpenID Connect provider: real HTTP, a real RSA key, discovery, authorization with PKCE, tokens, keys.

It signs in whoever comes as ``subject``. Tests bend single answers to see whether the service believes them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT_ID, CLIENT_SECRET = "lachan", "a secret of the client"


@dataclass
class Provider:
    """What it knows, and how its answers are bent."""

    issuer: str = ""
    subject: str = "8f1c-lan"
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)  # in the place of what is right; None takes one away
    algorithm: str = "RS256"
    other_key: bool = False  # signs with another key than the published one
    discovery: dict[str, Any] = field(default_factory=dict)
    broken: str = ""  # a path that fails with 500
    asked: list[str] = field(default_factory=list)

    def well(self) -> None:
        """Answer rightly again."""
        self.claims, self.algorithm, self.other_key, self.discovery, self.broken = {}, "RS256", False, {}, ""
        self.subject = "8f1c-lan"

    def described(self) -> dict[str, Any]:
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }
        return told | self.discovery

    def authorized(self, query: dict[str, str]) -> str:
        assert query["response_type"] == "code"
        assert query["client_id"] == CLIENT_ID
        assert query["scope"] == "openid"
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        answer = {"code": code, "state": query["state"], "iss": self.issuer}
        return f"{query['redirect_uri']}?{urlencode(answer)}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        name, _colon, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        if (unquote(name), unquote(secret)) != (CLIENT_ID, CLIENT_SECRET):
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form["code"], None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        if (
            asked is None
            or asked["redirect_uri"] != form["redirect_uri"]
            or asked["code_challenge"] != challenge.decode()
        ):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self.id_token(asked["nonce"])}

    def id_token(self, nonce: str) -> str:
        now = int(time.time())
        right: dict[str, Any] = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT_ID,
            "nonce": nonce,
            "iat": now,
            "exp": now + 300,
        }
        claims = {name: value for name, value in (right | self.claims).items() if value is not None}
        if self.algorithm in ("none", "HS256"):  # written by hand: no library makes such a token
            parts = (json.dumps({"alg": self.algorithm, "typ": "JWT", "kid": "one"}), json.dumps(claims))
            head = b".".join(base64.urlsafe_b64encode(part.encode()).rstrip(b"=") for part in parts)
            # The published key as if it were a shared secret.
            mac = hmac.digest(self.key.as_pem(private=False), head, "sha256") if self.algorithm == "HS256" else b""
            return f"{head.decode()}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"
        key = RSAKey.generate_key(2048, {"kid": "one"}) if self.other_key else self.key
        return jwt.encode({"alg": self.algorithm, "kid": "one"}, claims, key, algorithms=[self.algorithm])


@contextmanager
def serving() -> Iterator[Provider]:
    """Run a provider on a free port until the end of the block."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            provider.asked.append(parts.path)
            if provider.broken and parts.path.endswith(provider.broken):
                self._answer(500, {})
            elif parts.path == "/.well-known/openid-configuration":
                self._answer(200, provider.described())
            elif parts.path == "/keys":
                self._answer(200, {"keys": [provider.key.as_dict(private=False)]})
            elif parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorized(dict(parse_qsl(parts.query))))
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self._answer(404, {})

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if provider.broken == self.path:
                self._answer(500, {})
                return
            self._answer(*provider.token(dict(parse_qsl(body)), self.headers.get("Authorization", "")))

        def _answer(self, status: int, told: dict[str, Any]) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_line: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()

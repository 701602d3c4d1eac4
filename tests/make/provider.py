"""A service that vouches for people, on this machine; a test may let it lie."""

from __future__ import annotations

import hmac
import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.clock import NOON

CLIENT, SECRET = "dlp", "a secret of tests"
KEY = RSAKey.generate_key(2048, {"kid": "one"})
OTHER = RSAKey.generate_key(2048, {"kid": "one"})


class LocalProvider:
    """Its answers; what a test changes is a lie."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.metadata: dict[str, Any] = {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys",
        }
        at = int(NOON.timestamp())
        self.claims: dict[str, Any] = {
            "iss": issuer,
            "sub": "amina-1",
            "aud": CLIENT,
            "iat": at,
            "exp": at + 300,
            "email": "amina@learning.example",
            "email_verified": True,
        }
        self.key: Any = KEY
        self.algorithm = "RS256"
        self.keys: dict[str, Any] = {"keys": [KEY.as_dict(private=False)]}
        self.token: str | None = None
        self.raw: dict[str, tuple[int, bytes]] = {}
        self.asked: list[tuple[str, dict[str, list[str]]]] = []

    def answer(self, path: str, fields: dict[str, list[str]]) -> tuple[int, bytes]:
        """What it says at an address."""
        self.asked.append((path, fields))
        if path in self.raw:
            return self.raw[path]
        if path.endswith("/.well-known/openid-configuration"):
            return 200, json.dumps(self.metadata).encode()
        if path == "/keys":
            return 200, json.dumps(self.keys).encode()
        token = self.token or jwt.encode(
            {"alg": self.algorithm, "kid": "one"},
            self.claims,
            self.key,
            algorithms=[self.algorithm],
        )
        return 200, json.dumps({"access_token": "x", "id_token": token}).encode()

    def sign_with_public_key(self) -> None:
        """Sign with what everybody knows, as if it was a secret that two share."""
        head, body = ({"alg": "HS256", "kid": "one"}, self.claims)
        words = ".".join(_b64(json.dumps(part).encode()) for part in (head, body))
        seal = hmac.digest(KEY.as_pem(private=False), words.encode(), "sha256")
        self.token = f"{words}.{_b64(seal)}"


def _b64(plain: bytes) -> str:
    return urlsafe_b64encode(plain).decode().rstrip("=")


@contextmanager
def local_provider() -> Iterator[LocalProvider]:
    """One that listens until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say({})

        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", "0"))
            self._say(parse_qs(self.rfile.read(size).decode()))

        def _say(self, fields: dict[str, list[str]]) -> None:
            status, body = made.answer(urlsplit(self.path).path, fields)
            self.send_response(status)
            if status in {301, 302}:
                self.send_header("Location", body.decode())
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = LocalProvider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()

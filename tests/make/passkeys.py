"""A passkey of software, for tests: it makes and shows what a phone would."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

ORIGIN = "http://learning.example"
PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


def b64(plain: bytes) -> str:
    """As WebAuthn writes bytes."""
    return urlsafe_b64encode(plain).decode().rstrip("=")


@dataclass
class SoftPasskey:
    """One key for one site; a test may let it lie about where it is and whom it saw."""

    origin: str = ORIGIN
    flags: int = PRESENT | VERIFIED
    counts: int = 0
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def made(self, options: dict[str, Any]) -> str:
        """What a browser says when it has made this passkey."""
        auth = self._auth(options["rp"]["id"], self.flags | WITH_KEY) + self._attested()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": auth})
        return self._answer(
            clientDataJSON=b64(self._client("webauthn.create", options["challenge"])),
            attestationObject=b64(attestation),
        )

    def shown(self, options: dict[str, Any]) -> str:
        """What a browser says when this passkey was shown."""
        client = self._client("webauthn.get", options["challenge"])
        auth = self._auth(options["rpId"], self.flags)
        signature = self.key.sign(auth + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=b64(client), authenticatorData=b64(auth), signature=b64(signature)
        )

    def _answer(self, **response: str) -> str:
        named = b64(self.credential_id)
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": response})

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _auth(self, host: str, flags: int) -> bytes:
        return sha256(host.encode()).digest() + bytes([flags]) + self.counts.to_bytes(4, "big")

    def _attested(self) -> bytes:
        at = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: at.x.to_bytes(32, "big"), -3: at.y.to_bytes(32, "big")}
        size = len(self.credential_id).to_bytes(2, "big")
        return bytes(16) + size + self.credential_id + cbor2.dumps(cose)


def question(options: dict[str, Any]) -> bytes:
    """The bytes of a question."""
    word = options["challenge"]
    return urlsafe_b64decode(word + "=" * (-len(word) % 4))

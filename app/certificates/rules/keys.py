"""The keys with which badges are signed: Ed25519, the newest first, kept as lines of text.

A line is either the seed of a key (32 bytes in URL-safe base64), or, for a key that signs no more,
`public:` and its public half: then nobody can sign with it again, and old badges still verify.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.kit.later import Later

if TYPE_CHECKING:
    from joserfc import jwk
    from joserfc.jwk import OKPKey
else:
    jwk = Later("joserfc.jwk")

PUBLIC = "public:"
SEED_BYTES = 32


@dataclass(frozen=True)
class BadgeKeys:
    """The key that signs what is new, and all whose badges still verify, newest first."""

    signing: OKPKey
    known: tuple[OKPKey, ...]

    def set_of_public_keys(self, site: str) -> dict[str, Any]:
        """The public halves as a JWK Set (RFC 7517)."""
        return {"keys": [public_part(key, site) for key in self.known]}

    def named(self, name: str) -> OKPKey | None:
        """The key of this name (RFC 7638); None: there is none."""
        return next((key for key in self.known if key.thumbprint() == name), None)


def public_part(key: OKPKey, site: str) -> dict[str, Any]:
    """The public half of a key, with the address at which it is found."""
    facts = key.as_dict(private=False)
    return {**facts, "kid": address_of(key, site), "use": "sig", "alg": "EdDSA"}


def address_of(key: OKPKey, site: str) -> str:
    """Where the public half of a key is found: the `kid` of what it signs."""
    return f"{site}/badges/keys/{key.thumbprint()}"


def new_seed() -> str:
    """The seed of a new key, by chance."""
    return _text(secrets.token_bytes(SEED_BYTES))


def read_keys(text: str) -> BadgeKeys:
    """The keys that a file holds.

    Raises: ValueError when there is none that signs, or a line is none of ours.
    """
    lines = text.split()
    keys = tuple(_key(line) for line in lines)
    if not keys or not keys[0].is_private:
        message = "the first line must be the seed of a key: 32 bytes in URL-safe base64"
        raise ValueError(message)
    return BadgeKeys(keys[0], keys)


def rotated(text: str, seed: str) -> str:
    """The lines with a new key in front; of those before only the public halves stay."""
    lines = [f"{PUBLIC}{key.as_dict(private=False)['x']}" for key in read_keys(text).known]
    return "\n".join([seed, *lines]) + "\n"


def _key(line: str) -> OKPKey:
    if line.startswith(PUBLIC):
        return jwk.OKPKey.import_key(
            {"kty": "OKP", "crv": "Ed25519", "x": line.removeprefix(PUBLIC)}
        )
    seed = urlsafe_b64decode(line + "=" * (-len(line) % 4))
    if len(seed) != SEED_BYTES:
        message = "a seed has 32 bytes"
        raise ValueError(message)
    return jwk.OKPKey.import_key(_der(seed), {"use": "sig"})


def _der(seed: bytes) -> bytes:
    """The seed in the form of RFC 8410, which is a fixed beginning and the seed."""
    return bytes.fromhex("302e020100300506032b657004220420") + seed


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")

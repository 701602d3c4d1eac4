"""The keys of a platform, sealed with a passphrase so that they may lie in a backup."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.backups.errors import WrongPassphrase

KEYS_NAME = "keys.sealed"
SHORTEST = 12
SALT, NONCE, KEY = 16, 12, 32
# 64 MiB and about a quarter of a second for each guess. Source: RFC 7914.
WORK, BLOCK, LANES = 2**16, 8, 1
PURPOSE = b"keys of a backup"


@dataclass(frozen=True)
class Keys:
    """What signs cookies and links, the master keys of private writing, and what signs badges.

    Each the newest first. A backup of earlier times has no keys of badges.
    """

    secret_key: str
    vault_keys: tuple[str, ...]
    badge_keys: tuple[str, ...] = ()


def seal_keys(keys: Keys, passphrase: str) -> bytes:
    """The keys, for whoever has the passphrase."""
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    plain = json.dumps(asdict(keys)).encode()
    return salt + nonce + _cipher(passphrase, salt).encrypt(nonce, plain, PURPOSE)


def open_keys(sealed: bytes, passphrase: str) -> Keys:
    """The keys that were sealed.

    Raises: WrongPassphrase.
    """
    salt, nonce, rest = sealed[:SALT], sealed[SALT : SALT + NONCE], sealed[SALT + NONCE :]
    try:
        plain = json.loads(_cipher(passphrase, salt).decrypt(nonce, rest, PURPOSE))
    except (InvalidTag, ValueError):
        raise WrongPassphrase from None
    return Keys(plain["secret_key"], tuple(plain["vault_keys"]), tuple(plain.get("badge_keys", ())))


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    key = Scrypt(salt=salt, length=KEY, n=WORK, r=BLOCK, p=LANES).derive(passphrase.encode())
    return AESGCM(key)

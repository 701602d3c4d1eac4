"""Phone numbers as people and spreadsheets write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.people.phones import clean_phone_number, say_phone_number


@pytest.mark.parametrize(
    "typed",
    [
        "07700 900123",
        "07700-900-123",
        "(07700) 900 123",
        "+44 (0)7700 900 123",
        "0044 7700 900123",
        "tel: 07700900123",
        "\u00a007700\u00a0900123\u200b",
        "7700900123",
        "447700900123",
        "447700900123.0",
        "7700900123.0",
    ],
)
def test_a_number_has_one_plain_form_however_it_was_written(typed: str) -> None:
    assert clean_phone_number(typed) == "+447700900123"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "none",
        "999",
        "496 0123",
        "4.4770090012E+11",
        "07700 900123 / 07700 900124",
        "07700 900123 ext 3",
        "ring the surgery on 07700 900123",
        "07700 900",
        "0770090012345678",
        "=07700900123",
    ],
)
def test_what_is_not_one_whole_number_is_none(typed: str) -> None:
    assert clean_phone_number(typed) is None


def test_numbers_from_abroad_need_their_country() -> None:
    assert clean_phone_number("+33 1 99 00 12 34") == "+33199001234"
    assert clean_phone_number("01 99 00 12 34", region="FR") == "+33199001234"


def test_numbers_are_said_as_people_write_them() -> None:
    assert say_phone_number("+447700900123") == "07700 900123"
    assert say_phone_number("+441614960123") == "0161 496 0123"
    assert say_phone_number("+33199001234") == "+33 1 99 00 12 34"
    assert say_phone_number("the front desk") == "the front desk"


@given(st.text(max_size=60))
def test_a_plain_form_is_its_own_plain_form(typed: str) -> None:
    plain = clean_phone_number(typed)
    assert plain is None or clean_phone_number(say_phone_number(plain)) == plain

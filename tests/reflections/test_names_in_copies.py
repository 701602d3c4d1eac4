"""Files of a copy have names that every system can unpack, whatever they were called."""

from __future__ import annotations

from datetime import date

import pytest

from app.people.rules import clean_lines
from app.reflections.rules.export.belongings import Places

# What common file systems take as one name, in bytes.
MOST = 255


@pytest.mark.parametrize("letter", ["x", "é", "王", "ক", "🎉"])
def test_a_long_name_in_any_script_can_be_unpacked(letter: str) -> None:
    places = Places()
    first, second = (places.next(date(2026, 1, 5), letter * 80 + ".jpg") for _ in range(2))
    name = first.rpartition("/")[2]
    assert len(name.encode()) <= MOST
    assert name.startswith(f"2026-01-05-01-{letter * 40}")
    assert name.endswith(".jpg")
    assert first != second


def test_an_ordinary_name_stays_whole() -> None:
    assert Places().next(date(2026, 1, 5), "=my: holiday.jpg").endswith("-01-=my_ holiday.jpg")


def test_a_separator_of_lines_is_the_end_of_a_line() -> None:
    assert clean_lines("one\u2028ATTENDEE:two\u2029three", 100) == "one\nATTENDEE:two\nthree"

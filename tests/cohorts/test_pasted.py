"""Pasted lines become people, or say why not; nothing typed is lost."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cohorts.rules import pasted
from app.cohorts.rules.pasted import good_lines, read_pasted

ADDRESS = "amina@example.org"
# Seconds of processor time; a line read again from each of its letters takes many times that.
LONGEST_READING = 2.0


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Amina Khan <amina@example.org>", "Amina Khan"),
        ("Amina Khan, amina@example.org", "Amina Khan"),
        ("Amina Khan; amina@example.org", "Amina Khan"),
        ("Amina Khan\tamina@example.org", "Amina Khan"),
        ("Amina\tKhan\tamina@example.org", "Amina Khan"),
        ("amina@example.org, Amina Khan", "Amina Khan"),
        ("amina@example.org (Amina Khan)", "Amina Khan"),
        ("Amina Khan amina@example.org", "Amina Khan"),
        ('"Amina Khan" <amina@example.org>', "Amina Khan"),
        ("“Amina Khan” <amina@example.org>", "Amina Khan"),
        ('"Khan, Amina" <amina@example.org>', "Amina Khan"),
        ("Khan, Amina <amina@example.org>", "Amina Khan"),
        ("Amina\u00a0Khan\u00a0<amina@example.org>", "Amina Khan"),
        ("\ufeffAmina Khan <amina@example.org>\u200b", "Amina Khan"),
        ("  3. Amina   Khan <amina@example.org>,", "Amina Khan"),
        ("• Amina Khan <amina@example.org>", "Amina Khan"),
        ("Amina Khan <mailto:amina@example.org>", "Amina Khan"),
        ("Amina O’Khan <amina@example.org>", "Amina O'Khan"),
        ("Amina Khan <amina@EXAMPLE.org>", "Amina Khan"),
        ("أمينة خان <amina@example.org>", "أمينة خان"),
        ("Amina\x00 Khan <amina@example.org>", "Amina Khan"),
    ],
)
def test_a_line_as_programs_write_it_is_a_person(line: str, name: str) -> None:
    (read,) = read_pasted(line)
    assert (read.name, read.email, read.fault) == (name, ADDRESS, None)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("amina@example.org", pasted.NO_NAME),
        ("<amina@example.org>", pasted.NO_NAME),
        ("1234 <amina@example.org>", pasted.NO_NAME),
        ("Amina Khan", pasted.NO_ADDRESS),
        ("Name,E-mail address", pasted.NO_ADDRESS),
        ("Amina Khan <amina@>", pasted.WRONG_ADDRESS),
        ("Amina Khan <amina@example>", pasted.WRONG_ADDRESS),
        ("Amina Khan <@example.org>", pasted.WRONG_ADDRESS),
        ("Amina a@example.org, Ben b@example.org", pasted.TWO_ADDRESSES),
        ("Amina,Nurse,North surgery,amina@example.org", pasted.TOO_MUCH),
        ("A" * 121 + " <amina@example.org>", pasted.LONG_NAME),
    ],
)
def test_a_line_that_is_not_a_person_says_why(line: str, why: str) -> None:
    (read,) = read_pasted(line)
    assert read.fault == why
    assert read.text == line


def test_a_list_of_recipients_in_one_line_is_several_people() -> None:
    read = read_pasted("Amina Khan <a@example.org>; Ben Cole <b@example.org>;")
    assert [line.name for line in read] == ["Amina Khan", "Ben Cole"]


def test_empty_lines_are_passed_over_and_numbers_stay_those_of_the_lines() -> None:
    read = read_pasted("\n\nAmina Khan <a@example.org>\r\n \u00a0 \r\nBen Cole <b@example.org>")
    assert [line.number for line in read] == [3, 5]


def test_the_second_line_with_an_address_names_the_first() -> None:
    read = read_pasted("Amina <a@example.org>\nBen <b@example.org>\nA Khan <A@Example.ORG>")
    assert [line.same_as for line in read] == [None, None, 1]
    assert [line.name for line in good_lines(read)] == ["Amina", "Ben"]


@pytest.mark.parametrize("long", ["x" * 60_000, "é " * 30_000, "a;" * 30_000, "@" * 60_000])
def test_a_long_paste_without_an_address_takes_no_time(long: str) -> None:
    begun = process_time()
    read_pasted(long)
    assert process_time() - begun < LONGEST_READING


SPICE = st.sampled_from(
    [
        *"<>,;:\"'|@.()[]\t\r\n\\ ",
        "\u00a0",
        "\u201c",
        "\u2028",
        "\x00",
        "a@b.org",
        "Amina ",
        "İ@x.org",
    ]
)


@given(st.lists(SPICE | st.text(max_size=8), max_size=40).map("".join))
def test_whatever_is_pasted_every_line_with_something_in_it_comes_back(text: str) -> None:
    read = read_pasted(text)
    for line in read:
        assert line.fault or (line.name and line.email)
    numbers = {line.number for line in read}
    for number, typed in enumerate(text.splitlines(), start=1):
        if any(mark.isalnum() for mark in typed):
            assert number in numbers

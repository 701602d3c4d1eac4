"""Rows of a file as people write them: every one is a person, or a sentence that says why not."""

from __future__ import annotations

import pytest

from app.cohorts.rules.roster import read_roster
from app.cohorts.rules.roster.faults import NO_WAY
from tests.cohorts.rosters_read import only
from tests.make.rosters import csv_of, workbook


@pytest.mark.parametrize(
    ("rows", "phone"),
    [
        (("Amina", "07700 900123"), "+447700900123"),
        (("Amina", 447700900123.0), "+447700900123"),
        (("Amina", 7700900123), "+447700900123"),
        (("Amina", "447700900123.0"), "+447700900123"),
        (("Amina", "'07700900123"), "+447700900123"),
        (("Amina", '="07700900123"'), "+447700900123"),
        (("Amina", "+44 (0)7700 900123"), "+447700900123"),
    ],
)
def test_phone_numbers_come_back_from_what_a_spreadsheet_made_of_them(
    rows: tuple[str, object], phone: str
) -> None:
    from_text = read_roster(csv_of([("Name", "Mobile"), tuple(map(str, rows))]).encode())
    (row,) = from_text.rows
    assert (row.phone, row.reached_by, row.fault) == (phone, "call", None)
    if not str(rows[1]).startswith("="):
        assert only(workbook([("Name", "Mobile"), rows])).phone == phone


REACHED = [
    ("Name,Mobile\nJoan,07700 900123", "call"),
    ("Name,Mobile,How to reach\nJoan,07700 900123,Text", "text"),
    ("Name,Telephone,Contact by\nJoan,0161 496 0123,ring", "call"),
    ('Name,Address\nJoan,"1 Long Lane\nTown"', "post"),
    ("Name,Address line 1,Town,Postcode\nJoan,1 Long Lane,Town,ZZ1 1ZZ", "post"),
    ("Name,Email,Mobile,How to reach\nJoan,joan@example.org,07700 900123,SMS", "text"),
    ("Name,Email,Mobile\nJoan,joan@example.org,07700 900123", "email"),
    ("Name,Email,Address\nJoan,n/a,at the front desk", "post"),
    ("Name,Email,Mobile\nJoan,none,07700 900123", "call"),
]


@pytest.mark.parametrize(("content", "channel"), REACHED)
def test_people_without_email_are_reached_by_phone_text_or_paper(
    content: str, channel: str
) -> None:
    row = only(content)
    assert (row.name, row.reached_by, row.fault) == ("Joan", channel, None)


def test_the_columns_of_an_address_become_its_lines() -> None:
    content = "Name,Address line 1,Town,Postcode\nJoan,1 Long Lane,Town,ZZ1 1ZZ"
    assert only(content).post_address == "1 Long Lane\nTown\nZZ1 1ZZ"


FAULTY = [
    ("Name,Email\nJoan,joan(at)example.org", "is not an e-mail address"),
    ("Name,Email\nJoan,joan@", "not a whole e-mail address"),
    ("Name,Email\nJoan,a@example.org b@example.org", "two e-mail addresses in this row"),
    ("Name,Email,Phone\nJoan,,12", "not one whole phone number"),
    ("Name,Email,Phone\nJoan,,07700 900123 or 07700 900124", "not one whole phone number"),
    ("Name,Email,Phone\nJoan,,", "nobody can reach them"),
    ("Name,Email\n,joan@example.org", "no name in this row"),
    ("Name,Email\n123,joan@example.org", "no name in this row"),
    (f"Name,Email\n{'J' * 121},joan@example.org", "The name is too long"),
    ("Name,Email\n=1+1 Joan,joan@example.org", "begins like a formula"),
    ('Name,Email\n"@SUM(A1) Joan",joan@example.org', "begins like a formula"),
    ("Name,Phone,How to reach\nJoan,07700 900123,pigeon", "Write e-mail, text, call or paper"),
    ("Name,Phone,How to reach\nJoan,07700 900123,email", "no e-mail address in this row"),
    ("Name,Email,How to reach\nJoan,joan@example.org,text", "no phone number in this row"),
    ("Name,Email,How to reach\nJoan,joan@example.org,paper", "does not say where"),
    ("Name,Phone,How to reach\nJoan,0161 496 0123,text", "Texts go to mobile numbers only"),
    ("Name,Email,Standing\nJoan,joan@example.org,king", "We do not know “king”"),
    ("Name,Email,Role\nJoan,joan@example.org,Facilitator", "makes nobody a facilitator"),
    (f"Name,Address\nJoan,{'1 Long Lane ' * 50}", "The address is too long"),
]


@pytest.mark.parametrize(("content", "words"), FAULTY)
def test_a_row_that_cannot_be_taken_says_why(content: str, words: str) -> None:
    row = only(content)
    assert row.fault is not None
    assert words in row.fault
    assert "".join(row.cells) in content.replace(",", "").replace('"', "")


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ("PCN staff", "pcn_staff"),
        ("Practice Nurse", "pcn_staff"),
        ("community_health_creator", "community_health_creator"),
        ("Lived-experience", "lived_experience"),
        ("VCSE", "local_partner"),
        ("", ""),
    ],
)
def test_a_standing_is_understood_in_several_words(said: str, standing: str) -> None:
    row = only(f"Name,Email,Role or standing\nJoan,joan@example.org,{said}")
    assert (row.standing, row.fault) == (standing, None)


def test_a_job_that_we_do_not_know_is_told_and_is_no_fault() -> None:
    row = only("Name,Email,Job title\nJoan,joan@example.org,Astronaut")
    assert (row.fault, row.standing) == (None, "")
    assert "“Astronaut” does not tell us" in row.notes[0]


def test_a_bad_number_is_left_out_when_there_is_an_email_address_and_it_is_told() -> None:
    row = only("Name,Email,Phone\nJoan,joan@example.org,ask her")
    assert (row.fault, row.phone) == (None, "")
    assert "We left it out" in row.notes[0]


def test_a_formula_is_what_it_showed_and_is_never_worked_out() -> None:
    file = workbook([("First", "Last", "Name", "Email"), ("A", "B", "", "joan@example.org")])
    assert only(file).name == "A B"
    text = 'Name,Email\n"=HYPERLINK(""http://x.example"";""Joan"")",joan@example.org'
    assert "formula" in (only(text).fault or "")


def test_the_same_person_is_taken_once_and_the_other_rows_point_to_the_first() -> None:
    content = (
        "Name,Email,Phone,Address\n"
        "Joan Long,,07700 900123,\n"
        "JOAN LONG,,+447700900123,\n"
        "Joan Long,joan@example.org,07700 900123,\n"
        "Ben Long,,07700 900123,\n"
        'Ann,,,"1 Long Lane, Town"\n'
        "Ann,,,1 Long Lane Town\n"
    )
    same = [row.same_as for row in read_roster(content.encode()).rows]
    assert same == [4, 4, None, None, None, 6]


def test_a_postcode_alone_is_no_place_for_paper() -> None:
    row = only("Name,Email,Postcode\nAmina Khan,amina@example.org,m1 2ab\n")
    assert (row.post_address, row.fault) == ("", None)
    assert only("Name,Email,Postcode\nJoan Long,,M1 2AB\n").fault == NO_WAY
    address = only("Name,Street,Postcode\nJoan Long,3 Mill Lane,M1 2AB\n").post_address
    assert address == "3 Mill Lane\nM1 2AB"

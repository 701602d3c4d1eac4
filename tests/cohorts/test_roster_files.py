"""Files of people as spreadsheets and people make them: every one is rows, or a sentence."""

from __future__ import annotations

import pytest

from app.cohorts.rules.roster import Roster, RosterRow, read_roster
from app.cohorts.rules.roster.faults import NO_WAY
from tests.make.rosters import csv_of, ods, ods_row, workbook

PLAIN = csv_of(
    [
        ("Name", "E-mail address"),
        ("Amina Khan", "amina@example.org"),
        ("José O'Brien", "jose@example.org"),
    ]
)
BOTH = [("Amina Khan", "amina@example.org"), ("José O'Brien", "jose@example.org")]
ONE = BOTH[:1]


def people(roster: Roster) -> list[tuple[str, str]]:
    """The names and addresses of those who would be added."""
    return [
        (row.name, row.email) for row in roster.rows if row.fault is None and row.same_as is None
    ]


def only(content: bytes | str) -> RosterRow:
    """The one row of a file."""
    (row,) = read_roster(content.encode() if isinstance(content, str) else content).rows
    return row


NASTY = {
    # Encodings.
    "UTF-8": PLAIN.encode(),
    "UTF-8 with its mark": PLAIN.encode("utf-8-sig"),
    "UTF-16 as Excel's Unicode text": PLAIN.replace(",", "\t").encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + PLAIN.encode("utf-16-be"),
    "UTF-16 without a mark": PLAIN.encode("utf-16-le"),
    "UTF-16, big end first, without a mark": PLAIN.encode("utf-16-be"),
    "UTF-32": PLAIN.encode("utf-32"),
    "Windows-1252": PLAIN.encode("cp1252"),
    "two lists of different encodings in one file": PLAIN.encode("cp1252")
    + "Zoë Ali,zoe@example.org\r\n".encode(),
    # Separators and line ends.
    "semicolons": PLAIN.replace(",", ";").encode(),
    "tabs": PLAIN.replace(",", "\t").encode(),
    "bars": PLAIN.replace(",", "|").encode(),
    "the line that tells Excel the separator": b"sep=;\r\n" + PLAIN.replace(",", ";").encode(),
    "an unusual separator that is told": b"sep=~\n" + PLAIN.replace(",", "~").encode(),
    "line ends of an old Mac": PLAIN.replace("\r\n", "\r").encode(),
    "line ends of Unix": PLAIN.replace("\r\n", "\n").encode(),
    "no line end after the last row": PLAIN.strip().encode(),
    "commas inside quotation marks": b'Name;Email;Notes\n"Khan, Amina";amina@example.org;"a, b"\n'
    + "José O'Brien;jose@example.org;\n".encode(),
    # Headings.
    "headings in another order and case": "EMAIL,NAME\namina@example.org,Amina Khan\n"
    "jose@example.org,José O'Brien\n".encode(),
    "first name and surname": "Surname,First name,E-mail\nKhan,Amina,amina@example.org\n"
    "O'Brien,José,jose@example.org".encode(),
    "forename and family name": "Forename,Family name,Work email\nAmina,Khan,amina@example.org\n"
    "José,O'Brien,jose@example.org".encode(),
    "many columns that we do not use": "No.,Title,Full Name,Diet,E-mail Address,Start date\n"
    "1,Dr,Amina Khan,none,amina@example.org,2027\n2,,José O'Brien,,jose@example.org,\n".encode(),
    "title rows above the headings": b"People of Riverside PCN,\nMade on 3 May,\n,\n"
    + PLAIN.encode(),
    "headings written twice, as of two pages": (PLAIN + PLAIN.splitlines()[0]).encode(),
    "the address under Address": "Participant,Address\nAmina Khan,amina@example.org\n"
    "José O'Brien,jose@example.org\n".encode(),
    "no headings": "Amina Khan,amina@example.org\nJosé O'Brien,jose@example.org\n".encode(),
    "no headings and two columns of names": "Amina,Khan,amina@example.org\n"
    "José,O'Brien,jose@example.org\n".encode(),
    "one column of what a mail program copies": "Amina Khan <amina@example.org>\n"
    "José O'Brien <jose@example.org>\n".encode(),
    "one column with a heading": "E-mail addresses\nAmina Khan <amina@example.org>\n"
    '"""O\'Brien, José"" <jose@example.org>"\n'.encode(),
    # Cells.
    "stray spaces of every kind": "Name , E-mail address \n\u00a0Amina \u2009 Khan\u00a0,"
    " amina@example.org\u00a0\n José O’Brien\u200b,\ufeffjose@example.org \n".encode(),
    "links to write to": "Name,Email\nAmina Khan,mailto:amina@example.org\n"
    "José O'Brien,<jose@example.org>\n".encode(),
    "names in the address column": "Name,Email\n,Amina Khan <amina@example.org>\n"
    "José O'Brien,Joe <jose@example.org>\n".encode(),
    "line breaks inside cells": 'Name,Email\n"Amina\nKhan","amina@example.org\n"\n'
    "José O'Brien,jose@example.org\n".encode(),
    "surname first": 'Name,Email\n"Khan, Amina",amina@example.org\n'
    "José O'Brien,jose@example.org\n".encode(),
    "empty rows between": "Name,Email\n,\n\nAmina Khan,amina@example.org\n, \u00a0\n"
    "José O'Brien,jose@example.org\n,,,\n".encode(),
    "the same person twice": (PLAIN + "A. Khan,AMINA@EXAMPLE.ORG\n").encode(),
    "curly quotation marks": "Name,Email\n“Amina Khan”,“amina@example.org”\n"
    "José O'Brien,‘jose@example.org’\n".encode(),
    # Workbooks.
    "XLSX": workbook([("Name", "Email"), *BOTH]),
    "XLSX with titles above": workbook([("Name", "Email"), *BOTH], above=[("Riverside",), ()]),
    "XLSX with a hidden sheet first": workbook([("Name", "Email"), *BOTH], hidden=True),
    "XLSX under the name of a CSV": workbook([("E-mail", "Name"), *(pair[::-1] for pair in BOTH)]),
    "ODS": ods(ods_row("Name", "Email") + "".join(ods_row(*pair) for pair in BOTH)),
    "ODS with a million empty rows": ods(
        ods_row("Name", "Email")
        + "".join(ods_row(*pair) for pair in BOTH)
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="1024"/></table:table-row>'
    ),
}


@pytest.mark.parametrize("name", NASTY)
def test_a_list_is_read_whatever_a_spreadsheet_made_of_it(name: str) -> None:
    roster = read_roster(NASTY[name])
    assert roster.fault is None
    found = people(roster)
    assert [pair[1] for pair in found][:2] == ["amina@example.org", "jose@example.org"]
    assert [pair[0].replace('"', "") for pair in found][:2] == [pair[0] for pair in BOTH]
    assert [row.fault for row in roster.rows if row.fault] == []


def test_people_of_both_encodings_keep_their_letters() -> None:
    found = people(read_roster(NASTY["two lists of different encodings in one file"]))
    assert [name for name, _ in found] == ["Amina Khan", "José O'Brien", "Zoë Ali"]


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


def test_columns_that_are_not_used_are_named() -> None:
    roster = read_roster(
        b"Name,Email,Diet,Practice,Practice code\nJoan,j@example.org,-,Hill,A12345"
    )
    assert roster.unused == ("Diet",)
    assert roster.rows[0].places == ("Hill", "A12345")


def test_a_formula_is_what_it_showed_and_is_never_worked_out() -> None:
    file = workbook([("First", "Last", "Name", "Email"), ("A", "B", "", "joan@example.org")])
    assert only(file).name == "A B"
    text = 'Name,Email\n"=HYPERLINK(""http://x.example"";""Joan"")",joan@example.org'
    assert "formula" in (only(text).fault or "")


def test_rows_are_counted_as_the_spreadsheet_counts_them() -> None:
    content = 'A list\n\nName,Email\n"Joan\nLong",joan@example.org\n\nAmina,amina@example.org\n'
    assert [row.number for row in read_roster(content.encode()).rows] == [4, 6]


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


def test_surname_and_first_name_in_one_column_are_turned_round() -> None:
    assert only("Surname, first name;Mail;Tel\nKhan, Amina;a@example.org;\n").name == "Amina Khan"
    assert only("Surname;E-Mail\nKhan;amina@example.org\n").name == "Khan"


@pytest.mark.parametrize(
    "content",
    [
        "Name;Email\nKhan, Amina;amina@example.org\nPatel, Ben;ben@example.org\n",
        "Surname, first name;Email\nKhan, Amina;amina@example.org\n",
        "Surname, first name;Email\nKhan, Amina, Dr;amina@example.org\n",
        "Riverside, spring\nSurname, first name;Email\nKhan,Amina;amina@example.org\n",
        "Surname, first name;Phone\nKhan, Amina;07700 900123\nPatel, Ben;07700 900124\n",
        "Surname, first name\tEmail\nKhan, Amina\tamina@example.org\n",
    ],
)
def test_a_comma_in_every_name_is_no_mark_between_two_columns(content: str) -> None:
    first = read_roster(content.encode()).rows[0]
    assert "Khan" in first.name
    assert "Amina" in first.name
    assert ";" not in first.name
    assert first.email == "amina@example.org" or first.phone == "+447700900123"


def test_a_semicolon_in_every_row_is_no_mark_between_two_columns() -> None:
    text = "Name, Email, Notes\nAmina Khan, amina@example.org, tea; no milk\n"
    assert only(text).email == "amina@example.org"


def test_a_postcode_alone_is_no_place_for_paper() -> None:
    row = only("Name,Email,Postcode\nAmina Khan,amina@example.org,m1 2ab\n")
    assert (row.post_address, row.fault) == ("", None)
    assert only("Name,Email,Postcode\nJoan Long,,M1 2AB\n").fault == NO_WAY
    address = only("Name,Street,Postcode\nJoan Long,3 Mill Lane,M1 2AB\n").post_address
    assert address == "3 Mill Lane\nM1 2AB"

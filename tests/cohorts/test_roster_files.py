"""Files of people as spreadsheets make them: encodings, separators, headings, workbooks."""

from __future__ import annotations

import pytest

from app.cohorts.rules.roster import read_roster
from tests.cohorts.rosters_read import only, people
from tests.make.rosters import csv_of, ods, ods_row, workbook

PLAIN = csv_of(
    [
        ("Name", "E-mail address"),
        ("Amina Khan", "amina@example.org"),
        ("José O'Brien", "jose@example.org"),
    ]
)


BOTH = [("Amina Khan", "amina@example.org"), ("José O'Brien", "jose@example.org")]


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


def test_columns_that_are_not_used_are_named() -> None:
    roster = read_roster(
        b"Name,Email,Diet,Practice,Practice code\nJoan,j@example.org,-,Hill,A12345"
    )
    assert roster.unused == ("Diet",)
    assert roster.rows[0].places == ("Hill", "A12345")


def test_rows_are_counted_as_the_spreadsheet_counts_them() -> None:
    content = 'A list\n\nName,Email\n"Joan\nLong",joan@example.org\n\nAmina,amina@example.org\n'
    assert [row.number for row in read_roster(content.encode()).rows] == [4, 6]


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

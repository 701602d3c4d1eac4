"""Files of people as spreadsheets and people make them: every one is rows, or a sentence."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cohorts.rules.roster import MOST_ROWS, Roster, RosterRow, read_roster
from tests.make.rosters import changed_part, csv_of, ods, ods_row, workbook

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


WHOLE_FILES = [
    (b"", "nothing in this file"),
    (b" \r\n\t ", "nothing in this file"),
    (b"Name,Email\n", "nothing in this file"),
    (b"%PDF-1.7 and so on", "not a spreadsheet that we can read"),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a spreadsheet that we can read"),
    (bytes(range(256)) * 20, "not a spreadsheet that we can read"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old Excel, or has a password"),
    (b"PK\x03\x04 and then nothing of the kind", "damaged"),
    (workbook([])[:900], "damaged"),
    (workbook([]), "nothing in this file"),
    (b"Joan Long\nAmina Khan\n", "Write headings into its first row"),
    (b"a,b,c\n1,2,3\n", "Write headings into its first row"),
    (b"Dear all,\nplease find the list attached.\n", "Write headings into its first row"),
    (b'Name,Email\n"Joan,joan@example.org\n' + b"Ben,ben@example.org\n" * 30, "In row 2 a quot"),
    (b"Name,Email\n" + b"Ann,ann@example.org\n" * (MOST_ROWS + 1), "5,001 rows in this file"),
    (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MiB"),
]


@pytest.mark.parametrize(("content", "words"), WHOLE_FILES)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    roster = read_roster(content)
    assert words in (roster.fault or "")
    assert roster.rows == ()


def _zip(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", part)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
NAMES = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _sheet(inner: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="{NAMES}"><sheetData>{inner}</sheetData>'
        "</worksheet>"
    ).encode()


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BOMBS = {
    "a part that unpacks to 200 MB": changed_part(workbook([]), SHEET, b" " * 200_000_000),
    "a cell at the far end of the sheet": changed_part(workbook([]), SHEET, _sheet(FAR)),
    "words that grow when they are read": changed_part(
        workbook([]), SHEET, _sheet('<row><c t="str"><v>&b;</v></c></row>', LAUGHS)
    ),
    "a cell that is nowhere": changed_part(
        workbook([]), SHEET, _sheet('<row><c r="A99999999999"><v>1</v></c></row>')
    ),
    "no workbook at all": _zip(word__document=b"<a/>"),
    "XML that ends too soon": changed_part(workbook([]), SHEET, b"<worksheet><sheetData>"),
    "too many parts": _zip(**{f"xl__{n}": b"" for n in range(600)}),
    "an ODS row that is repeated a million times": ods(ods_row("Joan", times=1_048_576) * 3),
    "an ODS cell that is repeated without end": ods(
        '<table:table-row><table:table-cell table:number-columns-repeated="99999999999" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_would_burst_is_refused_before_it_does(name: str) -> None:
    began = time.monotonic()
    roster = read_roster(BOMBS[name])
    assert roster.fault is not None
    assert roster.rows == ()
    assert time.monotonic() - began < 5


def test_a_part_that_lies_about_its_size_is_not_believed() -> None:
    honest = changed_part(workbook([]), SHEET, b" " * 60_000_000)
    # The size that the list at the end of the file tells, made small.
    lying = honest.replace((60_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != honest
    assert read_roster(lying).fault is not None


TEXTS = st.lists(
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(
                ["Name", "Email", "Phone", "Address", "Joan Long", "joan@example.org", '"', "="]
            ),
        ),
        max_size=6,
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=2000))
def test_no_bytes_make_anything_but_rows_or_a_sentence(content: bytes) -> None:
    _check(read_roster(content))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS, st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_no_text_makes_anything_but_rows_or_a_sentence(
    table: list[list[str]], separator: str, encoding: str
) -> None:
    text = "\n".join(separator.join(row) for row in table)
    _check(read_roster(text.encode(encoding, errors="replace")))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=40))
def test_no_damaged_workbook_makes_anything_but_rows_or_a_sentence(
    place: int, rubbish: bytes
) -> None:
    good = workbook([("Name", "Email"), *BOTH])
    place %= len(good)
    _check(read_roster(good[:place] + rubbish + good[place + len(rubbish) :]))


def _check(roster: Roster) -> None:
    """A sentence and no rows, or rows that each name somebody or have a sentence."""
    assert (roster.fault is None) == bool(roster.rows)
    for row in roster.rows:
        good = row.fault is None
        assert good == bool(row.name)
        assert not good or row.email or row.phone or row.post_address
        assert row.fault is None or row.fault.endswith((".", "?"))

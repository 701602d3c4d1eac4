"""Files that are no lists, files that would burst, and any bytes at all: rows, or a sentence."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cohorts.rules.roster import MOST_ROWS, Roster, read_roster
from tests.make.rosters import changed_part, ods, ods_row, workbook

WHOLE_FILES = [
    (b"", "nothing in this file"),
    (b" \r\n\t ", "nothing in this file"),
    (b"Name,Email\n", "headings in this file, but nobody below them"),
    (b"%PDF-1.7 and so on", "not a spreadsheet that we can read"),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a spreadsheet that we can read"),
    (bytes(range(256)) * 20, "not a spreadsheet that we can read"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "from an old Excel (.xls)"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "locked with a password",
    ),
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
    began = time.process_time()
    roster = read_roster(BOMBS[name])
    assert roster.fault is not None
    assert roster.rows == ()
    assert time.process_time() - began < 5


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
    good = workbook([("Name", "Email"), ("Amina Khan", "amina@example.org")])
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

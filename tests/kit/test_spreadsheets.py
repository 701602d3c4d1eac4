"""Files for spreadsheet programs run nothing there, and come back as they were."""

from __future__ import annotations

import csv
import io

import pytest

from app.kit.spreadsheets import csv_file, harmless, harmless_in_text, unmarked


@pytest.mark.parametrize(
    "cell",
    [
        *("=1+1", "+44", "-2", "@name", "\t=1", "\u00a0=1+1", " \n@a"),
        # Wide signs, and wide spaces, as keyboards of the Far East write them.
        *("\uff1d1+1", "\uff0b44", "\uff0d2", "\uff20name", "\u3000=1+1"),
    ],
)
def test_a_cell_that_a_program_might_run_is_marked_and_comes_back_unmarked(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert unmarked(harmless(cell)) == cell
    assert unmarked(harmless_in_text(cell)) == cell


@pytest.mark.parametrize(
    "cell", ["", "Amina Example", "'tis so", "1 = 1", "07700 900123", "a; b", "said '-5", "x;y '=z"]
)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == harmless_in_text(cell) == cell
    assert unmarked(cell) == cell


RUNS = "=cmd|'/C calc'!A0"


@pytest.mark.parametrize("between", [";", "\t", "; ", ";\u00a0", "\r\n", "\n"])
def test_no_piece_of_a_cell_is_run_where_a_program_cuts_it_elsewhere(between: str) -> None:
    cell = f"Mary{between}{RUNS};x"
    said = csv_file([["Amina, Bo", cell]]).decode("utf-8-sig")
    assert f"'{RUNS}" in said
    for delimiter in (";", "\t"):
        for row in csv.reader(io.StringIO(said, newline=""), delimiter=delimiter):
            assert not [one for one in row if one.strip().startswith("=")]
    assert unmarked(harmless_in_text(cell)) == cell


def test_a_file_keeps_lines_commas_and_accents_within_their_cells() -> None:
    rows = [["Name", "Note"], ["Zoë Example", 'two\nlines, and "words"']]
    content = csv_file(rows)
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == rows

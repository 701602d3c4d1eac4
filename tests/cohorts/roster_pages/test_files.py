"""The files that go over the pages: sent, refused, given back, and the empty one."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient
from python_calamine import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import RosterFile
from app.cohorts.rules.roster import read_roster
from tests.browser_like import post
from tests.cohorts.roster_pages.conftest import FILES, send, sent
from tests.make.rosters import workbook


def test_the_rows_to_put_right_come_back_as_a_file_that_can_be_sent_again(
    web: FlaskClient,
) -> None:
    rows = [
        ("Ann,ann@", "@SUM(A1)"),
        ("Ben,ben@x,\"=cmd|' /C calc'!A0\"", None),
    ]
    content = f"Name,E-mail,Notes\n{rows[0][0]},{rows[0][1]}\n{rows[1][0]}\nCy,cy@example.org,\n"
    address = sent(web, content)
    before = web.get(f"{address}/refused.csv")
    assert before.headers["Content-Disposition"].startswith("attachment")
    assert before.data.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(before.data.decode("utf-8-sig"))))
    assert table[0] == ["Name", "E-mail", "Notes", "Row in your file", "Why we did not take it"]
    assert [line[0] for line in table[1:]] == ["Ann", "Ben"]
    assert [line[2] for line in table[1:]] == ["'@SUM(A1)", "'=cmd|' /C calc'!A0"]
    assert [line[3] for line in table[1:]] == ["2", "3"]
    post(web, f"{address}/enrolments")
    assert web.get(f"{address}/refused.csv").data == before.data
    again = read_roster(before.data)
    assert [row.fault for row in again.rows] == [line[4] for line in table[1:]]
    assert again.unused == ("Notes", "Row in your file", "Why we did not take it")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "There is nothing in this file"),
        (b"Name,Email\n\n,\n", "nobody below them"),
        (b"%PDF-1.7", "Save your list as an Excel workbook"),
        (b"Dear all,\nhere is the list.\n", "Write headings into its first row"),
    ],
)
def test_a_file_that_is_no_list_comes_back_with_a_sentence(
    db: Session, web: FlaskClient, content: bytes, words: str
) -> None:
    answer = send(web, content)
    assert answer.status_code == 422
    assert words in answer.text
    # The choice that was made is still made.
    assert '<option value="local_partner" selected>' in answer.text
    assert db.scalar(select(func.count()).select_from(RosterFile)) == 0


def test_no_file_at_all_is_told(web: FlaskClient) -> None:
    answer = post(web, FILES, {"standing": "pcn_staff"})
    assert answer.status_code == 422
    assert "Choose a file with your list of people" in answer.text


def test_a_workbook_is_read_whatever_it_is_called(web: FlaskClient) -> None:
    content = workbook([("Name", "Email"), ("Zoë Ali", "zoe@example.org")])
    assert "Invite 1 person" in web.get(sent(web, content, "list.csv")).text


def test_the_empty_spreadsheet_has_headings_that_are_all_understood(web: FlaskClient) -> None:
    answer = web.get(f"{FILES}template.xlsx")
    (head, *rest) = load_workbook(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert rest == []
    filled = ["Joan Long", "", "07700 900123", "1 Long Lane", "Paper", "Lived experience", "Hill"]
    roster = read_roster(workbook([head, filled]))
    (row,) = roster.rows
    assert roster.unused == ()
    assert (row.reached_by, row.standing, row.places) == ("post", "lived_experience", ("Hill",))

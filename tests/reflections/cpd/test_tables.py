"""A year as a table for a spreadsheet: without a word of one's own, and nothing in it runs."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.cohorts import make_cohort, make_member
from tests.make.cpd import make_attendance, make_record
from tests.make.gatherings import make_gathering
from tests.make.reflections import make_reflection

FORMULA = '=HYPERLINK("https://bad.example","x")'
SECRET = "the heron stood in the third doorway"


@pytest.fixture
def full(db: Session, client: FlaskClient, sign_in: SignIn) -> Person:
    """Somebody with a session whose name is a formula, a reflection, and something else."""
    cohort = make_cohort(db)
    member = make_member(db, cohort)
    gathering = make_gathering(
        db, cohort, title=FORMULA, starts_at=NOON - timedelta(days=3), minutes=75
    )
    make_attendance(db, gathering, member)
    make_record(
        db,
        member,
        SECRET,
        day=date(2027, 1, 17),
        minutes=75,
        participatory=True,
        session=gathering.id,
    )
    own = make_reflection(db, member, SECRET)
    make_record(db, member, SECRET, learned=SECRET, day=date(2027, 1, 18), reflection=own)
    make_record(db, member, SECRET, changed=SECRET, day=date(2027, 1, 19), minutes=5)
    make_record(db, member, SECRET, day=date(2026, 1, 19), minutes=5)
    db.commit()
    sign_in(client, member)
    return member


def test_the_csv_has_days_minutes_and_kinds_and_no_word_of_ones_own(
    client: FlaskClient, full: Person
) -> None:
    answer = client.get("/cpd/table.csv?year=2026")
    assert answer.headers["Content-Disposition"] == "attachment; filename=cpd-2026-27.csv"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data.decode("utf-8-sig").splitlines() == [
        "Day,Minutes,With others,Belongs to,Session",
        '2027-01-17,75,Yes,Session,"\'=HYPERLINK(""https://bad.example"",""x"")"',
        "2027-01-18,60,No,Reflection,",
        "2027-01-19,5,No,Something else,",
    ]


def test_the_workbook_has_real_days_and_numbers_and_no_formula(
    client: FlaskClient, full: Person
) -> None:
    answer = client.get("/cpd/table.xlsx?year=2026")
    assert answer.headers["Cache-Control"] == "no-store"
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert rows == [
        ["Day", "Minutes", "With others", "Belongs to", "Session"],
        [date(2027, 1, 17), 75.0, "Yes", "Session", f"'{FORMULA}"],
        [date(2027, 1, 18), 60.0, "No", "Reflection", ""],
        [date(2027, 1, 19), 5.0, "No", "Something else", ""],
    ]
    assert SECRET.encode() not in answer.data

"""One's own statement of learning: what counts, and what only goes in when one says so."""

from __future__ import annotations

import io

import pikepdf
from sqlalchemy.orm import Session

from app.gatherings.models import Attendance
from tests.conftest import As
from tests.make.certificates import make_finished
from tests.make.cpd import make_record
from tests.make.gatherings import make_gathering
from tests.make.people import make_person


def test_sessions_and_modules_count_and_ones_own_only_when_ticked(
    db: Session, as_person: As
) -> None:
    way = make_finished(db, modules=2, person=make_person(db, name="Amina Example"))
    at = make_gathering(db, way.cohort, title="A walk")
    note = Attendance(gathering_id=at.id, enrolment_id=way.enrolment.id, how="phone")
    note.noted_at = at.starts_at
    db.add(note)
    make_record(db, way.person, title="Read at home", minutes=7)
    client = as_person(way.person)
    page = client.get("/account/learning").text
    assert "A walk" in page
    assert "Module title 2" in page
    assert "7 minutes" not in page
    with_own = client.get("/account/learning?own=yes").text
    assert "What you counted for yourself: 7 minutes" in with_own
    assert "Read at home" not in with_own
    made = client.get("/account/learning.pdf?own=yes")
    assert made.headers["Content-Disposition"].startswith("attachment; filename=learning-")
    with pikepdf.open(io.BytesIO(made.data)) as read:
        assert read.Root.MarkInfo.Marked


def test_whoever_has_learned_nothing_yet_has_a_page(db: Session, as_person: As) -> None:
    client = as_person(make_person(db))
    assert "0 minutes in all" in client.get("/account/learning").text
    assert client.get("/account/learning.pdf").status_code == 200

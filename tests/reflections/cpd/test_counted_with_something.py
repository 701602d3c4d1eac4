"""Learning that belongs to a reflection or a session: each goes without the other."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.models import Reflection
from app.reflections.views.cpd.records import NOT_OUT, OUT
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.cohorts import make_cohort, make_member
from tests.make.cpd import make_attendance, make_record
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.reflections import make_reflection
from tests.progress.reading import html_of, words_of
from tests.reflections.cpd.test_records import FORM, records


def test_a_saved_reflection_offers_to_be_counted_and_nothing_asks_before_writing(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_reflection(db, person)
    db.commit()
    assert "CPD" not in html_of(client, "/reflections/new")
    page = html_of(client, f"/reflections/{own}")
    assert f'href="/cpd/records/new?reflection={own}"' in page
    form = html_of(client, f"/cpd/records/new?reflection={own}")
    fields = hidden_fields(form)
    assert fields["reflection"] == str(own)
    assert "Reflection of Wednesday 20 January 2027" in form
    post(client, "/cpd/records/", {**FORM, "reflection": str(own)})
    [kept] = records(db)
    assert kept.reflection_id == own
    again = client.get(f"/cpd/records/new?reflection={own}")
    assert again.headers["Location"] == f"/cpd/records/{kept.id}"
    counted = words_of(client, f"/reflections/{own}")
    assert "It counts as CPD" in counted
    assert "Count this for CPD" not in counted


def test_the_pages_of_cpd_and_of_shares_are_a_part_of_the_reflections(
    client: FlaskClient, person: Person
) -> None:
    for address in ("/reflections/", "/cpd/", "/shares/"):
        [here] = re.findall(r'href="([^"]+)" aria-current="page"', html_of(client, address))
        assert here == "/reflections/"


def test_a_reflection_is_not_counted_twice_and_what_was_typed_stays_in_the_form(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_reflection(db, person)
    make_record(db, person, reflection=own)
    db.commit()
    answer = post(client, "/cpd/records/", {**FORM, "reflection": str(own)})
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "This is counted already." in page
    assert "People tell more while walking." in page
    assert len(records(db)) == 1


@pytest.mark.parametrize("how", ["in_person", "online", "phone"])
def test_a_session_that_one_came_to_fills_in_its_minutes_and_that_others_were_there(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn, how: str
) -> None:
    cohort = make_cohort(db)
    member = make_member(db, cohort)
    gathering = make_gathering(
        db, cohort, title="Strengths", starts_at=NOON - timedelta(days=3), minutes=75
    )
    make_attendance(db, gathering, member, how)
    db.commit()
    sign_in(client, member)
    link = f'/cpd/records/new?session={gathering.id}"'
    assert link in html_of(client, f"/sessions/{gathering.id}")
    assert link in html_of(client, "/cpd/")
    form = html_of(client, f"/cpd/records/new?session={gathering.id}")
    assert 'value="75"' in form
    assert 'value="Strengths"' in form
    assert 'value="2027-01-17"' in form
    assert 'value="others" checked' in form
    post(client, "/cpd/records/", {**FORM, "session": str(gathering.id)})
    assert records(db)[0].gathering_id == gathering.id
    assert link not in html_of(client, "/cpd/")


@pytest.mark.parametrize("how", ["apologies", "missed", None])
def test_a_session_that_one_did_not_come_to_is_not_offered(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn, how: str | None
) -> None:
    cohort = make_cohort(db)
    member = make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=NOON - timedelta(days=3), minutes=75)
    if how:
        make_attendance(db, gathering, member, how)
    db.commit()
    sign_in(client, member)
    assert "/cpd/records/new?session" not in html_of(client, f"/sessions/{gathering.id}")
    assert "Sessions that you came to" not in html_of(client, "/cpd/")
    assert 'value="75"' not in html_of(client, f"/cpd/records/new?session={gathering.id}")
    post(client, "/cpd/records/", {**FORM, "session": str(gathering.id)})
    assert records(db)[0].gathering_id is None


def test_somebody_elses_reflection_is_left_out(
    db: Session, client: FlaskClient, person: Person
) -> None:
    theirs = make_reflection(db, make_person(db))
    db.commit()
    assert "Reflection of" not in html_of(client, f"/cpd/records/new?reflection={theirs}")
    post(client, "/cpd/records/", {**FORM, "reflection": str(theirs)})
    assert records(db)[0].reflection_id is None


def test_taking_a_record_out_asks_first_and_leaves_the_reflection(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_reflection(db, person)
    kept = make_record(db, person, reflection=own)
    db.commit()
    assert "Your reflection stays as it is." in words_of(client, f"/cpd/records/{kept}/removal")
    assert len(records(db)) == 1
    post(client, f"/cpd/records/{kept}/removal")
    assert records(db) == []
    assert OUT in html_of(client, "/cpd/")
    again = post(client, f"/cpd/records/{kept}/removal")
    assert NOT_OUT in html_of(client, again.location)
    assert db.scalar(select(Reflection.id)) == own


def test_a_reflection_that_was_thrown_away_counts_no_more(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_reflection(db, person)
    make_record(db, person, reflection=own)
    db.get_one(Reflection, own).deleted_at = NOON
    db.commit()
    assert "In a reflection" not in html_of(client, "/cpd/")
    assert f"/reflections/{own}" not in html_of(client, f"/cpd/records/{records(db)[0].id}")
    assert "Reflection of" not in html_of(client, f"/cpd/records/new?reflection={own}")


def test_when_a_reflection_goes_its_record_stays(db: Session, person: Person) -> None:
    own = make_reflection(db, person)
    make_record(db, person, reflection=own)
    db.delete(db.get_one(Reflection, own))
    [kept] = records(db)
    assert kept.reflection_id is None
    assert kept.minutes == 60

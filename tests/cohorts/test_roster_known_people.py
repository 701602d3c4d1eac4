"""What a list may change of people who are here already."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules.roster.fates import ONLY_ADDED
from app.people.actions.send_link import ask_for_link
from app.people.actions.sign_ins import begin_sign_in
from app.people.models import Person
from app.post.models import Letter
from tests.clock import NOON
from tests.cohorts.lists import bring, changes, fates, look, make_place
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator, make_member
from tests.make.people import make_person


def test_a_known_person_keeps_their_own_name_and_the_page_says_so(db: Session) -> None:
    cohort = make_cohort(db)
    known = make_member(db, cohort, name="Dr Amina Khan", email="amina@example.org")
    plan = look(db, cohort, "A. Khan,amina@example.org\n")
    assert fates(plan) == ["here"]
    assert plan.fates[0].notes == ("They are here as Dr Amina Khan, and keep that name.",)
    bring(db, cohort, "A. Khan,amina@example.org\n")
    assert db.get_one(Person, known.id).name == "Dr Amina Khan"


def test_nothing_is_told_of_people_whom_the_cohort_does_not_know(db: Session) -> None:
    cohort = make_cohort(db)
    make_member(db, make_cohort(db), name="Dr Amina Khan", email="amina@example.org")
    (fate,) = look(db, cohort, "A. Khan,amina@example.org,07700 900123\n").fates
    assert (fate.fate, fate.notes, fate.changes) == ("new", (), ())


def test_what_changes_is_shown_and_then_written(db: Session) -> None:
    cohort = make_cohort(db)
    place = make_place(db, cohort, "Hilltop")
    joan = make_person(db, name="Joan Long", email=None, channel="post")
    joan.post_address = "1 Long Lane"
    make_enrolment(db, cohort, joan)
    line = "Joan Long,joan@example.org,07700 900123,1 LONG LANE,text,Lived experience,Hilltop\n"
    plan = look(db, cohort, line)
    assert changes(plan) == {
        "standing": ("PCN staff", "Lived experience"),
        "place": ("", "Hilltop"),
        "email": ("", "joan@example.org"),
        "phone": ("", "07700 900123"),
        "channel": ("On paper", "By text message"),
    }
    assert bring(db, cohort, line) == {"changed": 1}
    db.expire_all()
    assert (joan.email, joan.phone, joan.channel) == ("joan@example.org", "+447700900123", "text")
    seat = db.scalars(select(Enrolment).where(Enrolment.person_id == joan.id)).one()
    assert (seat.standing, seat.place_id, seat.state) == ("lived_experience", place.id, "joined")


def test_letters_that_wait_go_the_new_way(db: Session) -> None:
    cohort = make_cohort(db)
    bring(db, cohort, "Joan Long,,07700 900123,,call\n")
    assert bring(db, cohort, "Joan Long,,07700 900123,,text\n") == {"changed": 1}
    assert db.scalars(select(Letter.channel)).all() == ["text"]


def test_a_list_takes_nobodys_own_number_or_channel_away(db: Session) -> None:
    cohort = make_cohort(db)
    amina = make_person(db, email="amina@example.org", phone="+447700900123")
    make_enrolment(db, cohort, amina)
    line = f"{amina.name},amina@example.org,07700 900999,,text\n"
    plan = look(db, cohort, line)
    assert fates(plan) == ["here"]
    assert len(plan.fates[0].notes) == 2
    bring(db, cohort, line)
    db.expire_all()
    assert (amina.phone, amina.channel) == ("+447700900123", "email")


def test_a_number_from_a_list_is_for_ringing_and_never_lets_anybody_in(db: Session) -> None:
    cohort = make_cohort(db)
    amina = make_person(db, email="amina@example.org")
    texted = make_person(db, email="tess@example.org", channel="text", phone="+447700900123")
    for person in (amina, texted):
        make_enrolment(db, cohort, person)
    lines = (
        f"{amina.name},amina@example.org,07700 900999\n"
        f"{texted.name},tess@example.org,07700 900998\n"
    )
    plan = look(db, cohort, lines)
    assert fates(plan) == ["changed", "here"]
    assert plan.fates[0].notes == (ONLY_ADDED,)
    bring(db, cohort, lines)
    db.expire_all()
    assert (amina.phone, amina.channel) == ("+447700900999", "email")
    assert (texted.phone, texted.channel) == ("+447700900123", "text")
    ask_for_link(db, email="amina@example.org", now=NOON)
    assert db.scalars(select(Letter.channel).where(Letter.kind == "sign_in")).all() == ["email"]


@pytest.mark.parametrize("how", ["text", "passkey", "elsewhere"])
def test_a_list_gives_no_address_to_whoever_signed_in_without_one(db: Session, how: str) -> None:
    cohort = make_cohort(db)
    joan = make_person(db, name="Joan Long", email=None, phone="+447700900123", channel="text")
    make_enrolment(db, cohort, joan)
    begin_sign_in(db, joan, how=how, user_agent="", is_shared=False, now=NOON)
    line = "Joan Long,thief@example.org,07700 900123\n"
    assert look(db, cohort, line).fates[0].changes == ()
    bring(db, cohort, line)
    db.expire_all()
    assert (joan.email, joan.phone, joan.channel) == (None, "+447700900123", "text")


@pytest.mark.parametrize("roles", [[], ["programme_lead"]])
def test_a_list_changes_nothing_about_those_who_run_things(db: Session, roles: list[str]) -> None:
    cohort = make_cohort(db)
    if roles:
        person = make_person(db, email=None, phone="+447700900123", roles=roles)
        make_enrolment(db, cohort, person)
    else:
        person = make_facilitator(db, cohort)
        person.email, person.phone, person.channel = None, "+447700900123", "call"
    line = f"{person.name},thief@example.org,07700 900123,,text,Lived experience\n"
    assert fates(look(db, cohort, line)) == ["here"]


def test_people_without_email_are_known_by_number_and_name_everywhere(db: Session) -> None:
    known = make_person(db, name="Joan Long", email=None, phone="+447700900123")
    make_person(db, name="Ben Long", email=None, phone="+447700900123")
    cohort = make_cohort(db)
    assert bring(db, cohort, "joan long,,07700 900123\n") == {"invited": 1}
    assert db.scalars(select(Enrolment.person_id)).all() == [known.id]


def test_an_address_and_a_name_make_nobody_known_in_another_cohort(db: Session) -> None:
    other = make_person(db, name="Joan Long", email=None, channel="post")
    other.post_address = "the front desk"
    make_enrolment(db, make_cohort(db), other)
    cohort = make_cohort(db)
    assert bring(db, cohort, "Joan Long,,,the front desk\n") == {"invited": 1}
    new = select(Enrolment.person_id).where(Enrolment.cohort_id == cohort.id)
    assert db.scalars(new).one() != other.id


def test_two_rows_that_name_one_known_person_are_one(db: Session) -> None:
    cohort = make_cohort(db)
    known = make_person(db, name="Joan Long", email="joan@example.org", phone="+447700900123")
    make_enrolment(db, cohort, known)
    plan = look(db, cohort, "Joan Long,,07700 900123\nJ. Long,joan@example.org\n")
    assert fates(plan) == ["twice", "here"]
    assert plan.fates[0].same_as == 3

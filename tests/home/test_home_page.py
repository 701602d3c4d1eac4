"""The first page: what matters now, in few statements and few bytes."""

from __future__ import annotations

import re
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.demo.load import load_demo
from app.mentoring.actions.agreements import sign_agreement
from app.mentoring.actions.entries import Entry
from app.mentoring.actions.pairings import By, move_pairing
from app.mentoring.rules.states import AGREEING, COORDINATOR, PROPOSED, TAKEN_BACK, WITHDRAWN
from app.people.queries import person_by_email
from app.practice.actions.pledge_questions import ask_pledges
from app.progress.actions.record import note_visit
from app.syllabus.actions.load import load_curriculum
from app.syllabus.cli import CURRICULUM
from app.wiring import Platform
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.mentoring import Mentors, make_agreement
from tests.make.people import make_person
from tests.make.pledges import make_answer, make_pledge
from tests.make.progress import make_way

MOST_STATEMENTS = 6
MOST_BYTES = 30_000


def test_home_costs_at_most_six_statements_and_thirty_kilobytes(
    client: FlaskClient,
    db: Session,
    platform: Platform,
    sign_in: SignIn,
    count_statements: CountStatements,
) -> None:
    with platform.transaction() as own:
        load_curriculum(own, CURRICULUM, now=platform.clock.now())
    load_demo(platform, participants=4, cohorts=2)
    for email in ("participant@demo.example", "facilitator@demo.example"):
        person = person_by_email(db, email)
        assert person is not None
        sign_in(client, person)
        with count_statements() as sent:
            page = client.get("/home")
        assert page.status_code == 200
        assert len(sent) <= MOST_STATEMENTS
        assert len(page.get_data()) <= MOST_BYTES


def test_somebody_in_no_cohort_is_told_what_comes_next(
    client: FlaskClient, db: Session, sign_in: SignIn
) -> None:
    person = make_person(db)
    db.commit()
    page = sign_in(client, person).get("/home").get_data(as_text=True)
    assert "You are not in a cohort at the moment" in page


def test_the_start_page_is_open_to_all_and_leads_home_once_signed_in(
    client: FlaskClient, db: Session, sign_in: SignIn
) -> None:
    assert "Learn together what makes people well" in client.get("/").get_data(as_text=True)
    for address in ("/about", "/accessibility", "/privacy"):
        assert client.get(address).status_code == 200
    person = make_person(db)
    db.commit()
    assert sign_in(client, person).get("/").location == "/home"


def test_in_two_cohorts_a_person_carries_on_in_the_one_they_visited_last(
    client: FlaskClient, db: Session, sign_in: SignIn
) -> None:
    first = make_way(db)
    second = make_way(db, person=first.person)
    sign_in(client, first.person)
    for minute, way in enumerate((second, first, second)):
        at = NOON + timedelta(minutes=minute)
        note_visit(db, way.enrolment.id, way.steps["story"].id, now=at)
        db.commit()
        page = client.get("/home").get_data(as_text=True)
        assert f'href="{way.address("story")}"' in page
        assert page.count("Carry on where you were") == 1


def test_a_pair_in_which_the_next_step_is_theirs_waits_on_their_first_page(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    mentors = Mentors(db)
    sign_in(client, mentors.joan)
    for state, says in (
        (PROPOSED, "Would you like to walk with Petra Nurse?"),
        (AGREEING, "Write your agreement with Petra Nurse"),
    ):
        place = mentors.pairing(state)
        page = _as_text(client.get("/home").text)
        assert says in page
        assert f'href="/mentoring/pairings/{place.pairing.id}"' in client.get("/home").text
        if state == PROPOSED:
            by = By(COORDINATOR, mentors.coordinator)
            move_pairing(db, place.pairing.id, WITHDRAWN, by=by, reason=TAKEN_BACK, now=NOON)
            db.commit()
            assert "Petra Nurse" not in client.get("/home").text
    make_agreement(db, place, signed=False)
    db.commit()
    assert "Read it and sign it with Petra Nurse" in _as_text(client.get("/home").text)
    entry = Entry(mentors.joan, mentors.joan.id)
    sign_agreement(db, place, entry, number=1, now=NOON)
    db.commit()
    assert "Petra Nurse" not in client.get("/home").text
    assert "Petra Nurse" not in sign_in(client, mentors.other).get("/home").text


def _as_text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split()).replace(" ?", "?")


def test_a_question_about_a_pledge_shows_until_it_is_answered_and_never_nags(
    client: FlaskClient, db: Session, sign_in: SignIn, clock: StoppedClock
) -> None:
    way = make_way(db)
    at = make_pledge(db, way.person, way.cohort)
    db.commit()

    def is_asked(days: int) -> bool:
        clock.moment = NOON + timedelta(days=days)
        ask_pledges(db, now=clock.now())
        db.commit()
        page = sign_in(client, way.person).get("/home").text
        shown = "How is your pledge going?" in page
        # It leads to the one pledge, and all pages say the same of it.
        one, own = f"/practice/pledges/{at.pledge.id}", client.get("/practice/pledges").text
        assert (f'href="{one}#how">See it and say so' in page) is shown
        assert f'href="{one}#how">Say how it is going' in own
        for said in (own, client.get(one).text):
            assert ("We have asked you. You can say it now." in said) is shown
            assert ("We ask you on" in said) is (not shown and days < 90)
        return shown

    assert [is_asked(days) for days in (29, 30, 44, 45, 60)] == [False, True, True, False, True]
    make_answer(db, at.pledge.id, "going", now=clock.now())
    assert not is_asked(60)
    assert [is_asked(days) for days in (90, 105)] == [True, False]
    make_answer(db, at.pledge.id, "done", now=clock.now())
    db.commit()
    assert "Say how it is going" not in client.get("/practice/pledges").text


def test_several_pledges_that_wait_lead_to_the_list_of_them(
    client: FlaskClient, db: Session, sign_in: SignIn, clock: StoppedClock
) -> None:
    way = make_way(db)
    for _ in range(2):
        make_pledge(db, way.person, way.cohort)
    clock.moment = NOON + timedelta(days=30)
    ask_pledges(db, now=clock.now())
    db.commit()
    page = sign_in(client, way.person).get("/home").text
    assert "How are your pledges going?" in page
    assert 'href="/practice/pledges">See them and say so' in page

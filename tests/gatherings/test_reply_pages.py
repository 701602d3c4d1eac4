"""The pages that say who comes and who does what."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import GatheringRole, Reply
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.cohorts import make_facilitator, make_member
from tests.make.gatherings import enrolment_of, make_gathering, make_reply, make_role

START = NOON + timedelta(days=10)


def test_roles_are_given_and_taken_back_and_shown(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    amina = make_member(db, cohort)
    make_member(db, cohort, email="other@example.org")
    browser = as_person(make_facilitator(db, cohort))
    here = f"/sessions/{gathering.id}/roles"
    assert "Amina Example (other@example.org)" in browser.get(here).text
    post(browser, here, {"role": "chair", "person": str(amina.id), "guest": ""})
    post(browser, here, {"role": "speaker", "person": "", "guest": "Dr Grace Guest"})
    both = post(browser, here, {"role": "panel", "person": str(amina.id), "guest": "Bo"})
    assert both.status_code == 422
    assert 'value="Bo"' in both.text
    assert post(browser, here, {"role": "panel", "person": "", "guest": ""}).status_code == 422
    assert post(browser, here, {"role": "", "person": "", "guest": "Bo"}).status_code == 422
    page = browser.get(here).text
    assert "Dr Grace Guest (guest)" in page
    shown = as_person(amina).get(f"/sessions/{gathering.id}").text
    assert "You are chairing this session." in shown
    assert "Dr Grace Guest" in shown
    assert "You are chairing this session." in as_person(amina).get("/home").text
    browser = as_person(make_facilitator(db, cohort))
    assert "You are chairing" not in browser.get("/home").text
    for role in db.scalars(select(GatheringRole)).all():
        assert post(browser, f"{here}/{role.id}/removals").status_code == 302
    assert "Nobody has a role yet" in browser.get(here).text


def test_a_role_is_not_taken_back_by_a_member(db: Session, cohort: Cohort, as_person: As) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    role = make_role(db, gathering)
    browser = as_person(make_member(db, cohort))
    away = f"/sessions/{gathering.id}/roles/{role.id}/removals"
    assert post(browser, away).status_code == 404
    assert db.scalars(select(GatheringRole.id)).all() == [role.id]


def test_a_participant_says_whether_they_come_and_what_they_need(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    amina = make_member(db, cohort)
    make_facilitator(db, cohort)
    browser = as_person(amina)
    here = f"/sessions/{gathering.id}"
    page = browser.get(here).text
    assert "Are you coming?" in page
    assert "Only the people who run this cohort can read it" in page
    sent = post(browser, f"{here}/replies", {"answer": "coming", "needs": "Captions <please>"})
    assert sent.headers["Location"] == here
    page = browser.get(here).text
    assert "You are coming" in page
    assert "Captions &lt;please&gt;" in page
    assert "Change my answer" in page
    post(browser, f"{here}/replies", {"answer": "sorry", "needs": ""})
    assert "You cannot come" in browser.get(here).text
    refused = post(browser, f"{here}/replies", {"answer": "coming", "needs": "y" * 501})
    assert refused.status_code == 422
    assert "y" * 501 in refused.text
    assert post(browser, f"{here}/replies", {"needs": "Captions"}).status_code == 422


def test_the_answer_comes_first_after_when_the_session_is(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START, place="The hall", how="blended")
    page = as_person(make_member(db, cohort)).get(f"/sessions/{gathering.id}").text
    order = ("12pm to 1pm", "I am coming</button>", "<textarea", "The hall", "What to expect")
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_a_full_session_puts_people_in_line_and_says_so(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    gathering.capacity = 1
    make_reply(db, gathering, make_member(db, cohort))
    make_reply(db, gathering, make_member(db, cohort, state="left"))
    browser = as_person(make_member(db, cohort))
    here = f"/sessions/{gathering.id}"
    assert "All places are taken just now" in browser.get(here).text
    assert "Put me in line" in browser.get(here).text
    gathering.capacity = 3
    db.commit()
    assert "2 of 3 places are free" in browser.get(here).text
    gathering.capacity = 1
    db.commit()
    post(browser, f"{here}/replies", {"answer": "coming", "needs": ""})
    page = browser.get(here).text
    assert "You are waiting for a place" in page
    assert "we write to you" in page


def test_a_facilitator_sees_who_comes_and_enters_an_answer_by_phone(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    gathering.capacity = 5
    amina = make_member(db, cohort, email=None)
    browser = as_person(make_facilitator(db, cohort))
    here = f"/sessions/{gathering.id}/replies"
    one = f"{here}/{enrolment_of(db, gathering, amina)}"
    assert one in browser.get(here).text
    assert "What they need to take part" in browser.get(one).text
    assert "they stand in line" not in browser.get(one).text
    refused = post(browser, one, {"answer": "coming", "needs": "z" * 501})
    assert refused.status_code == 422
    assert "z" * 501 in refused.text
    sent = post(browser, one, {"answer": "coming", "needs": "A lift home"})
    assert sent.headers["Location"] == here
    page = browser.get(here).text
    for words in ("coming, of 5 places", "A lift home", "Entered by Farah Facilitator"):
        assert words in page
    assert db.scalars(select(Reply.answer)).all() == ["coming"]
    own = as_person(amina).get(f"/sessions/{gathering.id}").text
    assert "Farah Facilitator entered this for you" in own


def test_nothing_is_asked_once_a_session_has_begun(
    db: Session, cohort: Cohort, as_person: As, clock: StoppedClock
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    browser = as_person(make_facilitator(db, cohort))
    clock.move(days=10)
    here = f"/sessions/{gathering.id}"
    page = browser.get(here).text
    assert "Are you coming?" not in page
    assert "Call this session off" not in page
    assert "Change this session" in page
    assert post(browser, f"{here}/replies", {"answer": "coming", "needs": ""}).status_code == 409
    clock.move(hours=2)
    assert "Change this session" not in browser.get(here).text
    assert browser.get(f"{here}/changes").headers["Location"] == here
